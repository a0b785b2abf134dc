//! The integration tests: the store's contract, DigiCert's client, the sandbox, the whole desk over HTTP and as a
//! process, the shape of the code, and figures.

mod architecture;
mod bench;
mod connection;
mod desk;
mod digicert;
mod model;
mod process;
mod sandbox;
mod store;
mod tally;
