//! What can be chosen when a sandbox is started: the command line and its counterpart for embedding.

use std::{net::SocketAddr, path::PathBuf, str::FromStr, time::Duration};

use super::{money::Money, store::Gate};

/// The key that may do everything.
pub const FULL_KEY: &str = "sandbox-key";
/// The key that may only read.
pub const VIEW_ONLY_KEY: &str = "sandbox-view-only";

/// The command line of `pkio-desk sandbox`.
#[derive(clap::Args, Clone, Debug)]
pub struct SandboxArgs {
    /// Address and port to listen on; port 0 takes a free one
    #[arg(long, default_value = "127.0.0.1:4010", value_name = "ADDRESS")]
    pub listen: SocketAddr,
    /// Folder for the orders and the sandbox's own certificate authority
    #[arg(long, default_value = "sandbox-data", value_name = "DIR")]
    pub data_dir: PathBuf,
    /// Seconds between a complete order and its certificate
    #[arg(long, default_value_t = 5, value_name = "SECONDS")]
    pub issue_after: u64,
    /// A further API key: NAME=full, view-only, orders or service-user (repeatable)
    #[arg(long = "key", value_name = "NAME=ROLE")]
    pub keys: Vec<SandboxKey>,
    /// Balance in euros of a fresh data folder
    #[arg(long, default_value = "250000.00", value_name = "EUROS")]
    pub balance: Money,
    /// Seconds from one step of an order to the next; without it all steps come together with the certificate
    #[arg(long, value_name = "SECONDS")]
    pub step_after: Option<u64>,
    /// Gate no order passes by itself, such as domain or issuance
    #[arg(long, value_name = "GATE")]
    pub stop_at: Option<Gate>,
    /// Orders of the past five years to invent in a fresh data folder, besides the few that are always there
    #[arg(long, alias = "historic-orders", default_value_t = 0, value_name = "COUNT")]
    pub orders: u64,
    /// Organizations to invent in a fresh data folder, besides those that are always there
    #[arg(long, default_value_t = 0, value_name = "COUNT")]
    pub organizations: u64,
    /// Contacts to spread over the invented organizations, at most 17 each
    #[arg(long, default_value_t = 0, value_name = "COUNT")]
    pub contacts: u64,
    /// Do not limit the number of requests for each key
    #[arg(long)]
    pub no_rate_limits: bool,
}

/// What an API key may do (CertCentral: Create key, `restricted_to_role_id`).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum KeyRole {
    /// No restriction.
    Full,
    /// Only GET requests are answered.
    ViewOnly,
    /// Writes are limited to orders, requests and certificates.
    Orders,
    /// The key of a service user, an account without access to the console.
    ServiceUser,
}

/// An API key the sandbox knows.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SandboxKey {
    /// The key itself, which is also its name in the control answers.
    pub name: String,
    /// What it may do.
    pub role: KeyRole,
}

/// Why a `--key` option was not understood.
#[derive(Debug, thiserror::Error)]
pub enum KeyOptionError {
    /// There is no `=`, or nothing before it.
    #[error("write a key as NAME=ROLE")]
    Shape,
    /// The role is unknown.
    #[error("unknown role `{0}`: use full, view-only, orders or service-user")]
    Role(String),
}

impl FromStr for SandboxKey {
    type Err = KeyOptionError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (name, role) = text.split_once('=').ok_or(KeyOptionError::Shape)?;
        if name.is_empty() {
            return Err(KeyOptionError::Shape);
        }
        let role = match role {
            "full" => KeyRole::Full,
            "view-only" => KeyRole::ViewOnly,
            "orders" => KeyRole::Orders,
            "service-user" => KeyRole::ServiceUser,
            other => return Err(KeyOptionError::Role(other.to_owned())),
        };
        Ok(Self::new(name, role))
    }
}

impl SandboxKey {
    /// A key of the given name and role.
    pub fn new(name: impl Into<String>, role: KeyRole) -> Self {
        Self {
            name: name.into(),
            role,
        }
    }
}

/// What an embedded sandbox is started with.
#[derive(Clone, Debug)]
pub struct SandboxConfig {
    /// Address to listen on; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Folder for the orders and the certificate authority.
    pub data_dir: PathBuf,
    /// Time between a complete order and its certificate; zero issues on the next read.
    pub issue_after: Duration,
    /// Keys besides [`FULL_KEY`] and [`VIEW_ONLY_KEY`].
    pub keys: Vec<SandboxKey>,
    /// Balance of a fresh data folder.
    pub balance: Money,
    /// Time from one step of an order to the next; without it all steps come together with the certificate.
    pub step_after: Option<Duration>,
    /// The gate no order passes by itself.
    pub stop_at: Option<Gate>,
    /// Orders of the past five years to invent in a fresh data folder.
    pub orders: u64,
    /// Organizations to invent in a fresh data folder.
    pub organizations: u64,
    /// Contacts to spread over the invented organizations, at most 17 each.
    pub contacts: u64,
    /// Whether requests are counted and limited for each key.
    pub rate_limits: bool,
}

impl SandboxConfig {
    /// The defaults of the command line, on a free port of the loopback address.
    pub fn new(data_dir: impl Into<PathBuf>) -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            data_dir: data_dir.into(),
            issue_after: Duration::from_secs(5),
            keys: Vec::new(),
            balance: Money::from_cents(25_000_000),
            step_after: None,
            stop_at: None,
            orders: 0,
            organizations: 0,
            contacts: 0,
            rate_limits: true,
        }
    }

    /// Every key, the two that are always there first.
    pub(crate) fn all_keys(&self) -> Vec<SandboxKey> {
        let mut keys = vec![
            SandboxKey::new(FULL_KEY, KeyRole::Full),
            SandboxKey::new(VIEW_ONLY_KEY, KeyRole::ViewOnly),
        ];
        keys.extend(self.keys.iter().cloned());
        keys
    }
}

impl From<SandboxArgs> for SandboxConfig {
    fn from(args: SandboxArgs) -> Self {
        Self {
            listen: args.listen,
            data_dir: args.data_dir,
            issue_after: Duration::from_secs(args.issue_after),
            keys: args.keys,
            balance: args.balance,
            step_after: args.step_after.map(Duration::from_secs),
            stop_at: args.stop_at,
            orders: args.orders,
            organizations: args.organizations,
            contacts: args.contacts,
            rate_limits: !args.no_rate_limits,
        }
    }
}
