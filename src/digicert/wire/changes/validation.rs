//! What an organization is to be validated for (CertCentral: Submit organization for validation).

use serde::Serialize;

use super::Id;
use super::contacts::Person;
use crate::domain::change::request::{ValidationWish, VerifiedChoice};

/// The validations that are asked for.
#[derive(Serialize)]
pub(super) struct Submission<'a> {
    validations: Vec<Validation<'a>>,
}

/// One of them.
#[derive(Serialize)]
pub(super) struct Validation<'a> {
    #[serde(rename = "type")]
    kind: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    verified_users: Vec<VerifiedUser<'a>>,
}

/// Somebody it is to rest on. The id wins over details, so there is one or the other.
#[derive(Serialize)]
#[serde(untagged)]
enum VerifiedUser<'a> {
    Known(Id),
    New(Person<'a>),
}

impl<'a> Submission<'a> {
    pub(super) fn of(wish: &'a ValidationWish) -> Self {
        Self {
            validations: Validation::all(wish),
        }
    }
}

impl<'a> Validation<'a> {
    pub(super) fn all(wish: &'a ValidationWish) -> Vec<Self> {
        let of_kind = |kind: &'a str| Self {
            kind,
            verified_users: wish.people.iter().map(VerifiedUser::of).collect(),
        };
        wish.kinds.iter().map(|kind| of_kind(&kind.0)).collect()
    }
}

impl<'a> VerifiedUser<'a> {
    fn of(choice: &'a VerifiedChoice) -> Self {
        match choice {
            VerifiedChoice::Known(id) => Self::Known(Id { id: id.0 }),
            VerifiedChoice::New(person) => Self::New(Person::of(person)),
        }
    }
}
