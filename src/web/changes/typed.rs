//! What a form submitted as a change, and a change as the values of its form: the two directions of one table.

use super::typed_order;
use crate::domain::change::check::field_name;
use crate::domain::change::form::{
    ChangeForm, ChangeKind, ContactsForm, DomainForm, NewOrganizationForm, ValidationForm,
};
use crate::domain::directory::details::Fields;
use crate::domain::directory::{OrganizationDetails, PersonDetails};

/// The most rows of people a form may come with: the first above the limit is still there to be refused by name.
const ROWS: usize = 20;

/// Names and values as a form has them.
pub(super) type Values = Vec<(String, String)>;

/// The change of that kind that was submitted.
pub(super) fn read(kind: ChangeKind, values: &[(String, String)]) -> Option<ChangeForm> {
    let one = |name: &str| value(values, name);
    let form = match kind {
        ChangeKind::CreateOrganization => ChangeForm::CreateOrganization(Box::new(NewOrganizationForm {
            details: record("", values),
            organization_contact: record("organization_contact", values),
            technical_contact: record("technical_contact", values),
            container: one("container"),
            validation: validation(values),
            skip_duplicate_org_check: one("skip_duplicate_org_check"),
        })),
        ChangeKind::ChangeOrganization => ChangeForm::ChangeOrganization(record::<OrganizationDetails>("", values)),
        ChangeKind::ChangeContacts => ChangeForm::ChangeContacts(Box::new(ContactsForm {
            organization_contact: record("organization_contact", values),
            technical_choice: one("technical_choice"),
            technical_contact: record("technical_contact", values),
        })),
        ChangeKind::SubmitOrganization => ChangeForm::SubmitOrganization(validation(values)),
        ChangeKind::ActivateOrganization => ChangeForm::ActivateOrganization,
        ChangeKind::DeactivateOrganization => ChangeForm::DeactivateOrganization,
        ChangeKind::AddDomain => ChangeForm::AddDomain(DomainForm {
            name: one("name"),
            organization: one("organization"),
            container: one("container"),
            kinds: all(values, "kinds"),
            dcv_method: one("dcv_method"),
        }),
        ChangeKind::SubmitDomain => ChangeForm::SubmitDomain {
            kinds: all(values, "kinds"),
            dcv_method: one("dcv_method"),
        },
        ChangeKind::ChangeDcvMethod => ChangeForm::ChangeDcvMethod {
            dcv_method: one("dcv_method"),
        },
        ChangeKind::NewDcvToken => ChangeForm::NewDcvToken,
        ChangeKind::ResendDcvEmails => ChangeForm::ResendDcvEmails,
        ChangeKind::CheckDcv => ChangeForm::CheckDcv,
        ChangeKind::ActivateDomain => ChangeForm::ActivateDomain,
        ChangeKind::DeactivateDomain => ChangeForm::DeactivateDomain,
        kind => return typed_order::read(kind, values),
    };
    Some(form)
}

/// The values of its form.
pub(super) fn values(form: &ChangeForm) -> Values {
    let mut values = Values::new();
    match form {
        ChangeForm::CreateOrganization(form) => {
            put(&mut values, "", &form.details);
            put(&mut values, "organization_contact", &form.organization_contact);
            put(&mut values, "technical_contact", &form.technical_contact);
            values.push(("container".to_owned(), form.container.clone()));
            put_validation(&mut values, &form.validation);
            let skip = form.skip_duplicate_org_check.clone();
            values.push(("skip_duplicate_org_check".to_owned(), skip));
        }
        ChangeForm::ChangeOrganization(details) => put(&mut values, "", details),
        ChangeForm::ChangeContacts(form) => {
            put(&mut values, "organization_contact", &form.organization_contact);
            values.push(("technical_choice".to_owned(), form.technical_choice.clone()));
            put(&mut values, "technical_contact", &form.technical_contact);
        }
        ChangeForm::SubmitOrganization(form) => put_validation(&mut values, form),
        ChangeForm::AddDomain(form) => {
            values.push(("name".to_owned(), form.name.clone()));
            values.push(("organization".to_owned(), form.organization.clone()));
            values.push(("container".to_owned(), form.container.clone()));
            put_all(&mut values, "kinds", &form.kinds);
            values.push(("dcv_method".to_owned(), form.dcv_method.clone()));
        }
        ChangeForm::SubmitDomain { kinds, dcv_method } => {
            put_all(&mut values, "kinds", kinds);
            values.push(("dcv_method".to_owned(), dcv_method.clone()));
        }
        ChangeForm::ChangeDcvMethod { dcv_method } => values.push(("dcv_method".to_owned(), dcv_method.clone())),
        ChangeForm::ActivateOrganization
        | ChangeForm::DeactivateOrganization
        | ChangeForm::NewDcvToken
        | ChangeForm::ResendDcvEmails
        | ChangeForm::CheckDcv
        | ChangeForm::ActivateDomain
        | ChangeForm::DeactivateDomain => {}
        form => typed_order::put(&mut values, form),
    }
    values
}

/// The first value of that name.
pub(super) fn value(values: &[(String, String)], name: &str) -> String {
    let found = values.iter().find(|(known, _)| known == name);
    found.map(|(_, value)| value.clone()).unwrap_or_default()
}

/// All values of that name.
pub(super) fn all(values: &[(String, String)], name: &str) -> Vec<String> {
    let those = values.iter().filter(|(known, _)| known == name);
    those.map(|(_, value)| value.clone()).collect()
}

/// The record whose fields begin with that.
pub(super) fn record<T: Fields + Default>(place: &str, values: &[(String, String)]) -> T {
    let mut record = T::default();
    for name in T::NAMES {
        if let Some(text) = record.value_mut(name) {
            *text = value(values, &named(place, name));
        }
    }
    record
}

/// Adds the values of a record whose fields begin with that.
pub(super) fn put<T: Fields>(values: &mut Values, place: &str, record: &T) {
    let those = T::NAMES.iter();
    values.extend(those.map(|name| (named(place, name), record.value(name).to_owned())));
}

fn put_all(values: &mut Values, name: &str, all: &[String]) {
    values.extend(all.iter().map(|value| (name.to_owned(), value.clone())));
}

fn named(place: &str, name: &str) -> String {
    if place.is_empty() {
        name.to_owned()
    } else {
        field_name(place, name)
    }
}

fn validation(values: &[(String, String)]) -> ValidationForm {
    let is_there = |row: usize| {
        let start = format!("people[{row}][");
        values.iter().any(|(name, _)| name.starts_with(&start))
    };
    let rows = (0..ROWS).take_while(|row| is_there(*row));
    ValidationForm {
        kinds: all(values, "kinds"),
        known: all(values, "known"),
        people: rows
            .map(|row| record::<PersonDetails>(&format!("people[{row}]"), values))
            .collect(),
    }
}

fn put_validation(values: &mut Values, form: &ValidationForm) {
    put_all(values, "kinds", &form.kinds);
    put_all(values, "known", &form.known);
    for (row, person) in form.people.iter().enumerate() {
        put(values, &format!("people[{row}]"), person);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_survives_its_values() {
        let person = |name: &str| PersonDetails {
            first_name: name.to_owned(),
            telephone_extension: "7".to_owned(),
            ..PersonDetails::default()
        };
        let details = OrganizationDetails {
            name: "Voorbeeld".to_owned(),
            country: "NL".to_owned(),
            ..OrganizationDetails::default()
        };
        let validation = ValidationForm {
            kinds: vec!["ov".to_owned(), "ev".to_owned()],
            known: vec!["3".to_owned()],
            people: vec![person("Ada"), PersonDetails::default(), person("Bram")],
        };
        let (kinds, dcv_method) = (vec!["ov".to_owned()], "email".to_owned());
        let mut forms = vec![
            ChangeForm::CreateOrganization(Box::new(NewOrganizationForm {
                details: details.clone(),
                organization_contact: person("Cas"),
                technical_contact: person("Dirk"),
                container: "9".to_owned(),
                validation: validation.clone(),
                skip_duplicate_org_check: "yes".to_owned(),
            })),
            ChangeForm::ChangeOrganization(details),
            ChangeForm::ChangeContacts(Box::new(ContactsForm {
                organization_contact: person("Cas"),
                technical_choice: "set".to_owned(),
                technical_contact: person("Dirk"),
            })),
            ChangeForm::SubmitOrganization(validation),
            ChangeForm::AddDomain(DomainForm {
                name: "voorbeeld.nl".to_owned(),
                organization: "7".to_owned(),
                container: "9".to_owned(),
                kinds: kinds.clone(),
                dcv_method: dcv_method.clone(),
            }),
            ChangeForm::SubmitDomain {
                kinds,
                dcv_method: dcv_method.clone(),
            },
            ChangeForm::ChangeDcvMethod { dcv_method },
        ];
        forms.extend(typed_order::every_form());
        let filled: Vec<ChangeKind> = forms.iter().map(ChangeForm::kind).collect();
        let empty = ChangeKind::ALL.into_iter().filter(|kind| !filled.contains(kind));
        forms.extend(empty.filter_map(|kind| read(kind, &[])));
        assert_eq!(forms.len(), ChangeKind::ALL.len());
        for form in forms {
            assert_eq!(read(form.kind(), &values(&form)), Some(form));
        }
    }
}
