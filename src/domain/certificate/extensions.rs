//! The extensions of a certificate, as far as people ask for them. One that cannot be read is passed over.

use const_oid::ObjectIdentifier;
use const_oid::db::rfc5280::{
    ID_AD_CA_ISSUERS, ID_AD_OCSP, ID_CE_AUTHORITY_KEY_IDENTIFIER, ID_CE_BASIC_CONSTRAINTS, ID_CE_CERTIFICATE_POLICIES,
    ID_CE_CRL_DISTRIBUTION_POINTS, ID_CE_EXT_KEY_USAGE, ID_CE_KEY_USAGE, ID_CE_SUBJECT_ALT_NAME,
    ID_CE_SUBJECT_KEY_IDENTIFIER, ID_KP_CLIENT_AUTH, ID_KP_CODE_SIGNING, ID_KP_EMAIL_PROTECTION, ID_KP_OCSP_SIGNING,
    ID_KP_SERVER_AUTH, ID_KP_TIME_STAMPING, ID_PE_AUTHORITY_INFO_ACCESS,
};
use der::asn1::OctetStringRef;
use der::{Decode, Reader, SliceReader, TagNumber};
use x509_cert::ext::pkix::name::{DistributionPointName, GeneralName};
use x509_cert::ext::pkix::{
    AuthorityInfoAccessSyntax, AuthorityKeyIdentifier, BasicConstraints, CertificatePolicies, CrlDistributionPoints,
    ExtendedKeyUsage, KeyUsage, KeyUsages, SubjectKeyIdentifier,
};

use crate::domain::csr::{Details, inside};

/// What a certificate says besides whose it is and how long it lasts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extensions {
    /// Its alternative names.
    pub names: Details,
    /// Whether it may issue certificates.
    pub is_authority: bool,
    /// What its key may be used for (RFC 5280 4.2.1.3), in the words of the standard.
    pub key_usages: Vec<&'static str>,
    /// For what purposes (RFC 5280 4.2.1.12): the standard's words, or object identifiers.
    pub purposes: Vec<String>,
    /// The policies it was issued under, by object identifier.
    pub policies: Vec<String>,
    /// The identifier of its key.
    pub subject_key_id: Option<Vec<u8>>,
    /// The identifier of its issuer's key.
    pub authority_key_id: Option<Vec<u8>>,
    /// Where it can be asked whether it was revoked.
    pub ocsp: Vec<String>,
    /// Where lists of what was revoked are.
    pub revocation_lists: Vec<String>,
    /// Where its issuer's certificate is.
    pub issuers: Vec<String>,
}

const USAGES: &[(KeyUsages, &str)] = &[
    (KeyUsages::DigitalSignature, "digitalSignature"),
    (KeyUsages::NonRepudiation, "nonRepudiation"),
    (KeyUsages::KeyEncipherment, "keyEncipherment"),
    (KeyUsages::DataEncipherment, "dataEncipherment"),
    (KeyUsages::KeyAgreement, "keyAgreement"),
    (KeyUsages::KeyCertSign, "keyCertSign"),
    (KeyUsages::CRLSign, "cRLSign"),
    (KeyUsages::EncipherOnly, "encipherOnly"),
    (KeyUsages::DecipherOnly, "decipherOnly"),
];

const PURPOSES: &[(ObjectIdentifier, &str)] = &[
    (ID_KP_SERVER_AUTH, "serverAuth"),
    (ID_KP_CLIENT_AUTH, "clientAuth"),
    (ID_KP_CODE_SIGNING, "codeSigning"),
    (ID_KP_EMAIL_PROTECTION, "emailProtection"),
    (ID_KP_TIME_STAMPING, "timeStamping"),
    (ID_KP_OCSP_SIGNING, "OCSPSigning"),
];

/// Reads what follows the key in a `TBSCertificate`: unique identifiers, which nobody uses, and the extensions.
pub(super) fn read(fields: &mut SliceReader<'_>) -> Option<Extensions> {
    let mut found = Extensions::default();
    while !fields.is_finished() {
        let tag = fields.peek_tag().ok()?;
        let field = fields.tlv_bytes().ok()?;
        if !tag.is_context_specific() || tag.number() != TagNumber::N3 {
            continue;
        }
        let mut whole = SliceReader::new(field).ok()?;
        let header = der::Header::decode(&mut whole).ok()?;
        let mut list = inside(whole.read_slice(header.length).ok()?)?;
        while let Ok(extension) = list.tlv_bytes() {
            let _ = inside(extension).and_then(|fields| found.take(fields));
        }
    }
    Some(found)
}

impl Extensions {
    fn take(&mut self, mut fields: SliceReader<'_>) -> Option<()> {
        let kind: ObjectIdentifier = fields.decode().ok()?;
        let _is_critical: Option<bool> = fields.decode().ok()?;
        let value: OctetStringRef<'_> = fields.decode().ok()?;
        let value = value.as_bytes();
        match kind {
            ID_CE_SUBJECT_ALT_NAME => self.names.take_names(value)?,
            ID_CE_BASIC_CONSTRAINTS => self.is_authority = BasicConstraints::from_der(value).ok()?.ca,
            ID_CE_KEY_USAGE => {
                let usages = KeyUsage::from_der(value).ok()?.0;
                let set = USAGES.iter().filter(|(flag, _)| usages.contains(*flag));
                self.key_usages = set.map(|(_, word)| *word).collect();
            }
            ID_CE_EXT_KEY_USAGE => {
                let purposes = ExtendedKeyUsage::from_der(value).ok()?.0;
                self.purposes = purposes.iter().map(purpose).collect();
            }
            ID_CE_CERTIFICATE_POLICIES => {
                let policies = CertificatePolicies::from_der(value).ok()?.0;
                self.policies = policies.iter().map(|it| it.policy_identifier.to_string()).collect();
            }
            ID_CE_SUBJECT_KEY_IDENTIFIER => {
                self.subject_key_id = Some(SubjectKeyIdentifier::from_der(value).ok()?.0.as_bytes().to_vec());
            }
            ID_CE_AUTHORITY_KEY_IDENTIFIER => {
                let identifier = AuthorityKeyIdentifier::from_der(value).ok()?.key_identifier;
                self.authority_key_id = identifier.map(|it| it.as_bytes().to_vec());
            }
            ID_PE_AUTHORITY_INFO_ACCESS => self.take_access(&AuthorityInfoAccessSyntax::from_der(value).ok()?),
            ID_CE_CRL_DISTRIBUTION_POINTS => self.take_lists(CrlDistributionPoints::from_der(value).ok()?),
            _ => {}
        }
        Some(())
    }

    fn take_access(&mut self, access: &AuthorityInfoAccessSyntax) {
        for entry in &access.0 {
            match entry.access_method {
                ID_AD_OCSP => self.ocsp.extend(address(&entry.access_location)),
                ID_AD_CA_ISSUERS => self.issuers.extend(address(&entry.access_location)),
                _ => {}
            }
        }
    }

    fn take_lists(&mut self, points: CrlDistributionPoints) {
        for point in points.0 {
            if let Some(DistributionPointName::FullName(names)) = point.distribution_point {
                self.revocation_lists.extend(names.iter().filter_map(address));
            }
        }
    }
}

fn purpose(oid: &ObjectIdentifier) -> String {
    let known = PURPOSES.iter().find(|(known, _)| known == oid);
    known.map_or_else(|| oid.to_string(), |(_, word)| (*word).to_owned())
}

fn address(name: &GeneralName) -> Option<String> {
    match name {
        GeneralName::UniformResourceIdentifier(address) => Some(address.to_string()),
        _ => None,
    }
}
