//! When an order at DigiCert is read in full again: often while it is young and something is under way, never when it
//! ended and nobody said that it changed.

use jiff::{SignedDuration, Timestamp};

use super::OrderRecord;

/// Up to which age an open order is read how often.
const PACES: [(SignedDuration, SignedDuration); 3] = [
    (SignedDuration::from_hours(24), SignedDuration::from_mins(5)),
    (SignedDuration::from_hours(7 * 24), SignedDuration::from_mins(20)),
    (SignedDuration::from_hours(30 * 24), SignedDuration::from_hours(2)),
];

/// How often one is read that waits for longer than that, or of which nobody knows how long.
const SLOWEST: SignedDuration = SignedDuration::from_hours(12);

impl OrderRecord {
    /// Whether something is under way: everything that is not known to have ended.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.status.as_ref().is_none_or(|status| !status.is_final())
    }

    /// When it is to be read in full again after it was at that moment; none when nothing is under way.
    #[must_use]
    pub fn next_reading(&self, read_at: Timestamp) -> Option<Timestamp> {
        if !self.is_open() {
            return None;
        }
        let age = self.created.map(|created| read_at.duration_since(created));
        let pace = age.and_then(|age| PACES.iter().find(|(most, _)| age <= *most));
        let pause = pace.map_or(SLOWEST, |(_, pause)| *pause);
        Some(read_at.saturating_add(pause).unwrap_or(Timestamp::MAX))
    }

    /// Whether an entry of the list tells of something new that only the order itself tells in full: another status, or
    /// another certificate. What the entry leaves out tells nothing.
    #[must_use]
    pub fn differs_from(&self, listed: &Self) -> bool {
        let (known, told) = (&self.certificate, &listed.certificate);
        (listed.status.is_some() && self.status != listed.status)
            || (told.id.is_some() && known.id != told.id)
            || (told.serial_number.is_some() && known.serial_number != told.serial_number)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed assumption should fail the test")]
mod tests {
    use super::*;
    use crate::domain::ids::CertificateId;
    use crate::domain::order::RemoteStatus;

    fn record(status: Option<RemoteStatus>, created: Option<Timestamp>) -> OrderRecord {
        let bare: OrderRecord = serde_json::from_str(r#"{"id":7}"#).unwrap();
        OrderRecord {
            status,
            created,
            ..bare
        }
    }

    #[test]
    fn what_is_young_and_open_is_read_often() {
        let now: Timestamp = "2026-11-22T09:00:00Z".parse().unwrap();
        let hours = SignedDuration::from_hours;
        let minutes = SignedDuration::from_mins;
        for (status, age, pause) in [
            (Some(RemoteStatus::Pending), Some(hours(-1)), Some(minutes(5))),
            (Some(RemoteStatus::Pending), Some(hours(0)), Some(minutes(5))),
            (Some(RemoteStatus::NeedsApproval), Some(hours(24)), Some(minutes(5))),
            (Some(RemoteStatus::NeedsCsr), Some(hours(25)), Some(minutes(20))),
            (Some(RemoteStatus::ReissuePending), Some(hours(8 * 24)), Some(hours(2))),
            (Some(RemoteStatus::Processing), Some(hours(31 * 24)), Some(hours(12))),
            (Some(RemoteStatus::WaitingPickup), None, Some(hours(12))),
            (
                Some(RemoteStatus::Other("moon".to_owned())),
                Some(hours(1)),
                Some(minutes(5)),
            ),
            (None, Some(hours(1)), Some(minutes(5))),
            (Some(RemoteStatus::Issued), Some(hours(1)), None),
            (Some(RemoteStatus::Expired), Some(hours(1)), None),
            (Some(RemoteStatus::Revoked), None, None),
            (Some(RemoteStatus::Rejected), Some(hours(1)), None),
            (Some(RemoteStatus::Canceled), Some(hours(1)), None),
        ] {
            let order = record(status, age.map(|age| now - age));
            assert_eq!(order.next_reading(now), pause.map(|pause| now + pause), "{order:?}");
        }
    }

    #[test]
    fn what_a_list_tells_by_halves() {
        let known = record(Some(RemoteStatus::Issued), None);
        assert!(!known.differs_from(&known));
        let mut status = known.clone();
        status.status = Some(RemoteStatus::Revoked);
        let mut certificate = known.clone();
        certificate.certificate.id = Some(CertificateId(1));
        let mut serial_number = known.clone();
        serial_number.certificate.serial_number = Some("0A".to_owned());
        for listed in [status, certificate, serial_number] {
            assert!(known.differs_from(&listed), "{listed:?}");
            // What is left out is no news.
            assert!(!listed.differs_from(&record(None, None)), "{listed:?}");
        }
        let mut named = known.clone();
        named.organization_name = "Voorbeeld".to_owned();
        assert!(!known.differs_from(&named));
    }
}
