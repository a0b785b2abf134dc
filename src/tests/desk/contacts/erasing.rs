//! Erasing a person: what is gone, and what the record keeps.

use pkio_desk::domain::operator::Role;
use pkio_desk::domain::order::OrderForm;

use super::super::account::{differing, state};
use super::super::forms;
use super::super::harness::desk;
use super::{bram, person, typed};

/// An order that names him for this order only.
fn naming_bram() -> OrderForm {
    let role = pkio_desk::domain::contact::ContactRole::TechnicalContactOfOrder;
    let mut form = forms::own_oin();
    form.name_contact(role, &bram());
    form
}

#[test]
fn erasing_takes_away_what_was_not_sent_and_keeps_what_was() {
    desk(async |desk| {
        let ada = desk.person(Role::Administrator).await;
        ada.post("/contacts/new", &typed(&bram())).await;
        let sent = ada.draft(&naming_bram()).await;
        ada.place(desk, sent).await;
        desk.expect_posts(1).await;
        let draft = ada.draft(&naming_bram()).await;
        ada.post(&format!("/orders/{draft}/template"), &[("name", "Met Bram")])
            .await;
        let id = person(desk, "techniek").await;
        let before = state(desk).await;

        let page = ada.page(&format!("/contacts/{id}/erase")).await;
        assert!(page.says("What is erased") && page.says("Orders and changes that were sent keep what was sent"));
        assert!(!page.says("DigiCert names this person"));
        let erase = format!("/contacts/{id}/erase");
        let answer = ada.post(&erase, &page.fields(&erase)).await;
        assert_eq!(answer.location(), "/contacts/erased");
        let page = ada.page(answer.location()).await;
        assert_eq!(page.notices(), ["The person was erased from the desk."]);
        // The draft and the template.
        assert_eq!(page.text("tbody td"), ["administrator0 van Test", "2"]);

        let names_bram = |form: &OrderForm| form.contacts.iter().any(|contact| contact.last_name == "Techniek");
        assert!(!names_bram(&desk.order(draft).await.form));
        assert!(
            names_bram(&desk.order(sent).await.form),
            "the record keeps what was sent"
        );
        assert!(ada.order_page(sent).await.body.contains("bram@techniek.example"));
        let templates = desk.orders.templates().await.unwrap();
        let template = desk.orders.template(templates[0].id).await.unwrap().unwrap();
        assert!(!names_bram(&template.form));
        assert_eq!(ada.get(&format!("/contacts/{id}")).await.status, 404);
        assert_eq!(ada.post(&erase, &[("", "")]).await.status, 404);
        assert_eq!(differing(&before, &state(desk).await), Vec::<String>::new());
    });
}

#[test]
fn whom_digicert_names_stays_in_the_list_and_the_pages_say_so() {
    desk(async |desk| {
        desk.mirror.keep_fresh().await;
        let before = state(desk).await;
        let ada = desk.person(Role::Administrator).await;
        let id = person(desk, "demir").await;
        let erase = format!("/contacts/{id}/erase");
        let page = ada.page(&erase).await;
        assert!(page.says("DigiCert names this person"));
        let answer = ada.post(&erase, &page.fields(&erase)).await;
        let page = ada.page(answer.location()).await;
        assert!(page.says("DigiCert names this person still"));
        assert_eq!(page.attribute("main .notice a", "href"), [format!("/contacts/{id}")]);
        assert_eq!(differing(&before, &state(desk).await), Vec::<String>::new());
        // Only administrators erase.
        let rik = desk.person(Role::Requester).await;
        assert_eq!(rik.get(&erase).await.status, 403);
        assert_eq!(rik.post(&erase, &[("", "")]).await.status, 403);
        assert_eq!(rik.get("/contacts/erased").await.status, 403);
    });
}
