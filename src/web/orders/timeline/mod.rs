//! Waiting on whom: the line at the head of an order's page, and its gates one after the other. What the gates are is
//! said in [`crate::domain::order::gates`].

mod gate;
mod letter;

use leptos::prelude::*;

use super::approval::age;
use super::details::Shown;
use crate::domain::operator::Act;
use crate::domain::order::gates::{Advice, Gate, GateKind, Owner, Stand, present};
use crate::domain::order::{RemoteStatus, State};
use crate::web::ui::{Icon, IconName, Section, SectionLayout, Tone};
use crate::words::Words;

/// Who has to do what, and since when: the first thing the page says. Whether something was begun with the order is told
/// after it.
pub(super) fn top(shown: &Shown, is_under_way: bool) -> AnyView {
    let words = shown.words;
    let Some(gate) = present(&shown.gates).and_then(|nth| shown.gates.get(nth)) else {
        return all_done(shown, is_under_way);
    };
    let (tone, icon) = gate::look(gate);
    let advice = gate::advice(words, gate);
    let advice = advice.map(|advice| view! { <p>{advice}</p> });
    let others = others(shown, gate);
    let way = way(shown, gate).filter(|_| gate.owner.is_us());
    let way = way.map(|(href, key)| view! { <p><a href=href>{words.text(key)}</a></p> });
    let since = since(shown, gate).map(|since| view! { <p class="gate-meta">{since}</p> });
    line(
        tone,
        icon,
        sentence(shown, gate),
        view! { {since}{advice}{way}{others} }.into_any(),
    )
}

/// The sections of the page: the gates in the order of an order's life.
pub(super) fn section(shown: &Shown) -> AnyView {
    let words = shown.words;
    let at = present(&shown.gates);
    let items = shown
        .gates
        .iter()
        .enumerate()
        .map(|(nth, gate)| gate::item(shown, gate, Some(nth) == at))
        .collect_view();
    view! {
        <Section id="s-gates" heading=words.text("gates-heading") intro=words.text("gates-intro")
            layout=SectionLayout::Stacked>
            <ol class="gates" role="list" aria-label=words.text("gates-heading")>{items}</ol>
        </Section>
    }
    .into_any()
}

fn line(tone: Tone, icon: IconName, text: String, more: AnyView) -> AnyView {
    view! {
        <div class="gate-line" data-tone=tone.word()>
            <Icon name=icon/>
            <div class="gate-line-words">
                <p class="gate-line-first">{text}</p>
                {more}
            </div>
        </div>
    }
    .into_any()
}

/// "Waiting on DigiCert for organization validation: De Balans."
fn sentence(shown: &Shown, gate: &Gate) -> String {
    let words = shown.words;
    let (key, what) = match gate.stand {
        Stand::Stopped => (ended(shown), title(words, gate)),
        Stand::Unknown => ("gates-unknown", title(words, gate)),
        _ => (waiting(gate), about(words, "gate-for", gate)),
    };
    let owner = owner(words, gate);
    words.with(key, [("owner", owner.into()), ("gate", what.into())])
}

/// Where an order waits for something else than that its gate is passed, that is said.
fn waiting(gate: &Gate) -> &'static str {
    match gate.advice {
        Some(Advice::AskApproval) => "gates-waiting-ask-approval",
        Some(Advice::AwaitAnswer) => "gates-waiting-await-answer",
        Some(Advice::HandInCsr) => "gates-waiting-hand-in-csr",
        Some(Advice::Mend) => "gates-waiting-mend",
        Some(Advice::Settle) => "gates-waiting-settle",
        Some(Advice::SeeCertificate) => "gates-waiting-see-certificate",
        _ => "gates-waiting",
    }
}

/// How an order ended that nobody has to act on any more.
fn ended(shown: &Shown) -> &'static str {
    let remote = shown.order.remote.as_ref();
    match remote.and_then(|remote| remote.status.as_ref()) {
        _ if shown.order.state == State::Released => "gates-given-up",
        _ if remote.is_some_and(|remote| remote.vanished_at.is_some()) => "gates-vanished",
        Some(RemoteStatus::Canceled) => "gates-canceled",
        Some(RemoteStatus::Rejected) => "gates-rejected",
        Some(RemoteStatus::Revoked) => "gates-revoked",
        _ => "gates-stopped",
    }
}

/// Since when, and how long that is.
fn since(shown: &Shown, gate: &Gate) -> Option<String> {
    let (words, at) = (shown.words, gate.since?);
    let age = age(words, at, shown.now);
    Some(words.with("gates-since", [("when", words.moment(at).into()), ("age", age.into())]))
}

/// Whom else the order waits on, each once.
fn others(shown: &Shown, first: &Gate) -> Option<AnyView> {
    let words = shown.words;
    let waiting = shown.gates.iter().filter(|gate| gate.stand == Stand::Waiting);
    let mut titles: Vec<String> = Vec::new();
    for gate in waiting.filter(|gate| !std::ptr::eq(*gate, first)) {
        let (title, owner) = (title(words, gate), owner(words, gate));
        titles.push(words.with("gates-other", [("gate", title.into()), ("owner", owner.into())]));
    }
    if titles.is_empty() {
        return None;
    }
    let items = titles.into_iter().map(|text| view! { <li>{text}</li> }).collect_view();
    let view = view! { <p>{words.text("gates-also")}</p><ul class="gate-line-others">{items}</ul> };
    Some(view.into_any())
}

/// What is said where nobody has to act: until when the certificate is valid, where that is known.
fn all_done(shown: &Shown, is_under_way: bool) -> AnyView {
    let words = shown.words;
    let until = shown.record().and_then(|record| record.certificate.valid_till);
    let status = shown.order.remote.as_ref().and_then(|remote| remote.status.as_ref());
    let (tone, icon, key, until_key) = match status {
        Some(RemoteStatus::Expired) => (
            Tone::Neutral,
            IconName::Stopped,
            "gates-expired",
            "gates-was-valid-till",
        ),
        // Somebody may have to act on what was begun, which is told below.
        _ if is_under_way => (Tone::Positive, IconName::Check, "gates-passed", "gates-valid-till"),
        _ => (Tone::Positive, IconName::Check, "gates-done", "gates-valid-till"),
    };
    // To the minute where the certificate is here: its last day at DigiCert is not everybody's.
    let kept = shown
        .certificates
        .iter()
        .find(|it| it.is_current && !it.verdict.is_held());
    let kept = kept.map(|kept| words.moment(kept.chain.leaf.not_after));
    let until = kept.or_else(|| until.map(|day| day.to_string())).map(|day| {
        let until = words.with(until_key, [("day", day.into())]);
        view! { <p>{until}</p> }
    });
    line(tone, icon, words.text(key), until.into_any())
}

/// What a gate is called, with what it is about.
fn title(words: Words, gate: &Gate) -> String {
    about(words, "gate", gate)
}

/// The words for a gate whose keys begin like that, with what it is about.
fn about(words: Words, key: &str, gate: &Gate) -> String {
    let title = words.text(&format!("{key}-{}", gate.kind.word()));
    if gate.subject.is_empty() {
        title
    } else {
        format!("{title}: {}", gate.subject)
    }
}

/// Who has to act, by name where that is known.
fn owner(words: Words, gate: &Gate) -> String {
    let owner = words.text(&format!("gate-owner-{}", gate.owner.word()));
    let person = gate.who.as_deref().filter(|_| gate.stand == Stand::Waiting);
    let key = if gate.owner == Owner::VerifiedContact {
        "gate-owner-contact"
    } else {
        "gate-owner-named"
    };
    match person {
        Some(who) => words.with(key, [("owner", owner.into()), ("who", who.into())]),
        None => owner,
    }
}

/// Where this person can do what a gate waits for, at this desk.
fn way(shown: &Shown, gate: &Gate) -> Option<(String, &'static str)> {
    let address = shown.address();
    Some(match (gate.kind, gate.owner, shown.order.state) {
        (GateKind::Approval, Owner::Approver, _) if shown.operator.may(Act::Approve) => {
            (format!("{address}/approve"), "gate-way-approve")
        }
        (GateKind::Approval | GateKind::Sending, Owner::Requester, State::Draft | State::Refused | State::Approved)
            if shown.operator.may(Act::Draft) =>
        {
            (format!("{address}/check"), "gate-way-check")
        }
        (GateKind::Sending, _, State::Released) => {
            let order = gate.order?;
            (format!("/orders/{order}"), "gate-way-replaced")
        }
        (GateKind::Csr, ..) if shown.order.remote.is_some() && shown.operator.may(Act::Follow) => {
            ("#s-actions".to_owned(), "gate-way-csr")
        }
        (GateKind::Domain, ..) => {
            let domain = gate.domain?;
            (format!("/domains/{domain}"), "gate-way-domain")
        }
        (GateKind::Organization, ..) => {
            let organization = shown.record()?.organization?;
            (format!("/organizations/{organization}"), "gate-way-organization")
        }
        _ => return None,
    })
}
