//! Reads the CSR while it is pasted, dropped or chosen, by the same code as the server, and takes its names over.

#![expect(
    missing_docs,
    reason = "`#[island]` makes a struct of the function's parameters and passes their docs over"
)]

use leptos::prelude::*;
use leptos::web_sys::MouseEvent;

use super::chosen_file::when_a_file_is_chosen;
use super::csr_reading::{CsrWords, Reading};
use super::typed::{has_control, initial_text, put, typed};
use crate::domain::csr::{CsrFault, from_file};
use crate::domain::order::form::NamesOffer;

/// Ids of the controls, as the server made them.
const CSR: &str = "f-csr";
const FILE: &str = "f-csr-file";
const COMMON_NAME: &str = "f-common-name";
const DNS_NAMES: &str = "f-dns-names";

/// What is said below the text area. The children are what the server says of the saved text, for as long as nothing
/// runs here.
#[island]
pub fn CsrReader(
    /// The texts.
    words: CsrWords,
    /// Common name and further names as saved, for a page on which they do not stand.
    saved_names: (String, String),
    /// Whether the check's findings about the saved text stand above it already.
    is_checked: bool,
    children: Children,
) -> impl IntoView {
    let (text, common_name, dns_names) = (
        typed(CSR.to_owned()),
        typed(COMMON_NAME.to_owned()),
        typed(DNS_NAMES.to_owned()),
    );
    let (is_live, set_live) = signal(false);
    let (fault, set_fault) = signal(None::<CsrFault>);
    Effect::new(move |_| {
        set_live.set(true);
        when_a_file_is_chosen(CSR, FILE, move |bytes| match from_file(&bytes) {
            Ok(found) => {
                put(CSR, &found);
                set_fault.set(None);
            }
            Err(why) => set_fault.set(Some(why)),
        });
    });
    Effect::new(move |_| {
        // What is typed after a file that was none is what counts.
        text.track();
        set_fault.set(None);
    });

    let take_names = words.take_names.clone();
    let names = move || {
        if has_control(COMMON_NAME) {
            (common_name.get(), dns_names.get())
        } else {
            saved_names.clone()
        }
    };
    let reading = Memo::new(move |_| {
        if !is_live.get() {
            return Reading::default();
        }
        if let Some(fault) = fault.get() {
            return Reading::of_fault(fault, &words);
        }
        let (typed, (common_name, dns_names)) = (text.get(), names());
        let reading = Reading::of(&typed, &common_name, &dns_names, &words);
        if is_checked && initial_text(CSR).is_some_and(|saved| saved == typed) {
            reading.without_findings()
        } else {
            reading
        }
    });
    let take = move |pressed: MouseEvent| {
        // Where the names stand on another page, the button submits the form, as it does without scripts.
        if has_control(COMMON_NAME) {
            pressed.prevent_default();
            take_over(&reading.get_untracked().offer, &dns_names.get_untracked());
        }
    };
    view! {
        <div class="csr-reader">
            <div hidden=move || is_live.get()>{children()}</div>
            <div role="status" hidden=move || !is_live.get() data-live=move || is_live.get().then_some("true")>
                {move || reading.get().view()}
            </div>
            <button
                class="button"
                type="submit"
                name="action"
                value="take-names"
                data-kind="secondary"
                data-size="compact"
                hidden=move || reading.get().offer.is_empty()
                on:click=take
            >
                <span>{take_names}</span>
            </button>
        </div>
    }
}

fn take_over(offer: &NamesOffer, dns_names: &str) {
    if !offer.dns_names.is_empty() {
        put(DNS_NAMES, &offer.added_to(dns_names));
    }
    if let Some(name) = &offer.common_name {
        put(COMMON_NAME, name);
    }
}
