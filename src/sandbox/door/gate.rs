//! Whether anybody can connect: the wish of the control endpoint, what the listener made of it, and the end of the
//! connections that were open.
//!
//! It owns no socket; the listener does, and tells the gate when its own is closed or open again.

use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio::{sync::watch, time::Instant};
use tokio_util::sync::CancellationToken;

/// The longest time the listener can be told to stay closed.
const LONGEST: Duration = Duration::from_secs(86_400);

/// What the listener last told.
#[derive(Clone, Copy, Debug)]
struct State {
    is_open: bool,
    /// How often it was closed, so that a short while behind a closed door cannot be missed.
    closings: u64,
}

/// The door between the listener and those who close and open it.
#[derive(Debug)]
pub(crate) struct Gate {
    /// Until when nobody is to come in; none when everybody may.
    wish: watch::Sender<Option<Instant>>,
    state: watch::Sender<State>,
    /// Ends the connections that were accepted since the listener was opened.
    connections: Mutex<CancellationToken>,
    cut: AtomicU64,
}

impl Default for Gate {
    fn default() -> Self {
        let state = State {
            is_open: true,
            closings: 0,
        };
        Self {
            wish: watch::Sender::new(None),
            state: watch::Sender::new(state),
            connections: Mutex::default(),
            cut: AtomicU64::new(0),
        }
    }
}

impl Gate {
    /// Closes the listener for a while; it is closed, and every connection with it, when this returns.
    pub(crate) async fn close(&self, duration: Duration) {
        let mut state = self.state.subscribe();
        let before = state.borrow().closings;
        self.wish.send_replace(Some(Instant::now() + duration.min(LONGEST)));
        let is_done = |state: &State| !state.is_open || state.closings > before;
        let _ = state.wait_for(is_done).await;
    }

    /// Opens the listener before its time, and waits until it is open.
    pub(crate) async fn open(&self) {
        self.wish.send_replace(None);
        self.until_open().await;
    }

    /// Waits until the listener is open.
    pub(crate) async fn until_open(&self) {
        let _ = self.state.subscribe().wait_for(|state| state.is_open).await;
    }

    /// How many connections were cut before anything was read from them.
    pub(crate) fn connections_cut(&self) -> u64 {
        self.cut.load(Ordering::Relaxed)
    }

    /// Counts a connection that was cut before anything was read from it.
    pub(super) fn count_cut(&self) {
        self.cut.fetch_add(1, Ordering::Relaxed);
    }

    /// Forgets the connections that were cut.
    pub(crate) fn forget_cut(&self) {
        self.cut.store(0, Ordering::Relaxed);
    }

    /// What ends a connection that is accepted now.
    pub(super) fn end_of_connection(&self) -> CancellationToken {
        self.connections().clone()
    }

    /// Waits until the listener is told to close.
    pub(super) async fn told_to_close(&self) {
        let _ = self.wish.subscribe().wait_for(Option::is_some).await;
    }

    /// Waits until the listener may open: its time is over, or somebody opened it.
    pub(super) async fn may_open(&self) {
        let mut wish = self.wish.subscribe();
        loop {
            let Some(until) = *wish.borrow_and_update() else {
                return;
            };
            tokio::select! {
                () = tokio::time::sleep_until(until) => {
                    // A later wish, which came at this moment, goes on.
                    self.wish.send_if_modified(|wish| *wish == Some(until) && wish.take().is_some());
                }
                _ = wish.changed() => {}
            }
        }
    }

    /// Ends every connection and tells that the listener is closed.
    pub(super) fn tell_closed(&self) {
        let ended = std::mem::take(&mut *self.connections());
        ended.cancel();
        self.state.send_modify(|state| {
            state.is_open = false;
            state.closings += 1;
        });
    }

    /// Tells that the listener is open.
    pub(super) fn tell_open(&self) {
        self.state.send_modify(|state| state.is_open = true);
    }

    fn connections(&self) -> std::sync::MutexGuard<'_, CancellationToken> {
        self.connections.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
