//! When all orders are read again: every night, and at the latest after a day.

use jiff::{SignedDuration, Timestamp};

use crate::domain::operator::local;

/// At the latest after so much time.
const LONGEST: SignedDuration = SignedDuration::from_hours(24);

/// The hours of the night in which it is done, in the zone of the desk.
const NIGHT: std::ops::Range<i8> = 2..6;

/// Whether all orders are to be read, when that was last begun then and came to its end.
pub(super) fn is_due(last: Option<Timestamp>, now: Timestamp) -> bool {
    let Some(last) = last else {
        return true;
    };
    if now.duration_since(last) >= LONGEST {
        return true;
    }
    let (now, last) = (local(now), local(last));
    let was_tonight = last.date() == now.date() && last.hour() >= NIGHT.start;
    NIGHT.contains(&now.hour()) && !was_tonight
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed assumption should fail the test")]
mod tests {
    use super::*;

    #[test]
    fn every_night_and_at_the_latest_after_a_day() {
        let time = |text: &str| text.parse::<Timestamp>().unwrap();
        for (last, now, expected) in [
            (None, "2026-11-22T09:00:00Z", true),
            // By day, in Amsterdam an hour later.
            (Some("2026-11-22T09:00:00Z"), "2026-11-22T23:59:59Z", false),
            (Some("2026-11-22T09:00:00Z"), "2026-11-23T00:59:59Z", false),
            (Some("2026-11-22T09:00:00Z"), "2026-11-23T01:00:00Z", true),
            (Some("2026-11-22T09:00:00Z"), "2026-11-23T04:59:59Z", true),
            (Some("2026-11-22T09:00:00Z"), "2026-11-23T05:00:00Z", false),
            (Some("2026-11-22T09:00:00Z"), "2026-11-23T08:59:59Z", false),
            (Some("2026-11-22T09:00:00Z"), "2026-11-23T09:00:00Z", true),
            // Once a night.
            (Some("2026-11-23T01:00:00Z"), "2026-11-23T02:00:00Z", false),
            (Some("2026-11-23T01:00:30Z"), "2026-11-24T01:00:00Z", true),
            // One that began before the night.
            (Some("2026-11-23T00:30:00Z"), "2026-11-23T01:00:00Z", true),
            // Summer, two hours later.
            (Some("2026-07-01T09:00:00Z"), "2026-07-01T23:59:59Z", false),
            (Some("2026-07-01T09:00:00Z"), "2026-07-02T00:00:00Z", true),
            // A clock that was set back.
            (Some("2026-11-23T09:00:00Z"), "2026-11-22T09:00:00Z", false),
        ] {
            assert_eq!(is_due(last.map(time), time(now)), expected, "{last:?} {now}");
        }
    }
}
