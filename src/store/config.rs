//! Where the data are, as configured.

use std::fmt;
use std::path::PathBuf;

use super::{StoreError, connect};

/// Which database, and how many connections at most.
#[derive(Clone)]
pub struct StoreConfig {
    url: String,
    connections: u32,
}

/// The two kinds of database the desk works with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatabaseKind {
    /// One file, on the desk's own machine.
    Sqlite,
    /// A PostgreSQL server.
    Postgres,
}

impl StoreConfig {
    /// The connections opened at most, unless told otherwise.
    pub const CONNECTIONS: u32 = 8;

    /// A database by its address: `sqlite:///var/lib/desk/desk.db` or `postgres://desk@db.example/desk`.
    #[must_use]
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            connections: Self::CONNECTIONS,
        }
    }

    /// The same with another limit to the connections; there is always at least one.
    #[must_use]
    pub fn with_connections(self, connections: u32) -> Self {
        Self {
            connections: connections.max(1),
            ..self
        }
    }

    /// Which kind of database the address names.
    ///
    /// # Errors
    /// [`StoreError::Misconfigured`] where it names neither kind.
    pub fn kind(&self) -> Result<DatabaseKind, StoreError> {
        let (scheme, rest) = self.url.split_once(':').unwrap_or_default();
        match scheme {
            "sqlite" if rest.contains(":memory:") || rest.contains("mode=memory") => Err(StoreError::Misconfigured {
                what: "a database in memory would be forgotten; name a file",
            }),
            "sqlite" => Ok(DatabaseKind::Sqlite),
            "postgres" | "postgresql" => Ok(DatabaseKind::Postgres),
            _ => Err(StoreError::Misconfigured {
                what: "it begins neither with sqlite: nor with postgres:",
            }),
        }
    }

    /// The file of a SQLite database, by the name it has when every link is followed; made where it is missing. None for
    /// a server.
    ///
    /// # Errors
    /// [`StoreError::Misconfigured`] and [`StoreError::Unavailable`].
    pub fn file(&self) -> Result<Option<PathBuf>, StoreError> {
        match self.kind()? {
            DatabaseKind::Sqlite => connect::file(self).map(Some),
            DatabaseKind::Postgres => Ok(None),
        }
    }

    pub(super) fn url(&self) -> &str {
        &self.url
    }

    pub(super) fn connections(&self) -> u32 {
        self.connections
    }
}

/// Without the address: it may hold a password.
impl fmt::Debug for StoreConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StoreConfig")
            .field("connections", &self.connections)
            .finish_non_exhaustive()
    }
}
