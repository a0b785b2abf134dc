//! Every text a person reads on a page, in their language, from the Fluent catalogues in this folder.
//!
//! A language is a folder of `.ftl` files named by its tag; adding one needs no change of code. What a catalogue lacks
//! falls back to English. Tests hold that every key the code names exists.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::domain::operator::DEFAULT_TIME_ZONE;

fluent_templates::static_loader! {
    static CATALOGUE = {
        locales: "./src/words",
        fallback_language: "en",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

/// What findings say, to know which values they mention; those are the same in every language.
const FINDINGS: &str = include_str!("en/findings.ftl");

/// The texts in one person's language, and times in their zone.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    language: &'static LanguageIdentifier,
    zone: &'static TimeZone,
}

impl Words {
    /// The words for a person: their own choice first, then what the browser asks for, then English.
    #[must_use]
    pub fn choose(own: Option<&str>, accept_language: Option<&str>, time_zone: Option<&str>) -> Self {
        let asked = accept_language
            .unwrap_or_default()
            .split(',')
            .filter_map(|part| part.split(';').next());
        let language = own
            .into_iter()
            .chain(asked)
            .find_map(available)
            .unwrap_or_else(|| CATALOGUE.fallback());
        Self {
            language,
            zone: zone(time_zone.unwrap_or(DEFAULT_TIME_ZONE)),
        }
    }

    /// Tags of the languages there are, English first.
    #[must_use]
    pub fn languages() -> Vec<String> {
        let mut tags: Vec<String> = CATALOGUE.locales().map(ToString::to_string).collect();
        tags.sort_by_key(|tag| (tag != "en", tag.clone()));
        tags
    }

    /// The tag of this language, for `<html lang>`.
    #[must_use]
    pub fn tag(&self) -> String {
        self.language.to_string()
    }

    /// The text of that key.
    #[must_use]
    pub fn text(&self, key: &str) -> String {
        CATALOGUE.try_lookup(self.language, key).unwrap_or_else(|| missing(key))
    }

    /// The text of that key where it exists.
    #[must_use]
    pub fn text_if_any(&self, key: &str) -> Option<String> {
        CATALOGUE.try_lookup(self.language, key)
    }

    /// The text of that key with values in it.
    #[must_use]
    pub fn with<'a>(&self, key: &str, values: impl IntoIterator<Item = (&'static str, FluentValue<'a>)>) -> String {
        let values: HashMap<Cow<'static, str>, FluentValue<'a>> = values
            .into_iter()
            .map(|(name, value)| (Cow::Borrowed(name), value))
            .collect();
        CATALOGUE
            .try_lookup_with_args(self.language, key, &values)
            .unwrap_or_else(|| missing(key))
    }

    /// The text of a finding, with an ellipsis where it mentions what was typed.
    #[must_use]
    pub fn outline(&self, key: &str) -> String {
        self.with(key, values_of(FINDINGS).map(|name| (name, "…".into())))
    }

    /// A moment as people read it, in their zone, with the zone named: `2026-11-22 17:04 CET`.
    #[must_use]
    pub fn moment(&self, at: Timestamp) -> String {
        at.to_zoned(self.zone.clone()).strftime("%Y-%m-%d %H:%M %Z").to_string()
    }

    /// The moment at which a day begins in their zone; none at the end of the calendar.
    #[must_use]
    pub fn beginning_of(&self, day: Date) -> Option<Timestamp> {
        Some(day.to_zoned(self.zone.clone()).ok()?.timestamp())
    }

    /// The day on which a moment is, in their zone.
    #[must_use]
    pub fn date(&self, at: Timestamp) -> Date {
        at.to_zoned(self.zone.clone()).date()
    }

    /// How many days it is until a day, as their calendar counts; below nought once it has passed.
    #[must_use]
    pub fn days_until(&self, day: Date, now: Timestamp) -> i64 {
        day.duration_since(self.date(now)).as_hours().div_euclid(24)
    }

    /// The name of their zone, as the IANA has it.
    #[must_use]
    pub fn zone_name(&self) -> &str {
        self.zone.iana_name().unwrap_or("UTC")
    }

    /// The day of a moment, in their zone: `2026-11-22`.
    #[must_use]
    pub fn day(&self, at: Timestamp) -> String {
        self.date(at).to_string()
    }
}

/// The names of the values that the messages of a catalogue mention.
fn values_of(catalogue: &'static str) -> impl Iterator<Item = &'static str> {
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-');
    catalogue
        .split('$')
        .skip(1)
        .filter_map(move |rest| rest.split(|letter| !is_name(letter)).next())
}

fn available(tag: &str) -> Option<&'static LanguageIdentifier> {
    let asked: LanguageIdentifier = tag.trim().parse().ok()?;
    CATALOGUE.locales().find(|language| language.language == asked.language)
}

/// A time zone by its IANA name. Each is looked up once and kept: there are a few hundred at most, and words that can
/// be copied keep the pages' code plain.
fn zone(name: &str) -> &'static TimeZone {
    static KNOWN: Mutex<BTreeMap<String, &'static TimeZone>> = Mutex::new(BTreeMap::new());
    static UTC: TimeZone = TimeZone::UTC;
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(zone) = known.get(name) {
        return zone;
    }
    let Ok(zone) = TimeZone::get(name) else { return &UTC };
    let zone: &'static TimeZone = Box::leak(Box::new(zone));
    known.insert(name.to_owned(), zone);
    zone
}

/// A missing text must not take a page down; a test finds it long before a person does.
fn missing(key: &str) -> String {
    tracing::error!(key, "a text is missing from the message catalogue");
    format!("[{key}]")
}

#[cfg(test)]
mod tests;
