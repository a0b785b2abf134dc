//! Rules about the organization: an existing one by its id, or a whole new one.

use super::{details, filled, fits, number};
use crate::domain::contact::is_usual_telephone;
use crate::domain::country;
use crate::domain::findings::Findings;
use crate::domain::order::OrderForm;
use crate::domain::organization::{
    NAME_MAX, NAMES_TOGETHER_MAX, NewOrganization, OrganizationChoice, is_usual_postal_code,
};
use crate::domain::rules;

/// What a new organization must have and the longest each may be (CertCentral: Create organization).
const DETAILS: [(&str, usize); 6] = [
    ("organization_name", NAME_MAX),
    ("organization_address", 64),
    ("organization_zip", 40),
    ("organization_city", 64),
    ("organization_state", 64),
    ("organization_telephone", 32),
];

/// The organization question.
pub(super) fn check(form: &OrderForm, findings: &mut Findings) -> Option<OrganizationChoice> {
    match form.organization_choice.trim() {
        "" | "existing" => {
            if form.organization.trim().is_empty() {
                findings.add(&rules::ORGANIZATION_MISSING, "organization");
            }
            number(
                &form.organization,
                "organization",
                &rules::ORGANIZATION_NOT_A_NUMBER,
                findings,
            )
            .map(OrganizationChoice::Existing)
        }
        "new" => new(form, findings).map(|new| OrganizationChoice::New(Box::new(new))),
        _ => {
            findings.add(&rules::ORGANIZATION_CHOICE_MISSING, "organization_choice");
            None
        }
    }
}

fn new(form: &OrderForm, findings: &mut Findings) -> Option<NewOrganization> {
    findings.add(&rules::ORGANIZATION_IS_NEW, "organization_choice");
    if !form.organization.trim().is_empty() {
        findings.add(&rules::ORGANIZATION_NOT_WANTED, "organization");
    }
    details(form, &DETAILS, &rules::ORGANIZATION_DETAIL_MISSING, findings);
    let assumed_name = filled(&form.organization_assumed_name);
    let together = form.organization_name.trim().chars().count()
        + assumed_name.as_deref().map_or(0, |assumed| assumed.chars().count());
    if assumed_name.is_some() && together > NAMES_TOGETHER_MAX {
        let length = vec![("length", together.to_string())];
        findings.add_with(&rules::ORGANIZATION_NAMES_TOO_LONG, "organization_assumed_name", length);
    }
    fits(form.organization_address2.trim(), 64, "organization_address2", findings);
    let country = checked_country(form, findings);
    if let Some(telephone) = filled(&form.organization_telephone)
        && !is_usual_telephone(&telephone)
    {
        findings.add(&rules::TELEPHONE_SHAPE, "organization_telephone");
    }
    let skip_duplicate_check = form.skip_duplicate_org_check.trim() == "yes";
    if skip_duplicate_check {
        findings.add(&rules::ORGANIZATION_MAY_BE_TWICE, "skip_duplicate_org_check");
    }
    Some(NewOrganization {
        name: filled(&form.organization_name)?,
        assumed_name,
        address: filled(&form.organization_address)?,
        address2: filled(&form.organization_address2),
        zip: filled(&form.organization_zip)?,
        city: filled(&form.organization_city)?,
        state: filled(&form.organization_state)?,
        country: country?,
        telephone: filled(&form.organization_telephone)?,
        skip_duplicate_check,
    })
}

fn checked_country(form: &OrderForm, findings: &mut Findings) -> Option<&'static str> {
    let typed = filled(&form.organization_country);
    let code = typed.as_deref().and_then(country::code);
    match (&typed, code) {
        (None, _) => findings.add(&rules::ORGANIZATION_DETAIL_MISSING, "organization_country"),
        (Some(_), None) => findings.add(&rules::COUNTRY_UNKNOWN, "organization_country"),
        (Some(_), Some(code)) => {
            if let Some(zip) = filled(&form.organization_zip)
                && !is_usual_postal_code(code, &zip)
            {
                findings.add(&rules::POSTAL_CODE_SHAPE, "organization_zip");
            }
        }
    }
    code
}
