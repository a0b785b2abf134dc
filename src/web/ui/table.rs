//! Tables that become cards where there is little room.

use leptos::prelude::*;

/// Which way a table is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Smallest or oldest first.
    Ascending,
    /// Largest or newest first.
    Descending,
}

/// The link in a column's heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The page sorted by this column; the other way round where it already is.
    pub href: String,
    /// Which way it is sorted now.
    pub direction: Option<Direction>,
}

/// A column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub label: String,
    /// Whether the heading is for screen readers only: a column of buttons.
    pub is_hidden: bool,
    /// Whether it holds numbers.
    pub is_numeric: bool,
    /// The link to sort by it.
    pub sort: Option<Sort>,
}

impl Column {
    /// A column of words.
    #[must_use]
    pub fn new(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            ..Self::default()
        }
    }

    /// A column of numbers.
    #[must_use]
    pub fn numeric(label: impl Into<String>) -> Self {
        Self {
            is_numeric: true,
            ..Self::new(label)
        }
    }

    /// A column whose heading only screen readers say.
    #[must_use]
    pub fn hidden(label: impl Into<String>) -> Self {
        Self {
            is_hidden: true,
            ..Self::new(label)
        }
    }

    /// The same column with a link to sort by it.
    #[must_use]
    pub fn sorted_by(self, href: impl Into<String>, direction: Option<Direction>) -> Self {
        Self {
            sort: Some(Sort {
                href: href.into(),
                direction,
            }),
            ..self
        }
    }
}

/// A table; the children are rows (`<tr>`) of one [`RowHead`] and [`Cell`]s.
#[component]
pub fn Table(
    /// What it shows.
    #[prop(into)]
    caption: String,
    /// Whether the caption is for screen readers only, because a heading above says the same.
    #[prop(optional)]
    caption_hidden: bool,
    /// Whether it may be wider than its place, so that it is scrolled sideways, with the keyboard too.
    #[prop(optional)]
    wide: bool,
    /// The columns.
    columns: Vec<Column>,
    /// The rows.
    children: Children,
) -> impl IntoView {
    let heads: Vec<_> = columns.into_iter().map(head).collect();
    let name = wide.then(|| caption.clone());
    view! {
        <div
            class="table-frame"
            data-wide=wide.then_some("true")
            role=wide.then_some("region")
            tabindex=wide.then_some("0")
            aria-label=name
        >
            <table class="table">
                <caption class=caption_hidden.then_some("visually-hidden")>{caption}</caption>
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{children()}</tbody>
            </table>
        </div>
    }
}

fn head(column: Column) -> impl IntoView {
    let (is_sortable, direction) = (
        column.sort.is_some(),
        column.sort.as_ref().and_then(|sort| sort.direction),
    );
    let direction = direction.map(|direction| match direction {
        Direction::Ascending => "ascending",
        Direction::Descending => "descending",
    });
    let content = match column.sort {
        Some(sort) => view! { <a class="table-sort" href=sort.href>{column.label}</a> }.into_any(),
        None if column.is_hidden => view! { <span class="visually-hidden">{column.label}</span> }.into_any(),
        None => column.label.into_any(),
    };
    view! {
        <th
            scope="col"
            aria-sort=direction
            data-align=column.is_numeric.then_some("end")
            data-sortable=is_sortable.then_some("true")
        >
            {content}
        </th>
    }
}

/// The cell that names its row.
#[component]
pub fn RowHead(
    /// What names the row.
    children: Children,
) -> impl IntoView {
    view! { <th scope="row">{children()}</th> }
}

/// A cell.
#[component]
pub fn Cell(
    /// The heading of its column, shown before it on a card; empty for buttons.
    #[prop(optional, into)]
    label: String,
    /// Whether it holds a number.
    #[prop(optional)]
    numeric: bool,
    /// The content.
    children: Children,
) -> impl IntoView {
    let label = (!label.is_empty()).then_some(label);
    view! { <td data-label=label data-align=numeric.then_some("end")>{children()}</td> }
}
