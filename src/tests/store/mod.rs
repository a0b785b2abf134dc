//! The contract of the store: one suite, run on SQLite and on PostgreSQL.
//!
//! A test is an async function over a [`Fresh`] database; [`contract`] makes a SQLite and a PostgreSQL test of it. The
//! latter need `PKIO_TEST_POSTGRES_URL`, the address of a server on which databases may be created.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]

mod answers;
mod approvals;
mod backup;
mod backup_directory;
mod certificates;
mod change_approvals;
mod change_doubt;
mod changes;
mod directory;
mod directory_lists;
mod doubt;
mod drafts;
mod elsewhere;
mod history;
mod history_figures;
mod history_list;
mod history_search;
mod keys;
mod notes;
mod opening;
mod operators;
mod order_reading;
mod order_records;
mod people;
mod people_kept;
mod placing;
mod prices;
mod remote;
mod renewals;
mod restored;
mod saved_views;
mod sessions;
mod statuses;
mod templates;
mod writers;

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use jiff::{SignedDuration, Timestamp, ToSpan};
use pkio_desk::domain::approval::Approval;
use pkio_desk::domain::ids::{OperatorId, Reference, RemoteDomainId, RemoteOrderId};
use pkio_desk::domain::operator::Actor;
use pkio_desk::domain::order::event::Doubt;
use pkio_desk::domain::order::search::ReleaseRule;
use pkio_desk::domain::order::{
    Attempt, Event, EventKind, Order, OrderDomain, OrderForm, OrderRecord, RemoteOrder, SentFrom,
};
use pkio_desk::store::{Claim, GivenUp, Lease, Recorded, Store, StoreConfig};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, FromQueryResult, JsonValue, Statement};
use tempfile::TempDir;

/// Makes a test on SQLite and one on PostgreSQL of each function.
macro_rules! contract {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
                async fn $name() {
                    let fresh = crate::store::Fresh::sqlite().await;
                    super::$name(&fresh).await;
                    fresh.remove().await;
                }
            )+
        }

        mod postgres {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
                #[ignore = "needs PostgreSQL; make test starts one"]
                async fn $name() {
                    let fresh = crate::store::Fresh::postgres().await;
                    super::$name(&fresh).await;
                    fresh.remove().await;
                }
            )+
        }
    };
}
pub(crate) use contract;

/// A migrated, empty database of its own for each test.
pub(crate) struct Fresh {
    pub(crate) store: Store,
    pub(crate) config: StoreConfig,
    url: String,
    place: Place,
    /// Whether a test did something to the database that the store would not.
    is_touched: AtomicBool,
}

enum Place {
    Folder(TempDir),
    Server { url: String, database: String },
}

impl Fresh {
    pub(crate) async fn sqlite() -> Self {
        let folder = TempDir::new().unwrap();
        let url = format!("sqlite://{}", folder.path().join("desk.db").display());
        Self::open(url, Place::Folder(folder)).await
    }

    pub(crate) async fn postgres() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let server = std::env::var("PKIO_TEST_POSTGRES_URL").unwrap();
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let database = format!(
            "desk_{}_{}_{number}",
            std::process::id(),
            Timestamp::now().as_microsecond()
        );
        let connection = Database::connect(&server).await.unwrap();
        connection
            .execute_unprepared(&format!("CREATE DATABASE {database}"))
            .await
            .unwrap();
        connection.close().await.unwrap();
        let (before, _) = server.rsplit_once('/').unwrap();
        Self::open(
            format!("{before}/{database}"),
            Place::Server {
                url: server.clone(),
                database,
            },
        )
        .await
    }

    async fn open(url: String, place: Place) -> Self {
        let config = StoreConfig::new(url.clone()).with_connections(4);
        let store = Store::open(&config).await.unwrap();
        store.migrate().await.unwrap();
        Self {
            store,
            config,
            url,
            place,
            is_touched: AtomicBool::new(false),
        }
    }

    pub(crate) fn is_sqlite(&self) -> bool {
        matches!(self.place, Place::Folder(_))
    }

    /// The folder of the database file; none on a server.
    pub(crate) fn folder(&self) -> Option<&std::path::Path> {
        match &self.place {
            Place::Folder(folder) => Some(folder.path()),
            Place::Server { .. } => None,
        }
    }

    /// A connection beside the store's, to do what the store would not.
    pub(crate) async fn backdoor(&self) -> DatabaseConnection {
        self.is_touched.store(true, Ordering::Relaxed);
        Database::connect(&self.url).await.unwrap()
    }

    /// Whatever the test did, the history must be what comes of deriving it anew.
    async fn assert_history_is_kept_up(&self) {
        let connection = Database::connect(&self.url).await.unwrap();
        let read = async |table: &str| {
            let sql = format!("SELECT * FROM {table} ORDER BY id");
            let rows = Statement::from_string(connection.get_database_backend(), sql);
            JsonValue::find_by_statement(rows).all(&connection).await.unwrap()
        };
        let kept = (read("history").await, read("history_texts").await);
        for table in ["history", "derived"] {
            let sql = format!("DELETE FROM {table}");
            connection.execute_unprepared(&sql).await.unwrap();
        }
        self.store.migrate().await.unwrap();
        assert_eq!(kept, (read("history").await, read("history_texts").await));
        connection.close().await.unwrap();
    }

    pub(crate) async fn remove(self) {
        if !self.is_touched.load(Ordering::Relaxed) {
            self.assert_history_is_kept_up().await;
        }
        self.store.close().await.unwrap();
        match self.place {
            Place::Folder(folder) => folder.close().unwrap(),
            Place::Server { url, database } => {
                let connection = Database::connect(&url).await.unwrap();
                connection
                    .execute_unprepared(&format!("DROP DATABASE {database} WITH (FORCE)"))
                    .await
                    .unwrap();
                connection.close().await.unwrap();
            }
        }
    }
}

/// A moment, that many minutes after the beginning of the test.
pub(crate) fn minute(number: i64) -> Timestamp {
    "2026-11-22T09:00:00Z".parse::<Timestamp>().unwrap() + number.minutes()
}

pub(crate) fn anna() -> Actor {
    Actor {
        id: Some(OperatorId(1)),
        name: "Anna".to_owned(),
    }
}

pub(crate) fn bram() -> Actor {
    Actor {
        id: Some(OperatorId(2)),
        name: "Bram".to_owned(),
    }
}

pub(crate) fn form(common_name: &str) -> OrderForm {
    OrderForm {
        common_name: common_name.to_owned(),
        organization: "117483".to_owned(),
        ..OrderForm::blank()
    }
}

pub(crate) fn attempt(reference: &str) -> Attempt {
    Attempt {
        reference: Reference(reference.to_owned()),
        body_sha256: "b0d1".to_owned(),
        spki_sha256: Some("5b41".to_owned()),
        sent_from: SentFrom::Draft,
        price_terms: Some("1 names, 1 years".to_owned()),
        agreement_sha256: Some("a9ee".to_owned()),
        common_name: Some("dienst.voorbeeld.nl".to_owned()),
        organization_id: Some("117483".to_owned()),
        container_id: None,
        actor: bram(),
        at: minute(1),
    }
}

/// The digest of the request for which [`wish`] asks an approval.
pub(crate) const DIGEST: &str = "a1";

/// What is kept where somebody asks for an approval at that minute.
pub(crate) fn wish(asked_by: Actor, at: i64) -> Approval {
    Approval {
        request_sha256: DIGEST.to_owned(),
        asked_by,
        asked_at: minute(at),
        remark: "Graag snel".to_owned(),
        written_by: [].into(),
        given: None,
    }
}

pub(crate) fn lease() -> Lease {
    Lease {
        until: minute(5),
        holder: "this desk".to_owned(),
    }
}

pub(crate) fn remote(id: i64) -> RemoteOrder {
    RemoteOrder {
        id: RemoteOrderId(id),
        certificate_id: None,
        status: None,
        status_read_at: None,
        domains: vec![OrderDomain {
            id: RemoteDomainId(7),
            name: "voorbeeld.nl".to_owned(),
            dns_name: "dienst.voorbeeld.nl".to_owned(),
        }],
        price: None,
        vanished_at: None,
        reference: None,
    }
}

/// An order as DigiCert has it of which nothing is known but its id.
pub(crate) fn record(id: i64) -> OrderRecord {
    serde_json::from_value(serde_json::json!({ "id": id })).unwrap()
}

pub(crate) async fn draft(store: &Store) -> Order {
    store
        .orders()
        .draft(&anna(), &form("dienst.voorbeeld.nl"), minute(0))
        .await
        .unwrap()
}

/// An order on its way under that reference.
pub(crate) async fn sending(store: &Store, reference: &str) -> Order {
    attempted(store, &attempt(reference)).await
}

/// An order on its way by that attempt.
pub(crate) async fn attempted(store: &Store, attempt: &Attempt) -> Order {
    let order = draft(store).await;
    let claim = store
        .orders()
        .claim(order.id, order.version, attempt, &lease(), None)
        .await
        .unwrap();
    let Claim::Claimed(order) = claim else {
        panic!("{claim:?}")
    };
    order
}

/// That draft, sent under a mark and in doubt since.
pub(crate) async fn left_in_doubt(store: &Store, draft: &Order, mark: &str) -> Order {
    let (orders, attempt) = (store.orders(), attempt(mark));
    let claim = orders.claim(draft.id, draft.version, &attempt, &lease(), None).await;
    assert!(matches!(claim, Ok(Claim::Claimed(_))), "{claim:?}");
    let doubt = orders
        .record_in_doubt(draft.id, &attempt.reference, Doubt::TimedOut, minute(2))
        .await;
    recorded(doubt.unwrap())
}

/// Gives an order in doubt up; the draft in its place.
pub(crate) async fn given_up(store: &Store, order: &Order, by: &Actor) -> Order {
    let rule = ReleaseRule {
        after: SignedDuration::ZERO,
        clean: 0,
    };
    let outcome = store
        .orders()
        .give_up(order.id, "not there", rule, by, minute(40))
        .await;
    match outcome.unwrap() {
        GivenUp::Replaced(draft) => draft,
        other => panic!("{other:?}"),
    }
}

/// A placed order with that id at DigiCert.
pub(crate) async fn placed(store: &Store, remote_id: i64) -> Order {
    let mark = format!("mark-{remote_id}");
    let order = sending(store, &mark).await;
    let answer = store
        .orders()
        .record_placed(order.id, &Reference(mark), &remote(remote_id), minute(2))
        .await
        .unwrap();
    recorded(answer)
}

pub(crate) fn recorded(outcome: Recorded) -> Order {
    match outcome {
        Recorded::Recorded(order) => order,
        other => panic!("{other:?}"),
    }
}

/// The words of an order's journal, the oldest first.
pub(crate) async fn journal(store: &Store, order: &Order) -> Vec<&'static str> {
    let events = store.orders().events(order.id).await.unwrap();
    events.iter().rev().map(|event| event.kind.word()).collect()
}

pub(crate) async fn last_event(store: &Store, order: &Order) -> Event {
    store.orders().events(order.id).await.unwrap().swap_remove(0)
}

/// Nothing about the order is otherwise than it was.
pub(crate) async fn assert_untouched(store: &Store, order: &Order, events: &[&str]) {
    assert_eq!(store.orders().find(order.id).await.unwrap().as_ref(), Some(order));
    assert_eq!(journal(store, order).await, events);
}

/// The kind of event by its fields, for comparing.
pub(crate) fn in_doubt(why: pkio_desk::domain::order::event::Doubt) -> EventKind {
    EventKind::InDoubt { why }
}
