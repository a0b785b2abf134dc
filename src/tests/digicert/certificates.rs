//! Downloads of certificates: files as they come, and what is none.

use pkio_desk::digicert::ReadError;
use pkio_desk::domain::ids::CertificateId;

use super::reading::line;
use super::server::{Deed, Server, html, json};

const LEAF: &str = include_str!("../../domain/testdata/certificates/leaf.pem");

fn file(content_type: &str, body: &str) -> Deed {
    Deed::Bytes(format!(
        "HTTP/1.1 200 OK\r\ncontent-type: {content_type}\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    ))
}

#[tokio::test]
async fn a_file_comes_as_it_is() {
    let body = LEAF.replace('\n', "\r\n");
    let server = Server::that_does([file("application/x-pem-file", &body)]).await;
    let client = server.client();
    let found = client.certificate_file(CertificateId(7), "pem_all").await.unwrap();
    assert_eq!(
        line(&server),
        "GET /services/v2/certificate/7/download/format/pem_all HTTP/1.1"
    );
    assert_eq!(found.bytes, body.as_bytes());
    assert_eq!(found.content_type.as_deref(), Some("application/x-pem-file"));
    // A certificate is a sign of life, though it is no JSON.
    for _ in 0..3 {
        client.certificate_file(CertificateId(7), "pem_all").await.unwrap();
    }
    assert_eq!(client.silence(), None);
}

#[tokio::test]
async fn what_is_no_file_says_why() {
    let error = r#"{"errors":[{"code":"not_ready","message":"Not issued."}]}"#;
    for (deed, expected) in [
        (json(404, error), "NotFound"),
        (json(403, error), "Denied"),
        (json(400, error), "Refused { status: 400"),
        (json(406, error), "Refused { status: 406"),
        // JSON though a file was asked for, under any status.
        (json(200, error), "Refused { status: 200"),
        (json(429, error), "RateLimited"),
        (html(200), "NotJson"),
        (html(502), "NotJson"),
        (
            file("application/x-pem-file", "<pre>-----BEGIN CERTIFICATE-----"),
            "NotJson",
        ),
        (file("application/x-pem-file", ""), "NotJson"),
    ] {
        let told = format!("{deed:?}");
        let server = Server::that_does([deed]).await;
        let failed = server.client().certificate_file(CertificateId(7), "pem_all").await;
        let failed = format!("{:?}", failed.unwrap_err());
        assert!(failed.starts_with(expected), "{told}: {failed}");
    }
}

#[tokio::test]
async fn a_file_that_is_cut_off_is_none() {
    let whole = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{LEAF}", LEAF.len() + 100);
    let server = Server::that_does([Deed::Bytes(whole)]).await;
    let failed = server.client().certificate_file(CertificateId(7), "pem_all").await;
    assert!(matches!(failed, Err(ReadError::Unreachable(_))), "{failed:?}");
}

#[tokio::test]
async fn the_leaf_stands_among_the_intermediates_of_the_chain() {
    let body = serde_json::json!({ "intermediates": [
        { "subject_common_name": "dienst.voorbeeld.nl", "pem": LEAF },
        { "subject_common_name": "CA", "pem": "-----BEGIN" },
        { "subject_common_name": "no pem" },
    ] });
    let server = Server::that_answers(200, &body.to_string()).await;
    let text = server.client().certificate_chain(CertificateId(7)).await.unwrap();
    assert_eq!(line(&server), "GET /services/v2/certificate/7/chain HTTP/1.1");
    assert_eq!(text, format!("{LEAF}\n-----BEGIN\n\n"));
}
