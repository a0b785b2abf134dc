//! A faithful imitation of the DigiCert CertCentral Services API v2, as an HTTP server of its own.
//!
//! The sandbox knows nothing of the rest of the crate, so that it can judge it: it takes the same requests as
//! CertCentral, checks them by the published rules, and issues certificates of its own authority. It owns
//! * the way in (`door`), the routes (`routes`) and the shapes of answers (`answer`, `reading`);
//! * orders (`orders`, `requests`), certificates (`certificates`, `pki`) and the account around them (`account`,
//!   `containers`, `users`, `organizations`, `domains`, `products`), with the oddities of its answers (`quirks`);
//! * what is remembered (`store`), where it starts (`seed`) and how time moves it on (`clock`, `lifecycle`);
//! * the control endpoint for tests (`control`), which CertCentral does not have.
//!
//! What DigiCert does not document is made up and says so: error codes by `answer::made_up`, which puts `sandbox_`
//! in front of them. Start with [`Sandbox::start`] or [`run`].

mod account;
mod answer;
mod certificates;
mod clock;
mod config;
mod containers;
mod control;
mod domains;
mod door;
mod lifecycle;
mod money;
mod orders;
mod organizations;
mod pki;
mod products;
mod quirks;
mod reading;
mod requests;
mod routes;
mod seed;
mod server;
mod shared;
mod store;
mod users;

pub use config::{FULL_KEY, KeyOptionError, KeyRole, SandboxArgs, SandboxConfig, SandboxKey, VIEW_ONLY_KEY};
pub use control::{TakenOrder, TakenOrders};
pub use money::{Money, MoneyError};
pub use pki::AuthorityError;
pub use server::{ControlError, RunningSandbox, Sandbox, SandboxError, run};
pub use store::{DiskError, Gate, GateError};
