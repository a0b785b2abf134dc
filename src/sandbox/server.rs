//! Starting and stopping: the listener, the ticker, and the handle an embedding program keeps.

use std::{future::Future, net::SocketAddr, sync::Arc, time::Duration};

use serde_json::Value;
use tokio::{net::TcpListener, task::JoinHandle};
use tokio_util::sync::CancellationToken;

use super::{
    answer::Refusal,
    config::{SandboxArgs, SandboxConfig},
    control::{
        LoggedCall, TakenOrders, add_faults, change_settings, count_organizations_named, domain_state, everything,
        organization_state, pass_gate, taken, user_state,
    },
    door::{CuttableListener, Peer, router},
    pki::AuthorityError,
    shared::{OpenError, Shared},
    store::{DiskError, write_whole},
};

/// How often waiting orders are looked at when nobody asks.
const TICK: Duration = Duration::from_secs(1);

/// How long open connections may go on when the sandbox is stopped.
const PATIENCE: Duration = Duration::from_secs(1);

/// Why a sandbox did not start.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    /// The address could not be listened on.
    #[error("could not listen on {address}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system said.
        source: std::io::Error,
    },
    /// The data folder could not be used.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// The certificate authority could not be made or read.
    #[error(transparent)]
    Authority(#[from] AuthorityError),
    /// The work of starting was broken off.
    #[error("the start was broken off")]
    BrokenOff,
}

impl From<OpenError> for SandboxError {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Disk(error) => Self::Disk(error),
            OpenError::Authority(error) => Self::Authority(error),
        }
    }
}

/// Why the sandbox could not be told something.
#[derive(Debug, thiserror::Error)]
#[error("the sandbox was told something it does not understand: {0}")]
pub struct ControlError(String);

impl From<Refusal> for ControlError {
    fn from(refusal: Refusal) -> Self {
        Self(refusal.into_messages().join(" "))
    }
}

/// The imitation of CertCentral, before it runs.
#[derive(Debug)]
pub struct Sandbox;

/// A sandbox that answers requests until it is stopped or dropped.
pub struct RunningSandbox {
    address: SocketAddr,
    shared: Arc<Shared>,
    stopping: CancellationToken,
    server: Option<JoinHandle<()>>,
}

impl Sandbox {
    /// Opens the data folder, makes what is missing in it, and starts to listen.
    pub async fn start(config: SandboxConfig) -> Result<RunningSandbox, SandboxError> {
        let address = config.listen;
        let failed = |source| SandboxError::Listen { address, source };
        let listener = TcpListener::bind(address).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let opening = tokio::task::spawn_blocking(move || {
            let shared = Shared::open(&config)?;
            // Tells a program that started the sandbox on port 0 where it listens.
            write_whole(&config.data_dir.join("address"), address.to_string().as_bytes())?;
            Ok::<_, SandboxError>(shared)
        });
        let shared = Arc::new(opening.await.map_err(|_| SandboxError::BrokenOff)??);
        let stopping = CancellationToken::new();
        let listener = CuttableListener::new(listener, Arc::clone(&shared)).map_err(failed)?;
        let app = router(Arc::clone(&shared)).into_make_service_with_connect_info::<Peer>();
        let until_stopped = stopping.clone().cancelled_owned();
        let ticking = tick(Arc::clone(&shared), stopping.clone());
        let server = tokio::spawn(async move {
            let serving = axum::serve(listener, app).with_graceful_shutdown(until_stopped);
            let (_, outcome) = tokio::join!(ticking, serving);
            if let Err(error) = outcome {
                tracing::error!(%error, "the sandbox stopped listening");
            }
        });
        Ok(RunningSandbox {
            address,
            shared,
            stopping,
            server: Some(server),
        })
    }
}

/// Issues what is due even when nobody asks.
async fn tick(shared: Arc<Shared>, stopping: CancellationToken) {
    let mut ticks = tokio::time::interval(TICK);
    while stopping.run_until_cancelled(ticks.tick()).await.is_some() {
        let shared = Arc::clone(&shared);
        let _ = tokio::task::spawn_blocking(move || drop(shared.world())).await;
    }
}

impl RunningSandbox {
    /// The address it listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What takes the place of `https://certcentral.digicert.eu/services/v2`.
    pub fn base_url(&self) -> String {
        format!("http://{}/services/v2", self.address)
    }

    /// The base of the control endpoint.
    pub fn control_url(&self) -> String {
        format!("http://{}/control", self.address)
    }

    /// Closes the listener for a while: nobody can connect, and every open connection is closed, when this returns.
    pub async fn close_listener(&self, duration: Duration) {
        self.shared.gate.close(duration).await;
    }

    /// Opens a closed listener before its time.
    pub async fn open_listener(&self) {
        self.shared.gate.open().await;
    }

    /// Waits until the listener is open.
    pub async fn listener_is_open(&self) {
        self.shared.gate.until_open().await;
    }

    /// Adds a fault, or a list of them, as the control endpoint takes it.
    pub fn add_fault(&self, fault: Value) -> Result<(), ControlError> {
        add_faults(&self.shared, fault).map(drop).map_err(ControlError::from)
    }

    /// Forgets the faults that wait.
    pub fn clear_faults(&self) {
        self.shared.settings().faults.clear();
    }

    /// How many calls are held back.
    pub fn held_calls(&self) -> usize {
        self.shared.holds.calls().len()
    }

    /// Waits until that many calls are held back.
    pub async fn until_held(&self, count: usize) {
        self.shared.holds.until(count).await;
    }

    /// Lets the calls go on that are held back.
    pub fn release_holds(&self) {
        self.shared.holds.release();
    }

    /// Changes settings, named as the control endpoint names them.
    pub async fn change_settings(&self, changes: Value) -> Result<(), ControlError> {
        let shared = Arc::clone(&self.shared);
        let outcome = tokio::task::spawn_blocking(move || change_settings(&shared, changes).map(drop));
        outcome
            .await
            .unwrap_or(Err(Refusal::BrokenOff))
            .map_err(ControlError::from)
    }

    /// Moves the sandbox's clock ahead (or back, by a negative count).
    pub fn advance_clock(&self, seconds: i64) {
        self.shared.clock.advance(seconds);
    }

    /// The orders that the API took, and how often each reference and each key was ordered.
    pub fn taken_orders(&self) -> TakenOrders {
        taken(&self.shared)
    }

    /// Leads an order past the gate it stands before: `approval`, `csr`, `organization`, `verified_contact`, `domain` or
    /// `issuance`.
    pub async fn pass_gate(&self, id: u64) -> Result<(), ControlError> {
        let shared = Arc::clone(&self.shared);
        let outcome = tokio::task::spawn_blocking(move || pass_gate(&shared, id));
        outcome
            .await
            .unwrap_or(Err(Refusal::BrokenOff))
            .map_err(ControlError::from)
    }

    /// The whole record of an organization; null when there is none of that id.
    pub fn organization_state(&self, id: u64) -> Value {
        organization_state(&self.shared, id)
    }

    /// The whole record of a domain; null when there is none of that id.
    pub fn domain_state(&self, id: u64) -> Value {
        domain_state(&self.shared, id)
    }

    /// The whole record of a user; null when there is none of that id.
    pub fn user_state(&self, id: u64) -> Value {
        user_state(&self.shared, id)
    }

    /// Everything that is stored, by kind and id: all but the calls, the settings and the clock.
    pub fn all_state(&self) -> Value {
        everything(&self.shared)
    }

    /// How many organizations have exactly that legal name.
    pub fn count_organizations_named(&self, name: &str) -> usize {
        count_organizations_named(&self.shared, name)
    }

    /// The body an order came with, byte for byte but for a card.
    pub fn request_body(&self, id: u64) -> Option<String> {
        self.shared.world().tables.bodies.get(&id).cloned()
    }

    /// How many calls of that method came in for paths that end like this, whatever became of them.
    pub fn count_calls(&self, method: &str, path_end: &str) -> usize {
        let is_it = |call: &&LoggedCall| call.is_of(method, path_end);
        self.shared.calls().iter().filter(is_it).count()
    }

    /// Begins anew: the records of a fresh data folder, the settings and the clock of the start, no faults, no calls.
    ///
    /// Calls that are being carried out end first; those that are held back are cut without being carried out.
    pub async fn reset(&self) -> Result<(), SandboxError> {
        self.shared.gate.open().await;
        let shared = Arc::clone(&self.shared);
        let outcome = tokio::task::spawn_blocking(move || shared.reset());
        Ok(outcome.await.map_err(|_| SandboxError::BrokenOff)??)
    }

    /// Stops listening, lets open requests end for a moment, and gives the data folder back.
    ///
    /// Calls that are held back are cut without being carried out.
    pub async fn stop(mut self) {
        self.stopping.cancel();
        self.shared.holds.abandon();
        if let Some(mut server) = self.server.take()
            && tokio::time::timeout(PATIENCE, &mut server).await.is_err()
        {
            server.abort();
        }
        let shared = Arc::clone(&self.shared);
        let _ = tokio::task::spawn_blocking(move || shared.close()).await;
    }
}

impl Drop for RunningSandbox {
    fn drop(&mut self) {
        self.stopping.cancel();
        if let Some(server) = self.server.take() {
            server.abort();
        }
        self.shared.holds.abandon();
        self.shared.close();
    }
}

/// Runs the sandbox of the command line until `shutdown` is done.
pub async fn run(args: SandboxArgs, shutdown: impl Future<Output = ()>) -> Result<(), SandboxError> {
    let sandbox = Sandbox::start(args.into()).await?;
    tracing::info!(base_url = sandbox.base_url(), "the sandbox is ready");
    shutdown.await;
    sandbox.stop().await;
    Ok(())
}
