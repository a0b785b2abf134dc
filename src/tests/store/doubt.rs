//! Orders whose answer did not come.

use pkio_desk::domain::order::State;
use pkio_desk::domain::order::event::Doubt;
use pkio_desk::domain::order::search::Evidence;
use pkio_desk::domain::order::{EventKind, RemoteStatus, Search};
use pkio_desk::store::{Claim, Lease, Stepped};

use super::{
    Fresh, anna, assert_untouched, attempt, contract, draft, in_doubt, journal, last_event, minute, placed, recorded,
    remote, sending,
};

contract!(
    an_order_on_its_way_for_longer_than_its_lease_is_in_doubt,
    what_a_desk_that_is_gone_was_sending_is_in_doubt,
    an_order_found_at_digicert_is_placed,
    looking_for_an_order_in_vain_is_remembered,
);

async fn an_order_on_its_way_for_longer_than_its_lease_is_in_doubt(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let untouched = draft(&fresh.store).await;
    let order = sending(&fresh.store, "mark").await;
    assert_eq!(orders.release_lapsed(minute(5)).await.unwrap(), []);
    assert_eq!(orders.release_lapsed(minute(6)).await.unwrap(), [order.id]);
    assert_eq!(orders.release_lapsed(minute(7)).await.unwrap(), []);
    let order = orders.find(order.id).await.unwrap().unwrap();
    assert_eq!(
        (order.state, order.updated_at, order.version),
        (State::InDoubt, minute(6), 3)
    );
    let event = last_event(&fresh.store, &order).await;
    assert_eq!((event.kind, event.actor.id), (in_doubt(Doubt::DeskStopped), None));
    assert_untouched(&fresh.store, &untouched, &["drafted"]).await;
    let mark = attempt("mark").reference;
    let order = recorded(
        orders
            .record_placed(order.id, &mark, &remote(8), minute(8))
            .await
            .unwrap(),
    );
    assert_eq!(
        journal(&fresh.store, &order).await,
        ["drafted", "sending", "in-doubt", "placed"]
    );
}

async fn what_a_desk_that_is_gone_was_sending_is_in_doubt(fresh: &Fresh) {
    let orders = fresh.store.orders();
    placed(&fresh.store, 8).await;
    let ours = sending(&fresh.store, "ours").await;
    let theirs = draft(&fresh.store).await;
    let gone = Lease {
        until: minute(90),
        holder: "a desk that is gone".to_owned(),
    };
    let claim = orders
        .claim(theirs.id, 1, &attempt("theirs"), &gone, None)
        .await
        .unwrap();
    assert!(matches!(claim, Claim::Claimed(_)));
    assert_eq!(
        orders
            .release_all_of_other_holders("this desk", minute(2))
            .await
            .unwrap(),
        [theirs.id]
    );
    assert_eq!(orders.find(theirs.id).await.unwrap().unwrap().state, State::InDoubt);
    assert_untouched(&fresh.store, &ours, &["drafted", "sending"]).await;
}

async fn an_order_found_at_digicert_is_placed(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let order = sending(&fresh.store, "mark").await;
    recorded(
        orders
            .record_in_doubt(order.id, &attempt("mark").reference, Doubt::TimedOut, minute(2))
            .await
            .unwrap(),
    );
    let mut found = remote(8);
    (found.status, found.status_read_at) = (Some(RemoteStatus::Pending), Some(minute(3)));
    let order = recorded(
        orders
            .record_found(order.id, &found, Evidence::default(), Some(&anna()), minute(3))
            .await
            .unwrap(),
    );
    assert_eq!((order.state, order.remote.as_ref()), (State::Placed, Some(&found)));
    let event = last_event(&fresh.store, &order).await;
    assert_eq!(
        (event.kind, event.actor),
        (
            EventKind::Found {
                remote_id: found.id,
                evidence: Evidence::default()
            },
            anna()
        )
    );
}

async fn looking_for_an_order_in_vain_is_remembered(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let order = sending(&fresh.store, "mark").await;
    let mark = attempt("mark").reference;
    let order = recorded(
        orders
            .record_in_doubt(order.id, &mark, Doubt::ConnectionLost, minute(2))
            .await
            .unwrap(),
    );
    let mut search = order.search.clone().unwrap();
    assert_eq!(search, Search::from(minute(2)));
    // A look without an answer, the first answer, the same answer again, and a person who wants to know.
    for (answered_at, actor) in [
        (None, None),
        (Some(minute(3)), None),
        (Some(minute(5)), None),
        (Some(minute(6)), Some(anna())),
    ] {
        let next = match answered_at {
            Some(at) => search.answered(Vec::new(), at),
            None => search.unanswered(minute(2)),
        };
        let done = orders
            .record_search(order.id, &next, actor.as_ref(), minute(6))
            .await
            .unwrap();
        let Stepped::Done(order) = done else { panic!("{done:?}") };
        // Whoever began from what was known before finds that somebody was faster.
        let stale = orders.record_search(order.id, &next, None, minute(6)).await.unwrap();
        assert!(matches!(stale, Stepped::Conflict(_)), "{stale:?}");
        search = order.search.unwrap();
        assert_eq!(search, next);
    }
    assert_eq!(
        journal(&fresh.store, &order).await,
        ["drafted", "sending", "in-doubt", "looked-for", "looked-for"]
    );
    let event = last_event(&fresh.store, &order).await;
    assert_eq!((event.kind, event.actor), (EventKind::LookedFor { found: 0 }, anna()));
    let order = orders.find(order.id).await.unwrap().unwrap();
    assert_eq!((order.state, order.version), (State::InDoubt, 3));
}
