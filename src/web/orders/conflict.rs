//! Two people on one draft: the later save is refused and both versions are shown. Nothing is overwritten unseen.

use leptos::prelude::*;

use super::fields::label_of;
use crate::domain::csr;
use crate::domain::order::{Order, OrderForm};
use crate::web::context;
use crate::web::ui::{Cell, Column, Notice, RowHead, Table, Tone, breakable, or_dash};
use crate::words::Words;

/// The fields that are a choice, and how the keys of their answers begin.
const CHOICES: [(&str, &str); 9] = [
    ("csr_choice", "csr"),
    ("domain_choice", "domain"),
    ("organization_choice", "organization"),
    ("oin_choice", "oin"),
    ("dcv_method", "dcv-method"),
    ("dcv_scope", "dcv-scope"),
    ("validity", "validity"),
    ("payment_method", "payment"),
    ("contact_type", "contact-type"),
];

/// The version that was saved meanwhile.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// It.
    pub theirs: Order,
}

/// Both versions, field by field, where they differ.
#[component]
pub(super) fn ConflictView(
    /// The version that was saved meanwhile.
    conflict: Conflict,
    /// What this person typed.
    mine: OrderForm,
) -> impl IntoView {
    let words = context::words();
    let (mine_label, theirs_label) = (words.text("conflict-mine"), words.text("conflict-theirs"));
    let rows = differences(&mine, &conflict.theirs.form)
        .into_iter()
        .map(|(name, mine, theirs)| {
            let (mine, theirs) = (answer(words, &name, &mine), answer(words, &name, &theirs));
            let label = label_of(words, &name).unwrap_or(name);
            view! {
                <tr>
                    <RowHead>{label}</RowHead>
                    <Cell label=mine_label.clone()>{mine}</Cell>
                    <Cell label=theirs_label.clone()>{theirs}</Cell>
                </tr>
            }
        })
        .collect_view();
    let columns = vec![
        Column::new(words.text("conflict-field")),
        Column::new(words.text("conflict-mine")),
        Column::new(words.text("conflict-theirs")),
    ];
    let when = words.moment(conflict.theirs.updated_at);
    view! {
        <Notice tone=Tone::Warning heading=words.text("conflict-heading") live=true>
            <p>{words.with("conflict-text", [("when", when.into())])}</p>
        </Notice>
        <Table caption=words.text("conflict-caption") columns>{rows}</Table>
    }
}

/// What was typed or chosen, as people read it.
fn answer(words: Words, name: &str, value: &str) -> AnyView {
    let field = name
        .strip_suffix(']')
        .and_then(|name| name.rsplit_once('['))
        .map_or(name, |(_, field)| field);
    // What holds where nothing was chosen, as in drafts older than the question.
    let value = match (field, value.trim()) {
        ("csr_choice", "") => "now",
        ("organization_choice", "") => "existing",
        _ => value,
    };
    let choice = CHOICES.iter().find(|(known, _)| *known == field);
    let chosen = choice.and_then(|(_, key)| {
        // Kinds of contacts keep DigiCert's spelling in their keys.
        let spelled = [value.to_owned(), value.replace('_', "-")];
        spelled
            .iter()
            .find_map(|value| words.text_if_any(&format!("{key}-{value}")))
    });
    if let Some(chosen) = chosen {
        return chosen.into_any();
    }
    match (field, value) {
        ("csr", text) => match csr::read(text) {
            Ok(csr) => {
                let label = words.text("csr-fact-fingerprint");
                view! { <span>{label}": "<code class="fingerprint">{csr.spki_sha256()}</code></span> }.into_any()
            }
            Err(_) => view! { <span class="any-break">{or_dash(text)}</span> }.into_any(),
        },
        (_, "yes") => words.text("change-yes").into_any(),
        ("skip_duplicate_org_check" | "csa_agreed", "") => words.text("change-no").into_any(),
        (_, text) => view! { <span class="any-break">{breakable(&or_dash(text))}</span> }.into_any(),
    }
}

/// The fields in which two forms differ: name, one value, the other.
fn differences(mine: &OrderForm, theirs: &OrderForm) -> Vec<(String, String, String)> {
    let theirs_by_name: Vec<(String, String)> = theirs.to_fields();
    let mut differences: Vec<(String, String, String)> = Vec::new();
    let value_in = |fields: &[(String, String)], name: &str| {
        fields
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.clone())
            .unwrap_or_default()
    };
    let mine_by_name = mine.to_fields();
    for (name, _) in mine_by_name.iter().chain(&theirs_by_name) {
        let (one, other) = (value_in(&mine_by_name, name), value_in(&theirs_by_name, name));
        let is_known = differences.iter().any(|(known, ..)| known == name);
        if !is_known && one.replace("\r\n", "\n") != other.replace("\r\n", "\n") {
            differences.push((name.clone(), one, other));
        }
    }
    differences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_shown() {
        let mine = OrderForm {
            oin: "1".into(),
            common_name: "a.nl".into(),
            ..OrderForm::blank()
        };
        let mut theirs = OrderForm {
            oin: "2".into(),
            common_name: "a.nl".into(),
            ..OrderForm::blank()
        };
        theirs.contacts.push(crate::domain::order::ContactForm {
            email: "x@y.nl".into(),
            ..Default::default()
        });
        let names: Vec<String> = differences(&mine, &theirs).into_iter().map(|(name, ..)| name).collect();
        assert_eq!(names, ["oin", "contacts[1][email]"]);
    }
}
