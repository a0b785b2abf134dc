//! The buttons on the page of a person: keeping somebody known from elsewhere, and keeping somebody no more.

use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::provide_context;
use tower_sessions::Session;

use super::page::ChangedMeanwhile;
use crate::address_book::Keeping;
use crate::domain::ids::PersonId;
use crate::web::failure::Failure;
use crate::web::session::{self, Notice};
use crate::web::state::AppState;
use crate::web::visit::Visit;
use crate::web::{posted, render};

/// `POST /contacts/{id}/keep`: keeps somebody known from DigiCert or an order.
///
/// # Errors
/// There is no such person, or the store failed.
pub async fn keep(
    State(state): State<AppState>,
    Path(id): Path<String>,
    visit: Visit,
    session: Session,
) -> Result<Response, Failure> {
    let id: PersonId = id.parse().map_err(|_| Failure::NotFound)?;
    let (notice, id) = match state.address_book().keep_known(visit.operator()?, id).await? {
        Keeping::Kept(id) => (Notice::ContactKept, id),
        Keeping::KnownAlready(id) => (Notice::ContactKnown, id),
        Keeping::Refused(_) | Keeping::ChangedMeanwhile | Keeping::NotKept | Keeping::Missing => {
            return Err(Failure::NotFound);
        }
    };
    session::leave_notice(&session, notice).await?;
    Ok(Redirect::to(&format!("/contacts/{id}")).into_response())
}

/// `POST /contacts/{id}/delete`: keeps a person no more, where they are still the version that was on the page.
///
/// # Errors
/// There is no such person, the store failed, or too much was submitted.
pub async fn delete(
    State(state): State<AppState>,
    Path(id): Path<String>,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    let id: PersonId = id.parse().map_err(|_| Failure::NotFound)?;
    let (asked, values) = posted::fields(request).await?;
    let version = posted::version(&values).unwrap_or_default();
    let book = state.address_book();
    match book.delete(id, version).await? {
        // Who is used elsewhere has their page still.
        Keeping::Kept(_) => {
            session::leave_notice(&session, Notice::ContactDeleted).await?;
            let is_there = book.find(id).await?.is_some();
            let next = if is_there {
                format!("/contacts/{id}")
            } else {
                "/contacts".to_owned()
            };
            Ok(Redirect::to(&next).into_response())
        }
        Keeping::ChangedMeanwhile => {
            let asked = posted::at(asked, &format!("/contacts/{id}"))?;
            let mut page = render::page_with(&state, asked, || provide_context(ChangedMeanwhile)).await;
            *page.status_mut() = StatusCode::CONFLICT;
            Ok(page)
        }
        Keeping::NotKept => Ok(Redirect::to(&format!("/contacts/{id}")).into_response()),
        Keeping::KnownAlready(_) | Keeping::Refused(_) | Keeping::Missing => Err(Failure::NotFound),
    }
}
