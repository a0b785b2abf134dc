//! What the history is asked for, as conditions on its columns.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, Condition, DbBackend, IdenStatic};

use crate::domain::ids::{ContainerId, OperatorId};
use crate::domain::order::{OrderStatus, RemoteStatus, State};
use crate::store::encoding::{millis, storable};
use crate::store::entity::history::Column;
use crate::store::orders::listed;
use crate::store::search_text::{self, Texts, Way, fold};

/// An order that DigiCert has for longer than this without an end in sight is looked at. It says "around five working
/// days".
const LONG: SignedDuration = SignedDuration::from_hours(7 * 24);

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
    /// Only those for this organization, by DigiCert's id.
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

/// Why an order needs somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AttentionKind {
    /// It may or may not exist at DigiCert.
    InDoubt,
    /// A second person is to approve it.
    AwaitingApproval,
    /// It is approved and was not sent yet.
    Approved,
    /// DigiCert refused it.
    Refused,
    /// DigiCert waits for a CSR.
    NeedsCsr,
    /// Somebody is to approve it in CertCentral.
    NeedsApproval,
    /// DigiCert has it for longer than usual.
    PendingLong,
    /// Its certificate ends within the lead time, and no order renews it.
    Ending,
    /// DigiCert does not know it any more.
    Vanished,
}

/// The orders that need somebody for one reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attention {
    /// Why.
    pub kind: AttentionKind,
    /// As of when.
    pub now: Timestamp,
    /// Within how many days a certificate must end to be renewed now.
    pub lead_days: u16,
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

impl AttentionKind {
    /// All of them, the most pressing first.
    pub const ALL: [Self; 9] = [
        Self::InDoubt,
        Self::AwaitingApproval,
        Self::Approved,
        Self::Refused,
        Self::NeedsCsr,
        Self::NeedsApproval,
        Self::PendingLong,
        Self::Ending,
        Self::Vanished,
    ];

    /// The word in addresses and message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::InDoubt => "in-doubt",
            Self::AwaitingApproval => "awaiting-approval",
            Self::Approved => "approved",
            Self::Refused => "refused",
            Self::NeedsCsr => "needs-csr",
            Self::NeedsApproval => "needs-approval",
            Self::PendingLong => "pending-long",
            Self::Ending => "ending",
            Self::Vanished => "vanished",
        }
    }

    /// The kind of that word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Since when an order has been waiting for this.
    pub(super) fn since(self) -> Column {
        match self {
            Self::PendingLong => Column::PlacedAt,
            Self::Ending => Column::LiveUntil,
            Self::Vanished => Column::VanishedAt,
            _ => Column::UpdatedAt,
        }
    }
}

impl Attention {
    pub(super) fn condition(self) -> Condition {
        let all = Condition::all();
        let in_state = |state: State| Condition::all().add(Column::State.eq(state.word()));
        let of_status = |status: RemoteStatus| Condition::all().add(Column::Standing.eq(status.word()));
        match self.kind {
            AttentionKind::InDoubt => in_state(State::InDoubt),
            AttentionKind::AwaitingApproval => in_state(State::AwaitingApproval),
            AttentionKind::Approved => in_state(State::Approved),
            AttentionKind::Refused => in_state(State::Refused),
            AttentionKind::NeedsCsr => of_status(RemoteStatus::NeedsCsr),
            AttentionKind::NeedsApproval => of_status(RemoteStatus::NeedsApproval),
            AttentionKind::PendingLong => {
                let pending = [
                    RemoteStatus::Pending,
                    RemoteStatus::Processing,
                    RemoteStatus::ReissuePending,
                ];
                let words = pending.iter().map(RemoteStatus::word).chain([State::Placed.word()]);
                let before = self.now.saturating_sub(LONG).unwrap_or(Timestamp::MIN);
                all.add(Column::Standing.is_in(words))
                    .add(Column::PlacedAt.gt(0))
                    .add(Column::PlacedAt.lt(millis(before)))
            }
            AttentionKind::Ending => {
                let today = self.now.to_zoned(TimeZone::UTC).date();
                let last = today.saturating_add(i32::from(self.lead_days).days());
                all.add(in_use())
                    .add(Column::LiveUntil.between(today.to_string(), last.to_string()))
                    .add(Expr::not_exists(renewals()))
            }
            AttentionKind::Vanished => all.add(Expr::cust("\"history\".\"vanished_at\" > 0")),
        }
    }
}

/// Those with a certificate in use. In the words of the index that has only those: a value that is handed over apart
/// would not show the database that the index serves.
pub(super) fn in_use() -> Expr {
    Expr::cust("\"history\".\"live_until\" <> ''")
}

/// The orders that are to renew the one of the row, unless nothing comes of them.
fn renewals() -> sea_orm::sea_query::SelectStatement {
    let column = |name: Column| Expr::col(("renewal", name.as_str()));
    let lost = [
        State::Draft.word(),
        State::Refused.word(),
        State::Released.word(),
        RemoteStatus::Rejected.word(),
        RemoteStatus::Canceled.word(),
        RemoteStatus::Revoked.word(),
    ];
    Query::select()
        .expr(Expr::val(1))
        .from_as("history", "renewal")
        .and_where(Expr::cust("\"renewal\".\"renews\" > 0"))
        .and_where(column(Column::Renews).equals(Column::RemoteId.as_column_ref()))
        .and_where(column(Column::Standing).is_not_in(lost))
        .to_owned()
}

/// A condition on one column.
struct Filter {
    column: Column,
    /// Whether the column has one value in all rows that pass, so that its index has them in the order of their ids.
    is_one_value: bool,
    condition: Box<dyn Fn(Expr) -> Expr>,
}

/// How the rows of a query are got at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::store) struct Access {
    /// How the text is looked for.
    pub(super) text: Way,
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
        let texts = [
            (Column::Organization, self.organization.as_deref().map(listed)),
            (Column::Product, self.product.as_deref().map(listed)),
            (Column::OwnerSort, self.who.as_deref().map(|who| listed(&fold(who)))),
        ];
        for (column, text) in texts {
            one_of(column, text.into_iter().collect());
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
            add(
                Column::EndsOn,
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
        let is_in_order = filters
            .iter()
            .any(|filter| is_sort(filter) || (by_id && filter.is_one_value));
        match filters.as_slice() {
            [] => self.attention.is_none(),
            [only] => self.attention.is_none() && (by_id || is_sort(only)),
            _ => is_in_order,
        }
    }

    /// Whether there is a condition besides the text.
    pub(super) fn is_filtered(&self) -> bool {
        self.attention.is_some() || !self.filters().is_empty()
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

    pub(super) fn condition(&self, backend: DbBackend, access: Access) -> Condition {
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
        all.add_option(self.attention.map(Attention::condition))
            .add_option(self.text_condition(backend, access))
    }

    fn text_condition(&self, backend: DbBackend, access: Access) -> Option<Condition> {
        let typed = self.typed();
        let found = search_text::found(backend, &TEXTS, &typed, access.text)?;
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
