//! An order at DigiCert beside the attempt it may have come of, point by point, for the person who has to choose.

use super::{Agreement, Candidate};
use crate::domain::order::Attempt;

/// Whether the time at which an order was placed there fits the attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timing {
    /// The attempt can have brought it about.
    Fits,
    /// It was there before.
    Before,
    /// It came so long after that the attempt cannot have brought it about.
    Later,
    /// DigiCert does not say when it was placed.
    Unknown,
}

impl Timing {
    /// The word used in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Fits => "fits",
            Self::Before => "before",
            Self::Later => "later",
            Self::Unknown => "unknown",
        }
    }

    /// All of them.
    pub const ALL: [Self; 4] = [Self::Fits, Self::Before, Self::Later, Self::Unknown];
}

/// What agrees and what does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// Our reference.
    pub reference: Agreement,
    /// The key.
    pub key: Agreement,
    /// When it was placed.
    pub placed: Timing,
    /// The common name.
    pub common_name: Agreement,
    /// The name of the organization.
    pub organization: Agreement,
}

impl Candidate {
    /// What agrees and what does not between this order and an attempt for the organization of that name.
    #[must_use]
    pub fn comparison(&self, attempt: &Attempt, organization: Option<&str>) -> Comparison {
        let evidence = self.evidence(attempt);
        let placed = match self.created_at {
            None => Timing::Unknown,
            Some(_) if self.is_earlier(attempt) => Timing::Before,
            Some(_) if self.is_later(attempt) => Timing::Later,
            Some(_) => Timing::Fits,
        };
        Comparison {
            reference: evidence.reference,
            key: evidence.key,
            placed,
            common_name: of_words(attempt.common_name.as_deref(), self.common_name.as_deref()),
            organization: of_words(organization, self.organization.as_deref()),
        }
    }
}

/// Whether two names are the same to a reader: neither large letters nor white space around them make a difference.
fn of_words(ours: Option<&str>, theirs: Option<&str>) -> Agreement {
    let plain = |name: &str| name.trim().to_lowercase();
    let given = |name: Option<&str>| name.map(plain).filter(|name| !name.is_empty());
    Agreement::of(given(ours).as_deref(), given(theirs).as_deref())
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};

    use super::*;
    use crate::domain::ids::{Reference, RemoteOrderId};
    use crate::domain::operator::Actor;
    use crate::domain::order::SentFrom;

    const AT: Timestamp = Timestamp::UNIX_EPOCH;

    fn attempt() -> Attempt {
        Attempt {
            reference: Reference("pkio-a".to_owned()),
            body_sha256: String::new(),
            spki_sha256: None,
            price_terms: None,
            agreement_sha256: None,
            common_name: Some("Dienst.voorbeeld.nl".to_owned()),
            organization_id: None,
            container_id: None,
            sent_from: SentFrom::Draft,
            actor: Actor {
                id: None,
                name: String::new(),
            },
            at: AT,
        }
    }

    fn candidate(created_at: Option<Timestamp>, common_name: &str, organization: Option<&str>) -> Candidate {
        Candidate {
            id: RemoteOrderId(1),
            certificate_id: None,
            status: None,
            reference: Some("pkio-a".to_owned()),
            spki_sha256: Some("5b41".to_owned()),
            created_at,
            common_name: Some(common_name.to_owned()),
            organization: organization.map(str::to_owned),
            linked_to: None,
        }
    }

    #[test]
    fn names_are_compared_as_people_read_them() {
        use Agreement::{Other, Same, Unknown};
        for (name, organization, ours, expected) in [
            ("dienst.voorbeeld.nl ", Some("Balans"), Some(" balans"), (Same, Same)),
            ("dienst.voorbeeld.nl", Some("Balans"), None, (Same, Unknown)),
            ("anders.voorbeeld.nl", Some("Balans"), Some("Kantel"), (Other, Other)),
            ("", None, Some("Kantel"), (Unknown, Unknown)),
            ("", Some("Kantel"), Some(" "), (Unknown, Unknown)),
        ] {
            let found = candidate(None, name, organization).comparison(&attempt(), ours);
            assert_eq!(
                (found.common_name, found.organization),
                expected,
                "{name} {organization:?}"
            );
            assert_eq!((found.reference, found.key), (Same, Unknown));
        }
    }

    #[test]
    fn a_time_fits_where_the_clocks_may_differ() {
        for (minutes, expected) in [
            (-60, Timing::Before),
            (-9, Timing::Fits),
            (0, Timing::Fits),
            (60, Timing::Fits),
            (25 * 60, Timing::Later),
        ] {
            let placed = AT + SignedDuration::from_mins(minutes);
            let found = candidate(Some(placed), "", None).comparison(&attempt(), None);
            assert_eq!(found.placed, expected, "{minutes}");
        }
        let unknown = candidate(None, "", None).comparison(&attempt(), None);
        assert_eq!(unknown.placed, Timing::Unknown);
    }
}
