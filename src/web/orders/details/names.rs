//! The names on the order and the domains that prove them: several names may share one domain.

use leptos::prelude::*;

use super::Shown;
use crate::domain::directory::Domain;
use crate::domain::order::gates::DomainNames;
use crate::web::domains::method_in_words;
use crate::web::listing::until_in_words;
use crate::web::ui::{
    Cell, Column, Details, IconName, RowHead, Section, SectionLayout, StatusBadge, Table, Tone, breakable,
};
use crate::words::Words;

/// More names than these are folded away.
pub(super) const MOST_NAMES: usize = 8;

/// The section; nothing where DigiCert named no domain.
pub(in crate::web::orders) fn section(shown: &Shown) -> Option<AnyView> {
    if shown.names.is_empty() {
        return None;
    }
    let words = shown.words;
    let heads = [
        "order-domain",
        "order-names",
        "validation-status",
        "field-dcv-method",
        "field-dcv-until",
    ]
    .map(|key| words.text(key));
    let rows = shown.names.iter().map(|names| row(shown, names, &heads)).collect_view();
    let columns = heads.iter().map(Column::new).collect();
    let view = view! {
        <Section id="s-names" heading=words.text("order-domains") intro=words.text("order-domains-intro")
            layout=SectionLayout::Stacked>
            <Table caption=words.text("order-domains") caption_hidden=true columns>{rows}</Table>
        </Section>
    };
    Some(view.into_any())
}

fn row(shown: &Shown, names: &DomainNames, heads: &[String; 5]) -> AnyView {
    let words = shown.words;
    let [_, on_order, status, method_head, until_head] = heads.clone();
    let domain = names
        .id
        .and_then(|id| shown.domains.iter().find(|domain| domain.id == id));
    let name = match names.id {
        Some(id) => {
            let number = words.with("domain-number", [("id", id.to_string().into())]);
            view! {
                <a href=format!("/domains/{id}")>{breakable(&names.name)}</a>
                <span class="row-note">{number}</span>
            }
            .into_any()
        }
        None => breakable(&names.name),
    };
    let (badge, method) = (badge(words, names), method(words, names, domain));
    let listed = names_in_words(words, &names.dns_names);
    let until = until_in_words(words, domain.and_then(|domain| domain.dcv_until), shown.now);
    view! {
        <tr>
            <RowHead>{name}</RowHead>
            <Cell label=on_order>{listed}</Cell>
            <Cell label=status>{badge}</Cell>
            <Cell label=method_head>{method}</Cell>
            <Cell label=until_head>{until}</Cell>
        </tr>
    }
    .into_any()
}

/// Names, one a line; many of them are folded away.
pub(in crate::web::orders) fn names_in_words(words: Words, names: &[String]) -> AnyView {
    let items = names
        .iter()
        .map(|name| view! { <li>{breakable(name)}</li> })
        .collect_view();
    let list = view! { <ul class="plain-list">{items}</ul> }.into_any();
    if names.len() <= MOST_NAMES {
        return list;
    }
    let count = words.with("gate-parts", [("count", names.len().into())]);
    view! { <Details summary=count>{list}</Details> }.into_any()
}

fn badge(words: Words, names: &DomainNames) -> AnyView {
    let (tone, icon, key) = match names.is_proven {
        Some(true) => (Tone::Positive, IconName::Check, "order-domain-proven"),
        Some(false) => (Tone::Info, IconName::Clock, "order-domain-open"),
        None => (Tone::Neutral, IconName::Question, "order-domain-unknown"),
    };
    view! { <StatusBadge tone icon=icon text=words.text(key) remote=names.word.clone()/> }.into_any()
}

fn method(words: Words, names: &DomainNames, domain: Option<&Domain>) -> String {
    let of_domain = || domain.and_then(|domain| domain.dcv.method.as_deref());
    let word = names.method.as_deref().or_else(of_domain);
    method_in_words(words, word)
}
