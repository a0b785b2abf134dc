//! Rows and journals as they are in the database, read past the store.

use std::collections::BTreeSet;

use jiff::Timestamp;
use pkio_desk::domain::order::{EventKind, State};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, IsolationLevel, QueryResult, Statement, TransactionTrait};

use super::ground::Ground;

/// An order's row.
pub(super) struct Row {
    pub(super) id: i64,
    pub(super) version: i64,
    pub(super) state: State,
    pub(super) owner: Option<i64>,
    pub(super) remote: Option<i64>,
    pub(super) form: String,
}

/// A line of a journal.
pub(super) struct Told {
    pub(super) id: i64,
    pub(super) order: i64,
    pub(super) at: Timestamp,
    pub(super) actor: Option<i64>,
    pub(super) event: EventKind,
}

/// Rows and journals as they are at one moment, without what was heard before.
pub(super) async fn read(ground: &Ground, heard: &BTreeSet<i64>) -> Result<(Vec<Row>, Vec<Told>), DbErr> {
    let backend = ground.backdoor.get_database_backend();
    let isolation = (backend == DbBackend::Postgres).then_some(IsolationLevel::RepeatableRead);
    let moment = ground.backdoor.begin_with_config(isolation, None).await?;
    let ask = |question: &'static str| moment.query_all_raw(Statement::from_string(backend, question));
    let rows = ask("SELECT id, version, state, owner_id, remote_id, form FROM orders ORDER BY id").await?;
    let events = ask("SELECT id, order_id, at, actor_id, event FROM order_events ORDER BY id").await?;
    moment.commit().await?;
    let rows = rows.iter().map(row).collect::<Result<_, _>>()?;
    let is_new = |row: &&QueryResult| row.try_get("", "id").is_ok_and(|id: i64| !heard.contains(&id));
    Ok((rows, events.iter().filter(is_new).map(told).collect::<Result<_, _>>()?))
}

fn row(row: &QueryResult) -> Result<Row, DbErr> {
    let state: String = row.try_get("", "state")?;
    Ok(Row {
        id: row.try_get("", "id")?,
        version: row.try_get("", "version")?,
        state: State::of_word(&state).unwrap(),
        owner: row.try_get("", "owner_id")?,
        remote: row.try_get("", "remote_id")?,
        form: row.try_get("", "form")?,
    })
}

fn told(row: &QueryResult) -> Result<Told, DbErr> {
    let event: String = row.try_get("", "event")?;
    Ok(Told {
        id: row.try_get("", "id")?,
        order: row.try_get("", "order_id")?,
        at: Timestamp::from_millisecond(row.try_get("", "at")?).unwrap(),
        actor: row.try_get("", "actor_id")?,
        event: serde_json::from_str(&event).unwrap(),
    })
}
