//! Rules about people named at an organization (CertCentral: Update organization and technical contact).

use super::{Circumstances, fits};
use crate::domain::change::form::{ContactsForm, KEEP, REMOVE, SET};
use crate::domain::change::request::{ChangeRequest, OrderAction, TechnicalContact};
use crate::domain::contact::{is_email, is_usual_telephone};
use crate::domain::directory::PersonDetails;
use crate::domain::directory::details::{Fields, tidied};
use crate::domain::findings::Findings;
use crate::domain::ids::OrganizationId;
use crate::domain::order::OrderRecord;
use crate::domain::rules;

/// The name on the page of a person's field.
#[must_use]
pub fn field_name(person: &str, field: &str) -> String {
    format!("{person}[{field}]")
}

/// A person who may be left out altogether, but not in part.
pub(super) fn optional(place: &str, typed: &PersonDetails, f: &mut Findings) -> Option<PersonDetails> {
    let person = tidied(typed);
    (!person.is_blank()).then(|| whole(place, &person, f))
}

/// A person with everything that DigiCert needs of them. `place` is what the names of the fields begin with.
pub fn whole(place: &str, typed: &PersonDetails, f: &mut Findings) -> PersonDetails {
    let person = tidied(typed);
    for (name, longest) in PersonDetails::LONGEST {
        let (value, field) = (person.value(name), field_name(place, name));
        if !value.is_empty() {
            fits(value, longest, &field, f);
        } else if !PersonDetails::OPTIONAL.contains(&name) {
            f.add(&rules::PERSON_DETAIL_MISSING, field);
        }
    }
    if !person.email.is_empty() && !is_email(&person.email) {
        f.add(&rules::EMAIL_SHAPE, field_name(place, "email"));
    }
    if !person.telephone.is_empty() && !is_usual_telephone(&person.telephone) {
        f.add(&rules::TELEPHONE_SHAPE, field_name(place, "telephone"));
    }
    person
}

pub(super) fn contacts(
    id: OrganizationId,
    form: &ContactsForm,
    circumstances: &Circumstances<'_>,
    f: &mut Findings,
) -> Option<ChangeRequest> {
    let stored = circumstances.contacts().cloned().unwrap_or_default();
    let before = stored.organization_contact.map(|it| it.person);
    let typed = tidied(&form.organization_contact);
    let organization_contact = if Some(&typed) == before.as_ref() || (typed.is_blank() && before.is_none()) {
        None
    } else if typed.is_blank() {
        f.add(
            &rules::ORGANIZATION_CONTACT_STAYS,
            field_name("organization_contact", "first_name"),
        );
        None
    } else {
        let person = whole("organization_contact", &typed, f);
        said_who("organization_contact", before.as_ref(), &person, f);
        Some(Box::new(person))
    };
    let before = stored.technical_contact.map(|it| it.person);
    let technical_contact = match form.technical_choice.trim() {
        "" | KEEP => None,
        REMOVE if before.is_none() => None,
        REMOVE => Some(Box::new(TechnicalContact::Removed)),
        SET => {
            let typed = tidied(&form.technical_contact);
            let person = whole("technical_contact", &typed, f);
            said_who("technical_contact", before.as_ref(), &person, f);
            (Some(&person) != before.as_ref()).then(|| Box::new(TechnicalContact::Set(person)))
        }
        _ => {
            f.add(&rules::TECHNICAL_CHOICE_MISSING, "technical_choice");
            None
        }
    };
    if organization_contact.is_none() && technical_contact.is_none() && !f.has_errors() {
        f.add(
            &rules::NOTHING_CHANGED,
            field_name("organization_contact", "first_name"),
        );
    }
    Some(ChangeRequest::ChangeContacts {
        id,
        organization_contact,
        technical_contact,
    })
}

/// The contacts of an order. What is left out of one that is sent is kept there, so that whole ones are sent; nobody is
/// removed (CertCentral: Update order contacts).
pub(super) fn of_order(form: &ContactsForm, order: &OrderRecord, f: &mut Findings) -> OrderAction {
    let typed = tidied(&form.organization_contact);
    let nobody = PersonDetails::default();
    let stored = order.organization_contact.as_ref().unwrap_or(&nobody);
    let organization_contact = (typed != *stored).then(|| whole("organization_contact", &typed, f));
    let stored = order.technical_contact.as_ref();
    let technical_contact = match form.technical_choice.trim() {
        "" | KEEP => None,
        SET => {
            let person = whole("technical_contact", &tidied(&form.technical_contact), f);
            (Some(&person) != stored).then_some(person)
        }
        REMOVE => {
            f.add(&rules::ORDER_TECHNICAL_CONTACT_STAYS, "technical_choice");
            None
        }
        _ => {
            f.add(&rules::TECHNICAL_CHOICE_MISSING, "technical_choice");
            None
        }
    };
    if organization_contact.is_none() && technical_contact.is_none() && !f.has_errors() {
        f.add(
            &rules::NOTHING_CHANGED,
            field_name("organization_contact", "first_name"),
        );
    }
    OrderAction::ChangeContacts {
        organization_contact,
        technical_contact,
    }
}

/// Whether DigiCert changes the stored contact or puts another in its place: it is the same one where both names and the
/// e-mail address are.
fn said_who(place: &str, before: Option<&PersonDetails>, after: &PersonDetails, f: &mut Findings) {
    let is_same = before.is_some_and(|before| {
        before.first_name == after.first_name && before.last_name == after.last_name && before.email == after.email
    });
    if before.is_some() && !is_same {
        f.add(&rules::CONTACT_BECOMES_ANOTHER, field_name(place, "first_name"));
    }
}
