//! The reading calls: what they ask for, and all the loose typing their answers were seen with.

use pkio_desk::digicert::ReadError;
use pkio_desk::domain::ids::{CertificateId, RemoteOrderId};
use pkio_desk::domain::order::RemoteStatus;

use super::server::{Server, json};

/// The first line of the only request.
pub(crate) fn line(server: &Server) -> String {
    server.requests().first().unwrap().lines().next().unwrap().to_owned()
}

fn day(text: &str) -> Option<jiff::civil::Date> {
    text.parse().ok()
}

#[tokio::test]
async fn me_is_read_from_the_recorded_form() {
    let server = Server::that_answers(
        200,
        r#"{"id":151001,"username":"cas","account_id":7,"first_name":"Cas","last_name":"Aanvrager",
            "email":"cas@voorbeeld.nl","status":"active","last_login_date":"2020-05-01 15:47:26",
            "container":{"id":357001,"public_id":"x","name":"Voorbeeld B.V.","parent_id":0,"is_active":true},
            "access_roles":[{"id":1,"name":"Administrator"},{"id":"5","name":"Standard user"}],
            "type":"standard","has_container_assignments":false}"#,
    )
    .await;
    let me = server.client().me().await.unwrap();
    assert_eq!(line(&server), "GET /services/v2/user/me HTTP/1.1");
    assert!(
        server
            .requests()
            .first()
            .unwrap()
            .contains("content-type: application/json")
    );
    assert_eq!(
        (me.id.as_str(), me.name().as_str(), me.is_service_user()),
        ("151001", "Cas Aanvrager", false)
    );
    let roles: Vec<_> = me
        .access_roles
        .iter()
        .map(|role| (role.id.as_str(), role.name.as_deref()))
        .collect();
    assert_eq!(roles, [("1", Some("Administrator")), ("5", Some("Standard user"))]);
    assert_eq!(me.container.unwrap().id, "357001");
}

#[tokio::test]
async fn a_service_user_without_name_and_roles_is_read_too() {
    let server = Server::that_answers(
        200,
        r#"{"id":"9","username":"desk","container":[],"type":"service_user"}"#,
    )
    .await;
    let me = server.client().me().await.unwrap();
    assert_eq!(
        (me.name().as_str(), me.is_service_user(), me.container),
        ("desk", true, None)
    );
    assert!(me.access_roles.is_empty());
}

#[tokio::test]
async fn a_user_is_read_as_a_person_with_a_users_id() {
    let server = Server::that_does([
        json(
            200,
            r#"{"id":2812497,"username":"john","first_name":"John","last_name":"Doe","email":"john.doe@johndoe.com",
                "job_title":"Engineer","telephone":18019034284,"status":"active","container":[],"access_roles":[]}"#,
        ),
        json(200, r#"{"id":"7","job_title":"","telephone":null}"#),
        json(200, r#"{"first_name":"Nobody"}"#),
        json(404, r#"{"errors":[{"code":"not_found|user","message":"Not found."}]}"#),
    ])
    .await;
    let client = server.client();
    let john = client.user("2812497").await.unwrap();
    assert_eq!(line(&server), "GET /services/v2/user/2812497 HTTP/1.1");
    assert_eq!((john.id, john.user_id.as_deref()), (None, Some("2812497")));
    assert_eq!(
        [
            john.first_name,
            john.last_name,
            john.email,
            john.job_title,
            john.telephone
        ]
        .map(Option::unwrap),
        ["John", "Doe", "john.doe@johndoe.com", "Engineer", "18019034284"]
    );
    let bare = client.user("7").await.unwrap();
    assert_eq!(
        (bare.user_id.as_deref(), bare.job_title, bare.telephone),
        (Some("7"), None, None)
    );
    assert!(matches!(
        client.user("7").await,
        Err(ReadError::Unreadable { status: 200, .. })
    ));
    assert!(matches!(client.user("8").await, Err(ReadError::NotFound)));
}

#[tokio::test]
async fn a_product_says_what_is_agreed_to_and_how_long_an_order_may_run() {
    let cases = [
        (
            r#"{"allowed_order_validity_years":["1",2,3],"license_agreement":"You agree."}"#,
            Some(true),
        ),
        (
            r#"{"max_multi_year_order_validity_years":"3","license_agreement":"You agree."}"#,
            Some(true),
        ),
        (
            r#"{"allowed_order_validity_years":[1],"max_multi_year_order_validity_years":1}"#,
            Some(false),
        ),
        (
            r#"{"max_multi_year_order_validity_years":null,"allowed_order_validity_years":"soon"}"#,
            None,
        ),
        (r#"{"license_agreement":[]}"#, None),
    ];
    let server = Server::that_does(cases.map(|(body, _)| json(200, body))).await;
    let client = server.client();
    for (body, plans) in cases {
        let product = client.product("any").await.unwrap();
        assert_eq!(product.multi_year_plans(), plans, "{body}");
        let agreement = body.contains("You agree.").then_some("You agree.");
        assert_eq!(product.license_agreement.as_deref(), agreement, "{body}");
    }
}

#[tokio::test]
async fn account_and_balance_are_read_with_numbers_or_texts() {
    let server = Server::that_does([
        json(
            200,
            r#"{"id":7,"primary_organization_name":"Voorbeeld B.V.",
                "root_container_id":"357001","ent_support_plan":"1"}"#,
        ),
        json(
            200,
            r#"{"balance":"454.00","currency":"EUR","unpaid_invoice_balance":"0.00","negative_balance_limit":"2000.00",
                "used_credit_from_other_containers":"0.00","total_available_funds":"2454.00"}"#,
        ),
        json(
            200,
            r#"{"balance":454,"currency":"EUR","unlimited_negative_balance":"1"}"#,
        ),
    ])
    .await;
    let client = server.client();
    let account = client.account().await.unwrap();
    assert_eq!(
        (account.id.as_str(), account.root_container_id.as_deref()),
        ("7", Some("357001"))
    );
    let limited = client.balance(Some("357001")).await.unwrap();
    assert_eq!(
        (limited.balance.as_str(), limited.total_available_funds.as_deref()),
        ("454.00", Some("2454.00"))
    );
    let unlimited = client.balance(None).await.unwrap();
    assert_eq!(
        (unlimited.balance.as_str(), unlimited.unlimited_negative_balance),
        ("454", Some(true))
    );
    let lines: Vec<String> = server
        .requests()
        .iter()
        .map(|request| request.lines().next().unwrap().to_owned())
        .collect();
    assert_eq!(
        lines,
        [
            "GET /services/v2/account HTTP/1.1",
            "GET /services/v2/finance/balance?container_id=357001 HTTP/1.1",
            "GET /services/v2/finance/balance HTTP/1.1",
        ]
    );
}

#[tokio::test]
async fn a_product_brings_its_platforms() {
    let server = Server::that_does([
        json(
            200,
            r#"{"name_id":"pkio_private_services_server","name":"PKIo Private Services Server","type":"ssl_certificate",
                "allowed_validity_years":["1",2],"csr_required":1,"additional_dns_names_allowed":"1",
                "server_platforms":[{"id":-1,"name":"OTHER","install_url":"http://x"},{"id":"59","name":"X"},{}]}"#,
        ),
        json(
            404,
            r#"{"errors":[{"code":"not_found|product","message":"Not found."}]}"#,
        ),
    ])
    .await;
    let client = server.client();
    let product = client.product("pkio_private_services_server").await.unwrap();
    assert_eq!(
        line(&server),
        "GET /services/v2/product/pkio_private_services_server HTTP/1.1"
    );
    let platforms: Vec<_> = product
        .server_platforms
        .iter()
        .map(|platform| platform.id.as_str())
        .collect();
    assert_eq!(platforms, ["-1", "59"]);
    assert_eq!(product.allowed_validity_years, ["1", "2"]);
    assert_eq!(
        (product.csr_required, product.additional_dns_names_allowed),
        (Some(true), Some(true))
    );
    assert!(matches!(client.product("nothing").await, Err(ReadError::NotFound)));
}

#[tokio::test]
async fn organizations_are_found_by_name_and_an_empty_list_may_be_missing() {
    let organization = r#"{"id":"2042001","status":"approved","name":"Voorbeeld B.V.","is_active":"1","address2":"",
        "country":"NL","container":{"id":679001,"name":"Voorbeeld B.V."},"container_id_assignments":["679001"],
        "validations":[{"type":"ov","name":"OV","validated_until":"2027-02-09T17:04:45+00:00","status":"active"}]}"#;
    let server = Server::that_does([
        json(
            200,
            &format!(r#"{{"organizations":[{organization},{{"id":2,"is_active":0}}],"page":{{"total":"3"}}}}"#),
        ),
        json(200, r#"{"page":{"total":0,"limit":1000,"offset":0}}"#),
        json(200, "[]"),
    ])
    .await;
    let client = server.client();
    let found = client.organizations(Some(" Café & Zn "), 50).await.unwrap();
    assert_eq!(
        line(&server),
        "GET /services/v2/organization?include_validation=true&limit=50&filters%5Bsearch%5D=Caf%C3%A9+%26+Zn HTTP/1.1"
    );
    assert_eq!(found.total, Some(3));
    let usable: Vec<_> = found
        .organizations
        .iter()
        .map(|found| (found.id.as_str(), found.is_usable()))
        .collect();
    assert_eq!(usable, [("2042001", true), ("2", false)]);
    let first = found.organizations.first().unwrap();
    assert_eq!(first.address2, None);
    let validation = first.validations.first().unwrap();
    assert_eq!(validation.validated_until.unwrap().to_string(), "2027-02-09T17:04:45Z");
    for _ in 0..2 {
        assert!(client.organizations(None, 0).await.unwrap().organizations.is_empty());
    }
    assert!(
        server
            .requests()
            .last()
            .unwrap()
            .starts_with("GET /services/v2/organization?include_validation=true&limit=1 ")
    );
}

#[tokio::test]
async fn an_organization_brings_its_contacts() {
    let server = Server::that_answers(
        200,
        r#"{"id":2042001,"name":"Voorbeeld B.V.","status":"inactive","technical_contact":[],
            "organization_contact":{"id":1,"first_name":"Ada","last_name":"Voorbeeld","email":"ada@voorbeeld.nl"},
            "verified_contacts":[{"id":11,"user_id":"2812001","first_name":"Ada","telephone":301234567}]}"#,
    )
    .await;
    let organization = server.client().organization("2042001").await.unwrap();
    assert_eq!(
        line(&server),
        "GET /services/v2/organization/2042001?include_validation=true HTTP/1.1"
    );
    assert!(!organization.is_usable());
    assert_eq!(organization.technical_contact, None);
    assert_eq!(
        organization.organization_contact.unwrap().email.as_deref(),
        Some("ada@voorbeeld.nl")
    );
    let verified = organization.verified_contacts.first().unwrap();
    assert_eq!(
        (verified.user_id.as_deref(), verified.telephone.as_deref()),
        (Some("2812001"), Some("301234567"))
    );
}

#[tokio::test]
async fn an_id_that_would_ask_for_something_else_is_not_asked_for() {
    let server = Server::that_answers(200, "{}").await;
    for id in ["", ".", ".."] {
        assert!(matches!(
            server.client().organization(id).await,
            Err(ReadError::NotFound)
        ));
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn containers_are_read_without_a_page() {
    let server = Server::that_answers(
        200,
        r#"{"containers":[{"id":357001,"name":"Voorbeeld B.V.","parent_id":0,"is_active":true},
            {"id":"2","is_active":"0"}]}"#,
    )
    .await;
    let containers = server.client().containers().await.unwrap();
    assert_eq!(line(&server), "GET /services/v2/container HTTP/1.1");
    let read: Vec<_> = containers
        .iter()
        .map(|container| (container.id.as_str(), container.is_active))
        .collect();
    assert_eq!(read, [("357001", Some(true)), ("2", Some(false))]);
}

#[tokio::test]
async fn an_issued_order_is_read_whole() {
    let server = Server::that_answers(
        200,
        r#"{"id":701200345,"certificate":{"id":"702300456","serial_number":"0A1B","common_name":"dienst.voorbeeld.nl",
            "dns_names":["dienst.voorbeeld.nl"],"date_issued":"2026-03-02T10:00:01+00:00","valid_from":"2026-03-02",
            "valid_till":"2027-03-01","csr":"-----BEGIN CERTIFICATE REQUEST-----AA-----END CERTIFICATE REQUEST-----"},
            "status":"issued","date_created":"2026-03-01T09:12:44+00:00","order_valid_till":"2027-03-01",
            "organization":{"id":2042001,"name":"Voorbeeld B.V."},"container":{"id":679001,"name":"Voorbeeld B.V."},
            "product":{"name_id":"pkio_private_services_server","name":"PKIo"},"alternative_order_id":"our-key-001",
            "user":{"id":151001,"first_name":"Cas"},"requests":[{"id":922001,"type":"new_request","status":"approved"}],
            "dcv_method":"email","payment_method":"balance","price":238,"currency":"EUR","auto_renew":0}"#,
    )
    .await;
    let order = server.client().order(RemoteOrderId(701_200_345)).await.unwrap();
    assert_eq!(line(&server), "GET /services/v2/order/certificate/701200345 HTTP/1.1");
    assert_eq!(order.status, Some(RemoteStatus::Issued));
    assert_eq!(
        (order.certificate_id(), order.common_name()),
        (Some(CertificateId(702_300_456)), Some("dienst.voorbeeld.nl"))
    );
    assert!(order.csr().unwrap().starts_with("-----BEGIN"));
    assert_eq!(order.alternative_order_id.as_deref(), Some("our-key-001"));
    assert_eq!(order.charged().unwrap().to_string(), "EUR 238.00");
    assert_eq!(order.organization.unwrap().id, "2042001");
    assert_eq!(
        (order.order_valid_till, order.price.as_deref()),
        (day("2027-03-01"), Some("238"))
    );

    assert_eq!(order.date_created.unwrap().to_string(), "2026-03-01T09:12:44Z");
    assert_eq!(order.certificate.unwrap().valid_till, day("2027-03-01"));
}

#[tokio::test]
async fn a_bare_order_with_an_unknown_status_is_read_too() {
    let server = Server::that_does([
        json(
            200,
            r#"{"id":"7","status":"awaiting_moon","certificate":[],"organization":[],"requests":null,"price":[]}"#,
        ),
        json(200, r#"{"id":7}"#),
        json(200, r#"{"status":"issued"}"#),
    ])
    .await;
    let client = server.client();
    let order = client.order(RemoteOrderId(7)).await.unwrap();
    assert_eq!(order.status, Some(RemoteStatus::Other("awaiting_moon".to_owned())));
    assert_eq!(order.charged(), None);
    assert_eq!(
        (order.certificate_id(), order.organization, order.price),
        (None, None, None)
    );
    assert_eq!(client.order(RemoteOrderId(7)).await.unwrap().status, None);
    assert!(matches!(
        client.order(RemoteOrderId(7)).await,
        Err(ReadError::Unreadable { status: 200, .. })
    ));
}
