//! Every change.

use pkio_desk::digicert::{DigiCert, Submission};
use pkio_desk::domain::change::request::{
    ChangeRequest, NewDomain, NewOrganization, TechnicalContact, ValidationWish, VerifiedChoice,
};
use pkio_desk::domain::directory::{DcvMethod, OrganizationDetails, PersonDetails};
use pkio_desk::domain::ids::{ContactId, ContainerId, OrganizationId, RemoteDomainId};
use serde_json::json;

use super::super::account::Account;
use super::super::changes::kinds;
use super::{Said, assert_same, settings};

fn person(first_name: &str) -> PersonDetails {
    PersonDetails {
        first_name: first_name.to_owned(),
        last_name: "de Wit".to_owned(),
        job_title: "CISO".to_owned(),
        telephone: "+31 30 123 45 67".to_owned(),
        telephone_extension: String::new(),
        email: format!("{first_name}@voorbeeld.example"),
    }
}

fn details(name: &str) -> OrganizationDetails {
    OrganizationDetails {
        name: name.to_owned(),
        ..super::super::changes::details()
    }
}

fn new_organization(name: &str) -> ChangeRequest {
    ChangeRequest::CreateOrganization(Box::new(NewOrganization {
        details: details(name),
        organization_contact: Some(person("Ada")),
        technical_contact: Some(person("Bram")),
        container: Some(ContainerId(679_393)),
        validation: ValidationWish {
            kinds: kinds(&["ov", "ev"]),
            people: vec![VerifiedChoice::New(person("Cas"))],
        },
        skip_duplicate_check: false,
    }))
}

/// Every change that can be sent, each beside what it is about; and some that DigiCert refuses.
fn changes() -> Vec<ChangeRequest> {
    let contacts =
        |id, first: Option<PersonDetails>, technical: Option<TechnicalContact>| ChangeRequest::ChangeContacts {
            id: OrganizationId(id),
            organization_contact: first.map(Box::new),
            technical_contact: technical.map(Box::new),
        };
    let submitted = |id, words: &[&str], people| {
        let kinds = kinds(words);
        ChangeRequest::SubmitOrganization(OrganizationId(id), ValidationWish { kinds, people })
    };
    let new_domain = |name: &str, container, dcv_method| {
        ChangeRequest::AddDomain(NewDomain {
            name: name.to_owned(),
            organization: OrganizationId(2_042_712),
            container,
            kinds: kinds(&["ov"]),
            dcv_method,
        })
    };
    let id = RemoteDomainId;
    vec![
        new_organization("Contract B.V."),
        ChangeRequest::ChangeOrganization(OrganizationId(2_042_725), Box::new(details("Leeszalen"))),
        contacts(2_042_723, Some(person("Ada")), None),
        contacts(2_042_712, None, Some(TechnicalContact::Set(person("Bram")))),
        contacts(2_042_726, Some(person("Ada")), Some(TechnicalContact::Removed)),
        submitted(2_042_719, &["ov", "ds"], Vec::new()),
        submitted(2_042_729, &["ev"], vec![VerifiedChoice::Known(ContactId(2_813_312))]),
        submitted(2_042_732, &["ev"], vec![VerifiedChoice::New(person("Cas"))]),
        ChangeRequest::SetOrganizationActive(OrganizationId(2_042_717), true),
        ChangeRequest::SetOrganizationActive(OrganizationId(2_042_713), false),
        new_domain("contract.example", None, None),
        new_domain("contract2.example", Some(ContainerId(679_394)), Some(DcvMethod::DnsTxt)),
        ChangeRequest::SubmitDomain {
            id: id(4_815_007),
            kinds: kinds(&["ov", "ev"]),
            dcv_method: Some(DcvMethod::Http),
        },
        ChangeRequest::ChangeDcvMethod(id(4_815_010), DcvMethod::Email),
        ChangeRequest::ChangeDcvMethod(id(4_815_011), DcvMethod::DnsTxt),
        ChangeRequest::NewDcvToken(id(4_815_012)),
        ChangeRequest::ResendDcvEmails(id(4_815_006)),
        ChangeRequest::CheckDcv(id(4_815_015)),
        ChangeRequest::SetDomainActive(id(4_815_016), true),
        ChangeRequest::SetDomainActive(id(4_815_003), false),
        // Refused.
        ChangeRequest::ChangeOrganization(OrganizationId(7), Box::new(details("Nobody"))),
        submitted(2_042_746, &["ov"], Vec::new()),
        new_domain("debalans.example", None, None),
        ChangeRequest::NewDcvToken(id(4_815_001)),
        ChangeRequest::CheckDcv(id(4_815_013)),
    ]
}

/// The record a change was about, or that came of it, as it is read afterwards.
async fn record(client: &DigiCert, request: &ChangeRequest, created: Option<i64>) -> String {
    match (request, created) {
        (ChangeRequest::CreateOrganization(_), Some(id)) => {
            format!("{:?}", client.organization_record(OrganizationId(id)).await)
        }
        (ChangeRequest::AddDomain(_), Some(id)) => format!("{:?}", client.domain_record(RemoteDomainId(id)).await),
        (
            ChangeRequest::ChangeOrganization(id, _)
            | ChangeRequest::ChangeContacts { id, .. }
            | ChangeRequest::SubmitOrganization(id, _)
            | ChangeRequest::SetOrganizationActive(id, _),
            _,
        ) => format!("{:?}", client.organization_record(*id).await),
        (
            ChangeRequest::SubmitDomain { id, .. }
            | ChangeRequest::ChangeDcvMethod(id, _)
            | ChangeRequest::NewDcvToken(id)
            | ChangeRequest::ResendDcvEmails(id)
            | ChangeRequest::CheckDcv(id)
            | ChangeRequest::SetDomainActive(id, _),
            _,
        ) => format!("{:?}", client.domain_record(*id).await),
        (ChangeRequest::OnOrder(id, _), _) => format!("{:?}", client.order_record(*id).await),
        (ChangeRequest::CreateOrganization(_) | ChangeRequest::AddDomain(_), None) => String::new(),
    }
}

/// The text without what is another each time: moments and random values.
fn lasting(text: &str) -> String {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '.' | '+' | '-');
    let mut lasting = String::new();
    let mut word = String::new();
    for c in text.chars().chain([' ']) {
        if is_part(c) {
            word.push(c);
            continue;
        }
        let is_moment = word.len() >= 20 && word.starts_with("20") && word.chars().nth(10) == Some('T');
        let is_value = word.len() == 32 && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
        match (is_moment, is_value) {
            (true, _) => lasting.push_str("<moment>"),
            (_, true) => lasting.push_str("<value>"),
            _ => lasting.push_str(&word),
        }
        word.clear();
        lasting.push(c);
    }
    lasting
}

#[tokio::test]
async fn every_change_has_the_same_outcome_in_every_manner() {
    let account = Account::new().await;
    let mut strict: Option<Said> = None;
    for settings in settings() {
        account.control("/reset", json!({})).await;
        account.control("/settings", settings.clone()).await;
        let still = json!({ "validate_after": null });
        account.control("/settings", still).await;
        account.control("/domains/4815015/publish", json!({})).await;
        let client = account.another_client();
        let mut said = Said::new();
        for request in changes() {
            let outcome = client.submit(&request, &client.prepare_change(&request)).await.outcome;
            let created = match &outcome {
                Submission::Accepted { created, .. } => *created,
                _ => None,
            };
            let record = record(&client, &request, created).await;
            said.push((format!("{request:?}"), lasting(&format!("{outcome:?} {record}"))));
        }
        match &strict {
            Some(strict) => assert_same(strict, &said, &settings),
            None => strict = Some(said),
        }
    }
    let strict = strict.unwrap();
    let accepted = strict.iter().filter(|(_, said)| said.starts_with("Accepted")).count();
    let refused = strict.iter().filter(|(_, said)| said.starts_with("Refused")).count();
    assert_eq!((accepted, refused), (20, 5), "{strict:#?}");
}

#[tokio::test]
async fn a_known_organization_is_refused_or_answered_as_the_manner_says() {
    let account = Account::new().await;
    for (reuses, expected) in [(false, None), (true, Some(2_042_712))] {
        account
            .control("/settings", json!({ "reuse_duplicates": reuses }))
            .await;
        let client = account.another_client();
        let request = new_organization("Administratiekantoor De Balans B.V.");
        let outcome = client.submit(&request, &client.prepare_change(&request)).await.outcome;
        match (outcome, expected) {
            (Submission::Accepted { created, .. }, Some(known)) => assert_eq!(created, Some(known)),
            (Submission::Refused(errors), None) => assert_eq!(errors.len(), 1),
            other => panic!("{other:?}"),
        }
    }
}
