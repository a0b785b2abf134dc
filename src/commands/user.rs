//! Looks after people from the command line: the first administrator is added here, and a lost password set anew.
//!
//! Passwords come from standard input, never from an argument, where others on the machine could read them.

use std::io::{BufRead, IsTerminal, Write};

use anyhow::{Context, bail};
use secrecy::SecretString;

use crate::accounts::{Accounts, Added, NewPerson, PASSWORD_MIN, PasswordSet, Person, RoleChange, WeakPassword};
use crate::clock::Clock;
use crate::config::{UserArgs, UserCommand};
use crate::domain::operator::Role;
use crate::store::{Store, StoreConfig};

/// Longer than any password that is taken, so that a file piped in by mistake is not read to its end.
const LINE_MOST: u64 = 4096;

/// Does what was asked and says what became of it.
///
/// # Errors
/// It could not be done; the error is a sentence for the person at the terminal.
pub(super) async fn run(args: UserArgs) -> anyhow::Result<()> {
    if args.store.database_url.is_none() {
        let folder = &args.store.data_dir;
        std::fs::create_dir_all(folder).with_context(|| format!("The folder {} cannot be made", folder.display()))?;
    }
    let store = Store::open(&StoreConfig::new(args.store.database()))
        .await
        .context("The database cannot be opened")?;
    store
        .migrate()
        .await
        .context("The database cannot be brought up to date")?;
    let accounts = Accounts::new(store.clone(), Clock::system());
    let done = obey(&accounts, args.command).await;
    store.close().await.context("The database was not closed properly")?;
    let mut out = std::io::stdout().lock();
    Ok(out.write_all(done?.as_bytes())?)
}

/// What to print once it is done.
async fn obey(accounts: &Accounts, command: UserCommand) -> anyhow::Result<String> {
    match command {
        UserCommand::Add { username, name, role } => add(accounts, username, name, role).await,
        UserCommand::List => Ok(table(&accounts.people().await?)),
        UserCommand::Disable { username } => set_disabled(accounts, &username, true).await,
        UserCommand::Enable { username } => set_disabled(accounts, &username, false).await,
        UserCommand::Password { username } => set_password(accounts, &username).await,
    }
}

async fn add(accounts: &Accounts, username: String, name: Option<String>, role: Role) -> anyhow::Result<String> {
    if accounts.person_named(&username).await?.is_some() {
        bail!("Somebody is called {username} already. Nothing was changed.");
    }
    let password = password()?;
    let person = NewPerson {
        username: username.clone(),
        name: name.unwrap_or_default(),
        role,
        password,
    };
    match accounts.add(person).await? {
        Added::Added(_) => Ok(format!("Added {username} as {role}.\n")),
        Added::NameTaken => bail!("Somebody is called {username} already. Nothing was changed."),
        Added::UnusableName => bail!("A username has no spaces and at most 64 characters. Nobody was added."),
        Added::Weak(weak) => bail!("{} Nobody was added.", sentence(weak)),
    }
}

async fn set_disabled(accounts: &Accounts, username: &str, disabled: bool) -> anyhow::Result<String> {
    let person = find(accounts, username).await?;
    match accounts
        .set_role(person.operator.id, person.operator.role, disabled)
        .await?
    {
        RoleChange::Changed if disabled => Ok(format!(
            "{username} cannot sign in any more, and is signed out everywhere.\n"
        )),
        RoleChange::Changed => Ok(format!("{username} can sign in again.\n")),
        RoleChange::LastAdministrator => {
            bail!("{username} is the last administrator who can sign in. Make somebody else one first.")
        }
        RoleChange::Missing => bail!("Nobody is called {username}."),
    }
}

async fn set_password(accounts: &Accounts, username: &str) -> anyhow::Result<String> {
    let person = find(accounts, username).await?;
    match accounts.set_password(person.operator.id, password()?).await? {
        PasswordSet::Set => Ok(format!(
            "{username} has a new password, and is signed out everywhere.\n"
        )),
        PasswordSet::Missing => bail!("Nobody is called {username}."),
        PasswordSet::Weak(weak) => bail!("{} The password is as it was.", sentence(weak)),
    }
}

async fn find(accounts: &Accounts, username: &str) -> anyhow::Result<Person> {
    let person = accounts.person_named(username).await?;
    person.with_context(|| format!("Nobody is called {username}. `pkio-desk user list` shows who there is."))
}

fn sentence(weak: WeakPassword) -> String {
    match weak {
        WeakPassword::TooShort => format!("A password has at least {PASSWORD_MIN} characters."),
        WeakPassword::TooLong => "A password has at most 256 characters.".to_owned(),
        WeakPassword::HoldsUsername => "This password contains the username.".to_owned(),
        WeakPassword::Monotonous => "This password is one character over and over.".to_owned(),
    }
}

/// The password on the first line of standard input.
fn password() -> anyhow::Result<SecretString> {
    let input = std::io::stdin().lock();
    if input.is_terminal() {
        let mut out = std::io::stderr().lock();
        writeln!(
            out,
            "Type the password, at least {PASSWORD_MIN} characters, and press Enter."
        )?;
        writeln!(
            out,
            "It is read from standard input and shows on the screen; pipe it in to keep it off."
        )?;
    }
    first_line(input)
}

fn first_line(input: impl BufRead) -> anyhow::Result<SecretString> {
    let mut line = String::new();
    input
        .take(LINE_MOST)
        .read_line(&mut line)
        .context("The password on standard input is no text")?;
    let password = line.trim_end_matches(['\r', '\n']);
    if password.is_empty() {
        bail!("There was no password on standard input.");
    }
    Ok(SecretString::from(password))
}

/// The people as a table, each column as wide as its widest value.
fn table(people: &[Person]) -> String {
    if people.is_empty() {
        return "There are no people yet. `pkio-desk user add` adds the first one.\n".to_owned();
    }
    let head = ["USERNAME", "NAME", "ROLE", "STATE"].map(ToOwned::to_owned);
    let rows = people.iter().map(|Person { operator, disabled }| {
        let state = if *disabled { "disabled" } else { "active" };
        [
            operator.username.clone(),
            operator.name.clone(),
            operator.role.word().to_owned(),
            state.to_owned(),
        ]
    });
    let rows: Vec<_> = std::iter::once(head).chain(rows).collect();
    let width =
        |column: fn(&[String; 4]) -> &str| rows.iter().map(|row| column(row).chars().count()).max().unwrap_or(0);
    let (first, second, third) = (width(|[a, ..]| a), width(|[_, b, ..]| b), width(|[_, _, c, _]| c));
    let lines = rows
        .iter()
        .map(|[username, name, role, state]| format!("{username:first$}  {name:second$}  {role:third$}  {state}\n"));
    lines.collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed assumption should fail the test")]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;
    use crate::domain::ids::OperatorId;
    use crate::domain::operator::Operator;

    fn person(username: &str, name: &str, role: Role, disabled: bool) -> Person {
        let (username, name) = (username.to_owned(), name.to_owned());
        let operator = Operator {
            id: OperatorId(1),
            username,
            name,
            role,
            locale: None,
            time_zone: "UTC".to_owned(),
        };
        Person { operator, disabled }
    }

    #[test]
    fn the_table_is_aligned_whatever_the_names() {
        let people = [
            person("ada", "Ada", Role::Administrator, false),
            person("zoë.van.dijk", "Zoë", Role::Viewer, true),
        ];
        let expected = "USERNAME      NAME  ROLE           STATE\n\
                        ada           Ada   administrator  active\n\
                        zoë.van.dijk  Zoë   viewer         disabled\n";
        assert_eq!(table(&people), expected);
        assert!(table(&[]).starts_with("There are no people yet."));
    }

    #[test]
    fn the_password_is_the_first_line_without_its_end() {
        for (input, password) in [("four words \r\nsecond\n", "four words "), ("no end", "no end")] {
            assert_eq!(first_line(input.as_bytes()).unwrap().expose_secret(), password);
        }
        assert!(first_line("\nsecond\n".as_bytes()).is_err());
        assert!(first_line("".as_bytes()).is_err());
    }
}
