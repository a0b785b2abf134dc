//! The demonstration: it talks to its own sandbox and to nothing else, whatever is configured.

use std::net::TcpListener;
use std::process::Command;

use super::program::{Desk, Folder, run};
use super::sandbox::copy_beginning;
use super::visitor::{Visitor, good_form};

const CANARY: &str = "canary-5d1e77ab90c4";

fn demo(folder: &Folder) -> Command {
    copy_beginning(&folder.path().join("sandbox"));
    start(folder)
}

fn start(folder: &Folder) -> Command {
    folder.command(&["serve", "--demo", "--listen", "127.0.0.1:0"])
}

/// The people and passwords on the standard output.
fn people(desk: &Desk) -> Vec<(String, String)> {
    desk.program.out.line("Stop with Ctrl+C.");
    let said = desk.program.out.so_far();
    let people = said.iter().skip_while(|line| *line != "Sign in as:").skip(1).take(3);
    people
        .map(|line| {
            let (name, password) = line.trim().split_once(' ').unwrap();
            (name.to_owned(), password.trim().to_owned())
        })
        .collect()
}

async fn visitor(desk: &Desk, people: &[(String, String)]) -> Visitor {
    let (username, password) = &people[0];
    Visitor::signed_in(&desk.url, username, password).await
}

#[tokio::test]
async fn nothing_configured_is_used_and_no_secret_is_logged() {
    let real = TcpListener::bind("127.0.0.1:0").unwrap();
    real.set_nonblocking(true).unwrap();
    let folder = Folder::empty();
    let elsewhere = Folder::empty();
    let key_file = elsewhere.path().join("key");
    std::fs::write(&key_file, CANARY).unwrap();
    let database = elsewhere.path().join("desk.db");
    let mut demo = demo(&folder);
    let url = format!("http://{}/services/v2", real.local_addr().unwrap());
    demo.env("PKIO_DIGICERT_URL", url);
    demo.env("PKIO_DIGICERT_API_KEY", CANARY);
    demo.env("PKIO_DIGICERT_API_KEY_FILE", &key_file);
    demo.env("PKIO_DATABASE_URL", format!("sqlite://{}", database.display()));
    demo.env("PKIO_PUBLIC_URL", "https://desk.example.nl");
    demo.env("PKIO_LOG", "trace");
    let desk = Desk::start(demo);
    let people = people(&desk);
    let requester = visitor(&desk, &people).await;
    let order = requester.draft(&good_form()).await;
    requester.place(order).await.unwrap();
    assert!(requester.history_shows("placed", order).await);

    assert_eq!(real.accept().unwrap_err().kind(), std::io::ErrorKind::WouldBlock);
    assert!(!database.exists());
    desk.program.terminate();
    let log = desk.program.err.clone();
    let (status, _) = desk.program.end();
    assert_eq!(status.code(), Some(0));
    let log = log.so_far();
    assert!(
        log.len() > 40 && log.iter().any(|line| line.contains("TRACE")),
        "{log:#?}"
    );
    let csr = good_form().csr.lines().nth(3).unwrap().to_owned();
    let mut secrets: Vec<_> = people.into_iter().map(|(_, password)| password).collect();
    secrets.extend([CANARY.to_owned(), pkio_desk::sandbox::FULL_KEY.to_owned(), csr]);
    for line in log {
        let told = secrets.iter().find(|secret| line.contains(secret.as_str()));
        assert_eq!(told, None, "{line}");
    }
}

#[tokio::test]
async fn passwords_stay_in_a_folder_and_differ_between_folders() {
    let (one, two) = (Folder::empty(), Folder::empty());
    let first = Desk::start(demo(&one));
    let printed = people(&first);
    let names: Vec<_> = printed.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["requester", "approver", "administrator"]);
    visitor(&first, &printed).await;
    first.program.kill();
    let again = Desk::start(start(&one));
    assert_eq!(people(&again), printed);
    visitor(&again, &printed).await;
    let other = people(&Desk::start(demo(&two)));
    for (mine, theirs) in printed.iter().zip(&other) {
        assert_eq!(mine.0, theirs.0);
        assert_ne!(mine.1, theirs.1);
    }
}

#[test]
fn it_listens_on_this_machine_only() {
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:3000"] {
        let folder = Folder::empty();
        let mut demo = folder.command(&["serve", "--demo"]);
        demo.env("PKIO_LISTEN", address);
        assert_eq!(
            run(demo).refused(),
            "Error: The demo listens on this machine only; choose an address such as 127.0.0.1:3000.\n"
        );
    }
}
