//! The rules between what was typed and what may be sent. All findings are collected; none hides another.

mod contacts;
mod csr;
mod names;
mod oin;

use jiff::civil::Date;

use super::OrderForm;
use super::request::{OinChoice, OrderRequest, PaymentMethod};
use crate::domain::findings::Findings;
use crate::domain::ids::OrderId;
use crate::domain::names::as_used;
use crate::domain::product::ProductProfile;
use crate::domain::rules::{self, Rule};
use crate::domain::validity::Validity;

/// What the rules need to know besides the form.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances {
    /// The rules of the product.
    pub profile: &'static ProductProfile,
    /// The day the order would be placed.
    pub today: Date,
    /// An earlier order with the same key, where there is one.
    pub key_used_by: Option<OrderId>,
}

/// The verdict on a form.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Everything found, in the order of the page.
    pub findings: Findings,
    /// The request, present exactly where no finding is an error.
    pub request: Option<OrderRequest>,
}

impl OrderForm {
    /// Applies every rule.
    #[must_use]
    pub fn check(&self, circumstances: &Circumstances) -> Checked {
        let profile = circumstances.profile;
        let mut findings = Findings::default();
        let f = &mut findings;
        let (common_name, dns_names) = names::typed(self);
        let csr = csr::check(self, &as_used(common_name.as_deref(), &dns_names), circumstances, f);
        let signature_hash = choice(&self.signature_hash, profile.signature_hashes);
        if signature_hash.is_none() {
            f.add(&rules::SIGNATURE_HASH_UNKNOWN, "signature_hash");
        }
        let server_platform = number(
            &self.server_platform,
            "server_platform",
            &rules::PLATFORM_NOT_A_NUMBER,
            f,
        );
        let domain = names::check(self, common_name.as_deref(), &dns_names, f);
        let organization = number(&self.organization, "organization", &rules::ORGANIZATION_NOT_A_NUMBER, f);
        if self.organization.trim().is_empty() {
            f.add(&rules::ORGANIZATION_MISSING, "organization");
        }
        let oin = oin::check(self, f);
        let container = number(&self.container, "container", &rules::CONTAINER_NOT_A_NUMBER, f);
        let contacts = contacts::check(&self.contacts, profile, f);
        let dcv_method = optional(
            &self.dcv_method,
            profile.dcv_methods,
            "dcv_method",
            &rules::DCV_METHOD_UNKNOWN,
            f,
        );
        let dcv_scope = optional(
            &self.dcv_scope,
            profile.dcv_scopes,
            "dcv_scope",
            &rules::DCV_SCOPE_UNKNOWN,
            f,
        );
        let validity = self.check_validity(circumstances, f);
        let payment = match self.payment_method.trim() {
            "balance" => Some(PaymentMethod::Balance),
            _ => {
                f.add(&rules::PAYMENT_METHOD_UNKNOWN, "payment_method");
                None
            }
        };
        if self.csa_agreed.trim() != "yes" {
            f.add(&rules::AGREEMENT_MISSING, "csa_agreed");
        }
        let request = || {
            Some(OrderRequest {
                signature_hash: signature_hash?,
                oin: oin?,
                domain: domain?,
                common_name,
                dns_names,
                server_platform,
                csr: csr?,
                dcv_method,
                dcv_scope,
                container,
                organization: organization?,
                contacts,
                validity: validity?,
                payment: payment?,
            })
        };
        let request = if findings.has_errors() { None } else { request() };
        Checked { findings, request }
    }

    fn check_validity(&self, circumstances: &Circumstances, findings: &mut Findings) -> Option<Validity> {
        let validity = match self.validity.trim() {
            "" | "default" => Some(Validity::Default),
            "years" => self
                .years
                .trim()
                .parse()
                .ok()
                .filter(|y| circumstances.profile.years.contains(y))
                .map(Validity::Years),
            _ => None,
        };
        match validity {
            None => findings.add(&rules::YEARS_UNKNOWN, "years"),
            Some(validity) => {
                if matches!(validity, Validity::Years(years) if years > 1) {
                    findings.add(&rules::YEARS_NEED_MULTI_YEAR_PLAN, "years");
                }
                if validity.outlives_hierarchy(circumstances.profile, circumstances.today) {
                    findings.add(&rules::VALIDITY_OUTLIVES_HIERARCHY, "years");
                }
            }
        }
        validity
    }
}

/// The typed value where it is one of the choices.
fn choice(typed: &str, choices: &[&str]) -> Option<String> {
    choices
        .iter()
        .find(|choice| **choice == typed.trim())
        .map(|choice| (*choice).to_owned())
}

/// An optional choice: empty leaves it out, anything that is no choice is a finding.
fn optional(
    typed: &str,
    choices: &[&str],
    field: &str,
    rule: &'static Rule,
    findings: &mut Findings,
) -> Option<String> {
    let chosen = choice(typed, choices);
    if chosen.is_none() && !typed.trim().is_empty() {
        findings.add(rule, field);
    }
    chosen
}

/// An id at DigiCert: digits, or `-1` (server platform "Other"). Empty leaves it out.
fn number(typed: &str, field: &str, rule: &'static Rule, findings: &mut Findings) -> Option<String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let is_id = typed == "-1" || (typed.len() <= 18 && typed.bytes().all(|b| b.is_ascii_digit()));
    if !is_id {
        findings.add_with(rule, field, vec![("typed", typed.to_owned())]);
        return None;
    }
    Some(typed.to_owned())
}

/// What was typed without the white space around it; nothing where nothing was typed.
fn filled(typed: &str) -> Option<String> {
    let typed = typed.trim();
    (!typed.is_empty()).then(|| typed.to_owned())
}

/// The choice about the OIN that a form's word stands for.
fn oin_choice(form: &OrderForm) -> Option<OinChoice> {
    match form.oin_choice.trim() {
        "own" => Some(OinChoice::Own(crate::domain::oin::tidy(&form.oin))),
        "exclude" => Some(OinChoice::Exclude),
        "digicert" => Some(OinChoice::DigiCert),
        _ => None,
    }
}

#[cfg(test)]
#[expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]
mod tests;
