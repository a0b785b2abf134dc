//! The repository as text: files, lines, and the paths a line of Rust names.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

/// A file of the repository.
pub(super) struct SourceFile {
    /// From the root, with slashes.
    pub(super) path: String,
    pub(super) text: String,
}

/// A line without what is not code: comments, and what stands between quotes.
pub(super) struct CodeLine {
    pub(super) number: usize,
    pub(super) code: String,
    /// Whether it is part of a test.
    pub(super) is_test: bool,
}

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The files below a folder with one of these extensions; none at all where there is no folder.
pub(super) fn files(folder: &str, extensions: &[&str]) -> Vec<SourceFile> {
    let mut found = Vec::new();
    walk(&Path::new(ROOT).join(folder), extensions, &mut found);
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

fn walk(folder: &Path, extensions: &[&str], found: &mut Vec<SourceFile>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.map(Result::unwrap) {
        let path = entry.path();
        let name = entry.file_name().into_string().unwrap();
        if path.is_dir() {
            if name != "node_modules" && name != "target" {
                walk(&path, extensions, found);
            }
            continue;
        }
        let extension = path.extension().map_or("", |extension| extension.to_str().unwrap());
        if extensions.contains(&extension) {
            let relative = path.strip_prefix(ROOT).unwrap().to_str().unwrap().replace('\\', "/");
            let text = std::fs::read_to_string(&path).unwrap();
            found.push(SourceFile { path: relative, text });
        }
    }
}

/// The Rust of the program, without the integration tests.
pub(super) fn program() -> Vec<SourceFile> {
    let mut sources = files("src", &["rs"]);
    sources.retain(|file| !file.path.starts_with("src/tests/"));
    assert!(
        sources.len() > 100,
        "these are too few files to be the program: {}",
        sources.len()
    );
    sources
}

impl SourceFile {
    /// The module on top of the tree the file belongs to, such as `store`.
    pub(super) fn layer(&self) -> &str {
        let rest = self.path.strip_prefix("src/").unwrap();
        rest.split('/').next().unwrap().trim_end_matches(".rs")
    }

    fn is_test_file(&self) -> bool {
        self.path.contains("/tests/") || self.path.ends_with("/tests.rs")
    }

    /// The lines of code. What follows `#[cfg(test)]` at the margin is a test to its closing brace at the margin.
    pub(super) fn lines(&self) -> Vec<CodeLine> {
        let mut in_tests = self.is_test_file();
        let always = in_tests;
        let mut quoted = Quoted::No;
        let mut lines = Vec::new();
        for (index, line) in self.text.lines().enumerate() {
            in_tests |= line.starts_with("#[cfg(test)]");
            let code = strip(line, &mut quoted);
            let ends = line == "}" || (line.starts_with("mod ") && line.ends_with(';'));
            lines.push(CodeLine {
                number: index + 1,
                code,
                is_test: in_tests,
            });
            if ends && !always {
                in_tests = false;
            }
        }
        lines
    }

    /// The paths into the crate which the file names, and the line of each: `crate::a::b`, with the names of a list in
    /// braces one by one.
    pub(super) fn crate_paths(&self) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        let lines = self.lines();
        let mut offset = Vec::new();
        let mut code = String::new();
        for line in lines.iter().filter(|line| !line.is_test) {
            offset.push((code.len(), line.number));
            code.push_str(&line.code);
            code.push('\n');
        }
        for (start, _) in code.match_indices("crate::") {
            let before = code[..start].chars().next_back();
            if before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_' || letter == '$') {
                continue;
            }
            let number = offset.iter().rev().find(|(at, _)| *at <= start).unwrap().1;
            for path in expand(&code[start + "crate::".len()..]) {
                found.push((number, path));
            }
        }
        found
    }
}

/// The paths at the beginning of a text: one, or one of each name in braces.
fn expand(text: &str) -> Vec<String> {
    let end = text.find(|letter: char| !(letter.is_alphanumeric() || "_:".contains(letter)));
    let (head, rest) = text.split_at(end.unwrap_or(text.len()));
    if !rest.starts_with('{') || !(head.is_empty() || head.ends_with("::")) {
        return vec![head.trim_end_matches(':').to_owned()];
    }
    let mut depth = 0_usize;
    let mut names = vec![String::new()];
    for letter in rest.chars() {
        match letter {
            '{' if depth == 0 => depth = 1,
            '{' => depth += 1,
            '}' if depth == 1 => break,
            '}' => depth -= 1,
            ',' if depth == 1 => names.push(String::new()),
            _ => {}
        }
        if depth > 0 && !(depth == 1 && "{,".contains(letter)) {
            names.last_mut().unwrap().push(letter);
        }
    }
    let names = names.iter().map(|name| name.trim()).filter(|name| !name.is_empty());
    names.flat_map(expand).map(|name| format!("{head}{name}")).collect()
}

/// What a line begins within.
#[derive(Clone, Copy, PartialEq)]
enum Quoted {
    No,
    Text,
    Raw,
}

/// The code of a line. Enough of Rust's grammar for the code of this repository, and no more.
fn strip(line: &str, quoted: &mut Quoted) -> String {
    let mut code = String::new();
    let mut rest = line;
    while let Some(letter) = rest.chars().next() {
        let mut skip = letter.len_utf8();
        match *quoted {
            Quoted::No if rest.starts_with("//") => break,
            Quoted::No if rest.starts_with("r#\"") => (*quoted, skip) = (Quoted::Raw, 3),
            Quoted::No if letter == '"' => *quoted = Quoted::Text,
            Quoted::No if rest.starts_with("'\"'") || rest.starts_with("b'\"'") => skip = rest.find("\"'").unwrap() + 2,
            Quoted::No if rest.starts_with("'\\\"'") => skip = 4,
            Quoted::No => code.push(letter),
            Quoted::Text if letter == '\\' => skip += rest[skip..].chars().next().map_or(0, char::len_utf8),
            Quoted::Text if letter == '"' => *quoted = Quoted::No,
            Quoted::Raw if rest.starts_with("\"#") => (*quoted, skip) = (Quoted::No, 2),
            Quoted::Text | Quoted::Raw => {}
        }
        rest = &rest[skip..];
    }
    code
}

/// Breaches of a rule, collected so that all are seen at once.
#[derive(Default)]
pub(super) struct Breaches(BTreeSet<String>);

impl Breaches {
    pub(super) fn add(&mut self, path: &str, line: usize, what: impl std::fmt::Display) {
        self.0.insert(format!("{path}:{line}: {what}"));
    }

    /// Fails where there are any; else says what was looked at.
    #[track_caller]
    pub(super) fn none(self, counted: impl std::fmt::Display) {
        let mut list = String::new();
        for breach in &self.0 {
            writeln!(list, "{breach}").unwrap();
        }
        assert!(self.0.is_empty(), "{} breaches:\n{list}", self.0.len());
        println!("looked at {counted}");
    }
}

#[test]
fn paths_are_read_as_the_compiler_reads_them() {
    let file = |text: &str| SourceFile {
        path: "src/a.rs".to_owned(),
        text: text.to_owned(),
    };
    for (text, expected) in [
        ("use crate::store::Store;", &["store::Store"][..]),
        ("use crate::{a::B, c::{D, e::F}};", &["a::B", "c::D", "c::e::F"]),
        ("pub(crate) fn f(x: &crate::a::B) {}", &["a::B"]),
        ("// crate::a\nlet x = \"crate::b\";", &[]),
        (
            "#[cfg(test)]\nmod tests {\n    use crate::a::B;\n}\nuse crate::c::D;",
            &["c::D"],
        ),
        ("#[cfg(test)]\nmod tests;\nuse crate::c::D;", &["c::D"]),
        ("x('\"'); crate::a::b(\"\\\"crate::c\")", &["a::b"]),
        (
            "use crate::digicert::{\n    One, // and\n    Two,\n};",
            &["digicert::One", "digicert::Two"],
        ),
    ] {
        let found: Vec<_> = file(text).crate_paths().into_iter().map(|(_, path)| path).collect();
        assert_eq!(found, expected, "{text}");
    }
    assert_eq!(file("\n\nuse crate::a::B;").crate_paths()[0].0, 3);
}
