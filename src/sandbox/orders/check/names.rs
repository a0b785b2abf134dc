//! The host names of an order: the common name first, without repetitions, or the shared `qvtl.nl` name.

use std::net::IpAddr;

use super::{Findings, missing, not_allowed};
use crate::sandbox::{reading::Members, store::Organization};

/// The names the certificate is for.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub(crate) common_name: String,
    pub(crate) dns_names: Vec<String>,
    pub(crate) uses_qvtl: bool,
}

/// Checks the names of an order; the organization gives the shared name its first label.
pub(crate) fn names(body: Members<'_>, organization: Option<&Organization>, findings: &mut Findings) -> Names {
    let uses_qvtl = match (body.has("use_qvtl_domain"), body.flag("use_qvtl_domain")) {
        (false, _) | (_, Some(false)) => false,
        (true, Some(true)) => true,
        (true, None) => {
            findings.push(not_allowed("use_qvtl_domain", "must be 1 or null"));
            false
        }
    };
    let members = body.at("certificate");
    let common_name = if uses_qvtl {
        organization.map(|organization| format!("{}.qvtl.nl", label_of(&organization.name)))
    } else {
        members.text("common_name")
    };
    if common_name.is_none() && !uses_qvtl {
        findings.push(missing("certificate.common_name"));
    }
    if let Some(name) = &common_name {
        check_common_name(name, findings);
    }
    let mut dns_names: Vec<String> = Vec::new();
    let listed = members.texts("dns_names");
    for name in common_name.iter().chain(&listed) {
        if dns_names.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            continue;
        }
        if common_name.as_ref() != Some(name) {
            check_host(name, "certificate.dns_names", findings);
        }
        dns_names.push(name.clone());
    }
    Names {
        common_name: common_name.unwrap_or_default(),
        dns_names,
        uses_qvtl,
    }
}

fn check_common_name(name: &str, findings: &mut Findings) {
    if name.chars().count() > 64 {
        findings.push(not_allowed(
            "certificate.common_name",
            "must have at most 64 characters",
        ));
    }
    check_host(name, "certificate.common_name", findings);
}

fn check_host(name: &str, member: &str, findings: &mut Findings) {
    if name.contains('*') {
        findings.push(not_allowed(member, "must not contain a wildcard"));
    } else if name.parse::<IpAddr>().is_ok() {
        findings.push(not_allowed(member, "must not be an IP address"));
    } else if !is_host(name) {
        findings.push(not_allowed(member, "must be a fully qualified domain name"));
    }
}

/// Whether a text is a host name of at least two labels (RFC 1123 2.1).
fn is_host(name: &str) -> bool {
    let is_label = |label: &str| {
        let is_length = (1..=63).contains(&label.len());
        let is_edge = !label.starts_with('-') && !label.ends_with('-');
        is_length && is_edge && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let last_has_letter = name
        .rsplit('.')
        .next()
        .is_some_and(|last| last.bytes().any(|byte| byte.is_ascii_alphabetic()));
    name.len() <= 253 && name.contains('.') && name.split('.').all(is_label) && last_has_letter
}

/// An organization's name as a single label of a host name.
fn label_of(name: &str) -> String {
    let kept: String = name
        .chars()
        .filter(|sign| sign.is_ascii_alphanumeric() || *sign == '-')
        .take(56)
        .collect();
    let kept = kept.trim_matches('-');
    if kept.is_empty() {
        "organization".to_owned()
    } else {
        kept.to_owned()
    }
}
