//! How long something takes already, in words.

use jiff::Timestamp;

use crate::words::Words;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// The time since then in one unit, rounded down: "2 hours". A clock that was set back makes no negative age.
pub(in crate::web) fn age(words: Words, since: Timestamp, now: Timestamp) -> String {
    let seconds = now.as_second().saturating_sub(since.as_second()).max(0);
    let (key, count) = match seconds {
        ..MINUTE => return words.text("age-moment"),
        MINUTE..HOUR => ("age-minutes", seconds / MINUTE),
        HOUR..DAY => ("age-hours", seconds / HOUR),
        _ => ("age-days", seconds / DAY),
    };
    words.with(key, [("count", count.into())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_told_in_its_largest_unit() {
        let words = Words::choose(None, None, None);
        for (seconds, expected) in [
            (-5, "less than a minute"),
            (59, "less than a minute"),
            (60, "1 minute"),
            (3_599, "59 minutes"),
            (3_600, "1 hour"),
            (7_200, "2 hours"),
            (86_399, "23 hours"),
            (86_400, "1 day"),
            (864_000, "10 days"),
        ] {
            let since = Timestamp::UNIX_EPOCH;
            let now = Timestamp::from_second(seconds).unwrap_or_default();
            assert_eq!(age(words, since, now), expected, "{seconds}");
        }
    }
}
