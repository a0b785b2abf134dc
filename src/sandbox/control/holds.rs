//! Calls that are held back without a clock: they wait until somebody lets them go.

use std::{collections::BTreeMap, sync::Arc};

use serde::Serialize;
use tokio::sync::watch;

/// A call that waits.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct HeldCall {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) fault: &'static str,
}

/// How a wait ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Verdict {
    /// The call goes on.
    Released,
    /// The world it was meant for is gone: the connection is cut and nothing is done.
    Abandoned,
}

/// The calls that wait.
#[derive(Clone, Debug, Default)]
pub(crate) struct Holds(Arc<watch::Sender<Waiting>>);

#[derive(Debug, Default)]
struct Waiting {
    calls: BTreeMap<u64, HeldCall>,
    next: u64,
    /// Calls with a smaller number were released or abandoned.
    ended: u64,
    /// Those among them with a smaller number than this one were abandoned.
    abandoned: u64,
}

/// A place among the calls that wait, given up when it is dropped.
#[derive(Debug)]
pub(crate) struct Hold {
    holds: Holds,
    number: u64,
}

impl Holds {
    /// Counts a call among those that wait from now on.
    pub(crate) fn take_place(&self, call: HeldCall) -> Hold {
        let mut number = 0;
        self.0.send_modify(|waiting| {
            number = waiting.next;
            waiting.next += 1;
            waiting.calls.insert(number, call);
        });
        Hold {
            holds: self.clone(),
            number,
        }
    }

    /// Lets every call that waits go on.
    pub(crate) fn release(&self) {
        self.0.send_modify(|waiting| waiting.ended = waiting.next);
    }

    /// Cuts every call that waits.
    pub(crate) fn abandon(&self) {
        self.0.send_modify(|waiting| {
            waiting.ended = waiting.next;
            waiting.abandoned = waiting.next;
        });
    }

    /// The calls that wait, the longest waiting first.
    pub(crate) fn calls(&self) -> Vec<HeldCall> {
        self.0.borrow().waiting().cloned().collect()
    }

    /// Waits until that many calls wait.
    pub(crate) async fn until(&self, count: usize) {
        let mut waiting = self.0.subscribe();
        let _ = waiting.wait_for(|waiting| waiting.waiting().count() >= count).await;
    }
}

impl Waiting {
    fn waiting(&self) -> impl Iterator<Item = &HeldCall> {
        self.calls.range(self.ended..).map(|(_, call)| call)
    }
}

impl Hold {
    /// Waits until the call is let go.
    pub(crate) async fn wait(self) -> Verdict {
        let mut waiting = self.holds.0.subscribe();
        let outcome = waiting.wait_for(|waiting| waiting.ended > self.number).await;
        match outcome.map(|waiting| waiting.abandoned) {
            Ok(abandoned) if abandoned <= self.number => Verdict::Released,
            _ => Verdict::Abandoned,
        }
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        self.holds
            .0
            .send_modify(|waiting| drop(waiting.calls.remove(&self.number)));
    }
}
