//! What every test of the sandbox starts with: a sandbox of its own, a client, and good requests.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a failed assumption should fail the test"
)]

use std::{
    path::Path,
    process::Command,
    sync::{LazyLock, Once},
    time::Duration,
};

use pkio_desk::sandbox::{FULL_KEY, RunningSandbox, Sandbox, SandboxConfig};
use reqwest::{Client, Method, Response};
use serde_json::{Value, json};
use tempfile::TempDir;

/// The path of the one order endpoint.
pub(super) const ORDER: &str = "/order/certificate/pkio_private_services_server";

/// A certificate authority that every test copies, for making keys takes a while.
static AUTHORITY: LazyLock<TempDir> = LazyLock::new(|| {
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

/// A sandbox with a data folder of its own.
pub(super) struct Bench {
    pub(super) sandbox: RunningSandbox,
    pub(super) folder: TempDir,
    pub(super) client: Client,
}

/// The status and the JSON of an answer.
pub(super) type Reply = (u16, Value);

impl Bench {
    /// A sandbox that issues at once and does not count requests.
    pub(super) async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// A sandbox with other settings.
    pub(super) async fn with(change: impl FnOnce(&mut SandboxConfig)) -> Self {
        let folder = TempDir::new().unwrap();
        copy_authority(folder.path());
        let mut config = quick(folder.path());
        change(&mut config);
        Self {
            sandbox: Sandbox::start(config).await.unwrap(),
            folder,
            client: client(),
        }
    }

    /// Stops the sandbox, changes its folder, and starts another one on it.
    pub(super) async fn restart(self, change: impl FnOnce(&Path)) -> Self {
        let Self {
            sandbox,
            folder,
            client,
        } = self;
        sandbox.stop().await;
        change(folder.path());
        let sandbox = Sandbox::start(quick(folder.path())).await.unwrap();
        Self {
            sandbox,
            folder,
            client,
        }
    }

    /// A request with the full key.
    pub(super) async fn send(&self, method: Method, path: &str, body: Option<Value>) -> Response {
        let request = self
            .client
            .request(method, format!("{}{path}", self.sandbox.base_url()));
        let request = request.header("X-DC-DEVKEY", FULL_KEY);
        match body {
            Some(body) => request.json(&body).send().await.unwrap(),
            None => request.send().await.unwrap(),
        }
    }

    /// The JSON under a path.
    pub(super) async fn get(&self, path: &str) -> Reply {
        reply(self.send(Method::GET, path, None).await).await
    }

    /// The answer to a body.
    pub(super) async fn post(&self, path: &str, body: Value) -> Reply {
        reply(self.send(Method::POST, path, Some(body)).await).await
    }

    /// The answer to a change.
    pub(super) async fn put(&self, path: &str, body: Value) -> Reply {
        reply(self.send(Method::PUT, path, Some(body)).await).await
    }

    /// Places an order that must be taken and gives its id.
    pub(super) async fn place(&self, body: Value) -> u64 {
        let (status, answer) = self.post(ORDER, body).await;
        assert_eq!(status, 201, "{answer}");
        answer.get("id").and_then(Value::as_u64).unwrap()
    }

    /// The codes of a refusal.
    pub(super) async fn refused(&self, body: Value) -> Vec<String> {
        let (status, answer) = self.post(ORDER, body).await;
        assert_eq!(status, 400, "{answer}");
        codes(&answer)
    }

    /// A control request.
    pub(super) async fn control(&self, method: Method, path: &str, body: Option<Value>) -> Reply {
        let request = self
            .client
            .request(method, format!("{}{path}", self.sandbox.control_url()));
        let request = match body {
            Some(body) => request.json(&body),
            None => request,
        };
        reply(request.send().await.unwrap()).await
    }

    /// Orders a fault.
    pub(super) async fn fault(&self, fault: Value) {
        let (status, answer) = self.control(Method::POST, "/faults", Some(fault)).await;
        assert_eq!(status, 201, "{answer}");
    }

    /// How many orders came in.
    pub(super) async fn count(&self) -> usize {
        let (_, answer) = self.control(Method::GET, "/orders", None).await;
        answer.get("orders").and_then(Value::as_array).map(Vec::len).unwrap()
    }
}

/// A configuration for tests.
pub(crate) fn quick(folder: &Path) -> SandboxConfig {
    let mut config = SandboxConfig::new(folder);
    config.issue_after = Duration::ZERO;
    config.rate_limits = false;
    config
}

/// Puts the prepared authority into a data folder.
pub(crate) fn copy_authority(folder: &Path) {
    let from = AUTHORITY.path();
    std::fs::create_dir_all(folder.join("authority")).unwrap();
    for file in [
        "root.pem",
        "authority/intermediate.key",
        "authority/intermediate.pem",
        "authority/stand-in.pub",
    ] {
        std::fs::copy(from.join(file), folder.join(file)).unwrap();
    }
    std::fs::write(folder.join("authority/complete"), "").unwrap();
}

/// A client that neither repeats nor follows.
pub(crate) fn client() -> Client {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| drop(rustls::crypto::ring::default_provider().install_default()));
    let builder = Client::builder()
        .retry(reqwest::retry::never())
        .redirect(reqwest::redirect::Policy::none());
    builder.http1_only().pool_max_idle_per_host(0).build().unwrap()
}

/// The status and the JSON of a response; no body is null.
pub(super) async fn reply(response: Response) -> Reply {
    let status = response.status().as_u16();
    let text = response.text().await.unwrap();
    (status, serde_json::from_str(&text).unwrap_or(Value::Null))
}

/// The error codes of an answer.
pub(super) fn codes(answer: &Value) -> Vec<String> {
    let errors = answer.get("errors").and_then(Value::as_array).expect("an errors array");
    errors
        .iter()
        .map(|error| error.get("code").and_then(Value::as_str).unwrap().to_owned())
        .collect()
}

/// Output of `openssl`, which must succeed.
pub(crate) fn openssl(arguments: &[&str]) -> String {
    let output = Command::new("openssl").args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A signing request for a fresh key of the given kind, as `openssl` writes it.
pub(crate) fn new_csr(kind: &[&str]) -> String {
    let folder = TempDir::new().unwrap();
    let key = folder.path().join("key.pem");
    let key = key.to_str().unwrap();
    let arguments = [
        "req",
        "-new",
        "-nodes",
        "-subj",
        "/CN=ignored",
        "-keyout",
        key,
        "-newkey",
    ];
    openssl(&[&arguments[..], kind].concat())
}

/// A good signing request with line breaks.
pub(super) static CSR: LazyLock<String> = LazyLock::new(|| new_csr(&["rsa:2048"]));

/// The same on one line, as the reference asks for.
pub(crate) fn one_line(pem: &str) -> String {
    pem.replace(['\r', '\n'], "")
}

/// An order without faults.
pub(super) fn good_order() -> Value {
    json!({
        "certificate": {
            "signature_hash": "sha256",
            "common_name": "digipoort.voorbeeld.example",
            "csr": one_line(&CSR),
        },
        "csa_agreed_to": true,
        "organization": { "id": 2_042_710 },
        "payment_method": "balance",
    })
}

/// A good order after a change.
pub(super) fn order_with(change: impl FnOnce(&mut Value)) -> Value {
    let mut order = good_order();
    change(&mut order);
    order
}
