//! The write-ahead and what comes of it.

use pkio_desk::domain::ids::{CertificateId, OrderId};
use pkio_desk::domain::order::event::{Doubt, NotSent};
use pkio_desk::domain::order::{EventKind, RemoteError, RemoteOrder, State};
use pkio_desk::store::{Changed, Claim, NewExchange, StoreError};
use tokio::task::JoinSet;

use super::{
    Fresh, anna, assert_untouched, attempt, bram, contract, draft, form, in_doubt, journal, last_event, lease, minute,
    placed, recorded, remote, sending,
};

contract!(
    a_claimed_order_is_written_down_before_anything_leaves,
    of_twenty_who_claim_an_order_one_sends_it,
    writers_of_two_desks_wait_for_each_other,
    an_order_changed_since_it_was_reviewed_is_not_sent,
    a_reference_is_used_for_one_order_only,
    a_placed_order_knows_its_number_at_digicert,
    a_refused_order_knows_why_and_may_be_sent_again,
    an_order_that_never_left_is_a_draft_again,
    an_answer_that_never_came_puts_the_order_in_doubt,
    the_exchanges_of_an_order_are_kept_newest_first,
);

async fn a_claimed_order_is_written_down_before_anything_leaves(fresh: &Fresh) {
    let order = sending(&fresh.store, "mark").await;
    assert_eq!(
        (order.state, order.version, order.updated_at),
        (State::Sending, 2, minute(1))
    );
    assert_eq!(order.attempt, Some(attempt("mark")));
    // Read back through another pool: what is committed is visible to it, and nothing else is.
    let other = pkio_desk::store::Store::open(&fresh.config).await.unwrap();
    assert_untouched(&other, &order, &["drafted", "sending"]).await;
    let event = last_event(&other, &order).await;
    let expected = EventKind::Sending {
        reference: attempt("mark").reference,
        body_sha256: "b0d1".to_owned(),
        agreement_sha256: Some("a9ee".to_owned()),
    };
    assert_eq!((event.kind, event.actor, event.at), (expected, bram(), minute(1)));
    other.close().await.unwrap();
}

async fn of_twenty_who_claim_an_order_one_sends_it(fresh: &Fresh) {
    // Half of them at another desk, which knows nothing of the queue in this one.
    let other = pkio_desk::store::Store::open(&fresh.config).await.unwrap();
    let order = draft(&fresh.store).await;
    let mut tasks = JoinSet::new();
    for number in 0..20 {
        let desk = if number % 2 == 0 { &fresh.store } else { &other };
        let (orders, id) = (desk.orders(), order.id);
        tasks.spawn(async move {
            orders
                .claim(id, 1, &attempt(&format!("mark-{number}")), &lease(), None)
                .await
                .unwrap()
        });
    }
    let claims = tasks.join_all().await;
    let claimed: Vec<_> = claims
        .iter()
        .filter(|claim| matches!(claim, Claim::Claimed(_)))
        .collect();
    let late = claims
        .iter()
        .filter(|claim| matches!(claim, Claim::AlreadyUnderWay(_)))
        .count();
    assert_eq!((claimed.len(), late), (1, 19));
    let stored = fresh.store.orders().find(order.id).await.unwrap().unwrap();
    assert_eq!(claimed, [&Claim::Claimed(stored)]);
    assert_eq!(journal(&fresh.store, &order).await, ["drafted", "sending"]);
    other.close().await.unwrap();
}

async fn writers_of_two_desks_wait_for_each_other(fresh: &Fresh) {
    let other = pkio_desk::store::Store::open(&fresh.config).await.unwrap();
    let mut tasks = JoinSet::new();
    for number in 0..40 {
        let store = if number % 2 == 0 {
            fresh.store.clone()
        } else {
            other.clone()
        };
        tasks.spawn(async move { placed(&store, number).await.id });
    }
    let mut ids = tasks.join_all().await;
    ids.sort_unstable();
    assert_eq!(ids, (1..=40).map(OrderId).collect::<Vec<_>>());
    other.close().await.unwrap();
}

async fn an_order_changed_since_it_was_reviewed_is_not_sent(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let order = draft(&fresh.store).await;
    let Changed::Saved(now) = orders
        .change(order.id, 1, &form("b.nl"), &anna(), minute(1))
        .await
        .unwrap()
    else {
        panic!()
    };
    let claim = orders
        .claim(order.id, 1, &attempt("mark"), &lease(), None)
        .await
        .unwrap();
    assert_eq!(claim, Claim::Conflict(now.clone()));
    assert_untouched(&fresh.store, &now, &["drafted", "changed"]).await;
    assert_eq!(
        orders
            .claim(OrderId(404), 1, &attempt("mark"), &lease(), None)
            .await
            .unwrap(),
        Claim::Missing
    );
}

async fn a_reference_is_used_for_one_order_only(fresh: &Fresh) {
    sending(&fresh.store, "mark").await;
    let other = draft(&fresh.store).await;
    let refused = fresh
        .store
        .orders()
        .claim(other.id, 1, &attempt("mark"), &lease(), None)
        .await;
    assert!(matches!(refused, Err(StoreError::Taken { .. })), "{refused:?}");
    assert_untouched(&fresh.store, &other, &["drafted"]).await;
}

async fn a_placed_order_knows_its_number_at_digicert(fresh: &Fresh) {
    let order = sending(&fresh.store, "mark").await;
    let answer = RemoteOrder {
        certificate_id: Some(CertificateId(9)),
        ..remote(8)
    };
    let orders = fresh.store.orders();
    let order = recorded(
        orders
            .record_placed(order.id, &attempt("mark").reference, &answer, minute(2))
            .await
            .unwrap(),
    );
    assert_eq!(
        (order.state, order.version, order.updated_at),
        (State::Placed, 3, minute(2))
    );
    assert_eq!(order.remote.as_ref(), Some(&answer));
    assert_eq!(orders.find_by_remote_id(answer.id).await.unwrap(), Some(order.clone()));
    let event = last_event(&fresh.store, &order).await;
    let expected = EventKind::Placed {
        remote_id: answer.id,
        certificate_id: answer.certificate_id,
    };
    assert_eq!((event.kind, event.actor), (expected, bram()));
    let again = orders
        .claim(order.id, order.version, &attempt("again"), &lease(), None)
        .await
        .unwrap();
    assert_eq!(again, Claim::AlreadyUnderWay(order));
}

async fn a_refused_order_knows_why_and_may_be_sent_again(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let order = sending(&fresh.store, "mark").await;
    let errors = [RemoteError {
        code: "invalid_csr".to_owned(),
        message: "De CSR\u{0} deugt niet".to_owned(),
    }];
    let outcome = orders
        .record_refused(order.id, &attempt("mark").reference, &errors, minute(2))
        .await
        .unwrap();
    let order = recorded(outcome);
    assert_eq!(
        (order.state, order.refusal.as_slice()),
        (State::Refused, errors.as_slice())
    );
    assert_eq!(
        last_event(&fresh.store, &order).await.kind,
        EventKind::Refused {
            errors: errors.to_vec()
        }
    );
    let claim = orders
        .claim(order.id, order.version, &attempt("again"), &lease(), None)
        .await
        .unwrap();
    let Claim::Claimed(order) = claim else {
        panic!("{claim:?}")
    };
    assert_eq!((order.refusal.len(), &order.attempt), (1, &Some(attempt("again"))));
    let again = attempt("again").reference;
    let not_sent = orders
        .record_not_sent(order.id, &again, NotSent::NoConnection, minute(3))
        .await;
    let order = recorded(not_sent.unwrap());
    assert_eq!(
        (order.state, order.refusal.len()),
        (State::Draft, 1),
        "nothing was answered by what never left"
    );
}

async fn an_order_that_never_left_is_a_draft_again(fresh: &Fresh) {
    let order = sending(&fresh.store, "mark").await;
    let mark = attempt("mark").reference;
    let outcome = fresh
        .store
        .orders()
        .record_not_sent(order.id, &mark, NotSent::NoConnection, minute(2))
        .await
        .unwrap();
    let order = recorded(outcome);
    assert_eq!(order.state, State::Draft);
    assert_untouched(&fresh.store, &order, &["drafted", "sending", "not-sent"]).await;
}

async fn an_answer_that_never_came_puts_the_order_in_doubt(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let order = sending(&fresh.store, "mark").await;
    let mark = attempt("mark").reference;
    let outcome = orders
        .record_in_doubt(order.id, &mark, Doubt::UnclearAnswer(502), minute(2))
        .await
        .unwrap();
    let order = recorded(outcome);
    assert_eq!(order.state, State::InDoubt);
    assert_eq!(
        last_event(&fresh.store, &order).await.kind,
        in_doubt(Doubt::UnclearAnswer(502))
    );
    let again = orders
        .claim(order.id, order.version, &attempt("again"), &lease(), None)
        .await
        .unwrap();
    assert_eq!(again, Claim::AlreadyUnderWay(order));
}

async fn the_exchanges_of_an_order_are_kept_newest_first(fresh: &Fresh) {
    let order = sending(&fresh.store, "mark").await;
    let exchanges = fresh.store.exchanges();
    let long = "é\u{0}".repeat(64 * 1024);
    let first = NewExchange {
        order: order.id,
        at: minute(1),
        request_body: "{}",
        status: None,
        response_body: "",
    };
    let second = NewExchange {
        at: minute(2),
        status: Some(502),
        response_body: &long,
        ..first.clone()
    };
    exchanges.add(&first).await.unwrap();
    exchanges.add(&second).await.unwrap();
    let kept = exchanges.of_order(order.id).await.unwrap();
    assert_eq!(
        kept.iter().map(|exchange| exchange.status).collect::<Vec<_>>(),
        [Some(502), None]
    );
    assert!(kept[0].response_body.starts_with("é\u{fffd}é"));
    assert_eq!(
        kept[0].response_body.chars().filter(|c| *c == 'é').count(),
        64 * 1024 / 3
    );
    assert_eq!((kept[1].at, kept[1].request_body.as_str()), (minute(1), "{}"));
}
