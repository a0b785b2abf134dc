//! Certificates in other wrappings: PKCS #7 and an archive.

use std::io::{Cursor, Write};

use cms::content_info::ContentInfo;
use der::pem::LineEnding;
use der::{Decode, Encode};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::domain::certificate::{Chain, FileKind, file_name};

/// Why a file could not be made of a certificate that was read before. It should not happen.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// A certificate cannot be put into PKCS #7.
    #[error("a certificate could not be put into PKCS #7")]
    Pkcs7(#[from] der::Error),
    /// The archive cannot be made.
    #[error("the archive could not be made")]
    Zip(#[from] zip::result::ZipError),
    /// The archive cannot be written in memory.
    #[error("the archive could not be written")]
    Write(#[from] std::io::Error),
}

/// A chain as PKCS #7 without a signer (RFC 5652 5.1), in PEM as Windows and Java read it.
///
/// # Errors
/// See [`PackError`].
pub fn pkcs7(chain: &Chain) -> Result<String, PackError> {
    let certificates = chain.iter().map(|it| x509_cert::Certificate::from_der(it.der()));
    let certificates = certificates.collect::<Result<Vec<_>, _>>()?;
    let content = ContentInfo::try_from(certificates)?.to_der()?;
    Ok(der::pem::encode_string("PKCS7", LineEnding::LF, &content).map_err(der::Error::from)?)
}

/// Every file of a chain in one archive, with a text that says which is which.
///
/// # Errors
/// See [`PackError`].
pub fn archive(chain: &Chain, readme: &str) -> Result<Vec<u8>, PackError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    archive.start_file("README.txt", options)?;
    archive.write_all(readme.as_bytes())?;
    let leaf = &chain.leaf;
    for (kind, bytes) in [
        (FileKind::Leaf, chain.leaf_pem().into_bytes()),
        (FileKind::Chain, chain.issuers_pem().into_bytes()),
        (FileKind::Full, chain.full_pem().into_bytes()),
        (FileKind::Der, leaf.der().to_vec()),
        (FileKind::Pkcs7, pkcs7(chain)?.into_bytes()),
    ] {
        archive.start_file(file_name(leaf, kind.ending()), options)?;
        archive.write_all(&bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}
