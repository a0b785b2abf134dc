//! A domain of the account and how control of it is proven (CertCentral: Domain info).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::validation::{Standing, Validation, standing_of};
use crate::domain::ids::{ContainerId, OrganizationId, RemoteDomainId};

/// How control of a domain is proven (CertCentral: Glossary, DCV methods).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DcvMethod {
    /// Somebody answers a mail to one of the domain's addresses.
    Email,
    /// A TXT record holds the token.
    DnsTxt,
    /// A CNAME record, named by the token, points at DigiCert.
    DnsCname,
    /// A file on the web server holds the token.
    Http,
}

impl DcvMethod {
    /// The documented ones.
    pub const ALL: [Self; 4] = [Self::DnsTxt, Self::DnsCname, Self::Email, Self::Http];

    /// The word on the wire and in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::DnsTxt => "dns-txt-token",
            Self::DnsCname => "dns-cname-token",
            Self::Http => "http-token",
        }
    }

    /// The method of that word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.word() == word)
    }
}

/// An address that DigiCert sends the mail of [`DcvMethod::Email`] to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DcvEmail {
    /// The address.
    pub address: String,
    /// Where DigiCert has it from: `base`, `whois` or another word.
    pub source: Option<String>,
    /// When a mail was last sent to it.
    pub sent_at: Option<Timestamp>,
}

/// What is to be done to prove control of a domain.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Dcv {
    /// The method, in DigiCert's word.
    pub method: Option<String>,
    /// The random value to publish.
    pub token: Option<String>,
    /// Until when the random value may be used.
    pub token_until: Option<Timestamp>,
    /// Where mails were sent.
    pub emails: Vec<DcvEmail>,
    /// The name whose control counts: the domain itself or one above it.
    pub name_scope: Option<String>,
}

/// A domain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Domain {
    /// Its id.
    pub id: RemoteDomainId,
    /// Its name.
    pub name: String,
    /// Whether it may be used.
    pub is_active: bool,
    /// The organization it belongs to.
    pub organization: Option<OrganizationId>,
    /// That organization's name.
    #[serde(default)]
    pub organization_name: String,
    /// The container it is filed under.
    pub container: Option<ContainerId>,
    /// When it was added.
    pub created: Option<Timestamp>,
    /// What it was validated for.
    #[serde(default)]
    pub validations: Vec<Validation>,
    /// Until when control is proven, whatever kind of certificate it counts for; the latest of them.
    pub dcv_until: Option<Timestamp>,
    /// What is to be done to prove control.
    #[serde(default)]
    pub dcv: Dcv,
}

impl Domain {
    /// Whether control of it is proven.
    #[must_use]
    pub fn standing(&self, now: Timestamp) -> Standing {
        match self.dcv_until {
            Some(until) if until > now => Standing::Valid,
            Some(_) => Standing::Expired,
            None if self.validations.is_empty() && self.dcv.token.is_none() && self.dcv.emails.is_empty() => {
                Standing::None
            }
            // Nobody says until when: what the validations say.
            None => match standing_of(&self.validations, None, now) {
                Standing::None => Standing::Pending,
                standing => standing,
            },
        }
    }
}
