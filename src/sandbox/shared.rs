//! What every request of a running sandbox works on.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use super::{
    clock::Clock,
    config::{SandboxConfig, SandboxKey},
    control::{AnswerForm, Fault, LoggedCall},
    door::Limits,
    lifecycle,
    pki::{Authority, AuthorityError},
    seed,
    store::{DiskError, World},
};

/// Why a sandbox could not be opened.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OpenError {
    #[error(transparent)]
    Disk(#[from] DiskError),
    #[error(transparent)]
    Authority(#[from] AuthorityError),
}

/// What the control endpoint can change while the sandbox runs; it does not outlast a restart.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// Time from a complete order to its certificate; none: only the control endpoint issues.
    pub(crate) issue_after: Option<Duration>,
    pub(crate) answer_form: AnswerForm,
    pub(crate) faults: Vec<Fault>,
    /// Whether a look-up of an unknown own reference answers an empty list instead of 404.
    pub(crate) empty_alternate: bool,
    /// Whether the account has Multi-year Plans.
    pub(crate) multi_year_plans: bool,
    pub(crate) rate_limits: bool,
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
}

impl Shared {
    /// Opens the data folder and the authority in it.
    pub(crate) fn open(config: &SandboxConfig) -> Result<Self, OpenError> {
        let clock = Clock::default();
        let now = clock.now();
        let world = World::open(&config.data_dir, || {
            seed::records(now, config.balance, config.historic_orders)
        })?;
        let settings = Settings {
            issue_after: Some(config.issue_after),
            answer_form: AnswerForm::Natural,
            faults: Vec::new(),
            empty_alternate: false,
            multi_year_plans: true,
            rate_limits: config.rate_limits,
        };
        Ok(Self {
            authority: Authority::open(&config.data_dir, now)?,
            world: Mutex::new(world),
            settings: Mutex::new(settings),
            calls: Mutex::default(),
            limits: Limits::default(),
            clock,
            keys: config.all_keys(),
        })
    }

    /// The records, after every order whose time has come was issued.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        let issue_after = self.settings().issue_after;
        let mut world = self.world.lock().unwrap_or_else(PoisonError::into_inner);
        if let Err(error) = lifecycle::advance(&mut world, self.clock.now(), issue_after) {
            tracing::error!(%error, "the sandbox could not issue");
        }
        world
    }

    /// The settings of the control endpoint.
    pub(crate) fn settings(&self) -> MutexGuard<'_, Settings> {
        self.settings.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The calls so far, the oldest first.
    pub(crate) fn calls(&self) -> MutexGuard<'_, VecDeque<LoggedCall>> {
        self.calls.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives the data folder back.
    pub(crate) fn close(&self) {
        self.world.lock().unwrap_or_else(PoisonError::into_inner).close();
    }
}
