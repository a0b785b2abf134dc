//! The requests that change what the account holds, placed orders too: the one place where their wire form is decided.
//!
//! The reference leaves several forms open. Chosen here:
//!
//! * ids are numbers, as in the examples of these calls;
//! * the country is in small letters, as in an order for a new organization;
//! * a detail that is left open is absent where something is created, and an empty text where it replaces what is stored:
//!   whether the call that changes an organization keeps what is left out is not documented;
//! * the people of a validation go with each of its kinds, also with those that do not need any;
//! * where nothing is to be told beyond the address of the call, there is no body.

mod contacts;
mod domain;
mod order;
mod organization;
mod taken;
mod validation;

use reqwest::Method;
use serde::Serialize;

use crate::domain::change::ChangeRequest;
use crate::domain::change::request::OrderAction;
use crate::domain::digest::sha256;
use crate::domain::ids::RemoteOrderId;

pub(crate) use taken::taken;

/// A change as it will be sent: method, path and body.
#[derive(Clone, PartialEq, Eq)]
pub struct ChangeBody {
    method: Method,
    path: Vec<String>,
    bytes: Vec<u8>,
    kept: String,
    sha256: String,
}

impl std::fmt::Debug for ChangeBody {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("ChangeBody").field(&self.sha256).finish()
    }
}

impl ChangeBody {
    /// The request for a change.
    #[must_use]
    pub fn of(request: &ChangeRequest) -> Self {
        let (method, path, bytes) = parts(request);
        let mut kept = format!("{method} /{}\n", path.join("/"));
        // Never replaces anything: JSON is UTF-8.
        kept.push_str(&String::from_utf8_lossy(&bytes));
        Self {
            sha256: sha256(kept.as_bytes()),
            method,
            path,
            bytes,
            kept,
        }
    }

    /// The method, such as `POST`.
    #[must_use]
    pub fn method(&self) -> &str {
        self.method.as_str()
    }

    /// The parts of the path below the base address.
    #[must_use]
    pub fn path(&self) -> &[String] {
        &self.path
    }

    /// The JSON that is sent; nothing where the call has no body.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// SHA-256 of method, path and body, in lower-case hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Method, path and body as text: what may be kept.
    #[must_use]
    pub fn kept(&self) -> &str {
        &self.kept
    }

    pub(crate) fn verb(&self) -> Method {
        self.method.clone()
    }
}

type Parts = (Method, Vec<String>, Vec<u8>);

fn parts(request: &ChangeRequest) -> Parts {
    let switch = |is_active: bool| if is_active { "activate" } else { "deactivate" };
    match request {
        ChangeRequest::CreateOrganization(new) => post(&["organization"], json(&organization::New::of(new))),
        // Update organization: the call is listed in the reference's index, but its page could not be read. Method, path
        // and body are inferred from Create organization and from the other calls that replace something.
        ChangeRequest::ChangeOrganization(id, details) => put(
            &["organization", &id.to_string()],
            json(&organization::Details::whole(details)),
        ),
        ChangeRequest::ChangeContacts {
            id,
            organization_contact,
            technical_contact,
        } => {
            let contacts = contacts::Contacts::of(organization_contact.as_deref(), technical_contact.as_deref());
            put(&["organization", &id.to_string(), "contact"], json(&contacts))
        }
        ChangeRequest::SubmitOrganization(id, wish) => post(
            &["organization", &id.to_string(), "validation"],
            json(&validation::Submission::of(wish)),
        ),
        ChangeRequest::SetOrganizationActive(id, is_active) => {
            put(&["organization", &id.to_string(), switch(*is_active)], Vec::new())
        }
        ChangeRequest::AddDomain(new) => post(&["domain"], json(&domain::New::of(new))),
        ChangeRequest::SubmitDomain { id, kinds, dcv_method } => post(
            &["domain", &id.to_string(), "validation"],
            json(&domain::Submission::of(kinds, *dcv_method)),
        ),
        // By PUT and `dcv_method`, as newer clients send it; an old one has POST and `method`.
        ChangeRequest::ChangeDcvMethod(id, method) => put(
            &["domain", &id.to_string(), "dcv", "method"],
            json(&domain::Method::of(*method)),
        ),
        ChangeRequest::NewDcvToken(id) => post(&["domain", &id.to_string(), "dcv", "token"], Vec::new()),
        ChangeRequest::ResendDcvEmails(id) => post(&["domain", &id.to_string(), "dcv", "emails"], Vec::new()),
        ChangeRequest::CheckDcv(id) => put(&["domain", &id.to_string(), "dcv", "validate-token"], Vec::new()),
        ChangeRequest::SetDomainActive(id, is_active) => {
            put(&["domain", &id.to_string(), switch(*is_active)], Vec::new())
        }
        ChangeRequest::OnOrder(id, action) => of_order(*id, action),
    }
}

/// What is done with a placed order.
fn of_order(id: RemoteOrderId, action: &OrderAction) -> Parts {
    let id = id.to_string();
    let at = |end: &'static str| ["order", "certificate", id.as_str(), end];
    match action {
        OrderAction::Cancel(note) => put(&at("status"), json(&order::Status::canceled(note))),
        // By POST, as DigiCert's own early client sends it; a page that describes it could not be read.
        OrderAction::AddCsr(csr) => post(&at("csr"), json(&order::LateCsr::of(csr))),
        OrderAction::Reissue(new) => post(&at("reissue"), json(&order::Anew::of(new))),
        OrderAction::RevokeCertificate(certificate, revocation) => put(
            &["certificate", &certificate.to_string(), "revoke"],
            json(&order::Revoked::of(revocation)),
        ),
        OrderAction::Revoke(revocation) => put(&at("revoke"), json(&order::Revoked::of(revocation))),
        OrderAction::ChangeContacts {
            organization_contact,
            technical_contact,
        } => {
            let contacts = order::Contacts::of(organization_contact.as_ref(), technical_contact.as_ref());
            put(&at("contact"), json(&contacts))
        }
        OrderAction::SetDcvMethod(method) => put(&at("dcv-method"), json(&domain::Method::of(*method))),
        OrderAction::ResendEmails => put(&at("resend-emails"), Vec::new()),
        OrderAction::CheckDcv => put(&at("check-dcv"), Vec::new()),
        OrderAction::AddNote(text) => post(&at("note"), json(&order::Note { text })),
    }
}

fn post(path: &[&str], bytes: Vec<u8>) -> Parts {
    (Method::POST, path.iter().map(ToString::to_string).collect(), bytes)
}

fn put(path: &[&str], bytes: Vec<u8>) -> Parts {
    (Method::PUT, path.iter().map(ToString::to_string).collect(), bytes)
}

#[expect(
    clippy::expect_used,
    reason = "texts, numbers and lists can always be written as JSON into memory"
)]
fn json(body: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(body).expect("JSON")
}

/// Something by its number.
#[derive(Serialize)]
struct Id {
    id: i64,
}

/// A text that is there.
fn given(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}
