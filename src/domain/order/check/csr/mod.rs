//! Rules about the CSR: what it must be, what its key and its signature must be, and what it should not hold.

use super::Circumstances;
use crate::domain::csr::{self, Csr, CsrFault, KeyKind, Signature, Source};
use crate::domain::findings::Findings;
use crate::domain::names;
use crate::domain::order::OrderForm;
use crate::domain::product::ProductProfile;
use crate::domain::rules::{self, Rule};

/// How much of a value from the CSR a sentence repeats.
const SHOWN: usize = 80;

/// The CSR of a form, beside the order's names: tidied, in ASCII, the common name first.
pub(super) fn check(
    form: &OrderForm,
    names: &[&str],
    circumstances: &Circumstances,
    findings: &mut Findings,
) -> Option<Csr> {
    if form.private_key_removed {
        findings.add(&rules::CSR_IS_PRIVATE_KEY, "csr");
        return None;
    }
    if let Some(fault) = form.csr_file_fault {
        findings.add(rule_of(fault), "csr");
        return None;
    }
    if form.csr.trim().is_empty() {
        findings.add(&rules::CSR_MISSING, "csr");
        return None;
    }
    let csr = check_text(&form.csr, names, circumstances.profile, findings)?;
    if let Some(order) = circumstances.key_used_by {
        findings.add_with(&rules::CSR_KEY_USED_BEFORE, "csr", vec![("order", order.to_string())]);
    }
    Some(csr)
}

/// The text of a CSR, beside the order's names: what can be said without knowing other orders, in the browser too.
pub fn check_text(text: &str, names: &[&str], profile: &ProductProfile, findings: &mut Findings) -> Option<Csr> {
    let csr = match csr::read(text) {
        Ok(csr) => csr,
        Err(fault) => {
            findings.add(rule_of(fault), "csr");
            return None;
        }
    };
    check_key(csr.key, profile, findings);
    if csr.source == Source::PublicKey {
        findings.add(&rules::CSR_PUBLIC_KEY_ONLY, "csr");
    }
    check_signature(&csr, findings);
    check_details(&csr, names, findings);
    Some(csr)
}

/// The rule that a text which is no usable CSR breaks.
#[must_use]
pub fn rule_of(fault: CsrFault) -> &'static Rule {
    match fault {
        CsrFault::NotPem => &rules::CSR_NOT_PEM,
        CsrFault::Truncated => &rules::CSR_TRUNCATED,
        CsrFault::IsCertificate => &rules::CSR_IS_CERTIFICATE,
        CsrFault::IsPrivateKey => &rules::CSR_IS_PRIVATE_KEY,
        CsrFault::TooLarge => &rules::CSR_TOO_LARGE,
        CsrFault::OtherKind => &rules::CSR_OTHER_KIND,
    }
}

fn check_key(key: KeyKind, profile: &ProductProfile, findings: &mut Findings) {
    let KeyKind::Rsa { bits, is_sound } = key else {
        findings.add_with(&rules::CSR_KEY_NOT_RSA, "csr", vec![("key", key.to_string())]);
        return;
    };
    if !is_sound {
        findings.add(&rules::CSR_KEY_UNSOUND, "csr");
    }
    let least = profile.rsa_bits.iter().copied().min().unwrap_or_default();
    let args = vec![("bits", bits.to_string())];
    if bits < least {
        findings.add_with(&rules::CSR_KEY_TOO_SHORT, "csr", args);
    } else if !profile.rsa_bits.contains(&bits) {
        findings.add_with(&rules::CSR_KEY_ODD_SIZE, "csr", args);
    } else if bits < profile.rsa_bits_advised {
        findings.add_with(&rules::CSR_KEY_BELOW_ADVICE, "csr", args);
    }
}

fn check_signature(csr: &Csr, findings: &mut Findings) {
    let Some(algorithm) = &csr.signed_with else {
        return;
    };
    let args = || vec![("algorithm", algorithm.name.clone())];
    if algorithm.is_broken {
        // Right or wrong, it proves nothing.
        findings.add_with(&rules::CSR_SIGNATURE_BROKEN, "csr", args());
        return;
    }
    // A key that is refused needs no proof of its possession.
    let is_usable = matches!(csr.key, KeyKind::Rsa { is_sound: true, .. });
    match csr.verify() {
        Signature::Wrong => findings.add(&rules::CSR_SIGNATURE_WRONG, "csr"),
        Signature::NotChecked if is_usable => findings.add_with(&rules::CSR_SIGNATURE_NOT_CHECKED, "csr", args()),
        Signature::NotChecked | Signature::Verified | Signature::Absent => {}
    }
}

fn check_details(csr: &Csr, ordered: &[&str], findings: &mut Findings) {
    let details = &csr.details;
    let is_ordered = |name: &str| {
        let name = names::to_ascii(&names::tidy(name));
        ordered.iter().any(|known| known.eq_ignore_ascii_case(&name))
    };
    // Before any name was typed there is nothing to compare with.
    if !ordered.is_empty() {
        for name in details.common_names().filter(|name| !is_ordered(name)) {
            findings.add_with(
                &rules::CSR_COMMON_NAME_NOT_ORDERED,
                "csr",
                vec![("name", shortened(name))],
            );
        }
    }
    if let Some(email) = details.email_addresses().next() {
        findings.add_with(&rules::CSR_HOLDS_EMAIL, "csr", vec![("email", shortened(email))]);
    }
    if details.has_challenge_password {
        findings.add(&rules::CSR_HOLDS_PASSWORD, "csr");
    }
}

fn shortened(value: &str) -> String {
    let mut shown: String = value.chars().take(SHOWN).collect();
    if shown.len() < value.len() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
#[expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]
mod tests;
