//! The list of domains (CertCentral: List domains).

use std::cmp::Ordering;

use jiff::Timestamp;

use super::show::base;
use crate::sandbox::{
    answer::Answer,
    door::Call,
    orders::quoted,
    reading::Query,
    shared::Shared,
    store::{Domain, Tables},
};

/// Answers the list.
pub(super) fn list(shared: &Shared, call: &Call) -> Answer {
    let world = shared.world();
    let now = shared.clock.now();
    let query = &call.incoming.query;
    let mut found = fitting(&world.tables, query, now);
    query.sort_rows(&mut found, |one, other, key| compare(one, other, key, now));
    if call.wants_csv() {
        let rows: Vec<&Domain> = query.cut(&found).copied().collect();
        return Answer::Document("text/csv", csv(&rows, now), Some("domains.csv".to_owned()));
    }
    Answer::ok(query.whole_page("domains", &found, |domain| base(domain, &world.tables, query, now)))
}

/// The domains that pass the filters of a query.
fn fitting<'a>(tables: &'a Tables, query: &Query, now: Timestamp) -> Vec<&'a Domain> {
    let container = query.either("container_id", &["container_id"]);
    let organization = query.either("organization_id", &["organization_id", "organization"]);
    let validation = query.filter("validation");
    let status = query.filter("status");
    let search = query.searched();
    let mut found: Vec<&Domain> = tables.domains.values().collect();
    found.retain(|domain| {
        let is_validation = |wanted: &String| match wanted.as_str() {
            "completed" | "complete" | "active" => domain.is_validated_at(now),
            wanted @ ("pending" | "expired") => domain.status_at(now) == wanted,
            _ => true,
        };
        let is_number = |wanted: &Option<String>, id: u64| wanted.as_ref().is_none_or(|text| id.to_string() == *text);
        let word = if domain.is_active { "active" } else { "inactive" };
        is_number(&container, domain.container)
            && is_number(&organization, domain.organization)
            && (validation.is_empty() || validation.iter().any(is_validation))
            && (status.is_empty() || status.iter().any(|wanted| wanted == word))
            && search.as_ref().is_none_or(|text| domain.name.contains(text.as_str()))
    });
    found
}

fn compare(one: &Domain, other: &Domain, key: &str, now: Timestamp) -> Ordering {
    match key {
        "id" => one.id.cmp(&other.id),
        "name" => one.name.cmp(&other.name),
        "date_created" => one.created.cmp(&other.created),
        "organization_id" => one.organization.cmp(&other.organization),
        "status" => one.is_active.cmp(&other.is_active),
        "validation" => one.status_at(now).cmp(other.status_at(now)),
        _ => Ordering::Equal,
    }
}

fn csv(domains: &[&Domain], now: Timestamp) -> String {
    let mut text = String::from("Domain ID,Name,Organization ID,Status,Validation,DCV method\r\n");
    for domain in domains {
        let cells = [
            domain.id.to_string(),
            domain.name.clone(),
            domain.organization.to_string(),
            if domain.is_active { "active" } else { "inactive" }.to_owned(),
            domain.status_at(now).to_owned(),
            domain.dcv_method.clone(),
        ];
        text.push_str(&cells.map(|cell| quoted(&cell)).join(","));
        text.push_str("\r\n");
    }
    text
}
