//! How the databases go about the lists: what both say they do, with as many rows as a large account has.
#![expect(clippy::unwrap_used, reason = "a failed assumption should fail the test")]

use jiff::Timestamp;
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, ModelTrait, QueryTrait, Statement};

use super::keyset::{Keyset, ListCursor};
use super::{OrganizationQuery, OrganizationSort, PeopleQuery, PersonSort, Store, StoreConfig};
use crate::domain::directory::{Organization, OrganizationDetails, PersonDetails};
use crate::domain::ids::OrganizationId;
use crate::domain::operator::Actor;

async fn explained<E>(store: &Store, keyset: &Keyset<E>, cursor: Option<&ListCursor>) -> String
where
    E: EntityTrait,
    E::Model: ModelTrait<Entity = E> + FromQueryResult + Send + Sync,
{
    let beyond = cursor.and_then(|cursor| keyset.beyond(cursor));
    plan_of(store, keyset.sorted(beyond, true, 50).build(store.backend())).await
}

/// What the database says it would do.
pub(super) async fn plan_of(store: &Store, mut statement: Statement) -> String {
    let backend = store.backend();
    let explain = if backend == DbBackend::Sqlite {
        "EXPLAIN QUERY PLAN"
    } else {
        "EXPLAIN"
    };
    statement.sql = format!("{explain} {}", statement.sql);
    let rows = store.connection.query_all_raw(statement).await.unwrap();
    let column = if backend == DbBackend::Sqlite {
        "detail"
    } else {
        "QUERY PLAN"
    };
    let lines = rows.iter().map(|row| row.try_get::<String>("", column).unwrap());
    lines.collect::<Vec<_>>().join("\n")
}

/// 5,000 organizations and 20,000 people.
async fn fill(store: &Store) {
    let now = Timestamp::UNIX_EPOCH;
    let details = OrganizationDetails {
        name: "De Balans".to_owned(),
        city: "Utrecht".to_owned(),
        country: "NL".to_owned(),
        ..OrganizationDetails::default()
    };
    let organization = Organization {
        id: OrganizationId(1),
        details,
        is_active: true,
        container: None,
        validations: Vec::new(),
        contacts: None,
    };
    store.directory().put_organization(&organization, now).await.unwrap();
    let actor = Actor {
        id: None,
        name: "Anna".to_owned(),
    };
    let person = PersonDetails {
        first_name: "Ada".to_owned(),
        email: "ada@voorbeeld.example".to_owned(),
        ..PersonDetails::default()
    };
    store.people().keep_person(&person, &actor, now).await.unwrap();
    let numbers = |last: u32| {
        format!("WITH RECURSIVE numbers (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM numbers WHERE n < {last})")
    };
    for statement in [
        format!(
            "INSERT INTO organizations (id, name_sort, assumed_name_sort, city_sort, country, is_active, valid_until, \
             otherwise, validated_until, name_key, assumed_name_key, address_key, search_text, read_at, detailed_at, \
             record) {} SELECT n, 'organisatie ' || n, '', city_sort, country, is_active, n, otherwise, n, \
             'organisatie' || n, '', '', 'organisatie ' || n, read_at, detailed_at, record \
             FROM organizations, numbers WHERE organizations.id = 1",
            numbers(5_000)
        ),
        format!(
            "INSERT INTO people (version, email_sort, name_sort, key, is_local, kept_by_name, search_text, details) {} \
             SELECT version, 'mens' || n, 'mens ' || n, 'key' || n, is_local, kept_by_name, 'mens ' || n, details \
             FROM people, numbers WHERE people.id = 1",
            numbers(20_000)
        ),
        "ANALYZE".to_owned(),
    ] {
        store.connection.execute_unprepared(&statement).await.unwrap();
    }
}

/// Nothing is read from one end to the other but in the order of the list, and nothing is sorted but what a search found.
fn assert_quick(plan: &str, table: &str, is_search: bool) {
    assert!(!plan.contains("Seq Scan"), "{plan}");
    let is_sorted = plan.contains("TEMP B-TREE") || plan.contains("Sort");
    let scans = |line: &&str| line.contains(&format!("SCAN {table}")) && !line.contains("VIRTUAL TABLE");
    // A scan without an index is one along the ids: in order where nothing is sorted.
    let is_walked = plan.lines().any(|line| scans(&line));
    assert!(!(is_walked && is_sorted), "{plan}");
    assert!(is_search || !is_sorted, "{plan}");
}

/// What is looked for by any part of it is found by its trigrams.
fn assert_found_by_trigrams(plan: &str, table: &str) {
    assert!(plan.contains(&format!("{table}_search")), "{plan}");
}

async fn the_lists_are_read_from_indexes(store: &Store) {
    fill(store).await;
    let (directory, book, now) = (store.directory(), store.people(), Timestamp::UNIX_EPOCH);
    let place = |value: &str| ListCursor {
        is_after: true,
        value: value.to_owned(),
        id: 2_500,
    };
    for (text, is_search) in [("", false), ("satie 4321", true)] {
        for (sort, value) in [
            (OrganizationSort::Name, "organisatie 2500"),
            (OrganizationSort::City, "utrecht"),
            (OrganizationSort::Country, "NL"),
            (OrganizationSort::Id, ""),
            (OrganizationSort::ValidatedUntil, "2500"),
        ] {
            let query = OrganizationQuery {
                text: text.to_owned(),
                sort,
                ..OrganizationQuery::default()
            };
            let keyset = directory.organization_keyset(&query, now);
            for cursor in [None, Some(&place(value))] {
                let plan = explained(store, &keyset, cursor).await;
                assert_quick(&plan, "organizations", is_search);
                if is_search && cursor.is_none() {
                    assert_found_by_trigrams(&plan, "organizations");
                }
            }
        }
        for (sort, value) in [(PersonSort::Name, "mens 2500"), (PersonSort::Email, "mens2500")] {
            let query = PeopleQuery {
                text: text.replace("satie", "ens"),
                sort,
                ..PeopleQuery::default()
            };
            let keyset = book.keyset(&query);
            for cursor in [None, Some(&place(value))] {
                let plan = explained(store, &keyset, cursor).await;
                assert_quick(&plan, "people", is_search);
                if is_search && cursor.is_none() {
                    assert_found_by_trigrams(&plan, "people");
                }
            }
        }
    }
}

/// Runs a test on a SQLite database of its own.
pub(super) async fn on_sqlite(test: impl AsyncFnOnce(&Store)) {
    let folder = tempfile::TempDir::new().unwrap();
    let url = format!("sqlite://{}", folder.path().join("desk.db").display());
    let store = Store::open(&StoreConfig::new(url)).await.unwrap();
    store.migrate().await.unwrap();
    test(&store).await;
    store.close().await.unwrap();
}

#[tokio::test]
async fn the_lists_are_read_from_indexes_on_sqlite() {
    on_sqlite(the_lists_are_read_from_indexes).await;
}

/// Runs a test on a PostgreSQL database of its own, of that name.
pub(super) async fn on_postgres(name: &str, test: impl AsyncFnOnce(&Store)) {
    let server = std::env::var("PKIO_TEST_POSTGRES_URL").unwrap();
    let database = format!("desk_{name}_{}", std::process::id());
    let admin = Store::open(&StoreConfig::new(server.clone())).await.unwrap();
    let run = async |sql: String| {
        let statement = Statement::from_string(DbBackend::Postgres, sql);
        admin.connection.execute_raw(statement).await.unwrap();
    };
    run(format!("CREATE DATABASE {database}")).await;
    let (before, _) = server.rsplit_once('/').unwrap();
    let store = Store::open(&StoreConfig::new(format!("{before}/{database}")))
        .await
        .unwrap();
    store.migrate().await.unwrap();
    test(&store).await;
    store.close().await.unwrap();
    run(format!("DROP DATABASE {database} WITH (FORCE)")).await;
    admin.close().await.unwrap();
}

#[tokio::test]
#[ignore = "needs PostgreSQL; make test starts one"]
async fn the_lists_are_read_from_indexes_on_postgres() {
    on_postgres("lists", the_lists_are_read_from_indexes).await;
}
