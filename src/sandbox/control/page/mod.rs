//! The control page: what the sandbox was told and what it took, for a person with a browser.
//!
//! It is made on the server, has no scripts, and its forms go to the same routes that programs use.

mod forms;
mod parties;
mod settings;
mod tables;

use axum::{
    body::Body,
    http::{HeaderValue, Response, header},
};
use maud::{DOCTYPE, Markup, html};

use super::form::{FormName, Trouble};
use crate::sandbox::{answer::respond, shared::Shared};

/// The style sheet of the page.
pub(crate) const STYLE: &str = include_str!("style.css");

/// Nothing but its own style sheet and forms, and in nobody's frame.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// The page; with trouble, its sentence stands above the form and what was typed is still there.
pub(crate) fn show(shared: &Shared, trouble: Option<&Trouble>) -> Response<Body> {
    let status = if trouble.is_some() { 422 } else { 200 };
    let elsewhere = trouble.filter(|trouble| trouble.form == FormName::Button);
    let content = html! {
        h1 { "Sandbox control" }
        p {
            "This sandbox imitates CertCentral. Here it is told to misbehave, and here it shows which orders it took. "
            "Nothing on this page reaches DigiCert."
        }
        @if let Some(trouble) = elsewhere { (sentence(trouble)) }
        (forms::faults(shared, trouble))
        (forms::connections(shared, trouble))
        (forms::holds(shared))
        (settings::settings(shared, trouble))
        (parties::organizations(shared, trouble))
        (parties::domains(shared, trouble))
        (tables::orders(shared))
        (tables::calls(shared))
        (forms::start_over())
    };
    document(status, "Sandbox control", &content)
}

/// What a person sees who closed the listener: the page itself cannot be asked for until it is open again.
pub(crate) fn closed(seconds: u64) -> Response<Body> {
    let content = html! {
        h1 { "The listener is closed" }
        p { "For " (seconds) " seconds nobody can connect to the sandbox, and neither can this browser." }
        p { a href="/control" { "Back to the control page" } ", once the time is over." }
    };
    document(200, "The listener is closed", &content)
}

/// Sends a browser back to the page after a form was taken.
pub(crate) fn back() -> Response<Body> {
    let mut response = respond(303, "text/plain; charset=utf-8", String::new());
    let page = HeaderValue::from_static("/control");
    response.headers_mut().insert(header::LOCATION, page);
    response
}

fn document(status: u16, title: &str, content: &Markup) -> Response<Body> {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                link rel="stylesheet" href="/control/style.css";
                link rel="icon" href="data:,";
            }
            body { main { (content) } }
        }
    };
    let mut response = respond(status, "text/html; charset=utf-8", page.into_string());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// What is wrong, read out when the page opens.
fn sentence(trouble: &Trouble) -> Markup {
    html! { p #trouble .trouble role="alert" { "Problem: " (trouble.message) } }
}
