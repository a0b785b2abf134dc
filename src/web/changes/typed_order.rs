//! What is typed to do something with a placed order: to and from the values of its form.

use super::typed::{Values, put as put_record, record, value};
use crate::domain::change::form::{ChangeForm, ChangeKind, ContactsForm, CsrTyped, ReissueForm, RevokeForm};

/// The action of that kind that was submitted. None for a kind that is not about an order.
pub(super) fn read(kind: ChangeKind, values: &[(String, String)]) -> Option<ChangeForm> {
    let one = |name: &str| value(values, name);
    let revocation = || RevokeForm {
        reason: one("reason"),
        comments: one("comments"),
    };
    let form = match kind {
        ChangeKind::CancelOrder => ChangeForm::CancelOrder { note: one("note") },
        ChangeKind::AddCsr => ChangeForm::AddCsr(CsrTyped::pasted(&one("csr"))),
        ChangeKind::ReissueOrder => ChangeForm::ReissueOrder(Box::new(ReissueForm {
            common_name: one("common_name"),
            dns_names: one("dns_names"),
            csr: CsrTyped::pasted(&one("csr")),
            keep_key: one("keep_key"),
            comments: one("comments"),
        })),
        ChangeKind::RevokeCertificate => ChangeForm::RevokeCertificate(revocation()),
        ChangeKind::RevokeOrder => ChangeForm::RevokeOrder(revocation()),
        ChangeKind::ChangeOrderContacts => ChangeForm::ChangeOrderContacts(Box::new(ContactsForm {
            organization_contact: record("organization_contact", values),
            technical_choice: one("technical_choice"),
            technical_contact: record("technical_contact", values),
        })),
        ChangeKind::OrderDcvMethod => ChangeForm::OrderDcvMethod {
            dcv_method: one("dcv_method"),
        },
        ChangeKind::ResendOrderEmails => ChangeForm::ResendOrderEmails,
        ChangeKind::CheckOrderDcv => ChangeForm::CheckOrderDcv,
        ChangeKind::NewOrderToken => ChangeForm::NewOrderToken,
        ChangeKind::AddOrderNote => ChangeForm::AddOrderNote { text: one("text") },
        _ => return None,
    };
    Some(form)
}

/// The values of its form.
pub(super) fn put(values: &mut Values, form: &ChangeForm) {
    let mut one = |name: &str, value: &str| values.push((name.to_owned(), value.to_owned()));
    match form {
        ChangeForm::CancelOrder { note } => one("note", note),
        ChangeForm::AddCsr(csr) => one("csr", &csr.csr),
        ChangeForm::ReissueOrder(form) => {
            one("common_name", &form.common_name);
            one("dns_names", &form.dns_names);
            one("csr", &form.csr.csr);
            one("keep_key", &form.keep_key);
            one("comments", &form.comments);
        }
        ChangeForm::RevokeCertificate(form) | ChangeForm::RevokeOrder(form) => {
            one("reason", &form.reason);
            one("comments", &form.comments);
        }
        ChangeForm::ChangeOrderContacts(form) => {
            one("technical_choice", &form.technical_choice);
            put_record(values, "organization_contact", &form.organization_contact);
            put_record(values, "technical_contact", &form.technical_contact);
        }
        ChangeForm::OrderDcvMethod { dcv_method } => one("dcv_method", dcv_method),
        ChangeForm::AddOrderNote { text } => one("text", text),
        _ => {}
    }
}

/// One of each, filled in.
#[cfg(test)]
pub(super) fn every_form() -> Vec<ChangeForm> {
    let text = |text: &str| text.to_owned();
    let revocation = || RevokeForm {
        reason: text("superseded"),
        comments: text("Vervangen"),
    };
    let person = |name: &str| crate::domain::directory::PersonDetails {
        first_name: text(name),
        ..Default::default()
    };
    vec![
        ChangeForm::CancelOrder { note: text("Dubbel") },
        ChangeForm::AddCsr(CsrTyped::pasted("a request")),
        ChangeForm::ReissueOrder(Box::new(ReissueForm {
            common_name: text("a.nl"),
            dns_names: text("b.nl\nc.nl"),
            csr: CsrTyped::pasted("a request"),
            keep_key: text("yes"),
            comments: text("Nieuwe server"),
        })),
        ChangeForm::RevokeCertificate(revocation()),
        ChangeForm::RevokeOrder(revocation()),
        ChangeForm::ChangeOrderContacts(Box::new(ContactsForm {
            organization_contact: person("Ada"),
            technical_choice: text("set"),
            technical_contact: person("Bram"),
        })),
        ChangeForm::OrderDcvMethod {
            dcv_method: text("email"),
        },
        ChangeForm::AddOrderNote { text: text("Gebeld") },
    ]
}
