//! The demo: a sandbox in place of DigiCert, and three people whose passwords are printed at every start.
//!
//! It shares nothing with a real desk: its own database, its own key, loopback only. The passwords are made for each
//! data folder, so no password is the same everywhere.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, bail};
use rand::seq::SliceRandom;
use secrecy::SecretString;

use super::private_file;
use crate::accounts::{Accounts, Added, NewPerson};
use crate::config::{ServeArgs, sqlite_url};
use crate::domain::operator::Role;
use crate::sandbox::{FULL_KEY, RunningSandbox, Sandbox, SandboxConfig};

const PEOPLE: [(&str, &str, Role); 3] = [
    ("requester", "Rosa Aanvrager", Role::Requester),
    ("approver", "Anton Goedkeurder", Role::Approver),
    ("administrator", "Bea Beheerder", Role::Administrator),
];

const SYLLABLES: [&str; 24] = [
    "ba", "de", "fi", "go", "hu", "ja", "ke", "li", "mo", "nu", "pa", "re", "si", "to", "vu", "wa", "ze", "bro", "dra",
    "fle", "gri", "klo", "sta", "tre",
];

/// Starts the sandbox and turns the arguments into those of a desk that talks to it and to nothing else.
pub(super) async fn prepare(args: &mut ServeArgs) -> anyhow::Result<RunningSandbox> {
    if !args.listen.ip().is_loopback() {
        bail!("The demo listens on this machine only; choose an address such as 127.0.0.1:3000.");
    }
    let sandbox = Sandbox::start(SandboxConfig::new(args.store.data_dir.join("sandbox")))
        .await
        .context("The sandbox did not start")?;
    args.digicert.digicert_url = sandbox.base_url();
    args.digicert.digicert_api_key_file = None;
    args.public_url = None;
    args.client_address_header = None;
    let database = args.store.data_dir.join("demo.db");
    args.store.database_url = Some(sqlite_url(&database));
    Ok(sandbox)
}

/// The key of the sandbox, whatever is configured.
pub(super) fn api_key() -> SecretString {
    SecretString::from(FULL_KEY)
}

/// Makes sure the three people exist; returns their names and passwords.
pub(super) async fn people(accounts: &Accounts, data_dir: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let file = data_dir.join("demo-passwords");
    let mut kept = read(&file);
    for (username, name, role) in PEOPLE {
        let password = kept
            .iter()
            .find(|(known, _)| known == username)
            .map_or_else(new_password, |(_, word)| word.clone());
        match accounts.person_named(username).await? {
            None => {
                let new = NewPerson {
                    username: username.to_owned(),
                    name: name.to_owned(),
                    role,
                    password: SecretString::from(password.clone()),
                };
                if !matches!(accounts.add(new).await?, Added::Added(_)) {
                    bail!("The demo person {username} could not be added.");
                }
            }
            Some(person) if !kept.iter().any(|(known, _)| known == username) => {
                accounts
                    .set_password(person.operator.id, SecretString::from(password.clone()))
                    .await?;
            }
            Some(_) => {}
        }
        kept.retain(|(known, _)| known != username);
        kept.push((username.to_owned(), password));
    }
    write(&file, &kept)?;
    Ok(kept)
}

/// Says where to go and who one can be.
pub(super) fn announce(
    address: std::net::SocketAddr,
    sandbox: &RunningSandbox,
    people: &[(String, String)],
) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "\nPKIo Desk demo: http://{address}")?;
    writeln!(
        out,
        "Sandbox in place of DigiCert: {} (nothing is paid)",
        sandbox.base_url()
    )?;
    writeln!(out, "Sign in as:")?;
    for (username, password) in people {
        writeln!(out, "  {username:<14} {password}")?;
    }
    writeln!(out, "Stop with Ctrl+C.\n")?;
    Ok(out.flush()?)
}

/// Eleven syllables of 24: 50 random bits, and easy to type.
fn new_password() -> String {
    let mut random = rand::rngs::OsRng;
    let mut word = |count: usize| -> String {
        (0..count)
            .filter_map(|_| SYLLABLES.choose(&mut random).copied())
            .collect()
    };
    format!("{}-{}-{}", word(4), word(4), word(3))
}

fn read(file: &Path) -> Vec<(String, String)> {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    text.lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(name, word)| (name.to_owned(), word.to_owned()))
        .collect()
}

fn write(file: &Path, people: &[(String, String)]) -> anyhow::Result<()> {
    let text: String = people.iter().map(|(name, word)| format!("{name} {word}\n")).collect();
    let written = private_file::create(file).and_then(|mut out| out.write_all(text.as_bytes()));
    written.with_context(|| format!("The file {} cannot be written", file.display()))
}
