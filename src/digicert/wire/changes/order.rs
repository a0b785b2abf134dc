//! What is done with a placed order (CertCentral: Update order status, Reissue certificate, Revoke certificate, Revoke order
//! certificates, Update order contacts, Change order DCV method, Add note).
//!
//! `skip_approval` is never sent: whether somebody at DigiCert has to approve is the account's to say. DigiCert's table
//! names `comment` and its examples have `comments`, which is what is sent.

use serde::Serialize;

use super::contacts::Person;
use crate::domain::change::request::{Reissue, Revocation};
use crate::domain::contact::ContactType;
use crate::domain::csr::Csr;
use crate::domain::directory::PersonDetails;

/// Another status, and why. Newer pages spell it with one l and in small letters.
#[derive(Serialize)]
pub(super) struct Status<'a> {
    status: &'static str,
    note: &'a str,
}

impl<'a> Status<'a> {
    pub(super) fn canceled(note: &'a str) -> Self {
        Self {
            status: "canceled",
            note,
        }
    }
}

/// A CSR that comes after the order.
#[derive(Serialize)]
pub(super) struct LateCsr {
    csr: String,
}

impl LateCsr {
    pub(super) fn of(csr: &Csr) -> Self {
        Self {
            csr: csr.one_line_pem(),
        }
    }
}

/// The certificate as it is to be issued anew. The server platform is left out, so that it stays.
#[derive(Serialize)]
pub(super) struct Anew<'a> {
    certificate: Certificate<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comments: Option<&'a str>,
}

#[derive(Serialize)]
struct Certificate<'a> {
    common_name: &'a str,
    dns_names: &'a [String],
    csr: String,
    signature_hash: &'a str,
}

impl<'a> Anew<'a> {
    pub(super) fn of(new: &'a Reissue) -> Self {
        Self {
            certificate: Certificate {
                common_name: &new.common_name,
                dns_names: &new.dns_names,
                csr: new.csr.one_line_pem(),
                signature_hash: &new.signature_hash,
            },
            comments: new.comments.as_deref(),
        }
    }
}

/// A revocation.
#[derive(Serialize)]
pub(super) struct Revoked<'a> {
    revocation_reason: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    comments: Option<&'a str>,
}

impl<'a> Revoked<'a> {
    pub(super) fn of(revocation: &'a Revocation) -> Self {
        Self {
            revocation_reason: revocation.reason,
            comments: revocation.comments.as_deref(),
        }
    }
}

/// The contacts that become others, each whole. What is left out of one is kept there, so nothing is.
#[derive(Serialize)]
pub(super) struct Contacts<'a> {
    contacts: Vec<Contact<'a>>,
}

#[derive(Serialize)]
struct Contact<'a> {
    #[serde(flatten)]
    person: Person<'a>,
    contact_type: &'static str,
}

impl<'a> Contacts<'a> {
    pub(super) fn of(organization: Option<&'a PersonDetails>, technical: Option<&'a PersonDetails>) -> Self {
        let contact = |person: Option<&'a PersonDetails>, kind: ContactType| {
            person.map(|person| Contact {
                person: Person::of(person),
                contact_type: kind.word(),
            })
        };
        let contacts = [
            contact(organization, ContactType::OrganizationContact),
            contact(technical, ContactType::TechnicalContact),
        ];
        Self {
            contacts: contacts.into_iter().flatten().collect(),
        }
    }
}

/// A note.
#[derive(Serialize)]
pub(super) struct Note<'a> {
    pub(super) text: &'a str,
}
