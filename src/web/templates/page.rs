//! One template: what it holds, another name for it, and the ways to use and to delete it.

use leptos::prelude::*;

use super::{NAME, organization};
use crate::connection::Choices;
use crate::domain::ids::TemplateId;
use crate::domain::order::OrganizationTyped;
use crate::domain::template::Template;
use crate::web::context;
use crate::web::failure::Failure;
use crate::web::page::{PageTitle, loaded};
use crate::web::people::remarks::{RemarkSummary, Remarks};
use crate::web::ui::{
    Button, ButtonKind, ButtonLink, DataList, DataRow, Field, Link, Notice, PageHeader, Section, TextInput, Tone,
    Width, or_dash,
};
use crate::words::Words;

/// A name that was refused, put into the context by [`super::change`].
#[derive(Clone, Debug)]
pub(super) struct Refusal {
    /// What was typed.
    pub(super) name: String,
    /// What is wrong with it.
    pub(super) remarks: Remarks,
    /// Whether somebody changed the template meanwhile.
    pub(super) is_outdated: bool,
}

/// One template.
#[component]
pub fn TemplatePage() -> impl IntoView {
    let id = context::parameter::<TemplateId>("id");
    let refusal = use_context::<Refusal>();
    loaded(async move {
        let words = context::words();
        let (state, operator) = (context::state(), context::operator()?);
        let template = state.orders().template(id?).await?.ok_or(Failure::NotFound)?;
        let choices = state.connection().choices().await;
        let is_refused = refusal.is_some();
        let outdated = refusal.as_ref().is_some_and(|refusal| refusal.is_outdated).then(|| {
            let heading = words.text("template-changed-meanwhile");
            view! { <Notice tone=Tone::Warning heading=heading live=true/> }
        });
        let remarks = refusal
            .as_ref()
            .map(|refusal| refusal.remarks.clone())
            .unwrap_or_default();
        let may_change = operator.may_change_template_of(&template.owner);
        let changes = may_change.then(|| changes(words, &template, refusal));
        let start = start_button(words, template.id);
        Ok(view! {
            <PageTitle text=template.name.clone() refused=is_refused/>
            <PageHeader heading=template.name.clone() subtitle=words.text("template-subtitle")
                back=Link::new("/templates", words.text("templates-title")) actions=start/>
            {outdated}
            <RemarkSummary remarks=remarks/>
            {facts(words, &template, &choices)}
            {changes}
        }
        .into_any())
    })
}

fn start_button(words: Words, id: TemplateId) -> AnyView {
    view! {
        <form method="post" action=format!("/templates/{id}/start")>
            <Button>{words.text("template-start")}</Button>
        </form>
    }
    .into_any()
}

fn facts(words: Words, template: &Template, choices: &Choices) -> AnyView {
    let form = &template.form;
    let (OrganizationTyped::Existing(typed_organization) | OrganizationTyped::New(typed_organization)) =
        form.organization_typed();
    let names = crate::domain::names::tidy_list(&form.dns_names).join(", ");
    let people: Vec<String> = form
        .contacts
        .iter()
        .filter(|contact| !contact.is_blank())
        .map(|contact| {
            let name = format!("{} {}", contact.first_name.trim(), contact.last_name.trim());
            let name = name.trim().to_owned();
            if name.is_empty() {
                words.with("check-contact-user", [("id", contact.user_id.as_str().into())])
            } else {
                name
            }
        })
        .collect();
    let row = |term: String, value: String| view! { <DataRow term=term>{or_dash(&value)}</DataRow> }.into_any();
    let rows = vec![
        row(words.text("field-common-name"), form.common_name.trim().to_owned()),
        row(words.text("field-dns-names"), names),
        row(
            words.text("check-organization"),
            organization(choices, typed_organization),
        ),
        row(words.text("section-contacts"), people.join(", ")),
        row(words.text("template-owner"), template.owner.name.clone()),
        row(words.text("template-created"), words.moment(template.created_at)),
        row(words.text("template-updated"), words.moment(template.updated_at)),
    ];
    view! {
        <Section id="s-facts" heading=words.text("template-facts") intro=words.text("template-facts-intro")>
            <DataList>{rows}</DataList>
        </Section>
    }
    .into_any()
}

/// What its owner and administrators may do with it.
fn changes(words: Words, template: &Template, refusal: Option<Refusal>) -> AnyView {
    let Refusal { name, remarks, .. } = refusal.unwrap_or_else(|| Refusal {
        name: template.name.clone(),
        remarks: Remarks::default(),
        is_outdated: false,
    });
    let (address, version) = (format!("/templates/{}", template.id), template.version);
    let delete = format!("{address}/delete");
    let name = Field::new(NAME, words.text("template-name"))
        .hint(words.text("template-name-hint"))
        .value(name);
    view! {
        <Section id="s-name" heading=words.text("template-rename") intro=words.text("template-rename-intro")>
            <form class="form" method="post" action=address>
                <input type="hidden" name="version" value=version/>
                <TextInput field=remarks.on(&words, name) autocomplete="off" width=Width::Wide/>
                <div class="form-actions">
                    <Button kind=ButtonKind::Secondary>{words.text("template-rename-submit")}</Button>
                </div>
            </form>
        </Section>
        <Section id="s-delete" heading=words.text("template-delete") intro=words.text("template-delete-intro")>
            <p><ButtonLink href=delete kind=ButtonKind::Danger>
                {words.text("template-delete-link")}
            </ButtonLink></p>
        </Section>
    }
    .into_any()
}
