//! Every limit of the reference: what is just as long passes, and what is longer is told at its field.

use super::tests::{ada, changed, check, contacts, new, submitted};
use super::*;
use crate::domain::change::form::{KEEP, SET};
use crate::domain::directory::PersonDetails;
use crate::domain::directory::details::Fields;

/// The most characters of an organization's details (CertCentral: Create organization).
const ORGANIZATION: [(&str, usize); 7] = [
    ("name", 64),
    ("address", 64),
    ("address2", 64),
    ("zip", 40),
    ("city", 64),
    ("state", 64),
    ("telephone", 32),
];

/// The most characters of a person's (the same).
const PERSON: [(&str, usize); 6] = [
    ("first_name", 128),
    ("last_name", 128),
    ("job_title", 64),
    ("telephone", 32),
    ("telephone_extension", 16),
    ("email", 255),
];

/// A text of so many characters that is what its field asks for.
fn text(name: &str, length: usize) -> String {
    match name {
        "email" => {
            let (local, label) = ("a".repeat(64), "d".repeat(63));
            let rest = length - local.len() - 2 * label.len() - 3;
            format!("{local}@{label}.{label}.{}", "d".repeat(rest))
        }
        "telephone" | "telephone_extension" => "1".repeat(length),
        // Characters count, not bytes.
        _ => "é".repeat(length),
    }
}

fn put(record: &mut impl Fields, name: &str, length: usize) {
    if let Some(value) = record.value_mut(name) {
        *value = text(name, length);
    }
}

/// That the form has, at that field and nowhere else, just this error; none where none is named.
fn assert_error((form, subject): &(ChangeForm, Subject), field: &str, rule: Option<&str>) {
    let checked = check(form, *subject, false);
    let errors = checked.findings.with_severity(crate::domain::findings::Severity::Error);
    let errors: Vec<_> = errors.map(|it| (it.field.as_str(), it.rule.id)).collect();
    let expected: Vec<_> = rule.into_iter().map(|rule| (field, rule)).collect();
    assert_eq!(errors, expected, "{field}");
    assert_eq!(checked.request.is_some(), rule.is_none(), "{field}");
}

const TOO_LONG: Option<&str> = Some("text-too-long");

#[test]
fn details_of_organizations_have_limits() {
    for (name, most) in ORGANIZATION {
        for (length, rule) in [(most, None), (most + 1, TOO_LONG)] {
            let mut created = new(|form| form.details.assumed_name.clear());
            let mut kept = changed(|details| details.assumed_name.clear());
            if let ChangeForm::CreateOrganization(form) = &mut created.0 {
                put(&mut form.details, name, length);
            }
            if let ChangeForm::ChangeOrganization(details) = &mut kept.0 {
                put(details, name, length);
            }
            assert_error(&created, name, rule);
            assert_error(&kept, name, rule);
        }
    }
}

#[test]
fn both_names_share_a_limit() {
    for (name, assumed_name, rule) in [
        (60, 1, None),
        (60, 2, Some("organization-names-too-long")),
        (1, 60, None),
        (31, 31, Some("organization-names-too-long")),
        (64, 0, None),
    ] {
        let mut created = new(|_| {});
        let mut kept = changed(|_| {});
        if let ChangeForm::CreateOrganization(form) = &mut created.0 {
            put(&mut form.details, "name", name);
            put(&mut form.details, "assumed_name", assumed_name);
        }
        if let ChangeForm::ChangeOrganization(details) = &mut kept.0 {
            put(details, "name", name);
            put(details, "assumed_name", assumed_name);
        }
        assert_error(&created, "assumed_name", rule);
        assert_error(&kept, "assumed_name", rule);
    }
}

#[test]
fn a_country_is_one_of_the_list() {
    for (typed, rule) in [
        ("be", None),
        ("NLD", Some("country-unknown")),
        ("XX", Some("country-unknown")),
    ] {
        let mut form = changed(|_| {});
        if let ChangeForm::ChangeOrganization(details) = &mut form.0 {
            typed.clone_into(&mut details.country);
        }
        assert_error(&form, "country", rule);
    }
}

#[test]
fn details_of_people_have_limits_wherever_they_are_named() {
    for (name, most) in PERSON {
        for (length, rule) in [(most, None), (most + 1, TOO_LONG)] {
            let mut person = ada();
            put(&mut person, name, length);
            for (place, form) in naming(&person) {
                assert_error(&form, &format!("{place}[{name}]"), rule);
            }
        }
    }
}

/// A form for each place in which a person can be named.
fn naming(person: &PersonDetails) -> Vec<(&'static str, (ChangeForm, Subject))> {
    let mut forms = vec![
        ("organization_contact", new(|_| {})),
        ("technical_contact", new(|_| {})),
        ("people[0]", new(|form| form.validation.kinds = vec!["ov".into()])),
        (
            "organization_contact",
            contacts(|form| form.technical_choice = KEEP.into()),
        ),
        ("technical_contact", contacts(|form| form.technical_choice = SET.into())),
        ("people[0]", submitted(|_| {})),
    ];
    for (place, (form, _)) in &mut forms {
        match (form, *place) {
            (ChangeForm::CreateOrganization(form), "organization_contact") => {
                form.organization_contact = person.clone();
            }
            (ChangeForm::CreateOrganization(form), "technical_contact") => form.technical_contact = person.clone(),
            (ChangeForm::CreateOrganization(form), _) => form.validation.people = vec![person.clone()],
            (ChangeForm::ChangeContacts(form), "organization_contact") => form.organization_contact = person.clone(),
            (ChangeForm::ChangeContacts(form), _) => form.technical_contact = person.clone(),
            (ChangeForm::SubmitOrganization(form), _) => form.people = vec![person.clone()],
            _ => {}
        }
    }
    forms
}

#[test]
fn no_more_than_fifteen_people_are_verified_at_once() {
    for (known, typed, rule) in [
        (0, 15, None),
        (0, 16, Some("contacts-too-many")),
        (1, 14, None),
        (1, 15, Some("contacts-too-many")),
    ] {
        let mut form = submitted(|_| {});
        if let ChangeForm::SubmitOrganization(form) = &mut form.0 {
            form.known = vec!["3".into(); known];
            form.people = vec![ada(); typed];
        }
        assert_error(&form, "people", rule);
    }
    let mut form = new(|form| form.validation.kinds = vec!["ov".into()]);
    if let ChangeForm::CreateOrganization(form) = &mut form.0 {
        form.validation.people = vec![ada(); 16];
    }
    assert_error(&form, "people", Some("contacts-too-many"));
}
