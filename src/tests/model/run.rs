//! Runs a schedule: every step is done by the services of a desk, and looked at by the oracle.

use jiff::Timestamp;
use pkio_desk::clock::Clock;
use pkio_desk::domain::ids::{OrderId, RemoteOrderId};
use pkio_desk::domain::operator::{Actor, Operator};
use pkio_desk::domain::order::Order;
use pkio_desk::orders::{Caller, GivingUp, Orders, Placing, Wish};

use super::desk::{CutOff, Desk, policy};
use super::ground::{FAULTS, Ground, READ_FAULTS};
use super::oracle::{Oracle, Wrong};
use super::people::{changed, foreign, form, operator};
use super::schedule::{Moment, Schedule, Step};

/// So long a schedule may last by its clock: what DigiCert takes a day after it was sent is nobody's.
const LONGEST: i64 = 20 * 3600;

/// A world in which a schedule runs.
pub(super) struct Play<'a> {
    pub(super) ground: &'a Ground,
    pub(super) oracle: Oracle,
    pub(super) desks: Vec<Desk>,
    /// The orders people know of, in the order in which they came to know them.
    pub(super) known: Vec<OrderId>,
    clock: Clock,
    began: Timestamp,
}

/// Runs a schedule; what is wrong and after which step, where something is.
pub(super) async fn run(ground: &Ground, schedule: &Schedule) -> Result<(), Wrong> {
    let mut play = Box::pin(Play::begin(ground, schedule)).await;
    let mut outcome = Ok(());
    for (number, step) in schedule.steps.iter().enumerate() {
        outcome = Box::pin(play.take(*step)).await;
        if outcome.is_ok() && !step.is_about_the_world() {
            outcome = play.oracle.look(ground).await;
        }
        if let Err(wrong) = &outcome {
            outcome = Err(format!("after step {} ({step}): {wrong}", number + 1));
            break;
        }
    }
    if outcome.is_ok() {
        outcome = Box::pin(super::end::end(&mut play)).await;
    }
    ground.calm().await;
    play.settle().await;
    outcome
}

impl<'a> Play<'a> {
    async fn begin(ground: &'a Ground, schedule: &Schedule) -> Self {
        let began = ground.prepare(&schedule.world).await;
        let clock = Clock::set_to(began);
        let start = |store| Desk::start(ground, store, &schedule.world, &clock);
        let desks: Vec<Desk> = ground.stores.iter().map(start).collect();
        let mut known = Vec::new();
        for (number, key) in schedule.world.keys.iter().enumerate() {
            let form = form(&format!("dienst{number}.example.com"), *key);
            known.push(desks[0].orders.draft(&operator(0), &form).await.unwrap().id);
        }
        let oracle = Oracle::new(&schedule.world, policy().approval_lasts);
        Self {
            ground,
            oracle,
            desks,
            known,
            clock,
            began,
        }
    }

    pub(super) fn orders(&self, desk: usize) -> &Orders {
        &self.desks[desk % self.desks.len()].orders
    }

    /// An order as a person sees it on a page now; nothing where it is gone.
    async fn see(&self, number: usize) -> Option<Order> {
        let id = self.known[number % self.known.len()];
        self.orders(0).find(id).await.unwrap()
    }

    fn wait(&self, seconds: i64) {
        let lasted = self.clock.now().duration_since(self.began).as_secs();
        if lasted + seconds < LONGEST {
            self.pass(seconds);
        }
    }

    pub(super) fn pass(&self, seconds: i64) {
        self.clock.advance(seconds);
        self.ground.advance(seconds);
    }

    async fn take(&mut self, step: Step) -> Result<(), Wrong> {
        match step {
            Step::Edit { .. }
            | Step::Ask { .. }
            | Step::Approve { .. }
            | Step::Reject { .. }
            | Step::Withdraw { .. } => {
                Box::pin(self.write(step)).await;
            }
            Step::Click { .. }
            | Step::Stale { .. }
            | Step::Twice { .. }
            | Step::EditAndClick { .. }
            | Step::Start { .. }
            | Step::Crash { .. } => Box::pin(self.send(step)).await,
            Step::Restart { desk } => self.restart(desk).await,
            Step::Fault { number } => self.ground.fault("POST", FAULTS[number % FAULTS.len()], 1),
            Step::Unread { number, times } => {
                self.ground.fault("GET", READ_FAULTS[number % READ_FAULTS.len()], times);
            }
            Step::LetGo => {
                self.ground.let_go();
                self.settle().await;
            }
            Step::Shut => self.ground.shut().await,
            Step::Open => self.ground.open().await,
            Step::Wait { seconds } => self.wait(seconds),
            Step::KeepHouse { desk } => self.keep_house(desk).await,
            _ => return Box::pin(self.search(step)).await,
        }
        Ok(())
    }

    /// What people do to an order before it leaves. Whether they may is the desk's to say.
    async fn write(&mut self, step: Step) {
        let (Step::Edit { who, order }
        | Step::Ask { who, order }
        | Step::Approve { who, order }
        | Step::Reject { who, order }
        | Step::Withdraw { who, order }) = step
        else {
            return;
        };
        let (person, Some(order)) = (operator(who), self.see(order).await) else {
            return;
        };
        let (desk, id, version) = (self.orders(who), order.id, order.version);
        match step {
            Step::Edit { .. } => drop(desk.save(&person, id, version, &changed(&order.form)).await.unwrap()),
            Step::Ask { .. } => drop(
                desk.ask_approval(&person, id, version, "", Caller::default())
                    .await
                    .unwrap(),
            ),
            Step::Approve { .. } => {
                // What stands on the page.
                let Some(approval) = &order.approval else { return };
                drop(
                    desk.approve(&person, id, version, &approval.request_sha256, "")
                        .await
                        .unwrap(),
                );
            }
            Step::Reject { .. } => drop(desk.reject(&person, id, version, "No.").await.unwrap()),
            _ => drop(desk.withdraw(&person, id, version).await.unwrap()),
        }
    }

    /// The ways in which an order may leave.
    async fn send(&mut self, step: Step) {
        let (Step::Click { order, .. }
        | Step::Stale { order, .. }
        | Step::Twice { order, .. }
        | Step::EditAndClick { order, .. }
        | Step::Start { order, .. }
        | Step::Crash { order, .. }) = step
        else {
            return;
        };
        let Some(order) = self.see(order).await else { return };
        let (id, version) = (order.id, order.version);
        match step {
            Step::Click { who, desk, .. } => {
                self.orders(desk)
                    .place(&operator(who), wish(id, version))
                    .await
                    .unwrap();
            }
            Step::Stale { who, .. } => {
                let placing = self
                    .orders(0)
                    .place(&operator(who), wish(id, version - 1))
                    .await
                    .unwrap();
                let is_held = matches!(
                    placing,
                    Placing::ChangedMeanwhile | Placing::AlreadySent | Placing::Missing
                );
                assert!(is_held, "what nobody saw was sent: {placing:?}");
            }
            Step::Twice { desk, .. } => {
                let (anna, bram) = (operator(0), operator(1));
                let one = self.orders(desk).place(&anna, wish(id, version));
                let other = self.orders(desk + 1).place(&bram, wish(id, version));
                one_and_other(tokio::join!(one, other));
            }
            Step::EditAndClick { desk, .. } => {
                let (anna, bram, form) = (operator(0), operator(1), changed(&order.form));
                let save = self.orders(desk).save(&anna, id, version, &form);
                let place = self.orders(desk + 1).place(&bram, wish(id, version));
                let (save, place) = tokio::join!(save, place);
                drop((save.unwrap(), place.unwrap()));
            }
            Step::Start { who, desk, .. } => {
                let (orders, actor) = (self.orders(desk).clone(), Actor::from(&operator(who)));
                let desk = desk % self.desks.len();
                self.desks[desk].spawn(async move {
                    orders.place_to_the_end(actor, wish(id, version)).await.unwrap();
                });
            }
            Step::Crash { desk, at, .. } => self.crash(id, version, desk, at).await,
            _ => {}
        }
    }

    async fn crash(&mut self, id: OrderId, version: i64, desk: usize, at: Moment) {
        let orders = self.orders(desk).clone();
        let placing = orders.place_to_the_end(Actor::from(&operator(0)), wish(id, version));
        match at {
            Moment::Turns(turns) => drop(CutOff::after(turns, placing).await),
            Moment::Taken => {
                let before = self.ground.ids().len();
                let taken = async {
                    while self.ground.ids().len() == before {
                        tokio::task::yield_now().await;
                    }
                };
                tokio::select! {
                    biased;
                    () = taken => {}
                    placed = placing => drop(placed.unwrap()),
                }
            }
        }
        self.restart(desk).await;
    }

    pub(super) async fn restart(&mut self, desk: usize) {
        let desk = desk % self.desks.len();
        self.desks[desk].restart(self.ground).await;
    }

    pub(super) async fn settle(&mut self) {
        for desk in &mut self.desks {
            desk.settle().await;
        }
    }

    /// What a desk does every minute.
    pub(super) async fn keep_house(&self, desk: usize) {
        self.orders(desk).release_lapsed().await;
        self.orders(desk).lapse_approvals().await;
    }

    /// What people and desks do about orders that may exist.
    async fn search(&mut self, step: Step) -> Result<(), Wrong> {
        match step {
            Step::Reconcile { desk } => drop(self.orders(desk).reconcile().await.unwrap()),
            Step::Adopt { who } => self.adopt(&operator(who)).await,
            Step::Look { who, order } => {
                if let Some(order) = self.see(order).await {
                    self.orders(who).look_again(&operator(who), order.id).await.unwrap();
                }
            }
            Step::LookTwice { order, desk } => {
                let Some(order) = self.see(order).await else {
                    return Ok(());
                };
                let (anna, bram) = (operator(0), operator(1));
                let one = self.orders(desk).look_again(&anna, order.id);
                let other = self.orders(desk + 1).look_again(&bram, order.id);
                one_and_other(tokio::join!(one, other));
            }
            Step::Choose { who, order } => {
                if let Some(order) = self.see(order).await {
                    return self.choose(&operator(who), &order).await;
                }
            }
            Step::GiveUp { who, order } => {
                if let Some(order) = self.see(order).await {
                    self.give_up(&operator(who), order.id).await;
                }
            }
            Step::Discard { who, order } => {
                if let Some(order) = self.see(order).await {
                    self.orders(who)
                        .discard(&operator(who), order.id, order.version)
                        .await
                        .unwrap();
                }
            }
            Step::Again { who, order } => {
                if let Some(order) = self.see(order).await {
                    let draft = self.orders(who).again(&operator(who), order.id).await.unwrap();
                    self.known.extend(draft.map(|draft| draft.id));
                }
            }
            Step::Foreign { order, key } => {
                if let Some(order) = self.see(order).await {
                    self.oracle.expect_foreign();
                    self.ground
                        .order_without_desk(&foreign(&order.form.common_name, key))
                        .await;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// A person compares the candidates with what they know, which is the truth.
    pub(super) async fn choose(&mut self, person: &Operator, order: &Order) -> Result<(), Wrong> {
        self.oracle.look(self.ground).await?;
        let Some(search) = order.search.as_ref().filter(|search| !search.candidates.is_empty()) else {
            return Ok(());
        };
        let truth = self.oracle.truth(order.id.0).map(RemoteOrderId);
        match truth.filter(|truth| search.candidates.iter().any(|candidate| candidate.id == *truth)) {
            Some(truth) => self.orders(0).link(person, order.id, truth).await.map(drop).unwrap(),
            None => {
                let shown: Vec<RemoteOrderId> = search.candidates.iter().map(|candidate| candidate.id).collect();
                self.orders(0)
                    .dismiss(person, order.id, &shown)
                    .await
                    .map(drop)
                    .unwrap();
            }
        }
        Ok(())
    }

    /// A person takes on what looks like somebody else's, and may be wrong.
    async fn adopt(&self, person: &Operator) {
        if let Some(id) = self.oracle.elsewhere() {
            self.orders(0).adopt(person, OrderId(id)).await.unwrap();
        }
    }

    pub(super) async fn give_up(&mut self, person: &Operator, id: OrderId) -> bool {
        let given_up = self
            .orders(0)
            .give_up(person, id, "DigiCert does not have it.")
            .await
            .unwrap();
        if let GivingUp::Replaced(draft) = &given_up {
            self.known.push(*draft);
        }
        matches!(given_up, GivingUp::Replaced(_))
    }

    /// The orders that may exist and of which nothing is known there.
    pub(super) async fn unknown(&self) -> Vec<Order> {
        self.orders(0).store().orders().unknown_there().await.unwrap()
    }
}

/// Both must have come to an answer, whatever it is.
fn one_and_other<T, E: std::fmt::Debug>((one, other): (Result<T, E>, Result<T, E>)) {
    one.unwrap();
    other.unwrap();
}

fn wish(id: OrderId, version: i64) -> Wish {
    Wish {
        id,
        version,
        card: None,
        caller: Caller::default(),
        agreement_sha256: None,
    }
}
