//! The list of templates.

use leptos::prelude::*;

use super::organization;
use crate::connection::Choices;
use crate::domain::template::TemplateSummary;
use crate::web::context;
use crate::web::page::{PageTitle, loaded};
use crate::web::ui::{Button, ButtonKind, Cell, Column, EmptyState, PageHeader, RowHead, Table, or_dash};
use crate::words::Words;

/// All templates: what each is called, what it is for, who saved it, and the way to start an order from it.
#[component]
pub fn TemplatesPage() -> impl IntoView {
    loaded(async move {
        let words = context::words();
        let state = context::state();
        let templates = state.orders().templates().await?;
        let title = words.text("templates-title");
        let content = if templates.is_empty() {
            let heading = words.text("templates-empty");
            view! { <EmptyState heading=heading><p>{words.text("templates-empty-text")}</p></EmptyState> }.into_any()
        } else {
            table(words, templates, &state.connection().choices().await)
        };
        Ok(view! {
            <PageTitle text=title.clone()/>
            <PageHeader heading=title subtitle=words.text("templates-intro")/>
            {content}
        }
        .into_any())
    })
}

fn table(words: Words, templates: Vec<TemplateSummary>, choices: &Choices) -> AnyView {
    let columns = vec![
        Column::new(words.text("template-name")),
        Column::new(words.text("field-common-name")),
        Column::new(words.text("history-column-organization")),
        Column::new(words.text("template-owner")),
        Column::new(words.text("template-updated")),
        Column::hidden(words.text("template-start")),
    ];
    let rows = templates
        .into_iter()
        .map(|template| row(words, template, choices))
        .collect_view();
    view! { <Table caption=words.text("templates-title") caption_hidden=true columns>{rows}</Table> }.into_any()
}

fn row(words: Words, template: TemplateSummary, choices: &Choices) -> AnyView {
    let (address, name) = (format!("/templates/{}", template.id), template.name);
    let start = format!("{address}/start");
    let organization = or_dash(&organization(choices, &template.organization));
    let when = words.moment(template.updated_at);
    let context = name.clone();
    view! {
        <tr>
            <RowHead><a href=address>{name}</a></RowHead>
            <Cell label=words.text("field-common-name")><span class="any-break">{or_dash(&template.common_name)}</span></Cell>
            <Cell label=words.text("history-column-organization")>{organization}</Cell>
            <Cell label=words.text("template-owner")>{template.owner.name}</Cell>
            <Cell label=words.text("template-updated")>
                <time class="nowrap" datetime=template.updated_at.to_string()>{when}</time>
            </Cell>
            <Cell>
                <form method="post" action=start>
                    <Button kind=ButtonKind::Secondary compact=true>
                        {words.text("template-start")}" "<span class="visually-hidden">{context}</span>
                    </Button>
                </form>
            </Cell>
        </tr>
    }
    .into_any()
}
