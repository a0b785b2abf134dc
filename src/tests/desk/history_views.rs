//! Finding orders in the history, saving what was found as a view, taking it away as a file; and the first page.

use pkio_desk::domain::ids::OrderId;
use pkio_desk::domain::operator::Role;
use pkio_desk::domain::order::OrderForm;
use serde_json::{Value, json};

use super::forms;
use super::harness::desk;
use super::visitor::{Page, Visitor};

/// The numbers in the table of a page of the history.
fn numbers(page: &Page) -> Vec<i64> {
    let texts = page.text("main tbody th");
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

async fn drafts(rik: &Visitor) -> [OrderId; 3] {
    let named = |name: &str, more: &str, oin: &str| OrderForm {
        dns_names: more.to_owned(),
        oin_choice: "own".to_owned(),
        oin: oin.to_owned(),
        ..forms::named(name)
    };
    [
        rik.draft(&named("digipoort.aan-zee.example", "", "00000099000000001000"))
            .await,
        rik.draft(&named(
            "loket.balans.example",
            "mail.balans.example",
            "00000099000000002000",
        ))
        .await,
        rik.draft(&named("=cmd.balans.example", "", "00000099000000003000"))
            .await,
    ]
}

#[test]
fn orders_are_searched_filtered_and_sorted_by_their_address() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let [zee, loket, formula] = drafts(&rik).await.map(|id| id.0);
        let today = "2026-11-22";
        for (query, expected) in [
            ("", vec![formula, loket, zee]),
            ("q=balans", vec![formula, loket]),
            ("q=mail.bal", vec![loket]),
            ("q=9000000001000", vec![zee]),
            ("q=nothing-like-it", vec![]),
            ("sort=name", vec![formula, zee, loket]),
            ("sort=name&order=desc", vec![loket, zee, formula]),
            ("sort=oin&order=desc", vec![formula, loket, zee]),
            ("status=draft&organization=2042709", vec![formula, loket, zee]),
            ("status=issued", vec![]),
            ("organization=1", vec![]),
            ("organization=NOBODY", vec![]),
            ("container=679393&rows=25", vec![formula, loket, zee]),
            (
                &format!("created_from={today}&created_until={today}"),
                vec![formula, loket, zee],
            ),
            ("created_until=2026-11-21", vec![]),
            ("ends_from=2026-01-01", vec![]),
            ("attention=in-doubt", vec![]),
            ("in_use=yes", vec![]),
            (
                "status=awaiting_moon&sort=nothing&container=x&created_from=soon",
                vec![],
            ),
        ] {
            let page = rik.page(&format!("/orders?{query}")).await;
            assert_eq!(numbers(&page), expected, "{query}");
        }
        let odd = rik.page("/orders?created_from=soon").await;
        assert!(odd.says("which is no date"), "a date that is none is told");
        assert_eq!(numbers(&odd).len(), 3);
        // Each filter that is set is a link that takes it away, and only it.
        let page = rik.page("/orders?q=balans&status=draft&column=oin").await;
        assert_eq!(
            page.attribute("main a.chip", "href"),
            ["/orders?status=draft&column=oin", "/orders?q=balans&column=oin"]
        );
        let heads = page.text("main thead th");
        assert_eq!(heads, ["Order", "OIN"]);
        assert!(page.text("main tbody td").contains(&"00000099000000002000".to_owned()));
    });
}

#[test]
fn a_view_is_saved_shared_renamed_and_taken_away_by_its_owner_alone() {
    desk(async |desk| {
        let (rik, anna) = (desk.person(Role::Requester).await, desk.person(Role::Requester).await);
        drafts(&rik).await;
        let asked = "q=balans&sort=name&at=after.1.x&evil=1";
        let page = rik.page(&format!("/orders/views/new?{asked}")).await;
        let mut fields = page.fields("/orders/views/new");
        assert!(
            fields.contains(&("parameters".to_owned(), "q=balans&sort=name".to_owned())),
            "{fields:?}"
        );
        // Without a name it is asked for again, and nothing typed is lost.
        fields.push(("shared".to_owned(), "yes".to_owned()));
        let refused = rik.post("/orders/views/new", &fields).await;
        assert_eq!(refused.status, 422);
        assert!(refused.says("Give the view a name."));
        assert_eq!(refused.value("/orders/views/new", "shared").as_deref(), Some("yes"));
        assert_eq!(
            refused.value("/orders/views/new", "parameters").as_deref(),
            Some("q=balans&sort=name")
        );
        for field in &mut fields {
            if field.0 == "name" {
                field.1 = "Balans".to_owned();
            }
        }
        let saved = rik.post("/orders/views/new", &fields).await;
        assert_eq!((saved.status, saved.location()), (303, "/orders?q=balans&sort=name"));
        let page = rik.page(saved.location()).await;
        assert_eq!(page.notices(), ["The view is saved."]);
        assert_eq!(page.text(".saved-views [aria-current=page]"), ["Balans"]);
        let taken = rik.post("/orders/views/new", &fields).await;
        assert_eq!(taken.status, 422);
        assert!(taken.says("Another view of yours has this name"));
        // Everybody is offered a shared one; nobody else changes it.
        assert_eq!(
            anna.page("/orders").await.attribute(".saved-views ul a", "href"),
            ["/orders?q=balans&sort=name"]
        );
        assert_eq!(anna.get("/orders/views/1").await.status, 404);
        assert_eq!(anna.post("/orders/views/1/delete", &[("x", "y")]).await.status, 404);
        assert_eq!(anna.post("/orders/views/1", &[("name", "Mine")]).await.status, 404);
        let long = "x".repeat(61);
        assert_eq!(
            rik.post("/orders/views/1", &[("name", long.as_str())]).await.status,
            422
        );
        assert_eq!(
            rik.post("/orders/views/1", &[("name", "Balans en meer")]).await.status,
            303
        );
        assert!(
            anna.page("/orders").await.text(".saved-views ul a").is_empty(),
            "it is shared no more"
        );
        assert!(rik.page("/orders/views").await.says("Balans en meer"));
        assert_eq!(rik.post("/orders/views/1/delete", &[("x", "y")]).await.status, 303);
        assert!(rik.page("/orders/views").await.says("No saved views yet"));
    });
}

#[test]
fn a_file_holds_exactly_the_orders_of_the_filter_and_no_formula() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let [_, loket, formula] = drafts(&rik).await;
        let csv = rik.get("/orders.csv?q=balans&sort=name").await;
        assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
        let lines: Vec<&str> = csv.body.lines().collect();
        assert_eq!(lines.len(), 3, "{}", csv.body);
        assert!(lines[0].starts_with("id,state,status,digicert_order_id,common_name,dns_names,"));
        assert!(
            lines[1].starts_with(&format!("{formula},draft,,,'=cmd.balans.example,")),
            "{}",
            lines[1]
        );
        assert!(
            lines[2].starts_with(&format!("{loket},draft,,,loket.balans.example,")),
            "{}",
            lines[2]
        );
        assert!(lines[1].contains("2026-11-22T09:00:00Z"), "times are UTC: {}", lines[1]);
        let answer = rik.get("/orders.json?q=balans&sort=name").await;
        assert_eq!(answer.header("content-type"), "application/json");
        let rows: Vec<Value> = serde_json::from_str(&answer.body).unwrap();
        let ids: Vec<_> = rows.iter().map(|row| row["id"].clone()).collect();
        assert_eq!(ids, [json!(formula.0), json!(loket.0)]);
        assert_eq!(rows[1]["oin"], json!("00000099000000002000"));
        assert_eq!(
            rows[1]["dns_names"],
            json!(["loket.balans.example", "mail.balans.example"])
        );
        let none = rik.get("/orders.json?q=nothing-like-it").await;
        assert_eq!(
            serde_json::from_str::<Vec<Value>>(&none.body).unwrap(),
            Vec::<Value>::new()
        );
        assert_eq!(rik.get("/orders.csv?q=nothing-like-it").await.body.lines().count(), 1);
        // More than is read at a time.
        for number in 0..520 {
            let form = forms::named(&format!("veel-{number}.example"));
            let orders = desk.fresh.store.orders();
            orders
                .draft(&super::harness::Desk::nobody(), &form, desk.clock.now())
                .await
                .unwrap();
        }
        let all = rik.get("/orders.json?q=veel").await;
        let rows: Vec<Value> = serde_json::from_str(&all.body).unwrap();
        assert_eq!(rows.len(), 520);
        assert_eq!(rik.get("/orders.csv?q=veel").await.body.lines().count(), 521);
    });
}

#[test]
fn the_first_page_says_that_all_is_clear_or_who_is_needed() {
    desk(async |desk| {
        desk.expect_error("in doubt");
        let rik = desk.person(Role::Requester).await;
        let page = rik.page("/").await;
        assert_eq!(page.text("h1"), ["All clear"]);
        let id = rik.draft(&forms::valid()).await;
        desk.fault(json!({ "fault": "cut-before-reading" })).await;
        rik.place(desk, id).await;
        desk.expect_posts(1).await;
        desk.clock.advance(3 * 60 * 60);
        let page = rik.page("/").await;
        assert_eq!(page.text("h1"), ["Attention required"]);
        let line = page.text(".attention").concat();
        assert!(
            line.contains("1 order is in doubt") && line.contains("3 hours"),
            "{line}"
        );
        let href = page.attribute(".attention a", "href").swap_remove(0);
        assert_eq!(numbers(&rik.page(&href).await), [id.0]);
        // Whoever signs in begins here.
        let (_, username) = desk.add_person(Role::Viewer).await;
        let visitor = desk.visitor();
        let answer = visitor.sign_in(&username, super::harness::PASSWORD).await;
        assert_eq!(answer.location(), "/");
    });
}
