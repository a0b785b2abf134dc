//! Certificates together: PEM texts with CRLF line ends, PKCS #7 (RFC 5652) without a signer, and archives.

use std::io::{Cursor, Write};

use cms::content_info::ContentInfo;
use der::{DecodePem, Encode, EncodePem, pem::LineEnding};
use x509_cert::Certificate;
use zip::{ZipWriter, write::SimpleFileOptions};

use super::{Authority, AuthorityError};

impl Authority {
    /// The intermediate as PEM.
    pub(crate) fn intermediate_pem(&self) -> Result<String, AuthorityError> {
        Ok(self.intermediate().to_pem(LineEnding::CRLF)?)
    }

    /// The root as PEM.
    pub(crate) fn root_pem(&self) -> Result<String, AuthorityError> {
        Ok(self.root().to_pem(LineEnding::CRLF)?)
    }

    /// The leaf and its chain as PKCS #7 in PEM form.
    pub(crate) fn pkcs7(&self, leaf: &str) -> Result<String, AuthorityError> {
        let leaf = Certificate::from_pem(leaf)?;
        let path = vec![leaf, self.intermediate().clone(), self.root().clone()];
        let content = ContentInfo::try_from(path)?.to_der()?;
        Ok(der::pem::encode_string("PKCS7", LineEnding::CRLF, &content).map_err(der::Error::from)?)
    }
}

/// Files together in a zip archive, in their order.
pub(crate) fn archive<'a>(files: impl Iterator<Item = (String, &'a str)>) -> zip::result::ZipResult<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        writer.start_file(name, SimpleFileOptions::default())?;
        writer.write_all(text.as_bytes())?;
    }
    writer.finish().map(Cursor::into_inner)
}
