//! What a server certificate contains (RFC 5280 4.2; PKIoverheid Programme of Requirements part 3h).

use der::{
    Encode,
    asn1::{Ia5String, ObjectIdentifier, OctetString},
};
use jiff::Timestamp;
use sha2::Digest;
use x509_cert::{
    ext::{
        AsExtension, Extension,
        pkix::{
            AuthorityKeyIdentifier, BasicConstraints, CertificatePolicies, ExtendedKeyUsage, KeyUsage, KeyUsages,
            SubjectAltName, SubjectKeyIdentifier, certpolicy::PolicyInformation, name::GeneralName,
        },
    },
    name::Name,
    spki::SubjectPublicKeyInfoOwned,
};

use const_oid::db::rfc5280::{ID_KP_CLIENT_AUTH, ID_KP_SERVER_AUTH};

/// Where PKIoverheid registers the policies of its private services (2.16.528.1.1003.1.2.8.6 is the server policy).
const SERVER_POLICY: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.528.1.1003.1.2.8.6");

/// Everything a server certificate is made from.
#[derive(Clone, Debug)]
pub(crate) struct LeafPlan {
    pub(crate) serial: Vec<u8>,
    pub(crate) country: String,
    pub(crate) organization: String,
    pub(crate) oin: Option<String>,
    pub(crate) common_name: String,
    pub(crate) dns_names: Vec<String>,
    pub(crate) spki: SubjectPublicKeyInfoOwned,
    pub(crate) valid_from: Timestamp,
    pub(crate) valid_till: Timestamp,
}

/// The key identifier of a public key (RFC 5280 4.2.1.2, method 1).
pub(crate) fn key_identifier(spki: &SubjectPublicKeyInfoOwned) -> der::Result<OctetString> {
    OctetString::new(sha1::Sha1::digest(spki.subject_public_key.raw_bytes()).to_vec())
}

/// The extensions of a server certificate.
pub(crate) fn leaf_extensions(
    plan: &LeafPlan,
    subject: &Name,
    issuer_key: &SubjectPublicKeyInfoOwned,
) -> der::Result<Vec<Extension>> {
    let names = plan
        .dns_names
        .iter()
        .map(|name| Ia5String::new(name).map(GeneralName::DnsName));
    let names = SubjectAltName(names.collect::<der::Result<Vec<_>>>()?);
    let usage = KeyUsage(KeyUsages::DigitalSignature | KeyUsages::KeyEncipherment);
    let extended = ExtendedKeyUsage(vec![ID_KP_SERVER_AUTH, ID_KP_CLIENT_AUTH]);
    let policy = PolicyInformation {
        policy_identifier: SERVER_POLICY,
        policy_qualifiers: None,
    };
    let mut extensions = identifiers(&plan.spki, Some(issuer_key), subject)?;
    extensions.push(
        BasicConstraints {
            ca: false,
            path_len_constraint: None,
        }
        .to_extension(subject, &extensions)?,
    );
    extensions.push(usage.to_extension(subject, &extensions)?);
    extensions.push(extended.to_extension(subject, &extensions)?);
    extensions.push(CertificatePolicies(vec![policy]).to_extension(subject, &extensions)?);
    if !plan.dns_names.is_empty() {
        extensions.push(names.to_extension(subject, &extensions)?);
    }
    Ok(extensions)
}

/// The extensions of a root or intermediate certificate.
pub(crate) fn issuer_extensions(
    own: &SubjectPublicKeyInfoOwned,
    issuer: Option<&SubjectPublicKeyInfoOwned>,
    subject: &Name,
) -> der::Result<Vec<Extension>> {
    let path_len_constraint = issuer.map(|_| 0);
    let mut extensions = identifiers(own, issuer, subject)?;
    extensions.push(
        BasicConstraints {
            ca: true,
            path_len_constraint,
        }
        .to_extension(subject, &extensions)?,
    );
    extensions.push(KeyUsage(KeyUsages::KeyCertSign | KeyUsages::CRLSign).to_extension(subject, &extensions)?);
    Ok(extensions)
}

/// The subject's and, below a root, the authority's key identifier.
fn identifiers(
    own: &SubjectPublicKeyInfoOwned,
    issuer: Option<&SubjectPublicKeyInfoOwned>,
    subject: &Name,
) -> der::Result<Vec<Extension>> {
    let mut extensions = Vec::new();
    if let Some(issuer) = issuer {
        let authority = AuthorityKeyIdentifier {
            key_identifier: Some(key_identifier(issuer)?),
            authority_cert_issuer: None,
            authority_cert_serial_number: None,
        };
        extensions.push(authority.to_extension(subject, &extensions)?);
    }
    extensions.push(SubjectKeyIdentifier(key_identifier(own)?).to_extension(subject, &extensions)?);
    Ok(extensions)
}

/// The SHA-1 thumbprint of a certificate, in the upper-case digits of answers.
pub(crate) fn thumbprint(certificate: &impl Encode) -> der::Result<String> {
    let der = certificate.to_der()?;
    let digest = sha1::Sha1::digest(&der);
    Ok(digest.iter().map(|byte| format!("{byte:02X}")).collect())
}
