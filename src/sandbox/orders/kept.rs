//! The body of an order as it is remembered: byte for byte, but for a payment card, of which only enough is kept to
//! see that each member arrived.

use serde_json::{Map, Value};

use crate::sandbox::door::Call;

/// Members of a card that may be kept as they came; the number and the verification value may not, and neither may a
/// member nobody expected, for it may be a misspelt one of those.
const HARMLESS: [&str; 5] = [
    "expiration_month",
    "expiration_year",
    "cardholder_name",
    "save_credit_card",
    "set_as_default",
];

/// The text to remember for an order.
pub(crate) fn kept_body(call: &Call) -> String {
    let card = call.json.as_ref().and_then(|body| body.get("credit_card"));
    let Some(card) = card.filter(|card| !card.is_null()) else {
        return call.incoming.body.clone();
    };
    let masked = masked(card);
    let mut body = call.json.clone().unwrap_or_default();
    if let Some(members) = body.as_object_mut() {
        members.insert("credit_card".to_owned(), masked);
    }
    body.to_string()
}

/// A card without what could be used to pay.
fn masked(card: &Value) -> Value {
    let Some(members) = card.as_object() else {
        return Value::String("not stored".to_owned());
    };
    let member = |(name, value): (&String, &Value)| {
        let kept = match (name.as_str(), value) {
            (_, Value::Null) => Value::Null,
            ("number", value) => Value::String(masked_number(value)),
            ("cvv", _) => Value::String("***".to_owned()),
            (name, value) if HARMLESS.contains(&name) && !value.is_object() && !value.is_array() => value.clone(),
            _ => Value::String("not stored".to_owned()),
        };
        (name.clone(), kept)
    };
    Value::Object(members.iter().map(member).collect::<Map<_, _>>())
}

/// The last four digits behind stars; nothing of a number that is too short to be a card's.
fn masked_number(number: &Value) -> String {
    let text = number.as_str().map_or_else(|| number.to_string(), str::to_owned);
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let hidden = digits.len().saturating_sub(4);
    match digits.get(hidden..) {
        Some(shown) if digits.len() >= 12 => format!("{}{shown}", "*".repeat(hidden)),
        _ => "***".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_card_keeps_its_members_and_not_its_secrets() {
        for (card, kept) in [
            (
                json!({ "number": "4111 1111-1111 1234", "expiration_month": "09", "expiration_year": 2031, "cvv": 333,
                    "cardholder_name": "J. Doe", "save_credit_card": null, "set_as_default": "0" }),
                json!({ "number": "************1234", "expiration_month": "09", "expiration_year": 2031, "cvv": "***",
                    "cardholder_name": "J. Doe", "save_credit_card": null, "set_as_default": "0" }),
            ),
            (
                json!({ "number": 378_282_246_310_005_u64, "save_credit_card": false, "set_as_default": 1 }),
                json!({ "number": "***********0005", "save_credit_card": false, "set_as_default": 1 }),
            ),
            (
                json!({ "number": "1234567", "cvv": null, "card_number": "4111111111111111",
                    "cardholder_name": ["4111111111111111"] }),
                json!({ "number": "***", "cvv": null, "card_number": "not stored", "cardholder_name": "not stored" }),
            ),
            (json!("4111111111111111"), json!("not stored")),
        ] {
            assert_eq!(masked(&card), kept);
        }
    }
}
