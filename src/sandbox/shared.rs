//! What every request of a running sandbox works on.

use std::{
    collections::VecDeque,
    net::SocketAddr,
    sync::{Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard},
};

use super::{
    clock::Clock,
    config::{SandboxConfig, SandboxKey},
    control::{Holds, LoggedCall, Settings, take_defect},
    door::{Gate, Limits},
    lifecycle,
    pki::{Authority, AuthorityError},
    seed,
    store::{Defect, DiskError, World},
};

/// Why a sandbox could not be opened.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OpenError {
    #[error(transparent)]
    Disk(#[from] DiskError),
    #[error(transparent)]
    Authority(#[from] AuthorityError),
}

/// The state of a running sandbox.
pub(crate) struct Shared {
    world: Mutex<World>,
    settings: Mutex<Settings>,
    calls: Mutex<VecDeque<LoggedCall>>,
    pub(crate) limits: Limits,
    pub(crate) clock: Clock,
    pub(crate) authority: Authority,
    pub(crate) keys: Vec<SandboxKey>,
    pub(crate) holds: Holds,
    pub(crate) gate: Gate,
    /// Counts the new beginnings. A call belongs to the era it came in, and is cut when that is over.
    era: RwLock<u64>,
    config: SandboxConfig,
}

impl Shared {
    /// Opens the data folder and the authority in it.
    pub(crate) fn open(config: &SandboxConfig) -> Result<Self, OpenError> {
        let clock = Clock::default();
        let now = clock.now();
        let world = World::open(&config.data_dir, || seed::records(now, config))?;
        Ok(Self {
            authority: Authority::open(&config.data_dir, now)?,
            world: Mutex::new(world),
            settings: Mutex::new(Settings::new(config)),
            calls: Mutex::default(),
            limits: Limits::default(),
            clock,
            keys: config.all_keys(),
            holds: Holds::default(),
            gate: Gate::default(),
            era: RwLock::default(),
            config: config.clone(),
        })
    }

    /// The records, after every validation whose time has come was done and every such order issued.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        let pace = self.settings().pace();
        let mut world = self.world.lock().unwrap_or_else(PoisonError::into_inner);
        if let Err(error) = lifecycle::advance(&mut world, self.clock.now(), pace, || self.take_defect()) {
            tracing::error!(%error, "the sandbox could not move on");
        }
        world
    }

    /// What is to be wrong with the certificate that is issued now; such a fault is used up once.
    pub(crate) fn take_defect(&self) -> Option<Defect> {
        take_defect(&mut self.settings().faults)
    }

    /// The settings of the control endpoint.
    pub(crate) fn settings(&self) -> MutexGuard<'_, Settings> {
        self.settings.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The calls so far, the oldest first.
    pub(crate) fn calls(&self) -> MutexGuard<'_, VecDeque<LoggedCall>> {
        self.calls.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The address the sandbox was told to listen on.
    pub(crate) fn listen(&self) -> SocketAddr {
        self.config.listen
    }

    /// The present era.
    pub(crate) fn era(&self) -> u64 {
        *self.era.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps an era from ending for as long as the guard lives; none when it is over.
    pub(crate) fn enter(&self, era: u64) -> Option<RwLockReadGuard<'_, u64>> {
        let guard = self.era.read().unwrap_or_else(PoisonError::into_inner);
        (*guard == era).then_some(guard)
    }

    /// Begins anew: the records of a fresh data folder, the settings and the clock of the start, no faults, no calls.
    ///
    /// Calls that are being carried out end first; those that wait are cut without being carried out.
    pub(crate) fn reset(&self) -> Result<(), DiskError> {
        let mut era = self.era.write().unwrap_or_else(PoisonError::into_inner);
        *era += 1;
        self.holds.abandon();
        *self.settings() = Settings::new(&self.config);
        self.clock.reset();
        self.calls().clear();
        self.limits.clear();
        self.gate.forget_cut();
        let mut world = self.world.lock().unwrap_or_else(PoisonError::into_inner);
        world.begin_anew(seed::records(self.clock.now(), &self.config))
    }

    /// Gives the data folder back.
    pub(crate) fn close(&self) {
        self.world.lock().unwrap_or_else(PoisonError::into_inner).close();
    }
}
