//! Orders placed elsewhere: what is kept of them, and what others write down at the same moment.

use std::time::{Duration, Instant};

use pkio_desk::domain::ids::RemoteOrderId;
use pkio_desk::domain::order::{RemoteOrder, RemoteStatus};
use pkio_desk::store::{HistoryQuery, Seen, StatusReading};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement, TransactionTrait};

use super::remote::seen;
use super::{Fresh, contract, minute, placed, recorded, remote};

contract!(
    what_digicert_tells_of_an_order_placed_elsewhere_is_kept,
    orders_are_found_by_however_many_ids,
);

async fn what_digicert_tells_of_an_order_placed_elsewhere_is_kept(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let marked = Seen {
        remote: RemoteOrder {
            reference: Some("PO-12".to_owned()),
            ..remote(8)
        },
        product: Some("ssl_basic".to_owned()),
        ..seen(8)
    };
    assert_eq!(orders.see_elsewhere(&[marked, seen(9)], minute(3)).await.unwrap(), 2);
    let known = orders.with_remote_ids(&[8, 9].map(RemoteOrderId)).await.unwrap();
    let told: Vec<_> = known
        .iter()
        .map(|order| {
            (
                order.other_product(),
                order.remote.as_ref().unwrap().reference.as_deref(),
            )
        })
        .collect();
    assert_eq!(told, [(Some("ssl_basic"), Some("PO-12")), (None, None)]);
    let page = fresh
        .store
        .history()
        .page(&HistoryQuery::default(), None, 9)
        .await
        .unwrap();
    let products: Vec<_> = page.rows.iter().map(|row| row.other_product()).collect();
    assert_eq!(products, [None, Some("ssl_basic")]);
    // A reading that tells the reference is remembered, and one that does not takes nothing away.
    for (number, reference, expected) in [(4, Some("PO-13"), "PO-13"), (5, None, "PO-13")] {
        let reading = StatusReading {
            status: RemoteStatus::Issued,
            certificate_id: None,
            organization_name: None,
            price: None,
            reference: reference.map(str::to_owned),
            at: minute(number),
        };
        let order = recorded(orders.record_status(known[1].id, &reading, None).await.unwrap());
        assert_eq!(order.remote.unwrap().reference.as_deref(), Some(expected), "{number}");
    }
}

async fn orders_are_found_by_however_many_ids(fresh: &Fresh) {
    let orders = fresh.store.orders();
    orders.see_elsewhere(&[seen(8), seen(69_000)], minute(3)).await.unwrap();
    // More than either database takes in one statement.
    let ids: Vec<_> = (1..=70_000).map(RemoteOrderId).collect();
    let known = orders.with_remote_ids(&ids).await.unwrap();
    let known: Vec<_> = known.into_iter().map(|order| order.remote.unwrap().id.0).collect();
    assert_eq!(known, [8, 69_000]);
}

/// Waits until somebody waits for another transaction.
async fn until_blocked(connection: &DatabaseConnection) {
    let question = "SELECT COUNT(*) AS number FROM pg_stat_activity \
                    WHERE datname = current_database() AND wait_event_type = 'Lock'";
    let deadline = Instant::now() + Duration::from_secs(20);
    loop {
        let row = connection
            .query_one_raw(Statement::from_string(DbBackend::Postgres, question))
            .await;
        if row.unwrap().unwrap().try_get::<i64>("", "number").unwrap() > 0 {
            return;
        }
        assert!(Instant::now() < deadline, "nobody waits");
        tokio::task::yield_now().await;
    }
}

/// SQLite has one writer at a time.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
#[ignore = "needs PostgreSQL; make test starts one"]
async fn an_order_that_another_process_was_faster_with_takes_no_others_with_it() {
    let fresh = Fresh::postgres().await;
    placed(&fresh.store, 8).await;
    let backdoor = fresh.backdoor().await;
    let other = backdoor.begin().await.unwrap();
    other
        .execute_unprepared("UPDATE orders SET remote_id = 9 WHERE remote_id = 8")
        .await
        .unwrap();
    let orders = fresh.store.orders();
    let seeing = tokio::spawn(async move { orders.see_elsewhere(&[seen(9), seen(10)], minute(3)).await });
    until_blocked(&backdoor).await;
    other.commit().await.unwrap();
    assert_eq!(seeing.await.unwrap().unwrap(), 1);
    let orders = fresh.store.orders();
    let known = orders.with_remote_ids(&[9, 10].map(RemoteOrderId)).await.unwrap();
    assert_eq!(known.len(), 2);
    backdoor.close().await.unwrap();
    fresh.remove().await;
}
