//! Placing an order: every check, one transaction on disk, then the answer.

use jiff::Timestamp;
use serde_json::Value;

use super::{
    answers::{Placed, show},
    check::{self, Certificate, Names, Party, Terms},
    domains::{self, DomainPlan},
    kept::kept_body,
    prices::PriceList,
};
use crate::sandbox::{
    account::available,
    answer::{Answer, Refusal},
    control::AnswerForm,
    door::Call,
    lifecycle::{self, Walk, first_gate},
    money::Money,
    reading::Members,
    shared::Shared,
    store::{
        ApprovalRequest, CertificatePlan, Contact, Gate, Order, OrderStatus, Organization, Record, RequestStatus,
        Tables,
    },
};

/// Takes an order.
pub(crate) fn place(shared: &Shared, call: &Call) -> Result<Answer, Refusal> {
    if !call.json.as_ref().is_some_and(Value::is_object) {
        return Err(Refusal::BadFormat);
    }
    let settings = shared.settings().clone();
    let form = match call.incoming.form.unwrap_or(settings.answer_form) {
        AnswerForm::Natural if settings.stop_at == Some(Gate::Approval) => AnswerForm::NeedsApproval,
        form => form,
    };
    let mut world = shared.world();
    let now = shared.clock.now();
    let checked = examine(call, &world.tables, now, settings.multi_year_plans)?;
    let mut order = draw_up(call, &checked, &world.tables, now, form);
    if settings.ignore_reference {
        order.ignored_reference = order.alternative_order_id.take();
    }
    let mut records = consequences(&checked, &order, &world.tables);
    records.push(Record::RequestBody {
        order: order.id,
        text: kept_body(call),
    });
    records.push(Record::Order(Box::new(order.clone())));
    world.commit(records)?;
    let mut placed = Placed {
        order,
        domains: checked.domains.entries,
        token: checked.domains.token,
        chain: None,
    };
    if form == AnswerForm::Issued {
        let mut walk = Walk::new(&world.tables);
        walk.rush(&mut placed.order, now, shared.take_defect());
        walk.put(placed.order.clone());
        let records = walk.into_records();
        world.commit(records)?;
        placed.order = lifecycle::with_certificate(&mut world, &shared.authority, placed.order.id)?;
        placed.chain = placed.order.issued.as_ref().and_then(|issued| issued.pem.clone());
    }
    show(&placed, form, &shared.authority).map(Answer::created)
}

/// An order without faults.
struct Checked {
    certificate: Certificate,
    organization: Organization,
    party: Party,
    names: Names,
    terms: Terms,
    price: Money,
    payment_method: String,
    domains: DomainPlan,
    organization_contact: Option<Contact>,
    technical_contact: Option<Contact>,
    renewal_of: Option<u64>,
}

/// Runs every check and reports all faults together.
fn examine(call: &Call, tables: &Tables, now: Timestamp, multi_year_plans: bool) -> Result<Checked, Refusal> {
    let body = call.members();
    let mut findings = Vec::new();
    let certificate = check::certificate(body, &mut findings);
    let mut party = check::organization(body, call, tables, now, &mut findings);
    let names = check::names(body, party.organization.as_ref(), &mut findings);
    let terms = check::terms(body, tables, now, multi_year_plans, &mut findings);
    let mut own_contact = |name: &str| {
        let members = body.at(name);
        let is_given = !members.is_empty();
        is_given
            .then(|| party.people.read_for_order(members, name, tables, &mut findings))
            .flatten()
    };
    let organization_contact = own_contact("organization_contact");
    let technical_contact = own_contact("technical_contact");
    let renewal_of = check::extras(body, tables, now, &mut findings);
    let price = PriceList::of(names.dns_names.len(), terms.lifetime).total();
    let payment_method = check::payment(body, price, available(tables), &mut findings);
    let Some(organization) = party.organization.take().filter(|_| findings.is_empty()) else {
        return Err(Refusal::Invalid(findings));
    };
    let domains = domains::plan(tables, &names, &terms, &organization, now);
    Ok(Checked {
        organization_contact: organization_contact.or_else(|| organization.organization_contact.clone()),
        technical_contact: technical_contact.or_else(|| organization.technical_contact.clone()),
        certificate,
        organization,
        party,
        names,
        terms,
        price,
        payment_method,
        domains,
        renewal_of,
    })
}

/// Makes the record of the order.
fn draw_up(call: &Call, checked: &Checked, tables: &Tables, now: Timestamp, form: AnswerForm) -> Order {
    let body = call.members();
    let needs_approval = form == AnswerForm::NeedsApproval;
    let has_key = checked.certificate.key.is_some();
    let status = match (needs_approval, has_key) {
        (true, _) => OrderStatus::NeedsApproval,
        (false, true) => OrderStatus::Pending,
        (false, false) => OrderStatus::NeedsCsr,
    };
    let request_status = if needs_approval {
        RequestStatus::Pending
    } else {
        RequestStatus::Approved
    };
    let order = Order {
        id: tables.next_order(),
        certificate: plan_certificate(checked, tables),
        status,
        created: now,
        changed: now,
        gate: match (needs_approval, has_key) {
            (true, _) => Gate::Approval,
            (false, true) => Gate::Organization,
            (false, false) => Gate::Csr,
        },
        ready: (status == OrderStatus::Pending).then_some(now),
        organization: checked.organization.id,
        container: checked.terms.container.unwrap_or(checked.organization.container),
        user: call.user(),
        key: Some(call.key.name.clone()),
        alternative_order_id: body.text("alternative_order_id"),
        ignored_reference: None,
        payment_method: checked.payment_method.clone(),
        price: checked.price,
        dcv_method: checked.terms.dcv_method.clone(),
        dcv_scope: checked.terms.dcv_scope,
        uses_qvtl: checked.names.uses_qvtl,
        request: ApprovalRequest {
            id: tables.next_request(),
            status: request_status,
            processed: (!needs_approval).then_some(now),
            processor_comment: None,
        },
        organization_contact: checked.organization_contact.clone().map(Box::new),
        technical_contact: checked.technical_contact.clone().map(Box::new),
        verified_contacts: checked.party.people.verified_contacts.clone(),
        notes: Vec::new(),
        additional_emails: body.texts("additional_emails"),
        custom_fields: body.values("custom_fields"),
        comments: body.text("comments"),
        renewal_of: checked.renewal_of,
        disable_renewal_notifications: body.flag("disable_renewal_notifications").unwrap_or(false),
        issued: None,
        earlier: Vec::new(),
        reissue: None,
        later: Vec::new(),
        is_invented: false,
    };
    let gate = gate(&order, checked, tables, now);
    Order { gate, ..order }
}

/// The gate a new order stands before; what it brings with it is not in the tables yet.
fn gate(order: &Order, checked: &Checked, tables: &Tables, now: Timestamp) -> Gate {
    if order.ready.is_none() || !tables.organizations.contains_key(&order.organization) {
        return order.gate;
    }
    let last = if checked.domains.is_open() {
        Gate::Domain
    } else {
        Gate::Issuance
    };
    first_gate(tables, order, Gate::Organization, now).min(last)
}

fn plan_certificate(checked: &Checked, tables: &Tables) -> CertificatePlan {
    let certificate = &checked.certificate;
    CertificatePlan {
        id: tables.next_certificate(),
        common_name: checked.names.common_name.clone(),
        dns_names: checked.names.dns_names.clone(),
        csr: certificate.csr.clone(),
        spki_sha256: certificate.key.as_ref().map(|key| key.sha256.clone()),
        key_size: certificate.key.as_ref().map_or(0, |key| key.bits),
        server_platform: certificate.server_platform,
        oin: certificate.oin.clone(),
        exclude_oin: certificate.exclude_oin,
        lifetime: checked.terms.lifetime,
    }
}

/// What the order changes besides itself: people, organizations, domains and the balance.
fn consequences(checked: &Checked, order: &Order, tables: &Tables) -> Vec<Record> {
    let people = &checked.party.people;
    let mut records: Vec<Record> = people.users.iter().cloned().map(Record::User).collect();
    let others = tables
        .organizations
        .values()
        .filter(|other| other.id != checked.organization.id);
    for other in others {
        if other
            .contacts()
            .any(|contact| people.contacts.iter().any(|changed| changed.id == contact.id))
        {
            let mut other = other.clone();
            for contact in other.contacts_mut() {
                if let Some(changed) = people.contacts.iter().find(|changed| changed.id == contact.id) {
                    *contact = changed.clone();
                }
            }
            records.push(Record::Organization(Box::new(other)));
        }
    }
    records.push(Record::Organization(Box::new(checked.organization.clone())));
    records.extend(checked.domains.records());
    if order.payment_method == "balance" {
        records.push(Record::Balance(tables.balance.minus(order.price)));
    }
    records
}

/// The members of an order's certificate that a late signing request fills in.
pub(crate) fn members_of_csr(body: Members<'_>) -> Option<String> {
    body.text("csr").or_else(|| body.at("certificate").text("csr"))
}
