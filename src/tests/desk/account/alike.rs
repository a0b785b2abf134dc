//! Organizations that look like one to be created: named with the easy answer, and DigiCert's answer of former years, which
//! gives the known one without a word.

use pkio_desk::domain::change::ChangeState;
use pkio_desk::domain::operator::Role;
use pkio_desk::domain::order::OrderForm;
use reqwest::Method;
use serde_json::json;

use super::super::forms;
use super::super::harness::{Desk, desk};
use super::super::visitor::Visitor;
use super::{differing, fill, send, state};

/// Known in the sandbox as Bakkerij Van Houten B.V., with a namesake V.O.F. at the same address and a Belgian NV.
const BAKERY: [(&str, &str); 7] = [
    ("name", "bakkerij van houten bv"),
    ("address", "Breestraat 15"),
    ("zip", "2311 CS"),
    ("city", "Leiden"),
    ("state", "Zuid-Holland"),
    ("country", "NL"),
    ("telephone", "+31 71 555 0118"),
];

async fn typed(visitor: &Visitor, fields: &[(&str, &str)]) -> String {
    let saved = fill(visitor, "/organizations/new", fields).await;
    saved.location().trim_end_matches("/check").to_owned()
}

#[test]
fn each_lookalike_is_linked_on_the_form_and_on_the_check_page() {
    desk(async |desk| {
        let ada = desk.person(Role::Approver).await;
        desk.mirror.keep_fresh().await;
        let change = typed(&ada, &BAKERY).await;
        for page in ["edit", "check"] {
            let page = ada.page(&format!("{change}/{page}")).await;
            assert_eq!(
                page.attribute("#organization-alike a", "href"),
                [
                    "/organizations/2042718",
                    "/organizations/2042719",
                    "/organizations/2042720"
                ]
            );
            let links = page.text("#organization-alike a");
            assert_eq!(links.first().unwrap(), "Use this one Bakkerij Van Houten B.V.");
            let rows = page.text("#organization-alike li");
            assert!(rows.first().unwrap().contains("Number 2042718, Leiden"), "{rows:?}");
        }
        assert!(ada.page("/organizations/2042718").await.says("Breestraat 14"));
        // Nobody looks like this one.
        let mut alone = BAKERY;
        (alone[0], alone[1]) = (("name", "Nergens Bekend B.V."), ("address", "Breestraat 99"));
        let change = typed(&ada, &alone).await;
        let page = ada.page(&format!("{change}/check")).await;
        assert!(page.text("#organization-alike").is_empty());
    });
}

#[test]
fn in_an_order_one_button_takes_the_known_organization_and_keeps_the_rest() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        desk.mirror.keep_fresh().await;
        let [name, address, zip, city, state, country, telephone] = BAKERY.map(|(_, value)| value.to_owned());
        let mut form = OrderForm {
            organization: String::new(),
            organization_choice: "new".to_owned(),
            organization_name: name,
            organization_address: address,
            organization_zip: zip,
            organization_city: city,
            organization_state: state,
            organization_country: country,
            organization_telephone: telephone,
            ..forms::valid()
        };
        let id = rik.draft(&form).await;
        let check = rik.page(&format!("/orders/{id}/check")).await;
        assert!(check.says("looks like this one"), "{:?}", check.text("main"));
        for path in [format!("/orders/{id}/edit"), format!("/orders/{id}/edit/organization")] {
            let page = rik.page(&path).await;
            assert_eq!(
                page.attribute("#organization-alike button", "value"),
                [
                    "take-organization-2042718",
                    "take-organization-2042719",
                    "take-organization-2042720"
                ]
            );
        }
        let path = format!("/orders/{id}/edit/organization");
        let mut fields = rik.page(&path).await.fields(&path);
        fields.push(("action".to_owned(), "take-organization-2042718".to_owned()));
        rik.post(&path, &fields).await;
        form.organization = "2042718".to_owned();
        form.organization_choice = "existing".to_owned();
        assert_eq!(desk.order(id).await.form, form);
        let page = rik.page(&path).await;
        assert!(page.text("#organization-alike").is_empty());
        // What has no part in a new organization is not said of a known one.
        assert!(
            !rik.page(&format!("/orders/{id}/check"))
                .await
                .says("looks like this one")
        );
    });
}

async fn reuse(desk: &Desk) {
    let manner = json!({ "reuse_duplicates": true });
    desk.control(Method::POST, "/settings", Some(manner)).await;
}

/// Sends a creation that DigiCert answers with what it has, and looks at the pages.
async fn assert_reused(desk: &Desk, ada: &Visitor) {
    let mut known = BAKERY;
    known[0] = ("name", "Bakkerij Van Houten B.V.");
    let change = typed(ada, &known).await;
    let before = state(desk).await;
    send(ada, &change).await;
    assert_eq!(differing(&before, &state(desk).await), Vec::<String>::new());
    let page = ada.page(&change).await;
    assert!(
        page.says("DigiCert has this organization already"),
        "{:?}",
        page.text("main")
    );
    assert!(
        page.attribute("main .notice a", "href")
            .contains(&"/organizations/2042718".to_owned())
    );
    assert_eq!(page.attribute(".back-link", "href"), ["/organizations/2042718"]);
    let journal = page.text("#s-journal").concat();
    assert!(
        journal.contains("DigiCert answered with number 2042718, which it had already."),
        "{journal}"
    );
    assert!(!journal.contains("gave it number"), "{journal}");
    // The page of the organization shows what DigiCert has, not what was typed.
    assert!(ada.page("/organizations/2042718").await.says("Breestraat 14"));
}

#[test]
fn an_organization_that_digicert_had_is_not_called_created() {
    desk(async |desk| {
        let ada = desk.person(Role::Approver).await;
        reuse(desk).await;
        // First known by its name, just before it is sent; then by what the desk has read.
        assert_reused(desk, &ada).await;
        desk.mirror.keep_fresh().await;
        assert_reused(desk, &ada).await;
    });
}

#[test]
fn what_is_new_is_created_in_the_old_manner_too() {
    desk(async |desk| {
        let ada = desk.person(Role::Approver).await;
        reuse(desk).await;
        desk.mirror.keep_fresh().await;
        let change = typed(&ada, &super::NEW).await;
        send(&ada, &change).await;
        let page = ada.page(&change).await;
        assert!(page.says("gave it number") && !page.says("DigiCert has this organization already"));
        let id = change.rsplit('/').next().unwrap().parse().unwrap();
        let stored = desk.fresh.store.changes().find(id).await.unwrap().unwrap();
        assert_eq!(stored.state, ChangeState::Done);
        assert!(stored.created.is_some());
    });
}
