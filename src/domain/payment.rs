//! How an order is paid (CertCentral: Order PKIo Private Services Server, `payment_method`).
//!
//! The reference's list of methods is not complete in print: `balance` and `card` follow from it, `profile` and
//! `wire_transfer` are known from other clients of the API only. All but `balance` are off unless switched on.

/// A method, by its word on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PaymentMethod {
    /// From the account's balance.
    Balance,
    /// By a credit card, typed for this one request.
    Card,
    /// By a payment profile stored in the account. Not stated in the reference.
    Profile,
    /// By wire transfer. Not stated in the reference.
    WireTransfer,
}

impl PaymentMethod {
    /// All methods.
    pub const ALL: [Self; 4] = [Self::Balance, Self::Card, Self::Profile, Self::WireTransfer];

    /// The value on the wire, in form fields and in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Balance => "balance",
            Self::Card => "card",
            Self::Profile => "profile",
            Self::WireTransfer => "wire_transfer",
        }
    }

    /// The method of that name.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.word() == word)
    }

    /// Whether the reference of the endpoint names it.
    #[must_use]
    pub fn is_in_reference(self) -> bool {
        matches!(self, Self::Balance | Self::Card)
    }
}

/// How an order is paid, with what the method needs. A card itself is never part of it: see [`super::card`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Payment {
    /// From the account's balance.
    Balance,
    /// By a card that is typed beside the button; the address it is billed to.
    Card(BillingAddress),
    /// By the stored profile of that id.
    Profile(String),
    /// By wire transfer.
    WireTransfer,
}

impl Payment {
    /// The method.
    #[must_use]
    pub fn method(&self) -> PaymentMethod {
        match self {
            Self::Balance => PaymentMethod::Balance,
            Self::Card(_) => PaymentMethod::Card,
            Self::Profile(_) => PaymentMethod::Profile,
            Self::WireTransfer => PaymentMethod::WireTransfer,
        }
    }
}

/// The address a card is billed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BillingAddress {
    /// Street and number.
    pub address: String,
    /// More of it.
    pub address2: Option<String>,
    /// City.
    pub city: String,
    /// State or province.
    pub state: Option<String>,
    /// Country (ISO 3166-1 alpha-2), capital letters.
    pub country: &'static str,
    /// Postal code.
    pub zip: Option<String>,
}
