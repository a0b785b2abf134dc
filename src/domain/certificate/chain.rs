//! A chain: the certificate, its issuer, and so on up to the root, whatever order they came in.

use super::{Certificate, is_same_number};
use crate::domain::csr::Signature;

/// A certificate with those that vouch for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// The certificate itself.
    pub leaf: Certificate,
    /// Its issuer, that one's issuer, and so on; the last is the root, where it came along.
    pub issuers: Vec<Certificate>,
    /// What came along and is neither.
    pub strangers: Vec<Certificate>,
}

/// A certificate of a chain and whether the next one made its signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link<'a> {
    /// The certificate.
    pub certificate: &'a Certificate,
    /// The one that issued it: the next, or itself where it is a root; none where that did not come along.
    pub issuer: Option<&'a Certificate>,
    /// What became of verifying its signature; absent without an issuer.
    pub signature: Signature,
}

impl Chain {
    /// Puts certificates in order. The leaf is the one of that serial number; where there is none of it, the first that
    /// may not issue others. None where there is no certificate at all.
    #[must_use]
    pub fn of(mut found: Vec<Certificate>, serial_number: Option<&str>) -> Option<Self> {
        let is_wanted = |it: &Certificate| serial_number.is_some_and(|it_is| is_same_number(it_is, &it.serial_number));
        let issues_none = |it: &Certificate| {
            let mut others = found.iter().filter(|other| *other != it);
            !others.any(|other| other.names_as_issuer(it))
        };
        let position = found
            .iter()
            .position(is_wanted)
            .or_else(|| found.iter().position(|it| !it.extensions.is_authority))
            .or_else(|| found.iter().position(issues_none))
            .unwrap_or(0);
        if found.is_empty() {
            return None;
        }
        let leaf = found.remove(position);
        let mut issuers: Vec<Certificate> = Vec::new();
        while let Some(position) = {
            let last = issuers.last().unwrap_or(&leaf);
            issuer_of(last, &found)
        } {
            issuers.push(found.remove(position));
        }
        let is_stranger = |it: &Certificate| *it != leaf && !issuers.contains(it);
        let strangers = found.into_iter().filter(is_stranger).collect();
        Some(Self {
            leaf,
            issuers,
            strangers,
        })
    }

    /// The certificate and those above it.
    pub fn iter(&self) -> impl Iterator<Item = &Certificate> {
        std::iter::once(&self.leaf).chain(&self.issuers)
    }

    /// Whether its last certificate is a root.
    #[must_use]
    pub fn has_root(&self) -> bool {
        self.iter().last().is_some_and(Certificate::is_self_issued)
    }

    /// Every certificate with what became of verifying its signature.
    #[must_use]
    pub fn links(&self) -> Vec<Link<'_>> {
        let above = self.issuers.iter().map(Some).chain(std::iter::once(None));
        let link = |(certificate, above): (_, Option<_>)| Link::new(certificate, above);
        self.iter().zip(above).map(link).collect()
    }

    /// The certificate as PEM.
    #[must_use]
    pub fn leaf_pem(&self) -> String {
        self.leaf.pem()
    }

    /// Those above it as PEM, its issuer first.
    #[must_use]
    pub fn issuers_pem(&self) -> String {
        self.issuers.iter().map(Certificate::pem).collect()
    }

    /// All of it as PEM, the certificate first.
    #[must_use]
    pub fn full_pem(&self) -> String {
        self.iter().map(Certificate::pem).collect()
    }
}

impl<'a> Link<'a> {
    fn new(certificate: &'a Certificate, above: Option<&'a Certificate>) -> Self {
        let issuer = above.or_else(|| certificate.is_self_issued().then_some(certificate));
        Self {
            certificate,
            issuer,
            signature: issuer.map_or(Signature::Absent, |issuer| certificate.verify(issuer)),
        }
    }
}

/// Which of these issued it: of several with its issuer's name, the one whose key made the signature.
fn issuer_of(certificate: &Certificate, among: &[Certificate]) -> Option<usize> {
    if certificate.is_self_issued() {
        return None;
    }
    let named = |it: &&Certificate| certificate.names_as_issuer(it) && *it != certificate;
    let proven = |it: &Certificate| named(&it) && certificate.verify(it) == Signature::Verified;
    let by_proof = among.iter().position(proven);
    by_proof.or_else(|| among.iter().position(|it| named(&it)))
}
