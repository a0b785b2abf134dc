//! A card: it reaches DigiCert, once, and stays nowhere.

use pkio_desk::domain::ids::OrderId;
use pkio_desk::domain::operator::Role;
use pkio_desk::domain::order::{OrderForm, State};
use serde_json::json;

use super::forms;
use super::harness::{Desk, holds};
use super::parameters::received;
use super::setup::Setup;
use super::visitor::{Page, Visitor};

const NUMBER: &str = "4111 1111 1111 1111";
const DIGITS: &str = "4111111111111111";
const CVV: &str = "7391";
const HOLDER: &str = "Ada Kaarthouder-Geheim";

fn by_card() -> OrderForm {
    OrderForm {
        payment_method: "card".to_owned(),
        billing_address: "Dorpsstraat 1".to_owned(),
        billing_address2: "Bus 2".to_owned(),
        billing_city: "Gent".to_owned(),
        billing_state: "Oost-Vlaanderen".to_owned(),
        billing_zip: "9000".to_owned(),
        billing_country: "BE".to_owned(),
        ..forms::valid()
    }
}

async fn pay(rik: &Visitor, desk: &Desk, id: OrderId, change: &[(&str, &str)]) -> Page {
    let version = desk.order(id).await.version.to_string();
    let mut fields = vec![
        ("version", version.as_str()),
        ("card_number", NUMBER),
        ("card_expiration_month", "09"),
        ("card_expiration_year", "2031"),
        ("card_cvv", CVV),
        ("cardholder_name", HOLDER),
        ("save_credit_card", "yes"),
        ("set_as_default", "yes"),
    ];
    for (name, value) in change {
        fields.retain(|(known, _)| known != name);
        fields.push((name, value));
    }
    rik.post(&format!("/orders/{id}/place-with-card"), &fields).await
}

async fn nothing_stays(desk: &Desk, rik: &Visitor, id: OrderId) {
    let admin = desk.person(Role::Administrator).await;
    let pages = [
        rik.page(&format!("/orders/{id}")).await.body,
        admin.page(&format!("/orders/{id}")).await.body,
        desk.log.text(),
    ];
    let database = desk.database().await;
    // Four digits occur by chance; a security code would stand between marks of some kind.
    let codes = [format!("\"{CVV}\""), format!("={CVV}"), format!(">{CVV}<")];
    for secret in [NUMBER, DIGITS, HOLDER]
        .into_iter()
        .chain(codes.iter().map(String::as_str))
    {
        for page in &pages {
            assert!(!page.contains(secret), "{secret} in {page}");
        }
        assert!(!holds(&database, secret), "{secret} in the database");
    }
}

#[test]
fn a_card_reaches_digicert_whole_and_stays_nowhere() {
    Setup::everything().run(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&by_card()).await;
        let check = rik.page(&format!("/orders/{id}/check")).await;
        assert!(check.body.contains("[withheld]"), "the preview masks the card");
        assert_eq!(
            check
                .value(&format!("/orders/{id}/place-with-card"), "card_number")
                .as_deref(),
            Some("")
        );

        let answer = pay(&rik, desk, id, &[]).await;
        assert_eq!(
            (answer.status, answer.location()),
            (303, format!("/orders/{id}").as_str())
        );
        assert_eq!(desk.state(id).await, State::Placed);
        let sent = received(desk, id).await;
        assert_eq!(sent["payment_method"], json!("card"));
        assert_eq!(
            sent["credit_card"],
            json!({
                "number": "************1111", "expiration_month": "09", "expiration_year": "2031", "cvv": "***",
                "cardholder_name": HOLDER, "save_credit_card": true, "set_as_default": "1",
            })
        );
        assert_eq!(
            sent["billing_address"],
            json!({
                "address": "Dorpsstraat 1", "address2": "Bus 2", "city": "Gent", "state": "Oost-Vlaanderen",
                "country": "be", "zip": "9000",
            })
        );
        nothing_stays(desk, &rik, id).await;
        desk.expect_posts(1).await;
    });
}

#[test]
fn a_refused_card_comes_back_empty_and_everything_else_is_kept() {
    Setup::everything().run(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&by_card()).await;
        for (change, sentence) in [
            (("card_number", "4111 1111 1111 1112"), "This is not a card number"),
            (("card_expiration_year", "2020"), "This card has expired."),
            (("card_cvv", ""), "Type the security code of the card."),
            (
                ("save_credit_card", "no"),
                "A card that DigiCert does not keep cannot be the default.",
            ),
        ] {
            let page = pay(&rik, desk, id, &[change]).await;
            assert_eq!(page.status, 422, "{change:?}");
            assert!(page.says(sentence), "{}", page.body);
            assert!(page.title().starts_with("Error: "));
            for secret in [NUMBER, "1112", "\"7391\"", HOLDER] {
                assert!(!page.body.contains(secret), "{secret}");
            }
        }
        let kept = desk.order(id).await;
        assert_eq!(
            (kept.state, kept.version, kept.form.billing_city.as_str()),
            (State::Draft, 1, "Gent")
        );
        nothing_stays(desk, &rik, id).await;
    });
}

#[test]
fn a_card_goes_only_with_an_order_that_asks_for_one() {
    Setup::everything().run(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&by_card()).await;
        rik.place(desk, id).await;
        assert_eq!(desk.state(id).await, State::Draft, "by card, and there was none");
        let other = rik.draft(&forms::valid()).await;
        pay(&rik, desk, other, &[]).await;
        assert_eq!(
            desk.state(other).await,
            State::Draft,
            "from the balance, and there was one"
        );
        let viewer = desk.person(Role::Viewer).await;
        assert_eq!(pay(&viewer, desk, id, &[]).await.status, 403);
        nothing_stays(desk, &rik, other).await;
    });
}

#[test]
fn a_refused_card_never_moves_the_button_to_a_version_nobody_read() {
    Setup::everything().run(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&by_card()).await;
        let other = OrderForm {
            organization: "2042710".to_owned(),
            ..by_card()
        };
        rik.save(id, 1, &other, "save").await;
        let answer = pay(&rik, desk, id, &[("version", "1"), ("card_cvv", "1")]).await;
        assert_eq!(
            (answer.status, answer.location()),
            (303, format!("/orders/{id}").as_str())
        );
        let page = rik.order_page(id).await;
        assert_eq!(page.notices().len(), 1, "{:?}", page.notices());
        assert_eq!(desk.state(id).await, State::Draft);
    });
}
