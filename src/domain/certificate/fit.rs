//! Whether a certificate is the one that was ordered. What does not fit is listed; some of it only told, most of it a
//! reason to hold the certificate back.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use super::{Chain, Expected, ExpectedOin, is_same_number};
use crate::domain::csr::Signature;
use crate::domain::product::PRIVATE_SERVICES_SERVER as PRODUCT;
use crate::domain::validity::Validity;

/// Clocks and days differ by so much at most: the authority's, DigiCert's and ours, in whatever zone a day is counted.
const SLACK: SignedDuration = SignedDuration::from_hours(48);

/// The longest organization name that fits into a certificate (RFC 5280, `ub-organization-name`).
const ORGANIZATION_MAX: usize = 64;

/// What does not fit, or is worth knowing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    /// Its serial number is not the one DigiCert tells: it is another certificate.
    OtherSerial,
    /// Its thumbprint is not the one DigiCert tells.
    OtherThumbprint,
    /// Its key is not that of the CSR.
    OtherKey,
    /// Nobody knows which key it should have.
    KeyUnknown,
    /// A name that was ordered is not in it.
    NameMissing,
    /// It has a name that was not ordered.
    NameExtra,
    /// It has another OIN.
    OinOther,
    /// It has no OIN.
    OinMissing,
    /// It has none, though DigiCert's validated one was to be in it.
    OinUnvalidated,
    /// It has an OIN, though none was wanted.
    OinUnwanted,
    /// It is for another organization.
    OrganizationOther,
    /// The organization's name was cut to what fits.
    OrganizationShortened,
    /// It lasts longer than ordered.
    LastsTooLong,
    /// It begins before it was ordered.
    BeginsTooEarly,
    /// It is an authority's own certificate.
    IsAuthority,
    /// Another authority issued it than the one DigiCert tells.
    IssuerOther,
    /// The certificate of its issuer did not come along.
    IssuerMissing,
    /// A certificate of the chain belongs to nobody who may issue others.
    IssuerNotAuthority,
    /// A signature of the chain is wrong.
    SignatureWrong,
    /// A signature of the chain cannot be verified by the desk.
    SignatureNotChecked,
    /// It lasts longer than a certificate above it.
    OutlivesIssuer,
    /// The root did not come along.
    RootMissing,
    /// Certificates came along that do not belong to the chain.
    Strangers,
    /// A later version of the desk wrote it down.
    #[serde(other)]
    Unknown,
}

impl Aspect {
    /// All that this version knows.
    pub const ALL: [Self; 23] = [
        Self::OtherSerial,
        Self::OtherThumbprint,
        Self::OtherKey,
        Self::KeyUnknown,
        Self::NameMissing,
        Self::NameExtra,
        Self::OinOther,
        Self::OinMissing,
        Self::OinUnvalidated,
        Self::OinUnwanted,
        Self::OrganizationOther,
        Self::OrganizationShortened,
        Self::LastsTooLong,
        Self::BeginsTooEarly,
        Self::IsAuthority,
        Self::IssuerOther,
        Self::IssuerMissing,
        Self::IssuerNotAuthority,
        Self::SignatureWrong,
        Self::SignatureNotChecked,
        Self::OutlivesIssuer,
        Self::RootMissing,
        Self::Strangers,
    ];

    /// The word used in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::OtherSerial => "other-serial",
            Self::OtherThumbprint => "other-thumbprint",
            Self::OtherKey => "other-key",
            Self::KeyUnknown => "key-unknown",
            Self::NameMissing => "name-missing",
            Self::NameExtra => "name-extra",
            Self::OinOther => "oin-other",
            Self::OinMissing => "oin-missing",
            Self::OinUnvalidated => "oin-unvalidated",
            Self::OinUnwanted => "oin-unwanted",
            Self::OrganizationOther => "organization-other",
            Self::OrganizationShortened => "organization-shortened",
            Self::LastsTooLong => "lasts-too-long",
            Self::BeginsTooEarly => "begins-too-early",
            Self::IsAuthority => "is-authority",
            Self::IssuerOther => "issuer-other",
            Self::IssuerMissing => "issuer-missing",
            Self::IssuerNotAuthority => "issuer-not-authority",
            Self::SignatureWrong => "signature-wrong",
            Self::SignatureNotChecked => "signature-not-checked",
            Self::OutlivesIssuer => "outlives-issuer",
            Self::RootMissing => "root-missing",
            Self::Strangers => "strangers",
            Self::Unknown => "unknown",
        }
    }

    /// Whether it is a reason to hold the certificate back, rather than something to know. What is not known here was one
    /// to whoever wrote it down, for all this version can tell.
    #[must_use]
    pub fn holds(self) -> bool {
        !matches!(
            self,
            Self::KeyUnknown
                | Self::NameExtra
                | Self::OrganizationShortened
                | Self::SignatureNotChecked
                | Self::OutlivesIssuer
                | Self::RootMissing
                | Self::Strangers
        )
    }
}

/// One thing that does not fit: what was ordered, and what is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mismatch {
    /// What it is about.
    pub aspect: Aspect,
    /// What was ordered, or what DigiCert tells; empty where the sentence needs none.
    #[serde(default)]
    pub ordered: String,
    /// What is in the certificate.
    #[serde(default)]
    pub found: String,
}

/// What was found about a certificate.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Verdict {
    /// All of it, what holds it back first.
    pub mismatches: Vec<Mismatch>,
}

impl Verdict {
    /// Whether the certificate must not be handed out as what was ordered.
    #[must_use]
    pub fn is_held(&self) -> bool {
        self.reasons().next().is_some()
    }

    /// Why it is held.
    pub fn reasons(&self) -> impl Iterator<Item = &Mismatch> {
        self.mismatches.iter().filter(|it| it.aspect.holds())
    }

    /// What else is worth knowing.
    pub fn notes(&self) -> impl Iterator<Item = &Mismatch> {
        self.mismatches.iter().filter(|it| !it.aspect.holds())
    }

    /// Whether this was found.
    #[must_use]
    pub fn has(&self, aspect: Aspect) -> bool {
        self.mismatches.iter().any(|it| it.aspect == aspect)
    }

    fn add(&mut self, aspect: Aspect, ordered: impl Into<String>, found: impl Into<String>) {
        self.mismatches.push(Mismatch {
            aspect,
            ordered: ordered.into(),
            found: found.into(),
        });
    }
}

impl Expected {
    /// Holds a certificate, with the chain it came in, against what it should be.
    #[must_use]
    pub fn check(&self, chain: &Chain) -> Verdict {
        let mut verdict = Verdict::default();
        self.check_identity(chain, &mut verdict);
        self.check_names(chain, &mut verdict);
        self.check_organization(chain, &mut verdict);
        self.check_validity(chain, &mut verdict);
        check_chain(chain, &mut verdict);
        verdict.mismatches.sort_by_key(|it| !it.aspect.holds());
        verdict
    }

    /// Whether it is that very certificate, with that very key.
    fn check_identity(&self, chain: &Chain, verdict: &mut Verdict) {
        let leaf = &chain.leaf;
        if leaf.extensions.is_authority {
            verdict.add(Aspect::IsAuthority, "", leaf.subject.short());
        }
        let told = [
            (Aspect::OtherSerial, &self.serial_number, leaf.serial_number.clone()),
            (Aspect::OtherThumbprint, &self.thumbprint, leaf.thumbprint()),
        ];
        for (aspect, ordered, found) in told {
            if let Some(ordered) = ordered.as_ref().filter(|ordered| !is_same_number(ordered, &found)) {
                verdict.add(aspect, ordered, found);
            }
        }
        let issuer = leaf.issuer.short();
        if let Some(ordered) = &self.issuer_name
            && folded(ordered) != folded(&issuer)
        {
            verdict.add(Aspect::IssuerOther, ordered, issuer);
        }
        let key = leaf.spki_sha256();
        match &self.spki_sha256 {
            None => verdict.add(Aspect::KeyUnknown, "", key),
            Some(ordered) if !ordered.eq_ignore_ascii_case(&key) => verdict.add(Aspect::OtherKey, ordered, key),
            Some(_) => {}
        }
    }

    fn check_names(&self, chain: &Chain, verdict: &mut Verdict) {
        let found = chain.leaf.names();
        let lacks = |among: &[&str], name: &str| !among.iter().any(|it| it.eq_ignore_ascii_case(name));
        let ordered: Vec<&str> = self.names.iter().map(String::as_str).collect();
        for name in ordered.iter().filter(|name| lacks(&found, name)) {
            verdict.add(Aspect::NameMissing, *name, "");
        }
        if !ordered.is_empty() {
            for name in found.iter().filter(|name| lacks(&ordered, name)) {
                verdict.add(Aspect::NameExtra, "", *name);
            }
        }
    }

    fn check_organization(&self, chain: &Chain, verdict: &mut Verdict) {
        let subject = &chain.leaf.subject;
        let oin = subject.value("serialNumber");
        match &self.oin {
            ExpectedOin::Exactly(ordered) if oin.is_empty() => verdict.add(Aspect::OinMissing, ordered, ""),
            ExpectedOin::Exactly(ordered) if ordered != oin => verdict.add(Aspect::OinOther, ordered, oin),
            ExpectedOin::Any if oin.is_empty() => verdict.add(Aspect::OinUnvalidated, "", ""),
            ExpectedOin::Absent if !oin.is_empty() => verdict.add(Aspect::OinUnwanted, "", oin),
            ExpectedOin::Exactly(_) | ExpectedOin::Any | ExpectedOin::Absent | ExpectedOin::Unknown => {}
        }
        let found = subject.value("O");
        if let Some(ordered) = &self.organization_name
            && folded(ordered) != folded(found)
        {
            let is_cut = ordered.chars().count() > ORGANIZATION_MAX
                && !found.is_empty()
                && folded(ordered).starts_with(&folded(found));
            let aspect = if is_cut {
                Aspect::OrganizationShortened
            } else {
                Aspect::OrganizationOther
            };
            verdict.add(aspect, ordered, found);
        }
    }

    fn check_validity(&self, chain: &Chain, verdict: &mut Verdict) {
        let leaf = &chain.leaf;
        let first = day(leaf.not_before);
        let by_length = self.validity.and_then(|validity| longest(validity, first));
        let last = [by_length, self.last_day].into_iter().flatten().min();
        // A day more: days begin at another hour in another zone, and a year may be counted with its last day.
        let limit = last.and_then(|last| last.checked_add(1.day()).ok());
        if let (Some(last), Some(limit)) = (last, limit)
            && day(leaf.not_after) > limit
        {
            verdict.add(Aspect::LastsTooLong, last.to_string(), day(leaf.not_after).to_string());
        }
        if let Some(ordered) = self.ordered_at
            && leaf.not_before < ordered.saturating_sub(SLACK).unwrap_or(ordered)
        {
            verdict.add(
                Aspect::BeginsTooEarly,
                day(ordered).to_string(),
                day(leaf.not_before).to_string(),
            );
        }
    }
}

fn check_chain(chain: &Chain, verdict: &mut Verdict) {
    for link in chain.links() {
        let name = link.certificate.subject.short();
        match link.signature {
            Signature::Verified | Signature::Absent => {}
            Signature::Wrong => verdict.add(Aspect::SignatureWrong, link.certificate.issuer.short(), name),
            Signature::NotChecked => verdict.add(Aspect::SignatureNotChecked, link.certificate.issuer.short(), name),
        }
    }
    for issuer in &chain.issuers {
        if !issuer.extensions.is_authority {
            verdict.add(Aspect::IssuerNotAuthority, "", issuer.subject.short());
        }
        if issuer.not_after < chain.leaf.not_after {
            verdict.add(
                Aspect::OutlivesIssuer,
                issuer.subject.short(),
                day(issuer.not_after).to_string(),
            );
        }
    }
    let leaf = &chain.leaf;
    if chain.issuers.is_empty() {
        verdict.add(Aspect::IssuerMissing, "", leaf.issuer.short());
    } else if !chain.has_root() {
        let last = chain.issuers.last().map(|it| it.issuer.short());
        verdict.add(Aspect::RootMissing, "", last.unwrap_or_default());
    }
    if !chain.strangers.is_empty() {
        let names: Vec<String> = chain.strangers.iter().map(|it| it.subject.short()).collect();
        verdict.add(Aspect::Strangers, "", names.join(", "));
    }
}

/// The last day of a certificate that begins on that day and was ordered for so long; none where DigiCert decides. Of less
/// than a year DigiCert may make its longest.
fn longest(validity: Validity, first: Date) -> Option<Date> {
    let last = validity.last_day(first)?;
    let heeded = first.checked_add(i64::from(PRODUCT.days_heeded).days()).ok()?;
    match validity {
        Validity::Default => None,
        Validity::Days(_) | Validity::Until(_) if last < heeded => {
            first.checked_add(i64::from(PRODUCT.days_max).days()).ok()
        }
        _ => Some(last),
    }
}

/// A name without regard to case, punctuation and white space: what differs then is another name.
fn folded(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

fn day(moment: Timestamp) -> Date {
    moment.to_zoned(TimeZone::UTC).date()
}
