//! The sections of the control page in which something can be done.

use maud::{Markup, html};

use super::{sentence, tables};
use crate::sandbox::{
    control::{
        faults::KINDS,
        form::{FormName, Trouble},
    },
    shared::Shared,
};

/// One form and what was wrong with it when it was sent last.
pub(super) struct Fields<'a>(Option<&'a Trouble>);

impl<'a> Fields<'a> {
    /// The fields of a form.
    pub(super) fn of(name: FormName, trouble: Option<&'a Trouble>) -> Self {
        Self(trouble.filter(|trouble| trouble.form == name))
    }

    /// What was wrong with it.
    pub(super) fn trouble(&self) -> Markup {
        html! { @if let Some(trouble) = self.0 { (sentence(trouble)) } }
    }

    /// Whether what was typed last stands in the fields.
    pub(super) fn is_typed(&self) -> bool {
        self.0.is_some()
    }

    fn typed(&self, field: &str) -> Option<&'a str> {
        self.0.and_then(|trouble| trouble.typed.text(field))
    }

    fn is_wrong(&self, field: &str) -> bool {
        self.0.is_some_and(|trouble| trouble.field == Some(field))
    }

    /// A labelled input; `id` is unique on the page.
    pub(super) fn input(&self, id: &str, field: &str, label: &str, hint: &str, value: Option<&str>) -> Markup {
        let hint_id = format!("{id}-hint");
        let is_wrong = self.is_wrong(field);
        let described = if is_wrong {
            format!("{hint_id} trouble")
        } else {
            hint_id.clone()
        };
        html! {
            label for=(id) { (label) }
            p .hint id=(hint_id) { (hint) }
            input id=(id) name=(field) value=[self.typed(field).or(value)] aria-describedby=(described)
                aria-invalid=[is_wrong.then_some("true")] autocomplete="off";
        }
    }

    /// A labelled list of choices.
    pub(super) fn select(
        &self,
        id: &str,
        field: &str,
        label: &str,
        choices: &[(&str, &str)],
        value: Option<&str>,
    ) -> Markup {
        let chosen = self.typed(field).or(value);
        let is_wrong = self.is_wrong(field);
        html! {
            label for=(id) { (label) }
            select id=(id) name=(field) aria-describedby=[is_wrong.then_some("trouble")]
                aria-invalid=[is_wrong.then_some("true")] {
                @for (name, meaning) in choices {
                    option value=(name) selected[chosen == Some(name)] { (meaning) " (" (name) ")" }
                }
            }
        }
    }

    /// A labelled box to tick.
    pub(super) fn tick(&self, id: &str, field: &str, label: &str, value: bool) -> Markup {
        let is_ticked = self.0.map_or(value, |trouble| trouble.typed.is_ticked(field));
        html! {
            label .tick for=(id) {
                input id=(id) type="checkbox" name=(field) value="yes" checked[is_ticked];
                " " (label)
            }
        }
    }
}

/// A form that is one button.
pub(super) fn button(route: &str, method: &str, label: &str) -> Markup {
    html! {
        form method="post" action={ "/control/" (route) } {
            @if method == "DELETE" { input type="hidden" name="_method" value="delete"; }
            button { (label) }
        }
    }
}

/// The faults that wait, and the form to add one.
pub(super) fn faults(shared: &Shared, trouble: Option<&Trouble>) -> Markup {
    let fields = Fields::of(FormName::Fault, trouble);
    html! {
        h2 #faults { "Faults that wait" }
        (tables::faults(shared))
        (button("faults", "DELETE", "Clear the faults"))
        h2 #add { "Add a fault" }
        (fields.trouble())
        form method="post" action="/control/faults" aria-labelledby="add" {
            (fields.select("fault", "fault", "What is to happen", &KINDS, None))
            (fields.input("method", "method", "Method", "Such as POST; empty for any.", None))
            (fields.input("path", "path", "Path", "Below /services/v2; * stands for any characters.", Some("*")))
            (fields.input("times", "times", "Times", "How many calls it meets.", Some("1")))
            (fields.input("seconds", "seconds", "Seconds", "For a delay; 30 if empty.", None))
            (fields.input("status", "status", "Status", "For a status, a page or a broken answer.", None))
            (fields.tick("after-taking", "after_taking", "Let the call be carried out first", false))
            button { "Add the fault" }
        }
    }
}

/// What can be done to connections.
pub(super) fn connections(shared: &Shared, trouble: Option<&Trouble>) -> Markup {
    let (cut, close) = (
        Fields::of(FormName::Cut, trouble),
        Fields::of(FormName::Listener, trouble),
    );
    let hint = "This browser needs connections too: one of them may be its own.";
    html! {
        h2 #connections { "Connections" }
        p { "Cut so far, before anything was read: " (shared.gate.connections_cut()) "." }
        (cut.trouble())
        form method="post" action="/control/faults" aria-label="Cut connections" {
            input type="hidden" name="fault" value="cut-on-accept";
            (cut.input("cut", "times", "Connections to cut", hint, Some("1")))
            button { "Cut the next connections" }
        }
        (close.trouble())
        form method="post" action="/control/listener" aria-label="Close the listener" {
            (close.input("closed", "closed_seconds", "Seconds to be closed", "Nobody can connect until then.", Some("10")))
            button { "Close the listener" }
        }
    }
}

/// The calls that are held back.
pub(super) fn holds(shared: &Shared) -> Markup {
    html! {
        h2 #holds { "Calls held back" }
        (tables::holds(shared))
        (button("holds", "DELETE", "Let them go on"))
    }
}

/// The new beginning.
pub(super) fn start_over() -> Markup {
    html! {
        h2 #reset { "Start over" }
        p {
            "Forgets every order, fault and call, and begins again with the records and the settings of a fresh start. "
            "Calls that are held back are cut. This cannot be undone."
        }
        (button("reset", "POST", "Forget everything"))
    }
}
