//! The limits on the number of requests for each key (CertCentral: Rate limits).

use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// The two rolling windows: so many requests in so much time.
const WINDOWS: [(usize, Duration); 2] = [(100, Duration::from_secs(5)), (1000, Duration::from_secs(180))];

/// When each key made its recent requests.
#[derive(Debug, Default)]
pub(crate) struct Limits {
    recent: Mutex<HashMap<String, VecDeque<Instant>>>,
}

impl Limits {
    /// Counts a request, unless the key has used up a window; refused requests are not counted.
    pub(crate) fn allow(&self, key: &str, now: Instant) -> bool {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        let times = recent.entry(key.to_owned()).or_default();
        while times
            .front()
            .is_some_and(|time| WINDOWS.iter().all(|(_, span)| now.duration_since(*time) >= *span))
        {
            times.pop_front();
        }
        let is_full = WINDOWS.iter().any(|(most, span)| {
            let inside = times.iter().rev().take_while(|time| now.duration_since(**time) < *span);
            inside.take(*most).count() >= *most
        });
        if !is_full {
            times.push_back(now);
        }
        !is_full
    }

    /// Forgets every request.
    pub(crate) fn clear(&self) {
        self.recent.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hundred_and_first_request_waits_until_the_window_has_moved() {
        let limits = Limits::default();
        let start = Instant::now();
        assert!((0..100).all(|_| limits.allow("key", start)));
        assert!(!limits.allow("key", start));
        assert!(limits.allow("other", start));
        assert!(!limits.allow("key", start + Duration::from_millis(4_999)));
        assert!(limits.allow("key", start + Duration::from_secs(5)));
    }

    #[test]
    fn a_thousand_requests_fill_three_minutes() {
        let limits = Limits::default();
        let start = Instant::now();
        for block in 0..10 {
            let now = start + Duration::from_secs(block * 6);
            assert!((0..100).all(|_| limits.allow("key", now)));
        }
        assert!(!limits.allow("key", start + Duration::from_secs(100)));
        assert!(limits.allow("key", start + Duration::from_secs(180)));
    }
}
