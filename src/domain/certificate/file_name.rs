//! What files are called: by the name the certificate is for, its last day, and what is in them.

use jiff::tz::TimeZone;

use super::Certificate;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// The certificate alone, as PEM.
    Leaf,
    /// Those above it, as PEM.
    Chain,
    /// The certificate and those above it, as PEM.
    Full,
    /// The certificate alone, as DER.
    Der,
    /// The certificate and those above it, as PKCS #7.
    Pkcs7,
    /// All of these in one archive.
    Zip,
}

impl FileKind {
    /// All kinds, in the order they are offered.
    pub const ALL: [Self; 6] = [Self::Full, Self::Leaf, Self::Chain, Self::Der, Self::Pkcs7, Self::Zip];

    /// The word used in addresses and message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Leaf => "certificate",
            Self::Chain => "chain",
            Self::Full => "fullchain",
            Self::Der => "der",
            Self::Pkcs7 => "p7b",
            Self::Zip => "zip",
        }
    }

    /// The kind of that word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// How the name of such a file ends.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Leaf => ".pem",
            Self::Chain => "-chain.pem",
            Self::Full => "-fullchain.pem",
            Self::Der => ".der",
            Self::Pkcs7 => ".p7b",
            Self::Zip => ".zip",
        }
    }

    /// Its media type (RFC 8555 9.1, RFC 5280 4.2.1.13, RFC 5273 3.2).
    #[must_use]
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Leaf | Self::Chain | Self::Full => "application/x-pem-file",
            Self::Der => "application/pkix-cert",
            Self::Pkcs7 => "application/x-pkcs7-certificates",
            Self::Zip => "application/zip",
        }
    }
}

/// The name of a file about a certificate, such as `dienst.voorbeeld.nl-2027-03-01-chain.pem`. Only letters that every
/// system takes, whatever the certificate says.
#[must_use]
pub fn file_name(certificate: &Certificate, ending: &str) -> String {
    let names = certificate.names();
    let name = names.first().copied().unwrap_or_default().to_ascii_lowercase();
    let plain = |c: char| match c {
        '*' => '_',
        c if c.is_ascii_alphanumeric() || matches!(c, '.' | '-') => c,
        _ => '_',
    };
    let name: String = name.chars().take(100).map(plain).collect();
    let name = name.trim_matches('.');
    let day = certificate.not_after.to_zoned(TimeZone::UTC).date();
    let name = if name.is_empty() { "certificate" } else { name };
    format!("{name}-{day}{ending}")
}
