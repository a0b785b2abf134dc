//! The approver's page: the request as it will be sent, everything the checks say about it, and the two answers.

use leptos::prelude::*;

use super::advise::said;
use super::ask::asked_sentence;
use crate::domain::approval::{Approval, MayNotApprove};
use crate::domain::findings::Findings;
use crate::domain::ids::OrderId;
use crate::domain::order::{Order, OrderRequest, State};
use crate::orders::Canonical;
use crate::web::context;
use crate::web::decision::{REQUEST, Typed};
use crate::web::failure::Failure;
use crate::web::orders::checked::check;
use crate::web::orders::rendered::{Rendered, findings_view};
use crate::web::page::{PageTitle, loaded};
use crate::web::people::remarks::RemarkSummary;
use crate::web::state::AppState;
use crate::web::ui::{
    Button, ButtonKind, ButtonLink, CodeBlock, Details, Link, Notice, PageHeader, Section, TextArea, Tone,
};
use crate::words::Words;

/// An order that waits, for those who approve.
#[component]
pub fn ApprovePage() -> impl IntoView {
    let id = context::parameter::<OrderId>("id");
    let typed = use_context::<Typed>();
    loaded(async move {
        let words = context::words();
        let operator = context::operator()?;
        let state = context::state();
        let order = state.orders().find(id?).await?.ok_or(Failure::NotFound)?;
        let asked = order
            .approval
            .clone()
            .filter(|_| order.state == State::AwaitingApproval);
        let Some(asked) = asked else {
            return Ok(not_awaiting(words, &order));
        };
        let checked = check(&state, &order.form, Some(order.id)).await?;
        let request = checked.request.as_ref();
        let (rendered, canonical) = match request {
            Some(request) => rendered(&state, words, &order, request).await?,
            None => (None, None),
        };
        let may = asked.may_be_given_by(&operator, &order.owner);
        let decision = decision(words, &order, &asked, canonical.as_ref(), may, typed.clone());
        let page = Page {
            order: &order,
            asked: &asked,
            findings: &checked.findings,
            typed,
        };
        Ok(page.view(words, rendered, canonical, decision))
    })
}

/// The request in parts and its bytes.
async fn rendered(
    state: &AppState,
    words: Words,
    order: &Order,
    request: &OrderRequest,
) -> Result<(Option<Rendered>, Option<Canonical>), Failure> {
    let rendered = Rendered::of(state, words, order, request, false).await?;
    Ok((Some(rendered), Some(state.orders().canonical(request))))
}

fn not_awaiting(words: Words, order: &Order) -> AnyView {
    context::set_status(axum::http::StatusCode::CONFLICT);
    let heading = words.text("approve-not-awaiting");
    view! {
        <PageTitle text=heading.clone()/>
        <PageHeader heading=heading/>
        <p>{words.text("approve-not-awaiting-text")}</p>
        <p><ButtonLink href=format!("/orders/{}", order.id)>{words.text("check-to-order")}</ButtonLink></p>
    }
    .into_any()
}

struct Page<'a> {
    order: &'a Order,
    asked: &'a Approval,
    findings: &'a Findings,
    typed: Option<Typed>,
}

impl Page<'_> {
    fn view(
        &self,
        words: Words,
        rendered: Option<Rendered>,
        canonical: Option<Canonical>,
        decision: AnyView,
    ) -> AnyView {
        let number = self.order.id.to_string();
        let title = words.with("approve-title", [("number", number.as_str().into())]);
        let back = words.with("order-title", [("number", number.as_str().into())]);
        let back = Link::new(format!("/orders/{number}"), back);
        let refused = self.typed.is_some();
        let remarks = self.typed.clone().unwrap_or_default().remarks;
        let (request, balance) = match rendered {
            Some(rendered) => (
                view! { {rendered.answers}{rendered.changes} }.into_any(),
                view! { {rendered.balance}{rendered.agreement} }.into_any(),
            ),
            None => (().into_any(), ().into_any()),
        };
        view! {
            <PageTitle text=title.clone() refused/>
            <PageHeader heading=title subtitle=asked_sentence(words, self.asked) back=back/>
            <RemarkSummary remarks/>
            {remark(words, self.asked)}
            {findings_view(words, self.order, self.findings, false)}
            {request}
            {canonical.map(|canonical| bytes(words, canonical))}
            <Section id="s-decide" heading=words.text("approve-heading")>
                {balance}
                {decision}
            </Section>
        }
        .into_any()
    }
}

/// What whoever asked wants the approver to know.
fn remark(words: Words, asked: &Approval) -> Option<AnyView> {
    let text = said(&asked.remark)?;
    let heading = words.with("approve-remark", [("who", asked.asked_by.name.as_str().into())]);
    Some(view! { <Notice tone=Tone::Info heading=heading>{text}</Notice> }.into_any())
}

/// The request to the byte, and its digest, which is what the approval is bound to.
fn bytes(words: Words, canonical: Canonical) -> AnyView {
    view! {
        <Details summary=words.text("check-wire")>
            <p>{words.text("approve-wire-text")}</p>
            <CodeBlock label=words.text("check-wire-label") text=canonical.pretty/>
            <CodeBlock label=words.text("approve-bytes") text=canonical.bytes/>
        </Details>
        <p>{words.text("event-digest")}" "<code class="fingerprint">{canonical.sha256}</code></p>
    }
    .into_any()
}

/// The two answers, as far as this person may give them.
fn decision(
    words: Words,
    order: &Order,
    asked: &Approval,
    canonical: Option<&Canonical>,
    may: Result<(), MayNotApprove>,
    typed: Option<Typed>,
) -> AnyView {
    if let Err(why) = may {
        let key = match why {
            MayNotApprove::Own => "approve-own-order",
            MayNotApprove::Writer => "approve-writer",
            MayNotApprove::Role => "approve-role",
        };
        return view! { <Notice tone=Tone::Info heading=words.text(key)/> }.into_any();
    }
    let shown = canonical.filter(|canonical| canonical.sha256 == asked.request_sha256);
    let void = shown.is_none().then(|| {
        view! { <Notice tone=Tone::Warning heading=words.text("approve-void")><p>{words.text("approve-void-text")}</p></Notice> }
    });
    let approve = shown.map(|canonical| {
        let digest = canonical.sha256.clone();
        view! {
            <input type="hidden" name=REQUEST value=digest/>
            <Button>{words.text("approve-approve")}</Button>
        }
    });
    let address = format!("/orders/{}", order.id);
    let field = typed
        .unwrap_or_default()
        .field(words, "approve-say", "approve-say-hint");
    view! {
        {void}
        <p>{words.text("approve-text")}</p>
        <form class="form" method="post" action=format!("{address}/approve") novalidate>
            <input type="hidden" name="version" value=order.version/>
            <TextArea field rows=3 spellcheck=true/>
            <div class="form-actions">
                {approve}
                <Button kind=ButtonKind::Secondary formaction=format!("{address}/reject")>{words.text("approve-reject")}</Button>
            </div>
        </form>
    }
    .into_any()
}
