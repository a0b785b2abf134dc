//! The support bundle of an order: all that is known of it in one file, to be mailed to whoever helps.
//!
//! The API key, cards and cookies are in nothing that is gathered here. What people typed or DigiCert told is looked
//! through for private keys all the same, and what holds one is left out.

mod archive;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::Orders;
use crate::domain::csr::holds_private_key;
use crate::domain::ids::OrderId;
use crate::domain::operator::{Act, Actor, Operator};
use crate::domain::order::{Event, Note, Order};
use crate::store::{Exchange, KeptRecord, Store, StoreError};

/// What stands in the place of a text with a private key in it.
const WITHHELD: &str = "[withheld: it holds a private key]";

/// What goes with a bundle and is not the order's.
#[derive(Clone, Debug)]
pub struct Covering {
    /// What is in the bundle, and what is not, in words.
    pub readme: String,
    /// How the desk is set up, without secrets.
    pub settings: Value,
}

impl Orders {
    /// Packs all that is known of an order, and writes down that somebody took it. What went over the wire is in it for
    /// those only who may see it. None where there is no such order.
    ///
    /// # Errors
    /// The store failed.
    pub async fn bundle(
        &self,
        operator: &Operator,
        id: OrderId,
        covering: Covering,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let now = self.clock.now();
        let is_there = self
            .store
            .orders()
            .record_bundle(id, &Actor::from(operator), now)
            .await?;
        let Some(order) = self.find(id).await?.filter(|_| is_there) else {
            return Ok(None);
        };
        let exchanges = if operator.may(Act::SeeRawExchange) {
            Some(self.exchanges(id).await?)
        } else {
            None
        };
        let mut files = vec![
            json_file("order.json", order_value(&order)),
            json_file("journal.json", events_value(&self.events(id).await?)),
            json_file("notes.json", notes_value(&self.notes(id).await?)),
            json_file("settings.json", covering.settings),
            json_file("versions.json", versions(now)),
        ];
        files.extend(record_files(self.known_record(id).await?));
        files.extend(exchanges.into_iter().flatten().enumerate().map(exchange_file));
        files.insert(0, ("README.txt".to_owned(), covering.readme));
        Ok(Some(archive::pack(&format!("order-{id}"), &files, now)))
    }
}

fn json_file(name: &str, mut value: Value) -> (String, String) {
    withhold_private_keys(&mut value);
    // The alternate form is indented.
    (name.to_owned(), format!("{value:#}\n"))
}

fn withhold_private_keys(value: &mut Value) {
    match value {
        Value::String(text) if holds_private_key(text) => WITHHELD.clone_into(text),
        Value::Array(items) => items.iter_mut().for_each(withhold_private_keys),
        Value::Object(members) => members.values_mut().for_each(withhold_private_keys),
        _ => {}
    }
}

fn versions(now: Timestamp) -> Value {
    json!({
        "desk": env!("CARGO_PKG_VERSION"),
        "schema": Store::schema_version(),
        "made_at": now,
    })
}

fn order_value(order: &Order) -> Value {
    let remote = order.remote.as_ref().map(|remote| {
        json!({
            "id": remote.id,
            "certificate_id": remote.certificate_id,
            "status": remote.status,
            "status_read_at": remote.status_read_at,
            "domains": remote.domains,
            "price": remote.price.as_ref().map(ToString::to_string),
            "vanished_at": remote.vanished_at,
            "reference": remote.reference,
        })
    });
    json!({
        "id": order.id,
        "version": order.version,
        "state": order.state,
        "owner": order.owner,
        "created_at": order.created_at,
        "updated_at": order.updated_at,
        "product": order.product,
        "organization_name": order.organization_name,
        "form": order.form,
        "attempt": order.attempt,
        "approval": order.approval,
        "refusal": order.refusal,
        "remote": remote,
        "replaces": order.replaces,
        "replaced_by": order.replaced_by,
    })
}

fn events_value(events: &[Event]) -> Value {
    let events = events
        .iter()
        .map(|event| json!({ "at": event.at, "actor": event.actor, "event": event.kind }));
    events.collect()
}

fn notes_value(notes: &[Note]) -> Value {
    notes.iter().map(|note| json!(note)).collect()
}

/// What DigiCert had of it when it was last read.
fn record_files(known: Option<KeptRecord>) -> Vec<(String, String)> {
    let Some(known) = known else {
        return Vec::new();
    };
    let record = json!({ "read_at": known.read_at, "detailed_at": known.detailed_at, "record": known.record });
    let validation = known
        .validation
        .map(|(validation, at)| json_file("validation.json", json!({ "read_at": at, "validation": validation })));
    std::iter::once(json_file("record.json", record))
        .chain(validation)
        .collect()
}

/// A request and its answer. Bodies that are JSON are shown as such, so that they can be looked through.
fn exchange_file((nth, exchange): (usize, Exchange)) -> (String, String) {
    let body = |text: String| serde_json::from_str(&text).unwrap_or(Value::String(text));
    let value = json!({
        "at": exchange.at,
        "status": exchange.status,
        "request": body(exchange.request_body),
        "answer": body(exchange.response_body),
    });
    json_file(&format!("exchanges/{:02}.json", nth.saturating_add(1)), value)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed assumption should fail the test")]
mod tests {
    use super::*;

    #[test]
    fn a_private_key_is_withheld_wherever_it_stands() {
        let key = "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----";
        let exchange = Exchange {
            at: Timestamp::UNIX_EPOCH,
            request_body: json!({ "certificate": { "csr": key, "names": ["a.nl", key] } }).to_string(),
            status: Some(400),
            response_body: format!("<html>{key}"),
        };
        let (name, text) = exchange_file((0, exchange));
        assert_eq!(name, "exchanges/01.json");
        assert!(!text.contains("PRIVATE KEY") && !text.contains("MIIE"), "{text}");
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value.pointer("/request/certificate/csr").unwrap(), WITHHELD);
        assert_eq!(value.pointer("/request/certificate/names/0").unwrap(), "a.nl");
        assert_eq!(value.pointer("/answer").unwrap(), WITHHELD);
    }
}
