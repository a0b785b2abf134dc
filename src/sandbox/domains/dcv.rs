//! The steps of proving control over a domain (CertCentral: Domain control validation).

use serde_json::json;

use super::{
    find,
    show::email_addresses,
    token::{invite, is_by_token, is_published, new_token, prepare, show_token},
};
use crate::sandbox::{
    answer::{Answer, Finding, Refusal, made_up},
    clock::days_later,
    door::Call,
    lifecycle::VALIDATION_DAYS,
    orders::{DCV_METHODS, Findings, missing, not_allowed},
    reading::Members,
    shared::Shared,
    store::Record,
};

/// Reads a method of domain control; none is given where it is absent.
pub(super) fn read_method(body: Members<'_>, findings: &mut Findings) -> Option<String> {
    let method = body.text("dcv_method")?;
    if !DCV_METHODS.contains(&method.as_str()) {
        let rule = format!("must be one of {}", DCV_METHODS.join(", "));
        findings.push(not_allowed("dcv_method", &rule));
    }
    Some(method)
}

/// Answers where mails go to.
pub(super) fn emails(shared: &Shared, id: &str) -> Result<Answer, Refusal> {
    let world = shared.world();
    let domain = find(&world.tables, id)?;
    let (base, registered) = email_addresses(&domain.name);
    Ok(Answer::ok(json!({
        "name_scope": domain.name, "base_emails": base, "whois_emails": registered,
    })))
}

/// Pretends to send the mails again.
pub(super) fn resend(shared: &Shared, id: &str) -> Result<Answer, Refusal> {
    let mut world = shared.world();
    let mut domain = find(&world.tables, id)?.clone();
    if is_by_token(&domain.dcv_method) {
        return Err(wrong_method("The domain is not validated by email."));
    }
    invite(&mut domain, world.tables.next_invitation(), shared.clock.now());
    world.commit(vec![Record::Domain(Box::new(domain))])?;
    Ok(Answer::Done)
}

/// Makes a new random value; what was published before no longer counts.
pub(super) fn new_random_value(shared: &Shared, id: &str) -> Result<Answer, Refusal> {
    let mut world = shared.world();
    let mut domain = find(&world.tables, id)?.clone();
    if !is_by_token(&domain.dcv_method) {
        return Err(wrong_method(
            "The domain is validated by email, which needs no random value.",
        ));
    }
    let now = shared.clock.now();
    domain.token = Some(new_token(now));
    let answer = Answer::ok(show_token(&domain, now));
    world.commit(vec![Record::Domain(Box::new(domain))])?;
    Ok(answer)
}

/// Changes the method; one with a random value answers it.
pub(super) fn set_method(shared: &Shared, call: &Call, id: &str) -> Result<Answer, Refusal> {
    let mut world = shared.world();
    let mut domain = find(&world.tables, id)?.clone();
    let mut findings = Vec::new();
    let method = read_method(call.members(), &mut findings);
    if method.is_none() {
        findings.push(missing("dcv_method"));
    }
    let Some(method) = method.filter(|_| findings.is_empty()) else {
        return Err(Refusal::Invalid(findings));
    };
    let now = shared.clock.now();
    domain.dcv_method = method;
    prepare(&mut domain, &world.tables, now);
    let answer = if is_by_token(&domain.dcv_method) {
        json!({ "dcv_token": show_token(&domain, now) })
    } else {
        json!({})
    };
    world.commit(vec![Record::Domain(Box::new(domain))])?;
    Ok(Answer::ok(answer))
}

/// Looks now whether the random value was published.
pub(super) fn check(shared: &Shared, id: &str) -> Result<Answer, Refusal> {
    let mut world = shared.world();
    let mut domain = find(&world.tables, id)?.clone();
    let now = shared.clock.now();
    if !is_by_token(&domain.dcv_method) {
        return Err(wrong_method("The domain is validated by email."));
    }
    if !domain.is_validated_at(now) {
        if !is_published(&domain, now) {
            return Err(Refusal::invalid(not_published(&domain.dcv_method)));
        }
        domain.complete(days_later(now, VALIDATION_DAYS));
        world.commit(vec![Record::Domain(Box::new(domain.clone()))])?;
    }
    let token = domain.token.as_ref().map(|token| token.value.clone());
    Ok(Answer::ok(json!({ "token": token, "status": "valid" })))
}

fn wrong_method(why: &str) -> Refusal {
    Refusal::invalid(made_up("dcv_method", why))
}

/// The code for a name record (CNAME) is not documented.
pub(crate) fn not_published(method: &str) -> Finding {
    match method {
        "dns-txt-token" => Finding::documented(
            "invalid_dns_txt",
            "Could not find a valid TXT record for one or more domains.",
        ),
        "dns-cname-token" => made_up("invalid_dns_cname", "Could not find a valid CNAME record."),
        _ => Finding::documented(
            "file_random_value_not_found",
            "The file with the random value was not found.",
        ),
    }
}
