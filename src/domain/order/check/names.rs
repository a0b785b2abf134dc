//! Rules about the common name and the further names.

use super::filled;
use crate::domain::findings::Findings;
use crate::domain::names;
use crate::domain::order::OrderForm;
use crate::domain::order::request::DomainChoice;
use crate::domain::rules;

/// The common name and the further names as typed, tidied and in the form that goes into a certificate.
pub(super) fn typed(form: &OrderForm) -> (Option<String>, Vec<String>) {
    let common_name = filled(&names::tidy(&form.common_name)).map(|name| names::to_ascii(&name));
    let dns_names = names::tidy_list(&form.dns_names);
    (
        common_name,
        dns_names.iter().map(|name| names::to_ascii(name)).collect(),
    )
}

/// The domain question, the common name and the further names.
pub(super) fn check(
    form: &OrderForm,
    common_name: Option<&str>,
    dns_names: &[String],
    findings: &mut Findings,
) -> Option<DomainChoice> {
    let domain = match form.domain_choice.trim() {
        "own" => Some(DomainChoice::Own),
        "qvtl" => {
            findings.add(&rules::QVTL_NEEDS_PERMISSION, "domain_choice");
            Some(DomainChoice::Qvtl)
        }
        _ => {
            findings.add(&rules::DOMAIN_CHOICE_MISSING, "domain_choice");
            None
        }
    };
    match common_name {
        None if domain != Some(DomainChoice::Qvtl) => findings.add(&rules::COMMON_NAME_MISSING, "common_name"),
        None => {}
        Some(name) => {
            check_name(name, "common_name", findings);
            let is_qvtl = name.to_ascii_lowercase().ends_with(".qvtl.nl");
            match domain {
                Some(DomainChoice::Qvtl) if !is_qvtl => findings.add(&rules::QVTL_NAME_ELSEWHERE, "common_name"),
                Some(DomainChoice::Own) if is_qvtl => findings.add(&rules::QVTL_NAME_UNLIKELY, "common_name"),
                _ => {}
            }
            if name.len() > names::COMMON_NAME_MAX {
                let length = vec![("length", name.len().to_string())];
                findings.add_with(&rules::COMMON_NAME_TOO_LONG, "common_name", length);
            }
        }
    }
    for name in dns_names {
        check_name(name, "dns_names", findings);
    }
    let used = names::as_used(common_name, dns_names).len();
    if used > 1 {
        findings.add(&rules::NAMES_MAY_COST, "dns_names");
    }
    if used < dns_names.len() + usize::from(common_name.is_some()) {
        findings.add(&rules::COMMON_NAME_REPEATED, "dns_names");
    }
    domain
}

fn check_name(name: &str, field: &str, findings: &mut Findings) {
    let rule = match names::fault(name) {
        None if names::is_shared_suffix(name) => &rules::NAME_IS_SHARED_SUFFIX,
        None if names::has_unknown_ending(name) => &rules::NAME_UNKNOWN_ENDING,
        None => return,
        Some(fault) => fault.rule(),
    };
    findings.add_with(rule, field, vec![("name", name.to_owned())]);
}
