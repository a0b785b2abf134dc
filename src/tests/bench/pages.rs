//! The history page beside a handler that does nothing and one that does the same by hand; the weight of everything.

use std::fmt::Write;
use std::time::Duration;

use axum::Router;
use axum::response::Html;
use axum::routing::get;
use pkio_desk::store::{HistoryQuery, Store};
use reqwest::Client;
use reqwest::header::{ACCEPT_ENCODING, CONTENT_TYPE, COOKIE, SET_COOKIE};

use super::desk::{Desk, ORDERS, PASSWORD, USERNAME, serve};
use super::load::{CONNECTIONS, Figures, measure};

const LENGTH: Duration = Duration::from_secs(5);

const PAGES: [&str; 11] = [
    "/login",
    "/orders",
    "/orders?show=drafts",
    "/orders/new",
    "/orders/1",
    "/orders/1/edit",
    "/orders/1/check",
    "/settings",
    "/people",
    "/account",
    "/nowhere",
];

pub(super) async fn sign_in(client: &Client, url: &str) -> String {
    let body = format!("username={USERNAME}&password={PASSWORD}");
    let request = client
        .post(format!("{url}/login"))
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer = request.body(body).send().await.unwrap();
    assert_eq!(answer.status(), 303);
    let cookie = answer.headers()[SET_COOKIE].to_str().unwrap();
    cookie.split(';').next().unwrap().to_owned()
}

async fn page(client: &Client, url: &str, cookie: &str, encoding: &str) -> Vec<u8> {
    let request = client.get(url).header(COOKIE, cookie).header("accept", "text/html");
    let answer = request.header(ACCEPT_ENCODING, encoding).send().await.unwrap();
    answer.bytes().await.unwrap().to_vec()
}

/// The fifty rows and their texts in the shortest way there is: no layout, no navigation, no translation.
async fn by_hand(store: Store) -> Html<String> {
    let found = store.history().page(&HistoryQuery::default(), None, 50).await.unwrap();
    let mut html = String::from("<!DOCTYPE html><title>Orders</title><table>");
    let safe = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    for row in found.rows {
        write!(
            html,
            "<tr><th><a href=\"/orders/{0}\">{0}</a><td>{1}<td>{2}<td>{3}<td>{4}<td>{5}<td>{6}",
            row.id,
            safe(&row.common_name),
            safe(row.organization_name.as_deref().unwrap_or(&row.organization_id)),
            row.state.word(),
            row.remote_id.map(|id| id.to_string()).unwrap_or_default(),
            safe(&row.owner),
            row.created_at,
        )
        .unwrap();
    }
    html.push_str("</table>");
    Html(html)
}

fn say(what: &str, figures: &Figures, than: &Figures) {
    println!(
        "{what:<46} {:>8.0}/s  p50 {:>7.2} ms  p99 {:>7.2} ms  {:>7} bytes   1:{:.1}",
        figures.per_second,
        figures.p50.as_secs_f64() * 1e3,
        figures.p99.as_secs_f64() * 1e3,
        figures.bytes,
        than.per_second / figures.per_second,
    );
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "prints figures; make bench runs it"]
async fn the_history_page_beside_the_least_that_could_be_done() {
    let desk = Desk::start().await;
    let url = format!("http://{}", desk.address);
    let client = Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap();
    let cookie = sign_in(&client, &url).await;
    let bytes = page(&client, &format!("{url}/orders"), &cookie, "identity").await;
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(text.matches("<tr").count(), 51);
    let same = Router::new().route("/orders", get(move || async move { Html(text.clone()) }));
    let same = serve(same).await;
    let store = desk.store.clone();
    let hand = Router::new().route("/orders", get(move || by_hand(store.clone())));
    let hand = serve(hand).await;

    let signed_in = format!("cookie: {cookie}\r\n");
    let bare = measure(same, "/orders", "", LENGTH).await;
    let rows = measure(hand, "/orders", "", LENGTH).await;
    let whole = measure(desk.address, "/orders", &signed_in, LENGTH).await;
    let brotli = measure(
        desk.address,
        "/orders",
        &format!("{signed_in}accept-encoding: br\r\n"),
        LENGTH,
    )
    .await;
    let health = measure(desk.address, "/healthz", "", LENGTH).await;
    println!("\n{ORDERS} orders in SQLite, {CONNECTIONS} connections, client and server on the same processors:");
    say("a handler that returns the bytes of the page", &bare, &bare);
    say("a handler that reads the rows, HTML by hand", &rows, &bare);
    say("the history page, signed in", &whole, &bare);
    say("the same with brotli", &brotli, &bare);
    say("/healthz: the layers and no page", &health, &bare);
    println!(
        "the page takes {:.1} times what reading the rows takes",
        rows.per_second / whole.per_second
    );
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "prints figures; make bench runs it"]
async fn the_weight_of_pages_and_assets() {
    let desk = Desk::start().await;
    let url = format!("http://{}", desk.address);
    let client = Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap();
    let cookie = sign_in(&client, &url).await;
    println!("\n{:<40} {:>9} {:>9}", "bytes", "plain", "brotli");
    for path in PAGES {
        let url = format!("{url}{path}");
        let cookie = if path == "/login" { "" } else { &cookie };
        let plain = page(&client, &url, cookie, "identity").await.len();
        let brotli = page(&client, &url, cookie, "br").await.len();
        println!("{path:<40} {plain:>9} {brotli:>9}");
    }
    let mut assets: Vec<_> = desk.state.assets().weights().collect();
    assets.sort_unstable();
    for (name, plain, brotli) in assets {
        let brotli = brotli.map(|bytes| bytes.to_string()).unwrap_or_default();
        println!("{name:<40} {plain:>9} {brotli:>9}");
    }
}
