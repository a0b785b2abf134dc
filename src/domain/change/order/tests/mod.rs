//! Tables of what can be done with an order, what is found about it, and what became of it.

mod effects;
mod verdicts;

use super::facts::{contacts_form, reissue_form};
use super::form::{CsrTyped, ReissueForm, RevokeForm};
use super::{OrderSnapshot, possible};
use crate::domain::change::form::{ChangeForm, ChangeKind, ContactsForm, Topic};
use crate::domain::directory::{DcvMethod, PersonDetails};
use crate::domain::ids::{CertificateId, RemoteOrderId};
use crate::domain::order::{CertificateRecord, OrderRecord, RemoteStatus, RequestRecord};

const ID: RemoteOrderId = RemoteOrderId(701);
const OLD: &str = include_str!("../../../testdata/rsa-2048.csr");
const NEW: &str = include_str!("../../../testdata/csr/accepted--openssl-rsa-3072.pem");

fn person(name: &str) -> PersonDetails {
    PersonDetails {
        first_name: name.into(),
        last_name: "Voorbeeld".into(),
        job_title: "CISO".into(),
        telephone: "+31301234567".into(),
        email: format!("{}@voorbeeld.nl", name.to_lowercase()),
        ..PersonDetails::default()
    }
}

/// An order of that status, by mail, with two names, a CSR and both contacts.
fn order(status: RemoteStatus) -> OrderRecord {
    OrderRecord {
        status: Some(status),
        certificate: CertificateRecord {
            id: Some(CertificateId(702)),
            common_name: "dienst.voorbeeld.nl".into(),
            dns_names: vec!["dienst.voorbeeld.nl".into(), "WWW.dienst.voorbeeld.nl".into()],
            csr: Some(OLD.into()),
            ..CertificateRecord::default()
        },
        dcv_method: Some("email".into()),
        organization_contact: Some(person("Ada")),
        technical_contact: Some(person("Bram")),
        ..OrderRecord::of_id(ID)
    }
}

fn issued() -> OrderRecord {
    order(RemoteStatus::Issued)
}

fn snapshot(record: OrderRecord) -> OrderSnapshot {
    OrderSnapshot {
        record,
        domains: Vec::new(),
    }
}

fn request(id: &str, kind: &str, status: &str) -> RequestRecord {
    RequestRecord {
        id: id.into(),
        kind: kind.into(),
        status: status.into(),
        ..RequestRecord::default()
    }
}

fn with_requests(record: OrderRecord, requests: &[RequestRecord]) -> OrderRecord {
    OrderRecord {
        requests: requests.to_vec(),
        ..record
    }
}

fn without_csr(mut record: OrderRecord) -> OrderRecord {
    record.certificate.csr = None;
    record
}

fn by_record(record: OrderRecord) -> OrderRecord {
    OrderRecord {
        dcv_method: Some(DcvMethod::DnsTxt.word().into()),
        ..record
    }
}

fn why(kind: ChangeKind, record: &OrderRecord) -> &'static str {
    possible(kind, record).err().map_or("", |rule| rule.id)
}

fn reissue(change: fn(&mut ReissueForm)) -> ChangeForm {
    let mut form = ReissueForm {
        csr: CsrTyped::pasted(NEW),
        ..reissue_form(&issued())
    };
    change(&mut form);
    ChangeForm::ReissueOrder(Box::new(form))
}

fn contacts(change: fn(&mut ContactsForm)) -> ChangeForm {
    let mut form = contacts_form(&issued());
    change(&mut form);
    ChangeForm::ChangeOrderContacts(Box::new(form))
}

fn revocation(reason: &str) -> RevokeForm {
    RevokeForm {
        reason: reason.into(),
        comments: String::new(),
    }
}

fn note(text: &str) -> ChangeForm {
    ChangeForm::AddOrderNote { text: text.into() }
}

fn cancel(note: &str) -> ChangeForm {
    ChangeForm::CancelOrder { note: note.into() }
}

#[test]
fn what_can_be_done_in_which_status() {
    use RemoteStatus::{
        Canceled, Expired, Issued, NeedsApproval, NeedsCsr, Other, Pending, Processing, ReissuePending, Rejected,
        Revoked, WaitingPickup,
    };
    // Cancel, a late CSR where there is none, reissue and revocation, contacts.
    let (allow, has) = ("order-status-does-not-allow", "order-issued-already");
    let (not, runs) = ("order-not-issued", "order-reissue-runs");
    let table = [
        (Pending, ["", "", not, ""]),
        (Processing, [allow, "", not, ""]),
        (NeedsApproval, ["order-waits-for-approval", "", not, ""]),
        (NeedsCsr, ["order-waits-for-csr", "", not, ""]),
        (WaitingPickup, ["", allow, not, ""]),
        (ReissuePending, ["", runs, runs, ""]),
        (Issued, [has, has, "", ""]),
        (Expired, ["order-expired"; 4]),
        (Revoked, ["order-revoked-already"; 4]),
        (Rejected, ["order-rejected"; 4]),
        (Canceled, ["order-canceled-already"; 4]),
        (Other("on_the_moon".into()), [allow, allow, not, ""]),
    ];
    for (status, [cancel, csr, renew, contacts]) in table {
        let record = order(status.clone());
        assert_eq!(why(ChangeKind::CancelOrder, &record), cancel, "{status:?}");
        assert_eq!(why(ChangeKind::AddCsr, &without_csr(record.clone())), csr, "{status:?}");
        for kind in [
            ChangeKind::ReissueOrder,
            ChangeKind::RevokeCertificate,
            ChangeKind::RevokeOrder,
        ] {
            assert_eq!(why(kind, &record), renew, "{status:?} {kind:?}");
        }
        assert_eq!(why(ChangeKind::ChangeOrderContacts, &record), contacts, "{status:?}");
        assert_eq!(why(ChangeKind::AddOrderNote, &record), "", "{status:?}");
    }
    for kind in ChangeKind::ALL.into_iter().filter(|kind| kind.topic() == Topic::Order) {
        assert_eq!(why(kind, &OrderRecord::of_id(ID)), "order-status-not-told", "{kind:?}");
    }
}

#[test]
fn what_else_stands_in_the_way() {
    let waiting = |kind| with_requests(issued(), &[request("1", kind, "pending")]);
    let done = |kind| with_requests(issued(), &[request("1", kind, "approved")]);
    let nameless = OrderRecord {
        certificate: CertificateRecord::default(),
        ..issued()
    };
    let pending = || order(RemoteStatus::Pending);
    let odd = OrderRecord {
        dcv_method: Some("carrier-pigeon".into()),
        ..pending()
    };
    for (kind, record, expected) in [
        (ChangeKind::RevokeOrder, waiting("revoke"), "order-revocation-waits"),
        (ChangeKind::RevokeCertificate, waiting("reissue"), "order-reissue-runs"),
        (ChangeKind::ReissueOrder, waiting("revoke"), "order-revocation-waits"),
        (ChangeKind::RevokeOrder, done("revoke"), ""),
        (
            ChangeKind::RevokeCertificate,
            nameless.clone(),
            "order-certificate-unknown",
        ),
        (ChangeKind::RevokeOrder, nameless, ""),
        (ChangeKind::AddCsr, pending(), "order-has-csr"),
        (ChangeKind::AddCsr, order(RemoteStatus::NeedsCsr), ""),
        (ChangeKind::ResendOrderEmails, pending(), ""),
        (ChangeKind::CheckOrderDcv, pending(), "order-method-is-mail"),
        (ChangeKind::NewOrderToken, pending(), "order-method-is-mail"),
        (ChangeKind::OrderDcvMethod, pending(), ""),
        (
            ChangeKind::ResendOrderEmails,
            by_record(pending()),
            "order-method-is-not-mail",
        ),
        (ChangeKind::CheckOrderDcv, by_record(pending()), ""),
        (ChangeKind::NewOrderToken, by_record(pending()), ""),
        (ChangeKind::NewOrderToken, odd, "dcv-method-unknown"),
        (
            ChangeKind::CheckOrderDcv,
            by_record(order(RemoteStatus::ReissuePending)),
            "",
        ),
        (ChangeKind::CheckOrderDcv, by_record(issued()), "order-issued-already"),
        (
            ChangeKind::OrderDcvMethod,
            order(RemoteStatus::Canceled),
            "order-canceled-already",
        ),
    ] {
        assert_eq!(why(kind, &record), expected, "{kind:?} {:?}", record.status);
    }
}
