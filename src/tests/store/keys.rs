//! Which order used a key before.

use pkio_desk::domain::ids::{OrderId, Reference};
use pkio_desk::domain::order::event::{Doubt, NotSent};
use pkio_desk::domain::order::{Attempt, RemoteError};
use pkio_desk::store::Store;
use sea_orm::ConnectionTrait;
use sha2::{Digest, Sha256};

use super::{Fresh, attempt, attempted, contract, draft, minute, recorded, remote};

contract!(
    the_newest_other_order_that_may_exist_is_found_by_its_key,
    an_order_that_certainly_does_not_exist_used_no_key,
    an_attempt_without_a_key_is_read_and_found_by_none,
    attempts_of_earlier_versions_are_found_by_their_keys_too,
    an_earlier_backup_is_restored_with_its_keys,
);

fn with_key(reference: &str, key: Option<&str>) -> Attempt {
    Attempt {
        spki_sha256: key.map(str::to_owned),
        ..attempt(reference)
    }
}

async fn user_of(store: &Store, key: &str, except: Option<OrderId>) -> Option<OrderId> {
    store.orders().with_key(key, except).await.unwrap()
}

async fn the_newest_other_order_that_may_exist_is_found_by_its_key(fresh: &Fresh) {
    let store = &fresh.store;
    assert_eq!(user_of(store, "k1", None).await, None);
    let sending = attempted(store, &with_key("one", Some("k1"))).await;
    assert_eq!(user_of(store, "k1", None).await, Some(sending.id));
    assert_eq!(user_of(store, "k1", Some(sending.id)).await, None);
    assert_eq!(user_of(store, "K1", None).await, None);
    let placed = attempted(store, &with_key("two", Some("k1"))).await;
    let mark = Reference("two".to_owned());
    let answer = store
        .orders()
        .record_placed(placed.id, &mark, &remote(9), minute(2))
        .await;
    recorded(answer.unwrap());
    assert_eq!(user_of(store, "k1", None).await, Some(placed.id));
    assert_eq!(user_of(store, "k1", Some(placed.id)).await, Some(sending.id));
    let doubtful = attempted(store, &with_key("three", Some("k1"))).await;
    let mark = Reference("three".to_owned());
    let answer = store
        .orders()
        .record_in_doubt(doubtful.id, &mark, Doubt::TimedOut, minute(2))
        .await;
    recorded(answer.unwrap());
    assert_eq!(user_of(store, "k1", None).await, Some(doubtful.id));
    attempted(store, &with_key("four", Some("k2"))).await;
    assert_eq!(user_of(store, "k1", None).await, Some(doubtful.id));
}

async fn an_order_that_certainly_does_not_exist_used_no_key(fresh: &Fresh) {
    let store = &fresh.store;
    draft(store).await;
    let refused = attempted(store, &with_key("one", Some("k1"))).await;
    let mark = Reference("one".to_owned());
    let why = [RemoteError {
        code: "x".to_owned(),
        message: "y".to_owned(),
    }];
    recorded(
        store
            .orders()
            .record_refused(refused.id, &mark, &why, minute(2))
            .await
            .unwrap(),
    );
    let unsent = attempted(store, &with_key("two", Some("k1"))).await;
    let mark = Reference("two".to_owned());
    let answer = store
        .orders()
        .record_not_sent(unsent.id, &mark, NotSent::NoConnection, minute(2))
        .await;
    recorded(answer.unwrap());
    assert_eq!(user_of(store, "k1", None).await, None);
}

async fn an_attempt_without_a_key_is_read_and_found_by_none(fresh: &Fresh) {
    let order = attempted(&fresh.store, &with_key("one", None)).await;
    let found = fresh.store.orders().find(order.id).await.unwrap().unwrap();
    assert_eq!(found.attempt.unwrap().spki_sha256, None);
    assert_eq!(user_of(&fresh.store, "", None).await, None);
}

async fn attempts_of_earlier_versions_are_found_by_their_keys_too(fresh: &Fresh) {
    let store = &fresh.store;
    let mut odd = with_key("odd", Some("k-odd"));
    odd.common_name = Some("a\u{0}b".to_owned());
    let odd = attempted(store, &odd).await;
    let broken = attempted(store, &with_key("broken", Some("k-broken"))).await;
    // More than are looked at together.
    for number in 0..205 {
        attempted(store, &with_key(&format!("mark {number}"), Some(&format!("k{number}")))).await;
    }
    let backdoor = fresh.backdoor().await;
    for statement in [
        "DROP INDEX orders_spki_sha256".to_owned(),
        "ALTER TABLE orders DROP COLUMN spki_sha256".to_owned(),
        "DELETE FROM seaql_migrations WHERE version = 'm0007_key_use'".to_owned(),
        format!("UPDATE orders SET attempt = 'broken' WHERE id = {}", broken.id.0),
    ] {
        backdoor.execute_unprepared(&statement).await.unwrap();
    }
    store.migrate().await.unwrap();
    assert_eq!(user_of(store, "k-odd", None).await, Some(odd.id));
    for number in [0, 100, 204] {
        assert!(user_of(store, &format!("k{number}"), None).await.is_some(), "{number}");
    }
    assert_eq!(user_of(store, "k-broken", None).await, None);
}

/// Tables that came with the mirror of the account, the address book and the changes.
const LATER: [&str; 13] = [
    "organizations",
    "domains",
    "containers",
    "users",
    "directory_reads",
    "organization_numbers",
    "organization_number_entries",
    "people",
    "person_uses",
    "erasures",
    "changes",
    "change_events",
    "change_exchanges",
];

/// A backup as the version with that many changes of the schema wrote it: without what came later.
pub(super) fn of_schema(file: &str, schema: u64) -> String {
    let mut text = String::new();
    for line in file.lines() {
        let mut line: serde_json::Value = serde_json::from_str(line).unwrap();
        if schema < 12 && line["table"].as_str().is_some_and(|table| LATER.contains(&table)) {
            continue;
        }
        if line.get("schema").is_some() {
            line["schema"] = schema.into();
        }
        if schema < 7 && line["table"] == "orders" {
            line["row"].as_object_mut().unwrap().remove("spki_sha256").unwrap();
        }
        if schema < 9 && line["table"] == "orders" {
            for column in ["price_terms", "price", "currency"] {
                line["row"].as_object_mut().unwrap().remove(column).unwrap();
            }
        }
        if let Some(rows) = line.get_mut("rows").and_then(serde_json::Value::as_object_mut) {
            if schema < 8 {
                rows.remove("templates").unwrap();
            }
            if schema < 12 {
                rows.retain(|table, _| !LATER.contains(&table.as_str()));
            }
            let hash = Sha256::digest(text.as_bytes());
            line["sha256"] = hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into();
        }
        text.push_str(&format!("{line}\n"));
    }
    text
}

async fn an_earlier_backup_is_restored_with_its_keys(fresh: &Fresh) {
    let from = Fresh::sqlite().await;
    let order = attempted(&from.store, &with_key("one", Some("k1"))).await;
    attempted(&from.store, &with_key("two", None)).await;
    let mut file = Vec::new();
    from.store.backup(&mut file, minute(9)).await.unwrap();
    let file = of_schema(&String::from_utf8(file).unwrap(), 6);
    fresh.store.restore(file.as_bytes(), minute(0)).await.unwrap();
    assert_eq!(user_of(&fresh.store, "k1", None).await, Some(order.id));
    assert_eq!(
        fresh.store.orders().find(order.id).await.unwrap(),
        from.store.orders().find(order.id).await.unwrap()
    );
    from.remove().await;
}
