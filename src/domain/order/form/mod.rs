//! What a person typed. It is text, always parses, and is stored as it is, right or wrong.

mod contact;
mod csr;

use serde::{Deserialize, Serialize};

use super::section::Section;
use crate::domain::contact::ContactRole;
use crate::domain::csr::{CsrFault, holds_private_key};
use crate::domain::directory::PersonDetails;
use crate::domain::fields::text_fields;

use contact::contact_field;
pub use contact::{ContactForm, KEEP, contact_field_name};
pub use csr::NamesOffer;

/// An order as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OrderForm {
    /// `now` (the CSR is in the order; also where nothing was chosen) or `later` (it follows).
    pub csr_choice: String,
    /// The CSR, or a public key, in PEM. Never a private key: see [`OrderForm::forget_private_key`].
    pub csr: String,
    /// Hash algorithm of the certificate's signature.
    pub signature_hash: String,
    /// Id of the server platform; empty leaves it out.
    pub server_platform: String,
    /// `own` (a domain of the organization) or `qvtl` (DigiCert's qvtl.nl).
    pub domain_choice: String,
    /// The common name.
    pub common_name: String,
    /// Further names, pasted as they came.
    pub dns_names: String,
    /// `existing` (also where nothing was chosen) or `new`.
    pub organization_choice: String,
    /// Id of the existing organization at DigiCert.
    pub organization: String,
    /// Legal name of the new organization.
    pub organization_name: String,
    /// The name it is also known by.
    pub organization_assumed_name: String,
    /// Street and number.
    pub organization_address: String,
    /// More of the address.
    pub organization_address2: String,
    /// Postal code.
    pub organization_zip: String,
    /// City.
    pub organization_city: String,
    /// State or province, in full.
    pub organization_state: String,
    /// Country, by its two letters.
    pub organization_country: String,
    /// Telephone number.
    pub organization_telephone: String,
    /// `yes` where it is to be created although DigiCert knows one like it.
    pub skip_duplicate_org_check: String,
    /// `own` (the typed OIN), `kvk` or `rsin` (made from that number), `exclude` (none in the certificate) or `digicert`
    /// (the one DigiCert validated).
    pub oin_choice: String,
    /// The OIN.
    pub oin: String,
    /// The number in the Dutch trade register from which the OIN is made.
    pub kvk_number: String,
    /// The RSIN from which the OIN is made.
    pub rsin: String,
    /// Id of the container; empty leaves it out.
    pub container: String,
    /// Contacts.
    pub contacts: Vec<ContactForm>,
    /// How control of the domains is proven; empty leaves it out.
    pub dcv_method: String,
    /// Which name must be proven; empty leaves it out.
    pub dcv_scope: String,
    /// `default` (left out), `years`, `days` or `until`.
    pub validity: String,
    /// Years, where `validity` says so.
    pub years: String,
    /// Days, where `validity` says so.
    pub days: String,
    /// The last day, where `validity` says so.
    pub until: String,
    /// How it is paid.
    pub payment_method: String,
    /// Id of the stored payment profile.
    pub payment_profile: String,
    /// Street and number of the card's billing address.
    pub billing_address: String,
    /// More of the billing address.
    pub billing_address2: String,
    /// City of the billing address.
    pub billing_city: String,
    /// State or province of the billing address.
    pub billing_state: String,
    /// Postal code of the billing address.
    pub billing_zip: String,
    /// Country of the billing address, by its two letters.
    pub billing_country: String,
    /// A remark for whoever approves the order at DigiCert.
    pub comments: String,
    /// Further addresses that get mail about the order.
    pub additional_emails: String,
    /// The account's own fields, one `number: value` a line.
    pub custom_fields: String,
    /// The order at DigiCert which this one renews.
    pub renewal_of_order_id: String,
    /// `yes` where the Certificate Subscriber Agreement was accepted.
    pub csa_agreed: String,
    /// Set where a pasted private key was taken out before anything was stored.
    #[serde(skip)]
    pub private_key_removed: bool,
    /// Why a chosen file was not taken for the CSR.
    #[serde(skip)]
    pub csr_file_fault: Option<CsrFault>,
}

text_fields!(OrderForm {
    csr_choice,
    csr,
    signature_hash,
    server_platform,
    domain_choice,
    common_name,
    dns_names,
    organization_choice,
    organization,
    organization_name,
    organization_assumed_name,
    organization_address,
    organization_address2,
    organization_zip,
    organization_city,
    organization_state,
    organization_country,
    organization_telephone,
    skip_duplicate_org_check,
    oin_choice,
    oin,
    kvk_number,
    rsin,
    container,
    dcv_method,
    dcv_scope,
    validity,
    years,
    days,
    until,
    payment_method,
    payment_profile,
    billing_address,
    billing_address2,
    billing_city,
    billing_state,
    billing_zip,
    billing_country,
    comments,
    additional_emails,
    custom_fields,
    renewal_of_order_id,
    csa_agreed,
});

impl OrderForm {
    /// The plain fields of each section.
    pub const SECTIONS: [(Section, &'static [&'static str]); 6] = [
        (
            Section::Certificate,
            &["csr_choice", "csr", "signature_hash", "server_platform"],
        ),
        (Section::Names, &["domain_choice", "common_name", "dns_names"]),
        (
            Section::Organization,
            &[
                "organization_choice",
                "organization",
                "organization_name",
                "organization_assumed_name",
                "organization_address",
                "organization_address2",
                "organization_zip",
                "organization_city",
                "organization_state",
                "organization_country",
                "organization_telephone",
                "skip_duplicate_org_check",
                "oin_choice",
                "oin",
                "kvk_number",
                "rsin",
                "container",
            ],
        ),
        (Section::Contacts, &[]),
        (Section::Validation, &["dcv_method", "dcv_scope"]),
        (
            Section::Payment,
            &[
                "validity",
                "years",
                "days",
                "until",
                "payment_method",
                "payment_profile",
                "billing_address",
                "billing_address2",
                "billing_city",
                "billing_state",
                "billing_zip",
                "billing_country",
                "comments",
                "additional_emails",
                "custom_fields",
                "renewal_of_order_id",
                "csa_agreed",
            ],
        ),
    ];
}

impl OrderForm {
    /// A form on which nothing was typed yet, with the choices that have one sensible answer made.
    #[must_use]
    pub fn blank() -> Self {
        let first = ContactForm {
            contact_type: "verified_contact".to_owned(),
            ..ContactForm::default()
        };
        Self {
            csr_choice: "now".to_owned(),
            organization_choice: "existing".to_owned(),
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
            } else if let Some((row, field)) = contact_field(name) {
                let contact = rows.entry(row).or_default();
                if field == KEEP {
                    contact.keep = if value == "yes" { value } else { String::new() };
                } else if let Some(slot) = contact.field_mut(field) {
                    *slot = value;
                }
            }
        }
        form.contacts = rows.into_values().collect();
        form.forget_private_key();
        form
    }

    /// This form with what was typed in one section taken from another; the rest stays.
    #[must_use]
    pub fn with_section(mut self, section: Section, mut typed: Self) -> Self {
        for name in section.fields() {
            if let (Some(slot), Some(value)) = (self.field_mut(name), typed.field_mut(name)) {
                *slot = std::mem::take(value);
            }
        }
        if section == Section::Contacts {
            self.contacts = typed.contacts;
        }
        self.private_key_removed |= typed.private_key_removed;
        self.csr_file_fault = typed.csr_file_fault;
        self
    }

    /// Takes a pasted private key out, whatever field it was pasted into, so that it is never stored, logged or shown
    /// again.
    pub fn forget_private_key(&mut self) {
        let mut found = false;
        let mut forget = |slot: Option<&mut String>| {
            if let Some(slot) = slot.filter(|slot| holds_private_key(slot)) {
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

    /// The organization the order is for: its id, or the name of a new one.
    #[must_use]
    pub fn organization_typed(&self) -> OrganizationTyped<'_> {
        if self.organization_choice.trim() == "new" {
            OrganizationTyped::New(self.organization_name.trim())
        } else {
            OrganizationTyped::Existing(self.organization.trim())
        }
    }

    /// Names a person as a contact: in the first row on which nothing was typed, of that role where there is one, else in
    /// a row of their own. Who is named in that role already is not named twice.
    pub fn name_contact(&mut self, role: ContactRole, person: &PersonDetails) {
        let named = ContactForm::of_person(role, person);
        let is_role = |contact: &ContactForm| contact.contact_type.trim() == role.word();
        let is_named = |contact: &ContactForm| is_role(contact) && contact.person() == named.person();
        if self.contacts.iter().any(is_named) {
            return;
        }
        let blank = |contact: &ContactForm| contact.is_blank();
        let of_role = self
            .contacts
            .iter()
            .position(|contact| blank(contact) && is_role(contact));
        let row = of_role.or_else(|| self.contacts.iter().position(blank));
        match row.and_then(|row| self.contacts.get_mut(row)) {
            Some(contact) => *contact = named,
            None => self.contacts.push(named),
        }
    }

    /// The name by which people know the order before it is sent: the common name or the first further name.
    #[must_use]
    pub fn headline(&self) -> String {
        let typed = std::iter::once(crate::domain::names::tidy(&self.common_name))
            .chain(crate::domain::names::tidy_list(&self.dns_names));
        typed.into_iter().find(|name| !name.is_empty()).unwrap_or_default()
    }
}

/// The organization as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrganizationTyped<'a> {
    /// One that DigiCert knows, by what was typed as its id.
    Existing(&'a str),
    /// A new one, by what was typed as its name.
    New(&'a str),
}

#[cfg(test)]
mod tests;
