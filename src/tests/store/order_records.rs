//! Orders as DigiCert has them: what is kept of the list and of the order itself, and when an order is read in full.

use jiff::Timestamp;
use pkio_desk::domain::ids::{CertificateId, OrderId, RemoteOrderId};
use pkio_desk::domain::order::{
    CertificateRecord, NameValidation, OrderRecord, OrderValidation, RemoteNote, RemoteStatus,
};
use pkio_desk::store::{KeptRecord, OrderRecords};
use serde_json::json;

use super::backup::another;
use super::remote::elsewhere;
use super::{Fresh, contract, draft, minute, placed};

contract!(
    an_order_that_was_read_in_full_is_kept,
    what_was_read_earlier_is_not_kept,
    an_order_that_is_not_here_or_goes_by_another_id_is_passed_over,
    a_list_brings_orders_up_to_date_and_loses_nothing,
    a_list_that_is_older_changes_nothing,
    a_page_that_is_kept_twice_is_kept_once,
    a_validation_is_kept_of_what_was_read_before,
    what_is_open_is_due_and_what_ended_is_not,
    what_changed_in_a_list_is_due_at_once,
    what_was_never_read_in_full_comes_by_its_age,
    what_is_put_off_comes_later,
    what_vanished_is_left_out_until_it_is_there_again,
    a_backup_has_them_and_takes_them_back,
    an_order_that_goes_takes_its_record_along,
);

/// An entry of the list.
pub(super) fn listed(id: i64) -> OrderRecord {
    serde_json::from_value(json!({ "id": id })).unwrap()
}

fn of_status(id: i64, status: RemoteStatus) -> OrderRecord {
    OrderRecord {
        status: Some(status),
        created: Some(minute(0)),
        ..listed(id)
    }
}

/// An order as it is read in full.
fn full(id: i64, status: RemoteStatus) -> OrderRecord {
    OrderRecord {
        placed_by: "Ada de Wit".to_owned(),
        notes: vec![RemoteNote {
            text: "Bellen".to_owned(),
            ..RemoteNote::default()
        }],
        certificate: CertificateRecord {
            csr: Some("PEM".to_owned()),
            common_name: "dienst.voorbeeld.nl".to_owned(),
            ..CertificateRecord::default()
        },
        ..of_status(id, status)
    }
}

fn validation() -> OrderValidation {
    OrderValidation {
        names: vec![NameValidation {
            name_scope: "voorbeeld.nl".to_owned(),
            status: "pending".to_owned(),
            ..NameValidation::default()
        }],
        ..OrderValidation::default()
    }
}

async fn found(fresh: &Fresh, order: OrderId) -> KeptRecord {
    fresh.store.order_records().find(order).await.unwrap().unwrap()
}

async fn due(records: &OrderRecords, at: Timestamp) -> Vec<i64> {
    let due = records.due(at, 9).await.unwrap();
    due.iter().map(|(_, remote)| remote.0).collect()
}

async fn bare(records: &OrderRecords, moment: Timestamp, limit: u64) -> Vec<i64> {
    let bare = records.not_detailed_since(moment, limit).await.unwrap();
    bare.iter().map(|(_, remote)| remote.0).collect()
}

async fn an_order_that_was_read_in_full_is_kept(fresh: &Fresh) {
    let records = fresh.store.order_records();
    let order = placed(&fresh.store, 8).await;
    assert_eq!(records.find(order.id).await.unwrap(), None);
    for (record, at) in [
        (full(8, RemoteStatus::Pending), 3),
        (of_status(8, RemoteStatus::Issued), 4),
    ] {
        assert!(records.keep(order.id, &record, minute(at)).await.unwrap());
        let kept = KeptRecord {
            record,
            read_at: minute(at),
            detailed_at: Some(minute(at)),
            validation: None,
        };
        assert_eq!(found(fresh, order.id).await, kept);
    }
}

async fn what_was_read_earlier_is_not_kept(fresh: &Fresh) {
    let records = fresh.store.order_records();
    let order = placed(&fresh.store, 8).await;
    let late = of_status(8, RemoteStatus::Issued);
    assert!(records.keep(order.id, &late, minute(5)).await.unwrap());
    let early = of_status(8, RemoteStatus::Pending);
    assert!(records.keep(order.id, &early, minute(4)).await.unwrap());
    assert_eq!(found(fresh, order.id).await.record, late);
    assert_eq!(due(&records, minute(999)).await, [0_i64; 0]);
}

async fn an_order_that_is_not_here_or_goes_by_another_id_is_passed_over(fresh: &Fresh) {
    let records = fresh.store.order_records();
    let (eight, drafted) = (placed(&fresh.store, 8).await, draft(&fresh.store).await);
    let nobody = OrderId(404);
    for order in [eight.id, drafted.id, nobody] {
        assert!(!records.keep(order, &listed(9), minute(3)).await.unwrap(), "{order:?}");
    }
    let page = [
        (eight.id, listed(9)),
        (drafted.id, listed(9)),
        (nobody, listed(9)),
        (placed(&fresh.store, 10).await.id, listed(10)),
    ];
    records.keep_listed(&page, minute(3)).await.unwrap();
    for order in [eight.id, drafted.id, nobody] {
        assert_eq!(records.find(order).await.unwrap(), None, "{order:?}");
    }
    assert_eq!(records.counts().await.unwrap(), (1, 1));
}

async fn a_list_brings_orders_up_to_date_and_loses_nothing(fresh: &Fresh) {
    let records = fresh.store.order_records();
    let (old, new) = (placed(&fresh.store, 8).await, elsewhere(fresh, 9).await);
    let known = full(8, RemoteStatus::Pending);
    records.keep(old.id, &known, minute(3)).await.unwrap();
    records.keep_validation(old.id, &validation(), minute(3)).await.unwrap();
    let page = [
        (old.id, of_status(8, RemoteStatus::Issued)),
        (new.id, of_status(9, RemoteStatus::Issued)),
    ];
    assert_eq!(records.keep_listed(&page, minute(4)).await.unwrap(), 1);
    let kept = found(fresh, old.id).await;
    let expected = OrderRecord {
        status: Some(RemoteStatus::Issued),
        ..known
    };
    assert_eq!((kept.record, kept.read_at), (expected, minute(4)));
    assert_eq!(kept.detailed_at, Some(minute(3)));
    assert_eq!(kept.validation, Some((validation(), minute(3))));
    let kept = found(fresh, new.id).await;
    assert_eq!((kept.record, kept.detailed_at), (page[1].1.clone(), None));
    assert_eq!(records.counts().await.unwrap(), (2, 1));
    // What vanished is not read in full any more.
    fresh
        .store
        .orders()
        .record_vanished(new.id, true, minute(5))
        .await
        .unwrap();
    assert_eq!(records.counts().await.unwrap(), (2, 0));
}

async fn a_list_that_is_older_changes_nothing(fresh: &Fresh) {
    let records = fresh.store.order_records();
    let order = placed(&fresh.store, 8).await;
    records
        .keep(order.id, &full(8, RemoteStatus::Issued), minute(5))
        .await
        .unwrap();
    let before = found(fresh, order.id).await;
    let page = [(order.id, of_status(8, RemoteStatus::Pending))];
    assert_eq!(records.keep_listed(&page, minute(4)).await.unwrap(), 0);
    assert_eq!(found(fresh, order.id).await, before);
}

async fn a_page_that_is_kept_twice_is_kept_once(fresh: &Fresh) {
    let records = fresh.store.order_records();
    let mut page = Vec::new();
    // More than go into one statement.
    let ids: Vec<i64> = (1..=700).collect();
    let seen: Vec<_> = ids.iter().map(|id| super::remote::seen(*id)).collect();
    assert_eq!(fresh.store.orders().see_elsewhere(&seen, minute(2)).await.unwrap(), 700);
    let remote_ids: Vec<_> = ids.iter().copied().map(RemoteOrderId).collect();
    for (remote, order) in fresh.store.orders().ids_of(&remote_ids).await.unwrap() {
        page.push((order, of_status(remote.0, RemoteStatus::Issued)));
    }
    // A list in which an order came a second time while it was read.
    page.insert(1, (page[0].0, of_status(1, RemoteStatus::Revoked)));
    for at in [3, 4] {
        assert_eq!(records.keep_listed(&page, minute(at)).await.unwrap(), 0);
        assert_eq!(records.counts().await.unwrap(), (700, 700));
        let last = found(fresh, page[700].0).await;
        assert_eq!((last.record, last.read_at), (page[700].1.clone(), minute(at)));
    }
    let first = found(fresh, page[0].0).await.record.status;
    assert_eq!(first, Some(RemoteStatus::Revoked));
}

async fn a_validation_is_kept_of_what_was_read_before(fresh: &Fresh) {
    let records = fresh.store.order_records();
    let order = placed(&fresh.store, 8).await;
    assert!(
        !records
            .keep_validation(order.id, &validation(), minute(3))
            .await
            .unwrap()
    );
    records.keep(order.id, &listed(8), minute(3)).await.unwrap();
    assert!(
        records
            .keep_validation(order.id, &validation(), minute(4))
            .await
            .unwrap()
    );
    let earlier = OrderValidation::default();
    assert!(!records.keep_validation(order.id, &earlier, minute(3)).await.unwrap());
    assert_eq!(found(fresh, order.id).await.validation, Some((validation(), minute(4))));
    // The order read again takes nothing of it away.
    records.keep(order.id, &listed(8), minute(5)).await.unwrap();
    assert_eq!(found(fresh, order.id).await.validation, Some((validation(), minute(4))));
}

async fn what_is_open_is_due_and_what_ended_is_not(fresh: &Fresh) {
    let records = fresh.store.order_records();
    let (open, ended) = (placed(&fresh.store, 8).await, placed(&fresh.store, 9).await);
    let page = [
        (open.id, of_status(8, RemoteStatus::Pending)),
        (ended.id, of_status(9, RemoteStatus::Issued)),
    ];
    assert_eq!(records.keep_listed(&page, minute(1)).await.unwrap(), 1);
    assert_eq!(due(&records, minute(0)).await, [0_i64; 0]);
    assert_eq!(due(&records, minute(1)).await, [8]);
    // Seen again in the list, it is due as it was.
    assert_eq!(records.keep_listed(&page, minute(2)).await.unwrap(), 0);
    assert_eq!(due(&records, minute(1)).await, [8]);
    let record = full(8, RemoteStatus::Pending);
    records.keep(open.id, &record, minute(2)).await.unwrap();
    let next = record.next_reading(minute(2)).unwrap();
    assert_eq!(next, minute(7));
    assert_eq!(due(&records, minute(6)).await, [0_i64; 0]);
    assert_eq!(due(&records, minute(7)).await, [8]);
    let record = full(8, RemoteStatus::Canceled);
    records.keep(open.id, &record, minute(8)).await.unwrap();
    assert_eq!(due(&records, minute(9_999_999)).await, [0_i64; 0]);
}

async fn what_changed_in_a_list_is_due_at_once(fresh: &Fresh) {
    let records = fresh.store.order_records();
    let order = placed(&fresh.store, 8).await;
    records
        .keep(order.id, &full(8, RemoteStatus::Issued), minute(1))
        .await
        .unwrap();
    let reissued = OrderRecord {
        certificate: CertificateRecord {
            id: Some(CertificateId(5)),
            serial_number: Some("0A".to_owned()),
            ..CertificateRecord::default()
        },
        ..of_status(8, RemoteStatus::Issued)
    };
    let renamed = OrderRecord {
        organization_name: "Voorbeeld".to_owned(),
        ..of_status(8, RemoteStatus::Issued)
    };
    for (record, expected) in [(renamed, 0), (reissued.clone(), 1), (reissued, 0)] {
        let page = [(order.id, record)];
        assert_eq!(
            records.keep_listed(&page, minute(2)).await.unwrap(),
            expected,
            "{page:?}"
        );
    }
    assert_eq!(due(&records, minute(2)).await, [8]);
}

async fn what_was_never_read_in_full_comes_by_its_age(fresh: &Fresh) {
    let records = fresh.store.order_records();
    let mut page = Vec::new();
    for id in [8, 9, 10, 11] {
        let order = placed(&fresh.store, id).await;
        page.push((order.id, of_status(id, RemoteStatus::Issued)));
    }
    records.keep_listed(&page, minute(1)).await.unwrap();
    for (at, index) in [(5, 0), (3, 3)] {
        let (order, record) = &page[index];
        records.keep(*order, record, minute(at)).await.unwrap();
    }
    for (moment, limit, expected) in [
        (1, 9, vec![9, 10]),
        (1, 1, vec![9]),
        (4, 9, vec![9, 10, 11]),
        (6, 9, vec![9, 10, 11, 8]),
    ] {
        assert_eq!(
            bare(&records, minute(moment), limit).await,
            expected,
            "{moment} {limit}"
        );
    }
}

async fn what_is_put_off_comes_later(fresh: &Fresh) {
    let records = fresh.store.order_records();
    let mut page = Vec::new();
    for id in [8, 9, 10] {
        let order = placed(&fresh.store, id).await;
        page.push((order.id, of_status(id, RemoteStatus::Issued)));
    }
    records.keep_listed(&page, minute(1)).await.unwrap();
    records.set_due(&[page[0].0, OrderId(404)], minute(60)).await.unwrap();
    // More than go into one statement.
    let many: Vec<_> = (1_000..71_000).map(OrderId).chain([page[1].0]).collect();
    records.set_due(&many, minute(30)).await.unwrap();
    records.set_due(&[], minute(30)).await.unwrap();
    assert_eq!(bare(&records, minute(2), 9).await, [10]);
    for (at, expected) in [(29, vec![]), (30, vec![9]), (60, vec![9, 8])] {
        assert_eq!(due(&records, minute(at)).await, expected, "{at}");
    }
}

async fn what_vanished_is_left_out_until_it_is_there_again(fresh: &Fresh) {
    let (records, orders) = (fresh.store.order_records(), fresh.store.orders());
    let mut page = Vec::new();
    for id in [8, 9, 10, 11] {
        let order = placed(&fresh.store, id).await;
        page.push((order.id, of_status(id, RemoteStatus::Issued)));
    }
    records.keep_listed(&page, minute(1)).await.unwrap();
    records.set_due(&[page[0].0, page[1].0], minute(2)).await.unwrap();
    for (is_gone, is_due, is_bare) in [(true, vec![9], 11), (false, vec![8, 9], 10)] {
        for index in [0, 2] {
            orders.record_vanished(page[index].0, is_gone, minute(3)).await.unwrap();
        }
        assert_eq!(due(&records, minute(4)).await, is_due, "{is_gone}");
        // However many vanished, there is one left.
        assert_eq!(bare(&records, minute(1), 1).await, [is_bare], "{is_gone}");
    }
}

async fn a_backup_has_them_and_takes_them_back(fresh: &Fresh) {
    let records = fresh.store.order_records();
    let (eight, nine) = (placed(&fresh.store, 8).await, placed(&fresh.store, 9).await);
    records
        .keep(eight.id, &full(8, RemoteStatus::Pending), minute(3))
        .await
        .unwrap();
    records
        .keep_validation(eight.id, &validation(), minute(3))
        .await
        .unwrap();
    let page = [(nine.id, of_status(9, RemoteStatus::Issued))];
    records.keep_listed(&page, minute(4)).await.unwrap();
    let mut file = Vec::new();
    fresh.store.backup(&mut file, minute(5)).await.unwrap();
    let other = another(fresh).await;
    other.store.restore(file.as_slice(), minute(6)).await.unwrap();
    for order in [eight.id, nine.id] {
        assert_eq!(found(&other, order).await, found(fresh, order).await);
    }
    for records in [records, other.store.order_records()] {
        assert_eq!(due(&records, minute(999)).await, [8]);
    }
    other.remove().await;
}

async fn an_order_that_goes_takes_its_record_along(fresh: &Fresh) {
    let records = fresh.store.order_records();
    let seen = elsewhere(fresh, 8).await;
    records.keep_listed(&[(seen.id, listed(8))], minute(3)).await.unwrap();
    // The answer to an order of ours names that id: the row that was seen makes room.
    let ours = placed(&fresh.store, 8).await;
    assert_eq!(records.find(seen.id).await.unwrap(), None);
    assert_eq!(records.find(ours.id).await.unwrap(), None);
    assert_eq!(records.counts().await.unwrap(), (0, 0));
}
