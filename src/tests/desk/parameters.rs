//! Every parameter of the endpoint, typed into the form: what DigiCert receives of it, and what it does not.

use pkio_desk::domain::ids::OrderId;
use pkio_desk::domain::operator::Role;
use pkio_desk::domain::order::{ContactForm, OrderForm, State};
use serde_json::{Value, json};

use super::forms;
use super::harness::{Desk, desk};
use super::setup::Setup;
use super::visitor::Visitor;

/// What the sandbox received for an order.
pub(super) async fn received(desk: &Desk, id: OrderId) -> Value {
    let order = desk.order(id).await;
    let remote = order
        .remote
        .unwrap_or_else(|| panic!("refused: {:?}", order.refusal))
        .id;
    let text = desk.control_text(&format!("/orders/{remote}/request")).await;
    serde_json::from_str(&text).unwrap()
}

/// Places what was typed; gives what was received of it.
async fn placed(desk: &Desk, rik: &Visitor, form: &OrderForm) -> Value {
    let id = rik.draft(form).await;
    let before = desk.taken().await.len();
    let answer = rik.place(desk, id).await;
    assert_eq!(answer.location(), format!("/orders/{id}"));
    let order = desk.order(id).await;
    assert_eq!(order.state, State::Placed, "{:?}", order.refusal);
    assert_eq!(desk.taken().await.len(), before + 1);
    received(desk, id).await
}

fn ada(contact_type: &str) -> ContactForm {
    ContactForm {
        contact_type: contact_type.to_owned(),
        user_id: String::new(),
        first_name: "Ada".to_owned(),
        last_name: "Voorbeeld".to_owned(),
        job_title: "Engineer".to_owned(),
        telephone: "030-1234567".to_owned(),
        email: "ada@voorbeeld.nl".to_owned(),
        ..ContactForm::default()
    }
}

fn new_organization() -> OrderForm {
    OrderForm {
        organization: String::new(),
        organization_choice: "new".to_owned(),
        organization_name: "Nieuw Voorbeeld B.V.".to_owned(),
        organization_assumed_name: "Nieuw".to_owned(),
        organization_address: "Dorpsstraat 1".to_owned(),
        organization_address2: "Postbus 7".to_owned(),
        organization_zip: "3511 AB".to_owned(),
        organization_city: "Utrecht".to_owned(),
        organization_state: "Utrecht".to_owned(),
        organization_country: "NL".to_owned(),
        organization_telephone: "030-1234567".to_owned(),
        contacts: vec![
            ada("verified_contact"),
            ada("organization_contact"),
            ada("technical_contact"),
        ],
        ..forms::valid()
    }
}

#[test]
fn a_new_organization_goes_with_the_order_and_twice_only_when_it_is_meant() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let details = json!({
            "first_name": "Ada", "last_name": "Voorbeeld", "job_title": "Engineer",
            "telephone": "030-1234567", "email": "ada@voorbeeld.nl",
        });
        let contact = |kind: &str| {
            let mut contact = details.clone();
            contact["contact_type"] = json!(kind);
            contact
        };
        let expected = json!({
            "name": "Nieuw Voorbeeld B.V.", "assumed_name": "Nieuw", "address": "Dorpsstraat 1", "address2": "Postbus 7",
            "zip": "3511 AB", "city": "Utrecht", "state": "Utrecht", "country": "nl", "telephone": "030-1234567",
            "contacts": [contact("verified_contact"), contact("organization_contact"), contact("technical_contact")],
        });
        assert_eq!(placed(desk, &rik, &new_organization()).await["organization"], expected);

        let history = rik.page("/orders").await;
        assert!(history.says("Nieuw Voorbeeld B.V."), "the history knows it by its name");

        let again = rik.draft(&new_organization()).await;
        rik.place(desk, again).await;
        assert_eq!(
            desk.state(again).await,
            State::Refused,
            "the organization exists by now"
        );
        let twice = OrderForm {
            skip_duplicate_org_check: "yes".to_owned(),
            ..new_organization()
        };
        let sent = placed(desk, &rik, &twice).await;
        assert_eq!(sent["organization"]["skip_duplicate_org_check"], json!(true));
        desk.expect_posts(3).await;
    });
}

#[test]
fn contacts_of_the_order_alone_stand_beside_the_organization() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let form = OrderForm {
            organization: "2042710".to_owned(),
            contacts: vec![ada("order_organization_contact"), ada("order_technical_contact")],
            ..forms::valid()
        };
        let sent = placed(desk, &rik, &form).await;
        assert_eq!(sent["organization"], json!({"id": "2042710", "contacts": []}));
        assert_eq!(sent["organization_contact"]["email"], json!("ada@voorbeeld.nl"));
        assert_eq!(sent["technical_contact"]["first_name"], json!("Ada"));
        assert_eq!(sent["technical_contact"].get("contact_type"), None);
        desk.expect_posts(1).await;
    });
}

#[test]
fn the_certificate_may_be_asked_for_in_every_way() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let base = forms::valid();
        type Change = fn(&mut OrderForm);
        let cases: &[(Change, &str, Value)] = &[
            (
                |f| (f.csr_choice, f.csr) = ("later".into(), String::new()),
                "/certificate/csr",
                Value::Null,
            ),
            (
                |f| (f.csr_choice, f.csr) = ("later".into(), String::new()),
                "/disable_generate_in_browser_email",
                json!(true),
            ),
            (
                |f| (f.oin_choice, f.kvk_number) = ("kvk".into(), "27124701".into()),
                "/certificate/oin",
                json!("00000003271247010000"),
            ),
            (
                |f| (f.oin_choice, f.rsin) = ("rsin".into(), "123456782".into()),
                "/certificate/oin",
                json!("00000001123456782000"),
            ),
            (
                |f| (f.validity, f.days) = ("days".into(), "397".into()),
                "/order_validity",
                json!({"days": 397}),
            ),
            (
                |f| (f.validity, f.until) = ("until".into(), "9 june 2027".into()),
                "/order_validity",
                json!({"custom_expiration_date": "09 JUN 2027"}),
            ),
            (|f| f.validity = "default".into(), "/order_validity", Value::Null),
            (
                |f| f.dcv_method = "dns-cname-token".into(),
                "/dcv_method",
                json!("dns-cname-token"),
            ),
            (|f| f.dcv_scope = "fqdn".into(), "/certificate_dcv_scope", json!("fqdn")),
            (
                |f| f.server_platform = "-1".into(),
                "/certificate/server_platform",
                json!({"id": "-1"}),
            ),
        ];
        for (change, pointer, expected) in cases {
            let mut form = base.clone();
            change(&mut form);
            let sent = placed(desk, &rik, &form).await;
            assert_eq!(sent.pointer(pointer).unwrap_or(&Value::Null), expected, "{pointer}");
        }
        desk.expect_posts(cases.len()).await;
    });
}

#[test]
fn members_that_the_reference_does_not_list_are_sent_where_they_are_switched_on() {
    let form = || OrderForm {
        comments: "Graag vóór vrijdag".to_owned(),
        additional_emails: "a@voorbeeld.nl, b@voorbeeld.nl".to_owned(),
        payment_method: "profile".to_owned(),
        payment_profile: "77".to_owned(),
        ..forms::valid()
    };
    Setup::everything().run(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let custom = OrderForm {
            custom_fields: "12: Kostenplaats 4711\n13= x".to_owned(),
            payment_method: "wire_transfer".to_owned(),
            payment_profile: String::new(),
            ..form()
        };
        let sent = placed(desk, &rik, &form()).await;
        assert_eq!(sent["comments"], json!("Graag vóór vrijdag"));
        assert_eq!(sent["additional_emails"], json!(["a@voorbeeld.nl", "b@voorbeeld.nl"]));
        assert_eq!(
            (&sent["payment_method"], &sent["payment_profile"]),
            (&json!("profile"), &json!({"id": "77"}))
        );
        let sent = placed(desk, &rik, &custom).await;
        let fields = json!([{"metadata_id": 12, "value": "Kostenplaats 4711"}, {"metadata_id": 13, "value": "x"}]);
        assert_eq!(sent["custom_fields"], fields);
        assert_eq!(sent["payment_method"], json!("wire_transfer"));
        desk.expect_posts(2).await;
    });
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&form()).await;
        let page = rik.save(id, 1, &form(), "check").await;
        assert_eq!(page.status, 422);
        assert!(
            page.says("This is switched off in the desk's configuration."),
            "{}",
            page.body
        );
        assert!(page.says("This way of paying is switched off"));
        assert!(
            page.body.contains("Graag vóór vrijdag"),
            "what was typed is there to be emptied"
        );
        rik.place(desk, id).await;
        assert_eq!(desk.state(id).await, State::Draft);
    });
}

#[test]
fn a_renewal_names_the_order_it_renews() {
    Setup::everything().run(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let first = rik.draft(&forms::valid()).await;
        rik.place(desk, first).await;
        let remote = desk.order(first).await.remote.unwrap().id;
        let renewal = OrderForm {
            renewal_of_order_id: remote.to_string(),
            ..forms::valid()
        };
        let id = rik.draft(&renewal).await;
        let page = rik.page(&format!("/orders/{id}/check")).await;
        assert!(
            page.body
                .contains(&format!("&quot;renewal_of_order_id&quot;: {remote}"))
                || page.body.contains(&format!("\"renewal_of_order_id\": {remote}"))
        );
        rik.place(desk, id).await;
        // The sandbox renews only what was issued: what counts here is what it received.
        assert!(matches!(desk.state(id).await, State::Placed | State::Refused));
        desk.expect_posts(2).await;
    });
}
