//! Words that must not stand in code.

use super::source::{Breaches, files, program};

/// What must not stand in Rust outside tests, and why.
const RUST: &[(&str, &str)] = &[
    ("todo!", "finish it or leave it out"),
    ("unimplemented!", "finish it or leave it out"),
    ("dbg!", "log it or leave it out"),
    (".unwrap()", "say what happens otherwise"),
    ("println!", "write to an output that may fail, or log"),
    ("Box<dyn Error", "name what can go wrong"),
];

#[test]
fn unfinished_and_careless_code_stays_in_tests() {
    let (mut breaches, mut lines) = (Breaches::default(), 0);
    for file in program() {
        // The one place that has nothing but standard error left.
        let is_main = file.path == "src/main.rs";
        for line in file.lines().into_iter().filter(|line| !line.is_test) {
            lines += 1;
            for (word, why) in RUST {
                if line.code.contains(word) && !(is_main && *word == "println!") {
                    breaches.add(&file.path, line.number, format!("{word}: {why}"));
                }
            }
        }
    }
    breaches.none(format!("{lines} lines"));
}

/// The Content-Security-Policy forbids both; a browser would drop them silently.
#[test]
fn pages_carry_no_inline_style_or_handler() {
    let (mut breaches, mut lines) = (Breaches::default(), 0);
    for file in program()
        .into_iter()
        .filter(|file| ["web", "islands"].contains(&file.layer()))
    {
        for line in file.lines().into_iter().filter(|line| !line.is_test) {
            lines += 1;
            for word in ["style=", "style:", "onclick=", "onsubmit=", "onchange="] {
                if names_attribute(&line.code, word) {
                    breaches.add(&file.path, line.number, format!("{word} in a view"));
                }
            }
        }
    }
    breaches.none(format!("{lines} lines"));
}

/// HTML made by hand is the one way in for a script: each place of it is listed here, and has a test of its own.
#[test]
fn html_is_made_by_hand_in_two_places() {
    let (mut breaches, mut places) = (Breaches::default(), 0);
    for file in program() {
        for line in file.lines().into_iter().filter(|line| !line.is_test) {
            if line.code.contains("inner_html") || line.code.contains("Html(") {
                places += 1;
                if !["src/web/ui/text_area.rs", "src/web/home/charts.rs"].contains(&file.path.as_str()) {
                    breaches.add(&file.path, line.number, "HTML that no view escapes");
                }
            }
        }
    }
    assert!(places > 0);
    breaches.none(format!("{places} places"));
}

/// Whether an attribute is written there: after a blank, so that `let style = …` and fields of structs are none.
fn names_attribute(code: &str, word: &str) -> bool {
    code.match_indices(word).any(|(start, _)| {
        let before = code[..start].chars().next_back();
        let after = code[start + word.len()..].chars().next();
        before.is_some_and(char::is_whitespace) && !after.is_some_and(|after| after == ' ' || after == ':')
    })
}

#[test]
fn styles_outrank_each_other_by_layers_only() {
    let (mut breaches, mut lines) = (Breaches::default(), 0);
    for file in files("style", &["css"]) {
        for (index, line) in file.text.lines().enumerate() {
            lines += 1;
            if line.contains("!important") && file.path != "style/print.css" {
                breaches.add(&file.path, index + 1, "!important outside print.css");
            }
            if line.contains("@import") || line.contains("http://") || line.contains("https://") {
                breaches.add(&file.path, index + 1, "styles come from here, joined by the program");
            }
            let selector = line.trim_start();
            if selector.starts_with('#') && selector.ends_with('{') {
                breaches.add(&file.path, index + 1, "an id in a selector");
            }
        }
    }
    assert!(lines > 500, "these are too few lines to be the style: {lines}");
    breaches.none(format!("{lines} lines of style"));
}
