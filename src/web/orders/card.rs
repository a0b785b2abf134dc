//! Paying by card: the fields beside the button, and the handler that checks them, sends the order and forgets them.
//!
//! Nothing of a card goes through the ordinary form: it is read straight into memory that is wiped, and a refused page
//! comes back with these fields empty.

use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use leptos::prelude::*;
use secrecy::zeroize::Zeroizing;
use tower_sessions::Session;

use super::submit::{notice, wish};
use crate::domain::card::CardForm;
use crate::domain::findings::Findings;
use crate::domain::ids::OrderId;
use crate::orders::Placing;
use crate::web::failure::Failure;
use crate::web::findings::messages_of;
use crate::web::posted::at;
use crate::web::render;
use crate::web::session::{self, Notice};
use crate::web::state::AppState;
use crate::web::ui::{Checkbox, Field, RadioOption, Radios, TextInput, Width};
use crate::web::visit::Visit;
use crate::words::Words;

/// More than the fields of a card take.
const MOST_BYTES: usize = 16 * 1024;

/// What was found about a card that was refused, put into the context of the check page.
#[derive(Clone, Debug)]
pub(super) struct RefusedCard(pub(super) Findings);

/// The fields of a card. They are never filled in.
pub(super) fn card_fields(words: Words, findings: &Findings) -> AnyView {
    let field = |name: &str| {
        let key = format!("field-{}", name.replace('_', "-"));
        let mut field = Field::new(name, words.text(&key));
        field.hint = words.text_if_any(&format!("{key}-hint"));
        field.messages(messages_of(words, findings, name))
    };
    let keep = vec![
        RadioOption::new("", words.text("card-save-unsaid")),
        RadioOption::new("yes", words.text("card-save-yes")),
        RadioOption::new("no", words.text("card-save-no")),
    ];
    view! {
        <fieldset class="card-fields">
            <legend>{words.text("card-heading")}</legend>
            <TextInput field=field("card_number") inputmode="numeric" autocomplete="cc-number" monospace=true/>
            <div class="field-grid">
                <TextInput field=field("card_expiration_month") inputmode="numeric" autocomplete="cc-exp-month" width=Width::Narrow/>
                <TextInput field=field("card_expiration_year") inputmode="numeric" autocomplete="cc-exp-year" width=Width::Narrow/>
            </div>
            <TextInput field=field("card_cvv") kind="password" inputmode="numeric" autocomplete="cc-csc" width=Width::Narrow/>
            <TextInput field=field("cardholder_name") autocomplete="cc-name"/>
            <Radios field=field("save_credit_card") options=keep/>
            <Checkbox field=field("set_as_default")/>
        </fieldset>
    }
    .into_any()
}

/// `POST /orders/{id}/place-with-card`: checks the card, sends the order, forgets the card.
///
/// # Errors
/// The store failed, or too much was submitted.
pub async fn place_with_card(
    State(state): State<AppState>,
    Path(id): Path<OrderId>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    let (asked, body) = request.into_parts();
    let Posted {
        card,
        version,
        agreement,
    } = read(body).await?;
    let version = version.ok_or(Failure::NotFound)?;
    let (findings, card) = card.check(state.clock().today());
    let Some(card) = card else {
        let order = state.orders().find(id).await?.ok_or(Failure::NotFound)?;
        if order.version != version {
            // The page would come back for another version than the one that was read.
            session::leave_notice(&session, Notice::ChangedMeanwhile).await?;
            return Ok(Redirect::to(&format!("/orders/{id}")).into_response());
        }
        let asked = at(asked, &format!("/orders/{id}/check"))?;
        let refused = RefusedCard(findings);
        return Ok(render::refused(&state, asked, move || provide_context(refused.clone())).await);
    };
    let wish = wish(&state, id, version, Some(card), agreement.as_deref()).await;
    let placing = state.orders().place(visit.operator()?, wish).await?;
    if placing == Placing::Missing {
        return Err(Failure::NotFound);
    }
    if let Some(notice) = notice(placing) {
        session::leave_notice(&session, notice).await?;
    }
    Ok(Redirect::to(&format!("/orders/{id}")).into_response())
}

/// What was posted beside the button.
#[derive(Default)]
struct Posted {
    card: CardForm,
    version: Option<i64>,
    /// The digest of the agreement on the page.
    agreement: Option<String>,
}

/// Reads the body into memory that is wiped. What the network layers below hold of it is theirs, and short-lived.
async fn read(body: Body) -> Result<Posted, Failure> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(MOST_BYTES));
    let mut body = Limited::new(body, MOST_BYTES);
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|error| match error.downcast::<LengthLimitError>() {
            Ok(_) => Failure::TooLarge,
            Err(_) => Failure::Unreadable,
        })?;
        if let Some(data) = frame.data_ref() {
            bytes.extend_from_slice(data);
        }
    }
    let mut posted = Posted::default();
    for (name, value) in form_urlencoded::parse(&bytes) {
        let value = Zeroizing::new(value.into_owned());
        if name == "version" {
            posted.version = value.parse().ok();
        } else if name == "agreement" {
            posted.agreement = Some(value.to_string());
        } else {
            posted.card.put(&name, value);
        }
    }
    Ok(posted)
}
