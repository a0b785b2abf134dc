//! The gates on this side: the approval of a second person, and sending.

use super::{Advice, Gate, GateKind, Known, Owner, Stand};
use crate::domain::order::{EventKind, State};

pub(super) fn gates(known: &Known<'_>) -> Vec<Gate> {
    let approval = approval(known);
    let waits = approval.as_ref().is_some_and(|gate| gate.stand == Stand::Waiting);
    approval.into_iter().chain([sending(known, waits)]).collect()
}

/// The approval, where one is needed or was asked for.
fn approval(known: &Known<'_>) -> Option<Gate> {
    let order = known.order;
    let of_order = order.approval.as_ref();
    let may_be_needed = order.state.is_editable() && known.approval_is_needed;
    if of_order.is_none() && !may_be_needed {
        return None;
    }
    let gate = |stand, owner| Gate::new(GateKind::Approval, stand, owner);
    let given = of_order.and_then(|approval| approval.given.as_ref());
    Some(match order.state {
        State::Draft | State::Refused if known.approval_is_needed => gate(Stand::Waiting, Owner::Requester)
            .next(Advice::AskApproval)
            .since(Some(order.updated_at))
            .by(&order.owner.name),
        State::Draft | State::Refused => return None,
        State::AwaitingApproval => {
            let gate = gate(Stand::Waiting, Owner::Approver).next(Advice::Approve);
            gate.since(of_order.map(|approval| approval.asked_at))
        }
        _ => {
            let given = given?;
            gate(Stand::Done, Owner::Approver)
                .since(Some(given.at))
                .by(&given.by.name)
        }
    })
}

fn sending(known: &Known<'_>, approval_waits: bool) -> Gate {
    let order = known.order;
    let gate = |stand, owner| Gate::new(GateKind::Sending, stand, owner);
    let attempted = order.attempt.as_ref().map(|attempt| attempt.at);
    match order.state {
        State::Draft | State::AwaitingApproval | State::Refused if approval_waits => {
            gate(Stand::Ahead, Owner::Requester)
        }
        State::Draft | State::AwaitingApproval => gate(Stand::Waiting, Owner::Requester)
            .next(Advice::Send)
            .since(Some(order.updated_at))
            .by(&order.owner.name),
        State::Approved => {
            let given = order.approval.as_ref().and_then(|approval| approval.given.as_ref());
            gate(Stand::Waiting, Owner::Requester)
                .next(Advice::Send)
                .since(given.map(|given| given.at))
                .by(&order.owner.name)
        }
        State::Refused => {
            let refused = known.last(|kind| matches!(kind, EventKind::Refused { .. }));
            gate(Stand::Waiting, Owner::Requester)
                .next(Advice::Mend)
                .since(refused.or(attempted))
                .by(&order.owner.name)
        }
        State::Sending => gate(Stand::Waiting, Owner::Desk)
            .next(Advice::AwaitAnswer)
            .since(attempted),
        State::InDoubt => {
            let doubted = known.last(|kind| matches!(kind, EventKind::InDoubt { .. }));
            gate(Stand::Waiting, Owner::Requester)
                .next(Advice::Settle)
                .since(doubted.or(attempted))
        }
        State::Released => {
            let released = known.last(|kind| matches!(kind, EventKind::Released { .. }));
            let gate = gate(Stand::Stopped, Owner::Requester)
                .next(Advice::GoOnInItsPlace)
                .since(released.or(attempted));
            Gate {
                order: order.replaced_by,
                ..gate
            }
        }
        State::Placed | State::Elsewhere => {
            let sender = order.attempt.as_ref().map(|attempt| attempt.actor.name.as_str());
            let there = known.record.map(|record| record.placed_by.as_str());
            gate(Stand::Done, Owner::Requester)
                .since(known.placed_at())
                .by(sender.or(there).unwrap_or(&order.owner.name))
        }
    }
}
