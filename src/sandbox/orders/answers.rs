//! The documented forms of the answer to a placed order.

use serde_json::{Map, Value, json};

use super::domains::DomainEntry;
use crate::sandbox::{
    answer::Refusal,
    control::AnswerForm,
    pki::Authority,
    store::{DcvToken, Order},
};

/// An order that is on the disk.
#[derive(Debug)]
pub(crate) struct Placed {
    pub(crate) order: Order,
    pub(crate) domains: Vec<DomainEntry>,
    /// The random value they wait for.
    pub(crate) token: Option<DcvToken>,
    /// The certificate, when it was issued at once.
    pub(crate) chain: Option<String>,
}

/// The body of the answer.
pub(crate) fn show(placed: &Placed, form: AnswerForm, authority: &Authority) -> Result<Value, Refusal> {
    let order = &placed.order;
    let mut answer = Map::new();
    answer.insert("id".to_owned(), json!(order.id));
    if form == AnswerForm::Requests {
        let request = json!({ "id": order.request.id, "status": order.request.status.as_str() });
        answer.insert("requests".to_owned(), json!([request]));
        return Ok(Value::Object(answer));
    }
    if form == AnswerForm::Natural {
        list_domains(placed, &mut answer);
    }
    if form != AnswerForm::NeedsApproval {
        answer.insert("certificate_id".to_owned(), json!(order.certificate.id));
    }
    if let Some(leaf) = &placed.chain {
        let link = |name: &str, pem: String| json!({ "subject_common_name": name, "pem": pem });
        let chain = json!([
            link(&order.certificate.common_name, leaf.clone()),
            link(Authority::intermediate_name(), authority.intermediate_pem()?),
            link(Authority::root_name(), authority.root_pem()?),
        ]);
        answer.insert("certificate_chain".to_owned(), chain);
    }
    Ok(Value::Object(answer))
}

/// Lists the domains that still have to be validated; the key is absent when there are none.
fn list_domains(placed: &Placed, answer: &mut Map<String, Value>) {
    let open: Vec<Value> = placed
        .domains
        .iter()
        .filter(|entry| !entry.is_validated)
        .map(show_domain)
        .collect();
    if open.is_empty() {
        return;
    }
    answer.insert("domains".to_owned(), Value::Array(open));
    if let Some(token) = &placed.token {
        answer.insert("dcv_random_value".to_owned(), json!(token.value));
    }
}

fn show_domain(entry: &DomainEntry) -> Value {
    json!({ "id": entry.id, "name": entry.name, "dns_name": entry.dns_name })
}
