//! What narrows the history: the form above the table, what is set as links that take it away again, and the columns.

use leptos::prelude::*;

use super::columns::{COLUMNS, shown};
use super::query::{FILTERS, PATH, ROWS, odd_dates, rows};
use crate::domain::order::OrderStatus;
use crate::store::{AttentionKind, HistoryChoices};
use crate::web::listing::Address;
use crate::web::ui::{
    Button, ButtonKind, ButtonLink, Details, Field, Notice, Select, SelectOption, TextInput, Tone, Width,
};
use crate::words::Words;

/// The parameters that the form keeps as they are.
const KEPT: [&str; 6] = ["show", "attention", "in_use", "sort", "order", "column"];

/// The form. What few ask for is folded away until it is used.
pub(super) fn form(words: Words, address: &Address, choices: &HistoryChoices) -> AnyView {
    let field = |name: &str| {
        let label = words.text(&format!("history-filter-{}", name.replace('_', "-")));
        Field::new(name, label).value(address.value(name))
    };
    let date = |name: &str| view! { <TextInput field=field(name) kind="date" width=Width::Narrow/> }.into_any();
    let search = field("q").hint(words.text("history-filter-q-hint"));
    let more = ["container", "product", "who", "organization"];
    let dates = ["created_from", "created_until", "ends_from", "ends_until"];
    let is_open = more.iter().chain(&dates).any(|name| !address.value(name).is_empty());
    let mut sizes = ROWS;
    sizes.sort_unstable();
    let sizes: Vec<_> = sizes
        .map(|rows| SelectOption::new(rows.to_string(), rows.to_string()))
        .into();
    let size = field("rows").value(rows(address).to_string());
    let zone = words.with("history-filter-zone", [("zone", words.zone_name().into())]);
    let fields = [
        view! { <Select field=field("container") options=containers(words, choices)/> }.into_any(),
        view! { <Select field=field("product") options=texts(words, &choices.products)/> }.into_any(),
        view! { <Select field=field("who") options=texts(words, &choices.people)/> }.into_any(),
        view! { <TextInput field=field("organization") width=Width::Narrow/> }.into_any(),
    ];
    let fields: Vec<_> = fields.into_iter().chain(dates.map(date)).collect();
    let (status, kept) = (field("status"), hidden(address, &KEPT));
    let (statuses, go) = (statuses(words, choices), words.text("list-filter"));
    view! {
        <form class="filters" method="get" action=PATH role="search">
            {kept}
            <TextInput field=search kind="search"/>
            <Select field=status options=statuses/>
            <Select field=size options=sizes width=Width::Narrow/>
            <div class="filters-actions">
                <Button kind=ButtonKind::Secondary>{go}</Button>
            </div>
            <div class="filters-more">
                <Details summary=words.text("history-filter-more") open=is_open>
                    <div class="filters-fields">{fields}</div>
                    <p class="field-hint">{zone}</p>
                </Details>
            </div>
        </form>
    }
    .into_any()
}

fn any(words: Words) -> SelectOption {
    SelectOption::new("", words.text("list-any"))
}

fn statuses(words: Words, choices: &HistoryChoices) -> Vec<SelectOption> {
    let option = |status: &OrderStatus| SelectOption::new(status.word(), status_text(words, status));
    let mut options: Vec<_> = choices.statuses.iter().map(option).collect();
    options.sort_by_cached_key(|option| option.label.to_lowercase());
    std::iter::once(any(words)).chain(options).collect()
}

/// A status in words.
fn status_text(words: Words, status: &OrderStatus) -> String {
    match status {
        OrderStatus::Ours(state) => words.text(&format!("state-{}", state.word())),
        OrderStatus::Remote(status) if status.is_known() => words.text(&format!("remote-status-{}", status.word())),
        OrderStatus::Remote(status) => status.word().to_owned(),
    }
}

/// Why an order needs somebody, in words.
fn attention_text(words: Words, kind: AttentionKind) -> String {
    words.text(&format!("attention-{}", kind.word()))
}

fn containers(words: Words, choices: &HistoryChoices) -> Vec<SelectOption> {
    let option = |(id, name): &(crate::domain::ids::ContainerId, String)| {
        let id = id.to_string();
        let label = if name.is_empty() { id.clone() } else { name.clone() };
        SelectOption::new(id, label)
    };
    std::iter::once(any(words))
        .chain(choices.containers.iter().map(option))
        .collect()
}

fn texts(words: Words, values: &[String]) -> Vec<SelectOption> {
    let options = values
        .iter()
        .map(|value| SelectOption::new(value.clone(), value.clone()));
    std::iter::once(any(words)).chain(options).collect()
}

/// Parameters as hidden fields.
fn hidden(address: &Address, names: &[&str]) -> AnyView {
    let those = address.parameters().filter(|(name, _)| names.contains(name));
    let fields = those.map(|(name, value)| view! { <input type="hidden" name=name value=value.to_owned()/> });
    fields.collect_view().into_any()
}

/// What is set, each as a link that takes it away again; nothing where nothing is.
pub(super) fn chips(words: Words, address: &Address, choices: &HistoryChoices) -> AnyView {
    let set = address.parameters().filter(|(name, _)| FILTERS.contains(name));
    let items: Vec<_> = set
        .map(|(name, value)| {
            let label = words.text(&format!("history-filter-{}", name.replace('_', "-")));
            let value_text = value_text(words, choices, name, value);
            let href = address.without(name, value).href();
            let away = words.with("history-filter-remove", [("name", label.as_str().into())]);
            view! {
                <li>
                    <a class="chip" href=href>
                        {label}": "<strong>{value_text}</strong>
                        <span class="visually-hidden">{away}</span>
                    </a>
                </li>
            }
        })
        .collect();
    if items.is_empty() {
        return ().into_any();
    }
    let reset = FILTERS
        .iter()
        .fold(address.clone(), |address, name| address.with(name, ""))
        .href();
    view! {
        <div class="chips">
            <ul aria-label=words.text("history-filters-set")>{items}</ul>
            <ButtonLink href=reset kind=ButtonKind::Quiet>{words.text("history-reset")}</ButtonLink>
        </div>
    }
    .into_any()
}

fn value_text(words: Words, choices: &HistoryChoices, name: &str, value: &str) -> String {
    match name {
        "in_use" => words.text("history-in-use"),
        "status" => status_text(words, &OrderStatus::of_word(value)),
        "attention" => {
            AttentionKind::of_word(value).map_or_else(|| value.to_owned(), |kind| attention_text(words, kind))
        }
        "container" => {
            let found = choices.containers.iter().find(|(id, _)| id.to_string() == value);
            let found = found.map(|(_, name)| name.clone()).filter(|name| !name.is_empty());
            found.unwrap_or_else(|| value.to_owned())
        }
        _ => value.to_owned(),
    }
}

/// Says which dates cannot be read.
pub(super) fn odd(words: Words, address: &Address) -> AnyView {
    let odd = odd_dates(address);
    if odd.is_empty() {
        return ().into_any();
    }
    let texts = odd.iter().map(|name| {
        let label = words.text(&format!("history-filter-{}", name.replace('_', "-")));
        words.with(
            "history-odd-date",
            [("name", label.into()), ("typed", address.value(name).to_owned().into())],
        )
    });
    let texts = texts.map(|text| view! { <p>{text}</p> }).collect_view();
    view! { <Notice tone=Tone::Warning heading=words.text("history-odd-dates")>{texts}</Notice> }.into_any()
}

/// Which columns are shown, to choose others.
pub(super) fn column_chooser(words: Words, address: &Address) -> AnyView {
    let chosen: Vec<&str> = shown(address).iter().map(|column| column.word).collect();
    let ticks = COLUMNS
        .iter()
        .skip(1)
        .map(|column| {
            let id = format!("f-column-{}", column.word);
            let label = words.text(&format!("history-column-{}", column.word));
            let is_shown = chosen.contains(&column.word);
            view! {
                <div class="choice">
                    <input class="choice-input" type="checkbox" id=id.clone() name="column" value=column.word checked=is_shown/>
                    <label class="choice-label" for=id.clone()>{label}</label>
                </div>
            }
        })
        .collect_view();
    let kept: Vec<&str> = address
        .parameters()
        .map(|(name, _)| name)
        .filter(|name| *name != "column")
        .collect();
    let (usual, fields) = (address.with("column", "").href(), hidden(address, &kept));
    view! {
        <Details summary=words.text("history-columns")>
            <form class="column-chooser" method="get" action=PATH>
                {fields}
                <fieldset class="ticks">
                    <legend class="visually-hidden">{words.text("history-columns")}</legend>
                    {ticks}
                </fieldset>
                <div class="form-actions">
                    <Button kind=ButtonKind::Secondary compact=true>{words.text("history-columns-show")}</Button>
                    <ButtonLink href=usual kind=ButtonKind::Quiet>{words.text("history-columns-usual")}</ButtonLink>
                </div>
            </form>
        </Details>
    }
    .into_any()
}
