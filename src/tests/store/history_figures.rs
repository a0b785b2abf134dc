//! The figures of the first page: what needs somebody, when certificates end, how long orders took.

use jiff::civil::date;
use jiff::{Span, Timestamp};
use pkio_desk::domain::change::ChangeState;
use pkio_desk::domain::ids::{OrderId, Reference, RemoteOrderId};
use pkio_desk::domain::order::event::Doubt;
use pkio_desk::domain::order::search::Evidence;
use pkio_desk::domain::order::{
    Attempt, CertificateRecord, EventKind, Order, OrderForm, OrderRecord, RemoteStatus, RequestRecord,
};
use pkio_desk::store::{Attention, AttentionFigure, AttentionKind, HistoryQuery, RenewalDraft, Seen};
use sea_orm::ConnectionTrait;

use super::certificates::furnish;
use super::history_list::status;
use super::history_search::{found, known, told};
use super::remote::seen;
use super::{
    Fresh, anna, attempt, attempted, contract, draft, form, given_up, left_in_doubt, minute, placed, recorded, remote,
    sending, wish,
};

contract!(
    what_needs_somebody_is_counted_and_listed,
    certificates_that_end_are_counted_by_month,
    an_order_that_renews_it_takes_care_of_a_certificate,
    what_takes_the_place_of_a_renewal_renews_too,
    a_renewal_in_an_older_journal_keeps_its_link,
    a_certificate_of_an_order_that_is_over_needs_nobody,
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

/// A draft that renews an order, begun on its page.
async fn renewal(fresh: &Fresh, of: OrderId) -> Order {
    let orders = fresh.store.orders();
    let begun = orders
        .draft_renewal(of, &anna(), &form("nieuw.example"), minute(0))
        .await;
    match begun.unwrap() {
        RenewalDraft::Begun(draft) => draft,
        other => panic!("{other:?}"),
    }
}

async fn count(fresh: &Fresh, kind: AttentionKind) -> u64 {
    let all = fresh.store.history().attention(minute(10), 30).await.unwrap();
    let figure = all.iter().find(|figure| figure.kind == kind);
    figure.map_or(0, |figure| figure.count)
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
    orders.ask_approval(asked.id, 1, &wish(anna(), 5)).await.unwrap();
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
    let orders = fresh.store.orders();
    let ends = async || count(fresh, AttentionKind::Ending).await;
    assert_eq!(ends().await, 2);
    // One names the order that it renews; the other was only begun on its page, as where no order may be named.
    let named = OrderForm {
        renewal_of_order_id: "70".to_owned(),
        ..form("nieuw.example")
    };
    let named = orders.draft(&anna(), &named, minute(0)).await.unwrap();
    let begun = renewal(fresh, other).await;
    // A draft is only a wish.
    assert_eq!(ends().await, 2);
    for (draft, left) in [(named, 1), (begun, 0)] {
        orders.ask_approval(draft.id, 1, &wish(anna(), 5)).await.unwrap();
        assert_eq!(ends().await, left);
    }
}

async fn what_takes_the_place_of_a_renewal_renews_too(fresh: &Fresh) {
    let (store, orders) = (&fresh.store, fresh.store.orders());
    let (ends_first, ends_later) = (ending(fresh, 70, 20).await, ending(fresh, 7101, 20).await);
    let lost = left_in_doubt(store, &renewal(fresh, ends_first).await, "lost").await;
    let second = left_in_doubt(store, &given_up(store, &lost, &anna()).await, "second").await;
    let third = given_up(store, &second, &anna()).await;
    let again = orders
        .draft_renewal(ends_first, &anna(), &form("nieuw.example"), minute(50))
        .await;
    assert_eq!(again.unwrap(), RenewalDraft::BegunBefore(third.clone()));
    assert_eq!(count(fresh, AttentionKind::Ending).await, 2);
    orders.ask_approval(third.id, 1, &wish(anna(), 51)).await.unwrap();
    assert_eq!(count(fresh, AttentionKind::Ending).await, 1);
    // One that was begun on an order which turned out to be another one of ours.
    let renews = renewal(fresh, ends_later).await;
    let ours = left_in_doubt(store, &draft(store).await, "ours").await;
    let known = orders
        .record_found(ours.id, &remote(7101), Evidence::default(), None, minute(52))
        .await;
    assert_eq!(recorded(known.unwrap()).id, ours.id);
    assert_eq!(orders.find(ends_later).await.unwrap(), None);
    orders.ask_approval(renews.id, 1, &wish(anna(), 53)).await.unwrap();
    let query = HistoryQuery {
        text: "7101".to_owned(),
        ..HistoryQuery::default()
    };
    assert!(found(fresh, &query).await.contains(&renews.id.0));
}

async fn a_renewal_in_an_older_journal_keeps_its_link(fresh: &Fresh) {
    let ends = ending(fresh, 7101, 20).await;
    let draft = renewal(fresh, ends).await;
    let orders = fresh.store.orders();
    orders.ask_approval(draft.id, 1, &wish(anna(), 5)).await.unwrap();
    assert_eq!(count(fresh, AttentionKind::Ending).await, 0);
    let backdoor = fresh.backdoor().await;
    let told = "UPDATE order_events SET event = REPLACE(event, ',\"remote_id\":7101', '')";
    let changed = backdoor
        .execute_unprepared(&format!("{told} WHERE order_id = {}", draft.id.0))
        .await;
    assert!(changed.unwrap().rows_affected() > 0);
    let first = orders.events(draft.id).await.unwrap().pop().unwrap();
    let expected = EventKind::DraftedForRenewal {
        order: ends,
        remote_id: None,
    };
    assert_eq!(first.kind, expected);
    backdoor.execute_unprepared("DELETE FROM derived").await.unwrap();
    backdoor.close().await.unwrap();
    fresh.store.migrate().await.unwrap();
    assert_eq!(count(fresh, AttentionKind::Ending).await, 0);
}

/// A certificate that is not as ordered keeps nobody busy once the order is revoked, nor does a CSR that was never handed
/// in once the order is ready or not there any more.
async fn a_certificate_of_an_order_that_is_over_needs_nobody(fresh: &Fresh) {
    let (store, orders) = (&fresh.store, fresh.store.orders());
    let held = placed(store, 8).await;
    furnish(store, 8, 5).await;
    status(fresh, held.id, RemoteStatus::Issued).await;
    furnish(store, 8, 7).await;
    let all = fresh.store.history().attention(minute(10), 30).await.unwrap();
    // That it was fetched again is no news.
    assert_eq!(all, [figure(AttentionKind::CertificateHeld, 1, minute(5))]);
    for over in [RemoteStatus::Revoked, RemoteStatus::Expired] {
        status(fresh, held.id, over).await;
        assert_eq!(count(fresh, AttentionKind::CertificateHeld).await, 0);
    }
    let later = Attempt {
        spki_sha256: None,
        ..attempt("later")
    };
    let later = attempted(store, &later).await;
    let mark = Reference("later".to_owned());
    orders
        .record_placed(later.id, &mark, &remote(9), minute(2))
        .await
        .unwrap();
    for (there, wants) in [
        (RemoteStatus::Pending, 1),
        (RemoteStatus::WaitingPickup, 0),
        (RemoteStatus::NeedsCsr, 1),
    ] {
        status(fresh, later.id, there).await;
        assert_eq!(count(fresh, AttentionKind::NeedsCsr).await, wants);
    }
    orders.record_vanished(later.id, true, minute(8)).await.unwrap();
    assert_eq!(count(fresh, AttentionKind::NeedsCsr).await, 0);
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
    // So was that of one whose reissues nobody counted.
    let mut uncounted = OrderRecord {
        status: Some(RemoteStatus::Issued),
        requests: vec![RequestRecord {
            kind: "reissue".to_owned(),
            status: "approved".to_owned(),
            ..RequestRecord::default()
        }],
        ..told(10)
    };
    uncounted.certificate.issued = Some(minute(90 * 24 * 60));
    known(fresh, &uncounted).await;
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
