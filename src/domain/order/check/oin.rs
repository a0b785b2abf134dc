//! Rules about the OIN. Its shape is only ever doubted: DigiCert decides, and odd numbers do occur.

use super::filled;
use crate::domain::findings::Findings;
use crate::domain::oin::{Register, Shape, of_kvk, of_rsin, passes_eleven_test, shape, tidy};
use crate::domain::order::OrderForm;
use crate::domain::order::request::OinChoice;
use crate::domain::rules::{self, Rule};

/// The numbers that may be typed, and the answer each belongs to.
const NUMBERS: [(&str, &str); 3] = [("own", "oin"), ("kvk", "kvk_number"), ("rsin", "rsin")];

/// The OIN question.
pub(super) fn check(form: &OrderForm, findings: &mut Findings) -> Option<OinChoice> {
    let word = form.oin_choice.trim();
    let choice = match word {
        "own" => typed_whole(form, findings),
        "kvk" => {
            if tidy(&form.kvk_number).len() == 7 && of_kvk(&form.kvk_number).is_some() {
                findings.add(&rules::KVK_ZERO_ADDED, "kvk_number");
            }
            made_of(
                &form.kvk_number,
                of_kvk,
                "kvk_number",
                &rules::KVK_SHAPE,
                &rules::KVK_MISSING,
                findings,
            )
        }
        "rsin" => {
            let number = tidy(&form.rsin);
            let oin = made_of(
                &form.rsin,
                of_rsin,
                "rsin",
                &rules::RSIN_SHAPE,
                &rules::RSIN_MISSING,
                findings,
            );
            if oin.is_some() && !passes_eleven_test(&number) {
                findings.add(&rules::RSIN_FAILS_TEST, "rsin");
            }
            oin
        }
        "exclude" => Some(OinChoice::Exclude),
        "digicert" => Some(OinChoice::DigiCert),
        _ => {
            findings.add(&rules::OIN_CHOICE_MISSING, "oin_choice");
            return None;
        }
    };
    for (answer, field) in NUMBERS.iter().filter(|(answer, _)| *answer != word) {
        if form.field(field).and_then(filled).is_some() {
            findings.add_with(&rules::OIN_NOT_WANTED, *field, vec![("answer", (*answer).to_owned())]);
        }
    }
    choice
}

fn typed_whole(form: &OrderForm, findings: &mut Findings) -> Option<OinChoice> {
    let oin = tidy(&form.oin);
    if oin.is_empty() {
        findings.add(&rules::OIN_MISSING, "oin");
        return None;
    }
    check_shape(&oin, findings);
    Some(OinChoice::Own(oin))
}

fn made_of(
    typed: &str,
    make: fn(&str) -> Option<String>,
    field: &str,
    shape: &'static Rule,
    missing: &'static Rule,
    findings: &mut Findings,
) -> Option<OinChoice> {
    let oin = make(typed);
    if typed.trim().is_empty() {
        findings.add(missing, field);
    } else if oin.is_none() {
        findings.add(shape, field);
    }
    oin.map(OinChoice::Own)
}

fn check_shape(oin: &str, findings: &mut Findings) {
    match shape(oin) {
        Shape::Regular(Register::Test) => findings.add(&rules::OIN_IS_TEST, "oin"),
        Shape::Regular(_) => {}
        Shape::OddSuffix(_) => findings.add(&rules::OIN_ODD_SUFFIX, "oin"),
        Shape::UnknownPrefix => findings.add(&rules::OIN_UNKNOWN_PREFIX, "oin"),
        Shape::WrongLength { positions } => {
            findings.add_with(
                &rules::OIN_WRONG_LENGTH,
                "oin",
                vec![("positions", positions.to_string())],
            );
        }
        Shape::StrangeCharacters => findings.add(&rules::OIN_STRANGE_CHARACTERS, "oin"),
    }
}
