//! What DigiCert validated an organization for, or a domain (CertCentral: Validation details).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::PersonDetails;
use crate::domain::ids::{ContactId, UserId};

/// A kind of validation (CertCentral: Glossary, Validation types). DigiCert may have others, which are shown as they come.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ValidationKind(pub String);

impl ValidationKind {
    /// The kinds that can be asked for, the one that this desk's product needs first. Whether DigiCert has a kind of its
    /// own for PKIo is not documented.
    pub const WORDS: [&'static str; 6] = ["ov", "ev", "cs", "ev_cs", "ds", "smime"];

    /// Whether it needs somebody who may bind the organization (CertCentral: Create organization, `verified_users`).
    #[must_use]
    pub fn needs_verified_contact(&self) -> bool {
        matches!(self.0.as_str(), "ev" | "cs" | "ev_cs")
    }
}

/// Somebody who stands or stood behind a validation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct VerifiedPerson {
    /// The contact's id, which differs from the user's.
    pub id: Option<ContactId>,
    /// The user's id, where the person is one.
    pub user_id: Option<UserId>,
    /// Who it is, as far as DigiCert tells.
    pub person: PersonDetails,
    /// Where their verification stands, in DigiCert's word.
    pub status: Option<String>,
}

/// One validation and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validation {
    /// What for.
    pub kind: ValidationKind,
    /// What DigiCert calls it.
    #[serde(default)]
    pub description: String,
    /// DigiCert's word: `active`, `pending`, `expired` or another.
    #[serde(default)]
    pub status: Option<String>,
    /// Since when.
    #[serde(default)]
    pub since: Option<Timestamp>,
    /// Until when it holds.
    #[serde(default)]
    pub until: Option<Timestamp>,
    /// The people it rests on.
    #[serde(default)]
    pub people: Vec<VerifiedPerson>,
    /// What is still being verified, and its state, both in DigiCert's words (CertCentral: Order validation status,
    /// `verification_details`).
    #[serde(default)]
    pub details: Vec<(String, String)>,
}

/// Where a validation, or an organization by the one that counts, stands at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It holds.
    Valid,
    /// DigiCert is at it.
    Pending,
    /// It held until a moment that is past.
    Expired,
    /// It was never asked for.
    None,
}

impl Standing {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Valid, Self::Pending, Self::Expired, Self::None];

    /// The word in addresses, the store and message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Pending => "pending",
            Self::Expired => "expired",
            Self::None => "none",
        }
    }

    /// The standing of that word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|standing| standing.word() == word)
    }
}

impl Validation {
    /// Where it stands. What DigiCert calls active counts until its day, also where DigiCert has not noticed yet.
    #[must_use]
    pub fn standing(&self, now: Timestamp) -> Standing {
        let is_over = self.until.is_some_and(|until| until <= now);
        match self.status.as_deref() {
            Some("pending") => Standing::Pending,
            Some("expired" | "inactive") => Standing::Expired,
            Some("active" | "complete" | "approved" | "valid") if is_over => Standing::Expired,
            Some("active" | "complete" | "approved" | "valid") => Standing::Valid,
            // Another word, or none: the day alone speaks.
            _ => match self.until {
                Some(_) if is_over => Standing::Expired,
                Some(_) => Standing::Valid,
                None => Standing::Pending,
            },
        }
    }
}

/// Where validations stand as a whole: by the best of those of one kind. `kind` of none looks at all.
#[must_use]
pub fn standing_of(validations: &[Validation], kind: Option<&str>, now: Timestamp) -> Standing {
    let those = validations
        .iter()
        .filter(|it| kind.is_none_or(|kind| it.kind.0 == kind));
    those.map(|it| it.standing(now)).min().unwrap_or(Standing::None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn validation(status: Option<&str>, until: Option<&str>) -> Validation {
        Validation {
            kind: ValidationKind("ov".to_owned()),
            description: String::new(),
            status: status.map(str::to_owned),
            since: None,
            until: until.and_then(|text| text.parse().ok()),
            people: Vec::new(),
            details: Vec::new(),
        }
    }

    #[test]
    fn standings() {
        let now: Timestamp = Timestamp::UNIX_EPOCH;
        let (past, ahead) = (Some("1969-01-01T00:00:00Z"), Some("1971-01-01T00:00:00Z"));
        for (status, until, expected) in [
            (Some("active"), ahead, Standing::Valid),
            (Some("active"), past, Standing::Expired),
            (Some("active"), None, Standing::Valid),
            (Some("pending"), None, Standing::Pending),
            (Some("pending"), ahead, Standing::Pending),
            (Some("expired"), past, Standing::Expired),
            (Some("odd"), ahead, Standing::Valid),
            (None, past, Standing::Expired),
            (None, None, Standing::Pending),
        ] {
            assert_eq!(
                validation(status, until).standing(now),
                expected,
                "{status:?} {until:?}"
            );
        }
        assert_eq!(standing_of(&[], None, now), Standing::None);
        let both = [validation(Some("pending"), None), validation(Some("active"), ahead)];
        assert_eq!(standing_of(&both, Some("ov"), now), Standing::Valid);
        assert_eq!(standing_of(&both, Some("ev"), now), Standing::None);
    }
}
