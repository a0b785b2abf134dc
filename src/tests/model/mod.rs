//! The model test: the real services, the real store, the real client and the real sandbox, driven through schedules of
//! clicks, edits, crashes, faults, late answers and searches.
//!
//! A schedule is made of a seed ([`generate`]), run step by step ([`run`]), and judged by an oracle that reads the
//! sandbox's records and the rows by itself ([`oracle`]). One that fails is made as short as it can be ([`shrink`]) and
//! printed; `PKIO_MODEL_SCHEDULE='…'` runs it again, `PKIO_MODEL_SEED=…` the schedule of a seed.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]

mod desk;
mod end;
mod generate;
mod ground;
mod lanes;
mod long;
mod oracle;
mod people;
mod rows;
mod run;
mod schedule;
mod shrink;

use lanes::{Kind, run_schedules};
use schedule::Schedule;

#[test]
fn schedules_on_sqlite_end_well() {
    run_schedules(Kind::Sqlite, 10_000);
}

#[test]
#[ignore = "needs PostgreSQL; make test starts one"]
fn schedules_on_postgres_end_well() {
    run_schedules(Kind::Postgres, 1_000);
}

#[test]
fn a_schedule_reads_back_as_it_was_printed() {
    for seed in 0..500 {
        let schedule = generate::schedule(seed);
        let line = schedule.to_string();
        assert_eq!(line.parse::<Schedule>().unwrap(), schedule, "{line}");
    }
}
