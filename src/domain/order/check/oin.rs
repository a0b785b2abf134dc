//! Rules about the OIN. Its shape is only ever doubted: DigiCert decides, and odd numbers do occur.

use crate::domain::findings::Findings;
use crate::domain::oin::{Register, Shape, shape, tidy};
use crate::domain::order::OrderForm;
use crate::domain::order::request::OinChoice;
use crate::domain::rules;

/// The OIN question.
pub(super) fn check(form: &OrderForm, findings: &mut Findings) -> Option<OinChoice> {
    let choice = super::oin_choice(form);
    match &choice {
        None => findings.add(&rules::OIN_CHOICE_MISSING, "oin_choice"),
        Some(OinChoice::Own(oin)) if oin.is_empty() => findings.add(&rules::OIN_MISSING, "oin"),
        Some(OinChoice::Own(oin)) => check_shape(oin, findings),
        Some(OinChoice::Exclude | OinChoice::DigiCert) if !tidy(&form.oin).is_empty() => {
            findings.add(&rules::OIN_NOT_WANTED, "oin");
        }
        Some(OinChoice::Exclude | OinChoice::DigiCert) => {}
    }
    choice
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
