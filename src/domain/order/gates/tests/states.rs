//! Where the gates stand in each state.
#![expect(clippy::unwrap_used, reason = "a failed assumption should fail the test")]

use super::{Case, approval, at, changed};
use crate::domain::ids::OrderId;
use crate::domain::order::event::Doubt;
use crate::domain::order::gates::CertificateKept;
use crate::domain::order::{EventKind, State};

#[track_caller]
fn check(name: &str, case: &Case, all: &str, present: &str) {
    assert_eq!(case.told(), (all.to_owned(), present.to_owned()), "{name}");
}

const REST: &str = "organization ahead, domain ahead, issuance ahead";

#[test]
fn before_it_is_sent() {
    use State::{Approved, AwaitingApproval, Draft, Refused};
    let needed = |state| Case::ours(state).with(|case| case.approval = true);
    let asked = |state, is_given| needed(state).with(|case| case.order.approval = Some(approval(is_given)));
    for (name, case, ours, present) in [
        (
            "a draft",
            Case::ours(Draft),
            "sending waiting",
            "sending: requester since 2, send",
        ),
        (
            "a draft, approval needed",
            needed(Draft),
            "approval waiting, sending ahead",
            "approval: requester since 2, ask-approval",
        ),
        (
            "asked for",
            asked(AwaitingApproval, false),
            "approval waiting, sending ahead",
            "approval: approver since 3, approve",
        ),
        (
            "approved, even long ago",
            asked(Approved, true),
            "approval done, sending waiting",
            "sending: requester since 4, send",
        ),
        (
            "refused",
            Case::sent(Refused).event(20, EventKind::Refused { errors: Vec::new() }),
            "sending waiting",
            "sending: requester since 20, mend",
        ),
        (
            "refused, approval needed",
            needed(Refused),
            "approval waiting, sending ahead",
            "approval: requester since 2, ask-approval",
        ),
    ] {
        check(name, &case, &format!("{ours}, {REST}"), present);
    }
    let without_csr = Case::ours(Draft).with(|case| case.order.form.csr.clear());
    let (all, _) = without_csr.told();
    assert_eq!(
        all,
        "sending waiting, organization ahead, domain ahead, csr ahead, issuance ahead"
    );
}

#[test]
fn while_it_is_sent_and_in_doubt() {
    let sending = Case::sent(State::Sending);
    let rest = format!("sending waiting, {REST}");
    check("sending", &sending, &rest, "sending: desk since 10, await-answer");
    let doubt = EventKind::InDoubt { why: Doubt::TimedOut };
    let in_doubt = Case::sent(State::InDoubt).event(13, doubt);
    check("in doubt", &in_doubt, &rest, "sending: requester since 13, settle");
    let given_up = Case::sent(State::Released).with(|case| case.order.replaced_by = Some(OrderId(2)));
    check(
        "given up",
        &given_up,
        "sending stopped",
        "sending: requester since 10, go-on-in-its-place",
    );
    assert_eq!(given_up.gates().first().unwrap().order, Some(OrderId(2)));
}

#[test]
fn at_digicert() {
    let ours = "sending done";
    let validation = "organization waiting, verified-contact waiting, domain waiting, csr done";
    let passed = "organization done, verified-contact done, domain done, csr done";
    let not_read = "organization unknown, domain unknown, csr done";
    let no_csr = |case: &mut Case| {
        case.order.form.csr.clear();
        case.record.as_mut().unwrap().certificate.csr = None;
    };
    for (name, case, rest, present) in [
        (
            "never read",
            Case::placed(None),
            format!("{not_read}, issuance unknown"),
            "organization: digicert since ?, read-status",
        ),
        (
            "pending, validation never read",
            Case::placed(Some("pending")),
            format!("{not_read}, issuance waiting"),
            "issuance: digicert since 10, read-status",
        ),
        (
            "pending",
            Case::read("pending"),
            format!("{validation}, issuance ahead"),
            "organization: digicert since 12, await-validation",
        ),
        (
            "processing, all validated",
            Case::read("processing").validated(),
            format!("{passed}, issuance waiting"),
            "issuance: digicert since 11, await-issuance",
        ),
        (
            "needs approval",
            Case::read("needs_approval").request("new_request", "pending"),
            "remote-approval waiting, organization ahead, verified-contact ahead, domain ahead, csr done, issuance ahead"
                .to_owned(),
            "remote-approval: remote-approver since 30, approve-there",
        ),
        (
            "approved since, and read again since then",
            Case::read("pending")
                .request("new_request", "approved")
                .event(40, changed("needs_approval", "pending")),
            format!("remote-approval done, {validation}, issuance ahead"),
            "organization: digicert since 40, await-validation",
        ),
        (
            "needs a CSR",
            Case::read("needs_csr").validated().with(no_csr).event(41, changed("pending", "needs_csr")),
            "organization done, verified-contact done, domain done, csr waiting, issuance ahead".to_owned(),
            "csr: requester since 41, hand-in-csr",
        ),
        (
            "needs a CSR, and nothing is validated",
            Case::read("needs_csr").with(no_csr),
            "organization waiting, verified-contact waiting, domain waiting, csr waiting, issuance ahead".to_owned(),
            "csr: requester since 11, hand-in-csr",
        ),
        (
            "pending, sent without a CSR",
            Case::read("pending").validated().with(no_csr),
            "organization done, verified-contact done, domain done, csr waiting, issuance ahead".to_owned(),
            "csr: requester since 11, hand-in-csr",
        ),
        (
            "a word nobody knows",
            Case::read("awaiting_moon").event(50, changed("pending", "awaiting_moon")),
            format!("{validation}, issuance unknown"),
            "organization: digicert since 12, await-validation",
        ),
        (
            "a word nobody knows, all validated",
            Case::read("awaiting_moon").validated().event(50, changed("pending", "awaiting_moon")),
            format!("{passed}, issuance unknown"),
            "issuance: digicert since 50, ask-digicert",
        ),
        (
            "vanished",
            Case::read("pending").with(|case| case.order.remote.as_mut().unwrap().vanished_at = Some(at(60))),
            "organization ahead, verified-contact ahead, domain ahead, csr done, issuance stopped".to_owned(),
            "issuance: digicert since 60, look-in-certcentral",
        ),
    ] {
        check(name, &case, &format!("{ours}, {rest}"), present);
    }
}

#[test]
fn at_its_end() {
    let passed = "organization done, verified-contact done, domain done, csr done, issuance done";
    let ended = "organization ahead, verified-contact ahead, domain ahead, csr done, issuance stopped";
    let kept = |case: &mut Case| case.certificate = CertificateKept::Kept(at(70));
    for (name, case, rest, present) in [
        ("issued", Case::read("issued"), passed.to_owned(), ""),
        (
            "ready to be fetched",
            Case::read("waiting_pickup"),
            passed.to_owned(),
            "",
        ),
        (
            "issued, fetched",
            Case::read("issued").with(kept),
            format!("{passed}, certificate done"),
            "",
        ),
        (
            "issued, not fetched",
            Case::read("issued")
                .with(|case| case.certificate = CertificateKept::Missing)
                .event(61, changed("pending", "issued")),
            format!("{passed}, certificate waiting"),
            "certificate: desk since 61, await-fetching",
        ),
        (
            "ready to be fetched, not fetched",
            Case::read("waiting_pickup")
                .with(|case| case.certificate = CertificateKept::Missing)
                .event(61, changed("pending", "waiting_pickup")),
            format!("{passed}, certificate waiting"),
            "certificate: desk since 61, await-fetching",
        ),
        (
            "expired, not fetched",
            Case::read("expired").with(|case| case.certificate = CertificateKept::Missing),
            passed.to_owned(),
            "",
        ),
        (
            "issued, held",
            Case::read("issued").with(|case| case.certificate = CertificateKept::Held(at(71))),
            format!("{passed}, certificate waiting"),
            "certificate: requester since 71, see-certificate",
        ),
        (
            "expired, held",
            Case::read("expired").with(|case| case.certificate = CertificateKept::Held(at(71))),
            passed.to_owned(),
            "",
        ),
        ("expired", Case::read("expired"), passed.to_owned(), ""),
        (
            "revoked",
            Case::read("revoked").event(80, changed("issued", "revoked")),
            format!("{passed}, revocation stopped"),
            "revocation: digicert since 80, order-anew",
        ),
        (
            "revocation asked for",
            Case::read("issued").request("revoke", "submitted"),
            format!("{passed}, revocation waiting"),
            "revocation: remote-approver since 30, approve-there",
        ),
        (
            "reissue asked for",
            Case::read("issued").request("reissue", "pending"),
            format!("{passed}, reissue waiting"),
            "reissue: remote-approver since 30, approve-there",
        ),
        (
            "reissue under way, all validated",
            Case::read("reissue_pending").validated().request("reissue", "approved"),
            format!("{passed}, reissue waiting"),
            "reissue: digicert since 30, await-reissue",
        ),
        (
            "reissue under way, a domain to prove again",
            Case::read("reissue_pending"),
            "organization waiting, verified-contact waiting, domain waiting, csr done, issuance done, reissue ahead"
                .to_owned(),
            "organization: digicert since 12, await-validation",
        ),
        (
            "rejected",
            Case::read("rejected").event(81, changed("pending", "rejected")),
            ended.to_owned(),
            "issuance: digicert since 81, order-anew",
        ),
        (
            "its request rejected",
            Case::read("rejected")
                .request("new_request", "rejected")
                .event(81, changed("pending", "rejected")),
            format!("remote-approval stopped, {ended}"),
            "remote-approval: remote-approver since 81, order-anew",
        ),
        (
            "canceled",
            Case::read("canceled").event(82, changed("pending", "canceled")),
            ended.to_owned(),
            "issuance: digicert since 82, order-anew",
        ),
    ] {
        check(name, &case, &format!("sending done, {rest}"), present);
    }
}
