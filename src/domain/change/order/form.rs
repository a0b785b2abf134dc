//! What is typed to do something with a placed order.

use serde::{Deserialize, Serialize};

use crate::domain::csr::{self, CsrFault, holds_private_key};

/// A CSR as typed, or as it stood in a chosen file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CsrTyped {
    /// The CSR, or a public key, in PEM. Never a private key.
    pub csr: String,
    /// Set where a pasted private key was taken out before anything was stored.
    #[serde(skip)]
    pub private_key_removed: bool,
    /// Set where the chosen file is no CSR.
    #[serde(skip)]
    pub file_fault: Option<CsrFault>,
}

impl CsrTyped {
    /// What was pasted. A private key is taken out.
    #[must_use]
    pub fn pasted(text: &str) -> Self {
        let private_key_removed = holds_private_key(text);
        Self {
            csr: if private_key_removed { "" } else { text }.to_owned(),
            private_key_removed,
            file_fault: None,
        }
    }

    /// The same with what is in a chosen file in place of what was typed. Where the file is none, what was typed stays,
    /// and the check says why.
    #[must_use]
    pub fn or_file(mut self, bytes: &[u8]) -> Self {
        match csr::from_file(bytes) {
            Ok(text) => self.csr = text,
            Err(CsrFault::IsPrivateKey) => self.private_key_removed = true,
            Err(fault) => self.file_fault = Some(fault),
        }
        self
    }

    /// Whether something chosen or pasted was not taken.
    #[must_use]
    pub fn has_refused_input(&self) -> bool {
        self.private_key_removed || self.file_fault.is_some()
    }

    /// SHA-256 of its key, in hexadecimal; none where it cannot be read.
    #[must_use]
    pub fn key(&self) -> Option<String> {
        csr::read(&self.csr).ok().map(|csr| csr.spki_sha256())
    }
}

/// A reissue as typed (CertCentral: Reissue certificate).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReissueForm {
    /// The common name.
    pub common_name: String,
    /// Further names, pasted as they came.
    pub dns_names: String,
    /// The CSR.
    pub csr: CsrTyped,
    /// `yes` where the key of the present certificate is to stay.
    pub keep_key: String,
    /// A remark for whoever approves it at DigiCert.
    pub comments: String,
}

/// A revocation as typed (CertCentral: Revoke certificate, Revoke order certificates).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RevokeForm {
    /// One of [`REASONS`].
    pub reason: String,
    /// A remark for whoever approves it at DigiCert.
    pub comments: String,
}

/// The reasons DigiCert takes for a revocation, which are those of RFC 5280 5.3.1 that apply to a server's certificate.
pub const REASONS: [&str; 5] = [
    "unspecified",
    "keyCompromise",
    "affiliationChanged",
    "superseded",
    "cessationOfOperation",
];
