//! Ordering again, and templates: what is carried, who may do what, and that nothing is overwritten unasked.

use pkio_desk::domain::ids::{OrderId, TemplateId};
use pkio_desk::domain::operator::Role;
use pkio_desk::domain::order::{OrderForm, State};

use super::forms;
use super::harness::{Desk, desk};
use super::visitor::{Page, Visitor};

/// What another order has of this one.
fn carried(form: &OrderForm) -> OrderForm {
    OrderForm {
        csr: String::new(),
        csa_agreed: String::new(),
        ..form.clone()
    }
}

async fn save(visitor: &Visitor, order: OrderId, name: &str) -> Page {
    visitor
        .post(&format!("/orders/{order}/template"), &[("name", name)])
        .await
}

/// The draft a redirect leads to.
fn draft_of(answer: &Page) -> OrderId {
    assert_eq!(answer.status, 303, "{}", answer.body);
    let id = answer.location().trim_start_matches("/orders/");
    id.parse().unwrap()
}

async fn names(desk: &Desk) -> Vec<String> {
    let templates = desk.orders.templates().await.unwrap();
    templates.into_iter().map(|template| template.name).collect()
}

#[test]
fn an_order_in_any_state_is_ordered_again_without_its_csr_and_agreement() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let draft = rik.draft(&forms::own_oin()).await;
        let refused = rik.draft(&forms::own_oin()).await;
        desk.fault(serde_json::json!({ "fault": "two-errors" })).await;
        rik.place(desk, refused).await;
        let placed = rik.draft(&forms::own_oin()).await;
        rik.place(desk, placed).await;
        desk.expect_posts(2).await;
        for (earlier, state) in [
            (draft, State::Draft),
            (refused, State::Refused),
            (placed, State::Placed),
        ] {
            let before = desk.order(earlier).await;
            assert_eq!(before.state, state);
            let other = desk.person(Role::Requester).await;
            let again = format!("/orders/{earlier}/again");
            assert!(
                other
                    .order_page(earlier)
                    .await
                    .body
                    .contains(&format!("action=\"{again}\""))
            );
            let answer = other.post::<&str, &str>(&again, &[]).await;
            let id = draft_of(&answer);
            let order = desk.order(id).await;
            assert_eq!((order.state, &order.form), (State::Draft, &carried(&forms::own_oin())));
            assert_eq!(order.organization_name, before.organization_name);
            assert_ne!(order.owner, before.owner);
            assert_eq!(desk.journal(id).await, ["drafted-from-order"]);
            let page = other.page(answer.location()).await;
            assert_eq!(
                page.notices().first().map(String::as_str),
                Some("This draft is a copy of the order. The CSR and the agreement are not in it.")
            );
            let told = format!("Started the draft from order {earlier}");
            assert!(other.order_page(id).await.says(&told), "{told}");
            assert_eq!(desk.order(earlier).await, before);
        }
        for missing in ["999", "x", "-1"] {
            let answer = rik.post::<&str, &str>(&format!("/orders/{missing}/again"), &[]).await;
            assert_eq!(answer.status, 404, "{missing}");
        }
    });
}

#[test]
fn a_template_saved_by_one_person_starts_the_orders_of_another() {
    desk(async |desk| {
        let (rik, nora) = (desk.person(Role::Requester).await, desk.person(Role::Requester).await);
        let empty = nora.page("/templates").await;
        assert!(empty.says("No templates yet"));
        let order = rik.draft(&forms::own_oin()).await;
        assert!(
            rik.page(&format!("/orders/{order}/template"))
                .await
                .says("Save as template")
        );
        let saved = save(&rik, order, "  Digipoort   productie ").await;
        assert_eq!((saved.status, saved.location()), (303, "/templates/1"));
        assert_eq!(rik.page("/templates/1").await.notices(), ["The template is saved."]);
        let list = nora.page("/templates").await;
        let row = list.text("tbody tr").concat();
        for part in [
            "Digipoort productie",
            "domain.example.com",
            "IntervillousMicrospeCo (2042709)",
            "requester0 van Test",
        ] {
            assert!(row.contains(part), "{part} in {row}");
        }
        let answer = nora.post::<&str, &str>("/templates/1/start", &[]).await;
        let id = draft_of(&answer);
        assert_eq!(desk.order(id).await.form, carried(&forms::own_oin()));
        assert_eq!(desk.order(id).await.owner.name, "requester1 van Test");
        assert_eq!(desk.journal(id).await, ["drafted-from-template"]);
        assert!(
            nora.order_page(id)
                .await
                .says("Started the draft from the template Digipoort productie")
        );
        // Later changes of the order do not reach the template, nor the other way round.
        let version = desk.order(order).await.version;
        rik.save(order, version, &forms::named("anders.example.nl"), "save")
            .await;
        let answer = nora.post::<&str, &str>("/templates/1/start", &[]).await;
        assert_eq!(
            desk.order(draft_of(&answer)).await.form.common_name,
            "domain.example.com"
        );
        assert!(nora.page("/orders/new").await.says("Start from a template"));
    });
}

#[test]
fn a_name_that_cannot_be_used_is_refused_beside_the_field_and_kept() {
    desk(async |desk| {
        let (rik, nora) = (desk.person(Role::Requester).await, desk.person(Role::Requester).await);
        let order = rik.draft(&forms::valid()).await;
        save(&nora, order, "Van Nora").await;
        let too_long = "é".repeat(81);
        let address = format!("/orders/{order}/template");
        for (name, words) in [
            ("", "Give the template a name."),
            (" \t", "Give the template a name."),
            (too_long.as_str(), "The name is too long"),
            ("VAN NORA", "requester1 van Test has saved a template of that name"),
        ] {
            let refused = save(&rik, order, name).await;
            assert_eq!(refused.status, 422, "{name}");
            assert!(refused.text("#f-name-error").concat().contains(words), "{name}");
            assert_eq!(refused.value(&address, "name").as_deref(), Some(name));
            assert!(refused.title().starts_with("Error:"));
            assert!(!refused.says("Replace"), "{name}");
        }
        assert_eq!(names(desk).await, ["Van Nora"]);
        assert_eq!(rik.get("/orders/999/template").await.status, 404);
        assert_eq!(save(&rik, OrderId(999), "Naam").await.status, 404);
    });
}

#[test]
fn replacing_a_template_is_asked_about_and_done_at_the_version_that_was_shown() {
    desk(async |desk| {
        let (rik, ada) = (
            desk.person(Role::Requester).await,
            desk.person(Role::Administrator).await,
        );
        let order = rik.draft(&forms::valid()).await;
        save(&rik, order, "Naam").await;
        let other = rik.draft(&forms::named("ander.example.nl")).await;
        let address = format!("/orders/{other}/template");
        for person in [&rik, &ada] {
            let asked = save(person, other, "naam").await;
            assert_eq!(asked.status, 422);
            assert!(asked.says("Replace Naam?") && asked.says("Choose another name, or replace that template."));
        }
        let asked = save(&rik, other, "naam").await;
        let common_name = async || {
            desk.orders
                .template(TemplateId(1))
                .await
                .unwrap()
                .unwrap()
                .form
                .common_name
        };
        assert_eq!(common_name().await, "domain.example.com");
        let wish = asked.fields(&address);
        // Meanwhile an administrator replaces it by something else.
        let third = ada.draft(&forms::named("derde.example.nl")).await;
        let theirs = save(&ada, third, "Naam").await;
        let replaced = ada
            .post(
                &format!("/orders/{third}/template"),
                &theirs.fields(&format!("/orders/{third}/template")),
            )
            .await;
        assert_eq!(replaced.status, 303, "{}", replaced.body);
        assert_eq!(ada.page("/templates/1").await.notices(), ["The template is replaced."]);
        let late = rik.post(&address, &wish).await;
        assert_eq!(late.status, 422);
        assert!(late.says("Somebody changed this template meanwhile"));
        assert_eq!(common_name().await, "derde.example.nl");
        // Asked again, with what it is now.
        let done = rik.post(&address, &late.fields(&address)).await;
        assert_eq!(done.status, 303, "{}", done.body);
        assert_eq!(common_name().await, "ander.example.nl");
        assert_eq!(names(desk).await, ["Naam"]);
        let owner = desk.orders.template(TemplateId(1)).await.unwrap().unwrap().owner;
        assert_eq!(owner.name, "requester0 van Test");
    });
}

#[test]
fn a_template_is_renamed_and_deleted_by_its_owner_or_an_administrator_only() {
    desk(async |desk| {
        let (rik, nora) = (desk.person(Role::Requester).await, desk.person(Role::Approver).await);
        let ada = desk.person(Role::Administrator).await;
        let order = rik.draft(&forms::valid()).await;
        save(&rik, order, "Een").await;
        save(&rik, order, "Twee").await;
        let one = nora.page("/templates/1").await;
        assert!(!one.says("Delete this template") && one.text("form[action='/templates/1']").is_empty());
        for path in ["/templates/1", "/templates/1/delete"] {
            let fields = [("name", "Van Nora"), ("version", "1")];
            assert_eq!(nora.post(path, &fields).await.status, 403, "{path}");
        }
        assert_eq!(nora.get("/templates/1/delete").await.status, 403);
        let replace = [("name", "Een"), ("replaces", "1"), ("version", "1")];
        let refused = nora.post(&format!("/orders/{order}/template"), &replace).await;
        assert_eq!(refused.status, 422);
        assert_eq!(names(desk).await, ["Een", "Twee"]);

        for (name, version, words) in [
            ("", "1", "Give the template a name."),
            ("TWEE", "1", "has saved a template of that name"),
            ("Drie", "7", "Somebody changed this template meanwhile"),
        ] {
            let refused = rik.post("/templates/1", &[("name", name), ("version", version)]).await;
            assert_eq!(refused.status, 422, "{name}");
            assert!(refused.says(words), "{name}");
            assert_eq!(refused.value("/templates/1", "name").as_deref(), Some(name));
        }
        let renamed = rik.post("/templates/1", &[("name", "Drie"), ("version", "1")]).await;
        assert_eq!(renamed.status, 303);
        assert_eq!(
            rik.page("/templates/1").await.notices(),
            ["The name of the template is changed."]
        );
        let late = ada.post("/templates/1/delete", &[("version", "1")]).await;
        assert_eq!((late.status, late.location()), (303, "/templates/1"));
        assert!(ada.page("/templates/1").await.notices()[0].starts_with("Somebody changed this template"));
        let asked = ada.page("/templates/1/delete").await;
        assert!(asked.says("Delete the template Drie?"));
        let deleted = ada
            .post("/templates/1/delete", &asked.fields("/templates/1/delete"))
            .await;
        assert_eq!((deleted.status, deleted.location()), (303, "/templates"));
        assert_eq!(ada.page("/templates").await.notices(), ["The template is deleted."]);
        assert_eq!(names(desk).await, ["Twee"]);
        for path in ["/templates/1", "/templates/1/delete", "/templates/x", "/templates/999"] {
            assert_eq!(ada.get(path).await.status, 404, "{path}");
        }
        for path in [
            "/templates/1",
            "/templates/1/delete",
            "/templates/1/start",
            "/templates/x/start",
        ] {
            let fields = [("name", "Naam"), ("version", "1")];
            assert_eq!(ada.post(path, &fields).await.status, 404, "{path}");
        }
    });
}

#[test]
fn templates_open_while_digicert_is_down() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let order = rik.draft(&forms::valid()).await;
        save(&rik, order, "Naam").await;
        desk.stop_sandbox().await;
        assert!(rik.page("/templates").await.says("Naam"));
        assert!(rik.page("/templates/1").await.says("2042709"));
        draft_of(&rik.post::<&str, &str>("/templates/1/start", &[]).await);
    });
}
