//! How long it is valid, how it is paid, and the agreement.

use leptos::prelude::*;

use super::super::fields::Fields;
use crate::domain::product::PRIVATE_SERVICES_SERVER;
use crate::web::ui::{Checkbox, RadioOption, Radios, Section, Select, SelectOption, Width};

pub(super) fn payment(fields: Fields) -> AnyView {
    let words = fields.words;
    let year = |years: &u8| {
        SelectOption::new(
            years.to_string(),
            words.with("years-option", [("years", (*years).into())]),
        )
    };
    let years = std::iter::once(SelectOption::new("", words.text("years-choose")))
        .chain(PRIVATE_SERVICES_SERVER.years.iter().map(year))
        .collect();
    let years = view! { <Select field=fields.fill("field-years", "years") options=years width=Width::Narrow/> };
    let validity = vec![
        RadioOption::new("default", words.text("validity-default")).hint(words.text("validity-default-hint")),
        RadioOption::new("years", words.text("validity-years")).reveal(years),
    ];
    let payments =
        vec![RadioOption::new("balance", words.text("payment-balance")).hint(words.text("payment-balance-hint"))];
    view! {
        <Section id="s-payment" heading=words.text("section-payment") intro=words.text("section-payment-intro")>
            <Radios field=fields.fill("field-validity", "validity") options=validity/>
            <Radios field=fields.fill("field-payment-method", "payment_method") options=payments/>
            <Checkbox field=fields.fill("field-csa-agreed", "csa_agreed")/>
        </Section>
    }
    .into_any()
}
