//! As many schedules as were asked for.

use super::lanes::{Kind, run_schedules};

/// `PKIO_MODEL_SCHEDULES`, or many.
fn number() -> u64 {
    std::env::var("PKIO_MODEL_SCHEDULES").map_or(100_000, |number| number.parse().unwrap())
}

#[test]
#[ignore = "takes long; make test-long runs it"]
fn many_schedules_on_sqlite_end_well() {
    run_schedules(Kind::Sqlite, number());
}

#[test]
#[ignore = "takes long and needs PostgreSQL; make test-long runs it"]
fn many_schedules_on_postgres_end_well() {
    run_schedules(Kind::Postgres, number() / 10);
}
