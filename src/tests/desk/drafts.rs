//! Drafts: nothing typed is lost, nothing of somebody else's is overwritten, and no private key is kept.

use pkio_desk::domain::ids::OrderId;
use pkio_desk::domain::operator::Role;
use pkio_desk::domain::order::{ContactForm, OrderForm, State};

use super::forms;
use super::harness::{Desk, desk, holds};
use super::setup::Setup;
use super::visitor::with;

/// Half filled, wrong and hostile.
fn wrong() -> OrderForm {
    OrderForm {
        csr_choice: "now".to_owned(),
        organization_choice: "existing".to_owned(),
        signature_hash: "sha256".to_owned(),
        csr: "\n  geen CSR <b>&amp;\r\n\ttweede regel".to_owned(),
        domain_choice: "own".to_owned(),
        common_name: "*.voorbeeld.nl\"><script>alert(1)</script>".to_owned(),
        dns_names: "één.nl,\n192.0.2.1;  \u{202e}evil".to_owned(),
        server_platform: "nginx".to_owned(),
        organization: "Gemeente Zandermeer".to_owned(),
        oin_choice: "exclude".to_owned(),
        oin: " 0000 0001 ".to_owned(),
        container: "-7".to_owned(),
        contacts: vec![
            ContactForm {
                contact_type: "technical_contact".to_owned(),
                email: "geen adres".to_owned(),
                ..ContactForm::default()
            },
            ContactForm {
                contact_type: "verified_contact".to_owned(),
                first_name: "O'Brien & \"Zn\"".to_owned(),
                ..ContactForm::default()
            },
        ],
        dcv_method: "email".to_owned(),
        validity: "years".to_owned(),
        years: "2".to_owned(),
        payment_method: "balance".to_owned(),
        ..OrderForm::default()
    }
}

/// What the page would submit, as a form: line breaks as browsers send them.
fn typed(fields: Vec<(String, String)>) -> OrderForm {
    let mut form = OrderForm::from_fields(fields);
    form.csr = form.csr.replace("\r\n", "\n");
    form
}

async fn everything_is_kept(desk: &Desk) {
    let rik = desk.person(Role::Requester).await;
    let id = rik.draft(&wrong()).await;
    assert_eq!(desk.order(id).await.form, wrong());
    let edit = format!("/orders/{id}/edit");
    let page = rik.page(&edit).await;
    assert_eq!(page.notices(), ["The draft is saved."]);
    assert_eq!(
        page.text("script:not([type=module]):not([nonce])"),
        Vec::<String>::new()
    );
    assert_eq!(typed(page.fields(&edit)), typed(wrong().to_fields()));
    // Submitting the page as it stands changes nothing.
    let again = rik.post(&edit, &page.fields(&edit)).await;
    assert_eq!(again.location(), edit);
    assert_eq!(typed(desk.order(id).await.form.to_fields()), typed(wrong().to_fields()));
    assert!(rik.page(&edit).await.title().starts_with("Draft of order"));
}

#[test]
fn a_saved_draft_keeps_everything_wrong_values_too() {
    desk(everything_is_kept);
}

#[test]
#[ignore = "needs PostgreSQL; make test starts one"]
fn a_saved_draft_keeps_everything_wrong_values_too_on_postgresql() {
    Setup::postgres().run(everything_is_kept);
}

#[test]
fn going_on_with_a_wrong_form_saves_it_and_says_what_is_wrong() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let answer = rik.post("/orders/new", &with(&wrong(), &[("action", "check")])).await;
        assert_eq!(answer.status, 422);
        assert!(answer.title().starts_with("Error: "), "{}", answer.title());
        let id = OrderId(1);
        assert_eq!(desk.order(id).await.form, wrong());
        let edit = format!("/orders/{id}/edit");
        assert_eq!(typed(answer.fields(&edit)), typed(wrong().to_fields()));
        let links = answer.attribute(".error-summary a", "href");
        for field in [
            "#f-csr",
            "#f-common-name",
            "#f-server-platform",
            "#f-organization",
            "#f-csa-agreed",
            "#f-oin",
        ] {
            assert!(links.iter().any(|link| link == field), "{field}: {links:?}");
        }
        for link in &links {
            assert_eq!(answer.text(link).len(), 1, "{link} leads nowhere");
        }
        assert_eq!(answer.attribute("#f-csr", "aria-invalid"), ["true"]);
        // Mended on that very page.
        let version = answer.value(&edit, "version").unwrap().parse().unwrap();
        let checked = rik.save(id, version, &forms::valid(), "check").await;
        assert_eq!((checked.status, checked.location()), (303, "/orders/1/check"));
        assert_eq!(desk.journal(id).await, ["drafted", "changed"]);
    });
}

#[test]
fn contacts_are_added_and_removed_without_losing_the_rest() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&wrong()).await;
        let edit = format!("/orders/{id}/edit");
        let added = rik.save(id, 1, &wrong(), "add-contact").await;
        assert_eq!(added.location(), format!("{edit}#s-contacts"));
        let version = desk.order(id).await.version;
        assert_eq!(desk.order(id).await.form.contacts.len(), 3);
        rik.save(id, version, &desk.order(id).await.form, "remove-contact-0")
            .await;
        let form = desk.order(id).await.form;
        assert_eq!(form.contacts, [wrong().contacts[1].clone(), ContactForm::default()]);
        assert_eq!((form.common_name, form.years), (wrong().common_name, wrong().years));
        let version = desk.order(id).await.version;
        for nonsense in ["remove-contact-9", "remove-contact--1", "explode", ""] {
            let version = desk.order(id).await.version;
            let answer = rik.save(id, version, &desk.order(id).await.form, nonsense).await;
            assert_eq!(answer.status, 303, "{nonsense}");
        }
        assert!(desk.order(id).await.version >= version);
        assert_eq!(desk.order(id).await.form.contacts.len(), 2);
    });
}

async fn the_faster_one_wins(desk: &Desk) {
    let (rik, anna) = (desk.person(Role::Requester).await, desk.person(Role::Requester).await);
    let id = rik.draft(&forms::valid()).await;
    let edit = format!("/orders/{id}/edit");
    let (one, other) = (rik.page(&edit).await, anna.page(&edit).await);
    let version = |page: &super::visitor::Page| page.value(&edit, "version").unwrap().parse::<i64>().unwrap();
    assert_eq!(version(&one), version(&other));
    rik.save(id, version(&one), &forms::named("van-rik.example.com"), "save")
        .await;
    for action in ["save", "check", "add-contact"] {
        let conflict = anna
            .save(id, version(&other), &forms::named("van-anna.example.com"), action)
            .await;
        assert_eq!(conflict.status, 409, "{action}");
        let cells = conflict.text("main table td");
        for name in ["van-rik.example.com", "van-anna.example.com"] {
            assert!(cells.iter().any(|cell| cell == name), "{action} {name}: {cells:?}");
        }
        assert_eq!(
            conflict.value(&edit, "common_name").as_deref(),
            Some("van-anna.example.com")
        );
        assert_eq!(desk.order(id).await.form, forms::named("van-rik.example.com"));
        assert_eq!(version(&conflict), desk.order(id).await.version);
    }
    let conflict = anna
        .save(id, version(&other), &forms::named("van-anna.example.com"), "save")
        .await;
    // Having seen both versions, one decides.
    let decided = anna
        .save(id, version(&conflict), &forms::named("van-anna.example.com"), "save")
        .await;
    assert_eq!(decided.status, 303);
    assert_eq!(desk.order(id).await.form, forms::named("van-anna.example.com"));
    assert_eq!(desk.journal(id).await, ["drafted", "changed", "changed"]);
}

#[test]
fn of_two_who_save_one_draft_the_later_sees_both_versions_and_overwrites_nothing() {
    desk(the_faster_one_wins);
}

#[test]
#[ignore = "needs PostgreSQL; make test starts one"]
fn of_two_who_save_one_draft_the_later_sees_both_versions_on_postgresql() {
    Setup::postgres().run(the_faster_one_wins);
}

#[test]
fn a_private_key_is_neither_kept_nor_shown_nor_logged() {
    const SECRET: &str = "MIIEvQIBADANBgkqhkiG9w0CANARYsecretsecretsecret";
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        for (number, kind) in [
            "PRIVATE KEY",
            "RSA PRIVATE KEY",
            "ENCRYPTED PRIVATE KEY",
            "EC PRIVATE KEY",
        ]
        .into_iter()
        .enumerate()
        {
            let form = OrderForm {
                csr: format!(
                    "{}\n-----BEGIN {kind}-----\n{SECRET}\n-----END {kind}-----\n",
                    forms::CSR
                ),
                ..forms::valid()
            };
            for action in ["save", "check", "add-contact"] {
                let answer = rik.post("/orders/new", &with(&form, &[("action", action)])).await;
                assert_eq!(answer.status, 422, "{kind} {action}");
                assert!(
                    answer.says("That was a private key. It was not stored."),
                    "{kind} {action}"
                );
                assert!(!answer.body.contains(SECRET));
            }
            let id = OrderId(i64::try_from(number).unwrap() * 3 + 1);
            let answer = rik.save(id, 1, &form, "save").await;
            assert_eq!(answer.status, 422, "{kind}");
            assert_eq!(desk.order(id).await.form.csr, "");
            // Also where somebody else was faster.
            let other = OrderForm {
                common_name: "ander.example.com".to_owned(),
                ..form
            };
            let conflict = rik.save(id, 0, &other, "save").await;
            assert_eq!(conflict.status, 409);
            assert!(!conflict.body.contains(SECRET));
        }
        assert!(!holds(&desk.database().await, SECRET));
        assert!(!desk.log.text().contains(SECRET));
    });
}

#[test]
fn a_private_key_in_any_field_is_not_kept() {
    const SECRET: &str = "MIIEvQIBADANBgkqhkiG9w0CANARYsecretsecretsecret";
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let key = format!("-----BEGIN PRIVATE KEY-----\n{SECRET}\n-----END PRIVATE KEY-----");
        let form = OrderForm {
            dns_names: key,
            ..forms::valid()
        };
        let answer = rik.post("/orders/new", &with(&form, &[("action", "save")])).await;
        assert!(!answer.body.contains(SECRET));
        assert!(!holds(&desk.database().await, SECRET));
    });
}

#[test]
fn a_colleague_goes_on_with_a_draft_and_a_viewer_does_not() {
    desk(async |desk| {
        let (rik, anna) = (desk.person(Role::Requester).await, desk.person(Role::Requester).await);
        let id = rik.draft(&wrong()).await;
        let saved = anna.save(id, 1, &forms::valid(), "check").await;
        assert_eq!(saved.location(), format!("/orders/{id}/check"));
        anna.place(desk, id).await;
        desk.expect_posts(1).await;
        let order = desk.order(id).await;
        assert_eq!(order.owner.name, "requester0 van Test");
        assert_eq!(order.attempt.unwrap().actor.name, "requester1 van Test");
        let vera = desk.person(Role::Viewer).await;
        let page = vera.order_page(id).await;
        assert_eq!(page.attribute("a[href$=edit]", "href"), Vec::<String>::new());
        assert!(page.text(".timeline").concat().contains("requester1 van Test"));
    });
}

#[test]
fn a_draft_is_discarded_unless_it_changed_or_ever_left() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&forms::valid()).await;
        let stale = [("version", "0")];
        let answer = rik.post(&format!("/orders/{id}/discard"), &stale).await;
        assert_eq!(answer.location(), format!("/orders/{id}"));
        assert!(rik.order_page(id).await.notices()[0].starts_with("Somebody changed this order meanwhile"));
        let answer = rik.post(&format!("/orders/{id}/discard"), &[("version", "1")]).await;
        assert_eq!(answer.location(), "/orders");
        assert_eq!(rik.page("/orders").await.notices(), ["The draft is discarded."]);
        assert_eq!(rik.get(&format!("/orders/{id}")).await.status, 404);
        // Refused by DigiCert: it left, so it stays.
        let unknown = OrderForm {
            organization: "1".to_owned(),
            ..forms::valid()
        };
        let id = rik.draft(&unknown).await;
        rik.place(desk, id).await;
        desk.expect_posts(1).await;
        assert_eq!(desk.state(id).await, State::Refused);
        let version = desk.order(id).await.version.to_string();
        rik.post(&format!("/orders/{id}/discard"), &[("version", version.as_str())])
            .await;
        assert_eq!(desk.state(id).await, State::Refused);
        let edit = rik.page(&format!("/orders/{id}/edit")).await;
        assert_eq!(edit.attribute("form[action$=discard]", "action"), Vec::<String>::new());
        // Mended it is a draft again, and still not to be thrown away.
        rik.save(id, desk.order(id).await.version, &forms::valid(), "save")
            .await;
        assert_eq!(desk.state(id).await, State::Draft);
        let version = desk.order(id).await.version.to_string();
        rik.post(&format!("/orders/{id}/discard"), &[("version", version.as_str())])
            .await;
        assert_eq!(desk.state(id).await, State::Draft);
    });
}

#[test]
fn what_was_sent_does_not_change_and_what_is_typed_later_becomes_a_new_draft() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&forms::valid()).await;
        rik.place(desk, id).await;
        desk.expect_posts(1).await;
        let version = desk.order(id).await.version;
        let saved = rik.save(id, version, &forms::named("later.example.com"), "save").await;
        let kept = OrderId(id.0 + 1);
        assert_eq!(saved.location(), format!("/orders/{kept}/edit"));
        assert_eq!(desk.order(kept).await.form, forms::named("later.example.com"));
        assert_eq!(desk.state(kept).await, State::Draft);
        assert_eq!(desk.order(id).await.form, forms::valid());
        for page in ["edit", "check"] {
            let answer = rik.get(&format!("/orders/{id}/{page}")).await;
            assert_eq!(answer.status, 409, "{page}");
            assert_eq!(answer.text("form[action*=orders]").len(), 0);
        }
    });
}
