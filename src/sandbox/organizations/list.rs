//! The list of organizations, as JSON or as comma-separated values (CertCentral: List organizations).

use std::cmp::Ordering;

use jiff::Timestamp;

use super::info::base;
use crate::sandbox::{
    answer::Answer,
    door::Call,
    orders::quoted,
    reading::Query,
    shared::Shared,
    store::{Organization, Tables, ValidationType},
};

/// Answers the list.
pub(super) fn list(shared: &Shared, call: &Call) -> Answer {
    let world = shared.world();
    let now = shared.clock.now();
    let query = &call.incoming.query;
    let mut found = fitting(&world.tables, query, now);
    query.sort_rows(&mut found, |one, other, key| compare(one, other, key));
    if call.wants_csv() {
        let rows: Vec<&Organization> = query.cut(&found).copied().collect();
        let text = csv(&rows, &world.tables, now);
        return Answer::Document("text/csv", text, Some("organizations.csv".to_owned()));
    }
    let with_validation = query.includes("validation");
    Answer::ok(query.whole_page("organizations", &found, |organization| {
        base(organization, &world.tables, with_validation, now)
    }))
}

/// The organizations of a division that can be ordered for (CertCentral: Container, order, organization).
pub(crate) fn of_container(shared: &Shared, container: u64) -> Answer {
    let world = shared.world();
    let now = shared.clock.now();
    let mut found: Vec<&Organization> = world.tables.organizations.values().collect();
    found.retain(|organization| organization.container == container && organization.is_active);
    Answer::ok(Query::default().whole_page("organizations", &found, |organization| {
        base(organization, &world.tables, false, now)
    }))
}

/// The organizations that pass the filters of a query.
fn fitting<'a>(tables: &'a Tables, query: &Query, now: Timestamp) -> Vec<&'a Organization> {
    let container = query.either("container_id", &["container_id_for_organization", "container_id"]);
    let status = query.filter("status");
    let validation = query.filter("validation");
    let search = query.searched();
    let mut found: Vec<&Organization> = tables.organizations.values().collect();
    found.retain(|organization| {
        let is_pending = || {
            let mut statuses = organization.validations.iter().map(|found| found.status_at(now));
            statuses.any(|status| status == "pending")
        };
        let is_validation = |wanted: &String| match wanted.as_str() {
            "pending" => is_pending(),
            "not_pending" => !is_pending(),
            _ => true,
        };
        let is_searched = |text: &String| {
            organization.id.to_string() == *text || organization.display_name().to_lowercase().contains(text.as_str())
        };
        container
            .as_ref()
            .is_none_or(|id| organization.container.to_string() == *id)
            && (status.is_empty() || status.iter().any(|wanted| wanted == organization.status()))
            && (validation.is_empty() || validation.iter().any(is_validation))
            && search.as_ref().is_none_or(is_searched)
    });
    found
}

fn compare(one: &Organization, other: &Organization, key: &str) -> Ordering {
    match key {
        "id" => one.id.cmp(&other.id),
        "name" => one.name.to_lowercase().cmp(&other.name.to_lowercase()),
        "city" => one.city.to_lowercase().cmp(&other.city.to_lowercase()),
        "country" => one.country.cmp(&other.country),
        "status" => one.status().cmp(other.status()),
        _ => Ordering::Equal,
    }
}

fn csv(organizations: &[&Organization], tables: &Tables, now: Timestamp) -> String {
    let mut text = String::from(
        "Organization ID,Name,Assumed name,Status,Address,Address 2,Zip,City,State,Country,Telephone,Division,OV status\r\n",
    );
    for organization in organizations {
        let container = tables.containers.get(&organization.container);
        let validation = organization.validation(ValidationType::Ov);
        let cells = [
            organization.id.to_string(),
            organization.name.clone(),
            organization.assumed_name.clone().unwrap_or_default(),
            organization.status().to_owned(),
            organization.address.clone(),
            organization.address2.clone().unwrap_or_default(),
            organization.zip.clone(),
            organization.city.clone(),
            organization.state.clone(),
            organization.country.clone(),
            organization.telephone.clone(),
            container.map(|found| found.name.clone()).unwrap_or_default(),
            validation.map_or("", |found| found.status_at(now)).to_owned(),
        ];
        text.push_str(&cells.map(|cell| quoted(&cell)).join(","));
        text.push_str("\r\n");
    }
    text
}
