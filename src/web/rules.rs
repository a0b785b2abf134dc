//! The page of all rules by which an order is checked, with who says so.

use leptos::prelude::*;

use super::context;
use super::page::PageTitle;
use super::ui::{Cell, Column, Link, PageHeader, RowHead, Section, SectionLayout, Table};
use crate::domain::findings::Severity;
use crate::domain::rules::{self, Rule};
use crate::words::Words;

/// All rules by which an order is checked.
#[component]
pub fn RulesPage() -> impl IntoView {
    let words = context::words();
    let title = words.text("rules-title");
    let groups = [
        ("error", Severity::Error),
        ("warning", Severity::Warning),
        ("note", Severity::Note),
    ];
    let groups = groups.map(|(word, severity)| group(words, word, severity));
    view! {
        <PageTitle text=title.clone()/>
        <PageHeader heading=title subtitle=words.text("rules-subtitle")/>
        {groups}
    }
}

/// The way to this page.
pub(crate) fn rules_link(words: Words) -> Link {
    Link::new("/rules", words.text("rules-link"))
}

/// The rules of one weight, in the order of the form.
fn group(words: Words, word: &'static str, severity: Severity) -> AnyView {
    let heading = words.text(&format!("rules-{word}"));
    let [says, source, id] = ["rules-says", "rules-source", "rules-id"].map(|key| words.text(key));
    let columns = vec![Column::new(says), Column::new(source.clone()), Column::new(id.clone())];
    let rows = rules::ALL
        .iter()
        .chain(rules::CHANGES)
        .chain(rules::ACTIONS)
        .filter(|rule| rule.severity == severity)
        .map(|rule| row(words, rule, &source, &id))
        .collect_view();
    view! {
        <Section id=format!("s-{word}") heading=heading.clone() intro=words.text(&format!("rules-{word}-intro")) layout=SectionLayout::Stacked>
            <Table caption=heading caption_hidden=true columns>{rows}</Table>
        </Section>
    }
    .into_any()
}

fn row(words: Words, rule: &'static Rule, source: &str, id: &str) -> AnyView {
    let sentence = words.outline(&format!("finding-{}", rule.id));
    view! {
        <tr>
            <RowHead>{sentence}</RowHead>
            <Cell label=source.to_owned()>{rule.source}</Cell>
            <Cell label=id.to_owned()><code class="nowrap" id=format!("rule-{}", rule.id)>{rule.id}</code></Cell>
        </tr>
    }
    .into_any()
}
