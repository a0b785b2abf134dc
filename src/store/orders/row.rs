//! From a row to an order and back.

use sea_orm::ActiveValue::{NotSet, Set};
use serde::de::DeserializeOwned;

use crate::domain::ids::{CertificateId, OperatorId, OrderId, RemoteOrderId};
use crate::domain::operator::Actor;
use crate::domain::order::{Order, OrderForm, OrganizationTyped, Price, RemoteOrder, RemoteStatus, State};
use crate::store::StoreError;
use crate::store::encoding::{from_json, millis, storable, timestamp, to_json, truncated};
use crate::store::entity::orders;

pub(in crate::store) fn state(word: &str) -> Result<State, StoreError> {
    State::of_word(word).ok_or_else(|| StoreError::corrupt("the state of an order"))
}

pub(super) fn status(word: Option<String>) -> Option<RemoteStatus> {
    word.map(|word| RemoteStatus::of_word(&word))
}

/// What is stored of a form: never a private key, whoever calls.
pub(in crate::store) fn stored_form(form: &OrderForm) -> OrderForm {
    let mut form = form.clone();
    form.forget_private_key();
    form.private_key_removed = false;
    form.csr_file_fault = None;
    form
}

/// What the list shows of something typed. An index takes no text of any length (PostgreSQL: under a third of a page).
pub(in crate::store) fn listed(typed: &str) -> String {
    storable(truncated(typed.trim(), 255))
}

/// The columns that come from the form. The name of an organization that DigiCert knows is learnt elsewhere.
pub(super) fn form_columns(form: &OrderForm) -> Result<orders::ActiveModel, StoreError> {
    let (organization, organization_name) = match form.organization_typed() {
        OrganizationTyped::Existing(id) => (listed(id), NotSet),
        OrganizationTyped::New(name) => (String::new(), Set(Some(listed(name)).filter(|name| !name.is_empty()))),
    };
    Ok(orders::ActiveModel {
        form: Set(to_json(form)?),
        common_name: Set(listed(&form.headline())),
        organization: Set(organization),
        organization_name,
        ..orders::ActiveModel::default()
    })
}

/// The columns that come from DigiCert's answer.
pub(super) fn remote_columns(remote: &RemoteOrder) -> Result<orders::ActiveModel, StoreError> {
    let price = remote.price.as_ref();
    Ok(orders::ActiveModel {
        remote_id: Set(Some(remote.id.0)),
        certificate_id: Set(remote.certificate_id.map(|id| id.0)),
        remote_status: Set(remote.status.as_ref().map(|status| storable(status.word()))),
        status_read_at: Set(remote.status_read_at.map(millis)),
        domains: Set(to_json(&remote.domains)?),
        price: Set(price.map(|price| price.amount().to_owned())),
        currency: Set(price.and_then(Price::currency).map(str::to_owned)),
        remote_reference: Set(remote.reference.as_deref().map(storable)),
        ..orders::ActiveModel::default()
    })
}

impl TryFrom<orders::Model> for Order {
    type Error = StoreError;

    fn try_from(row: orders::Model) -> Result<Self, StoreError> {
        Ok(Self {
            id: OrderId(row.id),
            version: row.version,
            state: state(&row.state)?,
            form: from_json("the form of an order", &row.form)?,
            created_at: timestamp(row.created_at)?,
            updated_at: timestamp(row.updated_at)?,
            attempt: optional("the attempt of an order", row.attempt.as_deref())?,
            refusal: from_json("the refusal of an order", &row.refusal)?,
            remote: remote(&row)?,
            product: row.product,
            owner: Actor {
                id: row.owner_id.map(OperatorId),
                name: row.owner_name,
            },
            organization_name: row.organization_name,
            approval: optional("the approval of an order", row.approval.as_deref())?,
            search: optional("the search for an order", row.search.as_deref())?,
            replaces: row.replaces.map(OrderId),
            replaced_by: row.replaced_by.map(OrderId),
        })
    }
}

fn optional<T: DeserializeOwned>(what: &'static str, text: Option<&str>) -> Result<Option<T>, StoreError> {
    text.map(|text| from_json(what, text)).transpose()
}

fn remote(row: &orders::Model) -> Result<Option<RemoteOrder>, StoreError> {
    let Some(id) = row.remote_id else { return Ok(None) };
    Ok(Some(RemoteOrder {
        id: RemoteOrderId(id),
        certificate_id: row.certificate_id.map(CertificateId),
        status: status(row.remote_status.clone()),
        status_read_at: row.status_read_at.map(timestamp).transpose()?,
        domains: from_json("the domains of an order", &row.domains)?,
        price: row
            .price
            .as_deref()
            .and_then(|amount| Price::read(amount, row.currency.as_deref())),
        vanished_at: row.vanished_at.map(timestamp).transpose()?,
        reference: row.remote_reference.clone(),
    }))
}
