//! Reading domains, in all the loose typing their answers were seen with.

use pkio_desk::domain::directory::Domain;
use pkio_desk::domain::ids::{ContainerId, OrganizationId, RemoteDomainId};

use super::directory::paths;
use super::server::{Server, json};

async fn domain_of(body: &str) -> Domain {
    let server = Server::that_answers(200, body).await;
    server.client().domain_record(RemoteDomainId(7)).await.unwrap()
}

#[tokio::test]
async fn a_page_of_domains_is_read_from_the_recorded_form() {
    let server = Server::that_answers(
        200,
        r#"{"domains":[{"id":1587001,"is_active":true,"name":"voorbeeld.example",
            "date_created":"2026-01-09T15:32:47+00:00","organization":{"id":894001,"status":"active",
            "name":"Voorbeeld B.V.","display_name":"Voorbeeld B.V.","is_active":"1"},
            "validations":[{"type":"ov","status":"active","dcv_status":"complete"}],"dcv_method":"dns-txt-token",
            "dcv_expiration":{"ev":"2027-02-21","ov":"2027-03-30"},"container":{"id":357001,"name":"Voorbeeld B.V."}},
            {"id":"2","name":"uit.example","is_active":"0","organization":[],"dcv_expiration":[]}],
            "page":{"total":2,"limit":1000,"offset":0}}"#,
    )
    .await;
    let page = server.client().domain_page(0).await.unwrap();
    assert_eq!(
        paths(&server),
        ["/domain?include_dcv=true&include_validation=true&sort=id&limit=1000&offset=0"]
    );
    assert_eq!((page.total, page.next), (Some(2), None));
    let [first, second] = page.records.as_slice() else {
        panic!("{page:?}")
    };
    assert_eq!((first.id, first.is_active), (RemoteDomainId(1_587_001), true));
    assert_eq!(
        (first.organization, first.organization_name.as_str(), first.container),
        (
            Some(OrganizationId(894_001)),
            "Voorbeeld B.V.",
            Some(ContainerId(357_001))
        )
    );
    assert_eq!(first.created.unwrap().to_string(), "2026-01-09T15:32:47Z");
    assert_eq!(first.dcv_until.unwrap().to_string(), "2027-03-30T00:00:00Z");
    assert_eq!(first.dcv.method.as_deref(), Some("dns-txt-token"));
    let validation = first.validations.first().unwrap();
    assert_eq!(validation.details, [("dcv_status".to_owned(), "complete".to_owned())]);
    assert_eq!(
        (second.is_active, second.organization, second.dcv_until),
        (false, None, None)
    );
}

#[tokio::test]
async fn a_domain_by_token_tells_the_value_to_publish() {
    for (token, value, until) in [
        (
            r#""dcv_token":{"token":"abc","status":"pending","expiration_date":"2026-12-24T10:00:00+00:00"}"#,
            Some("abc"),
            Some("2026-12-24T10:00:00Z"),
        ),
        (r#""dcv_token":"abc""#, Some("abc"), None),
        (
            r#""dcv":{"method":"dns-txt-token","dcv_token":{"token":"abc"}}"#,
            Some("abc"),
            None,
        ),
        (r#""dcv_token":[]"#, None, None),
        (r#""dcv_token":{}"#, None, None),
        (r#""dcv_token":false"#, None, None),
        (r#""dcv":[]"#, None, None),
    ] {
        let domain = domain_of(&format!(
            r#"{{"id":7,"name":"voorbeeld.example","dcv_method":"dns-txt-token",{token}}}"#
        ))
        .await;
        let found = domain.dcv.token_until.map(|at| at.to_string());
        assert_eq!(
            (domain.dcv.token.as_deref(), found.as_deref()),
            (value, until),
            "{token}"
        );
        assert_eq!(domain.dcv.method.as_deref(), Some("dns-txt-token"), "{token}");
    }
}

#[tokio::test]
async fn a_domain_by_mail_tells_where_mails_go_and_went() {
    let by_mail = r#"{"id":7,"name":"voorbeeld.example","dcv_method":"email","dcv":{"method":"email",
        "name_scope":"voorbeeld.example","dcv_invitations":[
        {"invitation_id":1,"email":"admin@voorbeeld.example","source":"base","date_sent":"2026-01-01T00:00:00+00:00"},
        {"invitation_id":"2","email":"admin@voorbeeld.example","date_sent":"2026-01-03 00:00:00"}]}}"#;
    let server = Server::that_does([
        json(200, by_mail),
        json(
            200,
            r#"{"name_scope":"voorbeeld.example","base_emails":["Admin@voorbeeld.example"],
                "whois_emails":["domains@voorbeeld.example"]}"#,
        ),
    ])
    .await;
    let domain = server.client().domain_record(RemoteDomainId(7)).await.unwrap();
    assert_eq!(
        paths(&server),
        [
            "/domain/7?include_dcv=true&include_validation=true",
            "/domain/7/dcv/emails"
        ]
    );
    let sent: Vec<_> = domain
        .dcv
        .emails
        .iter()
        .map(|it| {
            let at = it.sent_at.map(|at| at.to_string()).unwrap_or_default();
            (it.address.as_str(), it.source.as_deref().unwrap_or_default(), at)
        })
        .collect();
    assert_eq!(
        sent,
        [
            ("admin@voorbeeld.example", "base", "2026-01-03T00:00:00Z".to_owned()),
            ("domains@voorbeeld.example", "whois", String::new())
        ]
    );
    for (first, second) in [
        (json(200, by_mail), json(500, "{}")),
        (
            json(
                200,
                r#"{"id":7,"name":"a.example","dcv":{"dcv_invitations":[{"invitation_id":1}]}}"#,
            ),
            json(200, "{}"),
        ),
        (json(200, &by_mail.replace("\"id\":7", "\"id\":8")), json(200, "{}")),
    ] {
        let server = Server::that_does([first.clone(), second]).await;
        assert!(
            server.client().domain_record(RemoteDomainId(7)).await.is_err(),
            "{first:?}"
        );
    }
}

#[tokio::test]
async fn domains_of_a_name_are_just_those() {
    let server = Server::that_does([
        json(
            200,
            r#"{"domains":[{"id":1,"name":"Voorbeeld.example"},{"id":2,"name":"mijnvoorbeeld.example"}],
                "page":{"total":3}}"#,
        ),
        json(
            200,
            r#"{"domains":[{"id":3,"name":"voorbeeld.example"}],"page":{"total":3}}"#,
        ),
    ])
    .await;
    let found = server.client().domains_named("voorbeeld.example").await.unwrap();
    let ids: Vec<_> = found.iter().map(|it| it.id.0).collect();
    assert_eq!(ids, [1, 3]);
    assert!(
        paths(&server)
            .iter()
            .all(|path| path.contains("filters%5Bsearch%5D=voorbeeld.example"))
    );
    let nameless = Server::that_answers(200, r#"{"domains":[{"id":1}],"page":{"total":1}}"#).await;
    assert!(nameless.client().domains_named("voorbeeld.example").await.is_err());
}
