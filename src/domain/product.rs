//! The product's rules as data, so that another PKIo product or the G4 generation is a new table, not a rewrite.

/// What differs from one PKIo product to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProductProfile {
    /// DigiCert's name for it, as in the order address.
    pub name_id: &'static str,
    /// Hash algorithms it may be signed with; the first one is offered.
    pub signature_hashes: &'static [&'static str],
    /// RSA sizes it takes, in bits.
    pub rsa_bits: &'static [usize],
    /// RSA below this many bits is doubted.
    pub rsa_bits_advised: usize,
    /// Methods to prove control of a domain (CertCentral: Glossary, DCV methods).
    pub dcv_methods: &'static [&'static str],
    /// Which name must be proven (CertCentral: Order validation status, name scope).
    pub dcv_scopes: &'static [&'static str],
    /// Validity in years that the order takes.
    pub years: &'static [u8],
    /// The longest validity in days.
    pub days_max: u16,
    /// Below so many days DigiCert takes its default instead.
    pub days_heeded: u16,
    /// The most verified contacts on one order.
    pub verified_contacts_max: usize,
    /// The first day on which no certificate of this hierarchy is valid any more: year, month, day.
    pub hierarchy_ends: (i16, i8, i8),
}

/// PKIo Private Services Server as sold now (private services G1).
pub const PRIVATE_SERVICES_SERVER: ProductProfile = ProductProfile {
    name_id: "pkio_private_services_server",
    signature_hashes: &["sha256"],
    rsa_bits: &[2048, 3072, 4096],
    rsa_bits_advised: 3072,
    dcv_methods: &["email", "dns-txt-token", "dns-cname-token", "http-token"],
    dcv_scopes: &["base_domain", "fqdn"],
    years: &[1, 2, 3],
    days_max: 397,
    days_heeded: 365,
    verified_contacts_max: 15,
    // Logius: all certificates of the current generation end by November 2028.
    hierarchy_ends: (2028, 11, 1),
};
