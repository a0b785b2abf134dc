//! The keys that pages put together of what can be done with an order.

use crate::domain::change;

/// Kinds, reasons of a revocation, and steps in the order's journal.
pub(super) fn keys() -> Vec<String> {
    let is_of_order = |kind: &&change::form::ChangeKind| kind.topic() == change::Topic::Order;
    let kinds = change::form::ChangeKind::ALL.iter().filter(is_of_order);
    let kinds = kinds.map(|kind| kind.word()).chain(["renew"]);
    let of_kinds = kinds.flat_map(|kind| ["action", "action-about", "change-start"].map(|key| format!("{key}-{kind}")));
    let reasons = change::order::form::REASONS.iter().map(|reason| reason.to_lowercase());
    let reasons = reasons.flat_map(|reason| ["", "-hint"].map(|end| format!("revocation-reason-{reason}{end}")));
    let steps = "approval-asked approved rejected withdrawn approval-lapsed sending not-sent done refused in-doubt found \
        not-there settled taken-back";
    let steps = steps.split(' ').map(|step| format!("event-action-{step}"));
    let canceled = [
        "action",
        "action-about",
        "change-start",
        "change-title",
        "change-follows",
        "change-submit",
    ]
    .map(|key| format!("{key}-cancel-reissue"));
    let ready = ["action-about", "change-follows"].map(|key| format!("{key}-cancel-ready"));
    of_kinds
        .chain(reasons)
        .chain(steps)
        .chain(canceled)
        .chain(ready)
        .collect()
}
