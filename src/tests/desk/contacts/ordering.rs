//! The order form and the address book: people are found there, fill a row, and are kept by a tick.

use pkio_desk::domain::contact::ContactRole;
use pkio_desk::domain::operator::Role;
use pkio_desk::domain::order::{ContactForm, OrderForm};
use pkio_desk::sandbox::KeyRole;

use super::super::account::{differing, state};
use super::super::forms;
use super::super::harness::desk;
use super::super::html::faults;
use super::super::setup::Setup;
use super::super::visitor::{Fields, with};
use super::{bram, person, typed};

#[test]
fn somebody_is_found_and_fills_a_row() {
    desk(async |desk| {
        desk.mirror.keep_fresh().await;
        let rik = desk.person(Role::Requester).await;
        rik.post("/contacts/new", &typed(&bram())).await;
        let form = OrderForm {
            contacts: vec![ContactForm {
                contact_type: "verified_contact".to_owned(),
                ..ContactForm::default()
            }],
            ..forms::own_oin()
        };
        let order = rik.draft(&form).await;
        for page in ["edit", "edit/contacts"] {
            let path = format!("/orders/{order}/{page}");
            let fields = rik.page(&path).await.fields(&path);
            let looked: Fields = search(&fields, "Techniek");
            let answer = rik.post(&path, &looked).await;
            assert_eq!(answer.location(), format!("{path}?person=Techniek#people-found"));
            let found = rik.page(&format!("{path}?person=Techniek")).await;
            assert_eq!(faults(&found.body), Vec::<String>::new());
            assert_eq!(found.text("#people-found strong"), ["Bram Techniek"]);
        }
        let path = format!("/orders/{order}/edit/contacts");
        let found = rik.page(&format!("{path}?person=Techniek")).await;
        let buttons = found.attribute("#people-found button", "value");
        let id = person(desk, "techniek").await;
        let roles = [
            "verified_contact",
            "order_organization_contact",
            "order_technical_contact",
        ];
        assert_eq!(buttons, roles.map(|role| format!("take-person-{id}-{role}")));
        let mut fields = found.fields(&path);
        fields.push(("action".to_owned(), buttons[0].clone()));
        let taken = rik.post(&path, &fields).await;
        assert_eq!(taken.location(), format!("{path}#s-contacts"));
        // The blank row was filled; the second time a row of its own is added.
        let mut fields = rik.page(&path).await.fields(&path);
        fields.push(("action".to_owned(), buttons[2].clone()));
        rik.post(&path, &fields).await;
        let contacts = desk.order(order).await.form.contacts;
        let expected = [ContactRole::ALL[0], ContactRole::TechnicalContactOfOrder];
        assert_eq!(contacts, expected.map(|role| ContactForm::of_person(role, &bram())));
        assert!(rik.page(&path).await.says("In the address book."));
        // Left empty, the search shows who the organization names.
        let all = rik.page(&format!("{path}?person=")).await;
        assert!(!all.text("#people-found strong").is_empty());
        assert!(!all.text("#people-found strong").contains(&"Bram Techniek".to_owned()));
        assert!(
            rik.page(&format!("{path}?person=nobody+like+it"))
                .await
                .says("Nobody fits")
        );
    });
}

fn search(fields: &Fields, wanted: &str) -> Fields {
    let mut looked: Fields = fields
        .iter()
        .filter(|(name, _)| name != "find_person")
        .cloned()
        .collect();
    looked.push(("find_person".to_owned(), wanted.to_owned()));
    looked.push(("action".to_owned(), "find-person".to_owned()));
    looked
}

#[test]
fn a_tick_keeps_who_was_typed_once_all_of_it_is_there() {
    desk(async |desk| {
        let before = state(desk).await;
        let rik = desk.person(Role::Requester).await;
        let mut form = forms::own_oin();
        form.contacts = vec![ContactForm::of_person(ContactRole::ALL[0], &bram())];
        form.contacts[0].telephone.clear();
        let ticked = with(&form, &[("contacts[0][keep]", "yes"), ("action", "save")]);
        let saved = rik.post("/orders/new", &ticked).await;
        let path = saved.location().to_owned();
        // Something is missing: nobody is kept yet, and the tick stays.
        assert!(rik.page("/contacts?kept=yes").await.text("tbody tr").is_empty());
        let page = rik.page(&path).await;
        assert_eq!(page.value(&path, "contacts[0][keep]").as_deref(), Some("yes"));
        let mut fields = page.fields(&path);
        fields.retain(|(name, _)| name != "contacts[0][telephone]");
        fields.push(("contacts[0][telephone]".to_owned(), bram().telephone));
        rik.post(&path, &fields).await;
        assert_eq!(
            rik.page("/contacts?kept=yes").await.text("tbody th a"),
            ["Bram Techniek"]
        );
        let page = rik.page(&path).await;
        assert!(page.says("In the address book."));
        assert_eq!(page.value(&path, "contacts[0][keep]"), None);
        // Other details on the order leave what is kept alone.
        let mut fields = page.fields(&path);
        fields.retain(|(name, _)| name != "contacts[0][job_title]");
        fields.push(("contacts[0][job_title]".to_owned(), "Hoofd".to_owned()));
        fields.push(("contacts[0][keep]".to_owned(), "yes".to_owned()));
        rik.post(&path, &fields).await;
        assert!(
            rik.page(&path)
                .await
                .says("The address book has other details of this person.")
        );
        assert!(rik.page("/contacts?kept=yes").await.says("Beheerder"));
        assert_eq!(differing(&before, &state(desk).await), Vec::<String>::new());
    });
}

#[test]
fn the_form_says_who_is_needed_and_why() {
    let service = Setup {
        key: Some(KeyRole::ServiceUser),
        ..Setup::default()
    };
    service.run(async |desk| {
        desk.mirror.keep_fresh().await;
        let rik = desk.person(Role::Requester).await;
        let new = OrderForm {
            organization_choice: "new".to_owned(),
            contacts: Vec::new(),
            ..forms::own_oin()
        };
        let known = |id: &str| OrderForm {
            organization: id.to_owned(),
            contacts: Vec::new(),
            ..forms::own_oin()
        };
        for (form, states, words) in [
            (&new, ["Needed", "Needed", "Can be left out"], "a service user"),
            (
                &known("2042710"),
                ["Can be left out", "Can be left out", "Can be left out"],
                "DigiCert has validated the organization",
            ),
            (
                &known("2042714"),
                ["May be needed", "Can be left out", "Can be left out"],
                "DigiCert has not validated the organization",
            ),
            (
                &known("1"),
                ["May be needed", "Can be left out", "Can be left out"],
                "does not know whether",
            ),
        ] {
            let order = rik.draft(form).await;
            let path = format!("/orders/{order}/edit/contacts");
            let page = rik.page(&path).await;
            assert_eq!(faults(&page.body), Vec::<String>::new());
            assert_eq!(page.text(".needs .status"), states, "{words}");
            assert!(page.says(words), "{words}");
            // What is missing is added with one button.
            let add = page.attribute(".needs button", "value").concat();
            let first = page.attribute(".needs button", "value")[0].clone();
            assert!(add.contains("verified_contact"), "{add}");
            let mut fields = page.fields(&path);
            fields.push(("action".to_owned(), first));
            rik.post(&path, &fields).await;
            assert_eq!(
                desk.order(order).await.form.contacts[0].contact_type,
                "verified_contact"
            );
        }
        let order = rik.draft(&known("2042714")).await;
        let check = rik.page(&format!("/orders/{order}/check")).await;
        assert!(check.says("DigiCert has not validated this organization"));
    });
}
