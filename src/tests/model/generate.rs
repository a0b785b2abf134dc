//! Makes a schedule of a seed. Steps come in phrases that lead somewhere, with other steps strewn in between: steps drawn
//! one by one would hardly ever get an approved order in doubt.

use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};

use super::ground::{FAULTS, READ_FAULTS};
use super::schedule::{Key, Moment, Schedule, Step, World};

/// The people, by what they mostly do; see [`super::people`].
const OWNER: usize = 0;
const APPROVER: usize = 1;
const PEOPLE: usize = 3;

/// The schedule of that seed.
pub(super) fn schedule(seed: u64) -> Schedule {
    let mut random = StdRng::seed_from_u64(seed);
    let world = world(&mut random);
    let orders = world.keys.len();
    let mut steps = Vec::new();
    for _ in 0..random.gen_range(2..=4) {
        let order = random.gen_range(0..orders.saturating_add(1));
        for step in phrase(&mut random, &world, order) {
            if random.gen_bool(0.12) {
                steps.push(anything(&mut random, orders));
            }
            steps.push(step);
        }
    }
    Schedule { world, steps }
}

fn world(random: &mut StdRng) -> World {
    let keys = [Key::First, Key::First, Key::Second, Key::None];
    let orders = random.gen_range(1..=3);
    World {
        approval: random.gen_bool(0.4),
        ignore_reference: random.gen_bool(0.3),
        without_csr: random.gen_bool(0.25),
        empty_alternate: random.gen_bool(0.5),
        skew: random.gen_range(-300..=300),
        keys: (0..orders).filter_map(|_| keys.choose(random).copied()).collect(),
    }
}

/// Steps that lead an order somewhere.
fn phrase(random: &mut StdRng, world: &World, order: usize) -> Vec<Step> {
    let mut steps = Vec::new();
    if random.gen_bool(0.3) {
        steps.push(Step::Edit {
            who: person(random),
            order,
        });
    }
    if world.approval && random.gen_bool(0.9) {
        steps.extend(approval(random, order));
    }
    if random.gen_bool(0.7) {
        steps.push(Step::Fault {
            number: random.gen_range(0..FAULTS.len()),
        });
    }
    steps.push(sending(random, order));
    if random.gen_bool(0.5) {
        steps.extend(afterwards(random, order));
    }
    steps
}

fn approval(random: &mut StdRng, order: usize) -> Vec<Step> {
    let mut steps = vec![
        Step::Ask {
            who: if random.gen_bool(0.8) { OWNER } else { person(random) },
            order,
        },
        Step::Approve {
            who: if random.gen_bool(0.8) { APPROVER } else { person(random) },
            order,
        },
    ];
    let undoing = match random.gen_range(0..12) {
        0 => Step::Withdraw {
            who: person(random),
            order,
        },
        1 => Step::Edit {
            who: person(random),
            order,
        },
        2 => Step::Reject { who: APPROVER, order },
        3 => Step::Wait { seconds: 3 * 3600 },
        _ => return steps,
    };
    steps.insert(random.gen_range(1..=2), undoing);
    steps
}

fn sending(random: &mut StdRng, order: usize) -> Step {
    let (who, desk) = (person(random), desk(random));
    match random.gen_range(0..12) {
        0..=3 => Step::Click { who, order, desk },
        4 => Step::Twice { order, desk },
        5 => Step::EditAndClick { order, desk },
        6 => Step::Stale { who, order },
        7..=8 => Step::Start { who, order, desk },
        9 => Step::Crash {
            order,
            desk,
            at: Moment::Taken,
        },
        _ => Step::Crash {
            order,
            desk,
            at: Moment::Turns(random.gen_range(1..40)),
        },
    }
}

/// What follows an order whose answer may not have come.
fn afterwards(random: &mut StdRng, order: usize) -> Vec<Step> {
    let mut steps = Vec::new();
    if random.gen_bool(0.6) {
        steps.push(Step::Wait { seconds: wait(random) });
        steps.push(Step::KeepHouse { desk: desk(random) });
    }
    if random.gen_bool(0.15) {
        steps.push(Step::Foreign {
            order,
            key: *[Key::Strange, Key::None].choose(random).unwrap(),
        });
    }
    if random.gen_bool(0.2) {
        // What was seen there looks like somebody else's, and may be this one.
        steps.push(Step::Reconcile { desk: desk(random) });
        steps.push(Step::Adopt { who: person(random) });
    }
    if random.gen_bool(0.35) {
        // Long and often enough to be given up.
        steps.push(Step::Wait { seconds: 16 * 60 });
        for _ in 0..2 {
            steps.push(Step::Look { who: OWNER, order });
            steps.push(Step::Wait { seconds: 60 });
        }
        steps.push(Step::GiveUp { who: OWNER, order });
        steps.push(Step::LetGo);
        return steps;
    }
    for _ in 0..random.gen_range(0..3) {
        steps.push(searching(random, order));
    }
    steps
}

fn searching(random: &mut StdRng, order: usize) -> Step {
    let who = person(random);
    match random.gen_range(0..6) {
        0 | 1 => Step::Look { who, order },
        2 => Step::LookTwice {
            order,
            desk: desk(random),
        },
        3 | 4 => Step::Reconcile { desk: desk(random) },
        _ => Step::Choose { who, order },
    }
}

/// Any step at all.
fn anything(random: &mut StdRng, orders: usize) -> Step {
    let order = random.gen_range(0..orders.saturating_add(2));
    let who = person(random);
    match random.gen_range(0..19) {
        0 => Step::Edit { who, order },
        1 => Step::Ask { who, order },
        2 => Step::Approve { who, order },
        3 => Step::Withdraw { who, order },
        4 => sending(random, order),
        5 => Step::Restart { desk: desk(random) },
        6 => Step::Unread {
            number: random.gen_range(0..READ_FAULTS.len()),
            times: random.gen_range(1..3),
        },
        7 => Step::LetGo,
        8 | 9 => Step::Wait { seconds: wait(random) },
        10 => Step::KeepHouse { desk: desk(random) },
        11 | 12 => searching(random, order),
        13 => Step::GiveUp { who, order },
        14 => Step::Discard { who, order },
        15 => Step::Shut,
        16 => Step::Open,
        17 => Step::Adopt { who },
        _ => Step::Again { who, order },
    }
}

fn wait(random: &mut StdRng) -> i64 {
    *[5, 60, 200, 16 * 60, 70 * 60].choose(random).unwrap()
}

fn person(random: &mut StdRng) -> usize {
    random.gen_range(0..PEOPLE)
}

fn desk(random: &mut StdRng) -> usize {
    random.gen_range(0..2)
}
