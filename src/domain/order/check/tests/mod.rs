//! One line per rule: a change to a form that passes, and what is then found.

mod verdicts;

use jiff::civil::date;

use super::*;
use crate::domain::findings::Severity;
use crate::domain::order::{ContactForm, Extra};
use crate::domain::payment::PaymentMethod;
use crate::domain::product::PRIVATE_SERVICES_SERVER;

/// Everything switched on, and a person's key.
fn circumstances() -> Circumstances {
    let on = PaymentMethod::ALL
        .into_iter()
        .fold(Switches::default(), Switches::with_payment);
    Circumstances {
        profile: &PRIVATE_SERVICES_SERVER,
        today: date(2026, 11, 22),
        switches: Extra::ALL.into_iter().fold(on, Switches::with_extra),
        is_service_user: false,
        multi_year_plans: None,
        key_used_by: None,
        precedent: Precedent::Unknown,
    }
}

macro_rules! corpus {
    ($name:literal) => {
        include_str!(concat!("../../../testdata/csr/", $name, ".pem"))
    };
}

fn john() -> ContactForm {
    ContactForm {
        contact_type: "verified_contact".into(),
        user_id: "2812497".into(),
        first_name: "John".into(),
        last_name: "Doe".into(),
        job_title: "Engineer".into(),
        telephone: "1801-903-4284".into(),
        email: "john.doe@johndoe.com".into(),
        ..ContactForm::default()
    }
}

/// The reference's first example as it is typed.
fn example() -> OrderForm {
    OrderForm {
        signature_hash: "sha256".into(),
        csr: include_str!("../../../testdata/rsa-2048.csr").into(),
        domain_choice: "own".into(),
        common_name: "domain.example.com".into(),
        dns_names: "domain.example.com".into(),
        server_platform: "59".into(),
        organization: "2042709".into(),
        oin_choice: "exclude".into(),
        container: "679393".into(),
        contacts: vec![john()],
        dcv_method: "email".into(),
        dcv_scope: "base_domain".into(),
        validity: "years".into(),
        years: "1".into(),
        payment_method: "balance".into(),
        csa_agreed: "yes".into(),
        ..OrderForm::default()
    }
}

#[test]
fn the_examples_of_the_reference_pass_with_warnings_at_most() {
    let own_oin = OrderForm {
        oin_choice: "own".into(),
        oin: "12345678901234567890".into(),
        ..example()
    };
    let qvtl = OrderForm {
        oin_choice: "digicert".into(),
        domain_choice: "qvtl".into(),
        common_name: "IntervillousMicrospeCo.qvtl.nl".into(),
        ..example()
    };
    for form in [example(), own_oin, qvtl] {
        let checked = form.check(&circumstances());
        assert_eq!(
            checked.findings.with_severity(Severity::Error).collect::<Vec<_>>(),
            Vec::<&_>::new()
        );
        assert!(checked.request.is_some());
        assert!(checked.findings.names(&rules::TELEPHONE_SHAPE));
    }
}

type Change = fn(&mut OrderForm);

#[test]
fn each_rule_is_found_where_it_belongs() {
    let table: &[(&str, &str, Change)] = &[
        ("csr-missing", "csr", |f| f.csr = " ".into()),
        ("csr-choice-missing", "csr_choice", |f| f.csr_choice = "x".into()),
        ("csr-follows", "csr_choice", |f| csr_later(f, "")),
        ("csr-not-wanted", "csr", |f| csr_later(f, "x")),
        ("csr-not-pem", "csr", |f| f.csr = "hello".into()),
        ("csr-truncated", "csr", |f| f.csr.truncate(300)),
        ("csr-is-certificate", "csr", |f| {
            f.csr = include_str!("../../../testdata/certificate.pem").into()
        }),
        ("csr-is-private-key", "csr", |f| f.private_key_removed = true),
        ("csr-too-large", "csr", |f| f.csr = "x".repeat(70_000)),
        ("csr-other-kind", "csr", |f| {
            f.csr = "-----BEGIN X-----AAAA-----END X-----".into()
        }),
        ("csr-key-not-rsa", "csr", |f| {
            f.csr = include_str!("../../../testdata/ec-p256.csr").into()
        }),
        ("csr-key-below-advice", "csr", |_| ()),
        ("csr-key-unsound", "csr", |f| {
            f.csr = corpus!("key-unsound+public-key-only--public-key-exponent-1").into();
        }),
        ("csr-key-too-short", "csr", |f| {
            f.csr = corpus!("key-too-short--openssl-rsa-1024").into();
        }),
        ("csr-key-odd-size", "csr", |f| {
            f.csr = corpus!("key-odd-size--openssl-rsa-2560").into();
        }),
        ("csr-signature-wrong", "csr", |f| {
            f.csr = corpus!("signature-wrong--bit-of-signature").into();
        }),
        ("csr-signature-broken", "csr", |f| {
            f.csr = corpus!("signature-broken--openssl-sha1").into();
        }),
        ("csr-signature-not-checked", "csr", |f| {
            f.csr = corpus!("signature-not-checked--openssl-sha3-256").into();
        }),
        ("csr-common-name-not-ordered", "csr", |f| {
            f.common_name = "anders.nl".into();
            f.dns_names.clear();
        }),
        ("csr-holds-email", "csr", |f| {
            f.csr = corpus!("holds-email--openssl-email-in-subject").into();
        }),
        ("csr-holds-password", "csr", |f| {
            f.csr = corpus!("holds-password--cryptography-password").into();
        }),
        ("csr-public-key-only", "csr", |f| {
            f.csr = include_str!("../../../testdata/rsa-2048.pub").into()
        }),
        ("signature-hash-unknown", "signature_hash", |f| {
            f.signature_hash = "sha1".into()
        }),
        ("platform-not-a-number", "server_platform", |f| {
            f.server_platform = "nginx".into()
        }),
        ("domain-choice-missing", "domain_choice", |f| f.domain_choice.clear()),
        ("common-name-missing", "common_name", |f| f.common_name.clear()),
        ("common-name-too-long", "common_name", |f| {
            f.common_name = format!("{}.nl", "a".repeat(62))
        }),
        ("name-is-ip", "dns_names", |f| f.dns_names = "192.0.2.1".into()),
        ("name-is-wildcard", "common_name", |f| {
            f.common_name = "*.voorbeeld.nl".into()
        }),
        ("name-single-label", "dns_names", |f| f.dns_names = "intranet".into()),
        ("name-not-a-host", "dns_names", |f| f.dns_names = "a_b.nl".into()),
        ("name-is-public-suffix", "dns_names", |f| f.dns_names = "co.uk".into()),
        ("name-is-shared-suffix", "dns_names", |f| {
            f.dns_names = "cistron.nl".into()
        }),
        ("name-unknown-ending", "common_name", |f| {
            f.common_name = "dienst.lan".into()
        }),
        ("names-may-cost", "dns_names", |f| {
            f.dns_names = "www.voorbeeld.nl".into()
        }),
        ("common-name-repeated", "dns_names", |_| ()),
        ("qvtl-needs-permission", "domain_choice", |f| {
            f.domain_choice = "qvtl".into()
        }),
        ("qvtl-name-elsewhere", "common_name", |f| {
            f.domain_choice = "qvtl".into()
        }),
        ("qvtl-name-unlikely", "common_name", |f| {
            f.common_name = "x.QVTL.nl".into()
        }),
        ("organization-missing", "organization", |f| f.organization.clear()),
        ("organization-not-a-number", "organization", |f| {
            f.organization = "Gemeente".into()
        }),
        ("organization-choice-missing", "organization_choice", |f| {
            f.organization_choice = "x".into()
        }),
        ("organization-not-wanted", "organization", new_organization),
        ("organization-is-new", "organization_choice", new_organization),
        ("organization-detail-missing", "organization_country", |f| {
            new_organization(f);
            f.organization_country.clear();
        }),
        ("organization-names-too-long", "organization_assumed_name", |f| {
            new_organization(f);
            f.organization_assumed_name = "x".repeat(60);
        }),
        ("organization-may-be-twice", "skip_duplicate_org_check", |f| {
            new_organization(f);
            f.skip_duplicate_org_check = "yes".into();
        }),
        ("text-too-long", "organization_zip", |f| {
            new_organization(f);
            f.organization_zip = "1".repeat(41);
        }),
        ("text-too-long", "contacts[0][job_title]", |f| {
            f.contacts[0].job_title = "é".repeat(65)
        }),
        ("country-unknown", "organization_country", |f| {
            new_organization(f);
            f.organization_country = "XX".into();
        }),
        ("postal-code-shape", "organization_zip", |f| {
            new_organization(f);
            f.organization_zip = "35".into();
        }),
        ("container-not-a-number", "container", |f| f.container = "x".into()),
        ("oin-choice-missing", "oin_choice", |f| f.oin_choice.clear()),
        ("oin-missing", "oin", |f| f.oin_choice = "own".into()),
        ("kvk-missing", "kvk_number", |f| f.oin_choice = "kvk".into()),
        ("kvk-shape", "kvk_number", |f| {
            f.oin_choice = "kvk".into();
            f.kvk_number = "123".into();
        }),
        ("kvk-zero-added", "kvk_number", |f| {
            (f.oin_choice, f.kvk_number) = ("kvk".into(), "7124701".into())
        }),
        ("rsin-missing", "rsin", |f| f.oin_choice = "rsin".into()),
        ("rsin-shape", "rsin", |f| {
            f.oin_choice = "rsin".into();
            f.rsin = "123".into();
        }),
        ("rsin-fails-test", "rsin", |f| {
            f.oin_choice = "rsin".into();
            f.rsin = "123456789".into();
        }),
        ("oin-not-wanted", "oin", |f| f.oin = "00000003271247010000".into()),
        ("oin-strange-characters", "oin", |f| own_oin(f, "0000000327124701000!")),
        ("oin-wrong-length", "oin", |f| own_oin(f, "27124701")),
        ("oin-unknown-prefix", "oin", |f| own_oin(f, "12345678901234567890")),
        ("oin-odd-suffix", "oin", |f| own_oin(f, "00000003271247010001")),
        ("oin-is-test", "oin", |f| own_oin(f, "00000099000000001000")),
        ("contact-type-missing", "contacts[0][contact_type]", |f| {
            f.contacts[0].contact_type.clear()
        }),
        ("contact-detail-missing", "contacts[0][job_title]", |f| {
            f.contacts[0].user_id.clear();
            f.contacts[0].job_title.clear();
        }),
        ("contact-user-not-a-number", "contacts[0][user_id]", |f| {
            f.contacts[0].user_id = "John".into()
        }),
        ("contact-overwrites-user", "contacts[0][user_id]", |_| ()),
        ("contact-replaces-stored", "contacts[0][contact_type]", |f| {
            f.contacts[0].contact_type = "technical_contact".into();
        }),
        ("contact-type-twice", "contacts[1][contact_type]", |f| {
            f.contacts = vec![john(), john()];
            f.contacts
                .iter_mut()
                .for_each(|c| c.contact_type = "technical_contact".into());
        }),
        ("contacts-too-many", "contacts", |f| f.contacts = vec![john(); 16]),
        ("verified-contact-absent", "contacts", |f| f.contacts.clear()),
        ("verified-contact-missing", "contacts", |f| {
            new_organization(f);
            f.contacts.clear();
        }),
        ("organization-contact-is-caller", "contacts", new_organization),
        ("email-shape", "contacts[0][email]", |f| {
            f.contacts[0].email = "john".into()
        }),
        ("telephone-shape", "contacts[0][telephone]", |_| ()),
        ("dcv-method-unknown", "dcv_method", |f| f.dcv_method = "pigeon".into()),
        ("dcv-scope-unknown", "dcv_scope", |f| f.dcv_scope = "galaxy".into()),
        ("years-unknown", "years", |f| f.years = "4".into()),
        ("years-need-multi-year-plan", "years", |f| f.years = "2".into()),
        ("validity-unknown", "validity", |f| f.validity = "x".into()),
        ("days-unknown", "days", |f| days(f, "0")),
        ("days-too-many", "days", |f| days(f, "398")),
        ("validity-below-a-year", "days", |f| days(f, "364")),
        ("until-unreadable", "until", |f| until(f, "soon")),
        ("until-past", "until", |f| until(f, "2026-11-22")),
        ("until-too-far", "until", |f| until(f, "2027-12-25")),
        ("validity-below-a-year", "until", |f| until(f, "2027-11-21")),
        ("validity-outlives-hierarchy", "years", |f| f.years = "3".into()),
        ("payment-method-unknown", "payment_method", |f| {
            f.payment_method = "gold".into()
        }),
        ("payment-method-not-in-reference", "payment_method", |f| {
            f.payment_method = "wire_transfer".into()
        }),
        ("payment-profile-missing", "payment_profile", |f| {
            f.payment_method = "profile".into()
        }),
        ("payment-profile-not-a-number", "payment_profile", |f| {
            f.payment_method = "profile".into();
            f.payment_profile = "mine".into();
        }),
        ("billing-detail-missing", "billing_city", |f| {
            f.payment_method = "card".into()
        }),
        ("country-unknown", "billing_country", |f| {
            f.payment_method = "card".into();
            f.billing_country = "Nederland".into();
        }),
        ("extra-not-in-reference", "comments", |f| f.comments = "x".into()),
        ("additional-email-shape", "additional_emails", |f| {
            f.additional_emails = "a@b.nl, c".into()
        }),
        ("custom-field-shape", "custom_fields", |f| {
            f.custom_fields = "12: a\nb".into()
        }),
        ("renewal-not-a-number", "renewal_of_order_id", |f| {
            f.renewal_of_order_id = "last".into()
        }),
        ("agreement-missing", "csa_agreed", |f| f.csa_agreed.clear()),
    ];
    for (rule, field, change) in table {
        let mut form = example();
        change(&mut form);
        let checked = form.check(&circumstances());
        let found: Vec<_> = checked.findings.of(field).map(|finding| finding.rule.id).collect();
        assert!(found.contains(rule), "{rule} not found at {field}, but {found:?}");
        assert_eq!(checked.request.is_none(), checked.findings.has_errors(), "{rule}");
    }
    let untested: Vec<_> = rules::ALL
        .iter()
        .map(|rule| rule.id)
        .filter(|id| !ELSEWHERE.contains(id) && !id.starts_with("card-"))
        .filter(|id| !table.iter().any(|(tested, ..)| tested == id))
        .collect();
    assert_eq!(untested, Vec::<&str>::new(), "rules without a line above");
}

/// Rules that the circumstances decide, tested below, and those of other tables.
const ELSEWHERE: [&str; 6] = [
    "csr-key-used-before",
    "payment-card-approval",
    "payment-method-switched-off",
    "extra-switched-off",
    "organization-contact-missing",
    "verified-contact-needed",
];

fn csr_later(form: &mut OrderForm, csr: &str) {
    form.csr_choice = "later".into();
    form.csr = csr.into();
}

fn days(form: &mut OrderForm, days: &str) {
    form.validity = "days".into();
    form.days = days.into();
}

fn until(form: &mut OrderForm, day: &str) {
    form.validity = "until".into();
    form.until = day.into();
}

fn new_organization(form: &mut OrderForm) {
    form.organization_choice = "new".into();
    for (field, value) in [
        ("organization_name", "Voorbeeld B.V."),
        ("organization_address", "Dorpsstraat 1"),
        ("organization_zip", "3511 AB"),
        ("organization_city", "Utrecht"),
        ("organization_state", "Utrecht"),
        ("organization_country", "nl"),
        ("organization_telephone", "030-1234567"),
    ] {
        *form.field_mut(field).unwrap() = value.into();
    }
}

fn own_oin(form: &mut OrderForm, oin: &str) {
    form.oin_choice = "own".into();
    form.oin = oin.into();
}
