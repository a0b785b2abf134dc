//! What the command line does: assembles the parts and runs them. Errors end up here, as sentences for the terminal.

mod background;
mod backup;
mod check;
mod demo;
mod lock;
mod private_file;
mod serve;
mod telemetry;
mod user;

use crate::config::{Command, CommandLine};

/// Does what the command line asks for.
///
/// # Errors
/// It could not be done; the error is for the person at the terminal.
pub async fn run(line: CommandLine) -> anyhow::Result<()> {
    match line.command {
        Command::Serve(args) => {
            telemetry::start(args.log_format);
            serve::run(*args).await
        }
        Command::Sandbox(args) => {
            telemetry::start(crate::config::LogFormat::Text);
            Ok(crate::sandbox::run(args, serve::shutdown_signal()).await?)
        }
        Command::Check(args) => check::run(args).await,
        Command::User(args) => user::run(args).await,
        Command::Backup(args) => backup::backup(args).await,
        Command::Restore(args) => backup::restore(args).await,
    }
}
