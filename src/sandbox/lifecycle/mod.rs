//! How things move on with time: orders from pending to issued, validations from asked for to done, and the bytes of
//! certificates when they are first asked for.

mod certificates;
mod gates;

pub(crate) use certificates::{bytes, with_bytes, with_certificate, wrong_certificate};
pub(crate) use gates::Walk;

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::{
    clock::{day_of, days_later, end_of, later, start_of},
    store::{Defect, DiskError, Gate, Lifetime, Order, Record, Tables, Waiting, World},
};

/// How many orders one transaction issues.
const BATCH: usize = 500;

/// How long a validation of a domain or an organization holds (CertCentral: since 24 February 2026).
pub(crate) const VALIDATION_DAYS: i64 = 397;

/// How fast things move on by themselves; what has no time does not.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    /// From a complete order to its certificate.
    pub(crate) issue_after: Option<Duration>,
    /// From a request for a validation to its end.
    pub(crate) validate_after: Option<Duration>,
    /// From one step of an order to the next; without it all its steps come at the end of `issue_after`.
    pub(crate) step_after: Option<Duration>,
    /// The gate no order passes by itself.
    pub(crate) stop_at: Option<Gate>,
}

impl Pace {
    /// How long an order stands before a gate.
    fn wait(self, gate: Gate, is_queued: bool) -> Option<SignedDuration> {
        if self.stop_at == Some(gate) && !is_queued {
            return None;
        }
        let wait = match self.step_after {
            Some(_) if gate == Gate::Issuance && !is_queued && self.issue_after.is_none() => None,
            Some(step) => Some(step),
            None => self.issue_after,
        };
        wait.and_then(|wait| SignedDuration::try_from(wait).ok())
    }

    /// When the next step of an order is due.
    fn due(self, order: &Order) -> Option<Timestamp> {
        let wait = self.wait(order.gate, order.is_queued())?;
        order.ready.map(|ready| later(ready, wait))
    }
}

/// Does every validation and leads every order on that has waited long enough.
pub(crate) fn advance(
    world: &mut World,
    now: Timestamp,
    pace: Pace,
    mut defect: impl FnMut() -> Option<Defect>,
) -> Result<(), DiskError> {
    validate(world, now, pace.validate_after)?;
    loop {
        if std::mem::take(&mut world.tables.is_stirred) {
            let records = settle_all(&world.tables, now, pace);
            world.commit(records)?;
        }
        let due = due(&world.tables, now, pace);
        if due.is_empty() {
            return Ok(());
        }
        let mut walk = Walk::new(&world.tables);
        for id in due {
            if let Some(mut order) = world.tables.orders.get(&id).cloned() {
                lead(&mut walk, &mut order, now, pace, &mut defect);
                walk.put(order);
            }
        }
        let records = walk.into_records();
        world.commit(records)?;
    }
}

/// The orders whose next step is due, as many as one transaction takes.
fn due(tables: &Tables, now: Timestamp, pace: Pace) -> Vec<u64> {
    let places = [
        (Gate::Organization, false),
        (Gate::VerifiedContact, false),
        (Gate::Domain, false),
        (Gate::Issuance, true),
        (Gate::Issuance, false),
    ];
    let waiting = &tables.index.waiting;
    let due = places.into_iter().flat_map(|(gate, is_queued)| {
        let wait = pace.wait(gate, is_queued);
        wait.into_iter().flat_map(move |wait| {
            let from = (gate, is_queued, Timestamp::MIN, 0);
            let to = (gate, is_queued, Timestamp::MAX, u64::MAX);
            let longest = waiting.range(from..=to);
            let due = longest.take_while(move |(_, _, ready, _)| later(*ready, wait) <= now);
            due.map(|(_, _, _, id)| *id)
        })
    });
    due.take(BATCH).collect()
}

/// Leads one order on as far as its time has come.
fn lead(
    walk: &mut Walk<'_>,
    order: &mut Order,
    now: Timestamp,
    pace: Pace,
    defect: &mut impl FnMut() -> Option<Defect>,
) {
    walk.settle(order, now);
    while let Some(due) = pace.due(order).filter(|due| *due <= now) {
        let is_stepwise = pace.step_after.is_some();
        let whole = !is_stepwise && order.gate != Gate::Issuance;
        walk.step(order, due, whole, &mut *defect);
        if is_stepwise && order.ready.is_some() {
            order.ready = Some(due);
        }
    }
}

/// Leads every waiting order past what is there already, be it by another order or by the API.
fn settle_all(tables: &Tables, now: Timestamp, pace: Pace) -> Vec<Record> {
    let mut walk = Walk::new(tables);
    let waiting = tables.index.waiting.iter();
    for (_, _, _, id) in waiting.take_while(|(gate, ..)| *gate < Gate::Issuance) {
        let Some(order) = tables.orders.get(id) else { continue };
        let mut moved = order.clone();
        if walk.settle(&mut moved, now) {
            moved.ready = pace.step_after.map(|_| now).or(order.ready);
            walk.put(moved);
        }
    }
    walk.into_records()
}

/// The gate an order stands before, from the first that may be before it on.
pub(crate) fn first_gate(tables: &Tables, order: &Order, from: Gate, at: Timestamp) -> Gate {
    let mut order = Order {
        gate: from,
        ..order.clone()
    };
    Walk::new(tables).settle(&mut order, at);
    order.gate
}

/// Does every validation that was asked for long enough ago.
fn validate(world: &mut World, now: Timestamp, after: Option<Duration>) -> Result<(), DiskError> {
    let Some(after) = after.and_then(|after| SignedDuration::try_from(after).ok()) else {
        return Ok(());
    };
    loop {
        let waiting = world.tables.validating.iter().take(BATCH);
        let due: Vec<Waiting> = waiting
            .take_while(|(since, _)| later(*since, after) <= now)
            .map(|(_, who)| *who)
            .collect();
        if due.is_empty() {
            return Ok(());
        }
        let records = due.into_iter().filter_map(|who| validated(world, who, now, after));
        let records = records.collect();
        world.commit(records)?;
    }
}

/// The record of an organization or a domain with its due validations done, each as of the moment it was due.
fn validated(world: &World, who: Waiting, now: Timestamp, after: SignedDuration) -> Option<Record> {
    match who {
        Waiting::Organization(id) => {
            let mut organization = world.tables.organizations.get(&id)?.clone();
            for validation in &mut organization.validations {
                let due = validation.requested.map(|since| later(since, after));
                if let Some(due) = due.filter(|due| *due <= now) {
                    validation.complete(days_later(due, VALIDATION_DAYS));
                }
            }
            Some(Record::Organization(Box::new(organization)))
        }
        Waiting::Domain(id) => {
            let mut domain = world.tables.domains.get(&id)?.clone();
            let due = later(domain.requested?, after);
            domain.complete(days_later(due, VALIDATION_DAYS));
            Some(Record::Domain(Box::new(domain)))
        }
    }
}

/// A name and the names above it, down to two labels.
pub(crate) fn parents(name: &str) -> impl Iterator<Item = &str> {
    let above = name.match_indices('.').filter_map(|(place, _)| name.get(place + 1..));
    std::iter::once(name).chain(above).filter(|parent| parent.contains('.'))
}

/// The first and last moment of a certificate issued at a moment: whole days, the day of issue being the first.
pub(crate) fn validity(lifetime: Lifetime, at: Timestamp) -> (Timestamp, Timestamp) {
    let first = day_of(at);
    let last = match lifetime {
        Lifetime::Years(years) => first
            .saturating_add(jiff::Span::new().years(years))
            .yesterday()
            .unwrap_or(first),
        Lifetime::Days(days) => first.saturating_add(jiff::Span::new().days(i64::from(days) - 1)),
        Lifetime::Until(day) => day,
    };
    (start_of(first), end_of(last))
}
