//! Answers that come late, twice or for something else.

use pkio_desk::domain::ids::OrderId;
use pkio_desk::domain::order::event::{Doubt, NotSent};
use pkio_desk::domain::order::search::Evidence;
use pkio_desk::domain::order::{EventKind, Search, State};
use pkio_desk::store::{Claim, Recorded, Stepped};

use super::{
    Fresh, assert_untouched, attempt, contract, journal, last_event, lease, minute, placed, recorded, remote, sending,
};

contract!(
    a_late_yes_counts_after_the_order_was_put_in_doubt,
    a_late_no_does_not_end_the_doubt,
    an_answer_counts_only_for_its_own_attempt,
    nothing_is_recorded_of_an_order_that_is_not_on_its_way,
    a_number_at_digicert_belongs_to_one_order,
    an_answer_for_an_order_that_does_not_exist_is_missing,
);

async fn a_late_yes_counts_after_the_order_was_put_in_doubt(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let order = sending(&fresh.store, "mark").await;
    let mark = attempt("mark").reference;
    recorded(
        orders
            .record_in_doubt(order.id, &mark, Doubt::TimedOut, minute(2))
            .await
            .unwrap(),
    );
    let order = recorded(
        orders
            .record_placed(order.id, &mark, &remote(8), minute(3))
            .await
            .unwrap(),
    );
    assert_eq!(order.state, State::Placed);
    assert_untouched(&fresh.store, &order, &["drafted", "sending", "in-doubt", "placed"]).await;
}

async fn a_late_no_does_not_end_the_doubt(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let order = sending(&fresh.store, "mark").await;
    let mark = attempt("mark").reference;
    let order = recorded(
        orders
            .record_in_doubt(order.id, &mark, Doubt::TimedOut, minute(2))
            .await
            .unwrap(),
    );
    let ignored = Recorded::Ignored(order.clone());
    assert_eq!(
        orders.record_refused(order.id, &mark, &[], minute(3)).await.unwrap(),
        ignored
    );
    assert_eq!(
        orders
            .record_not_sent(order.id, &mark, NotSent::RateLimited, minute(3))
            .await
            .unwrap(),
        ignored
    );
    assert_eq!(
        orders
            .record_in_doubt(order.id, &mark, Doubt::TimedOut, minute(3))
            .await
            .unwrap(),
        ignored
    );
    assert_untouched(
        &fresh.store,
        &order,
        &["drafted", "sending", "in-doubt", "answered-late", "not-sent-late"],
    )
    .await;
    // That nothing had left is no answer, and says so.
    let why = NotSent::RateLimited;
    assert_eq!(
        last_event(&fresh.store, &order).await.kind,
        EventKind::NotSentLate { why }
    );
}

async fn an_answer_counts_only_for_its_own_attempt(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let order = sending(&fresh.store, "first").await;
    let first = attempt("first").reference;
    let order = recorded(
        orders
            .record_not_sent(order.id, &first, NotSent::NoConnection, minute(2))
            .await
            .unwrap(),
    );
    let claim = orders
        .claim(order.id, order.version, &attempt("second"), &lease(), None)
        .await
        .unwrap();
    let Claim::Claimed(order) = claim else {
        panic!("{claim:?}")
    };
    let ignored = Recorded::Ignored(order.clone());
    assert_eq!(
        orders
            .record_placed(order.id, &first, &remote(8), minute(3))
            .await
            .unwrap(),
        ignored
    );
    assert_eq!(
        orders.record_refused(order.id, &first, &[], minute(3)).await.unwrap(),
        ignored
    );
    assert_untouched(&fresh.store, &order, &["drafted", "sending", "not-sent", "sending"]).await;
}

async fn nothing_is_recorded_of_an_order_that_is_not_on_its_way(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let order = sending(&fresh.store, "mark").await;
    let mark = attempt("mark").reference;
    let draft = recorded(
        orders
            .record_not_sent(order.id, &mark, NotSent::RateLimited, minute(2))
            .await
            .unwrap(),
    );
    let placed = placed(&fresh.store, 8).await;
    for (order, mark) in [(draft, mark), (placed, attempt("mark-8").reference)] {
        let events = journal(&fresh.store, &order).await;
        let ignored = Recorded::Ignored(order.clone());
        assert_eq!(
            orders
                .record_placed(order.id, &mark, &remote(9), minute(3))
                .await
                .unwrap(),
            ignored
        );
        assert_eq!(
            orders.record_refused(order.id, &mark, &[], minute(3)).await.unwrap(),
            ignored
        );
        assert_eq!(
            orders
                .record_not_sent(order.id, &mark, NotSent::RateLimited, minute(3))
                .await
                .unwrap(),
            ignored
        );
        assert_eq!(
            orders
                .record_in_doubt(order.id, &mark, Doubt::TimedOut, minute(3))
                .await
                .unwrap(),
            ignored
        );
        assert_eq!(
            orders
                .record_found(order.id, &remote(9), Evidence::default(), None, minute(3))
                .await
                .unwrap(),
            ignored
        );
        assert_eq!(
            orders
                .record_search(order.id, &Search::from(minute(3)), None, minute(3))
                .await
                .unwrap(),
            Stepped::NotNow(order.clone())
        );
        assert_untouched(&fresh.store, &order, &events).await;
    }
}

async fn a_number_at_digicert_belongs_to_one_order(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let first = placed(&fresh.store, 8).await;
    let order = sending(&fresh.store, "mark").await;
    let mark = attempt("mark").reference;
    let outcome = orders
        .record_placed(order.id, &mark, &remote(8), minute(3))
        .await
        .unwrap();
    assert_eq!(outcome, Recorded::OfOther(first.clone()));
    assert_untouched(&fresh.store, &order, &["drafted", "sending"]).await;
    recorded(
        orders
            .record_in_doubt(order.id, &mark, Doubt::TimedOut, minute(3))
            .await
            .unwrap(),
    );
    let outcome = orders
        .record_found(order.id, &remote(8), Evidence::default(), None, minute(3))
        .await
        .unwrap();
    assert_eq!(outcome, Recorded::OfOther(first));
}

async fn an_answer_for_an_order_that_does_not_exist_is_missing(fresh: &Fresh) {
    let (orders, nobody, mark) = (fresh.store.orders(), OrderId(404), attempt("mark").reference);
    assert_eq!(
        orders
            .record_placed(nobody, &mark, &remote(8), minute(0))
            .await
            .unwrap(),
        Recorded::Missing
    );
    assert_eq!(
        orders
            .record_found(nobody, &remote(8), Evidence::default(), None, minute(0))
            .await
            .unwrap(),
        Recorded::Missing
    );
    assert_eq!(
        orders
            .record_search(nobody, &Search::from(minute(0)), None, minute(0))
            .await
            .unwrap(),
        Stepped::Missing
    );
}
