//! What the sandbox received from the desk, and what reaches it past the desk.

use reqwest::Method;
use serde_json::Value;

use super::harness::{Desk, ESTIMATE_PATH, ORDER_PATH};

/// A key of somebody else's: what is done with it is done past the desk.
const SOMEBODY: &str = "sandbox-key";

impl Desk {
    /// Does something at DigiCert past the desk, as somebody in CertCentral would.
    pub(super) async fn send_past(&self, method: Method, path: &str, body: Value) {
        let host = self.control.trim_end_matches("/control");
        let request = self.client.request(method, format!("{host}/services/v2{path}"));
        let answer = request
            .header("X-DC-DEVKEY", SOMEBODY)
            .json(&body)
            .send()
            .await
            .unwrap();
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
    }

    /// How many orders reached it. Any other call that changes something, but one of the account, is wrong.
    pub(super) async fn orders_received(&self) -> usize {
        let kept = self.calls_before_stop();
        let log = match kept {
            Some(log) => log,
            None => self.control(Method::GET, "/calls", None).await,
        };
        let calls = log["calls"].as_array().unwrap();
        let of_account = |path: &str| {
            // What is done with an order that is there: its number stands in the path.
            let placed = path
                .strip_prefix("/order/certificate/")
                .or(path.strip_prefix("/certificate/"));
            let is_placed = placed.is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()));
            is_placed || path.starts_with("/organization") || path.starts_with("/domain")
        };
        // Changes of the account cost nothing; the tests that make them look at what became of it.
        let changes_nothing = |call: &&Value| {
            let path = call["path"].as_str().unwrap();
            call["method"] == "GET" || path == ESTIMATE_PATH || of_account(path) || call["key"] == SOMEBODY
        };
        let (reads, others): (Vec<_>, Vec<_>) = calls.iter().partition(changes_nothing);
        for call in &others {
            let path = call["path"].as_str().unwrap();
            let is_order = call["method"] == "POST" && ORDER_PATH.ends_with(path);
            assert!(is_order, "an unexpected call: {call}");
        }
        drop(reads);
        others.len()
    }
}
