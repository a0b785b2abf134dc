//! The sessions of people who are signed in.

use std::collections::HashMap;

use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;
use time::{Duration, OffsetDateTime};
use tower_sessions::ExpiredDeletion;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::SessionStore;

use super::{Fresh, contract};

contract!(
    a_session_is_found_again_as_it_was_saved,
    an_id_that_is_in_use_is_replaced_by_another,
    a_session_that_was_ended_is_not_brought_back_by_a_late_save,
    an_expired_session_is_not_found_and_is_deleted_in_time,
    the_table_does_not_hold_the_id_of_a_session,
);

fn record(id: i128, hours: i64) -> Record {
    let whole = OffsetDateTime::now_utc().replace_nanosecond(0).unwrap();
    let data = HashMap::from([("operator".to_owned(), json!({ "id": 7, "epoch": 0 }))]);
    Record {
        id: Id(id),
        data,
        expiry_date: whole + Duration::hours(hours),
    }
}

async fn a_session_is_found_again_as_it_was_saved(fresh: &Fresh) {
    let sessions = fresh.store.sessions();
    let mut session = record(-7, 1);
    sessions.create(&mut session).await.unwrap();
    assert_eq!(sessions.load(&Id(-7)).await.unwrap().as_ref(), Some(&session));
    session.data.insert("theme".to_owned(), json!("dark\u{0}"));
    session.expiry_date += Duration::hours(1);
    sessions.save(&session).await.unwrap();
    assert_eq!(sessions.load(&Id(-7)).await.unwrap(), Some(session));
    assert_eq!(sessions.load(&Id(8)).await.unwrap(), None);
}

async fn an_id_that_is_in_use_is_replaced_by_another(fresh: &Fresh) {
    let sessions = fresh.store.sessions();
    let mut first = record(7, 1);
    sessions.create(&mut first).await.unwrap();
    let mut second = record(7, 2);
    sessions.create(&mut second).await.unwrap();
    assert_ne!(second.id, first.id);
    assert_eq!(sessions.load(&first.id).await.unwrap(), Some(first));
    assert_eq!(sessions.load(&second.id).await.unwrap(), Some(second));
}

async fn a_session_that_was_ended_is_not_brought_back_by_a_late_save(fresh: &Fresh) {
    let sessions = fresh.store.sessions();
    let mut session = record(7, 1);
    sessions.create(&mut session).await.unwrap();
    sessions.delete(&session.id).await.unwrap();
    sessions.save(&session).await.unwrap();
    assert_eq!(sessions.load(&session.id).await.unwrap(), None);
}

async fn an_expired_session_is_not_found_and_is_deleted_in_time(fresh: &Fresh) {
    let sessions = fresh.store.sessions();
    let (mut past, mut future) = (record(7, -1), record(8, 1));
    sessions.create(&mut past).await.unwrap();
    sessions.create(&mut future).await.unwrap();
    assert_eq!(sessions.load(&past.id).await.unwrap(), None);
    assert_eq!(count(fresh).await, 2);
    sessions.delete_expired().await.unwrap();
    assert_eq!(count(fresh).await, 1);
    assert_eq!(sessions.load(&future.id).await.unwrap(), Some(future));
}

async fn the_table_does_not_hold_the_id_of_a_session(fresh: &Fresh) {
    let mut session = record(0x0123_4567_89ab_cdef_0123_4567_89ab_cdef, 1);
    fresh.store.sessions().create(&mut session).await.unwrap();
    let backdoor = fresh.backdoor().await;
    let rows = Statement::from_string(backdoor.get_database_backend(), "SELECT id_sha256, data FROM sessions");
    let row = backdoor.query_one_raw(rows).await.unwrap().unwrap();
    let text = format!(
        "{}{}",
        row.try_get_by_index::<String>(0).unwrap(),
        row.try_get_by_index::<String>(1).unwrap()
    );
    assert!(!text.contains(&session.id.to_string()));
    assert!(!text.contains(&session.id.0.to_string()));
    assert!(!text.contains("0123456789abcdef"));
}

async fn count(fresh: &Fresh) -> i64 {
    let backdoor = fresh.backdoor().await;
    let rows = Statement::from_string(backdoor.get_database_backend(), "SELECT COUNT(*) FROM sessions");
    backdoor
        .query_one_raw(rows)
        .await
        .unwrap()
        .unwrap()
        .try_get_by_index(0)
        .unwrap()
}
