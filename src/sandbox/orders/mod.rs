//! Orders: placing, reading, finding and changing them (CertCentral: Orders).

mod answers;
mod approval;
mod change;
mod check;
mod dcv;
mod domains;
mod filter;
mod info;
mod kept;
mod list;
mod place;
mod prices;
mod reissue;
mod revoke;
mod status_changes;
mod validation;
mod validity;

pub(crate) use approval::{RequestView, approve, pending_request, reject, requests};
pub(crate) use check::{
    DCV_METHODS, Findings, MEMBERS, People, check_details, check_lengths, duplicate, duplicate_of, missing,
    new_organization, not_allowed,
};
pub(crate) use info::{info, product, show_user};
pub(crate) use list::quoted;
pub(crate) use prices::estimate;
pub(crate) use revoke::{revoke_certificate, revoked};

use super::{
    answer::{Answer, Refusal},
    door::Call,
    shared::Shared,
};

/// Answers a call below `/order`.
pub(crate) fn answer(shared: &Shared, call: &Call, path: &[&str]) -> Result<Answer, Refusal> {
    match (call.incoming.method.as_str(), path) {
        ("GET", ["certificate"]) => Ok(list::list(shared, call)),
        ("GET", ["certificate", "status-changes"]) => status_changes::status_changes(shared, call),
        ("GET", ["alternate", reference]) => status_changes::alternate(shared, call, reference),
        ("GET", ["certificate", id]) => info::answer(shared, call, id),
        ("GET", ["certificate", id, "validation"]) => validation::validation(shared, id),
        ("POST", ["certificate", "pkio_private_services_server"]) => place::place(shared, call),
        ("POST", ["certificate", _]) => Err(Refusal::NotFound("product")),
        ("PUT", ["certificate", id, "status"]) => change::cancel(shared, call, id),
        ("POST" | "PUT", ["certificate", id, "csr"]) => change::add_csr(shared, call, id),
        ("POST", ["certificate", id, "note"]) => change::add_note(shared, call, id),
        ("POST", ["certificate", id, "reissue"]) => reissue::reissue(shared, call, id),
        ("GET", ["certificate", id, "reissue"]) => reissue::list(shared, id),
        ("PUT", ["certificate", id, "revoke"]) => revoke::revoke_order(shared, call, id),
        ("PUT", ["certificate", id, "contact"]) => change::set_contacts(shared, call, id),
        ("POST", ["certificate", id, "custom-field"]) => change::set_custom_field(shared, call, id),
        ("PUT", ["certificate", id, "dcv-method"]) => dcv::set_method(shared, call, id),
        ("PUT", ["certificate", id, "check-dcv"]) => dcv::check(shared, call, id),
        ("PUT", ["certificate", id, "resend-emails"]) => dcv::resend(shared, id),
        _ => Err(Refusal::NotFound("route")),
    }
}
