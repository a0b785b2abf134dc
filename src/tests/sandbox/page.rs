//! The control page, as a browser meets it, and what other sites in that browser may not do.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]

use std::collections::HashSet;

use reqwest::{Method, RequestBuilder, Response};
use scraper::{ElementRef, Html, Selector};
use serde_json::{Value, json};

use super::bench::{Bench, good_order, order_with};

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

/// A form as a browser sends it.
fn form(bench: &Bench, route: &str, fields: &[(&str, &str)]) -> RequestBuilder {
    let body: Vec<String> = fields
        .iter()
        .map(|(name, value)| {
            format!(
                "{name}={}",
                value.replace('&', "%26").replace('+', "%2B").replace(' ', "+")
            )
        })
        .collect();
    let request = bench.client.post(format!("{}{route}", bench.sandbox.control_url()));
    request
        .header("content-type", "application/x-www-form-urlencoded")
        .header("accept", "text/html")
        .body(body.join("&"))
}

/// Sends a form that must be taken.
async fn send(bench: &Bench, route: &str, fields: &[(&str, &str)]) {
    let response = form(bench, route, fields).send().await.unwrap();
    assert_eq!(
        (response.status().as_u16(), &response.headers()["location"]),
        (303, &"/control".parse().unwrap())
    );
}

async fn page(bench: &Bench) -> Response {
    let request = bench.client.get(bench.sandbox.control_url());
    request
        .header("accept", "text/html,application/xhtml+xml,*/*;q=0.8")
        .send()
        .await
        .unwrap()
}

async fn shown(bench: &Bench) -> Html {
    Html::parse_document(&page(bench).await.text().await.unwrap())
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().trim().to_owned()
}

async fn faults(bench: &Bench) -> Value {
    bench.control(Method::GET, "/faults", None).await.1["faults"].clone()
}

#[tokio::test]
async fn the_page_is_for_browsers_and_programs_get_json() {
    let bench = Bench::new().await;
    let (status, overview) = bench.control(Method::GET, "", None).await;
    assert_eq!(
        (status, &overview["faults"], &overview["orders"]),
        (200, &json!([]), &json!(0))
    );
    let page = page(&bench).await;
    assert_eq!(
        (page.status().as_u16(), &page.headers()["content-type"]),
        (200, &"text/html; charset=utf-8".parse().unwrap())
    );
    let policy = page.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
    let page = Html::parse_document(&page.text().await.unwrap());
    assert!(all(&page, "script, [style], [onclick]").is_empty());
    let style = bench
        .client
        .get(format!("{}/style.css", bench.sandbox.control_url()))
        .send()
        .await
        .unwrap();
    assert_eq!(
        (style.status().as_u16(), &style.headers()["content-type"]),
        (200, &"text/css; charset=utf-8".parse().unwrap())
    );
    assert!(style.text().await.unwrap().contains("color-scheme: light dark"));
}

#[tokio::test]
async fn every_field_has_a_label_and_every_id_is_there_once() {
    let bench = Bench::new().await;
    bench.place(good_order()).await;
    bench.fault(json!({ "fault": "html" })).await;
    let wrong = form(&bench, "/faults", &[("fault", "html"), ("times", "x")])
        .send()
        .await
        .unwrap();
    for page in [shown(&bench).await, Html::parse_document(&wrong.text().await.unwrap())] {
        let ids: Vec<&str> = all(&page, "[id]")
            .iter()
            .map(|found| found.value().id().unwrap())
            .collect();
        assert_eq!(ids.len(), ids.iter().collect::<HashSet<_>>().len(), "{ids:?}");
        let labels: Vec<&str> = all(&page, "label")
            .iter()
            .map(|label| label.attr("for").unwrap())
            .collect();
        let fields = all(&page, "input:not([type=hidden]), select");
        assert!(fields.len() > 10);
        for field in fields {
            assert!(labels.contains(&field.attr("id").unwrap()));
            for described in field.attr("aria-describedby").unwrap_or_default().split_whitespace() {
                assert!(ids.contains(&described), "{described}");
            }
        }
    }
}

#[tokio::test]
async fn what_comes_from_outside_is_only_text() {
    let bench = Bench::new().await;
    let evil = "/<script>alert(1)</script>\"'&";
    bench
        .fault(json!({ "fault": "html", "path": evil, "method": "<b>" }))
        .await;
    bench
        .place(order_with(|order| order["alternative_order_id"] = json!("<i>mine</i>")))
        .await;
    bench.get("/user/<script>?<script>=\"'").await;
    let page = shown(&bench).await;
    assert!(all(&page, "script, td b, i").is_empty());
    let cells: Vec<String> = all(&page, "td").into_iter().map(text).collect();
    for expected in [evil, "<b>", "<i>mine</i>"] {
        assert!(cells.iter().any(|cell| cell == expected), "{expected}: {cells:?}");
    }
    let wrong = form(
        &bench,
        "/faults",
        &[("fault", "html"), ("path", "\"><script>x</script>")],
    );
    let page = Html::parse_document(&wrong.send().await.unwrap().text().await.unwrap());
    assert!(all(&page, "script").is_empty());
    assert_eq!(all(&page, "#path")[0].attr("value"), Some("\"><script>x</script>"));
}

#[tokio::test]
async fn a_fault_is_added_and_cleared_by_forms() {
    let bench = Bench::new().await;
    let fields = [
        ("fault", "status"),
        ("method", "GET"),
        ("path", "/user/*"),
        ("times", "2"),
        ("seconds", ""),
        ("status", "503"),
        ("after_taking", "yes"),
    ];
    send(&bench, "/faults", &fields).await;
    send(&bench, "/faults", &[("fault", "needs-approval")]).await;
    let waiting = faults(&bench).await;
    assert_eq!(
        waiting[0],
        json!({ "fault": "status", "method": "GET", "path": "/user/*", "times": 2, "status": 503, "after_taking": true })
    );
    assert_eq!((&waiting[1]["path"], &waiting[1]["times"]), (&json!("*"), &json!(1)));
    assert_eq!(bench.get("/user/me").await.0, 503);
    send(&bench, "/faults", &[("_method", "delete")]).await;
    assert_eq!(faults(&bench).await, json!([]));
    send(&bench, "/faults", &[("fault", "cut-on-accept"), ("times", "3")]).await;
    bench.sandbox.clear_faults();
    assert_eq!(bench.get("/user/me").await.0, 200);
}

#[tokio::test]
async fn every_fault_the_page_offers_is_one() {
    let bench = Bench::new().await;
    let page = shown(&bench).await;
    let offered: Vec<String> = all(&page, "#fault option")
        .iter()
        .map(|option| option.attr("value").unwrap().to_owned())
        .collect();
    assert!(offered.len() > 10);
    for kind in &offered {
        send(&bench, "/faults", &[("fault", kind)]).await;
    }
    let waiting = faults(&bench).await;
    let names: Vec<&str> = waiting
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| fault["fault"].as_str().unwrap())
        .collect();
    assert_eq!(names, offered);
}

#[tokio::test]
async fn bad_input_gets_a_sentence_and_stays_there() {
    let bench = Bench::new().await;
    for (route, fields, sentence, id) in [
        (
            "/faults",
            [("fault", "html"), ("times", "many")],
            "Times must be a whole number from 1 to 100000.",
            "times",
        ),
        (
            "/faults",
            [("fault", "html"), ("times", "0")],
            "Times must be a whole number",
            "times",
        ),
        (
            "/faults",
            [("fault", "html"), ("seconds", "-3")],
            "Seconds must be a whole number",
            "seconds",
        ),
        (
            "/faults",
            [("fault", "html"), ("status", "99")],
            "Status must be a whole number",
            "status",
        ),
        (
            "/faults",
            [("fault", "html"), ("path", "user")],
            "A path begins with",
            "path",
        ),
        (
            "/faults",
            [("fault", "cut-on-accept"), ("times", "x")],
            "Times must be a whole number",
            "cut",
        ),
        (
            "/listener",
            [("x", "y"), ("closed_seconds", "soon")],
            "Seconds must be a whole number",
            "closed",
        ),
        (
            "/settings",
            [("without_csr", "yes"), ("issue_after", "late")],
            "Seconds until a certificate must",
            "issue-after",
        ),
    ] {
        let response = form(&bench, route, &fields).send().await.unwrap();
        assert_eq!(response.status(), 422, "{fields:?}");
        let page = Html::parse_document(&response.text().await.unwrap());
        let troubles = all(&page, "[role=alert]");
        assert_eq!(troubles.len(), 1, "{fields:?}");
        assert!(text(troubles[0]).contains(sentence), "{}", text(troubles[0]));
        let field = all(&page, &format!("#{id}"))[0];
        assert_eq!(
            (field.attr("value"), field.attr("aria-invalid")),
            (Some(fields[1].1), Some("true"))
        );
        assert!(field.attr("aria-describedby").unwrap().contains("trouble"));
    }
    let unknown = form(&bench, "/faults", &[("fault", "earthquake")])
        .send()
        .await
        .unwrap();
    assert_eq!(unknown.status(), 422);
    assert_eq!(faults(&bench).await, json!([]));
    assert_eq!(
        bench.control(Method::GET, "/settings", None).await.1["without_csr"],
        false
    );
}

#[tokio::test]
async fn the_settings_are_saved_as_they_stand_in_the_form() {
    let bench = Bench::new().await;
    let fields = [
        ("issue_after", ""),
        ("answer_form", "requests"),
        ("ignore_reference", "yes"),
        ("without_csr", "yes"),
    ];
    send(&bench, "/settings", &fields).await;
    let expected = json!({ "answer_form": "requests", "issue_after": null, "empty_alternate": false, "multi_year_plans": false,
        "rate_limits": false, "ignore_reference": true, "without_csr": true });
    assert_eq!(bench.control(Method::GET, "/settings", None).await.1, expected);
    let page = shown(&bench).await;
    let ticked: Vec<&str> = all(&page, "[type=checkbox][checked]")
        .iter()
        .map(|found| found.attr("name").unwrap())
        .collect();
    assert_eq!(ticked, ["ignore_reference", "without_csr"]);
    assert_eq!(
        all(&page, "#answer-form option[selected]")[0].attr("value"),
        Some("requests")
    );
    assert_eq!(all(&page, "#issue-after")[0].attr("value"), None);
}

#[tokio::test]
async fn orders_with_the_same_reference_or_key_stand_out_as_text() {
    let bench = Bench::new().await;
    for reference in ["once", "twice", "twice"] {
        bench
            .place(order_with(|order| order["alternative_order_id"] = json!(reference)))
            .await;
    }
    let page = shown(&bench).await;
    let rows: Vec<Vec<String>> = all(&page, "[aria-label='Orders for each reference'] tbody tr")
        .into_iter()
        .map(|row| row.child_elements().map(text).collect())
        .collect();
    assert_eq!(rows, [["twice", "2, more than once"], ["once", "1"]]);
    let keys = all(&page, "[aria-label='Orders for each key'] strong");
    assert_eq!(keys.into_iter().map(text).collect::<Vec<_>>(), ["3, more than once"]);
    assert_eq!(all(&page, "[aria-label^='The last calls'] tbody tr").len(), 3);
    send(&bench, "/calls", &[("_method", "delete")]).await;
    send(&bench, "/reset", &[]).await;
    assert!(all(&shown(&bench).await, "strong").is_empty());
    assert_eq!(bench.count().await, 0);
}

#[tokio::test]
async fn held_calls_are_shown_and_let_go_by_a_button() {
    let bench = Bench::new().await;
    bench
        .fault(json!({ "path": "/user/me", "fault": "hold-before-taking" }))
        .await;
    let me = bench.client.get(format!("{}/user/me", bench.sandbox.base_url())).send();
    let pending = tokio::spawn(me);
    bench.sandbox.until_held(1).await;
    let page = shown(&bench).await;
    assert_eq!(all(&page, "[aria-label^='Calls that wait'] tbody tr").len(), 1);
    send(&bench, "/holds", &[("_method", "delete")]).await;
    assert_eq!(pending.await.unwrap().unwrap().status(), 403);
}

#[tokio::test]
async fn who_closes_the_listener_is_told_so_before_it_is_shut() {
    let bench = Bench::new().await;
    let response = form(&bench, "/listener", &[("closed_seconds", "600")])
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 200);
    assert!(
        response
            .text()
            .await
            .unwrap()
            .contains("For 600 seconds nobody can connect")
    );
    assert!(
        bench
            .client
            .get(bench.sandbox.control_url())
            .send()
            .await
            .unwrap_err()
            .is_connect()
    );
    bench.sandbox.open_listener().await;
    assert_eq!(page(&bench).await.status(), 200);
}

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
