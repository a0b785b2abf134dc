//! The rules between what was typed and what may be sent. All findings are collected; none hides another.

mod asked;
mod contacts;
pub mod csr;
mod extras;
mod names;
mod oin;
mod organization;
mod payment;
mod validity;

pub use asked::Asked;
use jiff::civil::Date;

use super::OrderForm;
use super::needed::Precedent;
use super::request::OrderRequest;
use super::switches::Switches;
use crate::domain::csr::Csr;
use crate::domain::findings::Findings;
use crate::domain::ids::OrderId;
use crate::domain::names::as_used;
use crate::domain::product::ProductProfile;
use crate::domain::rules::{self, Rule};

/// What the rules need to know besides the form.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances {
    /// The rules of the product.
    pub profile: &'static ProductProfile,
    /// The day the order would be placed.
    pub today: Date,
    /// What the configuration switches on.
    pub switches: Switches,
    /// Whether the key belongs to a service user, where DigiCert told: the person who must be named then.
    pub is_service_user: bool,
    /// Whether the account has Multi-year Plans, where DigiCert told.
    pub multi_year_plans: Option<bool>,
    /// An earlier order with the same key, where there is one.
    pub key_used_by: Option<OrderId>,
    /// What is known of the organization, where DigiCert has it.
    pub precedent: Precedent,
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
        let mut findings = Findings::default();
        let request = self.request(circumstances, &mut findings);
        let request = request.filter(|_| !findings.has_errors());
        Checked { findings, request }
    }

    /// Every part is checked before one that is missing ends it.
    fn request(&self, circumstances: &Circumstances, f: &mut Findings) -> Option<OrderRequest> {
        let profile = circumstances.profile;
        let (common_name, dns_names) = names::typed(self);
        let csr = self.check_csr(&as_used(common_name.as_deref(), &dns_names), circumstances, f);
        let signature_hash = choice(&self.signature_hash, profile.signature_hashes);
        if signature_hash.is_none() {
            f.add(&rules::SIGNATURE_HASH_UNKNOWN, "signature_hash");
        }
        let server_platform = platform(&self.server_platform, f);
        let domain = names::check(self, common_name.as_deref(), &dns_names, f);
        let organization = organization::check(self, f);
        let oin = oin::check(self, f);
        let container = number(&self.container, "container", &rules::CONTAINER_NOT_A_NUMBER, f);
        let contacts = contacts::check(self, circumstances, f);
        let method = ("dcv_method", &rules::DCV_METHOD_UNKNOWN);
        let dcv_method = optional(&self.dcv_method, profile.dcv_methods, method.0, method.1, f);
        let scope = ("dcv_scope", &rules::DCV_SCOPE_UNKNOWN);
        let dcv_scope = optional(&self.dcv_scope, profile.dcv_scopes, scope.0, scope.1, f);
        let validity = validity::check(self, circumstances, f);
        let payment = payment::check(self, circumstances.switches, f);
        let extras = extras::check(self, circumstances.switches, f);
        if self.csa_agreed.trim() != "yes" {
            f.add(&rules::AGREEMENT_MISSING, "csa_agreed");
        }
        Some(OrderRequest {
            signature_hash: signature_hash?,
            oin: oin?,
            domain: domain?,
            common_name,
            dns_names,
            server_platform,
            csr,
            dcv_method,
            dcv_scope,
            container,
            organization: organization?,
            contacts,
            validity: validity?,
            payment: payment?,
            extras,
        })
    }

    /// The CSR, where it comes with the order.
    fn check_csr(&self, names: &[&str], circumstances: &Circumstances, findings: &mut Findings) -> Option<Csr> {
        match self.csr_choice.trim() {
            "" | "now" => csr::check(self, names, circumstances, findings),
            "later" => {
                findings.add(&rules::CSR_FOLLOWS, "csr_choice");
                if self.private_key_removed {
                    findings.add(&rules::CSR_IS_PRIVATE_KEY, "csr");
                } else if let Some(fault) = self.csr_file_fault {
                    findings.add(csr::rule_of(fault), "csr");
                } else if !self.csr.trim().is_empty() {
                    findings.add(&rules::CSR_NOT_WANTED, "csr");
                }
                None
            }
            _ => {
                findings.add(&rules::CSR_CHOICE_MISSING, "csr_choice");
                None
            }
        }
    }
}

/// The common name and the further names by themselves, as a reissue has them: in the form that goes into a certificate.
pub fn check_names(common_name: &str, dns_names: &str, findings: &mut Findings) -> (Option<String>, Vec<String>) {
    let is_qvtl = common_name.trim().to_lowercase().ends_with(".qvtl.nl");
    let form = OrderForm {
        common_name: common_name.to_owned(),
        dns_names: dns_names.to_owned(),
        domain_choice: if is_qvtl { "qvtl" } else { "own" }.to_owned(),
        ..OrderForm::default()
    };
    let (common_name, dns_names) = names::typed(&form);
    let mut found = Findings::default();
    names::check(&form, common_name.as_deref(), &dns_names, &mut found);
    // Whose domain it is was decided when it was ordered.
    findings.append(found.only(|finding| finding.field != "domain_choice"));
    (common_name, dns_names)
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

/// An id at DigiCert: a number above nought. Empty leaves it out.
fn number(typed: &str, field: &str, rule: &'static Rule, findings: &mut Findings) -> Option<String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let is_id = typed.len() <= 18 && typed.bytes().all(|b| b.is_ascii_digit()) && typed.bytes().any(|b| b != b'0');
    if !is_id {
        findings.add_with(rule, field, vec![("typed", typed.to_owned())]);
        return None;
    }
    Some(typed.to_owned())
}

/// The id of a server platform; `-1` is "Other" (CertCentral: Glossary, Server platforms).
fn platform(typed: &str, findings: &mut Findings) -> Option<String> {
    match typed.trim() {
        "-1" => Some("-1".to_owned()),
        typed => number(typed, "server_platform", &rules::PLATFORM_NOT_A_NUMBER, findings),
    }
}

/// What was typed without the white space around it; nothing where nothing was typed.
fn filled(typed: &str) -> Option<String> {
    let typed = typed.trim();
    (!typed.is_empty()).then(|| typed.to_owned())
}

/// Details that must be filled in and must fit: name of the field, the most characters.
fn details(form: &OrderForm, fields: &[(&str, usize)], missing: &'static Rule, findings: &mut Findings) {
    for (name, longest) in fields {
        match form.field(name).and_then(filled) {
            None => findings.add(missing, *name),
            Some(text) => fits(&text, *longest, name, findings),
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

#[cfg(test)]
#[expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]
mod tests;
