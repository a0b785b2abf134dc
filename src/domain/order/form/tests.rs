//! What is typed is kept: through the store, through the page, section by section.

use proptest::prelude::*;

use super::*;

fn any_contact() -> impl Strategy<Value = ContactForm> {
    proptest::array::uniform7(any::<String>()).prop_map(|fields| {
        let [
            contact_type,
            user_id,
            first_name,
            last_name,
            job_title,
            telephone,
            email,
        ] = fields;
        ContactForm {
            contact_type,
            user_id,
            first_name,
            last_name,
            job_title,
            telephone,
            email,
            ..ContactForm::default()
        }
    })
}

proptest! {
    #[test]
    fn nothing_typed_is_lost(
        values in proptest::collection::vec(any::<String>(), OrderForm::FIELDS.len()),
        contacts in proptest::collection::vec(any_contact(), 0..4),
    ) {
        let fields = OrderForm::FIELDS.iter().zip(values);
        let form = OrderForm { contacts, ..OrderForm::from_fields(fields.map(|(name, value)| (*name, value))) };
        let stored = serde_json::to_string(&form).map_err(|e| TestCaseError::fail(e.to_string()))?;
        let read: OrderForm = serde_json::from_str(&stored).map_err(|e| TestCaseError::fail(e.to_string()))?;
        prop_assert_eq!(OrderForm::from_fields(read.to_fields()), OrderForm { private_key_removed: false, ..form });
    }
}

#[test]
fn rows_of_contacts_keep_their_order_and_gaps_close() {
    let form = OrderForm::from_fields([
        ("contacts[7][email]", "b@b.nl"),
        ("contacts[2][email]", "a@a.nl"),
        ("contacts[2][nickname]", "x"),
        ("contacts[x][email]", "y"),
        ("unknown", "z"),
    ]);
    let emails: Vec<_> = form.contacts.iter().map(|contact| contact.email.as_str()).collect();
    assert_eq!(emails, ["a@a.nl", "b@b.nl"]);
}

#[test]
fn a_private_key_is_taken_out_at_once() {
    let form = OrderForm::from_fields([("csr", "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----")]);
    assert!(form.private_key_removed);
    assert!(form.csr.is_empty());
}

#[test]
fn a_section_is_replaced_and_the_rest_stays() {
    let stored = OrderForm {
        common_name: "a.nl".to_owned(),
        oin: "1".to_owned(),
        contacts: vec![ContactForm::default(); 2],
        ..OrderForm::blank()
    };
    let typed = OrderForm::from_fields([("common_name", "b.nl"), ("oin", "2"), ("contacts[0][email]", "a@a.nl")]);
    let names = stored.clone().with_section(Section::Names, typed.clone());
    assert_eq!(
        (names.common_name.as_str(), names.oin.as_str(), names.contacts.len()),
        ("b.nl", "1", 2)
    );
    let contacts = stored.with_section(Section::Contacts, typed);
    assert_eq!((contacts.common_name.as_str(), contacts.contacts.len()), ("a.nl", 1));
}
