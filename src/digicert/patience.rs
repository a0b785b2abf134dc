//! Asking again: how often, and how long between, for those who can wait for an answer.
//!
//! Only calls that are `GET`s come here; what is worth another try is told by `Missed::of`. Each try is a whole call of
//! its own, under the pace and the breaker.

use std::future::Future;
use std::time::Duration;

use backon::{ExponentialBuilder, Retryable, Sleeper};
use tokio::time::Instant;

use super::answer::Answer;
use super::breaker::Sign;
use super::failure::ReadError;

/// How long and how often a call of [`DigiCert::patient`](super::DigiCert::patient) is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// How often in all, the first time included.
    pub tries: usize,
    /// The longest pause after the first try; it doubles after each. How much of it is waited is left to chance.
    pub pause: Duration,
    /// Where the doubling ends.
    pub longest_pause: Duration,
    /// How long after the beginning of the first try the last one may begin.
    pub total: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            tries: 4,
            pause: Duration::from_secs(1),
            longest_pause: Duration::from_secs(15),
            total: Duration::from_secs(60),
        }
    }
}

/// What one try brought.
#[derive(Debug)]
pub(super) struct Tried {
    /// The answer, or why there is none.
    pub(super) brought: Result<Answer, ReadError>,
    /// How long to stay away at least, where somebody said so.
    pub(super) away: Option<Duration>,
}

impl Tried {
    /// Whether another try may bring more: after no connection, a broken one, a time-out, too many requests, a failure
    /// of the server, and an answer that is not CertCentral's. While DigiCert is left alone it may not.
    fn is_worth_another(&self) -> bool {
        match &self.brought {
            Ok(answer) => answer.status == 429 || answer.is_broken() || answer.sign() == Sign::Silent,
            Err(error) => matches!(
                error,
                ReadError::Unreachable(_) | ReadError::TimedOut | ReadError::RateLimited
            ),
        }
    }
}

impl Patience {
    /// Asks until an answer says something, or patience ends; then with what the last try brought.
    pub(super) async fn spend<F: Future<Output = Tried>>(self, ask: impl Fn() -> F) -> Result<Answer, ReadError> {
        let begun = Instant::now();
        self.spend_on(ask, || begun.elapsed(), tokio::time::sleep).await
    }

    /// The same on any clock.
    async fn spend_on<F: Future<Output = Tried>>(
        self,
        ask: impl Fn() -> F,
        elapsed: impl Fn() -> Duration,
        sleep: impl Sleeper,
    ) -> Result<Answer, ReadError> {
        let pauses = ExponentialBuilder::new()
            .with_min_delay(self.pause)
            .with_max_delay(self.longest_pause)
            .with_max_times(self.tries.saturating_sub(1));
        let once = async || {
            let tried = ask().await;
            if tried.is_worth_another() {
                Err(tried)
            } else {
                Ok(tried.brought)
            }
        };
        once.retry(pauses)
            .sleep(sleep)
            .adjust(|tried, longest| {
                let left = self.total.checked_sub(elapsed())?;
                pause(longest?, rand::random(), tried.away, left)
            })
            .await
            .unwrap_or_else(|tried| tried.brought)
    }
}

/// How long to wait before the next try: any part of `longest`, so that callers who failed together do not come back
/// together, but at least as long as was asked for. None when it would begin too late.
fn pause(longest: Duration, part: f64, asked: Option<Duration>, left: Duration) -> Option<Duration> {
    let pause = longest.mul_f64(part).max(asked.unwrap_or_default());
    Some(pause).filter(|pause| *pause <= left)
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};
    use std::future::ready;
    use std::rc::Rc;

    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn pauses() {
        let seconds = Duration::from_secs;
        for (longest, part, asked, left, expected) in [
            (8, 0.0, None, 60, Some(0)),
            (8, 0.5, None, 60, Some(4)),
            (8, 1.0, None, 60, Some(8)),
            (8, 0.5, Some(3), 60, Some(4)),
            (8, 0.5, Some(30), 60, Some(30)),
            (8, 0.5, Some(0), 60, Some(4)),
            (8, 0.5, Some(60), 60, Some(60)),
            (8, 0.5, Some(61), 60, None),
            (8, 0.5, None, 3, None),
            (0, 0.5, None, 0, Some(0)),
        ] {
            assert_eq!(
                pause(seconds(longest), part, asked.map(seconds), seconds(left)),
                expected.map(seconds),
                "{longest} {part} {asked:?} {left}"
            );
        }
    }

    fn answer(status: u16, text: &str, retry_after: Option<Duration>) -> Tried {
        let answer = Answer {
            status,
            text: text.to_owned(),
            cut: None,
            retry_after,
            download: None,
        };
        Tried {
            away: answer.retry_after,
            brought: Ok(answer),
        }
    }

    /// When, after the first try, each try began, on a clock that moves by pauses alone.
    async fn tries(patience: Patience, tried: impl Fn(usize) -> Tried) -> (Vec<Duration>, Result<Answer, ReadError>) {
        let clock = Rc::new(Cell::new(Duration::ZERO));
        let times = RefCell::new(Vec::new());
        let ask = || {
            times.borrow_mut().push(clock.get());
            ready(tried(times.borrow().len()))
        };
        let hands = Rc::clone(&clock);
        let sleep = move |pause| {
            hands.set(hands.get() + pause);
            ready(())
        };
        let brought = patience.spend_on(ask, || clock.get(), sleep).await;
        (times.into_inner(), brought)
    }

    #[tokio::test]
    async fn each_pause_is_within_twice_the_one_before() {
        let patience = Patience {
            tries: 6,
            pause: SECOND,
            longest_pause: 4 * SECOND,
            total: 60 * SECOND,
        };
        let (times, brought) = tries(patience, |_| answer(503, "", None)).await;
        assert!(matches!(brought, Ok(Answer { status: 503, .. })));
        assert_eq!(times.len(), 6);
        let pauses = times.iter().zip(times.iter().skip(1)).map(|(one, next)| *next - *one);
        let most = [1, 2, 4, 4, 4].map(|seconds| seconds * SECOND);
        assert!(pauses.zip(most).all(|(pause, most)| pause <= most), "{times:?}");
    }

    #[tokio::test]
    async fn what_is_asked_for_is_waited_but_not_beyond_the_end() {
        let patience = Patience::default();
        let stay_away = |seconds| move |_| answer(429, "{}", Some(seconds * SECOND));
        let (times, _) = tries(patience, stay_away(25)).await;
        assert_eq!(times, [0, 25, 50].map(|seconds| seconds * SECOND));
        let (times, brought) = tries(patience, stay_away(61)).await;
        assert_eq!(times.len(), 1);
        assert!(matches!(brought, Ok(Answer { status: 429, .. })));
    }

    #[tokio::test]
    async fn what_says_something_is_not_asked_again() {
        let refused = |error: fn() -> ReadError| Tried {
            brought: Err(error()),
            away: None,
        };
        let cases: [(fn() -> Tried, usize); 9] = [
            (|| answer(200, "{}", None), 1),
            (|| answer(404, r#"{"errors":[]}"#, None), 1),
            (|| answer(403, r#"{"errors":[]}"#, None), 1),
            (|| answer(403, "<html>", None), 4),
            (|| answer(200, "<html>", None), 4),
            (|| answer(429, "{}", None), 4),
            (|| answer(429, "", None), 4),
            (|| answer(500, "{}", None), 4),
            (|| answer(302, "", None), 4),
        ];
        for (nth, (tried, expected)) in cases.into_iter().enumerate() {
            let (times, _) = tries(Patience::default(), |_| tried()).await;
            assert_eq!(times.len(), expected, "case {nth}");
        }
        let errors: [(fn() -> ReadError, usize); 4] = [
            (|| ReadError::TimedOut, 4),
            (|| ReadError::RateLimited, 4),
            (|| ReadError::LeftAlone(SECOND), 1),
            (|| ReadError::NotFound, 1),
        ];
        for (error, expected) in errors {
            let (times, _) = tries(Patience::default(), |_| refused(error)).await;
            assert_eq!(times.len(), expected, "{}", error());
        }
        let (times, brought) = tries(Patience::default(), |nth| {
            answer(if nth < 3 { 502 } else { 200 }, "{}", None)
        })
        .await;
        assert_eq!(times.len(), 3);
        assert!(matches!(brought, Ok(Answer { status: 200, .. })));
    }
}
