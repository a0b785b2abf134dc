//! The columns of the history: which there are, which are shown, and what stands in them.

use jiff::Timestamp;
use leptos::prelude::*;

use super::query::sorting;
use crate::domain::order::{OrderSummary, State};
use crate::store::HistorySort;
use crate::web::listing::Address;
use crate::web::orders::status::badge;
use crate::web::ui::{Cell, Column, Direction, RowHead, breakable, or_dash};
use crate::words::Words;

/// Below so many days a certificate's end is told beside it.
const SOON: i64 = 90;

/// A column that can be chosen.
#[derive(Debug)]
pub(super) struct HistoryColumn {
    /// The word in addresses and message keys (`history-column-<word>`).
    pub(super) word: &'static str,
    /// What it sorts by, where it can be sorted.
    pub(super) sort: Option<HistorySort>,
    /// Whether it is shown where nobody chose.
    is_usual: bool,
    /// Whether the greatest comes first when its heading is first chosen.
    is_newest_first: bool,
}

const fn column(word: &'static str, sort: HistorySort) -> HistoryColumn {
    HistoryColumn {
        word,
        sort: Some(sort),
        is_usual: false,
        is_newest_first: false,
    }
}

impl HistoryColumn {
    const fn usual(self) -> Self {
        Self { is_usual: true, ..self }
    }

    const fn newest_first(self) -> Self {
        Self {
            is_newest_first: true,
            ..self
        }
    }
}

/// All columns, in the order of the page. The first names the row and is always there.
pub(super) const COLUMNS: [HistoryColumn; 18] = [
    column("number", HistorySort::Number).usual().newest_first(),
    column("name", HistorySort::CommonName).usual(),
    HistoryColumn {
        word: "names",
        sort: None,
        is_usual: false,
        is_newest_first: false,
    },
    column("organization", HistorySort::Organization).usual(),
    column("container", HistorySort::Container),
    column("status", HistorySort::Status).usual(),
    column("remote", HistorySort::RemoteNumber).usual().newest_first(),
    column("product", HistorySort::Product),
    column("who", HistorySort::Who).usual(),
    column("created", HistorySort::Created).usual().newest_first(),
    column("updated", HistorySort::Updated).newest_first(),
    column("issued", HistorySort::Issued).newest_first(),
    column("ends", HistorySort::Ends).usual(),
    column("price", HistorySort::Price).newest_first(),
    column("reference", HistorySort::Reference),
    column("serial", HistorySort::SerialNumber),
    column("oin", HistorySort::Oin),
    column("state", HistorySort::State),
];

/// The columns that an address shows.
pub(super) fn shown(address: &Address) -> Vec<&'static HistoryColumn> {
    let chosen: Vec<&str> = address.values("column").collect();
    let (first, others) = (COLUMNS.first(), COLUMNS.iter().skip(1));
    let is_shown = |column: &&'static HistoryColumn| {
        if chosen.is_empty() {
            column.is_usual
        } else {
            chosen.contains(&column.word)
        }
    };
    first.into_iter().chain(others.filter(is_shown)).collect()
}

/// A table's columns and rows, its headings made once for all rows: each cell repeats its own for narrow screens.
pub(super) struct Rows {
    words: Words,
    columns: Vec<(&'static HistoryColumn, String)>,
    now: Timestamp,
}

impl Rows {
    /// Those that an address shows.
    pub(super) fn of(words: Words, address: &Address, now: Timestamp) -> Self {
        let head = |column: &'static HistoryColumn| (column, words.text(&format!("history-column-{}", column.word)));
        Self {
            words,
            columns: shown(address).into_iter().map(head).collect(),
            now,
        }
    }

    /// The headings, each of which sorts.
    pub(super) fn sortable(&self, address: &Address) -> Vec<Column> {
        let (sort, is_ascending) = sorting(address);
        let head = |(column, label): &(&HistoryColumn, String)| {
            let plain = Column::new(label.clone());
            let Some(own) = column.sort else { return plain };
            let direction = (own == sort).then_some(if is_ascending {
                Direction::Ascending
            } else {
                Direction::Descending
            });
            let is_descending = match direction {
                Some(Direction::Ascending) => true,
                Some(Direction::Descending) => false,
                None => column.is_newest_first,
            };
            let order = if is_descending { "desc" } else { "" };
            let href = address.with("sort", column.word).with("order", order).href();
            plain.sorted_by(href, direction)
        };
        self.columns.iter().map(head).collect()
    }

    /// The headings as plain words.
    pub(super) fn plain(&self) -> Vec<Column> {
        self.columns
            .iter()
            .map(|(_, label)| Column::new(label.clone()))
            .collect()
    }

    /// Whether there are more columns than most screens have room for.
    pub(super) fn is_wide(&self) -> bool {
        let usual = COLUMNS.iter().filter(|column| column.is_usual);
        self.columns.len() > usual.count()
    }

    /// A row.
    pub(super) fn row(&self, row: &OrderSummary) -> AnyView {
        let number = row.id.to_string();
        let href = format!("/orders/{number}");
        let cells = self
            .columns
            .iter()
            .skip(1)
            .map(|(column, label)| {
                let content = self.cell(column.word, row);
                view! { <Cell label=label.clone()>{content}</Cell> }
            })
            .collect_view();
        view! { <tr><RowHead><a href=href>{number}</a></RowHead>{cells}</tr> }.into_any()
    }

    fn cell(&self, word: &str, row: &OrderSummary) -> AnyView {
        let words = self.words;
        match word {
            "name" => self.name(row),
            "names" => self.names(row),
            "organization" => or_dash(row.organization_name.as_ref().unwrap_or(&row.organization_id)).into_any(),
            "container" => or_dash(&row.container_name).into_any(),
            "status" => badge(words, row.state, row.remote_status.as_ref()),
            "remote" => told(row.remote_id).into_any(),
            "product" => told(row.product.as_ref()).into_any(),
            "who" => match row.state {
                State::Elsewhere if row.owner.is_empty() => words.text("state-elsewhere"),
                _ => or_dash(&row.owner),
            }
            .into_any(),
            "created" => self.moment(Some(row.created_at)),
            "updated" => self.moment(Some(row.updated_at)),
            "issued" => self.moment(row.issued_at),
            "ends" => self.end(row),
            "price" => told(row.price.as_ref()).into_any(),
            "reference" => told(row.reference.as_ref()).into_any(),
            "serial" => told(row.serial_number.as_ref()).into_any(),
            "oin" => told(row.oin.as_ref()).into_any(),
            "state" => words.text(&format!("state-{}", row.state.word())).into_any(),
            _ => ().into_any(),
        }
    }

    fn name(&self, row: &OrderSummary) -> AnyView {
        let words = self.words;
        let name = if row.common_name.is_empty() {
            words.text("order-unnamed")
        } else {
            row.common_name.clone()
        };
        let name = breakable(&name);
        let other = row.other_product().map(|product| {
            let text = words.with("history-other-product", [("product", product.into())]);
            view! { <span class="row-note">{text}</span> }
        });
        view! { <div>{name}{other}</div> }.into_any()
    }

    fn names(&self, row: &OrderSummary) -> AnyView {
        const LISTED: usize = 3;
        let more = row.names.len().saturating_sub(LISTED);
        let listed: Vec<String> = row.names.iter().take(LISTED).cloned().collect();
        let more = (more > 0).then(|| {
            let text = self.words.with("history-more-names", [("count", more.into())]);
            view! { <span class="row-note">{text}</span> }
        });
        view! { <div>{breakable(&or_dash(&listed.join(", ")))}{more}</div> }.into_any()
    }

    fn moment(&self, at: Option<Timestamp>) -> AnyView {
        let Some(at) = at else { return "–".into_any() };
        let shown = self.words.moment(at);
        view! { <time class="nowrap" datetime=at.to_string()>{shown}</time> }.into_any()
    }

    /// The last day, and how far it is where that is soon; whether it was renewed.
    fn end(&self, row: &OrderSummary) -> AnyView {
        let Some(day) = row.ends_on else {
            return "–".into_any();
        };
        let words = self.words;
        let days = words.days_until(day, self.now);
        let note = match days {
            _ if row.is_renewed => Some(words.text("history-renewed")),
            days if (0..SOON).contains(&days) => Some(words.with("history-days-left", [("days", days.into())])),
            _ => None,
        };
        let note = note.map(|text| view! { <span class="row-note">{text}</span> });
        let day = day.to_string();
        view! { <div><time class="nowrap" datetime=day.clone()>{day.clone()}</time>{note}</div> }.into_any()
    }
}

fn told<T: ToString>(value: Option<T>) -> String {
    or_dash(&value.map(|value| value.to_string()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::super::query::address;
    use super::*;

    fn words_of(query: &str) -> Vec<&'static str> {
        shown(&address(query)).into_iter().map(|column| column.word).collect()
    }

    #[test]
    fn the_usual_columns_are_shown_until_somebody_chooses() {
        let usual = [
            "number",
            "name",
            "organization",
            "status",
            "remote",
            "who",
            "created",
            "ends",
        ];
        assert_eq!(words_of(""), usual);
        assert_eq!(
            words_of("column=oin&column=serial&column=nothing"),
            ["number", "serial", "oin"]
        );
    }

    #[test]
    fn no_two_columns_share_a_word() {
        let mut words: Vec<_> = COLUMNS.iter().map(|column| column.word).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), COLUMNS.len());
    }
}
