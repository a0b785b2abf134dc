//! What the endpoint takes but not every account uses: off unless the configuration switches it on.

use crate::domain::payment::PaymentMethod;

/// A member of the order that the reference does not list for this product, though other orders have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Extra {
    /// The account's own fields.
    CustomFields,
    /// A remark for whoever approves the order.
    Comments,
    /// Further addresses that get mail about the order.
    AdditionalEmails,
    /// The order which this one renews.
    RenewalOfOrderId,
}

impl Extra {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 4] = [
        Self::Comments,
        Self::AdditionalEmails,
        Self::CustomFields,
        Self::RenewalOfOrderId,
    ];

    /// The word on the wire, which is also the field's name on the form.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::CustomFields => "custom_fields",
            Self::Comments => "comments",
            Self::AdditionalEmails => "additional_emails",
            Self::RenewalOfOrderId => "renewal_of_order_id",
        }
    }

    /// The member of that name.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|extra| extra.word() == word)
    }

    const fn bit(self) -> u8 {
        match self {
            Self::CustomFields => 1,
            Self::Comments => 1 << 1,
            Self::AdditionalEmails => 1 << 2,
            Self::RenewalOfOrderId => 1 << 3,
        }
    }
}

/// What is switched on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Switches {
    payments: u8,
    extras: u8,
    approval: bool,
}

impl Switches {
    /// The same with that method of payment.
    #[must_use]
    pub fn with_payment(mut self, method: PaymentMethod) -> Self {
        self.payments |= payment_bit(method);
        self
    }

    /// The same with that member.
    #[must_use]
    pub fn with_extra(mut self, extra: Extra) -> Self {
        self.extras |= extra.bit();
        self
    }

    /// The same where every order needs the approval of a second person.
    #[must_use]
    pub fn with_approval(mut self) -> Self {
        self.approval = true;
        self
    }

    /// Whether every order needs the approval of a second person.
    #[must_use]
    pub fn needs_approval(self) -> bool {
        self.approval
    }

    /// Whether an order may be paid like that. The balance is always there.
    #[must_use]
    pub fn allow_payment(self, method: PaymentMethod) -> bool {
        method == PaymentMethod::Balance || self.payments & payment_bit(method) != 0
    }

    /// Whether an order may carry that member.
    #[must_use]
    pub fn allow_extra(self, extra: Extra) -> bool {
        self.extras & extra.bit() != 0
    }

    /// The methods an order may be paid by.
    pub fn payments(self) -> impl Iterator<Item = PaymentMethod> {
        PaymentMethod::ALL
            .into_iter()
            .filter(move |method| self.allow_payment(*method))
    }
}

const fn payment_bit(method: PaymentMethod) -> u8 {
    match method {
        PaymentMethod::Balance => 1,
        PaymentMethod::Card => 1 << 1,
        PaymentMethod::Profile => 1 << 2,
        PaymentMethod::WireTransfer => 1 << 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_balance_is_on_by_itself() {
        let off = Switches::default();
        assert_eq!(off.payments().collect::<Vec<_>>(), [PaymentMethod::Balance]);
        assert!(Extra::ALL.iter().all(|extra| !off.allow_extra(*extra)));
        let on = off.with_payment(PaymentMethod::Card).with_extra(Extra::Comments);
        assert!(on.allow_payment(PaymentMethod::Card) && !on.allow_payment(PaymentMethod::Profile));
        assert!(on.allow_extra(Extra::Comments) && !on.allow_extra(Extra::CustomFields));
    }
}
