//! What comes to an order after its first certificate: reissues, revocations, and the certificates they replace.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{CertificatePlan, Issued, RequestStatus};

/// What a request on an order asks for (CertCentral: List requests).
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RequestKind {
    NewRequest,
    Reissue,
    Revoke,
}

impl RequestKind {
    /// The word in answers.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::NewRequest => "new_request",
            Self::Reissue => "reissue",
            Self::Revoke => "revoke",
        }
    }
}

/// A request that came after the order itself.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct LaterRequest {
    pub(crate) id: u64,
    pub(crate) kind: RequestKind,
    pub(crate) status: RequestStatus,
    pub(crate) created: Timestamp,
    pub(crate) user: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) comments: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) processed: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) processor_comment: Option<String>,
    /// The certificate it is about; none when it is about the whole order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) certificate: Option<u64>,
}

impl LaterRequest {
    /// A request on a whole order, which waits for approval or has it already.
    pub(crate) fn new(id: u64, kind: RequestKind, user: u64, created: Timestamp, waits: bool) -> Self {
        Self {
            id,
            kind,
            status: if waits {
                RequestStatus::Pending
            } else {
                RequestStatus::Approved
            },
            created,
            user,
            comments: None,
            processed: (!waits).then_some(created),
            processor_comment: None,
            certificate: None,
        }
    }
}

/// A reissue that is under way.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Reissue {
    pub(crate) plan: CertificatePlan,
    /// The id of its request.
    pub(crate) request: u64,
}

/// A certificate of an order that a reissue replaced.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Replaced {
    pub(crate) plan: CertificatePlan,
    pub(crate) issued: Issued,
}

/// In what a certificate differs from its order, so that a client can be tested to notice.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Defect {
    /// Another key than that of the signing request.
    WrongKey,
    /// The last of its names is missing.
    MissingSan,
    /// Another identification number.
    WrongOin,
    /// Another common name.
    WrongName,
}
