//! A whole desk on this machine: the real router, a database of its own, the sandbox, and a clock that stands still.
//!
//! A test is one call of [`desk`] (or of [`Setup::run`], where the desk is configured otherwise):
//!
//! ```text
//! desk(async |desk| {
//!     let rik = desk.person(Role::Requester).await;    // a browser that is signed in
//!     let order = rik.draft(&forms::valid()).await;    // a saved draft; its id
//!     let answer = rik.place(desk, order).await;       // the button of the check page
//!     desk.expect_posts(1).await;                      // what reached the sandbox
//!     assert_eq!(desk.state(order).await, State::Placed);
//! });
//! ```
//!
//! * `desk.clock` moves only by `advance`. `desk.fault(json)` orders a fault, `desk.control(..)` asks the sandbox.
//! * [`Visitor`]: `get`, `post`, `send`; it keeps its cookie and follows nothing. The answer is a `Page`.
//! * Every test ends with the checks of [`Desk::end`]: nothing is left `sending`; the sandbox got as many orders as the
//!   test said last by `expect_posts` (none, where it said nothing) and else reads only; no line of the log is an
//!   `ERROR` but those announced by `expect_error`; the API key is neither in the log nor in the database.

use std::net::SocketAddr;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use pkio_desk::accounts::{Accounts, Added, NewPerson};
use pkio_desk::address_book::AddressBook;
use pkio_desk::changes::Changes;
use pkio_desk::clock::Clock;
use pkio_desk::connection::Connection;
use pkio_desk::digicert::{DigiCert, DigiCertConfig, Timeouts};
use pkio_desk::domain::ids::{OperatorId, OrderId};
use pkio_desk::domain::operator::{Actor, Operator, Role};
use pkio_desk::domain::order::{Order, State};
use pkio_desk::mirror::Mirror;
use pkio_desk::orders::Orders;
use pkio_desk::sandbox::{RunningSandbox, Sandbox, SandboxKey};
use pkio_desk::store::HistoryQuery;
use pkio_desk::web::{self, AppState, Parts, Route};
use reqwest::{Client, Method};
use secrecy::SecretString;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::log::Log;
use super::setup::Setup;
use super::visitor::Visitor;
use crate::sandbox::bench;
use crate::store::Fresh;

/// The path of the one call that costs money.
pub(super) const ORDER_PATH: &str = "/services/v2/order/certificate/pkio_private_services_server";
/// The path of the one other call that posts: a question, which changes nothing.
pub(super) const ESTIMATE_PATH: &str = "/finance/order-pricing";
/// The password of everybody.
pub(super) const PASSWORD: &str = "vier woorden zijn genoeg";
/// When every test begins.
const BEGINNING: &str = "2026-11-22T09:00:00Z";
const LEASE_SECONDS: i64 = 180;

/// Runs a test on a desk as it usually is.
pub(super) fn desk(test: impl AsyncFnOnce(&Desk)) {
    Setup::default().run(test);
}

/// A running desk.
pub(super) struct Desk {
    pub(super) fresh: Fresh,
    pub(super) clock: Clock,
    pub(super) orders: Orders,
    pub(super) digicert: DigiCert,
    pub(super) accounts: Accounts,
    pub(super) mirror: Mirror,
    pub(super) changes: Changes,
    pub(super) routes: Vec<Route>,
    pub(super) address: SocketAddr,
    /// The key it sends to the sandbox: different in every test, so that it can be searched for.
    pub(super) key: String,
    pub(super) log: Log,
    pub(super) client: Client,
    pub(super) control: String,
    sandbox: Mutex<Option<RunningSandbox>>,
    calls_before_stop: Mutex<Option<Value>>,
    server: JoinHandle<()>,
    people: AtomicUsize,
    posts: AtomicUsize,
    errors: Mutex<Vec<&'static str>>,
    /// How many seconds the sandbox's clock is ahead of the machine's.
    sandbox_ahead: Mutex<i64>,
    _folder: TempDir,
}

impl Desk {
    pub(super) async fn start(setup: Setup, log: Log) -> Self {
        let folder = TempDir::new().unwrap();
        bench::copy_authority(folder.path());
        let key = format!("canary-{:032x}", rand::random::<u128>());
        let mut config = bench::quick(folder.path());
        config
            .keys
            .extend(setup.key.map(|role| SandboxKey::new(key.clone(), role)));
        let client = bench::client();
        let sandbox = Sandbox::start(config).await.unwrap();
        let fresh = if setup.postgres {
            Fresh::postgres().await
        } else {
            Fresh::sqlite().await
        };
        let clock = Clock::set_to(BEGINNING.parse::<Timestamp>().unwrap());
        let mut config = DigiCertConfig::new(sandbox.base_url(), SecretString::from(key.clone()));
        config.timeouts = Timeouts {
            connect: setup.patience / 4,
            reading: Duration::from_secs(30),
            placing: setup.patience,
        };
        config.reference_is_sent = setup.reference_is_sent;
        let digicert = DigiCert::new(config).unwrap();
        let orders = Orders::new(fresh.store.clone(), digicert.clone(), clock.clone(), LEASE_SECONDS)
            .with_switches(setup.switches);
        let accounts = Accounts::new(fresh.store.clone(), clock.clone());
        let mirror = Mirror::new(fresh.store.clone(), digicert.clone(), clock.clone());
        let changes = Changes::new(
            fresh.store.clone(),
            digicert.clone(),
            mirror.clone(),
            clock.clone(),
            LEASE_SECONDS,
        );
        let changes = if setup.switches.needs_approval() {
            changes.with_approval(orders.policy().approval_lasts)
        } else {
            changes
        };
        let state = AppState::new(Parts {
            orders: orders.clone(),
            accounts: accounts.clone(),
            connection: Connection::new(digicert.clone()),
            mirror: mirror.clone(),
            changes: changes.clone(),
            address_book: AddressBook::new(fresh.store.clone(), clock.clone()),
            clock: clock.clone(),
            public_url: setup.public_url.map(str::to_owned),
            low_balance: 500,
            client_address_header: setup.address_header.map(str::to_owned),
            is_demo: false,
        });
        let (router, routes) = web::router(state, fresh.store.sessions(), 12);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let server = tokio::spawn(async move { axum::serve(listener, service).await.unwrap() });
        Self {
            fresh,
            clock,
            orders,
            digicert,
            accounts,
            mirror,
            changes,
            routes,
            address,
            key,
            log,
            client,
            control: sandbox.control_url(),
            sandbox: Mutex::new(Some(sandbox)),
            calls_before_stop: Mutex::default(),
            server,
            people: AtomicUsize::new(0),
            posts: AtomicUsize::new(0),
            errors: Mutex::default(),
            sandbox_ahead: Mutex::default(),
            _folder: folder,
        }
    }

    /// A browser in which nobody is signed in.
    pub(super) fn visitor(&self) -> Visitor {
        Visitor::new(self.client.clone(), self.address)
    }

    /// A new person of that role: their user name is the role's word and a number, their password [`PASSWORD`].
    pub(super) async fn add_person(&self, role: Role) -> (OperatorId, String) {
        let number = self.people.fetch_add(1, Ordering::SeqCst);
        let username = format!("{}{number}", role.word());
        let person = NewPerson {
            username: username.clone(),
            name: format!("{username} van Test"),
            role,
            password: SecretString::from(PASSWORD),
        };
        let Added::Added(id) = self.accounts.add(person).await.unwrap() else {
            panic!("{username} could not be added")
        };
        (id, username)
    }

    /// A new person of that role in a browser of their own, signed in.
    pub(super) async fn person(&self, role: Role) -> Visitor {
        let (_, username) = self.add_person(role).await;
        let visitor = self.visitor();
        let answer = visitor.sign_in(&username, PASSWORD).await;
        assert_eq!((answer.status, answer.location()), (303, "/"), "{}", answer.body);
        visitor
    }

    /// A new person of that role, for calls of the services.
    pub(super) async fn operator(&self, role: Role) -> Operator {
        let (id, _) = self.add_person(role).await;
        self.accounts.person(id).await.unwrap().unwrap().operator
    }

    /// Sets the sandbox's clock to the desk's.
    pub(super) async fn set_sandbox_clock(&self) {
        let ahead = self.clock.now().duration_since(Timestamp::now()).as_secs();
        let before = std::mem::replace(&mut *self.sandbox_ahead.lock().unwrap(), ahead);
        let body = json!({ "advance_seconds": ahead - before });
        self.control(Method::POST, "/clock", Some(body)).await;
    }

    /// An order as the store has it.
    pub(super) async fn order(&self, id: OrderId) -> Order {
        self.orders.find(id).await.unwrap().unwrap()
    }

    pub(super) async fn state(&self, id: OrderId) -> State {
        self.order(id).await.state
    }

    /// The words of an order's journal, the oldest first.
    pub(super) async fn journal(&self, id: OrderId) -> Vec<&'static str> {
        let events = self.orders.events(id).await.unwrap();
        events.iter().rev().map(|event| event.kind.word()).collect()
    }

    /// Asks or tells the sandbox by its control endpoint.
    pub(super) async fn control(&self, method: Method, path: &str, body: Option<Value>) -> Value {
        let request = self.client.request(method, format!("{}{path}", self.control));
        let request = match body {
            Some(body) => request.json(&body),
            None => request,
        };
        let answer = request.send().await.unwrap();
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        serde_json::from_str(&answer.text().await.unwrap()).unwrap_or(Value::Null)
    }

    /// What the sandbox has under a path of its control endpoint, byte for byte.
    pub(super) async fn control_text(&self, path: &str) -> String {
        let answer = self.client.get(format!("{}{path}", self.control)).send().await.unwrap();
        answer.text().await.unwrap()
    }

    /// Orders a fault for the next order.
    pub(super) async fn fault(&self, mut fault: Value) {
        fault["method"] = json!("POST");
        fault["path"] = json!("/order/certificate/pkio*");
        self.control(Method::POST, "/faults", Some(fault)).await;
    }

    /// Sends an order past the desk, with its key.
    pub(super) async fn send_as_the_desk(&self, body: String) {
        self.post_as_the_desk(ORDER_PATH, body).await;
    }

    /// Sends anything past the desk, with its key; it must be taken.
    pub(super) async fn post_as_the_desk(&self, path: &str, body: String) {
        let host = self.control.trim_end_matches("/control");
        let request = self.client.post(format!("{host}{path}"));
        let request = request
            .header("X-DC-DEVKEY", &self.key)
            .header("content-type", "application/json");
        let answer = request.body(body).send().await.unwrap();
        assert_eq!(answer.status(), 201);
    }

    /// The orders the sandbox took from the desk.
    pub(super) async fn taken(&self) -> Vec<Value> {
        let answer = self.control(Method::GET, "/orders", None).await;
        answer["orders"].as_array().unwrap().clone()
    }

    /// Waits until the sandbox has taken that many orders, while their answers may be held back.
    pub(super) async fn until_taken(&self, count: usize) {
        let deadline = std::time::Instant::now() + Duration::from_secs(20);
        while self.taken().await.len() < count {
            assert!(std::time::Instant::now() < deadline, "the sandbox took no order");
            tokio::task::yield_now().await;
        }
    }

    /// Stops the sandbox: from here on DigiCert is down.
    pub(super) async fn stop_sandbox(&self) {
        let calls = self.control(Method::GET, "/calls", None).await;
        *self.calls_before_stop.lock().unwrap() = Some(calls);
        let sandbox = self.sandbox.lock().unwrap().take();
        Box::pin(sandbox.unwrap().stop()).await;
    }

    /// That many orders were sent so far: asserted now, and at the end of the test.
    pub(super) async fn expect_posts(&self, count: usize) {
        self.posts.store(count, Ordering::SeqCst);
        assert_eq!(self.orders_received().await, count, "orders that reached DigiCert");
    }

    /// The test makes the desk log an `ERROR` with these words.
    pub(super) fn expect_error(&self, words: &'static str) {
        self.errors.lock().unwrap().push(words);
    }

    /// The calls of a sandbox that was stopped.
    pub(super) fn calls_before_stop(&self) -> Option<Value> {
        self.calls_before_stop.lock().unwrap().clone()
    }

    /// Every byte the database left on the disk; on PostgreSQL, every row as text.
    pub(super) async fn database(&self) -> Vec<u8> {
        use sea_orm::ConnectionTrait;
        let mut bytes = Vec::new();
        if let Some(folder) = self.fresh.folder() {
            for entry in std::fs::read_dir(folder).unwrap() {
                bytes.extend(std::fs::read(entry.unwrap().path()).unwrap());
            }
            return bytes;
        }
        let connection = self.fresh.backdoor().await;
        for table in [
            "orders",
            "order_events",
            "exchanges",
            "sessions",
            "operators",
            "templates",
        ] {
            let rows = connection
                .query_all_raw(sea_orm::Statement::from_string(
                    sea_orm::DbBackend::Postgres,
                    format!("SELECT t::text AS line FROM {table} t"),
                ))
                .await
                .unwrap();
            for row in rows {
                bytes.extend(row.try_get::<String>("", "line").unwrap().into_bytes());
            }
        }
        connection.close().await.unwrap();
        bytes
    }

    /// The store's own hand, for what no page does.
    pub(super) fn nobody() -> Actor {
        Actor {
            id: None,
            name: "desk".to_owned(),
        }
    }

    /// What must hold after every test; see the head of this file.
    pub(super) async fn end(self) {
        self.orders.finish().await;
        let expected = self.posts.load(Ordering::SeqCst);
        assert_eq!(self.orders_received().await, expected, "orders that reached DigiCert");
        let sending = HistoryQuery {
            states: vec![State::Sending],
            ..HistoryQuery::default()
        };
        let left = self.orders.history(&sending, None, 10).await.unwrap();
        assert_eq!(left.rows, [], "left sending");
        assert!(
            !holds(&self.database().await, &self.key),
            "the API key is in the database"
        );
        self.server.abort();
        let log = self.log.text();
        assert!(!log.contains(&self.key), "the API key is in the log");
        assert!(!log.contains(PASSWORD), "a password is in the log");
        let expected = self.errors.lock().unwrap().clone();
        let errors: Vec<&str> = log.lines().filter(|line| line.contains(" ERROR ")).collect();
        for error in &errors {
            assert!(expected.iter().any(|words| error.contains(words)), "logged: {error}");
        }
        for words in expected {
            assert!(errors.iter().any(|error| error.contains(words)), "not logged: {words}");
        }
        self.fresh.remove().await;
    }
}

/// Whether the text occurs in the bytes.
pub(super) fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}
