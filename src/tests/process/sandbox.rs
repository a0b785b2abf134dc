//! The sandbox as a process of its own: what the desk's crashes must not take along.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use pkio_desk::sandbox::{Sandbox, SandboxConfig};
use reqwest::Client;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::program::{Program, command};
use super::visitor::client;

/// A folder that every sandbox here begins with a copy of, for making an authority takes a while.
static BEGINNING: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = TempDir::new().unwrap();
    let config = SandboxConfig::new(folder.path());
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async { Sandbox::start(config).await.unwrap().stop().await });
    })
    .join()
    .unwrap();
    folder
});

/// Puts a sandbox that was never used into a folder.
pub(super) fn copy_beginning(to: &Path) {
    copy(BEGINNING.path(), to);
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// A key of a service user, besides those every sandbox has.
pub(super) const SERVICE_KEY: &str = "key-of-a-service";

/// A sandbox that runs on when the desk is killed.
pub(super) struct SandboxProgram {
    _program: Program,
    _folder: TempDir,
    client: Client,
    address: String,
}

impl SandboxProgram {
    pub(super) fn start() -> Self {
        let folder = TempDir::new().unwrap();
        copy_beginning(folder.path());
        Self::on(folder, 0)
    }

    /// One with so many more orders in it.
    pub(super) fn with_orders(number: u64) -> Self {
        let folder = TempDir::new().unwrap();
        crate::sandbox::bench::copy_authority(folder.path());
        Self::on(folder, number)
    }

    fn on(folder: TempDir, orders: u64) -> Self {
        let mut sandbox = command([
            "sandbox",
            "--listen",
            "127.0.0.1:0",
            "--no-rate-limits",
            "--issue-after",
            "0",
        ]);
        sandbox.arg("--orders").arg(orders.to_string());
        sandbox.arg("--key").arg(format!("{SERVICE_KEY}=service-user"));
        sandbox.arg("--data-dir").arg(folder.path());
        let program = Program::start(sandbox);
        program.err.line("the sandbox is ready");
        Self {
            _program: program,
            address: std::fs::read_to_string(folder.path().join("address")).unwrap(),
            _folder: folder,
            client: client(),
        }
    }

    pub(super) fn base_url(&self) -> String {
        format!("http://{}/services/v2", self.address)
    }

    pub(super) fn address(&self) -> &str {
        &self.address
    }

    /// Orders a fault for the next order.
    pub(super) async fn fault_for_order(&self, fault: &str, seconds: u64) {
        let body = json!({ "method": "POST", "path": "/order/*", "fault": fault, "seconds": seconds });
        let url = format!("http://{}/control/faults", self.address);
        let answer = self.client.post(url).json(&body).send().await.unwrap();
        assert_eq!(answer.status(), 201);
    }

    async fn control(&self, path: &str) -> Value {
        let url = format!("http://{}/control/{path}", self.address);
        self.client.get(url).send().await.unwrap().json().await.unwrap()
    }

    /// The orders that came in, as DigiCert numbers them.
    pub(super) async fn orders(&self) -> Vec<u64> {
        let seen = self.control("orders").await;
        let orders = seen["orders"].as_array().unwrap();
        orders.iter().map(|order| order["id"].as_u64().unwrap()).collect()
    }

    /// All orders there are, as DigiCert numbers them, upwards.
    pub(super) async fn all_orders(&self) -> Vec<u64> {
        let seen = self.control("orders?all=1").await;
        let orders = seen["orders"].as_array().unwrap();
        let mut ids: Vec<_> = orders.iter().map(|order| order["id"].as_u64().unwrap()).collect();
        ids.sort_unstable();
        ids
    }

    /// How many requests to place an order arrived, taken or not.
    pub(super) async fn attempts(&self) -> usize {
        let seen = self.control("calls").await;
        let calls = seen["calls"].as_array().unwrap();
        let is_order = |call: &&Value| {
            let path = call["path"].as_str().unwrap_or_default();
            call["method"] == "POST" && path.starts_with("/order/certificate/")
        };
        calls.iter().filter(is_order).count()
    }

    /// Forgets which requests arrived; the orders stay.
    pub(super) async fn forget_calls(&self) {
        let url = format!("http://{}/control/calls", self.address);
        let answer = self.client.delete(url).send().await.unwrap();
        assert!(answer.status().is_success());
    }

    /// The orders that came in, by the desk's references. No reference came in twice.
    pub(super) async fn by_reference(&self) -> BTreeMap<String, u64> {
        let seen = self.control("orders").await;
        let orders = seen["orders"].as_array().unwrap();
        let pair = |order: &Value| {
            let reference = order["alternative_order_id"].as_str().unwrap();
            (reference.to_owned(), order["id"].as_u64().unwrap())
        };
        let found: BTreeMap<_, _> = orders.iter().map(pair).collect();
        assert_eq!(found.len(), orders.len(), "a reference came in twice: {seen}");
        found
    }

    /// Waits until that many orders came in.
    pub(super) async fn has_taken(&self, number: usize) {
        let deadline = std::time::Instant::now() + super::program::PATIENCE;
        while self.orders().await.len() < number {
            assert!(std::time::Instant::now() < deadline, "the sandbox took no order");
        }
    }

    /// Whether no reference came in twice.
    pub(super) async fn each_reference_once(&self) -> bool {
        let seen = self.control("orders").await;
        let references = seen["by_reference"].as_object().unwrap();
        references.values().all(|count| *count == 1)
    }
}
