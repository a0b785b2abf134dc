//! Rules about the contacts on an order (CertCentral: Order PKIo Private Services Server, `organization.contacts`).

use super::{Circumstances, filled, fits, number};
use crate::domain::contact::{Contact, ContactRole, ContactType, DETAILS, is_email, is_usual_telephone};
use crate::domain::findings::Findings;
use crate::domain::order::OrderForm;
use crate::domain::order::form::{ContactForm, contact_field_name};
use crate::domain::order::needed::needs;
use crate::domain::rules;

/// The contacts that were filled in; blank rows count as none.
pub(super) fn check(form: &OrderForm, circumstances: &Circumstances, findings: &mut Findings) -> Vec<Contact> {
    let is_new_organization = form.organization_choice.trim() == "new";
    let mut contacts: Vec<Contact> = Vec::new();
    let rows = form.contacts.iter().enumerate();
    for (row, typed) in rows.filter(|(_, typed)| !typed.is_blank()) {
        let Some(contact) = check_row(row, typed, findings) else {
            continue;
        };
        let field = contact_field_name(row, "contact_type");
        if contact.role.replaces_stored() && !is_new_organization {
            findings.add(&rules::CONTACT_REPLACES_STORED, field.clone());
        }
        if !contact.role.may_repeat() && contacts.iter().any(|other| other.role == contact.role) {
            findings.add(&rules::CONTACT_TYPE_TWICE, field);
        }
        contacts.push(contact);
    }
    check_who_is_there(&contacts, is_new_organization, circumstances, findings);
    contacts
}

/// Who is missing, by the table of who is needed when.
fn check_who_is_there(contacts: &[Contact], is_new: bool, circumstances: &Circumstances, findings: &mut Findings) {
    let count = |role: ContactRole| contacts.iter().filter(|contact| contact.role == role).count();
    for need in needs(is_new, circumstances.is_service_user, circumstances.precedent) {
        if count(need.role) == 0
            && let Some(rule) = need.rule()
        {
            findings.add(rule, "contacts");
        }
    }
    let verified = count(ContactRole::OfOrganization(ContactType::VerifiedContact));
    if verified > circumstances.profile.verified_contacts_max {
        let count = vec![("count", verified.to_string())];
        findings.add_with(&rules::CONTACTS_TOO_MANY, "contacts", count);
    }
}

fn check_row(row: usize, typed: &ContactForm, findings: &mut Findings) -> Option<Contact> {
    let field = |name: &str| contact_field_name(row, name);
    let role = ContactRole::of_word(typed.contact_type.trim());
    if role.is_none() {
        findings.add(&rules::CONTACT_TYPE_MISSING, field("contact_type"));
    }
    let rule = &rules::CONTACT_USER_NOT_A_NUMBER;
    let user_id = number(&typed.user_id, &field("user_id"), rule, findings);
    let is_known = !typed.user_id.trim().is_empty();
    let mut has_details = false;
    for (name, longest) in DETAILS {
        match typed.field(name).and_then(filled) {
            Some(text) => {
                has_details = true;
                fits(&text, longest, &field(name), findings);
            }
            None if !is_known => findings.add(&rules::CONTACT_DETAIL_MISSING, field(name)),
            None => {}
        }
    }
    if is_known && has_details {
        findings.add(&rules::CONTACT_OVERWRITES_USER, field("user_id"));
    }
    let email = filled(&typed.email);
    if email.as_deref().is_some_and(|email| !is_email(email)) {
        findings.add(&rules::EMAIL_SHAPE, field("email"));
    }
    let telephone = filled(&typed.telephone);
    if telephone.as_deref().is_some_and(|number| !is_usual_telephone(number)) {
        findings.add(&rules::TELEPHONE_SHAPE, field("telephone"));
    }
    Some(Contact {
        role: role?,
        user_id,
        first_name: filled(&typed.first_name),
        last_name: filled(&typed.last_name),
        job_title: filled(&typed.job_title),
        telephone,
        email,
    })
}
