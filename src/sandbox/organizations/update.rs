//! Changes of an organization, by a call that DigiCert does not document: all of it is made up.
//!
//! It takes what [`super::create`] takes. What is left out stays as it is, or, where the sandbox is told so, is wiped if
//! it is optional. A member that is there and empty is wiped in either case.

use jiff::Timestamp;

use super::{contacts, find, read_container, validation};
use crate::sandbox::{
    answer::{Answer, Refusal},
    door::Call,
    orders::{Findings, MEMBERS, People, check_lengths, duplicate, duplicate_of, missing},
    reading::Members,
    shared::Shared,
    store::{Organization, Record},
};

/// Changes an organization; what was validated of its old name or address has to be looked at again.
pub(super) fn update(shared: &Shared, call: &Call, id: &str) -> Result<Answer, Refusal> {
    let wipes = shared.settings().update_wipes;
    let mut world = shared.world();
    let tables = &world.tables;
    let stored = find(tables, id)?;
    let body = call.members();
    let now = shared.clock.now();
    let (mut findings, mut people) = (Vec::new(), People::new(tables));
    let mut changed = stored.clone();
    read_members(body, wipes, &mut changed, &mut findings);
    check_lengths(&changed, "", &mut findings);
    if let Some(container) = read_container(body, tables, &mut findings) {
        changed.container = container;
    }
    contacts::read(&body.items("contacts"), &mut changed, &mut people, &mut findings);
    contacts::read_own(body, &mut changed, &mut people, &mut findings);
    let may_repeat = body.flag("skip_duplicate_org_check").unwrap_or(false);
    if (&changed.name, &changed.country) != (&stored.name, &stored.country) {
        findings.extend(duplicate_of(&changed, tables).filter(|_| !may_repeat).map(duplicate));
    }
    if !is_same_place(stored, &changed) {
        begin_again(&mut changed, now);
    }
    let wanted = body.items("validations");
    validation::read(&wanted, &mut changed, &mut people, tables, now, &mut findings);
    if !findings.is_empty() {
        return Err(Refusal::Invalid(findings));
    }
    world.commit(vec![Record::Organization(Box::new(changed))])?;
    Ok(Answer::Done)
}

fn read_members(body: Members<'_>, wipes: bool, organization: &mut Organization, findings: &mut Findings) {
    for name in ["name"].into_iter().chain(MEMBERS) {
        if !body.is_given(name) {
            continue;
        }
        let Some(text) = body.text(name) else {
            findings.push(missing(name));
            continue;
        };
        match name {
            "name" => organization.name = text,
            "address" => organization.address = text,
            "city" => organization.city = text,
            "state" => organization.state = text,
            "country" => organization.country = text.to_ascii_lowercase(),
            "zip" => organization.zip = text,
            _ => organization.telephone = text,
        }
    }
    if wipes || body.is_given("assumed_name") {
        organization.assumed_name = body.text("assumed_name");
    }
    if wipes || body.is_given("address2") {
        organization.address2 = body.text("address2");
    }
}

/// Whether nothing changed of what a validation looks at.
fn is_same_place(one: &Organization, other: &Organization) -> bool {
    let place = |of: &Organization| {
        [
            Some(of.name.clone()),
            of.assumed_name.clone(),
            Some(of.address.clone()),
            Some(of.city.clone()),
            Some(of.state.clone()),
            Some(of.zip.clone()),
            Some(of.country.clone()),
        ]
    };
    place(one) == place(other)
}

/// Puts every validation that holds back to the beginning.
fn begin_again(organization: &mut Organization, now: Timestamp) {
    for validation in &mut organization.validations {
        if validation.status_at(now) == "active" {
            validation.begin(now);
        }
    }
}
