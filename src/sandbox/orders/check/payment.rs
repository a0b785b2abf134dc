//! How an order is paid: from the balance, by card, by a stored profile or by wire transfer.
//!
//! The reference's own list of methods is lost; these four are what known clients send.

use super::{Findings, missing, not_allowed};
use crate::sandbox::{answer::made_up, money::Money, reading::Members};

/// Checks the payment and gives the method's name; nothing of a card is kept.
pub(crate) fn payment(body: Members<'_>, price: Money, available: Money, findings: &mut Findings) -> String {
    let method = body.text("payment_method").unwrap_or_default();
    match method.as_str() {
        "balance" if price > available => {
            findings.push(made_up("not_enough_funds", "The balance is not enough for this order."));
        }
        "balance" | "wire_transfer" => {}
        "card" => card(body, findings),
        "profile" => {
            if !body.at("payment_profile").has("id") {
                findings.push(missing("payment_profile.id"));
            }
        }
        "" => findings.push(missing("payment_method")),
        _ => findings.push(not_allowed(
            "payment_method",
            "must be balance, card, profile or wire_transfer",
        )),
    }
    method
}

fn card(body: Members<'_>, findings: &mut Findings) {
    let card = body.at("credit_card");
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let mut check = |name: &str, rule: &str, is_right: &dyn Fn(&str) -> bool| match card.text(name) {
        None => findings.push(missing(&format!("credit_card.{name}"))),
        Some(text) if !is_right(&text) => findings.push(not_allowed(&format!("credit_card.{name}"), rule)),
        Some(_) => {}
    };
    check("number", "must be a card number", &|text| {
        let compact: String = text.chars().filter(|sign| !matches!(sign, ' ' | '-')).collect();
        (12..=19).contains(&compact.len()) && digits(&compact)
    });
    check("expiration_month", "must be 01 to 12", &|text| {
        text.len() == 2 && text.parse().is_ok_and(|month: u8| (1..=12).contains(&month))
    });
    check("expiration_year", "must have four digits", &|text| {
        text.len() == 4 && digits(text)
    });
    check("cvv", "must have three or four digits", &|text| {
        (3..=4).contains(&text.len()) && digits(text)
    });
    check("cardholder_name", "must be a name", &|text| !text.is_empty());
    if card.flag("set_as_default").is_none() {
        findings.push(missing("credit_card.set_as_default"));
    }
    if card.has("save_credit_card") && card.flag("save_credit_card").is_none() {
        findings.push(not_allowed(
            "credit_card.save_credit_card",
            "must be true, false or null",
        ));
    }
    let address = body.at("billing_address");
    for name in ["address", "city", "country"] {
        if address.text(name).is_none() {
            findings.push(missing(&format!("billing_address.{name}")));
        }
    }
}
