//! Makes a schedule that fails as short as it can be: steps are left out, several at a time at first, for as long as it
//! still fails.

use super::ground::Ground;
use super::run::run;
use super::schedule::Schedule;

/// A run may depend on what the machine does meanwhile: one that fails only now and then is tried so often.
const TRIES: usize = 3;

/// A shorter schedule that fails as well, where there is one.
pub(super) async fn shrink(ground: &Ground, failing: &Schedule) -> Schedule {
    let mut best = failing.clone();
    let mut size = best.steps.len().div_ceil(2);
    while size > 0 {
        let mut from = 0;
        while from < best.steps.len() {
            let mut shorter = best.clone();
            shorter.steps.drain(from..(from + size).min(best.steps.len()));
            if fails(ground, &shorter).await {
                best = shorter;
            } else {
                from += size;
            }
        }
        size /= 2;
    }
    best
}

async fn fails(ground: &Ground, schedule: &Schedule) -> bool {
    for _ in 0..TRIES {
        if run(ground, schedule).await.is_err() {
            return true;
        }
    }
    false
}
