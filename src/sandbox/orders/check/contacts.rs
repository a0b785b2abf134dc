//! The contacts of an order: people by id, or new people by their details.

use super::{Findings, missing, not_allowed};
use crate::sandbox::{
    answer::{Finding, made_up},
    reading::Members,
    store::{Contact, Tables, User},
};

/// The most verified contacts an order may have.
const MOST_VERIFIED: usize = 15;

/// The five details of a person and the longest each may be (CertCentral: Create organization).
const DETAILS: [(&str, usize); 5] = [
    ("first_name", 128),
    ("last_name", 128),
    ("email", 255),
    ("job_title", 64),
    ("telephone", 32),
];

/// The people an order names.
#[derive(Clone, Debug, Default)]
pub(crate) struct People {
    pub(crate) organization_contact: Option<Contact>,
    pub(crate) technical_contact: Option<Contact>,
    pub(crate) verified_contacts: Vec<Contact>,
    /// Users whose details the order overwrites.
    pub(crate) users: Vec<User>,
    /// Stored contacts whose details the order overwrites.
    pub(crate) contacts: Vec<Contact>,
    next_contact: u64,
}

impl People {
    /// Nobody yet.
    pub(crate) fn new(tables: &Tables) -> Self {
        Self {
            next_contact: tables.next_contact(),
            ..Self::default()
        }
    }

    /// Reads a list of contacts, each with its type.
    pub(crate) fn read_list(&mut self, path: &str, list: &[Members<'_>], tables: &Tables, findings: &mut Findings) {
        for (place, members) in list.iter().enumerate() {
            let name = format!("{path}[{place}]");
            let kind = members.text("contact_type");
            let Some(contact) = self.read(*members, &name, tables, findings) else {
                continue;
            };
            match kind.as_deref() {
                Some("organization_contact") => put(&mut self.organization_contact, contact, findings),
                Some("technical_contact") => put(&mut self.technical_contact, contact, findings),
                Some("verified_contact") => self.verified_contacts.push(contact),
                Some(_) => findings.push(not_allowed(
                    &format!("{name}.contact_type"),
                    "must be organization_contact, technical_contact or verified_contact",
                )),
                None => findings.push(missing(&format!("{name}.contact_type"))),
            }
        }
        if self.verified_contacts.len() > MOST_VERIFIED {
            let message = format!("An order can have at most {MOST_VERIFIED} verified contacts.");
            findings.push(made_up("too_many_verified_contacts", message));
        }
    }

    /// Reads one person; details given with an id overwrite what is stored.
    pub(crate) fn read(
        &mut self,
        members: Members<'_>,
        name: &str,
        tables: &Tables,
        findings: &mut Findings,
    ) -> Option<Contact> {
        check_details(members, name, findings);
        if !members.has("user_id") {
            return self.new_person(members, name, findings);
        }
        let known = members
            .id("user_id")
            .and_then(|id| self.known_person(id, members, tables));
        if known.is_none() {
            let message = format!("{name}.user_id must be the id of a user or contact of the account.");
            findings.push(made_up("unknown_user", message));
        }
        known
    }

    /// Reads a person the order has in the place of the organization's own; nothing that is stored changes.
    ///
    /// That details beside an id stay with the order is made up: the reference says that they overwrite the user only
    /// for `organization.contacts`.
    pub(crate) fn read_for_order(
        &mut self,
        members: Members<'_>,
        name: &str,
        tables: &Tables,
        findings: &mut Findings,
    ) -> Option<Contact> {
        let mut apart = self.clone();
        let contact = apart.read(members, name, tables, findings);
        self.next_contact = apart.next_contact;
        contact
    }

    fn new_person(&mut self, members: Members<'_>, name: &str, findings: &mut Findings) -> Option<Contact> {
        let absent: Vec<&str> = DETAILS
            .iter()
            .map(|(detail, _)| *detail)
            .filter(|detail| members.text(detail).is_none())
            .collect();
        if !absent.is_empty() {
            let message = format!("{name} needs a user_id, or also {}.", absent.join(", "));
            findings.push(made_up("incomplete_contact", message));
            return None;
        }
        let mut contact = Contact {
            id: self.take_id(),
            ..Contact::default()
        };
        overwrite(members, contact.details());
        contact.telephone_extension = members.text("telephone_extension");
        Some(contact)
    }

    fn known_person(&mut self, id: u64, members: Members<'_>, tables: &Tables) -> Option<Contact> {
        let earlier = self.users.iter().position(|user| user.id == id);
        let user = match earlier {
            Some(place) => Some(self.users.remove(place)),
            None => tables.users.get(&id).cloned(),
        };
        if let Some(mut user) = user {
            overwrite(members, user.details());
            let mut contacts = tables
                .organizations
                .values()
                .flat_map(|organization| organization.contacts());
            let stored = contacts
                .find(|contact| contact.user_id == Some(id))
                .map(|contact| contact.id);
            let contact = Contact {
                id: stored.unwrap_or_else(|| self.take_id()),
                user_id: Some(id),
                first_name: user.first_name.clone(),
                last_name: user.last_name.clone(),
                email: user.email.clone(),
                job_title: user.job_title.clone(),
                telephone: user.telephone.clone(),
                telephone_extension: members.text("telephone_extension"),
            };
            self.users.push(user);
            return Some(contact);
        }
        let mut contacts = tables
            .organizations
            .values()
            .flat_map(|organization| organization.contacts());
        let mut contact = contacts.find(|contact| contact.id == id)?.clone();
        overwrite(members, contact.details());
        self.contacts.push(contact.clone());
        Some(contact)
    }

    /// The id of one more contact.
    pub(crate) fn take_id(&mut self) -> u64 {
        let id = self.next_contact;
        self.next_contact += 1;
        id
    }
}

impl Contact {
    fn details(&mut self) -> [(&'static str, &mut String); 5] {
        [
            ("first_name", &mut self.first_name),
            ("last_name", &mut self.last_name),
            ("email", &mut self.email),
            ("job_title", &mut self.job_title),
            ("telephone", &mut self.telephone),
        ]
    }
}

impl User {
    fn details(&mut self) -> [(&'static str, &mut String); 5] {
        [
            ("first_name", &mut self.first_name),
            ("last_name", &mut self.last_name),
            ("email", &mut self.email),
            ("job_title", &mut self.job_title),
            ("telephone", &mut self.telephone),
        ]
    }
}

/// Checks the details of a person that are there.
pub(crate) fn check_details(members: Members<'_>, name: &str, findings: &mut Findings) {
    for (detail, longest) in DETAILS.into_iter().chain([("telephone_extension", 16)]) {
        if members.text(detail).is_some_and(|text| text.chars().count() > longest) {
            findings.push(not_allowed(
                &format!("{name}.{detail}"),
                &format!("must have at most {longest} characters"),
            ));
        }
    }
    if members.text("email").is_some_and(|email| !is_email(&email)) {
        findings.push(not_allowed(&format!("{name}.email"), "must be an email address"));
    }
}

fn overwrite(members: Members<'_>, details: [(&'static str, &mut String); 5]) {
    for (name, place) in details {
        if let Some(text) = members.text(name) {
            *place = text;
        }
    }
}

fn put(place: &mut Option<Contact>, contact: Contact, findings: &mut Findings) {
    if place.is_some() {
        let message = "A duplicate contact type was submitted. Only one of each contact type is allowed.";
        findings.push(Finding::documented("contact_type_duplicate", message));
    }
    *place = Some(contact);
}

pub(super) fn is_email(text: &str) -> bool {
    text.split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
        && !text.contains(' ')
}
