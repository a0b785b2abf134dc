//! Rules about the CSR: what it must be, and what its key must be.

use super::Circumstances;
use crate::domain::csr::{self, Csr, CsrFault, KeyKind, Source};
use crate::domain::findings::Findings;
use crate::domain::order::OrderForm;
use crate::domain::product::ProductProfile;
use crate::domain::rules::{self, Rule};

/// The CSR, beside the order's names: tidied, in ASCII, the common name first.
pub(super) fn check(
    form: &OrderForm,
    _names: &[&str],
    circumstances: &Circumstances,
    findings: &mut Findings,
) -> Option<Csr> {
    if form.private_key_removed {
        findings.add(&rules::CSR_IS_PRIVATE_KEY, "csr");
        return None;
    }
    if form.csr.trim().is_empty() {
        findings.add(&rules::CSR_MISSING, "csr");
        return None;
    }
    match csr::read(&form.csr) {
        Ok(csr) => {
            check_key(&csr, circumstances.profile, findings);
            if let Some(order) = circumstances.key_used_by {
                findings.add_with(&rules::CSR_KEY_USED_BEFORE, "csr", vec![("order", order.to_string())]);
            }
            Some(csr)
        }
        Err(fault) => {
            findings.add(rule_of(fault), "csr");
            None
        }
    }
}

fn rule_of(fault: CsrFault) -> &'static Rule {
    match fault {
        CsrFault::NotPem => &rules::CSR_NOT_PEM,
        CsrFault::Truncated => &rules::CSR_TRUNCATED,
        CsrFault::IsCertificate => &rules::CSR_IS_CERTIFICATE,
        CsrFault::IsPrivateKey => &rules::CSR_IS_PRIVATE_KEY,
        CsrFault::TooLarge => &rules::CSR_TOO_LARGE,
        CsrFault::OtherKind => &rules::CSR_OTHER_KIND,
    }
}

/// The kind and size of the key, and whether its possession is proven.
pub(super) fn check_key(csr: &Csr, profile: &ProductProfile, findings: &mut Findings) {
    let least = profile.rsa_bits.iter().copied().min().unwrap_or_default();
    match csr.key {
        KeyKind::Other => findings.add(&rules::CSR_KEY_NOT_RSA, "csr"),
        KeyKind::Rsa { bits } => {
            let args = vec![("bits", bits.to_string())];
            if bits < least {
                findings.add_with(&rules::CSR_KEY_TOO_SHORT, "csr", args);
            } else if !profile.rsa_bits.contains(&bits) {
                findings.add_with(&rules::CSR_KEY_ODD_SIZE, "csr", args);
            } else if bits < profile.rsa_bits_advised {
                findings.add_with(&rules::CSR_KEY_BELOW_ADVICE, "csr", args);
            }
        }
    }
    if csr.source == Source::PublicKey {
        findings.add(&rules::CSR_PUBLIC_KEY_ONLY, "csr");
    }
}
