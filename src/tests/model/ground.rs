//! What schedules are run on: a sandbox and a database, made once and emptied for each schedule.
//!
//! The truth is read from the sandbox's own records: which orders it took, and of which bytes.

use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use jiff::{Timestamp, ToSpan};
use pkio_desk::digicert::{DigiCert, DigiCertConfig, Timeouts};
use pkio_desk::domain::digest::sha256;
use pkio_desk::sandbox::{FULL_KEY, Money, RunningSandbox, Sandbox};
use pkio_desk::store::{Store, StoreConfig};
use reqwest::{Client, Method};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};
use secrecy::SecretString;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::schedule::World;
use crate::sandbox::bench;

const ORDER: &str = "/order/certificate/pkio_private_services_server";

/// What may happen to an order on its way: the fault in the sandbox's words.
pub(super) const FAULTS: &[&str] = &[
    r#"{"fault":"cut-before-reading"}"#,
    r#"{"fault":"cut-after-taking"}"#,
    r#"{"fault":"status","status":500}"#,
    r#"{"fault":"status","status":500,"after_taking":true}"#,
    r#"{"fault":"html","status":502}"#,
    r#"{"fault":"html","status":502,"after_taking":true}"#,
    r#"{"fault":"truncated-json"}"#,
    r#"{"fault":"created-without-id"}"#,
    r#"{"fault":"needs-approval"}"#,
    r#"{"fault":"two-errors"}"#,
    r#"{"fault":"plain-429"}"#,
    r#"{"fault":"plain-429","after_taking":true}"#,
    r#"{"fault":"status","status":429}"#,
    r#"{"fault":"status","status":307}"#,
    r#"{"fault":"status","status":408,"after_taking":true}"#,
    r#"{"fault":"delay-after-taking","seconds":1}"#,
];

/// What may happen to a question to DigiCert.
pub(super) const READ_FAULTS: &[&str] = &[
    r#"{"fault":"cut-before-reading"}"#,
    r#"{"fault":"cut-after-taking"}"#,
    r#"{"fault":"status","status":500}"#,
    r#"{"fault":"status","status":403}"#,
    r#"{"fault":"html","status":502}"#,
    r#"{"fault":"html","status":200}"#,
    r#"{"fault":"truncated-json"}"#,
];

/// An order the sandbox took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Taken {
    pub(super) id: i64,
    /// Our mark in the bytes it came with, whether or not the sandbox shows it.
    pub(super) reference: Option<String>,
    /// SHA-256 of those bytes without the mark.
    pub(super) canonical_sha256: String,
}

/// A sandbox and a database.
pub(super) struct Ground {
    pub(super) url: String,
    pub(super) backdoor: DatabaseConnection,
    /// What each of the desks has for its memory: connections of its own.
    pub(super) stores: Vec<Store>,
    sandbox: RunningSandbox,
    client: Client,
    /// By so many seconds DigiCert's clock was moved.
    ahead: AtomicI64,
    _folder: TempDir,
}

impl Ground {
    /// A sandbox beside the database of that address, which is brought up to date; without an address, beside a file.
    pub(super) async fn new(url: Option<String>) -> Self {
        let folder = folder();
        bench::copy_authority(folder.path());
        let mut config = bench::quick(folder.path());
        // A certificate takes a while to make, and nobody here asks for one.
        config.issue_after = Duration::from_secs(100 * 365 * 86_400);
        config.balance = Money::from_cents(1_000_000_000_000);
        let sandbox = Sandbox::start(config).await.unwrap();
        let url = url.unwrap_or_else(|| format!("sqlite://{}", folder.path().join("desk.db").display()));
        let mut stores = Vec::new();
        for _ in 0..if url.starts_with("sqlite:") { 1 } else { 2 } {
            stores.push(Store::open(&StoreConfig::new(url.clone()).with_connections(3)).await.unwrap());
        }
        stores[0].migrate().await.unwrap();
        let backdoor = Database::connect(&url).await.unwrap();
        Self {
            url,
            backdoor,
            stores,
            sandbox,
            client: bench::client(),
            ahead: AtomicI64::new(0),
            _folder: folder,
        }
    }

    pub(super) fn is_sqlite(&self) -> bool {
        self.url.starts_with("sqlite:")
    }

    /// Another process's client of DigiCert.
    pub(super) fn digicert(&self) -> DigiCert {
        let mut config = DigiCertConfig::new(self.sandbox.base_url(), SecretString::from(FULL_KEY));
        config.timeouts = Timeouts {
            connect: Duration::from_millis(100),
            reading: Duration::from_millis(2_000),
            placing: Duration::from_millis(250),
        };
        config.longest_wait = Duration::ZERO;
        DigiCert::new(config).unwrap()
    }

    /// Forgets everything and sets DigiCert up as that world has it; says what time it is for the desk.
    pub(super) async fn prepare(&self, world: &World) -> Timestamp {
        for table in ["order_events", "exchanges", "orders", "leases", "reconciliations"] {
            self.backdoor.execute_unprepared(&format!("DELETE FROM {table}")).await.unwrap();
        }
        self.calm().await;
        self.control(Method::DELETE, "/calls", None).await;
        self.control(
            Method::POST,
            "/settings",
            Some(json!({
                "empty_alternate": world.empty_alternate,
            })),
        )
        .await;
        let there = Timestamp::now() + self.ahead.load(Ordering::SeqCst).seconds();
        there - world.skew.seconds()
    }

    /// No fault waits any more, and nothing is held.
    pub(super) async fn calm(&self) {
        self.control(Method::DELETE, "/faults", None).await;
    }

    /// Lets what is held go on.
    pub(super) async fn let_go(&self) {}

    /// Orders a fault for what is sent by that method.
    pub(super) async fn fault(&self, method: &str, fault: &str, times: u32) {
        let mut fault: Value = serde_json::from_str(fault).unwrap();
        let members = fault.as_object_mut().unwrap();
        members.insert("method".to_owned(), json!(method));
        members.insert("times".to_owned(), json!(times));
        members.insert("path".to_owned(), json!(if method == "POST" { ORDER } else { "*" }));
        self.control(Method::POST, "/faults", Some(fault)).await;
    }

    /// Moves DigiCert's clock.
    pub(super) async fn advance(&self, seconds: i64) {
        self.ahead.fetch_add(seconds, Ordering::SeqCst);
        self.control(Method::POST, "/clock", Some(json!({ "advance_seconds": seconds }))).await;
    }

    /// Somebody places an order without the desk; its id.
    pub(super) async fn order_without_desk(&self, body: &Value) -> Option<i64> {
        let request = self.client.post(format!("{}{ORDER}", self.sandbox.base_url()));
        let answer = request.header("X-DC-DEVKEY", FULL_KEY).json(body).send().await.ok()?;
        answer.json::<Value>().await.ok()?.get("id")?.as_i64()
    }

    /// How many orders it was asked to take.
    pub(super) async fn posts(&self) -> usize {
        let answer = self.control(Method::GET, "/calls", None).await;
        let calls = answer.get("calls").and_then(Value::as_array).unwrap();
        let is_order = |call: &&Value| {
            let member = |name| call.get(name).and_then(Value::as_str).unwrap_or_default();
            member("method") == "POST" && member("path").ends_with(ORDER)
        };
        calls.iter().filter(is_order).count()
    }

    /// The ids of the orders it took, the oldest first.
    pub(super) async fn ids(&self) -> Vec<i64> {
        let answer = self.control(Method::GET, "/orders", None).await;
        let orders = answer.get("orders").and_then(Value::as_array).unwrap();
        orders.iter().filter_map(|order| order.get("id")?.as_i64()).collect()
    }

    /// What it took under that id.
    pub(super) async fn taken(&self, id: i64) -> Taken {
        let url = format!("{}/orders/{id}/request", self.sandbox.control_url());
        let text = self.client.get(url).send().await.unwrap().text().await.unwrap();
        let body: Value = serde_json::from_str(&text).unwrap();
        let reference = body.get("alternative_order_id").and_then(Value::as_str).map(str::to_owned);
        let mark = reference.as_ref().map(|reference| format!(r#""alternative_order_id":"{reference}""#));
        let without = match mark {
            Some(mark) => text.replace(&format!(",{mark}"), "").replace(&format!("{mark},"), ""),
            None => text,
        };
        Taken { id, reference, canonical_sha256: sha256(without.as_bytes()) }
    }

    async fn control(&self, method: Method, path: &str, body: Option<Value>) -> Value {
        let request = self.client.request(method, format!("{}{path}", self.sandbox.control_url()));
        let request = match body {
            Some(body) => request.json(&body),
            None => request,
        };
        let answer = request.send().await.unwrap();
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        serde_json::from_str(&answer.text().await.unwrap()).unwrap_or_default()
    }

    pub(super) async fn close(self) {
        for store in self.stores {
            store.close().await.unwrap();
        }
        self.backdoor.close().await.unwrap();
        self.sandbox.stop().await;
    }
}

/// A folder in memory where there is one: nothing here is to survive a power cut.
fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() }.unwrap()
}
