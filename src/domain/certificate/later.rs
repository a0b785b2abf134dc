//! What this desk sent for the certificate of an order after the order itself: a CSR that followed, a reissue.

use crate::domain::change::{Change, ChangeForm, ChangeState, Snapshot};
use crate::domain::names;
use crate::domain::order::{CertificateRecord, OrderRecord, RemoteStatus, RequestRecord};

use super::is_same_number;

/// A late CSR or a reissue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Later {
    /// Whether it is a reissue.
    pub is_reissue: bool,
    /// Whether DigiCert took it: of one in doubt nobody knows.
    pub is_certain: bool,
    /// SHA-256 of its key, in hexadecimal.
    pub spki_sha256: Option<String>,
    /// Its names, the common name first; none where only a CSR was sent.
    pub names: Vec<String>,
}

impl Later {
    /// The newest of these changes that the present certificate of the order comes of.
    #[must_use]
    pub fn of(changes: &[Change], record: &OrderRecord) -> Option<Self> {
        let mut sent: Vec<&Change> = changes.iter().filter(|change| was_sent(change)).collect();
        sent.sort_by_key(|change| change.attempt.as_ref().map(|attempt| attempt.at));
        let change = sent.into_iter().rev().find(|change| bore(change, record))?;
        let (is_reissue, names) = match &change.form {
            ChangeForm::ReissueOrder(form) => {
                let further: Vec<String> = names::tidy_list(&form.dns_names)
                    .iter()
                    .map(|name| names::to_ascii(name))
                    .collect();
                let common_name = names::to_ascii(&names::tidy(&form.common_name));
                let common_name = Some(common_name.as_str()).filter(|name| !name.is_empty());
                let names = names::as_used(common_name, &further);
                (true, names.into_iter().map(str::to_owned).collect())
            }
            _ => (false, Vec::new()),
        };
        Some(Self {
            is_reissue,
            is_certain: change.state == ChangeState::Done,
            spki_sha256: change.form.csr().and_then(|csr| csr.key()),
            names,
        })
    }
}

/// Whether DigiCert took it, or may have.
fn was_sent(change: &Change) -> bool {
    matches!(
        change.state,
        ChangeState::Sending | ChangeState::InDoubt | ChangeState::Done
    )
}

/// Whether the order's certificate is the one that the change asked for. A reissue leaves the earlier one in its place until
/// it comes to its end, and for good where it is dropped (CertCentral: Update order status); and whoever has it reissued
/// elsewhere afterwards replaces ours.
fn bore(change: &Change, record: &OrderRecord) -> bool {
    let before = change.attempt.as_ref().and_then(|attempt| match &attempt.before {
        Snapshot::Order(order) => Some(&order.record),
        _ => None,
    });
    match (&change.form, before) {
        (ChangeForm::AddCsr(_), _) => !record.was_reissued(),
        (ChangeForm::ReissueOrder(_), Some(before)) => {
            let is_another = is_another(&before.certificate, &record.certificate)
                .unwrap_or(record.reissues > before.reissues && record.status != Some(RemoteStatus::ReissuePending));
            let is_new = |request: &&RequestRecord| {
                let mut known = before.requests.iter();
                request.is_reissue() && request.status != "rejected" && !known.any(|known| known.id == request.id)
            };
            let under_way = usize::from(record.status == Some(RemoteStatus::ReissuePending));
            let new = record.requests.iter().filter(is_new).count().saturating_sub(under_way);
            is_another && new <= 1 && record.reissues <= before.reissues.saturating_add(1)
        }
        _ => false,
    }
}

/// Whether they are two certificates; none where what is told of them does not say.
fn is_another(before: &CertificateRecord, now: &CertificateRecord) -> Option<bool> {
    if let (Some(before), Some(now)) = (&before.serial_number, &now.serial_number) {
        return Some(!is_same_number(before, now));
    }
    Some(before.id? != now.id?)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed assumption should fail the test")]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::domain::change::form::{CsrTyped, ReissueForm};
    use crate::domain::change::{ChangeAttempt, OrderSnapshot, Subject};
    use crate::domain::ids::{CertificateId, ChangeId, RemoteOrderId};
    use crate::domain::operator::Actor;

    const FIRST: &str = include_str!("../testdata/rsa-2048.csr");
    const SECOND: &str = include_str!("../testdata/csr/accepted--openssl-rsa-3072.pem");
    const ID: RemoteOrderId = RemoteOrderId(7);

    fn record(status: &str, serial_number: &str, reissues: u64) -> OrderRecord {
        OrderRecord {
            status: Some(RemoteStatus::of_word(status)),
            certificate: CertificateRecord {
                id: Some(CertificateId(9)),
                serial_number: Some(serial_number.to_owned()).filter(|number| !number.is_empty()),
                ..CertificateRecord::default()
            },
            reissues,
            ..OrderRecord::of_id(ID)
        }
    }

    fn issued(serial_number: &str, reissues: u64) -> OrderRecord {
        record("issued", serial_number, reissues)
    }

    fn asked(mut record: OrderRecord, requests: &[(&str, &str)]) -> OrderRecord {
        let of = |(id, status): &(&str, &str)| RequestRecord {
            id: (*id).to_owned(),
            kind: "reissue".to_owned(),
            status: (*status).to_owned(),
            ..RequestRecord::default()
        };
        record.requests = requests.iter().map(of).collect();
        record
    }

    fn with_id(mut record: OrderRecord, id: i64) -> OrderRecord {
        record.certificate.id = Some(CertificateId(id));
        record
    }

    fn change(second: i64, form: ChangeForm, state: ChangeState, before: OrderRecord) -> Change {
        let actor = Actor {
            id: None,
            name: String::new(),
        };
        let before = OrderSnapshot {
            record: before,
            domains: Vec::new(),
        };
        let at = Timestamp::from_second(second).unwrap();
        Change {
            id: ChangeId(1),
            version: 1,
            subject: Subject::Order(ID),
            form,
            base: None,
            state,
            owner: actor.clone(),
            created_at: at,
            updated_at: at,
            attempt: Some(ChangeAttempt {
                mark: String::new(),
                request_sha256: String::new(),
                before: Snapshot::Order(Box::new(before)),
                actor,
                at,
                looks: 0,
            }),
            refusal: Vec::new(),
            created: None,
            approval: None,
        }
    }

    fn csr(second: i64, state: ChangeState) -> Change {
        let form = ChangeForm::AddCsr(CsrTyped::pasted(FIRST));
        change(second, form, state, record("needs_csr", "", 0))
    }

    fn reissue(second: i64, name: &str, state: ChangeState, before: OrderRecord) -> Change {
        let form = ReissueForm {
            common_name: name.to_owned(),
            dns_names: format!("café.nl {name}"),
            csr: CsrTyped::pasted(SECOND),
            ..ReissueForm::default()
        };
        change(second, ChangeForm::ReissueOrder(Box::new(form)), state, before)
    }

    #[test]
    fn what_was_sent_is_told_with_its_key_and_names() {
        let done = Later::of(&[csr(1, ChangeState::Done)], &issued("A", 0)).unwrap();
        assert_eq!((done.is_reissue, done.is_certain, done.names.len()), (false, true, 0));
        assert_eq!(done.spki_sha256, CsrTyped::pasted(FIRST).key());
        let sent = [reissue(2, "a.nl", ChangeState::InDoubt, issued("A", 0))];
        let doubtful = Later::of(&sent, &issued("B", 0)).unwrap();
        assert_eq!((doubtful.is_reissue, doubtful.is_certain), (true, false));
        assert_eq!(doubtful.names, ["a.nl", "xn--caf-dma.nl"]);
        assert_eq!(doubtful.spki_sha256, CsrTyped::pasted(SECOND).key());
    }

    #[test]
    fn the_newest_that_the_certificate_comes_of_counts() {
        use ChangeState::{Done, Draft, InDoubt, Refused, Sending};
        let first = |state| reissue(2, "first.nl", state, issued("A", 0));
        let second = |state| reissue(3, "second.nl", state, issued("B", 1));
        let two = || vec![second(Done), first(Done), csr(1, Done)];
        let untold = || vec![reissue(2, "first.nl", Done, with_id(issued("", 0), 9))];
        for (case, changes, now, expected) in [
            ("nothing was sent", vec![], issued("A", 0), ""),
            ("a CSR", vec![csr(1, Done)], issued("A", 0), "csr"),
            ("a CSR on its way", vec![csr(1, Sending)], issued("A", 0), "csr"),
            ("taken back", vec![csr(1, Draft)], issued("A", 0), ""),
            ("refused", vec![csr(1, Refused)], issued("A", 0), ""),
            ("reissued elsewhere", vec![csr(1, Done)], issued("B", 1), ""),
            ("under way", two(), record("reissue_pending", "B", 1), "first.nl"),
            ("at its end", two(), issued("C", 2), "second.nl"),
            ("revoked", two(), record("revoked", "C", 2), "second.nl"),
            ("the number in another form", two(), issued("0b", 1), "first.nl"),
            ("no count is told", vec![first(Done)], issued("B", 0), "first.nl"),
            ("in doubt", vec![first(InDoubt)], issued("B", 0), "first.nl"),
            ("in doubt, not taken", vec![first(InDoubt)], issued("A", 0), ""),
            ("dropped", vec![first(Done), csr(1, Done)], issued("A", 0), "csr"),
            ("once more elsewhere", vec![first(Done)], issued("C", 2), ""),
            (
                "once more elsewhere, by its requests",
                vec![first(Done), csr(1, Done)],
                asked(issued("C", 0), &[("1", "approved"), ("2", "approved")]),
                "",
            ),
            (
                "once more elsewhere, under way",
                vec![first(Done)],
                asked(
                    record("reissue_pending", "B", 0),
                    &[("1", "approved"), ("2", "pending")],
                ),
                "first.nl",
            ),
            (
                "once more elsewhere, rejected",
                vec![first(Done)],
                asked(issued("B", 0), &[("1", "approved"), ("2", "rejected")]),
                "first.nl",
            ),
            ("by its id", untold(), with_id(issued("B", 0), 10), "first.nl"),
            ("by its id, the same", untold(), with_id(issued("A", 0), 9), ""),
        ] {
            let found = Later::of(&changes, &now).map(|later| {
                let name = later.names.first().cloned();
                name.unwrap_or_else(|| "csr".to_owned())
            });
            assert_eq!(found.unwrap_or_default(), expected, "{case}");
        }
    }
}
