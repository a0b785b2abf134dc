//! Saved views of the history: the parameters of its address under a name, a person's own or shared with everybody.

pub mod change;
pub mod list;
pub mod new;

use leptos::prelude::*;

use super::query;
use crate::store::SavedView;
use crate::web::listing::Address;
use crate::web::people::remarks::Remarks;
use crate::web::ui::Link;
use crate::words::Words;

pub use change::{ViewPage, change_view, delete_view};
pub use list::ViewsPage;
pub use new::{NewViewPage, save_view};

/// The field in which a view's name is typed.
const NAME: &str = "name";

/// The tick that shares it.
const SHARED: &str = "shared";

/// The field with the parameters of the address.
const PARAMETERS: &str = "parameters";

/// No name is longer.
const LONGEST: usize = 60;

/// What was typed, and what is wrong with it.
#[derive(Clone, Debug, Default)]
struct Refusal {
    name: String,
    is_shared: bool,
    parameters: String,
    remarks: Remarks,
}

/// What is wrong with a name, if anything.
fn name_fault(words: Words, name: &str) -> Option<String> {
    match name.trim().chars().count() {
        0 => Some(words.text("view-name-missing")),
        length if length > LONGEST => Some(words.with("view-name-too-long", [("most", LONGEST.into())])),
        _ => None,
    }
}

/// Where a view leads.
fn href(view: &SavedView) -> String {
    query::address(&view.parameters).href()
}

/// The views a person is offered, beside the way to save the present one and to look after their own.
pub(super) fn offered(words: Words, address: &Address, saved: &[SavedView]) -> AnyView {
    let here = address.href();
    let items: Vec<_> = saved
        .iter()
        .map(|view| {
            let href = href(view);
            let is_here = (href == here).then_some("page");
            let name = view.name.clone();
            view! { <li><a href=href aria-current=is_here>{name}</a></li> }
        })
        .collect();
    let list = (!items.is_empty()).then(|| view! { <ul>{items}</ul> });
    let save = Link::new(address.at_path("/orders/views/new"), words.text("view-save"));
    let is_plain = address.query().is_empty();
    let save = (!is_plain).then(|| view! { <a href=save.href>{save.text}</a> });
    let manage = (!saved.is_empty()).then(|| view! { <a href="/orders/views">{words.text("view-manage")}</a> });
    if is_plain && saved.is_empty() {
        return ().into_any();
    }
    view! {
        <nav class="saved-views" aria-label=words.text("views-title")>
            <span class="saved-views-label">{words.text("views-title")}</span>
            {list}
            <span class="saved-views-tools">{save}" "{manage}</span>
        </nav>
    }
    .into_any()
}
