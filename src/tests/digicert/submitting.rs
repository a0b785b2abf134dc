//! Sending a change: every kind of answer, and never twice.

use std::time::Duration;

use pkio_desk::digicert::{Breaking, DigiCert, Submission, Submitted};
use pkio_desk::domain::change::{Answer, ChangeRequest};
use pkio_desk::domain::directory::DcvMethod;
use pkio_desk::domain::ids::{OrganizationId, RemoteDomainId};
use pkio_desk::domain::order::event::{Doubt, NotSent};

use super::changes::{contacts, new_domain, new_organization};
use super::server::{Deed, KEY, Server, html, json};

const DOMAIN: RemoteDomainId = RemoteDomainId(7);
const ERRORS: &str = r#"{"errors":[{"code":"invalid_dns_txt","message":"Could not find a valid TXT record."}]}"#;
const LIMIT: &str = r#"{"errors":[{"code":"request_limit_exceeded","message":"Slow."}]}"#;

fn deactivation() -> ChangeRequest {
    ChangeRequest::SetOrganizationActive(OrganizationId(7), false)
}

async fn submitted(client: &DigiCert, request: &ChangeRequest) -> Submitted {
    client.submit(request, &client.prepare_change(request)).await
}

async fn submitted_to(server: &Server, request: &ChangeRequest) -> Submitted {
    submitted(&server.client(), request).await
}

fn shape(outcome: &Submission) -> String {
    match outcome {
        Submission::Accepted { created, answer } => {
            let created = created.map(|id| id.to_string()).unwrap_or_default();
            let answer = match answer {
                Some(Answer::Standing { word }) => word.clone(),
                Some(Answer::RandomValue { value, .. }) => value.clone(),
                Some(other) => format!("{other:?}"),
                None => String::new(),
            };
            format!("accepted {created} {answer}")
        }
        Submission::Refused(errors) => format!("refused {}", errors.len()),
        Submission::NotSent(why) => why.word().to_owned(),
        Submission::InDoubt(Doubt::UnclearAnswer(status)) => format!("unclear {status}"),
        Submission::InDoubt(why) => why.word().to_owned(),
    }
}

fn empty(status: u16) -> Deed {
    Deed::Bytes(format!("HTTP/1.1 {status} Whatever\r\ncontent-length: 0\r\n\r\n"))
}

/// What every change has in common.
fn verdicts() -> Vec<(Deed, &'static str)> {
    vec![
        (json(200, ERRORS), "unclear 200"),
        (html(200), "unclear 200"),
        (json(400, ERRORS), "refused 1"),
        (json(403, ERRORS), "refused 1"),
        (json(404, r#"{"errors":{"code":"one","message":"One."}}"#), "refused 1"),
        (json(400, r#"{"id":7}"#), "unclear 400"),
        (html(403), "unclear 403"),
        (empty(302), "unclear 302"),
        (json(408, ERRORS), "unclear 408"),
        (json(429, LIMIT), "rate-limited"),
        (json(429, ERRORS), "unclear 429"),
        (html(429), "unclear 429"),
        (json(500, ERRORS), "unclear 500"),
        (json(503, r#"{"id":7}"#), "unclear 503"),
        (html(502), "unclear 502"),
        (Deed::CutUnread, "connection-lost"),
        (Deed::CutRead, "connection-lost"),
        (
            Deed::Bytes("HTTP/1.1 200 OK\r\ncontent-length: 90\r\n\r\n".to_owned()),
            "connection-lost",
        ),
        (
            Deed::Bytes("HTTP/1.1 200 OK\r\ncontent-length: 90\r\n\r\n{\"status\":".to_owned()),
            "connection-lost",
        ),
    ]
}

#[tokio::test]
async fn a_change_that_creates_nothing_needs_no_body_to_be_taken() {
    let taken = [
        (empty(204), "accepted  "),
        (empty(200), "accepted  "),
        (empty(201), "accepted  "),
        (json(200, "{}"), "accepted  "),
        (json(200, "[]"), "accepted  "),
        (json(201, r#"{"id":9}"#), "accepted  "),
    ];
    for (deed, expected) in taken.into_iter().chain(verdicts()) {
        let server = Server::that_does([deed.clone()]).await;
        let outcome = submitted_to(&server, &deactivation()).await.outcome;
        assert_eq!(shape(&outcome), expected, "{deed:?}");
    }
}

#[tokio::test]
async fn a_change_that_creates_something_needs_its_id_to_be_taken() {
    let taken = [
        (json(201, r#"{"id":2042009}"#), "accepted 2042009 "),
        (json(200, r#"{"id":"2042009"}"#), "accepted 2042009 "),
        (empty(201), "unclear 201"),
        (empty(204), "unclear 204"),
        (json(201, "{}"), "unclear 201"),
        (json(201, r#"{"id":0}"#), "unclear 201"),
        (json(201, r#"{"id":"soon"}"#), "unclear 201"),
    ];
    for (deed, expected) in taken.into_iter().chain(verdicts()) {
        for request in [new_organization(), new_domain()] {
            let server = Server::that_does([deed.clone()]).await;
            let outcome = submitted_to(&server, &request).await.outcome;
            assert_eq!(shape(&outcome), expected, "{deed:?} {request:?}");
        }
    }
}

#[tokio::test]
async fn what_digicert_answers_about_a_domain_is_passed_on() {
    let check = || ChangeRequest::CheckDcv(DOMAIN);
    let method = || ChangeRequest::ChangeDcvMethod(DOMAIN, DcvMethod::DnsTxt);
    let token = || ChangeRequest::NewDcvToken(DOMAIN);
    for (request, status, body, expected) in [
        (check(), 200, r#"{"token":"abc","status":"valid"}"#, "accepted  valid"),
        (
            check(),
            200,
            r#"{"token":"abc","status":"pending"}"#,
            "accepted  pending",
        ),
        (check(), 200, "{}", "accepted  "),
        (check(), 400, ERRORS, "refused 1"),
        (
            check(),
            400,
            r#"{"errors":[{"code":"file_random_value_not_found","message":"No file."}]}"#,
            "refused 1",
        ),
        (token(), 200, r#"{"token":"abc","status":"pending"}"#, "accepted  abc"),
        (token(), 201, r#"{"dcv_random_value":"abc"}"#, "accepted  abc"),
        (token(), 200, r#"{"token":"","dcv_token":[]}"#, "accepted  "),
        (
            method(),
            200,
            r#"{"dcv_token":{"token":"abc","status":"pending"}}"#,
            "accepted  abc",
        ),
        (method(), 200, r#"{"dcv_token":"abc"}"#, "accepted  abc"),
        (method(), 200, "{}", "accepted  "),
        (
            ChangeRequest::ResendDcvEmails(DOMAIN),
            200,
            r#"{"token":"abc"}"#,
            "accepted  ",
        ),
    ] {
        let server = Server::that_answers(status, body).await;
        let outcome = submitted_to(&server, &request).await.outcome;
        assert_eq!(shape(&outcome), expected, "{request:?} {body}");
    }
}

#[tokio::test]
async fn a_change_is_one_request_with_the_key_and_the_very_bytes() {
    let server = Server::that_answers(204, "").await;
    let client = server.client();
    let (with_body, without) = (contacts(None, None), ChangeRequest::CheckDcv(DOMAIN));
    for request in [&with_body, &without] {
        let body = client.prepare_change(request);
        let exchange = client.submit(request, &body).await.exchange;
        assert_eq!(exchange.request_body, body.kept());
        assert_eq!((exchange.status, exchange.failure), (Some(204), None));
    }
    // A connection carries one change.
    assert_eq!((server.connections(), server.requests().len()), (2, 2));
    for (request, line, length) in [
        (&with_body, "PUT /services/v2/organization/7/contact HTTP/1.1\r\n", 15),
        (&without, "PUT /services/v2/domain/7/dcv/validate-token HTTP/1.1\r\n", 0),
    ] {
        let body = client.prepare_change(request);
        let seen = server.requests();
        let seen = seen.iter().find(|seen| seen.starts_with(line)).unwrap();
        let (head, sent) = seen.split_once("\r\n\r\n").unwrap();
        for header in [
            format!("x-dc-devkey: {}", KEY.to_lowercase()),
            "content-type: application/json".to_owned(),
            format!("content-length: {length}"),
        ] {
            assert_eq!(
                head.lines().filter(|line| **line == header).count(),
                1,
                "{header} in {head}"
            );
        }
        assert_eq!(sent.as_bytes(), body.bytes());
    }
}

#[tokio::test]
async fn whatever_happens_a_change_leaves_at_most_once() {
    for (deed, _) in verdicts() {
        let requests = usize::from(!matches!(deed, Deed::CutUnread));
        let server = Server::that_does([deed.clone(), json(201, r#"{"id":7}"#)]).await;
        let client = server.client().patient();
        submitted(&client, &new_organization()).await;
        assert_eq!(
            (server.connections(), server.requests().len()),
            (1, requests),
            "{deed:?}"
        );
    }
    for status in [301, 302, 303, 307, 308] {
        let redirect =
            format!("HTTP/1.1 {status} Moved\r\nlocation: /services/v2/elsewhere\r\ncontent-length: 0\r\n\r\n");
        let server = Server::that_does([Deed::Bytes(redirect), json(200, "{}")]).await;
        let outcome = submitted_to(&server, &deactivation()).await.outcome;
        assert_eq!(outcome, Submission::InDoubt(Doubt::UnclearAnswer(status)));
        assert_eq!((server.connections(), server.requests().len()), (1, 1));
    }
}

#[tokio::test]
async fn no_answer_in_time_leaves_a_change_in_doubt() {
    let server = Server::that_does([Deed::Silence]).await;
    let mut config = server.config();
    config.timeouts.connect = Duration::from_millis(500);
    config.timeouts.placing = Duration::from_secs(1);
    let outcome = submitted(&DigiCert::new(config).unwrap(), &deactivation())
        .await
        .outcome;
    assert_eq!(outcome, Submission::InDoubt(Doubt::TimedOut));
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn digicerts_rate_limit_holds_the_next_change_back() {
    let server = Server::that_does([json(429, LIMIT), empty(204)]).await;
    let mut config = server.config();
    config.longest_wait = Duration::from_millis(50);
    let client = DigiCert::new(config).unwrap();
    for _ in 0..2 {
        let outcome = submitted(&client, &deactivation()).await.outcome;
        assert_eq!(outcome, Submission::NotSent(NotSent::RateLimited));
    }
    assert_eq!(client.ready().await, Err(NotSent::RateLimited));
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn answers_without_a_body_are_digicert_speaking_and_silence_stops_changes() {
    let server = Server::that_does([empty(204)]).await;
    let mut config = server.config();
    config.breaking = Breaking {
        after: 2,
        pause: Duration::from_hours(1),
    };
    let client = DigiCert::new(config.clone()).unwrap();
    for _ in 0..3 {
        assert!(matches!(
            submitted(&client, &deactivation()).await.outcome,
            Submission::Accepted { .. }
        ));
    }
    assert_eq!(client.silence(), None);

    let server = Server::that_does([empty(503)]).await;
    config.base_url = server.config().base_url;
    let client = DigiCert::new(config).unwrap();
    let mut outcomes = Vec::new();
    for _ in 0..3 {
        outcomes.push(shape(&submitted(&client, &deactivation()).await.outcome));
    }
    assert_eq!(outcomes, ["unclear 503", "unclear 503", "no-connection"]);
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn the_raw_exchange_of_a_change_holds_no_key() {
    let body = format!(r#"{{"errors":[{{"code":"a","message":"m"}}],"you_sent":"{KEY}"}}"#);
    let server = Server::that_answers(400, &body).await;
    let submitted = submitted_to(&server, &new_organization()).await;
    let text = format!(
        "{submitted:?} {:?}",
        server.client().prepare_change(&new_organization())
    );
    assert!(submitted.exchange.response_body.contains("you_sent"));
    assert!(!text.contains(KEY), "{text}");
}
