//! What was found about a certificate, in words.

use leptos::prelude::*;

use super::Revocation;
use crate::domain::certificate::{Mismatch, Verdict};
use crate::store::KeptCertificate;
use crate::web::ui::{IconName, Notice, StatusBadge, Tone};
use crate::words::Words;

/// The sentence of one thing that does not fit.
pub(in crate::web::orders) fn sentence(words: Words, mismatch: &Mismatch) -> String {
    let values = [
        ("ordered", mismatch.ordered.as_str().into()),
        ("found", mismatch.found.as_str().into()),
    ];
    words.with(&format!("certificate-mismatch-{}", mismatch.aspect.word()), values)
}

/// Whether it may be handed out and used, as a word, an icon and a colour.
pub(super) fn badge(words: Words, verdict: &Verdict, revocation: Revocation) -> AnyView {
    let (tone, icon, key) = match revocation {
        _ if verdict.is_held() => (Tone::Danger, IconName::Warning, "certificate-held"),
        Revocation::Yes => (Tone::Danger, IconName::Error, "remote-status-revoked"),
        Revocation::Unknown => (Tone::Warning, IconName::Question, "certificate-order-revoked"),
        Revocation::No => (Tone::Positive, IconName::Check, "certificate-fits"),
    };
    view! { <StatusBadge tone icon=icon text=words.text(key)/> }.into_any()
}

/// That it is revoked, where it is or may be; why it is held, where it is; and what else is worth knowing.
pub(super) fn notices(words: Words, certificate: &KeptCertificate, revocation: Revocation) -> AnyView {
    let revoked = match revocation {
        Revocation::Yes => Some((Tone::Danger, "certificate-revoked")),
        Revocation::Unknown => Some((Tone::Warning, "certificate-perhaps-revoked")),
        Revocation::No => None,
    };
    let revoked = revoked.map(|(tone, key)| {
        let text = words.text(&format!("{key}-text"));
        view! { <Notice tone heading=words.text(key)><p>{text}</p></Notice> }
    });
    let reasons = list(words, certificate.verdict.reasons());
    let notes = list(words, certificate.verdict.notes());
    let held = reasons.map(|reasons| {
        view! {
            <Notice tone=Tone::Danger heading=words.text("certificate-held-heading")>
                {reasons}
                <p>{words.text("certificate-held-text")}</p>
            </Notice>
        }
    });
    let told = notes.map(|notes| {
        view! { <Notice tone=Tone::Info heading=words.text("certificate-notes-heading")>{notes}</Notice> }
    });
    view! { {revoked}{held}{told} }.into_any()
}

/// The sentences as a list; nothing where there are none.
pub(super) fn list<'a>(words: Words, mismatches: impl Iterator<Item = &'a Mismatch>) -> Option<AnyView> {
    let items: Vec<_> = mismatches
        .map(|mismatch| view! { <li class="fingerprint">{sentence(words, mismatch)}</li> })
        .collect();
    (!items.is_empty()).then(|| view! { <ul>{items}</ul> }.into_any())
}
