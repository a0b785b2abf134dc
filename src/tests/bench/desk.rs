//! A desk in this process, on either database; one with a long history.

use std::net::SocketAddr;

use axum::Router;
use jiff::Timestamp;
use pkio_desk::accounts::{Accounts, NewPerson};
use pkio_desk::address_book::AddressBook;
use pkio_desk::changes::Changes;
use pkio_desk::clock::Clock;
use pkio_desk::connection::Connection;
use pkio_desk::digicert::{DigiCert, DigiCertConfig};
use pkio_desk::domain::operator::{Actor, Role};
use pkio_desk::domain::order::OrderForm;
use pkio_desk::mirror::Mirror;
use pkio_desk::orders::Orders;
use pkio_desk::sandbox::{FULL_KEY, RunningSandbox, Sandbox, SandboxConfig};
use pkio_desk::store::Store;
use pkio_desk::web::{AppState, Parts, router};
use sea_orm::ConnectionTrait;
use secrecy::SecretString;
use tempfile::TempDir;
use tokio::net::TcpListener;

use crate::store::Fresh;

pub(super) const ORDERS: u32 = 10_000;
pub(super) const USERNAME: &str = "ada";
pub(super) const PASSWORD: &str = "four-plain-words-together";

/// The desk and what it stands on.
pub(super) struct Desk {
    pub(super) address: SocketAddr,
    pub(super) state: AppState,
    pub(super) store: Store,
    fresh: Fresh,
    _sandbox: RunningSandbox,
    _folder: TempDir,
}

/// Serves a router on a free port until the process ends.
pub(super) async fn serve(router: Router) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, service).await });
    address
}

impl Desk {
    /// One on SQLite, with a long history.
    pub(super) async fn start() -> Self {
        let fresh = Fresh::sqlite().await;
        fill(&fresh).await;
        Self::on(fresh).await
    }

    /// One on that database.
    pub(super) async fn on(fresh: Fresh) -> Self {
        // For the clients of the bench; another test of the process may have installed it.
        drop(rustls::crypto::ring::default_provider().install_default());
        let folder = TempDir::new().unwrap();
        let sandbox = Sandbox::start(SandboxConfig::new(folder.path().join("sandbox")))
            .await
            .unwrap();
        let store = fresh.store.clone();
        let digicert = DigiCert::new(DigiCertConfig::new(sandbox.base_url(), SecretString::from(FULL_KEY))).unwrap();
        let clock = Clock::system();
        let accounts = Accounts::new(store.clone(), clock.clone());
        let ada = NewPerson {
            username: USERNAME.to_owned(),
            name: "Ada".to_owned(),
            role: Role::Administrator,
            password: SecretString::from(PASSWORD),
        };
        accounts.add(ada).await.unwrap();
        let mirror = Mirror::new(store.clone(), digicert.clone(), clock.clone());
        let changes = Changes::new(store.clone(), digicert.clone(), mirror.clone(), clock.clone(), 120);
        let state = AppState::new(Parts {
            orders: Orders::new(store.clone(), digicert.clone(), clock.clone(), 120),
            accounts,
            connection: Connection::new(digicert),
            mirror,
            changes,
            address_book: AddressBook::new(store.clone(), clock.clone()),
            clock,
            public_url: None,
            low_balance: 500,
            client_address_header: None,
            is_demo: false,
        });
        let (router, _) = router(state.clone(), store.sessions(), 8);
        Self {
            address: serve(router).await,
            state,
            store,
            fresh,
            _sandbox: sandbox,
            _folder: folder,
        }
    }

    /// Takes its database away.
    pub(super) async fn end(self) {
        self.fresh.remove().await;
    }
}

/// Writes the orders: one as the desk does, the others as copies of it, two of three of them placed.
async fn fill(fresh: &Fresh) {
    let owner = Actor {
        id: None,
        name: "Ada".to_owned(),
    };
    let form = OrderForm {
        csr: include_str!("../../domain/testdata/rsa-2048.csr").into(),
        signature_hash: "sha256".into(),
        domain_choice: "own".into(),
        common_name: "digipoort.voorbeeld.example".into(),
        organization: "2042710".into(),
        oin_choice: "exclude".into(),
        validity: "default".into(),
        payment_method: "balance".into(),
        csa_agreed: "yes".into(),
        ..OrderForm::default()
    };
    fresh
        .store
        .orders()
        .draft(&owner, &form, Timestamp::now())
        .await
        .unwrap();
    let columns = "version, owner_name, form, organization, created_at, updated_at, domains, refusal";
    let copies = format!(
        "WITH RECURSIVE number(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM number WHERE n < {ORDERS}) \
         INSERT INTO orders (common_name, state, organization_name, remote_id, remote_status, {columns}) \
         SELECT 'server-' || n || '.voorbeeld.example', CASE WHEN n % 3 THEN 'placed' ELSE 'draft' END, \
         'Gemeente Voorbeeld', CASE WHEN n % 3 THEN 681000000 + n END, CASE WHEN n % 3 THEN 'issued' END, {columns} \
         FROM number, orders"
    );
    let database = fresh.backdoor().await;
    database.execute_unprepared(&copies).await.unwrap();
    // The history is derived from the orders at the next start.
    database.execute_unprepared("DELETE FROM derived").await.unwrap();
    fresh.store.migrate().await.unwrap();
    database.close().await.unwrap();
}
