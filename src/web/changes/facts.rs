//! A change laid beside what DigiCert has: one table for all kinds, with three columns where somebody else changed
//! something meanwhile, two where not.

use leptos::prelude::*;

use super::fields::label_key;
use crate::domain::change::order::form::REASONS;
use crate::domain::change::{Change, Compared, Difference, Moved};
use crate::domain::directory::DcvMethod;
use crate::domain::order::RemoteStatus;
use crate::web::ui::{Cell, Column, RowHead, StatusBadge, Table, Tone, breakable, or_dash};
use crate::words::Words;

/// Before and after. What stays as it is, is left out where there is anything else to show; nothing was before what is
/// created.
pub(super) fn two_columns(words: Words, change: &Change, compared: &Compared) -> AnyView {
    let changing: Vec<&Difference> = compared.changes().collect();
    if changing.is_empty() {
        return view! { <p>{words.text("change-nothing-differs")}</p> }.into_any();
    }
    let (before, after) = if change.state.is_editable() {
        ("change-before", "change-after")
    } else {
        ("change-was", "change-became")
    };
    let is_new = change.subject_is_new();
    let before = (!is_new).then(|| words.text(before));
    let after = words.text(after);
    let rows = changing
        .into_iter()
        .map(|fact| {
            let (was, becomes) = (
                value(words, &fact.name, &fact.theirs),
                value(words, &fact.name, fact.ours.as_deref().unwrap_or_default()),
            );
            let name = name_of(words, &fact.name);
            let was = before
                .clone()
                .map(|label| view! { <Cell label><del class="fact-before">{was}</del></Cell> });
            view! {
                <tr>
                    <RowHead>{name}</RowHead>
                    {was}
                    <Cell label=after.clone()><ins class="fact-after">{becomes}</ins></Cell>
                </tr>
            }
        })
        .collect_view();
    let heads = [Some(words.text("change-fact")), before, Some(after)];
    let columns = heads.into_iter().flatten().map(Column::new).collect();
    let caption = words.text(if is_new { "change-table-new" } else { "change-table" });
    view! { <Table caption caption_hidden=true columns>{rows}</Table> }.into_any()
}

/// What DigiCert had, what it has now, and what this change wants.
pub(super) fn three_columns(words: Words, compared: &Compared) -> AnyView {
    let heads = ["change-base", "change-theirs", "change-ours"].map(|key| words.text(key));
    let moved = compared.0.iter().filter(|fact| fact.moved() != Moved::Nobody);
    let rows = moved
        .map(|fact| {
            let [base, theirs, ours] = heads.clone();
            let wanted = fact.ours.clone().unwrap_or_else(|| fact.base.clone());
            let (name, badge) = (name_of(words, &fact.name), badge(words, fact.moved()));
            let (had, has, wants) = (
                value(words, &fact.name, &fact.base),
                value(words, &fact.name, &fact.theirs),
                value(words, &fact.name, &wanted),
            );
            view! {
                <tr>
                    <RowHead>{name}" "{badge}</RowHead>
                    <Cell label=base>{had}</Cell>
                    <Cell label=theirs>{has}</Cell>
                    <Cell label=ours>{wants}</Cell>
                </tr>
            }
        })
        .collect_view();
    let [base, theirs, ours] = heads.clone();
    let columns = vec![
        Column::new(words.text("change-fact")),
        Column::new(base),
        Column::new(theirs),
        Column::new(ours),
    ];
    view! { <Table caption=words.text("change-table-three") columns>{rows}</Table> }.into_any()
}

fn badge(words: Words, moved: Moved) -> Option<AnyView> {
    let (key, tone) = match moved {
        Moved::Theirs => ("change-moved-theirs", Tone::Info),
        Moved::Apart => ("change-moved-apart", Tone::Warning),
        Moved::Nobody | Moved::Ours | Moved::Alike => return None,
    };
    Some(view! { <StatusBadge tone text=words.text(key)/> }.into_any())
}

/// What people call a fact, with whose it is.
pub(super) fn name_of(words: Words, name: &str) -> String {
    let label = words.text(label_key(name));
    let place = name
        .split_once('[')
        .map(|(place, rest)| (place, rest.trim_end_matches(']')));
    match place {
        Some(("organization_contact", _)) => words.with("change-of-organization-contact", [("label", label.into())]),
        Some(("technical_contact", _)) => words.with("change-of-technical-contact", [("label", label.into())]),
        Some(("people", rest)) => match rest.split_once(']').map(|(row, _)| row.parse::<usize>()) {
            Some(Ok(row)) => {
                let number = [("number", row.saturating_add(1).into())];
                format!("{}: {label}", words.with("verified-person-number", number))
            }
            _ => label,
        },
        Some(("validation", kind)) => format!("{label} {}", kind.to_uppercase()),
        _ => label,
    }
}

/// A value in its cell: a digest as such, other texts broken where that hurts least.
fn value(words: Words, name: &str, value: &str) -> AnyView {
    let text = shown(words, name, value);
    if name == "csr_key" {
        return view! { <span class="fingerprint">{text}</span> }.into_any();
    }
    view! { <span class="any-break">{breakable(&text)}</span> }.into_any()
}

/// A value as people read it.
fn shown(words: Words, name: &str, value: &str) -> String {
    match name {
        "order_status" if RemoteStatus::of_word(value).is_known() => {
            return words.text(&format!("remote-status-{value}"));
        }
        "revocation_reason" if REASONS.contains(&value) => {
            return words.text(&format!("revocation-reason-{}", value.to_lowercase()));
        }
        "dcv_method" if DcvMethod::of_word(value).is_some() => return words.text(&format!("dcv-method-{value}")),
        name if name.starts_with("validation") && value == "pending" => return words.text("standing-pending"),
        _ => {}
    }
    match value {
        "yes" => words.text("change-yes"),
        "no" => words.text("change-no"),
        value => or_dash(value),
    }
}
