//! Opening a database and looking after its tables.

use pkio_desk::store::{DatabaseKind, Durability, Store, StoreConfig, StoreError};
use sea_orm::ConnectionTrait;

use super::{Fresh, contract, draft};

contract!(
    what_is_committed_survives_a_power_cut,
    migrating_again_changes_nothing,
    two_desks_that_start_together_both_find_the_tables,
    a_database_of_a_newer_version_is_left_alone,
    tables_that_are_missing_are_noticed,
);

async fn what_is_committed_survives_a_power_cut(fresh: &Fresh) {
    fresh.store.ping().await.unwrap();
    let durability = fresh.store.durability().await.unwrap();
    let expected = match fresh.config.kind().unwrap() {
        DatabaseKind::Sqlite => Durability::Sqlite {
            journal_mode: "wal".to_owned(),
            synchronous: 2,
            foreign_keys: true,
            busy_timeout_ms: 10_000,
        },
        DatabaseKind::Postgres => Durability::Postgres {
            synchronous_commit: "on".to_owned(),
            fsync: true,
        },
    };
    // The server of a test run may be set up without fsync, for speed; what the desk asks for is looked at.
    if let Durability::Postgres { synchronous_commit, .. } = &durability {
        assert_eq!(synchronous_commit, "on");
        return;
    }
    assert_eq!(durability, expected);
    assert!(durability.survives_power_cut());
}

async fn migrating_again_changes_nothing(fresh: &Fresh) {
    let order = draft(&fresh.store).await;
    fresh.store.check_schema().await.unwrap();
    fresh.store.migrate().await.unwrap();
    fresh.store.check_schema().await.unwrap();
    assert_eq!(fresh.store.orders().find(order.id).await.unwrap(), Some(order));
}

async fn two_desks_that_start_together_both_find_the_tables(fresh: &Fresh) {
    // The search indexes of SQLite are tables; those of PostgreSQL go with the table they are of.
    let indexes = [
        "organizations_search",
        "domains_search",
        "people_search",
        "history_texts_search",
    ];
    let tables = [
        "certificates",
        "change_events",
        "change_exchanges",
        "changes",
        "containers",
        "derived",
        "directory_reads",
        "domains",
        "erasures",
        "exchanges",
        "history_texts",
        "history",
        "leases",
        "order_events",
        "order_notes",
        "order_readings",
        "order_records",
        "orders",
        "operators",
        "organization_number_entries",
        "organization_numbers",
        "organizations",
        "person_uses",
        "people",
        "reconciliations",
        "restores",
        "saved_views",
        "sessions",
        "sign_in_failures",
        "templates",
        "users",
        "seaql_migrations",
    ];
    let backdoor = fresh.backdoor().await;
    let indexes = indexes.into_iter().filter(|_| fresh.is_sqlite());
    for table in tables.into_iter().chain(indexes) {
        backdoor
            .execute_unprepared(&format!("DROP TABLE {table}"))
            .await
            .unwrap();
    }
    let other = Store::open(&fresh.config).await.unwrap();
    let (one, two) = tokio::join!(fresh.store.migrate(), other.migrate());
    one.unwrap();
    two.unwrap();
    other.check_schema().await.unwrap();
    other.close().await.unwrap();
}

async fn a_database_of_a_newer_version_is_left_alone(fresh: &Fresh) {
    let newer = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_future', 0)";
    fresh.backdoor().await.execute_unprepared(newer).await.unwrap();
    for outcome in [fresh.store.check_schema().await, fresh.store.migrate().await] {
        let Err(StoreError::SchemaTooNew { migration }) = outcome else {
            panic!("{outcome:?}")
        };
        assert_eq!(migration, "m9999_future");
    }
}

async fn tables_that_are_missing_are_noticed(fresh: &Fresh) {
    let older = "DELETE FROM seaql_migrations WHERE version = 'm0006_exchanges'";
    fresh.backdoor().await.execute_unprepared(older).await.unwrap();
    let outcome = fresh.store.check_schema().await;
    assert!(
        matches!(outcome, Err(StoreError::SchemaOutdated { pending: 1 })),
        "{outcome:?}"
    );
}

#[tokio::test]
async fn an_address_that_cannot_work_is_refused_without_repeating_it() {
    for url in [
        "",
        "mysql://desk:secret@db/desk",
        "sqlite::memory:",
        "sqlite://desk.db?mode=memory",
        "postgres://[secret",
    ] {
        let config = StoreConfig::new(url);
        let outcome = Store::open(&config).await;
        let Err(error) = outcome else { panic!("{url}") };
        assert!(matches!(error, StoreError::Misconfigured { .. }), "{url}: {error:?}");
        assert!(!format!("{error} {error:?} {config:?}").contains("secret"));
    }
}

#[tokio::test]
async fn a_database_that_cannot_be_reached_is_unavailable() {
    let folder = tempfile::TempDir::new().unwrap();
    let missing = folder.path().join("missing/desk.db");
    let outcome = Store::open(&StoreConfig::new(format!("sqlite://{}", missing.display()))).await;
    assert!(matches!(outcome, Err(StoreError::Unavailable { .. })), "{outcome:?}");
}

#[cfg(unix)]
#[tokio::test]
async fn only_its_owner_reads_the_database_file() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("desk.db");
    let store = Store::open(&StoreConfig::new(format!("sqlite://{}", file.display())))
        .await
        .unwrap();
    store.migrate().await.unwrap();
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let entry = entry.unwrap();
        assert_eq!(entry.metadata().unwrap().permissions().mode() & 0o077, 0, "{entry:?}");
    }
}
