//! What was submitted on a page of the order form: the form, the version it was typed on, and the button.

use crate::domain::contact::ContactRole;
use crate::domain::directory::PersonDetails;
use crate::domain::ids::PersonId;
use crate::domain::order::{ContactForm, OrderForm};
use crate::web::posted::{Submission, value, version};

/// How the word of a button begins that takes a found organization; its number follows.
pub(super) const TAKE: &str = "take-organization-";

/// How the word of a button begins that takes somebody from the address book; their number and the role follow.
pub(super) const TAKE_PERSON: &str = "take-person-";
/// How the word of a button begins that adds a contact of a role, which follows.
pub(super) const ADD_AS: &str = "add-contact-";
/// The parameter of the address with the organization that is looked for.
pub(super) const FIND_ORGANIZATION: &str = "find";
/// The parameter of the address with the person who is looked for.
pub(super) const FIND_PERSON: &str = "person";

/// What the pressed button asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Button {
    /// Save, and stay; from the page of one section, back to the task list.
    Save,
    /// Save, and go on to the check page.
    Check,
    /// Save, and go on from the page of one section.
    Continue,
    /// Save, and go to the task list.
    List,
    /// One more contact.
    AddContact,
    /// One more contact, of that role.
    AddContactAs(ContactRole),
    /// Look for people in the address book.
    FindPerson,
    /// Take one of the people that were found, as that contact.
    TakePerson(PersonId, ContactRole),
    /// The contact of that row goes.
    RemoveContact(usize),
    /// Look for organizations by name.
    FindOrganization,
    /// Take one of the organizations that were found.
    TakeOrganization,
    /// The names of the CSR come over to the names.
    TakeNames,
}

impl Button {
    fn of_word(word: &str) -> Self {
        match word {
            "check" => Self::Check,
            "continue" => Self::Continue,
            "list" => Self::List,
            "take-names" => Self::TakeNames,
            "add-contact" => Self::AddContact,
            "find-organization" => Self::FindOrganization,
            "find-person" => Self::FindPerson,
            other if other.starts_with(TAKE) => Self::TakeOrganization,
            other => Self::about_contact(other).unwrap_or(Self::Save),
        }
    }

    /// The buttons whose word goes on: the role of a contact, the number of a person, the row.
    fn about_contact(word: &str) -> Option<Self> {
        if let Some(role) = word.strip_prefix(ADD_AS) {
            return ContactRole::of_word(role).map(Self::AddContactAs);
        }
        if let Some(chosen) = word.strip_prefix(TAKE_PERSON) {
            let (id, role) = chosen.split_once('-')?;
            return Some(Self::TakePerson(id.parse().ok()?, ContactRole::of_word(role)?));
        }
        let row = word.strip_prefix("remove-contact-")?;
        row.parse().ok().map(Self::RemoveContact)
    }

    /// Where on the page a button leads that only changes what the page shows; nothing for one that goes on or saves.
    pub(super) fn comes_back_to(self) -> Option<&'static str> {
        match self {
            Self::AddContact | Self::AddContactAs(_) | Self::TakePerson(..) | Self::RemoveContact(_) => {
                Some("s-contacts")
            }
            Self::FindPerson => Some("people-found"),
            Self::FindOrganization => Some("organization-found"),
            Self::TakeOrganization => Some("f-organization"),
            Self::Save | Self::Check | Self::Continue | Self::List | Self::TakeNames => None,
        }
    }
}

/// What was submitted.
#[derive(Debug)]
pub(super) struct Submitted {
    /// What was typed.
    pub(super) form: OrderForm,
    /// The version of the order it was typed on.
    pub(super) version: Option<i64>,
    /// The button.
    pub(super) button: Button,
    /// Whether the person came from the check page and wants to go back there.
    pub(super) is_from_check: bool,
    /// What is looked for, where something is: the parameter of the address and the text.
    pub(super) wanted: Option<(&'static str, String)>,
}

impl Submitted {
    /// Reads what a page of the form submitted. A file with the CSR counts as typed into the field for it.
    pub(super) fn read(submission: Submission) -> Self {
        let Submission { fields, files } = submission;
        let version = version(&fields);
        let action = value(&fields, "action");
        let button = Button::of_word(&action);
        let typed = |name: &str| value(&fields, name).trim().to_owned();
        let wanted = match button {
            Button::FindOrganization => Some((FIND_ORGANIZATION, typed("find_organization"))),
            Button::FindPerson => Some((FIND_PERSON, typed("find_person"))),
            _ => None,
        };
        let is_from_check = value(&fields, "from") == "check";
        let mut form = OrderForm::from_fields(fields);
        for file in files.iter().filter(|file| file.field == "csr_file") {
            form.take_csr_file(&file.bytes);
        }
        match button {
            Button::AddContact => form.contacts.push(ContactForm::default()),
            Button::AddContactAs(role) => {
                let nobody = PersonDetails::default();
                form.contacts.push(ContactForm::of_person(role, &nobody));
            }
            Button::RemoveContact(row) if row < form.contacts.len() => drop(form.contacts.remove(row)),
            Button::TakeOrganization => {
                action.trim_start_matches(TAKE).clone_into(&mut form.organization);
                "existing".clone_into(&mut form.organization_choice);
            }
            Button::TakeNames => form.take_names_of_csr(),
            _ => {}
        }
        Self {
            form,
            version,
            button,
            is_from_check,
            wanted,
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Bytes;

    use super::*;
    use crate::web::posted::Upload;

    fn submission(fields: &[(&str, &str)], files: &[(&str, &'static str)]) -> Submission {
        Submission {
            fields: fields
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            files: files
                .iter()
                .map(|(field, text)| Upload {
                    field: (*field).to_owned(),
                    bytes: Bytes::from_static(text.as_bytes()),
                })
                .collect(),
        }
    }

    #[test]
    fn a_chosen_file_takes_the_place_of_what_was_typed() {
        let fields = [
            ("csr", "typed"),
            ("version", "7"),
            ("action", "check"),
            ("from", "check"),
        ];
        let submitted = Submitted::read(submission(&fields, &[("csr_file", "chosen"), ("other", "x")]));
        assert_eq!(submitted.form.csr, "chosen");
        assert_eq!((submitted.version, submitted.button), (Some(7), Button::Check));
        assert!(submitted.is_from_check);
        assert_eq!(Submitted::read(submission(&fields, &[])).form.csr, "typed");
    }

    #[test]
    fn a_private_key_in_a_file_is_forgotten_like_a_pasted_one() {
        let key = "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----";
        let submitted = Submitted::read(submission(&[("csr", "typed")], &[("csr_file", key)]));
        assert!(submitted.form.private_key_removed);
        assert_eq!(submitted.form.csr, "typed");
    }

    #[test]
    fn a_found_organization_is_taken_into_the_form() {
        let fields = [("organization_choice", "new"), ("action", "take-organization-2042709")];
        let form = Submitted::read(submission(&fields, &[])).form;
        assert_eq!(
            (form.organization.as_str(), form.organization_choice.as_str()),
            ("2042709", "existing")
        );
        let wanted = [("find_organization", " Balans "), ("action", "find-organization")];
        let submitted = Submitted::read(submission(&wanted, &[]));
        assert_eq!(submitted.wanted, Some((FIND_ORGANIZATION, "Balans".to_owned())));
        let wanted = [("find_person", ""), ("action", "find-person")];
        let submitted = Submitted::read(submission(&wanted, &[]));
        assert_eq!(submitted.wanted, Some((FIND_PERSON, String::new())));
    }

    #[test]
    fn buttons_nobody_knows_save() {
        for (word, button) in [
            ("", Button::Save),
            ("save", Button::Save),
            ("explode", Button::Save),
            ("remove-contact--1", Button::Save),
            ("remove-contact-3", Button::RemoveContact(3)),
            ("find-organization", Button::FindOrganization),
            ("take-organization-7", Button::TakeOrganization),
            ("list", Button::List),
            ("find-person", Button::FindPerson),
            (
                "take-person-7-order_technical_contact",
                Button::TakePerson(PersonId(7), ContactRole::TechnicalContactOfOrder),
            ),
            ("take-person-7-nobody", Button::Save),
            ("take-person-x-verified_contact", Button::Save),
            (
                "add-contact-order_technical_contact",
                Button::AddContactAs(ContactRole::TechnicalContactOfOrder),
            ),
            ("add-contact-nobody", Button::Save),
            ("take-names", Button::TakeNames),
            ("continue", Button::Continue),
        ] {
            assert_eq!(Button::of_word(word), button, "{word}");
        }
    }
}
