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
type Windows = [(usize, Duration); 2];

/// All there is.
const ALL: Windows = [(95, Duration::from_secs(5)), (950, Duration::from_secs(180))];

/// What work takes that nobody waits for: the rest is left to people. The first is as much over three minutes as the
/// second, so that a place is never far away, however much there is to read.
const WITHOUT_PEOPLE: Windows = [(58, Duration::from_secs(15)), (700, Duration::from_secs(180))];

/// For whom a request leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asker {
    /// Somebody waits for the answer.
    Person,
    /// The desk by itself. However much it has to read, it leaves room for people.
    Desk,
}

impl Asker {
    fn windows(self) -> Windows {
        match self {
            Self::Person => ALL,
            Self::Desk => WITHOUT_PEOPLE,
        }
    }
}

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
    fn earliest(&self, now: Instant, asker: Asker) -> Instant {
        let windows = asker.windows().into_iter().filter_map(|(most, span)| {
            let nth_last = self.departures.len().checked_sub(most)?;
            self.departures.get(nth_last).map(|departure| *departure + span)
        });
        windows.chain(self.held_until).fold(now, Instant::max)
    }

    /// The earliest place, or how long until then when that is longer than `longest`.
    fn find(&self, now: Instant, longest: Duration, asker: Asker) -> Result<Instant, Duration> {
        let departure = self.earliest(now, asker);
        let wait = departure.saturating_duration_since(now);
        if wait > longest { Err(wait) } else { Ok(departure) }
    }

    /// Takes the earliest place, unless it is too far away.
    fn take(&mut self, now: Instant, longest: Duration, asker: Asker) -> Result<Instant, Duration> {
        let departure = self.find(now, longest, asker)?;
        // The desk may have taken a place further ahead than a person needs to wait.
        let place = self.departures.partition_point(|other| *other <= departure);
        self.departures.insert(place, departure);
        if self.departures.len() > ALL.map(|(most, _)| most).into_iter().fold(0, usize::max) {
            self.departures.pop_front();
        }
        Ok(departure)
    }
}

impl Pace {
    /// Waits for a place and takes it, or says how long until one is free when that is longer than `longest`.
    pub(super) async fn take(&self, longest: Duration, asker: Asker) -> Result<(), Duration> {
        let departure = self.with(|log| log.take(Instant::now(), longest, asker))?;
        sleep_until(departure).await;
        Ok(())
    }

    /// Waits until a place is free without taking it, or says how long until then when that is longer than `longest`.
    pub(super) async fn ready(&self, longest: Duration) -> Result<(), Duration> {
        let departure = self.with(|log| log.find(Instant::now(), longest, Asker::Person))?;
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
            .map(|n| {
                log.take(start + Duration::from_millis(n), forever, Asker::Person)
                    .unwrap()
            })
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
            assert_eq!(log.take(start, Duration::ZERO, Asker::Person), Ok(start));
        }
        let wait = Duration::from_secs(5);
        assert_eq!(log.take(start, Duration::from_secs(4), Asker::Person), Err(wait));
        assert_eq!(log.departures.len(), 95);
        assert_eq!(log.take(start, wait, Asker::Person), Ok(start + wait));
    }

    #[test]
    fn the_desk_by_itself_leaves_room_for_people() {
        let mut log = Log::default();
        let start = Instant::now();
        let second = Duration::from_secs(1);
        for _ in 0..58 {
            assert_eq!(log.take(start, Duration::ZERO, Asker::Desk), Ok(start));
        }
        // Its next place is some seconds ahead, and stands in nobody's way.
        assert_eq!(log.take(start, 15 * second, Asker::Desk), Ok(start + 15 * second));
        for _ in 0..36 {
            assert_eq!(log.take(start, Duration::ZERO, Asker::Person), Ok(start));
        }
        assert!(log.departures.iter().is_sorted());
        assert!(log.take(start, Duration::ZERO, Asker::Person).is_err());
        // Over three minutes people have a quarter of all places, whatever the desk does.
        let mut log = Log::default();
        let mut taken = 0_u32;
        for n in 0..180_u32 {
            while log.take(start + n * second, Duration::ZERO, Asker::Desk).is_ok() {
                taken += 1;
            }
        }
        assert_eq!(taken, 12 * 58);
        for n in 0..3_u32 {
            let now = start + (170 + 5 * n) * second;
            assert!(
                (0..80).all(|_| log.take(now, Duration::ZERO, Asker::Person).is_ok()),
                "{n}"
            );
        }
    }

    #[tokio::test]
    async fn after_a_429_nothing_leaves_for_a_while() {
        let pace = Pace::default();
        assert!(pace.take(Duration::ZERO, Asker::Person).await.is_ok());
        pace.hold(Some(Duration::from_secs(60)));
        pace.hold(None);
        let longest = Duration::from_secs(50);
        for wait in [pace.take(longest, Asker::Person).await, pace.ready(longest).await] {
            let wait = wait.unwrap_err();
            assert!(wait > longest && wait <= Duration::from_secs(60));
        }
    }
}
