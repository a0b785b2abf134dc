//! Writes backups and fills empty stores from them.

use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;

use anyhow::{Context, bail};

use super::{lock, private_file};
use crate::clock::Clock;
use crate::config::BackupArgs;
use crate::store::{BackupReport, Store, StoreConfig};

/// Writes a backup beside its final name first, so that a cut one is never mistaken for a whole one.
pub(super) async fn backup(args: BackupArgs) -> anyhow::Result<()> {
    let folder = &args.store.data_dir;
    if args.store.database_url.is_none() && !folder.join("desk.db").exists() {
        bail!(
            "There is no desk in {}; name its folder with --data-dir.",
            folder.display()
        );
    }
    let store = open(&args).await?;
    let unfinished = args.file.with_added_extension("unfinished");
    // It holds password hashes and everything that was ordered.
    let file = private_file::create(&unfinished).with_context(|| cannot("written", &unfinished))?;
    let made = write(&store, file, &unfinished, &args.file).await;
    if made.is_err() {
        // What is worth nothing must not lie about; that it cannot be removed is not what went wrong.
        let _ = std::fs::remove_file(&unfinished);
    }
    say("Wrote", &args.file, &made?)
}

async fn write(store: &Store, file: File, unfinished: &Path, finished: &Path) -> anyhow::Result<BackupReport> {
    let mut writer = BufWriter::new(file);
    let report = store
        .backup(&mut writer, Clock::system().now())
        .await
        .context("The backup was not made")?;
    writer
        .flush()
        .and_then(|()| writer.get_ref().sync_all())
        .with_context(|| cannot("written", unfinished))?;
    std::fs::rename(unfinished, finished).with_context(|| cannot("written", finished))?;
    Ok(report)
}

/// Fills an empty store.
pub(super) async fn restore(args: BackupArgs) -> anyhow::Result<()> {
    let _folder = lock::folder(&args.store.data_dir)?;
    let _database = lock::database(&StoreConfig::new(args.store.database()))?;
    let store = open(&args).await?;
    store
        .migrate()
        .await
        .context("The database cannot be brought up to date")?;
    let file = File::open(&args.file).with_context(|| cannot("read", &args.file))?;
    let report = store
        .restore(BufReader::new(file), Clock::system().now())
        .await
        .context("Nothing was restored")?;
    say("Restored", &args.file, &report)
}

async fn open(args: &BackupArgs) -> anyhow::Result<Store> {
    Store::open(&StoreConfig::new(args.store.database()))
        .await
        .context("The database cannot be opened")
}

fn cannot(be: &str, path: &Path) -> String {
    format!("The file {} cannot be {be}", path.display())
}

fn say(done: &str, file: &Path, report: &BackupReport) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{done} {} of {}:", file.display(), report.created_at)?;
    for (table, rows) in &report.rows {
        writeln!(out, "  {rows:>8} {table}")?;
    }
    Ok(writeln!(out, "SHA-256 {}", report.sha256)?)
}
