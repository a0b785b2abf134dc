//! Follows what is typed into a server-rendered control.

use leptos::ev::input;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Event, EventInit, HtmlInputElement, HtmlTextAreaElement};

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

/// Whether there is a control of that id on the page.
pub(super) fn has_control(id: &str) -> bool {
    document().get_element_by_id(id).is_some()
}

/// What the server wrote into the text area of that id.
pub(super) fn initial_text(id: &str) -> Option<String> {
    let element = document().get_element_by_id(id)?;
    element.dyn_ref::<HtmlTextAreaElement>()?.default_value().ok()
}

/// Puts a text into the control of that id, as if it were typed.
pub(super) fn put(id: &str, text: &str) {
    let Some(element) = document().get_element_by_id(id) else {
        return;
    };
    if let Some(line) = element.dyn_ref::<HtmlInputElement>() {
        line.set_value(text);
    } else if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        area.set_value(text);
    }
    let bubbles = EventInit::new();
    bubbles.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict("input", &bubbles) {
        // It cannot be cancelled, so there is no answer to look at.
        let _ = element.dispatch_event(&event);
    }
}
