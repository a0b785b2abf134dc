//! One person: what they are trusted with, whether they may sign in, and a new password for them.

use leptos::prelude::*;

use super::change::{Refusal, TypedRole};
use super::list::state_badge;
use super::new_password::NewPasswordFields;
use super::remarks::{RemarkSummary, Remarks};
use super::roles::Roles;
use crate::accounts::Person;
use crate::domain::ids::OperatorId;
use crate::web::context;
use crate::web::failure::Failure;
use crate::web::page::{self, PageTitle};
use crate::web::ui::{Button, ButtonKind, ButtonLink, Checkbox, Field, Link, PageHeader, Section};
use crate::words::Words;

/// One person, for those who look after people.
#[component]
pub fn PersonPage() -> impl IntoView {
    let words = context::words();
    let state = context::state();
    let id = context::parameter::<OperatorId>("id");
    let refusal = use_context::<Refusal>();
    page::loaded(async move {
        let own = context::operator()?;
        let person = state.accounts().person(id?).await?.ok_or(Failure::NotFound)?;
        let is_own = person.operator.id == own.id;
        Ok(content(&words, &person, is_own, refusal))
    })
}

fn content(words: &Words, person: &Person, is_own: bool, refusal: Option<Refusal>) -> AnyView {
    let is_refused = refusal.is_some();
    let Refusal { role, remarks } = refusal.unwrap_or_default();
    let role = role.unwrap_or_else(|| TypedRole::of(person));
    let password = if is_own {
        own_password(words)
    } else {
        password_form(words, person, remarks.clone())
    };
    let access = access_form(words, person.operator.id, role, &remarks);
    let name = person.operator.name.clone();
    view! {
        <PageTitle text=name.clone() refused=is_refused/>
        <PageHeader
            heading=name
            subtitle=person.operator.username.clone()
            status=state_badge(words, person.disabled)
            back=Link::new("/people", words.text("people-title"))
        />
        <RemarkSummary remarks=remarks.clone()/>
        <Section id="access" heading=words.text("person-access") intro=words.text("person-access-intro")>
            {access}
        </Section>
        <Section id="password" heading=words.text("person-password") intro=words.text("person-password-intro")>
            {password}
        </Section>
    }
    .into_any()
}

fn access_form(words: &Words, id: OperatorId, typed: TypedRole, remarks: &Remarks) -> impl IntoView + use<> {
    let disabled = Field::new("disabled", words.text("person-disabled"))
        .hint(words.text("person-disabled-hint"))
        .value(typed.disabled);
    let submit = words.text("person-change-submit");
    view! {
        <form class="form" method="post" action=format!("/people/{id}")>
            <Roles chosen=typed.role remarks=remarks.clone()/>
            <Checkbox field=remarks.on(words, disabled)/>
            <div class="form-actions"><Button>{submit}</Button></div>
        </form>
    }
}

fn password_form(words: &Words, person: &Person, remarks: Remarks) -> AnyView {
    let operator = &person.operator;
    let submit = words.text("person-password-submit");
    view! {
        <form class="form" method="post" action=format!("/people/{}/password", operator.id)>
            // So that a password manager does not keep the new password under the administrator's own name.
            <input type="text" name="username" autocomplete="username" value=operator.username.clone() hidden readonly/>
            <NewPasswordFields remarks/>
            <div class="form-actions">
                <Button kind=ButtonKind::Secondary>{submit}</Button>
            </div>
        </form>
    }
    .into_any()
}

/// One's own password needs the present one, so it is changed elsewhere.
fn own_password(words: &Words) -> AnyView {
    let link = words.text("person-password-own-link");
    view! {
        <p>{words.text("person-password-own")}</p>
        <p><ButtonLink href="/account#password">{link}</ButtonLink></p>
    }
    .into_any()
}
