//! What time it is. Everything that needs the time asks the clock it was given, so tests can set it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use crate::domain::operator::local;

/// Where the time comes from. Cheap to clone; clones of a set clock move together.
#[derive(Clone, Debug, Default)]
pub struct Clock(Option<Arc<AtomicI64>>);

impl Clock {
    /// The machine's clock.
    #[must_use]
    pub fn system() -> Self {
        Self(None)
    }

    /// A clock that stands still at `time` until it is moved.
    #[must_use]
    pub fn set_to(time: Timestamp) -> Self {
        Self(Some(Arc::new(AtomicI64::new(time.as_millisecond()))))
    }

    /// Moves a set clock forward; the machine's clock is left alone.
    pub fn advance(&self, seconds: i64) {
        if let Some(millis) = &self.0 {
            millis.fetch_add(seconds.saturating_mul(1000), Ordering::SeqCst);
        }
    }

    /// Now, in whole milliseconds, as the store keeps it.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let millis = match &self.0 {
            Some(millis) => millis.load(Ordering::SeqCst),
            None => Timestamp::now().as_millisecond(),
        };
        Timestamp::from_millisecond(millis).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// The day it is where the certificates are used.
    #[must_use]
    pub fn today(&self) -> Date {
        local(self.now()).date()
    }

    /// The moment that many seconds from now.
    #[must_use]
    pub fn in_seconds(&self, seconds: i64) -> Timestamp {
        self.now().checked_add(seconds.seconds()).unwrap_or(Timestamp::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_clock_moves_only_when_told() {
        let clock = Clock::set_to(Timestamp::UNIX_EPOCH);
        let same = clock.clone();
        clock.advance(90);
        assert_eq!(same.now().as_second(), 90);
        assert_eq!(same.in_seconds(10).as_second(), 100);
        assert_eq!(clock.today().to_string(), "1970-01-01");
    }
}
