//! What outlasts a restart, however it came about.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]

use std::{
    io::Write,
    path::Path,
    process::{Child, Command},
    time::{Duration, Instant},
};

use pkio_desk::sandbox::{FULL_KEY, Sandbox, SandboxError};
use reqwest::{Client, Method};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::bench::{Bench, ORDER, client, copy_authority, good_order, order_with, quick, reply};

#[tokio::test]
async fn a_restart_keeps_orders_certificates_and_the_balance() {
    let bench = Bench::new().await;
    let id = bench
        .place(order_with(|order| order["alternative_order_id"] = json!("mine")))
        .await;
    let before = bench.get(&format!("/order/certificate/{id}")).await;
    let balance = bench.get("/finance/balance").await;
    let bench = bench.restart(|_| {}).await;
    assert_eq!(bench.get(&format!("/order/certificate/{id}")).await, before);
    assert_eq!(bench.get("/finance/balance").await, balance);
    assert_eq!(bench.get("/order/alternate/mine").await.1["orders"][0]["order_id"], id);
    let (_, body) = bench.control(Method::GET, &format!("/orders/{id}/request"), None).await;
    assert_eq!(body["alternative_order_id"], "mine");
    assert_eq!(bench.place(good_order()).await, id + 1);
}

#[tokio::test]
async fn a_line_cut_short_by_a_crash_is_dropped() {
    let bench = Bench::new().await;
    let id = bench.place(good_order()).await;
    let bench = bench
        .restart(|folder| {
            let journal = folder.join("journal.jsonl");
            let mut file = std::fs::OpenOptions::new().append(true).open(journal).unwrap();
            file.write_all(br#"[{"balance":12},{"order":{"id":6815"#).unwrap();
        })
        .await;
    assert_eq!(bench.get("/finance/balance").await.1["balance"], "249762.00");
    assert_eq!(bench.place(good_order()).await, id + 1);
    assert_eq!(bench.count().await, 2);
}

#[tokio::test]
async fn a_long_journal_is_written_anew_without_losing_anything() {
    let bench = Bench::new().await;
    let id = bench.place(good_order()).await;
    for _ in 0..400 {
        bench
            .post(&format!("/order/certificate/{id}/note"), json!({ "text": "again" }))
            .await;
    }
    let journal = bench.folder.path().join("journal.jsonl");
    let long = std::fs::metadata(&journal).unwrap().len();
    let before = bench.get(&format!("/order/certificate/{id}")).await;
    let bench = bench.restart(|_| {}).await;
    assert!(std::fs::metadata(&journal).unwrap().len() < long / 4);
    assert_eq!(bench.get(&format!("/order/certificate/{id}")).await, before);
    assert_eq!(before.1["notes"].as_array().unwrap().len(), 400);
}

#[tokio::test]
async fn two_sandboxes_do_not_share_a_data_folder() {
    let bench = Bench::new().await;
    let second = Sandbox::start(quick(bench.folder.path())).await;
    assert!(matches!(second, Err(SandboxError::Disk(_))));
}

/// The program itself, killed without warning when it is dropped.
struct Program {
    child: Child,
    base: String,
}

impl Drop for Program {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Program {
    /// Starts the program and waits until it tells where it listens.
    async fn start(folder: &Path, client: &Client) -> Self {
        let address = folder.join("address");
        let _ = std::fs::remove_file(&address);
        let mut command = Command::new(env!("CARGO_BIN_EXE_pkio-desk"));
        command.args([
            "sandbox",
            "--listen",
            "127.0.0.1:0",
            "--issue-after",
            "0",
            "--no-rate-limits",
        ]);
        let child = command.arg("--data-dir").arg(folder).spawn().unwrap();
        let mut program = Self {
            child,
            base: String::new(),
        };
        let deadline = Instant::now() + Duration::from_secs(30);
        while program.base.is_empty() {
            assert!(Instant::now() < deadline, "the program did not start");
            let address = std::fs::read_to_string(&address).unwrap_or_default();
            let health = client.get(format!("http://{address}/healthz")).send().await;
            if health.is_ok_and(|health| health.status() == 200) {
                program.base = format!("http://{address}");
            }
            tokio::task::yield_now().await;
        }
        program
    }
}

#[tokio::test]
async fn an_order_that_was_answered_survives_a_kill() {
    let folder = TempDir::new().unwrap();
    copy_authority(folder.path());
    let client = client();
    let mut ids = Vec::new();
    for _ in 0..2 {
        let program = Program::start(folder.path(), &client).await;
        for _ in 0..5 {
            let request = client.post(format!("{}/services/v2{ORDER}", program.base));
            let request = request.header("X-DC-DEVKEY", FULL_KEY).json(&good_order());
            let (status, answer) = reply(request.send().await.unwrap()).await;
            assert_eq!(status, 201, "{answer}");
            ids.push(answer["id"].as_u64().unwrap());
        }
    }
    let program = Program::start(folder.path(), &client).await;
    let seen = client
        .get(format!("{}/control/orders", program.base))
        .send()
        .await
        .unwrap();
    let (_, seen) = reply(seen).await;
    let orders = seen["orders"].as_array().unwrap().iter();
    let found: Vec<u64> = orders.map(|order: &Value| order["id"].as_u64().unwrap()).collect();
    assert_eq!(found, ids);
}
