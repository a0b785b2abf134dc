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
        let is_early = !rule.allows(&search, state.clock().now());
        Ok(match refusal {
            None if is_early => impossible(words, &order, not_yet(words, rule, &search)),
            None => form(words, &order, Refusal::default(), None),
            Some(refusal) => {
                let obstacle = if is_early {
                    Some(Obstacle {
                        heading: words.text("give-up-impossible"),
                        texts: vec![not_yet(words, rule, &search), words.text("give-up-kept")],
                    })
                } else if refusal.remarks.is_empty() {
                    Some(Obstacle {
                        heading: words.text("give-up-unanswered"),
                        texts: vec![words.text("give-up-unanswered-text"), words.text("give-up-kept")],
                    })
                } else {
                    None
                };
                form(words, &order, refusal, obstacle)
            }
        })
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

/// Why it was not given up, though nothing is wrong with the reason.
struct Obstacle {
    heading: String,
    texts: Vec<String>,
}

impl Obstacle {
    fn view(self) -> AnyView {
        context::set_status(StatusCode::CONFLICT);
        let texts = self
            .texts
            .into_iter()
            .map(|text| view! { <p>{text}</p> })
            .collect_view();
        view! { <NoticeView tone=Tone::Warning heading=self.heading live=true>{texts}</NoticeView> }.into_any()
    }
}

/// The form, with what was typed before.
fn form(words: Words, order: &Order, refusal: Refusal, obstacle: Option<Obstacle>) -> AnyView {
    let number = order.id.to_string();
    let title = words.with("give-up-title", [("number", number.as_str().into())]);
    let back = words.with("order-title", [("number", number.as_str().into())]);
    let address = format!("/orders/{number}");
    let action = format!("{address}/give-up");
    let Refusal { reason, remarks } = refusal;
    let is_refused = !remarks.is_empty();
    let field = Field::new(REASON, words.text("give-up-reason"))
        .hint(words.text("give-up-reason-hint"))
        .value(reason);
    view! {
        <PageTitle text=title.clone() refused=is_refused/>
        <PageHeader heading=title subtitle=order.form.headline() back=Link::new(address.clone(), back)/>
        <RemarkSummary remarks=remarks.clone()/>
        {obstacle.map(Obstacle::view)}
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
        GivingUp::NotInDoubt => (id, Notice::NotInDoubt),
        // The page says from when on it may be, what has to be chosen first, or that DigiCert did not answer, and keeps
        // what was typed.
        GivingUp::TooEarly | GivingUp::Several | GivingUp::Unanswered => {
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
