//! The support bundle: what the page says of it, and the download.

use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use leptos::prelude::*;
use serde_json::{Value, json};

use super::Shown;
use crate::domain::ids::OrderId;
use crate::domain::operator::Act;
use crate::domain::order::Extra;
use crate::orders::Covering;
use crate::web::failure::Failure;
use crate::web::state::AppState;
use crate::web::ui::{Button, ButtonKind, Section};
use crate::web::visit::Visit;
use crate::words::Words;

/// The section.
pub(in crate::web::orders) fn section(shown: &Shown) -> AnyView {
    let words = shown.words;
    let raw = words.text(raw_key(shown.operator.may(Act::SeeRawExchange)));
    let action = format!("{}/bundle", shown.address());
    view! {
        <Section id="s-bundle" heading=words.text("bundle-heading") intro=words.text("bundle-intro")>
            <p>{words.text("bundle-personal")}" "{raw}</p>
            <form method="post" action=action>
                <Button kind=ButtonKind::Secondary>{words.text("bundle-download")}</Button>
            </form>
        </Section>
    }
    .into_any()
}

fn raw_key(may_see_raw: bool) -> &'static str {
    if may_see_raw {
        "bundle-with-raw"
    } else {
        "bundle-without-raw"
    }
}

/// `POST /orders/{id}/bundle`: a form, because it is written down who took one.
///
/// # Errors
/// There is no such order, or the store failed.
pub async fn bundle(State(state): State<AppState>, Path(id): Path<OrderId>, visit: Visit) -> Result<Response, Failure> {
    let operator = visit.operator()?;
    let covering = Covering {
        readme: readme(visit.words, id, operator.may(Act::SeeRawExchange)),
        settings: settings(&state),
    };
    let packed = state.orders().bundle(operator, id, covering).await?;
    let bytes = packed.ok_or(Failure::NotFound)?;
    let headers = [
        (CONTENT_TYPE, "application/zip".to_owned()),
        (
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"pkio-desk-order-{id}.zip\""),
        ),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}

/// What is in the bundle, in words.
fn readme(words: Words, id: OrderId, may_see_raw: bool) -> String {
    let number = id.to_string();
    let version = env!("CARGO_PKG_VERSION");
    let head = words.with(
        "bundle-readme",
        [("number", number.as_str().into()), ("version", version.into())],
    );
    let paragraphs = [
        head,
        words.text("bundle-files"),
        words.text(raw_key(may_see_raw)),
        words.text("bundle-personal"),
        words.text("bundle-never"),
    ];
    format!("{}\n", paragraphs.join("\n\n"))
}

/// How the desk is set up, as far as it bears on an order. Nothing secret is among what it is read from.
fn settings(state: &AppState) -> Value {
    let (connection, orders) = (state.connection(), state.orders());
    let (switches, policy) = (orders.switches(), orders.policy());
    let extras: Vec<&str> = Extra::ALL
        .into_iter()
        .filter(|extra| switches.allow_extra(*extra))
        .map(Extra::word)
        .collect();
    let payments: Vec<&str> = switches.payments().map(|method| method.word()).collect();
    json!({
        "digicert_url": connection.address(),
        "instance": connection.instance().word(),
        "send_reference": connection.sends_reference(),
        "approval_is_needed": switches.needs_approval(),
        "approval_hours": policy.approval_lasts.as_hours(),
        "allow_payment": payments,
        "allow_parameter": extras,
        "low_balance": state.low_balance(),
        "is_demo": state.is_demo(),
        "is_behind_tls": state.is_behind_tls(),
    })
}
