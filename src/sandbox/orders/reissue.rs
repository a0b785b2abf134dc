//! The reissue of a certificate (CertCentral: Reissue certificate, List reissues).

use serde_json::{Map, Value, json};

use super::{
    approval::set_out,
    check::{self, Findings, Terms, missing},
    domains,
    validity::{certificate_row, order_status},
};
use crate::sandbox::{
    answer::{Answer, Refusal},
    control::Settings,
    door::Call,
    shared::Shared,
    store::{
        CertificatePlan, Gate, LaterRequest, Order, OrderStatus, Record, Reissue, RequestKind, RequestStatus, Tables,
    },
};

/// Takes a request for a reissue: the same order, another certificate. That it costs nothing is made up.
pub(super) fn reissue(shared: &Shared, call: &Call, id: &str) -> Result<Answer, Refusal> {
    if !call.json.as_ref().is_some_and(Value::is_object) {
        return Err(Refusal::BadFormat);
    }
    let settings = shared.settings().clone();
    let mut world = shared.world();
    let now = shared.clock.now();
    let mut order = world.tables.find_order(id).cloned().ok_or(Refusal::NotFound("order"))?;
    let status = order.status_at(now);
    if status != OrderStatus::Issued {
        return Err(order_status(status, "be reissued"));
    }
    let mut findings = Findings::new();
    let organization = world.tables.organizations.get(&order.organization);
    let names = check::names(call.members(), organization, &mut findings);
    let plan = plan(call, &names, &order, &world.tables, &mut findings);
    let (Some(plan), Some(organization)) = (plan.filter(|_| findings.is_empty()), organization) else {
        return Err(Refusal::Invalid(findings));
    };
    let terms = Terms {
        container: None,
        dcv_method: order.dcv_method.clone(),
        dcv_scope: order.dcv_scope,
        lifetime: order.certificate.lifetime,
    };
    let names = check::Names {
        uses_qvtl: order.uses_qvtl,
        ..names
    };
    let domains = domains::plan(&world.tables, &names, &terms, organization, now);
    let mut records: Vec<Record> = domains.records().collect();
    let request = request(call, &settings, &world.tables, now);
    let (request_id, is_approved) = (request.id, request.status == RequestStatus::Approved);
    let answer = show(&order, &request, plan.id);
    order.later.push(request);
    order.reissue = Some(Box::new(Reissue {
        plan,
        request: request_id,
    }));
    order.turn(OrderStatus::ReissuePending, now);
    order.gate = Gate::Approval;
    if is_approved {
        set_out(&mut order, &world.tables, now);
        // The new domains are not in the tables yet.
        order.gate = order.gate.min(if domains.is_open() {
            Gate::Domain
        } else {
            Gate::Issuance
        });
    }
    records.push(Record::Order(Box::new(order)));
    world.commit(records)?;
    Ok(Answer::created(answer))
}

/// What the next certificate is to contain; what may not change is as it was ordered.
fn plan(
    call: &Call,
    names: &check::Names,
    order: &Order,
    tables: &Tables,
    findings: &mut Findings,
) -> Option<CertificatePlan> {
    let members = call.members().at("certificate");
    let certificate = check::certificate(call.members(), findings);
    let key = match certificate.key {
        Some(key) => key,
        None => {
            if findings.is_empty() {
                findings.push(missing("certificate.csr"));
            }
            return None;
        }
    };
    let old = &order.certificate;
    let names_platform = members.has("server_platform");
    Some(CertificatePlan {
        id: tables.next_reissued_certificate(),
        common_name: names.common_name.clone(),
        dns_names: names.dns_names.clone(),
        csr: certificate.csr,
        spki_sha256: Some(key.sha256),
        key_size: key.bits,
        server_platform: if names_platform {
            certificate.server_platform
        } else {
            old.server_platform
        },
        oin: certificate.oin.or_else(|| old.oin.clone()),
        exclude_oin: members.flag("exclude_oin").unwrap_or(old.exclude_oin),
        lifetime: old.lifetime,
    })
}

fn request(call: &Call, settings: &Settings, tables: &Tables, now: jiff::Timestamp) -> LaterRequest {
    let skips = call.members().flag("skip_approval").unwrap_or(false);
    let waits = settings.reissues_need_approval && !skips || settings.stop_at == Some(Gate::Approval);
    LaterRequest {
        comments: call.members().text("comments"),
        ..LaterRequest::new(tables.next_request(), RequestKind::Reissue, call.user(), now, waits)
    }
}

/// The answer; the certificate's id is there only where nothing has to be approved.
fn show(order: &Order, request: &LaterRequest, certificate: u64) -> Value {
    let mut answer = Map::new();
    answer.insert("id".to_owned(), json!(order.id));
    let row = json!({ "id": request.id, "status": request.status.as_str() });
    answer.insert("requests".to_owned(), json!([row]));
    if request.status == RequestStatus::Approved {
        answer.insert("certificate_id".to_owned(), json!(certificate));
    }
    Value::Object(answer)
}

/// The certificates that came by reissues, the one that is under way last.
pub(super) fn list(shared: &Shared, id: &str) -> Result<Answer, Refusal> {
    let world = shared.world();
    let now = shared.clock.now();
    let order = world.tables.find_order(id).ok_or(Refusal::NotFound("order"))?;
    let earlier = order.earlier.iter().map(|found| (&found.plan, Some(&found.issued)));
    let all = earlier.chain([(&order.certificate, order.issued.as_ref())]);
    let under_way = order.reissue.iter().map(|reissue| (&reissue.plan, None));
    // The first of all is the one that was ordered.
    let rows: Vec<Value> = all
        .skip(1)
        .chain(under_way)
        .map(|(plan, issued)| certificate_row(order, plan, issued, now))
        .collect();
    Ok(Answer::ok(json!({ "certificates": rows })))
}
