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
        let set = names.iter().filter_map(|name| {
            let value = context::query(name)?.trim().to_owned();
            (!value.is_empty()).then_some((*name, value))
        });
        Self {
            path,
            parameters: set.collect(),
        }
    }

    /// The same of a query string, for handlers that are no pages.
    pub(crate) fn of_query(path: &'static str, names: &[&'static str], query: &str) -> Self {
        let given: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let set = names.iter().filter_map(|name| {
            let (_, value) = given.iter().find(|(known, _)| known == name)?;
            let value = value.trim().to_owned();
            (!value.is_empty()).then_some((*name, value))
        });
        Self {
            path,
            parameters: set.collect(),
        }
    }

    /// The value of a parameter; empty where it is not set.
    pub(crate) fn value(&self, name: &str) -> &str {
        let found = self.parameters.iter().find(|(known, _)| *known == name);
        found.map_or("", |(_, value)| value)
    }

    /// Whether nothing narrows the list.
    pub(crate) fn is_plain(&self) -> bool {
        self.parameters
            .iter()
            .all(|(name, _)| matches!(*name, "sort" | "order"))
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
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in &self.parameters {
            query.append_pair(name, value);
        }
        if let Some(cursor) = cursor {
            query.append_pair(AT, &cursor.to_string());
        }
        let query = query.finish();
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
