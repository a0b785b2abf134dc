//! What an order still needs: each section of its form with where it stands, and the way to sending it.

use leptos::prelude::*;

use crate::domain::findings::Findings;
use crate::domain::operator::{Act, Operator};
use crate::domain::order::check::Checked;
use crate::domain::order::{Order, Progress, Section as Part, State};
use crate::web::context;
use crate::web::ui::{IconName, Section, SectionLayout, StatusBadge, Task, TaskList, Tone};
use crate::words::Words;

/// The list of everything to do before an order is sent. `refused` is what DigiCert did not like when it was sent last;
/// it does not keep the order from being sent again.
pub(super) fn tasks(
    words: Words,
    operator: &Operator,
    order: &Order,
    checked: &Checked,
    refused: &Findings,
) -> AnyView {
    let mut findings = checked.findings.clone();
    findings.append(refused.clone());
    let may_change = operator.may(Act::Draft);
    let progress = Part::ALL.map(|part| (part, part.progress(&order.form, &findings)));
    let rows = progress.map(|(part, progress)| {
        let href = may_change.then(|| format!("/orders/{}/edit/{}", order.id, part.word()));
        let title = words.text(&format!("section-{}", part.word()));
        view! { <Task id=part.word() title href status=standing(words, progress)/> }.into_any()
    });
    let open = progress.iter().filter(|(_, progress)| !is_done(*progress)).count();
    let intro = words.with("tasks-intro", [("open", open.into())]);
    let sending = sending(words, order, checked, may_change);
    view! {
        <Section id="s-tasks" heading=words.text("tasks-heading") intro layout=SectionLayout::Stacked>
            <TaskList>
                {rows}
                {sending}
            </TaskList>
        </Section>
    }
    .into_any()
}

/// The last row: it cannot be done before the others are.
fn sending(words: Words, order: &Order, checked: &Checked, may_change: bool) -> AnyView {
    let is_ready = checked.request.is_some();
    let href = (is_ready && may_change).then(|| format!("/orders/{}/check", order.id));
    let status = match order.state {
        _ if !is_ready => plain(words, "blocked"),
        State::AwaitingApproval => badge(words, Tone::Warning, IconName::Person, "awaiting-approval"),
        State::Approved => badge(words, Tone::Positive, IconName::Check, "approved"),
        _ => badge(words, Tone::Info, IconName::Arrow, "ready"),
    };
    let has_to_ask =
        matches!(order.state, State::Draft | State::Refused) && context::state().orders().switches().needs_approval();
    let title = words.text(if has_to_ask { "task-ask" } else { "task-send" });
    view! { <Task id="send" title href status/> }.into_any()
}

fn is_done(progress: Progress) -> bool {
    matches!(progress, Progress::Complete | Progress::Optional)
}

/// A word for where a section stands. Only what cannot be sent is red, and never what is merely empty.
fn standing(words: Words, progress: Progress) -> AnyView {
    match progress {
        Progress::NotStarted | Progress::Optional => plain(words, progress.word()),
        Progress::Started => badge(words, Tone::Neutral, IconName::Clock, progress.word()),
        Progress::Wrong => badge(words, Tone::Danger, IconName::Error, progress.word()),
        Progress::Complete => badge(words, Tone::Positive, IconName::Check, progress.word()),
    }
}

fn badge(words: Words, tone: Tone, icon: IconName, word: &str) -> AnyView {
    let text = words.text(&format!("progress-{word}"));
    view! { <StatusBadge tone icon=icon text/> }.into_any()
}

fn plain(words: Words, word: &str) -> AnyView {
    words.text(&format!("progress-{word}")).into_any()
}
