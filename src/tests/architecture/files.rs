//! Files: how long they are, what they are called, how they begin.

use super::source::{Breaches, files};

/// Folders, the extensions in them, and how many such files there are at least: a rule about nothing holds always.
const TREES: &[(&str, &[&str], usize)] = &[
    ("src", &["rs", "ftl"], 200),
    ("style", &["css"], 8),
    ("end2end", &["ts"], 1),
    (".ci", &["", "sh"], 12),
    (".build", &["rs"], 1),
];

const MOST_LINES: usize = 400;

/// Names that say nothing.
const EMPTY_NAMES: [&str; 7] = ["utils", "util", "helpers", "helper", "common", "manager", "misc"];

#[test]
fn no_file_is_longer_than_is_read_at_one_sitting() {
    let (mut breaches, mut counted, mut lines) = (Breaches::default(), 0, 0);
    for (folder, extensions, least) in TREES {
        let found = files(folder, extensions);
        assert!(
            found.len() >= *least,
            "{folder} has {} files, fewer than {least}",
            found.len()
        );
        for file in &found {
            let length = file.text.lines().count();
            counted += 1;
            lines += length;
            if length > MOST_LINES {
                breaches.add(
                    &file.path,
                    MOST_LINES + 1,
                    format!("{length} lines, more than {MOST_LINES}"),
                );
            }
        }
    }
    breaches.none(format!("{counted} files of {lines} lines"));
}

#[test]
fn no_name_is_empty() {
    let (mut breaches, mut counted) = (Breaches::default(), 0);
    for (folder, extensions, _) in TREES {
        for file in files(folder, extensions) {
            counted += 1;
            let parts = file.path.split(['/', '.', '-', '_']);
            for part in parts.filter(|part| EMPTY_NAMES.contains(part)) {
                breaches.add(&file.path, 1, format!("`{part}` does not say what it holds"));
            }
        }
    }
    breaches.none(format!("the names of {counted} files"));
}

#[test]
fn every_module_says_first_what_it_is() {
    let mut breaches = Breaches::default();
    let found = files("src", &["rs"]);
    for file in &found {
        let first = file.text.lines().next().unwrap_or_default();
        if !first.starts_with("//! ") || !first.trim_end().ends_with(|last: char| !last.is_whitespace()) {
            breaches.add(&file.path, 1, "a module begins with //! and a sentence");
        }
    }
    breaches.none(format!("{} files", found.len()));
}

#[test]
fn every_line_ends_as_the_others_do() {
    let (mut breaches, mut counted) = (Breaches::default(), 0);
    // Rust is rustfmt's matter.
    for (folder, extensions, _) in &TREES[1..] {
        for file in files(folder, extensions) {
            counted += 1;
            for (index, line) in file.text.lines().enumerate() {
                if line.ends_with([' ', '\t', '\r']) {
                    breaches.add(&file.path, index + 1, "a blank at the end");
                }
            }
            if !file.text.is_empty() && !file.text.ends_with('\n') {
                breaches.add(&file.path, file.text.lines().count(), "no end of line at the end");
            }
        }
    }
    breaches.none(format!("{counted} files"));
}
