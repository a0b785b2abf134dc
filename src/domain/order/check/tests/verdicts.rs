//! What a form becomes besides its findings: what is left out, what the circumstances decide.

use super::*;
use crate::domain::order::request::OinChoice;
use crate::domain::validity::Validity;

#[test]
fn what_is_left_out_stays_out() {
    let form = OrderForm {
        server_platform: String::new(),
        container: String::new(),
        dcv_method: String::new(),
        dcv_scope: String::new(),
        validity: "default".into(),
        dns_names: String::new(),
        contacts: vec![ContactForm {
            contact_type: "verified_contact".into(),
            ..ContactForm::default()
        }],
        ..example()
    };
    let request = form.check(&circumstances()).request.unwrap();
    assert_eq!(
        (
            request.server_platform,
            request.container,
            request.dcv_method,
            request.dcv_scope,
            request.validity
        ),
        (None, None, None, None, Validity::Default)
    );
    assert!(request.contacts.is_empty() && request.dns_names.is_empty());
}

#[test]
fn what_is_switched_off_cannot_be_sent() {
    let mut form = OrderForm {
        payment_method: "card".into(),
        ..example()
    };
    let off = Circumstances {
        switches: Switches::default(),
        ..circumstances()
    };
    assert!(form.check(&off).findings.names(&rules::PAYMENT_METHOD_SWITCHED_OFF));
    form.payment_method = "balance".into();
    for extra in Extra::ALL {
        let mut form = form.clone();
        *form.field_mut(extra.word()).unwrap() = "12: a".into();
        let found = form.check(&off).findings;
        assert!(
            found.of(extra.word()).any(|it| it.rule == &rules::EXTRA_SWITCHED_OFF),
            "{extra:?}"
        );
    }
}

#[test]
fn an_order_that_waits_for_an_approval_is_not_paid_by_card() {
    let approval = Circumstances {
        switches: circumstances().switches.with_approval(),
        ..circumstances()
    };
    for method in PaymentMethod::ALL {
        let form = OrderForm {
            payment_method: method.word().into(),
            payment_profile: "77".into(),
            billing_address: "Veldstraat 2".into(),
            billing_city: "Gent".into(),
            billing_country: "BE".into(),
            ..example()
        };
        let is_card = method == PaymentMethod::Card;
        let checked = form.check(&approval);
        let found: Vec<_> = checked.findings.of("payment_method").map(|it| it.rule.id).collect();
        assert_eq!(found.contains(&"payment-card-approval"), is_card, "{method:?}");
        assert_eq!(checked.request.is_none(), is_card, "{method:?}");
        assert!(form.check(&circumstances()).request.is_some(), "{method:?}");
    }
}

#[test]
fn a_service_user_must_name_the_contact_of_a_new_organization() {
    let mut form = example();
    new_organization(&mut form);
    form.organization.clear();
    let service = Circumstances {
        is_service_user: true,
        ..circumstances()
    };
    let checked = form.check(&service);
    assert!(checked.findings.names(&rules::ORGANIZATION_CONTACT_MISSING));
    assert!(form.check(&circumstances()).request.is_some());
    form.contacts.push(ContactForm {
        contact_type: "organization_contact".into(),
        ..john()
    });
    let checked = form.check(&service);
    assert!(checked.request.is_some(), "{:?}", checked.findings);
    assert!(
        !checked.findings.names(&rules::CONTACT_REPLACES_STORED),
        "there is nobody to replace"
    );
}

#[test]
fn an_oin_is_made_of_the_number_of_a_register() {
    let mut form = OrderForm {
        oin_choice: "kvk".into(),
        kvk_number: "2712 4701".into(),
        ..example()
    };
    let oin = |form: &OrderForm| form.check(&circumstances()).request.unwrap().oin;
    assert_eq!(oin(&form), OinChoice::Own("00000003271247010000".into()));
    form.kvk_number.clear();
    (form.oin_choice, form.rsin) = ("rsin".into(), "123456782".into());
    assert_eq!(oin(&form), OinChoice::Own("00000001123456782000".into()));
}

#[test]
fn more_years_are_doubted_unless_the_account_has_plans_for_them() {
    let form = OrderForm {
        years: "2".into(),
        ..example()
    };
    for (multi_year_plans, doubted) in [(None, true), (Some(false), true), (Some(true), false)] {
        let known = Circumstances {
            multi_year_plans,
            ..circumstances()
        };
        let found = form.check(&known).findings;
        assert_eq!(
            found.names(&rules::YEARS_NEED_MULTI_YEAR_PLAN),
            doubted,
            "{multi_year_plans:?}"
        );
    }
}

#[test]
fn a_key_of_an_earlier_order_is_named() {
    let again = Circumstances {
        key_used_by: Some(OrderId(17)),
        ..circumstances()
    };
    let checked = example().check(&again);
    let finding = checked.findings.of("csr").find(|f| f.rule.id == "csr-key-used-before");
    assert_eq!(finding.unwrap().args, [("order", "17".to_owned())]);
    assert!(checked.request.is_some());
    assert!(
        !example()
            .check(&circumstances())
            .findings
            .names(&rules::CSR_KEY_USED_BEFORE)
    );
}

#[test]
fn what_is_known_of_the_organization_decides_about_the_verified_contact() {
    let found = |precedent: Precedent, contacts: Vec<ContactForm>| {
        let form = OrderForm { contacts, ..example() };
        let known = Circumstances {
            precedent,
            ..circumstances()
        };
        let checked = form.check(&known);
        assert!(checked.request.is_some(), "it never keeps an order from being sent");
        let rules = [&rules::VERIFIED_CONTACT_NEEDED, &rules::VERIFIED_CONTACT_ABSENT];
        rules.map(|rule| checked.findings.names(rule))
    };
    assert_eq!(found(Precedent::NotValidated, Vec::new()), [true, false]);
    assert_eq!(found(Precedent::Validated, Vec::new()), [false, true]);
    assert_eq!(found(Precedent::Unknown, Vec::new()), [false, true]);
    assert_eq!(found(Precedent::NotValidated, vec![john()]), [false, false]);
}
