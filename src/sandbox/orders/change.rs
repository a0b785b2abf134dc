//! Changes of a placed order: canceling, a late signing request, notes (CertCentral: Update order status, Add note).

use serde_json::{Value, json};

use super::{
    approval::{reject, set_out},
    check::{People, key_finding},
    place::members_of_csr,
};
use crate::sandbox::{
    answer::{Answer, Refusal, made_up},
    clock::stamp,
    door::Call,
    pki::SubjectKey,
    reading::Members,
    shared::Shared,
    store::{Contact, Note, Order, OrderStatus, Record, Tables},
};

fn find(tables: &Tables, id: &str) -> Result<Order, Refusal> {
    tables.find_order(id).cloned().ok_or(Refusal::NotFound("order"))
}

/// The record that gives the money of an order back.
pub(crate) fn refund(order: &Order, tables: &Tables) -> Option<Record> {
    (order.payment_method == "balance").then(|| Record::Balance(tables.balance.plus(order.price)))
}

/// Cancels an order; both spellings of the status are in use.
pub(crate) fn cancel(shared: &Shared, call: &Call, id: &str) -> Result<Answer, Refusal> {
    let mut world = shared.world();
    let mut order = find(&world.tables, id)?;
    let body = call.members();
    let mut findings = Vec::new();
    if !matches!(body.text("status").as_deref(), Some("canceled" | "CANCELED")) {
        findings.push(made_up("invalid_status", "status must be canceled."));
    }
    let note = body.text("note");
    if note.is_none() {
        findings.push(made_up("missing_member", "note is required to cancel an order."));
    }
    let now = shared.clock.now();
    let status = order.status_at(now);
    if !matches!(
        status,
        OrderStatus::Pending | OrderStatus::WaitingPickup | OrderStatus::ReissuePending
    ) {
        let message = format!("An order that is {} cannot be canceled.", status.as_str());
        findings.push(made_up("order_status", message));
    }
    let Some(text) = note.filter(|_| findings.is_empty()) else {
        return Err(Refusal::Invalid(findings));
    };
    if let Some(reissue) = order.reissue.as_ref().map(|reissue| reissue.request) {
        let records = reject(order, reissue, &world.tables, now, Some(text));
        world.commit(records)?;
        return Ok(Answer::Done);
    }
    order.turn(OrderStatus::Canceled, now);
    order.notes.push(Note {
        id: world.tables.next_note(),
        created: now,
        text,
        user: call.user(),
    });
    let mut records: Vec<Record> = refund(&order, &world.tables).into_iter().collect();
    records.push(Record::Order(Box::new(order)));
    world.commit(records)?;
    Ok(Answer::Done)
}

/// Takes a signing request for an order that has none, or not yet a certificate.
pub(crate) fn add_csr(shared: &Shared, call: &Call, id: &str) -> Result<Answer, Refusal> {
    let mut world = shared.world();
    let mut order = find(&world.tables, id)?;
    if !order.status.is_open() {
        let message = format!("An order that is {} takes no CSR.", order.status.as_str());
        return Err(Refusal::invalid(made_up("order_status", message)));
    }
    let Some(csr) = members_of_csr(call.members()) else {
        return Err(Refusal::invalid(made_up("missing_member", "csr is required.")));
    };
    let key = SubjectKey::read(&csr).map_err(|fault| Refusal::invalid(key_finding(fault)))?;
    let now = shared.clock.now();
    order.certificate.csr = Some(csr);
    order.certificate.spki_sha256 = Some(key.sha256);
    order.certificate.key_size = key.bits;
    if order.status == OrderStatus::NeedsCsr {
        order.turn(OrderStatus::Pending, now);
        set_out(&mut order, &world.tables, now);
    }
    world.commit(vec![Record::Order(Box::new(order))])?;
    Ok(Answer::Done)
}

/// Adds a note.
pub(crate) fn add_note(shared: &Shared, call: &Call, id: &str) -> Result<Answer, Refusal> {
    let mut world = shared.world();
    let mut order = find(&world.tables, id)?;
    let Some(text) = call.members().text("text") else {
        return Err(Refusal::invalid(made_up("missing_member", "text is required.")));
    };
    let note = Note {
        id: world.tables.next_note(),
        created: shared.clock.now(),
        text,
        user: call.user(),
    };
    let user = world.tables.users.get(&note.user);
    let author = user.map(|user| {
        json!({ "id": user.id, "first_name": user.first_name, "last_name": user.last_name, "email": user.email })
    });
    let answer = json!({ "id": note.id, "date_created": stamp(note.created), "text": note.text, "user": author });
    order.notes.push(note);
    world.commit(vec![Record::Order(Box::new(order))])?;
    Ok(Answer::created(answer))
}

/// Changes the contacts of an order; what is not named stays, unlike with the contacts of an organization.
pub(crate) fn set_contacts(shared: &Shared, call: &Call, id: &str) -> Result<Answer, Refusal> {
    let mut world = shared.world();
    let mut order = find(&world.tables, id)?;
    let (mut findings, mut people) = (Vec::new(), People::new(&world.tables));
    let list = call.members().items("contacts");
    let known = [&order.organization_contact, &order.technical_contact].map(Option::as_deref);
    let filled: Vec<Value> = list.iter().map(|contact| filled(*contact, known)).collect();
    let filled: Vec<Members<'_>> = filled.iter().map(|contact| Members::of(Some(contact))).collect();
    people.read_list("contacts", &filled, &world.tables, &mut findings);
    if list.is_empty() {
        findings.push(made_up("missing_member", "contacts is required."));
    }
    if !people.verified_contacts.is_empty() {
        let message = "Only the organization_contact and the technical_contact of an order can change.";
        findings.push(made_up("invalid_member", message));
    }
    if !findings.is_empty() {
        return Err(Refusal::Invalid(findings));
    }
    order.organization_contact = people.organization_contact.map(Box::new).or(order.organization_contact);
    order.technical_contact = people.technical_contact.map(Box::new).or(order.technical_contact);
    let mut records: Vec<Record> = people.users.into_iter().map(Record::User).collect();
    records.push(Record::Order(Box::new(order)));
    world.commit(records)?;
    Ok(Answer::Done)
}

/// A contact with what it leaves out as it is stored; one with an id brings its own details.
fn filled(contact: Members<'_>, [organization, technical]: [Option<&Contact>; 2]) -> Value {
    let known = match contact.text("contact_type").as_deref() {
        Some("organization_contact") => organization,
        Some("technical_contact") => technical,
        _ => None,
    };
    let known = known.filter(|_| !contact.has("user_id"));
    let member = |name: &str, stored: Option<&String>| json!(contact.text(name).or_else(|| stored.cloned()));
    let detail = |name, of: fn(&Contact) -> &String| member(name, known.map(of));
    json!({
        "contact_type": contact.text("contact_type"),
        "user_id": contact.text("user_id"),
        "first_name": detail("first_name", |known| &known.first_name),
        "last_name": detail("last_name", |known| &known.last_name),
        "email": detail("email", |known| &known.email),
        "job_title": detail("job_title", |known| &known.job_title),
        "telephone": detail("telephone", |known| &known.telephone),
        "telephone_extension": member(
            "telephone_extension", known.and_then(|known| known.telephone_extension.as_ref()),
        ),
    })
}

/// Sets the value of a custom field.
pub(crate) fn set_custom_field(shared: &Shared, call: &Call, id: &str) -> Result<Answer, Refusal> {
    let mut world = shared.world();
    let mut order = find(&world.tables, id)?;
    let body = call.members();
    let (Some(metadata_id), Some(value)) = (body.id("metadata_id"), body.text("value")) else {
        return Err(Refusal::invalid(made_up(
            "missing_member",
            "metadata_id and value are required.",
        )));
    };
    let is_other = |field: &Value| Members::of(Some(field)).id("metadata_id") != Some(metadata_id);
    order.custom_fields.retain(is_other);
    order
        .custom_fields
        .push(json!({ "metadata_id": metadata_id, "value": value }));
    world.commit(vec![Record::Order(Box::new(order))])?;
    Ok(Answer::Done)
}
