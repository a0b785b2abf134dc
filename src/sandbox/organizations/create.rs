//! New organizations (CertCentral: Create organization).

use super::{created, read_container, validation};
use crate::sandbox::{
    answer::{Answer, Refusal, made_up},
    config::KeyRole,
    door::Call,
    orders::{Findings, People, duplicate, duplicate_of, new_organization},
    reading::Members,
    shared::Shared,
    store::{Organization, Record, Tables},
};

/// Creates an organization; its contact is the caller unless one is given.
pub(super) fn create(shared: &Shared, call: &Call) -> Result<Answer, Refusal> {
    let reuses = shared.settings().quirks.reuse_duplicates;
    let mut world = shared.world();
    let tables = &world.tables;
    let now = shared.clock.now();
    let body = call.members();
    let (mut findings, mut people) = (Vec::new(), People::new(tables));
    let mut organization = new_organization(body, "", tables, &mut findings);
    let user = tables.users.get(&call.user());
    organization.container = read_container(body, tables, &mut findings)
        .or(user.map(|user| user.container))
        .unwrap_or(0);
    read_contacts(call, tables, &mut people, &mut organization, &mut findings);
    let wanted = body.items("validations");
    validation::read(&wanted, &mut organization, &mut people, tables, now, &mut findings);
    let may_repeat = body.flag("skip_duplicate_org_check").unwrap_or(false);
    let known = duplicate_of(&organization, tables).filter(|_| !may_repeat);
    match known {
        // The old manner: the caller cannot tell that nothing was made.
        Some(known) if reuses && findings.is_empty() => return Ok(created(known.id)),
        Some(known) => findings.push(duplicate(known)),
        None => {}
    }
    if !findings.is_empty() {
        return Err(Refusal::Invalid(findings));
    }
    let id = organization.id;
    world.commit(vec![Record::Organization(Box::new(organization))])?;
    Ok(created(id))
}

/// Reads the contacts, as objects of their own or as a list, and lets the caller be the contact when none is named.
///
/// Who is named by an id is taken over as stored, and details beside the id stay with the new organization: that is made
/// up, the reference says nothing.
fn read_contacts(
    call: &Call,
    tables: &Tables,
    people: &mut People,
    organization: &mut Organization,
    findings: &mut Findings,
) {
    let body = call.members();
    people.read_list("contacts", &body.items("contacts"), tables, findings);
    let mut own = |name: &str, body: Members<'_>| {
        let members = body.at(name);
        (!members.is_empty())
            .then(|| people.read_for_order(members, name, tables, findings))
            .flatten()
    };
    let organization_contact = own("organization_contact", body);
    let technical_contact = own("technical_contact", body);
    let is_service_user = call.key.role == KeyRole::ServiceUser;
    organization.technical_contact = technical_contact.or_else(|| people.technical_contact.take());
    organization.verified_contacts = std::mem::take(&mut people.verified_contacts);
    organization.organization_contact = organization_contact.or_else(|| people.organization_contact.take());
    if organization.organization_contact.is_none() && findings.is_empty() {
        if is_service_user {
            let message = "organization_contact is required where a service user creates an organization.";
            findings.push(made_up("missing_organization_contact", message));
        }
        let user = tables.users.get(&call.user());
        organization.organization_contact = user.map(|user| user.as_contact(people.take_id()));
    }
}
