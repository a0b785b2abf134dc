//! The head of an approver's first page: the orders that wait for them, the longest waiting first.

use leptos::prelude::*;

use super::age::age;
use super::ask::may_decide;
use crate::domain::operator::{Act, Operator};
use crate::domain::order::{Order, OrganizationTyped};
use crate::web::changes::changes_table;
use crate::web::context;
use crate::web::failure::Failure;
use crate::web::ui::{Cell, Column, RowHead, Section, SectionLayout, Table, or_dash};
use crate::words::Words;

/// What waits for that person: the orders of others. Nothing for those who approve nothing, and where nothing waits.
pub(in crate::web::orders) async fn waiting(words: Words, operator: &Operator) -> Result<Option<AnyView>, Failure> {
    if !operator.may(Act::Approve) {
        return Ok(None);
    }
    let state = context::state();
    let mut orders = state.orders().awaiting_approval().await?;
    orders.retain(|order| may_decide(operator, order));
    let mut changes = state.changes().awaiting_approval().await?;
    changes.retain(|change| {
        let asked = change.approval.as_ref();
        asked.is_some_and(|asked| asked.may_be_given_by(operator, &change.owner).is_ok())
    });
    let revocations = (!changes.is_empty()).then(|| {
        let (heading, table) = (
            words.text("waiting-changes-heading"),
            changes_table(words, "waiting-changes-heading", &changes),
        );
        view! { <Section id="s-waiting-changes" heading layout=SectionLayout::Stacked>{table}</Section> }.into_any()
    });
    if orders.is_empty() {
        return Ok(revocations);
    }
    let columns = vec![
        Column::new(words.text("history-column-number")),
        Column::new(words.text("field-common-name")),
        Column::new(words.text("history-column-organization")),
        Column::new(words.text("waiting-asked-by")),
        Column::new(words.text("waiting-since")),
    ];
    let heading = words.text("waiting-heading");
    let rows = orders.iter().map(|order| row(words, order)).collect_view();
    let view = view! {
        <Section id="s-waiting" heading=heading.clone() layout=SectionLayout::Stacked>
            <Table caption=heading caption_hidden=true columns>{rows}</Table>
        </Section>
        {revocations}
    };
    Ok(Some(view.into_any()))
}

fn row(words: Words, order: &Order) -> AnyView {
    let Some(asked) = &order.approval else {
        return ().into_any();
    };
    let number = order.id.to_string();
    let href = format!("/orders/{number}/approve");
    let name = Some(order.form.headline()).filter(|name| !name.is_empty());
    let name = name.unwrap_or_else(|| words.text("order-unnamed"));
    let organization = match (order.form.organization_typed(), &order.organization_name) {
        (OrganizationTyped::Existing(_), Some(name)) => name.clone(),
        (OrganizationTyped::Existing(typed), None) | (OrganizationTyped::New(typed), _) => or_dash(typed),
    };
    let waits = age(words, asked.asked_at, context::state().clock().now());
    let (datetime, when) = (asked.asked_at.to_string(), words.moment(asked.asked_at));
    let waits = words.with("waiting-for", [("age", waits.into()), ("when", when.into())]);
    let who = asked.asked_by.name.clone();
    view! {
        <tr>
            <RowHead><a href=href>{number}</a></RowHead>
            <Cell label=words.text("field-common-name")>{name}</Cell>
            <Cell label=words.text("history-column-organization")>{organization}</Cell>
            <Cell label=words.text("waiting-asked-by")>{who}</Cell>
            <Cell label=words.text("waiting-since")>
                <time datetime=datetime>{waits}</time>
            </Cell>
        </tr>
    }
    .into_any()
}
