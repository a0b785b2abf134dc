//! New domains, and requests to validate one (CertCentral: Add domain, Submit domain for validation).

use serde_json::json;

use super::{dcv::read_method, find, token::prepare};
use crate::sandbox::{
    answer::{Answer, Refusal, made_up},
    door::Call,
    orders::{Findings, missing, not_allowed},
    organizations::read_type,
    reading::Members,
    shared::Shared,
    store::{Domain, Organization, Record, Tables, ValidationType},
};

/// Adds a domain; it is validated at once where that is asked for.
pub(super) fn create(shared: &Shared, call: &Call) -> Result<Answer, Refusal> {
    let mut world = shared.world();
    let tables = &world.tables;
    let now = shared.clock.now();
    let body = call.members();
    let mut findings = Vec::new();
    let name = read_name(body, tables, &mut findings);
    let organization = read_organization(body, tables, &mut findings);
    let types = read_types(body, &mut findings);
    let method = read_method(body, &mut findings);
    let (Some(organization), true) = (organization, findings.is_empty()) else {
        return Err(Refusal::Invalid(findings));
    };
    let container = body.at("container").id("id").unwrap_or(organization.container);
    let is_asked_for = !types.is_empty() || method.is_some();
    let owner = (organization.id, container);
    let method = method.unwrap_or_else(|| "email".to_owned());
    let mut domain = Domain::new(tables.next_domain(), name, owner, now, method);
    if !types.is_empty() {
        domain.types = types;
    }
    if is_asked_for {
        domain.requested = Some(now);
        prepare(&mut domain, tables, now);
    }
    let id = domain.id;
    world.commit(vec![Record::Domain(Box::new(domain))])?;
    Ok(Answer::created(json!({ "id": id })))
}

/// Takes a request to validate a domain, for more types or by another method.
pub(super) fn submit(shared: &Shared, call: &Call, id: &str) -> Result<Answer, Refusal> {
    let mut world = shared.world();
    let mut domain = find(&world.tables, id)?.clone();
    let body = call.members();
    let mut findings = Vec::new();
    let types = read_types(body, &mut findings);
    if body.items("validations").is_empty() {
        findings.push(missing("validations"));
    }
    if !domain.is_active {
        findings.push(made_up("inactive_domain", "The domain is not active."));
    }
    let method = read_method(body, &mut findings);
    if !findings.is_empty() {
        return Err(Refusal::Invalid(findings));
    }
    let now = shared.clock.now();
    let new = types.into_iter().filter(|kind| !domain.types.contains(kind));
    let new: Vec<ValidationType> = new.collect();
    domain.types.extend(new);
    domain.dcv_method = method.unwrap_or(domain.dcv_method);
    domain.validated_until = None;
    domain.requested = Some(now);
    prepare(&mut domain, &world.tables, now);
    world.commit(vec![Record::Domain(Box::new(domain))])?;
    Ok(Answer::Done)
}

fn read_name(body: Members<'_>, tables: &Tables, findings: &mut Findings) -> String {
    let name = body.text("name").unwrap_or_default().to_ascii_lowercase();
    if name.is_empty() {
        findings.push(missing("name"));
    } else if !is_host_name(&name) {
        findings.push(not_allowed("name", "must be a domain name"));
    } else if let Some(known) = tables.domain_named(&name) {
        let message = format!("name is a domain of the account already, with the id {}.", known.id);
        findings.push(made_up("duplicate_domain", message));
    }
    name
}

/// Whether a text is a name of at least two labels, without a wildcard.
fn is_host_name(name: &str) -> bool {
    let is_label = |label: &str| {
        let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        (1..=63).contains(&label.len())
            && label.bytes().all(is_sign)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    name.len() <= 253 && name.contains('.') && name.split('.').all(is_label)
}

fn read_organization<'a>(body: Members<'_>, tables: &'a Tables, findings: &mut Findings) -> Option<&'a Organization> {
    let members = body.at("organization");
    if !members.has("id") {
        findings.push(missing("organization.id"));
        return None;
    }
    let found = members.id("id").and_then(|id| tables.organizations.get(&id));
    match found {
        None => findings.push(made_up(
            "unknown_organization",
            "organization.id is not an organization of the account.",
        )),
        Some(organization) if !organization.is_active => {
            findings.push(made_up("inactive_organization", "The organization is not active."));
        }
        Some(_) => {}
    }
    found
}

fn read_types(body: Members<'_>, findings: &mut Findings) -> Vec<ValidationType> {
    let list = body.items("validations").into_iter().enumerate();
    list.filter_map(|(place, members)| read_type(members, &format!("validations[{place}]"), findings))
        .collect()
}
