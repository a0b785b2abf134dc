//! Follows what is typed into a server-rendered control.

use leptos::ev::input;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{HtmlInputElement, HtmlTextAreaElement};

/// What stands in the control of that id, now and after every keystroke. Empty on the server.
pub(super) fn typed(id: String) -> ReadSignal<String> {
    let (text, set_text) = signal(String::new());
    Effect::new(move |_| {
        let Some(element) = document().get_element_by_id(&id) else {
            return;
        };
        let read = move || {
            let line = element.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::value);
            line.or_else(|| element.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value))
                .unwrap_or_default()
        };
        set_text.set(read());
        let handle = window_event_listener(input, move |_| set_text.set(read()));
        on_cleanup(move || handle.remove());
    });
    text
}
