//! The forms of changes, one family a file. The names of the fields are those of [`super::typed`].

mod domain;
mod order;
mod organization;
pub(super) mod people;
mod validation;

use leptos::prelude::*;

use super::fields::Fields;
use crate::connection::Choices;
use crate::domain::change::form::ChangeKind;
use crate::domain::change::{OrderSnapshot, Snapshot};
use crate::domain::directory::{Contacts, Organization};
use crate::web::ui::{Suggestion, Suggestions, TextInput, Width};

/// What a form shows beside its fields.
#[derive(Clone)]
pub(super) struct Shown {
    /// The fields.
    pub(super) fields: Fields,
    /// What DigiCert had when the form was opened.
    pub(super) base: Option<Snapshot>,
    /// The lists the form offers.
    pub(super) choices: Choices,
}

impl Shown {
    fn organization(&self) -> Option<&Organization> {
        match &self.base {
            Some(Snapshot::Organization(organization)) => Some(organization),
            _ => None,
        }
    }

    fn order(&self) -> Option<&OrderSnapshot> {
        match &self.base {
            Some(Snapshot::Order(order)) => Some(order),
            _ => None,
        }
    }

    fn contacts(&self) -> Contacts {
        self.organization()
            .and_then(|it| it.contacts.clone())
            .unwrap_or_default()
    }
}

/// The form of a kind of change; none where there is nothing to fill in.
pub(super) fn form(kind: ChangeKind, shown: &Shown) -> Option<AnyView> {
    let view = match kind {
        ChangeKind::CreateOrganization => organization::new(shown),
        ChangeKind::ChangeOrganization => organization::details(shown),
        ChangeKind::ChangeContacts => people::contacts(shown),
        ChangeKind::SubmitOrganization => validation::submission(shown),
        ChangeKind::AddDomain => domain::new(shown),
        ChangeKind::SubmitDomain => domain::submission(shown),
        ChangeKind::ChangeDcvMethod => domain::method(&shown.fields),
        ChangeKind::ActivateOrganization
        | ChangeKind::DeactivateOrganization
        | ChangeKind::NewDcvToken
        | ChangeKind::ResendDcvEmails
        | ChangeKind::CheckDcv
        | ChangeKind::ActivateDomain
        | ChangeKind::DeactivateDomain
        | ChangeKind::ResendOrderEmails
        | ChangeKind::CheckOrderDcv
        | ChangeKind::NewOrderToken => return None,
        ChangeKind::CancelOrder => order::cancel(shown),
        ChangeKind::AddCsr => order::csr(shown),
        ChangeKind::ReissueOrder => order::reissue(&shown.fields),
        ChangeKind::RevokeCertificate | ChangeKind::RevokeOrder => order::revoke(&shown.fields),
        ChangeKind::ChangeOrderContacts => order::contacts(shown),
        ChangeKind::OrderDcvMethod => domain::method(&shown.fields),
        ChangeKind::AddOrderNote => order::note(&shown.fields),
    };
    Some(view)
}

/// The container something new is filed under.
fn container(shown: &Shown) -> AnyView {
    let options = suggestions(&shown.choices.containers);
    view! {
        <TextInput field=shown.fields.fill_optional("container") inputmode="numeric" width=Width::Narrow list="containers"/>
        <Suggestions id="containers" options/>
    }
    .into_any()
}

fn suggestions(choices: &[crate::connection::Choice]) -> Vec<Suggestion> {
    let options = choices.iter().map(|choice| Suggestion {
        value: choice.id.clone(),
        label: Some(choice.name.clone()),
    });
    options.collect()
}
