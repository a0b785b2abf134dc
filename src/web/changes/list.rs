//! The changes somebody still has to do something about.

use leptos::prelude::*;

use super::page::{state_name, status};
use super::subject::title;
use crate::domain::change::{Change, ChangeState};
use crate::web::context;
use crate::web::page::{PageTitle, loaded};
use crate::web::ui::{Cell, Column, EmptyState, Link, PageHeader, RowHead, Table};
use crate::words::Words;

const ROWS: u64 = 200;

/// All changes that are not done, or those in the state that the address names.
#[component]
pub fn ChangesPage() -> impl IntoView {
    let state = context::query("state").and_then(|word| ChangeState::of_word(&word));
    let state = state.filter(|state| state.is_open());
    loaded(async move {
        let words = context::words();
        let open = context::state().changes().open(state, ROWS).await?;
        let heading = words.text("changes-title");
        let only = state.map(|state| only(words, state));
        let list = if open.is_empty() {
            let [heading, text] = if state.is_some() {
                ["changes-none-there", "changes-none-there-text"]
            } else {
                ["changes-empty", "changes-empty-text"]
            };
            let text = words.text(text);
            view! { <EmptyState heading=words.text(heading)><p>{text}</p></EmptyState> }.into_any()
        } else {
            changes_table(words, "changes-title", &open)
        };
        Ok(view! {
            <PageTitle text=heading.clone()/>
            <PageHeader heading subtitle=words.text("changes-open-intro") back=Link::new("/", words.text("layout-home"))/>
            {only}
            {list}
        }
        .into_any())
    })
}

/// Says that only changes in one state are listed, with the way to all of them.
fn only(words: Words, state: ChangeState) -> AnyView {
    let what = words.with("changes-only", [("state", state_name(words, state).into())]);
    view! { <p>{what}" "<a href="/changes">{words.text("changes-all")}</a></p> }.into_any()
}

/// Changes as a table, under what they are called there: on this page, and on those of organizations, domains and orders.
pub(crate) fn changes_table(words: Words, caption: &str, changes: &[Change]) -> AnyView {
    if changes.is_empty() {
        return view! { <p>{words.text("changes-made-none")}</p> }.into_any();
    }
    let heads = [
        "change-what",
        "history-column-status",
        "history-column-who",
        "change-updated",
    ]
    .map(|key| words.text(key));
    let columns = heads.clone().into_iter().map(Column::new).collect();
    let rows = changes
        .iter()
        .map(|change| {
            let [_, state, owner, when] = heads.clone();
            let href = format!("/changes/{}", change.id);
            let at = change.updated_at;
            let (title, badge, name) = (
                title(words, change),
                status(words, change.state),
                change.owner.name.clone(),
            );
            view! {
                <tr>
                    <RowHead><a href=href>{title}</a></RowHead>
                    <Cell label=state>{badge}</Cell>
                    <Cell label=owner>{name}</Cell>
                    <Cell label=when><time class="nowrap" datetime=at.to_string()>{words.moment(at)}</time></Cell>
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption=words.text(caption) caption_hidden=true columns>{rows}</Table> }.into_any()
}
