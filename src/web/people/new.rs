//! The form for a new person.

use leptos::prelude::*;

use super::add::Refusal;
use super::new_password::NewPasswordFields;
use super::remarks::RemarkSummary;
use super::roles::Roles;
use crate::domain::operator::Role;
use crate::web::context;
use crate::web::page::PageTitle;
use crate::web::ui::{Button, ButtonLink, Field, Link, PageHeader, TextInput};

/// Name, role and first password of a new person.
#[component]
pub fn NewPersonPage() -> impl IntoView {
    let words = context::words();
    let refusal = use_context::<Refusal>();
    let is_refused = refusal.is_some();
    let Refusal {
        username,
        name,
        role,
        remarks,
    } = refusal.unwrap_or_else(|| Refusal {
        role: Role::Requester.word().to_owned(),
        ..Refusal::default()
    });
    let username = Field::new("username", words.text("person-username"))
        .hint(words.text("person-username-hint"))
        .value(username);
    let name = Field::new("name", words.text("person-name"))
        .hint(words.text("person-name-hint"))
        .optional(words.text("person-optional"))
        .value(name);
    let (submit, cancel) = (words.text("person-new-submit"), words.text("person-cancel"));
    view! {
        <PageTitle text=words.text("person-new-title") refused=is_refused/>
        <PageHeader heading=words.text("person-new-title") back=Link::new("/people", words.text("people-title"))/>
        <RemarkSummary remarks=remarks.clone()/>
        <form class="form" method="post" action="/people/new">
            <TextInput field=remarks.on(&words, username) autocomplete="off" monospace=true/>
            <TextInput field=remarks.on(&words, name) autocomplete="off"/>
            <Roles chosen=role remarks=remarks.clone()/>
            <p>{words.text("person-new-password-note")}</p>
            <NewPasswordFields remarks/>
            <div class="form-actions">
                <Button>{submit}</Button>
                <ButtonLink href="/people">{cancel}</ButtonLink>
            </div>
        </form>
    }
}
