//! How long it is valid, how it is paid, further parameters where they are switched on, and the agreement.

use leptos::prelude::*;

use super::super::fields::Fields;
use super::countries;
use crate::domain::order::{Extra, Switches};
use crate::domain::payment::PaymentMethod;
use crate::domain::product::PRIVATE_SERVICES_SERVER;
use crate::web::context;
use crate::web::ui::{Checkbox, RadioOption, Radios, Section, Select, SelectOption, TextArea, TextInput, Width};

pub(super) fn payment(fields: Fields) -> AnyView {
    let words = fields.words;
    let switches = context::state().orders().switches();
    let payments = switches
        .payments()
        .filter(|method| is_offered(&fields, switches, *method))
        .map(|method| payment_option(&fields, method))
        .collect();
    let mut method = fields.fill("field-payment-method", "payment_method");
    if switches.needs_approval() && switches.allow_payment(PaymentMethod::Card) {
        method = method.hint(words.text("payment-no-card"));
    }
    let extras = Extra::ALL
        .into_iter()
        .filter(|extra| is_shown(&fields, switches, *extra))
        .map(|extra| extra_field(&fields, extra))
        .collect_view();
    view! {
        <Section id="s-payment" heading=words.text("section-payment") intro=words.text("section-payment-intro")>
            <Radios field=fields.fill("field-validity", "validity") options=validity(&fields)/>
            <Radios field=method options=payments/>
            {extras}
            <Checkbox field=fields.fill("field-csa-agreed", "csa_agreed")/>
        </Section>
    }
    .into_any()
}

fn validity(fields: &Fields) -> Vec<RadioOption> {
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
    let days = view! { <TextInput field=fields.fill("field-days", "days") inputmode="numeric" width=Width::Narrow/> };
    let until = view! { <TextInput field=fields.fill("field-until", "until") width=Width::Narrow/> };
    vec![
        RadioOption::new("default", words.text("validity-default")).hint(words.text("validity-default-hint")),
        RadioOption::new("years", words.text("validity-years")).reveal(years),
        RadioOption::new("days", words.text("validity-days")).reveal(days),
        RadioOption::new("until", words.text("validity-until")).reveal(until),
    ]
}

fn payment_option(fields: &Fields, method: PaymentMethod) -> RadioOption {
    let words = fields.words;
    let word = method.word().replace('_', "-");
    let option = RadioOption::new(method.word(), words.text(&format!("payment-{word}")))
        .hint(words.text(&format!("payment-{word}-hint")));
    match method {
        PaymentMethod::Balance | PaymentMethod::WireTransfer => option,
        PaymentMethod::Profile => {
            let field = fields.fill("field-payment-profile", "payment_profile");
            option.reveal(view! { <TextInput field inputmode="numeric" width=Width::Narrow/> })
        }
        PaymentMethod::Card => option.reveal(billing_address(fields)),
    }
}

fn billing_address(fields: &Fields) -> AnyView {
    let words = fields.words;
    view! {
        <TextInput field=fields.fill("field-billing-address", "billing_address") width=Width::Wide/>
        <TextInput field=fields.fill_optional("field-address2", "billing_address2") width=Width::Wide/>
        <div class="field-grid">
            <TextInput field=fields.fill_optional("field-zip", "billing_zip") width=Width::Narrow/>
            <TextInput field=fields.fill("field-city", "billing_city")/>
        </div>
        <TextInput field=fields.fill_optional("field-state", "billing_state")/>
        <Select field=fields.fill("field-country", "billing_country") options=countries(words)/>
    }
    .into_any()
}

/// A card does not go together with an approval; it is shown only where it was chosen before, beside its finding.
fn is_offered(fields: &Fields, switches: Switches, method: PaymentMethod) -> bool {
    let is_chosen = fields.value("payment_method").trim() == method.word();
    method != PaymentMethod::Card || !switches.needs_approval() || is_chosen
}

/// What is switched off is shown only where something stands in it, so that it can be emptied.
fn is_shown(fields: &Fields, switches: Switches, extra: Extra) -> bool {
    switches.allow_extra(extra) || fields.is_filled(extra.word())
}

fn extra_field(fields: &Fields, extra: Extra) -> AnyView {
    let name = extra.word();
    let field = fields.fill_optional(&format!("field-{}", name.replace('_', "-")), name);
    match extra {
        Extra::Comments | Extra::AdditionalEmails | Extra::CustomFields => {
            view! { <TextArea field rows=3/> }.into_any()
        }
        Extra::RenewalOfOrderId => view! { <TextInput field inputmode="numeric" width=Width::Narrow/> }.into_any(),
    }
}
