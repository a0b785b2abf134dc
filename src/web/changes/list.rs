//! The changes somebody still has to do something about.

use leptos::prelude::*;

use super::page::status;
use super::subject::title;
use crate::domain::change::Change;
use crate::web::context;
use crate::web::page::{PageTitle, loaded};
use crate::web::ui::{Cell, Column, EmptyState, Link, PageHeader, RowHead, Table};
use crate::words::Words;

const ROWS: u64 = 200;

/// All changes that are not done.
#[component]
pub fn ChangesPage() -> impl IntoView {
    loaded(async move {
        let words = context::words();
        let open = context::state().changes().open(ROWS).await?;
        let heading = words.text("changes-title");
        let list = if open.is_empty() {
            view! { <EmptyState heading=words.text("changes-empty")><p>{words.text("changes-empty-text")}</p></EmptyState> }.into_any()
        } else {
            changes_table(words, &open)
        };
        Ok(view! {
            <PageTitle text=heading.clone()/>
            <PageHeader heading subtitle=words.text("changes-open-intro") back=Link::new("/", words.text("layout-home"))/>
            {list}
        }
        .into_any())
    })
}

/// Changes as a table: on this page, and on those of organizations and domains.
pub(crate) fn changes_table(words: Words, changes: &[Change]) -> AnyView {
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
    view! { <Table caption=words.text("changes-title") caption_hidden=true columns>{rows}</Table> }.into_any()
}
