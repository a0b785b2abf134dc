//! Rules about validations (CertCentral: Submit organization for validation).

use super::{Circumstances, number, people};
use crate::domain::change::form::ValidationForm;
use crate::domain::change::request::{ValidationWish, VerifiedChoice};
use crate::domain::directory::{PersonDetails, Standing, ValidationKind};
use crate::domain::findings::Findings;
use crate::domain::ids::ContactId;
use crate::domain::rules;

/// The most verified contacts (CertCentral: Order PKIo Private Services Server, by analogy).
const PEOPLE_MAX: usize = 15;

/// A submission, which must ask for something.
pub(super) fn submission(
    form: &ValidationForm,
    circumstances: &Circumstances<'_>,
    f: &mut Findings,
) -> Option<ValidationWish> {
    let wish = wish(form, circumstances, f);
    if wish.kinds.is_empty() {
        f.add(&rules::VALIDATION_KIND_MISSING, "kinds");
    }
    for kind in &wish.kinds {
        let validations = circumstances
            .organization()
            .map(|it| it.validations.as_slice())
            .unwrap_or_default();
        let mut those = validations.iter().filter(|it| it.kind == *kind);
        if those.any(|it| it.standing(circumstances.now) == Standing::Pending) {
            let about = vec![("kind", kind.0.to_uppercase())];
            f.add_with(&rules::VALIDATION_RUNS_ALREADY, "kinds", about);
        }
    }
    Some(wish)
}

/// What is ticked and who was named, which may be nothing and nobody.
pub(super) fn wish(form: &ValidationForm, circumstances: &Circumstances<'_>, f: &mut Findings) -> ValidationWish {
    let kinds = kinds(&form.kinds, f);
    let mut people = Vec::new();
    for typed in &form.known {
        let Some(id) = number(typed, "known", &rules::VERIFIED_CONTACT_UNKNOWN, f) else {
            continue;
        };
        let verified = circumstances
            .contacts()
            .map(|it| it.verified_contacts.as_slice())
            .unwrap_or_default();
        if verified.iter().any(|it| it.id == Some(ContactId(id))) {
            people.push(VerifiedChoice::Known(ContactId(id)));
        } else {
            f.add_with(
                &rules::VERIFIED_CONTACT_UNKNOWN,
                "known",
                vec![("typed", id.to_string())],
            );
        }
    }
    for (row, typed) in form.people.iter().enumerate().filter(|(_, typed)| !typed.is_blank()) {
        let person: PersonDetails = people::whole(&format!("people[{row}]"), typed, f);
        people.push(VerifiedChoice::New(person));
    }
    if people.len() > PEOPLE_MAX {
        let count = vec![("count", people.len().to_string())];
        f.add_with(&rules::CONTACTS_TOO_MANY, "people", count);
    }
    if people.is_empty()
        && let Some(kind) = kinds.iter().find(|kind| kind.needs_verified_contact())
    {
        let about = vec![("kind", kind.0.to_uppercase())];
        f.add_with(&rules::VALIDATION_NEEDS_PERSON, "people", about);
    }
    if kinds.is_empty() && !people.is_empty() {
        f.add(&rules::VALIDATION_KIND_MISSING, "kinds");
    }
    ValidationWish { kinds, people }
}

/// The kinds that are ticked, each once.
pub(super) fn kinds(typed: &[String], f: &mut Findings) -> Vec<ValidationKind> {
    let mut kinds: Vec<ValidationKind> = Vec::new();
    for word in typed.iter().map(|word| word.trim()).filter(|word| !word.is_empty()) {
        if !ValidationKind::WORDS.contains(&word) {
            f.add_with(
                &rules::VALIDATION_KIND_UNKNOWN,
                "kinds",
                vec![("typed", word.to_owned())],
            );
        } else if !kinds.iter().any(|kind| kind.0 == word) {
            kinds.push(ValidationKind(word.to_owned()));
        }
    }
    kinds
}
