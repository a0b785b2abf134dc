//! The keys that the page of an order puts together from its gates.

use crate::domain::order::gates::{Advice, GateKind, Owner, Stand};

/// Kinds, stands, owners, advice, details and letters.
pub(super) fn keys() -> Vec<String> {
    let details = "organization-type organization-status address-verification blacklist-fraud request-authenticity";
    let letters = [Owner::Approver, Owner::RemoteApprover, Owner::DigiCert];
    let kinds = GateKind::ALL.iter().map(|it| format!("gate-{}", it.word()));
    let wanted = GateKind::ALL.iter().map(|it| format!("gate-for-{}", it.word()));
    let stands = Stand::ALL.iter().map(|it| format!("gate-stand-{}", it.word()));
    let owners = Owner::ALL.iter().map(|it| format!("gate-owner-{}", it.word()));
    let advice = Advice::ALL.iter().map(|it| format!("gate-next-{}", it.word()));
    let details = details.split(' ').map(|it| format!("gate-detail-{it}"));
    let letters = letters.iter().map(|it| format!("gate-letter-{}", it.word()));
    kinds
        .chain(wanted)
        .chain(stands)
        .chain(owners)
        .chain(advice)
        .chain(details)
        .chain(letters)
        .collect()
}
