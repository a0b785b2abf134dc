//! Figures that are to be seen after a run in which everything went well: how many kills, races and schedules there were.
//! What is counted, and whether it is enough, is the test's own matter.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

/// Adds a line to what the scripts of `.ci` show at the end of the tests.
///
/// cargo keeps what a test prints to itself unless the test fails, so that the lines go to a file in the target folder.
pub(crate) fn line(text: &str) {
    println!("{text}");
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tally");
    let file = OpenOptions::new().create(true).append(true).open(file);
    // In one piece: several tests may do this at once.
    let written = file.and_then(|mut file| file.write_all(format!("{text}\n").as_bytes()));
    assert!(written.is_ok(), "{written:?}");
}
