//! The pace at which requests may leave, under DigiCert's limits for one key.
//!
//! CertCentral: Rate limits – 100 requests in 5 seconds and 1000 in 3 minutes, rolling, per key. Requests that left
//! evenly may arrive bunched, so a little room is left under both. A log of departures rather than a leaky bucket: a
//! bucket with a burst of 100 lets nearly 200 requests into some 5 seconds.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

/// How many requests fit into how much time.
const WINDOWS: [(usize, Duration); 2] = [(95, Duration::from_secs(5)), (950, Duration::from_secs(180))];

/// How long to stay away after a 429 that does not say so itself.
const USUAL_HOLD: Duration = Duration::from_secs(5);

/// The longest we stay away, whatever an answer says.
const LONGEST_HOLD: Duration = Duration::from_secs(180);

/// The departures of both clients, in one log.
#[derive(Debug, Default)]
pub(super) struct Pace {
    log: Mutex<Log>,
}

#[derive(Debug, Default)]
struct Log {
    departures: VecDeque<Instant>,
    held_until: Option<Instant>,
}

impl Log {
    /// The earliest moment from `now` on at which a request may leave.
    fn earliest(&self, now: Instant) -> Instant {
        let windows = WINDOWS.into_iter().filter_map(|(most, span)| {
            let nth_last = self.departures.len().checked_sub(most)?;
            self.departures.get(nth_last).map(|departure| *departure + span)
        });
        windows.chain(self.held_until).fold(now, Instant::max)
    }

    /// The earliest place, or how long until then when that is longer than `longest`.
    fn find(&self, now: Instant, longest: Duration) -> Result<Instant, Duration> {
        let departure = self.earliest(now);
        let wait = departure.saturating_duration_since(now);
        if wait > longest { Err(wait) } else { Ok(departure) }
    }

    /// Takes the earliest place, unless it is too far away.
    fn take(&mut self, now: Instant, longest: Duration) -> Result<Instant, Duration> {
        let departure = self.find(now, longest)?;
        self.departures.push_back(departure);
        if self.departures.len() > WINDOWS.map(|(most, _)| most).into_iter().fold(0, usize::max) {
            self.departures.pop_front();
        }
        Ok(departure)
    }
}

impl Pace {
    /// Waits for a place and takes it, or says how long until one is free when that is longer than `longest`.
    pub(super) async fn take(&self, longest: Duration) -> Result<(), Duration> {
        let departure = self.with(|log| log.take(Instant::now(), longest))?;
        sleep_until(departure).await;
        Ok(())
    }

    /// Waits until a place is free without taking it, or says how long until then when that is longer than `longest`.
    pub(super) async fn ready(&self, longest: Duration) -> Result<(), Duration> {
        let departure = self.with(|log| log.find(Instant::now(), longest))?;
        sleep_until(departure).await;
        Ok(())
    }

    /// Lets nothing leave for a while, after DigiCert said that it was too much.
    pub(super) fn hold(&self, asked: Option<Duration>) {
        let until = Instant::now() + asked.unwrap_or(USUAL_HOLD).min(LONGEST_HOLD);
        self.with(|log| log.held_until = log.held_until.max(Some(until)));
    }

    fn with<T>(&self, act: impl FnOnce(&mut Log) -> T) -> T {
        // The log is whole between any two statements, so a panic elsewhere cannot have spoilt it.
        act(&mut self.log.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed assumption should fail the test")]
mod tests {
    use super::*;

    #[test]
    fn no_window_of_any_position_holds_more_than_digicert_allows() {
        let mut log = Log::default();
        let start = Instant::now();
        let forever = Duration::from_secs(100_000);
        let departures: Vec<Instant> = (0..3_000_u64)
            .map(|n| log.take(start + Duration::from_millis(n), forever).unwrap())
            .collect();
        for (most, span) in [(100, Duration::from_secs(5)), (1000, Duration::from_secs(180))] {
            for pair in departures.windows(most + 1) {
                assert!(*pair.last().unwrap() - *pair.first().unwrap() > span);
            }
        }
        assert!(departures.is_sorted());
        assert_eq!(log.departures.len(), 950);
    }

    #[test]
    fn a_wait_beyond_the_bound_takes_no_place() {
        let mut log = Log::default();
        let start = Instant::now();
        for _ in 0..95 {
            assert_eq!(log.take(start, Duration::ZERO), Ok(start));
        }
        let wait = Duration::from_secs(5);
        assert_eq!(log.take(start, Duration::from_secs(4)), Err(wait));
        assert_eq!(log.departures.len(), 95);
        assert_eq!(log.take(start, wait), Ok(start + wait));
    }

    #[tokio::test]
    async fn after_a_429_nothing_leaves_for_a_while() {
        let pace = Pace::default();
        assert!(pace.take(Duration::ZERO).await.is_ok());
        pace.hold(Some(Duration::from_secs(60)));
        pace.hold(None);
        let longest = Duration::from_secs(50);
        for wait in [pace.take(longest).await, pace.ready(longest).await] {
            let wait = wait.unwrap_err();
            assert!(wait > longest && wait <= Duration::from_secs(60));
        }
    }
}
