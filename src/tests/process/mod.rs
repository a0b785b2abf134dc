//! The program itself, started as an operator starts it: signals, crashes, exit codes, sentences, files.
//!
//! Nothing here sleeps to wait for something: what is waited for is a line on an output, or an answer to a question asked
//! again.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]

mod backup;
mod check;
mod crash;
mod demo;
mod folder;
mod gate;
mod ground;
mod help;
mod import;
mod kill;
mod logs;
mod program;
mod race;
mod readme;
mod sandbox;
mod stop;
mod visitor;
