//! One order: its sections, one after the other. Each is in a file of its own, in [`super::details`] and beside it.

use leptos::prelude::*;

use super::actions;
use super::approval::{advice as approval_advice, decision};
use super::certificate;
use super::checked::check;
use super::details::{Shown, bundle, buttons, contacts, facts, names, notes, remote};
use super::doubt::Doubted;
use super::edit::saved;
use super::fields::finding_address;
use super::journal::journal;
use super::refusal;
use super::status::badge;
use super::tasks::tasks;
use super::{elsewhere, timeline, twin};
use crate::domain::findings::Findings;
use crate::domain::ids::OrderId;
use crate::domain::operator::{Act, Operator};
use crate::domain::order::{Order, State};
use crate::web::context;
use crate::web::exchanges::exchanges_view;
use crate::web::failure::Failure;
use crate::web::page::{PageTitle, loaded};
use crate::web::people::remarks::RemarkSummary;
use crate::web::ui::{Link, Notice, PageHeader, Section, Tone};
use crate::words::Words;

/// One order.
#[component]
pub fn OrderPage() -> impl IntoView {
    let id = context::parameter::<OrderId>("id");
    let typed = use_context::<notes::Typed>().unwrap_or_default();
    loaded(async move {
        let shown = Shown::load(id?).await?;
        let (words, order) = (shown.words, &shown.order);
        let approval = approval_advice(words, &shown.operator, &shown.state, order).await?;
        let refused = refusal::findings(order);
        let (subtitle, tasks) = still_to_do(&shown, &refused).await?;
        let facts = tasks.is_none().then(|| facts::section(&shown));
        let title = words.with("order-title", [("number", order.id.to_string().into())]);
        let status = order.remote.as_ref().and_then(|remote| remote.status.as_ref());
        let what_can_be_done = actions::section(words, &shown.operator, &shown.state, order).await?;
        let under_way = actions::under_way(words, &shown.state, order).await?;
        let doubted = doubted(&shown);
        let remarks = typed.remarks.clone();
        let head = view! {
            <PageTitle text=title.clone() refused=!remarks.is_empty()/>
            <PageHeader heading=title subtitle=subtitle back=Link::new("/orders", words.text("order-back"))
                status=badge(words, order.state, status) actions=buttons::buttons(&shown)/>
            <RemarkSummary remarks/>
            {timeline::top(&shown, under_way.is_some())}
            {under_way}
            {twin::notice(words, order, &shown.chain)}
            {elsewhere::vanished(words, order)}
            {elsewhere::notice(words, &shown.operator, order)}
            {doubted.notice()}
            {advice(words, &shown.operator, order, &refused)}
            {approval}
            {decision(words, order, &shown.events)}
        };
        let (journal, exchanges) = (journal(words, &shown.events), shown.exchanges.clone());
        let sections = view! {
            {doubted.sections()}
            {tasks}
            {timeline::section(&shown)}
            {certificate::section(&shown)}
            {what_can_be_done}
            {names::section(&shown)}
            {contacts::section(&shown)}
            {facts}
            {remote::section(&shown)}
            {notes::section(&shown, typed)}
            <Section id="s-journal" heading=words.text("order-journal")>{journal}</Section>
            {bundle::section(&shown)}
            {exchanges_view(words, exchanges)}
        };
        Ok(view! { {head}{sections} }.into_any())
    })
}

/// The line below the heading, and what a draft still needs; nothing of what may not be changed any more.
async fn still_to_do(shown: &Shown, refused: &Findings) -> Result<(String, Option<AnyView>), Failure> {
    let (words, order) = (shown.words, &shown.order);
    let name = Some(order.form.headline()).filter(|name| !name.is_empty());
    let name = name.unwrap_or_else(|| words.text("order-unnamed"));
    if !order.state.is_editable() {
        return Ok((name, None));
    }
    let saved = saved(words, order);
    let subtitle = words.with("order-draft", [("name", name.into()), ("saved", saved.into())]);
    let checked = check(&shown.state, &order.form, Some(order.id)).await?;
    let tasks = tasks(words, &shown.operator, order, &checked, refused);
    Ok((subtitle, Some(tasks)))
}

fn doubted(shown: &Shown) -> Doubted<'_> {
    Doubted {
        words: shown.words,
        operator: &shown.operator,
        order: &shown.order,
        events: &shown.events,
        chain: &shown.chain,
        rule: shown.state.orders().policy().release,
        now: shown.now,
    }
}

/// What this state means and who has to do what.
fn advice(words: Words, operator: &Operator, order: &Order, refused: &Findings) -> AnyView {
    match order.state {
        State::Draft | State::AwaitingApproval | State::Approved | State::Refused => refusal::notice(words, order, refused, |finding| {
            let may_change = operator.may(Act::Draft);
            finding_address(order.id, finding).filter(|_| may_change)
        })
        .into_any(),
        State::Sending => view! {
            <Notice tone=Tone::Info heading=words.text("order-sending")><p>{words.text("order-sending-text")}</p></Notice>
        }
        .into_any(),
        // Said by `doubt` and `elsewhere`.
        State::InDoubt | State::Placed | State::Released | State::Elsewhere => ().into_any(),
    }
}
