//! What a certificate should be, by what was ordered and by what DigiCert says of it.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::domain::csr;
use crate::domain::ids::CertificateId;
use crate::domain::order::request::OinChoice;
use crate::domain::order::{Order, OrderRecord, OrganizationTyped};
use crate::domain::validity::Validity;

/// What Subject.serialNumber should hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ExpectedOin {
    /// Nobody here knows: the order was placed elsewhere.
    #[default]
    Unknown,
    /// This number.
    Exactly(String),
    /// Some number: the one that DigiCert validated.
    Any,
    /// None.
    Absent,
}

/// What a certificate should be. What is not known is not compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// The serial number that DigiCert tells of it.
    pub serial_number: Option<String>,
    /// The thumbprint that DigiCert tells of it.
    pub thumbprint: Option<String>,
    /// SHA-256 of the key, in hexadecimal.
    pub spki_sha256: Option<String>,
    /// The names ordered.
    pub names: Vec<String>,
    /// Its OIN.
    pub oin: ExpectedOin,
    /// The organization's name.
    pub organization_name: Option<String>,
    /// How long it was ordered for.
    pub validity: Option<Validity>,
    /// The day after which it must not last: that of the order.
    pub last_day: Option<Date>,
    /// When the order was placed.
    pub ordered_at: Option<Timestamp>,
}

impl Expected {
    /// What the certificate of an order should be. What was ordered here counts; of an order that was placed elsewhere,
    /// and of one that was reissued with perhaps another key and other names, DigiCert's word does.
    #[must_use]
    pub fn of(order: &Order, record: &OrderRecord, certificate: CertificateId) -> Self {
        let is_primary = record.certificate.id == Some(certificate);
        let told = |value: &Option<String>| value.clone().filter(|value| is_primary && !value.is_empty());
        let mut expected = Self {
            serial_number: told(&record.certificate.serial_number),
            thumbprint: told(&record.certificate.thumbprint),
            spki_sha256: told(&record.certificate.csr).and_then(|csr| key_of(&csr)),
            names: names_of(record),
            organization_name: organization_name(order, record),
            ordered_at: record.created,
            ..Self::default()
        };
        if order.attempt.is_some() {
            expected.take_order(order, record);
        }
        expected
    }

    fn take_order(&mut self, order: &Order, record: &OrderRecord) {
        let asked = order.form.asked();
        self.oin = match asked.oin {
            Some(OinChoice::Own(oin)) => ExpectedOin::Exactly(oin),
            Some(OinChoice::Exclude) => ExpectedOin::Absent,
            Some(OinChoice::DigiCert) => ExpectedOin::Any,
            None => ExpectedOin::Unknown,
        };
        if record.reissues > 0 {
            self.last_day = record.valid_till;
            return;
        }
        let sent = order.attempt.as_ref().and_then(|attempt| attempt.spki_sha256.clone());
        self.spki_sha256 = sent
            .or_else(|| key_of(&order.form.csr))
            .or_else(|| self.spki_sha256.take());
        self.validity = asked.validity;
        if asked.common_name.is_some() {
            self.names.clear();
        } else {
            // DigiCert makes the common name under qvtl.nl: only it can tell.
            self.names.truncate(1);
        }
        for name in asked.common_name.into_iter().chain(asked.dns_names) {
            if !self.names.iter().any(|known| known.eq_ignore_ascii_case(&name)) {
                self.names.push(name);
            }
        }
    }
}

fn key_of(csr: &str) -> Option<String> {
    csr::read(csr).ok().map(|csr| csr.spki_sha256())
}

/// The names that DigiCert has, the common name first.
fn names_of(record: &OrderRecord) -> Vec<String> {
    let certificate = &record.certificate;
    let common_name = Some(certificate.common_name.as_str()).filter(|name| !name.is_empty());
    let used = crate::domain::names::as_used(common_name, &certificate.dns_names);
    used.into_iter().map(str::to_owned).collect()
}

fn organization_name(order: &Order, record: &OrderRecord) -> Option<String> {
    let typed = match order.form.organization_typed() {
        OrganizationTyped::New(name) => Some(name.to_owned()),
        OrganizationTyped::Existing(_) => None,
    };
    let told = Some(record.organization_name.clone());
    let found = [told, order.organization_name.clone(), typed];
    found.into_iter().flatten().find(|name| !name.trim().is_empty())
}
