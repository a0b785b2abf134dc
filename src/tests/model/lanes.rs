//! Runs many schedules: several lanes, each with a sandbox and a database of its own, take one seed after the other.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use sea_orm::{ConnectionTrait, Database};

use super::generate::schedule;
use super::ground::Ground;
use super::run::run;
use super::schedule::Schedule;
use super::shrink::shrink;
use crate::tally;

/// So many schedules run beside each other: more than there are processors, for most of one that waits waits for a time-out.
/// On PostgreSQL fewer do: a store waits only so long for a free connection, and on a busy machine it would for others'.
fn lanes(kind: Kind) -> usize {
    match kind {
        Kind::Sqlite => 8,
        Kind::Postgres => 4,
    }
}

/// Which database the desk has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Sqlite,
    Postgres,
}

/// Runs so many schedules, or the one that the environment names.
pub(super) fn run_schedules(kind: Kind, number: u64) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let named = std::env::var("PKIO_MODEL_SCHEDULE")
            .ok()
            .map(|line| line.parse().unwrap());
        let seeded = || Some(schedule(std::env::var("PKIO_MODEL_SEED").ok()?.parse().unwrap()));
        match named.or_else(seeded) {
            Some(schedule) => run_one(kind, &schedule).await,
            None => run_all(kind, number).await,
        }
    });
}

async fn run_one(kind: Kind, schedule: &Schedule) {
    let lane = Lane::open(kind, 0).await;
    let outcome = run(&lane.ground, schedule).await;
    lane.close().await;
    assert_eq!(outcome, Ok(()), "{schedule}");
}

async fn run_all(kind: Kind, number: u64) {
    let begun = Instant::now();
    let next = Arc::new(AtomicU64::new(0));
    let lanes: Vec<_> = (0..lanes(kind))
        .map(|lane| {
            let next = Arc::clone(&next);
            tokio::spawn(async move { run_lane(kind, lane, &next, number).await })
        })
        .collect();
    let mut failures = Vec::new();
    for lane in lanes {
        failures.extend(lane.await.unwrap());
    }
    let name = match kind {
        Kind::Sqlite => "SQLite",
        Kind::Postgres => "PostgreSQL",
    };
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    tally::line(&format!(
        "{number} schedules on {name} in {} s",
        begun.elapsed().as_secs()
    ));
}

/// Takes seeds until there are none left or one of them fails; what failed then, to be read.
async fn run_lane(kind: Kind, lane: usize, next: &AtomicU64, number: u64) -> Option<String> {
    let lane = Lane::open(kind, lane).await;
    let mut failure = None;
    loop {
        let seed = next.fetch_add(1, Ordering::SeqCst);
        if seed >= number {
            break;
        }
        let schedule = schedule(seed);
        if let Err(wrong) = run(&lane.ground, &schedule).await {
            eprintln!("the schedule of seed {seed} on {kind:?}: {wrong}\n{schedule}");
            // The other lanes finish what they have.
            next.store(number, Ordering::SeqCst);
            let short = shrink(&lane.ground, &schedule).await;
            let again = run(&lane.ground, &short).await;
            failure = Some(format!(
                "seed {seed}: {wrong}\nshorter: {again:?}\nPKIO_MODEL_SCHEDULE='{short}'"
            ));
            break;
        }
    }
    lane.close().await;
    failure
}

struct Lane {
    ground: Ground,
    /// The address of the server and the name of the database on it, to remove it in the end.
    database: Option<(String, String)>,
}

impl Lane {
    async fn open(kind: Kind, number: usize) -> Self {
        if kind == Kind::Sqlite {
            return Self {
                ground: Ground::new(None).await,
                database: None,
            };
        }
        let server = std::env::var("PKIO_TEST_POSTGRES_URL").unwrap();
        let database = format!("model_{}_{number}", std::process::id());
        on_server(&server, &format!("DROP DATABASE IF EXISTS {database}")).await;
        on_server(&server, &format!("CREATE DATABASE {database}")).await;
        let (before, _) = server.rsplit_once('/').unwrap();
        let ground = Ground::new(Some(format!("{before}/{database}"))).await;
        Self {
            ground,
            database: Some((server, database)),
        }
    }

    async fn close(self) {
        self.ground.close().await;
        if let Some((server, database)) = self.database {
            on_server(&server, &format!("DROP DATABASE {database} WITH (FORCE)")).await;
        }
    }
}

async fn on_server(server: &str, statement: &str) {
    let connection = Database::connect(server).await.unwrap();
    connection.execute_unprepared(statement).await.unwrap();
    connection.close().await.unwrap();
}
