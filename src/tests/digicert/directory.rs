//! Reading what the account holds besides orders, in all the loose typing its answers were seen with. A page is read in
//! whole or not at all.

use pkio_desk::digicert::{DigiCert, Page, ReadError};
use pkio_desk::domain::directory::Organization;
use pkio_desk::domain::ids::{ContactId, ContainerId, OrganizationId, RemoteDomainId, UserId};

use super::server::{Server, json};

const NONE: &str = r#"{"page":{"total":0,"limit":1000,"offset":0}}"#;

/// The paths that were asked for.
pub(super) fn paths(server: &Server) -> Vec<String> {
    let requests = server.requests();
    let path = |request: &String| request.split(' ').nth(1).unwrap().replace("/services/v2", "");
    requests.iter().map(path).collect()
}

fn names(organizations: &[Organization]) -> Vec<&str> {
    organizations.iter().map(|it| it.details.name.as_str()).collect()
}

async fn organization_page(body: &str) -> Result<Page<Organization>, ReadError> {
    Server::that_answers(200, body)
        .await
        .client()
        .organization_page(0)
        .await
}

#[tokio::test]
async fn a_page_of_organizations_is_read_from_loose_typing() {
    let server = Server::that_answers(
        200,
        r#"{"organizations":[{"id":"2042001","status":"active","name":"Voorbeeld B.V.","assumed_name":"Voorbeeld",
            "is_active":"1","address":"Dorpsstraat 1","address2":"","zip":"3500 AA","city":"Utrecht","country":"nl",
            "container":{"id":"679001","parent_id":0,"name":"Voorbeeld B.V."},"container_id_assignments":["679001"],
            "validations":{"1":{"type":"ov","name":"OV","description":"Normal Organization Validation",
              "date_created":"2026-01-09T17:04:59+00:00","validated_until":"2027-02-09 17:04:45","status":"active",
              "verified_users":[{"id":"1","first_name":"Ada","last_name":"Voorbeeld"}]}}},
            {"id":8,"status":"inactive","name":"Uit","country":"BE","container":[],"validations":[]},
            {"id":9,"is_active":0,"telephone":301234567,"validations":null}],
            "page":{"total":"5","limit":1000,"offset":"0"}}"#,
    )
    .await;
    let page = server.client().organization_page(0).await.unwrap();
    assert_eq!(
        paths(&server),
        ["/organization?include_validation=true&sort=id&limit=1000&offset=0"]
    );
    assert_eq!((page.total, page.next), (Some(5), Some(3)));
    let usable: Vec<_> = page.records.iter().map(|it| (it.id.0, it.is_active)).collect();
    assert_eq!(usable, [(2_042_001, true), (8, false), (9, false)]);
    assert!(page.records.iter().all(|it| it.contacts.is_none()));
    let countries: Vec<_> = page.records.iter().map(|it| it.details.country.as_str()).collect();
    assert_eq!(countries, ["NL", "BE", ""]);
    let first = page.records.first().unwrap();
    assert_eq!(first.container, Some(ContainerId(679_001)));
    assert_eq!(
        (first.details.address2.as_str(), first.details.telephone.as_str()),
        ("", "")
    );
    assert_eq!(page.records.last().unwrap().details.telephone, "301234567");
    let validation = first.validations.first().unwrap();
    assert_eq!(validation.since.unwrap().to_string(), "2026-01-09T17:04:59Z");
    assert_eq!(validation.until.unwrap().to_string(), "2027-02-09T17:04:45Z");
    let person = validation.people.first().unwrap();
    assert_eq!(
        (person.id, person.person.full_name().as_str()),
        (Some(ContactId(1)), "Ada Voorbeeld")
    );
}

#[tokio::test]
async fn an_empty_list_may_lose_its_key_but_nothing_else_means_none() {
    for body in [NONE, r#"{"organizations":[]}"#, r#"{"organizations":null,"page":{}}"#] {
        let page = organization_page(body).await.unwrap();
        assert_eq!((page.records.len(), page.next), (0, None), "{body}");
    }
    for body in [
        "{}",
        "[]",
        "null",
        r#"{"organizations":"none"}"#,
        r#"{"page":{"total":3,"offset":0}}"#,
        r#"{"organizations":[{"id":7}],"page":{"offset":1000}}"#,
        r#"{"organizations":[{"id":7},{"name":"Without id"}],"page":{"total":2}}"#,
        r#"{"organizations":[{"id":0}],"page":{"total":1}}"#,
        r#"{"organizations":[{"id":"abc"}],"page":{"total":1}}"#,
        r#"{"organizations":[null],"page":{"total":1}}"#,
        r#"{"organizations":[{"id":7,"validations":[{"status":"active"}]}],"page":{"total":1}}"#,
        r#"{"organizations":[{"id":7,"validations":"ov"}],"page":{"total":1}}"#,
    ] {
        let read = organization_page(body).await;
        assert!(matches!(read, Err(ReadError::Unreadable { status: 200, .. })), "{body}");
    }
}

#[tokio::test]
async fn organizations_of_a_name_are_collected_from_all_pages() {
    let server = Server::that_does([
        json(
            200,
            r#"{"organizations":[{"id":1,"name":"a"},{"id":2,"name":"b"}],"page":{"total":3,"offset":0}}"#,
        ),
        json(
            200,
            r#"{"organizations":[{"id":3,"name":"c","is_active":0}],"page":{"total":3,"offset":2}}"#,
        ),
        json(200, NONE),
    ])
    .await;
    let client = server.client();
    let found = client.organizations_named(" Café & Zn ").await.unwrap();
    assert_eq!(names(&found), ["a", "b", "c"]);
    let search =
        "/organization?include_validation=true&filters%5Bsearch%5D=Caf%C3%A9+%26+Zn&sort=id&limit=1000&offset=";
    assert_eq!(paths(&server), [format!("{search}0"), format!("{search}2")]);
    assert!(client.organizations_named("nobody").await.unwrap().is_empty());
}

#[tokio::test]
async fn a_page_that_fails_fails_the_whole_search() {
    let first = r#"{"organizations":[{"id":1}],"page":{"total":2}}"#;
    for second in [
        json(200, first.replace("total\":2", "offset\":0").as_str()),
        json(200, r#"{"page":{"total":2,"offset":1}}"#),
        json(500, "{}"),
    ] {
        let server = Server::that_does([json(200, first), second]).await;
        assert!(server.client().organizations_named("a").await.is_err());
        assert_eq!(server.requests().len(), 2);
    }
}

#[tokio::test]
async fn an_organization_is_read_with_contacts_and_details_of_validations() {
    let server = Server::that_does([
        json(
            200,
            r#"{"id":"2042001","name":"Voorbeeld B.V.","is_active":true,"country":"NL","technical_contact":[],
                "organization_contact":{"id":11,"first_name":"Ada","last_name":"Voorbeeld","job_title":"CISO",
                  "email":"ada@voorbeeld.example","telephone":301234567,"telephone_extension":12},
                "verified_contacts":[{"id":"12","user_id":"2812001","first_name":"Bram"},{}],
                "validations":[{"type":"ov","status":"pending"}]}"#,
        ),
        json(
            200,
            r#"{"validations":[{"type":"ov","status":"pending","verified_users":[{"id":12,"status":"pending"}],
                "verification_details":{"organization_type":"pending"}}]}"#,
        ),
    ])
    .await;
    let organization = server
        .client()
        .organization_record(OrganizationId(2_042_001))
        .await
        .unwrap();
    assert_eq!(
        paths(&server),
        [
            "/organization/2042001?include_validation=true",
            "/organization/2042001/validation"
        ]
    );
    let contacts = organization.contacts.unwrap();
    let first = contacts.organization_contact.unwrap();
    assert_eq!((first.id, first.user_id), (Some(ContactId(11)), None));
    assert_eq!(
        (
            first.person.telephone.as_str(),
            first.person.telephone_extension.as_str()
        ),
        ("301234567", "12")
    );
    assert_eq!(contacts.technical_contact, None);
    let verified: Vec<_> = contacts
        .verified_contacts
        .iter()
        .map(|it| (it.id, it.user_id))
        .collect();
    assert_eq!(verified, [(Some(ContactId(12)), Some(UserId(2_812_001)))]);
    let validation = organization.validations.first().unwrap();
    assert_eq!(validation.people.first().unwrap().status.as_deref(), Some("pending"));
    assert_eq!(
        validation.details,
        [("organization_type".to_owned(), "pending".to_owned())]
    );
}

#[tokio::test]
async fn half_an_organization_is_none() {
    let whole = r#"{"id":7,"name":"Voorbeeld B.V."}"#;
    for (first, second) in [
        (json(200, whole), json(500, "{}")),
        (
            json(200, whole),
            json(404, r#"{"errors":[{"code":"not_found|route","message":""}]}"#),
        ),
        (json(200, whole), json(200, r#"{"validations":[{"status":"active"}]}"#)),
        (json(200, r#"{"id":8,"name":"Another"}"#), json(200, "{}")),
        (json(200, r#"{"id":7,"verified_contacts":["Ada"]}"#), json(200, "{}")),
    ] {
        let server = Server::that_does([first.clone(), second.clone()]).await;
        let read = server.client().organization_record(OrganizationId(7)).await;
        assert!(read.is_err(), "{first:?} {second:?}");
    }
    for none in [r#"{"validations":[]}"#, "{}", "[]"] {
        let server = Server::that_does([json(200, whole), json(200, none)]).await;
        let read = server.client().organization_record(OrganizationId(7)).await.unwrap();
        assert!(read.validations.is_empty(), "{none}");
    }
    let server = Server::that_answers(404, r#"{"errors":[{"code":"not_found|organization"}]}"#).await;
    let read = server.client().organization_record(OrganizationId(7)).await;
    assert!(matches!(read, Err(ReadError::NotFound)));
}

#[tokio::test]
async fn containers_come_in_one_list_or_in_pages() {
    let server = Server::that_answers(
        200,
        r#"{"containers":[{"id":357001,"name":"Voorbeeld B.V.","parent_id":0,"is_active":true},
            {"id":"2","parent_id":"357001","is_active":"0"}]}"#,
    )
    .await;
    let containers = server.client().container_records().await.unwrap();
    assert_eq!(paths(&server), ["/container"]);
    let read: Vec<_> = containers
        .iter()
        .map(|it| (it.id.0, it.parent_id, it.name.as_str(), it.is_active))
        .collect();
    assert_eq!(
        read,
        [
            (357_001, None, "Voorbeeld B.V.", true),
            (2, Some(ContainerId(357_001)), "", false)
        ]
    );
    let paged = Server::that_does([
        json(200, r#"{"containers":[{"id":1}],"page":{"total":2}}"#),
        json(200, r#"{"containers":[{"id":2}],"page":{"total":2,"offset":1}}"#),
    ])
    .await;
    assert_eq!(paged.client().container_records().await.unwrap().len(), 2);
    for body in ["{}", r#"{"containers":[{"name":"Without id"}]}"#] {
        let server = Server::that_answers(200, body).await;
        assert!(server.client().container_records().await.is_err(), "{body}");
    }
}

#[tokio::test]
async fn users_are_read_from_the_recorded_form() {
    let server = Server::that_answers(
        200,
        r#"{"users":[{"id":"151001","username":"cas","account_id":7,"first_name":"Cas","last_name":"Aanvrager",
            "email":"cas@voorbeeld.example","job_title":"Engineer","status":"active",
            "last_login_date":"2020-05-01 15:47:26","container":{"id":357001,"name":"Voorbeeld B.V."},
            "access_roles":[{"id":1,"name":"Administrator"},{"id":"5"}],"type":"standard"},
            {"id":2,"access_roles":[],"container":[]}],"page":{"total":2,"limit":1000,"offset":0}}"#,
    )
    .await;
    let page = server.client().user_page(0).await.unwrap();
    assert_eq!(paths(&server), ["/user?sort=id&limit=1000&offset=0"]);
    let [cas, other] = page.records.as_slice() else {
        panic!("{page:?}")
    };
    assert_eq!(
        (cas.id, cas.username.as_str(), cas.status.as_str()),
        (UserId(151_001), "cas", "active")
    );
    assert_eq!(
        (cas.person.full_name().as_str(), cas.person.job_title.as_str()),
        ("Cas Aanvrager", "Engineer")
    );
    assert_eq!(
        (cas.roles.as_slice(), cas.container),
        (
            &["Administrator".to_owned(), "5".to_owned()][..],
            Some(ContainerId(357_001))
        )
    );
    assert_eq!(
        (other.roles.len(), other.container, other.status.as_str()),
        (0, None, "")
    );
}

#[tokio::test]
async fn what_denies_or_fails_says_so_in_every_reader() {
    async fn all(client: &DigiCert) -> Vec<Option<ReadError>> {
        vec![
            client.organization_page(0).await.err(),
            client.organizations_named("a").await.err(),
            client.organization_record(OrganizationId(7)).await.err(),
            client.domain_page(0).await.err(),
            client.domains_named("a").await.err(),
            client.domain_record(RemoteDomainId(7)).await.err(),
            client.container_records().await.err(),
            client.user_page(0).await.err(),
        ]
    }
    let denied = Server::that_answers(403, r#"{"errors":[{"code":"access_denied|missing_permission"}]}"#).await;
    let denied = all(&denied.client()).await;
    assert!(
        denied.iter().all(|it| matches!(it, Some(ReadError::Denied(_)))),
        "{denied:?}"
    );
    let odd = Server::that_answers(200, "{}").await;
    let odd = all(&odd.client()).await;
    assert!(
        odd.iter().all(|it| matches!(it, Some(ReadError::Unreadable { .. }))),
        "{odd:?}"
    );
}
