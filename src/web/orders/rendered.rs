//! A request as people see it before it is sent: its answers, what it changes besides, what it costs, and what the
//! checks still say. The check page and the approver's page show the same.

use leptos::prelude::*;

use super::answers::Answers;
use super::balance::{Money, balance, balance_view, estimate};
use super::changes::{changes_view, stored};
use super::fields::{field_address, label_of};
use crate::domain::findings::{Findings, Severity};
use crate::domain::order::{Order, OrderRequest};
use crate::web::failure::Failure;
use crate::web::findings::listed;
use crate::web::rules::rules_link;
use crate::web::state::AppState;
use crate::web::ui::{Details, Notice, Section, Tone};
use crate::words::Words;

/// A request in parts.
pub(super) struct Rendered {
    /// The section with every answer.
    pub(super) answers: AnyView,
    /// The section with what the order changes besides.
    pub(super) changes: AnyView,
    /// What can be spent, and what it costs.
    pub(super) balance: AnyView,
    /// The agreement's text, where DigiCert gives it.
    pub(super) agreement: AnyView,
    /// The digest of that text.
    pub(super) agreement_sha256: Option<String>,
}

impl Rendered {
    /// Asks DigiCert what is needed besides, and renders the request. The ways back to the fields are there where the
    /// page is for those who change it.
    pub(super) async fn of(
        state: &AppState,
        words: Words,
        order: &Order,
        request: &OrderRequest,
        may_change: bool,
    ) -> Result<Self, Failure> {
        let connection = state.connection();
        let (choices, stored, balance, estimate) = tokio::join!(
            connection.choices(),
            stored(state, request),
            balance(state, request),
            estimate(state, request),
        );
        let money = Money {
            low: state.low_balance(),
            balance,
            estimate,
            similar: state.orders().price_of_similar(request).await?,
        };
        let answers = Answers {
            words,
            order: order.id,
            request,
            choices: &choices,
            may_change,
        }
        .view();
        Ok(Self {
            answers: view! { <Section id="s-answers" heading=words.text("check-answers")>{answers}</Section> }
                .into_any(),
            changes: changes_view(words, order, request, &stored, may_change),
            balance: balance_view(words, money),
            agreement: agreement_view(words, choices.agreement.as_deref()),
            agreement_sha256: choices.agreement_sha256(),
        })
    }
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

/// Errors, then warnings, then notes; each with a way to its field for those who may change it.
pub(super) fn findings_view(words: Words, order: &Order, findings: &Findings, may_change: bool) -> AnyView {
    let list = |severity: Severity| {
        findings
            .with_severity(severity)
            .map(|finding| {
                let href = field_address(order.id, &finding.field);
                let change = may_change.then(|| view! { " "<a href=href>{words.text("check-change")}</a> });
                view! { <li>{listed(words, finding, &|name| label_of(words, name))}{change}</li> }.into_any()
            })
            .collect::<Vec<AnyView>>()
    };
    let group = |severity: Severity, tone: Tone, heading: String| {
        let items = list(severity);
        (!items.is_empty()).then(|| view! { <Notice tone heading=heading><ul>{items}</ul></Notice> })
    };
    let errors = group(Severity::Error, Tone::Danger, words.text("check-errors"));
    let warnings = group(Severity::Warning, Tone::Warning, words.text("check-warnings"));
    let notes = group(Severity::Note, Tone::Info, words.text("check-notes"));
    let rules = (!findings.is_empty()).then(|| {
        let link = rules_link(words);
        view! { <p class="small"><a href=link.href>{link.text}</a></p> }
    });
    view! { {errors}{warnings}{notes}{rules} }.into_any()
}
