//! What must hold after every step and at the end. It reads rows, journals and the sandbox's records by itself, and
//! knows nothing of the services it judges but [`State::after`].

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use pkio_desk::domain::order::{EventKind, OrderForm, State};

use super::ground::{Ground, Taken};
use super::rows::{Row, Told, read};
use super::schedule::World;

/// A sentence that says what is wrong.
pub(super) type Wrong = String;

/// What is known of the world so far.
pub(super) struct Oracle {
    world: World,
    approval_lasts: SignedDuration,
    heard: BTreeSet<i64>,
    pub(super) orders: BTreeMap<i64, Watched>,
    pub(super) taken: BTreeMap<i64, Taken>,
    foreign: BTreeSet<i64>,
    /// How many requests the journals say were to leave.
    attempts: usize,
    /// How many others sent.
    foreign_posts: usize,
}

/// An order of ours, as its journal tells.
#[derive(Debug, Default)]
pub(super) struct Watched {
    version: i64,
    pub(super) state: Option<State>,
    pub(super) remote: Option<i64>,
    owner: Option<i64>,
    /// For how many years it is, as typed last.
    years: String,
    told: Option<State>,
    asked_by: Option<i64>,
    /// Who wrote or changed it, or those whose place it takes.
    written_by: BTreeSet<i64>,
    approved: Option<Approved>,
    attempts: Vec<Attempt>,
}

/// An approval in a journal.
#[derive(Clone, Debug)]
struct Approved {
    sha256: String,
    by: Option<i64>,
    until: Timestamp,
}

/// A request that was to leave, as the journal tells.
#[derive(Debug)]
struct Attempt {
    reference: String,
    approved: Option<Approved>,
    /// Whether the desk believes that nothing came of it.
    is_over: bool,
}

impl Oracle {
    pub(super) fn new(world: &World, approval_lasts: SignedDuration) -> Self {
        Self {
            world: world.clone(),
            approval_lasts,
            heard: BTreeSet::new(),
            orders: BTreeMap::new(),
            taken: BTreeMap::new(),
            foreign: BTreeSet::new(),
            attempts: 0,
            foreign_posts: 0,
        }
    }

    /// Somebody orders without the desk.
    pub(super) fn expect_foreign(&mut self) {
        self.foreign_posts += 1;
    }

    /// Looks at everything that is new and says what is wrong with it.
    pub(super) async fn look(&mut self, ground: &Ground) -> Result<(), Wrong> {
        self.catch_up(ground).await?;
        match self.count() {
            // What goes on by itself may have been between the sandbox and the desk. What is wrong stays wrong.
            Err(_) => {
                self.catch_up(ground).await?;
                self.catch_up(ground).await?;
                self.count()
            }
            right => right,
        }
    }

    async fn catch_up(&mut self, ground: &Ground) -> Result<(), Wrong> {
        // First what was sent, then what had been written down before.
        for id in ground.ids() {
            if self.taken.contains_key(&id) || self.foreign.contains(&id) {
                continue;
            }
            let taken = ground.taken(id);
            if taken.reference.is_some() {
                self.taken.insert(id, taken);
            } else {
                self.foreign.insert(id);
            }
        }
        let (rows, told) = read(ground, &self.heard).await.map_err(|error| error.to_string())?;
        for told in told {
            self.heard.insert(told.id);
            self.hear(&told)?;
        }
        if self.foreign.len() > self.foreign_posts {
            return Err(format!("sent without a mark: {:?}", self.foreign));
        }
        self.compare(rows)
    }

    /// Whether nothing was sent, taken or not, that was not written down; asked at the end.
    pub(super) fn count_posts(&self, ground: &Ground) -> Result<(), Wrong> {
        let (sent, written) = (ground.posts(), self.attempts + self.foreign_posts);
        if sent > written {
            return Err(format!("{sent} orders left, {written} were written down"));
        }
        Ok(())
    }

    /// Follows one line of a journal.
    fn hear(&mut self, told: &Told) -> Result<(), Wrong> {
        let order = self.orders.entry(told.order).or_default();
        let wrong = |what: &str| Err(format!("order {}: {what}: {:?}", told.order, told.event));
        match (&told.event, order.told) {
            (
                EventKind::Drafted
                | EventKind::DraftedFromOrder { .. }
                | EventKind::DraftedFromReleased { .. }
                | EventKind::DraftedFromTemplate { .. },
                None,
            ) => order.told = Some(State::Draft),
            (EventKind::SeenElsewhere { .. }, None) => order.told = Some(State::Elsewhere),
            (_, None) => return wrong("its journal does not begin with its beginning"),
            (
                EventKind::LookedFor { .. }
                | EventKind::Dismissed { .. }
                | EventKind::AnsweredLate { .. }
                | EventKind::NotSentLate { .. }
                | EventKind::SeenElsewhere { .. }
                | EventKind::Drifted { .. }
                | EventKind::Vanished
                | EventKind::Reappeared
                | EventKind::StatusChanged { .. },
                Some(_),
            ) => {}
            // It was taken on as somebody else's before it turned out to be ours, and its journal came along.
            (EventKind::Adopted, Some(state)) if state != State::Elsewhere && !order.attempts.is_empty() => {}
            (event, Some(state)) => match state.after(event) {
                Some(next) => order.told = Some(next),
                None => return wrong("that cannot happen to it now"),
            },
        }
        self.remember(told)
    }

    /// Remembers what was approved and what was to leave.
    fn remember(&mut self, told: &Told) -> Result<(), Wrong> {
        let before = match &told.event {
            EventKind::DraftedFromReleased { order } => self.orders.get(&order.0).map(|order| order.written_by.clone()),
            _ => None,
        };
        let order = self.orders.entry(told.order).or_default();
        order.written_by.extend(before.unwrap_or_default());
        let wrong = |what: &str| Err(format!("order {}: {what}: {:?}", told.order, told.event));
        if told.event.word().starts_with("drafted") || told.event == EventKind::Changed {
            order.written_by.extend(told.actor);
        }
        match &told.event {
            EventKind::ApprovalAsked { .. } => {
                order.asked_by = told.actor;
                order.approved = None;
            }
            EventKind::Approved { request_sha256, .. } => {
                order.approved = Some(Approved {
                    sha256: request_sha256.clone(),
                    by: told.actor,
                    until: told.at.saturating_add(self.approval_lasts).unwrap(),
                });
                if told.actor.is_none() || told.actor == order.asked_by {
                    return wrong("approved by who asked for it");
                }
                if told.actor.is_some_and(|actor| order.written_by.contains(&actor)) {
                    return wrong("approved by who wrote or changed it");
                }
            }
            EventKind::Changed | EventKind::Withdrawn | EventKind::Rejected { .. } | EventKind::ApprovalLapsed => {
                order.approved = None;
            }
            EventKind::NotSent { .. } => order.attempts.last_mut().unwrap().is_over = true,
            EventKind::Refused { .. } => {
                order.attempts.last_mut().unwrap().is_over = true;
                order.approved = None;
            }
            EventKind::Sending { reference, .. } => {
                if order.attempts.iter().any(|attempt| !attempt.is_over) {
                    return wrong("sent while an earlier attempt is out");
                }
                let good = order.approved.clone().filter(|approved| told.at < approved.until);
                if self.world.approval && good.is_none() {
                    return wrong("sent without an approval");
                }
                order.attempts.push(Attempt {
                    reference: reference.0.clone(),
                    approved: good,
                    is_over: false,
                });
                self.attempts += 1;
            }
            _ => {}
        }
        Ok(())
    }

    /// Compares the rows with their journals and with what they were.
    fn compare(&mut self, rows: Vec<Row>) -> Result<(), Wrong> {
        let mut gone: BTreeSet<i64> = self.orders.keys().copied().collect();
        for row in rows {
            gone.remove(&row.id);
            let order = self.orders.entry(row.id).or_default();
            let wrong = |what: &str| Err(format!("order {}: {what}: {order:?}", row.id));
            if order.told != Some(row.state) {
                return wrong(&format!("it is {:?}, but its journal tells otherwise", row.state));
            }
            if row.version < order.version || (order.state != Some(row.state) && row.version == order.version) {
                return wrong("its version did not grow");
            }
            if (row.state == State::Placed) != row.remote.is_some() && row.state != State::Elsewhere {
                return wrong("only what is placed has an id there");
            }
            if order.remote.is_some() && order.remote != row.remote {
                return wrong("its id there changed");
            }
            if row.owner.is_some() && order.approved.as_ref().is_some_and(|approved| approved.by == row.owner) {
                return wrong("approved by its owner");
            }
            let order = self.orders.get_mut(&row.id).unwrap();
            if row.version != order.version {
                order.years = serde_json::from_str::<OrderForm>(&row.form).unwrap().years;
            }
            (order.version, order.state, order.owner) = (row.version, Some(row.state), row.owner);
            order.remote = row.remote;
        }
        for id in gone {
            let order = self.orders.remove(&id).unwrap();
            // One that was seen there, whether or not somebody took it on, may turn out to be another one here.
            let became_another = order.attempts.is_empty()
                && order.remote.is_some()
                && self.orders.values().any(|other| other.remote == order.remote);
            if !became_another && (order.state != Some(State::Draft) || !order.attempts.is_empty()) {
                return Err(format!("order {id} is gone: {order:?}"));
            }
        }
        Ok(())
    }

    /// Counts the orders there for each order of ours, and looks at whom they belong to.
    fn count(&self) -> Result<(), Wrong> {
        for (id, order) in &self.orders {
            let own: Vec<&Taken> = self.taken_of(order).collect();
            if own.len() > 1 {
                return Err(format!(
                    "order {id} was ordered {} times: {own:?}, {order:?}",
                    own.len()
                ));
            }
            let is_out = matches!(
                order.state,
                Some(State::Placed | State::InDoubt | State::Sending | State::Released)
            );
            if is_out && own.iter().any(|taken| taken.years.as_ref() != Some(&order.years)) {
                return Err(format!("order {id} is not what was sent: {own:?}, {order:?}"));
            }
            let Some(remote) = order.remote.filter(|_| order.state == Some(State::Placed)) else {
                continue;
            };
            // What is taken on as somebody else's may turn out to be ours later.
            let is_there = self.foreign.contains(&remote) || self.taken.contains_key(&remote);
            let is_adopted = order.attempts.is_empty() && is_there;
            if !is_adopted && !own.iter().any(|taken| taken.id == remote) {
                return Err(format!("order {id} is placed as {remote}, which is not it: {order:?}"));
            }
        }
        self.taken
            .values()
            .try_for_each(|taken| self.is_ours_and_approved(taken))
    }

    fn is_ours_and_approved(&self, taken: &Taken) -> Result<(), Wrong> {
        let by_reference = |attempt: &&Attempt| Some(&attempt.reference) == taken.reference.as_ref();
        let attempts = self.orders.values().flat_map(|order| &order.attempts);
        let Some(attempt) = attempts.into_iter().find(by_reference) else {
            return Err(format!("{taken:?} was sent, but not written down"));
        };
        let is_approved = attempt
            .approved
            .as_ref()
            .is_some_and(|approved| approved.sha256 == taken.canonical_sha256);
        if self.world.approval && !is_approved {
            return Err(format!("{taken:?} is not what was approved: {attempt:?}"));
        }
        Ok(())
    }

    fn taken_of<'a>(&'a self, order: &'a Watched) -> impl Iterator<Item = &'a Taken> {
        let references: BTreeSet<&String> = order.attempts.iter().map(|attempt| &attempt.reference).collect();
        let of_order = move |taken: &&Taken| taken.reference.as_ref().is_some_and(|own| references.contains(own));
        self.taken.values().filter(of_order)
    }

    /// The order there that is that order of ours; a person who knows everything would say so.
    pub(super) fn truth(&self, id: i64) -> Option<i64> {
        self.taken_of(self.orders.get(&id)?).map(|taken| taken.id).next()
    }

    /// The newest of the orders that were seen there since the beginning, ours or somebody else's, if there is one.
    pub(super) fn elsewhere(&self) -> Option<i64> {
        let is_new = |remote: i64| self.foreign.contains(&remote) || self.taken.contains_key(&remote);
        let is_elsewhere = |order: &Watched| order.state == Some(State::Elsewhere) && order.remote.is_some_and(is_new);
        let mut newest_first = self.orders.iter().rev();
        newest_first.find(|(_, order)| is_elsewhere(order)).map(|(id, _)| *id)
    }

    /// Whether the desk knows everything DigiCert took of it; what is missing otherwise.
    pub(super) fn is_complete(&self) -> Result<(), Wrong> {
        for (id, order) in &self.orders {
            if matches!(order.state, Some(State::Sending | State::InDoubt)) {
                return Err(format!("order {id} is still {:?}: {order:?}", order.state));
            }
        }
        for taken in self.taken.values() {
            // Not as somebody else's that was taken on: as the order it came of.
            let is_it = |order: &Watched| {
                let is_known = order.state == Some(State::Placed) && order.remote == Some(taken.id);
                is_known && self.taken_of(order).any(|own| own.id == taken.id)
            };
            if !self.orders.values().any(is_it) {
                return Err(format!("{taken:?} is lost; {:?}", self.orders));
            }
        }
        Ok(())
    }
}
