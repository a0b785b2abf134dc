//! Orders at DigiCert that were placed elsewhere or that vanished there, and what comparing with DigiCert brought.

use jiff::SignedDuration;
use pkio_desk::domain::ids::{OrderId, RemoteOrderId};
use pkio_desk::domain::operator::Role;
use pkio_desk::domain::order::{OrderForm, RemoteOrder, RemoteStatus, State};
use pkio_desk::store::{Reconciliation, Seen};

use super::forms;
use super::harness::{Desk, desk};

/// An order that somebody placed in CertCentral.
async fn seen(desk: &Desk, remote_id: i64) -> OrderId {
    seen_of(desk, remote_id, "pkio_private_services_server").await
}

/// An order for that product that somebody placed in CertCentral.
async fn seen_of(desk: &Desk, remote_id: i64, product: &str) -> OrderId {
    let now = desk.clock.now();
    let remote = RemoteOrder {
        id: RemoteOrderId(remote_id),
        certificate_id: None,
        status: Some(RemoteStatus::Issued),
        status_read_at: Some(now),
        domains: Vec::new(),
        price: None,
        vanished_at: None,
        reference: Some("PO-12".to_owned()),
    };
    let form = OrderForm {
        common_name: "elders.voorbeeld.nl".to_owned(),
        dns_names: "a.voorbeeld.nl b.voorbeeld.nl".to_owned(),
        organization: "117483".to_owned(),
        ..OrderForm::blank()
    };
    let seen = Seen {
        remote,
        product: Some(product.to_owned()),
        form,
        organization_name: Some("Balans".to_owned()),
        placed_by: Some("Wil Portaal".to_owned()),
        created_at: now,
    };
    let orders = desk.fresh.store.orders();
    assert_eq!(orders.see_elsewhere(&[seen], now).await.unwrap(), 1);
    let found = orders.find_by_remote_id(RemoteOrderId(remote_id)).await.unwrap();
    found.unwrap().id
}

#[test]
fn an_order_placed_elsewhere_is_only_read_until_somebody_takes_it_on() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = seen(desk, 7001).await;
        let row = rik.page("/orders?show=elsewhere").await.text("tbody tr").concat();
        for words in ["elders.voorbeeld.nl", "Balans", "Issued", "7001", "Wil Portaal"] {
            assert!(row.contains(words), "{words}: {row}");
        }
        let page = rik.order_page(id).await;
        for words in [
            "Placed elsewhere",
            "this desk did not place it",
            "Placed byWil Portaal",
            "a.voorbeeld.nl b.voorbeeld.nl",
            "Balans (117483)",
            "7001",
            "Reference (alternative order ID)PO-12",
            "Productpkio_private_services_server",
            "Seen at DigiCert as order 7001, placed elsewhere",
        ] {
            assert!(page.says(words), "{words}: {}", page.text("main").concat());
        }
        assert!(!page.says("another product") && !row.contains("Another product"));
        assert_eq!(page.text(&format!("a[href='/orders/{id}/edit']")).len(), 0);
        for path in ["edit", "check", "edit/names", "give-up"] {
            assert_eq!(rik.get(&format!("/orders/{id}/{path}")).await.status, 409, "{path}");
        }
        let order = desk.order(id).await;
        rik.save(id, order.version, &forms::valid(), "save").await;
        rik.place(desk, id).await;
        assert_eq!(desk.order(id).await, order);

        let vera = desk.person(Role::Viewer).await;
        let page = vera.order_page(id).await;
        assert!(page.says("this desk did not place it"));
        assert_eq!(page.text("form[action='/actions/adopt-order']").len(), 0);
        let fields = [("order", id.to_string())];
        assert_eq!(vera.post("/actions/adopt-order", &fields).await.status, 403);

        let answer = rik.post("/actions/adopt-order", &fields).await;
        assert_eq!(answer.location(), format!("/orders/{id}"));
        let page = rik.order_page(id).await;
        assert_eq!(page.notices()[0], "This order is in your care now.");
        assert!(!page.says("this desk did not place it"));
        assert!(page.says("Started byrequester0 van Test"));
        assert_eq!(desk.state(id).await, State::Placed);
        assert_eq!(desk.journal(id).await, ["seen-elsewhere", "adopted"]);
        rik.post("/actions/adopt-order", &fields).await;
        assert!(rik.order_page(id).await.notices()[0].starts_with("Nothing was changed"));
        assert_eq!(desk.journal(id).await, ["seen-elsewhere", "adopted"]);
        assert_eq!(rik.page("/orders?show=elsewhere").await.text("tbody tr").len(), 0);
        // Who placed it is asked before it is ended, or an approver is.
        let cancel = [("kind", "cancel-order")];
        assert_eq!(rik.post(&format!("/orders/{id}/changes"), &cancel).await.status, 403);
    });
}

#[test]
fn an_order_of_another_product_is_told_apart() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = seen_of(desk, 7003, "ssl_basic").await;
        let history = "/orders?show=placed";
        for path in ["/orders?show=elsewhere", history] {
            let row = rik.page(path).await.text("tbody tr").concat();
            assert_eq!(
                row.contains("Another product: ssl_basic"),
                path != history,
                "{path}: {row}"
            );
        }
        let page = rik.order_page(id).await;
        assert!(page.says("It is an order for another product, ssl_basic, which this desk does not order."));
        assert!(page.says("Productssl_basic"));
        rik.post("/actions/adopt-order", &[("order", id.to_string())]).await;
        assert!(rik.order_page(id).await.says("Productssl_basic"));
        let row = rik.page(history).await.text("tbody tr").concat();
        assert!(row.contains("Another product: ssl_basic"), "{row}");
    });
}

#[test]
fn an_order_that_was_found_is_not_adopted_and_one_of_ours_neither() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&forms::valid()).await;
        for order in [id.to_string(), "99".to_owned(), "what".to_owned(), String::new()] {
            let answer = rik.post("/actions/adopt-order", &[("order", order)]).await;
            assert_eq!(answer.status, 302);
        }
        assert_eq!(desk.state(id).await, State::Draft);
        assert_eq!(desk.journal(id).await, ["drafted"]);
    });
}

#[test]
fn an_order_that_vanished_says_so_until_it_is_there_again() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = seen(desk, 7002).await;
        let orders = desk.fresh.store.orders();
        assert!(!rik.order_page(id).await.says("does not know this order any more"));
        desk.clock.advance(60);
        assert!(orders.record_vanished(id, true, desk.clock.now()).await.unwrap());
        let page = rik.order_page(id).await;
        let text = "Since 2026-11-22 10:01 CET DigiCert answers that there is no order 7002.";
        assert!(page.says(text), "{}", page.text("main").concat());
        assert!(page.says("Look for it in CertCentral."));
        assert!(orders.record_vanished(id, false, desk.clock.now()).await.unwrap());
        let page = rik.order_page(id).await;
        assert!(!page.says(text) && page.says("DigiCert knows this order again"));
    });
}

#[test]
fn the_latest_ten_comparisons_stand_on_the_settings_page() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let page = rik.page("/settings").await;
        assert!(page.says("No comparison yet"));
        let runs = desk.fresh.store.reconciliations();
        for number in 0..12_u64 {
            desk.clock.advance(60);
            let run = Reconciliation {
                at: desk.clock.now(),
                took: SignedDuration::from_millis(1_500),
                compared: 100 + number,
                differences: number % 3,
                is_full: number % 2 == 1,
                failure: (number == 11).then(|| "DigiCert did not answer in time".to_owned()),
            };
            runs.add(&run).await.unwrap();
        }
        let page = rik.page("/settings").await;
        let rows = page.text("#s-runs tbody tr");
        assert_eq!(rows.len(), 10);
        let newest = "2026-11-22 10:12 CETEvery order111 orders compared, 2 differences, took 1.5 sIt did not come to its end: \
            DigiCert did not answer in time";
        assert_eq!(rows[0], newest);
        assert_eq!(
            rows[9],
            "2026-11-22 10:03 CETWhat changed102 orders compared, 2 differences, took 1.5 s"
        );
        assert!(!page.says("No comparison yet"));
    });
}
