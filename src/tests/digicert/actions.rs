//! What is done with a placed order: the request of each to the byte, and every answer that says yes (CertCentral: Update
//! order status, Reissue certificate, Revoke certificate, Update order contacts, Change order DCV method, Check DCV).

use pkio_desk::digicert::{ChangeBody, Submission};
use pkio_desk::domain::change::request::{ChangeRequest, OrderAction, Reissue, Revocation};
use pkio_desk::domain::change::{Answer, ChangeForm};
use pkio_desk::domain::csr::{self, Csr};
use pkio_desk::domain::directory::{DcvMethod, PersonDetails};
use pkio_desk::domain::ids::{CertificateId, RemoteOrderId};

use super::server::Server;

const CSR: &str = include_str!("../../domain/testdata/csr/accepted--openssl-rsa-3072.pem");

fn on(action: OrderAction) -> ChangeRequest {
    ChangeRequest::OnOrder(RemoteOrderId(701_200_345), Box::new(action))
}

fn request() -> Csr {
    csr::read(CSR).unwrap()
}

fn reissue(comments: Option<&str>) -> OrderAction {
    OrderAction::Reissue(Reissue {
        common_name: "dienst.voorbeeld.nl".to_owned(),
        dns_names: vec!["www.dienst.voorbeeld.nl".to_owned()],
        csr: request(),
        signature_hash: "sha256".to_owned(),
        comments: comments.map(str::to_owned),
    })
}

fn revocation(comments: Option<&str>) -> Revocation {
    Revocation {
        reason: "keyCompromise",
        comments: comments.map(str::to_owned),
    }
}

fn ada() -> PersonDetails {
    PersonDetails {
        first_name: "Ada".to_owned(),
        last_name: "de Wit".to_owned(),
        job_title: "CISO".to_owned(),
        telephone: "+31 30 123 45 67".to_owned(),
        email: "ada@voorbeeld.example".to_owned(),
        ..PersonDetails::default()
    }
}

#[test]
fn each_action_is_sent_as_documented() {
    let pem = request().one_line_pem();
    let person = r#"{"first_name":"Ada","last_name":"de Wit","email":"ada@voorbeeld.example","job_title":"CISO","telephone":"+31 30 123 45 67","contact_type":"#;
    let names = r#""common_name":"dienst.voorbeeld.nl","dns_names":["www.dienst.voorbeeld.nl"]"#;
    for (action, method, end, body) in [
        (
            OrderAction::Cancel("Dubbel \"besteld\"".to_owned()),
            "PUT",
            "/status",
            r#"{"status":"canceled","note":"Dubbel \"besteld\""}"#.to_owned(),
        ),
        (
            OrderAction::AddCsr(request()),
            "POST",
            "/csr",
            format!(r#"{{"csr":"{pem}"}}"#),
        ),
        (
            reissue(None),
            "POST",
            "/reissue",
            format!(r#"{{"certificate":{{{names},"csr":"{pem}","signature_hash":"sha256"}}}}"#),
        ),
        (
            reissue(Some("Nieuwe server")),
            "POST",
            "/reissue",
            format!(
                r#"{{"certificate":{{{names},"csr":"{pem}","signature_hash":"sha256"}},"comments":"Nieuwe server"}}"#
            ),
        ),
        (
            OrderAction::Revoke(revocation(Some("Gelekt"))),
            "PUT",
            "/revoke",
            r#"{"revocation_reason":"keyCompromise","comments":"Gelekt"}"#.to_owned(),
        ),
        (
            OrderAction::ChangeContacts {
                organization_contact: Some(ada()),
                technical_contact: None,
            },
            "PUT",
            "/contact",
            format!(r#"{{"contacts":[{person}"organization_contact"}}]}}"#),
        ),
        (
            OrderAction::ChangeContacts {
                organization_contact: Some(ada()),
                technical_contact: Some(ada()),
            },
            "PUT",
            "/contact",
            format!(r#"{{"contacts":[{person}"organization_contact"}},{person}"technical_contact"}}]}}"#),
        ),
        (
            OrderAction::SetDcvMethod(DcvMethod::DnsTxt),
            "PUT",
            "/dcv-method",
            r#"{"dcv_method":"dns-txt-token"}"#.to_owned(),
        ),
        (OrderAction::ResendEmails, "PUT", "/resend-emails", String::new()),
        (OrderAction::CheckDcv, "PUT", "/check-dcv", String::new()),
        (
            OrderAction::AddNote("Gebeld".to_owned()),
            "POST",
            "/note",
            r#"{"text":"Gebeld"}"#.to_owned(),
        ),
    ] {
        let expected = format!("{method} /order/certificate/701200345{end}\n{body}");
        assert_eq!(ChangeBody::of(&on(action)).kept(), expected);
    }
    // One certificate by its own number.
    let one = OrderAction::RevokeCertificate(CertificateId(702_300_456), revocation(None));
    assert_eq!(
        ChangeBody::of(&on(one)).kept(),
        "PUT /certificate/702300456/revoke\n{\"revocation_reason\":\"keyCompromise\"}"
    );
}

async fn answered(action: OrderAction, status: u16, body: &str) -> Submission {
    let server = Server::that_answers(status, body).await;
    let (client, request) = (server.client(), on(action));
    client.submit(&request, &client.prepare_change(&request)).await.outcome
}

fn accepted(answer: Option<Answer>) -> Submission {
    Submission::Accepted { created: None, answer }
}

fn waits(id: &str, status: &str) -> Option<Answer> {
    Some(Answer::Request {
        id: id.to_owned(),
        status: Some(status.to_owned()),
    })
}

#[tokio::test]
async fn a_yes_is_told_with_what_is_to_be_done() {
    let revoke = || OrderAction::Revoke(revocation(None));
    let random = |until: Option<&str>| {
        Some(Answer::RandomValue {
            value: "abc".to_owned(),
            until: until.map(str::to_owned),
        })
    };
    let method = || OrderAction::SetDcvMethod(DcvMethod::DnsTxt);
    let names = |names: &[(&str, &str)]| {
        let pair = |(name, word): &(&str, &str)| ((*name).to_owned(), (*word).to_owned());
        Some(Answer::Names {
            status: Some("pending".to_owned()),
            standing: Some("valid".to_owned()),
            names: names.iter().map(pair).collect(),
        })
    };
    for (action, status, body, expected) in [
        (OrderAction::Cancel("x".to_owned()), 204, "", None),
        (OrderAction::AddCsr(request()), 204, "", None),
        (
            OrderAction::AddNote("x".to_owned()),
            201,
            r#"{"id":2,"text":"x"}"#,
            None,
        ),
        // Approved at once, without an approval, and still to be approved.
        (revoke(), 204, "", None),
        (
            revoke(),
            201,
            r#"{"id":113,"type":"revoke","status":"approved"}"#,
            waits("113", "approved"),
        ),
        (
            revoke(),
            201,
            r#"{"id":"113","status":"pending"}"#,
            waits("113", "pending"),
        ),
        (
            reissue(None),
            201,
            r#"{"id":701200345,"requests":[{"id":7,"status":"submitted"}]}"#,
            waits("7", "submitted"),
        ),
        (
            reissue(None),
            201,
            r#"{"id":701200345,"requests":[{"id":7}],"certificate_id":9}"#,
            Some(Answer::Request {
                id: "7".to_owned(),
                status: None,
            }),
        ),
        (reissue(None), 201, r#"{"id":701200345}"#, None),
        (method(), 200, "", None),
        (
            method(),
            200,
            r#"{"dcv_random_value":"abc","expiration_date":"2026-12-01T10:00:00+00:00"}"#,
            random(Some("2026-12-01T10:00:00+00:00")),
        ),
        (method(), 200, r#"{"dcv_random_value":"abc"}"#, random(None)),
        (
            OrderAction::CheckDcv,
            200,
            r#"{"order_status":"pending","dcv_status":"valid","dns_name_validations":[{"dns_name":"a.nl","status":"approved"}]}"#,
            names(&[("a.nl", "approved")]),
        ),
        (
            OrderAction::CheckDcv,
            200,
            r#"{"order_status":"pending","dcv_status":"valid"}"#,
            names(&[]),
        ),
    ] {
        assert_eq!(answered(action, status, body).await, accepted(expected), "{body}");
    }
    assert!(waits("1", "pending").unwrap().waits_for_approval());
    assert!(!waits("1", "approved").unwrap().waits_for_approval());
}

#[tokio::test]
async fn a_record_that_is_not_found_is_a_refusal_with_its_code() {
    let errors = r#"{"errors":[{"code":"invalid_dns_txt","message":"Could not find a valid TXT record."}]}"#;
    let Submission::Refused(refused) = answered(OrderAction::CheckDcv, 400, errors).await else {
        panic!("a refusal")
    };
    let findings = pkio_desk::domain::change::refusal::findings(&ChangeForm::CheckOrderDcv, &refused);
    assert_eq!(findings.iter().next().unwrap().field, "dcv_method");
}
