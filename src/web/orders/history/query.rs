//! What an address asks of the history.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::columns::COLUMNS;
use crate::domain::order::{OrderStatus, State};
use crate::store::{Attention, AttentionKind, HistoryQuery, HistorySort};
use crate::web::listing::Address;
use crate::words::Words;

/// The path of the history.
pub(super) const PATH: &str = "/orders";

/// The parameters of the history, besides the place of the page.
pub(super) const PARAMETERS: [&str; 17] = [
    "show",
    "q",
    "status",
    "attention",
    "organization",
    "container",
    "product",
    "who",
    "created_from",
    "created_until",
    "ends_from",
    "ends_until",
    "in_use",
    "sort",
    "order",
    "column",
    "rows",
];

/// Those that narrow the history, in the order of the page. Each is told while it is set, also where it has no field.
pub(super) const FILTERS: [&str; 12] = [
    "q",
    "status",
    "attention",
    "organization",
    "container",
    "product",
    "who",
    "created_from",
    "created_until",
    "ends_from",
    "ends_until",
    "in_use",
];

/// How many orders a page may have; the first is the usual number.
pub(super) const ROWS: [u64; 3] = [50, 25, 100];

/// The views of the history: the word in the address and what it shows.
pub(super) const VIEWS: [(&str, Option<State>); 10] = [
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

/// The address of the history with the parameters of a query string; those it does not know are left out.
pub(super) fn address(query: &str) -> Address {
    Address::of_query(PATH, &PARAMETERS, query)
}

/// The view that an address shows.
pub(super) fn view(address: &Address) -> (&'static str, Option<State>) {
    let asked = address.value("show");
    let found = VIEWS.into_iter().find(|(word, _)| *word == asked);
    found.unwrap_or(("all", None))
}

/// How many orders a page has.
pub(super) fn rows(address: &Address) -> u64 {
    let asked: Option<u64> = address.value("rows").parse().ok();
    let [usual, ..] = ROWS;
    asked.filter(|rows| ROWS.contains(rows)).unwrap_or(usual)
}

/// What an address sorts by, and whether the least comes first. The newest come first where it says nothing.
pub(super) fn sorting(address: &Address) -> (HistorySort, bool) {
    let asked = address.value("sort");
    let found = COLUMNS.iter().find(|column| column.word == asked);
    match found.and_then(|column| column.sort) {
        Some(sort) => (sort, address.value("order") != "desc"),
        None => (HistorySort::default(), false),
    }
}

/// The query of an address, as of now. What it does not understand it passes over.
pub(super) fn query(address: &Address, words: Words, now: Timestamp, lead_days: u16) -> HistoryQuery {
    let (sort, is_ascending) = sorting(address);
    let text = |name: &str| Some(address.value(name).to_owned()).filter(|text| !text.is_empty());
    let day = |name: &str| address.value(name).parse::<Date>().ok();
    let begin = |day: Option<Date>| day.and_then(|day| words.beginning_of(day));
    let after = |day: Option<Date>| day.and_then(|day| day.checked_add(1.day()).ok());
    let attention = |kind| Attention { kind, now, lead_days };
    HistoryQuery {
        text: address.value("q").to_owned(),
        states: view(address).1.into_iter().collect(),
        statuses: address.values("status").map(OrderStatus::of_word).collect(),
        organization: text("organization"),
        container: address.value("container").parse().ok(),
        product: text("product"),
        who: text("who"),
        owner: None,
        created_from: begin(day("created_from")),
        created_before: begin(after(day("created_until"))),
        ends_from: day("ends_from"),
        ends_until: day("ends_until"),
        in_use: address.value("in_use") == "yes",
        attention: AttentionKind::of_word(address.value("attention")).map(attention),
        sort,
        is_ascending,
    }
}

/// The dates of an address that are none, by their parameters: they are passed over, and the page says so.
pub(super) fn odd_dates(address: &Address) -> Vec<&'static str> {
    let dates = ["created_from", "created_until", "ends_from", "ends_until"];
    let is_odd = |name: &&'static str| {
        let typed = address.value(name);
        !typed.is_empty() && typed.parse::<Date>().is_err()
    };
    dates.into_iter().filter(is_odd).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(query_string: &str) -> HistoryQuery {
        let words = Words::choose(None, None, Some("Europe/Amsterdam"));
        query(&address(query_string), words, Timestamp::UNIX_EPOCH, 30)
    }

    #[test]
    fn an_empty_address_asks_for_the_newest() {
        assert_eq!(of(""), HistoryQuery::default());
        assert_eq!(
            of("show=everything&sort=nothing&rows=7&container=x"),
            HistoryQuery::default()
        );
    }

    #[test]
    fn filters_are_read_and_days_begin_in_the_zone() {
        let found =
            of("status=issued&status=needs_csr&created_from=2026-07-01&created_until=2026-07-01&ends_until=2027-01-02");
        assert_eq!(found.statuses.len(), 2);
        assert_eq!(
            found.created_from.map(|at| at.to_string()).as_deref(),
            Some("2026-06-30T22:00:00Z")
        );
        assert_eq!(
            found.created_before.map(|at| at.to_string()).as_deref(),
            Some("2026-07-01T22:00:00Z")
        );
        assert_eq!(
            found.ends_until.map(|day| day.to_string()).as_deref(),
            Some("2027-01-02")
        );
        assert_eq!(
            odd_dates(&address("created_from=soon&ends_from=2027-01-02")),
            ["created_from"]
        );
    }

    #[test]
    fn columns_are_sorted_both_ways() {
        for (asked, sort, is_ascending) in [
            ("", HistorySort::Number, false),
            ("sort=number", HistorySort::Number, true),
            ("sort=ends", HistorySort::Ends, true),
            ("sort=ends&order=desc", HistorySort::Ends, false),
            ("sort=names", HistorySort::Number, false),
        ] {
            assert_eq!(sorting(&address(asked)), (sort, is_ascending), "{asked}");
        }
    }
}
