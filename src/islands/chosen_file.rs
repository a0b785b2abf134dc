//! Reads a file that was dropped on a control or chosen beside it, before it is submitted.

use base64ct::{Base64, Encoding};
use leptos::ev::{change, dragover, drop};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use leptos::web_sys::{Event, EventTarget};
use web_sys::{File, FileReader, HtmlInputElement};

use crate::domain::csr::MAX_BYTES;

/// Calls back with the bytes of each file dropped on the one control or chosen in the other. A chosen file is taken
/// out of its control again: what was read of it is what is submitted, and a private key never leaves the browser.
pub(super) fn when_a_file_is_chosen(area: &'static str, input: &'static str, then: impl Fn(Vec<u8>) + Copy + 'static) {
    let is_on = |event: &Event, id: &str| {
        let element = event
            .target()
            .and_then(|target: EventTarget| target.dyn_into::<web_sys::Element>().ok());
        element.is_some_and(|element| element.id() == id)
    };
    let over = window_event_listener(dragover, move |event| {
        if is_on(&event, area) {
            event.prevent_default();
        }
    });
    let dropped = window_event_listener(drop, move |event| {
        let files = event.data_transfer().and_then(|data| data.files());
        if let Some(file) = files.filter(|_| is_on(&event, area)).and_then(|files| files.get(0)) {
            event.prevent_default();
            read(&file, then);
        }
    });
    let chosen = window_event_listener(change, move |event| {
        let control = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(control) = control.filter(|control| control.id() == input) else {
            return;
        };
        if let Some(file) = control.files().and_then(|files| files.get(0)) {
            read(&file, then);
            control.set_value("");
        }
    });
    on_cleanup(move || {
        over.remove();
        dropped.remove();
        chosen.remove();
    });
}

/// Reads no more than the largest request and one byte: what is larger is refused for its size.
fn read(file: &File, then: impl Fn(Vec<u8>) + 'static) {
    let most = i32::try_from(MAX_BYTES + 1).unwrap_or(i32::MAX);
    let (Ok(reader), Ok(part)) = (FileReader::new(), file.slice_with_i32_and_i32(0, most)) else {
        return;
    };
    let source = reader.clone();
    let loaded = Closure::once_into_js(move || {
        // data:application/octet-stream;base64,… ; an empty file is nothing but "data:".
        let url = source
            .result()
            .ok()
            .and_then(|result| result.as_string())
            .unwrap_or_default();
        let base64 = url.split_once(',').map_or("", |(_, base64)| base64);
        then(Base64::decode_vec(base64).unwrap_or_default());
    });
    reader.set_onload(Some(loaded.unchecked_ref()));
    // A file that vanished meanwhile is as good as none.
    let _ = reader.read_as_data_url(&part);
}
