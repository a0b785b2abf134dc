//! The gates an order passes on its way to a certificate, in their order.

use serde::{Deserialize, Serialize};

/// What an order waits for.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Gate {
    /// The approval of its request.
    Approval,
    /// Its signing request.
    Csr,
    /// The validation of its organization.
    #[default]
    Organization,
    /// The answers of its verified contacts.
    VerifiedContact,
    /// The proof of control over each of its domains.
    Domain,
    /// The certificate itself.
    Issuance,
}

/// Every gate, in order.
const GATES: [Gate; 6] = [
    Gate::Approval,
    Gate::Csr,
    Gate::Organization,
    Gate::VerifiedContact,
    Gate::Domain,
    Gate::Issuance,
];

/// A word that names no gate.
#[derive(Debug, thiserror::Error)]
#[error("unknown gate `{0}`: use approval, csr, organization, verified_contact, domain or issuance")]
pub struct GateError(String);

impl Gate {
    /// The word in settings.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Approval => "approval",
            Self::Csr => "csr",
            Self::Organization => "organization",
            Self::VerifiedContact => "verified_contact",
            Self::Domain => "domain",
            Self::Issuance => "issuance",
        }
    }

    /// The gate behind it; behind the last there is none.
    pub(crate) fn next(self) -> Self {
        GATES.into_iter().find(|gate| *gate > self).unwrap_or(Self::Issuance)
    }
}

impl std::str::FromStr for Gate {
    type Err = GateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = GATES.into_iter().find(|gate| gate.as_str() == text);
        found.ok_or_else(|| GateError(text.to_owned()))
    }
}
