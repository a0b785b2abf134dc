//! The button that fetches a certificate, and what it does.

#![expect(
    missing_docs,
    reason = "`#[server]` makes a struct of the function's parameters and passes their docs over"
)]

use leptos::prelude::*;
use leptos_axum::redirect;

use crate::domain::ids::OrderId;
use crate::orders::CertificateFetch;
use crate::web::context;
use crate::web::failure::Failure;
use crate::web::orders::submit::{lead, leave, order_id};
use crate::web::session::Notice;
use crate::web::ui::{Button, ButtonKind};
use crate::words::Words;

/// The button, with words for a first time and for another.
pub(super) fn button(words: Words, order: OrderId, key: &str, kind: ButtonKind) -> AnyView {
    let text = words.text(key);
    view! {
        <form method="post" action="/actions/fetch-certificate">
            <input type="hidden" name="order" value=order.to_string()/>
            <Button kind>{text}</Button>
        </form>
    }
    .into_any()
}

/// Fetches the certificate of an order from DigiCert.
///
/// # Errors
/// Never: every outcome is a page.
#[server(prefix = "/actions", endpoint = "fetch-certificate")]
pub async fn fetch_certificate(#[server(default)] order: String) -> Result<(), ServerFnError> {
    match fetch(&order).await {
        Ok((id, notice @ (Notice::CertificateKept | Notice::CertificateHeld))) => {
            leave(Some(notice)).await;
            redirect(&format!("/orders/{id}/certificate"));
        }
        outcome => lead(order, outcome.map(|(_, notice)| Some(notice))).await,
    }
    Ok(())
}

async fn fetch(order: &str) -> Result<(OrderId, Notice), Failure> {
    let (operator, id) = (context::operator()?, order_id(order)?);
    let fetched = context::state().orders().fetch_certificate(Some(&operator), id).await?;
    let notice = match fetched {
        CertificateFetch::Kept => Notice::CertificateKept,
        CertificateFetch::Held => Notice::CertificateHeld,
        CertificateFetch::NotIssued | CertificateFetch::NotPlaced => Notice::CertificateNotIssued,
        CertificateFetch::Unanswered => Notice::CertificateUnread,
        CertificateFetch::Missing => return Err(Failure::NotFound),
    };
    Ok((id, notice))
}
