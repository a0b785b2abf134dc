//! Organizations: created, changed, their contacts, their validation.

use pkio_desk::domain::change::ChangeKind;
use serde_json::{Value, json};

use super::super::NEW;
use super::{ANY, Case, new, organization};

const ADA: [(&str, &str); 6] = [
    ("organization_contact[first_name]", "Ada"),
    ("organization_contact[last_name]", "de Wit"),
    ("organization_contact[job_title]", "Directeur"),
    ("organization_contact[telephone]", "+31 30 555 0401"),
    ("organization_contact[telephone_extension]", "12"),
    ("organization_contact[email]", "ada@nieuw.example"),
];

const BRAM: [(&str, &str); 5] = [
    ("technical_contact[first_name]", "Bram"),
    ("technical_contact[last_name]", "Techniek"),
    ("technical_contact[job_title]", "Beheerder"),
    ("technical_contact[telephone]", "+31 30 555 0402"),
    ("technical_contact[email]", "bram@nieuw.example"),
];

const CAS: [(&str, &str); 5] = [
    ("people[0][first_name]", "Cas"),
    ("people[0][last_name]", "Bestuur"),
    ("people[0][job_title]", "Bestuurder"),
    ("people[0][telephone]", "+31 30 555 0403"),
    ("people[0][email]", "cas@nieuw.example"),
];

fn ada() -> Value {
    json!({
        "id": ANY, "first_name": "Ada", "last_name": "de Wit", "job_title": "Directeur",
        "telephone": "+31 30 555 0401", "telephone_extension": "12", "email": "ada@nieuw.example",
    })
}

fn bram() -> Value {
    json!({
        "id": ANY, "first_name": "Bram", "last_name": "Techniek", "job_title": "Beheerder",
        "telephone": "+31 30 555 0402", "email": "bram@nieuw.example",
    })
}

fn cas() -> Value {
    json!({
        "id": ANY, "first_name": "Cas", "last_name": "Bestuur", "job_title": "Bestuurder",
        "telephone": "+31 30 555 0403", "email": "cas@nieuw.example",
    })
}

pub(super) fn cases() -> Vec<Case> {
    [vec![least(), everything()], details(), contacts(), submissions()].concat()
}

fn least() -> Case {
    new(ChangeKind::CreateOrganization, "the least")
        .typing(&NEW)
        .changes(&[(
            "",
            json!({
                "id": ANY, "name": "Nieuwe Zaak B.V.", "address": "Kade 9", "zip": "3511 AB", "city": "Utrecht",
                "state": "Utrecht", "country": "nl", "telephone": "+31 30 555 0400", "container": ANY,
                "is_active": true, "was_submitted": false, "validations": [],
                "organization_contact": {
                    "id": ANY, "user_id": ANY, "first_name": ANY, "last_name": ANY, "email": ANY, "job_title": ANY,
                    "telephone": ANY,
                },
            }),
        )])
}

fn everything() -> Case {
    let everything = [
        ("name", "Administratiekantoor De Balans B.V."),
        ("assumed_name", "De Balans Twee"),
        ("address", "Kaai 10"),
        ("address2", "3e verdieping"),
        ("zip", "2000"),
        ("city", "Antwerpen"),
        ("state", "Antwerpen"),
        ("country", "NL"),
        ("telephone", "+32 3 555 04 00"),
        ("container", "679395"),
        ("kinds", "ov"),
        ("kinds", "ev"),
        ("skip_duplicate_org_check", "yes"),
    ];
    new(
        ChangeKind::CreateOrganization,
        "everything, although one like it is known",
    )
    .typing(&everything)
    .typing(&ADA)
    .typing(&BRAM)
    .typing(&CAS)
    .changes(&[(
        "",
        json!({
            "id": ANY, "name": "Administratiekantoor De Balans B.V.", "assumed_name": "De Balans Twee",
            "address": "Kaai 10", "address2": "3e verdieping", "zip": "2000", "city": "Antwerpen",
            "state": "Antwerpen", "country": "nl", "telephone": "+32 3 555 04 00", "container": 679_395,
            "is_active": true, "was_submitted": false,
            "validations": [
                { "type": "ov", "created": ANY, "requested": ANY, "people": [ANY] },
                { "type": "ev", "created": ANY, "requested": ANY, "people": [ANY] },
            ],
            "organization_contact": ada(), "technical_contact": bram(), "verified_contacts": [cas()],
        }),
    )])
}

fn details() -> Vec<Case> {
    let begun_anew = [
        ("/validations/0/created", json!(ANY)),
        ("/validations/0/until", Value::Null),
        ("/validations/0/requested", json!(ANY)),
        ("/validations/0/done", Value::Null),
    ];
    let kind = ChangeKind::ChangeOrganization;
    vec![
        organization(kind, "the telephone", 2_042_712)
            .typing(&[("telephone", "+31 30 555 9999")])
            .changes(&[("/telephone", json!("+31 30 555 9999"))]),
        organization(kind, "names and the second line", 2_042_725)
            .typing(&[
                ("name", "Stichting Leeszalen Rivierenland"),
                ("assumed_name", ""),
                ("address2", "4e verdieping"),
            ])
            .changes(&[
                ("/name", json!("Stichting Leeszalen Rivierenland")),
                ("/assumed_name", Value::Null),
                ("/address2", json!("4e verdieping")),
            ])
            .changes(&begun_anew),
        organization(kind, "the whole address", 2_042_728)
            .typing(&[
                ("address", "Kaai 10"),
                ("zip", "2000"),
                ("city", "Antwerpen"),
                ("state", "Provincie Antwerpen"),
                ("country", "BE"),
                ("telephone", "+32 3 555 04 00"),
            ])
            .changes(&[
                ("/address", json!("Kaai 10")),
                ("/zip", json!("2000")),
                ("/city", json!("Antwerpen")),
                ("/state", json!("Provincie Antwerpen")),
                ("/country", json!("be")),
                ("/telephone", json!("+32 3 555 04 00")),
            ])
            .changes(&begun_anew),
    ]
}

fn contacts() -> Vec<Case> {
    let case = |variant, id| organization(ChangeKind::ChangeContacts, variant, id);
    vec![
        case("a detail of the organization contact", 2_042_713)
            .typing(&[("organization_contact[job_title]", "Directeur")])
            .changes(&[("/organization_contact/job_title", json!("Directeur"))]),
        case("an extension is taken away", 2_042_724)
            .typing(&[("organization_contact[telephone_extension]", "")])
            .changes(&[("/organization_contact/telephone_extension", Value::Null)]),
        case("another organization contact, the technical contact stays", 2_042_721)
            .typing(&ADA)
            .changes(&[
                ("/organization_contact/id", json!(ANY)),
                ("/organization_contact/first_name", json!("Ada")),
                ("/organization_contact/last_name", json!("de Wit")),
                ("/organization_contact/job_title", json!("Directeur")),
                ("/organization_contact/telephone", json!("+31 30 555 0401")),
                ("/organization_contact/telephone_extension", json!("12")),
                ("/organization_contact/email", json!("ada@nieuw.example")),
            ]),
        case("a technical contact where there was none", 2_042_711)
            .typing(&[("technical_choice", "set")])
            .typing(&BRAM)
            .changes(&[("/technical_contact", bram())]),
        case("a detail of the technical contact", 2_042_723)
            .typing(&[
                ("technical_choice", "set"),
                ("technical_contact[telephone]", "+31 30 555 0404"),
            ])
            .changes(&[("/technical_contact/telephone", json!("+31 30 555 0404"))]),
        case("the technical contact is removed", 2_042_726)
            .typing(&[("technical_choice", "remove")])
            .changes(&[("/technical_contact", Value::Null)]),
        case("both at once", 2_042_731)
            .typing(&[
                ("organization_contact[telephone]", "+31 10 555 0405"),
                ("technical_choice", "remove"),
            ])
            .changes(&[
                ("/organization_contact/telephone", json!("+31 10 555 0405")),
                ("/technical_contact", Value::Null),
            ]),
    ]
}

fn submissions() -> Vec<Case> {
    let case = |variant, id| organization(ChangeKind::SubmitOrganization, variant, id);
    let asked = |kind: &str| json!({ "type": kind, "created": ANY, "requested": ANY });
    let with_people = |kind: &str| json!({ "type": kind, "created": ANY, "requested": ANY, "people": [ANY] });
    vec![
        case("without people", 2_042_719).changes(&[("/validations/0", asked("ov"))]),
        case("anew, with a verified contact who is known", 2_042_729)
            .typing(&[("kinds", "ov"), ("kinds", "ds"), ("known", "2813312")])
            .changes(&[
                ("/validations/0/created", json!(ANY)),
                ("/validations/0/until", Value::Null),
                ("/validations/0/requested", json!(ANY)),
                ("/validations/0/done", Value::Null),
                ("/validations/1/created", json!(ANY)),
                ("/validations/1/requested", json!(ANY)),
            ]),
        case("another kind, with a new verified contact", 2_042_732)
            .typing(&[("kinds", "ev")])
            .typing(&CAS)
            .changes(&[
                ("/validations/1", with_people("ev")),
                ("/verified_contacts", json!([cas()])),
            ]),
    ]
}
