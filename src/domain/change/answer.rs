//! What DigiCert said of a change that it took, beyond yes: what a person has to know or to do next.

use serde::{Deserialize, Serialize};

/// What DigiCert said besides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "said", rename_all = "snake_case")]
pub enum Answer {
    /// Where control of a domain stands, in its word (CertCentral: Check DCV).
    Standing {
        /// The word.
        word: String,
    },
    /// A random value to publish (CertCentral: Change order DCV method).
    RandomValue {
        /// The value.
        value: String,
        /// Until when it may be used, as DigiCert wrote it.
        until: Option<String>,
    },
    /// A request within the order, which may wait for somebody's approval in CertCentral.
    Request {
        /// Its id.
        id: String,
        /// `pending`, `submitted`, `approved` or another word; none where it was not told.
        status: Option<String>,
    },
    /// Where control of an order's names stands (CertCentral: Check DCV).
    Names {
        /// The order's status.
        status: Option<String>,
        /// Where control stands altogether: `valid` or another word.
        standing: Option<String>,
        /// Each name and its word.
        names: Vec<(String, String)>,
    },
    /// A kind of answer that this version does not know.
    #[serde(other)]
    Unknown,
}

impl Answer {
    /// Whether it is about a request that somebody at DigiCert's side of the account still has to approve.
    #[must_use]
    pub fn waits_for_approval(&self) -> bool {
        match self {
            Self::Request { status, .. } => matches!(status.as_deref(), Some("pending" | "submitted")),
            _ => false,
        }
    }
}
