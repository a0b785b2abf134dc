//! Orders as they are typed.

use pkio_desk::domain::order::{ContactForm, OrderForm};

pub(super) const CSR: &str = include_str!("../../domain/testdata/rsa-2048.csr");

/// The first example of DigiCert's reference (CertCentral: Order PKIo Private Services Server): no OIN.
pub(super) fn valid() -> OrderForm {
    let john = ContactForm {
        contact_type: "verified_contact".to_owned(),
        user_id: "2812497".to_owned(),
        first_name: "John".to_owned(),
        last_name: "Doe".to_owned(),
        job_title: "Engineer".to_owned(),
        telephone: "1801-903-4284".to_owned(),
        email: "john.doe@johndoe.com".to_owned(),
        ..ContactForm::default()
    };
    OrderForm {
        signature_hash: "sha256".to_owned(),
        csr: CSR.to_owned(),
        domain_choice: "own".to_owned(),
        common_name: "domain.example.com".to_owned(),
        dns_names: "domain.example.com".to_owned(),
        server_platform: "59".to_owned(),
        organization: "2042709".to_owned(),
        oin_choice: "exclude".to_owned(),
        container: "679393".to_owned(),
        contacts: vec![john],
        dcv_method: "email".to_owned(),
        dcv_scope: "base_domain".to_owned(),
        validity: "years".to_owned(),
        years: "1".to_owned(),
        payment_method: "balance".to_owned(),
        csa_agreed: "yes".to_owned(),
        ..OrderForm::default()
    }
}

/// The second example: with an OIN of one's own.
pub(super) fn own_oin() -> OrderForm {
    OrderForm {
        oin_choice: "own".to_owned(),
        oin: "12345678901234567890".to_owned(),
        ..valid()
    }
}

/// The third example: under DigiCert's own domain. The reference leaves a placeholder where the name stands here.
pub(super) fn qvtl() -> OrderForm {
    OrderForm {
        domain_choice: "qvtl".to_owned(),
        common_name: QVTL_NAME.to_owned(),
        oin_choice: "digicert".to_owned(),
        ..valid()
    }
}

/// The name that stands where the third example has `{Organization_name}.qvtl.nl`.
pub(super) const QVTL_NAME: &str = "intervillousmicrospeco.qvtl.nl";

/// A valid order for another name.
pub(super) fn named(common_name: &str) -> OrderForm {
    OrderForm {
        common_name: common_name.to_owned(),
        dns_names: String::new(),
        ..valid()
    }
}
