//! The desk killed without warning at each step on the way of an order. However it ends: DigiCert never has more than one
//! order of a click on "place", and every order that DigiCert has is placed here in the end.

mod step;

use std::ops::AddAssign;
use std::process::Command;
use std::time::Duration;

use pkio_desk::clock::Clock;
use pkio_desk::digicert::{DigiCert, DigiCertConfig};
use pkio_desk::domain::ids::OrderId;
use pkio_desk::orders::{GivingUp, Orders};
use pkio_desk::sandbox::FULL_KEY;
use pkio_desk::store::{Store, StoreConfig};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use secrecy::SecretString;
use tokio::task::JoinHandle;

use self::step::{COMPARED, Delivery, REFUSED, Step, TAKEN, WRITING_AHEAD};
use super::gate::{Fate, Gate, Stop};
use super::ground::{Block, Ground};
use super::program::{Desk, USERNAME};
use super::sandbox::SandboxProgram;
use super::visitor::{Page, Visitor, good_form};

/// How it ended.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    kills: usize,
    placed: usize,
    in_doubt: usize,
}

impl AddAssign for Sum {
    fn add_assign(&mut self, other: Self) {
        self.kills += other.kills;
        self.placed += other.placed;
        self.in_doubt += other.in_doubt;
    }
}

/// A desk that is killed again and again, and everything around it that lives on.
struct Scene {
    ground: Ground,
    sandbox: SandboxProgram,
    gate: Gate,
    /// None between a kill and the next start.
    desk: Option<Desk>,
    ada: Visitor,
    random: StdRng,
    clicks: Vec<JoinHandle<reqwest::Result<Page>>>,
    orders: Vec<u64>,
    kills: usize,
}

impl Scene {
    async fn begin(ground: Ground, seed: u64) -> Self {
        let sandbox = SandboxProgram::start();
        let gate = Gate::before(sandbox.address()).await;
        let desk = started(&ground, &gate);
        Self {
            ada: desk.visitor().await,
            ground,
            sandbox,
            gate,
            desk: Some(desk),
            random: StdRng::seed_from_u64(seed),
            clicks: Vec::new(),
            orders: Vec::new(),
            kills: 0,
        }
    }

    /// Orders, kills the desk at that step, starts it again, and looks at what became of the order.
    async fn round(&mut self, step: Step, number: usize) {
        let order = self.ada.draft(&good_form()).await;
        self.orders.push(order);
        let delivery = Delivery::of_round(number);
        let block = self.click_up_to(step, order, number).await;
        self.kill().await;
        if let Some(block) = block {
            block.end().await;
        }
        self.ground.is_left().await;
        let is_late = step.may_be_delivered_late() && delivery == Delivery::AfterTheDeskIsBack;
        if !is_late {
            self.gate.let_go(match delivery {
                Delivery::Never => Fate::Lost,
                Delivery::BeforeTheDeskIsBack | Delivery::AfterTheDeskIsBack => Fate::On,
            });
            self.gate.is_quiet().await;
        }
        if self.ground.is_postgres() {
            self.wait_for_the_lease(order, number).await;
        }
        if step == Step::Looking {
            self.kill_while_looking().await;
        }
        self.start();
        self.expect(step, order, number).await;
        if is_late {
            self.gate.let_go(Fate::On);
            self.gate.carries_no_order().await;
            self.ada.look_again(order).await;
            assert_eq!(self.ground.row(order).await.state, "placed", "{step:?} {number}");
        }
    }

    /// Gives the order once or several times, and comes back when it is at that step.
    async fn click_up_to(&mut self, step: Step, order: u64, number: usize) -> Option<Block> {
        let err = self.desk.as_ref().unwrap().program.err.clone();
        let half = number % 2 == 1;
        let seen = |text: &str| err.count(text) + 1;
        let (writing, taken, refused) = (seen(WRITING_AHEAD), seen(TAKEN), seen(REFUSED));
        match step {
            Step::BeforeWriteAhead => {
                let block = self.ground.block(order, half).await;
                self.click(order, number);
                err.lines(WRITING_AHEAD, writing);
                self.ground.somebody_waits().await;
                return Some(block);
            }
            Step::WrittenAhead => {
                self.gate.hold(Stop::Unread);
                self.click(order, number);
                self.ground.until(order, "sending").await;
            }
            Step::Leaving | Step::OnItsWay | Step::Taken | Step::Looking => {
                self.gate.hold(match step {
                    Step::Leaving => Stop::Unread,
                    Step::OnItsWay => Stop::Request,
                    _ => Stop::Answer,
                });
                self.click(order, number);
                self.gate.holds_one().await;
            }
            Step::Answered | Step::Refused => {
                let (line, count) = match step {
                    Step::Answered => (TAKEN, taken),
                    _ => (REFUSED, refused),
                };
                if step == Step::Refused {
                    self.sandbox.fault_for_order("two-errors", 0).await;
                }
                self.gate.hold(Stop::Answer);
                self.click(order, number);
                self.gate.holds_one().await;
                let block = self.ground.block(order, half).await;
                self.gate.let_go(Fate::On);
                err.lines(line, count);
                self.ground.somebody_waits().await;
                return Some(block);
            }
            Step::Recorded => {
                self.click(order, number);
                self.ground.until(order, "placed").await;
            }
            Step::Anywhere => {
                self.click(order, number);
                // Nothing is waited for: the moment is what is tried out.
                let pause = Duration::from_micros(self.random.gen_range(0..60_000));
                tokio::time::sleep(pause).await;
            }
        }
        None
    }

    /// Presses the button, and every other time twice at once.
    fn click(&mut self, order: u64, number: usize) {
        for _ in 0..=number % 2 {
            let ada = self.ada.clone();
            let click = async move { ada.place(order).await };
            self.clicks.push(tokio::spawn(click));
        }
    }

    async fn kill(&mut self) {
        // The steps leave some room, in which the desk may be anywhere.
        let pause = Duration::from_micros(self.random.gen_range(0..2_000));
        tokio::time::sleep(pause).await;
        self.desk.take().unwrap().program.kill();
        self.kills += 1;
        for click in self.clicks.drain(..) {
            // Whether the browser still heard of it is all the same.
            drop(click.await.unwrap());
        }
    }

    /// Starts the desk, and waits until it has looked for what is in doubt.
    fn start(&mut self) {
        let desk = started(&self.ground, &self.gate);
        self.ada = self.ada.at(&desk.url);
        self.desk = Some(desk);
    }

    /// On PostgreSQL another desk may be the one that sends, so that a new one waits for the end of the lease. Every other
    /// time it is seen to wait; then the time comes.
    async fn wait_for_the_lease(&mut self, order: u64, number: usize) {
        let before = self.ground.row(order).await;
        if number.is_multiple_of(2) && before.state == "sending" {
            self.start();
            assert_eq!(self.ground.row(order).await, before);
            self.ada.place(order).await.unwrap();
            assert_eq!(self.ground.row(order).await, before);
            self.kill().await;
        }
        self.ground.end_leases().await;
    }

    /// Starts the desk, and kills it as soon as it asks DigiCert for what is in doubt.
    async fn kill_while_looking(&mut self) {
        self.gate.hold(Stop::Reading);
        self.desk = Some(Desk::start(serve(&self.ground, &self.gate)));
        self.gate.holds_one().await;
        self.kill().await;
        self.gate.let_go(Fate::Lost);
        self.ground.is_left().await;
        if self.ground.is_postgres() {
            self.ground.end_leases().await;
        }
    }

    /// What the order must be after the new start, and that a click changes nothing of what was sent.
    async fn expect(&mut self, step: Step, order: u64, number: usize) {
        let row = self.ground.row(order).await;
        let taken = self.sandbox.by_reference().await;
        let there = row.reference.as_ref().and_then(|reference| taken.get(reference));
        let what = format!("killed {step:?}, {number}: {row:?}, {there:?} at DigiCert");
        match step {
            Step::BeforeWriteAhead => assert_eq!(row.state, "draft", "{what}"),
            Step::Leaving | Step::OnItsWay => {
                let delivery = Delivery::of_round(number);
                assert_eq!(there.is_some(), delivery == Delivery::BeforeTheDeskIsBack, "{what}");
                assert_ne!(row.state, "draft", "{what}");
            }
            Step::Taken | Step::Looking | Step::Answered | Step::Recorded => assert!(there.is_some(), "{what}"),
            Step::WrittenAhead => assert_ne!(row.state, "draft", "{what}"),
            Step::Refused => assert_eq!((row.state.as_str(), there), ("in_doubt", None), "{what}"),
            Step::Anywhere => {}
        }
        match there {
            Some(id) => assert_eq!((row.state.as_str(), row.remote_id), ("placed", Some(*id)), "{what}"),
            None => assert!(["draft", "in_doubt"].contains(&row.state.as_str()), "{what}"),
        }
        let click = self.ada.place(order).await.unwrap();
        assert_eq!(click.location, format!("/orders/{order}"), "{what}");
        let after = self.ground.row(order).await;
        if row.state == "draft" {
            assert_eq!(after.state, "placed", "{what}");
        } else {
            assert_eq!(after, row, "{what}");
        }
    }

    /// The promise, over all that happened here.
    async fn end(self) -> Sum {
        let there = self.sandbox.by_reference().await;
        let mut rows = self.ground.rows().await;
        // The account had orders before; none of ours may be taken for one of those.
        rows.retain(|_, row| match row.remote_id {
            Some(id) if row.state == "elsewhere" => there.values().any(|ours| *ours == id),
            _ => true,
        });
        let mut sum = Sum {
            kills: self.kills,
            ..Sum::default()
        };
        let mut lost = None;
        assert_eq!(
            rows.len(),
            self.orders.len(),
            "an order of the desk is here twice: {rows:?}"
        );
        for (order, row) in &rows {
            let id = row.reference.as_ref().and_then(|reference| there.get(reference));
            assert_eq!(row.remote_id, id.copied(), "{order} {row:?}");
            match (row.state.as_str(), id) {
                ("placed", Some(_)) => sum.placed += 1,
                ("in_doubt", None) => {
                    sum.in_doubt += 1;
                    lost = Some(*order);
                }
                _ => panic!("order {order}: {row:?}, {id:?} at DigiCert"),
            }
        }
        assert_eq!(there.len(), sum.placed, "DigiCert has an order that nobody here knows");
        assert!(self.sandbox.attempts().await <= rows.len(), "a request was sent twice");
        if let Some(order) = lost {
            self.cannot_be_given_up_yet(order).await;
        }
        drop(self.desk);
        self.ground.remove().await;
        sum
    }

    /// Nobody may try again before DigiCert had its time.
    async fn cannot_be_given_up_yet(&self, order: u64) {
        let store = Store::open(&StoreConfig::new(self.ground.url())).await.unwrap();
        let config = DigiCertConfig::new(self.gate.base_url(), SecretString::from(FULL_KEY));
        let orders = Orders::new(store.clone(), DigiCert::new(config).unwrap(), Clock::system(), 120);
        let ada = store.operators().find_by_username(USERNAME).await.unwrap().unwrap();
        let id = OrderId(i64::try_from(order).unwrap());
        let given_up = orders.give_up(&ada.operator, id, "It never arrived.").await.unwrap();
        assert_eq!(given_up, GivingUp::TooEarly);
        assert_eq!(self.ground.row(order).await.state, "in_doubt");
        store.close().await.unwrap();
    }
}

fn serve(ground: &Ground, gate: &Gate) -> Command {
    let mut serve = ground.folder.serve_with(&gate.base_url());
    serve.env("PKIO_LOG", "info,pkio_desk=debug");
    serve
}

fn started(ground: &Ground, gate: &Gate) -> Desk {
    let desk = Desk::start(serve(ground, gate));
    desk.program.err.line(COMPARED);
    desk
}

/// So many rounds, in scenes of at most `SCENE`: what is at DigiCert is compared at each start, and grows.
async fn kill(rounds: usize, is_postgres: bool) {
    const SCENE: usize = 90;
    let seed: u64 = rand::random();
    println!("seed {seed}");
    let numbers: Vec<usize> = (0..rounds).collect();
    let mut sum = Sum::default();
    for (scene, numbers) in (0..).zip(numbers.chunks(SCENE)) {
        let ground = if is_postgres {
            Ground::postgres().await
        } else {
            Ground::sqlite()
        };
        let mut scene = Box::pin(Scene::begin(ground, seed.wrapping_add(scene))).await;
        for number in numbers {
            let step = Step::ALL[number % Step::ALL.len()];
            Box::pin(scene.round(step, number / Step::ALL.len())).await;
        }
        sum += Box::pin(scene.end()).await;
    }
    assert!(sum.in_doubt < sum.placed, "hardly anything arrived: {sum:?}");
    let Sum {
        kills,
        placed,
        in_doubt,
    } = sum;
    let database = if is_postgres { "PostgreSQL" } else { "SQLite" };
    crate::tally::line(&format!(
        "{kills} kills on {database}: {placed} orders placed once, {in_doubt} that never arrived in doubt, none lost"
    ));
}

/// Each step three times.
const FEW: usize = 3 * Step::ALL.len();

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_killed_desk_neither_pays_twice_nor_loses_an_order() {
    kill(FEW, false).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
#[ignore = "needs PostgreSQL; make test starts one"]
async fn a_killed_desk_on_postgresql_neither_pays_twice_nor_loses_an_order() {
    kill(FEW, true).await;
}

mod long {
    use super::kill;

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    #[ignore = "takes minutes; make test-long runs it"]
    async fn a_desk_killed_a_thousand_times_neither_pays_twice_nor_loses_an_order() {
        kill(1_000, false).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    #[ignore = "takes minutes; make test-long runs it"]
    async fn a_desk_on_postgresql_killed_a_thousand_times_neither_pays_twice_nor_loses_an_order() {
        kill(1_000, true).await;
    }
}
