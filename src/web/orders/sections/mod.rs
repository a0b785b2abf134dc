//! The sections of the order form, one file each: on the one long page they stand below each other, on pages of their
//! own each stands alone. Field names and checks are the same in both.

mod certificate;
mod contacts;
mod csr;
mod names;
mod needed;
mod organization;
mod payment;
mod people;
mod validation;

use leptos::prelude::*;

use super::fields::Fields;
use crate::connection::{Choice, Choices};
use crate::domain::country;
use crate::domain::order::Section;
use crate::web::ui::{SelectOption, Suggestion};
use crate::words::Words;

/// The fields of one section under its heading.
pub(super) fn section_view(section: Section, fields: &Fields, choices: &Choices) -> AnyView {
    match section {
        Section::Certificate => certificate::certificate(fields.clone(), choices.clone()),
        Section::Names => names::names(fields.clone()),
        Section::Organization => organization::organization(fields.clone(), choices.clone()),
        Section::Contacts => contacts::contacts(fields.clone()),
        Section::Validation => validation::validation(fields.clone()),
        Section::Payment => payment::payment(fields.clone()),
    }
}

/// The countries, by their codes.
fn countries(words: Words) -> Vec<SelectOption> {
    let choose = SelectOption::new("", words.text("country-choose"));
    let countries = country::all();
    let options = countries.into_iter().map(|it| SelectOption::new(it.code, it.name));
    std::iter::once(choose).chain(options).collect()
}

fn plain(values: &[&str]) -> Vec<SelectOption> {
    values
        .iter()
        .map(|value| SelectOption::new(*value, value.to_uppercase()))
        .collect()
}

fn suggestions(choices: &[Choice]) -> Vec<Suggestion> {
    choices
        .iter()
        .map(|choice| Suggestion {
            value: choice.id.clone(),
            label: Some(choice.name.clone()),
        })
        .collect()
}
