//! The orders of DigiCert's examples.

use pkio_desk::digicert::PlaceOrderBody;
use pkio_desk::domain::contact::{Contact, ContactRole, ContactType};
use pkio_desk::domain::csr;
use pkio_desk::domain::ids::Reference;
use pkio_desk::domain::order::OrderRequest;
use pkio_desk::domain::order::request::{DomainChoice, Extras, OinChoice};
use pkio_desk::domain::organization::OrganizationChoice;
use pkio_desk::domain::payment::Payment;
use pkio_desk::domain::validity::Validity;

const CSR: &str = include_str!("../../domain/testdata/rsa-2048.csr");

/// The first example (CertCentral: Order PKIo Private Services Server): no OIN in the certificate.
pub(crate) fn without_oin() -> OrderRequest {
    OrderRequest {
        signature_hash: "sha256".to_owned(),
        oin: OinChoice::Exclude,
        domain: DomainChoice::Own,
        common_name: Some("domain.example.com".to_owned()),
        dns_names: vec!["domain.example.com".to_owned()],
        server_platform: Some("59".to_owned()),
        csr: Some(csr::read(CSR).unwrap()),
        dcv_method: Some("email".to_owned()),
        dcv_scope: Some("base_domain".to_owned()),
        container: Some("679393".to_owned()),
        organization: OrganizationChoice::Existing("2042709".to_owned()),
        contacts: vec![Contact {
            role: ContactRole::OfOrganization(ContactType::VerifiedContact),
            user_id: Some("2812497".to_owned()),
            first_name: Some("John".to_owned()),
            last_name: Some("Doe".to_owned()),
            job_title: Some("Engineer".to_owned()),
            telephone: Some("1801-903-4284".to_owned()),
            email: Some("john.doe@johndoe.com".to_owned()),
        }],
        validity: Validity::Years(1),
        payment: Payment::Balance,
        extras: Extras::default(),
    }
}

/// The second example: with a given OIN.
pub(crate) fn with_oin() -> OrderRequest {
    OrderRequest {
        oin: OinChoice::Own("12345678901234567890".to_owned()),
        ..without_oin()
    }
}

/// The third example: under DigiCert's domain.
pub(crate) fn with_qvtl() -> OrderRequest {
    OrderRequest {
        oin: OinChoice::DigiCert,
        domain: DomainChoice::Qvtl,
        common_name: Some("{Organization_name}.qvtl.nl".to_owned()),
        ..without_oin()
    }
}

/// The least that may be ordered.
pub(crate) fn least() -> OrderRequest {
    OrderRequest {
        common_name: None,
        dns_names: Vec::new(),
        server_platform: None,
        dcv_method: None,
        dcv_scope: None,
        container: None,
        contacts: Vec::new(),
        validity: Validity::Default,
        ..with_qvtl()
    }
}

/// A reference.
pub(crate) fn reference() -> Reference {
    Reference("pkio-desk-1/a b".to_owned())
}

/// The body of the first example.
pub(crate) fn body() -> PlaceOrderBody {
    PlaceOrderBody::of(&without_oin(), None, None)
}
