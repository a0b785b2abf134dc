//! What another site in the same browser may not do.
#![expect(clippy::unwrap_used, reason = "a failed assumption should fail the test")]

use serde_json::json;

use super::{faults, form};
use crate::sandbox::bench::{Bench, good_order};

/// Every form a person can send from the page: its route and its fields.
const FORMS: [(&str, &[(&str, &str)]); 9] = [
    ("/faults", &[("fault", "html"), ("path", "*"), ("times", "1")]),
    ("/faults", &[("fault", "cut-on-accept"), ("times", "1")]),
    ("/faults", &[("_method", "delete")]),
    ("/holds", &[("_method", "delete")]),
    ("/listener", &[("closed_seconds", "60")]),
    ("/settings", &[("answer_form", "issued")]),
    ("/limits", &[("_method", "delete")]),
    ("/calls", &[("_method", "delete")]),
    ("/reset", &[]),
];

#[tokio::test]
async fn another_site_in_the_same_browser_changes_nothing() {
    let bench = Bench::new().await;
    bench.place(good_order()).await;
    bench.fault(json!({ "fault": "two-errors" })).await;
    let address = bench.sandbox.address();
    let own = format!("http://{address}");
    let other_port = format!("http://{}:1", address.ip());
    for (name, value) in [
        ("origin", "https://attacker.example"),
        ("origin", "null"),
        ("origin", other_port.as_str()),
        ("origin", ""),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("host", "attacker.example"),
    ] {
        for (route, fields) in FORMS {
            let response = form(&bench, route, fields).header(name, value).send().await.unwrap();
            assert_eq!(response.status(), 403, "{route} {name}: {value}");
        }
        let url = format!("{}/faults", bench.sandbox.control_url());
        let plain = bench
            .client
            .post(url)
            .header("content-type", "text/plain")
            .header(name, value);
        assert_eq!(
            plain.body(r#"{"fault":"html"}"#).send().await.unwrap().status(),
            403,
            "{name}: {value}"
        );
    }
    let seen = bench
        .client
        .get(format!("{}/orders", bench.sandbox.control_url()))
        .header("host", "attacker.example:80");
    assert_eq!(seen.send().await.unwrap().status(), 403);
    assert_eq!(
        (bench.count().await, faults(&bench).await.as_array().unwrap().len()),
        (1, 1)
    );
    for (name, value) in [
        ("origin", own.as_str()),
        ("sec-fetch-site", "same-origin"),
        ("sec-fetch-site", "none"),
    ] {
        let response = form(&bench, "/faults", &[("fault", "html")])
            .header(name, value)
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), 303, "{name}: {value}");
    }
}
