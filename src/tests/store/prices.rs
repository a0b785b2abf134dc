//! What orders cost, and which text was agreed to.

use pkio_desk::domain::ids::OrderId;
use pkio_desk::domain::order::search::Evidence;
use pkio_desk::domain::order::{Attempt, EventKind, Order, Price, PriceTerms, RemoteOrder, RemoteStatus};
use pkio_desk::domain::validity::Validity;
use pkio_desk::store::{StatusReading, Store};
use sea_orm::ConnectionTrait;

use super::keys::of_schema;
use super::{Fresh, attempt, attempted, contract, in_doubt, last_event, minute, placed, recorded, remote, sending};

contract!(
    a_price_is_kept_where_it_was_read_and_a_reading_without_one_keeps_it,
    the_newest_order_with_the_same_terms_tells_its_price,
    a_price_comes_with_an_order_found_and_never_with_one_in_doubt,
    what_is_stored_as_a_price_and_is_none_is_no_price,
    an_earlier_backup_is_restored_without_prices_and_a_present_one_with_them,
    an_agreement_of_an_earlier_version_has_no_digest,
);

const ONE_YEAR: PriceTerms = terms(1, Validity::Years(1));

const fn terms(names: usize, validity: Validity) -> PriceTerms {
    PriceTerms { names, validity }
}

fn euros(amount: &str) -> Option<Price> {
    Price::read(amount, Some("EUR"))
}

async fn read(store: &Store, id: OrderId, price: Option<Price>, at: i64) -> Order {
    let reading = StatusReading {
        status: RemoteStatus::Pending,
        certificate_id: None,
        organization_name: None,
        price,
        reference: None,
        at: minute(at),
    };
    recorded(store.orders().record_status(id, &reading, None).await.unwrap())
}

/// A placed order with these terms.
async fn placed_with(store: &Store, terms: PriceTerms, remote_id: i64) -> Order {
    let attempt = Attempt {
        price_terms: Some(terms.word()),
        ..attempt(&format!("mark-{remote_id}"))
    };
    let order = attempted(store, &attempt).await;
    let answer = store
        .orders()
        .record_placed(order.id, &attempt.reference, &remote(remote_id), minute(2))
        .await;
    recorded(answer.unwrap())
}

async fn a_price_is_kept_where_it_was_read_and_a_reading_without_one_keeps_it(fresh: &Fresh) {
    let store = &fresh.store;
    let order = placed(store, 8).await;
    assert_eq!(order.remote.unwrap().price, None);
    assert_eq!(read(store, order.id, None, 3).await.remote.unwrap().price, None);
    let steps = [
        (Price::read("238.50", None), "238.50"),
        (None, "238.50"),
        (euros("238"), "EUR 238.00"),
        (None, "EUR 238.00"),
        // A currency is never left over from another price.
        (Price::read("240", None), "240.00"),
    ];
    for (minute, (price, known)) in (4..).zip(steps) {
        let order = read(store, order.id, price, minute).await;
        assert_eq!(order.remote.unwrap().price.unwrap().to_string(), known);
    }
}

async fn the_newest_order_with_the_same_terms_tells_its_price(fresh: &Fresh) {
    let store = &fresh.store;
    let orders = store.orders();
    let two_names = terms(2, Validity::Years(1));
    let two_years = terms(1, Validity::Years(2));
    let first = placed_with(store, ONE_YEAR, 1).await;
    assert_eq!(orders.priced(ONE_YEAR).await.unwrap(), None);
    let first = read(store, first.id, euros("230"), 3).await;
    assert_eq!(orders.priced(ONE_YEAR).await.unwrap(), Some(first.clone()));
    let second = placed_with(store, ONE_YEAR, 2).await;
    assert_eq!(orders.priced(ONE_YEAR).await.unwrap(), Some(first.clone()));
    let second = read(store, second.id, euros("238"), 4).await;
    let other = placed_with(store, two_names, 3).await;
    let other = read(store, other.id, euros("287"), 5).await;
    // What was read last is not what was ordered last.
    read(store, first.id, euros("230"), 6).await;
    assert_eq!(orders.priced(ONE_YEAR).await.unwrap(), Some(second));
    assert_eq!(orders.priced(two_names).await.unwrap(), Some(other));
    assert_eq!(orders.priced(two_years).await.unwrap(), None);
}

async fn a_price_comes_with_an_order_found_and_never_with_one_in_doubt(fresh: &Fresh) {
    let store = &fresh.store;
    let order = sending(store, "mark").await;
    let mark = attempt("mark").reference;
    let EventKind::InDoubt { why } = in_doubt(pkio_desk::domain::order::event::Doubt::TimedOut) else {
        panic!("another event")
    };
    let doubt = store.orders().record_in_doubt(order.id, &mark, why, minute(2)).await;
    recorded(doubt.unwrap());
    assert_eq!(store.orders().priced(ONE_YEAR).await.unwrap(), None);
    let found = RemoteOrder {
        price: euros("238"),
        ..remote(8)
    };
    let found = store
        .orders()
        .record_found(order.id, &found, Evidence::default(), None, minute(3))
        .await;
    let found = recorded(found.unwrap());
    assert_eq!(found.remote.as_ref().unwrap().price, euros("238"));
    assert_eq!(store.orders().priced(ONE_YEAR).await.unwrap(), Some(found));
}

async fn what_is_stored_as_a_price_and_is_none_is_no_price(fresh: &Fresh) {
    let order = placed(&fresh.store, 8).await;
    let statement = format!("UPDATE orders SET price = 'much' WHERE id = {}", order.id.0);
    fresh.backdoor().await.execute_unprepared(&statement).await.unwrap();
    let order = fresh.store.orders().find(order.id).await.unwrap().unwrap();
    assert_eq!(order.remote.unwrap().price, None);
}

async fn an_earlier_backup_is_restored_without_prices_and_a_present_one_with_them(fresh: &Fresh) {
    let from = Fresh::sqlite().await;
    let order = placed(&from.store, 8).await;
    let order = read(&from.store, order.id, euros("238"), 3).await;
    let mut file = Vec::new();
    from.store.backup(&mut file, minute(9)).await.unwrap();
    let file = String::from_utf8(file).unwrap();
    let older = of_schema(&file, 8);
    assert!(file.contains("\"currency\"") && !older.contains("\"currency\""));

    let to = Fresh::sqlite().await;
    to.store.restore(older.as_bytes(), minute(0)).await.unwrap();
    let restored = to.store.orders().find(order.id).await.unwrap().unwrap();
    assert_eq!(restored.remote.unwrap().price, None);
    assert_eq!(to.store.orders().priced(ONE_YEAR).await.unwrap(), None);

    fresh.store.restore(file.as_bytes(), minute(0)).await.unwrap();
    assert_eq!(fresh.store.orders().priced(ONE_YEAR).await.unwrap(), Some(order));
    for other in [from, to] {
        other.remove().await;
    }
}

async fn an_agreement_of_an_earlier_version_has_no_digest(fresh: &Fresh) {
    let order = sending(&fresh.store, "mark").await;
    let backdoor = fresh.backdoor().await;
    for statement in [
        "UPDATE order_events SET event = REPLACE(event, ',\"agreement_sha256\":\"a9ee\"', '')",
        "UPDATE orders SET attempt = REPLACE(attempt, '\"agreement_sha256\":\"a9ee\",', '')",
        "UPDATE orders SET attempt = REPLACE(attempt, '\"price_terms\":\"1 names, 1 years\",', '')",
    ] {
        let done = backdoor.execute_unprepared(statement).await.unwrap();
        assert!(done.rows_affected() > 0, "{statement}");
    }
    let event = last_event(&fresh.store, &order).await;
    let expected = EventKind::Sending {
        reference: attempt("mark").reference,
        body_sha256: "b0d1".to_owned(),
        agreement_sha256: None,
    };
    assert_eq!(event.kind, expected);
    let attempt = fresh
        .store
        .orders()
        .find(order.id)
        .await
        .unwrap()
        .unwrap()
        .attempt
        .unwrap();
    assert_eq!((attempt.agreement_sha256, attempt.price_terms), (None, None));
}
