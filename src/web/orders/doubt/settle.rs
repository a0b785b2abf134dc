//! The server functions with which a person decides among the orders found for one in doubt. Each leads to the order's
//! page; what a person did wrong is never an `Err`.

#![expect(
    missing_docs,
    reason = "`#[server]` makes a struct of the function's parameters and passes their docs over"
)]

use leptos::prelude::*;

use crate::domain::ids::RemoteOrderId;
use crate::orders::Linking;
use crate::store::Stepped;
use crate::web::context;
use crate::web::failure::Failure;
use crate::web::orders::submit::{lead, order_id};
use crate::web::session::Notice;

/// Says that one of the orders found at DigiCert is the one in doubt.
///
/// # Errors
/// Never: every outcome is a page.
#[server(prefix = "/actions", endpoint = "link-order")]
pub async fn link_order(
    #[server(default)] order: String,
    #[server(default)] remote: String,
) -> Result<(), ServerFnError> {
    lead(order.clone(), link(order, remote).await).await;
    Ok(())
}

async fn link(order: String, remote: String) -> Result<Option<Notice>, Failure> {
    let (operator, id) = (context::operator()?, order_id(&order)?);
    let remote: RemoteOrderId = remote.parse().map_err(|_| Failure::NotFound)?;
    Ok(match context::state().orders().link(&operator, id, remote).await? {
        Linking::Linked => Some(Notice::Linked),
        Linking::OfOther(_) => Some(Notice::LinkedToOther),
        Linking::NotACandidate => Some(Notice::CandidatesChanged),
        Linking::Unanswered => Some(Notice::NotRefreshed),
        Linking::NotInDoubt => Some(Notice::NotInDoubt),
        Linking::Missing => None,
    })
}

/// Says that none of the orders found at DigiCert is the one in doubt. `shown` are the numbers of those that were seen.
///
/// # Errors
/// Never: every outcome is a page.
#[server(prefix = "/actions", endpoint = "dismiss-candidates")]
pub async fn dismiss_candidates(
    #[server(default)] order: String,
    #[server(default)] shown: String,
) -> Result<(), ServerFnError> {
    lead(order.clone(), dismiss(order, shown).await).await;
    Ok(())
}

async fn dismiss(order: String, shown: String) -> Result<Option<Notice>, Failure> {
    let (operator, id) = (context::operator()?, order_id(&order)?);
    let shown: Vec<RemoteOrderId> = shown.split(' ').filter_map(|id| id.parse().ok()).collect();
    Ok(match context::state().orders().dismiss(&operator, id, &shown).await? {
        Stepped::Done(_) => Some(Notice::Dismissed),
        Stepped::Conflict(_) => Some(Notice::CandidatesChanged),
        Stepped::NotNow(_) => Some(Notice::NothingToChoose),
        Stepped::Missing => None,
    })
}
