//! The command line of PKIo Desk. Everything it does is in `commands`.

use std::process::ExitCode;

use clap::Parser;
use pkio_desk::causes::causes;
use pkio_desk::commands;
use pkio_desk::config::CommandLine;

#[tokio::main]
async fn main() -> ExitCode {
    match commands::run(CommandLine::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // One sentence and its causes; a backtrace would say nothing to the person at the terminal.
            eprintln!("Error: {}", causes(error.as_ref()));
            ExitCode::FAILURE
        }
    }
}
