//! The `certificate` object but for its names: hash, key, identification number and platform.

use super::{Findings, missing, not_allowed};
use crate::sandbox::{
    answer::{Finding, made_up},
    pki::{KeyFault, SubjectKey},
    products::is_platform,
    reading::Members,
};

/// The checked parts of the certificate.
#[derive(Debug, Default)]
pub(crate) struct Certificate {
    pub(crate) csr: Option<String>,
    pub(crate) key: Option<SubjectKey>,
    pub(crate) oin: Option<String>,
    pub(crate) exclude_oin: bool,
    pub(crate) server_platform: i64,
}

/// Checks the certificate of an order.
pub(crate) fn certificate(body: Members<'_>, findings: &mut Findings) -> Certificate {
    let members = body.at("certificate");
    if members.is_empty() {
        findings.push(missing("certificate"));
    }
    match members.text("signature_hash").as_deref() {
        Some("sha256") => {}
        Some(_) => findings.push(not_allowed("certificate.signature_hash", "must be sha256")),
        None => findings.push(missing("certificate.signature_hash")),
    }
    let exclude_oin = members.flag("exclude_oin").unwrap_or(false);
    let oin = members.text("oin");
    check_oin(oin.as_deref(), exclude_oin, findings);
    let server_platform = platform(members, findings);
    let may_follow = body.flag("disable_generate_in_browser_email").unwrap_or(false);
    let (csr, key) = match members.text("csr") {
        Some(csr) => match SubjectKey::read(&csr) {
            Ok(key) => (Some(csr), Some(key)),
            Err(fault) => {
                findings.push(key_finding(fault));
                (None, None)
            }
        },
        None => {
            if !may_follow {
                findings.push(missing("certificate.csr"));
            }
            (None, None)
        }
    };
    Certificate {
        csr,
        key,
        oin,
        exclude_oin,
        server_platform,
    }
}

/// What is wrong with a key, as an error entry.
pub(crate) fn key_finding(fault: KeyFault) -> Finding {
    match fault {
        KeyFault::Unparseable => Finding::documented("csr_invalid_cannot_parse", "The CSR could not be parsed."),
        KeyFault::Signature => made_up("csr_signature", "The signature of the CSR does not fit its key."),
        KeyFault::NotRsa => made_up("csr_key_algorithm", "The key of the CSR must be an RSA key."),
        KeyFault::TooSmall => made_up("csr_key_size", "The key of the CSR must have at least 2048 bits."),
        KeyFault::TooLarge => made_up("csr_key_size", "The key of the CSR must have at most 4096 bits."),
    }
}

/// The number itself is for DigiCert's validation to judge; here it only has to fit a certificate's subject.
fn check_oin(oin: Option<&str>, exclude_oin: bool, findings: &mut Findings) {
    let Some(oin) = oin else { return };
    if exclude_oin {
        findings.push(made_up(
            "oin_excluded",
            "certificate.oin cannot go with certificate.exclude_oin set to true.",
        ));
    }
    if oin.len() > 64 || !oin.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        findings.push(not_allowed("certificate.oin", "must consist of letters and digits"));
    }
}

fn platform(members: Members<'_>, findings: &mut Findings) -> i64 {
    if !members.has("server_platform") {
        return -1;
    }
    match members.at("server_platform").number("id") {
        Some(0) => -1,
        Some(id) if is_platform(id) => id,
        Some(_) => {
            findings.push(not_allowed(
                "certificate.server_platform.id",
                "must be the id of a server platform",
            ));
            -1
        }
        None if members.at("server_platform").is_empty() => -1,
        None => {
            findings.push(missing("certificate.server_platform.id"));
            -1
        }
    }
}
