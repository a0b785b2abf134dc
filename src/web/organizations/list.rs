//! The list of organizations, the whole of its state in the address.

use jiff::Timestamp;
use leptos::prelude::*;

use super::query::{PARAMETERS, query};
use crate::domain::directory::{Container, Part};
use crate::domain::operator::Act;
use crate::store::{ListPage, OrganizationRow};
use crate::web::context;
use crate::web::listing::{
    Address, STANDINGS, filter_form, freshness, no_rows, pages, sorted_column, standing_badge, until_in_words,
};
use crate::web::page::{PageTitle, loaded};
use crate::web::ui::{
    ButtonKind, ButtonLink, Cell, Column, Field, PageHeader, RowHead, Select, SelectOption, StatusBadge, Table,
    TextInput, Tone, or_dash,
};
use crate::words::Words;

const ROWS: u64 = 50;

/// The organizations of the account.
#[component]
pub fn OrganizationsPage() -> impl IntoView {
    let address = Address::asked("/organizations", &PARAMETERS);
    let cursor = Address::cursor();
    loaded(async move {
        let words = context::words();
        let (state, operator) = (context::state(), context::operator()?);
        let now = state.clock().now();
        let directory = state.mirror().store().directory();
        let page = directory
            .organizations(&query(&address), now, cursor.as_ref(), ROWS)
            .await?;
        let containers = directory.containers().await?;
        let may_change = operator.may(Act::ChangeOrganizations);
        let actions = actions(words, &address, may_change);
        let title = words.text("organizations-title");
        let fresh = freshness(words, &[Part::Organizations], address.href()).await?;
        let list = if page.rows.is_empty() {
            no_rows(
                words,
                &address,
                &[Part::Organizations],
                ["organizations-empty", "organizations-empty-text"],
            )
            .await?
        } else {
            list(words, &address, page, &containers, now)
        };
        Ok(view! {
            <PageTitle text=title.clone()/>
            <PageHeader heading=title subtitle=words.text("organizations-intro") actions=actions/>
            {fresh}
            {filters(words, &address, &containers)}
            {list}
        }
        .into_any())
    })
}

fn actions(words: Words, address: &Address, may_change: bool) -> AnyView {
    let new = may_change.then(|| {
        view! { <ButtonLink href="/organizations/new" kind=ButtonKind::Primary>{words.text("organizations-new")}</ButtonLink> }
    });
    let file = address.at_path("/organizations.csv");
    view! {
        {new}
        <ButtonLink href="/changes">{words.text("changes-title")}</ButtonLink>
        <ButtonLink href=file download="organizations.csv".to_owned()>{words.text("list-csv")}</ButtonLink>
    }
    .into_any()
}

fn filters(words: Words, address: &Address, containers: &[Container]) -> AnyView {
    let any = || SelectOption::new("", words.text("list-any"));
    let value = |name: &str| address.value(name).to_owned();
    let field = |name: &str, key: &str| Field::new(name, words.text(key)).value(value(name));
    let standings = STANDINGS.map(|word| SelectOption::new(word, words.text(&format!("standing-{word}"))));
    let standings = std::iter::once(any()).chain(standings).collect();
    let active = ["yes", "no"].map(|word| SelectOption::new(word, words.text(&format!("active-{word}"))));
    let active = std::iter::once(any()).chain(active).collect();
    let containers = containers
        .iter()
        .map(|it| SelectOption::new(it.id.to_string(), it.name.clone()));
    let containers = std::iter::once(any()).chain(containers).collect();
    let countries = crate::domain::country::all();
    let countries = countries.into_iter().map(|it| SelectOption::new(it.code, it.name));
    let countries = std::iter::once(any()).chain(countries).collect();
    let text = field("q", "organizations-search").hint(words.text("organizations-search-hint"));
    let fields = view! {
        <TextInput field=text kind="search"/>
        <Select field=field("standing", "organizations-standing") options=standings/>
        <Select field=field("active", "organizations-active") options=active/>
        <Select field=field("container", "field-change-container") options=containers/>
        <Select field=field("country", "field-country") options=countries/>
    };
    filter_form(words, address, &[], fields.into_any())
}

fn list(
    words: Words,
    address: &Address,
    page: ListPage<OrganizationRow>,
    containers: &[Container],
    now: Timestamp,
) -> AnyView {
    let steps = pages(words, address, &page);
    let heads = Heads::new(words);
    let columns = heads.columns(address);
    let rows = page
        .rows
        .into_iter()
        .map(|row| heads.row(words, row, containers, now))
        .collect_view();
    view! {
        <Table caption=words.text("organizations-title") caption_hidden=true columns>{rows}</Table>
        {steps}
    }
    .into_any()
}

/// The heads of the columns, made once for all rows: each cell repeats its own for narrow screens.
struct Heads([String; 8]);

impl Heads {
    fn new(words: Words) -> Self {
        Self(
            [
                "organizations-name",
                "organizations-id",
                "field-city",
                "field-country",
                "field-change-container",
                "organizations-standing",
                "domains-title",
                "organizations-open-orders",
            ]
            .map(|key| words.text(key)),
        )
    }

    fn columns(&self, address: &Address) -> Vec<Column> {
        let [name, id, city, country, container, standing, domains, orders] = self.0.clone();
        vec![
            sorted_column(address, name, "name", true),
            sorted_column(address, id, "id", false),
            sorted_column(address, city, "city", false),
            sorted_column(address, country, "country", false),
            Column::new(container),
            sorted_column(address, standing, "until", false),
            Column::numeric(domains),
            Column::numeric(orders),
        ]
    }

    fn row(&self, words: Words, row: OrganizationRow, containers: &[Container], now: Timestamp) -> AnyView {
        let [
            _,
            id_head,
            city,
            country,
            container_head,
            standing_head,
            domains_head,
            orders_head,
        ] = self.0.clone();
        let record = row.record;
        let id = record.id.to_string();
        let href = format!("/organizations/{id}");
        let assumed = (!record.details.assumed_name.is_empty())
            .then(|| view! { <span class="row-note">{record.details.assumed_name.clone()}</span> });
        let inactive = (!record.is_active)
            .then(|| view! { <StatusBadge tone=Tone::Neutral text=words.text("organization-inactive")/> });
        let gone = row
            .gone_at
            .map(|_| view! { <StatusBadge tone=Tone::Warning text=words.text("list-gone")/> });
        let container = containers.iter().find(|it| Some(it.id) == record.container);
        let container = container.map(|it| it.name.clone()).unwrap_or_default();
        let until = record.validated_until();
        let badge = standing_badge(words, record.standing(now), until, now);
        let until = until.map(|_| view! { <span class="row-note">{until_in_words(words, until, now)}</span> });
        view! {
            <tr>
                <RowHead><a href=href>{record.details.name.clone()}</a>{assumed}{inactive}{gone}</RowHead>
                <Cell label=id_head>{id}</Cell>
                <Cell label=city>{or_dash(&record.details.city)}</Cell>
                <Cell label=country>{or_dash(&record.details.country)}</Cell>
                <Cell label=container_head>{or_dash(&container)}</Cell>
                <Cell label=standing_head>{badge}{until}</Cell>
                <Cell label=domains_head numeric=true>{row.domains}</Cell>
                <Cell label=orders_head numeric=true>{row.open_orders}</Cell>
            </tr>
        }
        .into_any()
    }
}
