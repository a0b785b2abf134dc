//! The page of a person: every detail, where they are used, who might be the same, and what can be done.

use leptos::prelude::*;

use super::uses::table;
use super::{called, telephone};
use crate::domain::change::form::ChangeKind;
use crate::domain::ids::PersonId;
use crate::domain::operator::{Act, Operator};
use crate::store::{PersonEntry, UseSource};
use crate::web::changes::act_of;
use crate::web::context;
use crate::web::failure::Failure;
use crate::web::page::{PageTitle, loaded};
use crate::web::ui::{
    Button, ButtonKind, ButtonLink, DataList, DataRow, Link, Notice, PageHeader, Section, SectionLayout, StatusBadge,
    Tone, breakable, or_dash,
};
use crate::words::Words;

/// Somebody changed the person meanwhile, so that nothing was done; put into the context by the handlers.
#[derive(Clone, Copy, Debug)]
pub(super) struct ChangedMeanwhile;

/// A person.
#[component]
pub fn ContactPage() -> impl IntoView {
    let id = context::parameter::<PersonId>("id");
    let is_changed = use_context::<ChangedMeanwhile>().is_some();
    loaded(async move {
        let words = context::words();
        let (state, operator) = (context::state(), context::operator()?);
        let book = state.address_book();
        let person = book.find(id?).await?.ok_or(Failure::NotFound)?;
        let doubles = book.doubles_of(person.id).await?;
        let name = called(&person.details);
        let badge = person
            .kept
            .as_ref()
            .map(|_| view! { <StatusBadge tone=Tone::Info text=words.text("contact-kept-here")/> }.into_any());
        let back = Link::new("/contacts", words.text("contacts-title"));
        let (uses, edit) = (table(words, &operator, &person), edit(words, &operator, &person));
        let intro = words.text("contact-uses-intro");
        let facts = facts(words, &person);
        Ok(view! {
            <PageTitle text=name.clone()/>
            <PageHeader heading=name status=badge back/>
            {is_changed.then(|| view! { <Notice tone=Tone::Warning heading=words.text("contact-changed-meanwhile") live=true/> })}
            {doubles_notice(words, &doubles)}
            <Section id="s-facts" heading=words.text("contact-facts") layout=SectionLayout::Stacked actions=edit>
                {facts}
            </Section>
            <Section id="s-uses" heading=words.text("contact-uses") intro layout=SectionLayout::Stacked>{uses}</Section>
            {appointments(words, &operator, &person)}
            {keeping(words, &operator, &person)}
            {erasing(words, &operator, &person)}
        }
        .into_any())
    })
}

fn facts(words: Words, person: &PersonEntry) -> AnyView {
    let details = &person.details;
    let kept = person.kept.as_ref().map(|(by, at)| {
        let values = [("who", by.name.as_str().into()), ("when", words.moment(*at).into())];
        view! { <p>{words.with("contact-kept-by", values)}</p> }
    });
    let number = telephone(words, details);
    let (first_name, last_name) = (or_dash(&details.first_name), or_dash(&details.last_name));
    let (job_title, email) = (or_dash(&details.job_title), breakable(&or_dash(&details.email)));
    view! {
        <DataList>
            <DataRow term=words.text("field-contact-first-name")>{first_name}</DataRow>
            <DataRow term=words.text("field-contact-last-name")>{last_name}</DataRow>
            <DataRow term=words.text("field-contact-job-title")>{job_title}</DataRow>
            <DataRow term=words.text("field-contact-telephone")>{number}</DataRow>
            <DataRow term=words.text("field-contact-email")>{email}</DataRow>
        </DataList>
        {kept}
    }
    .into_any()
}

fn edit(words: Words, operator: &Operator, person: &PersonEntry) -> Option<AnyView> {
    (person.kept.is_some() && operator.may(Act::KeepContacts)).then(|| {
        let href = format!("/contacts/{}/edit", person.id);
        view! { <ButtonLink href compact=true>{words.text("contact-edit")}</ButtonLink> }.into_any()
    })
}

/// Who has the same address under another name.
fn doubles_notice(words: Words, doubles: &[PersonEntry]) -> Option<AnyView> {
    if doubles.is_empty() {
        return None;
    }
    let items = doubles
        .iter()
        .map(|it| {
            let (href, name) = (format!("/contacts/{}", it.id), called(&it.details));
            let job_title = or_dash(&it.details.job_title);
            view! { <li><a href=href>{name}</a>", "{job_title}</li> }
        })
        .collect_view();
    let view = view! {
        <Notice tone=Tone::Warning heading=words.text("contact-doubles")>
            <p>{words.text("contact-doubles-text")}</p>
            <ul>{items}</ul>
        </Notice>
    };
    Some(view.into_any())
}

/// The ways to make them a contact of an organization.
fn appointments(words: Words, operator: &Operator, person: &PersonEntry) -> Option<AnyView> {
    operator.may(act_of(ChangeKind::ChangeContacts)).then(|| {
        let href = |role: &str| format!("/contacts/{}/appoint?role={role}", person.id);
        let (organization, technical) = (href("organization_contact"), href("technical_contact"));
        view! {
            <Section id="s-appoint" heading=words.text("appoint-heading") intro=words.text("appoint-intro")>
                <div class="form-actions">
                    <ButtonLink href=organization>{words.text("appoint-organization")}</ButtonLink>
                    <ButtonLink href=technical>{words.text("appoint-technical")}</ButtonLink>
                </div>
            </Section>
        }
        .into_any()
    })
}

/// Keeping them here, or no more.
fn keeping(words: Words, operator: &Operator, person: &PersonEntry) -> Option<AnyView> {
    if !operator.may(Act::KeepContacts) {
        return None;
    }
    let is_kept = person.kept.is_some();
    let is_used = !person.uses.is_empty();
    let (intro, path, label) = match (is_kept, is_used) {
        (false, _) => ("contact-keep-intro", "keep", "contact-keep"),
        (true, true) => ("contact-delete-used-intro", "delete", "contact-delete"),
        (true, false) => ("contact-delete-intro", "delete", "contact-delete"),
    };
    let (action, version) = (format!("/contacts/{}/{path}", person.id), person.version);
    let view = view! {
        <Section id="s-keep" heading=words.text("contact-keeping") intro=words.text(intro)>
            <form method="post" action=action>
                <input type="hidden" name="version" value=version/>
                <Button kind=ButtonKind::Secondary>{words.text(label)}</Button>
            </form>
        </Section>
    };
    Some(view.into_any())
}

fn erasing(words: Words, operator: &Operator, person: &PersonEntry) -> Option<AnyView> {
    operator.may(Act::ErasePeople).then(|| {
        let href = format!("/contacts/{}/erase", person.id);
        view! {
            <Section id="s-erase" heading=words.text("contact-erasing") intro=words.text("contact-erasing-intro")>
                <p><ButtonLink href>{words.text("contact-erase")}</ButtonLink></p>
            </Section>
        }
        .into_any()
    })
}

/// Whether DigiCert names them: what it has of them is not for the desk to erase.
pub(super) fn is_at_digicert(person: &PersonEntry) -> bool {
    person.uses.iter().any(|it| it.source != UseSource::Order)
}
