//! The check page: what an order changes at DigiCert besides, and what can be spent.

use pkio_desk::domain::operator::Role;
use pkio_desk::domain::order::{ContactForm, OrderForm};
use reqwest::Method;
use serde_json::json;

use super::forms;
use super::harness::desk;

fn contact(contact_type: &str, user_id: &str) -> ContactForm {
    ContactForm {
        contact_type: contact_type.to_owned(),
        user_id: user_id.to_owned(),
        first_name: "Nieuwe".to_owned(),
        last_name: "Persoon".to_owned(),
        job_title: "Engineer".to_owned(),
        telephone: "030-1234567".to_owned(),
        email: "nieuw@voorbeeld.nl".to_owned(),
        ..ContactForm::default()
    }
}

#[test]
fn by_default_an_order_changes_nothing_and_says_so() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let form = OrderForm {
            contacts: vec![contact("order_technical_contact", "")],
            ..forms::valid()
        };
        let id = rik.draft(&form).await;
        let page = rik.page(&format!("/orders/{id}/check")).await;
        assert!(page.says("Nothing: the order leaves contacts, users and organizations as they are stored."));
        assert!(page.text("#s-changes table").is_empty());
    });
}

#[test]
fn each_change_stands_beside_what_is_stored() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let form = OrderForm {
            contacts: vec![contact("verified_contact", "2812497"), contact("technical_contact", "")],
            ..forms::valid()
        };
        let id = rik.draft(&form).await;
        let page = rik.page(&format!("/orders/{id}/check")).await;
        let captions = page.text("#s-changes caption");
        assert_eq!(
            captions,
            [
                "Overwrites the details of user 2812497",
                "Adds a verified contact to the organization",
                "Replaces the technical contact of the organization",
            ]
        );
        let first = &page.text("#s-changes table tbody tr")[0];
        assert!(first.contains("John") && first.contains("Nieuwe"), "{first}");

        desk.stop_sandbox().await;
        let page = rik.page(&format!("/orders/{id}/check")).await;
        assert!(page.says("DigiCert did not tell all that is stored"), "{}", page.body);
        assert!(page.says("not known, or nobody"));
        assert!(page.says("The balance could not be read"));
    });
}

#[test]
fn the_balance_is_shown_and_little_of_it_is_warned_about() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&forms::valid()).await;
        let address = format!("/orders/{id}/check");
        let page = rik.page(&address).await;
        assert!(page.says("Available: EUR "), "{}", page.body);
        assert!(!page.says("Less than EUR 500 is available"));
        desk.control(Method::POST, "/balance", Some(json!({"balance": "-1900.00"})))
            .await;
        let page = rik.page(&address).await;
        assert!(page.says("Less than EUR 500 is available"), "{}", page.body);
    });
}
