//! Backups made while orders are written, and desks filled from them.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use sea_orm::{ConnectionTrait, Database};

use super::program::{Desk, Folder, command, run};
use super::sandbox::SandboxProgram;
use super::visitor::{Visitor, good_form};

fn backup(folder: &Folder, file: &Path) -> Command {
    folder.command(&["backup", file.to_str().unwrap()])
}

fn restore(folder: &Folder, file: &Path) -> Command {
    folder.command(&["restore", file.to_str().unwrap()])
}

/// The number of rows of each table, as the command prints it.
fn counts(said: &str) -> BTreeMap<String, u64> {
    let lines = said.lines().filter(|line| line.starts_with("  "));
    lines
        .map(|line| {
            let (rows, table) = line.trim().split_once(' ').unwrap();
            (table.to_owned(), rows.parse().unwrap())
        })
        .collect()
}

/// The numbers of the orders in the history, all pages of it, the newest first.
async fn history(visitor: &Visitor) -> Vec<u64> {
    let (mut orders, mut path) = (Vec::new(), "/orders".to_owned());
    loop {
        let page = visitor.get(&path).await.text;
        let numbers = page
            .split("href=\"/orders/")
            .skip(1)
            .filter_map(|rest| rest.split('"').next()?.parse().ok());
        let numbers: Vec<u64> = numbers.collect();
        orders.extend(numbers);
        // The tag of the link to the next page.
        let Some((before, after)) = page.split_once("rel=\"next\"") else {
            return orders;
        };
        let tag = [before.rsplit('<').next(), after.split('>').next()]
            .map(Option::unwrap)
            .concat();
        let (_, href) = tag.split_once("href=\"").unwrap();
        path = href.split('"').next().unwrap().replace("&amp;", "&");
    }
}

/// What the desk finds in the account when it starts for the first time.
async fn placed_elsewhere(desk: &Desk, ada: &Visitor) -> Vec<u64> {
    desk.program.err.line("orders were compared with DigiCert's");
    history(ada).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_made_while_orders_are_written_is_whole() {
    let sandbox = SandboxProgram::start();
    let folder = Folder::new();
    let (desk, ada) = folder.desk(&sandbox).visited().await;
    let elsewhere = placed_elsewhere(&desk, &ada).await.len();
    let placed = ada.draft(&good_form()).await;
    ada.place(placed).await.unwrap();
    let stop = Arc::new(AtomicBool::new(false));
    let writers: Vec<_> = (0..4)
        .map(|_| {
            let (ada, stop) = (ada.clone(), Arc::clone(&stop));
            tokio::spawn(async move {
                let mut written = 0_u64;
                while !stop.load(Ordering::Relaxed) {
                    ada.draft(&good_form()).await;
                    written += 1;
                }
                written
            })
        })
        .collect();
    let mut backups = Vec::new();
    for number in 0..3 {
        let file = folder.path().join(format!("backup-{number}.jsonl"));
        // Not before something was written since the last one.
        let before = history(&ada).await.len();
        while history(&ada).await.len() < before + 3 {}
        let making = backup(&folder, &file);
        let ended = tokio::task::spawn_blocking(move || run(making)).await.unwrap();
        backups.push((file, counts(&ended.succeeded())));
    }
    stop.store(true, Ordering::Relaxed);
    let mut written = 1 + u64::try_from(elsewhere).unwrap();
    for writer in writers {
        written += writer.await.unwrap();
    }
    assert_eq!(history(&ada).await.len(), usize::try_from(written).unwrap());
    let mut last = 0;
    for (file, rows) in backups {
        assert!(rows["orders"] > last && rows["orders"] < written, "{rows:?}");
        last = rows["orders"];
        // One event of each draft, two more of the one that was placed: nothing was cut in half.
        assert_eq!(rows["order_events"], rows["orders"] + 2, "{rows:?}");
        let empty = Folder::empty();
        assert_eq!(counts(&run(restore(&empty, &file)).succeeded()), rows);
        let (_desk, ada) = empty.desk(&sandbox).visited().await;
        let expected: Vec<_> = (1..=last).rev().collect();
        assert_eq!(history(&ada).await, expected);
        assert!(ada.history_shows("placed", placed).await);
        assert!(ada.order(last).await.contains("digipoort.voorbeeld.example"));
        assert_eq!(ada.draft(&good_form()).await, last + 1);
    }
    let left: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert!(
        left.iter().all(|name| !name.to_string_lossy().contains("unfinished")),
        "{left:?}"
    );
}

#[tokio::test]
async fn a_restore_is_all_or_nothing() {
    let folder = Folder::new();
    let file = folder.path().join("backup.jsonl");
    run(backup(&folder, &file)).succeeded();
    let refused = |folder: &Folder, file: &Path| run(restore(folder, file)).refused();
    let sentence = "Error: Nothing was restored: the database is not empty: operators has rows\n";
    assert_eq!(refused(&folder, &file), sentence);

    let whole = std::fs::read_to_string(&file).unwrap();
    let lines: Vec<_> = whole.lines().collect();
    let broken = folder.path().join("broken.jsonl");
    let empty = Folder::empty();
    for (what, text, expected) in [
        ("cut in a line", &whole[..whole.len() / 2], "a line is cut off"),
        (
            "cut before its end",
            &whole[..lines[..lines.len() - 1].join("\n").len() + 1],
            "its end is missing",
        ),
        (
            "altered",
            &whole.replace("ada", "eve"),
            "its checksum is that of something else",
        ),
        (
            "continued",
            &format!("{whole}{}\n", lines[1]),
            "something follows its end",
        ),
        ("something else", "hello\n", "this is not a backup of PKIo Desk"),
        ("empty", "", "this is not a backup of PKIo Desk"),
    ] {
        std::fs::write(&broken, text).unwrap();
        let said = refused(&empty, &broken);
        assert!(
            said.starts_with("Error: Nothing was restored: ") && said.contains(expected),
            "{what}: {said}"
        );
    }
    let said = refused(&empty, &folder.path().join("none"));
    assert!(said.contains("none cannot be read"), "{said}");
    // After all that it is still empty.
    run(restore(&empty, &file)).succeeded();
    let mut list = command(["user", "--data-dir"]);
    list.arg(empty.path()).arg("list");
    assert!(run(list).succeeded().contains("ada"));
}

#[test]
fn where_there_is_no_desk_there_is_no_backup() {
    let folder = Folder::empty();
    for place in [folder.path().to_owned(), folder.path().join("none")] {
        let file = folder.path().join("backup.jsonl");
        let mut backup = command(["backup", file.to_str().unwrap(), "--data-dir"]);
        backup.arg(&place);
        let expected = format!(
            "Error: There is no desk in {}; name its folder with --data-dir.\n",
            place.display()
        );
        assert_eq!(run(backup).refused(), expected);
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_backup_that_cannot_be_written_leaves_nothing() {
    let folder = Folder::new();
    let taken = folder.path().join("taken");
    std::fs::create_dir(&taken).unwrap();
    let said = run(backup(&folder, &taken)).refused();
    assert!(said.contains("taken cannot be written"), "{said}");
    let said = run(backup(&folder, &folder.path().join("none/backup.jsonl"))).refused();
    assert!(said.contains("cannot be written"), "{said}");
    let left: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert!(
        left.iter().all(|name| !name.to_string_lossy().contains("unfinished")),
        "{left:?}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs PostgreSQL; make test starts one"]
async fn a_desk_moves_from_sqlite_to_postgresql() {
    let sandbox = SandboxProgram::start();
    let folder = Folder::new();
    let (desk, ada) = folder.desk(&sandbox).visited().await;
    let mut orders = placed_elsewhere(&desk, &ada).await;
    let first = ada.draft(&good_form()).await;
    orders.insert(0, first);
    for _ in 0..50 {
        orders.insert(0, ada.draft(&good_form()).await);
    }
    ada.place(first).await.unwrap();
    desk.program.terminate();
    desk.program.end();
    let file = folder.path().join("backup.jsonl");
    let rows = counts(&run(backup(&folder, &file)).succeeded());

    let server = std::env::var("PKIO_TEST_POSTGRES_URL").unwrap();
    let name = format!("process_{}", std::process::id());
    let (base, _) = server.rsplit_once('/').unwrap();
    let url = format!("{base}/{name}");
    let administrator = Database::connect(&server).await.unwrap();
    administrator
        .execute_unprepared(&format!("CREATE DATABASE {name}"))
        .await
        .unwrap();
    let elsewhere = Folder::empty();
    let mut moving = restore(&elsewhere, &file);
    moving.env("PKIO_DATABASE_URL", &url);
    assert_eq!(counts(&run(moving).succeeded()), rows);
    let mut serve = elsewhere.serve(&sandbox);
    serve.env("PKIO_DATABASE_URL", &url);
    let (desk, ada) = Desk::start(serve).visited().await;
    // The comparison finds nothing there that had not come along.
    assert_eq!(placed_elsewhere(&desk, &ada).await, orders);
    assert!(ada.history_shows("placed", first).await);
    let next = ada.draft(&good_form()).await;
    assert_eq!(next, orders[0] + 1);
    ada.place(next).await.unwrap();
    assert!(ada.history_shows("placed", next).await);
    desk.program.terminate();
    let (status, said) = desk.program.end();
    assert_eq!(status.code(), Some(0), "{said:?}");
    assert!(!elsewhere.path().join("desk.db").exists());

    // And back: a backup of PostgreSQL fills SQLite.
    let again = folder.path().join("again.jsonl");
    let mut making = backup(&elsewhere, &again);
    making.env("PKIO_DATABASE_URL", &url);
    let rows = counts(&run(making).succeeded());
    assert_eq!(counts(&run(restore(&Folder::empty(), &again)).succeeded()), rows);
    let drop = format!("DROP DATABASE {name} WITH (FORCE)");
    administrator.execute_unprepared(&drop).await.unwrap();
    administrator.close().await.unwrap();
}
