//! Of several orders at DigiCert that may be one in doubt, a person says which one it is, or that none is.

use pkio_desk::domain::ids::{OrderId, RemoteOrderId};
use pkio_desk::domain::operator::Role;
use pkio_desk::domain::order::search::Evidence;
use pkio_desk::domain::order::{RemoteOrder, State};

use super::harness::{Desk, desk};
use super::looking::in_doubt;
use super::visitor::Visitor;

const DOUBT: &str = "in doubt";

/// An order in doubt of which DigiCert has two.
async fn twice_there(desk: &Desk, rik: &Visitor) -> (OrderId, [RemoteOrderId; 2]) {
    let id = in_doubt(desk, rik, true).await;
    let remote = desk.taken().await[0]["id"].clone();
    let body = desk.control_text(&format!("/orders/{remote}/request")).await;
    desk.send_as_the_desk(body).await;
    desk.expect_posts(2).await;
    rik.look_again(id).await;
    rik.order_page(id).await;
    let search = desk.order(id).await.search.unwrap();
    let ids: Vec<_> = search.candidates.iter().map(|candidate| candidate.id).collect();
    (id, ids.try_into().unwrap())
}

#[test]
fn of_several_orders_a_person_chooses_one_side_by_side() {
    desk(async |desk| {
        desk.expect_error(DOUBT);
        let rik = desk.person(Role::Requester).await;
        let (id, [one, two]) = twice_there(desk, &rik).await;
        let page = rik.order_page(id).await;
        let heads = page.text("#s-compare thead th");
        let expected = [
            "Compared",
            "What was sent",
            &format!("DigiCert {one}"),
            &format!("DigiCert {two}"),
        ];
        assert_eq!(heads, expected);
        let rows = page.text("#s-compare tbody th");
        let points = [
            "Reference",
            "Key (SHA-256)",
            "Sent or placed",
            "Common name",
            "Organization",
            "Status",
            "Decision",
        ];
        assert_eq!(rows, points);
        let attempt = desk.order(id).await.attempt.unwrap();
        let cells = page.text("#s-compare tbody tr:first-child td");
        let theirs = format!("{} The same", attempt.reference);
        assert_eq!(cells, [attempt.reference.to_string(), theirs.clone(), theirs]);
        let keys = page.text("#s-compare tbody tr:nth-child(2) td");
        assert!(
            keys[1].ends_with("The same") && keys[1].starts_with(&keys[0]),
            "{keys:?}"
        );
        assert!(page.says("first say of the orders that were found"));
        let early = rik.get(&format!("/orders/{id}/give-up")).await;
        assert_eq!(early.status, 409);

        let fields = [("order", id.to_string()), ("remote", two.to_string())];
        let answer = rik.post("/actions/link-order", &fields).await;
        assert_eq!(answer.location(), format!("/orders/{id}"));
        let page = rik.order_page(id).await;
        assert_eq!(page.notices()[0], "The order is placed as the one that you chose.");
        let order = desk.order(id).await;
        assert_eq!((order.state, order.remote.unwrap().id), (State::Placed, two));
        let who = &desk.orders.events(id).await.unwrap()[0];
        assert_eq!(
            (who.kind.word(), who.actor.name.as_str()),
            ("found", "requester0 van Test")
        );
        // The second click, and a decision after the decision.
        rik.post("/actions/link-order", &fields).await;
        assert!(rik.order_page(id).await.notices()[0].starts_with("Nothing was changed"));
        let fields = [("order", id.to_string()), ("shown", format!("{one} {two}"))];
        rik.post("/actions/dismiss-candidates", &fields).await;
        assert!(rik.order_page(id).await.notices()[0].starts_with("Nothing was changed"));
        assert_eq!(desk.journal(id).await.last(), Some(&"found"));
    });
}

#[test]
fn none_of_them_is_it_only_of_those_that_were_seen() {
    desk(async |desk| {
        desk.expect_error(DOUBT);
        let rik = desk.person(Role::Requester).await;
        let (id, [one, two]) = twice_there(desk, &rik).await;
        let dismiss = async |shown: String| {
            let fields = [("order", id.to_string()), ("shown", shown)];
            rik.post("/actions/dismiss-candidates", &fields).await;
            rik.order_page(id).await
        };
        for shown in [String::new(), one.to_string(), "what".to_owned()] {
            let page = dismiss(shown).await;
            assert!(page.notices()[0].starts_with("Nothing was changed: DigiCert has other orders now"));
        }
        let page = rik.order_page(id).await;
        let shown = page.value("/actions/dismiss-candidates", "shown").unwrap();
        assert_eq!(shown, format!("{one} {two}"));
        let page = dismiss(shown).await;
        assert!(page.notices()[0].starts_with("None of these orders is it."));
        assert_eq!(page.text("#s-compare").len(), 0);
        let search = desk.order(id).await.search.unwrap();
        assert_eq!((search.clean, search.dismissed), (0, vec![one, two]));
        // They are not asked about again.
        rik.look_again(id).await;
        assert!(rik.order_page(id).await.notices()[0].starts_with("DigiCert knows no order with this reference"));
        let fields = [("order", id.to_string()), ("remote", one.to_string())];
        rik.post("/actions/link-order", &fields).await;
        assert!(rik.order_page(id).await.notices()[0].starts_with("Nothing was changed"));
        assert_eq!(desk.state(id).await, State::InDoubt);
    });
}

#[test]
fn whoever_only_looks_decides_nothing() {
    desk(async |desk| {
        desk.expect_error(DOUBT);
        let rik = desk.person(Role::Requester).await;
        let (id, [one, _]) = twice_there(desk, &rik).await;
        let vera = desk.person(Role::Viewer).await;
        let page = vera.order_page(id).await;
        assert_eq!(page.text("#s-compare tbody th").len(), 7);
        assert_eq!(page.text("#s-compare button").len(), 0);
        for (path, name, value) in [
            ("/actions/link-order", "remote", one.to_string()),
            ("/actions/dismiss-candidates", "shown", one.to_string()),
        ] {
            let fields = [("order", id.to_string()), (name, value)];
            assert_eq!(vera.post(path, &fields).await.status, 403, "{path}");
        }
        assert_eq!(desk.state(id).await, State::InDoubt);
    });
}

#[test]
fn an_order_that_belongs_to_another_one_cannot_be_chosen() {
    desk(async |desk| {
        desk.expect_error(DOUBT);
        let rik = desk.person(Role::Requester).await;
        let (id, [one, two]) = twice_there(desk, &rik).await;
        // Meanwhile another order here turned out to be one of them.
        let other = in_doubt(desk, &rik, false).await;
        desk.expect_posts(3).await;
        let known = RemoteOrder {
            id: one,
            certificate_id: None,
            status: None,
            status_read_at: None,
            domains: Vec::new(),
            price: None,
            vanished_at: None,
            reference: None,
        };
        let orders = desk.fresh.store.orders();
        let evidence = Evidence::default();
        let now = desk.clock.now();
        orders.record_found(other, &known, evidence, None, now).await.unwrap();
        let fields = [("order", id.to_string()), ("remote", one.to_string())];
        rik.post("/actions/link-order", &fields).await;
        assert!(rik.order_page(id).await.notices()[0].starts_with("Nothing was changed: the order at DigiCert"));
        rik.look_again(id).await;
        let page = rik.order_page(id).await;
        assert_eq!(
            page.attribute("#s-compare tbody a", "href"),
            [format!("/orders/{other}")]
        );
        assert!(page.says(&format!("Belongs to order {other}")));
        let choices = page.attribute("form[action='/actions/link-order'] [name=remote]", "value");
        assert_eq!(choices, [two.to_string()]);
        assert_eq!(desk.state(id).await, State::InDoubt);
    });
}
