//! A change of what DigiCert has stored: of an organization, its contacts, its validation, a domain, or a placed order.
//!
//! [`ChangeForm`] is what a person typed and always parses; [`check`] turns it into a [`ChangeRequest`], which may be
//! sent; [`Change`] is what the store remembers. A change is sent once. Where its answer was lost it is in doubt, and what
//! became of it is read back from DigiCert ([`effect`]); it is never sent again by itself.

pub mod answer;
pub mod check;
pub mod compare;
pub mod effect;
pub mod event;
pub mod form;
mod kind;
pub mod order;
pub mod refusal;
pub mod request;
pub mod state;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use answer::Answer;
pub use compare::{Compared, Difference, Moved};
pub use effect::Effect;
pub use event::{ChangeEvent, ChangeEventKind};
pub use form::{Appointment, ChangeForm, ContactsForm, DomainForm, NewOrganizationForm, ValidationForm};
pub use kind::{ChangeKind, Topic};
pub use order::OrderSnapshot;
pub use request::{ChangeRequest, NewDomain, VerifiedChoice};
pub use state::ChangeState;

use super::approval::Approval;
use super::directory::{Domain, Organization};
use super::ids::{ChangeId, OrganizationId, RemoteDomainId, RemoteOrderId};
use super::operator::Actor;
use super::order::{RemoteError, RemoteStatus};

/// What a change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "is", content = "id", rename_all = "snake_case")]
pub enum Subject {
    /// An organization that DigiCert does not have yet.
    NewOrganization,
    /// An organization.
    Organization(OrganizationId),
    /// A domain that DigiCert does not have yet.
    NewDomain,
    /// A domain.
    Domain(RemoteDomainId),
    /// A placed order.
    Order(RemoteOrderId),
}

/// The subject as DigiCert had it at some moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", content = "as", rename_all = "snake_case")]
pub enum Snapshot {
    /// An organization, with its contacts.
    Organization(Box<Organization>),
    /// A domain.
    Domain(Box<Domain>),
    /// A placed order.
    Order(Box<OrderSnapshot>),
    /// Before it was created there is nothing but those it might be taken for: the ids DigiCert had of that name.
    Absent {
        /// Organizations or domains of that name or like it.
        alike: Vec<i64>,
    },
}

/// A change as the store remembers it.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Its id.
    pub id: ChangeId,
    /// Counts changes of the row; whoever acts on it names the version that was on the page.
    pub version: i64,
    /// What it is about.
    pub subject: Subject,
    /// What was typed.
    pub form: ChangeForm,
    /// The subject when the form was opened, or when the person last looked at all three versions.
    pub base: Option<Snapshot>,
    /// Where it stands.
    pub state: ChangeState,
    /// Who wants it.
    pub owner: Actor,
    /// When it was first saved.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// What is known of the attempt to send it.
    pub attempt: Option<ChangeAttempt>,
    /// What DigiCert said where it refused it.
    pub refusal: Vec<RemoteError>,
    /// The organization or domain that came of it, where one was created.
    pub created: Option<i64>,
    /// The approval that was asked for or given.
    pub approval: Option<Approval>,
}

impl Change {
    /// Whether it creates what it is about.
    #[must_use]
    pub fn subject_is_new(&self) -> bool {
        matches!(self.subject, Subject::NewOrganization | Subject::NewDomain)
    }

    /// DigiCert's status of the order that it is about, as it was when the change was begun.
    #[must_use]
    pub fn order_status(&self) -> Option<&RemoteStatus> {
        match &self.base {
            Some(Snapshot::Order(order)) => order.record.status.as_ref(),
            _ => None,
        }
    }

    /// The word in message keys and journals for what is done by it.
    #[must_use]
    pub fn word(&self) -> &'static str {
        order::word_of(self.form.kind(), self.order_status())
    }
}

/// An attempt to send a change, written down before anything leaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeAttempt {
    /// Tells this attempt from a later one.
    pub mark: String,
    /// SHA-256 of the request's method, path and body.
    pub request_sha256: String,
    /// The subject as it was read just before.
    pub before: Snapshot,
    /// Who sent it.
    pub actor: Actor,
    /// When.
    pub at: Timestamp,
    /// How often it was read back since it came in doubt, and answered.
    #[serde(default)]
    pub looks: u32,
}
