//! What schedules are run on: a sandbox and a database, made once and emptied for each schedule.
//!
//! The truth is read from the sandbox's own records: which orders it took, and of which bytes.

use std::path::Path;
use std::time::Duration;

use jiff::{Timestamp, ToSpan};
use pkio_desk::digicert::{DigiCert, DigiCertConfig, Patience, Timeouts};
use pkio_desk::domain::digest::sha256;
use pkio_desk::sandbox::{FULL_KEY, Money, RunningSandbox, Sandbox};
use pkio_desk::store::{Store, StoreConfig};
use reqwest::Client;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};
use secrecy::SecretString;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::schedule::World;
use crate::sandbox::bench;

const ORDER: &str = "/order/certificate/pkio_private_services_server";

/// So long a desk waits for the answer to an order.
const PATIENCE: Duration = Duration::from_millis(250);

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
    r#"{"fault":"hold-before-taking"}"#,
    r#"{"fault":"hold-before-taking"}"#,
    r#"{"fault":"hold-after-taking"}"#,
    r#"{"fault":"hold-after-taking"}"#,
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
    /// For how many years it is, in those bytes.
    pub(super) years: Option<String>,
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
            stores.push(
                Store::open(&StoreConfig::new(url.clone()).with_connections(3))
                    .await
                    .unwrap(),
            );
        }
        stores[0].migrate().await.unwrap();
        let backdoor = Database::connect(&url).await.unwrap();
        Self {
            url,
            backdoor,
            stores,
            sandbox,
            client: bench::client(),
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
            placing: PATIENCE,
        };
        config.longest_wait = Duration::ZERO;
        config.patience = Patience {
            tries: 2,
            pause: Duration::from_millis(1),
            longest_pause: Duration::from_millis(1),
            total: PATIENCE,
        };
        config.breaking.pause = Duration::from_millis(20);
        DigiCert::new(config).unwrap()
    }

    /// Forgets everything and sets DigiCert up as that world has it; says what time it is for the desk.
    pub(super) async fn prepare(&self, world: &World) -> Timestamp {
        for table in [
            "order_events",
            "order_records",
            "order_readings",
            "exchanges",
            "orders",
            "leases",
            "reconciliations",
        ] {
            self.backdoor
                .execute_unprepared(&format!("DELETE FROM {table}"))
                .await
                .unwrap();
        }
        self.sandbox.reset().await.unwrap();
        let settings = json!({
            "empty_alternate": world.empty_alternate,
            "ignore_reference": world.ignore_reference,
            "without_csr": world.without_csr,
        });
        self.sandbox.change_settings(settings).await.unwrap();
        Timestamp::now() - world.skew.seconds()
    }

    /// No fault waits any more, nothing is held, and who connects is let in.
    pub(super) async fn calm(&self) {
        self.sandbox.clear_faults();
        self.let_go();
        self.open().await;
    }

    /// Lets what is held go on.
    pub(super) fn let_go(&self) {
        self.sandbox.release_holds();
    }

    /// Nobody can connect any more.
    pub(super) async fn shut(&self) {
        self.sandbox.close_listener(Duration::from_secs(600)).await;
    }

    /// Who connects is let in again.
    pub(super) async fn open(&self) {
        self.sandbox.open_listener().await;
        self.sandbox.listener_is_open().await;
    }

    /// Orders a fault for what is sent by that method.
    pub(super) fn fault(&self, method: &str, fault: &str, times: u32) {
        let mut fault: Value = serde_json::from_str(fault).unwrap();
        let members = fault.as_object_mut().unwrap();
        members.insert("method".to_owned(), json!(method));
        members.insert("times".to_owned(), json!(times));
        members.insert("path".to_owned(), json!(if method == "POST" { ORDER } else { "*" }));
        self.sandbox.add_fault(fault).unwrap();
    }

    /// Moves DigiCert's clock.
    pub(super) fn advance(&self, seconds: i64) {
        self.sandbox.advance_clock(seconds);
    }

    /// Somebody places an order without the desk, if DigiCert can be reached.
    pub(super) async fn order_without_desk(&self, body: &Value) {
        let request = self.client.post(format!("{}{ORDER}", self.sandbox.base_url()));
        let request = request.header("X-DC-DEVKEY", FULL_KEY).timeout(PATIENCE);
        // Whether it is taken is seen there.
        drop(request.json(body).send().await);
    }

    /// How many orders it was asked to take.
    pub(super) fn posts(&self) -> usize {
        self.sandbox.count_calls("POST", ORDER)
    }

    /// The ids of the orders it took, the oldest first.
    pub(super) fn ids(&self) -> Vec<i64> {
        let orders = self.sandbox.taken_orders().orders;
        orders.iter().map(|order| i64::try_from(order.id).unwrap()).collect()
    }

    /// What it took under that id.
    pub(super) fn taken(&self, id: i64) -> Taken {
        let text = self.sandbox.request_body(u64::try_from(id).unwrap()).unwrap();
        let body: Value = serde_json::from_str(&text).unwrap();
        let reference = body
            .get("alternative_order_id")
            .and_then(Value::as_str)
            .map(str::to_owned);
        let years = body.pointer("/order_validity/years").map(Value::to_string);
        let mark = reference
            .as_ref()
            .map(|reference| format!(r#""alternative_order_id":"{reference}""#));
        let without = match mark {
            Some(mark) => text.replace(&format!(",{mark}"), "").replace(&format!("{mark},"), ""),
            None => text,
        };
        let canonical_sha256 = sha256(without.as_bytes());
        Taken {
            id,
            reference,
            years,
            canonical_sha256,
        }
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
    if memory.is_dir() {
        TempDir::new_in(memory)
    } else {
        TempDir::new()
    }
    .unwrap()
}
