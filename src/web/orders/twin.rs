//! "Possible double order": an order that was given up turned up at DigiCert after another took its place. What is said
//! on the pages of both.

use leptos::prelude::*;

use super::status::badge;
use crate::domain::ids::{OrderId, RemoteOrderId};
use crate::domain::order::{Order, Twins};
use crate::web::ui::{Notice, Tone};
use crate::words::Words;

/// The notice on the page of `order`, which is one of the chain; nothing where there is nothing to settle.
pub(super) fn notice(words: Words, order: &Order, chain: &[Order]) -> Option<AnyView> {
    let twins = Twins::among(chain)?;
    let concerned: Vec<_> = chain.iter().filter(|other| is_concerned(&twins, other.id)).collect();
    let members = concerned.iter().map(|other| member(words, order, other)).collect_view();
    let steps = steps(words, order, &twins)
        .into_iter()
        .map(|step| view! { <p>{step}</p> });
    let steps = steps.collect_view();
    let view = view! {
        <Notice tone=Tone::Danger heading=words.text("twin-heading")>
            <p>{words.text("twin-text")}</p>
            <ul>{members}</ul>
            {steps}
        </Notice>
    };
    Some(view.into_any())
}

/// Why a draft cannot be sent, where an order whose place it takes turned up.
pub(super) fn stands_in_the_way(order: &Order, chain: &[Order]) -> Option<OrderId> {
    let before = chain.iter().take_while(|other| other.id != order.id);
    before
        .filter(|other| other.may_have_turned_up())
        .map(|other| other.id)
        .last()
}

fn is_concerned(twins: &Twins, id: OrderId) -> bool {
    let placed = twins.placed.iter().map(|(id, _)| id);
    let others = twins.turned_up.iter().chain(&twins.unclear).chain(&twins.unsent);
    placed.chain(others).any(|known| *known == id)
}

/// One of the orders: its number, where it stands, and its number at DigiCert.
fn member(words: Words, order: &Order, other: &Order) -> AnyView {
    let number = words.with("order-title", [("number", other.id.to_string().into())]);
    let name = if other.id == order.id {
        let this = words.text("twin-this");
        view! { <strong>{number}</strong>" "{this} }.into_any()
    } else {
        view! { <a href=format!("/orders/{}", other.id)>{number}</a> }.into_any()
    };
    let status = other.remote.as_ref().and_then(|remote| remote.status.as_ref());
    let there = other.remote.as_ref().map(|remote| remote.id);
    let there = there.map(|id| words.with("twin-there", [("id", id.to_string().into())]));
    view! { <li>{name}" "{badge(words, other.state, status)}" "{there}</li> }.into_any()
}

/// What to do, seen from the page of that order.
fn steps(words: Words, order: &Order, twins: &Twins) -> Vec<String> {
    let mut steps = Vec::new();
    for id in &twins.unsent {
        if *id != order.id {
            steps.push(words.with("twin-other-unsent", [("order", id.to_string().into())]));
        } else if order.may_be_discarded() {
            steps.push(words.text("twin-unsent"));
        } else {
            steps.push(words.text("twin-unsent-kept"));
        }
    }
    for id in &twins.unclear {
        steps.push(if *id == order.id {
            words.text("twin-unclear")
        } else {
            words.with("twin-other-unclear", [("order", id.to_string().into())])
        });
    }
    if let [_, _, ..] = twins.placed.as_slice() {
        let numbers = twins.placed.iter().map(|(_, id)| RemoteOrderId::to_string(id));
        let numbers = numbers.collect::<Vec<_>>().join(", ");
        steps.push(words.with("twin-placed", [("numbers", numbers.into())]));
        steps.push(words.text("twin-placed-after"));
    }
    steps
}
