//! The list of people.

use leptos::prelude::*;

use crate::accounts::Person;
use crate::domain::operator::Operator;
use crate::web::context;
use crate::web::page::{self, PageTitle};
use crate::web::ui::{ButtonKind, ButtonLink, Cell, Column, IconName, PageHeader, RowHead, StatusBadge, Table, Tone};
use crate::words::Words;

/// Everybody who has an account: name, role and whether they may sign in.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let words = context::words();
    let state = context::state();
    page::loaded(async move {
        let own = context::operator()?;
        let people = state.accounts().people().await?;
        Ok(table(&words, &own, people))
    })
}

fn table(words: &Words, own: &Operator, people: Vec<Person>) -> AnyView {
    let add = words.text("people-add");
    let add = view! { <ButtonLink href="/people/new" kind=ButtonKind::Primary icon=IconName::Plus>{add}</ButtonLink> };
    let columns = vec![
        Column::new(words.text("person-name")),
        Column::new(words.text("person-username")),
        Column::new(words.text("person-role")),
        Column::new(words.text("person-state")),
    ];
    let rows = people.into_iter().map(|person| row(words, own, person)).collect_view();
    view! {
        <PageTitle text=words.text("people-title")/>
        <PageHeader heading=words.text("people-title") subtitle=words.text("people-intro") actions=add.into_any()/>
        <Table caption=words.text("people-title") caption_hidden=true columns>{rows}</Table>
    }
    .into_any()
}

fn row(words: &Words, own: &Operator, person: Person) -> impl IntoView + use<> {
    let is_own = person.operator.id == own.id;
    let own_mark = is_own.then(|| format!(" {}", words.text("people-you")));
    let role = words.text(&format!("role-{}", person.operator.role.word()));
    let state = state_badge(words, person.disabled);
    view! {
        <tr>
            <RowHead><a href=format!("/people/{}", person.operator.id)>{person.operator.name}</a>{own_mark}</RowHead>
            <Cell label=words.text("person-username")><code>{person.operator.username}</code></Cell>
            <Cell label=words.text("person-role")>{role}</Cell>
            <Cell label=words.text("person-state")>{state}</Cell>
        </tr>
    }
}

/// Whether a person may sign in, in a word.
pub(super) fn state_badge(words: &Words, disabled: bool) -> AnyView {
    if disabled {
        view! { <StatusBadge tone=Tone::Neutral icon=IconName::Stopped text=words.text("person-state-disabled")/> }
            .into_any()
    } else {
        view! { <StatusBadge tone=Tone::Positive text=words.text("person-state-active")/> }.into_any()
    }
}
