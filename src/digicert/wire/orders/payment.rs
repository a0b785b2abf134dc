//! How an order is paid, and the members other orders document.

use secrecy::ExposeSecret;
use serde::{Serialize, Serializer};

use crate::domain::card::{CreditCard, WITHHELD};
use crate::domain::payment::{BillingAddress as DomainAddress, Payment};

/// `credit_card`: the members, or what stands in their place.
pub(super) enum CardMembers<'a> {
    /// To be sent.
    Sent(Card<'a>),
    /// To be shown or kept.
    Withheld,
}

/// All members are texts, as the reference has them, but for `save_credit_card`.
#[derive(Serialize)]
pub(super) struct Card<'a> {
    number: &'a str,
    expiration_month: &'a str,
    expiration_year: &'a str,
    cvv: &'a str,
    cardholder_name: &'a str,
    save_credit_card: Option<bool>,
    set_as_default: &'static str,
}

impl<'a> CardMembers<'a> {
    pub(super) fn of(card: &'a CreditCard) -> Self {
        Self::Sent(Card {
            number: card.number.expose_secret(),
            expiration_month: &card.expiration_month,
            expiration_year: &card.expiration_year,
            cvv: card.cvv.expose_secret(),
            cardholder_name: card.cardholder_name.expose_secret(),
            save_credit_card: card.save,
            set_as_default: if card.set_as_default { "1" } else { "0" },
        })
    }
}

impl Serialize for CardMembers<'_> {
    fn serialize<S: Serializer>(&self, into: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Sent(card) => card.serialize(into),
            Self::Withheld => into.serialize_str(WITHHELD),
        }
    }
}

/// The address a card is billed to.
#[derive(Serialize)]
pub(super) struct BillingAddress<'a> {
    address: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    address2: Option<&'a str>,
    city: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'a str>,
    country: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    zip: Option<&'a str>,
}

impl<'a> BillingAddress<'a> {
    pub(super) fn of(payment: &'a Payment) -> Option<Self> {
        let Payment::Card(billing) = payment else {
            return None;
        };
        let DomainAddress {
            address,
            address2,
            city,
            state,
            country,
            zip,
        } = billing;
        Some(Self {
            address,
            address2: address2.as_deref(),
            city,
            state: state.as_deref(),
            country: country.to_ascii_lowercase(),
            zip: zip.as_deref(),
        })
    }
}

/// One of the account's own fields (CertCentral: Custom fields).
#[derive(Serialize)]
pub(super) struct CustomField<'a> {
    metadata_id: i64,
    value: &'a str,
}

impl<'a> CustomField<'a> {
    pub(super) fn of((metadata_id, value): &'a (i64, String)) -> Self {
        Self {
            metadata_id: *metadata_id,
            value,
        }
    }
}
