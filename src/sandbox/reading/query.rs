//! The query of a request: filters, sorting and paging (CertCentral: Services API, URL query strings).

use std::cmp::Ordering;

use serde_json::{Value, json};

/// The most rows one page may have, and the number without a `limit`.
const HIGHEST_LIMIT: usize = 1000;

/// The decoded pairs of a query.
#[derive(Clone, Debug, Default)]
pub(crate) struct Query {
    pairs: Vec<(String, String)>,
}

impl Query {
    /// Decodes a query; square brackets may be raw or percent-encoded.
    pub(crate) fn parse(text: &str) -> Self {
        let pairs = form_urlencoded::parse(text.as_bytes());
        Self {
            pairs: pairs
                .map(|(name, value)| (name.into_owned(), value.into_owned()))
                .collect(),
        }
    }

    /// The first value of a name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.pairs
            .iter()
            .find(|(found, _)| found == name)
            .map(|(_, value)| value.as_str())
    }

    /// A value as a whole number.
    pub(crate) fn number(&self, name: &str) -> Option<u64> {
        self.get(name).and_then(|value| value.trim().parse().ok())
    }

    /// Whether a value says yes.
    pub(crate) fn flag(&self, name: &str) -> bool {
        matches!(self.get(name), Some("true" | "1" | "True" | "TRUE"))
    }

    /// Whether something more is asked for, by a member such as `include_validation`; the spelling in one word was
    /// recorded to work as well.
    pub(crate) fn includes(&self, what: &str) -> bool {
        let wanted = format!("include{what}");
        let is_it = |name: &str| name.replace('_', "").eq_ignore_ascii_case(&wanted);
        let mut named = self.pairs.iter().filter(|(name, _)| is_it(name));
        named.any(|(_, value)| matches!(value.to_ascii_lowercase().as_str(), "true" | "1"))
    }

    /// The first value of a name, or of a filter of one of these names.
    pub(crate) fn either(&self, name: &str, filters: &[&str]) -> Option<String> {
        let filter = || filters.iter().find_map(|filter| self.filter(filter).into_iter().next());
        self.get(name).map(str::to_owned).or_else(filter)
    }

    /// What is searched for, in small letters and without the signs that stand for any characters.
    pub(crate) fn searched(&self) -> Option<String> {
        let text = self.either("search", &["search"])?;
        let text = text.trim().trim_matches('%').to_lowercase();
        (!text.is_empty()).then_some(text)
    }

    /// Sorts rows by the keys asked for, each compared by `compare`.
    pub(crate) fn sort_rows<T>(&self, rows: &mut [T], compare: impl Fn(&T, &T, &str) -> Ordering) {
        let keys = self.sort();
        rows.sort_by(|one, other| {
            let orderings = keys.iter().map(|(key, downwards)| {
                let ordering = compare(one, other, key);
                if *downwards { ordering.reverse() } else { ordering }
            });
            orderings.fold(Ordering::Equal, Ordering::then)
        });
    }

    /// The filters: name and every value given for it, `filters[a]=x` and `filters[a][0]=x` alike.
    pub(crate) fn filters(&self) -> Vec<(String, Vec<String>)> {
        let mut filters: Vec<(String, Vec<String>)> = Vec::new();
        for (name, value) in &self.pairs {
            let Some(rest) = name.strip_prefix("filters[") else {
                continue;
            };
            let Some((filter, _)) = rest.split_once(']') else {
                continue;
            };
            match filters.iter_mut().find(|(found, _)| found == filter) {
                Some((_, values)) => values.push(value.clone()),
                None => filters.push((filter.to_owned(), vec![value.clone()])),
            }
        }
        filters
    }

    /// The values of one filter.
    pub(crate) fn filter(&self, name: &str) -> Vec<String> {
        self.filters()
            .into_iter()
            .find(|(found, _)| found == name)
            .map(|(_, values)| values)
            .unwrap_or_default()
    }

    /// The sort keys in order, each with whether it runs downwards.
    ///
    /// A raw `+` in a query decodes to a space, so both mean upwards.
    pub(crate) fn sort(&self) -> Vec<(String, bool)> {
        let keys = self.get("sort").unwrap_or_default().split(',');
        let keys = keys.filter(|key| !key.trim().is_empty());
        keys.map(|key| match key.strip_prefix('-') {
            Some(rest) => (rest.trim().to_owned(), true),
            None => (key.trim().trim_start_matches('+').trim().to_owned(), false),
        })
        .collect()
    }

    /// How many rows are asked for and how many are skipped.
    pub(crate) fn window(&self) -> (usize, usize) {
        let read = |name| self.get(name).and_then(|value| value.trim().parse::<usize>().ok());
        let limit = read("limit")
            .filter(|limit| *limit > 0)
            .unwrap_or(HIGHEST_LIMIT)
            .min(HIGHEST_LIMIT);
        (limit, read("offset").unwrap_or(0))
    }

    /// The rows that are asked for, of all.
    pub(crate) fn cut<'a, T>(&self, rows: &'a [T]) -> impl Iterator<Item = &'a T> {
        let (limit, offset) = self.window();
        rows.iter().skip(offset).take(limit)
    }

    /// One page of rows under a key, which is there even when the page is empty.
    pub(crate) fn whole_page<T>(&self, key: &str, rows: &[T], show: impl Fn(&T) -> Value) -> Value {
        let (limit, offset) = self.window();
        let shown: Vec<Value> = self.cut(rows).map(show).collect();
        json!({ key: shown, "page": { "total": rows.len(), "limit": limit, "offset": offset } })
    }

    /// One page of rows under a key; the key is absent when the page is empty.
    pub(crate) fn page<T>(&self, key: &str, rows: &[T], show: impl Fn(&T) -> Value) -> Value {
        let (limit, offset) = self.window();
        let shown: Vec<Value> = rows.iter().skip(offset).take(limit).map(show).collect();
        let page = json!({ "total": rows.len(), "limit": limit, "offset": offset });
        if shown.is_empty() {
            return json!({ "page": page });
        }
        json!({ key: shown, "page": page })
    }
}
