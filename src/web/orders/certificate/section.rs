//! The certificate on the order's page: what it is, until when, and whether it is what was ordered.

use jiff::Timestamp;
use leptos::prelude::*;

use super::offered::main_files;
use super::{Revocation, address, decoded, fetch, found};
use crate::domain::order::{Order, RemoteStatus};
use crate::store::KeptCertificate;
use crate::web::orders::details::Shown;
use crate::web::ui::{ButtonKind, ButtonLink, DataList, Section, or_dash};
use crate::words::Words;

/// The section; nothing where there is no certificate yet.
pub(in crate::web::orders) fn section(shown: &Shown) -> Option<AnyView> {
    let (words, order) = (shown.words, &shown.order);
    let body = match shown.certificates.first() {
        Some(certificate) => facts(words, shown, certificate),
        None if has_certificate(order) => view! {
            <p>{words.text("certificate-not-fetched")}</p>
            {fetch::button(words, order.id, "certificate-fetch", ButtonKind::Secondary)}
        }
        .into_any(),
        None => return None,
    };
    let heading = words.text("certificate-heading");
    Some(view! { <Section id="s-certificate" heading=heading>{body}</Section> }.into_any())
}

fn has_certificate(order: &Order) -> bool {
    let status = order.remote.as_ref().and_then(|remote| remote.status.as_ref());
    status.is_some_and(RemoteStatus::has_certificate)
}

fn facts(words: Words, shown: &Shown, certificate: &KeptCertificate) -> AnyView {
    let revocation = Revocation::of(&shown.order, certificate);
    let leaf = &certificate.chain.leaf;
    let is_held = certificate.verdict.is_held();
    let files = (!is_held).then(|| main_files(words, certificate, revocation));
    let again = is_held.then(|| fetch::button(words, shown.order.id, "certificate-fetch-again", ButtonKind::Primary));
    let subject = |attribute| or_dash(leaf.subject.value(attribute));
    let rows = [
        ("certificate-names", leaf.names().join(", ")),
        ("certificate-organization", subject("O")),
        ("certificate-oin", subject("serialNumber")),
        ("certificate-until", until(words, certificate, revocation, shown.now)),
        ("certificate-serial", leaf.serial_number.clone()),
    ];
    let rows = rows
        .map(|(key, value)| decoded::row(words, key, value))
        .into_iter()
        .collect_view();
    view! {
        {found::badge(words, &certificate.verdict, revocation)}
        {found::notices(words, certificate, revocation)}
        <DataList>{rows}</DataList>
        <div class="form-actions">
            {again}
            {files}
            <ButtonLink href=address(certificate, "") kind=ButtonKind::Secondary>
                {words.text("certificate-open")}
            </ButtonLink>
        </div>
    }
    .into_any()
}

/// The last moment, and how many days are left; none are of what is revoked.
pub(super) fn until(words: Words, certificate: &KeptCertificate, revocation: Revocation, now: Timestamp) -> String {
    let leaf = &certificate.chain.leaf;
    let moment = words.moment(leaf.not_after);
    if revocation == Revocation::Yes {
        return words.with("certificate-until-revoked", [("until", moment.into())]);
    }
    if leaf.not_before > now {
        let from = words.moment(leaf.not_before);
        return words.with("certificate-not-yet", [("until", moment.into()), ("from", from.into())]);
    }
    if leaf.not_after < now {
        return words.with("certificate-ended", [("until", moment.into())]);
    }
    let days = words.days_until(words.date(leaf.not_after), now);
    words.with(
        "certificate-days-left",
        [("until", moment.into()), ("days", days.into())],
    )
}
