//! The list of domains, the whole of its state in the address.

use jiff::Timestamp;
use leptos::prelude::*;

use super::method_in_words;
use crate::domain::directory::{DcvMethod, Part};
use crate::domain::operator::Act;
use crate::store::{DomainQuery, DomainRow, DomainSort, ListPage};
use crate::web::context;
use crate::web::listing::{
    Address, STANDINGS, filter_form, freshness, no_rows, pages, sorted_column, standing_badge, standing_filter,
    until_in_words,
};
use crate::web::page::{PageTitle, loaded};
use crate::web::ui::{
    ButtonKind, ButtonLink, Cell, Column, Field, PageHeader, RowHead, Select, SelectOption, StatusBadge, Table,
    TextInput, Tone, breakable, or_dash,
};
use crate::words::Words;

const ROWS: u64 = 50;

/// The parameters of the list, besides the place of the page.
const PARAMETERS: [&str; 7] = ["q", "standing", "method", "active", "organization", "sort", "order"];

/// The columns it can be sorted by.
const SORTS: [(&str, DomainSort); 3] = [
    ("name", DomainSort::Name),
    ("organization", DomainSort::Organization),
    ("until", DomainSort::DcvUntil),
];

/// The domains of the account.
#[component]
pub fn DomainsPage() -> impl IntoView {
    let address = Address::asked("/domains", &PARAMETERS);
    let cursor = Address::cursor();
    loaded(async move {
        let words = context::words();
        let (state, operator) = (context::state(), context::operator()?);
        let now = state.clock().now();
        let directory = state.mirror().store().directory();
        let page = directory.domains(&query(&address), now, cursor.as_ref(), ROWS).await?;
        let new = operator.may(Act::ChangeOrganizations).then(|| {
            view! { <ButtonLink href="/domains/new" kind=ButtonKind::Primary>{words.text("domains-new")}</ButtonLink> }.into_any()
        });
        let title = words.text("domains-title");
        let fresh = freshness(words, &[Part::Domains], address.href()).await?;
        let list = if page.rows.is_empty() {
            no_rows(
                words,
                &address,
                &[Part::Domains],
                ["domains-empty", "domains-empty-text"],
            )
            .await?
        } else {
            list(words, &address, page, now)
        };
        Ok(view! {
            <PageTitle text=title.clone()/>
            <PageHeader heading=title subtitle=words.text("domains-intro") actions=new/>
            {fresh}
            {filters(words, &address)}
            {list}
        }
        .into_any())
    })
}

/// The query of an address. What it does not understand it passes over.
fn query(address: &Address) -> DomainQuery {
    let sort = SORTS.iter().find(|(word, _)| *word == address.value("sort"));
    DomainQuery {
        text: address.value("q").to_owned(),
        organization: address.value("organization").parse().ok(),
        standing: standing_filter(address.value("standing")),
        method: Some(address.value("method").to_owned()).filter(|method| !method.is_empty()),
        is_active: match address.value("active") {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
        with_gone: false,
        sort: sort.map_or(DomainSort::default(), |(_, sort)| *sort),
        is_descending: address.value("order") == "desc",
    }
}

fn filters(words: Words, address: &Address) -> AnyView {
    let any = || SelectOption::new("", words.text("list-any"));
    let field = |name: &str, key: &str| Field::new(name, words.text(key)).value(address.value(name));
    let standings = STANDINGS.map(|word| SelectOption::new(word, words.text(&format!("standing-{word}"))));
    let standings = std::iter::once(any()).chain(standings).collect();
    let methods =
        DcvMethod::ALL.map(|it| SelectOption::new(it.word(), words.text(&format!("dcv-method-{}", it.word()))));
    let methods = std::iter::once(any()).chain(methods).collect();
    let text = field("q", "domains-search");
    let fields = view! {
        <TextInput field=text kind="search"/>
        <Select field=field("standing", "validation-status") options=standings/>
        <Select field=field("method", "field-dcv-method") options=methods/>
    };
    filter_form(words, address, &["organization"], fields.into_any())
}

fn list(words: Words, address: &Address, page: ListPage<DomainRow>, now: Timestamp) -> AnyView {
    let steps = pages(words, address, &page);
    let heads = [
        "field-domain-name",
        "history-column-organization",
        "validation-status",
        "validation-until",
        "field-dcv-method",
    ]
    .map(|key| words.text(key));
    let rows = page
        .rows
        .into_iter()
        .map(|row| one(words, row, &heads, now))
        .collect_view();
    let [name, organization, status, until, method] = heads.clone();
    let columns = vec![
        sorted_column(address, name, "name", true),
        sorted_column(address, organization, "organization", false),
        Column::new(status),
        sorted_column(address, until, "until", false),
        Column::new(method),
    ];
    view! {
        <Table caption=words.text("domains-title") caption_hidden=true columns>{rows}</Table>
        {steps}
    }
    .into_any()
}

fn one(words: Words, row: DomainRow, heads: &[String; 5], now: Timestamp) -> AnyView {
    let [_, organization_head, status, until, method_head] = heads.clone();
    let domain = row.record;
    let href = format!("/domains/{}", domain.id);
    let inactive = (!domain.is_active)
        .then(|| view! { <StatusBadge tone=Tone::Neutral text=words.text("organization-inactive")/> });
    let organization = match domain.organization {
        Some(id) => {
            let href = format!("/organizations/{id}");
            view! { <a href=href>{domain.organization_name.clone()}</a> }.into_any()
        }
        None => view! { {or_dash("")} }.into_any(),
    };
    let badge = standing_badge(words, domain.standing(now), domain.dcv_until, now);
    let method = method_in_words(words, domain.dcv.method.as_deref());
    view! {
        <tr>
            <RowHead><a href=href>{breakable(&domain.name)}</a>{inactive}</RowHead>
            <Cell label=organization_head>{organization}</Cell>
            <Cell label=status>{badge}</Cell>
            <Cell label=until>{until_in_words(words, domain.dcv_until, now)}</Cell>
            <Cell label=method_head>{method}</Cell>
        </tr>
    }
    .into_any()
}
