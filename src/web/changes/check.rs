//! The check page of a change: before and after side by side, what follows from it, the request as it will be sent, and
//! the one button that sends it.

use leptos::prelude::*;

use super::about;
use super::approval::{self, Gate, gate};
use super::edit::{refusal_notice, undocumented};
use super::facts::{name_of, three_columns, two_columns};
use super::subject::{must_be_permitted, permitted, subject_link, subject_name, title, word_of_effect};
use crate::changes::Comparison;
use crate::domain::change::form::ChangeKind;
use crate::domain::change::{Change, ChangeState, Subject};
use crate::domain::findings::{Findings, Severity};
use crate::domain::ids::ChangeId;
use crate::domain::rules;
use crate::web::context;
use crate::web::decision::Typed;
use crate::web::failure::Failure;
use crate::web::findings::listed;
use crate::web::lookalikes::{lookalikes_view, use_link};
use crate::web::page::{PageTitle, loaded};
use crate::web::people::remarks::{RemarkSummary, Remarks};
use crate::web::state::AppState;
use crate::web::ui::{
    Button, ButtonKind, ButtonLink, CodeBlock, Details, Field, Link, Notice, PageHeader, Section, TextInput, Tone,
    Width,
};
use crate::words::Words;

/// What was typed for the subject's name, where it was not that; put into the context by the handler.
#[derive(Clone, Debug)]
pub(super) struct Unconfirmed(pub(super) String);

/// The last look at a change before it is sent.
#[component]
pub fn ChangeCheckPage() -> impl IntoView {
    let id = context::parameter::<ChangeId>("id");
    let unconfirmed = use_context::<Unconfirmed>();
    let typed = use_context::<Typed>().unwrap_or_default();
    loaded(async move {
        let words = context::words();
        let (state, operator) = (context::state(), context::operator()?);
        let change = state.changes().find(id?).await?.ok_or(Failure::NotFound)?;
        // Whoever decides on an approval looks at it here, too.
        if change.approval.is_none() {
            must_be_permitted(&state, &operator, &change).await?;
        }
        let is_service_user = state.connection().is_service_user().await.unwrap_or(false);
        let base = change.base.as_ref();
        let checked = state
            .changes()
            .check(change.subject, &change.form, base, is_service_user)
            .await?;
        let Some(request) = checked.request.filter(|_| change.state.is_editable()) else {
            return Ok(not_ready(words, &change, &checked.findings));
        };
        let home = subject_link(words, &state, &change).await?;
        let comparison = state.changes().compare(&change).await;
        let alike = state.changes().lookalikes(&change.form).await?;
        let alike = lookalikes_view(words, alike, |alike| use_link(words, alike));
        let follows = consequences(words, &state, &change).await?;
        let preview = state.changes().preview(&request);
        let title = title(words, &change);
        let may_send = permitted(&state, &operator, change.form.kind(), change.subject).await?;
        let is_moved = comparison.compared.moved_elsewhere();
        let digest = state.changes().request_sha256(&request);
        let step = if comparison.is_gone {
            None
        } else if is_moved {
            may_send.then(|| go_on(words, &change))
        } else {
            match gate(words, &state, &operator, &change, &digest, typed.clone()).await? {
                Gate::Closed(view) => Some(view),
                Gate::Open(told) => may_send.then(|| {
                    let send = send(words, &change, unconfirmed.as_ref());
                    view! { {told}{send} }.into_any()
                }),
            }
        };
        let mut remarks = unconfirmed
            .as_ref()
            .map(|typed| not_the_name(words, &change, typed))
            .unwrap_or_default();
        remarks.extend(typed.remarks);
        let compared = compared(words, &change, &comparison, is_moved);
        let refused = !remarks.is_empty();
        let subtitle = match change.state {
            ChangeState::AwaitingApproval => "change-check-subtitle-waiting",
            _ => "change-check-subtitle",
        };
        let ended = approval::ended(words, &change, &state.changes().events(change.id).await?);
        let about = about::order(words, &change, &home);
        Ok(view! {
            <PageTitle text=title.clone() refused/>
            <PageHeader heading=title subtitle=words.text(subtitle) back=back(words, &change, home)/>
            <RemarkSummary remarks/>
            {refusal_notice(words, &change)}
            {ended}
            {unread(words, &comparison)}
            {alike}
            {findings_view(words, &checked.findings)}
            {about}
            <Section id="s-compare" heading=words.text("change-compare")>
                {compared}
            </Section>
            {follows}
            <Details summary=words.text("check-wire")>
                <p>{words.text("change-wire-text")}</p>
                <CodeBlock label=words.text("check-wire-label") text=preview/>
            </Details>
            {undocumented(words, &change)}
            {step}
        }
        .into_any())
    })
}

fn back(words: Words, change: &Change, home: Link) -> Link {
    if matches!(change.state, ChangeState::AwaitingApproval | ChangeState::Approved) {
        Link::new(format!("/changes/{}", change.id), words.text("change-to-page"))
    } else if change.form.kind().has_form() {
        Link::new(format!("/changes/{}/edit", change.id), words.text("change-edit"))
    } else {
        home
    }
}

fn unread(words: Words, comparison: &Comparison) -> Option<AnyView> {
    let key = match (comparison.is_gone, &comparison.now) {
        (true, _) => "change-gone",
        (false, None) => "change-unread",
        (false, Some(_)) => return None,
    };
    let text = words.text(&format!("{key}-text"));
    Some(view! { <Notice tone=Tone::Warning heading=words.text(key)><p>{text}</p></Notice> }.into_any())
}

fn findings_view(words: Words, findings: &Findings) -> Option<AnyView> {
    let weights = [
        (Severity::Error, Tone::Danger, "check-errors"),
        (Severity::Warning, Tone::Warning, "check-warnings"),
        (Severity::Note, Tone::Info, "check-notes"),
    ];
    let notices: Vec<AnyView> = weights
        .into_iter()
        .filter_map(|(severity, tone, heading)| {
            let items: Vec<AnyView> = findings
                .with_severity(severity)
                // These stand in a list of their own, each with the easy answer.
                .filter(|finding| finding.rule.id != rules::ORGANIZATION_LOOKS_ALIKE.id)
                .map(|finding| {
                    let text = listed(words, finding, &|name| Some(name_of(words, name)));
                    view! { <li>{text}</li> }.into_any()
                })
                .collect();
            let is_found = !items.is_empty();
            is_found.then(|| view! { <Notice tone heading=words.text(heading)><ul>{items}</ul></Notice> }.into_any())
        })
        .collect();
    (!notices.is_empty()).then(|| view! { {notices} }.into_any())
}

fn compared(words: Words, change: &Change, comparison: &Comparison, is_moved: bool) -> AnyView {
    if is_moved {
        let table = three_columns(words, &comparison.compared);
        view! {
            <Notice tone=Tone::Warning heading=words.text("change-moved")><p>{words.text("change-moved-text")}</p></Notice>
            {table}
        }
        .into_any()
    } else {
        two_columns(words, change, &comparison.compared)
    }
}

/// What follows from the change, in words, with what of this desk is concerned.
async fn consequences(words: Words, state: &AppState, change: &Change) -> Result<Option<AnyView>, Failure> {
    let kind = change.form.kind();
    let word = word_of_effect(kind, change.order_status());
    let text = words.text(&format!("change-follows-{word}"));
    let concerned = match (kind, change.subject) {
        (ChangeKind::DeactivateOrganization, Subject::Organization(id)) => {
            let id = id.to_string();
            let drafts = state.orders().drafts_for(&id).await?;
            let templates = state.orders().templates().await?;
            let drafts = drafts.into_iter().map(|order| {
                let label = words.with("order-title", [("number", order.id.to_string().into())]);
                (
                    format!("/orders/{}", order.id),
                    format!("{label} {}", order.common_name),
                )
            });
            let templates = templates
                .into_iter()
                .filter(|template| template.organization == id)
                .map(|template| (format!("/templates/{}", template.id), template.name));
            drafts.chain(templates).collect::<Vec<_>>()
        }
        _ => Vec::new(),
    };
    let list = (!concerned.is_empty()).then(|| {
        let items = concerned
            .into_iter()
            .map(|(href, text)| view! { <li><a href=href>{text}</a></li> })
            .collect_view();
        view! { <p>{words.text("change-follows-names-it")}</p><ul>{items}</ul> }
    });
    let nothing = (kind == ChangeKind::DeactivateOrganization && list.is_none())
        .then(|| view! { <p>{words.text("change-follows-nothing-names-it")}</p> });
    let view = view! {
        <Section id="s-follows" heading=words.text("change-follows")>
            <p>{text}</p>
            {list}
            {nothing}
        </Section>
    };
    Ok(Some(view.into_any()))
}

fn go_on(words: Words, change: &Change) -> AnyView {
    let (action, version) = (format!("/changes/{}/go-on", change.id), change.version);
    view! {
        <Section id="s-send" heading=words.text("change-go-on")>
            <p>{words.text("change-go-on-text")}</p>
            <form method="post" action=action>
                <input type="hidden" name="version" value=version/>
                <Button>{words.text("change-go-on-submit")}</Button>
            </form>
        </Section>
    }
    .into_any()
}

fn send(words: Words, change: &Change, unconfirmed: Option<&Unconfirmed>) -> AnyView {
    let kind = change.form.kind();
    let submit = words.text(&format!("change-submit-{}", change.word()));
    let form = if kind.needs_confirmation() {
        let name = subject_name(change);
        let field = Field::new("confirmation", words.with("change-confirm", [("name", name.into())]))
            .value(unconfirmed.map(|Unconfirmed(typed)| typed.clone()).unwrap_or_default());
        let remarks = unconfirmed
            .map(|typed| not_the_name(words, change, typed))
            .unwrap_or_default();
        let action = format!("/changes/{}/send", change.id);
        view! {
            <form class="form" method="post" action=action novalidate>
                <input type="hidden" name="version" value=change.version/>
                <TextInput field=remarks.on(&words, field) autocomplete="off" width=Width::Wide/>
                <div class="form-actions"><Button kind=ButtonKind::Danger>{submit}</Button></div>
            </form>
        }
        .into_any()
    } else {
        // What is canceled is not taken up again.
        let kind = if kind == ChangeKind::CancelOrder {
            ButtonKind::Danger
        } else {
            ButtonKind::Primary
        };
        view! {
            <form method="post" action="/actions/submit-change">
                <input type="hidden" name="change" value=change.id.to_string()/>
                <input type="hidden" name="version" value=change.version/>
                <Button kind>{submit}</Button>
            </form>
        }
        .into_any()
    };
    view! {
        <Section id="s-send" heading=words.text("change-send")>
            <p>{words.text("change-send-text")}</p>
            {form}
        </Section>
    }
    .into_any()
}

fn not_the_name(words: Words, change: &Change, Unconfirmed(typed): &Unconfirmed) -> Remarks {
    let text = if typed.trim().is_empty() {
        words.with("change-confirm-missing", [("name", subject_name(change).into())])
    } else {
        words.text("change-confirm-wrong")
    };
    Remarks::one("confirmation", text)
}

fn not_ready(words: Words, change: &Change, findings: &Findings) -> AnyView {
    context::set_status(axum::http::StatusCode::CONFLICT);
    let is_editable = change.state.is_editable();
    let (heading, text) = if is_editable {
        (words.text("change-not-ready"), words.text("change-not-ready-text"))
    } else {
        (
            words.text("change-not-editable"),
            words.text("change-not-editable-text"),
        )
    };
    let (href, link) = if is_editable && change.form.kind().has_form() {
        (format!("/changes/{}/edit", change.id), words.text("change-edit"))
    } else {
        (format!("/changes/{}", change.id), words.text("change-to-page"))
    };
    let found = is_editable.then(|| findings_view(words, findings));
    view! {
        <PageTitle text=heading.clone()/>
        <PageHeader heading/>
        <p>{text}</p>
        {found}
        <p><ButtonLink href>{link}</ButtonLink></p>
    }
    .into_any()
}
