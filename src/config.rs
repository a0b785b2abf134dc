//! The command line. Every option of `serve` is an environment variable as well; no secret has a default.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::SignedDuration;

use crate::domain::order::search::ReleaseRule;
use crate::domain::order::{Extra, Switches};
use crate::domain::payment::PaymentMethod;

/// CertCentral Europe, where PKIo products are sold (CertCentral: Services API, base addresses).
pub const CERTCENTRAL_EUROPE: &str = "https://certcentral.digicert.eu/services/v2";

/// A self-hosted desk to order DigiCert PKIo Private Services Server certificates and follow them to the end.
#[derive(Debug, Parser)]
#[command(name = "pkio-desk", version, max_term_width = 110)]
pub struct CommandLine {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the desk.
    Serve(Box<ServeArgs>),
    /// Imitate the CertCentral API on this machine, for trying and testing; nothing is paid.
    Sandbox(crate::sandbox::SandboxArgs),
    /// Test the DigiCert API key and say what it may do.
    Check(DigiCertArgs),
    /// Look after the people who may sign in.
    User(UserArgs),
    /// Write a backup of the whole store to a file; the desk may go on meanwhile.
    Backup(BackupArgs),
    /// Fill an empty store from a backup, of either kind of database.
    Restore(BackupArgs),
}

/// Where the desk keeps what it knows.
#[derive(Args, Clone, Debug)]
pub struct StoreArgs {
    /// Folder for the database and everything else the desk writes.
    #[arg(
        long,
        global = true,
        env = "PKIO_DATA_DIR",
        default_value = "pkio-desk-data",
        value_name = "DIR"
    )]
    pub data_dir: PathBuf,
    /// Database, as `sqlite:///path/desk.db` or `postgres://user@host/name`. Without it: `desk.db` in the data folder.
    #[arg(
        long,
        global = true,
        env = "PKIO_DATABASE_URL",
        hide_env_values = true,
        value_name = "URL"
    )]
    pub database_url: Option<String>,
}

/// How DigiCert is reached.
#[derive(Args, Clone, Debug)]
pub struct DigiCertArgs {
    /// Base address of the CertCentral Services API.
    #[arg(long, env = "PKIO_DIGICERT_URL", default_value = CERTCENTRAL_EUROPE, value_name = "URL")]
    pub digicert_url: String,
    /// File that holds the API key. The key itself may stand in the variable `PKIO_DIGICERT_API_KEY` instead.
    #[arg(long, env = "PKIO_DIGICERT_API_KEY_FILE", value_name = "FILE")]
    pub digicert_api_key_file: Option<PathBuf>,
    /// Seconds to wait for the answer to an order before it counts as in doubt.
    #[arg(long, env = "PKIO_PLACE_TIMEOUT", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=600), value_name = "SECONDS")]
    pub place_timeout: u64,
    /// Seconds to wait for any other answer.
    #[arg(long, env = "PKIO_READ_TIMEOUT", default_value_t = 15, value_parser = clap::value_parser!(u64).range(1..=600), value_name = "SECONDS")]
    pub read_timeout: u64,
    /// Whether the desk's own reference is sent with an order (`alternative_order_id`), by which a lost order is found.
    #[arg(long, env = "PKIO_SEND_REFERENCE", default_value_t = true, action = clap::ArgAction::Set, value_name = "true|false")]
    pub send_reference: bool,
}

/// How log lines look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// Which orders need the approval of a second person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ApprovalRule {
    /// None.
    Off,
    /// Every one.
    All,
}

/// Options of `serve`.
#[derive(Args, Clone, Debug)]
pub struct ServeArgs {
    /// Address to listen on.
    #[arg(long, env = "PKIO_LISTEN", default_value = "127.0.0.1:3000", value_name = "ADDRESS")]
    pub listen: SocketAddr,
    /// Address people type, such as `https://pki.example.nl`. With `https` the session cookie is `__Host-` and HSTS is sent.
    #[arg(long, env = "PKIO_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,
    /// Header in which a trusted reverse proxy puts the address of the person, such as `x-forwarded-for`.
    #[arg(long, env = "PKIO_CLIENT_ADDRESS_HEADER", value_name = "NAME")]
    pub client_address_header: Option<String>,
    /// Hours without a request after which a person is signed out.
    #[arg(long, env = "PKIO_SESSION_HOURS", default_value_t = 8, value_parser = clap::value_parser!(i64).range(1..=720), value_name = "HOURS")]
    pub session_hours: i64,
    /// How log lines look. What is logged is set by `PKIO_LOG`, such as `info,pkio_desk=debug`.
    #[arg(long, env = "PKIO_LOG_FORMAT", value_enum, default_value_t = LogFormat::Text, value_name = "FORMAT")]
    pub log_format: LogFormat,
    /// Ways to pay an order besides the account's balance. DigiCert's reference names `card` only; the other two are known
    /// from other clients. The details of a card are never stored.
    #[arg(long, env = "PKIO_ALLOW_PAYMENT", value_delimiter = ',', value_parser = payment_method(), value_name = "card,profile,wire_transfer")]
    pub allow_payment: Vec<PaymentMethod>,
    /// Members of an order that DigiCert's reference does not list for this product, shown on the form where allowed.
    #[arg(long, env = "PKIO_ALLOW_PARAMETER", value_delimiter = ',', value_parser = extra(), value_name = "comments,additional_emails,custom_fields,renewal_of_order_id")]
    pub allow_parameter: Vec<Extra>,
    /// Which orders need the approval of a second person before they are sent: none, or every one. Nobody approves their own
    /// order, and an order that waits for an approval cannot be paid by card.
    #[arg(long, env = "PKIO_APPROVAL", value_enum, default_value_t = ApprovalRule::Off, value_name = "off|all")]
    pub approval: ApprovalRule,
    /// Hours after which an approval that was not used ends.
    #[arg(long, env = "PKIO_APPROVAL_HOURS", default_value_t = 168, value_parser = clap::value_parser!(i64).range(1..=8760), value_name = "HOURS")]
    pub approval_hours: i64,
    /// Available funds, in the account's currency, below which the check page warns.
    #[arg(long, env = "PKIO_LOW_BALANCE", default_value_t = 500, value_name = "AMOUNT")]
    pub low_balance: u32,
    /// Minutes after which an order in doubt may be given up, when DigiCert says again and again that there is no such order.
    #[arg(long, env = "PKIO_RELEASE_MINUTES", default_value_t = 15, value_parser = clap::value_parser!(i64).range(1..=10080), value_name = "MINUTES")]
    pub release_minutes: i64,
    /// Days before its end at which a certificate is to be renewed, so that the first page names it.
    #[arg(long, env = "PKIO_LEAD_DAYS", default_value_t = 30, value_parser = clap::value_parser!(u16).range(1..=365), value_name = "DAYS")]
    pub lead_days: u16,
    /// Try it: a sandbox in place of DigiCert, three people whose passwords are printed, loopback only. Ignores any
    /// configured key, address and database.
    #[arg(long)]
    pub demo: bool,
    /// Where the store is.
    #[command(flatten)]
    pub store: StoreArgs,
    /// How DigiCert is reached.
    #[command(flatten)]
    pub digicert: DigiCertArgs,
}

impl ServeArgs {
    /// What is switched on.
    #[must_use]
    pub fn switches(&self) -> Switches {
        let payments = self.allow_payment.iter();
        let switches = payments.fold(Switches::default(), |on, method| on.with_payment(*method));
        let switches = self
            .allow_parameter
            .iter()
            .fold(switches, |on, extra| on.with_extra(*extra));
        match self.approval {
            ApprovalRule::Off => switches,
            ApprovalRule::All => switches.with_approval(),
        }
    }

    /// When an order in doubt may be given up.
    #[must_use]
    pub fn release_rule(&self) -> ReleaseRule {
        ReleaseRule {
            after: SignedDuration::from_mins(self.release_minutes),
            ..ReleaseRule::default()
        }
    }
}

/// Reads one of the words of a list, and says which there are where it is none of them.
fn one_of<T: Clone + Send + Sync + 'static>(
    words: impl IntoIterator<Item = &'static str>,
    read: fn(&str) -> Option<T>,
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(words).try_map(move |word| read(&word).ok_or_else(|| format!("{word} is not known")))
}

fn payment_method() -> impl TypedValueParser<Value = PaymentMethod> {
    one_of(["card", "profile", "wire_transfer"], PaymentMethod::of_word)
}

fn extra() -> impl TypedValueParser<Value = Extra> {
    one_of(Extra::ALL.map(Extra::word), Extra::of_word)
}

/// Options of `user`.
#[derive(Args, Clone, Debug)]
pub struct UserArgs {
    /// Where the store is.
    #[command(flatten)]
    pub store: StoreArgs,
    /// What to do with people.
    #[command(subcommand)]
    pub command: UserCommand,
}

/// What can be done with people from the command line. Passwords are read from standard input, never from an argument.
#[derive(Clone, Debug, Subcommand)]
pub enum UserCommand {
    /// Add a person; the password is read from standard input.
    Add {
        /// The name they sign in with.
        username: String,
        /// The name others see.
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
        /// What they are trusted with: viewer, requester, approver or administrator.
        #[arg(long, default_value = "requester", value_name = "ROLE")]
        role: crate::domain::operator::Role,
    },
    /// List people.
    List,
    /// Keep a person from signing in and end their sessions.
    Disable {
        /// The name they sign in with.
        username: String,
    },
    /// Let a person sign in again.
    Enable {
        /// The name they sign in with.
        username: String,
    },
    /// Set a person's password, read from standard input, and end their sessions.
    Password {
        /// The name they sign in with.
        username: String,
    },
}

/// Options of `backup` and `restore`.
#[derive(Args, Clone, Debug)]
pub struct BackupArgs {
    /// The file.
    pub file: PathBuf,
    /// Where the store is.
    #[command(flatten)]
    pub store: StoreArgs,
}

impl StoreArgs {
    /// The database to use.
    #[must_use]
    pub fn database(&self) -> String {
        self.database_url
            .clone()
            .unwrap_or_else(|| sqlite_url(&self.data_dir.join("desk.db")))
    }
}

/// The address of a SQLite file, whatever its folder is called: in an address, a percent sign begins an escape and a
/// question mark ends the name.
pub(crate) fn sqlite_url(file: &Path) -> String {
    let name = file.display().to_string().replace('%', "%25").replace('?', "%3F");
    format!("sqlite://{name}")
}
