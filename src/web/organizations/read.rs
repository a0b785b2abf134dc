//! The server functions that read from DigiCert what the desk shows: everything again, or one organization or domain.

#![expect(
    missing_docs,
    reason = "`#[server]` makes a struct of the function's parameters and passes their docs over"
)]

use leptos::prelude::*;
use leptos_axum::{extract, redirect};
use tower_sessions::Session;

use crate::causes::causes;
use crate::domain::change::Subject;
use crate::mirror::MirrorError;
use crate::web::context;
use crate::web::session::{self, Notice};

/// Asks for the whole account to be read again soon, and leads back to the list.
///
/// # Errors
/// Never: every outcome is a page.
#[server(prefix = "/actions", endpoint = "read-account")]
pub async fn read_account(#[server(default)] back: String) -> Result<(), ServerFnError> {
    context::state().mirror().ask();
    leave(Notice::ReadingAsked).await;
    redirect(&list_address(&back));
    Ok(())
}

/// Reads one organization again, and leads back to its page.
///
/// # Errors
/// Never: every outcome is a page.
#[server(prefix = "/actions", endpoint = "read-organization")]
pub async fn read_organization(#[server(default)] organization: String) -> Result<(), ServerFnError> {
    match organization.parse() {
        Ok(id) => {
            read(Subject::Organization(id)).await;
            redirect(&format!("/organizations/{id}"));
        }
        Err(_) => redirect("/organizations"),
    }
    Ok(())
}

/// Reads one domain again, and leads back to its page.
///
/// # Errors
/// Never: every outcome is a page.
#[server(prefix = "/actions", endpoint = "read-domain")]
pub async fn read_domain(#[server(default)] domain: String) -> Result<(), ServerFnError> {
    match domain.parse() {
        Ok(id) => {
            read(Subject::Domain(id)).await;
            redirect(&format!("/domains/{id}"));
        }
        Err(_) => redirect("/domains"),
    }
    Ok(())
}

async fn read(subject: Subject) {
    let notice = match context::state().mirror().read_again(subject).await {
        Ok(true) => Notice::Refreshed,
        Ok(false) => Notice::ChangeSubjectGone,
        Err(MirrorError::Store(error)) => {
            tracing::error!(error = causes(&error), "what was read from DigiCert could not be kept");
            Notice::StoreFailed
        }
        Err(error) => {
            tracing::warn!(error = causes(&error), "DigiCert could not be read");
            Notice::NotRefreshed
        }
    };
    leave(notice).await;
}

async fn leave(notice: Notice) {
    if let Ok(axum::Extension(session)) = extract::<axum::Extension<Session>>().await
        && let Err(error) = session::leave_notice(&session, notice).await
    {
        tracing::warn!(error = causes(&error), "a notice could not be left");
    }
}

/// Only an address of a list of ours is led to.
fn list_address(back: &str) -> String {
    let is_list = |list: &str| back == list || back.starts_with(&format!("{list}?"));
    let is_ours = ["/organizations", "/contacts", "/domains"]
        .iter()
        .any(|list| is_list(list));
    let is_plain = back.chars().all(|c| c.is_ascii_graphic());
    if is_ours && is_plain {
        back.to_owned()
    } else {
        "/organizations".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lists_of_ours_are_led_to() {
        for (back, expected) in [
            ("/organizations?q=a%20b", "/organizations?q=a%20b"),
            ("/domains", "/domains"),
            ("/organizationsx", "/organizations"),
            ("//evil.example", "/organizations"),
            ("/contacts?\r\nx: y", "/organizations"),
        ] {
            assert_eq!(list_address(back), expected, "{back:?}");
        }
    }
}
