//! Several people on the sections of one draft: nothing is overwritten unseen, and nothing typed is lost.

use pkio_desk::domain::ids::OrderId;
use pkio_desk::domain::operator::Role;
use pkio_desk::domain::order::OrderForm;

use super::forms;
use super::harness::{Desk, desk};
use super::sections::{press, version};
use super::setup::Setup;

async fn the_faster_one_wins(desk: &Desk) {
    let (rik, anna) = (desk.person(Role::Requester).await, desk.person(Role::Requester).await);
    let id = rik.draft(&forms::valid()).await;
    let path = format!("/orders/{id}/edit/names");
    let before = version(desk, id).await;
    press(&rik, desk, id, "names", &forms::named("van-rik.example.com"), "save").await;
    press(
        &rik,
        desk,
        id,
        "payment",
        &OrderForm {
            years: "2".to_owned(),
            ..forms::valid()
        },
        "save",
    )
    .await;
    for action in ["save", "continue"] {
        let more = [("version", before.as_str()), ("action", action), ("from", "check")];
        let conflict = anna
            .save_section(id, "names", &forms::named("van-anna.example.com"), &more)
            .await;
        assert_eq!(conflict.status, 409, "{action}");
        assert!(conflict.title().starts_with("Error: "), "{}", conflict.title());
        // Of what others changed only this section would be overwritten, so only that is shown.
        assert_eq!(
            conflict.text("main table tbody th, main table tbody td"),
            ["Common name", "van-anna.example.com", "van-rik.example.com"]
        );
        assert_eq!(
            conflict.value(&path, "common_name").as_deref(),
            Some("van-anna.example.com")
        );
        assert_eq!(conflict.value(&path, "from").as_deref(), Some("check"));
        assert_eq!(conflict.value(&path, "version"), Some(version(desk, id).await));
        assert_eq!(desk.order(id).await.form.common_name, "van-rik.example.com");
    }
    let decided = press(&anna, desk, id, "names", &forms::named("van-anna.example.com"), "save").await;
    assert_eq!(decided.status, 303);
    let form = desk.order(id).await.form;
    assert_eq!(
        (form.common_name.as_str(), form.years.as_str()),
        ("van-anna.example.com", "2")
    );
}

#[test]
fn of_two_who_save_one_section_the_later_sees_both_versions_and_overwrites_nothing() {
    desk(the_faster_one_wins);
}

#[test]
#[ignore = "needs PostgreSQL; make test starts one"]
fn of_two_who_save_one_section_the_later_sees_both_versions_on_postgresql() {
    Setup::postgres().run(the_faster_one_wins);
}

#[test]
fn two_versions_are_told_apart_in_the_words_of_the_form() {
    desk(async |desk| {
        let (rik, anna) = (desk.person(Role::Requester).await, desk.person(Role::Requester).await);
        let id = rik.draft(&forms::valid()).await;
        let before: i64 = version(desk, id).await.parse().unwrap();
        let mine = OrderForm {
            csr: String::new(),
            csr_choice: "later".to_owned(),
            oin_choice: "digicert".to_owned(),
            ..forms::valid()
        };
        rik.save(id, before, &forms::named("van-rik.example.com"), "save").await;
        let conflict = anna.save(id, before, &mine, "save").await;
        assert_eq!(conflict.status, 409);
        let rows = conflict.text("main table tbody tr");
        for row in [
            "When does DigiCert get the CSR?LaterWith this order",
            "Certificate signing request (CSR)–SHA-256 of the key: ",
            "Which OIN does the certificate carry?The one DigiCert has validatedNone",
        ] {
            assert!(rows.iter().any(|shown| shown.starts_with(row)), "{row}: {rows:?}");
        }
        assert!(!conflict.says("oin_choice"));
    });
}

#[test]
fn a_section_typed_on_an_order_that_was_sent_becomes_a_new_draft() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&forms::valid()).await;
        let before = version(desk, id).await;
        rik.place(desk, id).await;
        desk.expect_posts(1).await;
        let more = [("version", before.as_str()), ("action", "continue")];
        let same = rik.save_section(id, "names", &forms::valid(), &more).await;
        assert_eq!(same.location(), format!("/orders/{id}"));
        let kept = rik
            .save_section(id, "names", &forms::named("later.example.com"), &more)
            .await;
        let new = OrderId(id.0 + 1);
        assert_eq!(kept.location(), format!("/orders/{new}/edit/names"));
        assert_eq!(desk.order(new).await.form, forms::named("later.example.com"));
        assert_eq!(desk.order(id).await.form, forms::valid());
        assert_eq!(rik.get(&format!("/orders/{id}/edit/names")).await.status, 409);
        // Of a draft that is gone only the section is left.
        rik.post(&format!("/orders/{new}/discard"), &[("version", "1")]).await;
        let kept = rik
            .save_section(new, "names", &forms::named("last.example.com"), &more)
            .await;
        let last = OrderId(new.0 + 1);
        assert_eq!(kept.location(), format!("/orders/{last}/edit/names"));
        assert_eq!(desk.order(last).await.form.common_name, "last.example.com");
    });
}
