//! Looking for an order in doubt among those at DigiCert: when to look again, and which one it is.
//!
//! [`identify`] is the one place that decides whether an order found there is ours. It decides by itself only where no
//! mistake is possible; everything else is for a person, side by side.

pub mod comparison;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::Attempt;
use crate::domain::ids::{CertificateId, OrderId, RemoteOrderId};

pub use comparison::{Comparison, Timing};

/// By so much DigiCert's clock may be behind ours.
pub const CLOCK_SKEW: SignedDuration = SignedDuration::from_mins(10);

/// What was placed so long after our attempt cannot have come of it, unless it carries our reference.
pub const LATEST: SignedDuration = SignedDuration::from_hours(24);

/// Answers closer together than this count as one.
const APART: SignedDuration = SignedDuration::from_mins(1);

/// The longest pause between two looks.
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_hours(1);

/// How the search for an order stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Search {
    /// Since when the order is in doubt.
    pub since: Timestamp,
    /// How often DigiCert was asked, with or without an answer.
    pub looks: u32,
    /// How often DigiCert answered in full that there is no such order, since it last answered anything else.
    pub clean: u32,
    /// When DigiCert last answered.
    pub answered_at: Option<Timestamp>,
    /// When the last of those answers was counted.
    #[serde(default)]
    pub counted_at: Option<Timestamp>,
    /// When to look next.
    pub next_at: Timestamp,
    /// Orders there that may be it, among which a person has to choose.
    pub candidates: Vec<Candidate>,
    /// Orders there of which a person said that they are not it.
    pub dismissed: Vec<RemoteOrderId>,
}

impl Search {
    /// The search for an order that came in doubt at that time; the first look is due at once.
    #[must_use]
    pub fn from(since: Timestamp) -> Self {
        Self {
            since,
            looks: 0,
            clean: 0,
            answered_at: None,
            counted_at: None,
            next_at: since,
            candidates: Vec::new(),
            dismissed: Vec::new(),
        }
    }

    /// The search after DigiCert answered; `candidates` are those a person has to choose among. Answers in quick succession
    /// are one answer: who clicks three times has not asked three times.
    #[must_use]
    pub fn answered(&self, candidates: Vec<Candidate>, now: Timestamp) -> Self {
        let is_apart = self.counted_at.is_none_or(|last| now.duration_since(last) >= APART);
        let counts = candidates.is_empty() && is_apart;
        Self {
            clean: match (candidates.is_empty(), counts) {
                (false, _) => 0,
                (true, true) => self.clean.saturating_add(1),
                (true, false) => self.clean,
            },
            counted_at: if counts { Some(now) } else { self.counted_at },
            answered_at: Some(now),
            candidates,
            ..self.unanswered(now)
        }
    }

    /// The search after a person said that none of the candidates is it. It begins to count anew, and looks at once.
    #[must_use]
    pub fn dismissing(&self, now: Timestamp) -> Self {
        let mut dismissed = self.dismissed.clone();
        dismissed.extend(self.candidates.iter().map(|candidate| candidate.id));
        Self {
            clean: 0,
            next_at: now,
            candidates: Vec::new(),
            dismissed,
            ..self.clone()
        }
    }

    /// The search after DigiCert did not answer. What was known stays known.
    #[must_use]
    pub fn unanswered(&self, now: Timestamp) -> Self {
        Self {
            looks: self.looks.saturating_add(1),
            next_at: now.saturating_add(self.pause()).unwrap_or(Timestamp::MAX),
            ..self.clone()
        }
    }

    /// After 1, 2, 4, 8 … minutes, at most an hour.
    fn pause(&self) -> SignedDuration {
        let minutes = 1_i64.checked_shl(self.looks).unwrap_or(i64::MAX).max(1);
        SignedDuration::from_mins(minutes.min(LONGEST_PAUSE.as_mins()))
    }
}

/// When a person may give an order in doubt up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReleaseRule {
    /// So long it must have been in doubt.
    pub after: SignedDuration,
    /// So often DigiCert must have answered in full that there is no such order.
    pub clean: u32,
}

impl Default for ReleaseRule {
    fn default() -> Self {
        Self {
            after: SignedDuration::from_mins(15),
            clean: 3,
        }
    }
}

impl ReleaseRule {
    /// Whether that order may be given up now.
    #[must_use]
    pub fn allows(self, search: &Search, now: Timestamp) -> bool {
        search.candidates.is_empty() && search.clean >= self.clean && now >= self.not_before(search)
    }

    /// Before this moment it may not be given up, whatever DigiCert answers.
    #[must_use]
    pub fn not_before(self, search: &Search) -> Timestamp {
        search.since.saturating_add(self.after).unwrap_or(Timestamp::MAX)
    }
}

/// An order at DigiCert that may be the one in doubt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Its id there.
    pub id: RemoteOrderId,
    /// Its certificate.
    pub certificate_id: Option<CertificateId>,
    /// Its status, in DigiCert's word.
    pub status: Option<String>,
    /// The reference it carries.
    pub reference: Option<String>,
    /// SHA-256 of the key in its CSR, in hexadecimal.
    pub spki_sha256: Option<String>,
    /// When it was placed.
    pub created_at: Option<Timestamp>,
    /// Its common name.
    pub common_name: Option<String>,
    /// The name of its organization.
    pub organization: Option<String>,
    /// Another order of ours that is placed under this id already.
    pub linked_to: Option<OrderId>,
}

/// Whether a mark on an order at DigiCert is the one we sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Agreement {
    /// It is the same.
    Same,
    /// It is another one.
    Other,
    /// DigiCert does not say, or we sent none.
    #[default]
    Unknown,
}

impl Agreement {
    fn of(ours: Option<&str>, theirs: Option<&str>) -> Self {
        match (ours, theirs) {
            (Some(ours), Some(theirs)) if ours == theirs => Self::Same,
            (Some(_), Some(_)) => Self::Other,
            _ => Self::Unknown,
        }
    }

    /// The word used in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Other => "other",
            Self::Unknown => "unknown",
        }
    }
}

/// By what an order at DigiCert was recognised as ours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Our reference.
    pub reference: Agreement,
    /// The key of our CSR.
    pub key: Agreement,
    /// When it was placed there, as DigiCert tells.
    pub created_at: Option<Timestamp>,
}

impl Candidate {
    /// What speaks for and against its being the order of that attempt.
    #[must_use]
    pub fn evidence(&self, attempt: &Attempt) -> Evidence {
        Evidence {
            reference: Agreement::of(Some(&attempt.reference.0), self.reference.as_deref()),
            key: Agreement::of(attempt.spki_sha256.as_deref(), self.spki_sha256.as_deref()),
            created_at: self.created_at,
        }
    }

    /// Whether it was certainly placed before the attempt was written down.
    fn is_earlier(&self, attempt: &Attempt) -> bool {
        let earliest = attempt.at.saturating_sub(CLOCK_SKEW).unwrap_or(Timestamp::MIN);
        self.created_at.is_some_and(|at| at < earliest)
    }

    /// Whether it was placed so late that the attempt cannot have brought it about.
    fn is_later(&self, attempt: &Attempt) -> bool {
        let latest = attempt.at.saturating_add(LATEST).unwrap_or(Timestamp::MAX);
        self.created_at.is_some_and(|at| at > latest)
    }
}

/// Which order at DigiCert is the one in doubt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Identified {
    /// This one, without a doubt.
    Certainly(Candidate, Evidence),
    /// One of these, or none; a person has to say.
    Perhaps(Vec<Candidate>),
    /// None of those that were found.
    No,
}

/// Decides which of the orders found at DigiCert is that of an attempt. `key_is_shared` says whether another order of
/// ours was made with the same key, so that the key proves nothing.
#[must_use]
pub fn identify(attempt: &Attempt, found: &[Candidate], key_is_shared: bool) -> Identified {
    let mut may_be: Vec<(&Candidate, Evidence)> = found
        .iter()
        .map(|candidate| (candidate, candidate.evidence(attempt)))
        .filter(|(candidate, evidence)| may_be_ours(candidate, *evidence, attempt))
        .collect();
    // Our reference was never given to anything else.
    if may_be.iter().any(|(_, evidence)| evidence.reference == Agreement::Same) {
        may_be.retain(|(_, evidence)| evidence.reference == Agreement::Same);
    }
    match may_be.as_slice() {
        [] => Identified::No,
        [(candidate, evidence)] if is_certain(candidate, *evidence, attempt, key_is_shared) => {
            Identified::Certainly((*candidate).clone(), *evidence)
        }
        several => Identified::Perhaps(several.iter().map(|(candidate, _)| (*candidate).clone()).collect()),
    }
}

/// An order that carries our reference may be ours whatever else it says; without it, one that speaks against us on any
/// point is somebody else's.
fn may_be_ours(candidate: &Candidate, evidence: Evidence, attempt: &Attempt) -> bool {
    match evidence.reference {
        Agreement::Same => true,
        Agreement::Other => false,
        Agreement::Unknown => {
            let is_free = candidate.linked_to.is_none();
            // The key of our CSR speaks for us even where the time does not fit: a clock or a zone may be wrong.
            let is_its_time = !candidate.is_earlier(attempt) && !candidate.is_later(attempt);
            is_free && (evidence.key == Agreement::Same || (evidence.key == Agreement::Unknown && is_its_time))
        }
    }
}

fn is_certain(candidate: &Candidate, evidence: Evidence, attempt: &Attempt, key_is_shared: bool) -> bool {
    if candidate.linked_to.is_some() || candidate.is_earlier(attempt) || evidence.key == Agreement::Other {
        return false;
    }
    if candidate.is_later(attempt) && evidence.reference != Agreement::Same {
        return false;
    }
    match evidence.reference {
        Agreement::Same => true,
        Agreement::Other => false,
        // Without the time we cannot say that it was not there before.
        Agreement::Unknown => evidence.key == Agreement::Same && !key_is_shared && candidate.created_at.is_some(),
    }
}

#[cfg(test)]
mod tests;
