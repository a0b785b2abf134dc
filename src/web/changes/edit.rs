//! The page on which a change is written.

use leptos::prelude::*;

use super::facts::name_of;
use super::fields::Fields;
use super::forms::{Shown, form};
use super::subject::{must_be_permitted, subject_link, title};
use crate::domain::change::form::ChangeKind;
use crate::domain::change::{Change, ChangeForm, ChangeState, Snapshot, Subject, refusal};
use crate::domain::findings::Findings;
use crate::domain::ids::ChangeId;
use crate::web::context;
use crate::web::failure::Failure;
use crate::web::findings::{sentence, summary};
use crate::web::lookalikes::{lookalikes_view, use_link};
use crate::web::page::{PageTitle, loaded};
use crate::web::remote_errors::remote_errors;
use crate::web::ui::{Button, ButtonKind, ButtonLink, Details, ErrorSummary, Link, Notice, PageHeader, Tone};
use crate::words::Words;

/// What was submitted and is shown again, put into the context by the handlers of the forms.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    /// What was typed.
    pub(super) form: ChangeForm,
    /// What was found about it.
    pub(super) findings: Findings,
    /// The version it may be saved over, where somebody else saved meanwhile.
    pub(super) over: Option<i64>,
}

/// The form of a change.
#[component]
pub fn EditChangePage() -> impl IntoView {
    let id = context::parameter::<ChangeId>("id");
    let typed = use_context::<Typed>();
    loaded(async move {
        let words = context::words();
        let state = context::state();
        let change = state.changes().find(id?).await?.ok_or(Failure::NotFound)?;
        must_be_permitted(&state, &context::operator()?, &change).await?;
        if !change.state.is_editable() {
            return Ok(not_editable(words, &change));
        }
        let home = subject_link(words, &state, &change).await?;
        let refused = refusal::findings(&change.form, &change.refusal);
        let is_refused = typed
            .as_ref()
            .is_some_and(|typed| typed.findings.has_errors() || typed.over.is_some());
        let (written, findings, over) = match typed {
            Some(Typed { form, findings, over }) => (form, findings, over),
            None => (change.form.clone(), refused, None),
        };
        let version = over.unwrap_or(change.version);
        let problems = if is_refused {
            summary(words, &findings, &|name| Some(name_of(words, name)))
        } else {
            Vec::new()
        };
        let shown = Shown {
            fields: Fields::new(words, &written, findings),
            base: change.base.clone(),
            choices: state.connection().choices().await,
        };
        let inputs = form(written.kind(), &shown);
        let alike = state.changes().lookalikes(&written).await?;
        let alike = lookalikes_view(words, alike, |alike| use_link(words, alike));
        let title = title(words, &change);
        let action = format!("/changes/{}/edit", change.id);
        // Nobody is to take the way out for the canceling of the order.
        let leave = if written.kind() == ChangeKind::CancelOrder {
            "change-do-not-cancel"
        } else {
            "change-cancel"
        };
        // Only files need parts.
        let enctype = written.csr().map(|_| "multipart/form-data");
        Ok(view! {
            <PageTitle text=title.clone() refused=is_refused/>
            <PageHeader heading=title subtitle=words.text(subtitle(&change)) back=home/>
            <ErrorSummary heading=words.text("form-problem") items=problems/>
            {over.map(|_| view! { <Notice tone=Tone::Warning heading=words.text("change-conflict") live=true><p>{words.text("change-conflict-text")}</p></Notice> })}
            {refusal_notice(words, &change)}
            {alike}
            {undocumented(words, &change)}
            {voided(words, &change)}
            <form class="form" method="post" action=action enctype=enctype novalidate>
                <input type="hidden" name="version" value=version/>
                {inputs}
                {buttons(words, Link::new(format!("/changes/{}", change.id), words.text(leave)))}
            </form>
        }
        .into_any())
    })
}

/// What the buttons below a form do: the first is what the enter key presses.
pub(super) fn buttons(words: Words, cancel: Link) -> AnyView {
    view! {
        <div class="form-actions">
            <Button name="action".to_owned() value="check".to_owned()>{words.text("change-check")}</Button>
            <Button kind=ButtonKind::Secondary name="action".to_owned() value="save".to_owned()>{words.text("change-save")}</Button>
            <ButtonLink href=cancel.href kind=ButtonKind::Quiet>{cancel.text}</ButtonLink>
        </div>
    }
    .into_any()
}

/// The kinds of change in whose forms stands nothing of what DigiCert has.
const NOTHING_KNOWN: [ChangeKind; 5] = [
    ChangeKind::AddCsr,
    ChangeKind::AddOrderNote,
    ChangeKind::CancelOrder,
    ChangeKind::RevokeCertificate,
    ChangeKind::RevokeOrder,
];

fn subtitle(change: &Change) -> &'static str {
    match (&change.base, change.subject) {
        _ if NOTHING_KNOWN.contains(&change.form.kind()) => "change-subtitle-new",
        (Some(Snapshot::Organization(_) | Snapshot::Domain(_) | Snapshot::Order(_)), _) => "change-subtitle-known",
        (_, Subject::NewOrganization | Subject::NewDomain) => "change-subtitle-new",
        _ => "change-subtitle-known",
    }
}

/// Says that a change takes it back from approval.
fn voided(words: Words, change: &Change) -> Option<AnyView> {
    let key = match change.state {
        ChangeState::AwaitingApproval => "action-approval-change-waiting",
        ChangeState::Approved => "action-approval-change-approved",
        _ => return None,
    };
    Some(view! { <Notice tone=Tone::Warning heading=words.text(key)/> }.into_any())
}

/// DigiCert's refusal, word for word.
pub(super) fn refusal_notice(words: Words, change: &Change) -> Option<AnyView> {
    if change.refusal.is_empty() {
        return None;
    }
    let errors = remote_errors(&change.refusal);
    let found = refusal::findings(&change.form, &change.refusal);
    let sentences = found
        .iter()
        .map(|finding| view! { <p>{sentence(words, finding)}</p> })
        .collect_view();
    let view = view! {
        <Notice tone=Tone::Danger heading=words.text("change-refused")>
            <p>{words.text("change-refused-text")}</p>
            {sentences}
            <Details summary=words.text("order-refused-raw")>{errors}</Details>
        </Notice>
    };
    Some(view.into_any())
}

/// Says where DigiCert's reference does not describe the call.
pub(super) fn undocumented(words: Words, change: &Change) -> Option<AnyView> {
    let kind = change.form.kind();
    (!kind.is_documented()).then(|| {
        view! { <Details summary=words.text("change-undocumented")><p>{words.text("change-undocumented-text")}</p></Details> }
            .into_any()
    })
}

fn not_editable(words: Words, change: &Change) -> AnyView {
    context::set_status(axum::http::StatusCode::CONFLICT);
    let heading = words.text("change-not-editable");
    view! {
        <PageTitle text=heading.clone()/>
        <PageHeader heading/>
        <p>{words.text("change-not-editable-text")}</p>
        <p><ButtonLink href=format!("/changes/{}", change.id)>{words.text("change-to-page")}</ButtonLink></p>
    }
    .into_any()
}
