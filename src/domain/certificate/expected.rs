//! What a certificate should be, by what was ordered and by what DigiCert says of it.

use jiff::Timestamp;
use jiff::civil::Date;

use super::Later;
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
    /// The name of its issuer that DigiCert tells.
    pub issuer_name: Option<String>,
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
    /// What the certificate of an order should be. What was sent from here counts, with the order or later; of an order that
    /// was placed elsewhere, and of one that was reissued elsewhere with perhaps another key and other names, DigiCert's
    /// word does.
    #[must_use]
    pub fn of(order: &Order, record: &OrderRecord, certificate: CertificateId, later: Option<&Later>) -> Self {
        let is_primary = record.certificate.id == Some(certificate);
        let told = |value: &Option<String>| value.clone().filter(|value| is_primary && !value.is_empty());
        let mut expected = Self {
            serial_number: told(&record.certificate.serial_number),
            thumbprint: told(&record.certificate.thumbprint),
            issuer_name: told(&record.certificate.issuer_name),
            spki_sha256: told(&record.certificate.csr).and_then(|csr| key_of(&csr)),
            names: names_of(record),
            organization_name: organization_name(order, record),
            ordered_at: record.created,
            ..Self::default()
        };
        let told_key = expected.spki_sha256.clone();
        if order.attempt.is_some() {
            let was_reissued = record.was_reissued() || later.is_some_and(|later| later.is_reissue);
            expected.take_order(order, record, was_reissued);
        }
        if let Some(later) = later {
            expected.take_later(later, told_key);
        }
        expected
    }

    /// What may not have been taken yields to what DigiCert tells.
    fn take_later(&mut self, later: &Later, told_key: Option<String>) {
        let sent = later.spki_sha256.clone();
        let newest = if later.is_certain { sent } else { told_key.or(sent) };
        self.spki_sha256 = newest.or_else(|| self.spki_sha256.take());
        if !later.names.is_empty() && (later.is_certain || self.names.is_empty()) {
            self.names.clone_from(&later.names);
        }
    }

    fn take_order(&mut self, order: &Order, record: &OrderRecord, was_reissued: bool) {
        let asked = order.form.asked();
        self.oin = match asked.oin {
            Some(OinChoice::Own(oin)) => ExpectedOin::Exactly(oin),
            Some(OinChoice::Exclude) => ExpectedOin::Absent,
            Some(OinChoice::DigiCert) => ExpectedOin::Any,
            None => ExpectedOin::Unknown,
        };
        if was_reissued {
            self.last_day = record.valid_till;
            return;
        }
        let sent = order.attempt.as_ref().and_then(|attempt| attempt.spki_sha256.clone());
        self.spki_sha256 = sent
            .or_else(|| key_of(&order.form.csr))
            .or_else(|| self.spki_sha256.take());
        // A renewal gets the days that were left of the order it renews.
        let is_renewal = !order.form.renewal_of_order_id.trim().is_empty();
        self.validity = asked.validity.filter(|_| !is_renewal);
        if self.validity == Some(Validity::Default) {
            self.last_day = record.valid_till;
        }
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
    record.certificate.names().into_iter().map(str::to_owned).collect()
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

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed assumption should fail the test")]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::domain::ids::{OrderId, Reference, RemoteOrderId};
    use crate::domain::operator::Actor;
    use crate::domain::order::{Attempt, CertificateRecord, OrderForm, SentFrom, State};

    const CSR: &str = include_str!("../testdata/rsa-2048.csr");

    fn attempt() -> Attempt {
        Attempt {
            reference: Reference("mark".to_owned()),
            body_sha256: String::new(),
            spki_sha256: Some("sent".to_owned()),
            price_terms: None,
            agreement_sha256: None,
            common_name: None,
            organization_id: None,
            container_id: None,
            sent_from: SentFrom::Draft,
            actor: nobody(),
            at: Timestamp::UNIX_EPOCH,
        }
    }

    fn nobody() -> Actor {
        Actor {
            id: None,
            name: String::new(),
        }
    }

    fn order(attempt: Option<Attempt>) -> Order {
        let form = OrderForm {
            domain_choice: "own".to_owned(),
            common_name: "Ours.nl".to_owned(),
            dns_names: "café.nl ours.nl".to_owned(),
            oin_choice: "exclude".to_owned(),
            validity: "years".to_owned(),
            years: "1".to_owned(),
            ..OrderForm::default()
        };
        Order {
            id: OrderId(1),
            version: 1,
            state: State::Placed,
            owner: nobody(),
            form,
            created_at: Timestamp::UNIX_EPOCH,
            updated_at: Timestamp::UNIX_EPOCH,
            attempt,
            remote: None,
            product: None,
            refusal: Vec::new(),
            organization_name: Some("Known here".to_owned()),
            approval: None,
            search: None,
            replaces: None,
            replaced_by: None,
        }
    }

    fn record() -> OrderRecord {
        let bare: OrderRecord = serde_json::from_str(r#"{"id":7}"#).unwrap();
        OrderRecord {
            id: RemoteOrderId(7),
            valid_till: Some(date(2027, 3, 1)),
            certificate: CertificateRecord {
                id: Some(CertificateId(9)),
                common_name: "theirs.nl".to_owned(),
                dns_names: vec!["theirs.nl".to_owned(), "more.nl".to_owned()],
                csr: Some(CSR.to_owned()),
                serial_number: Some("AB".to_owned()),
                issuer_name: Some("Theirs CA".to_owned()),
                thumbprint: Some(String::new()),
                ..CertificateRecord::default()
            },
            ..bare
        }
    }

    fn theirs() -> Option<String> {
        csr::read(CSR).ok().map(|csr| csr.spki_sha256())
    }

    #[test]
    fn what_was_ordered_here_counts() {
        let expected = Expected::of(&order(Some(attempt())), &record(), CertificateId(9), None);
        assert_eq!(expected.names, ["Ours.nl", "xn--caf-dma.nl"]);
        assert_eq!(expected.spki_sha256.as_deref(), Some("sent"));
        assert_eq!(
            (expected.oin, expected.validity),
            (ExpectedOin::Absent, Some(Validity::Years(1)))
        );
        assert_eq!(expected.organization_name.as_deref(), Some("Known here"));
        assert_eq!(
            (expected.serial_number.as_deref(), expected.thumbprint),
            (Some("AB"), None)
        );
        assert_eq!(expected.last_day, None);
    }

    #[test]
    fn of_an_order_placed_elsewhere_digicerts_record_counts() {
        let expected = Expected::of(&order(None), &record(), CertificateId(9), None);
        assert_eq!(expected.names, ["theirs.nl", "more.nl"]);
        assert_eq!((expected.spki_sha256, expected.oin), (theirs(), ExpectedOin::Unknown));
        assert_eq!((expected.validity, expected.last_day), (None, None));
        // What DigiCert tells is of its primary certificate alone.
        let other = Expected::of(&order(None), &record(), CertificateId(8), None);
        assert_eq!(expected.issuer_name.as_deref(), Some("Theirs CA"));
        assert_eq!((other.serial_number, other.spki_sha256), (None, None));
        assert_eq!(other.issuer_name, None);
    }

    #[test]
    fn after_a_reissue_key_and_names_are_those_of_the_record_and_the_oin_stays() {
        let reissued = OrderRecord {
            reissues: 1,
            ..record()
        };
        let expected = Expected::of(&order(Some(attempt())), &reissued, CertificateId(9), None);
        assert_eq!(expected.names, ["theirs.nl", "more.nl"]);
        assert_eq!((expected.spki_sha256, expected.oin), (theirs(), ExpectedOin::Absent));
        assert_eq!((expected.validity, expected.last_day), (None, Some(date(2027, 3, 1))));
    }

    #[test]
    fn a_csr_that_follows_a_name_of_digicerts_and_a_renewal() {
        let mut order = order(Some(Attempt {
            spki_sha256: None,
            ..attempt()
        }));
        order.form.common_name = String::new();
        order.form.domain_choice = "qvtl".to_owned();
        order.form.renewal_of_order_id = "5".to_owned();
        let expected = Expected::of(&order, &record(), CertificateId(9), None);
        assert_eq!(expected.names, ["theirs.nl", "xn--caf-dma.nl", "ours.nl"]);
        assert_eq!((expected.spki_sha256, expected.validity), (theirs(), None));
    }

    /// What was sent after the order.
    fn later(is_reissue: bool, is_certain: bool) -> Later {
        let names = if is_reissue {
            vec!["later.nl".to_owned()]
        } else {
            Vec::new()
        };
        Later {
            is_reissue,
            is_certain,
            spki_sha256: Some("later".to_owned()),
            names,
        }
    }

    #[test]
    fn a_key_that_was_sent_later_counts_and_one_in_doubt_where_digicert_tells_none() {
        let later_key = Some("later".to_owned());
        let keyless = Attempt {
            spki_sha256: None,
            ..attempt()
        };
        let mut untold = record();
        untold.certificate.csr = None;
        for is_reissue in [false, true] {
            for order in [order(Some(keyless.clone())), order(None)] {
                for (is_certain, record, expected) in [
                    (true, record(), &later_key),
                    (true, untold.clone(), &later_key),
                    (false, record(), &theirs()),
                    (false, untold.clone(), &later_key),
                ] {
                    let later = later(is_reissue, is_certain);
                    let found = Expected::of(&order, &record, CertificateId(9), Some(&later));
                    assert_eq!(found.spki_sha256, *expected, "{later:?}");
                }
            }
        }
    }

    #[test]
    fn after_a_reissue_sent_from_here_its_names_count_though_no_count_is_told() {
        let order = order(Some(attempt()));
        let of = |later: &Later| Expected::of(&order, &record(), CertificateId(9), Some(later));
        let reissued = of(&later(true, true));
        assert_eq!((reissued.names, reissued.validity), (vec!["later.nl".to_owned()], None));
        assert_eq!(reissued.last_day, Some(date(2027, 3, 1)));
        assert_eq!(of(&later(true, false)).names, ["theirs.nl", "more.nl"]);
        let csr = of(&later(false, true));
        assert_eq!(
            (csr.names.len(), csr.validity),
            (2, Some(Validity::Years(1))),
            "names and validity are those of the order"
        );
    }
}
