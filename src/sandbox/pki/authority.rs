//! The root and the intermediate of the sandbox, made once and kept in the data folder.

use std::{fs, path::Path};

use der::{Decode, DecodePem, Encode, EncodePem, asn1::BitString, pem::LineEnding};
use jiff::Timestamp;
use rand::{RngCore, rngs::OsRng};
use rsa::{
    RsaPrivateKey,
    pkcs1v15::SigningKey,
    pkcs8::{DecodePrivateKey, EncodePrivateKey, EncodePublicKey},
    signature::{SignatureEncoding, Signer},
};
use sha2::Sha256;
use x509_cert::{
    Certificate, TbsCertificate, Version,
    ext::Extension,
    name::Name,
    serial_number::SerialNumber,
    spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned},
    time::{Time, Validity},
};

use super::{
    leaf::{LeafPlan, issuer_extensions, leaf_extensions, thumbprint},
    names::NameParts,
};
use crate::sandbox::{
    clock::days_later,
    store::{DiskError, write_whole},
};

/// Bits of the sandbox's own keys; small, so that a first start is quick.
const KEY_BITS: usize = 2048;

/// Why the sandbox's certificate authority failed.
#[derive(Debug, thiserror::Error)]
pub enum AuthorityError {
    /// A file could not be used.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// A key could not be made.
    #[error("a key could not be made")]
    Key(#[from] rsa::Error),
    /// A stored private key could not be read or written.
    #[error("a private key could not be read or written")]
    PrivateKey(#[from] rsa::pkcs8::Error),
    /// A public key could not be written.
    #[error("a public key could not be written")]
    PublicKey(#[from] rsa::pkcs8::spki::Error),
    /// A certificate could not be read or written.
    #[error("a certificate could not be read or written")]
    Certificate(#[from] der::Error),
    /// A signature could not be made.
    #[error("a signature could not be made")]
    Signature(#[from] rsa::signature::Error),
}

/// The issuing side of the sandbox.
pub(crate) struct Authority {
    root: Certificate,
    intermediate: Certificate,
    signer: SigningKey<Sha256>,
    /// The key of historic orders, which came without a signing request.
    stand_in: SubjectPublicKeyInfoOwned,
}

/// A certificate fresh from the authority.
pub(crate) struct IssuedCertificate {
    pub(crate) pem: String,
    pub(crate) thumbprint: String,
}

impl Authority {
    /// Reads the authority from the data folder, or makes it there.
    pub(crate) fn open(folder: &Path, now: Timestamp) -> Result<Self, AuthorityError> {
        let keys = folder.join("authority");
        fs::create_dir_all(&keys).map_err(DiskError::at(&keys))?;
        let complete = keys.join("complete");
        if !complete.exists() {
            make(folder, &keys, now)?;
            write_whole(&complete, b"")?;
        }
        let read = |path: &Path| fs::read_to_string(path).map_err(DiskError::at(path));
        let key = RsaPrivateKey::from_pkcs8_pem(&read(&keys.join("intermediate.key"))?)?;
        Ok(Self {
            root: Certificate::from_pem(read(&folder.join("root.pem"))?)?,
            intermediate: Certificate::from_pem(read(&keys.join("intermediate.pem"))?)?,
            signer: SigningKey::new(key),
            stand_in: SubjectPublicKeyInfoOwned::from_pem(read(&keys.join("stand-in.pub"))?)?,
        })
    }

    /// The key to certify where no signing request exists.
    pub(crate) fn stand_in_key(&self) -> SubjectPublicKeyInfoOwned {
        self.stand_in.clone()
    }

    /// The root certificate.
    pub(crate) fn root(&self) -> &Certificate {
        &self.root
    }

    /// The intermediate certificate.
    pub(crate) fn intermediate(&self) -> &Certificate {
        &self.intermediate
    }

    /// The issuer's common name.
    pub(crate) const fn intermediate_name() -> &'static str {
        "Sandbox PKIo Private Services CA - G1"
    }

    /// The root's common name.
    pub(crate) const fn root_name() -> &'static str {
        "Sandbox Private Root CA - G1"
    }

    /// Issues a server certificate.
    pub(crate) fn issue(&self, plan: &LeafPlan) -> Result<IssuedCertificate, AuthorityError> {
        let subject = NameParts {
            country: &plan.country,
            organization: &plan.organization,
            organization_identifier: None,
            serial_number: plan.oin.as_deref(),
            common_name: &plan.common_name,
        };
        let subject = subject.to_name()?;
        let issuer_key = &self.intermediate.tbs_certificate.subject_public_key_info;
        let certificate = sign(
            &self.signer,
            Contents {
                serial: SerialNumber::new(&plan.serial)?,
                issuer: self.intermediate.tbs_certificate.subject.clone(),
                validity: validity(plan.valid_from, plan.valid_till)?,
                extensions: leaf_extensions(plan, &subject, issuer_key)?,
                subject,
                key: plan.spki.clone(),
            },
        )?;
        Ok(IssuedCertificate {
            pem: certificate.to_pem(LineEnding::CRLF)?,
            thumbprint: thumbprint(&certificate)?,
        })
    }
}

/// What a certificate says, before it is signed.
struct Contents {
    serial: SerialNumber,
    issuer: Name,
    validity: Validity,
    subject: Name,
    key: SubjectPublicKeyInfoOwned,
    extensions: Vec<Extension>,
}

fn sign(signer: &SigningKey<Sha256>, contents: Contents) -> Result<Certificate, AuthorityError> {
    let algorithm = AlgorithmIdentifierOwned {
        oid: const_oid::db::rfc5912::SHA_256_WITH_RSA_ENCRYPTION,
        parameters: Some(der::Any::null()),
    };
    let tbs_certificate = TbsCertificate {
        version: Version::V3,
        serial_number: contents.serial,
        signature: algorithm.clone(),
        issuer: contents.issuer,
        validity: contents.validity,
        subject: contents.subject,
        subject_public_key_info: contents.key,
        issuer_unique_id: None,
        subject_unique_id: None,
        extensions: Some(contents.extensions),
    };
    let signature = signer.try_sign(&tbs_certificate.to_der()?)?;
    let signature = BitString::from_bytes(&signature.to_vec())?;
    Ok(Certificate {
        tbs_certificate,
        signature_algorithm: algorithm,
        signature,
    })
}

/// Makes the two keys, the two certificates and the stand-in key.
fn make(folder: &Path, keys: &Path, now: Timestamp) -> Result<(), AuthorityError> {
    let root_key = RsaPrivateKey::new(&mut OsRng, KEY_BITS)?;
    let key = RsaPrivateKey::new(&mut OsRng, KEY_BITS)?;
    let stand_in = RsaPrivateKey::new(&mut OsRng, KEY_BITS)?;
    let name = |common_name| NameParts {
        country: "NL",
        organization: "PKIo Desk sandbox (not a real authority)",
        organization_identifier: Some("NTRNL-99999999"),
        serial_number: None,
        common_name,
    };
    let root_name = name(Authority::root_name()).to_name()?;
    let root_spki = spki(&root_key)?;
    let signer = SigningKey::<Sha256>::new(root_key);
    let root = sign(
        &signer,
        Contents {
            serial: SerialNumber::new(&random_serial())?,
            issuer: root_name.clone(),
            validity: validity(days_later(now, -3650), days_later(now, 7300))?,
            extensions: issuer_extensions(&root_spki, None, &root_name)?,
            subject: root_name.clone(),
            key: root_spki.clone(),
        },
    )?;
    let subject = name(Authority::intermediate_name()).to_name()?;
    let own = spki(&key)?;
    let intermediate = sign(
        &signer,
        Contents {
            serial: SerialNumber::new(&random_serial())?,
            issuer: root_name,
            validity: validity(days_later(now, -3649), days_later(now, 7299))?,
            extensions: issuer_extensions(&own, Some(&root_spki), &subject)?,
            subject,
            key: own,
        },
    )?;
    write_whole(
        &keys.join("intermediate.key"),
        key.to_pkcs8_pem(LineEnding::LF)?.as_bytes(),
    )?;
    write_whole(
        &keys.join("intermediate.pem"),
        intermediate.to_pem(LineEnding::LF)?.as_bytes(),
    )?;
    write_whole(
        &keys.join("stand-in.pub"),
        spki(&stand_in)?.to_pem(LineEnding::LF)?.as_bytes(),
    )?;
    Ok(write_whole(
        &folder.join("root.pem"),
        root.to_pem(LineEnding::LF)?.as_bytes(),
    )?)
}

fn spki(key: &RsaPrivateKey) -> Result<SubjectPublicKeyInfoOwned, AuthorityError> {
    let document = key.to_public_key().to_public_key_der()?;
    Ok(SubjectPublicKeyInfoOwned::from_der(document.as_bytes())?)
}

/// A serial number of 128 bits that is positive in DER.
pub(crate) fn random_serial() -> [u8; 16] {
    let mut bytes = [0_u8; 16];
    OsRng.fill_bytes(&mut bytes);
    if let Some(first) = bytes.first_mut() {
        *first = (*first & 0x7F) | 0x40;
    }
    bytes
}

fn validity(from: Timestamp, till: Timestamp) -> Result<Validity, der::Error> {
    Ok(Validity {
        not_before: time(from)?,
        not_after: time(till)?,
    })
}

/// UTC time through 2049, generalized time from 2050 on (RFC 5280 4.1.2.5).
fn time(moment: Timestamp) -> Result<Time, der::Error> {
    let seconds = u64::try_from(moment.as_second()).unwrap_or(0);
    let duration = core::time::Duration::from_secs(seconds);
    match der::asn1::UtcTime::from_unix_duration(duration) {
        Ok(time) => Ok(Time::UtcTime(time)),
        Err(_) => der::asn1::GeneralizedTime::from_unix_duration(duration).map(Time::GeneralTime),
    }
}
