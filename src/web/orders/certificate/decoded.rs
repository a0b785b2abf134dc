//! A certificate decoded, and its chain.

use leptos::prelude::*;

use crate::domain::certificate::{Certificate, Chain, Link};
use crate::domain::csr::Signature;
use crate::domain::digest::hexadecimal;
use crate::web::ui::{DataList, DataRow, Details, IconName, StatusBadge, Tone, or_dash};
use crate::words::Words;

/// Everything that a certificate says.
pub(super) fn everything(words: Words, certificate: &Certificate) -> AnyView {
    let extensions = &certificate.extensions;
    let names = &extensions.names;
    let other: Vec<String> = names.email_names.iter().chain(&names.other_names).cloned().collect();
    let hex = |bytes: &Option<Vec<u8>>| bytes.as_deref().map(hexadecimal).unwrap_or_default();
    let usages = extensions.key_usages.join(", ");
    let rows = [
        ("certificate-subject", certificate.subject.to_string()),
        ("certificate-dns-names", names.dns_names.join(", ")),
        ("certificate-other-names", other.join(", ")),
        ("certificate-issuer", certificate.issuer.to_string()),
        ("certificate-from", words.moment(certificate.not_before)),
        ("certificate-until", words.moment(certificate.not_after)),
        ("certificate-serial", certificate.serial_number.clone()),
        ("certificate-key", certificate.key.to_string()),
        ("certificate-key-sha256", certificate.spki_sha256()),
        ("certificate-signature", certificate.signed_with.name.clone()),
        ("certificate-usages", usages),
        ("certificate-purposes", extensions.purposes.join(", ")),
        ("certificate-policies", extensions.policies.join(", ")),
        ("certificate-sha1", certificate.thumbprint()),
        ("certificate-sha256", certificate.sha256()),
        ("certificate-subject-key", hex(&extensions.subject_key_id)),
        ("certificate-authority-key", hex(&extensions.authority_key_id)),
        ("certificate-ocsp", extensions.ocsp.join(", ")),
        ("certificate-revocation-lists", extensions.revocation_lists.join(", ")),
        ("certificate-issuers", extensions.issuers.join(", ")),
    ];
    // What most certificates of this kind have not is left out where it is not there.
    let rare = |key: &str| {
        matches!(
            key,
            "certificate-other-names" | "certificate-ocsp" | "certificate-revocation-lists" | "certificate-issuers"
        )
    };
    let rows = rows
        .into_iter()
        .filter(|(key, value)| !value.is_empty() || !rare(key))
        .map(|(key, value)| row(words, key, value))
        .collect_view();
    view! { <DataList>{rows}</DataList> }.into_any()
}

/// One row of a list of facts.
pub(super) fn row(words: Words, key: &str, value: String) -> AnyView {
    let value = or_dash(&value);
    view! { <DataRow term=words.text(key)><span class="fingerprint">{value}</span></DataRow> }.into_any()
}

/// The certificates from the leaf to the root, each to unfold.
pub(super) fn chain(words: Words, chain: &Chain) -> AnyView {
    let links = chain.links().into_iter().map(|link| one(words, link)).collect_view();
    view! { <ol class="plain-list chain">{links}</ol> }.into_any()
}

fn one(words: Words, link: Link<'_>) -> AnyView {
    let (tone, icon, key) = match link.signature {
        Signature::Verified if link.certificate.is_self_issued() => {
            (Tone::Neutral, IconName::Certificate, "certificate-link-root")
        }
        Signature::Verified => (Tone::Positive, IconName::Check, "certificate-link-verified"),
        Signature::Wrong => (Tone::Danger, IconName::Error, "certificate-link-wrong"),
        Signature::NotChecked => (Tone::Warning, IconName::Question, "certificate-link-not-checked"),
        Signature::Absent => (Tone::Warning, IconName::Question, "certificate-link-absent"),
    };
    let name = link.certificate.subject.short();
    let until = words.day(link.certificate.not_after);
    let summary = words.with("certificate-link", [("name", name.into()), ("until", until.into())]);
    let everything = everything(words, link.certificate);
    view! {
        <li>
            <StatusBadge tone icon=icon text=words.text(key)/>
            <Details summary=summary>{everything}</Details>
        </li>
    }
    .into_any()
}
