//! The integration tests: the store's contract, DigiCert's client, the sandbox, and the whole desk over HTTP.

mod digicert;
mod sandbox;
mod store;
