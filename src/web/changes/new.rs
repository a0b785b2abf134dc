//! Something DigiCert does not have yet: an organization or a domain. With the first save it is a change like any other.

use axum::extract::{Request, State};
use axum::response::Response;
use leptos::prelude::*;
use tower_sessions::Session;

use super::edit::{Typed, buttons};
use super::fields::Fields;
use super::forms::{Shown, form};
use super::save::after_saving;
use super::typed;
use crate::domain::change::ChangeForm;
use crate::domain::change::form::ChangeKind;
use crate::domain::change::form::{DomainForm, NewOrganizationForm};
use crate::domain::findings::Findings;
use crate::web::context;
use crate::web::failure::Failure;
use crate::web::page::{PageTitle, loaded};
use crate::web::posted;
use crate::web::state::AppState;
use crate::web::ui::{Link, PageHeader};
use crate::web::visit::Visit;

/// The form of a new organization.
#[component]
pub fn NewOrganizationPage() -> impl IntoView {
    let form = NewOrganizationForm {
        details: crate::domain::directory::OrganizationDetails {
            country: "NL".to_owned(),
            ..Default::default()
        },
        ..NewOrganizationForm::default()
    };
    blank(ChangeForm::CreateOrganization(Box::new(form)))
}

/// The form of a new domain.
#[component]
pub fn NewDomainPage() -> impl IntoView {
    let form = DomainForm {
        organization: context::query("organization").unwrap_or_default(),
        kinds: vec!["ov".to_owned()],
        dcv_method: "dns-txt-token".to_owned(),
        ..DomainForm::default()
    };
    blank(ChangeForm::AddDomain(form))
}

fn blank(begins_with: ChangeForm) -> impl IntoView {
    let typed = use_context::<Typed>();
    loaded(async move {
        let words = context::words();
        let written = typed.map_or(begins_with, |typed| typed.form);
        let kind = written.kind();
        let shown = Shown {
            fields: Fields::new(words, &written, Findings::default()),
            base: None,
            choices: context::state().connection().choices().await,
        };
        let inputs = form(kind, &shown);
        let title = words.text(&format!("change-title-{}-new", kind.word()));
        let (action, back) = if kind == ChangeKind::AddDomain {
            ("/domains/new", Link::new("/domains", words.text("domains-title")))
        } else {
            (
                "/organizations/new",
                Link::new("/organizations", words.text("organizations-title")),
            )
        };
        Ok(view! {
            <PageTitle text=title.clone()/>
            <PageHeader heading=title subtitle=words.text("change-subtitle-new") back=back.clone()/>
            <form class="form" method="post" action=action novalidate>
                {inputs}
                {buttons(words, Link::new(back.href, words.text("change-cancel")))}
            </form>
        }
        .into_any())
    })
}

/// `POST /organizations/new`: the first save. From here on it is in the store, right or wrong.
///
/// # Errors
/// The store failed, or too much was submitted.
pub async fn create_organization(
    State(state): State<AppState>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    create(state, visit, session, request, ChangeKind::CreateOrganization).await
}

/// `POST /domains/new`: the first save.
///
/// # Errors
/// The store failed, or too much was submitted.
pub async fn create_domain(
    State(state): State<AppState>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    create(state, visit, session, request, ChangeKind::AddDomain).await
}

async fn create(
    state: AppState,
    visit: Visit,
    session: Session,
    request: Request,
    kind: ChangeKind,
) -> Result<Response, Failure> {
    let (asked, values) = posted::fields(request).await?;
    let form = typed::read(kind, &values).ok_or(Failure::NotFound)?;
    let change = state.changes().create(visit.operator()?, &form).await?;
    let asked = posted::at(asked, &format!("/changes/{}/edit", change.id))?;
    after_saving(&state, &session, asked, &values, change).await
}
