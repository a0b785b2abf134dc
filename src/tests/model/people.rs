//! The people of the model and the orders they write.

use std::sync::LazyLock;

use pkio_desk::domain::ids::OperatorId;
use pkio_desk::domain::operator::{Operator, Role};
use pkio_desk::domain::order::{ContactForm, OrderForm};
use serde_json::{Value, json};

use super::schedule::Key;
use crate::sandbox::bench;

const FIRST: &str = include_str!("../../domain/testdata/rsa-2048.csr");
/// What nobody at the desk has. Somebody who ordered elsewhere with a key of ours, for its name and at its time, would be
/// taken for us where DigiCert ignores references.
static STRANGE: LazyLock<String> = LazyLock::new(|| bench::new_csr(&["rsa:2048"]));
static SECOND: LazyLock<String> = LazyLock::new(|| bench::new_csr(&["rsa:2048"]));

/// Who writes orders, who approves them, and who does both.
pub(super) fn operator(number: usize) -> Operator {
    let (id, name, role) = match number % 3 {
        0 => (1, "Anna", Role::Requester),
        1 => (2, "Bram", Role::Approver),
        _ => (3, "Cora", Role::Administrator),
    };
    Operator {
        id: OperatorId(id),
        username: name.to_lowercase(),
        name: name.to_owned(),
        role,
        locale: None,
        time_zone: "Europe/Amsterdam".to_owned(),
    }
}

/// A valid order for that name.
pub(super) fn form(common_name: &str, key: Key) -> OrderForm {
    let contact = ContactForm {
        contact_type: "verified_contact".to_owned(),
        user_id: "2812497".to_owned(),
        first_name: "John".to_owned(),
        last_name: "Doe".to_owned(),
        job_title: "Engineer".to_owned(),
        telephone: "1801-903-4284".to_owned(),
        email: "john.doe@johndoe.com".to_owned(),
        ..ContactForm::default()
    };
    OrderForm {
        signature_hash: "sha256".to_owned(),
        csr_choice: if key == Key::None { "later" } else { "now" }.to_owned(),
        csr: csr(key),
        domain_choice: "own".to_owned(),
        common_name: common_name.to_owned(),
        server_platform: "59".to_owned(),
        organization: "2042709".to_owned(),
        oin_choice: "exclude".to_owned(),
        container: "679393".to_owned(),
        contacts: vec![contact],
        dcv_method: "email".to_owned(),
        dcv_scope: "base_domain".to_owned(),
        validity: "years".to_owned(),
        years: "1".to_owned(),
        payment_method: "balance".to_owned(),
        csa_agreed: "yes".to_owned(),
        ..OrderForm::default()
    }
}

/// The same order, complete again and for another number of years.
pub(super) fn changed(form: &OrderForm) -> OrderForm {
    let years = match form.years.as_str() {
        "1" => "2",
        "2" => "3",
        _ => "1",
    };
    OrderForm {
        years: years.to_owned(),
        csa_agreed: "yes".to_owned(),
        ..form.clone()
    }
}

/// What somebody sends who orders for the same name without the desk.
pub(super) fn foreign(common_name: &str, key: Key) -> Value {
    let mut certificate = json!({ "signature_hash": "sha256", "common_name": common_name });
    if key != Key::None {
        let csr = json!(csr(key).replace(['\r', '\n'], ""));
        certificate.as_object_mut().unwrap().insert("csr".to_owned(), csr);
    }
    json!({
        "certificate": certificate,
        "csa_agreed_to": true,
        "organization": { "id": 2_042_709 },
        "payment_method": "balance",
    })
}

fn csr(key: Key) -> String {
    match key {
        Key::First => FIRST.to_owned(),
        Key::Second => SECOND.clone(),
        Key::Strange => STRANGE.clone(),
        Key::None => String::new(),
    }
}
