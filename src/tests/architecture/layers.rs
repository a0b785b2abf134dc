//! What may use what.

use super::source::{Breaches, SourceFile, program};

/// For each module of the top: the modules it may name besides itself. A module that is not here may not exist.
const LAYERS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("causes", &[]),
    ("clock", &["domain"]),
    ("random", &[]),
    ("islands", &["domain"]),
    ("words", &["domain"]),
    ("digicert", &["domain"]),
    ("store", &["domain"]),
    ("orders", &["domain", "digicert", "store", "clock", "causes", "random"]),
    ("accounts", SERVICE),
    ("address_book", SERVICE),
    ("connection", SERVICE),
    ("mirror", &["domain", "digicert", "store", "clock", "causes", "random"]),
    // What was changed is read again, so that the pages know it.
    (
        "changes",
        &["domain", "digicert", "store", "clock", "causes", "random", "mirror"],
    ),
    (
        "web",
        &[
            "orders",
            "accounts",
            "address_book",
            "connection",
            "mirror",
            "changes",
            "islands",
            "domain",
            "words",
            "store",
            "clock",
            "causes",
            "digicert",
        ],
    ),
    ("sandbox", &[]),
    ("config", &["domain", "sandbox"]),
    (
        "commands",
        &[
            "config",
            "web",
            "orders",
            "accounts",
            "address_book",
            "connection",
            "mirror",
            "changes",
            "digicert",
            "store",
            "sandbox",
            "domain",
            "clock",
            "causes",
            "words",
        ],
    ),
    ("lib", &[]),
    ("main", &[]),
];

const SERVICE: &[&str] = &["domain", "digicert", "store", "clock", "causes"];

/// Paths nobody outside of them may name, whatever the table above allows: the module, its inside, why.
const INSIDES: &[(&str, &str, &str)] = &[
    ("digicert", "digicert::wire", "DigiCert's JSON is the client's own"),
    ("store", "store::entity", "rows are the store's own"),
    ("store", "store::migrations", "tables are the store's own"),
    ("sandbox", "sandbox::store", "the sandbox is judged from outside"),
];

/// Crates that only some modules may use.
const CRATES: &[(&str, &[&str])] = &[
    ("sea_orm", &["store"]),
    ("sea_orm_migration", &["store"]),
    ("sqlx", &["store"]),
    ("reqwest", &["digicert"]),
    ("argon2", &["accounts"]),
    ("clap", &["config", "sandbox", "main"]),
    ("anyhow", &["commands", "main"]),
    ("scraper", &[]),
];

fn layer(file: &SourceFile) -> (&'static str, &'static [&'static str]) {
    let found = LAYERS.iter().find(|(name, _)| *name == file.layer());
    *found.unwrap_or_else(|| panic!("{}: no rule says what `{}` may use", file.path, file.layer()))
}

#[test]
fn every_module_uses_only_what_stands_below_it() {
    let mut breaches = Breaches::default();
    let (sources, mut paths) = (program(), 0);
    for file in &sources {
        let (name, allowed) = layer(file);
        for (line, path) in file.crate_paths() {
            paths += 1;
            let target = path.split("::").next().unwrap();
            if target != name && !allowed.contains(&target) {
                breaches.add(&file.path, line, format!("{name} may not use crate::{path}"));
            }
        }
    }
    assert!(paths > 300, "these are too few paths to be all: {paths}");
    breaches.none(format!("{paths} paths in {} files", sources.len()));
}

/// Two services do not know each other, the lower layers know nobody above: no circle can be closed.
#[test]
fn no_two_modules_use_each_other() {
    for (name, allowed) in LAYERS {
        for other in *allowed {
            let (_, back) = LAYERS.iter().find(|(known, _)| known == other).unwrap();
            assert!(!back.contains(name), "{name} and {other} may use each other");
        }
    }
}

#[test]
fn insides_stay_inside() {
    let mut breaches = Breaches::default();
    let sources = program();
    for file in &sources {
        for (line, path) in file.crate_paths() {
            for (owner, inside, why) in INSIDES {
                if file.layer() != *owner && path.starts_with(inside) {
                    breaches.add(&file.path, line, format!("crate::{path}: {why}"));
                }
            }
        }
    }
    breaches.none(format!("{} insides in {} files", INSIDES.len(), sources.len()));
}

#[test]
fn crates_are_used_where_they_belong() {
    let mut breaches = Breaches::default();
    let (sources, mut uses) = (program(), 0);
    for file in &sources {
        for line in file.lines().into_iter().filter(|line| !line.is_test) {
            for (name, allowed) in CRATES {
                if !names_crate(&line.code, name) {
                    continue;
                }
                uses += 1;
                if !allowed.contains(&file.layer()) {
                    breaches.add(&file.path, line.number, format!("only {allowed:?} may use {name}"));
                }
            }
        }
    }
    assert!(uses > 50, "these are too few uses to be all: {uses}");
    breaches.none(format!("{uses} uses of {} crates", CRATES.len()));
}

fn names_crate(code: &str, name: &str) -> bool {
    code.match_indices(&format!("{name}::")).any(|(start, _)| {
        let before = code[..start].chars().next_back();
        !before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_')
    })
}

#[test]
fn features_are_chosen_in_one_file() {
    let mut breaches = Breaches::default();
    let sources = program();
    for file in sources.iter().filter(|file| file.path != "src/lib.rs") {
        for line in file.lines() {
            // Also `cfg(all(feature = …))` and `cfg_attr(feature = …)`.
            if line.code.contains("cfg") && line.code.contains("feature =") {
                breaches.add(&file.path, line.number, "features are chosen in src/lib.rs");
            }
        }
    }
    breaches.none(format!("{} files", sources.len()));
}
