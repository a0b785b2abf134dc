//! What a person typed. It is text, always parses, and is stored as it is, right or wrong.

use serde::{Deserialize, Serialize};

use crate::domain::csr;

/// Lets the fields of a form that hold plain text be found by the name they have on the page.
macro_rules! text_fields {
    ($form:ident { $($name:ident),* $(,)? }) => {
        impl $form {
            /// Names of its plain fields, in the order of the page.
            pub const FIELDS: &[&str] = &[$(stringify!($name)),*];

            /// What was typed in the plain field of that name.
            #[must_use]
            pub fn field(&self, name: &str) -> Option<&str> {
                match name {
                    $(stringify!($name) => Some(&self.$name),)*
                    _ => None,
                }
            }

            fn field_mut(&mut self, name: &str) -> Option<&mut String> {
                match name {
                    $(stringify!($name) => Some(&mut self.$name),)*
                    _ => None,
                }
            }
        }
    };
}

/// One contact as typed. Field names on the page are `contacts[<row>][<field>]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ContactForm {
    /// `verified_contact`, `organization_contact` or `technical_contact`.
    pub contact_type: String,
    /// An existing user of the account.
    pub user_id: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Job title.
    pub job_title: String,
    /// Telephone number.
    pub telephone: String,
    /// E-mail address.
    pub email: String,
}

text_fields!(ContactForm {
    contact_type,
    user_id,
    first_name,
    last_name,
    job_title,
    telephone,
    email
});

impl ContactForm {
    /// Whether nothing about a person was typed. The type alone does not count: it is a choice the page made.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        Self::FIELDS
            .iter()
            .filter(|name| **name != "contact_type")
            .all(|name| self.field(name).is_none_or(|value| value.trim().is_empty()))
    }
}

/// An order as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OrderForm {
    /// Hash algorithm of the certificate's signature.
    pub signature_hash: String,
    /// The CSR, or a public key, in PEM. Never a private key: see [`OrderForm::forget_private_key`].
    pub csr: String,
    /// `own` (a domain of the organization) or `qvtl` (DigiCert's qvtl.nl).
    pub domain_choice: String,
    /// The common name.
    pub common_name: String,
    /// Further names, pasted as they came.
    pub dns_names: String,
    /// Id of the server platform; empty leaves it out.
    pub server_platform: String,
    /// Id of the organization at DigiCert.
    pub organization: String,
    /// `own` (the typed OIN), `exclude` (none in the certificate) or `digicert` (the one DigiCert validated).
    pub oin_choice: String,
    /// The OIN.
    pub oin: String,
    /// Id of the container; empty leaves it out.
    pub container: String,
    /// Contacts.
    pub contacts: Vec<ContactForm>,
    /// How control of the domains is proven; empty leaves it out.
    pub dcv_method: String,
    /// Which name must be proven; empty leaves it out.
    pub dcv_scope: String,
    /// `default` (left out) or `years`.
    pub validity: String,
    /// Years, where `validity` says so.
    pub years: String,
    /// How it is paid.
    pub payment_method: String,
    /// `yes` where the Certificate Subscriber Agreement was accepted.
    pub csa_agreed: String,
    /// Set where a pasted private key was taken out before anything was stored.
    #[serde(skip)]
    pub private_key_removed: bool,
}

text_fields!(OrderForm {
    csr,
    signature_hash,
    server_platform,
    domain_choice,
    common_name,
    dns_names,
    organization,
    oin_choice,
    oin,
    container,
    dcv_method,
    dcv_scope,
    validity,
    years,
    payment_method,
    csa_agreed,
});

impl OrderForm {
    /// A form on which nothing was typed yet, with the choices that have one sensible answer made.
    #[must_use]
    pub fn blank() -> Self {
        let first = ContactForm {
            contact_type: "verified_contact".to_owned(),
            ..ContactForm::default()
        };
        Self {
            signature_hash: "sha256".to_owned(),
            payment_method: "balance".to_owned(),
            validity: "default".to_owned(),
            contacts: vec![first],
            ..Self::default()
        }
    }

    /// Reads the fields of a submitted page. Unknown fields are passed over; a repeated one keeps its last value.
    #[must_use]
    pub fn from_fields<K: AsRef<str>, V: Into<String>>(fields: impl IntoIterator<Item = (K, V)>) -> Self {
        let mut form = Self::default();
        let mut rows: std::collections::BTreeMap<u16, ContactForm> = std::collections::BTreeMap::new();
        for (name, value) in fields {
            let (name, value) = (name.as_ref(), value.into());
            if let Some(slot) = form.field_mut(name) {
                *slot = value;
            } else if let Some((row, field)) = contact_field(name)
                && let Some(slot) = rows.entry(row).or_default().field_mut(field)
            {
                *slot = value;
            }
        }
        form.contacts = rows.into_values().collect();
        form.forget_private_key();
        form
    }

    /// Takes a pasted private key out, whatever field it was pasted into, so that it is never stored, logged or shown
    /// again.
    pub fn forget_private_key(&mut self) {
        let mut found = false;
        let mut forget = |slot: Option<&mut String>| {
            if let Some(slot) = slot.filter(|slot| csr::holds_private_key(slot)) {
                slot.clear();
                found = true;
            }
        };
        for name in Self::FIELDS {
            forget(self.field_mut(name));
        }
        for contact in &mut self.contacts {
            for name in ContactForm::FIELDS {
                forget(contact.field_mut(name));
            }
        }
        self.private_key_removed |= found;
    }

    /// The fields as a page submits them.
    #[must_use]
    pub fn to_fields(&self) -> Vec<(String, String)> {
        let plain = Self::FIELDS
            .iter()
            .filter_map(|name| Some(((*name).to_owned(), self.field(name)?.to_owned())));
        let rows = self.contacts.iter().enumerate().flat_map(|(row, contact)| {
            ContactForm::FIELDS
                .iter()
                .filter_map(move |name| Some((contact_field_name(row, name), contact.field(name)?.to_owned())))
        });
        plain.chain(rows).collect()
    }

    /// The name by which people know the order before it is sent: the common name or the first further name.
    #[must_use]
    pub fn headline(&self) -> String {
        let typed = std::iter::once(crate::domain::names::tidy(&self.common_name))
            .chain(crate::domain::names::tidy_list(&self.dns_names));
        typed.into_iter().find(|name| !name.is_empty()).unwrap_or_default()
    }
}

/// The name of a contact's field on the page.
#[must_use]
pub fn contact_field_name(row: usize, field: &str) -> String {
    format!("contacts[{row}][{field}]")
}

fn contact_field(name: &str) -> Option<(u16, &str)> {
    let (row, field) = name.strip_prefix("contacts[")?.strip_suffix(']')?.split_once("][")?;
    Some((row.parse().ok()?, field))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_contact() -> impl Strategy<Value = ContactForm> {
        proptest::array::uniform7(any::<String>()).prop_map(|fields| {
            let [
                contact_type,
                user_id,
                first_name,
                last_name,
                job_title,
                telephone,
                email,
            ] = fields;
            ContactForm {
                contact_type,
                user_id,
                first_name,
                last_name,
                job_title,
                telephone,
                email,
            }
        })
    }

    proptest! {
        #[test]
        fn nothing_typed_is_lost(
            values in proptest::collection::vec(any::<String>(), OrderForm::FIELDS.len()),
            contacts in proptest::collection::vec(any_contact(), 0..4),
        ) {
            let fields = OrderForm::FIELDS.iter().zip(values);
            let form = OrderForm { contacts, ..OrderForm::from_fields(fields.map(|(name, value)| (*name, value))) };
            let stored = serde_json::to_string(&form).map_err(|e| TestCaseError::fail(e.to_string()))?;
            let read: OrderForm = serde_json::from_str(&stored).map_err(|e| TestCaseError::fail(e.to_string()))?;
            prop_assert_eq!(OrderForm::from_fields(read.to_fields()), OrderForm { private_key_removed: false, ..form });
        }
    }

    #[test]
    fn rows_of_contacts_keep_their_order_and_gaps_close() {
        let form = OrderForm::from_fields([
            ("contacts[7][email]", "b@b.nl"),
            ("contacts[2][email]", "a@a.nl"),
            ("contacts[2][nickname]", "x"),
            ("contacts[x][email]", "y"),
            ("unknown", "z"),
        ]);
        let emails: Vec<_> = form.contacts.iter().map(|contact| contact.email.as_str()).collect();
        assert_eq!(emails, ["a@a.nl", "b@b.nl"]);
    }

    #[test]
    fn a_private_key_is_taken_out_at_once() {
        let form = OrderForm::from_fields([("csr", "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----")]);
        assert!(form.private_key_removed);
        assert!(form.csr.is_empty());
    }
}
