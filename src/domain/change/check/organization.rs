//! Rules about an organization's name, address and telephone (CertCentral: Create organization).

use super::{Circumstances, fits, name_lookalikes, number, people, validation};
use crate::domain::change::form::NewOrganizationForm;
use crate::domain::change::request::NewOrganization;
use crate::domain::contact::is_usual_telephone;
use crate::domain::country;
use crate::domain::directory::OrganizationDetails;
use crate::domain::directory::details::{Fields, tidied};
use crate::domain::findings::Findings;
use crate::domain::ids::ContainerId;
use crate::domain::organization::{NAMES_TOGETHER_MAX, is_usual_postal_code};
use crate::domain::rules;

pub(super) fn new(
    form: &NewOrganizationForm,
    circumstances: &Circumstances<'_>,
    f: &mut Findings,
) -> Option<NewOrganization> {
    let details = details(&form.details, f);
    let skip_duplicate_check = form.skip_duplicate_org_check.trim() == "yes";
    name_lookalikes(circumstances.lookalikes, "name", f);
    let organization_contact = people::optional("organization_contact", &form.organization_contact, f);
    if form.organization_contact.is_blank() {
        if circumstances.is_service_user {
            f.add(
                &rules::NEW_ORGANIZATION_CONTACT_MISSING,
                "organization_contact[first_name]",
            );
        } else {
            f.add(
                &rules::NEW_ORGANIZATION_CONTACT_IS_CALLER,
                "organization_contact[first_name]",
            );
        }
    }
    let technical_contact = people::optional("technical_contact", &form.technical_contact, f);
    let container = number(&form.container, "container", &rules::CONTAINER_NOT_A_NUMBER, f).map(ContainerId);
    let validation = validation::wish(&form.validation, circumstances, f);
    if skip_duplicate_check {
        f.add(&rules::ORGANIZATION_MAY_BE_TWICE, "skip_duplicate_org_check");
    }
    Some(NewOrganization {
        details: details?,
        organization_contact,
        technical_contact,
        container,
        validation,
        skip_duplicate_check,
    })
}

pub(super) fn changed(
    typed: &OrganizationDetails,
    circumstances: &Circumstances<'_>,
    f: &mut Findings,
) -> Option<OrganizationDetails> {
    let details = details(typed, f)?;
    let stored = circumstances.organization()?;
    let differing = stored.details.differing(&details);
    if differing.is_empty() {
        f.add(&rules::NOTHING_CHANGED, "name");
    }
    let falls = |name: &&str| OrganizationDetails::VALIDATED.contains(name);
    if let Some(name) = differing.iter().find(|name| falls(name))
        && !stored.validations.is_empty()
    {
        f.add(&rules::VALIDATION_MAY_FALL, *name);
    }
    Some(details)
}

/// Name, address and telephone, as they are sent.
fn details(typed: &OrganizationDetails, f: &mut Findings) -> Option<OrganizationDetails> {
    let mut details = tidied(typed);
    for (name, longest) in OrganizationDetails::LONGEST {
        let value = details.value(name);
        if !value.is_empty() {
            // A wrong country is found below, by name.
            if name != "country" {
                fits(value, longest, name, f);
            }
        } else if !OrganizationDetails::OPTIONAL.contains(&name) {
            f.add(&rules::ORGANIZATION_DETAIL_MISSING, name);
        }
    }
    let together = details.name.chars().count() + details.assumed_name.chars().count();
    if !details.assumed_name.is_empty() && together > NAMES_TOGETHER_MAX {
        let length = vec![("length", together.to_string())];
        f.add_with(&rules::ORGANIZATION_NAMES_TOO_LONG, "assumed_name", length);
    }
    let code = country::code(&details.country);
    match code {
        Some(code) => {
            code.clone_into(&mut details.country);
            if !details.zip.is_empty() && !is_usual_postal_code(code, &details.zip) {
                f.add(&rules::POSTAL_CODE_SHAPE, "zip");
            }
        }
        None if details.country.is_empty() => {}
        None => f.add(&rules::COUNTRY_UNKNOWN, "country"),
    }
    if is_abbreviation(&details.state) {
        f.add(&rules::STATE_ABBREVIATED, "state");
    }
    if !details.telephone.is_empty() && !is_usual_telephone(&details.telephone) {
        f.add(&rules::TELEPHONE_SHAPE, "telephone");
    }
    Some(details)
}

/// `NH`, `Z.H.` and the like: DigiCert wants the name in full.
fn is_abbreviation(state: &str) -> bool {
    let letters: Vec<char> = state.chars().filter(|c| c.is_alphabetic()).collect();
    let is_short = !letters.is_empty() && letters.len() <= 3;
    is_short && letters.iter().all(|c| c.is_uppercase())
}
