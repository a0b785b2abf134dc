//! What is shown of a domain (CertCentral: Domain info).

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::{
    find,
    token::{is_by_token, show_token},
};
use crate::sandbox::{
    answer::{Answer, Refusal},
    clock::{date, stamp},
    door::Call,
    reading::Query,
    shared::Shared,
    store::{Domain, Tables, ValidationType},
};

/// Answers one domain.
pub(super) fn info(shared: &Shared, call: &Call, id: &str) -> Result<Answer, Refusal> {
    let world = shared.world();
    let domain = find(&world.tables, id)?;
    let shown = base(domain, &world.tables, &call.incoming.query, shared.clock.now());
    Ok(Answer::ok(shown))
}

/// A domain with what a query asks for besides.
pub(super) fn base(domain: &Domain, tables: &Tables, query: &Query, now: Timestamp) -> Value {
    let organization = tables.organizations.get(&domain.organization);
    let container = tables.containers.get(&domain.container);
    let expiration = |until: Timestamp| {
        let types = domain.types.iter();
        types
            .map(|kind| (kind.as_str().to_owned(), json!(date(until))))
            .collect::<Map<_, _>>()
    };
    let mut shown = json!({
        "id": domain.id,
        "is_active": domain.is_active,
        "name": domain.name,
        "date_created": stamp(domain.created),
        "organization": organization.map(|found| json!({
            "id": found.id, "status": found.status(), "name": found.name,
            "display_name": found.display_name(), "is_active": found.is_active,
        })),
        "is_pending_validation": !domain.is_validated_at(now),
        "dcv_method": domain.dcv_method,
        "dcv_expiration": domain.validated_until.map(expiration).unwrap_or_default(),
        "container": container.map(|found| json!({ "id": found.id, "name": found.name })),
    });
    if let Some(members) = shown.as_object_mut() {
        if query.includes("validation") {
            let validations = domain.types.iter().map(|kind| validation(*kind, domain, now));
            members.insert("validations".to_owned(), validations.collect());
        }
        if query.includes("dcv") {
            members.insert("dcv".to_owned(), dcv(domain));
            if is_by_token(&domain.dcv_method) {
                members.insert("dcv_token".to_owned(), show_token(domain, now));
            }
        }
    }
    shown
}

fn validation(kind: ValidationType, domain: &Domain, now: Timestamp) -> Value {
    let (name, description) = kind.texts();
    json!({
        "type": kind.as_str(), "name": name, "description": description,
        "date_created": stamp(domain.created),
        "validated_until": domain.validated_until.map(stamp),
        "status": domain.status_at(now),
        "dcv_status": if domain.is_validated_at(now) { "complete" } else { "pending" },
    })
}

/// How control is to be proven, with the mails that were sent.
fn dcv(domain: &Domain) -> Value {
    let invitations = domain.invitations.iter().map(|invitation| {
        json!({
            "invitation_id": invitation.id, "email": invitation.email, "source": invitation.source,
            "date_sent": stamp(invitation.sent), "name_scope": domain.name,
        })
    });
    json!({
        "method": domain.dcv_method,
        "name_scope": domain.name,
        "dcv_invitations": invitations.collect::<Vec<_>>(),
    })
}

/// The addresses mails go to: five names at the domain, and that of its registration.
pub(super) fn email_addresses(domain: &str) -> (Vec<String>, Vec<String>) {
    let names = ["admin", "administrator", "hostmaster", "postmaster", "webmaster"];
    let base = names.map(|name| format!("{name}@{domain}")).to_vec();
    (base, vec![format!("domeinbeheer@{domain}")])
}
