//! Three versions side by side: what DigiCert had when somebody began, what it has now, and what they want.
//!
//! A subject is looked at through its *facts*: named texts, just those that a kind of change would overwrite or rests
//! on. So one comparison serves every kind, and what somebody else changed beside them is nobody's trouble.

use super::form::{ChangeForm, ChangeKind, ContactsForm, KEEP, REMOVE, SET};
use super::{Snapshot, Subject, order};
use crate::domain::directory::details::{Fields, tidied};
use crate::domain::directory::{Contacts, Domain, Organization, OrganizationDetails, PersonDetails};

/// A named text of a subject. The name is that of the field on the page: `name`, `organization_contact[email]`.
pub type Fact = (String, String);

/// One fact in its three versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The name of the fact.
    pub name: String,
    /// What DigiCert had when the form was opened.
    pub base: String,
    /// What it has now.
    pub theirs: String,
    /// What it is to be; none where the change leaves it to DigiCert.
    pub ours: Option<String>,
}

/// Who moved a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// Nobody.
    Nobody,
    /// This change alone.
    Ours,
    /// Somebody else alone.
    Theirs,
    /// Both, to the same.
    Alike,
    /// Both, to something different.
    Apart,
}

impl Difference {
    /// Who moved it.
    #[must_use]
    pub fn moved(&self) -> Moved {
        let ours = self.ours.as_ref().filter(|ours| **ours != self.base);
        match (ours, self.base == self.theirs) {
            (None, true) => Moved::Nobody,
            (None, false) => Moved::Theirs,
            (Some(_), true) => Moved::Ours,
            (Some(ours), false) if *ours == self.theirs => Moved::Alike,
            (Some(_), false) => Moved::Apart,
        }
    }
}

/// All facts that a change is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compared(pub Vec<Difference>);

impl Compared {
    /// Compares. Without a snapshot of now, nobody else is taken to have changed anything.
    #[must_use]
    pub fn of(form: &ChangeForm, base: &Snapshot, now: Option<&Snapshot>) -> Self {
        let kind = form.kind();
        let (before, theirs) = (facts(kind, base), now.map(|now| facts(kind, now)));
        let wanted = wanted(form, base);
        let mut names: Vec<&String> = before.iter().map(|(name, _)| name).collect();
        for (name, _) in theirs.iter().flatten().chain(&wanted) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let value = |facts: &[Fact], name: &str| {
            let fact = facts.iter().find(|(known, _)| known == name);
            fact.map(|(_, value)| value.clone())
        };
        let differences = names.into_iter().map(|name| {
            let base = value(&before, name).unwrap_or_default();
            Difference {
                theirs: match &theirs {
                    Some(theirs) => value(theirs, name).unwrap_or_default(),
                    None => base.clone(),
                },
                ours: value(&wanted, name),
                base,
                name: name.clone(),
            }
        });
        Self(differences.collect())
    }

    /// What this change makes different from what DigiCert has now.
    pub fn changes(&self) -> impl Iterator<Item = &Difference> {
        self.0
            .iter()
            .filter(|fact| fact.ours.as_ref().is_some_and(|ours| *ours != fact.theirs))
    }

    /// Whether somebody else changed something that this change is about.
    #[must_use]
    pub fn moved_elsewhere(&self) -> bool {
        self.0.iter().any(|fact| fact.base != fact.theirs)
    }
}

/// The facts of a subject that a kind of change is about.
#[must_use]
pub fn facts(kind: ChangeKind, snapshot: &Snapshot) -> Vec<Fact> {
    match snapshot {
        Snapshot::Organization(organization) => organization_facts(kind, organization),
        Snapshot::Domain(domain) => domain_facts(kind, domain),
        Snapshot::Order(order) => order::facts::facts(kind, order),
        Snapshot::Absent { .. } => Vec::new(),
    }
}

fn organization_facts(kind: ChangeKind, organization: &Organization) -> Vec<Fact> {
    match kind {
        ChangeKind::ChangeOrganization => named("", &organization.details),
        ChangeKind::ChangeContacts => {
            let nobody = Contacts::default();
            let contacts = organization.contacts.as_ref().unwrap_or(&nobody);
            let of = contacts.organization_contact.as_ref().map(|it| &it.person);
            let technical = contacts.technical_contact.as_ref().map(|it| &it.person);
            people(of, technical)
        }
        ChangeKind::SubmitOrganization => organization
            .validations
            .iter()
            .map(|it| (validation(&it.kind.0), it.status.clone().unwrap_or_default()))
            .collect(),
        _ => vec![active(organization.is_active)],
    }
}

/// The people named as contacts, of whom either may be missing.
pub(super) fn people(organization: Option<&PersonDetails>, technical: Option<&PersonDetails>) -> Vec<Fact> {
    let nobody = PersonDetails::default();
    let mut facts = named("organization_contact", organization.unwrap_or(&nobody));
    facts.extend(named("technical_contact", technical.unwrap_or(&nobody)));
    facts
}

fn domain_facts(kind: ChangeKind, domain: &Domain) -> Vec<Fact> {
    let method = || ("dcv_method".to_owned(), domain.dcv.method.clone().unwrap_or_default());
    let token = || ("dcv_token".to_owned(), domain.dcv.token.clone().unwrap_or_default());
    match kind {
        ChangeKind::SubmitDomain => {
            let status = |it: &crate::domain::directory::Validation| it.status.clone().unwrap_or_default();
            let validations = domain.validations.iter();
            let validations = validations.map(|it| (validation(&it.kind.0), status(it)));
            validations.chain([method()]).collect()
        }
        ChangeKind::ChangeDcvMethod => vec![method()],
        ChangeKind::NewDcvToken => vec![method(), token()],
        ChangeKind::ResendDcvEmails => {
            let sent = domain.dcv.emails.iter().filter_map(|email| email.sent_at).max();
            vec![
                method(),
                ("dcv_sent".to_owned(), sent.map(|at| at.to_string()).unwrap_or_default()),
            ]
        }
        ChangeKind::CheckDcv => {
            let until = domain.dcv_until.map(|at| at.to_string()).unwrap_or_default();
            vec![("dcv_until".to_owned(), until)]
        }
        _ => vec![active(domain.is_active)],
    }
}

/// The facts as the change would have them; those it leaves to DigiCert are absent.
#[must_use]
pub fn wanted(form: &ChangeForm, base: &Snapshot) -> Vec<Fact> {
    match form {
        ChangeForm::CreateOrganization(form) => named("", &tidied(&form.details)),
        ChangeForm::ChangeOrganization(details) => named("", &tidied(details)),
        ChangeForm::ChangeContacts(form) => contacts(form, facts(ChangeKind::ChangeContacts, base)),
        ChangeForm::SubmitOrganization(form) => pending(&form.kinds),
        ChangeForm::SubmitDomain { kinds, dcv_method } => {
            let method = (!dcv_method.is_empty()).then(|| ("dcv_method".to_owned(), dcv_method.clone()));
            pending(kinds).into_iter().chain(method).collect()
        }
        ChangeForm::ChangeDcvMethod { dcv_method } => vec![("dcv_method".to_owned(), dcv_method.clone())],
        ChangeForm::ActivateOrganization | ChangeForm::ActivateDomain => vec![active(true)],
        ChangeForm::DeactivateOrganization | ChangeForm::DeactivateDomain => vec![active(false)],
        ChangeForm::AddDomain(_) | ChangeForm::NewDcvToken | ChangeForm::ResendDcvEmails | ChangeForm::CheckDcv => {
            Vec::new()
        }
        form => match base {
            Snapshot::Order(order) => order::facts::wanted(form, order),
            _ => Vec::new(),
        },
    }
}

/// The contacts as they would be, where those that DigiCert has are `kept`.
pub(super) fn contacts(form: &ContactsForm, kept: Vec<Fact>) -> Vec<Fact> {
    let mut facts = named("organization_contact", &tidied(&form.organization_contact));
    let technical = match form.technical_choice.as_str() {
        SET => named("technical_contact", &tidied(&form.technical_contact)),
        REMOVE => named("technical_contact", &PersonDetails::default()),
        _ => {
            let is_technical = |fact: &Fact| fact.0.starts_with("technical_contact");
            kept.into_iter().filter(is_technical).collect()
        }
    };
    facts.extend(technical);
    facts
}

/// What was typed, carried over to what DigiCert has now: what the person did not touch becomes what it is now. A person
/// named as a contact is taken whole, from one side or the other, so that nobody gets another's telephone number.
#[must_use]
pub fn rebased(form: &ChangeForm, base: &Snapshot, now: &Snapshot) -> ChangeForm {
    match (form, base, now) {
        (ChangeForm::ChangeOrganization(ours), Snapshot::Organization(base), Snapshot::Organization(now)) => {
            ChangeForm::ChangeOrganization(merged(ours, &base.details, &now.details))
        }
        (ChangeForm::ChangeContacts(ours), Snapshot::Organization(base), Snapshot::Organization(now)) => {
            let (base, now) = (contacts_form(base), contacts_form(now));
            ChangeForm::ChangeContacts(Box::new(merged_contacts(ours, &base, &now)))
        }
        (form, Snapshot::Order(base), Snapshot::Order(now)) => order::facts::rebased(form, base, now),
        _ => form.clone(),
    }
}

fn merged(ours: &OrganizationDetails, base: &OrganizationDetails, now: &OrganizationDetails) -> OrganizationDetails {
    let mut merged = ours.clone();
    for name in OrganizationDetails::NAMES {
        if ours.value(name).trim() == base.value(name)
            && let Some(value) = merged.value_mut(name)
        {
            now.value(name).clone_into(value);
        }
    }
    merged
}

/// `base` and `now` as forms in which nothing was touched.
pub(super) fn merged_contacts(ours: &ContactsForm, base: &ContactsForm, now: &ContactsForm) -> ContactsForm {
    let mut merged = ours.clone();
    if tidied(&ours.organization_contact) == base.organization_contact {
        merged.organization_contact = now.organization_contact.clone();
    }
    if ours.technical_choice == KEEP {
        merged.technical_contact = now.technical_contact.clone();
    }
    merged
}

/// What a change begins with, filled in from what DigiCert has.
#[must_use]
pub fn contacts_form(organization: &Organization) -> ContactsForm {
    let contacts = organization.contacts.clone().unwrap_or_default();
    let person = |contact: Option<super::super::directory::OrganizationContact>| contact.map(|it| it.person);
    ContactsForm {
        organization_contact: person(contacts.organization_contact).unwrap_or_default(),
        technical_choice: KEEP.to_owned(),
        technical_contact: person(contacts.technical_contact).unwrap_or_default(),
    }
}

/// Whether a snapshot is of that subject.
#[must_use]
pub fn is_of(snapshot: &Snapshot, subject: Subject) -> bool {
    match (snapshot, subject) {
        (Snapshot::Organization(organization), Subject::Organization(id)) => organization.id == id,
        (Snapshot::Domain(domain), Subject::Domain(id)) => domain.id == id,
        (Snapshot::Order(order), Subject::Order(id)) => order.record.id == id,
        (Snapshot::Absent { .. }, Subject::NewOrganization | Subject::NewDomain) => true,
        _ => false,
    }
}

fn pending(kinds: &[String]) -> Vec<Fact> {
    let facts = kinds.iter().map(|kind| (validation(kind), "pending".to_owned()));
    facts.collect()
}

fn validation(kind: &str) -> String {
    format!("validation[{kind}]")
}

fn active(is_active: bool) -> Fact {
    ("is_active".to_owned(), if is_active { "yes" } else { "no" }.to_owned())
}

/// The facts of a record; with a prefix, their names are those of the fields of a part of the form.
fn named<T: Fields>(prefix: &str, record: &T) -> Vec<Fact> {
    let facts = T::NAMES.iter().map(|name| {
        let full = if prefix.is_empty() {
            (*name).to_owned()
        } else {
            format!("{prefix}[{name}]")
        };
        (full, record.value(name).to_owned())
    });
    facts.collect()
}
