//! What the history is asked for, as conditions on its columns.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition, DbBackend, IdenStatic};

use super::attention::{Attention, in_use};
use crate::domain::ids::{ContainerId, OperatorId};
use crate::domain::order::{OrderStatus, State};
use crate::store::encoding::{millis, storable};
use crate::store::entity::history::Column;
use crate::store::orders::listed;
use crate::store::search_text::{self, Common, Texts, Way, fold};

/// The words short searches are looked for at the beginning of.
const STARTS: [&str; 5] = [
    "name_sort",
    "organization_sort",
    "owner_sort",
    "container_sort",
    "reference",
];

/// Where the texts are.
pub(super) const TEXTS: Texts = Texts {
    list: "history",
    texts: "history_texts",
    starts: &STARTS,
};

/// Which orders, and in what order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryQuery {
    /// Words of anything an order is known by: numbers, names, OIN, key, organization, people, references.
    pub text: String,
    /// Only those in one of these states; in any, where none is named.
    pub states: Vec<State>,
    /// Only those of one of these statuses; of any, where none is named.
    pub statuses: Vec<OrderStatus>,
    /// Only those for this organization: DigiCert's id, or the beginning of its name.
    pub organization: Option<String>,
    /// Only those in this container.
    pub container: Option<ContainerId>,
    /// Only those for this product, in DigiCert's name.
    pub product: Option<String>,
    /// Only those of the person of that name, in upper or lower case: who wrote or adopted them, or placed them
    /// elsewhere.
    pub who: Option<String>,
    /// Only those of this person of the desk.
    pub owner: Option<OperatorId>,
    /// Only those created at that time or later.
    pub created_from: Option<Timestamp>,
    /// Only those created before that time.
    pub created_before: Option<Timestamp>,
    /// Only those whose certificate ends on that day or later.
    pub ends_from: Option<Date>,
    /// Only those whose certificate ends on that day or earlier.
    pub ends_until: Option<Date>,
    /// Only those whose certificate is in use and was not renewed.
    pub in_use: bool,
    /// Only those that need somebody for that reason.
    pub attention: Option<Attention>,
    /// What they are sorted by.
    pub sort: HistorySort,
    /// Whether the least comes first. What is missing is less than everything else.
    pub is_ascending: bool,
}

/// What the history is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum HistorySort {
    /// Our number: the order in which the desk came to know them.
    #[default]
    Number,
    /// DigiCert's number.
    RemoteNumber,
    /// Common name.
    CommonName,
    /// The organization's name.
    Organization,
    /// The container's name.
    Container,
    /// Product.
    Product,
    /// Who wrote, adopted or placed it.
    Who,
    /// Our state.
    State,
    /// Status, by its word.
    Status,
    /// When it was created.
    Created,
    /// When it last changed.
    Updated,
    /// When its certificate was issued.
    Issued,
    /// When its certificate ends.
    Ends,
    /// What it costs.
    Price,
    /// The reference it carries.
    Reference,
    /// The serial number of its certificate.
    SerialNumber,
    /// OIN.
    Oin,
}

impl HistorySort {
    /// All of them.
    pub const ALL: [Self; 17] = [
        Self::Number,
        Self::RemoteNumber,
        Self::CommonName,
        Self::Organization,
        Self::Container,
        Self::Product,
        Self::Who,
        Self::State,
        Self::Status,
        Self::Created,
        Self::Updated,
        Self::Issued,
        Self::Ends,
        Self::Price,
        Self::Reference,
        Self::SerialNumber,
        Self::Oin,
    ];

    pub(super) fn column(self) -> Column {
        match self {
            Self::Number => Column::Id,
            Self::RemoteNumber => Column::RemoteId,
            Self::CommonName => Column::NameSort,
            Self::Organization => Column::OrganizationSort,
            Self::Container => Column::ContainerSort,
            Self::Product => Column::Product,
            Self::Who => Column::OwnerSort,
            Self::State => Column::State,
            Self::Status => Column::Standing,
            Self::Created => Column::CreatedAt,
            Self::Updated => Column::UpdatedAt,
            Self::Issued => Column::IssuedAt,
            Self::Ends => Column::EndsOn,
            Self::Price => Column::PriceSort,
            Self::Reference => Column::Reference,
            Self::SerialNumber => Column::SerialNumber,
            Self::Oin => Column::Oin,
        }
    }
}

/// A condition on one column.
struct Filter {
    column: Column,
    /// Whether the column has one value in all rows that pass, so that its index has them in the order of their ids.
    is_one_value: bool,
    condition: Box<dyn Fn(Expr) -> Expr>,
}

/// How the rows of a query are got at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::store) struct Access {
    /// How the text is looked for.
    pub(super) text: Way,
    /// The trigrams that say little. For PostgreSQL.
    pub(super) common: Arc<Common>,
    /// Along the order of the list, each row tried against the filters, whose indexes are not used. For SQLite, which does
    /// not reckon with a page being all that is wanted; PostgreSQL sees by itself.
    pub(super) is_walk: bool,
}

impl HistoryQuery {
    fn filters(&self) -> Vec<Filter> {
        let mut filters = Vec::new();
        let mut add = |column, is_one_value, condition: Box<dyn Fn(Expr) -> Expr>| {
            filters.push(Filter {
                column,
                is_one_value,
                condition,
            });
        };
        let mut one_of = |column, words: Vec<String>| match words.as_slice() {
            [] => {}
            [word] => {
                let word = word.clone();
                add(column, true, Box::new(move |it| it.eq(word.clone())));
            }
            _ => add(column, false, Box::new(move |it| it.is_in(words.clone()))),
        };
        one_of(
            Column::State,
            self.states.iter().map(|it| it.word().to_owned()).collect(),
        );
        one_of(
            Column::Standing,
            self.statuses.iter().map(|it| listed(it.word())).collect(),
        );
        let (number, name) = match self.organization.as_deref() {
            Some(typed) if typed.trim().bytes().all(|byte| byte.is_ascii_digit()) => (Some(typed.trim()), None),
            typed => (None, typed),
        };
        let texts = [
            (Column::Organization, number.map(listed)),
            (Column::Product, self.product.as_deref().map(listed)),
            (Column::OwnerSort, self.who.as_deref().map(|who| listed(&fold(who)))),
        ];
        for (column, text) in texts {
            one_of(column, text.into_iter().collect());
        }
        if let Some(name) = name {
            let start = listed(&fold(name));
            add(
                Column::OrganizationSort,
                false,
                Box::new(move |it| search_text::begins_with(it, &start)),
            );
        }
        let numbers = [
            (Column::ContainerId, self.container.map(|id| id.0)),
            (Column::OwnerId, self.owner.map(|id| id.0)),
        ];
        for (column, number) in numbers {
            if let Some(number) = number {
                add(column, true, Box::new(move |it| it.eq(number)));
            }
        }
        let (from, before) = (self.created_from.map(millis), self.created_before.map(millis));
        if from.is_some() || before.is_some() {
            let (from, before) = (from.unwrap_or(i64::MIN), before.unwrap_or(i64::MAX));
            add(
                Column::CreatedAt,
                false,
                Box::new(move |it| it.clone().gte(from).and(it.lt(before))),
            );
        }
        if self.ends_from.is_some() || self.ends_until.is_some() {
            let (from, until) = (
                self.ends_from.unwrap_or(Date::MIN),
                self.ends_until.unwrap_or(Date::MAX),
            );
            // A day before the year nought would sort as text after all others; there are none.
            let from = if from < Date::ZERO {
                "0".to_owned()
            } else {
                from.to_string()
            };
            let until = until.to_string();
            // The same day, in the index that has only those.
            let column = if self.in_use { Column::LiveUntil } else { Column::EndsOn };
            add(
                column,
                false,
                Box::new(move |it| it.clone().gte(from.clone()).and(it.lte(until.clone()))),
            );
        }
        filters
    }

    /// Whether the rows come from one index in the order of the list, or from one that has all the question needs.
    pub(super) fn has_own_index(&self) -> bool {
        let (filters, sort) = (self.filters(), self.sort.column());
        let by_id = self.sort == HistorySort::Number;
        let is_sort = |filter: &Filter| filter.column.as_str() == sort.as_str();
        let is_narrowed = self.attention.is_some() || self.in_use;
        let is_in_order = filters
            .iter()
            .any(|filter| is_sort(filter) || (by_id && filter.is_one_value));
        match filters.as_slice() {
            [] => !is_narrowed,
            [only] => !is_narrowed && (by_id || is_sort(only)),
            _ => is_in_order,
        }
    }

    /// Whether there is a condition besides the text.
    pub(super) fn is_filtered(&self) -> bool {
        self.attention.is_some() || self.in_use || !self.filters().is_empty()
    }

    /// What was typed, as it stands in the texts: serial numbers are often written in pairs with colons.
    pub(super) fn typed(&self) -> String {
        let words = self.text.split_whitespace().map(|word| {
            let is_pair = |pair: &str| pair.len() == 2 && pair.bytes().all(|byte| byte.is_ascii_hexdigit());
            let is_paired = word.contains(':') && word.split(':').all(is_pair);
            if is_paired {
                word.replace(':', "")
            } else {
                storable(word)
            }
        });
        words.collect::<Vec<_>>().join(" ")
    }

    pub(super) fn condition(&self, backend: DbBackend, access: &Access) -> Condition {
        let is_walk = access.is_walk && backend == DbBackend::Sqlite;
        let column = |column: Column| {
            if is_walk {
                // A column with a sign before it is no column to an index (sqlite.org/optoverview.html, 2).
                Expr::cust(format!("+\"history\".\"{}\"", column.as_str()))
            } else {
                Expr::col(column.as_column_ref())
            }
        };
        let filters = self.filters().into_iter();
        let all = filters.fold(Condition::all(), |all, filter| {
            all.add((filter.condition)(column(filter.column)))
        });
        all.add_option(self.in_use.then(in_use))
            .add_option(self.attention.map(Attention::condition))
            .add_option(self.text_condition(backend, access))
    }

    fn text_condition(&self, backend: DbBackend, access: &Access) -> Option<Condition> {
        let typed = self.typed();
        let found = search_text::found(backend, &TEXTS, &typed, &access.text, &access.common)?;
        // Numbers with fewer digits than the index knows.
        let short: Option<i64> = (typed.len() < 3).then(|| typed.parse().ok()).flatten();
        Some(match short {
            Some(number) => Condition::any()
                .add(found)
                .add(Column::Id.eq(number))
                .add(Column::RemoteId.eq(number)),
            None => found,
        })
    }
}
