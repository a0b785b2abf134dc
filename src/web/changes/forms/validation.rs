//! What an organization or a domain is to be validated for, and the people an organization's validation rests on.

use leptos::prelude::*;

use super::super::fields::Fields;
use super::{Shown, people};
use crate::domain::directory::{OrganizationContact, ValidationKind};
use crate::web::ui::{Button, ButtonKind, Field, Notice, Section};

/// The kinds, each a tick.
pub(super) fn kinds(fields: &Fields) -> AnyView {
    let words = fields.words;
    let about = fields.about("kinds").into_iter();
    let about = about
        .map(|message| view! { <Notice tone=message.tone heading=message.text/> })
        .collect_view();
    let ticks = ValidationKind::WORDS
        .into_iter()
        .enumerate()
        .map(|(nth, kind)| {
            let label = words.text(&format!("validation-kind-{}", kind.replace('_', "-")));
            tick(fields, "kinds", kind, label, nth)
        })
        .collect_view();
    view! {
        <fieldset class="field ticks" id="f-kinds" tabindex="-1">
            <legend class="field-label">{words.text("field-validation-kinds")}</legend>
            {about}
            {ticks}
        </fieldset>
    }
    .into_any()
}

/// One tick among several of the same name.
fn tick(fields: &Fields, name: &'static str, value: &str, label: String, nth: usize) -> AnyView {
    let id = format!("{}-{nth}", Field::new(name, "").control_id());
    view! {
        <div class="choice">
            <input class="choice-input" type="checkbox" id=id.clone() name=name value=value.to_owned() checked=fields.has(name, value)/>
            <label class="choice-label" for=id>{label}</label>
        </div>
    }
    .into_any()
}

/// A submission of a known organization.
pub(super) fn submission(shown: &Shown) -> AnyView {
    wish(shown, shown.fields.words.text("change-section-validation-intro"))
}

/// The kinds and the people.
pub(super) fn wish(shown: &Shown, intro: String) -> AnyView {
    let words = shown.fields.words;
    let (kinds, verified) = (kinds(&shown.fields), verified(shown));
    view! {
        <Section id="s-validation" heading=words.text("change-section-validation") intro>
            {kinds}
        </Section>
        <Section id="s-people" heading=words.text("change-section-people") intro=words.text("change-section-people-intro")>
            {verified}
        </Section>
    }
    .into_any()
}

fn verified(shown: &Shown) -> AnyView {
    let fields = &shown.fields;
    let words = fields.words;
    let messages = fields.about("people").into_iter().chain(fields.about("known"));
    let messages = messages
        .map(|message| view! { <Notice tone=message.tone heading=message.text/> })
        .collect_view();
    let known: Vec<OrganizationContact> = shown.contacts().verified_contacts;
    let ticks = known
        .into_iter()
        .enumerate()
        .filter_map(|(nth, contact)| {
            let label = format!(
                "{}, {}, {}",
                contact.person.full_name(),
                contact.person.job_title,
                contact.person.email
            );
            Some(tick(fields, "known", &contact.id?.to_string(), label, nth))
        })
        .collect::<Vec<_>>();
    let known = (!ticks.is_empty()).then(|| {
        view! {
            <fieldset class="field ticks">
                <legend class="field-label">{words.text("field-known-people")}</legend>
                {ticks}
            </fieldset>
        }
    });
    let rows = (0..fields.rows())
        .map(|row| {
            let number = words.with("verified-person-number", [("number", (row + 1).into())]);
            view! {
                <fieldset class="contact">
                    <legend>{number}</legend>
                    {people::person(fields, &format!("people[{row}]"))}
                </fieldset>
            }
        })
        .collect_view();
    view! {
        <div id="f-people" tabindex="-1">{messages}</div>
        {known}
        {rows}
        <p><Button kind=ButtonKind::Secondary name="action".to_owned() value="add-person".to_owned() compact=true>{words.text("verified-person-add")}</Button></p>
    }
    .into_any()
}
