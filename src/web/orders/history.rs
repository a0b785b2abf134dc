//! The order history: the newest first, a page at a time, the whole of its state in the address.

use leptos::prelude::*;

use super::approval::waiting;
use super::status::badge;
use crate::domain::operator::Act;
use crate::domain::order::{OrderSummary, State};
use crate::store::{HistoryQuery, ListCursor, ListPage, Total};
use crate::web::context;
use crate::web::listing::Address;
use crate::web::page::{PageTitle, loaded};
use crate::web::ui::{ButtonKind, ButtonLink, Cell, Column, EmptyState, Link, PageHeader, Pagination, RowHead, Table};
use crate::words::Words;

const ROWS: u64 = 50;

/// The views of the history: the word in the address and what it shows.
const VIEWS: [(&str, Option<State>); 10] = [
    ("all", None),
    ("drafts", Some(State::Draft)),
    ("awaiting-approval", Some(State::AwaitingApproval)),
    ("approved", Some(State::Approved)),
    ("in-doubt", Some(State::InDoubt)),
    ("refused", Some(State::Refused)),
    ("sending", Some(State::Sending)),
    ("placed", Some(State::Placed)),
    ("given-up", Some(State::Released)),
    ("elsewhere", Some(State::Elsewhere)),
];

/// The order history.
#[component]
pub fn HistoryPage() -> impl IntoView {
    let asked = context::query("show").unwrap_or_default();
    let (view, state) = VIEWS
        .into_iter()
        .find(|(word, _)| *word == asked)
        .unwrap_or(("all", None));
    let address = Address::asked("/orders", &["show", "organization"]);
    let cursor = Address::cursor();
    loaded(async move {
        let words = context::words();
        let operator = context::operator()?;
        let found = context::state()
            .orders()
            .history(
                &HistoryQuery {
                    states: state.into_iter().collect(),
                    organization: Some(address.value("organization").to_owned()).filter(|id| !id.is_empty()),
                    ..HistoryQuery::default()
                },
                cursor.as_ref(),
                ROWS,
            )
            .await?;
        let new = operator.may(Act::Draft).then(|| {
            view! { <ButtonLink href="/orders/new" kind=ButtonKind::Primary>{words.text("history-new")}</ButtonLink> }.into_any()
        });
        let is_first = view == "all" && cursor.is_none();
        let waiting = if is_first {
            waiting(words, &operator).await?
        } else {
            None
        };
        let title = words.text("history-title");
        Ok(view! {
            <PageTitle text=title.clone()/>
            <PageHeader heading=title actions=new/>
            {waiting}
            {views(words, view)}
            {list(words, view, &address, found)}
        }
        .into_any())
    })
}

fn views(words: Words, shown: &str) -> AnyView {
    let is_approving = context::state().orders().switches().needs_approval();
    let items = VIEWS
        .iter()
        // A desk without approvals has no use for their views, unless it had approvals before.
        .filter(|(word, _)| is_approving || *word == shown || !matches!(*word, "awaiting-approval" | "approved"))
        .map(|(word, _)| {
            let href = if *word == "all" {
                "/orders".to_owned()
            } else {
                format!("/orders?show={word}")
            };
            let here = (*word == shown).then_some("page");
            view! { <li><a href=href aria-current=here>{words.text(&format!("history-view-{word}"))}</a></li> }
        })
        .collect_view();
    view! { <nav class="tabs" aria-label=words.text("history-views")><ul>{items}</ul></nav> }.into_any()
}

fn list(words: Words, view: &str, address: &Address, found: ListPage<OrderSummary>) -> AnyView {
    if found.rows.is_empty() {
        let heading = words.text(if view == "all" { "history-empty" } else { "history-none" });
        return view! { <EmptyState heading=heading><p>{words.text("history-empty-text")}</p></EmptyState> }.into_any();
    }
    let total = match found.total {
        Total::Exactly(count) => words.with("history-total", [("count", count.into())]),
        Total::MoreThan(count) => words.with("history-more-than", [("count", count.into())]),
    };
    let step = |cursor: &ListCursor, key: &str| Link::new(address.at(cursor), words.text(key));
    let newer = found.previous.as_ref().map(|cursor| step(cursor, "history-newer"));
    let older = found.next.as_ref().map(|cursor| step(cursor, "history-older"));
    view! {
        {order_rows(words, found.rows)}
        <Pagination label=words.text("history-pages") showing=total newer older/>
    }
    .into_any()
}

/// Orders as a table: here, and on the page of an organization.
pub(crate) fn order_rows(words: Words, rows: Vec<OrderSummary>) -> AnyView {
    let labels = Labels::new(words);
    let rows = rows.into_iter().map(|row| labels.row(words, row)).collect_view();
    view! {
        <Table caption=words.text("history-caption") caption_hidden=true columns=labels.columns()>{rows}</Table>
    }
    .into_any()
}

/// The heads of the columns, made once for all rows: each cell repeats its own for narrow screens.
struct Labels {
    number: String,
    name: String,
    organization: String,
    status: String,
    remote: String,
    owner: String,
    when: String,
}

impl Labels {
    fn new(words: Words) -> Self {
        Self {
            number: words.text("history-number"),
            name: words.text("field-common-name"),
            organization: words.text("history-organization"),
            status: words.text("history-status"),
            remote: words.text("history-remote-id"),
            owner: words.text("history-owner"),
            when: words.text("history-when"),
        }
    }

    fn columns(&self) -> Vec<Column> {
        vec![
            Column::new(self.number.clone()),
            Column::new(self.name.clone()),
            Column::new(self.organization.clone()),
            Column::new(self.status.clone()),
            Column::new(self.remote.clone()),
            Column::new(self.owner.clone()),
            Column::new(self.when.clone()),
        ]
    }

    fn row(&self, words: Words, row: OrderSummary) -> AnyView {
        let number = row.id.to_string();
        let href = format!("/orders/{number}");
        let status = badge(words, row.state, row.remote_status.as_ref());
        let other = row.other_product().map(|product| {
            let text = words.with("history-other-product", [("product", product.into())]);
            view! { <p>{text}</p> }
        });
        let name = if row.common_name.is_empty() {
            words.text("order-unnamed")
        } else {
            row.common_name
        };
        let organization = row.organization_name.unwrap_or(row.organization_id);
        let remote = row.remote_id.map(|id| id.to_string()).unwrap_or_default();
        let owner = match row.state {
            State::Elsewhere if row.owner.is_empty() => words.text("state-elsewhere"),
            _ => row.owner,
        };
        view! {
            <tr>
                <RowHead><a href=href>{number}</a></RowHead>
                <Cell label=self.name.clone()><div>{name}{other}</div></Cell>
                <Cell label=self.organization.clone()>{organization}</Cell>
                <Cell label=self.status.clone()>{status}</Cell>
                <Cell label=self.remote.clone()>{remote}</Cell>
                <Cell label=self.owner.clone()>{owner}</Cell>
                <Cell label=self.when.clone()><time class="nowrap" datetime=row.created_at.to_string()>{words.moment(row.created_at)}</time></Cell>
            </tr>
        }
        .into_any()
    }
}
