//! Rules about the contacts on an order (CertCentral: Order PKIo Private Services Server, `organization.contacts`).

use super::{filled, number};
use crate::domain::contact::{Contact, ContactType, is_email, is_usual_telephone};
use crate::domain::findings::Findings;
use crate::domain::order::form::{ContactForm, contact_field_name};
use crate::domain::product::ProductProfile;
use crate::domain::rules;

/// The contacts that were filled in; blank rows count as none.
pub(super) fn check(rows: &[ContactForm], profile: &ProductProfile, findings: &mut Findings) -> Vec<Contact> {
    let mut contacts: Vec<Contact> = Vec::new();
    for (row, typed) in rows.iter().enumerate().filter(|(_, typed)| !typed.is_blank()) {
        let Some(contact) = check_row(row, typed, findings) else {
            continue;
        };
        let once = contact.contact_type != ContactType::VerifiedContact;
        if once {
            findings.add(&rules::CONTACT_REPLACES_STORED, contact_field_name(row, "contact_type"));
            if contacts.iter().any(|other| other.contact_type == contact.contact_type) {
                findings.add(&rules::CONTACT_TYPE_TWICE, contact_field_name(row, "contact_type"));
            }
        }
        contacts.push(contact);
    }
    let verified = contacts
        .iter()
        .filter(|contact| contact.contact_type == ContactType::VerifiedContact)
        .count();
    if verified == 0 {
        findings.add(&rules::VERIFIED_CONTACT_ABSENT, "contacts");
    }
    if verified > profile.verified_contacts_max {
        let count = vec![("count", verified.to_string())];
        findings.add_with(&rules::CONTACTS_TOO_MANY, "contacts", count);
    }
    contacts
}

fn check_row(row: usize, typed: &ContactForm, findings: &mut Findings) -> Option<Contact> {
    let field = |name: &str| contact_field_name(row, name);
    let contact_type = ContactType::of_word(typed.contact_type.trim());
    if contact_type.is_none() {
        findings.add(&rules::CONTACT_TYPE_MISSING, field("contact_type"));
    }
    let user_id = number(
        &typed.user_id,
        &field("user_id"),
        &rules::CONTACT_USER_NOT_A_NUMBER,
        findings,
    );
    let details = ["first_name", "last_name", "job_title", "telephone", "email"];
    let is_empty = |name: &&str| typed.field(name).is_none_or(|value| value.trim().is_empty());
    if typed.user_id.trim().is_empty() {
        for name in details.iter().filter(|name| is_empty(name)) {
            findings.add(&rules::CONTACT_DETAIL_MISSING, field(name));
        }
    } else if !details.iter().all(is_empty) {
        findings.add(&rules::CONTACT_OVERWRITES_USER, field("user_id"));
    }
    let email = filled(&typed.email);
    if email.as_deref().is_some_and(|email| !is_email(email)) {
        findings.add(&rules::EMAIL_SHAPE, field("email"));
    }
    let telephone = filled(&typed.telephone);
    if telephone
        .as_deref()
        .is_some_and(|telephone| !is_usual_telephone(telephone))
    {
        findings.add(&rules::TELEPHONE_SHAPE, field("telephone"));
    }
    Some(Contact {
        contact_type: contact_type?,
        user_id,
        first_name: filled(&typed.first_name),
        last_name: filled(&typed.last_name),
        job_title: filled(&typed.job_title),
        telephone,
        email,
    })
}
