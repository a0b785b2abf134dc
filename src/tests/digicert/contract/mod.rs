//! The client and the sandbox: whatever oddities the sandbox's answers have, alone or all at once, every reading call and
//! every change says the same as without any.

mod changing;
mod reading;

use serde_json::{Value, json};

use super::account::Account;

/// What a sandbox can be told to do otherwise in its answers, or in how it takes what it is told.
const MANNERS: [&str; 9] = [
    "drop_empty_lists",
    "text_booleans",
    "text_ids",
    "leave_out_nulls",
    "lists_for_empty_objects",
    "upper_case_countries",
    "reuse_duplicates",
    "update_wipes",
    "empty_alternate",
];

/// What it can be told besides: what an account has, and what DigiCert may not keep at all.
const OTHERS: [&str; 6] = [
    "multi_year_plans",
    "rate_limits",
    "ignore_reference",
    "without_csr",
    "reissues_need_approval",
    "revocations_need_approval",
];

/// Each manner alone, those of a fresh sandbox, and all at once. The first has none.
fn settings() -> Vec<Value> {
    let alone = MANNERS.map(|manner| {
        let pairs = [("quirks", json!("none")), (manner, json!(true))];
        Value::from_iter(pairs.map(|(name, value)| (name.to_owned(), value)))
    });
    let together = [
        json!({ "quirks": "default" }),
        json!({ "quirks": "all", "update_wipes": true, "empty_alternate": true }),
    ];
    let strict = json!({ "quirks": "none", "update_wipes": false, "empty_alternate": false });
    [vec![strict], alone.to_vec(), together.to_vec()].concat()
}

/// What was said, by the name of the call.
type Said = Vec<(String, String)>;

fn assert_same(strict: &Said, said: &Said, settings: &Value) {
    assert_eq!(strict.len(), said.len());
    for (one, other) in strict.iter().zip(said) {
        assert_eq!(one, other, "with {settings}");
    }
}

#[tokio::test]
async fn no_manner_of_the_sandbox_is_forgotten() {
    let account = Account::new().await;
    let settings = account.control("/settings", json!({})).await;
    let switches = settings
        .as_object()
        .unwrap()
        .iter()
        .filter(|(_, value)| value.is_boolean());
    for (name, _) in switches {
        let name = name.as_str();
        assert!(MANNERS.contains(&name) || OTHERS.contains(&name), "{name}");
    }
}
