//! What of an order is carried into another one, by "Order again" and by templates.

use super::OrderForm;

impl OrderForm {
    /// The form for another order like this one. Everything is carried but the key, of which each certificate has one of
    /// its own, and the agreement, which is an act and not an answer. Card data is never in a form.
    #[must_use]
    pub fn for_another_order(&self) -> Self {
        // Cloned and cleared, so that a field added later is carried without a change here.
        Self {
            csr: String::new(),
            csa_agreed: String::new(),
            private_key_removed: false,
            ..self.clone()
        }
    }

    /// The form for another attempt at this same order, after the first was given up: with its key, which no certificate
    /// has, but without the agreement, which is an act and not an answer.
    #[must_use]
    pub fn for_another_attempt(&self) -> Self {
        Self {
            csa_agreed: String::new(),
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::order::{ContactForm, OrderForm};

    #[test]
    fn every_field_is_carried_but_the_csr_and_the_agreement() {
        let plain = OrderForm::FIELDS.iter().map(|name| (*name, format!("typed in {name}")));
        let mut form = OrderForm::from_fields(plain);
        form.contacts = vec![
            ContactForm::default(),
            ContactForm {
                email: "ada@voorbeeld.nl".to_owned(),
                ..ContactForm::default()
            },
        ];
        form.private_key_removed = true;
        let next = form.for_another_order();
        for name in OrderForm::FIELDS {
            let expected = match *name {
                "csr" | "csa_agreed" => String::new(),
                name => format!("typed in {name}"),
            };
            assert_eq!(next.field(name), Some(expected.as_str()), "{name}");
        }
        assert_eq!(next.contacts, form.contacts);
        assert!(!next.private_key_removed);
    }
}
