//! Rules about domains (CertCentral: Add domain).

use super::{Circumstances, number, validation};
use crate::domain::change::Snapshot;
use crate::domain::change::form::DomainForm;
use crate::domain::change::request::{ChangeRequest, NewDomain};
use crate::domain::directory::DcvMethod;
use crate::domain::findings::Findings;
use crate::domain::ids::{ContainerId, OrganizationId, RemoteDomainId};
use crate::domain::names;
use crate::domain::rules;

pub(super) fn new(form: &DomainForm, f: &mut Findings) -> Option<NewDomain> {
    let name = names::to_ascii(&names::tidy(&form.name));
    if name.is_empty() {
        f.add(&rules::DOMAIN_NAME_MISSING, "name");
    } else if let Some(fault) = names::fault(&name) {
        f.add_with(fault.rule(), "name", vec![("name", name.clone())]);
    }
    if form.organization.trim().is_empty() {
        f.add(&rules::ORGANIZATION_MISSING, "organization");
    }
    let rule = &rules::ORGANIZATION_NOT_A_NUMBER;
    let organization = number(&form.organization, "organization", rule, f).map(OrganizationId);
    let container = number(&form.container, "container", &rules::CONTAINER_NOT_A_NUMBER, f).map(ContainerId);
    let kinds = validation::kinds(&form.kinds, f);
    if kinds.is_empty() {
        f.add(&rules::VALIDATION_KIND_MISSING, "kinds");
    }
    let dcv_method = known_method(&form.dcv_method, f);
    Some(NewDomain {
        name,
        organization: organization?,
        container,
        kinds,
        dcv_method,
    })
}

pub(super) fn submission(
    id: RemoteDomainId,
    typed: &[String],
    dcv_method: &str,
    f: &mut Findings,
) -> Option<ChangeRequest> {
    let kinds = validation::kinds(typed, f);
    if kinds.is_empty() {
        f.add(&rules::VALIDATION_KIND_MISSING, "kinds");
    }
    let dcv_method = known_method(dcv_method, f);
    Some(ChangeRequest::SubmitDomain { id, kinds, dcv_method })
}

pub(super) fn method(typed: &str, circumstances: &Circumstances<'_>, f: &mut Findings) -> Option<DcvMethod> {
    let stored = match circumstances.base {
        Some(Snapshot::Domain(domain)) => domain.dcv.method.as_deref(),
        _ => None,
    };
    another_method(typed, stored, f)
}

/// A way to prove control that is another than the present one.
pub(super) fn another_method(typed: &str, stored: Option<&str>, f: &mut Findings) -> Option<DcvMethod> {
    let method = known_method(typed, f);
    match method {
        None if typed.trim().is_empty() => f.add(&rules::DCV_METHOD_MISSING, "dcv_method"),
        Some(method) if stored == Some(method.word()) => f.add(&rules::NOTHING_CHANGED, "dcv_method"),
        _ => {}
    }
    method
}

fn known_method(typed: &str, f: &mut Findings) -> Option<DcvMethod> {
    let method = DcvMethod::of_word(typed.trim());
    if method.is_none() && !typed.trim().is_empty() {
        f.add(&rules::DCV_METHOD_UNKNOWN, "dcv_method");
    }
    method
}
