//! What a desk stands on, SQLite or PostgreSQL, seen and held from outside while the desk is killed.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Instant;

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, Statement};

use super::program::{Folder, PATIENCE, USERNAME};

/// An order as its row says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) state: String,
    pub(super) reference: Option<String>,
    pub(super) remote_id: Option<u64>,
}

/// A data folder, and a database on a server where it is not in the folder.
pub(super) struct Ground {
    pub(super) folder: Folder,
    url: String,
    server: Option<(String, String)>,
}

impl Ground {
    pub(super) fn sqlite() -> Self {
        let folder = Folder::new();
        Self {
            url: format!("sqlite://{}", folder.path().join("desk.db").display()),
            folder,
            server: None,
        }
    }

    /// A new database on the server that `PKIO_TEST_POSTGRES_URL` names.
    pub(super) async fn postgres() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let server = std::env::var("PKIO_TEST_POSTGRES_URL").unwrap();
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let now = jiff::Timestamp::now().as_microsecond();
        let name = format!("process_{}_{now}_{number}", std::process::id());
        on(&server, &format!("CREATE DATABASE {name}")).await;
        let url = format!("{}/{name}", server.rsplit_once('/').unwrap().0);
        let folder = Folder::on_database(&url);
        folder.add_person(USERNAME, "administrator");
        Self {
            folder,
            url,
            server: Some((server, name)),
        }
    }

    pub(super) fn url(&self) -> &str {
        &self.url
    }

    pub(super) fn is_postgres(&self) -> bool {
        self.server.is_some()
    }

    pub(super) async fn remove(self) {
        if let Some((server, name)) = self.server {
            on(&server, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
        }
    }

    /// All orders. The connection is closed again: a dead desk's SQLite log shall be mended by the next desk alone.
    pub(super) async fn rows(&self) -> BTreeMap<u64, Row> {
        let connection = connect(&self.url).await;
        let rows = rows(&connection, "").await;
        connection.close().await.unwrap();
        rows
    }

    /// One order.
    pub(super) async fn row(&self, order: u64) -> Row {
        self.rows().await.remove(&order).unwrap()
    }

    /// Waits until an order is in that state.
    pub(super) async fn until(&self, order: u64, state: &str) {
        let connection = connect(&self.url).await;
        let deadline = Instant::now() + PATIENCE;
        loop {
            let row = rows(&connection, &format!("WHERE id = {order}")).await.remove(&order);
            if row.as_ref().is_some_and(|row| row.state == state) {
                break;
            }
            assert!(Instant::now() < deadline, "order {order} is not {state}: {row:?}");
        }
        connection.close().await.unwrap();
    }

    /// Keeps the desk from writing: in SQLite anything, on PostgreSQL this order, or, `half` way, the journal only, so
    /// that a transaction is stuck after its first statement.
    pub(super) async fn block(&self, order: u64, half: bool) -> Block {
        let connection = connect(&self.url).await;
        let statements = match (self.is_postgres(), half) {
            (false, _) => "BEGIN IMMEDIATE".to_owned(),
            (true, true) => "BEGIN; LOCK TABLE order_events IN SHARE MODE".to_owned(),
            (true, false) => format!("BEGIN; SELECT id FROM orders WHERE id = {order} FOR UPDATE"),
        };
        connection.execute_unprepared(&statements).await.unwrap();
        Block(connection)
    }

    /// Waits until somebody waits for a lock. SQLite tells nobody of it.
    pub(super) async fn somebody_waits(&self) {
        if self.is_postgres() {
            self.until_activity("wait_event_type = 'Lock'", true).await;
        }
    }

    async fn until_activity(&self, filter: &str, is_some: bool) {
        let connection = connect(&self.url).await;
        let deadline = Instant::now() + PATIENCE;
        let query = format!("SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND {filter}");
        while all(&connection, &query).await.is_empty() == is_some {
            assert!(Instant::now() < deadline, "{filter} is not {is_some}");
        }
        connection.close().await.unwrap();
    }

    /// Waits until the server has noticed that a desk is gone: what it was told last, it may still do.
    pub(super) async fn is_left(&self) {
        if self.is_postgres() {
            self.until_activity("application_name = 'pkio-desk'", false).await;
        }
    }

    /// As if the time of whoever was sending, or comparing, had run out.
    pub(super) async fn end_leases(&self) {
        on(&self.url, "UPDATE leases SET until = 1").await;
        on(
            &self.url,
            "UPDATE orders SET lease_until = 1 WHERE lease_until IS NOT NULL",
        )
        .await;
    }
}

/// A lock that is held while the desk is killed.
pub(super) struct Block(DatabaseConnection);

impl Block {
    pub(super) async fn end(self) {
        self.0.execute_unprepared("ROLLBACK").await.unwrap();
        self.0.close().await.unwrap();
    }
}

/// One connection, so that what was begun on it is ended on it.
async fn connect(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    Database::connect(options).await.unwrap()
}

async fn on(url: &str, statement: &str) {
    let connection = connect(url).await;
    connection.execute_unprepared(statement).await.unwrap();
    connection.close().await.unwrap();
}

async fn all(connection: &DatabaseConnection, query: &str) -> Vec<sea_orm::QueryResult> {
    let query = Statement::from_string(connection.get_database_backend(), query);
    connection.query_all_raw(query).await.unwrap()
}

/// The numbers that a query gives in its column `id`.
pub(super) async fn numbers(url: &str, query: &str) -> Vec<u64> {
    let connection = connect(url).await;
    let rows = all(&connection, query).await;
    connection.close().await.unwrap();
    let number = |row: &sea_orm::QueryResult| u64::try_from(row.try_get::<i64>("", "id").unwrap()).unwrap();
    rows.iter().map(number).collect()
}

async fn rows(connection: &DatabaseConnection, filter: &str) -> BTreeMap<u64, Row> {
    let query = format!("SELECT id, state, reference, remote_id FROM orders {filter}");
    let rows = all(connection, &query).await;
    let read = |row: &sea_orm::QueryResult| {
        let number = |id: i64| u64::try_from(id).unwrap();
        let order = Row {
            state: row.try_get("", "state").unwrap(),
            reference: row.try_get("", "reference").unwrap(),
            remote_id: row.try_get::<Option<i64>>("", "remote_id").unwrap().map(number),
        };
        (number(row.try_get("", "id").unwrap()), order)
    };
    rows.iter().map(read).collect()
}
