//! The request of each change, to the byte (CertCentral: Create organization, Update organization and technical contact,
//! Submit for validation, Add domain).

use pkio_desk::digicert::ChangeBody;
use pkio_desk::domain::change::request::{
    ChangeRequest, NewDomain, NewOrganization, TechnicalContact, ValidationWish, VerifiedChoice,
};
use pkio_desk::domain::directory::{DcvMethod, OrganizationDetails, PersonDetails, ValidationKind};
use pkio_desk::domain::ids::{ContactId, ContainerId, OrganizationId, RemoteDomainId};
use sha2::{Digest, Sha256};

fn ada() -> PersonDetails {
    PersonDetails {
        first_name: "Ada".to_owned(),
        last_name: "de Wit".to_owned(),
        job_title: "CISO".to_owned(),
        telephone: "+31 30 123 45 67".to_owned(),
        telephone_extension: "12".to_owned(),
        email: "ada@voorbeeld.example".to_owned(),
    }
}

fn bram() -> PersonDetails {
    PersonDetails {
        first_name: "Bram".to_owned(),
        telephone_extension: String::new(),
        ..ada()
    }
}

pub(super) fn details() -> OrganizationDetails {
    OrganizationDetails {
        name: "Café \"Zon\" B.V.".to_owned(),
        address: "Dorpsstraat 1".to_owned(),
        zip: "3500 AA".to_owned(),
        city: "Utrecht".to_owned(),
        state: "Utrecht".to_owned(),
        country: "NL".to_owned(),
        telephone: "030-1234567".to_owned(),
        ..OrganizationDetails::default()
    }
}

pub(super) fn kinds(words: &[&str]) -> Vec<ValidationKind> {
    words.iter().map(|word| ValidationKind((*word).to_owned())).collect()
}

fn least() -> NewOrganization {
    NewOrganization {
        details: details(),
        organization_contact: None,
        technical_contact: None,
        container: None,
        validation: ValidationWish::default(),
        skip_duplicate_check: false,
    }
}

/// A new organization of which nothing more is told than must be.
pub(super) fn new_organization() -> ChangeRequest {
    ChangeRequest::CreateOrganization(Box::new(least()))
}

/// A new domain.
pub(super) fn new_domain() -> ChangeRequest {
    ChangeRequest::AddDomain(NewDomain {
        name: "voorbeeld.example".to_owned(),
        organization: OrganizationId(2_042_001),
        container: None,
        kinds: kinds(&["ov"]),
        dcv_method: None,
    })
}

/// Other contacts, each of whom may stay.
pub(super) fn contacts(first: Option<PersonDetails>, technical: Option<TechnicalContact>) -> ChangeRequest {
    ChangeRequest::ChangeContacts {
        id: OrganizationId(7),
        organization_contact: first.map(Box::new),
        technical_contact: technical.map(Box::new),
    }
}

fn sent(request: &ChangeRequest) -> String {
    ChangeBody::of(request).kept().to_owned()
}

#[test]
fn an_organization_is_created_with_what_is_known_of_it() {
    assert_eq!(
        sent(&new_organization()),
        r#"POST /organization
{"name":"Café \"Zon\" B.V.","address":"Dorpsstraat 1","zip":"3500 AA","city":"Utrecht","state":"Utrecht","country":"nl","telephone":"030-1234567"}"#
    );
    let mut whole = NewOrganization {
        organization_contact: Some(ada()),
        technical_contact: Some(bram()),
        container: Some(ContainerId(679_001)),
        validation: ValidationWish {
            kinds: kinds(&["ov"]),
            people: Vec::new(),
        },
        skip_duplicate_check: true,
        ..least()
    };
    whole.details.assumed_name = "Zon".to_owned();
    whole.details.address2 = "2 hoog".to_owned();
    assert_eq!(
        sent(&ChangeRequest::CreateOrganization(Box::new(whole))),
        concat!(
            "POST /organization\n",
            r#"{"name":"Café \"Zon\" B.V.","assumed_name":"Zon","address":"Dorpsstraat 1","address2":"2 hoog","#,
            r#""zip":"3500 AA","city":"Utrecht","state":"Utrecht","country":"nl","telephone":"030-1234567","#,
            r#""organization_contact":{"first_name":"Ada","last_name":"de Wit","email":"ada@voorbeeld.example","#,
            r#""job_title":"CISO","telephone":"+31 30 123 45 67","telephone_extension":"12"},"#,
            r#""technical_contact":{"first_name":"Bram","last_name":"de Wit","email":"ada@voorbeeld.example","#,
            r#""job_title":"CISO","telephone":"+31 30 123 45 67"},"#,
            r#""container":{"id":679001},"validations":[{"type":"ov"}],"skip_duplicate_org_check":true}"#,
        )
    );
}

#[test]
fn a_changed_organization_is_sent_with_all_its_details() {
    assert_eq!(
        sent(&ChangeRequest::ChangeOrganization(
            OrganizationId(7),
            Box::new(details())
        )),
        r#"PUT /organization/7
{"name":"Café \"Zon\" B.V.","assumed_name":"","address":"Dorpsstraat 1","address2":"","zip":"3500 AA","city":"Utrecht","state":"Utrecht","country":"nl","telephone":"030-1234567"}"#
    );
}

#[test]
fn contacts_are_sent_whole_and_those_who_stay_are_not() {
    let ada_sent = r#""first_name":"Ada","last_name":"de Wit","email":"ada@voorbeeld.example","job_title":"CISO","telephone":"+31 30 123 45 67","telephone_extension":"12""#;
    let bram_sent = r#""first_name":"Bram","last_name":"de Wit","email":"ada@voorbeeld.example","job_title":"CISO","telephone":"+31 30 123 45 67""#;
    for (request, expected) in [
        (
            contacts(Some(ada()), None),
            format!(r#"{{{ada_sent},"contact_type":"organization_contact"}}"#),
        ),
        (
            contacts(None, Some(TechnicalContact::Set(bram()))),
            format!(r#"{{{bram_sent},"contact_type":"technical_contact"}}"#),
        ),
        (
            contacts(Some(ada()), Some(TechnicalContact::Removed)),
            format!(r#"{{{ada_sent},"contact_type":"organization_contact"}},{{"contact_type":"technical_contact"}}"#),
        ),
        (
            contacts(None, Some(TechnicalContact::Removed)),
            r#"{"contact_type":"technical_contact"}"#.to_owned(),
        ),
    ] {
        let expected = format!("PUT /organization/7/contact\n{{\"contacts\":[{expected}]}}");
        assert_eq!(sent(&request), expected);
    }
}

#[test]
fn people_go_with_every_kind_of_validation() {
    let wish = |words: &[&str], people: Vec<VerifiedChoice>| {
        let kinds = kinds(words);
        ChangeRequest::SubmitOrganization(OrganizationId(7), ValidationWish { kinds, people })
    };
    let known = VerifiedChoice::Known(ContactId(112_233));
    let bram_sent = r#"{"first_name":"Bram","last_name":"de Wit","email":"ada@voorbeeld.example","job_title":"CISO","telephone":"+31 30 123 45 67"}"#;
    for (request, expected) in [
        (
            wish(&["ov", "ds"], Vec::new()),
            r#"{"type":"ov"},{"type":"ds"}"#.to_owned(),
        ),
        (
            wish(&["ov", "ev"], vec![known, VerifiedChoice::New(bram())]),
            format!(
                r#"{{"type":"ov","verified_users":[{{"id":112233}},{bram_sent}]}},{{"type":"ev","verified_users":[{{"id":112233}},{bram_sent}]}}"#
            ),
        ),
    ] {
        let expected = format!("POST /organization/7/validation\n{{\"validations\":[{expected}]}}");
        assert_eq!(sent(&request), expected);
    }
}

#[test]
fn domains_and_switches() {
    let (organization, id) = (OrganizationId(7), RemoteDomainId(1_587_001));
    let with_all = ChangeRequest::AddDomain(NewDomain {
        name: "voorbeeld.example".to_owned(),
        organization,
        container: Some(ContainerId(3)),
        kinds: kinds(&["ov", "ev"]),
        dcv_method: Some(DcvMethod::DnsTxt),
    });
    let submitted = |dcv_method| ChangeRequest::SubmitDomain {
        id,
        kinds: kinds(&["ov"]),
        dcv_method,
    };
    for (request, expected) in [
        (
            new_domain(),
            "POST /domain\n{\"name\":\"voorbeeld.example\",\"organization\":{\"id\":2042001},\"validations\":[{\"type\":\"ov\"}]}",
        ),
        (
            with_all,
            "POST /domain\n{\"name\":\"voorbeeld.example\",\"organization\":{\"id\":7},\"container\":{\"id\":3},\"validations\":[{\"type\":\"ov\"},{\"type\":\"ev\"}],\"dcv_method\":\"dns-txt-token\"}",
        ),
        (
            submitted(None),
            "POST /domain/1587001/validation\n{\"validations\":[{\"type\":\"ov\"}]}",
        ),
        (
            submitted(Some(DcvMethod::Http)),
            "POST /domain/1587001/validation\n{\"validations\":[{\"type\":\"ov\"}],\"dcv_method\":\"http-token\"}",
        ),
        (
            ChangeRequest::ChangeDcvMethod(id, DcvMethod::DnsCname),
            "PUT /domain/1587001/dcv/method\n{\"dcv_method\":\"dns-cname-token\"}",
        ),
        (ChangeRequest::NewDcvToken(id), "POST /domain/1587001/dcv/token\n"),
        (ChangeRequest::ResendDcvEmails(id), "POST /domain/1587001/dcv/emails\n"),
        (ChangeRequest::CheckDcv(id), "PUT /domain/1587001/dcv/validate-token\n"),
        (
            ChangeRequest::SetDomainActive(id, true),
            "PUT /domain/1587001/activate\n",
        ),
        (
            ChangeRequest::SetDomainActive(id, false),
            "PUT /domain/1587001/deactivate\n",
        ),
        (
            ChangeRequest::SetOrganizationActive(organization, true),
            "PUT /organization/7/activate\n",
        ),
        (
            ChangeRequest::SetOrganizationActive(organization, false),
            "PUT /organization/7/deactivate\n",
        ),
    ] {
        assert_eq!(sent(&request), expected);
    }
}

#[test]
fn the_digest_is_of_method_path_and_body() {
    let body = ChangeBody::of(&new_organization());
    let digest: String = Sha256::digest(body.kept())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert_eq!(body.sha256(), digest);
    assert_eq!((body.method(), body.path()), ("POST", &["organization".to_owned()][..]));
    assert!(body.kept().as_bytes().ends_with(body.bytes()) && !body.bytes().is_empty());
    let id = RemoteDomainId(7);
    let all = [
        new_organization(),
        ChangeRequest::ChangeOrganization(OrganizationId(7), Box::new(details())),
        ChangeRequest::ChangeOrganization(OrganizationId(8), Box::new(details())),
        ChangeRequest::SetOrganizationActive(OrganizationId(7), true),
        ChangeRequest::SetDomainActive(id, true),
        ChangeRequest::SetDomainActive(id, false),
        ChangeRequest::NewDcvToken(id),
        ChangeRequest::ResendDcvEmails(id),
    ];
    let digests: std::collections::BTreeSet<_> = all
        .iter()
        .map(|request| ChangeBody::of(request).sha256().to_owned())
        .collect();
    assert_eq!(digests.len(), all.len());
}
