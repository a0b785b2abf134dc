//! The sandbox's time: the machine's clock, moved ahead by control calls, and the way CertCentral writes times.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};

/// The clock every order lives by.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    ahead_seconds: AtomicI64,
}

impl Clock {
    /// The present moment of the sandbox.
    pub(crate) fn now(&self) -> Timestamp {
        later(
            Timestamp::now(),
            SignedDuration::from_secs(self.ahead_seconds.load(Ordering::Relaxed)),
        )
    }

    /// Shows the machine's time again.
    pub(crate) fn reset(&self) {
        self.ahead_seconds.store(0, Ordering::Relaxed);
    }

    /// Moves the clock ahead (or back, by a negative count).
    pub(crate) fn advance(&self, seconds: i64) {
        self.ahead_seconds.fetch_add(seconds, Ordering::Relaxed);
    }
}

/// A moment moved by a duration, kept inside the representable range.
pub(crate) fn later(moment: Timestamp, by: SignedDuration) -> Timestamp {
    moment.saturating_add(by).unwrap_or(moment)
}

/// A moment moved by whole days.
pub(crate) fn days_later(moment: Timestamp, days: i64) -> Timestamp {
    later(moment, SignedDuration::from_secs(days.saturating_mul(86_400)))
}

/// The calendar day of a moment, in UTC.
pub(crate) fn day_of(moment: Timestamp) -> Date {
    moment.to_zoned(TimeZone::UTC).date()
}

/// The first second of a day, in UTC.
pub(crate) fn start_of(day: Date) -> Timestamp {
    day.to_zoned(TimeZone::UTC)
        .map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
}

/// The last second of a day, in UTC.
pub(crate) fn end_of(day: Date) -> Timestamp {
    later(start_of(day), SignedDuration::from_secs(86_399))
}

/// A moment as CertCentral writes it: with an offset, never with `Z`.
pub(crate) fn stamp(moment: Timestamp) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string()
}

/// The date alone, `YYYY-MM-DD`.
pub(crate) fn date(moment: Timestamp) -> String {
    day_of(moment).to_string()
}

/// Whole days from one moment to another, as `days_remaining` counts them.
pub(crate) fn days_between(from: Timestamp, to: Timestamp) -> i64 {
    to.duration_since(from).as_secs().div_euclid(86_400)
}
