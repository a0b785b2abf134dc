//! The buttons at the head of an order's page.

use leptos::prelude::*;

use super::Shown;
use crate::domain::operator::Act;
use crate::domain::order::State;
use crate::web::orders::edit::discard;
use crate::web::ui::{Button, ButtonKind, ButtonLink};

/// What can be done with the order as a whole.
pub(in crate::web::orders) fn buttons(shown: &Shown) -> AnyView {
    let (words, operator, order) = (shown.words, &shown.operator, &shown.order);
    let address = shown.address();
    let edit = (order.state.is_editable() && operator.may(Act::Draft)).then(|| {
        view! { <ButtonLink href=format!("{address}/edit")>{words.text("order-edit")}</ButtonLink> }
    });
    let discard = (order.may_be_discarded() && operator.may(Act::Draft)).then(|| discard(words, order));
    let refresh = (order.remote.is_some()).then(|| {
        view! {
            <form method="post" action="/actions/refresh-order">
                <input type="hidden" name="order" value=order.id.to_string()/>
                <Button kind=ButtonKind::Secondary>{words.text("order-refresh")}</Button>
            </form>
        }
    });
    // As long as it may exist at DigiCert, another one would be a second one.
    let copies = (operator.may(Act::Draft) && order.state != State::InDoubt).then(|| {
        view! {
            <form method="post" action=format!("{address}/again")>
                <Button kind=ButtonKind::Secondary>{words.text("order-again")}</Button>
            </form>
            <ButtonLink href=format!("{address}/template") kind=ButtonKind::Quiet>
                {words.text("order-save-template")}
            </ButtonLink>
        }
    });
    view! { {edit}{refresh}{copies}{discard} }.into_any()
}
