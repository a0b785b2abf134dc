//! Where a validation stands, in words: the badge, the days left, the filter.

use jiff::Timestamp;
use leptos::prelude::*;

use crate::domain::directory::Standing;
use crate::store::StandingFilter;
use crate::web::ui::{StatusBadge, Tone};
use crate::words::Words;

/// Validations that end within so many days are told apart: DigiCert takes days to validate anew.
pub(crate) const SOON: u16 = 45;

/// The words of the filter, in the order of the list.
pub(crate) const STANDINGS: [&str; 5] = ["valid", "ending", "pending", "expired", "none"];

/// What a word of the filter asks for.
pub(crate) fn standing_filter(word: &str) -> Option<StandingFilter> {
    if word == "ending" {
        return Some(StandingFilter::EndsWithin(SOON));
    }
    Standing::of_word(word).map(StandingFilter::Is)
}

/// Where it stands, as a badge.
pub(crate) fn standing_badge(words: Words, standing: Standing, until: Option<Timestamp>, now: Timestamp) -> AnyView {
    // As the filter has it, to the hour.
    let hours = i64::from(SOON).saturating_mul(24);
    let is_soon =
        standing == Standing::Valid && until.is_some_and(|until| until.duration_since(now).as_hours() < hours);
    let tone = match standing {
        Standing::Valid if is_soon => Tone::Warning,
        Standing::Valid => Tone::Positive,
        Standing::Pending => Tone::Info,
        Standing::Expired => Tone::Danger,
        Standing::None => Tone::Neutral,
    };
    let key = if is_soon {
        "standing-ending".to_owned()
    } else {
        format!("standing-{}", standing.word())
    };
    view! { <StatusBadge tone text=words.text(&key)/> }.into_any()
}

/// Until when, and how many days that is.
pub(crate) fn until_in_words(words: Words, until: Option<Timestamp>, now: Timestamp) -> String {
    let Some(until) = until else {
        return "–".to_owned();
    };
    let day = words.day(until);
    let days = words.days_until(words.date(until), now);
    if days < 0 {
        words.with(
            "until-past",
            [("day", day.into()), ("days", days.saturating_neg().into())],
        )
    } else {
        words.with("until-ahead", [("day", day.into()), ("days", days.into())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_by_the_calendar() {
        let words = Words::choose(None, None, Some("Europe/Amsterdam"));
        let at = |text: &str| text.parse::<Timestamp>().unwrap_or_default();
        for (now, until, expected) in [
            (
                "2026-11-26T16:00:00Z",
                "2026-12-16T08:00:00Z",
                "2026-12-16, 20 days left",
            ),
            (
                "2026-11-26T08:00:00Z",
                "2026-12-16T16:00:00Z",
                "2026-12-16, 20 days left",
            ),
            ("2026-11-26T08:00:00Z", "2026-11-26T23:30:00Z", "2026-11-27, 1 day left"),
            ("2026-11-26T16:00:00Z", "2026-11-26T08:00:00Z", "2026-11-26, today"),
            ("2026-11-26T08:00:00Z", "2026-11-25T16:00:00Z", "2026-11-25, 1 day ago"),
            // A day of 23 hours and one of 25.
            ("2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z", "2026-03-29, 1 day left"),
            ("2026-10-25T12:00:00Z", "2026-10-24T10:00:00Z", "2026-10-24, 1 day ago"),
        ] {
            assert_eq!(until_in_words(words, Some(at(until)), at(now)), expected, "{now}");
        }
    }
}
