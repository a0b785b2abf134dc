//! The check page: every answer with a way back to it, what the checks still say, the request as it will be sent, and
//! the one button that sends it.

use leptos::prelude::*;

use super::answers::Answers;
use super::balance::{Money, balance, balance_view, estimate};
use super::card::{RefusedCard, card_fields};
use super::changes::{changes_view, stored};
use super::checked::check;
use super::fields::{field_address, sentence, summary};
use super::twin::{self, stands_in_the_way};
use crate::domain::findings::{Findings, Severity};
use crate::domain::ids::OrderId;
use crate::domain::operator::Act;
use crate::domain::order::Order;
use crate::domain::payment::PaymentMethod;
use crate::web::context;
use crate::web::failure::Failure;
use crate::web::page::{PageTitle, loaded};
use crate::web::rules::rules_link;
use crate::web::ui::{Button, ButtonLink, CodeBlock, Details, ErrorSummary, Link, Notice, PageHeader, Section, Tone};
use crate::words::Words;

/// The last look at an order before it is sent.
#[component]
pub fn CheckPage() -> impl IntoView {
    let id = context::parameter::<OrderId>("id");
    let refused_card = use_context::<RefusedCard>();
    loaded(async move {
        let words = context::words();
        let state = context::state();
        let order = state.orders().find(id?).await?.ok_or(Failure::NotFound)?;
        let chain = state.orders().chain(&order).await?;
        if let Some(other) = stands_in_the_way(&order, &chain).filter(|_| order.state.is_editable()) {
            return Ok(replaced_turned_up(words, &order, other, &chain));
        }
        let checked = check(&state, &order.form, Some(order.id)).await?;
        let refused_card = refused_card.map(|RefusedCard(findings)| findings);
        Ok(match checked.request {
            Some(request) if order.state.is_editable() => {
                let preview = state.orders().preview(&request);
                let connection = state.connection();
                let (choices, stored, balance, estimate) = tokio::join!(
                    connection.choices(),
                    stored(&state, &request),
                    balance(&state, &request),
                    estimate(&state, &request),
                );
                let money = Money {
                    low: state.low_balance(),
                    balance,
                    estimate,
                    similar: state.orders().price_of_similar(&request).await?,
                };
                let answers = Answers {
                    words,
                    order: order.id,
                    request: &request,
                    choices: &choices,
                }
                .view();
                let parts = Parts {
                    answers,
                    changes: changes_view(words, &order, &request, &stored),
                    balance: balance_view(words, money),
                    agreement_sha256: choices.agreement_sha256(),
                    agreement: agreement_view(words, choices.agreement.as_deref()),
                    pays_by_card: request.payment.method() == PaymentMethod::Card,
                    refused_card,
                    preview,
                };
                ready(words, &order, &checked.findings, parts)
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

/// What the page shows besides the findings.
struct Parts {
    answers: AnyView,
    changes: AnyView,
    balance: AnyView,
    agreement: AnyView,
    /// The digest of the agreement's text on this page, which goes with the button.
    agreement_sha256: Option<String>,
    pays_by_card: bool,
    refused_card: Option<Findings>,
    preview: String,
}

fn ready(words: Words, order: &Order, findings: &Findings, parts: Parts) -> AnyView {
    let title = words.with("check-title", [("number", order.id.to_string().into())]);
    let id = order.id;
    let refused = parts.refused_card.is_some();
    let card_findings = parts.refused_card.unwrap_or_default();
    let problems = summary(words, &card_findings);
    let may_place = context::operator().is_ok_and(|operator| operator.may(Act::Place));
    let place = may_place.then(|| {
        let hidden = view! {
            <input type="hidden" name="version" value=order.version/>
            <input type="hidden" name="agreement" value=parts.agreement_sha256/>
        };
        if parts.pays_by_card {
            place_with_card(words, order, hidden.into_any(), &card_findings)
        } else {
            place(words, order, hidden.into_any())
        }
    });
    let costs_money = context::state().connection().instance().costs_money();
    let back = Link::new(format!("/orders/{id}"), words.text("edit-back"));
    view! {
        <PageTitle text=title.clone() refused/>
        <PageHeader heading=title subtitle=words.text("check-subtitle") back=back/>
        <ErrorSummary heading=words.text("form-problem") items=problems/>
        {findings_view(words, id, findings)}
        <Section id="s-answers" heading=words.text("check-answers")>{parts.answers}</Section>
        {parts.changes}
        <Details summary=words.text("check-wire")>
            <p>{words.text("check-wire-text")}</p>
            <CodeBlock label=words.text("check-wire-label") text=parts.preview/>
        </Details>
        <Section id="s-send" heading=words.text("check-send")>
            {parts.balance}
            <p>{words.text(if costs_money { "check-send-live" } else { "check-send-sandbox" })}</p>
            <p>{words.text("check-send-agreement")}</p>
            {parts.agreement}
            {place}
        </Section>
    }
    .into_any()
}

/// The agreement's text, where DigiCert gives it.
fn agreement_view(words: Words, text: Option<&str>) -> AnyView {
    let lines = text.unwrap_or_default().lines().filter(|line| !line.trim().is_empty());
    let paragraphs: Vec<_> = lines.map(|line| view! { <p>{line.to_owned()}</p> }).collect();
    if paragraphs.is_empty() {
        return ().into_any();
    }
    view! { <Details summary=words.text("check-read-agreement")>{paragraphs}</Details> }.into_any()
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

/// Warnings first, then notes, each with a way to its field.
fn findings_view(words: Words, order: OrderId, findings: &Findings) -> AnyView {
    let list = |severity: Severity| {
        findings
            .with_severity(severity)
            .map(|finding| {
                let href = field_address(order, &finding.field);
                view! { <li>{sentence(words, finding)}" "<a href=href>{words.text("check-change")}</a></li> }.into_any()
            })
            .collect::<Vec<AnyView>>()
    };
    let group = |severity: Severity, tone: Tone, heading: String| {
        let items = list(severity);
        (!items.is_empty()).then(|| view! { <Notice tone heading=heading><ul>{items}</ul></Notice> })
    };
    let warnings = group(Severity::Warning, Tone::Warning, words.text("check-warnings"));
    let notes = group(Severity::Note, Tone::Info, words.text("check-notes"));
    let rules = (!findings.is_empty()).then(|| {
        let link = rules_link(words);
        view! { <p class="small"><a href=link.href>{link.text}</a></p> }
    });
    view! { {warnings}{notes}{rules} }.into_any()
}
