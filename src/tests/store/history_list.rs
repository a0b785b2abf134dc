//! The order history: what orders are filtered and sorted by.

use std::collections::BTreeSet;

use jiff::civil::date;
use pkio_desk::domain::ids::{ContainerId, OrderId, RemoteOrderId};
use pkio_desk::domain::order::{CertificateRecord, OrderStatus, OrderSummary, RemoteStatus, State};
use pkio_desk::store::{HistoryQuery, HistorySort, ListPage, Seen, StatusReading, Total};

use super::history_search::{found, known, page, text, told};
use super::remote::seen;
use super::{Fresh, anna, contract, form, minute, placed, sending};

contract!(
    orders_are_filtered_by_each_thing_and_by_several,
    the_history_is_paged_in_every_order_forth_and_back,
    orders_that_come_and_go_between_pages_move_no_others,
    the_filters_offer_what_occurs,
    all_orders_of_a_query_are_read_bit_by_bit,
);

pub(super) async fn status(fresh: &Fresh, order: OrderId, status: RemoteStatus) {
    let reading = StatusReading {
        status,
        certificate_id: None,
        organization_name: None,
        price: None,
        reference: None,
        at: minute(6),
    };
    fresh.store.orders().record_status(order, &reading, None).await.unwrap();
}

async fn orders_are_filtered_by_each_thing_and_by_several(fresh: &Fresh) {
    let orders = fresh.store.orders();
    orders.draft(&anna(), &form("a.example"), minute(0)).await.unwrap();
    sending(&fresh.store, "mark").await;
    placed(&fresh.store, 8).await;
    for id in [20, 21, 22] {
        let order = known(fresh, &told(id)).await;
        status(
            fresh,
            order,
            [RemoteStatus::Issued, RemoteStatus::NeedsCsr][usize::try_from(id % 2).unwrap()].clone(),
        )
        .await;
    }
    let other = Seen {
        product: Some("ssl_basic".to_owned()),
        placed_by: None,
        ..seen(30)
    };
    orders.see_elsewhere(&[other], minute(3)).await.unwrap();
    let all = HistoryQuery::default;
    let remote = |status| vec![OrderStatus::Remote(status)];
    for (query, expected) in [
        (
            HistoryQuery {
                states: vec![State::Elsewhere],
                ..all()
            },
            vec![7, 6, 5, 4],
        ),
        (
            HistoryQuery {
                states: vec![State::Draft, State::Placed],
                ..all()
            },
            vec![3, 1],
        ),
        (
            HistoryQuery {
                statuses: remote(RemoteStatus::Issued),
                ..all()
            },
            vec![6, 4],
        ),
        (
            HistoryQuery {
                statuses: vec![
                    OrderStatus::Remote(RemoteStatus::NeedsCsr),
                    OrderStatus::Ours(State::Draft),
                    OrderStatus::Ours(State::Elsewhere),
                ],
                ..all()
            },
            vec![7, 5, 1],
        ),
        (
            HistoryQuery {
                statuses: remote(RemoteStatus::Revoked),
                ..all()
            },
            vec![],
        ),
        (
            HistoryQuery {
                organization: Some("117483".to_owned()),
                ..all()
            },
            vec![7, 3, 2, 1],
        ),
        (
            HistoryQuery {
                organization: Some("2021".to_owned()),
                ..all()
            },
            vec![5],
        ),
        (
            HistoryQuery {
                container: Some(ContainerId(62)),
                ..all()
            },
            vec![6],
        ),
        (
            HistoryQuery {
                product: Some("ssl_basic".to_owned()),
                ..all()
            },
            vec![7],
        ),
        (
            HistoryQuery {
                who: Some("WIL  portaal".to_owned()),
                ..all()
            },
            vec![6, 5, 4],
        ),
        (
            HistoryQuery {
                owner: anna().id,
                ..all()
            },
            vec![3, 2, 1],
        ),
        (
            HistoryQuery {
                created_from: Some(minute(0)),
                ..all()
            },
            vec![3, 2, 1],
        ),
        (
            HistoryQuery {
                created_before: Some(minute(0)),
                ..all()
            },
            vec![7, 6, 5, 4],
        ),
        (
            HistoryQuery {
                ends_from: Some(date(2027, 1, 22)),
                ends_until: Some(date(2027, 1, 23)),
                ..all()
            },
            vec![6, 5],
        ),
        (
            HistoryQuery {
                ends_until: Some(date(2027, 1, 21)),
                ..all()
            },
            vec![4],
        ),
        (
            HistoryQuery {
                states: vec![State::Elsewhere],
                statuses: remote(RemoteStatus::Issued),
                who: Some("Wil Portaal".to_owned()),
                ends_from: Some(date(2027, 1, 22)),
                ..text("zaken")
            },
            vec![6],
        ),
        (
            HistoryQuery {
                organization: Some("117483".to_owned()),
                created_from: Some(minute(0)),
                sort: HistorySort::Updated,
                is_ascending: true,
                ..all()
            },
            vec![1, 2, 3],
        ),
        (
            HistoryQuery {
                owner: anna().id,
                states: vec![State::Elsewhere],
                ..all()
            },
            vec![],
        ),
    ] {
        assert_eq!(found(fresh, &query).await, expected, "{query:?}");
    }
}

/// Orders of which many are alike in what they are sorted by, and some lack it.
async fn alike(fresh: &Fresh, number: i64) {
    for id in 1..=number {
        let mut record = told(id % 3);
        record.id = RemoteOrderId(id);
        if id % 4 == 0 {
            record.certificate = CertificateRecord::default();
            (record.price, record.reference, record.container) = (None, None, None);
            record.container_name.clear();
        }
        let order = known(fresh, &record).await;
        if id % 3 > 0 {
            status(
                fresh,
                order,
                [RemoteStatus::Issued, RemoteStatus::NeedsCsr][usize::try_from(id % 2).unwrap()].clone(),
            )
            .await;
        }
    }
}

async fn the_history_is_paged_in_every_order_forth_and_back(fresh: &Fresh) {
    alike(fresh, 9).await;
    for _ in 0..2 {
        fresh
            .store
            .orders()
            .draft(&anna(), &form("É.example"), minute(0))
            .await
            .unwrap();
    }
    for sort in HistorySort::ALL {
        for query in [
            text(""),
            text("exam"),
            HistoryQuery {
                states: vec![State::Elsewhere, State::Draft],
                ..text("")
            },
        ] {
            let mut orders = Vec::new();
            for is_ascending in [true, false] {
                let query = HistoryQuery {
                    sort,
                    is_ascending,
                    ..query.clone()
                };
                let all = found(fresh, &query).await;
                assert!(all.len() > 8, "{query:?}");
                let mut pages = vec![page(fresh, &query, None, 4).await];
                while let Some(next) = pages.last().unwrap().next.clone() {
                    pages.push(page(fresh, &query, Some(&next), 4).await);
                }
                let ids = |page: &ListPage<OrderSummary>| page.rows.iter().map(|row| row.id.0).collect::<Vec<_>>();
                assert_eq!(pages.iter().flat_map(ids).collect::<Vec<_>>(), all, "{query:?}");
                for (place, page_here) in pages.iter().enumerate().skip(1).rev() {
                    let back = page(fresh, &query, page_here.previous.as_ref(), 4).await;
                    assert_eq!(ids(&back), ids(&pages[place - 1]), "{query:?}");
                    assert_eq!(back.next.is_some(), pages[place - 1].next.is_some());
                }
                assert_eq!(pages[0].previous, None);
                let total = Total::Exactly(u64::try_from(all.len()).unwrap());
                assert!(pages.iter().all(|page| page.total == total), "{query:?}");
                orders.push(all);
            }
            orders[1].reverse();
            assert_eq!(orders[0], orders[1], "{sort:?}");
        }
    }
    // What is missing comes before everything else, and amounts are numbers.
    let by = |sort| HistoryQuery {
        sort,
        is_ascending: true,
        ..HistoryQuery::default()
    };
    assert_eq!(
        found(fresh, &by(HistorySort::Price)).await,
        [4, 8, 10, 11, 3, 6, 9, 1, 7, 2, 5]
    );
    assert_eq!(
        found(fresh, &by(HistorySort::Ends)).await,
        [4, 8, 10, 11, 3, 6, 9, 1, 7, 2, 5]
    );
    assert_eq!(found(fresh, &by(HistorySort::CommonName)).await[9..], [10, 11]);
}

async fn orders_that_come_and_go_between_pages_move_no_others(fresh: &Fresh) {
    alike(fresh, 9).await;
    let orders = fresh.store.orders();
    let draft = orders.draft(&anna(), &form("a.example"), minute(0)).await.unwrap();
    let query = HistoryQuery {
        sort: HistorySort::Organization,
        is_ascending: true,
        ..HistoryQuery::default()
    };
    let ids = |page: &ListPage<OrderSummary>| page.rows.iter().map(|row| row.id.0).collect::<Vec<_>>();
    let first = page(fresh, &query, None, 4).await;
    assert_eq!(ids(&first), [10, 3, 6, 9]);
    // One in front of the first page, one on it, one on the second.
    orders.discard(draft.id, 1).await.unwrap();
    orders.draft(&anna(), &form("b.example"), minute(0)).await.unwrap();
    for id in [30, 31] {
        let mut record = told(id % 3);
        record.id = RemoteOrderId(id);
        known(fresh, &record).await;
    }
    let second = page(fresh, &query, first.next.as_ref(), 4).await;
    assert_eq!(ids(&second), [12, 1, 4, 7]);
    let third = page(fresh, &query, second.next.as_ref(), 4).await;
    assert_eq!(ids(&third), [13, 2, 5, 8]);
    assert_eq!(third.next, None);
    assert_eq!(
        ids(&page(fresh, &query, third.previous.as_ref(), 4).await),
        ids(&second)
    );
    assert_eq!(
        ids(&page(fresh, &query, second.previous.as_ref(), 4).await),
        [11, 3, 6, 9]
    );
}

async fn the_filters_offer_what_occurs(fresh: &Fresh) {
    assert_eq!(fresh.store.history().choices().await.unwrap(), Default::default());
    alike(fresh, 5).await;
    fresh
        .store
        .orders()
        .draft(&anna(), &form("a.example"), minute(0))
        .await
        .unwrap();
    let choices = fresh.store.history().choices().await.unwrap();
    let statuses: Vec<_> = choices.statuses.iter().map(OrderStatus::word).collect();
    assert_eq!(statuses, ["draft", "elsewhere", "issued", "needs_csr"]);
    assert_eq!(choices.products, ["pkio_private_services_server"]);
    let containers = [(41, "Ministerie 1"), (42, "Ministerie 2"), (40, "Ministerie 0")];
    let containers: BTreeSet<_> = containers
        .iter()
        .map(|(id, name)| (ContainerId(*id), (*name).to_owned()))
        .collect();
    assert_eq!(choices.containers.into_iter().collect::<BTreeSet<_>>(), containers);
    assert_eq!(choices.people, ["Anna", "Wil Portaal"]);
}

async fn all_orders_of_a_query_are_read_bit_by_bit(fresh: &Fresh) {
    alike(fresh, 7).await;
    let query = HistoryQuery {
        sort: HistorySort::Status,
        ..text("zander")
    };
    let expected = found(fresh, &query).await;
    assert_eq!(expected.len(), 7);
    for chunk in [1, 3, 7, 50] {
        let mut rows = fresh.store.history().rows(&query, chunk).await.unwrap();
        let mut read = Vec::new();
        while let Some(some) = rows.next().await.unwrap() {
            assert!(!some.is_empty() && u64::try_from(some.len()).unwrap() <= chunk);
            read.extend(some.iter().map(|row| row.id.0));
        }
        assert_eq!(read, expected, "{chunk}");
        assert_eq!(rows.next().await.unwrap(), None);
    }
    let mut none = fresh.store.history().rows(&text("nergens"), 9).await.unwrap();
    assert_eq!(none.next().await.unwrap(), None);
}
