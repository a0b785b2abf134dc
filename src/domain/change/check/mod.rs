//! The rules between what was typed and what may be sent, one part a file: organizations, the people named at them, their
//! validations, domains, placed orders. The rules themselves are listed in [`crate::domain::rules`].

mod domain;
mod order;
mod organization;
mod people;
mod validation;

use jiff::Timestamp;

use super::form::ChangeForm;
use super::request::ChangeRequest;
use super::{Snapshot, Subject};
use crate::domain::change::OrderSnapshot;
use crate::domain::directory::lookalike::{Likeness, likeness};
use crate::domain::directory::{Contacts, Organization, OrganizationDetails};
use crate::domain::findings::Findings;
use crate::domain::ids::{OrderId, OrganizationId};
use crate::domain::rules::{self, Rule};

pub use people::{field_name, whole};

/// An organization of the account that looks like the one to be created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lookalike {
    /// Which.
    pub id: OrganizationId,
    /// Its name.
    pub name: String,
    /// Its city.
    pub city: String,
    /// Whether orders may be placed for it.
    pub is_active: bool,
    /// What is alike.
    pub likeness: Likeness,
}

impl Lookalike {
    /// That organization, where it looks like the one described.
    #[must_use]
    pub fn of(described: &OrganizationDetails, organization: Organization) -> Option<Self> {
        Some(Self {
            likeness: likeness(described, &organization.details)?,
            id: organization.id,
            name: organization.details.display_name(),
            city: organization.details.city,
            is_active: organization.is_active,
        })
    }
}

/// Names each organization that looks like the one to be created, at the field with its name.
pub fn name_lookalikes(lookalikes: &[Lookalike], field: &str, findings: &mut Findings) {
    for alike in lookalikes {
        let about = vec![
            ("name", alike.name.clone()),
            ("id", alike.id.to_string()),
            ("city", alike.city.clone()),
        ];
        findings.add_with(&rules::ORGANIZATION_LOOKS_ALIKE, field, about);
    }
}

/// What the rules need to know besides the form.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances<'a> {
    /// What the change is about.
    pub subject: Subject,
    /// The subject as DigiCert had it when the form was opened.
    pub base: Option<&'a Snapshot>,
    /// Organizations that look like the one to be created.
    pub lookalikes: &'a [Lookalike],
    /// Whether the key belongs to a service user, who cannot be an organization's contact.
    pub is_service_user: bool,
    /// Another order whose certificate has the key of the CSR, where there is one.
    pub key_used_by: Option<OrderId>,
    /// Now.
    pub now: Timestamp,
}

impl<'a> Circumstances<'a> {
    /// The organization, where the change is about one.
    fn organization(&self) -> Option<&'a Organization> {
        match self.base {
            Some(Snapshot::Organization(organization)) => Some(organization),
            _ => None,
        }
    }

    /// The order, where the change is about one.
    fn order(&self) -> Option<&'a OrderSnapshot> {
        match self.base {
            Some(Snapshot::Order(order)) => Some(order),
            _ => None,
        }
    }

    /// The people named at it.
    fn contacts(&self) -> Option<&'a Contacts> {
        self.organization()
            .and_then(|organization| organization.contacts.as_ref())
    }
}

/// The verdict on a form.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Everything found, in the order of the page.
    pub findings: Findings,
    /// The request, present exactly where no finding is an error.
    pub request: Option<ChangeRequest>,
}

impl ChangeForm {
    /// Applies every rule.
    #[must_use]
    pub fn check(&self, circumstances: &Circumstances<'_>) -> Checked {
        let mut findings = Findings::default();
        let request = self.request(circumstances, &mut findings);
        let request = request.filter(|_| !findings.has_errors());
        Checked { findings, request }
    }

    fn request(&self, circumstances: &Circumstances<'_>, f: &mut Findings) -> Option<ChangeRequest> {
        match (self, circumstances.subject) {
            (Self::CreateOrganization(form), Subject::NewOrganization) => {
                let new = organization::new(form, circumstances, f)?;
                Some(ChangeRequest::CreateOrganization(Box::new(new)))
            }
            (Self::ChangeOrganization(details), Subject::Organization(id)) => {
                let details = organization::changed(details, circumstances, f)?;
                Some(ChangeRequest::ChangeOrganization(id, Box::new(details)))
            }
            (Self::ChangeContacts(form), Subject::Organization(id)) => people::contacts(id, form, circumstances, f),
            (Self::SubmitOrganization(form), Subject::Organization(id)) => {
                let wish = validation::submission(form, circumstances, f)?;
                Some(ChangeRequest::SubmitOrganization(id, wish))
            }
            (Self::ActivateOrganization, Subject::Organization(id)) => {
                Some(ChangeRequest::SetOrganizationActive(id, true))
            }
            (Self::DeactivateOrganization, Subject::Organization(id)) => {
                Some(ChangeRequest::SetOrganizationActive(id, false))
            }
            (Self::AddDomain(form), Subject::NewDomain) => domain::new(form, f).map(ChangeRequest::AddDomain),
            (Self::SubmitDomain { kinds, dcv_method }, Subject::Domain(id)) => {
                domain::submission(id, kinds, dcv_method, f)
            }
            (Self::ChangeDcvMethod { dcv_method }, Subject::Domain(id)) => {
                domain::method(dcv_method, circumstances, f).map(|method| ChangeRequest::ChangeDcvMethod(id, method))
            }
            (Self::NewDcvToken, Subject::Domain(id)) => Some(ChangeRequest::NewDcvToken(id)),
            (Self::ResendDcvEmails, Subject::Domain(id)) => Some(ChangeRequest::ResendDcvEmails(id)),
            (Self::CheckDcv, Subject::Domain(id)) => Some(ChangeRequest::CheckDcv(id)),
            (Self::ActivateDomain, Subject::Domain(id)) => Some(ChangeRequest::SetDomainActive(id, true)),
            (Self::DeactivateDomain, Subject::Domain(id)) => Some(ChangeRequest::SetDomainActive(id, false)),
            (form, Subject::Order(id)) => order::request(id, form, circumstances, f),
            // A form that does not fit what it is about cannot come from a page of ours.
            _ => None,
        }
    }
}

/// Finds a text that is longer than DigiCert stores.
fn fits(text: &str, longest: usize, field: &str, findings: &mut Findings) {
    let length = text.chars().count();
    if length > longest {
        let args = vec![("length", length.to_string()), ("most", longest.to_string())];
        findings.add_with(&rules::TEXT_TOO_LONG, field, args);
    }
}

/// An id at DigiCert: a number above nought. Empty leaves it out.
fn number(typed: &str, field: &str, rule: &'static Rule, findings: &mut Findings) -> Option<i64> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let id = typed.parse().ok().filter(|id| *id > 0 && !typed.starts_with('+'));
    if id.is_none() {
        findings.add_with(rule, field, vec![("typed", typed.to_owned())]);
    }
    id
}

#[cfg(test)]
mod limits;
#[cfg(test)]
mod tests;
