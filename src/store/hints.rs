//! What a database told of its lists a while ago, so that a glance at a page need not ask again: which lists are longer
//! than anybody counts, and which trigrams say little. What is found does not depend on it; how soon it is found does.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::search_text::Common;

/// So long a list that was longer than anybody counts is taken to be so still.
const LONG_FOR: Duration = Duration::from_secs(60);
/// So long the trigrams that many texts had are taken to be those still.
const COMMON_FOR: Duration = Duration::from_secs(600);
/// More lists than people look at within [`LONG_FOR`]; beyond them all are forgotten.
const LISTS: usize = 1_000;

/// What was learnt, shared by all who use the same store.
#[derive(Debug, Default)]
pub(super) struct Hints {
    /// The questions that were answered by "more than", and when.
    long: Mutex<HashMap<String, Instant>>,
    common: Mutex<Option<(Instant, Arc<Common>)>>,
}

impl Hints {
    /// Whether the answer to that question was "more than" a moment ago.
    pub(super) fn is_long(&self, question: &str, now: Instant) -> bool {
        let seen = locked(&self.long).get(question).copied();
        seen.is_some_and(|seen| now.saturating_duration_since(seen) < LONG_FOR)
    }

    /// The answer to that question is "more than".
    pub(super) fn remember_long(&self, question: String, now: Instant) {
        let mut long = locked(&self.long);
        long.retain(|_, seen| now.saturating_duration_since(*seen) < LONG_FOR);
        if long.len() >= LISTS {
            long.clear();
        }
        long.insert(question, now);
    }

    /// The trigrams that many texts had a while ago.
    pub(super) fn common(&self, now: Instant) -> Option<Arc<Common>> {
        let kept = locked(&self.common);
        let (seen, common) = kept.as_ref()?;
        (now.saturating_duration_since(*seen) < COMMON_FOR).then(|| Arc::clone(common))
    }

    /// Many texts have these.
    pub(super) fn remember_common(&self, common: &Arc<Common>, now: Instant) {
        *locked(&self.common) = Some((now, Arc::clone(common)));
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_long_is_so_for_a_minute() {
        let (hints, now) = (Hints::default(), Instant::now());
        assert!(!hints.is_long("a", now));
        hints.remember_long("a".to_owned(), now);
        assert!(hints.is_long("a", now) && !hints.is_long("b", now));
        assert!(hints.is_long("a", now + LONG_FOR.saturating_sub(Duration::from_millis(1))));
        assert!(!hints.is_long("a", now + LONG_FOR));
    }

    #[test]
    fn only_so_many_lists_are_remembered() {
        let (hints, now) = (Hints::default(), Instant::now());
        for number in 0..=LISTS {
            hints.remember_long(number.to_string(), now);
        }
        assert!(!hints.is_long("0", now) && hints.is_long(&LISTS.to_string(), now));
    }

    #[test]
    fn what_is_common_is_learnt_anew_in_time() {
        let (hints, now) = (Hints::default(), Instant::now());
        assert!(hints.common(now).is_none());
        hints.remember_common(&Arc::default(), now);
        assert!(hints.common(now).is_some() && hints.common(now + COMMON_FOR).is_none());
    }
}
