//! A page of a list of records, from whose absence somebody may conclude that there are none: it is read in whole or not
//! at all, as [`super::order_list`] does.

use serde::de::Error;
use serde_json::Value;

use super::loose;
use super::order_list::Paging;

/// The most entries of one page (CertCentral: Pagination).
pub(crate) const MOST_ENTRIES: u32 = 1000;

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// Those on it.
    pub records: Vec<T>,
    /// How many there are on all pages, where the answer says so.
    pub total: Option<u64>,
    /// Where the next page begins; none after the last.
    pub next: Option<u32>,
}

/// Reads the page of the list `key` that was asked for from `offset` on, each entry by `record`.
///
/// An empty list loses its key: `page` alone says that there are none. Neither of both, one entry that cannot be read, a
/// page that begins elsewhere and a page without the entries it counts are errors. So is a full page that does not say
/// how many there are in all: nobody could tell where to stop. A list that is not paged at all is whole.
pub(crate) fn read<T>(
    mut answer: Value,
    key: &str,
    offset: u32,
    record: impl Fn(Value) -> Result<T, serde_json::Error>,
) -> Result<Page<T>, serde_json::Error> {
    let told: Option<Paging> = loose::object(answer.get("page").unwrap_or(&Value::Null))?;
    let listed = answer.get_mut(key).map(Value::take).filter(|listed| !listed.is_null());
    if listed.is_none() && told.is_none() {
        return Err(Error::custom("neither a list nor a page"));
    }
    let entries: Vec<Value> = listed.map(loose::every).transpose()?.unwrap_or_default();
    let records = entries.into_iter().map(record).collect::<Result<Vec<T>, _>>()?;
    let is_paged = told.is_some();
    let told = told.unwrap_or_default();
    let begin = u64::from(offset);
    if told.offset.is_some_and(|offset| offset != begin) {
        return Err(Error::custom("a page that begins elsewhere"));
    }
    let count = u64::try_from(records.len()).map_err(Error::custom)?;
    if count == 0 && told.total.is_some_and(|total| total > begin) {
        return Err(Error::custom("a page without the entries it counts"));
    }
    let most = told.limit.unwrap_or(u64::MAX).min(u64::from(MOST_ENTRIES));
    if is_paged && told.total.is_none() && count > 0 && count >= most {
        return Err(Error::custom("a full page that does not say how many there are"));
    }
    let end = begin.saturating_add(count);
    let next = match told.total.filter(|total| *total > end) {
        Some(_) => Some(u32::try_from(end).map_err(Error::custom)?),
        None => None,
    };
    Ok(Page {
        records,
        total: told.total,
        next,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn outcome(answer: &Value, offset: u32) -> Option<(usize, Option<u32>)> {
        let number = |entry: Value| entry.as_u64().ok_or_else(|| Error::custom("no number"));
        let page = read(answer.clone(), "numbers", offset, number).ok()?;
        Some((page.records.len(), page.next))
    }

    #[test]
    fn what_a_page_is() {
        let full: Vec<u32> = (0..MOST_ENTRIES).collect();
        for (answer, offset, expected) in [
            (json!({"numbers": [1, 2], "page": {"total": 2}}), 0, Some((2, None))),
            (
                json!({"numbers": [1, 2], "page": {"total": "5"}}),
                0,
                Some((2, Some(2))),
            ),
            (
                json!({"numbers": [3, 4], "page": {"total": 5, "offset": "2"}}),
                2,
                Some((2, Some(4))),
            ),
            (json!({"numbers": [5], "page": {"total": 5}}), 4, Some((1, None))),
            (json!({"numbers": {"0": 1, "2": 3}, "page": []}), 0, Some((2, None))),
            (json!({"numbers": [1]}), 0, Some((1, None))),
            (json!({"numbers": [], "page": {"total": 0}}), 0, Some((0, None))),
            (
                json!({"page": {"total": 0, "limit": 1000, "offset": 0}}),
                0,
                Some((0, None)),
            ),
            (
                json!({"page": {"total": 5, "limit": 5, "offset": 5}}),
                5,
                Some((0, None)),
            ),
            (json!({"numbers": null, "page": {}}), 0, Some((0, None))),
            (json!({"numbers": full}), 0, Some((1000, None))),
            (json!({"numbers": full, "page": {}}), 0, None),
            (json!({"numbers": [1], "page": {"limit": 1}}), 0, None),
            (json!({"numbers": [1], "page": {"offset": 0}}), 1, None),
            (json!({"page": {"total": 5, "offset": 0}}), 0, None),
            (json!({"numbers": [1, "x"], "page": {}}), 0, None),
            (json!({"numbers": "none", "page": {}}), 0, None),
            (json!({"numbers": null}), 0, None),
            (json!({"page": []}), 0, None),
            (json!({}), 0, None),
            (json!([]), 0, None),
        ] {
            assert_eq!(outcome(&answer, offset), expected, "{answer} {offset}");
        }
    }
}
