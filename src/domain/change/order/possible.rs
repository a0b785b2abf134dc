//! When something can be done with a placed order, by what DigiCert says of it (CertCentral: Update order status, Revoke
//! certificate, Reissue certificate). Where it cannot, the rule that forbids it says why, on the order's page too.

use crate::domain::change::ChangeKind;
use crate::domain::directory::DcvMethod;
use crate::domain::order::{OrderRecord, RemoteStatus};
use crate::domain::rules::{self, Rule};

/// Whether that can be done with that order now.
///
/// # Errors
/// The rule that forbids it.
pub fn possible(kind: ChangeKind, order: &OrderRecord) -> Result<(), &'static Rule> {
    let status = order.status.as_ref().ok_or(&rules::ORDER_STATUS_UNKNOWN)?;
    match kind {
        ChangeKind::CancelOrder => may_be_canceled(status),
        ChangeKind::AddCsr => may_take_a_csr(status, order),
        ChangeKind::RevokeCertificate => {
            is_at_rest(status, order)?;
            order.certificate.id.map(drop).ok_or(&rules::ORDER_CERTIFICATE_UNKNOWN)
        }
        ChangeKind::ReissueOrder | ChangeKind::RevokeOrder => is_at_rest(status, order),
        ChangeKind::ChangeOrderContacts => is_not_over(status),
        ChangeKind::OrderDcvMethod
        | ChangeKind::ResendOrderEmails
        | ChangeKind::CheckOrderDcv
        | ChangeKind::NewOrderToken => may_be_proven(kind, status, order),
        // Notes may be written whatever became of it. The other kinds are not about orders.
        _ => Ok(()),
    }
}

/// What is dropped by canceling an order of that status: the order itself, or what is on its way for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dropped {
    /// The order, which never has a certificate.
    Order,
    /// The order, though its certificate is there to be fetched.
    Ready,
    /// The reissue on its way; the order is issued again.
    Reissue,
}

impl Dropped {
    /// What is dropped where that is what DigiCert says of the order.
    #[must_use]
    pub fn of(status: Option<&RemoteStatus>) -> Self {
        match status {
            Some(RemoteStatus::ReissuePending) => Self::Reissue,
            Some(status) if status.has_certificate() => Self::Ready,
            _ => Self::Order,
        }
    }
}

/// The word in message keys and journals for what is done with something, an order of that status perhaps.
#[must_use]
pub fn word_of(kind: ChangeKind, status: Option<&RemoteStatus>) -> &'static str {
    match (kind, Dropped::of(status)) {
        (ChangeKind::CancelOrder, Dropped::Reissue) => "cancel-reissue",
        _ => kind.word(),
    }
}

fn may_be_canceled(status: &RemoteStatus) -> Result<(), &'static Rule> {
    match status {
        RemoteStatus::Pending | RemoteStatus::WaitingPickup | RemoteStatus::ReissuePending => Ok(()),
        RemoteStatus::Issued => Err(&rules::ORDER_ISSUED_ALREADY),
        RemoteStatus::NeedsApproval => Err(&rules::ORDER_WAITS_FOR_APPROVAL),
        RemoteStatus::NeedsCsr => Err(&rules::ORDER_WAITS_FOR_CSR),
        status => Err(over(status).unwrap_or(&rules::ORDER_STATUS_DOES_NOT_ALLOW)),
    }
}

fn may_take_a_csr(status: &RemoteStatus, order: &OrderRecord) -> Result<(), &'static Rule> {
    match status {
        RemoteStatus::NeedsCsr => Ok(()),
        _ if status.is_before_issuance() && order.certificate.csr.is_none() => Ok(()),
        _ if status.is_before_issuance() => Err(&rules::ORDER_HAS_CSR),
        RemoteStatus::Issued => Err(&rules::ORDER_ISSUED_ALREADY),
        RemoteStatus::ReissuePending => Err(&rules::ORDER_REISSUE_RUNS),
        status => Err(over(status).unwrap_or(&rules::ORDER_STATUS_DOES_NOT_ALLOW)),
    }
}

/// Issued, and nothing else on its way: CertCentral refuses a revocation while a reissue is pending.
fn is_at_rest(status: &RemoteStatus, order: &OrderRecord) -> Result<(), &'static Rule> {
    match status {
        RemoteStatus::Issued if waits(order, "reissue") => Err(&rules::ORDER_REISSUE_RUNS),
        RemoteStatus::Issued if waits(order, "revoke") => Err(&rules::ORDER_REVOCATION_WAITS),
        RemoteStatus::Issued => Ok(()),
        RemoteStatus::ReissuePending => Err(&rules::ORDER_REISSUE_RUNS),
        status => Err(over(status).unwrap_or(&rules::ORDER_NOT_ISSUED)),
    }
}

fn may_be_proven(kind: ChangeKind, status: &RemoteStatus, order: &OrderRecord) -> Result<(), &'static Rule> {
    let is_mail = order.dcv_method.as_deref() == Some(DcvMethod::Email.word());
    match status {
        RemoteStatus::ReissuePending => {}
        _ if status.is_before_issuance() => {}
        RemoteStatus::Issued => return Err(&rules::ORDER_ISSUED_ALREADY),
        status => return Err(over(status).unwrap_or(&rules::ORDER_STATUS_DOES_NOT_ALLOW)),
    }
    let is_known = order.dcv_method.as_deref().and_then(DcvMethod::of_word).is_some();
    match kind {
        ChangeKind::ResendOrderEmails if !is_mail => Err(&rules::ORDER_METHOD_IS_NOT_MAIL),
        ChangeKind::CheckOrderDcv | ChangeKind::NewOrderToken if is_mail => Err(&rules::ORDER_METHOD_IS_MAIL),
        // It is asked for by naming the method once more.
        ChangeKind::NewOrderToken if !is_known => Err(&rules::DCV_METHOD_UNKNOWN),
        _ => Ok(()),
    }
}

fn is_not_over(status: &RemoteStatus) -> Result<(), &'static Rule> {
    over(status).map_or(Ok(()), Err)
}

/// What ended the order, where something did.
fn over(status: &RemoteStatus) -> Option<&'static Rule> {
    match status {
        RemoteStatus::Canceled => Some(&rules::ORDER_CANCELED_ALREADY),
        RemoteStatus::Revoked => Some(&rules::ORDER_REVOKED_ALREADY),
        RemoteStatus::Rejected => Some(&rules::ORDER_REJECTED),
        RemoteStatus::Expired => Some(&rules::ORDER_EXPIRED),
        _ => None,
    }
}

/// Whether a request of that kind within the order waits for approval at DigiCert.
fn waits(order: &OrderRecord, kind: &str) -> bool {
    order
        .requests
        .iter()
        .any(|request| request.kind == kind && request.is_waiting())
}
