//! What was asked for, and who started it when.

use leptos::prelude::*;

use super::Shown;
use super::names::{MOST_NAMES, names_in_words};
use crate::domain::order::{OrganizationTyped, State};
use crate::web::ui::{DataList, DataRow, Section, or_dash};

/// The section.
pub(in crate::web::orders) fn section(shown: &Shown) -> AnyView {
    let (words, order) = (shown.words, &shown.order);
    let form = &order.form;
    let row = |term: String, value: String| view! { <DataRow term=term>{value}</DataRow> }.into_any();
    let (owner, created) = if order.state == State::Elsewhere {
        (words.text("elsewhere-placed-by"), words.text("elsewhere-placed"))
    } else {
        (words.text("order-owner"), words.text("order-created"))
    };
    let organization = organization(shown);
    let mut rows = vec![
        row(words.text("field-common-name"), or_dash(&form.common_name)),
        view! { <DataRow term=words.text("check-organization")>{organization}</DataRow> }.into_any(),
        row(owner, or_dash(&order.owner.name)),
        row(created, words.moment(order.created_at)),
        row(words.text("order-updated"), words.moment(order.updated_at)),
    ];
    if let Some(product) = &order.product {
        rows.insert(0, row(words.text("order-product"), product.clone()));
    }
    if !form.dns_names.trim().is_empty() {
        let after_name = usize::from(order.product.is_some()).saturating_add(1);
        let names: Vec<String> = form.dns_names.split_whitespace().map(str::to_owned).collect();
        // A few stand on a line as they were typed.
        let typed = if names.len() > MOST_NAMES {
            names_in_words(words, &names)
        } else {
            form.dns_names.clone().into_any()
        };
        let dns_names = view! { <DataRow term=words.text("field-dns-names")>{typed}</DataRow> };
        rows.insert(after_name, dns_names.into_any());
    }
    if let Some(attempt) = &order.attempt {
        rows.push(row(words.text("order-reference"), attempt.reference.to_string()));
    }
    view! { <Section id="s-facts" heading=words.text("order-facts")><DataList>{rows}</DataList></Section> }.into_any()
}

/// The organization, with a link to its page where DigiCert's number of it is known.
fn organization(shown: &Shown) -> AnyView {
    let order = &shown.order;
    let known = shown.record().and_then(|record| record.organization);
    let text = match (order.form.organization_typed(), &order.organization_name) {
        (OrganizationTyped::Existing(id), Some(name)) => format!("{name} ({id})"),
        (OrganizationTyped::Existing(typed), None) | (OrganizationTyped::New(typed), _) => or_dash(typed),
    };
    match known {
        Some(id) => view! { <a href=format!("/organizations/{id}")>{text}</a> }.into_any(),
        None => text.into_any(),
    }
}
