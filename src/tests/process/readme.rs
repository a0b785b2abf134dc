//! The table of the README says what the program understands: the options of `serve`, their variables, their defaults.

use std::collections::BTreeMap;
use std::fmt::Write;

use clap::{Arg, ArgAction, CommandFactory};
use pkio_desk::config::CommandLine;

/// Variables without an option: a secret, which must not stand in the list of processes, and the filter of the log.
const VARIABLES: [&str; 2] = ["PKIO_DIGICERT_API_KEY", "PKIO_LOG"];

/// An option as both describe it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Row {
    variable: String,
    default: String,
}

fn arguments() -> Vec<Arg> {
    let line = CommandLine::command();
    let serve = line.find_subcommand("serve").unwrap();
    serve
        .get_arguments()
        .filter(|argument| argument.get_long().is_some())
        .cloned()
        .collect()
}

fn option(argument: &Arg) -> String {
    format!("--{}", argument.get_long().unwrap())
}

fn row(argument: &Arg) -> Row {
    let values = argument.get_default_values().iter();
    let default = match argument.get_action() {
        // A switch is off.
        ArgAction::SetTrue => String::new(),
        _ => values
            .map(|value| value.to_string_lossy())
            .collect::<Vec<_>>()
            .join(","),
    };
    let variable = argument.get_env().map(|name| name.to_string_lossy().into_owned());
    Row {
        variable: variable.unwrap_or_default(),
        default,
    }
}

/// The table, made of the program's own description: what the test says should be there.
fn table() -> String {
    let quoted = |text: String| if text.is_empty() { text } else { format!("`{text}`") };
    let mut text = "| Option | Variable | Default | Meaning |\n|---|---|---|---|\n".to_owned();
    for argument in arguments() {
        let Row { variable, default } = row(&argument);
        let help = argument.get_help().unwrap().to_string();
        let meaning = help.split(". ").next().unwrap().trim_end_matches('.');
        let (variable, default) = (quoted(variable), quoted(default));
        writeln!(
            text,
            "| `{}` | {variable} | {default} | {meaning}. |",
            option(&argument)
        )
        .unwrap();
    }
    text.push_str("| | `PKIO_DIGICERT_API_KEY` | | The API key itself, where it is not in a file. |\n");
    text.push_str("| | `PKIO_LOG` | `info` | What is logged, such as `info,pkio_desk=debug`. |\n");
    text.replace("|  |", "| |").replace("| |  |", "| | |")
}

/// The cells of a row of any table.
fn cells(line: &str) -> Option<[String; 4]> {
    let inner = line.trim().strip_prefix('|')?.strip_suffix('|')?;
    let cells: Vec<_> = inner.split('|').map(|cell| cell.trim().replace('`', "")).collect();
    cells.try_into().ok()
}

#[test]
fn the_readme_describes_the_options_of_serve() {
    let readme = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(readme).unwrap();
    let (mut described, mut alone) = (BTreeMap::new(), Vec::new());
    for [option, variable, default, meaning] in readme.lines().filter_map(cells) {
        if option.starts_with("--") && option.contains(char::is_alphabetic) {
            assert!(!meaning.is_empty(), "{option} has no meaning in README.md");
            let earlier = described.insert(option.clone(), Row { variable, default });
            assert_eq!(earlier, None, "{option} is twice in README.md");
        } else if option.is_empty() && variable.starts_with("PKIO_") {
            alone.push(variable);
        }
    }
    let known = arguments()
        .iter()
        .map(|argument| (option(argument), row(argument)))
        .collect::<BTreeMap<_, _>>();
    let expected = table();
    assert_eq!(described, known, "the table of README.md should be:\n{expected}");
    assert_eq!(alone, VARIABLES, "the table of README.md should be:\n{expected}");
}
