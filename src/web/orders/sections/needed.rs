//! Who is needed on the order and why, and what adds them.

use leptos::prelude::*;

use super::super::fields::Fields;
use super::super::submitted::ADD_AS;
use crate::domain::contact::ContactRole;
use crate::domain::order::form::ContactForm;
use crate::domain::order::needed::{Necessity, Need, Reason};
use crate::web::contacts::role_key;
use crate::web::ui::{Button, ButtonKind, StatusBadge, Tone};

/// Each contact, whether it is needed, and why.
pub(super) fn table(fields: &Fields, needs: &[Need]) -> AnyView {
    let words = fields.words;
    let rows = needs.iter().map(|need| row(fields, need)).collect_view();
    view! {
        <div class="needs">
            <h3 class="needs-heading" id="needs-heading">{words.text("needs-heading")}</h3>
            <ul class="found-list" aria-labelledby="needs-heading">{rows}</ul>
        </div>
    }
    .into_any()
}

fn row(fields: &Fields, need: &Need) -> AnyView {
    let words = fields.words;
    let is_it = |contact: &&ContactForm| {
        ContactRole::of_word(contact.contact_type.trim()).is_some_and(|role| role.kind() == need.role.kind())
    };
    let rows: Vec<_> = fields.form().contacts.iter().filter(is_it).collect();
    let is_named = rows.iter().any(|contact| !contact.is_blank());
    let (tone, key) = match need.necessity {
        _ if is_named => (Tone::Positive, "needs-named"),
        Necessity::Required => (Tone::Warning, "needs-required"),
        Necessity::Advised => (Tone::Info, "needs-advised"),
        Necessity::Optional => (Tone::Neutral, "needs-optional"),
    };
    let role = words.text(role_key(need.role.word()));
    // A row that is there waits to be filled in.
    let add = rows.is_empty().then(|| {
        let (value, context) = (format!("{ADD_AS}{}", need.role.word()), format!(" {role}"));
        view! {
            <Button kind=ButtonKind::Secondary name="action".to_owned() value=value compact=true>
                {words.text("needs-add")}<span class="visually-hidden">{context}</span>
            </Button>
        }
    });
    let reason = words.text(reason_key(need.reason));
    view! {
        <li>
            <span class="found-words"><strong>{role.clone()}</strong><span>{reason}</span></span>
            <span class="needs-state"><StatusBadge tone text=words.text(key)/>{add}</span>
        </li>
    }
    .into_any()
}

fn reason_key(reason: Reason) -> &'static str {
    match reason {
        Reason::BindsNewOrganization => "needs-binds-new",
        Reason::ServiceUserOrders => "needs-service-user",
        Reason::CallerStandsIn => "needs-caller",
        Reason::OrganizationContactStandsIn => "needs-technical-stands-in",
        Reason::Validated => "needs-validated",
        Reason::NotValidated => "needs-not-validated",
        Reason::NotKnown => "needs-not-known",
        Reason::StoredOneStandsIn => "needs-stored",
    }
}
