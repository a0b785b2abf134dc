//! One gate: a word, an icon and a colour; who has to act, since when, what to do, and what to copy.

use leptos::prelude::*;

use super::letter::letters;
use super::{owner, since, title, way};
use crate::domain::directory::Domain;
use crate::domain::order::gates::{Gate, GateKind, Part, PartKind, Stand};
use crate::web::domains::publish;
use crate::web::orders::details::Shown;
use crate::web::ui::{CodeBlock, Details, Icon, IconName, StatusBadge, Tone};
use crate::words::Words;

/// More parts than these are folded away.
const MOST_PARTS: usize = 8;

/// The colour and the icon of where a gate stands.
pub(super) fn look(gate: &Gate) -> (Tone, IconName) {
    match gate.stand {
        Stand::Done => (Tone::Positive, IconName::Check),
        Stand::Waiting if gate.owner.is_us() => (Tone::Warning, IconName::Person),
        Stand::Waiting => (Tone::Info, IconName::Clock),
        Stand::Ahead => (Tone::Neutral, IconName::Arrow),
        Stand::Stopped => (Tone::Neutral, IconName::Stopped),
        Stand::Unknown => (Tone::Neutral, IconName::Question),
    }
}

/// What to do next.
pub(super) fn advice(words: Words, gate: &Gate) -> Option<String> {
    let key = format!("gate-next-{}", gate.advice?.word());
    let order = gate.order.map(|order| order.to_string()).unwrap_or_default();
    Some(words.with(&key, [("order", order.into())]))
}

/// One entry of the list.
pub(super) fn item(shown: &Shown, gate: &Gate, is_present: bool) -> AnyView {
    let words = shown.words;
    let (tone, icon) = look(gate);
    let word = words.text(&format!("gate-stand-{}", gate.stand.word()));
    let remote = gate.remote_word.clone();
    let open =
        matches!(gate.stand, Stand::Waiting | Stand::Stopped | Stand::Unknown).then(|| open(shown, gate, is_present));
    let done = (gate.stand == Stand::Done).then(|| done(shown, gate)).flatten();
    let parts = (gate.stand == Stand::Done).then(|| parts(words, gate)).flatten();
    view! {
        <li class="gate" data-stand=gate.stand.word() data-tone=tone.word() aria-current=is_present.then_some("step")>
            <span class="gate-mark"><Icon name=icon/></span>
            <div class="gate-head">
                <h3 class="gate-title">{title(words, gate)}</h3>
                <StatusBadge tone icon=icon text=word remote/>
            </div>
            {done}
            {parts}
            {open}
        </li>
    }
    .into_any()
}

/// By whom it was passed, and when, as far as that is known.
fn done(shown: &Shown, gate: &Gate) -> Option<AnyView> {
    let words = shown.words;
    let when = gate.since.map(|at| {
        let datetime = at.to_string();
        view! { <time datetime=datetime>{words.moment(at)}</time> }
    });
    if when.is_none() && gate.who.is_none() {
        return None;
    }
    let who = gate.who.clone();
    let who = who.map(|who| view! { <span class="gate-who">{who}</span> });
    Some(view! { <p class="gate-meta">{when}" "{who}</p> }.into_any())
}

/// Who has to act, since when, what to do, and what to copy.
fn open(shown: &Shown, gate: &Gate, is_present: bool) -> AnyView {
    let words = shown.words;
    let waits = gate.stand == Stand::Waiting;
    let who = waits.then(|| words.with("gate-waits-on", [("owner", owner(words, gate).into())]));
    let since = since(shown, gate);
    let meta = (who.is_some() || since.is_some()).then(|| view! { <p class="gate-meta">{who}" "{since}</p> });
    let advice = advice(words, gate).map(|advice| view! { <p class="gate-advice">{advice}</p> });
    let parts = parts(words, gate);
    let way = way(shown, gate);
    let way = way.map(|(href, key)| view! { <p><a href=href>{words.text(key)}</a></p> });
    let copies = waits.then(|| copies(shown, gate, is_present));
    view! { {meta}{advice}{parts}{way}{copies} }.into_any()
}

/// What is to be published for a domain, and mails ready to be sent. Those of the present gate are unfolded.
fn copies(shown: &Shown, gate: &Gate, is_present: bool) -> AnyView {
    let words = shown.words;
    let domain: Option<&Domain> = shown.domains.iter().find(|domain| Some(domain.id) == gate.domain);
    let record = domain.filter(|_| gate.kind == GateKind::Domain).map(|domain| {
        let summary = words.with("gate-to-publish", [("domain", domain.name.as_str().into())]);
        let record = publish(words, domain);
        view! { <Details summary=summary open=is_present>{record}</Details> }
    });
    let letters = letters(shown, gate, domain)
        .into_iter()
        .map(|letter| {
            view! {
                <Details summary=letter.to.clone()>
                    <CodeBlock label=letter.to text=letter.text/>
                </Details>
            }
        })
        .collect_view();
    view! { {record}{letters} }.into_any()
}

/// What is verified, who answers, which names: each with where it stands, in a word.
fn parts(words: Words, gate: &Gate) -> Option<AnyView> {
    let is_quiet =
        matches!(gate.stand, Stand::Ahead) || (gate.stand == Stand::Done && gate.kind == GateKind::Organization);
    if gate.parts.is_empty() || is_quiet {
        return None;
    }
    let items = gate.parts.iter().map(|part| self::part(words, part)).collect_view();
    let list = view! { <ul class="gate-parts">{items}</ul> }.into_any();
    if gate.parts.len() <= MOST_PARTS {
        return Some(list);
    }
    let count = words.with("gate-parts", [("count", gate.parts.len().into())]);
    Some(view! { <Details summary=count>{list}</Details> }.into_any())
}

fn part(words: Words, part: &Part) -> AnyView {
    let name = match part.kind {
        PartKind::Detail => {
            let key = format!("gate-detail-{}", part.name.replace('_', "-"));
            words.text_if_any(&key).unwrap_or_else(|| part.name.clone())
        }
        PartKind::Person | PartKind::Name => part.name.clone(),
    };
    if part.kind == PartKind::Name {
        return view! { <li>{name}</li> }.into_any();
    }
    let key = match (part.kind, part.is_done) {
        (PartKind::Person, true) => "gate-person-answered",
        (PartKind::Person, false) => "gate-person-open",
        (_, true) => "gate-detail-done",
        (_, false) => "gate-detail-open",
    };
    let tone = if part.is_done { Tone::Positive } else { Tone::Info };
    let icon = if part.is_done { IconName::Check } else { IconName::Clock };
    let email = Some(part.email.clone()).filter(|email| !email.is_empty());
    let email = email.map(|email| view! { " "<span class="gate-email">{email}</span> });
    let remote = Some(part.word.clone()).filter(|word| !word.is_empty());
    view! { <li>{name}{email}" "<StatusBadge tone icon=icon text=words.text(key) remote/></li> }.into_any()
}
