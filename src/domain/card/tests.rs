//! Cards: what is found, what is read, what is never shown.

use jiff::civil::date;

use super::*;

fn form(change: &[(&str, &str)]) -> CardForm {
    let mut form = CardForm::default();
    let good = [
        ("card_number", "4111 1111-1111 1111"),
        ("card_expiration_month", "11"),
        ("card_expiration_year", "2026"),
        ("card_cvv", "123"),
        ("cardholder_name", " Ada Voorbeeld "),
    ];
    for (name, value) in good.iter().chain(change) {
        form.put(name, Zeroizing::new((*value).to_owned()));
    }
    form
}

const LONG: &str = match std::str::from_utf8(&[b'x'; 256]) {
    Ok(long) => long,
    Err(_) => "",
};

#[test]
fn a_card_that_is_not_kept_cannot_be_the_default() {
    let both = [("save_credit_card", "no"), ("set_as_default", "yes")];
    let (findings, card) = form(&both).check(date(2026, 11, 22));
    assert!(findings.names(&rules::CARD_DEFAULT_NOT_KEPT) && card.is_none());
}

#[test]
fn each_card_rule_is_found_where_it_belongs() {
    for (change, rule, field) in [
        (("card_number", " "), "card-number-missing", "card_number"),
        (
            ("card_number", "4111 1111 1111 1112"),
            "card-number-wrong",
            "card_number",
        ),
        (("card_number", "0"), "card-number-wrong", "card_number"),
        (("card_number", "4111x1111"), "card-number-wrong", "card_number"),
        (("card_cvv", ""), "card-cvv-missing", "card_cvv"),
        (("card_cvv", "12"), "card-cvv-shape", "card_cvv"),
        (("card_cvv", "12345"), "card-cvv-shape", "card_cvv"),
        (("cardholder_name", " "), "card-holder-missing", "cardholder_name"),
        (("cardholder_name", LONG), "card-holder-too-long", "cardholder_name"),
        (
            ("card_expiration_month", ""),
            "card-expiry-missing",
            "card_expiration_month",
        ),
        (
            ("card_expiration_year", ""),
            "card-expiry-missing",
            "card_expiration_year",
        ),
        (
            ("card_expiration_month", "13"),
            "card-expiry-shape",
            "card_expiration_month",
        ),
        (
            ("card_expiration_year", "abc"),
            "card-expiry-shape",
            "card_expiration_month",
        ),
        (("card_expiration_month", "10"), "card-expired", "card_expiration_month"),
    ] {
        let (findings, card) = form(&[change]).check(date(2026, 11, 22));
        let found: Vec<_> = findings
            .iter()
            .map(|finding| (finding.rule.id, finding.field.as_str()))
            .collect();
        assert_eq!(found, [(rule, field)], "{change:?}");
        assert!(card.is_none(), "{change:?}");
    }
}

#[test]
fn a_card_is_taken_out_of_what_others_say() {
    let (_, card) = form(&[]).check(date(2026, 11, 22));
    let cleaned = |text: &str| card.as_ref().map(|card| card.taken_out_of(text));
    for (text, clean) in [
        (
            "number 4111111111111111, code 123",
            "number [withheld], code [withheld]",
        ),
        ("4111 1111-1111 1111", "[withheld]"),
        ("declined for Ada Voorbeeld", "declined for [withheld]"),
        ("order 123: 4111 1111", "order 123: 4111 1111"),
        ("é4111111111111111é", "é[withheld]é"),
        ("", ""),
    ] {
        assert_eq!(cleaned(text).as_deref(), Some(clean), "{text}");
    }
}

#[test]
fn a_good_card_is_read_and_shows_nothing() {
    let good = form(&[
        ("card_expiration_year", "26"),
        ("save_credit_card", "yes"),
        ("set_as_default", "yes"),
    ]);
    let (findings, card) = good.check(date(2026, 11, 30));
    assert!(findings.is_empty());
    let shown = format!("{card:?} {good:?}");
    assert!(!shown.contains("4111") && !shown.contains("Ada"), "{shown}");
    let card = card.map(|card| {
        let [number, cvv, holder] =
            [&card.number, &card.cvv, &card.cardholder_name].map(|secret| secret.expose_secret().to_owned());
        (
            number,
            cvv,
            holder,
            card.expiration_month,
            card.expiration_year,
            card.save,
            card.set_as_default,
        )
    });
    let expected = (
        "4111111111111111",
        "123",
        "Ada Voorbeeld",
        "11",
        "2026",
        Some(true),
        true,
    );
    let (number, cvv, holder, month, year, save, default) = expected;
    let expected = (
        number.to_owned(),
        cvv.to_owned(),
        holder.to_owned(),
        month.to_owned(),
        year.to_owned(),
        save,
        default,
    );
    assert_eq!(card, Some(expected));
}
