//! The log of calls the API received.

use serde::Serialize;

use super::{Fault, HeldCall};
use crate::sandbox::{clock::stamp, shared::Shared};

/// How many calls are remembered.
const MOST: usize = 20_000;

/// One call of the API.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct LoggedCall {
    pub(super) at: String,
    pub(super) method: String,
    pub(super) path: String,
    pub(super) query: Option<String>,
    /// The key's name; absent when the key is unknown or was never looked at.
    pub(crate) key: Option<String>,
    /// The status of the answer; absent when the connection was cut.
    pub(crate) status: Option<u16>,
    pub(super) fault: Option<&'static str>,
}

impl LoggedCall {
    /// The start of an entry.
    pub(crate) fn new(method: &str, path: &str, query: Option<&str>, fault: Option<&Fault>) -> Self {
        Self {
            at: stamp(jiff::Timestamp::now()),
            method: method.to_owned(),
            path: path.to_owned(),
            query: query.map(str::to_owned),
            key: None,
            status: None,
            fault: fault.map(Fault::name),
        }
    }

    /// Whether it has that method and a path that ends like this.
    pub(crate) fn is_of(&self, method: &str, path_end: &str) -> bool {
        self.method == method && self.path.ends_with(path_end)
    }

    /// The call as one that waits.
    pub(crate) fn held(&self) -> HeldCall {
        HeldCall {
            method: self.method.clone(),
            path: self.path.clone(),
            fault: self.fault.unwrap_or_default(),
        }
    }
}

/// Remembers a call of the present era, forgetting the oldest when there are too many.
pub(crate) fn log(shared: &Shared, era: u64, entry: LoggedCall) {
    let Some(_era) = shared.enter(era) else { return };
    let mut calls = shared.calls();
    if calls.len() >= MOST {
        calls.pop_front();
    }
    calls.push_back(entry);
}
