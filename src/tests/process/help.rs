//! The command line describes itself, in full sentences.

use clap::CommandFactory;
use pkio_desk::config::CommandLine;

use super::program::{command, run};

fn each(command: &clap::Command, path: &[String], visit: &mut impl FnMut(&clap::Command, &[String])) {
    visit(command, path);
    for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
        each(inner, &[path, &[inner.get_name().to_owned()]].concat(), visit);
    }
}

#[test]
fn every_subcommand_has_help() {
    let mut seen = Vec::new();
    each(&CommandLine::command(), &[], &mut |_, path| {
        for option in ["--help", "-h"] {
            let said = run(command(path.iter().map(String::as_str).chain([option]))).succeeded();
            assert!(said.contains("Usage: pkio-desk"), "{path:?} {said}");
            assert!(said.lines().all(|line| line.chars().count() <= 110), "{path:?} {said}");
        }
        seen.push(path.join(" "));
    });
    let expected = [
        "",
        "serve",
        "sandbox",
        "check",
        "user",
        "user add",
        "user list",
        "user disable",
        "user enable",
        "user password",
        "backup",
        "restore",
    ];
    assert_eq!(seen, expected);
}

#[test]
fn every_option_is_described_in_one_way() {
    each(&CommandLine::command(), &[], &mut |command, path| {
        for argument in command.get_arguments().filter(|argument| !argument.is_hide_set()) {
            let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
            assert!(!help.is_empty(), "{path:?} {}", argument.get_id());
            assert!(!help.ends_with('.'), "{path:?} {}: {help}", argument.get_id());
        }
    });
}

#[test]
fn what_is_not_understood_ends_with_two() {
    for arguments in [
        &[][..],
        &["order"],
        &["serve", "--lissten", "x"],
        &["check", "--place-timeout", "0"],
    ] {
        let ended = run(command(arguments));
        assert_eq!(ended.code, Some(2), "{ended:?}");
        assert!(
            ended.err.contains("Usage:") || ended.err.contains("--help"),
            "{ended:?}"
        );
    }
    let version = run(command(["--version"])).succeeded();
    assert_eq!(version, concat!("pkio-desk ", env!("CARGO_PKG_VERSION"), "\n"));
}
