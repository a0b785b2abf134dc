//! The end of the check page where an approval is needed: asking for it, waiting for it, and taking it back.

use leptos::prelude::*;

use super::age::age;
use crate::domain::approval::Approval;
use crate::domain::operator::{Act, Operator};
use crate::domain::order::Order;
use crate::web::context;
use crate::web::decision::Typed;
use crate::web::ui::{Button, ButtonKind, ButtonLink, Notice, TextArea, Tone};
use crate::words::Words;

/// The form that asks for an approval.
pub(in crate::web::orders) fn ask_form(words: Words, order: &Order, typed: Typed) -> AnyView {
    let action = format!("/orders/{}/ask-approval", order.id);
    let field = typed
        .field(words, "approval-ask-remark", "approval-ask-remark-hint")
        .optional(words.text("field-optional"));
    view! {
        <p>{words.text("approval-ask-text")}</p>
        <form class="form" method="post" action=action novalidate>
            <input type="hidden" name="version" value=order.version/>
            <TextArea field rows=3 spellcheck=true/>
            <div class="form-actions"><Button>{words.text("approval-ask")}</Button></div>
        </form>
    }
    .into_any()
}

/// Who asked, how long ago, and the ways on.
pub(in crate::web::orders) fn waiting_view(
    words: Words,
    operator: &Operator,
    order: &Order,
    asked: &Approval,
) -> AnyView {
    let decide = may_decide(operator, order).then(|| decide_link(words, order));
    let sentence = asked_sentence(words, asked);
    view! {
        <Notice tone=Tone::Info heading=words.text("approval-waits")><p>{sentence}</p></Notice>
        {decide}
        {withdraw_form(words, operator, order)}
    }
    .into_any()
}

/// An approval that is none for what would be sent now, and the way out.
pub(in crate::web::orders) fn void_view(words: Words, operator: &Operator, order: &Order) -> AnyView {
    view! {
        <Notice tone=Tone::Warning heading=words.text("approval-void")><p>{words.text("approval-void-text")}</p></Notice>
        {withdraw_form(words, operator, order)}
    }
    .into_any()
}

/// "Asked for by Anna, 2 hours ago (2026-11-22 10:00 CET)."
pub(super) fn asked_sentence(words: Words, asked: &Approval) -> String {
    let values = [
        ("who", asked.asked_by.name.as_str().into()),
        ("age", age(words, asked.asked_at, context::state().clock().now()).into()),
        ("when", words.moment(asked.asked_at).into()),
    ];
    words.with("approval-asked", values)
}

/// Whether that person may approve that order, as it waits now.
pub(super) fn may_decide(operator: &Operator, order: &Order) -> bool {
    let asked = order.approval.as_ref();
    asked.is_some_and(|asked| asked.may_be_given_by(operator, &order.owner).is_ok())
}

/// The way to the approver's page.
pub(super) fn decide_link(words: Words, order: &Order) -> AnyView {
    let href = format!("/orders/{}/approve", order.id);
    view! { <p><ButtonLink href kind=ButtonKind::Primary>{words.text("approval-look")}</ButtonLink></p> }.into_any()
}

/// The button that takes an order back from approval, for those who send orders.
pub(super) fn withdraw_form(words: Words, operator: &Operator, order: &Order) -> Option<AnyView> {
    let action = format!("/orders/{}/withdraw", order.id);
    operator.may(Act::Place).then(|| {
        view! {
            <form method="post" action=action>
                <input type="hidden" name="version" value=order.version/>
                <Button kind=ButtonKind::Secondary>{words.text("approval-withdraw")}</Button>
            </form>
        }
        .into_any()
    })
}
