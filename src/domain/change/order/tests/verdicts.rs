//! What is found about what was typed, and what passes.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::{
    ID, NEW, OLD, by_record, cancel, contacts, issued, note, order, person, reissue, revocation, snapshot, without_csr,
};
use crate::domain::change::check::{Checked, Circumstances};
use crate::domain::change::form::{ChangeForm, CsrTyped, RevokeForm, SET};
use crate::domain::change::order::form::REASONS;
use crate::domain::change::request::{ChangeRequest, OrderAction};
use crate::domain::change::{Snapshot, Subject};
use crate::domain::csr::CsrFault;
use crate::domain::directory::{DcvMethod, PersonDetails};
use crate::domain::ids::{CertificateId, OrderId};
use crate::domain::order::{OrderRecord, RemoteStatus};
use crate::domain::rules::{self, Rule};

fn check(form: &ChangeForm, record: &OrderRecord, key_used_by: Option<OrderId>) -> Checked {
    let base = Snapshot::Order(Box::new(snapshot(record.clone())));
    form.check(&Circumstances {
        subject: Subject::Order(ID),
        base: Some(&base),
        lookalikes: &[],
        is_service_user: false,
        key_used_by,
        now: Timestamp::UNIX_EPOCH,
    })
}

/// Each rule with the field it is told at.
fn verdicts() -> Vec<(ChangeForm, OrderRecord, &'static Rule, &'static str)> {
    let pending = || order(RemoteStatus::Pending);
    let csr = |typed: CsrTyped| ChangeForm::AddCsr(typed);
    let no_csr = || without_csr(pending());
    let broken = |fault| CsrTyped {
        file_fault: Some(fault),
        ..CsrTyped::default()
    };
    let long = "x".repeat(2001);
    let method = |method: &str| ChangeForm::OrderDcvMethod {
        dcv_method: method.into(),
    };
    vec![
        (cancel(" "), pending(), &rules::CANCEL_NOTE_MISSING, "note"),
        (cancel(&long), pending(), &rules::TEXT_TOO_LONG, "note"),
        (
            cancel("Dubbel"),
            order(RemoteStatus::ReissuePending),
            &rules::CANCEL_DROPS_REISSUE,
            "",
        ),
        (cancel("Dubbel"), issued(), &rules::ORDER_ISSUED_ALREADY, ""),
        (note(""), issued(), &rules::NOTE_MISSING, "text"),
        (csr(CsrTyped::default()), no_csr(), &rules::CSR_MISSING, "csr"),
        (
            csr(CsrTyped::pasted("-----BEGIN PRIVATE KEY-----")),
            no_csr(),
            &rules::CSR_IS_PRIVATE_KEY,
            "csr",
        ),
        (csr(broken(CsrFault::TooLarge)), no_csr(), &rules::CSR_TOO_LARGE, "csr"),
        (csr(CsrTyped::pasted("hello")), no_csr(), &rules::CSR_NOT_PEM, "csr"),
        (csr(CsrTyped::pasted(NEW)), pending(), &rules::ORDER_HAS_CSR, ""),
        (
            reissue(|f| f.csr = CsrTyped::pasted(OLD)),
            issued(),
            &rules::REISSUE_SAME_KEY,
            "csr",
        ),
        (
            reissue(|f| {
                f.csr = CsrTyped::pasted(OLD);
                f.keep_key = "yes".into();
            }),
            issued(),
            &rules::REISSUE_KEEPS_KEY,
            "csr",
        ),
        (
            reissue(|f| f.common_name.clear()),
            issued(),
            &rules::COMMON_NAME_MISSING,
            "common_name",
        ),
        (
            reissue(|f| f.dns_names = "10.0.0.1".into()),
            issued(),
            &rules::NAME_IS_IP,
            "dns_names",
        ),
        (
            ChangeForm::RevokeOrder(revocation("boredom")),
            issued(),
            &rules::REVOCATION_REASON_MISSING,
            "reason",
        ),
        (
            ChangeForm::RevokeCertificate(RevokeForm {
                comments: long.clone(),
                ..revocation("superseded")
            }),
            issued(),
            &rules::TEXT_TOO_LONG,
            "comments",
        ),
        (
            contacts(|_| {}),
            issued(),
            &rules::NOTHING_CHANGED,
            "organization_contact[first_name]",
        ),
        (
            contacts(|f| f.organization_contact.job_title.clear()),
            issued(),
            &rules::PERSON_DETAIL_MISSING,
            "organization_contact[job_title]",
        ),
        (
            contacts(|f| f.technical_choice = "remove".into()),
            issued(),
            &rules::ORDER_TECHNICAL_CONTACT_STAYS,
            "technical_choice",
        ),
        (
            contacts(|f| f.technical_choice = "shred".into()),
            issued(),
            &rules::TECHNICAL_CHOICE_MISSING,
            "technical_choice",
        ),
        (method(""), pending(), &rules::DCV_METHOD_MISSING, "dcv_method"),
        (method("email"), pending(), &rules::NOTHING_CHANGED, "dcv_method"),
        (method("pigeon"), pending(), &rules::DCV_METHOD_UNKNOWN, "dcv_method"),
    ]
}

#[test]
fn each_rule_is_told_at_its_field() {
    for (form, record, rule, field) in verdicts() {
        let checked = check(&form, &record, None);
        let found = checked.findings.of(field).any(|finding| finding.rule.id == rule.id);
        assert!(found, "{} at {field}: {:?}", rule.id, checked.findings);
        assert_eq!(checked.request.is_none(), checked.findings.has_errors(), "{}", rule.id);
    }
}

/// The rules that forbid are held by the tables of statuses above, the others by the verdicts.
#[test]
fn every_rule_of_actions_is_tried() {
    let source = include_str!("mod.rs");
    let tried: BTreeSet<&str> = verdicts().iter().map(|(_, _, rule, _)| rule.id).collect();
    let untried: Vec<&str> = rules::ACTIONS
        .iter()
        .map(|rule| rule.id)
        .filter(|id| !tried.contains(id) && !source.contains(&format!("\"{id}\"")))
        .collect();
    assert_eq!(untried, Vec::<&str>::new());
}

#[test]
fn a_key_of_another_order_is_warned_of() {
    for (form, record) in [
        (
            ChangeForm::AddCsr(CsrTyped::pasted(NEW)),
            without_csr(order(RemoteStatus::NeedsCsr)),
        ),
        (reissue(|_| {}), issued()),
    ] {
        let checked = check(&form, &record, Some(OrderId(4)));
        assert!(checked.findings.names(&rules::CSR_KEY_USED_BEFORE));
        assert!(checked.request.is_some(), "{:?}", checked.findings);
        assert!(!check(&form, &record, None).findings.names(&rules::CSR_KEY_USED_BEFORE));
    }
}

fn action(form: &ChangeForm, record: &OrderRecord) -> OrderAction {
    let checked = check(form, record, None);
    match checked.request {
        Some(ChangeRequest::OnOrder(id, action)) if id == ID => *action,
        other => panic!("{other:?} {:?}", checked.findings),
    }
}

#[test]
fn what_passes_is_what_was_typed() {
    assert_eq!(
        action(&cancel(" Dubbel "), &order(RemoteStatus::Pending)),
        OrderAction::Cancel("Dubbel".into())
    );
    let OrderAction::Reissue(sent) = action(
        &reissue(|f| f.dns_names = "b.voorbeeld.nl, a.voorbeeld.nl".into()),
        &issued(),
    ) else {
        panic!("a reissue")
    };
    assert_eq!(sent.dns_names, ["b.voorbeeld.nl", "a.voorbeeld.nl"]);
    assert_eq!((sent.signature_hash.as_str(), sent.comments), ("sha256", None));
    for reason in REASONS {
        let OrderAction::RevokeCertificate(id, sent) =
            action(&ChangeForm::RevokeCertificate(revocation(reason)), &issued())
        else {
            panic!("a revocation")
        };
        assert_eq!((id, sent.reason), (CertificateId(702), reason));
    }
    let typed = contacts(|f| {
        f.technical_choice = SET.into();
        f.technical_contact.job_title = "Beheerder".into();
    });
    let technical = PersonDetails {
        job_title: "Beheerder".into(),
        ..person("Bram")
    };
    assert_eq!(
        action(&typed, &issued()),
        OrderAction::ChangeContacts {
            organization_contact: None,
            technical_contact: Some(technical)
        }
    );
    // The method once more asks for another random value.
    assert_eq!(
        action(&ChangeForm::NewOrderToken, &by_record(order(RemoteStatus::Pending))),
        OrderAction::SetDcvMethod(DcvMethod::DnsTxt)
    );
}
