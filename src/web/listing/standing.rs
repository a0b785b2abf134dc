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
    let is_soon = standing == Standing::Valid && until.is_some_and(|until| until.duration_since(now).as_hours() < hours);
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
