//! What the desk looks up in the account, against a sandbox and against a server that stays silent.
#![expect(clippy::unwrap_used, reason = "a failed assumption should fail the test")]

use std::time::Duration;

use pkio_desk::connection::Connection;
use pkio_desk::digicert::{DigiCert, DigiCertConfig, ReadError};
use pkio_desk::sandbox::{FULL_KEY, KeyRole, RunningSandbox, Sandbox, SandboxKey};
use secrecy::SecretString;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::digicert::orders::without_oin;
use super::digicert::server::{Deed, Server, json as answer};
use super::sandbox::bench::{client, copy_authority, quick};

/// An account in a sandbox of its own.
struct Account {
    sandbox: RunningSandbox,
    connection: Connection,
    _folder: TempDir,
}

impl Account {
    async fn new() -> Self {
        Self::with_key(FULL_KEY).await
    }

    async fn with_key(key: &str) -> Self {
        let folder = TempDir::new().unwrap();
        copy_authority(folder.path());
        let mut config = quick(folder.path());
        config.keys.push(SandboxKey::new("machine", KeyRole::ServiceUser));
        let sandbox = Sandbox::start(config).await.unwrap();
        let config = DigiCertConfig::new(sandbox.base_url().to_owned(), SecretString::from(key));
        Self {
            connection: Connection::new(DigiCert::new(config).unwrap()),
            sandbox,
            _folder: folder,
        }
    }

    async fn control(&self, path: &str, body: Value) {
        let url = format!("{}{path}", self.sandbox.control_url());
        let answer = client().post(url).json(&body).send().await.unwrap();
        assert!(answer.status().is_success());
    }

    /// How many calls of a path came in.
    async fn calls(&self, path: &str) -> usize {
        let url = format!("{}/calls", self.sandbox.control_url());
        let text = client().get(url).send().await.unwrap().text().await.unwrap();
        let log: Value = serde_json::from_str(&text).unwrap();
        let calls = log.get("calls").and_then(Value::as_array).unwrap();
        calls
            .iter()
            .filter(|call| call.get("path").and_then(Value::as_str) == Some(path))
            .count()
    }
}

fn silent(server: &Server) -> Connection {
    Connection::new(server.client()).with_patience(Duration::from_millis(100))
}

fn ids(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

#[tokio::test]
async fn a_search_brings_the_usable_organizations_first() {
    let account = Account::new().await;
    let found = account.connection.search_organizations("r").await.unwrap();
    let inactive = found.iter().position(|it| it.id == "2042717").unwrap();
    assert!(found.iter().take(inactive).all(|it| it.is_usable()));
    assert!(inactive > 2 && found.iter().skip(inactive).all(|it| !it.is_usable()));
    let names: Vec<_> = found.iter().take(inactive).filter_map(|it| it.name.clone()).collect();
    assert!(names.is_sorted_by_key(|name| name.to_lowercase()), "{names:?}");
    let by_id = account.connection.search_organizations(" 2042711 ").await.unwrap();
    assert_eq!(by_id.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["2042711"]);
    assert!(
        account
            .connection
            .search_organizations("nobody")
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn one_organization_comes_with_its_contacts_and_one_user_with_their_details() {
    let Account { connection, .. } = &Account::new().await;
    let organization = connection.organization("2042710").await.unwrap();
    assert!(organization.organization_contact.unwrap().telephone.is_some());
    let john = connection.user("2812497").await.unwrap();
    assert_eq!(john.job_title.as_deref(), Some("Engineer"));
    for unknown in ["1", "", "..", "me/../2812497"] {
        assert!(
            matches!(connection.user(unknown).await, Err(ReadError::NotFound)),
            "{unknown}"
        );
    }
}

#[tokio::test]
async fn the_balance_is_that_of_the_keys_own_container_unless_another_is_meant() {
    let account = Account::new().await;
    let balance = account.connection.balance(None).await.unwrap();
    assert_eq!(
        (balance.spendable(), balance.is_below(23_800)),
        (Some("252000.00"), false)
    );
    account.control("/balance", json!({ "balance": "-1900.00" })).await;
    assert!(
        account
            .connection
            .balance(Some("679393"))
            .await
            .unwrap()
            .is_below(23_800)
    );
    let server = Server::that_does([
        answer(200, r#"{"id":9,"container":{"id":679300}}"#),
        answer(200, r#"{"balance":"1.00"}"#),
    ])
    .await;
    let connection = Connection::new(server.client());
    connection.balance(None).await.unwrap();
    connection.balance(Some("679393")).await.unwrap();
    let lines: Vec<_> = server
        .requests()
        .iter()
        .map(|it| it.lines().next().unwrap().to_owned())
        .collect();
    assert_eq!(
        lines,
        [
            "GET /services/v2/user/me HTTP/1.1",
            "GET /services/v2/finance/balance?container_id=679300 HTTP/1.1",
            "GET /services/v2/finance/balance?container_id=679393 HTTP/1.1",
        ]
    );
}

#[tokio::test]
async fn an_estimate_is_a_price_or_nothing_and_is_not_waited_for() {
    let order = without_oin();
    let account = Account::new().await;
    let price = account.connection.price_estimate(&order).await.unwrap().unwrap();
    assert_eq!(price.to_string(), "EUR 238.00");
    let server = Server::that_answers(200, r#"{"total_price":0,"currency":"EUR"}"#).await;
    let none = Connection::new(server.client()).price_estimate(&order).await;
    assert!(matches!(none, Ok(None)), "{none:?}");
    let server = Server::that_does([Deed::Silence]).await;
    let late = silent(&server).price_estimate(&order).await;
    assert!(matches!(late, Err(ReadError::TimedOut)), "{late:?}");
}

#[tokio::test]
async fn the_stored_people_are_users_and_contacts_each_asked_for_once() {
    let account = Account::new().await;
    let organization = account.connection.organization("2042710").await.unwrap();
    let contact = organization.organization_contact.unwrap().id.unwrap();
    let asked = ids(&["2812497", &contact, "7", "2812497"]);
    let stored = account.connection.stored_people(Some("2042710"), &asked).await;
    assert!(stored.is_complete);
    assert_eq!(
        stored.organization.unwrap().name.as_deref(),
        Some("Gemeente Zandermeer")
    );
    let [john, known, unknown] = stored.users.as_slice() else {
        panic!("{:?}", stored.users)
    };
    assert_eq!(john.1.as_ref().unwrap().first_name.as_deref(), Some("John"));
    assert_eq!(known.1.as_ref().unwrap().id.as_deref(), Some(contact.as_str()));
    assert_eq!((unknown.0.as_str(), &unknown.1), ("7", &None));
    assert_eq!(account.calls("/user/2812497").await, 1);
    let nobody = account.connection.stored_people(None, &[]).await;
    assert!(nobody.is_complete && nobody.organization.is_none() && nobody.users.is_empty());
    let unknown = account.connection.stored_people(Some("1"), &[]).await;
    assert!(unknown.is_complete && unknown.organization.is_none());
}

#[tokio::test]
async fn one_answer_that_fails_leaves_the_others_and_says_so() {
    let account = Account::new().await;
    account
        .control(
            "/faults",
            json!({ "path": "/user/2812401", "fault": "status", "status": 503 }),
        )
        .await;
    let asked = ids(&["2812401", "2812497"]);
    let stored = account.connection.stored_people(Some("2042710"), &asked).await;
    assert!(!stored.is_complete && stored.organization.is_some());
    let known: Vec<bool> = stored.users.iter().map(|(_, person)| person.is_some()).collect();
    assert_eq!(known, [false, true]);
}

#[tokio::test]
async fn nothing_waits_longer_than_a_person_would() {
    let server = Server::that_does([Deed::Silence]).await;
    let connection = silent(&server);
    assert!(matches!(connection.organization("1").await, Err(ReadError::TimedOut)));
    assert!(matches!(
        connection.search_organizations("x").await,
        Err(ReadError::TimedOut)
    ));
    assert!(matches!(connection.user("1").await, Err(ReadError::TimedOut)));
    assert!(matches!(connection.balance(Some("1")).await, Err(ReadError::TimedOut)));
    let stored = connection.stored_people(Some("1"), &ids(&["2"])).await;
    assert!(!stored.is_complete && stored.organization.is_none());
    assert_eq!(stored.users, [("2".to_owned(), None)]);
    assert_eq!(connection.is_service_user().await, None);
    let choices = connection.choices().await;
    assert!(!choices.is_complete && choices.agreement.is_none());
}

#[tokio::test]
async fn the_kind_of_user_is_asked_for_once_and_a_failure_not_at_once_again() {
    for (key, expected) in [(FULL_KEY, false), ("machine", true)] {
        let account = Account::with_key(key).await;
        for _ in 0..2 {
            assert_eq!(account.connection.is_service_user().await, Some(expected), "{key}");
        }
        assert_eq!(account.calls("/user/me").await, 1);
    }
    let server = Server::that_answers(503, r#"{"errors":[{"code":"x","message":"y"}]}"#).await;
    let connection = Connection::new(server.client());
    for _ in 0..2 {
        assert_eq!(connection.is_service_user().await, None);
    }
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn the_product_brings_the_agreement_and_whether_plans_run_for_years() {
    let account = Account::new().await;
    let choices = account.connection.choices().await;
    assert!(choices.is_complete);
    assert!(choices.agreement.unwrap().contains("Subscriber Agreement"));
    assert_eq!(choices.multi_year_plans, Some(true));
    let other = Account::new().await;
    other.control("/settings", json!({ "multi_year_plans": false })).await;
    assert_eq!(other.connection.choices().await.multi_year_plans, Some(false));
}
