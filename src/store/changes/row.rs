//! From a row to a change and back.

use sea_orm::ActiveValue::Set;
use serde::de::DeserializeOwned;

use crate::domain::change::form::CsrTyped;
use crate::domain::change::{Change, ChangeForm, ChangeState, Subject};
use crate::domain::directory::lookalike::name_key;
use crate::domain::ids::{ChangeId, OperatorId, OrganizationId, RemoteDomainId, RemoteOrderId};
use crate::domain::operator::Actor;
use crate::store::StoreError;
use crate::store::encoding::{from_json, timestamp, to_json};
use crate::store::entity::changes;
use crate::store::orders::listed;
use crate::store::search_text::fold;

/// What a change is about, as columns.
pub(super) fn subject_columns(subject: Subject) -> (&'static str, Option<i64>) {
    match subject {
        Subject::NewOrganization => ("new_organization", None),
        Subject::Organization(id) => ("organization", Some(id.0)),
        Subject::NewDomain => ("new_domain", None),
        Subject::Domain(id) => ("domain", Some(id.0)),
        Subject::Order(id) => ("order", Some(id.0)),
    }
}

fn subject(word: &str, id: Option<i64>) -> Result<Subject, StoreError> {
    match (word, id) {
        ("new_organization", None) => Ok(Subject::NewOrganization),
        ("organization", Some(id)) => Ok(Subject::Organization(OrganizationId(id))),
        ("new_domain", None) => Ok(Subject::NewDomain),
        ("domain", Some(id)) => Ok(Subject::Domain(RemoteDomainId(id))),
        ("order", Some(id)) => Ok(Subject::Order(RemoteOrderId(id))),
        _ => Err(StoreError::corrupt("the subject of a change")),
    }
}

/// By what changes of one subject are known. What is to be created is known by its name: two that are created under one
/// name could not be told apart when they are looked for.
pub(super) fn subject_key(subject: Subject, form: &ChangeForm) -> String {
    let name = match form {
        ChangeForm::CreateOrganization(form) => name_key(&form.details.name),
        ChangeForm::AddDomain(form) => fold(&form.name),
        _ => String::new(),
    };
    match subject_columns(subject) {
        (word, Some(id)) => format!("{word}:{id}"),
        (word, None) => listed(&format!("{word}:{name}")),
    }
}

/// The columns that come from the form.
pub(super) fn form_columns(subject: Subject, form: &ChangeForm) -> Result<changes::ActiveModel, StoreError> {
    Ok(changes::ActiveModel {
        subject_key: Set(subject_key(subject, form)),
        kind: Set(form.kind().word().to_owned()),
        form: Set(to_json(form)?),
        spki_sha256: Set(form.csr().and_then(CsrTyped::key)),
        ..changes::ActiveModel::default()
    })
}

impl TryFrom<changes::Model> for Change {
    type Error = StoreError;

    fn try_from(row: changes::Model) -> Result<Self, StoreError> {
        let state = ChangeState::of_word(&row.state);
        Ok(Self {
            id: ChangeId(row.id),
            version: row.version,
            subject: subject(&row.subject, row.subject_id)?,
            form: from_json("the form of a change", &row.form)?,
            base: optional("what a change began with", row.base.as_deref())?,
            state: state.ok_or_else(|| StoreError::corrupt("the state of a change"))?,
            owner: Actor {
                id: row.owner_id.map(OperatorId),
                name: row.owner_name,
            },
            created_at: timestamp(row.created_at)?,
            updated_at: timestamp(row.updated_at)?,
            attempt: optional("the attempt of a change", row.attempt.as_deref())?,
            refusal: from_json("the refusal of a change", &row.refusal)?,
            created: row.created,
            approval: optional("the approval of a change", row.approval.as_deref())?,
        })
    }
}

fn optional<T: DeserializeOwned>(what: &'static str, text: Option<&str>) -> Result<Option<T>, StoreError> {
    text.map(|text| from_json(what, text)).transpose()
}
