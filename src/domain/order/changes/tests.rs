//! What an order changes, by what it names and what is stored.

use jiff::civil::date;

use super::*;
use crate::domain::order::check::Circumstances;
use crate::domain::order::{ContactForm, OrderForm, Switches};
use crate::domain::product::PRIVATE_SERVICES_SERVER;

fn person(first: &str) -> StoredPerson {
    StoredPerson {
        details: vec![
            ("first_name", first.to_owned()),
            ("last_name", "Voorbeeld".to_owned()),
            ("job_title", "Engineer".to_owned()),
            ("telephone", "030-1234567".to_owned()),
            ("email", "ada@voorbeeld.nl".to_owned()),
        ],
    }
}

fn typed(contact_type: &str, user_id: &str, first_name: &str) -> ContactForm {
    ContactForm {
        contact_type: contact_type.to_owned(),
        user_id: user_id.to_owned(),
        first_name: first_name.to_owned(),
        last_name: "Voorbeeld".to_owned(),
        job_title: "Engineer".to_owned(),
        telephone: "030-1234567".to_owned(),
        email: "ada@voorbeeld.nl".to_owned(),
        ..ContactForm::default()
    }
}

fn request(contacts: Vec<ContactForm>) -> OrderRequest {
    let form = OrderForm {
        csr_choice: "later".to_owned(),
        domain_choice: "own".to_owned(),
        common_name: "dienst.voorbeeld.nl".to_owned(),
        organization: "2042709".to_owned(),
        oin_choice: "digicert".to_owned(),
        csa_agreed: "yes".to_owned(),
        contacts,
        ..OrderForm::blank()
    };
    let checked = form.check(&Circumstances {
        profile: &PRIVATE_SERVICES_SERVER,
        today: date(2026, 11, 22),
        switches: Switches::default(),
        is_service_user: false,
        multi_year_plans: None,
        key_used_by: None,
        precedent: crate::domain::order::Precedent::Unknown,
    });
    checked.request.unwrap()
}

fn stored() -> Stored {
    Stored {
        organization_contact: Some(person("Ada")),
        technical_contact: None,
        verified_contacts: vec!["7".to_owned(), "8".to_owned()],
        users: vec![("7".to_owned(), Some(person("Ada"))), ("8".to_owned(), None)],
        is_complete: true,
    }
}

#[test]
fn an_order_changes_nothing_unless_it_says_so() {
    for contacts in [
        vec![],
        vec![
            typed("order_organization_contact", "", "Bo"),
            typed("order_technical_contact", "", "Cy"),
        ],
        vec![typed("verified_contact", "7", "Ada")],
        vec![typed("organization_contact", "", "Ada")],
    ] {
        assert_eq!(request(contacts.clone()).changes(&stored()), [], "{contacts:?}");
    }
}

#[test]
fn each_change_is_named_with_what_differs() {
    let before_and_after = |change: &Change| -> Vec<(&'static str, Option<String>, String)> {
        let details = change.details.iter();
        details
            .map(|it| (it.name, it.before.clone(), it.after.clone()))
            .collect()
    };
    for (contact, kind, first) in [
        (typed("verified_contact", "7", "Bo"), "overwrites-user", Some("Ada")),
        (typed("verified_contact", "8", "Bo"), "overwrites-user", None),
        (
            typed("order_technical_contact", "7", "Bo"),
            "overwrites-user",
            Some("Ada"),
        ),
        (
            typed("organization_contact", "", "Bo"),
            "replaces-organization-contact",
            Some("Ada"),
        ),
        (typed("technical_contact", "", "Bo"), "replaces-technical-contact", None),
        (typed("verified_contact", "", "Bo"), "adds-verified-contact", None),
    ] {
        let changes = request(vec![contact.clone()]).changes(&stored());
        let words: Vec<_> = changes.iter().map(|change| change.kind.word()).collect();
        assert_eq!(words, [kind], "{contact:?}");
        let details = before_and_after(&changes[0]);
        assert_eq!(
            details[0],
            ("first_name", first.map(str::to_owned), "Bo".to_owned()),
            "{contact:?}"
        );
        assert_eq!(details.len(), if first.is_some() { 1 } else { 5 }, "{contact:?}");
    }
}

#[test]
fn a_known_user_may_take_a_place_and_be_overwritten_at_once() {
    let contact = ContactForm {
        contact_type: "technical_contact".to_owned(),
        user_id: "7".to_owned(),
        telephone: "030-7654321".to_owned(),
        ..ContactForm::default()
    };
    let changes = request(vec![contact]).changes(&stored());
    let words: Vec<_> = changes.iter().map(|change| change.kind.word()).collect();
    assert_eq!(words, ["overwrites-user", "replaces-technical-contact"]);
    assert_eq!(changes[0].details.len(), 1);
    let after: Vec<_> = changes[1].details.iter().map(|it| it.after.as_str()).collect();
    assert_eq!(
        after,
        ["Ada", "Voorbeeld", "Engineer", "030-7654321", "ada@voorbeeld.nl"]
    );
}

#[test]
fn somebody_of_whom_nothing_is_known_counts_as_a_change() {
    let by_number = |contact_type: &str, user_id: &str| ContactForm {
        contact_type: contact_type.to_owned(),
        user_id: user_id.to_owned(),
        ..ContactForm::default()
    };
    for (contact, kind) in [
        (by_number("organization_contact", "8"), "replaces-organization-contact"),
        (by_number("verified_contact", "9"), "adds-verified-contact"),
    ] {
        let changes = request(vec![contact]).changes(&stored());
        assert_eq!(changes.iter().map(|it| it.kind.word()).collect::<Vec<_>>(), [kind]);
    }
    assert_eq!(request(vec![by_number("verified_contact", "8")]).changes(&stored()), []);
}
