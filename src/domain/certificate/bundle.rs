//! Several certificates in one text or file, as authorities hand them out.

use super::{Certificate, CertificateFault};
use crate::domain::csr::pem;

/// The largest bundle read, in bytes.
const MAX_BYTES: usize = 512 * 1024;

/// The most certificates in one bundle: a chain has three or four.
const MAX_CERTIFICATES: usize = 20;

/// All certificates of a text in PEM (RFC 7468), in its order, whatever stands between them and however its lines end.
///
/// # Errors
/// There is none in it, or one of them cannot be read: nobody should go on with half of a chain.
pub fn read_bundle(text: &str) -> Result<Vec<Certificate>, CertificateFault> {
    if text.len() > MAX_BYTES {
        return Err(CertificateFault::TooLarge);
    }
    let mut found = Vec::new();
    for block in pem::blocks(text) {
        let Some(der) = block.certificate() else {
            continue;
        };
        let der = der.ok_or(CertificateFault::Damaged)?;
        found.push(Certificate::from_der(&der)?);
        if found.len() > MAX_CERTIFICATES {
            return Err(CertificateFault::TooLarge);
        }
    }
    if found.is_empty() {
        return Err(CertificateFault::Absent);
    }
    Ok(found)
}

/// All certificates of a file: PEM, or one in DER.
///
/// # Errors
/// As [`read_bundle`].
pub fn read_file(bytes: &[u8]) -> Result<Vec<Certificate>, CertificateFault> {
    if bytes.first() == Some(&0x30) {
        return Certificate::from_der(bytes).map(|certificate| vec![certificate]);
    }
    read_bundle(&String::from_utf8_lossy(bytes))
}

/// Whether that very certificate stands in a file: alone or among others, in PEM or DER, as it is or in PKCS #7, which has
/// certificates byte for byte (RFC 5652 5.1). What else stands there does not matter.
#[must_use]
pub fn holds(file: &[u8], certificate: &Certificate) -> bool {
    let wanted = certificate.der();
    let has = |bytes: &[u8]| bytes.windows(wanted.len().max(1)).any(|window| window == wanted);
    if file.len() > MAX_BYTES {
        return false;
    }
    if has(file) {
        return true;
    }
    let text = String::from_utf8_lossy(file);
    let mut blocks = pem::blocks(&text).into_iter();
    blocks.any(|block| block.der().is_some_and(|der| has(&der)))
}
