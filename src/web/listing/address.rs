//! The state of a list in its address, so that it can be bookmarked, shared, and used without scripts.

use crate::store::{ListCursor, ListPage, Total};
use crate::web::context;
use crate::web::ui::{Column, Direction, Link, Pagination};
use crate::words::Words;
use leptos::prelude::*;

/// The parameter with the place of the page.
const AT: &str = "at";

/// The address of a list: its path and the parameters that are set.
#[derive(Clone, Debug)]
pub(crate) struct Address {
    path: &'static str,
    parameters: Vec<(&'static str, String)>,
}

impl Address {
    /// The address that was asked for, as far as it consists of these parameters.
    pub(crate) fn asked(path: &'static str, names: &[&'static str]) -> Self {
        Self::of_query(path, names, &context::query_string())
    }

    /// The same of a query string, for handlers that are no pages. A parameter may be there several times.
    pub(crate) fn of_query(path: &'static str, names: &[&'static str], query: &str) -> Self {
        let given: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let mut parameters = Vec::new();
        for name in names {
            for (_, value) in given.iter().filter(|(known, _)| known == name) {
                let value = value.trim().to_owned();
                if !value.is_empty() && !parameters.contains(&(*name, value.clone())) {
                    parameters.push((*name, value));
                }
            }
        }
        Self { path, parameters }
    }

    /// The value of a parameter; empty where it is not set.
    pub(crate) fn value(&self, name: &str) -> &str {
        let found = self.parameters.iter().find(|(known, _)| *known == name);
        found.map_or("", |(_, value)| value)
    }

    /// All values of a parameter.
    pub(crate) fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        let those = self.parameters.iter().filter(move |(known, _)| *known == name);
        those.map(|(_, value)| value.as_str())
    }

    /// The parameters that are set, each with one of its values.
    pub(crate) fn parameters(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.parameters.iter().map(|(name, value)| (*name, value.as_str()))
    }

    /// The parameters as they follow the question mark.
    pub(crate) fn query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in &self.parameters {
            query.append_pair(name, value);
        }
        query.finish()
    }

    /// The address without that value of a parameter.
    pub(crate) fn without(&self, name: &str, value: &str) -> Self {
        let is_it = |known: &str, its: &str| known == name && its == value;
        let kept = self.parameters.iter().filter(|(known, its)| !is_it(known, its));
        Self {
            path: self.path,
            parameters: kept.cloned().collect(),
        }
    }

    /// Whether nothing narrows the list.
    pub(crate) fn is_plain(&self) -> bool {
        self.parameters
            .iter()
            .all(|(name, _)| matches!(*name, "sort" | "order" | "column" | "rows"))
    }

    /// Where the page lies that was asked for.
    pub(crate) fn cursor() -> Option<ListCursor> {
        context::query(AT)?.parse().ok()
    }

    /// The address with another value of one parameter; an empty one takes it out.
    pub(crate) fn with(&self, name: &'static str, value: &str) -> Self {
        let mut parameters: Vec<_> = self
            .parameters
            .iter()
            .filter(|(known, _)| *known != name)
            .cloned()
            .collect();
        if !value.is_empty() {
            parameters.push((name, value.to_owned()));
        }
        Self {
            path: self.path,
            parameters,
        }
    }

    /// The list itself, with nothing that narrows it.
    pub(crate) fn path(&self) -> &'static str {
        self.path
    }

    /// As a link.
    pub(crate) fn href(&self) -> String {
        self.to(self.path, None)
    }

    /// The same parameters at another path.
    pub(crate) fn at_path(&self, path: &str) -> String {
        self.to(path, None)
    }

    /// The page that lies there.
    pub(crate) fn at(&self, cursor: &ListCursor) -> String {
        self.to(self.path, Some(cursor))
    }

    fn to(&self, path: &str, cursor: Option<&ListCursor>) -> String {
        let mut query = self.query();
        if let Some(cursor) = cursor {
            let mut at = form_urlencoded::Serializer::new(query);
            at.append_pair(AT, &cursor.to_string());
            query = at.finish();
        }
        if query.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{query}")
        }
    }
}

/// A column by which the list can be sorted; `is_default` where it is when the address says nothing.
pub(crate) fn sorted_column(address: &Address, label: String, word: &str, is_default: bool) -> Column {
    let sort = address.value("sort");
    let is_it = sort == word || (sort.is_empty() && is_default);
    let is_descending = address.value("order") == "desc";
    let direction = is_it.then_some(if is_descending {
        Direction::Descending
    } else {
        Direction::Ascending
    });
    let turned = if is_it && !is_descending { "desc" } else { "" };
    let href = address.with("sort", word).with("order", turned).href();
    Column::new(label).sorted_by(href, direction)
}

/// The way to the pages before and after, and how many there are in all.
pub(crate) fn pages<R>(words: Words, address: &Address, page: &ListPage<R>) -> AnyView {
    let showing = match page.total {
        Total::Exactly(count) => words.with("list-total", [("count", count.into())]),
        Total::MoreThan(count) => words.with("list-more-than", [("count", count.into())]),
    };
    let step = |cursor: &Option<ListCursor>, key: &str| {
        let cursor = cursor.as_ref()?;
        Some(Link::new(address.at(cursor), words.text(key)))
    };
    let newer = step(&page.previous, "list-previous");
    let older = step(&page.next, "list-next");
    view! { <Pagination label=words.text("list-pages") showing newer older/> }.into_any()
}
