//! What is held: a page for those who decide about it, which says what is wrong, and the certificate as evidence.

use axum::extract::{Path, Query, State as Shared};
use axum::response::Response;
use leptos::prelude::*;

use super::files::{Which, answer};
use super::{Chosen, WHICH, address, chosen, found};
use crate::domain::certificate::{FileKind, file_name};
use crate::domain::ids::OrderId;
use crate::web::context;
use crate::web::failure::Failure;
use crate::web::page::{PageTitle, loaded};
use crate::web::state::AppState;
use crate::web::ui::{ButtonKind, ButtonLink, Link, Notice, PageHeader, Tone};

/// What is wrong with a held certificate, and the way to have it all the same.
#[component]
pub fn HeldPage() -> impl IntoView {
    let id = context::parameter::<OrderId>("id");
    let which = context::query(WHICH);
    loaded(async move {
        let (words, state) = (context::words(), context::state());
        let Chosen { certificate, .. } = chosen(&state, id?, which.as_deref()).await?;
        // One that fits has its files on its own page.
        if !certificate.verdict.is_held() {
            return Err(Failure::NotFound);
        }
        let title = words.text("held-title");
        let back = words.with("certificate-title", [("number", certificate.order.to_string().into())]);
        let reasons = found::list(words, certificate.verdict.reasons());
        let file = address(&certificate, "/held/evidence");
        Ok(view! {
            <PageTitle text=title.clone()/>
            <PageHeader heading=title subtitle=certificate.chain.leaf.subject.short()
                back=Link::new(address(&certificate, ""), back)/>
            <Notice tone=Tone::Danger heading=words.text("certificate-held-heading")>{reasons}</Notice>
            <p>{words.text("held-text")}</p>
            <ul>
                <li>{words.text("held-ask-digicert")}</li>
                <li>{words.text("held-not-install")}</li>
                <li>{words.text("held-again")}</li>
            </ul>
            <div class="form-actions">
                <ButtonLink href=file kind=ButtonKind::Danger>{words.text("held-download")}</ButtonLink>
            </div>
        }
        .into_any())
    })
}

/// `GET /orders/{id}/certificate/held/evidence`: a held certificate with its chain, under a name that says that it is held.
///
/// # Errors
/// There is no such certificate, or it is not held.
pub async fn evidence(
    Shared(state): Shared<AppState>,
    Path(id): Path<String>,
    Query(which): Query<Which>,
) -> Result<Response, Failure> {
    let id: OrderId = id.parse().map_err(|_| Failure::NotFound)?;
    let Chosen { certificate, .. } = chosen(&state, id, which.certificate.as_deref()).await?;
    if !certificate.verdict.is_held() {
        return Err(Failure::NotFound);
    }
    let chain = &certificate.chain;
    let name = file_name(&chain.leaf, "-held-do-not-install.pem");
    answer(FileKind::Full.content_type(), &name, chain.full_pem().into_bytes())
}
