//! Domains, and how control of them is proven (CertCentral: Domain info).

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use super::super::account::Named;
use super::super::loose;
use super::super::organizations::Validation as WireValidation;
use super::{container_id, every, required_id, validation};
use crate::domain::directory::{Dcv, DcvEmail, Domain};
use crate::domain::ids::{OrganizationId, RemoteDomainId};

#[derive(Deserialize)]
struct Read {
    #[serde(deserialize_with = "loose::required_text")]
    id: String,
    #[serde(deserialize_with = "loose::required_text")]
    name: String,
    #[serde(default, deserialize_with = "loose::flag")]
    is_active: Option<bool>,
    #[serde(default, deserialize_with = "loose::text")]
    status: Option<String>,
    #[serde(default, deserialize_with = "loose::moment")]
    date_created: Option<Timestamp>,
    #[serde(default, deserialize_with = "loose::object")]
    organization: Option<Named>,
    #[serde(default, deserialize_with = "loose::object")]
    container: Option<Named>,
    #[serde(default, deserialize_with = "loose::text")]
    dcv_method: Option<String>,
    #[serde(default, deserialize_with = "loose::object")]
    dcv: Option<Proof>,
    #[serde(default, deserialize_with = "loose::named_texts")]
    dcv_expiration: Vec<(String, String)>,
    #[serde(default)]
    dcv_token: Value,
}

#[derive(Default, Deserialize)]
struct Proof {
    #[serde(default, deserialize_with = "loose::text")]
    method: Option<String>,
    #[serde(default, deserialize_with = "loose::text")]
    name_scope: Option<String>,
    #[serde(default)]
    dcv_token: Value,
}

#[derive(Deserialize)]
struct Invitation {
    #[serde(deserialize_with = "loose::required_text")]
    email: String,
    #[serde(default, deserialize_with = "loose::text")]
    source: Option<String>,
    #[serde(default, deserialize_with = "loose::moment")]
    date_sent: Option<Timestamp>,
    #[serde(default, deserialize_with = "loose::text")]
    name_scope: Option<String>,
}

#[derive(Default, Deserialize)]
struct Token {
    #[serde(default, deserialize_with = "loose::text")]
    token: Option<String>,
    #[serde(default, deserialize_with = "loose::moment")]
    expiration_date: Option<Timestamp>,
}

impl Token {
    /// The random value, an object or the value alone; none where there is neither.
    fn of(value: &Value) -> Option<Self> {
        let token = match value {
            Value::String(_) => Self {
                token: loose::as_text(value),
                expiration_date: None,
            },
            Value::Object(_) => Self::deserialize(value).ok()?,
            _ => return None,
        };
        token.token.is_some().then_some(token)
    }
}

/// The random value in the answer to a call that made one; it was seen in several places.
pub(crate) fn token(answer: &Value) -> Option<String> {
    let member = |name| answer.get(name).and_then(Token::of);
    let token = member("dcv_token").or_else(|| member("token"));
    let token = token.or_else(|| member("dcv_random_value"));
    token.and_then(|token| token.token)
}

/// A domain.
pub(crate) fn domain(answer: Value) -> Result<Domain, serde_json::Error> {
    let validations: Vec<WireValidation> = every(&answer, "validations")?;
    let invitations: Vec<Invitation> = every(answer.get("dcv").unwrap_or(&Value::Null), "dcv_invitations")?;
    let read: Read = serde_json::from_value(answer)?;
    let proof = read.dcv.unwrap_or_default();
    let token = Token::of(&read.dcv_token).or_else(|| Token::of(&proof.dcv_token));
    let token = token.unwrap_or_default();
    let mut dcv = Dcv {
        method: proof.method.or(read.dcv_method),
        token: token.token,
        token_until: token.expiration_date,
        emails: Vec::new(),
        name_scope: proof.name_scope,
    };
    for invitation in invitations {
        dcv.name_scope = dcv.name_scope.take().or(invitation.name_scope);
        add(
            &mut dcv.emails,
            invitation.email,
            invitation.source,
            invitation.date_sent,
        );
    }
    // The days are those of DigiCert's; a domain is better renewed a day early than late.
    let until = read.dcv_expiration.iter().filter_map(|(_, day)| loose::as_moment(day));
    let organization = read.organization.as_ref();
    Ok(Domain {
        id: required_id(&read.id).map(RemoteDomainId)?,
        name: read.name,
        is_active: read
            .is_active
            .unwrap_or_else(|| read.status.as_deref() != Some("inactive")),
        organization: organization.and_then(|it| loose::id_in(&it.id)).map(OrganizationId),
        organization_name: organization.and_then(|it| it.name.clone()).unwrap_or_default(),
        container: container_id(read.container.as_ref()),
        created: read.date_created,
        validations: validations.into_iter().map(validation).collect(),
        dcv_until: until.max(),
        dcv,
    })
}

/// An address once, with the latest of its mails.
fn add(emails: &mut Vec<DcvEmail>, address: String, source: Option<String>, sent_at: Option<Timestamp>) {
    match emails.iter_mut().find(|it| it.address.eq_ignore_ascii_case(&address)) {
        Some(known) => {
            known.source = known.source.take().or(source);
            known.sent_at = known.sent_at.max(sent_at);
        }
        None => emails.push(DcvEmail {
            address,
            source,
            sent_at,
        }),
    }
}

/// The addresses that mails of a domain go to (CertCentral: Get domain control emails).
#[derive(Deserialize)]
pub(crate) struct Emails {
    #[serde(default, deserialize_with = "loose::text")]
    name_scope: Option<String>,
    #[serde(default, deserialize_with = "loose::texts")]
    base_emails: Vec<String>,
    #[serde(default, deserialize_with = "loose::texts")]
    whois_emails: Vec<String>,
}

impl Emails {
    /// Adds those that are not known yet; no mail was sent to them as far as this answer tells.
    pub(crate) fn add_to(self, dcv: &mut Dcv) {
        dcv.name_scope = dcv.name_scope.take().or(self.name_scope);
        for (source, addresses) in [("base", self.base_emails), ("whois", self.whois_emails)] {
            for address in addresses {
                add(&mut dcv.emails, address, Some(source.to_owned()), None);
            }
        }
    }
}
