//! Whether DigiCert is there at all: what its answers and silences add up to, and when it is left alone.
//!
//! After some failures in a row that say "nobody is there" the breaker is open: calls fail at once, so that pages do not
//! wait one by one and no order is put in doubt by a service that is down. From time to time one call is let through to
//! see; any answer of CertCentral's closes it again. It owns the counting; what counts as which sign is decided where
//! answers are read. It never sees an order coming: see [`DigiCert::ready`](super::DigiCert::ready).

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// From how many failures in a row on DigiCert is called silent: one alone is a hiccup.
const TOLD_FROM: u32 = 2;

/// When DigiCert is left alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Breaking {
    /// After how many failures in a row.
    pub after: u32,
    /// How long until one call is let through.
    pub pause: Duration,
}

impl Default for Breaking {
    /// The pause is shorter than the minute between two runs of the background, so that each of them may try.
    fn default() -> Self {
        Self {
            after: 5,
            pause: Duration::from_secs(30),
        }
    }
}

/// What a call told of DigiCert being there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// CertCentral spoke.
    Alive,
    /// Nobody did, or something in its place.
    Silent,
    /// It cannot be told.
    Unclear,
}

/// Counts the signs of all calls of both clients.
#[derive(Debug)]
pub(super) struct Breaker {
    limits: Breaking,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    failures: u32,
    silent_since: Option<Instant>,
    /// Open, where it is set.
    next_probe: Option<Instant>,
    is_probed: bool,
}

/// Whether a call may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Admission {
    Free,
    Probe,
    /// No; for how long DigiCert has been silent.
    Refused(Duration),
}

impl State {
    fn admit(&mut self, now: Instant) -> Admission {
        match self.next_probe {
            None => Admission::Free,
            Some(due) if now >= due && !self.is_probed => {
                self.is_probed = true;
                Admission::Probe
            }
            Some(_) => Admission::Refused(self.silence(now).unwrap_or_default()),
        }
    }

    fn note(&mut self, sign: Sign, now: Instant, limits: Breaking) {
        match sign {
            Sign::Alive => *self = Self::default(),
            Sign::Silent => {
                self.failures = self.failures.saturating_add(1);
                self.silent_since.get_or_insert(now);
                if self.failures >= limits.after {
                    self.next_probe = Some(now + limits.pause);
                }
            }
            Sign::Unclear => {}
        }
    }

    fn silence(&self, now: Instant) -> Option<Duration> {
        let since = self.silent_since.filter(|_| self.failures >= TOLD_FROM)?;
        Some(now.saturating_duration_since(since))
    }
}

impl Breaker {
    pub(super) fn new(limits: Breaking) -> Self {
        Self {
            limits,
            state: Mutex::default(),
        }
    }

    /// Lets a call through, or says for how long DigiCert has been silent.
    pub(super) fn enter(&self) -> Result<Pass<'_>, Duration> {
        let is_probe = match self.with(|state| state.admit(Instant::now())) {
            Admission::Free => false,
            Admission::Probe => true,
            Admission::Refused(silence) => return Err(silence),
        };
        Ok(Pass {
            breaker: self,
            is_probe,
        })
    }

    /// Notes what a call told. Opening and closing are logged once each.
    pub(super) fn note(&self, sign: Sign) {
        let (was_open, is_open) = self.with(|state| {
            let was_open = state.next_probe.is_some();
            state.note(sign, Instant::now(), self.limits);
            (was_open, state.next_probe.is_some())
        });
        match (was_open, is_open) {
            (false, true) => tracing::warn!("DigiCert does not answer; it is left alone but for one call now and then"),
            (true, false) => tracing::info!("DigiCert answers again"),
            _ => {}
        }
    }

    /// Whether DigiCert is left alone, also while one call tries.
    pub(super) fn is_open(&self) -> bool {
        self.with(|state| state.next_probe.is_some())
    }

    /// How long DigiCert has not answered: from the first failure after its last answer. None while it answers, and
    /// after one failure alone.
    pub(super) fn silence(&self) -> Option<Duration> {
        self.with(|state| state.silence(Instant::now()))
    }

    fn with<T>(&self, act: impl FnOnce(&mut State) -> T) -> T {
        // The state is whole between any two statements, so a panic elsewhere cannot have spoilt it.
        act(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The way through for one call. A call that is dropped, because nobody waits for it any more, tells nothing: if it was the
/// one that tries, another may try at once.
#[derive(Debug)]
pub(super) struct Pass<'a> {
    breaker: &'a Breaker,
    is_probe: bool,
}

impl Pass<'_> {
    /// The call came to its end.
    pub(super) fn tell(self, sign: Sign) {
        self.breaker.note(sign);
    }
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        if self.is_probe {
            self.breaker.with(|state| state.is_probed = false);
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed assumption should fail the test")]
mod tests {
    use super::*;

    const LIMITS: Breaking = Breaking {
        after: 3,
        pause: Duration::from_secs(30),
    };

    /// Plays signs one second apart, from second 1 on.
    fn after(signs: &str) -> (State, Instant) {
        let start = Instant::now();
        let mut state = State::default();
        let mut now = start;
        for sign in signs.chars() {
            now += Duration::from_secs(1);
            let sign = match sign {
                'a' => Sign::Alive,
                's' => Sign::Silent,
                _ => Sign::Unclear,
            };
            state.note(sign, now, LIMITS);
        }
        (state, now)
    }

    #[test]
    fn what_signs_add_up_to() {
        for (signs, is_open, silence) in [
            ("", false, None),
            ("aaa", false, None),
            ("s", false, None),
            ("as", false, None),
            ("ss", false, Some(1)),
            ("s?s", false, Some(2)),
            ("ssa", false, None),
            ("sas", false, None),
            ("ssas", false, None),
            ("ssass", false, Some(1)),
            ("sss", true, Some(2)),
            ("s?s?s", true, Some(4)),
            ("sss?", true, Some(3)),
            ("ssss", true, Some(3)),
            ("ssssa", false, None),
            ("ssssas", false, None),
        ] {
            let (state, now) = after(signs);
            assert_eq!(state.next_probe.is_some(), is_open, "{signs}");
            assert_eq!(state.silence(now), silence.map(Duration::from_secs), "{signs}");
        }
    }

    #[test]
    fn one_call_is_let_through_when_the_pause_is_over() {
        let (mut state, opened) = after("sss");
        let due = opened + LIMITS.pause;
        let early = state.admit(due - Duration::from_secs(1));
        assert_eq!(early, Admission::Refused(Duration::from_secs(31)));
        assert_eq!(state.admit(due), Admission::Probe);
        let beside = state.admit(due + Duration::from_secs(1));
        assert_eq!(beside, Admission::Refused(Duration::from_secs(33)));
        // It found nobody: the next one waits as long again, and the silence began where it began.
        state.is_probed = false;
        let ended = due + Duration::from_secs(2);
        state.note(Sign::Silent, ended, LIMITS);
        assert_eq!(state.admit(ended), Admission::Refused(Duration::from_secs(34)));
        assert_eq!(state.admit(ended + LIMITS.pause), Admission::Probe);
        // It found somebody.
        state.is_probed = false;
        state.note(Sign::Alive, ended, LIMITS);
        assert_eq!(state.admit(ended), Admission::Free);
    }

    #[test]
    fn a_call_that_is_given_up_leaves_the_way_to_another() {
        let breaker = Breaker::new(Breaking {
            pause: Duration::ZERO,
            ..LIMITS
        });
        for _ in 0..LIMITS.after {
            breaker.enter().unwrap().tell(Sign::Silent);
        }
        let given_up = breaker.enter().unwrap();
        assert!(breaker.enter().is_err());
        drop(given_up);
        breaker.enter().unwrap().tell(Sign::Unclear);
        assert!(breaker.is_open() && breaker.silence().is_some());
        let found_nobody = breaker.enter().unwrap();
        found_nobody.tell(Sign::Silent);
        breaker.enter().unwrap().tell(Sign::Alive);
        assert!(!breaker.is_open() && breaker.silence().is_none());
        let (one, other) = (breaker.enter().unwrap(), breaker.enter().unwrap());
        one.tell(Sign::Alive);
        other.tell(Sign::Alive);
    }

    #[test]
    fn while_it_is_left_alone_every_call_hears_for_how_long() {
        let breaker = Breaker::new(LIMITS);
        for _ in 0..LIMITS.after {
            breaker.enter().unwrap().tell(Sign::Silent);
        }
        for _ in 0..2 {
            let silence = breaker.enter().map(drop).unwrap_err();
            assert!(silence < LIMITS.pause && Some(silence) <= breaker.silence());
        }
    }
}
