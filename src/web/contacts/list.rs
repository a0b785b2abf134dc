//! The list of people, the whole of its state in the address.

use leptos::prelude::*;

use super::called;
use super::query::{PARAMETERS, query};
use super::uses::{counted, role_key, roles};
use crate::domain::directory::Part;
use crate::domain::operator::{Act, Operator};
use crate::store::{ListPage, PersonRow, UseSource};
use crate::web::context;
use crate::web::listing::{Address, filter_form, freshness, no_rows, pages, sorted_column};
use crate::web::page::{PageTitle, loaded};
use crate::web::ui::{
    ButtonKind, ButtonLink, Cell, Column, Field, PageHeader, RowHead, Select, SelectOption, StatusBadge, Table,
    TextInput, Tone, Width, breakable, or_dash,
};
use crate::words::Words;

const ROWS: u64 = 50;

/// Whom DigiCert names, as a user or on an organization.
const PARTS: [Part; 2] = [Part::Users, Part::Organizations];

/// The people the desk knows.
#[component]
pub fn ContactsPage() -> impl IntoView {
    let address = Address::asked("/contacts", &PARAMETERS);
    let cursor = Address::cursor();
    loaded(async move {
        let words = context::words();
        let (state, operator) = (context::state(), context::operator()?);
        let book = state.address_book();
        let page = book.list(&query(&address), cursor.as_ref(), ROWS).await?;
        let title = words.text("contacts-title");
        let fresh = freshness(words, &PARTS, address.href()).await?;
        let list = if page.rows.is_empty() {
            no_rows(words, &address, &PARTS, ["contacts-empty", "contacts-empty-text"]).await?
        } else {
            list(words, &address, page)
        };
        Ok(view! {
            <PageTitle text=title.clone()/>
            <PageHeader heading=title subtitle=words.text("contacts-intro") actions=actions(words, &operator)/>
            {fresh}
            {filters(words, &address)}
            {list}
        }
        .into_any())
    })
}

fn actions(words: Words, operator: &Operator) -> AnyView {
    let new = operator.may(Act::KeepContacts).then(|| {
        view! { <ButtonLink href="/contacts/new" kind=ButtonKind::Primary>{words.text("contacts-new")}</ButtonLink> }
    });
    let erased = operator
        .may(Act::ErasePeople)
        .then(|| view! { <ButtonLink href="/contacts/erased">{words.text("contacts-erased")}</ButtonLink> });
    view! { {new}{erased} }.into_any()
}

fn filters(words: Words, address: &Address) -> AnyView {
    let any = || SelectOption::new("", words.text("list-any"));
    let value = |name: &str| address.value(name).to_owned();
    let field = |name: &str, key: &str| Field::new(name, words.text(key)).value(value(name));
    let roles = roles().map(|role| SelectOption::new(role, words.text(role_key(role))));
    let roles = std::iter::once(any()).chain(roles).collect();
    let source = |source: UseSource| {
        let key = match source {
            UseSource::Organization => "contact-source-organization",
            UseSource::User => "contact-source-user",
            UseSource::Order => "contact-source-order",
        };
        SelectOption::new(source.word(), words.text(key))
    };
    let sources = std::iter::once(any()).chain(UseSource::ALL.map(source)).collect();
    let kept = vec![
        any(),
        SelectOption::new("yes", words.text("contact-kept-yes")),
        SelectOption::new("no", words.text("contact-kept-no")),
    ];
    let text = field("q", "contacts-search").hint(words.text("contacts-search-hint"));
    let fields = view! {
        <TextInput field=text kind="search"/>
        <Select field=field("role", "contact-as") options=roles/>
        <Select field=field("source", "contact-where") options=sources/>
        <Select field=field("kept", "contact-kept") options=kept/>
        <TextInput field=field("organization", "contacts-organization") inputmode="numeric" width=Width::Narrow/>
    };
    filter_form(words, address, &[], fields.into_any())
}

fn list(words: Words, address: &Address, page: ListPage<PersonRow>) -> AnyView {
    let steps = pages(words, address, &page);
    let heads = [
        "person-name",
        "field-contact-email",
        "field-contact-job-title",
        "contact-used-as",
    ]
    .map(|key| words.text(key));
    let [name, email, job_title, used] = heads.clone();
    let columns = vec![
        sorted_column(address, name, "name", true),
        sorted_column(address, email, "email", false),
        Column::new(job_title),
        Column::new(used),
    ];
    let rows = page.rows.into_iter().map(|it| row(words, it, &heads)).collect_view();
    view! {
        <Table caption=words.text("contacts-title") caption_hidden=true columns>{rows}</Table>
        {steps}
    }
    .into_any()
}

fn row(words: Words, it: PersonRow, heads: &[String; 4]) -> AnyView {
    let [_, email, job_title, used] = heads.clone();
    let name = called(&it.details);
    let kept = it
        .is_local
        .then(|| view! { <StatusBadge tone=Tone::Info text=words.text("contact-kept-here")/> });
    let double = it
        .has_doubles
        .then(|| view! { <StatusBadge tone=Tone::Warning text=words.text("contact-double")/> });
    let marks = (it.is_local || it.has_doubles).then(|| view! { <span class="row-marks">{kept}{double}</span> });
    let uses = counted(words, &it.uses);
    view! {
        <tr>
            <RowHead><a href=format!("/contacts/{}", it.id)>{name}</a>{marks}</RowHead>
            <Cell label=email>{breakable(&or_dash(&it.details.email))}</Cell>
            <Cell label=job_title>{or_dash(&it.details.job_title)}</Cell>
            <Cell label=used>{uses}</Cell>
        </tr>
    }
    .into_any()
}
