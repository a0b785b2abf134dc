//! A DigiCert account in a sandbox of its own, and the client of it.

use pkio_desk::digicert::{DigiCert, DigiCertConfig, Placement};
use pkio_desk::domain::ids::{Reference, RemoteOrderId};
use pkio_desk::domain::order::OrderRequest;
use pkio_desk::sandbox::{FULL_KEY, RunningSandbox, Sandbox};
use secrecy::SecretString;
use serde_json::Value;
use tempfile::TempDir;

use crate::sandbox::bench::{client, copy_authority, quick};

pub(super) struct Account {
    pub(super) client: DigiCert,
    sandbox: RunningSandbox,
    _folder: TempDir,
}

impl Account {
    pub(super) async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// One whose client is configured otherwise.
    pub(super) async fn with(change: impl FnOnce(&mut DigiCertConfig)) -> Self {
        let folder = TempDir::new().unwrap();
        copy_authority(folder.path());
        let sandbox = Sandbox::start(quick(folder.path())).await.unwrap();
        let mut config = DigiCertConfig::new(sandbox.base_url(), SecretString::from(FULL_KEY));
        change(&mut config);
        Self {
            client: DigiCert::new(config).unwrap(),
            sandbox,
            _folder: folder,
        }
    }

    /// Places an order that must be taken.
    pub(super) async fn place(&self, request: &OrderRequest, reference: &str) -> RemoteOrderId {
        let body = self.client.prepare(request, &Reference(reference.to_owned()), None);
        match self.client.place(&body).await.outcome {
            Placement::Placed(order) => order.id,
            other => panic!("{other:?}"),
        }
    }

    /// Asks the sandbox for something.
    pub(super) async fn control(&self, path: &str, body: Value) -> Value {
        let url = format!("{}{path}", self.sandbox.control_url());
        let answer = client().post(url).json(&body).send().await.unwrap();
        assert!(answer.status().is_success());
        serde_json::from_str(&answer.text().await.unwrap()).unwrap_or_default()
    }

    /// Another client of the same account, which has used up none of the requests that DigiCert allows.
    pub(super) fn another_client(&self) -> DigiCert {
        let config = DigiCertConfig::new(self.sandbox.base_url(), SecretString::from(FULL_KEY));
        DigiCert::new(config).unwrap()
    }

    /// How many calls of a method came in.
    pub(super) async fn calls(&self, method: &str) -> usize {
        let url = format!("{}/calls", self.sandbox.control_url());
        let text = client().get(url).send().await.unwrap().text().await.unwrap();
        let log: Value = serde_json::from_str(&text).unwrap();
        let calls = log.get("calls").and_then(Value::as_array).unwrap();
        let is_of = |call: &&Value| call.get("method").and_then(Value::as_str) == Some(method);
        calls.iter().filter(is_of).count()
    }

    /// Nobody is there any more.
    pub(super) async fn stop(self) -> DigiCert {
        self.sandbox.stop().await;
        self.client
    }
}
