//! What DigiCert refused, beside the fields it concerns; and the page of the desk's own rules.

use pkio_desk::domain::operator::Role;
use pkio_desk::domain::order::{OrderForm, State};
use pkio_desk::domain::rules;
use serde_json::json;

use super::forms;
use super::harness::desk;

const UNREADABLE: &str = "DigiCert could not read the CSR.";
const UNPLACED: &str = "DigiCert says: The organization does not exist.";

#[test]
fn each_error_of_digicerts_stands_beside_its_field_and_word_for_word_below() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&forms::valid()).await;
        desk.fault(json!({ "fault": "two-errors" })).await;
        rik.place(desk, id).await;
        desk.expect_posts(1).await;
        assert_eq!(desk.state(id).await, State::Refused);

        let list = rik.order_page(id).await;
        assert_eq!(
            list.attribute(".notice[data-tone=danger] li a", "href"),
            [format!("/orders/{id}/edit/certificate#f-csr")]
        );
        let tasks: Vec<_> = list
            .text(".task-name")
            .into_iter()
            .zip(list.text(".task-status"))
            .collect();
        let wrong: Vec<_> = tasks
            .iter()
            .filter(|(_, status)| status == "There is a problem")
            .collect();
        assert_eq!(wrong.len(), 1, "{tasks:?}");
        assert_eq!(wrong[0].0, "Certificate and CSR");
        // The desk's own checks have nothing against it, and DigiCert may think otherwise next time.
        assert_eq!(tasks[6].1, "Ready");

        let long = rik.page(&format!("/orders/{id}/edit")).await;
        let section = rik.page(&format!("/orders/{id}/edit/certificate")).await;
        for (page, what) in [(&list, "list"), (&long, "long"), (&section, "section")] {
            let said = page.text(".notice[data-tone=danger] > .notice-content > .notice-body > ul > li");
            assert!(
                said[0].starts_with(UNREADABLE) && said[1] == UNPLACED,
                "{what}: {said:?}"
            );
            let raw = page.text(".notice details").concat();
            for words in [
                "The CSR could not be parsed.",
                "csr_invalid_cannot_parse",
                "The organization does not exist.",
            ] {
                assert!(raw.contains(words), "{what}: {raw}");
            }
        }
        for page in [&long, &section] {
            assert_eq!(page.attribute(".notice[data-tone=danger] li a", "href"), ["#f-csr"]);
            assert_eq!(page.attribute("#f-csr", "aria-invalid"), ["true"]);
            assert!(page.text("#f-csr-error").concat().contains(UNREADABLE));
            assert!(!page.title().starts_with("Error"), "{}", page.title());
        }
        let other = rik.page(&format!("/orders/{id}/edit/names")).await;
        assert!(other.says(UNPLACED) && !other.says(UNREADABLE));

        // Sent again as it is, it is taken; nothing of the refusal is left.
        rik.place(desk, id).await;
        desk.expect_posts(2).await;
        assert_eq!(desk.state(id).await, State::Placed);
        assert_eq!(
            rik.order_page(id).await.text(".notice[data-tone=danger]"),
            Vec::<String>::new()
        );
    });
}

#[test]
fn an_error_that_names_a_member_of_the_request_stands_beside_the_field_it_was_made_from() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let unknown = OrderForm {
            organization: "1".to_owned(),
            ..forms::valid()
        };
        let id = rik.draft(&unknown).await;
        rik.place(desk, id).await;
        desk.expect_posts(1).await;
        let page = rik.page(&format!("/orders/{id}/edit/organization")).await;
        let said = page.text("#f-organization-error").concat();
        assert!(
            said.contains("DigiCert says: organization.id is not an organization of the account."),
            "{said}"
        );
        // A viewer reads the same, without ways to change it.
        let page = desk.person(Role::Viewer).await.order_page(id).await;
        assert!(page.says("DigiCert says: organization.id"));
        assert_eq!(page.attribute("main a[href*=edit]", "href"), Vec::<String>::new());
        // Mended, nothing of it is left.
        let version = desk.order(id).await.version.to_string();
        let more = [("version", version.as_str()), ("action", "continue")];
        rik.save_section(id, "organization", &forms::valid(), &more).await;
        assert_eq!(desk.state(id).await, State::Draft);
        let page = rik.page(&format!("/orders/{id}/edit/organization")).await;
        assert_eq!(
            page.text(".notice[data-tone=danger], .field-message"),
            Vec::<String>::new()
        );
    });
}

#[test]
fn a_page_tells_every_rule_with_its_source_and_leads_there_from_the_findings() {
    desk(async |desk| {
        let vera = desk.person(Role::Viewer).await;
        let page = vera.page("/rules").await;
        assert_eq!(
            page.text("tbody tr").len(),
            rules::ALL.len() + rules::CHANGES.len() + rules::ACTIONS.len()
        );
        for rule in rules::ALL.iter().chain(rules::CHANGES).chain(rules::ACTIONS) {
            let row = page.text(&format!("tr:has(#rule-{})", rule.id)).concat();
            assert!(row.contains(rule.source), "{}: {row}", rule.id);
        }
        let row = page.text("tr:has(#rule-csr-key-too-short)").concat();
        assert!(row.contains("The RSA key has … bits."), "{row}");
        assert_eq!(page.attribute("footer a", "href"), ["/rules"]);

        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&forms::own_oin()).await;
        let check = rik.page(&format!("/orders/{id}/check")).await;
        let wrong = rik.save(id, 1, &OrderForm::default(), "check").await;
        for page in [check, wrong] {
            assert_eq!(page.text("main a[href='/rules']"), ["Where do these rules come from?"]);
        }
        assert!(rik.page("/orders/new").await.text("main a[href='/rules']").is_empty());
    });
}
