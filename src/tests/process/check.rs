//! `check`: what it says of a key, and that it never says the key.

use std::net::TcpListener;
use std::process::Command;

use pkio_desk::sandbox::{FULL_KEY, VIEW_ONLY_KEY};

use super::program::{Ended, Folder, command, run};
use super::sandbox::{SERVICE_KEY, SandboxProgram};

/// A key nobody knows, easy to find where it must not be.
const CANARY: &str = "canary-0f3a9c81d27b";

fn check(url: &str) -> Command {
    let mut check = command(["check", "--digicert-url", url]);
    check.env("PKIO_LOG", "trace");
    check
}

fn with_key(url: &str, key: &str) -> Ended {
    let mut check = check(url);
    check.env("PKIO_DIGICERT_API_KEY", key);
    let ended = run(check);
    assert!(!format!("{ended:?}").contains(key), "{ended:?}");
    ended
}

#[tokio::test]
async fn a_key_is_described() {
    let sandbox = SandboxProgram::start();
    let url = sandbox.base_url();
    // Whether DigiCert says what a key may not do is not documented (CertCentral: User info), so no promise is made.
    let unmarked = "shows only when it is used\n";
    for (key, kind, may) in [
        (FULL_KEY, "a person", unmarked),
        (VIEW_ONLY_KEY, "a person", "view only: it cannot place orders\n"),
        (SERVICE_KEY, "a service user", unmarked),
    ] {
        let said = with_key(&url, key).succeeded();
        assert!(
            said.starts_with(&format!("Address:  {url} (sandbox)\nAccount:  ")),
            "{said}"
        );
        assert!(said.lines().nth(2).unwrap().contains(kind), "{said}");
        assert!(said.ends_with(may), "{said}");
        assert_eq!(said.lines().count(), 5, "{said}");
    }
}

#[tokio::test]
async fn a_wrong_key_is_refused_in_digicerts_words() {
    let sandbox = SandboxProgram::start();
    let url = sandbox.base_url();
    let said = with_key(&url, CANARY).refused();
    assert!(
        said.starts_with(&format!("Error: {url} does not accept the key: ")),
        "{said}"
    );
    assert!(!said.contains("; \n") && !said.contains("()"), "{said}");
}

#[test]
fn where_nothing_listens_that_is_said() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let url = format!("http://{free}/services/v2");
    let said = with_key(&url, CANARY).refused();
    assert!(
        said.starts_with(&format!("Error: {url} could not be asked: ")),
        "{said}"
    );
}

#[tokio::test]
async fn a_key_may_stand_in_a_file() {
    let sandbox = SandboxProgram::start();
    let url = sandbox.base_url();
    let folder = Folder::empty();
    let file = folder.path().join("key");
    // As editors leave it, and stronger than the variable.
    std::fs::write(&file, format!("{SERVICE_KEY}\n")).unwrap();
    let mut check = check(&url);
    check
        .arg("--digicert-api-key-file")
        .arg(&file)
        .env("PKIO_DIGICERT_API_KEY", FULL_KEY);
    assert!(run(check).succeeded().contains("a service user"));

    let mut missing = self::check(&url);
    missing.env("PKIO_DIGICERT_API_KEY_FILE", folder.path().join("none"));
    let said = run(missing).refused();
    assert!(
        said.starts_with("Error: The key file ") && said.contains("cannot be read"),
        "{said}"
    );
}

#[test]
fn without_a_key_it_says_where_to_put_one() {
    let expected = "Error: There is no DigiCert API key. Put it into a file and name that with \
                    --digicert-api-key-file, or set PKIO_DIGICERT_API_KEY. To try the desk without one, add --demo.\n";
    assert_eq!(run(command(["check"])).refused(), expected);
    let folder = Folder::new();
    assert_eq!(
        run(folder.command(&["serve", "--listen", "127.0.0.1:0"])).refused(),
        expected
    );
    let empty = folder.path().join("empty");
    std::fs::write(&empty, "\n").unwrap();
    let mut check = command(["check", "--digicert-api-key-file"]);
    check.arg(&empty).env("PKIO_DIGICERT_API_KEY", CANARY);
    assert_eq!(run(check).refused(), expected);
}

#[test]
fn an_address_that_would_give_the_key_away_is_refused() {
    for (url, expected) in [
        ("http://certcentral.digicert.eu/services/v2", "unencrypted; use https"),
        (
            "https://ada:hunter2@certcentral.digicert.eu/services/v2",
            "user name or password",
        ),
        (
            "https://certcentral.digicert.eu/services/v2?key=hunter2",
            "question mark",
        ),
        ("certcentral.digicert.eu", "not an https address"),
    ] {
        let said = with_key(url, CANARY).refused();
        assert!(said.contains(expected) && !said.contains("hunter2"), "{said}");
    }
}
