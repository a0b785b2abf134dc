//! A data folder belongs to one desk at a time, and to this version of it.

use std::fs;

use sea_orm::{ConnectionTrait, Database};

use super::program::{Ended, Folder, command, run, run_with_input};
use super::sandbox::SandboxProgram;

#[tokio::test]
async fn a_second_desk_and_a_restore_are_refused_while_one_runs() {
    let sandbox = SandboxProgram::start();
    let folder = Folder::new();
    let desk = folder.desk(&sandbox);
    let sentence = format!(
        "Error: Another desk is running on {}. Stop it first, or choose another folder with --data-dir.\n",
        folder.path().display()
    );
    assert_eq!(run(folder.serve(&sandbox)).refused(), sentence);
    let backup = folder.path().join("backup.jsonl");
    let backup = backup.to_str().unwrap();
    run(folder.command(&["backup", backup])).succeeded();
    assert_eq!(run(folder.command(&["restore", backup])).refused(), sentence);
    // People can be looked after meanwhile; the desk sees them at once.
    folder.add_person("bram", "viewer");
    super::visitor::Visitor::signed_in(&desk.url, "bram", super::program::PASSWORD).await;
}

#[cfg(unix)]
#[tokio::test]
async fn a_second_desk_on_the_same_file_is_refused_whatever_its_folder_and_the_name_of_the_file() {
    let sandbox = SandboxProgram::start();
    let there = Folder::empty();
    let file = there.path().join("of the desk.db");
    let link = there.path().join("link.db");
    // The link is there first, and leads to nothing.
    std::os::unix::fs::symlink(&file, &link).unwrap();
    let url = |file: &std::path::Path| format!("sqlite://{}", file.display());
    let one = Folder::on_database(&url(&link));
    let desk = one.desk(&sandbox);
    let sentence = format!(
        "Error: Another desk is running on the database {}. Stop it first, or choose another one with --database-url.\n",
        file.canonicalize().unwrap().display()
    );
    let backup = there.path().join("backup.jsonl");
    let backup = backup.to_str().unwrap();
    run(one.command(&["backup", backup])).succeeded();
    let beside = there.path().join(".").join("of the desk.db");
    for name in [&file, &link, &beside] {
        let two = Folder::on_database(&url(name));
        assert_eq!(run(two.serve(&sandbox)).refused(), sentence);
        assert_eq!(run(two.command(&["restore", backup])).refused(), sentence);
    }
    // Another database in the same folder is another matter, and so is this one when the desk is gone.
    drop(Folder::on_database(&url(&there.path().join("other.db"))).desk(&sandbox));
    desk.program.kill();
    drop(Folder::on_database(&url(&file)).desk(&sandbox));
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_left_alone() {
    let sandbox = SandboxProgram::start();
    let folder = Folder::new();
    let file = folder.path().join("desk.db");
    let database = Database::connect(format!("sqlite://{}", file.display())).await.unwrap();
    database
        .execute_unprepared("INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_from_later', 0)")
        .await
        .unwrap();
    database.close().await.unwrap();
    let before = fs::read(&file).unwrap();
    let backup = folder.path().join("backup.jsonl");
    let backup = backup.to_str().unwrap();
    let mut list = command(["user", "--data-dir"]);
    list.arg(folder.path()).arg("list");
    for refused in [folder.serve(&sandbox), list, folder.command(&["backup", backup])] {
        let sentence = run(refused).refused();
        let expected = "the database was written by a newer version of the desk (it knows m9999_from_later)";
        assert!(sentence.contains(expected), "{sentence}");
    }
    assert_eq!(fs::read(&file).unwrap(), before);
    assert!(!fs::exists(backup).unwrap());
}

#[tokio::test]
async fn a_folder_may_be_called_anything() {
    let sandbox = SandboxProgram::start();
    let parent = Folder::empty();
    let odd = parent.path().join("what? 100%20 of it #1 é");
    let mut add = command(["user", "--data-dir"]);
    add.arg(&odd).args(["add", "ada"]);
    run_with_input(add, "four-plain-words-together\n").succeeded();
    let mut serve = parent.serve(&sandbox);
    serve.args(["--data-dir"]).arg(&odd);
    assert!(run(serve).err.contains("cannot be used multiple times"));
    let mut serve = command(["serve", "--listen", "127.0.0.1:0", "--data-dir"]);
    serve.arg(&odd).args(["--digicert-url", &sandbox.base_url()]);
    let desk = super::program::Desk::start({
        serve.env("PKIO_DIGICERT_API_KEY", "sandbox-key");
        serve
    });
    desk.visitor().await;
    let names: Vec<_> = fs::read_dir(parent.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names, ["what? 100%20 of it #1 é"]);
    assert!(odd.join("desk.db").exists());
}

#[cfg(unix)]
#[tokio::test]
async fn what_holds_secrets_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::new();
    let backup = folder.path().join("backup.jsonl");
    run(folder.command(&["backup", backup.to_str().unwrap()])).succeeded();
    for name in ["desk.db", "backup.jsonl"] {
        let mode = fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{name} {mode:o}");
    }
}

#[tokio::test]
async fn what_cannot_be_used_is_named_in_a_sentence_without_secrets() {
    let sandbox = SandboxProgram::start();
    let folder = Folder::new();
    let occupied = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = occupied.local_addr().unwrap().to_string();
    let file = folder.path().join("desk.db").display().to_string();
    let serve = |options: &[&str]| -> Ended {
        let mut serve = command(["serve", "--digicert-url", &sandbox.base_url()]);
        serve.env("PKIO_DIGICERT_API_KEY", "sandbox-key");
        if !options.contains(&"--data-dir") {
            serve.arg("--data-dir").arg(folder.path());
        }
        run({
            serve.args(options);
            serve
        })
    };
    let unreachable = "postgres://desk:hunter2hunter2@127.0.0.1:1/desk";
    for (options, expected) in [
        (
            ["--listen", &address],
            format!("Error: {address} cannot be listened on"),
        ),
        (
            ["--data-dir", &file],
            format!("Error: The folder {file} cannot be made"),
        ),
        (
            ["--database-url", "mysql://desk:hunter2hunter2@127.0.0.1/desk"],
            "it begins neither with sqlite: nor with postgres:".to_owned(),
        ),
        (
            ["--database-url", unreachable],
            "the database is not available".to_owned(),
        ),
        (["--digicert-url", "ftp://x"], "used multiple times".to_owned()),
    ] {
        let ended = serve(&options);
        assert!(ended.err.contains(&expected), "{options:?} {ended:?}");
        assert!(!ended.err.contains("hunter2"), "{ended:?}");
    }
}
