//! One's own language and time zone.

use axum::extract::{Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::tz::TimeZone;
use leptos::prelude::provide_context;
use tower_sessions::Session;

use super::Refusal;
use crate::domain::operator::Operator;
use crate::web::failure::Failure;
use crate::web::people::remarks::Remarks;
use crate::web::session::{self, Notice};
use crate::web::state::AppState;
use crate::web::visit::Visit;
use crate::web::{posted, render};
use crate::words::Words;

/// The name of the language field.
pub(super) const LANGUAGE: &str = "language";
/// The name of the time zone field.
pub(super) const TIME_ZONE: &str = "time_zone";
/// Longer than any name in the IANA database.
const ZONE_MOST: usize = 64;

/// The form as it was filled in.
#[derive(Clone, Debug)]
pub(super) struct TypedSettings {
    /// The tag of a language; empty for what the browser asks for.
    pub(super) language: String,
    /// The IANA name of a time zone.
    pub(super) time_zone: String,
}

/// The form once it is right.
#[derive(Debug, PartialEq, Eq)]
struct Settings {
    locale: Option<String>,
    time_zone: String,
}

impl TypedSettings {
    /// The form as it is before anything is changed.
    pub(super) fn of(operator: &Operator) -> Self {
        Self {
            language: operator.locale.clone().unwrap_or_default(),
            time_zone: operator.time_zone.clone(),
        }
    }

    fn check(&self, words: &Words) -> Result<Settings, Remarks> {
        let mut remarks = Remarks::default();
        let locale = Some(self.language.clone()).filter(|tag| !tag.is_empty());
        if locale.as_ref().is_some_and(|tag| !Words::languages().contains(tag)) {
            remarks.add(LANGUAGE, words.text("account-language-unknown"));
        }
        match zone_name(&self.time_zone) {
            Some(time_zone) if remarks.is_empty() => Ok(Settings { locale, time_zone }),
            Some(_) => Err(remarks),
            None => {
                remarks.add(TIME_ZONE, words.text("account-time-zone-unknown"));
                Err(remarks)
            }
        }
    }
}

/// The name of a time zone as the IANA database spells it; nothing where it has no such zone.
fn zone_name(typed: &str) -> Option<String> {
    let typed = typed.trim();
    // A zone may be looked up as a file, so what is no name of one is never looked up.
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'_' | b'-' | b'+');
    if typed.len() > ZONE_MOST || typed.starts_with('/') || !typed.bytes().all(is_name) {
        return None;
    }
    let zone = TimeZone::get(typed).ok().filter(|zone| !zone.is_unknown())?;
    zone.iana_name().map(ToOwned::to_owned)
}

/// Saves the settings, or shows the page again.
///
/// # Errors
/// The store failed, or too much was submitted.
pub async fn submit(
    State(state): State<AppState>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    let (parts, fields) = posted::fields(request).await?;
    let typed = TypedSettings {
        language: posted::value(&fields, LANGUAGE),
        time_zone: posted::value(&fields, TIME_ZONE),
    };
    match typed.check(&visit.words) {
        Ok(Settings { locale, time_zone }) => {
            state
                .accounts()
                .set_own_settings(visit.operator()?, locale.as_deref(), &time_zone)
                .await?;
            session::leave_notice(&session, Notice::SettingsSaved).await?;
            Ok(Redirect::to("/account").into_response())
        }
        Err(remarks) => {
            let refusal = Refusal {
                settings: Some(typed),
                remarks,
            };
            Ok(render::refused(&state, parts, move || provide_context(refusal.clone())).await)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_zones_are_names_of_the_iana_database() {
        for (typed, name) in [
            ("Europe/Amsterdam", Some("Europe/Amsterdam")),
            (" europe/brussels ", Some("Europe/Brussels")),
            ("UTC", Some("UTC")),
            ("Etc/GMT+1", Some("Etc/GMT+1")),
            ("", None),
            ("Amsterdam", None),
            ("Etc/Unknown", None),
            ("CET-1CEST,M3.5.0,M10.5.0/3", None),
            ("../../etc/passwd", None),
            ("/etc/localtime", None),
        ] {
            assert_eq!(zone_name(typed).as_deref(), name, "{typed}");
        }
    }

    #[test]
    fn a_language_that_no_catalogue_has_is_refused_and_none_is_the_browsers() {
        let words = Words::choose(None, None, None);
        let typed = |language: &str| TypedSettings {
            language: language.to_owned(),
            time_zone: "UTC".to_owned(),
        };
        let locale = |language: &str| typed(language).check(&words).map(|settings| settings.locale);
        assert_eq!(locale(""), Ok(None));
        assert_eq!(locale("en"), Ok(Some("en".to_owned())));
        assert!(locale("tlh").is_err());
    }
}
