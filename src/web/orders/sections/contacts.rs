//! The people named on the order: who is needed, who is in the address book, and a row for each.

use leptos::prelude::*;

use super::super::checked::caller;
use super::super::fields::Fields;
use super::super::submitted::FIND_PERSON;
use super::{needed, people};
use crate::address_book::KeptPerson;
use crate::domain::contact::ContactRole;
use crate::domain::directory::PersonDetails;
use crate::domain::operator::Act;
use crate::domain::order::form::{KEEP, contact_field_name};
use crate::web::context;
use crate::web::failure::Failure;
use crate::web::page::loaded;
use crate::web::ui::{Button, ButtonKind, Checkbox, Field, Notice, Section, Select, SelectOption, TextInput, Width};

pub(super) fn contacts(fields: Fields) -> AnyView {
    let wanted = context::query(FIND_PERSON);
    loaded(section(fields, wanted)).into_any()
}

async fn section(fields: Fields, wanted: Option<String>) -> Result<AnyView, Failure> {
    let words = fields.words;
    let state = context::state();
    let may_keep = context::operator()?.may(Act::KeepContacts);
    let typed: Vec<PersonDetails> = fields.form().contacts.iter().map(|it| it.person()).collect();
    let kept = state.address_book().kept(&typed).await?;
    let needs = state.orders().needs(fields.form(), caller(&state).await).await?;
    let found = people::find(&fields, &needs, wanted).await?;
    let rows = kept
        .into_iter()
        .enumerate()
        .map(|(row, kept)| contact(fields.clone(), row, kept, may_keep))
        .collect_view();
    let about = fields
        .about_contacts()
        .into_iter()
        .map(|message| view! { <Notice tone=message.tone heading=message.text/> })
        .collect_view();
    let table = needed::table(&fields, &needs);
    let view = view! {
        <Section id="s-contacts" heading=words.text("section-contacts") intro=words.text("section-contacts-intro")>
            <div class="contacts-messages" id="f-contacts" tabindex="-1">{about}</div>
            {table}
            {found}
            {rows}
            <p><Button kind=ButtonKind::Secondary name="action".to_owned() value="add-contact".to_owned() compact=true>{words.text("contact-add")}</Button></p>
        </Section>
    };
    Ok(view.into_any())
}

fn contact(fields: Fields, row: usize, kept: Option<KeptPerson>, may_keep: bool) -> AnyView {
    let words = fields.words;
    let types = ContactRole::ALL
        .map(|kind| SelectOption::new(kind.word(), words.text(&format!("contact-type-{}", kind.word()))));
    let number = words.with("contact-number", [("number", (row + 1).into())]);
    let keep = keeping(&fields, row, kept, may_keep);
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
            {keep}
            <p><Button kind=ButtonKind::Quiet name="action".to_owned() value=format!("remove-contact-{row}") compact=true>
                {words.with("contact-remove", [("number", (row + 1).into())])}
            </Button></p>
        </fieldset>
    }
    .into_any()
}

/// The tick by which they are kept in the address book; where they are, the way there.
fn keeping(fields: &Fields, row: usize, kept: Option<KeptPerson>, may_keep: bool) -> Option<AnyView> {
    let words = fields.words;
    let typed = fields.form().contacts.get(row)?;
    if let Some(kept) = kept {
        let text = if kept.is_as_on_order(&typed.person()) {
            "contact-row-kept"
        } else {
            "contact-row-kept-other"
        };
        let href = format!("/contacts/{}", kept.id);
        let context = format!(" {}", kept.details.full_name());
        let view = view! {
            <p class="small">{words.text(text)}" "<a href=href>{words.text("contact-row-link")}<span class="visually-hidden">{context}</span></a></p>
        };
        return Some(view.into_any());
    }
    may_keep.then(|| {
        let field = Field::new(contact_field_name(row, KEEP), words.text("field-contact-keep"))
            .hint(words.text("field-contact-keep-hint"))
            .value(typed.keep.clone());
        view! { <Checkbox field/> }.into_any()
    })
}
