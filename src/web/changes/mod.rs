//! The screens of a change: its form, its check page with before and after side by side, and its own page with where it
//! stands and its journal. They are the same for organizations, contacts and domains; what differs is the form.

mod act;
pub mod check;
pub mod edit;
mod facts;
mod fields;
mod forms;
mod journal;
pub mod list;
pub mod new;
pub mod page;
mod person;
mod save;
mod settle;
pub mod submit;
mod typed;

pub use act::{start_domain_change, start_organization_change};
pub use check::ChangeCheckPage;
pub use edit::EditChangePage;
pub(crate) use fields::label_key;
pub use list::ChangesPage;
pub(crate) use list::changes_table;
pub use new::{NewDomainPage, NewOrganizationPage, create_domain, create_organization};
pub use page::ChangePage;
pub(crate) use person::{person_fields, typed_person};
pub use save::{discard, go_on, save, send_confirmed};
pub use settle::settle;

use crate::domain::change::form::ChangeKind;
use crate::domain::change::{Change, Snapshot, Subject};
use crate::domain::operator::Act;
use crate::web::ui::Link;
use crate::words::Words;

/// What a person must be allowed for a kind of change. Taking something out of use is for administrators.
pub(super) fn act_of(kind: ChangeKind) -> Act {
    match kind {
        ChangeKind::DeactivateOrganization | ChangeKind::DeactivateDomain => Act::DeactivateAtDigiCert,
        _ => Act::ChangeOrganizations,
    }
}

/// What people call the subject of a change.
fn subject_name(change: &Change) -> String {
    use crate::domain::change::ChangeForm;
    match (&change.base, &change.form) {
        (Some(Snapshot::Organization(organization)), _) => organization.details.display_name(),
        (Some(Snapshot::Domain(domain)), _) => domain.name.clone(),
        (_, ChangeForm::CreateOrganization(form)) => form.details.name.clone(),
        (_, ChangeForm::AddDomain(form)) => form.name.clone(),
        _ => String::new(),
    }
}

/// The page of what a change is about; of all such things where it is not there yet.
fn subject_link(words: Words, change: &Change) -> Link {
    let name = subject_name(change);
    match (change.subject, change.created) {
        (Subject::Organization(id), _) => Link::new(format!("/organizations/{id}"), name),
        (Subject::Domain(id), _) => Link::new(format!("/domains/{id}"), name),
        (Subject::NewOrganization, Some(id)) => Link::new(format!("/organizations/{id}"), name),
        (Subject::NewDomain, Some(id)) => Link::new(format!("/domains/{id}"), name),
        (Subject::NewOrganization, None) => Link::new("/organizations", words.text("organizations-title")),
        (Subject::NewDomain, None) => Link::new("/domains", words.text("domains-title")),
    }
}

/// The heading of the pages of a change: what is to be done, to what.
fn title(words: Words, change: &Change) -> String {
    let name = subject_name(change);
    let name = if name.is_empty() { "…".to_owned() } else { name };
    words.with(
        &format!("change-title-{}", change.form.kind().word()),
        [("name", name.into())],
    )
}
