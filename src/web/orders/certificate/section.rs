//! The certificate on the order's page: what it is, until when, and whether it is what was ordered.

use leptos::prelude::*;

use super::offered::main_files;
use super::{address, days_left, decoded, fetch, found};
use crate::domain::order::{Order, RemoteStatus};
use crate::store::KeptCertificate;
use crate::web::orders::details::Shown;
use crate::web::state::AppState;
use crate::web::ui::{ButtonKind, ButtonLink, DataList, Section, or_dash};
use crate::words::Words;

/// The section; nothing where there is no certificate yet.
pub(in crate::web::orders) fn section(shown: &Shown) -> Option<AnyView> {
    let (words, order) = (shown.words, &shown.order);
    let body = match shown.certificates.first() {
        Some(certificate) => facts(words, &shown.state, certificate),
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
    matches!(
        status,
        Some(RemoteStatus::Issued | RemoteStatus::Expired | RemoteStatus::Revoked)
    )
}

fn facts(words: Words, state: &AppState, certificate: &KeptCertificate) -> AnyView {
    let leaf = &certificate.chain.leaf;
    let is_held = certificate.verdict.is_held();
    let files = (!is_held).then(|| main_files(words, certificate));
    let subject = |attribute| or_dash(leaf.subject.value(attribute));
    let rows = [
        ("certificate-names", leaf.names().join(", ")),
        ("certificate-organization", subject("O")),
        ("certificate-oin", subject("serialNumber")),
        ("certificate-until", until(words, state, certificate)),
        ("certificate-serial", leaf.serial_number.clone()),
    ];
    let rows = rows
        .map(|(key, value)| decoded::row(words, key, value))
        .into_iter()
        .collect_view();
    view! {
        {found::badge(words, &certificate.verdict)}
        {found::notices(words, certificate)}
        <DataList>{rows}</DataList>
        <div class="form-actions">
            {files}
            <ButtonLink href=address(certificate, "") kind=ButtonKind::Secondary>
                {words.text("certificate-open")}
            </ButtonLink>
        </div>
    }
    .into_any()
}

/// The last moment, and how many days are left.
pub(super) fn until(words: Words, state: &AppState, certificate: &KeptCertificate) -> String {
    let leaf = &certificate.chain.leaf;
    let now = state.clock().now();
    let moment = words.moment(leaf.not_after);
    let days = days_left(leaf, now);
    if leaf.not_before > now {
        let from = words.moment(leaf.not_before);
        return words.with("certificate-not-yet", [("until", moment.into()), ("from", from.into())]);
    }
    if days < 0 {
        return words.with("certificate-ended", [("until", moment.into())]);
    }
    words.with(
        "certificate-days-left",
        [("until", moment.into()), ("days", days.into())],
    )
}
