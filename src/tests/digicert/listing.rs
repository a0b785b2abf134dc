//! Lists of orders, from a sandbox and in the odd forms that answers may have.

use std::time::Duration;

use jiff::ToSpan;
use pkio_desk::digicert::{Created, ListedOrder, OrderPage, OrderQuery, ReadError};
use pkio_desk::domain::csr;
use pkio_desk::domain::ids::RemoteOrderId;
use pkio_desk::domain::order::{OrderRequest, RemoteStatus};

use super::account::Account;
use super::orders;
use super::reading::line;
use super::server::{Server, json};

fn named(name: &str) -> OrderRequest {
    OrderRequest {
        common_name: Some(name.to_owned()),
        dns_names: vec![name.to_owned()],
        ..orders::without_oin()
    }
}

fn ids(page: &OrderPage) -> Vec<RemoteOrderId> {
    page.orders.iter().map(|order| order.id).collect()
}

#[tokio::test]
async fn orders_are_listed_page_by_page_to_the_end_and_no_further() {
    let account = Account::new().await;
    let mut placed = Vec::new();
    for nth in 0..5 {
        placed.push(account.place(&named("a.example.com"), &format!("own-{nth}")).await);
    }
    let asked_before = account.calls("GET").await;
    let mut found = Vec::new();
    let mut next = Some(OrderQuery {
        common_name: Some("a.example.com".to_owned()),
        limit: 2,
        ..OrderQuery::default()
    });
    while let Some(query) = next {
        let page = account.client.orders(&query).await.unwrap();
        assert_eq!(
            (page.told.total, page.told.limit, page.told.offset),
            (Some(5), Some(2), Some(query.offset))
        );
        found.extend(ids(&page));
        next = query.after(&page);
    }
    assert_eq!(found, placed);
    assert_eq!(account.calls("GET").await - asked_before, 3);
    let beyond = OrderQuery {
        common_name: Some("a.example.com".to_owned()),
        offset: 5,
        ..OrderQuery::default()
    };
    let page = account.client.orders(&beyond).await.unwrap();
    assert_eq!((page.orders.as_slice(), beyond.after(&page)), ([].as_slice(), None));
}

#[tokio::test]
async fn filters_and_sorting_reach_the_account() {
    let account = Account::new().await;
    let one = account.place(&named("one.example.com"), "own-1").await;
    let two = account.place(&named("two.example.com"), "own-2").await;
    let found = async |query: OrderQuery| ids(&account.client.orders(&query).await.unwrap());
    let of = |name: &str| OrderQuery {
        common_name: Some(name.to_owned()),
        ..OrderQuery::default()
    };
    assert_eq!(found(of("one.example.com")).await, [one]);
    assert_eq!(found(of("three.example.com")).await, []);
    assert_eq!(found(of("%.example.com")).await, [one, two]);
    for (product, expected) in [("pkio_private_services_server", vec![one]), ("ssl_basic", vec![])] {
        let query = OrderQuery {
            product: Some(product.to_owned()),
            ..of("one.example.com")
        };
        assert_eq!(found(query).await, expected, "{product}");
    }
    let order = account.client.order(one).await.unwrap();
    let today = order.date_created.unwrap().to_zoned(jiff::tz::TimeZone::UTC).date();
    for (created, expected) in [
        (Created::Since(today), vec![one]),
        (Created::Since(today + 1.week()), vec![]),
        (Created::Between(today, today), vec![one]),
        (Created::Between(today - 30.days(), today - 7.days()), vec![]),
    ] {
        let query = OrderQuery {
            created: Some(created),
            ..of("one.example.com")
        };
        assert_eq!(found(query).await, expected, "{created:?}");
    }
}

#[tokio::test]
async fn a_listed_order_says_what_the_order_itself_says() {
    let account = Account::new().await;
    let id = account.place(&named("a.example.com"), "own").await;
    let page = account.client.orders(&OrderQuery::default()).await.unwrap();
    let listed = page.orders.iter().find(|order| order.id == id).unwrap();
    let order = account.client.order(id).await.unwrap();
    assert_eq!(listed.status, order.status);
    assert_eq!(listed.date_created, order.date_created);
    assert_eq!(listed.certificate_id(), order.certificate_id());
    assert_eq!(listed.common_name(), Some("a.example.com"));
    assert_eq!(listed.dns_names(), ["a.example.com"]);
    assert_eq!(listed.product_name_id(), Some("pkio_private_services_server"));
    assert_eq!(
        listed.organization.as_ref().unwrap().id,
        order.organization.as_ref().unwrap().id
    );
    assert_eq!(
        listed.container.as_ref().unwrap().id,
        order.container.as_ref().unwrap().id
    );
    assert_eq!(listed.price, order.price);
    let (one, other) = (
        listed.certificate.as_ref().unwrap(),
        order.certificate.as_ref().unwrap(),
    );
    assert!(one.serial_number.is_some());
    assert_eq!(
        (&one.serial_number, one.valid_from, one.valid_till),
        (&other.serial_number, other.valid_from, other.valid_till)
    );
    // The list has no CSR; the order's own leads to the key it was placed with.
    assert_eq!(one.csr, None);
    let key = |csr: &str| csr::read(csr).unwrap().spki_sha256();
    assert_eq!(
        key(order.csr().unwrap()),
        orders::without_oin().csr.unwrap().spki_sha256()
    );
}

#[tokio::test]
async fn a_query_is_written_as_documented() {
    let server = Server::that_answers(200, r#"{"page":{"total":0}}"#).await;
    let query = OrderQuery {
        product: Some("pkio_private_services_server".to_owned()),
        common_name: Some("a.example.com".to_owned()),
        created: Some(Created::Since("2026-03-10".parse().unwrap())),
        limit: 5000,
        offset: 0,
    };
    assert_eq!(server.client().orders(&query).await.unwrap().orders, []);
    assert_eq!(
        line(&server),
        "GET /services/v2/order/certificate?filters%5Bproduct_name_id%5D=pkio_private_services_server\
         &filters%5Bcommon_name%5D=a.example.com&filters%5Bdate_created%5D=%3E2026-03-08\
         &sort=order_id&limit=1000&offset=0 HTTP/1.1"
    );
    let all = Server::that_answers(200, r#"{"orders":[]}"#).await;
    assert_eq!(all.client().orders(&OrderQuery::default()).await.unwrap().orders, []);
    assert_eq!(
        line(&all),
        "GET /services/v2/order/certificate?sort=order_id&limit=1000&offset=0 HTTP/1.1"
    );
}

#[tokio::test]
async fn recorded_and_bare_entries_are_read() {
    let server = Server::that_answers(
        200,
        r#"{"orders":[
            {"id":"701200345","certificate":{"id":702300456,"common_name":"dienst.voorbeeld.nl","serial_number":"0A1B",
                "dns_names":["dienst.voorbeeld.nl"],"valid_from":"2026-03-02","valid_till":"2027-03-01"},
                "status":"issued","date_created":"2026-03-01T09:12:44+00:00","organization":[],"container":{"id":679001},
                "product":{"name_id":"pkio_private_services_server"},"price":238,"is_multi_year_plan":"1"},
            {"id":7,"certificate":[],"status":"awaiting_moon","product_name_id":"ssl_basic","date_created":"soon"},
            {"id":8}],"page":{"total":"3","limit":1000,"offset":0}}"#,
    )
    .await;
    let page = server.client().orders(&OrderQuery::default()).await.unwrap();
    let [full, odd, bare]: &[ListedOrder; 3] = page.orders.as_slice().try_into().unwrap();
    assert_eq!(
        (full.id.0, full.status.clone()),
        (701_200_345, Some(RemoteStatus::Issued))
    );
    assert_eq!(full.price.as_deref(), Some("238"));
    assert_eq!(
        (full.organization.as_ref(), &full.container.as_ref().unwrap().id),
        (None, &"679001".to_owned())
    );
    assert_eq!(odd.status, Some(RemoteStatus::Other("awaiting_moon".to_owned())));
    assert_eq!(
        (odd.product_name_id(), odd.date_created, odd.certificate_id()),
        (Some("ssl_basic"), None, None)
    );
    assert_eq!((bare.id.0, bare.status.as_ref(), bare.common_name()), (8, None, None));
    assert_eq!(page.told.total, Some(3));
}

#[tokio::test]
async fn that_there_are_none_is_never_concluded_from_an_unclear_list() {
    for (status, body) in [
        (200, "{}"),
        (200, "[]"),
        (200, r#"{"errors":[{"code":"odd","message":"Odd."}]}"#),
        (200, r#"{"page":{"total":3,"limit":1000,"offset":0}}"#),
        (200, r#"{"orders":[{"id":7},{}],"page":{"total":2}}"#),
        (200, r#"{"orders":[{"id":7}],"page":{"offset":1000}}"#),
        (
            404,
            r#"{"errors":[{"code":"not_found|route","message":"The specified route was not found."}]}"#,
        ),
        (200, "<html>"),
    ] {
        let server = Server::that_answers(status, body).await;
        assert!(
            server.client().orders(&OrderQuery::default()).await.is_err(),
            "{status} {body}"
        );
    }
}

#[tokio::test]
async fn status_changes_tell_what_changed_and_nothing_when_nothing_did() {
    let account = Account::new().await;
    let minute = Duration::from_secs(60);
    assert_eq!(account.client.status_changes(minute).await.unwrap(), []);
    let id = account.place(&orders::without_oin(), "own").await;
    let changes = account.client.status_changes(minute).await.unwrap();
    let order = account.client.order(id).await.unwrap();
    let told: Vec<_> = changes
        .iter()
        .map(|change| (change.id, change.certificate_id, change.status.clone()))
        .collect();
    assert_eq!(told, [(id, order.certificate_id(), order.status)]);
    // Longer than DigiCert allows is cut to what it allows, in which more has changed.
    let week = account.client.status_changes(Duration::MAX).await.unwrap();
    assert!(week.len() > changes.len() && week.contains(changes.first().unwrap()));
}

#[tokio::test]
async fn status_changes_are_asked_for_in_whole_seconds_upwards() {
    let server = Server::that_does([
        json(200, "{}"),
        json(200, r#"{"orders":[{"order_id":7},{"order_id":"x"}]}"#),
    ])
    .await;
    let client = server.client();
    assert_eq!(client.status_changes(Duration::from_millis(90_500)).await.unwrap(), []);
    assert_eq!(
        line(&server),
        "GET /services/v2/order/certificate/status-changes?seconds=91 HTTP/1.1"
    );
    assert!(matches!(
        client.status_changes(Duration::ZERO).await,
        Err(ReadError::Unreadable { status: 200, .. })
    ));
    let last = server.requests().pop().unwrap();
    assert!(last.starts_with("GET /services/v2/order/certificate/status-changes?seconds=1 "));
}
