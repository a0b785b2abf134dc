//! The order history.

use pkio_desk::domain::ids::{OperatorId, OrderId, RemoteOrderId};
use pkio_desk::domain::order::State;
use pkio_desk::store::{Cursor, HistoryKind, HistoryPage, HistoryQuery, Store, Total};
use sea_orm::ConnectionTrait;

use super::{Fresh, anna, bram, contract, draft, form, minute, placed, sending};

contract!(
    an_empty_history_is_one_empty_page,
    the_history_is_read_from_the_newest_to_the_oldest_and_back,
    orders_added_meanwhile_do_not_shift_the_pages,
    a_page_beyond_the_end_is_the_first_page,
    the_history_is_asked_for_one_state_or_one_person,
    a_row_of_the_history_says_what_the_list_shows,
    a_very_long_history_is_not_counted_to_the_end,
);

async fn page(store: &Store, cursor: Option<Cursor>) -> HistoryPage {
    store.orders().page(&HistoryQuery::default(), cursor, 3).await.unwrap()
}

fn ids(page: &HistoryPage) -> Vec<i64> {
    page.rows.iter().map(|row| row.id.0).collect()
}

async fn an_empty_history_is_one_empty_page(fresh: &Fresh) {
    let empty = HistoryPage {
        rows: vec![],
        newer: None,
        older: None,
        total: Total::Exactly(0),
    };
    assert_eq!(page(&fresh.store, None).await, empty);
    assert_eq!(page(&fresh.store, Some(Cursor::OlderThan(OrderId(7)))).await, empty);
    assert_eq!(page(&fresh.store, Some(Cursor::NewerThan(OrderId(7)))).await, empty);
}

async fn the_history_is_read_from_the_newest_to_the_oldest_and_back(fresh: &Fresh) {
    for _ in 0..8 {
        draft(&fresh.store).await;
    }
    let first = page(&fresh.store, None).await;
    assert_eq!(
        (ids(&first), first.newer, first.total),
        (vec![8, 7, 6], None, Total::Exactly(8))
    );
    let second = page(&fresh.store, first.older).await;
    assert_eq!(ids(&second), [5, 4, 3]);
    let third = page(&fresh.store, second.older).await;
    assert_eq!((ids(&third), third.older), (vec![2, 1], None));
    let back = page(&fresh.store, third.newer).await;
    assert_eq!(back, second);
    assert_eq!(page(&fresh.store, back.newer).await, first);
}

async fn orders_added_meanwhile_do_not_shift_the_pages(fresh: &Fresh) {
    for _ in 0..6 {
        draft(&fresh.store).await;
    }
    let first = page(&fresh.store, None).await;
    draft(&fresh.store).await;
    let second = page(&fresh.store, first.older).await;
    assert_eq!((ids(&second), second.older), (vec![3, 2, 1], None));
    assert_eq!(ids(&page(&fresh.store, second.newer).await), [6, 5, 4]);
    // Only one order is newer than this: the first page is shown, not a page of one.
    assert_eq!(
        ids(&page(&fresh.store, Some(Cursor::NewerThan(OrderId(6)))).await),
        [7, 6, 5]
    );
}

async fn a_page_beyond_the_end_is_the_first_page(fresh: &Fresh) {
    draft(&fresh.store).await;
    assert_eq!(
        page(&fresh.store, Some(Cursor::OlderThan(OrderId(1)))).await,
        page(&fresh.store, None).await
    );
    assert_eq!(
        page(&fresh.store, Some(Cursor::NewerThan(OrderId(9)))).await,
        page(&fresh.store, None).await
    );
}

async fn the_history_is_asked_for_one_state_or_one_person(fresh: &Fresh) {
    let orders = fresh.store.orders();
    draft(&fresh.store).await;
    sending(&fresh.store, "mark").await;
    placed(&fresh.store, 8).await;
    orders.draft(&bram(), &form("b.nl"), minute(0)).await.unwrap();
    for (kind, owner, expected) in [
        (HistoryKind::All, None, vec![4, 3, 2, 1]),
        (HistoryKind::In(State::Draft), None, vec![4, 1]),
        (HistoryKind::In(State::Placed), None, vec![3]),
        (HistoryKind::In(State::InDoubt), None, vec![]),
        (HistoryKind::In(State::Draft), Some(OperatorId(2)), vec![4]),
        (HistoryKind::All, Some(OperatorId(3)), vec![]),
    ] {
        let query = HistoryQuery {
            kind,
            owner,
            ..HistoryQuery::default()
        };
        let page = orders.page(&query, None, 10).await.unwrap();
        let total = Total::Exactly(u64::try_from(expected.len()).unwrap());
        assert_eq!((ids(&page), page.total), (expected, total), "{query:?}");
    }
}

async fn a_row_of_the_history_says_what_the_list_shows(fresh: &Fresh) {
    let order = placed(&fresh.store, 8).await;
    fresh
        .store
        .orders()
        .remember_organization_name("117483", "Gemeente Voorbeeld")
        .await
        .unwrap();
    let row = page(&fresh.store, None).await.rows.remove(0);
    assert_eq!(
        (row.id, row.state, row.remote_id),
        (order.id, State::Placed, Some(RemoteOrderId(8)))
    );
    assert_eq!(
        (row.common_name.as_str(), row.organization_id.as_str()),
        ("dienst.voorbeeld.nl", "117483")
    );
    assert_eq!(
        (row.organization_name.as_deref(), row.remote_status),
        (Some("Gemeente Voorbeeld"), None)
    );
    assert_eq!(
        (row.owner, row.created_at, row.updated_at),
        (anna().name, minute(0), minute(2))
    );
}

async fn a_very_long_history_is_not_counted_to_the_end(fresh: &Fresh) {
    draft(&fresh.store).await;
    let copies = "INSERT INTO orders (version, state, owner_name, form, common_name, organization, created_at, \
        updated_at, domains, refusal) WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers \
        WHERE n < 10000) SELECT version, state, owner_name, form, common_name, organization, created_at, updated_at, \
        domains, refusal FROM orders, numbers";
    fresh.backdoor().await.execute_unprepared(copies).await.unwrap();
    assert_eq!(page(&fresh.store, None).await.total, Total::MoreThan(10_000));
}
