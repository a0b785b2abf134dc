//! How the databases go about the history: what both say they do, with many orders. No question that has few answers is
//! answered by reading everything, and no page by sorting everything.
#![expect(clippy::unwrap_used, reason = "a failed assumption should fail the test")]

use jiff::Timestamp;
use jiff::civil::date;
use sea_orm::{ConnectionTrait, DbBackend, QuerySelect, QueryTrait};

use super::page::HistoryKeyset;
use super::query::{Access, TEXTS};
use super::{Attention, AttentionKind, HistoryQuery, HistorySort};
use crate::domain::ids::{ContainerId, OperatorId};
use crate::domain::operator::Actor;
use crate::domain::order::{OrderForm, OrderStatus, RemoteStatus, State};
use crate::store::Store;
use crate::store::encoding::timestamp;
use crate::store::keyset::ListCursor;
use crate::store::search_text::{Way, common};
use crate::store::tests::{on_postgres, on_sqlite, plan_of};

const ORDERS: i64 = 20_000;

/// One order, and so many more like it that are told apart by what they are sorted and filtered by.
async fn fill(store: &Store) {
    let actor = Actor {
        id: Some(OperatorId(1)),
        name: "Anna".to_owned(),
    };
    let form = OrderForm::blank();
    store
        .orders()
        .draft(&actor, &form, Timestamp::UNIX_EPOCH)
        .await
        .unwrap();
    let numbers =
        format!("WITH RECURSIVE numbers (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM numbers WHERE n < {ORDERS})");
    let order = "version, state, owner_name, form, common_name, organization, created_at, updated_at, domains, refusal";
    let same = "status, common_name, organization_name, container_name, owner_name, is_renewed, price, currency, \
                spki_sha256, names";
    let own = "state, standing, remote_id, name_sort, organization, organization_sort, container_id, container_sort, \
               product, owner_id, owner_sort, created_at, updated_at, placed_at, issued_at, ends_on, live_until, renews, \
               vanished_at, is_held, wants_csr, price_sort, reference, serial_number, oin";
    // Of what is filtered by, one value is rare and one is what most have.
    let few = |rare: &str, many: &str| format!("CASE WHEN n % 200 = 0 THEN {rare} ELSE {many} END");
    let day =
        |at: &str| format!("'20' || (10 + {at} % 80) || '-' || (10 + {at} / 80 % 3) || '-' || (10 + {at} / 240 % 19)");
    let values = [
        few("'in_doubt'", "'placed'"),
        few("'needs_csr'", "'issued'"),
        "n + 600000".to_owned(),
        "'dienst ' || n".to_owned(),
        few("'7'", "'8'"),
        "'organisatie ' || (n % 5000)".to_owned(),
        few("7", "8"),
        "'container ' || (n % 50)".to_owned(),
        few("'seldom'", "'often'"),
        few("7", "8"),
        few("'zelden'", "'vaak'"),
        "n * 1000".to_owned(),
        "n * 1000".to_owned(),
        "n * 1000".to_owned(),
        "n * 1000 + 500".to_owned(),
        day("n"),
        format!("CASE WHEN n % 3 = 0 THEN {} ELSE '' END", day("n")),
        few("n + 600001", "0"),
        few("n", "0"),
        few("TRUE", "FALSE"),
        few("TRUE", "FALSE"),
        "n".to_owned(),
        "'reference ' || n".to_owned(),
        "'serial ' || n".to_owned(),
        "'oin ' || n".to_owned(),
    ];
    for statement in [
        format!("INSERT INTO orders ({order}) {numbers} SELECT {order} FROM orders, numbers"),
        format!(
            "INSERT INTO history (id, {same}, {own}) {numbers} SELECT n, {same}, {} FROM history, numbers",
            values.join(", ")
        ),
        format!(
            "INSERT INTO history_texts (id, search_text) {numbers} \
             SELECT n, 'dienst-' || n || '.voorbeeld.example' FROM numbers"
        ),
    ] {
        store.connection.execute_unprepared(&statement).await.unwrap();
    }
}

fn is_sqlite(store: &Store) -> bool {
    store.backend() == DbBackend::Sqlite
}

/// What the database says it would do to find a page.
async fn page(store: &Store, keyset: &HistoryKeyset, cursor: Option<&ListCursor>) -> String {
    let beyond = cursor.map(|cursor| keyset.beyond(cursor).unwrap());
    let ids = keyset.looked_up(beyond, true, 50).select_only().column(keyset.id);
    plan_of(store, ids.build(store.backend())).await
}

/// What it would do to count them.
async fn count(store: &Store, keyset: &HistoryKeyset) -> String {
    let some = keyset.select().select_only().column(keyset.id).limit(10_001);
    plan_of(store, some.build(store.backend())).await
}

/// No table is read from one end to the other.
fn assert_no_scan(plan: &str, what: &str) {
    assert!(!plan.contains("Seq Scan"), "{what}\n{plan}");
    let scans = |line: &&str| line.contains("SCAN history") && !line.contains("VIRTUAL TABLE");
    assert!(!plan.lines().any(|line| scans(&line)), "{what}\n{plan}");
}

/// It is read from the index, in its order: nothing is sorted.
fn assert_in_order(plan: &str, index: &str, what: &str) {
    assert!(!plan.contains("Seq Scan"), "{what}\n{plan}");
    assert!(plan.contains(index), "{what}\n{plan}");
    assert!(
        !plan.contains("Sort") && !plan.contains("TEMP B-TREE"),
        "{what}\n{plan}"
    );
}

fn access() -> Access {
    Access::default()
}

/// A place in the middle of the list.
fn place(sort: HistorySort) -> ListCursor {
    let value = match sort {
        HistorySort::CommonName => "dienst 5",
        HistorySort::Organization => "organisatie 2500",
        HistorySort::Container => "container 25",
        HistorySort::Product => "often",
        HistorySort::Who => "vaak",
        HistorySort::State => "placed",
        HistorySort::Status => "issued",
        HistorySort::Ends => "2050-01-01",
        HistorySort::Reference => "reference 5",
        HistorySort::SerialNumber => "serial 5",
        HistorySort::Oin => "oin 5",
        HistorySort::Price => "10000",
        HistorySort::RemoteNumber => "610000",
        HistorySort::Number | HistorySort::Created | HistorySort::Updated | HistorySort::Issued => "10000000",
    };
    ListCursor {
        is_after: true,
        value: value.to_owned(),
        id: 10_000,
    }
}

async fn each_sort_is_an_index(store: &Store) {
    for sort in HistorySort::ALL {
        let column = sea_orm::IdenStatic::as_str(&sort.column());
        let index = match sort {
            HistorySort::Number if is_sqlite(store) => "history".to_owned(),
            HistorySort::Number => "history_pkey".to_owned(),
            _ => format!("history_{column}"),
        };
        for is_ascending in [true, false] {
            let query = HistoryQuery {
                sort,
                is_ascending,
                ..HistoryQuery::default()
            };
            assert!(query.has_own_index());
            let keyset = store.history().keyset(&query, &access());
            let what = format!("{sort:?} {is_ascending}");
            assert_in_order(&page(store, &keyset, None).await, &index, &what);
            let deep = page(store, &keyset, Some(&place(sort))).await;
            assert_in_order(&deep, &index, &what);
            // A page deep in begins there, and not at the beginning.
            assert_no_scan(&deep, &what);
            assert!(is_sqlite(store) || deep.contains("Index Cond"), "{what}\n{deep}");
        }
    }
}

/// Each filter with few answers, and the index that knows them.
fn filters() -> Vec<(HistoryQuery, &'static str)> {
    let all = HistoryQuery::default;
    let attention = |kind| HistoryQuery {
        attention: Some(Attention {
            kind,
            now: "2050-10-01T00:00:00Z".parse().unwrap(),
            lead_days: 30,
        }),
        ..HistoryQuery::default()
    };
    let mut list = vec![
        (
            HistoryQuery {
                states: vec![State::InDoubt],
                ..all()
            },
            "history_state",
        ),
        (
            HistoryQuery {
                states: vec![State::InDoubt, State::Draft],
                ..all()
            },
            "history_state",
        ),
        (
            HistoryQuery {
                statuses: vec![OrderStatus::Remote(RemoteStatus::NeedsCsr)],
                ..all()
            },
            "history_standing",
        ),
        (
            HistoryQuery {
                organization: Some("7".to_owned()),
                ..all()
            },
            "history_organization",
        ),
        (
            HistoryQuery {
                container: Some(ContainerId(7)),
                ..all()
            },
            "history_container_id",
        ),
        (
            HistoryQuery {
                product: Some("seldom".to_owned()),
                ..all()
            },
            "history_product",
        ),
        (
            HistoryQuery {
                who: Some("Zelden".to_owned()),
                ..all()
            },
            "history_owner_sort",
        ),
        (
            HistoryQuery {
                owner: Some(OperatorId(7)),
                ..all()
            },
            "history_owner_id",
        ),
        (
            HistoryQuery {
                created_from: Some(timestamp(100_000).unwrap()),
                created_before: Some(timestamp(200_000).unwrap()),
                ..all()
            },
            "history_created_at",
        ),
        (
            HistoryQuery {
                ends_from: Some(date(2050, 10, 10)),
                ends_until: Some(date(2050, 10, 15)),
                ..all()
            },
            "history_ends_on",
        ),
        (
            HistoryQuery {
                ends_from: Some(date(2050, 10, 10)),
                ends_until: Some(date(2050, 10, 15)),
                in_use: true,
                ..all()
            },
            "history_live_until",
        ),
    ];
    list.extend([
        (attention(AttentionKind::InDoubt), "history_state"),
        (attention(AttentionKind::CertificateHeld), "history_is_held"),
        (attention(AttentionKind::NeedsCsr), "history_wants_csr"),
        (attention(AttentionKind::PendingLong), "history_standing"),
        (attention(AttentionKind::Ending), "history_live_until"),
        (attention(AttentionKind::Vanished), "history_vanished_at"),
    ]);
    list
}

async fn each_filter_is_an_index(store: &Store) {
    for (query, index) in filters() {
        let keyset = store.history().keyset(&query, &access());
        for plan in [
            page(store, &keyset, None).await,
            page(store, &keyset, Some(&place(HistorySort::Number))).await,
            count(store, &keyset).await,
        ] {
            let what = format!("{query:?}");
            assert_no_scan(&plan, &what);
            assert!(plan.contains(index), "{what}\n{plan}");
        }
    }
}

async fn a_search_is_the_index_of_trigrams(store: &Store) {
    for sort in [HistorySort::Number, HistorySort::CommonName, HistorySort::Created] {
        let query = HistoryQuery {
            text: "nst-1234".to_owned(),
            sort,
            ..HistoryQuery::default()
        };
        let filtered = HistoryQuery {
            states: vec![State::Placed],
            ..query.clone()
        };
        for query in [query, filtered] {
            let keyset = store.history().keyset(&query, &access());
            for plan in [page(store, &keyset, None).await, count(store, &keyset).await] {
                assert_no_scan(&plan, &format!("{query:?}"));
                assert!(plan.contains("history_texts_search"), "{query:?}\n{plan}");
            }
        }
    }
}

/// PostgreSQL's index is asked for the part of a word that few texts have. What is found is what has all of it.
async fn a_search_asks_for_what_is_rare(store: &Store) {
    let rare = Access {
        common: common(store, &TEXTS).await.unwrap(),
        ..access()
    };
    let query = HistoryQuery {
        text: "dienst-1234.voorbeeld".to_owned(),
        ..HistoryQuery::default()
    };
    if is_sqlite(store) {
        assert_eq!(rare, access());
    } else {
        let plan = page(store, &store.history().keyset(&query, &rare), None).await;
        let asks = |line: &&str| line.contains("Index Cond") && line.contains("search_text");
        let asked = plan.lines().find(asks).unwrap();
        assert!(asked.contains("1234") && !asked.contains("dienst"), "{plan}");
    }
    let found = store.history().page(&query, None, 50).await.unwrap();
    assert_eq!(found.rows.iter().map(|row| row.id.0).collect::<Vec<_>>(), [1_234]);
}

/// What most orders have is read along the order of the list. PostgreSQL sees so by itself.
async fn what_most_have_is_read_in_order(store: &Store) {
    let walk = Access {
        text: Way::Rows,
        is_walk: true,
        ..access()
    };
    for sort in HistorySort::ALL {
        let query = HistoryQuery {
            text: "voorbeeld".to_owned(),
            states: vec![State::Placed, State::Elsewhere],
            organization: Some("8".to_owned()),
            sort,
            ..HistoryQuery::default()
        };
        let keyset = store.history().keyset(&query, &walk);
        let plan = page(store, &keyset, None).await;
        if is_sqlite(store) {
            assert!(!plan.contains("TEMP B-TREE"), "{sort:?}\n{plan}");
        } else {
            assert!(!plan.contains("Seq Scan on history "), "{sort:?}\n{plan}");
        }
    }
}

async fn the_history_is_read_from_indexes(store: &Store) {
    fill(store).await;
    let connection = &store.connection;
    // SQLite may not have looked at its tables yet; PostgreSQL does within a minute.
    for is_looked_at in [false, true] {
        if is_looked_at {
            connection.execute_unprepared("ANALYZE").await.unwrap();
        } else if !is_sqlite(store) {
            continue;
        }
        each_sort_is_an_index(store).await;
        each_filter_is_an_index(store).await;
        a_search_is_the_index_of_trigrams(store).await;
        what_most_have_is_read_in_order(store).await;
    }
    a_search_asks_for_what_is_rare(store).await;
    store.optimize().await.unwrap();
}

#[tokio::test]
async fn the_history_is_read_from_indexes_on_sqlite() {
    on_sqlite(the_history_is_read_from_indexes).await;
}

#[tokio::test]
#[ignore = "needs PostgreSQL; make test starts one"]
async fn the_history_is_read_from_indexes_on_postgres() {
    on_postgres("history", the_history_is_read_from_indexes).await;
}
