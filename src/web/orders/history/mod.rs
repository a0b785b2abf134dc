//! The order history, which operators keep open all day: searched, filtered, sorted and paged, the whole of its state in
//! the address, so that it can be bookmarked, shared, and used without scripts.

mod columns;
pub mod export;
mod filters;
mod query;
pub mod views;

use jiff::Timestamp;
use leptos::prelude::*;

use self::columns::Rows;
use self::query::{PARAMETERS, PATH, VIEWS, query, rows, view};
use super::approval::waiting;
use super::import_progress::first_import;
use crate::domain::operator::Act;
use crate::domain::order::OrderSummary;
use crate::store::{ListCursor, ListPage, Total};
use crate::web::context;
use crate::web::listing::Address;
use crate::web::page::{PageTitle, loaded};
use crate::web::ui::{ButtonKind, ButtonLink, EmptyState, Link, PageHeader, Pagination, Table};
use crate::words::Words;

pub use export::{csv, json};
pub use views::{NewViewPage, ViewPage, ViewsPage, change_view, delete_view, save_view};

/// The order history.
#[component]
pub fn HistoryPage() -> impl IntoView {
    let address = Address::asked(PATH, &PARAMETERS);
    let cursor = Address::cursor();
    loaded(async move {
        let words = context::words();
        let (state, operator) = (context::state(), context::operator()?);
        let now = state.clock().now();
        let orders = state.orders();
        let asked = query(&address, words, now, orders.policy().lead_days);
        let found = orders.history(&asked, cursor.as_ref(), rows(&address)).await?;
        let choices = orders.store().history().choices().await?;
        let saved = orders.store().saved_views().list(operator.id).await?;
        let new = operator.may(Act::Draft).then(|| {
            view! { <ButtonLink href="/orders/new" kind=ButtonKind::Primary>{words.text("history-new")}</ButtonLink> }
        });
        let is_first = address.query().is_empty() && cursor.is_none();
        let waiting = if is_first {
            waiting(words, &operator).await?
        } else {
            None
        };
        let title = words.text("history-title");
        Ok(view! {
            <PageTitle text=title.clone()/>
            <PageHeader heading=title actions=new.into_any()/>
            {first_import(words).await?}
            {waiting}
            {tabs(words, &address)}
            {filters::odd(words, &address)}
            {filters::form(words, &address, &choices)}
            {filters::chips(words, &address, &choices)}
            {views::offered(words, &address, &saved)}
            {list(words, &address, found, now)}
        }
        .into_any())
    })
}

/// The views that are always there.
fn tabs(words: Words, address: &Address) -> AnyView {
    let is_approving = context::state().orders().switches().needs_approval();
    let (shown, _) = view(address);
    let items = VIEWS
        .iter()
        // A desk without approvals has no use for their views, unless it had approvals before.
        .filter(|(word, _)| is_approving || *word == shown || !matches!(*word, "awaiting-approval" | "approved"))
        .map(|(word, _)| {
            let href = address.with("show", if *word == "all" { "" } else { word }).href();
            let here = (*word == shown).then_some("page");
            view! { <li><a href=href aria-current=here>{words.text(&format!("history-view-{word}"))}</a></li> }
        })
        .collect_view();
    view! { <nav class="tabs" aria-label=words.text("history-views")><ul>{items}</ul></nav> }.into_any()
}

fn list(words: Words, address: &Address, found: ListPage<OrderSummary>, now: Timestamp) -> AnyView {
    if found.rows.is_empty() {
        let (heading, text) = if address.query().is_empty() {
            ("history-empty", "history-empty-text")
        } else {
            ("history-none", "history-none-text")
        };
        return view! { <EmptyState heading=words.text(heading)><p>{words.text(text)}</p></EmptyState> }.into_any();
    }
    let total = match found.total {
        Total::Exactly(count) => words.with("history-total", [("count", count.into())]),
        Total::MoreThan(count) => words.with("history-more-than", [("count", count.into())]),
    };
    let step = |cursor: &ListCursor, key: &str| Link::new(address.at(cursor), words.text(key));
    // Sorted by something else, what comes before is not newer.
    let is_by_age = address.value("sort").is_empty();
    let (before, after) = if is_by_age {
        ("history-newer", "history-older")
    } else {
        ("list-previous", "list-next")
    };
    let newer = found.previous.as_ref().map(|cursor| step(cursor, before));
    let older = found.next.as_ref().map(|cursor| step(cursor, after));
    let table = Rows::of(words, address, now);
    let rows = found.rows.iter().map(|row| table.row(row)).collect_view();
    view! {
        <div class="list-tools">
            {filters::column_chooser(words, address)}
            <p class="list-files">
                <a href=address.at_path("/orders.csv") download="orders.csv">{words.text("history-csv")}</a>" "
                <a href=address.at_path("/orders.json") download="orders.json">{words.text("history-json")}</a>
            </p>
        </div>
        <Table caption=words.text("history-caption") caption_hidden=true wide=table.is_wide() columns=table.sortable(address)>{rows}</Table>
        <Pagination label=words.text("history-pages") showing=total newer older/>
    }
    .into_any()
}

/// Orders as a table without any choice: on the page of an organization.
pub(crate) fn order_rows(words: Words, rows: Vec<OrderSummary>) -> AnyView {
    let now = context::state().clock().now();
    let table = Rows::of(words, &query::address(""), now);
    let rows = rows.iter().map(|row| table.row(row)).collect_view();
    view! {
        <Table caption=words.text("history-caption") caption_hidden=true columns=table.plain()>{rows}</Table>
    }
    .into_any()
}
