//! The control page, as a browser meets it.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]

mod forms;
mod strangers;

use std::collections::HashSet;

use reqwest::{Method, RequestBuilder, Response};
use scraper::{ElementRef, Html, Selector};
use serde_json::{Value, json};

use crate::sandbox::bench::{Bench, good_order, order_with};

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
