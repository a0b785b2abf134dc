//! The list of saved views.

use leptos::prelude::*;

use super::href;
use crate::domain::operator::Operator;
use crate::store::SavedView;
use crate::web::context;
use crate::web::page::{PageTitle, loaded};
use crate::web::ui::{Cell, Column, EmptyState, Link, PageHeader, RowHead, Table};
use crate::words::Words;

/// The views a person is offered.
#[component]
pub fn ViewsPage() -> impl IntoView {
    loaded(async move {
        let words = context::words();
        let (state, operator) = (context::state(), context::operator()?);
        let views = state.orders().store().saved_views().list(operator.id).await?;
        let title = words.text("views-title");
        let content = if views.is_empty() {
            let heading = words.text("views-empty");
            view! { <EmptyState heading=heading><p>{words.text("views-empty-text")}</p></EmptyState> }.into_any()
        } else {
            table(words, &operator, &views)
        };
        Ok(view! {
            <PageTitle text=title.clone()/>
            <PageHeader heading=title subtitle=words.text("views-intro") back=Link::new("/orders", words.text("history-title"))/>
            {content}
        }
        .into_any())
    })
}

fn table(words: Words, operator: &Operator, views: &[SavedView]) -> AnyView {
    let heads = ["view-name", "view-owner", "view-sharing", "view-updated"].map(|key| words.text(key));
    let rows = views
        .iter()
        .map(|view| {
            let [_, owner, sharing, updated] = heads.clone();
            let is_own = view.owner == operator.id;
            let (href, name, owner_name) = (href(view), view.name.clone(), view.owner_name.clone());
            let when = words.moment(view.updated_at);
            let change = is_own.then(|| {
                let address = format!("/orders/views/{}", view.id);
                let name = view.name.clone();
                view! {
                    <a href=address>{words.text("view-change")}<span class="visually-hidden">" "{name}</span></a>
                }
            });
            let sharing_text = words.text(if view.is_shared {
                "view-is-shared"
            } else {
                "view-is-own"
            });
            view! {
                <tr>
                    <RowHead><a href=href>{name}</a></RowHead>
                    <Cell label=owner>{owner_name}</Cell>
                    <Cell label=sharing>{sharing_text}</Cell>
                    <Cell label=updated>{when}</Cell>
                    <Cell>{change}</Cell>
                </tr>
            }
        })
        .collect_view();
    let [name, owner, sharing, updated] = heads.clone();
    let columns = vec![
        Column::new(name),
        Column::new(owner),
        Column::new(sharing),
        Column::new(updated),
        Column::hidden(words.text("view-change")),
    ];
    view! { <Table caption=words.text("views-title") caption_hidden=true columns>{rows}</Table> }.into_any()
}
