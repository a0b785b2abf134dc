//! Giving an order in doubt up: the page that says what comes of it and asks for the reason, and its handler.

use axum::extract::{Path, Request, State as Shared};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use tower_sessions::Session;

use super::{not_yet, search_of};
use crate::domain::ids::OrderId;
use crate::domain::order::{Order, State};
use crate::orders::GivingUp;
use crate::web::context;
use crate::web::failure::Failure;
use crate::web::page::{PageTitle, loaded};
use crate::web::people::remarks::{RemarkSummary, Remarks};
use crate::web::session::{self, Notice};
use crate::web::state::AppState;
use crate::web::ui::{Button, ButtonKind, ButtonLink, Field, Link, Notice as NoticeView, PageHeader, TextArea, Tone};
use crate::web::visit::Visit;
use crate::web::{posted, render};
use crate::words::Words;

/// The name of the field for the reason.
const REASON: &str = "reason";
/// More than this is no reason any more.
const LONGEST_REASON: usize = 1000;

/// What was typed, and why it was not done.
#[derive(Clone, Debug, Default)]
struct Refusal {
    reason: String,
    remarks: Remarks,
}

/// Asks for the reason for which an order in doubt is given up.
#[component]
pub fn GiveUpPage() -> impl IntoView {
    let id = context::parameter::<OrderId>("id");
    let refusal = use_context::<Refusal>();
    loaded(async move {
        let words = context::words();
        let state = context::state();
        let order = state.orders().find(id?).await?.ok_or(Failure::NotFound)?;
        if order.state != State::InDoubt {
            return Ok(impossible(words, &order, words.text("give-up-not-in-doubt")));
        }
        let (rule, search) = (state.orders().policy().release, search_of(&order));
        if !rule.allows(&search, state.clock().now()) {
            return Ok(impossible(words, &order, not_yet(words, rule, &search)));
        }
        Ok(form(words, &order, refusal))
    })
}

/// What is said instead of the form.
fn impossible(words: Words, order: &Order, why: String) -> AnyView {
    context::set_status(StatusCode::CONFLICT);
    let heading = words.text("give-up-impossible");
    view! {
        <PageTitle text=heading.clone()/>
        <PageHeader heading=heading/>
        <p>{why}</p>
        <p><ButtonLink href=format!("/orders/{}", order.id)>{words.text("check-to-order")}</ButtonLink></p>
    }
    .into_any()
}

fn form(words: Words, order: &Order, refusal: Option<Refusal>) -> AnyView {
    let number = order.id.to_string();
    let title = words.with("give-up-title", [("number", number.as_str().into())]);
    let back = words.with("order-title", [("number", number.as_str().into())]);
    let address = format!("/orders/{number}");
    let action = format!("{address}/give-up");
    let (is_refused, unanswered) = match &refusal {
        Some(refusal) if refusal.remarks.is_empty() => (false, true),
        refusal => (refusal.is_some(), false),
    };
    let unanswered = unanswered.then(|| {
        context::set_status(StatusCode::CONFLICT);
        view! {
            <NoticeView tone=Tone::Warning heading=words.text("give-up-unanswered") live=true>
                <p>{words.text("give-up-unanswered-text")}</p>
            </NoticeView>
        }
    });
    let Refusal { reason, remarks } = refusal.unwrap_or_default();
    let field = Field::new(REASON, words.text("give-up-reason"))
        .hint(words.text("give-up-reason-hint"))
        .value(reason);
    view! {
        <PageTitle text=title.clone() refused=is_refused/>
        <PageHeader heading=title subtitle=order.form.headline() back=Link::new(address.clone(), back)/>
        <RemarkSummary remarks=remarks.clone()/>
        {unanswered}
        <NoticeView tone=Tone::Warning heading=words.text("give-up-consequences")>
            <ul>
                <li>{words.text("give-up-asked-once-more")}</li>
                <li>{words.text("give-up-new-draft")}</li>
                <li>{words.text("give-up-double")}</li>
                <li>{words.text("give-up-written-down")}</li>
            </ul>
        </NoticeView>
        <form class="form" method="post" action=action novalidate>
            <TextArea field=remarks.on(&words, field) spellcheck=true/>
            <div class="form-actions">
                <Button kind=ButtonKind::Danger>{words.text("give-up-submit")}</Button>
                <ButtonLink href=address>{words.text("give-up-cancel")}</ButtonLink>
            </div>
        </form>
    }
    .into_any()
}

/// `POST /orders/{id}/give-up`: gives an order in doubt up and leads to the draft in its place, or says why not.
///
/// # Errors
/// There is no such order, the store failed, or too much was submitted.
pub async fn give_up(
    Shared(state): Shared<AppState>,
    Path(id): Path<String>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    let id: OrderId = id.parse().map_err(|_| Failure::NotFound)?;
    let (asked, fields) = posted::fields(request).await?;
    let reason = posted::value(&fields, REASON);
    let remarks = remarks(visit.words, &reason);
    if !remarks.is_empty() {
        let refusal = Refusal { reason, remarks };
        return Ok(render::refused(&state, asked, move || provide_context(refusal.clone())).await);
    }
    let (leads_to, notice) = match state.orders().give_up(visit.operator()?, id, &reason).await? {
        GivingUp::Replaced(draft) => (draft, Notice::InItsPlace),
        GivingUp::Found => (id, Notice::FoundInstead),
        GivingUp::Several => (id, Notice::FoundSeveral),
        GivingUp::NotInDoubt => (id, Notice::NotInDoubt),
        // The page says from when on it may be, or that DigiCert did not answer, and keeps what was typed.
        GivingUp::TooEarly | GivingUp::Unanswered => {
            let remarks = Remarks::default();
            let refusal = Refusal { reason, remarks };
            return Ok(render::page_with(&state, asked, move || provide_context(refusal.clone())).await);
        }
        GivingUp::Missing => return Err(Failure::NotFound),
    };
    session::leave_notice(&session, notice).await?;
    Ok(Redirect::to(&format!("/orders/{leads_to}")).into_response())
}

fn remarks(words: Words, reason: &str) -> Remarks {
    let length = reason.trim().chars().count();
    if length == 0 {
        Remarks::one(REASON, words.text("give-up-reason-missing"))
    } else if length > LONGEST_REASON {
        let most = u32::try_from(LONGEST_REASON).unwrap_or(u32::MAX);
        Remarks::one(REASON, words.with("give-up-reason-too-long", [("most", most.into())]))
    } else {
        Remarks::default()
    }
}
