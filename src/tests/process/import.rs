//! The first reading of an account's orders, killed without warning again and again. However often: it goes on where it
//! was, and in the end every order of the account is here once.

use std::collections::BTreeSet;
use std::process::Command;
use std::time::Duration;

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use super::ground::{Ground, numbers};
use super::program::Desk;
use super::sandbox::SandboxProgram;

/// Lines of the desk's log that tell how far it is.
const PAGE: &str = "a page of the list of orders was read";
const COMPARED: &str = "orders were compared with DigiCert's";

/// The desk that imports, and everything around it that lives on.
struct Scene {
    ground: Ground,
    sandbox: SandboxProgram,
    random: StdRng,
    /// How far it was when it was killed last.
    offset: u64,
    orders: u64,
    kills: usize,
}

impl Scene {
    fn serve(&self) -> Command {
        let mut serve = self.ground.folder.serve(&self.sandbox);
        serve.env("PKIO_LOG", "info,pkio_desk=debug");
        serve
    }

    /// Starts the desk, and kills it after so many pages, a moment later; whether it was at its end before.
    async fn round(&mut self, most: usize) -> bool {
        let desk = Desk::start(self.serve());
        let pages = self.random.gen_range(0..=most);
        let is_done = |lines: &[String]| lines.iter().any(|line| line.contains(COMPARED));
        desk.program.err.enough(PAGE, |lines| {
            let read = lines.iter().filter(|line| line.contains(PAGE)).count();
            read >= pages || is_done(lines)
        });
        // Nothing is waited for: the moment is what is tried out.
        let pause = Duration::from_micros(self.random.gen_range(0..200_000));
        tokio::time::sleep(pause).await;
        let is_done = is_done(&desk.program.err.so_far());
        desk.program.kill();
        self.ground.is_left().await;
        if self.ground.is_postgres() {
            self.ground.end_leases().await;
        }
        if !is_done {
            self.kills += 1;
            self.stands_no_further_back().await;
        }
        is_done
    }

    /// What was read stays read, and nothing of it is here twice.
    async fn stands_no_further_back(&mut self) {
        let offset = self
            .number("SELECT COALESCE(MAX(pass_offset), 0) AS id FROM order_readings")
            .await;
        let orders = self.number("SELECT COUNT(*) AS id FROM orders").await;
        let distinct = self.number("SELECT COUNT(DISTINCT remote_id) AS id FROM orders").await;
        let what = format!("killed {} times, {offset} of the list, {orders} orders", self.kills);
        // A reading that came to its end just before the kill begins at none again, with all of them here.
        let is_ended = offset == 0 && u64::try_from(self.sandbox.all_orders().await.len()) == Ok(orders);
        assert!(
            (is_ended || offset >= self.offset) && orders >= self.orders && orders >= offset,
            "{what}"
        );
        assert_eq!(orders, distinct, "{what}");
        (self.offset, self.orders) = (offset, orders);
    }

    async fn number(&self, query: &str) -> u64 {
        numbers(self.ground.url(), query).await[0]
    }

    /// The promise: every order once, with its record and one line in its journal.
    async fn end(self) -> usize {
        let there: Vec<u64> = self.sandbox.all_orders().await;
        for query in [
            "SELECT remote_id AS id FROM orders ORDER BY remote_id",
            "SELECT o.remote_id AS id FROM order_records r JOIN orders o ON o.id = r.id ORDER BY o.remote_id",
            "SELECT o.remote_id AS id FROM order_events e JOIN orders o ON o.id = e.order_id \
             WHERE e.event LIKE '%seen_elsewhere%' ORDER BY o.remote_id",
        ] {
            assert_eq!(numbers(self.ground.url(), query).await, there, "{query}");
        }
        assert_eq!(there.iter().collect::<BTreeSet<_>>().len(), there.len());
        let gone = "SELECT id FROM orders WHERE vanished_at IS NOT NULL";
        assert_eq!(numbers(self.ground.url(), gone).await, [0_u64; 0]);
        self.ground.remove().await;
        self.kills
    }
}

/// Imports so many orders; killed after at most so many pages each time, and at least so often.
async fn import(orders: u64, pages: usize, least: usize, is_postgres: bool) {
    let seed: u64 = rand::random();
    println!("seed {seed}");
    let ground = if is_postgres {
        Ground::postgres().await
    } else {
        Ground::sqlite()
    };
    let mut scene = Scene {
        ground,
        sandbox: SandboxProgram::with_orders(orders),
        random: StdRng::seed_from_u64(seed),
        offset: 0,
        orders: 0,
        kills: 0,
    };
    while !Box::pin(scene.round(pages)).await {}
    let kills = Box::pin(scene.end()).await;
    assert!(kills >= least, "killed {kills} times only");
    let database = if is_postgres { "PostgreSQL" } else { "SQLite" };
    crate::tally::line(&format!(
        "an import of {orders} orders on {database}, killed {kills} times: every order is there once"
    ));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_import_that_is_killed_again_and_again_has_every_order_once() {
    import(5_000, 2, 2, false).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
#[ignore = "needs PostgreSQL; make test starts one"]
async fn an_import_on_postgresql_that_is_killed_again_and_again_has_every_order_once() {
    import(5_000, 2, 2, true).await;
}

mod long {
    use super::import;

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    #[ignore = "takes minutes; make test-long runs it"]
    async fn a_hundred_thousand_orders_are_there_once_however_often_the_import_is_killed() {
        import(100_000, 20, 5, false).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    #[ignore = "takes minutes; make test-long runs it"]
    async fn a_hundred_thousand_orders_are_on_postgresql_once_however_often_the_import_is_killed() {
        import(100_000, 20, 5, true).await;
    }
}
