//! The page of one order: on whom it waits in every state, what stands on it while DigiCert is down, its notes and its
//! support bundle.

mod bundle;
mod gates;
mod notes;

use pkio_desk::domain::change::Subject;
use pkio_desk::domain::ids::OrderId;
use pkio_desk::domain::order::{ContactForm, OrderForm};
use reqwest::Method;
use serde_json::{Value, json};

use super::forms;
use super::harness::Desk;
use super::visitor::{Page, Visitor};

/// An organization that was never validated.
const LOON: &str = "2042714";

/// An order that has every gate before it: its organization was never validated, and nobody knows its domains.
fn with_every_gate() -> OrderForm {
    let ada = ContactForm {
        contact_type: "verified_contact".to_owned(),
        first_name: "Ada".to_owned(),
        last_name: "Bos".to_owned(),
        job_title: "Directeur".to_owned(),
        telephone: "+31 10 555 0101".to_owned(),
        email: "a.bos@loon.example".to_owned(),
        ..ContactForm::default()
    };
    OrderForm {
        common_name: "Een.gates.example".to_owned(),
        dns_names: "een.gates.example twee.gates.example mail.poort.example".to_owned(),
        organization: LOON.to_owned(),
        container: String::new(),
        contacts: vec![ada],
        ..forms::valid()
    }
}

async fn stop_at(desk: &Desk, gate: Value) {
    desk.control(Method::POST, "/settings", Some(json!({ "stop_at": gate })))
        .await;
}

/// Places an order; the sandbox stops it there.
async fn placed(desk: &Desk, visitor: &Visitor, form: &OrderForm, gate: &str) -> OrderId {
    desk.set_sandbox_clock().await;
    stop_at(desk, json!(gate)).await;
    let id = visitor.draft(form).await;
    visitor.place(desk, id).await;
    visitor.refresh(id).await;
    id
}

/// Lets the mirror read the domains of an order.
async fn read_domains(desk: &Desk, id: OrderId) {
    let remote = desk.order(id).await.remote.unwrap();
    for domain in remote.domains {
        desk.mirror.read_again(Subject::Domain(domain.id)).await.unwrap();
    }
}

/// The gates as they stand on the page: title and word.
fn gates(page: &Page) -> Vec<String> {
    let titles = page.text(".gate-title");
    let words = page.attribute(".gate", "data-stand");
    titles
        .into_iter()
        .zip(words)
        .map(|(title, word)| format!("{title} = {word}"))
        .collect()
}

/// The line at the head of the page.
fn line(page: &Page) -> String {
    page.text(".gate-line").concat()
}
