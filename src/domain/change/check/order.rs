//! Rules about what is done with a placed order (CertCentral: Update order status, Reissue certificate, Revoke certificate,
//! Update order contacts, Add note).

use super::{Circumstances, domain, fits, people};
use crate::domain::change::form::{ChangeForm, CsrTyped, ReissueForm, RevokeForm};
use crate::domain::change::order::facts::key;
use crate::domain::change::order::form::REASONS;
use crate::domain::change::order::possible;
use crate::domain::change::request::{ChangeRequest, OrderAction, Reissue, Revocation};
use crate::domain::csr::Csr;
use crate::domain::directory::DcvMethod;
use crate::domain::findings::Findings;
use crate::domain::ids::RemoteOrderId;
use crate::domain::names::as_used;
use crate::domain::order::check::{check_names, csr};
use crate::domain::order::{OrderRecord, RemoteStatus};
use crate::domain::product::PRIVATE_SERVICES_SERVER;
use crate::domain::rules::{self, Rule};

/// The most characters of what is said with an action: a page of them, as in the journal. DigiCert tells no limit.
const MOST_SAID: usize = 2000;

pub(super) fn request(
    id: RemoteOrderId,
    form: &ChangeForm,
    circumstances: &Circumstances<'_>,
    f: &mut Findings,
) -> Option<ChangeRequest> {
    let order = &circumstances.order()?.record;
    if let Err(why) = possible(form.kind(), order) {
        let status = order.status.as_ref().map_or("", RemoteStatus::word);
        f.add_with(why, "", vec![("status", status.to_owned())]);
    }
    let action = action(form, order, circumstances, f)?;
    Some(ChangeRequest::OnOrder(id, Box::new(action)))
}

fn action(
    form: &ChangeForm,
    order: &OrderRecord,
    circumstances: &Circumstances<'_>,
    f: &mut Findings,
) -> Option<OrderAction> {
    match form {
        ChangeForm::CancelOrder { note } => {
            if order.status == Some(RemoteStatus::ReissuePending) {
                f.add(&rules::CANCEL_DROPS_REISSUE, "");
            }
            needed(note, "note", &rules::CANCEL_NOTE_MISSING, f).map(OrderAction::Cancel)
        }
        ChangeForm::AddCsr(typed) => {
            let names = as_used(
                Some(&order.certificate.common_name)
                    .filter(|name| !name.is_empty())
                    .map(String::as_str),
                &order.certificate.dns_names,
            );
            late_csr(typed, &names, circumstances, f).map(OrderAction::AddCsr)
        }
        ChangeForm::ReissueOrder(form) => reissue(form, order, circumstances, f).map(OrderAction::Reissue),
        ChangeForm::RevokeCertificate(form) => {
            let revocation = revocation(form, f)?;
            Some(OrderAction::RevokeCertificate(order.certificate.id?, revocation))
        }
        ChangeForm::RevokeOrder(form) => revocation(form, f).map(OrderAction::Revoke),
        ChangeForm::ChangeOrderContacts(form) => Some(people::of_order(form, order, f)),
        ChangeForm::OrderDcvMethod { dcv_method } => {
            domain::another_method(dcv_method, order.dcv_method.as_deref(), f).map(OrderAction::SetDcvMethod)
        }
        ChangeForm::NewOrderToken => {
            let method = order.dcv_method.as_deref().and_then(DcvMethod::of_word)?;
            Some(OrderAction::SetDcvMethod(method))
        }
        ChangeForm::ResendOrderEmails => Some(OrderAction::ResendEmails),
        ChangeForm::CheckOrderDcv => Some(OrderAction::CheckDcv),
        ChangeForm::AddOrderNote { text } => needed(text, "text", &rules::NOTE_MISSING, f).map(OrderAction::AddNote),
        _ => None,
    }
}

/// Something that must be said, and must not be a page long.
fn needed(typed: &str, field: &str, missing: &'static Rule, f: &mut Findings) -> Option<String> {
    let text = typed.trim();
    if text.is_empty() {
        f.add(missing, field);
        return None;
    }
    fits(text, MOST_SAID, field, f);
    Some(text.to_owned())
}

fn remark(typed: &str, f: &mut Findings) -> Option<String> {
    let text = typed.trim();
    fits(text, MOST_SAID, "comments", f);
    (!text.is_empty()).then(|| text.to_owned())
}

/// A CSR that comes after the order, by the same rules as one that comes with it.
fn late_csr(typed: &CsrTyped, names: &[&str], circumstances: &Circumstances<'_>, f: &mut Findings) -> Option<Csr> {
    if typed.private_key_removed {
        f.add(&rules::CSR_IS_PRIVATE_KEY, "csr");
        return None;
    }
    if let Some(fault) = typed.file_fault {
        f.add(csr::rule_of(fault), "csr");
        return None;
    }
    if typed.csr.trim().is_empty() {
        f.add(&rules::CSR_MISSING, "csr");
        return None;
    }
    let csr = csr::check_text(&typed.csr, names, &PRIVATE_SERVICES_SERVER, f)?;
    if let Some(order) = circumstances.key_used_by {
        f.add_with(&rules::CSR_KEY_USED_BEFORE, "csr", vec![("order", order.to_string())]);
    }
    Some(csr)
}

/// A certificate issued anew is to have a key of its own: the old one may be why it is issued anew.
fn reissue(
    form: &ReissueForm,
    order: &OrderRecord,
    circumstances: &Circumstances<'_>,
    f: &mut Findings,
) -> Option<Reissue> {
    let (common_name, dns_names) = check_names(&form.common_name, &form.dns_names, f);
    let csr = late_csr(
        &form.csr,
        &as_used(common_name.as_deref(), &dns_names),
        circumstances,
        f,
    );
    let is_same = csr
        .as_ref()
        .is_some_and(|csr| csr.spki_sha256() == key(&order.certificate));
    if is_same && form.keep_key.trim() == "yes" {
        f.add(&rules::REISSUE_KEEPS_KEY, "csr");
    } else if is_same {
        f.add(&rules::REISSUE_SAME_KEY, "csr");
    }
    let comments = remark(&form.comments, f);
    let hashes = PRIVATE_SERVICES_SERVER.signature_hashes.first();
    Some(Reissue {
        common_name: common_name?,
        dns_names,
        csr: csr?,
        signature_hash: (*hashes?).to_owned(),
        comments,
    })
}

fn revocation(form: &RevokeForm, f: &mut Findings) -> Option<Revocation> {
    let comments = remark(&form.comments, f);
    let Some(reason) = REASONS.into_iter().find(|reason| *reason == form.reason.trim()) else {
        f.add(&rules::REVOCATION_REASON_MISSING, "reason");
        return None;
    };
    Some(Revocation { reason, comments })
}
