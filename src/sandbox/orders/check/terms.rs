//! The terms of an order: agreement, division, domain control and validity.

use jiff::{Timestamp, civil::Date};

use super::{Findings, missing, not_allowed};
use crate::sandbox::{
    answer::made_up,
    clock::{day_of, days_later},
    reading::Members,
    store::{Container, DcvScope, Lifetime, Tables},
};

/// The longest validity in days.
const MOST_DAYS: i64 = 397;

/// The methods of domain control (CertCentral: Glossary, DCV methods).
pub(crate) const DCV_METHODS: [&str; 5] = [
    "email",
    "dns-txt-token",
    "dns-cname-token",
    "http-token",
    "http-token-dynamic",
];

/// The checked terms.
#[derive(Debug)]
pub(crate) struct Terms {
    /// None when the organization's own division is meant.
    pub(crate) container: Option<u64>,
    pub(crate) dcv_method: String,
    pub(crate) dcv_scope: DcvScope,
    pub(crate) lifetime: Lifetime,
}

/// Checks the terms of an order.
pub(crate) fn terms(
    body: Members<'_>,
    tables: &Tables,
    now: Timestamp,
    multi_year_plans: bool,
    findings: &mut Findings,
) -> Terms {
    match body.flag("csa_agreed_to") {
        Some(true) => {}
        Some(false) => findings.push(made_up(
            "csa_not_agreed",
            "The Certificate Subscriber Agreement must be agreed to.",
        )),
        None => findings.push(missing("csa_agreed_to")),
    }
    let dcv_method = body.text("dcv_method").unwrap_or_else(|| "email".to_owned());
    if !DCV_METHODS.contains(&dcv_method.as_str()) {
        findings.push(not_allowed(
            "dcv_method",
            &format!("must be one of {}", DCV_METHODS.join(", ")),
        ));
    }
    let dcv_scope = match body.text("certificate_dcv_scope").as_deref() {
        None | Some("base_domain") => DcvScope::BaseDomain,
        Some("fqdn") => DcvScope::Fqdn,
        Some(_) => {
            findings.push(not_allowed("certificate_dcv_scope", "must be base_domain or fqdn"));
            DcvScope::BaseDomain
        }
    };
    let container = container(body, tables, findings);
    let lifetime = if multi_year_plans {
        lifetime(body, now, findings)
    } else {
        Lifetime::Years(1)
    };
    Terms {
        container,
        dcv_method,
        dcv_scope,
        lifetime,
    }
}

fn container(body: Members<'_>, tables: &Tables, findings: &mut Findings) -> Option<u64> {
    let members = body.at("container");
    if !members.has("id") {
        return None;
    }
    let is_usable = |container: &&Container| container.is_active;
    let found = members
        .id("id")
        .and_then(|id| tables.containers.get(&id))
        .filter(is_usable);
    if found.is_none() {
        findings.push(made_up(
            "unknown_container",
            "container.id is not an active container of the account.",
        ));
    }
    found.map(|container| container.id)
}

/// The validity; a date goes before days, days before years, and zero counts as absent.
pub(crate) fn lifetime(body: Members<'_>, now: Timestamp, findings: &mut Findings) -> Lifetime {
    let members = body.at("order_validity");
    if let Some(text) = members.text("custom_expiration_date") {
        let day = read_day(&text);
        let latest = day_of(days_later(now, MOST_DAYS));
        return match day {
            Some(day) if day > day_of(now) && day <= latest => Lifetime::Until(day),
            Some(_) => {
                let rule = "must be after today and within 397 days";
                findings.push(not_allowed("order_validity.custom_expiration_date", rule));
                Lifetime::Years(1)
            }
            None => {
                findings.push(not_allowed(
                    "order_validity.custom_expiration_date",
                    "must look like 09 JUN 2026",
                ));
                Lifetime::Years(1)
            }
        };
    }
    if members.has("days") {
        let days = members.number("days").filter(|days| (1..=MOST_DAYS).contains(days));
        if let Some(days) = days.and_then(|days| i32::try_from(days).ok()) {
            return Lifetime::Days(days);
        }
        findings.push(not_allowed("order_validity.days", "must be at most 397"));
    } else if members.has("years") {
        let years = members.number("years").filter(|years| (1..=3).contains(years));
        if let Some(years) = years.and_then(|years| i16::try_from(years).ok()) {
            return Lifetime::Years(years);
        }
        findings.push(not_allowed("order_validity.years", "must be 1, 2 or 3"));
    }
    Lifetime::Years(1)
}

/// Reads a day such as `09 JUN 2026`.
fn read_day(text: &str) -> Option<Date> {
    const MONTHS: [&str; 12] = [
        "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
    ];
    let mut parts = text.split_ascii_whitespace();
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || day.len() != 2 || year.len() != 4 {
        return None;
    }
    let place = MONTHS.iter().position(|name| name.eq_ignore_ascii_case(month))?;
    let month = i8::try_from(place).ok()? + 1;
    Date::new(year.parse().ok()?, month, day.parse().ok()?).ok()
}
