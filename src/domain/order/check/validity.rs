//! Rules about how long the certificate is valid (CertCentral: Order PKIo Private Services Server, `order_validity`).

use super::Circumstances;
use crate::domain::findings::Findings;
use crate::domain::order::OrderForm;
use crate::domain::rules;
use crate::domain::validity::{Validity, read_day};

/// The validity question.
pub(super) fn check(form: &OrderForm, circumstances: &Circumstances, findings: &mut Findings) -> Option<Validity> {
    let (validity, field) = match form.validity.trim() {
        "" | "default" => (Some(Validity::Default), "validity"),
        "years" => (years(form, circumstances, findings), "years"),
        "days" => (days(form, circumstances, findings), "days"),
        "until" => (until(form, circumstances, findings), "until"),
        _ => {
            findings.add(&rules::VALIDITY_UNKNOWN, "validity");
            (None, "validity")
        }
    };
    if validity.is_some_and(|validity| validity.outlives_hierarchy(circumstances.profile, circumstances.today)) {
        findings.add(&rules::VALIDITY_OUTLIVES_HIERARCHY, field);
    }
    validity
}

fn years(form: &OrderForm, circumstances: &Circumstances, findings: &mut Findings) -> Option<Validity> {
    let years = form.years.trim().parse().ok();
    let years = years.filter(|years| circumstances.profile.years.contains(years));
    match years {
        None => findings.add(&rules::YEARS_UNKNOWN, "years"),
        Some(years) if years > 1 && circumstances.multi_year_plans != Some(true) => {
            findings.add(&rules::YEARS_NEED_MULTI_YEAR_PLAN, "years");
        }
        Some(_) => {}
    }
    years.map(Validity::Years)
}

fn days(form: &OrderForm, circumstances: &Circumstances, findings: &mut Findings) -> Option<Validity> {
    let profile = circumstances.profile;
    let days: Option<u32> = form.days.trim().parse().ok().filter(|days| *days > 0);
    let Some(days) = days else {
        findings.add(&rules::DAYS_UNKNOWN, "days");
        return None;
    };
    let args = vec![("days", days.to_string()), ("most", profile.days_max.to_string())];
    if days > u32::from(profile.days_max) {
        findings.add_with(&rules::DAYS_TOO_MANY, "days", args);
    } else if days < u32::from(profile.days_heeded) {
        findings.add(&rules::VALIDITY_BELOW_A_YEAR, "days");
    }
    u16::try_from(days).ok().map(Validity::Days)
}

fn until(form: &OrderForm, circumstances: &Circumstances, findings: &mut Findings) -> Option<Validity> {
    let profile = circumstances.profile;
    let Some(day) = read_day(&form.until) else {
        findings.add(&rules::UNTIL_UNREADABLE, "until");
        return None;
    };
    let days = (day - circumstances.today).get_days();
    if days <= 0 {
        findings.add(&rules::UNTIL_PAST, "until");
    } else if days > i32::from(profile.days_max) {
        let args = vec![("days", days.to_string()), ("most", profile.days_max.to_string())];
        findings.add_with(&rules::UNTIL_TOO_FAR, "until", args);
    } else if days < i32::from(profile.days_heeded) {
        findings.add(&rules::VALIDITY_BELOW_A_YEAR, "until");
    }
    Some(Validity::Until(day))
}
