//! The people named on the order.

use leptos::prelude::*;

use super::super::fields::Fields;
use crate::domain::contact::ContactRole;
use crate::web::ui::{Button, ButtonKind, Notice, Section, Select, SelectOption, TextInput, Width};

pub(super) fn contacts(fields: Fields) -> AnyView {
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
    let types = ContactRole::ALL
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
