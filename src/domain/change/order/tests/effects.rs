//! What somebody else did meanwhile, and what became of an action whose answer was lost.

use jiff::Timestamp;

use super::{
    NEW, OLD, by_record, cancel, contacts, issued, note, order, person, reissue, request, revocation, snapshot,
    with_requests, without_csr,
};
use crate::domain::change::compare::rebased;
use crate::domain::change::form::{ChangeForm, ChangeKind, CsrTyped};
use crate::domain::change::order::OrderSnapshot;
use crate::domain::change::order::effect::effect;
use crate::domain::change::order::facts::{facts, reissue_form, wanted};
use crate::domain::change::{Compared, Effect, Snapshot};
use crate::domain::directory::{Dcv, DcvEmail, DcvMethod, Domain, PersonDetails};
use crate::domain::ids::RemoteDomainId;
use crate::domain::order::{OrderRecord, RemoteNote, RemoteStatus};

fn moved(form: &ChangeForm, base: &OrderRecord, now: &OrderRecord) -> bool {
    let (base, now) = (snapshot(base.clone()), snapshot(now.clone()));
    let (base, now) = (Snapshot::Order(Box::new(base)), Snapshot::Order(Box::new(now)));
    Compared::of(form, &base, Some(&now)).moved_elsewhere()
}

#[test]
fn what_somebody_else_did_is_noticed_where_it_matters() {
    let renamed = |mut record: OrderRecord| {
        record.certificate.common_name = "ander.voorbeeld.nl".into();
        record
    };
    let recalled = |mut record: OrderRecord| {
        record.technical_contact = None;
        record
    };
    let noted = |mut record: OrderRecord| {
        record.notes.push(RemoteNote::default());
        record
    };
    let revoked = || ChangeForm::RevokeOrder(revocation("superseded"));
    for (form, now, expected) in [
        (revoked(), issued(), false),
        (revoked(), order(RemoteStatus::Revoked), true),
        (revoked(), recalled(issued()), false),
        (reissue(|_| {}), renamed(issued()), true),
        (contacts(|_| {}), recalled(issued()), true),
        (contacts(|_| {}), order(RemoteStatus::Revoked), false),
        (cancel("Dubbel"), order(RemoteStatus::Canceled), true),
        (note("Gebeld"), noted(issued()), false),
    ] {
        assert_eq!(moved(&form, &issued(), &now), expected, "{form:?}");
    }
}

#[test]
fn a_reissue_begins_with_what_is_there_and_goes_on_from_what_is_there() {
    let begun = reissue_form(&issued());
    assert_eq!(begun.common_name, "dienst.voorbeeld.nl");
    assert_eq!(begun.dns_names, "www.dienst.voorbeeld.nl");
    // What DigiCert has and what the form begins with are the same facts.
    let form = ChangeForm::ReissueOrder(Box::new(begun));
    let (base, now) = (snapshot(issued()), facts(ChangeKind::ReissueOrder, &snapshot(issued())));
    for (name, value) in wanted(&form, &base).iter().filter(|(name, _)| name != "csr_key") {
        assert!(now.contains(&(name.clone(), value.clone())), "{name}: {now:?}");
    }
    let mut other = issued();
    other.certificate.dns_names = vec!["dienst.voorbeeld.nl".into(), "api.voorbeeld.nl".into()];
    let typed = reissue(|f| f.common_name = "nieuw.voorbeeld.nl".into());
    let (base, now) = (
        Snapshot::Order(Box::new(base)),
        Snapshot::Order(Box::new(snapshot(other))),
    );
    let ChangeForm::ReissueOrder(merged) = rebased(&typed, &base, &now) else {
        panic!("a reissue")
    };
    assert_eq!(
        (merged.common_name.as_str(), merged.dns_names.as_str()),
        ("nieuw.voorbeeld.nl", "api.voorbeeld.nl")
    );
}

fn told(form: &ChangeForm, before: &OrderRecord, now: &OrderRecord) -> Effect {
    effect(form, &snapshot(before.clone()), &snapshot(now.clone()))
}

#[test]
fn what_became_of_it_is_told_by_the_order() {
    use Effect::{NotMade, Unclear};
    use RemoteStatus::{Canceled, Issued, NeedsCsr, Pending, ReissuePending, Revoked};
    let made = Effect::Made(None);
    let pending = || order(Pending);
    let asked = |kind| with_requests(issued(), &[request("9", kind, "pending")]);
    let with_csr = |csr: &str| {
        let mut record = pending();
        record.certificate.csr = Some(csr.into());
        record
    };
    let noted = |text: &str| OrderRecord {
        notes: vec![RemoteNote {
            text: text.into(),
            ..RemoteNote::default()
        }],
        ..issued()
    };
    let reissued = || OrderRecord {
        reissues: 1,
        ..issued()
    };
    let revoke = || ChangeForm::RevokeOrder(revocation("superseded"));
    let revoke_one = || ChangeForm::RevokeCertificate(revocation("superseded"));
    let csr = || ChangeForm::AddCsr(CsrTyped::pasted(NEW));
    let call = contacts(|f| f.organization_contact.job_title = "CIO".into());
    let called = |title: &str| OrderRecord {
        organization_contact: Some(PersonDetails {
            job_title: title.into(),
            ..person("Ada")
        }),
        ..issued()
    };
    for (form, before, now, expected) in [
        (cancel("x"), pending(), order(Canceled), made),
        (cancel("x"), pending(), pending(), NotMade),
        (cancel("x"), pending(), issued(), Unclear),
        (cancel("x"), order(ReissuePending), order(Issued), made),
        (cancel("x"), order(ReissuePending), order(ReissuePending), NotMade),
        // The reissue came to its end before it could be dropped.
        (cancel("x"), order(ReissuePending), reissued(), Unclear),
        (csr(), without_csr(pending()), with_csr(NEW), made),
        (csr(), without_csr(pending()), without_csr(pending()), NotMade),
        (csr(), without_csr(pending()), with_csr(OLD), Unclear),
        (csr(), without_csr(order(NeedsCsr)), with_csr(NEW), made),
        (
            csr(),
            without_csr(order(NeedsCsr)),
            without_csr(order(NeedsCsr)),
            NotMade,
        ),
        // Order info may tell no CSR, and then the status alone tells that there is one now, though not whose.
        (csr(), without_csr(order(NeedsCsr)), without_csr(pending()), Unclear),
        (
            csr(),
            without_csr(order(NeedsCsr)),
            without_csr(order(Canceled)),
            Unclear,
        ),
        (csr(), without_csr(pending()), without_csr(issued()), Unclear),
        (csr(), with_csr(OLD), issued(), NotMade),
        (reissue(|_| {}), issued(), order(ReissuePending), made),
        (reissue(|_| {}), issued(), asked("reissue"), made),
        (reissue(|_| {}), issued(), reissued(), made),
        (reissue(|_| {}), issued(), issued(), NotMade),
        (reissue(|_| {}), asked("reissue"), asked("reissue"), NotMade),
        (revoke(), issued(), order(Revoked), made),
        (revoke(), issued(), asked("revoke"), made),
        (revoke(), issued(), asked("reissue"), NotMade),
        (revoke(), issued(), issued(), NotMade),
        (revoke_one(), issued(), order(Revoked), made),
        (revoke_one(), issued(), asked("revoke"), made),
        (revoke_one(), issued(), issued(), Unclear),
        (call.clone(), issued(), called("CIO"), made),
        (call.clone(), issued(), issued(), NotMade),
        (call, issued(), called("Directeur"), Unclear),
        (note(" Gebeld "), issued(), noted("Gebeld"), made),
        (note("Gebeld"), issued(), noted("Iets anders"), NotMade),
        (note("Gebeld"), noted("Gebeld"), noted("Gebeld"), NotMade),
        (ChangeForm::CheckOrderDcv, pending(), pending(), made),
        (
            ChangeForm::OrderDcvMethod {
                dcv_method: DcvMethod::DnsTxt.word().into(),
            },
            pending(),
            by_record(pending()),
            made,
        ),
    ] {
        assert_eq!(told(&form, &before, &now), expected, "{form:?} {:?}", now.status);
    }
}

#[test]
fn mails_and_random_values_are_told_by_the_domains() {
    let with = |second: i64, token: &str| OrderSnapshot {
        record: order(RemoteStatus::Pending),
        domains: vec![Domain {
            id: RemoteDomainId(5),
            name: "voorbeeld.nl".into(),
            is_active: true,
            organization: None,
            organization_name: String::new(),
            container: None,
            created: None,
            validations: Vec::new(),
            dcv_until: None,
            dcv: Dcv {
                token: Some(token.into()),
                emails: vec![DcvEmail {
                    address: "admin@voorbeeld.nl".into(),
                    source: None,
                    sent_at: Timestamp::from_second(second).ok(),
                }],
                ..Dcv::default()
            },
        }],
    };
    let (before, mailed, renewed) = (with(1, "a"), with(2, "a"), with(1, "b"));
    for (form, now, expected) in [
        (ChangeForm::ResendOrderEmails, &mailed, Effect::Made(None)),
        (ChangeForm::ResendOrderEmails, &renewed, Effect::NotMade),
        (ChangeForm::NewOrderToken, &renewed, Effect::Made(None)),
        (ChangeForm::NewOrderToken, &mailed, Effect::NotMade),
    ] {
        assert_eq!(effect(&form, &before, now), expected, "{form:?}");
    }
}
