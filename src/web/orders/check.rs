//! The check page: every answer with a way back to it, what the checks still say, the request as it will be sent, and
//! the one button that sends it.

use leptos::prelude::*;

use super::approval::{ask_form, taken_back_notice, void_view, waiting_view};
use super::card::{RefusedCard, card_fields};
use super::checked::check;
use super::rendered::{Rendered, findings_view};
use super::twin::{self, stands_in_the_way};
use crate::domain::approval::Given;
use crate::domain::findings::Findings;
use crate::domain::ids::OrderId;
use crate::domain::operator::{Act, Operator};
use crate::domain::order::approval::Gate;
use crate::domain::order::{Order, OrderRequest};
use crate::domain::payment::PaymentMethod;
use crate::store::Restored;
use crate::web::context;
use crate::web::decision::Typed;
use crate::web::failure::Failure;
use crate::web::findings::summary;
use crate::web::page::{PageTitle, loaded};
use crate::web::people::remarks::RemarkSummary;
use crate::web::ui::{Button, ButtonLink, CodeBlock, Details, ErrorSummary, Link, Notice, PageHeader, Section, Tone};
use crate::words::Words;

/// The last look at an order before it is sent.
#[component]
pub fn CheckPage() -> impl IntoView {
    let id = context::parameter::<OrderId>("id");
    let refused_card = use_context::<RefusedCard>();
    let typed = use_context::<Typed>();
    loaded(async move {
        let words = context::words();
        let operator = context::operator()?;
        let state = context::state();
        let order = state.orders().find(id?).await?.ok_or(Failure::NotFound)?;
        let chain = state.orders().chain(&order).await?;
        if let Some(other) = stands_in_the_way(&order, &chain).filter(|_| order.state.is_editable()) {
            return Ok(replaced_turned_up(words, &order, other, &chain));
        }
        let checked = check(&state, &order.form, Some(order.id)).await?;
        Ok(match checked.request {
            Some(request) if order.state.is_editable() => {
                let sending = Sending {
                    words,
                    operator: &operator,
                    order: &order,
                    request: &request,
                    refused_card: refused_card.map(|RefusedCard(findings)| findings),
                    typed,
                    restored: state.orders().restored().await?,
                };
                let rendered = Rendered::of(&state, words, &order, &request, true).await?;
                ready(&sending, &checked.findings, rendered)
            }
            _ => not_ready(words, &order),
        })
    })
}

fn not_ready(words: Words, order: &Order) -> AnyView {
    context::set_status(axum::http::StatusCode::CONFLICT);
    let editable = order.state.is_editable();
    let (heading, text) = if editable {
        (words.text("check-not-ready"), words.text("check-not-ready-text"))
    } else {
        (words.text("check-already-sent"), words.text("check-already-sent-text"))
    };
    let link = words.text(if editable { "edit-back" } else { "check-to-order" });
    view! {
        <PageTitle text=heading.clone()/>
        <PageHeader heading=heading/>
        <p>{text}</p>
        <p><ButtonLink href=format!("/orders/{}", order.id)>{link}</ButtonLink></p>
    }
    .into_any()
}

/// The order whose place this one takes turned up: there is nothing to send.
fn replaced_turned_up(words: Words, order: &Order, other: OrderId, chain: &[Order]) -> AnyView {
    context::set_status(axum::http::StatusCode::CONFLICT);
    let heading = words.text("check-turned-up");
    let text = words.with("check-turned-up-text", [("order", other.to_string().into())]);
    view! {
        <PageTitle text=heading.clone()/>
        <PageHeader heading=heading/>
        <p>{text}</p>
        {twin::notice(words, order, chain)}
        <p><ButtonLink href=format!("/orders/{}", order.id)>{words.text("check-to-order")}</ButtonLink></p>
    }
    .into_any()
}

/// An order on its way to the button, and what was refused about it.
struct Sending<'a> {
    words: Words,
    operator: &'a Operator,
    order: &'a Order,
    request: &'a OrderRequest,
    /// What was found about a card that was refused.
    refused_card: Option<Findings>,
    /// What was typed for the approver, where it was refused.
    typed: Option<Typed>,
    /// The backup that was restored and not compared yet, where there is one.
    restored: Option<Restored>,
}

fn ready(sending: &Sending<'_>, findings: &Findings, rendered: Rendered) -> AnyView {
    let Sending { words, order, .. } = *sending;
    let title = words.with("check-title", [("number", order.id.to_string().into())]);
    let id = order.id;
    let refused = sending.refused_card.is_some() || sending.typed.is_some();
    let problems = sending
        .refused_card
        .as_ref()
        .map(|found| summary(words, found, &|_| None));
    let remarks = sending.typed.clone().unwrap_or_default().remarks;
    let preview = context::state().orders().preview(sending.request);
    let back = Link::new(format!("/orders/{id}"), words.text("edit-back"));
    let Rendered {
        answers,
        changes,
        balance,
        agreement,
        agreement_sha256,
    } = rendered;
    view! {
        <PageTitle text=title.clone() refused/>
        <PageHeader heading=title subtitle=words.text("check-subtitle") back=back/>
        <ErrorSummary heading=words.text("form-problem") items=problems.unwrap_or_default()/>
        <RemarkSummary remarks/>
        {taken_back_notice(words, order)}
        {findings_view(words, order, findings, true)}
        {answers}
        {changes}
        <Details summary=words.text("check-wire")>
            <p>{words.text("check-wire-text")}</p>
            <CodeBlock label=words.text("check-wire-label") text=preview/>
        </Details>
        {sending.view(balance, agreement, agreement_sha256)}
    }
    .into_any()
}

impl Sending<'_> {
    /// The end of the page: the button that sends, or what has to happen before it is there.
    fn view(&self, balance: AnyView, agreement: AnyView, agreement_sha256: Option<String>) -> AnyView {
        let (words, order) = (self.words, self.order);
        let state = context::state();
        let digest = state.orders().canonical_sha256(self.request);
        let is_needed = state.orders().switches().needs_approval();
        let may_place = self.operator.may(Act::Place);
        let gate = Gate::of(order, is_needed, &digest, state.clock().now());
        let (heading, step) = match gate {
            Gate::Open => ("check-send", self.send(None, agreement, agreement_sha256)),
            Gate::Approved(given) => ("check-send", self.send(Some(given), agreement, agreement_sha256)),
            Gate::Ask => {
                let typed = self.typed.clone().unwrap_or_default();
                let form = may_place.then(|| ask_form(words, order, typed));
                ("approval-heading", view! { {agreement}{form} }.into_any())
            }
            Gate::Waiting(asked) => ("approval-heading", waiting_view(words, self.operator, order, asked)),
            Gate::Void => ("approval-heading", void_view(words, self.operator, order)),
        };
        view! { <Section id="s-send" heading=words.text(heading)>{balance}{step}</Section> }.into_any()
    }

    /// What the button does, and the button; with the approval, where there is one.
    fn send(&self, given: Option<&Given>, agreement: AnyView, agreement_sha256: Option<String>) -> AnyView {
        let (words, order) = (self.words, self.order);
        if let Some(restored) = self.restored {
            return not_compared(words, restored);
        }
        let costs_money = context::state().connection().instance().costs_money();
        let approved = given.map(|given| {
            let values = [
                ("who", given.by.name.as_str().into()),
                ("when", words.moment(given.at).into()),
                ("until", words.moment(given.until).into()),
            ];
            view! { <p>{words.with("approval-given", values)}</p> }
        });
        let place = self.operator.may(Act::Place).then(|| {
            let hidden = view! {
                <input type="hidden" name="version" value=order.version/>
                <input type="hidden" name="agreement" value=agreement_sha256/>
            };
            if self.request.payment.method() == PaymentMethod::Card {
                let findings = self.refused_card.clone().unwrap_or_default();
                place_with_card(words, order, hidden.into_any(), &findings)
            } else {
                place(words, order, hidden.into_any())
            }
        });
        view! {
            {approved}
            <p>{words.text(if costs_money { "check-send-live" } else { "check-send-sandbox" })}</p>
            <p>{words.text("check-send-agreement")}</p>
            {agreement}
            {place}
        }
        .into_any()
    }
}

/// Why nothing can be sent from a restored backup yet.
fn not_compared(words: Words, restored: Restored) -> AnyView {
    let values = [
        ("at", words.moment(restored.at).into()),
        ("made", words.moment(restored.backup_at).into()),
    ];
    let text = words.with("check-not-compared-text", values);
    view! {
        <Notice tone=Tone::Warning heading=words.text("check-not-compared")>
            <p>{text}</p>
            <p><a href="/settings#s-runs">{words.text("check-not-compared-runs")}</a></p>
        </Notice>
    }
    .into_any()
}

fn button(words: Words) -> AnyView {
    let costs_money = context::state().connection().instance().costs_money();
    let key = if costs_money {
        "check-place-live"
    } else {
        "check-place-sandbox"
    };
    view! { <Button>{words.text(key)}</Button> }.into_any()
}

fn place(words: Words, order: &Order, hidden: AnyView) -> AnyView {
    view! {
        <form class="place-order" method="post" action="/actions/place-order">
            <input type="hidden" name="order" value=order.id.to_string()/>
            {hidden}
            {button(words)}
        </form>
    }
    .into_any()
}

fn place_with_card(words: Words, order: &Order, hidden: AnyView, findings: &Findings) -> AnyView {
    let action = format!("/orders/{}/place-with-card", order.id);
    view! {
        <form class="form place-order" method="post" action=action novalidate>
            {hidden}
            {card_fields(words, findings)}
            <div class="form-actions">{button(words)}</div>
        </form>
    }
    .into_any()
}
