//! The first page: what needs somebody, or that nothing does; then when certificates end, and how long orders take.

mod attention;
mod charts;
mod figures;

use leptos::prelude::*;

use self::attention::{Attention, attention};
use self::figures::{ending, lead_times};
use crate::domain::operator::Act;
use crate::web::context;
use crate::web::failure::Failure;
use crate::web::page::{PageTitle, loaded};
use crate::web::ui::{ButtonKind, ButtonLink, Notice, PageHeader, Tone};
use crate::words::Words;

/// The first page.
#[component]
pub fn HomePage() -> impl IntoView {
    loaded(async move {
        let words = context::words();
        let operator = context::operator()?;
        let found = attention(words).await?;
        let checked = checked(words).await?;
        let new = operator.may(Act::Draft).then(|| {
            view! { <ButtonLink href="/orders/new" kind=ButtonKind::Primary>{words.text("history-new")}</ButtonLink> }
        });
        let title = words.text(if found.is_empty() {
            "home-clear"
        } else {
            "home-attention"
        });
        let body = if found.is_empty() {
            view! { <Notice tone=Tone::Positive heading=words.text("home-clear-heading")><p>{words.text("home-clear-text")}</p></Notice> }
                .into_any()
        } else {
            list(words, found)
        };
        Ok(view! {
            <PageTitle text=title.clone()/>
            <PageHeader heading=title subtitle=checked actions=new.into_any()/>
            {body}
            {ending(words).await?}
            {lead_times(words).await?}
        }
        .into_any())
    })
}

/// When all of this was last held against DigiCert.
async fn checked(words: Words) -> Result<String, Failure> {
    let store = context::state().orders().store().clone();
    let last = store.reconciliations().last_complete(false).await?;
    Ok(match last {
        Some(run) => words.with("home-checked", [("when", words.moment(run.at).into())]),
        None => words.text("home-never-checked"),
    })
}

fn list(words: Words, found: Vec<Attention>) -> AnyView {
    let items = found
        .into_iter()
        .map(|item| {
            view! {
                <li class="attention" data-tone=item.tone.word()>
                    <a href=item.href>
                        <strong class="attention-count">{item.count}</strong>" "
                        <span class="attention-what">{item.what}</span>" "
                        <span class="attention-since">{item.since}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="attentions" aria-label=words.text("home-attention")>{items}</ul> }.into_any()
}
