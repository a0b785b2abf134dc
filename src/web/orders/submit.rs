//! The server functions of orders. Each takes a stored order's id, does one thing and leads to the order's page; what a
//! person did wrong is never an `Err`, because Leptos would put it into the address.

#![expect(
    missing_docs,
    reason = "`#[server]` makes a struct of the function's parameters and passes their docs over"
)]

use leptos::prelude::*;
use leptos_axum::{extract, redirect};
use tower_sessions::Session;

use super::checked::caller;
use crate::causes::causes;
use crate::domain::card::CreditCard;
use crate::domain::ids::OrderId;
use crate::domain::order::event::NotSent;
use crate::orders::{LookedAgain, Placing, Refreshed, Wish};
use crate::web::context;
use crate::web::failure::Failure;
use crate::web::session::{self, Notice};
use crate::web::state::AppState;

/// Sends an order to DigiCert, where it is still the version that was checked.
///
/// # Errors
/// Never: every outcome is a page.
#[server(prefix = "/actions", endpoint = "place-order")]
pub async fn place_order(
    #[server(default)] order: String,
    #[server(default)] version: String,
    #[server(default)] agreement: String,
) -> Result<(), ServerFnError> {
    lead(order.clone(), place(order, version, agreement).await).await;
    Ok(())
}

async fn place(order: String, version: String, agreement: String) -> Result<Option<Notice>, Failure> {
    let (operator, id) = (context::operator()?, order_id(&order)?);
    let version = version.parse().map_err(|_| Failure::NotFound)?;
    let state = context::state();
    let wish = wish(&state, id, version, None, Some(&agreement)).await;
    Ok(notice(state.orders().place(&operator, wish).await?))
}

/// A click on "place", with what DigiCert told of the key and the agreement. The digest of the agreement counts only
/// where it is that of the text on the page whose button was clicked: `shown`.
pub(super) async fn wish(
    state: &AppState,
    id: OrderId,
    version: i64,
    card: Option<CreditCard>,
    shown: Option<&str>,
) -> Wish {
    let (caller, choices) = tokio::join!(caller(state), state.connection().choices());
    let agreement_sha256 = choices.agreement_sha256();
    Wish {
        id,
        version,
        card,
        caller,
        agreement_sha256: agreement_sha256.filter(|digest| shown == Some(digest.as_str())),
    }
}

/// What is said about a click on the order's page, besides what the page says itself.
pub(super) fn notice(placing: Placing) -> Option<Notice> {
    match placing {
        Placing::Placed => Some(Notice::Placed),
        Placing::NotSent(NotSent::NoConnection) => Some(Notice::NoConnection),
        Placing::NotSent(NotSent::RateLimited) => Some(Notice::RateLimited),
        Placing::NotSent(NotSent::HeldUp) => Some(Notice::HeldUp),
        Placing::AlreadySent => Some(Notice::AlreadySent),
        Placing::ChangedMeanwhile => Some(Notice::ChangedMeanwhile),
        Placing::NotReady => Some(Notice::NotReady),
        Placing::NotApproved => Some(Notice::NotApproved),
        Placing::TurnedUp(_) => Some(Notice::TurnedUp),
        Placing::NotCompared => Some(Notice::NotCompared),
        // The order's page says it better than a notice could.
        Placing::Refused | Placing::InDoubt | Placing::Missing => None,
    }
}

/// Looks for an order in doubt at DigiCert.
///
/// # Errors
/// Never: every outcome is a page.
#[server(prefix = "/actions", endpoint = "look-again")]
pub async fn look_again(#[server(default)] order: String) -> Result<(), ServerFnError> {
    lead(order.clone(), look(order).await).await;
    Ok(())
}

async fn look(order: String) -> Result<Option<Notice>, Failure> {
    let (operator, id) = (context::operator()?, order_id(&order)?);
    Ok(match context::state().orders().look_again(&operator, id).await? {
        LookedAgain::Found => Some(Notice::Found),
        LookedAgain::NotThere => Some(Notice::NotFound),
        LookedAgain::Several => Some(Notice::FoundSeveral),
        LookedAgain::Unanswered => Some(Notice::NotRefreshed),
        LookedAgain::NotInDoubt | LookedAgain::Missing => None,
    })
}

/// Reads an order's status from DigiCert.
///
/// # Errors
/// Never: every outcome is a page.
#[server(prefix = "/actions", endpoint = "refresh-order")]
pub async fn refresh_order(#[server(default)] order: String) -> Result<(), ServerFnError> {
    lead(order.clone(), refresh(order).await).await;
    Ok(())
}

async fn refresh(order: String) -> Result<Option<Notice>, Failure> {
    let (operator, id) = (context::operator()?, order_id(&order)?);
    Ok(match context::state().orders().refresh(&operator, id).await? {
        Refreshed::Read => Some(Notice::Refreshed),
        Refreshed::Unanswered => Some(Notice::NotRefreshed),
        Refreshed::NotPlaced | Refreshed::Missing => None,
    })
}

/// The order that a button names.
///
/// # Errors
/// It is no number: there is no such order.
pub(super) fn order_id(order: &str) -> Result<OrderId, Failure> {
    order.parse().map_err(|_| Failure::NotFound)
}

/// Leaves the notice and leads to the order's page. Where the store failed, nobody knows how far it came: that page says
/// so, and where the order stands.
pub(super) async fn lead(order: String, outcome: Result<Option<Notice>, Failure>) {
    leave(match outcome {
        Ok(notice) => notice,
        Err(Failure::StoreUnavailable | Failure::Unforeseen) => Some(Notice::StoreFailed),
        // The page that it leads to says it: there is no such order, or nobody is signed in.
        Err(_) => None,
    })
    .await;
    // Only an id made of digits goes into the header.
    match order_id(&order) {
        Ok(id) => redirect(&format!("/orders/{id}")),
        Err(_) => redirect("/orders"),
    }
}

/// Leaves a notice for the page that a server function leads to.
pub(super) async fn leave(notice: Option<Notice>) {
    if let Some(notice) = notice
        && let Ok(axum::Extension(session)) = extract::<axum::Extension<Session>>().await
        && let Err(error) = session::leave_notice(&session, notice).await
    {
        tracing::warn!(error = causes(&error), "a notice could not be left");
    }
}
