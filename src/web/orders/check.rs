//! The check page: every answer with a way back to it, what the checks still say, the request as it will be sent, and
//! the one button that sends it.

use leptos::prelude::*;

use super::answers::Answers;
use super::checked::check;
use super::fields::{field_address, sentence};
use crate::domain::findings::{Findings, Severity};
use crate::domain::ids::OrderId;
use crate::domain::order::Order;
use crate::web::context;
use crate::web::failure::Failure;
use crate::web::page::{PageTitle, loaded};
use crate::web::ui::{Button, ButtonLink, CodeBlock, Details, Link, Notice, PageHeader, Section, Tone};
use crate::words::Words;

/// The last look at an order before it is sent.
#[component]
pub fn CheckPage() -> impl IntoView {
    let id = context::parameter::<OrderId>("id");
    loaded(async move {
        let words = context::words();
        let state = context::state();
        let order = state.orders().find(id?).await?.ok_or(Failure::NotFound)?;
        let checked = check(&state, &order.form, Some(order.id)).await?;
        Ok(match checked.request {
            Some(request) if order.state.is_editable() => {
                let preview = state.orders().preview(&request);
                let choices = state.connection().choices().await;
                let answers = Answers {
                    words,
                    order: order.id,
                    request: &request,
                    choices: &choices,
                }
                .view();
                ready(words, &order, answers, &checked.findings, preview)
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
    let (href, link) = if editable {
        (format!("/orders/{}/edit", order.id), words.text("check-to-form"))
    } else {
        (format!("/orders/{}", order.id), words.text("check-to-order"))
    };
    view! {
        <PageTitle text=heading.clone()/>
        <PageHeader heading=heading/>
        <p>{text}</p>
        <p><ButtonLink href=href>{link}</ButtonLink></p>
    }
    .into_any()
}

fn ready(words: Words, order: &Order, answers: AnyView, findings: &Findings, preview: String) -> AnyView {
    let title = words.with("check-title", [("number", order.id.to_string().into())]);
    let instance = context::state().connection().instance();
    let may_place = context::operator().is_ok_and(|operator| operator.may(crate::domain::operator::Act::Place));
    let button = if instance.costs_money() {
        "check-place-live"
    } else {
        "check-place-sandbox"
    };
    let (id, version) = (order.id, order.version);
    let place = may_place.then(move || {
        view! {
            <form class="place-order" method="post" action="/actions/place-order">
                <input type="hidden" name="order" value=id.to_string()/>
                <input type="hidden" name="version" value=version/>
                <Button>{words.text(button)}</Button>
            </form>
        }
    });
    let back = Link::new(format!("/orders/{id}/edit"), words.text("check-back"));
    view! {
        <PageTitle text=title.clone()/>
        <PageHeader heading=title subtitle=words.text("check-subtitle") back=back/>
        {findings_view(words, id, findings)}
        <Section id="s-answers" heading=words.text("check-answers")>{answers}</Section>
        <Details summary=words.text("check-wire")>
            <p>{words.text("check-wire-text")}</p>
            <CodeBlock label=words.text("check-wire-label") text=preview/>
        </Details>
        <Section id="s-send" heading=words.text("check-send")>
            <p>{words.text(if instance.costs_money() { "check-send-live" } else { "check-send-sandbox" })}</p>
            <p>{words.text("check-send-agreement")}</p>
            {place}
        </Section>
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
    view! { {warnings}{notes} }.into_any()
}
