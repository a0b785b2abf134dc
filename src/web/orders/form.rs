//! The order form: every field of an order, grouped as people think of them. It works without scripts; the islands
//! beside a few fields only tell earlier what the check will say.

use leptos::prelude::*;

use super::fields::{Fields, summary};
use crate::connection::{Choice, Choices};
use crate::domain::contact::ContactType;
use crate::domain::findings::Findings;
use crate::domain::ids::OrderId;
use crate::domain::order::OrderForm;
use crate::domain::product::PRIVATE_SERVICES_SERVER;
use crate::islands::{NamesPreview, OinHint};
use crate::web::context;
use crate::web::island_scripts::IslandScripts;
use crate::web::ui::{
    Button, ButtonKind, Checkbox, ErrorSummary, Notice, RadioOption, Radios, Section, Select, SelectOption, Suggestion,
    Suggestions, TextArea, TextInput, Tone, Width,
};
use crate::words::Words;

/// What the form shows.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The order, once it has been saved.
    pub order: Option<(OrderId, i64)>,
    /// What was typed.
    pub form: OrderForm,
    /// What the checks found; empty before the form was checked.
    pub findings: Findings,
}

/// The form with its buttons.
#[component]
pub(super) fn OrderFormView(
    /// What it shows.
    shown: Shown,
    /// The lists it offers.
    choices: Choices,
) -> impl IntoView {
    let words = context::words();
    let action = shown
        .order
        .map_or_else(|| "/orders/new".to_owned(), |(id, _)| format!("/orders/{id}/edit"));
    let version = shown
        .order
        .map(|(_, version)| view! { <input type="hidden" name="version" value=version/> });
    let problems = summary(words, &shown.findings);
    let fields = Fields::new(words, shown.form, shown.findings);
    let incomplete = (!choices.is_complete).then(move || {
        view! { <Notice tone=Tone::Warning heading=words.text("form-choices-missing")><p>{words.text("form-choices-missing-text")}</p></Notice> }
    });
    view! {
        <ErrorSummary heading=words.text("form-problem") items=problems/>
        {incomplete}
        <form class="form" method="post" action=action novalidate autocomplete="off">
            // The first submit button answers the Enter key: it saves, and must not be "remove this contact".
            <button class="visually-hidden" type="submit" name="action" value="save" tabindex="-1" aria-hidden="true"></button>
            {version}
            {certificate(fields.clone(), choices.clone())}
            {names(fields.clone())}
            {organization(fields.clone(), choices)}
            {contacts(fields.clone())}
            {validation(fields.clone())}
            {payment(fields)}
            <div class="form-actions">
                <Button name="action".to_owned() value="check".to_owned()>{words.text("form-continue")}</Button>
                <Button kind=ButtonKind::Secondary name="action".to_owned() value="save".to_owned()>{words.text("form-save")}</Button>
            </div>
        </form>
        <IslandScripts/>
    }
}

fn certificate(fields: Fields, choices: Choices) -> AnyView {
    let words = fields.words;
    view! {
        <Section id="s-certificate" heading=words.text("section-certificate") intro=words.text("section-certificate-intro")>
            <TextArea field=fields.fill("field-csr", "csr") rows=7 monospace=true/>
            <Select field=fields.fill("field-signature-hash", "signature_hash") options=plain(PRIVATE_SERVICES_SERVER.signature_hashes) width=Width::Narrow/>
            <TextInput field=fields.fill_optional("field-server-platform", "server_platform") inputmode="numeric" width=Width::Narrow list="platforms"/>
            <Suggestions id="platforms" options=suggestions(&choices.platforms)/>
        </Section>
    }
    .into_any()
}

fn names(fields: Fields) -> AnyView {
    let words = fields.words;
    let options = vec![
        RadioOption::new("own", words.text("domain-own")),
        RadioOption::new("qvtl", words.text("domain-qvtl")).hint(words.text("domain-qvtl-hint")),
    ];
    view! {
        <Section id="s-names" heading=words.text("section-names") intro=words.text("section-names-intro")>
            <Radios field=fields.fill("field-domain-choice", "domain_choice") options/>
            <TextInput field=fields.fill("field-common-name", "common_name") inputmode="url" width=Width::Wide/>
            <TextArea field=fields.fill_optional("field-dns-names", "dns_names") rows=3>
                <NamesPreview common_name="f-common-name".to_owned() names="f-dns-names".to_owned() heading=words.text("names-preview")/>
            </TextArea>
        </Section>
    }
    .into_any()
}

fn organization(fields: Fields, choices: Choices) -> AnyView {
    let words = fields.words;
    let field = fields.fill("field-oin", "oin");
    let oin = view! {
        <TextInput field width=Width::Medium monospace=true>
            <OinHint input="f-oin".to_owned() registers=registers(words) counting=words.text("oin-counting") unknown=words.text("oin-unknown")/>
        </TextInput>
    };
    let options = vec![
        RadioOption::new("own", words.text("oin-own")).reveal(oin),
        RadioOption::new("digicert", words.text("oin-digicert")).hint(words.text("oin-digicert-hint")),
        RadioOption::new("exclude", words.text("oin-exclude")).hint(words.text("oin-exclude-hint")),
    ];
    view! {
        <Section id="s-organization" heading=words.text("section-organization") intro=words.text("section-organization-intro")>
            <TextInput field=fields.fill("field-organization", "organization") inputmode="numeric" width=Width::Narrow list="organizations"/>
            <Suggestions id="organizations" options=suggestions(&choices.organizations)/>
            <Radios field=fields.fill("field-oin-choice", "oin_choice") options/>
            <TextInput field=fields.fill_optional("field-container", "container") inputmode="numeric" width=Width::Narrow list="containers"/>
            <Suggestions id="containers" options=suggestions(&choices.containers)/>
        </Section>
    }
    .into_any()
}

fn contacts(fields: Fields) -> AnyView {
    let words = fields.words;
    let rows = (0..fields.contacts())
        .map(|row| contact(fields.clone(), row))
        .collect_view();
    let about = fields
        .about_contacts()
        .into_iter()
        .map(|message| view! { <Notice tone=message.tone heading=message.text/> })
        .collect_view();
    view! {
        <Section id="s-contacts" heading=words.text("section-contacts") intro=words.text("section-contacts-intro")>
            <div class="contacts-messages" id="f-contacts" tabindex="-1">{about}</div>
            {rows}
            <p><Button kind=ButtonKind::Secondary name="action".to_owned() value="add-contact".to_owned() compact=true>{words.text("contact-add")}</Button></p>
        </Section>
    }
    .into_any()
}

fn contact(fields: Fields, row: usize) -> AnyView {
    let words = fields.words;
    let types = ContactType::ALL
        .map(|kind| SelectOption::new(kind.word(), words.text(&format!("contact-type-{}", kind.word()))));
    let number = words.with("contact-number", [("number", (row + 1).into())]);
    view! {
        <fieldset class="contact">
            <legend>{number}</legend>
            <Select field=fields.fill_contact("field-contact-type", row, "contact_type") options=types.to_vec()/>
            <TextInput field=fields.fill_contact("field-contact-user-id", row, "user_id").optional(words.text("field-optional")) inputmode="numeric" width=Width::Narrow/>
            <div class="field-grid">
                <TextInput field=fields.fill_contact("field-contact-first-name", row, "first_name")/>
                <TextInput field=fields.fill_contact("field-contact-last-name", row, "last_name")/>
            </div>
            <TextInput field=fields.fill_contact("field-contact-job-title", row, "job_title")/>
            <div class="field-grid">
                <TextInput field=fields.fill_contact("field-contact-telephone", row, "telephone") kind="tel"/>
                <TextInput field=fields.fill_contact("field-contact-email", row, "email") kind="email"/>
            </div>
            <p><Button kind=ButtonKind::Quiet name="action".to_owned() value=format!("remove-contact-{row}") compact=true>
                {words.with("contact-remove", [("number", (row + 1).into())])}
            </Button></p>
        </fieldset>
    }
    .into_any()
}

fn validation(fields: Fields) -> AnyView {
    let words = fields.words;
    let method = |word: &&str| SelectOption::new(*word, words.text(&format!("dcv-method-{word}")));
    let scope = |word: &&str| SelectOption::new(*word, words.text(&format!("dcv-scope-{}", word.replace('_', "-"))));
    let left_out = || SelectOption::new("", words.text("choice-left-out"));
    let methods = std::iter::once(left_out())
        .chain(PRIVATE_SERVICES_SERVER.dcv_methods.iter().map(method))
        .collect();
    let scopes = std::iter::once(left_out())
        .chain(PRIVATE_SERVICES_SERVER.dcv_scopes.iter().map(scope))
        .collect();
    view! {
        <Section id="s-validation" heading=words.text("section-validation") intro=words.text("section-validation-intro")>
            <Select field=fields.fill_optional("field-dcv-method", "dcv_method") options=methods/>
            <Select field=fields.fill_optional("field-dcv-scope", "dcv_scope") options=scopes/>
        </Section>
    }
    .into_any()
}

fn payment(fields: Fields) -> AnyView {
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

/// The registers an OIN may come from, for the island: prefix and name.
fn registers(words: Words) -> Vec<(String, String)> {
    crate::domain::oin::Register::ALL
        .iter()
        .map(|register| {
            (
                register.prefix().to_owned(),
                words.text(&format!("register-{}", register.word())),
            )
        })
        .collect()
}
