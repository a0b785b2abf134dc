//! One line a rule, and what passes.

use super::*;
use crate::domain::change::form::{ContactsForm, DomainForm, KEEP, NewOrganizationForm, REMOVE, SET, ValidationForm};
use crate::domain::change::request::{TechnicalContact, VerifiedChoice};
use crate::domain::directory::{
    Dcv, Domain, OrganizationContact, OrganizationDetails, PersonDetails, Validation, ValidationKind,
};
use crate::domain::ids::{ContactId, RemoteDomainId};

pub(super) fn ada() -> PersonDetails {
    PersonDetails {
        first_name: "Ada".into(),
        last_name: "de Wit".into(),
        job_title: "CISO".into(),
        telephone: "+31 30 123 45 67".into(),
        telephone_extension: "12".into(),
        email: "ada@voorbeeld.nl".into(),
    }
}

fn details() -> OrganizationDetails {
    OrganizationDetails {
        name: "Voorbeeld B.V.".into(),
        assumed_name: "Voorbeeld".into(),
        address: "Dorpsstraat 1".into(),
        address2: String::new(),
        zip: "3511 AB".into(),
        city: "Utrecht".into(),
        state: "Utrecht".into(),
        country: "NL".into(),
        telephone: "030-1234567".into(),
    }
}

fn organization() -> Organization {
    let contact = |id| OrganizationContact {
        id: Some(ContactId(id)),
        user_id: None,
        person: ada(),
    };
    Organization {
        id: OrganizationId(7),
        details: details(),
        is_active: true,
        container: None,
        validations: vec![Validation {
            kind: ValidationKind("ev".into()),
            description: String::new(),
            status: Some("pending".into()),
            since: None,
            until: None,
            people: Vec::new(),
            details: Vec::new(),
        }],
        contacts: Some(Contacts {
            organization_contact: Some(contact(1)),
            technical_contact: Some(contact(2)),
            verified_contacts: vec![contact(3)],
        }),
    }
}

fn domain() -> Domain {
    Domain {
        id: RemoteDomainId(9),
        name: "voorbeeld.nl".into(),
        is_active: true,
        organization: Some(OrganizationId(7)),
        organization_name: String::new(),
        container: None,
        created: None,
        validations: Vec::new(),
        dcv_until: None,
        dcv: Dcv {
            method: Some("email".into()),
            ..Dcv::default()
        },
    }
}

pub(super) fn check(form: &ChangeForm, subject: Subject, is_service_user: bool) -> Checked {
    let base = match subject {
        Subject::Organization(_) => Some(Snapshot::Organization(Box::new(organization()))),
        Subject::Domain(_) => Some(Snapshot::Domain(Box::new(domain()))),
        Subject::NewOrganization | Subject::NewDomain | Subject::Order(_) => None,
    };
    let alike = Lookalike {
        id: OrganizationId(8),
        name: "VOORBEELD BV".into(),
        city: "Utrecht".into(),
        is_active: true,
        likeness: Likeness::Name,
    };
    form.check(&Circumstances {
        subject,
        base: base.as_ref(),
        lookalikes: if subject == Subject::NewOrganization {
            std::slice::from_ref(&alike)
        } else {
            &[]
        },
        is_service_user,
        key_used_by: None,
        now: Timestamp::UNIX_EPOCH,
    })
}

pub(super) fn new(change: fn(&mut NewOrganizationForm)) -> (ChangeForm, Subject) {
    let mut form = NewOrganizationForm {
        details: details(),
        organization_contact: ada(),
        ..NewOrganizationForm::default()
    };
    change(&mut form);
    (ChangeForm::CreateOrganization(Box::new(form)), Subject::NewOrganization)
}

pub(super) fn changed(change: fn(&mut OrganizationDetails)) -> (ChangeForm, Subject) {
    let mut form = details();
    change(&mut form);
    (
        ChangeForm::ChangeOrganization(form),
        Subject::Organization(OrganizationId(7)),
    )
}

pub(super) fn contacts(change: fn(&mut ContactsForm)) -> (ChangeForm, Subject) {
    let mut form = ContactsForm {
        organization_contact: ada(),
        technical_choice: KEEP.into(),
        technical_contact: ada(),
    };
    change(&mut form);
    (
        ChangeForm::ChangeContacts(Box::new(form)),
        Subject::Organization(OrganizationId(7)),
    )
}

pub(super) fn submitted(change: fn(&mut ValidationForm)) -> (ChangeForm, Subject) {
    let mut form = ValidationForm {
        kinds: vec!["ov".into()],
        ..ValidationForm::default()
    };
    change(&mut form);
    (
        ChangeForm::SubmitOrganization(form),
        Subject::Organization(OrganizationId(7)),
    )
}

fn added(change: fn(&mut DomainForm)) -> (ChangeForm, Subject) {
    let mut form = DomainForm {
        name: "voorbeeld.nl".into(),
        organization: "7".into(),
        kinds: vec!["ov".into()],
        dcv_method: "dns-txt-token".into(),
        ..DomainForm::default()
    };
    change(&mut form);
    (ChangeForm::AddDomain(form), Subject::NewDomain)
}

fn method(word: &str) -> (ChangeForm, Subject) {
    let dcv_method = word.to_owned();
    (
        ChangeForm::ChangeDcvMethod { dcv_method },
        Subject::Domain(RemoteDomainId(9)),
    )
}

fn assert_found((form, subject): (ChangeForm, Subject), rule: &str, field: &str) {
    let checked = check(&form, subject, false);
    let found: Vec<_> = checked.findings.of(field).map(|finding| finding.rule.id).collect();
    assert!(
        found.contains(&rule),
        "{rule} not found at {field}, but {:?}",
        checked.findings
    );
    assert_eq!(checked.request.is_none(), checked.findings.has_errors(), "{rule}");
}

#[test]
fn every_rule_of_changes_is_applied() {
    let table: Vec<(&str, &str, (ChangeForm, Subject))> = vec![
        ("nothing-changed", "name", changed(|_| {})),
        ("nothing-changed", "organization_contact[first_name]", contacts(|_| {})),
        ("nothing-changed", "dcv_method", method("email")),
        ("organization-looks-alike", "name", new(|_| {})),
        ("state-abbreviated", "state", new(|f| f.details.state = "Z.H.".into())),
        (
            "new-organization-contact-is-caller",
            "organization_contact[first_name]",
            new(|f| f.organization_contact = PersonDetails::default()),
        ),
        ("validation-may-fall", "city", changed(|f| f.city = "Zeist".into())),
        (
            "organization-contact-stays",
            "organization_contact[first_name]",
            contacts(|f| f.organization_contact = PersonDetails::default()),
        ),
        (
            "technical-choice-missing",
            "technical_choice",
            contacts(|f| f.technical_choice = "x".into()),
        ),
        (
            "contact-becomes-another",
            "organization_contact[first_name]",
            contacts(|f| f.organization_contact.email = "bram@voorbeeld.nl".into()),
        ),
        ("validation-kind-missing", "kinds", submitted(|f| f.kinds.clear())),
        ("validation-kind-missing", "kinds", added(|f| f.kinds.clear())),
        (
            "validation-kind-unknown",
            "kinds",
            submitted(|f| f.kinds = vec!["xv".into()]),
        ),
        (
            "validation-needs-person",
            "people",
            submitted(|f| f.kinds = vec!["ev".into()]),
        ),
        (
            "validation-runs-already",
            "kinds",
            submitted(|f| f.kinds = vec!["ev".into()]),
        ),
        (
            "verified-contact-unknown",
            "known",
            submitted(|f| f.known = vec!["4".into()]),
        ),
        ("domain-name-missing", "name", added(|f| f.name.clear())),
        ("dcv-method-missing", "dcv_method", method("")),
        // Those of orders that serve here, too.
        ("organization-detail-missing", "city", new(|f| f.details.city.clear())),
        (
            "organization-names-too-long",
            "assumed_name",
            changed(|f| f.assumed_name = "x".repeat(60)),
        ),
        (
            "organization-may-be-twice",
            "skip_duplicate_org_check",
            new(|f| f.skip_duplicate_org_check = "yes".into()),
        ),
        ("text-too-long", "address", changed(|f| f.address = "x".repeat(65))),
        (
            "country-unknown",
            "country",
            changed(|f| f.country = "Nederland".into()),
        ),
        ("postal-code-shape", "zip", changed(|f| f.zip = "1000".into())),
        (
            "telephone-shape",
            "telephone",
            changed(|f| f.telephone = "bel mij".into()),
        ),
        (
            "person-detail-missing",
            "technical_contact[email]",
            contacts(|f| {
                f.technical_choice = SET.into();
                f.technical_contact.email.clear();
            }),
        ),
        (
            "email-shape",
            "people[0][email]",
            submitted(|f| {
                f.people = vec![PersonDetails {
                    email: "ada".into(),
                    ..ada()
                }];
            }),
        ),
        ("contacts-too-many", "people", submitted(|f| f.people = vec![ada(); 16])),
        (
            "container-not-a-number",
            "container",
            new(|f| f.container = "mine".into()),
        ),
        ("name-is-wildcard", "name", added(|f| f.name = "*.voorbeeld.nl".into())),
        (
            "organization-missing",
            "organization",
            added(|f| f.organization.clear()),
        ),
        (
            "organization-not-a-number",
            "organization",
            added(|f| f.organization = "x".into()),
        ),
        ("dcv-method-unknown", "dcv_method", method("pigeon")),
    ];
    let tested: Vec<&str> = table.iter().map(|(rule, ..)| *rule).collect();
    for (rule, field, form) in table {
        assert_found(form, rule, field);
    }
    let untested = rules::CHANGES.iter().map(|rule| rule.id);
    let untested: Vec<_> = untested
        .filter(|id| !tested.contains(id) && *id != "new-organization-contact-missing")
        .collect();
    assert_eq!(untested, Vec::<&str>::new(), "rules without a line above");
}

#[test]
fn a_service_user_must_name_an_organization_contact() {
    let (form, subject) = new(|f| f.organization_contact = PersonDetails::default());
    let checked = check(&form, subject, true);
    assert!(checked.findings.names(&rules::NEW_ORGANIZATION_CONTACT_MISSING));
    assert!(checked.request.is_none());
}

#[test]
fn a_country_is_sent_in_capital_letters_and_text_without_blanks_around_it() {
    let (form, subject) = changed(|f| {
        f.country = " nl".into();
        f.city = " Zeist ".into();
    });
    let Some(ChangeRequest::ChangeOrganization(_, sent)) = check(&form, subject, false).request else {
        panic!("the change should pass");
    };
    assert_eq!((sent.country.as_str(), sent.city.as_str()), ("NL", "Zeist"));
}

#[test]
fn only_the_contacts_that_change_are_sent_and_those_are_whole() {
    let sent = |change: fn(&mut ContactsForm)| {
        let (form, subject) = contacts(change);
        match check(&form, subject, false).request {
            Some(ChangeRequest::ChangeContacts {
                organization_contact,
                technical_contact,
                ..
            }) => (organization_contact, technical_contact),
            other => panic!("{other:?}"),
        }
    };
    let promoted = PersonDetails {
        job_title: "CIO".into(),
        ..ada()
    };
    let (organization_contact, technical_contact) = sent(|f| f.organization_contact.job_title = "CIO".into());
    assert_eq!(
        (organization_contact.as_deref(), technical_contact),
        (Some(&promoted), None)
    );
    let (organization_contact, technical_contact) = sent(|f| f.technical_choice = REMOVE.into());
    assert_eq!(organization_contact, None);
    assert_eq!(technical_contact.as_deref(), Some(&TechnicalContact::Removed));
}

#[test]
fn verified_contacts_go_by_their_id_or_whole() {
    let (form, subject) = submitted(|f| {
        f.kinds = vec!["ov".into(), "ov".into()];
        f.known = vec!["3".into()];
        f.people = vec![PersonDetails::default(), ada()];
    });
    let Some(ChangeRequest::SubmitOrganization(_, wish)) = check(&form, subject, false).request else {
        panic!("the submission should pass");
    };
    assert_eq!(wish.kinds, [ValidationKind("ov".into())]);
    assert_eq!(
        wish.people,
        [VerifiedChoice::Known(ContactId(3)), VerifiedChoice::New(ada())]
    );
}

#[test]
fn a_form_is_about_what_it_is_about() {
    let (form, _) = submitted(|_| {});
    assert!(form.is_about(Subject::Organization(OrganizationId(7))));
    assert!(!form.is_about(Subject::Domain(RemoteDomainId(9))));
    assert!(
        check(&form, Subject::Domain(RemoteDomainId(9)), false)
            .request
            .is_none()
    );
}
