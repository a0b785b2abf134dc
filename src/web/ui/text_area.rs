//! A field of several lines.

use leptos::prelude::*;

use super::Field;

/// A field of several lines. Children follow it: a file input, or an island that reads what was pasted.
#[component]
pub fn TextArea(
    /// What it is and says.
    field: Field,
    /// How many lines are shown.
    #[prop(default = 4)]
    rows: u16,
    /// Whether it holds PEM, names or JSON rather than words.
    #[prop(optional)]
    monospace: bool,
    /// Whether the browser checks its spelling.
    #[prop(optional)]
    spellcheck: bool,
    /// What follows the text area.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let control = view! {
        <textarea
            class="text-area"
            id=field.control_id()
            name=field.name.clone()
            rows=rows.to_string()
            data-font=monospace.then_some("mono")
            autocomplete="off"
            autocapitalize=monospace.then_some("none")
            spellcheck=if spellcheck { "true" } else { "false" }
            aria-describedby=field.described_by()
            aria-invalid=field.aria_invalid()
            inner_html=content(&field.value)
        ></textarea>
    };
    field.frame(control.into_any(), children)
}

/// The value as HTML. Written by hand because a view would put a space where there is nothing, and because a browser
/// drops the first line break after the tag (HTML: 13.2.6.4.7, "in body", start tag "textarea").
fn content(value: &str) -> String {
    format!("\n{}", value.replace('&', "&amp;").replace('<', "&lt;"))
}

#[cfg(test)]
mod tests {
    use super::content;

    #[test]
    fn what_was_typed_cannot_leave_the_text_area() {
        assert_eq!(
            content("</textarea><script>&amp;"),
            "\n&lt;/textarea>&lt;script>&amp;amp;"
        );
        assert_eq!(content("\nsecond line"), "\n\nsecond line");
        assert_eq!(content(""), "\n");
    }
}
