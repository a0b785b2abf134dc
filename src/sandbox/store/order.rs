//! The record of an order and of the certificate that comes out of it.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Contact, Defect, Gate, LaterRequest, Reissue, Replaced, RequestKind};
use crate::sandbox::money::Money;

/// Where an order stands (CertCentral: Glossary, order status).
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum OrderStatus {
    Pending,
    NeedsApproval,
    NeedsCsr,
    Processing,
    WaitingPickup,
    ReissuePending,
    Issued,
    Expired,
    Revoked,
    Rejected,
    Canceled,
}

impl OrderStatus {
    /// The word in answers.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::NeedsApproval => "needs_approval",
            Self::NeedsCsr => "needs_csr",
            Self::Processing => "processing",
            Self::WaitingPickup => "waiting_pickup",
            Self::ReissuePending => "reissue_pending",
            Self::Issued => "issued",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
            Self::Rejected => "rejected",
            Self::Canceled => "canceled",
        }
    }

    /// Whether the order still waits for its first certificate.
    pub(crate) fn is_open(self) -> bool {
        matches!(
            self,
            Self::Pending | Self::NeedsApproval | Self::NeedsCsr | Self::Processing | Self::WaitingPickup
        )
    }

    /// Whether a certificate is on its way with nothing but time missing.
    fn walks(self) -> bool {
        matches!(self, Self::Pending | Self::Processing | Self::ReissuePending)
    }

    /// Whether the order has a certificate that can be fetched.
    pub(crate) fn has_certificate(self) -> bool {
        matches!(
            self,
            Self::Issued | Self::Expired | Self::Revoked | Self::ReissuePending | Self::WaitingPickup
        )
    }
}

/// Where the request behind an order stands, which is another thing than the order.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RequestStatus {
    Pending,
    Submitted,
    Approved,
    Rejected,
}

impl RequestStatus {
    /// The word in answers.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Submitted => "submitted",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
        }
    }
}

/// The request an approver sees (CertCentral: Request info).
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct ApprovalRequest {
    pub(crate) id: u64,
    pub(crate) status: RequestStatus,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) processed: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) processor_comment: Option<String>,
}

/// How long a certificate is to be valid.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Lifetime {
    Years(i16),
    Days(i32),
    Until(Date),
}

impl Lifetime {
    /// The years an order counts for, at least one.
    pub(crate) fn years(self) -> i16 {
        match self {
            Self::Years(years) => years,
            Self::Days(_) | Self::Until(_) => 1,
        }
    }
}

/// Which domains must be validated: the registrable one or each full name.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum DcvScope {
    #[default]
    BaseDomain,
    Fqdn,
}

impl DcvScope {
    /// The word in requests and answers.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::BaseDomain => "base_domain",
            Self::Fqdn => "fqdn",
        }
    }
}

/// What the certificate of an order is to contain.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct CertificatePlan {
    pub(crate) id: u64,
    pub(crate) common_name: String,
    pub(crate) dns_names: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) csr: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) spki_sha256: Option<String>,
    pub(crate) key_size: usize,
    pub(crate) server_platform: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) oin: Option<String>,
    pub(crate) exclude_oin: bool,
    pub(crate) lifetime: Lifetime,
}

/// A certificate that was issued; its bytes are made when somebody first asks for them.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Issued {
    pub(crate) at: Timestamp,
    /// Upper-case hexadecimal digits, as in answers.
    pub(crate) serial_number: String,
    pub(crate) valid_from: Timestamp,
    pub(crate) valid_till: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) pem: Option<String>,
    /// SHA-1 of the certificate, once the bytes exist.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) thumbprint: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) revoked: Option<Timestamp>,
    /// What a fault made wrong with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) defect: Option<Defect>,
}

impl Issued {
    /// A certificate issued at a moment, for a time.
    pub(crate) fn new(at: Timestamp, serial_number: String, (valid_from, valid_till): (Timestamp, Timestamp)) -> Self {
        Self {
            at,
            serial_number,
            valid_from,
            valid_till,
            pem: None,
            thumbprint: None,
            revoked: None,
            defect: None,
        }
    }
}

/// A note on an order.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Note {
    pub(crate) id: u64,
    pub(crate) created: Timestamp,
    pub(crate) text: String,
    pub(crate) user: u64,
}

/// An order.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Order {
    pub(crate) id: u64,
    pub(crate) certificate: CertificatePlan,
    pub(crate) status: OrderStatus,
    pub(crate) created: Timestamp,
    /// The last change of status.
    pub(crate) changed: Timestamp,
    /// The gate it stands before while it waits for a certificate.
    #[serde(default)]
    pub(crate) gate: Gate,
    /// Since when nothing but time is missing; absent while something else is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) ready: Option<Timestamp>,
    pub(crate) organization: u64,
    pub(crate) container: u64,
    pub(crate) user: u64,
    /// The API key the order came with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) key: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) alternative_order_id: Option<String>,
    /// The caller's own reference where the sandbox was told not to keep it; only the control endpoint tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) ignored_reference: Option<String>,
    pub(crate) payment_method: String,
    pub(crate) price: Money,
    pub(crate) dcv_method: String,
    pub(crate) dcv_scope: DcvScope,
    pub(crate) uses_qvtl: bool,
    pub(crate) request: ApprovalRequest,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) organization_contact: Option<Box<Contact>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) technical_contact: Option<Box<Contact>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) verified_contacts: Vec<Contact>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) notes: Vec<Note>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) additional_emails: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) custom_fields: Vec<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) comments: Option<String>,
    /// The order this one renews.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) renewal_of: Option<u64>,
    #[serde(default)]
    pub(crate) disable_renewal_notifications: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) issued: Option<Issued>,
    /// The certificates that reissues replaced, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) earlier: Vec<Replaced>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) reissue: Option<Box<Reissue>>,
    /// The requests after the first, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) later: Vec<LaterRequest>,
    /// Whether it is one of the invented orders, as yet unchanged: those are not kept on disk one by one.
    #[serde(skip)]
    pub(crate) is_invented: bool,
}

impl Order {
    /// What the certificate that comes next is to contain; without a reissue, what the present one is to contain.
    pub(crate) fn wanted(&self) -> &CertificatePlan {
        self.reissue.as_ref().map_or(&self.certificate, |reissue| &reissue.plan)
    }

    /// A certificate of the order by its id, as far as it was issued.
    pub(crate) fn issued_as(&self, certificate: u64) -> Option<(&CertificatePlan, &Issued)> {
        let earlier = self.earlier.iter().map(|found| (&found.plan, &found.issued));
        let present = self.issued.iter().map(|issued| (&self.certificate, issued));
        earlier.chain(present).find(|(plan, _)| plan.id == certificate)
    }

    /// The same, to change it.
    pub(crate) fn issued_as_mut(&mut self, certificate: u64) -> Option<&mut Issued> {
        if self.certificate.id == certificate {
            return self.issued.as_mut();
        }
        let mut earlier = self.earlier.iter_mut();
        earlier
            .find(|found| found.plan.id == certificate)
            .map(|found| &mut found.issued)
    }

    /// When the present certificate was asked for.
    pub(crate) fn certificate_created(&self) -> Timestamp {
        let reissues = self.later.iter().filter(|request| request.kind == RequestKind::Reissue);
        let mut done = reissues.filter(|request| request.status == RequestStatus::Approved);
        let last = done
            .next_back()
            .filter(|_| self.reissue.is_none() && !self.earlier.is_empty());
        last.map_or(self.created, |request| request.created)
    }

    /// Whether everything is in order and it only has to be taken up for issuance.
    pub(crate) fn is_queued(&self) -> bool {
        self.gate == Gate::Issuance && self.status == OrderStatus::Pending
    }

    /// Whether a request on the order waits for approval.
    pub(crate) fn has_pending_request(&self) -> bool {
        self.request.status == RequestStatus::Pending
            || self
                .later
                .iter()
                .any(|request| request.status == RequestStatus::Pending)
    }

    /// The status at a moment: an issued order expires by itself.
    pub(crate) fn status_at(&self, now: Timestamp) -> OrderStatus {
        match (&self.issued, self.status) {
            (Some(issued), OrderStatus::Issued) if issued.valid_till < now => OrderStatus::Expired,
            (_, status) => status,
        }
    }

    /// The reference the order came with, kept or not.
    pub(crate) fn reference(&self) -> Option<&str> {
        self.alternative_order_id
            .as_deref()
            .or(self.ignored_reference.as_deref())
    }

    /// The last change of status as seen at a moment.
    pub(crate) fn changed_at(&self, now: Timestamp) -> Timestamp {
        match (&self.issued, self.status_at(now)) {
            (Some(issued), OrderStatus::Expired) => issued.valid_till,
            _ => self.changed,
        }
    }

    /// Gives the order another status and remembers when.
    pub(crate) fn turn(&mut self, status: OrderStatus, at: Timestamp) {
        self.status = status;
        self.changed = at;
        if !status.walks() {
            self.ready = None;
        }
    }
}
