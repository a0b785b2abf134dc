//! A desk of the model: one process with its memory and its client of DigiCert. Cutting it off drops what it was doing
//! where it was, as the end of the process does.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use pkio_desk::clock::Clock;
use pkio_desk::domain::order::Switches;
use pkio_desk::domain::order::search::ReleaseRule;
use pkio_desk::orders::{Orders, Policy};
use pkio_desk::store::Store;
use tokio::task::JoinHandle;

use super::ground::Ground;
use super::schedule::World;

/// Longer than any attempt takes by the model's clock, which stands still while one is made.
pub(super) const LEASE_SECONDS: i64 = 180;

/// How careful the desks of the model are.
pub(super) fn policy() -> Policy {
    Policy {
        approval_lasts: jiff::SignedDuration::from_hours(2),
        release: ReleaseRule::default(),
        ..Policy::default()
    }
}

/// A process.
pub(super) struct Desk {
    pub(super) orders: Orders,
    store: Store,
    switches: Switches,
    clock: Clock,
    tasks: Vec<JoinHandle<()>>,
}

impl Desk {
    pub(super) fn start(ground: &Ground, store: &Store, world: &World, clock: &Clock) -> Self {
        let switches = if world.approval {
            Switches::default().with_approval()
        } else {
            Switches::default()
        };
        let (store, clock, tasks) = (store.clone(), clock.clone(), Vec::new());
        let orders = orders(ground, &store, &clock, switches);
        Self {
            orders,
            store,
            switches,
            clock,
            tasks,
        }
    }

    /// Something that goes on by itself.
    pub(super) fn spawn(&mut self, task: impl Future<Output = ()> + Send + 'static) {
        self.tasks.push(tokio::spawn(task));
    }

    /// Waits for what goes on by itself.
    pub(super) async fn settle(&mut self) {
        for task in self.tasks.drain(..) {
            task.await.unwrap();
        }
    }

    /// Ends the process where it is and starts another one.
    pub(super) async fn restart(&mut self, ground: &Ground) {
        for task in self.tasks.drain(..) {
            task.abort();
            drop(task.await);
        }
        self.orders = orders(ground, &self.store, &self.clock, self.switches);
        self.orders.take_over(ground.is_sqlite()).await.unwrap();
    }
}

fn orders(ground: &Ground, store: &Store, clock: &Clock, switches: Switches) -> Orders {
    Orders::new(store.clone(), ground.digicert(), clock.clone(), LEASE_SECONDS)
        .with_switches(switches)
        .with_policy(policy())
}

/// A future that is dropped after so many turns; nothing then.
pub(super) struct CutOff<F> {
    inner: Pin<Box<F>>,
    turns: u32,
}

impl<F: Future> CutOff<F> {
    pub(super) fn after(turns: u32, inner: F) -> Self {
        Self {
            inner: Box::pin(inner),
            turns,
        }
    }
}

impl<F: Future> Future for CutOff<F> {
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if self.turns == 0 {
            return Poll::Ready(None);
        }
        self.turns -= 1;
        self.inner.as_mut().poll(context).map(Some)
    }
}
