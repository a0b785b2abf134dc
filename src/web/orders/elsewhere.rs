//! Orders at DigiCert that this desk did not place: nobody's here until somebody takes them on. And orders of which
//! DigiCert knows nothing any more.

#![expect(
    missing_docs,
    reason = "`#[server]` makes a struct of the function's parameters and passes their docs over"
)]

use leptos::prelude::*;

use super::submit::{lead, order_id};
use crate::domain::operator::{Act, Operator};
use crate::domain::order::{Order, State};
use crate::store::Stepped;
use crate::web::context;
use crate::web::failure::Failure;
use crate::web::session::Notice as Left;
use crate::web::ui::{Button, ButtonKind, Notice, Tone};
use crate::words::Words;

/// What is said first on the page of an order that was placed elsewhere.
pub(super) fn notice(words: Words, operator: &Operator, order: &Order) -> Option<AnyView> {
    if order.state != State::Elsewhere {
        return None;
    }
    let other = order.other_product().map(|product| {
        let text = words.with("elsewhere-other-product", [("product", product.into())]);
        view! { <p>{text}</p> }
    });
    let adopt = operator.may(Act::Settle).then(|| {
        view! {
            <p>{words.text("elsewhere-adopt-text")}</p>
            <form method="post" action="/actions/adopt-order">
                <input type="hidden" name="order" value=order.id.to_string()/>
                <Button kind=ButtonKind::Secondary>{words.text("elsewhere-adopt")}</Button>
            </form>
        }
    });
    let view = view! {
        <Notice tone=Tone::Info heading=words.text("elsewhere-heading")>
            <p>{words.text("elsewhere-text")}</p>
            {other}
            {adopt}
        </Notice>
    };
    Some(view.into_any())
}

/// What is said first on the page of an order that DigiCert does not know any more.
pub(super) fn vanished(words: Words, order: &Order) -> Option<AnyView> {
    let remote = order.remote.as_ref()?;
    let since = words.moment(remote.vanished_at?);
    let text = words.with(
        "vanished-text",
        [("since", since.into()), ("id", remote.id.to_string().into())],
    );
    let view = view! {
        <Notice tone=Tone::Warning heading=words.text("vanished-heading")>
            <p>{text}</p>
            <p>{words.text("vanished-advice")}</p>
        </Notice>
    };
    Some(view.into_any())
}

/// Takes an order that was placed elsewhere into this desk's care.
///
/// # Errors
/// Never: every outcome is a page.
#[server(prefix = "/actions", endpoint = "adopt-order")]
pub async fn adopt_order(#[server(default)] order: String) -> Result<(), ServerFnError> {
    lead(order.clone(), adopt(order).await).await;
    Ok(())
}

async fn adopt(order: String) -> Result<Option<Left>, Failure> {
    let (operator, id) = (context::operator()?, order_id(&order)?);
    Ok(match context::state().orders().adopt(&operator, id).await? {
        Stepped::Done(_) => Some(Left::Adopted),
        Stepped::Conflict(_) | Stepped::NotNow(_) => Some(Left::AdoptedAlready),
        Stepped::Missing => None,
    })
}
