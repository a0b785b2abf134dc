//! The figures of the first page: what needs somebody, when certificates end, how long orders took.

use jiff::civil::date;
use jiff::{Span, Timestamp};
use pkio_desk::domain::approval::Approval;
use pkio_desk::domain::change::ChangeState;
use pkio_desk::domain::ids::{OrderId, Reference, RemoteOrderId};
use pkio_desk::domain::order::event::Doubt;
use pkio_desk::domain::order::{Attempt, CertificateRecord, OrderForm, OrderRecord, RemoteStatus};
use pkio_desk::store::{Attention, AttentionFigure, AttentionKind, HistoryQuery, RenewalDraft, Seen};

use super::history_list::status;
use super::history_search::{found, known, told};
use super::remote::seen;
use super::{Fresh, anna, attempt, attempted, contract, draft, form, minute, placed, recorded, remote, sending};

contract!(
    what_needs_somebody_is_counted_and_listed,
    certificates_that_end_are_counted_by_month,
    an_order_that_renews_it_takes_care_of_a_certificate,
    it_is_known_how_long_orders_took,
);

fn figure(kind: AttentionKind, count: u64, oldest: Timestamp) -> AttentionFigure {
    AttentionFigure { kind, count, oldest }
}

/// An issued order whose certificate ends so many days after the beginning of the test.
async fn ending(fresh: &Fresh, id: i64, days: i64) -> OrderId {
    let record = OrderRecord {
        id: RemoteOrderId(id),
        certificate: CertificateRecord {
            valid_till: Some(date(2026, 11, 22).saturating_add(Span::new().days(days))),
            ..told(7).certificate
        },
        ..told(7)
    };
    let order = known(fresh, &record).await;
    status(fresh, order, RemoteStatus::Issued).await;
    order
}

async fn what_needs_somebody_is_counted_and_listed(fresh: &Fresh) {
    let (orders, history) = (fresh.store.orders(), fresh.store.history());
    let now = minute(10);
    assert_eq!(history.attention(now, 30).await.unwrap(), []);
    assert_eq!(history.changes_in(ChangeState::InDoubt).await.unwrap(), None);
    draft(&fresh.store).await;
    for (mark, at) in [("one", 4), ("two", 3)] {
        let order = sending(&fresh.store, mark).await;
        let mark = Reference(mark.to_owned());
        let doubt = orders
            .record_in_doubt(order.id, &mark, Doubt::TimedOut, minute(at))
            .await;
        doubt.unwrap();
    }
    let asked = draft(&fresh.store).await;
    let approval = Approval {
        request_sha256: "b0d1".to_owned(),
        remark: String::new(),
        asked_by: anna(),
        asked_at: minute(5),
        written_by: Default::default(),
        given: None,
    };
    orders.ask_approval(asked.id, 1, &approval).await.unwrap();
    let refused = sending(&fresh.store, "no").await;
    let no = Reference("no".to_owned());
    orders.record_refused(refused.id, &no, &[], minute(6)).await.unwrap();
    // Pending since before last week, and since just now.
    let long = Seen {
        created_at: minute(-20 * 24 * 60),
        ..seen(50)
    };
    orders
        .see_elsewhere(&[long, seen(51), seen(52), seen(53)], minute(3))
        .await
        .unwrap();
    // Sent without its CSR, which DigiCert does not ask for in so many words.
    let later = Attempt {
        spki_sha256: None,
        ..attempt("later")
    };
    let later = attempted(&fresh.store, &later).await;
    let mark = Reference("later".to_owned());
    let answer = orders.record_placed(later.id, &mark, &remote(59), minute(2)).await;
    assert_eq!(recorded(answer.unwrap()).id, OrderId(10));
    // Placed long ago, and reissued since today.
    let reissued = Seen {
        created_at: minute(-20 * 24 * 60),
        ..seen(58)
    };
    orders.see_elsewhere(&[reissued], minute(3)).await.unwrap();
    status(fresh, OrderId(11), RemoteStatus::ReissuePending).await;
    for (id, there) in [
        (6, RemoteStatus::Pending),
        (7, RemoteStatus::Pending),
        (8, RemoteStatus::NeedsCsr),
        (9, RemoteStatus::NeedsApproval),
    ] {
        status(fresh, OrderId(id), there).await;
    }
    let gone = placed(&fresh.store, 60).await;
    orders.record_vanished(gone.id, true, minute(8)).await.unwrap();
    for (id, days) in [(61, 20), (62, 31), (63, -1), (64, 5)] {
        ending(fresh, id, days).await;
    }
    let revoked = ending(fresh, 65, 4).await;
    status(fresh, revoked, RemoteStatus::Revoked).await;
    let expected = [
        (figure(AttentionKind::InDoubt, 2, minute(3)), vec![3, 2]),
        (figure(AttentionKind::AwaitingApproval, 1, minute(5)), vec![4]),
        (figure(AttentionKind::Refused, 1, minute(6)), vec![5]),
        (figure(AttentionKind::NeedsCsr, 2, minute(2)), vec![10, 8]),
        (figure(AttentionKind::NeedsApproval, 1, minute(6)), vec![9]),
        (figure(AttentionKind::PendingLong, 1, minute(-20 * 24 * 60)), vec![6]),
        (
            figure(AttentionKind::Ending, 2, "2026-11-27T00:00:00Z".parse().unwrap()),
            vec![16, 13],
        ),
        (figure(AttentionKind::Vanished, 1, minute(8)), vec![12]),
    ];
    let figures: Vec<_> = expected.iter().map(|(figure, _)| *figure).collect();
    assert_eq!(history.attention(now, 30).await.unwrap(), figures);
    for (figure, ids) in expected {
        let query = HistoryQuery {
            attention: Some(Attention {
                kind: figure.kind,
                now,
                lead_days: 30,
            }),
            ..HistoryQuery::default()
        };
        assert_eq!(found(fresh, &query).await, ids, "{figure:?}");
        assert_eq!(AttentionKind::of_word(figure.kind.word()), Some(figure.kind));
    }
}

async fn certificates_that_end_are_counted_by_month(fresh: &Fresh) {
    for (id, days) in [(1, -30), (2, 0), (3, 8), (4, 9), (5, 10), (6, 800)] {
        ending(fresh, id, days).await;
    }
    let renewed = OrderRecord {
        is_renewed: true,
        ..told(8)
    };
    let renewed = known(fresh, &renewed).await;
    status(fresh, renewed, RemoteStatus::Issued).await;
    let months = fresh.store.history().ending_per_month(date(2026, 11, 22), 24).await;
    let months = months.unwrap();
    assert_eq!(months.len(), 24);
    assert_eq!(
        months[..3],
        [(date(2026, 11, 1), 2), (date(2026, 12, 1), 2), (date(2027, 1, 1), 0)]
    );
    assert_eq!(months[23].0, date(2028, 10, 1));
    assert_eq!(months.iter().map(|(_, count)| count).sum::<u64>(), 4);
}

async fn an_order_that_renews_it_takes_care_of_a_certificate(fresh: &Fresh) {
    ending(fresh, 70, 20).await;
    let other = ending(fresh, 71, 20).await;
    let (history, orders) = (fresh.store.history(), fresh.store.orders());
    let ends = async || {
        let all = history.attention(minute(10), 30).await.unwrap();
        let ends = all.iter().find(|figure| figure.kind == AttentionKind::Ending);
        ends.map_or(0, |figure| figure.count)
    };
    assert_eq!(ends().await, 2);
    // One names the order that it renews; the other was only begun on its page, as where no order may be named.
    let named = OrderForm {
        renewal_of_order_id: "70".to_owned(),
        ..form("nieuw.example")
    };
    let named = orders.draft(&anna(), &named, minute(0)).await.unwrap();
    let begun = orders
        .draft_renewal(other, &anna(), &form("ander.example"), minute(0))
        .await;
    let RenewalDraft::Begun(begun) = begun.unwrap() else {
        panic!("it is begun")
    };
    // A draft is only a wish.
    assert_eq!(ends().await, 2);
    for (draft, left) in [(named, 1), (begun, 0)] {
        let approval = Approval {
            request_sha256: "b0d1".to_owned(),
            remark: String::new(),
            asked_by: anna(),
            asked_at: minute(5),
            written_by: Default::default(),
            given: None,
        };
        orders.ask_approval(draft.id, 1, &approval).await.unwrap();
        assert_eq!(ends().await, left);
    }
}

async fn it_is_known_how_long_orders_took(fresh: &Fresh) {
    // Seen to be placed at minute -90, and issued so many minutes after the beginning.
    for (id, issued) in [(1, 0), (2, 2 * 24 * 60 - 90), (3, 24 * 60)] {
        let mut record = OrderRecord {
            id: RemoteOrderId(id),
            ..told(7)
        };
        record.certificate.issued = Some(minute(issued));
        known(fresh, &record).await;
    }
    // Its first certificate was issued at another time, which nobody tells.
    let mut reissued = OrderRecord { reissues: 1, ..told(8) };
    reissued.certificate.issued = Some(minute(90 * 24 * 60));
    known(fresh, &reissued).await;
    let mut pending = told(9);
    pending.certificate.issued = None;
    known(fresh, &pending).await;
    let times = fresh.store.history().lead_times(9).await.unwrap();
    let days: Vec<_> = times.iter().map(|time| (time.order.0, time.days())).collect();
    assert_eq!(days, [(2, 2), (3, 2), (1, 1)]);
    let latest = fresh.store.history().lead_times(1).await.unwrap();
    assert_eq!(latest, times[..1]);
    assert_eq!(
        (times[0].placed_at, times[0].common_name.as_str()),
        (minute(-90), "Dienst-7.Voorbeeld.example")
    );
}
