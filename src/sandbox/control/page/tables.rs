//! The tables of the control page: what waits and what happened.

use std::collections::BTreeMap;

use maud::{Markup, html};

use crate::sandbox::{control::orders::taken, shared::Shared};

/// How many calls are shown.
const CALLS_SHOWN: usize = 50;

/// How many orders, references and keys are shown.
const ORDERS_SHOWN: usize = 200;

/// A table that can be moved sideways where the screen is narrow, by keys too.
pub(super) fn table(label: &str, heads: &[&str], rows: &Markup) -> Markup {
    html! {
        div .scroll role="region" aria-label=(label) tabindex="0" {
            table {
                caption { (label) }
                thead { tr { @for head in heads { th scope="col" { (head) } } } }
                tbody { (rows) }
            }
        }
    }
}

/// The faults that wait.
pub(super) fn faults(shared: &Shared) -> Markup {
    let faults = shared.settings().faults.clone();
    if faults.is_empty() {
        return html! { p { "None." } };
    }
    let number = |number: Option<u64>| number.map_or_else(|| "–".to_owned(), |number| number.to_string());
    let rows = html! {
        @for fault in &faults {
            tr {
                td { (fault.name()) }
                td { (fault.method.as_deref().unwrap_or("any")) }
                td { (fault.path) }
                td { (fault.times) }
                td { (number(fault.seconds)) }
                td { (number(fault.status.map(u64::from))) }
                td { @if fault.after_taking { "yes" } @else { "no" } }
            }
        }
    };
    let heads = [
        "Fault",
        "Method",
        "Path",
        "Times left",
        "Seconds",
        "Status",
        "Carried out first",
    ];
    table("Faults that wait for a call", &heads, &rows)
}

/// The calls that are held back.
pub(super) fn holds(shared: &Shared) -> Markup {
    let calls = shared.holds.calls();
    if calls.is_empty() {
        return html! { p { "None." } };
    }
    let rows = html! {
        @for call in &calls { tr { td { (call.method) } td { (call.path) } td { (call.fault) } } }
    };
    table("Calls that wait to be let go", &["Method", "Path", "Fault"], &rows)
}

/// The orders that were taken, and how often each reference and each key was ordered.
pub(super) fn orders(shared: &Shared) -> Markup {
    let taken = taken(shared);
    let rows = html! {
        @for order in taken.orders.iter().rev().take(ORDERS_SHOWN) {
            tr {
                td { (order.id) }
                td { (order.status) }
                td { (order.reference.as_deref().unwrap_or("–")) }
                td { (order.spki_sha256.as_deref().unwrap_or("–")) }
            }
        }
    };
    html! {
        h2 #orders { "Orders taken" }
        p {
            "Taken by the API: " (taken.orders.len()) "."
            @if taken.orders.len() > ORDERS_SHOWN { " The last " (ORDERS_SHOWN) " are shown." }
        }
        @if !taken.orders.is_empty() {
            (table("Orders, the latest first", &["Order", "Status", "Reference", "Key (SHA-256)"], &rows))
            (counts("Orders for each reference", "Reference", &taken.by_reference))
            (counts("Orders for each key", "Key (SHA-256)", &taken.by_key))
        }
    }
}

/// Counts, the highest first.
fn counts(label: &str, head: &str, counts: &BTreeMap<String, usize>) -> Markup {
    let mut sorted: Vec<(&String, &usize)> = counts.iter().collect();
    sorted.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let rows = html! {
        @for (name, count) in sorted.into_iter().take(ORDERS_SHOWN) {
            tr {
                td { (name) }
                td { @if *count > 1 { strong { (count) ", more than once" } } @else { (count) } }
            }
        }
    };
    html! { @if !counts.is_empty() { (table(label, &[head, "Orders"], &rows)) } }
}

/// The last calls of the API.
pub(super) fn calls(shared: &Shared) -> Markup {
    let calls = shared.calls();
    let rows = html! {
        @for call in calls.iter().rev().take(CALLS_SHOWN) {
            tr {
                td { (call.at) }
                td { (call.method) }
                td { (call.path) @if let Some(query) = &call.query { "?" (query) } }
                td { (call.key.as_deref().unwrap_or("–")) }
                td { @if let Some(status) = call.status { (status) } @else { "cut" } }
                td { (call.fault.unwrap_or("–")) }
            }
        }
    };
    html! {
        h2 #calls { "Last calls" }
        @if calls.is_empty() { p { "None." } } @else {
            (table(
                "The last calls of the API, the latest first",
                &["Time", "Method", "Path", "Key", "Status", "Fault"],
                &rows,
            ))
        }
        form method="post" action="/control/calls" {
            input type="hidden" name="_method" value="delete";
            button { "Forget the calls" }
        }
    }
}
