//! What DigiCert says of placed orders.

use pkio_desk::domain::ids::{CertificateId, OrderId};
use pkio_desk::domain::order::{EventKind, RemoteStatus};
use pkio_desk::store::{Recorded, StatusReading};

use super::{Fresh, anna, assert_untouched, contract, journal, last_event, minute, placed, recorded, sending};

contract!(
    a_status_is_an_event_only_when_it_changed,
    another_certificate_is_a_change_and_no_event,
    a_reading_older_than_the_last_one_is_ignored,
    a_status_nobody_has_seen_before_is_kept_as_it_came,
    an_order_that_is_not_placed_has_no_status,
);

fn reading(status: RemoteStatus, at: i64) -> StatusReading {
    StatusReading {
        status,
        certificate_id: None,
        organization_name: None,
        price: None,
        reference: None,
        at: minute(at),
    }
}

async fn a_status_is_an_event_only_when_it_changed(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let order = placed(&fresh.store, 8).await;
    let mut first = reading(RemoteStatus::Pending, 3);
    (first.certificate_id, first.organization_name) = (Some(CertificateId(9)), Some("Gemeente Voorbeeld".to_owned()));
    let pending = recorded(orders.record_status(order.id, &first, None).await.unwrap());
    let read = pending.remote.as_ref().unwrap();
    assert_eq!(
        (read.status.as_ref(), read.status_read_at),
        (Some(&RemoteStatus::Pending), Some(minute(3)))
    );
    assert_eq!(
        (read.certificate_id, pending.organization_name.as_deref()),
        (first.certificate_id, Some("Gemeente Voorbeeld"))
    );
    assert_eq!((pending.updated_at, pending.version), (minute(3), order.version));

    let same = recorded(
        orders
            .record_status(order.id, &reading(RemoteStatus::Pending, 4), None)
            .await
            .unwrap(),
    );
    assert_eq!(same.remote.as_ref().unwrap().status_read_at, Some(minute(4)));
    assert_eq!(
        (same.updated_at, same.organization_name),
        (minute(3), pending.organization_name)
    );
    assert_eq!(same.remote.unwrap().certificate_id, first.certificate_id);

    recorded(
        orders
            .record_status(order.id, &reading(RemoteStatus::Issued, 5), Some(&anna()))
            .await
            .unwrap(),
    );
    assert_eq!(
        journal(&fresh.store, &order).await,
        ["drafted", "sending", "placed", "status-changed", "status-changed"]
    );
    let event = last_event(&fresh.store, &order).await;
    let expected = EventKind::StatusChanged {
        from: Some("pending".to_owned()),
        to: "issued".to_owned(),
    };
    assert_eq!((event.kind, event.actor, event.at), (expected, anna(), minute(5)));
}

async fn another_certificate_is_a_change_and_no_event(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let order = placed(&fresh.store, 8).await;
    for (at, certificate, changed_at) in [(3, Some(9), 3), (4, Some(9), 3), (5, None, 3), (6, Some(10), 6)] {
        let reading = StatusReading {
            certificate_id: certificate.map(CertificateId),
            ..reading(RemoteStatus::Issued, at)
        };
        let order = recorded(orders.record_status(order.id, &reading, None).await.unwrap());
        assert_eq!(order.updated_at, minute(changed_at), "{at}");
    }
    // A reissue that began and ended between two readings is fetched before all others.
    let certificates = fresh.store.certificates();
    assert_eq!(certificates.missing_since(minute(6), 9).await.unwrap(), [order.id]);
    let events = ["drafted", "sending", "placed", "status-changed"];
    assert_eq!(journal(&fresh.store, &order).await, events);
}

async fn a_reading_older_than_the_last_one_is_ignored(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let order = placed(&fresh.store, 8).await;
    let order = recorded(
        orders
            .record_status(order.id, &reading(RemoteStatus::Issued, 5), None)
            .await
            .unwrap(),
    );
    let late = orders
        .record_status(order.id, &reading(RemoteStatus::Pending, 4), None)
        .await
        .unwrap();
    assert_eq!(late, Recorded::Ignored(order));
}

async fn a_status_nobody_has_seen_before_is_kept_as_it_came(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let order = placed(&fresh.store, 8).await;
    let moon = RemoteStatus::of_word("Awaiting_Moon");
    let order = recorded(
        orders
            .record_status(order.id, &reading(moon.clone(), 3), None)
            .await
            .unwrap(),
    );
    assert_eq!(order.remote.unwrap().status, Some(moon.clone()));
    assert_eq!(
        fresh
            .store
            .history()
            .page(&Default::default(), None, 1)
            .await
            .unwrap()
            .rows[0]
            .remote_status,
        Some(moon)
    );
}

async fn an_order_that_is_not_placed_has_no_status(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let order = sending(&fresh.store, "mark").await;
    let outcome = orders
        .record_status(order.id, &reading(RemoteStatus::Issued, 3), None)
        .await
        .unwrap();
    assert_eq!(outcome, Recorded::Ignored(order.clone()));
    assert_untouched(&fresh.store, &order, &["drafted", "sending"]).await;
    let nobody = orders
        .record_status(OrderId(404), &reading(RemoteStatus::Issued, 3), None)
        .await
        .unwrap();
    assert_eq!(nobody, Recorded::Missing);
}
