//! Renewing an order: another one like it, with a key of its own, that says which order it renews where DigiCert may be
//! told.

use super::{ContactForm, Order, OrderForm, OrderRecord, RemoteStatus};
use crate::domain::contact::ContactRole;
use crate::domain::directory::PersonDetails;
use crate::domain::directory::details::Fields;

/// Why an order cannot be renewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRenewable {
    /// Another order renewed it already.
    RenewedAlready,
    /// It has no certificate that could be renewed.
    NoCertificate,
}

/// Whether an order can be renewed, by what DigiCert says of it.
///
/// # Errors
/// Says why not.
pub fn renewable(status: Option<&RemoteStatus>, record: Option<&OrderRecord>) -> Result<(), NotRenewable> {
    if record.is_some_and(|record| record.is_renewed) {
        return Err(NotRenewable::RenewedAlready);
    }
    match status {
        Some(RemoteStatus::Issued | RemoteStatus::Expired | RemoteStatus::ReissuePending) => Ok(()),
        _ => Err(NotRenewable::NoCertificate),
    }
}

/// The form of the order that renews one: everything but its CSR and the agreement. Of an order that was placed elsewhere
/// it is what DigiCert tells. `says_which` tells whether the order to be renewed may be named.
#[must_use]
pub fn renewal(order: &Order, record: Option<&OrderRecord>, says_which: bool) -> OrderForm {
    let mut form = order.form.for_another_order();
    if order.attempt.is_none()
        && let Some(record) = record
    {
        fill_in(&mut form, record);
    }
    form.csr_choice = "now".to_owned();
    form.renewal_of_order_id = match &order.remote {
        Some(remote) if says_which => remote.id.to_string(),
        _ => String::new(),
    };
    form
}

fn fill_in(form: &mut OrderForm, record: &OrderRecord) {
    let certificate = &record.certificate;
    let put = |slot: &mut String, value: String| {
        if !value.is_empty() {
            *slot = value;
        }
    };
    let further = certificate.dns_names.iter();
    let further = further.filter(|name| !name.eq_ignore_ascii_case(&certificate.common_name));
    put(&mut form.common_name, certificate.common_name.clone());
    form.dns_names = further.cloned().collect::<Vec<_>>().join("\n");
    put(
        &mut form.organization,
        record.organization.map(|id| id.to_string()).unwrap_or_default(),
    );
    put(
        &mut form.container,
        record.container.map(|id| id.to_string()).unwrap_or_default(),
    );
    put(&mut form.dcv_method, record.dcv_method.clone().unwrap_or_default());
    let is_qvtl = certificate.common_name.to_lowercase().ends_with(".qvtl.nl");
    put(&mut form.domain_choice, if is_qvtl { "qvtl" } else { "own" }.to_owned());
    let people = [
        (
            ContactRole::OrganizationContactOfOrder,
            record.organization_contact.iter(),
        ),
        (ContactRole::TechnicalContactOfOrder, record.technical_contact.iter()),
    ];
    form.contacts = people
        .into_iter()
        .flat_map(|(role, people)| people.map(move |person| contact(role, person)))
        .collect();
}

fn contact(role: ContactRole, person: &PersonDetails) -> ContactForm {
    let mut form = ContactForm {
        contact_type: role.word().to_owned(),
        ..ContactForm::default()
    };
    for name in PersonDetails::NAMES {
        if let Some(slot) = form.field_mut(name) {
            person.value(name).clone_into(slot);
        }
    }
    form
}
