//! The order history: paging.

use pkio_desk::domain::ids::{OperatorId, RemoteOrderId};
use pkio_desk::domain::order::{OrderSummary, State};
use pkio_desk::store::{HistoryQuery, ListCursor, ListPage, Store, Total};
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

async fn page(store: &Store, cursor: Option<&ListCursor>) -> ListPage<OrderSummary> {
    store.history().page(&HistoryQuery::default(), cursor, 3).await.unwrap()
}

fn ids(page: &ListPage<OrderSummary>) -> Vec<i64> {
    page.rows.iter().map(|row| row.id.0).collect()
}

fn place(is_after: bool, id: i64) -> ListCursor {
    ListCursor {
        is_after,
        value: id.to_string(),
        id,
    }
}

async fn an_empty_history_is_one_empty_page(fresh: &Fresh) {
    let empty = ListPage {
        rows: vec![],
        previous: None,
        next: None,
        total: Total::Exactly(0),
    };
    assert_eq!(page(&fresh.store, None).await, empty);
    for is_after in [true, false] {
        assert_eq!(page(&fresh.store, Some(&place(is_after, 7))).await, empty);
    }
}

async fn the_history_is_read_from_the_newest_to_the_oldest_and_back(fresh: &Fresh) {
    for _ in 0..8 {
        draft(&fresh.store).await;
    }
    let first = page(&fresh.store, None).await;
    assert_eq!(
        (ids(&first), &first.previous, first.total),
        (vec![8, 7, 6], &None, Total::Exactly(8))
    );
    let second = page(&fresh.store, first.next.as_ref()).await;
    assert_eq!(ids(&second), [5, 4, 3]);
    let third = page(&fresh.store, second.next.as_ref()).await;
    assert_eq!((ids(&third), &third.next), (vec![2, 1], &None));
    let back = page(&fresh.store, third.previous.as_ref()).await;
    assert_eq!(back, second);
    assert_eq!(page(&fresh.store, back.previous.as_ref()).await, first);
}

async fn orders_added_meanwhile_do_not_shift_the_pages(fresh: &Fresh) {
    for _ in 0..6 {
        draft(&fresh.store).await;
    }
    let first = page(&fresh.store, None).await;
    draft(&fresh.store).await;
    let second = page(&fresh.store, first.next.as_ref()).await;
    assert_eq!((ids(&second), &second.next), (vec![3, 2, 1], &None));
    assert_eq!(ids(&page(&fresh.store, second.previous.as_ref()).await), [6, 5, 4]);
    // Only one order is newer than this: the first page is shown, not a page of one.
    assert_eq!(ids(&page(&fresh.store, Some(&place(false, 6))).await), [7, 6, 5]);
}

async fn a_page_beyond_the_end_is_the_first_page(fresh: &Fresh) {
    draft(&fresh.store).await;
    let first = page(&fresh.store, None).await;
    for place in [place(true, 1), place(false, 9)] {
        assert_eq!(page(&fresh.store, Some(&place)).await, first);
    }
}

async fn the_history_is_asked_for_one_state_or_one_person(fresh: &Fresh) {
    draft(&fresh.store).await;
    sending(&fresh.store, "mark").await;
    placed(&fresh.store, 8).await;
    let orders = fresh.store.orders();
    orders.draft(&bram(), &form("b.nl"), minute(0)).await.unwrap();
    for (states, owner, expected) in [
        (vec![], None, vec![4, 3, 2, 1]),
        (vec![State::Draft], None, vec![4, 1]),
        (vec![State::Placed], None, vec![3]),
        (vec![State::Draft, State::Placed], None, vec![4, 3, 1]),
        (vec![State::InDoubt], None, vec![]),
        (vec![State::Draft], Some(OperatorId(2)), vec![4]),
        (vec![], Some(OperatorId(3)), vec![]),
    ] {
        let query = HistoryQuery {
            states,
            owner,
            ..HistoryQuery::default()
        };
        let page = fresh.store.history().page(&query, None, 10).await.unwrap();
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
    let backdoor = fresh.backdoor().await;
    let columns = "state, status, standing, remote_id, common_name, name_sort, organization, organization_name, \
        organization_sort, container_id, container_name, container_sort, product, owner_name, owner_sort, created_at, \
        updated_at, placed_at, issued_at, ends_on, live_until, is_renewed, renews, vanished_at, price, currency, \
        price_sort, reference, serial_number, oin, spki_sha256, names";
    let numbers = "WITH RECURSIVE numbers (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM numbers WHERE n < 10001)";
    for copies in [
        format!(
            "INSERT INTO orders (version, state, owner_name, form, common_name, organization, created_at, updated_at, \
             domains, refusal) {numbers} SELECT version, state, owner_name, form, common_name, organization, created_at, \
             updated_at, domains, refusal FROM orders, numbers"
        ),
        format!("INSERT INTO history (id, {columns}) {numbers} SELECT n, {columns} FROM history, numbers"),
    ] {
        backdoor.execute_unprepared(&copies).await.unwrap();
    }
    assert_eq!(page(&fresh.store, None).await.total, Total::MoreThan(10_000));
}
