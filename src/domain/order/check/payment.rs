//! Rules about how the order is paid. The card itself is checked where it is typed: see [`crate::domain::card`].

use super::{filled, number};
use crate::domain::country;
use crate::domain::findings::Findings;
use crate::domain::order::OrderForm;
use crate::domain::order::switches::Switches;
use crate::domain::payment::{BillingAddress, Payment, PaymentMethod};
use crate::domain::rules;

/// The payment question.
pub(super) fn check(form: &OrderForm, switches: Switches, findings: &mut Findings) -> Option<Payment> {
    let Some(method) = PaymentMethod::of_word(form.payment_method.trim()) else {
        findings.add(&rules::PAYMENT_METHOD_UNKNOWN, "payment_method");
        return None;
    };
    if !switches.allow_payment(method) {
        findings.add(&rules::PAYMENT_METHOD_SWITCHED_OFF, "payment_method");
        return None;
    }
    // The details of a card are not kept, so they could not be there when the approval comes.
    if method == PaymentMethod::Card && switches.needs_approval() {
        findings.add(&rules::PAYMENT_CARD_APPROVAL, "payment_method");
    }
    if !method.is_in_reference() {
        findings.add(&rules::PAYMENT_METHOD_NOT_IN_REFERENCE, "payment_method");
    }
    match method {
        PaymentMethod::Balance => Some(Payment::Balance),
        PaymentMethod::WireTransfer => Some(Payment::WireTransfer),
        PaymentMethod::Profile => {
            if form.payment_profile.trim().is_empty() {
                findings.add(&rules::PAYMENT_PROFILE_MISSING, "payment_profile");
            }
            let rule = &rules::PAYMENT_PROFILE_NOT_A_NUMBER;
            number(&form.payment_profile, "payment_profile", rule, findings).map(Payment::Profile)
        }
        PaymentMethod::Card => billing_address(form, findings).map(Payment::Card),
    }
}

fn billing_address(form: &OrderForm, findings: &mut Findings) -> Option<BillingAddress> {
    for field in ["billing_address", "billing_city"] {
        if form.field(field).and_then(filled).is_none() {
            findings.add(&rules::BILLING_DETAIL_MISSING, field);
        }
    }
    let typed = filled(&form.billing_country);
    let country = typed.as_deref().and_then(country::code);
    match (typed, country) {
        (None, _) => findings.add(&rules::BILLING_DETAIL_MISSING, "billing_country"),
        (Some(_), None) => findings.add(&rules::COUNTRY_UNKNOWN, "billing_country"),
        (Some(_), Some(_)) => {}
    }
    Some(BillingAddress {
        address: filled(&form.billing_address)?,
        address2: filled(&form.billing_address2),
        city: filled(&form.billing_city)?,
        state: filled(&form.billing_state),
        country: country?,
        zip: filled(&form.billing_zip),
    })
}
