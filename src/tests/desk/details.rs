//! What is read of orders in full, and when: what changed, what is under way, and bit by bit all others.

use pkio_desk::domain::operator::Role;
use pkio_desk::domain::order::RemoteStatus;
use pkio_desk::store::KeptRecord;
use reqwest::Method;
use serde_json::json;

use super::forms;
use super::harness::desk;
use super::syncing::{CHANGES, LIST, ORDERS, advance, calls, fault, known, read_details, reconcile, there};

#[test]
fn every_order_of_the_account_is_mirrored_and_bit_by_bit_in_full() {
    desk(async |desk| {
        desk.set_sandbox_clock().await;
        assert!(reconcile(desk).await.is_full);
        let orders = known(desk).await;
        let ids: Vec<_> = orders.iter().map(|(_, remote, _)| *remote).collect();
        assert_eq!(ids, there(desk).await);
        assert_eq!(ids.len(), usize::try_from(ORDERS).unwrap());
        for (_, remote, record) in &orders {
            let record = record.as_ref().unwrap();
            assert_eq!((record.record.id, record.detailed_at), (*remote, None));
            assert!(record.record.status.is_some() && !record.record.certificate.common_name.is_empty());
        }
        assert_eq!(read_details(desk).await, ORDERS);
        let is_open = |record: &KeptRecord| record.record.is_open();
        let read = known(desk).await;
        assert_eq!(read.iter().filter(|it| is_open(it.2.as_ref().unwrap())).count(), 2);
        for (_, _, record) in &read {
            let record = record.as_ref().unwrap();
            assert_eq!(record.detailed_at, Some(desk.clock.now()));
            assert_eq!(record.validation.is_some(), record.record.is_open(), "{record:?}");
            assert!(!record.record.placed_by.is_empty());
        }
        // Nothing changed and nothing is due: nothing is asked for.
        calls(desk).await;
        assert_eq!(read_details(desk).await, 0);
        assert_eq!(calls(desk).await, []);
    });
}

#[test]
fn what_changed_is_read_in_full_and_nothing_else() {
    desk(async |desk| {
        desk.set_sandbox_clock().await;
        reconcile(desk).await;
        read_details(desk).await;
        let known = known(desk).await;
        let issued = known.iter().find(|(_, _, record)| {
            let record = &record.as_ref().unwrap().record;
            record.status == Some(RemoteStatus::Issued)
        });
        let (id, remote, _) = issued.unwrap();
        advance(desk, 60).await;
        desk.control(Method::POST, &format!("/orders/{remote}/revoke"), None)
            .await;
        advance(desk, 60).await;
        calls(desk).await;
        let run = reconcile(desk).await;
        assert!(!run.is_full && run.differences == 1, "{run:?}");
        assert_eq!(read_details(desk).await, 1);
        let path = format!("{LIST}/{remote}");
        let details = calls(desk).await;
        let details: Vec<_> = details
            .iter()
            .filter(|(path, _)| path != LIST && path != CHANGES)
            .collect();
        assert_eq!(details, [&(path, String::new())]);
        let record = desk.fresh.store.order_records().find(*id).await.unwrap().unwrap();
        assert_eq!(record.record.status, Some(RemoteStatus::Revoked));
        assert_eq!(record.detailed_at, Some(desk.clock.now()));
        assert_eq!(read_details(desk).await, 0);
    });
}

#[test]
fn an_order_of_ours_is_followed_closely_while_it_is_young() {
    desk(async |desk| {
        desk.set_sandbox_clock().await;
        desk.control(Method::POST, "/settings", Some(json!({ "issue_after": null })))
            .await;
        reconcile(desk).await;
        read_details(desk).await;
        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&forms::valid()).await;
        rik.place(desk, id).await;
        desk.expect_posts(1).await;
        advance(desk, 60).await;
        reconcile(desk).await;
        // It is new in the list, and open.
        assert_eq!(read_details(desk).await, 1);
        let records = desk.fresh.store.order_records();
        let record = records.find(id).await.unwrap().unwrap();
        assert_eq!(
            record.record.certificate.csr.as_deref().map(|csr| csr.len() > 100),
            Some(true)
        );
        let (validation, read_at) = record.validation.unwrap();
        assert!(!validation.names.is_empty());
        assert_eq!(read_at, desk.clock.now());
        for (seconds, expected) in [(299, false), (1, true), (299, false), (1, true)] {
            advance(desk, seconds).await;
            read_details(desk).await;
            let read_at = records.find(id).await.unwrap().unwrap().detailed_at;
            assert_eq!(read_at == Some(desk.clock.now()), expected, "{seconds}");
        }
        let remote = desk.order(id).await.remote.unwrap().id;
        desk.control(Method::POST, &format!("/orders/{remote}/issue"), None)
            .await;
        advance(desk, 60).await;
        reconcile(desk).await;
        read_details(desk).await;
        let record = records.find(id).await.unwrap().unwrap();
        assert!(record.record.certificate.serial_number.is_some());
        let read_at = record.detailed_at;
        advance(desk, 86_400).await;
        read_details(desk).await;
        assert_eq!(records.find(id).await.unwrap().unwrap().detailed_at, read_at);
    });
}

#[test]
fn reading_the_status_on_its_page_reads_the_order_and_its_validation() {
    desk(async |desk| {
        desk.set_sandbox_clock().await;
        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&forms::valid()).await;
        rik.place(desk, id).await;
        desk.expect_posts(1).await;
        let records = desk.fresh.store.order_records();
        assert_eq!(records.find(id).await.unwrap(), None);
        rik.refresh(id).await;
        let record = records.find(id).await.unwrap().unwrap();
        assert_eq!(record.detailed_at, Some(desk.clock.now()));
        assert!(record.validation.is_some() && record.record.reference.is_some());
        // Without its validation it is read all the same.
        advance(desk, 1).await;
        fault(
            desk,
            "/order/certificate/*/validation",
            json!({ "fault": "two-errors" }),
        )
        .await;
        rik.refresh(id).await;
        let again = records.find(id).await.unwrap().unwrap();
        assert_eq!(again.detailed_at, Some(desk.clock.now()));
        assert_eq!(again.validation, record.validation);
    });
}

#[test]
fn an_order_that_cannot_be_read_is_passed_over_and_tried_later() {
    desk(async |desk| {
        desk.set_sandbox_clock().await;
        reconcile(desk).await;
        fault(desk, "/order/certificate/*", json!({ "fault": "two-errors" })).await;
        assert_eq!(read_details(desk).await, ORDERS - 1);
        let log = desk.log.text();
        assert!(log.contains("an order could not be read in full; later again"), "{log}");
        assert_eq!(read_details(desk).await, 0);
        advance(desk, 3_599).await;
        // The two that are open are due again by now.
        let open = read_details(desk).await;
        assert!(open <= 2, "{open}");
        advance(desk, 1).await;
        assert_eq!(read_details(desk).await, 1);
        let orders = known(desk).await;
        assert!(orders.iter().all(|it| it.2.as_ref().unwrap().detailed_at.is_some()));
    });
}

#[test]
fn where_none_can_be_read_the_desk_stops_asking() {
    desk(async |desk| {
        desk.set_sandbox_clock().await;
        reconcile(desk).await;
        fault(
            desk,
            "/order/certificate/*",
            json!({ "fault": "two-errors", "times": 5 }),
        )
        .await;
        calls(desk).await;
        assert_eq!(read_details(desk).await, 0);
        assert_eq!(calls(desk).await.len(), 5);
        assert_eq!(read_details(desk).await, ORDERS - 5);
    });
}

#[test]
fn one_process_at_a_time_reads_in_full() {
    desk(async |desk| {
        desk.set_sandbox_clock().await;
        reconcile(desk).await;
        let leases = desk.fresh.store.leases();
        let until = desk.clock.in_seconds(60);
        let now = desk.clock.now();
        assert!(leases.take("order-details", "another desk", until, now).await.unwrap());
        assert_eq!(desk.orders.read_details().await.unwrap(), None);
        advance(desk, 60).await;
        assert_eq!(read_details(desk).await, ORDERS);
    });
}

#[test]
fn orders_that_the_key_may_not_read_keep_no_others_from_being_read() {
    for status in [403, 404] {
        desk(async |desk| {
            desk.set_sandbox_clock().await;
            reconcile(desk).await;
            let denied = json!({ "fault": "status", "status": status, "times": 6 });
            fault(desk, "/order/certificate/*", denied).await;
            assert_eq!(read_details(desk).await, ORDERS - 6, "{status}");
            assert_eq!(read_details(desk).await, 0, "{status}");
        });
    }
}
