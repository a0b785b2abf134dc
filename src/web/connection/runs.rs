//! The runs of the reconciler on the settings page: one line each.

use jiff::SignedDuration;
use leptos::prelude::*;

use crate::store::Reconciliation;
use crate::web::ui::{Cell, Column, EmptyState, RowHead, Section, SectionLayout, Table};
use crate::words::Words;

/// The latest runs, the newest first, and above them how far the desk is.
pub(super) fn runs(words: Words, runs: &[Reconciliation], progress: AnyView) -> AnyView {
    let body = if runs.is_empty() {
        let text = words.text("runs-none-text");
        view! { <EmptyState heading=words.text("runs-none")><p>{text}</p></EmptyState> }.into_any()
    } else {
        table(words, runs)
    };
    view! {
        <Section id="s-runs" heading=words.text("runs-heading") intro=words.text("runs-intro")
            layout=SectionLayout::Stacked>
            {progress}
            {body}
        </Section>
    }
    .into_any()
}

fn table(words: Words, runs: &[Reconciliation]) -> AnyView {
    let (scope, result) = (words.text("runs-scope"), words.text("runs-result"));
    let columns = vec![
        Column::new(words.text("runs-when")),
        Column::new(scope.clone()),
        Column::new(result.clone()),
    ];
    let rows = runs
        .iter()
        .map(|run| {
            let whole = words.text(if run.is_full { "runs-full" } else { "runs-changed" });
            let (datetime, when) = (run.at.to_string(), words.moment(run.at));
            let failure = run.failure.clone().map(|failure| {
                view! { <p>{words.text("runs-failed")}" "<span class="said">{failure}</span></p> }
            });
            let line = line(words, run);
            view! {
                <tr>
                    <RowHead><time datetime=datetime>{when}</time></RowHead>
                    <Cell label=scope.clone()>{whole}</Cell>
                    <Cell label=result.clone()><div><p>{line}</p>{failure}</div></Cell>
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption=words.text("runs-caption") caption_hidden=true columns>{rows}</Table> }.into_any()
}

/// "N compared, D differences, took T."
fn line(words: Words, run: &Reconciliation) -> String {
    let values = [
        ("compared", run.compared.into()),
        ("differences", run.differences.into()),
        ("took", took(words, run.took).into()),
    ];
    words.with("runs-line", values)
}

/// A length of time as people say it: tenths of a second below a minute, then minutes and seconds.
fn took(words: Words, took: SignedDuration) -> String {
    let (seconds, tenths) = (took.as_secs(), took.subsec_millis() / 100);
    if seconds < 60 {
        return words.with("runs-seconds", [("seconds", format!("{seconds}.{tenths}").into())]);
    }
    let values = [("minutes", (seconds / 60).into()), ("seconds", (seconds % 60).into())];
    words.with("runs-minutes", values)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    #[test]
    fn a_run_is_one_line() {
        let words = Words::choose(None, None, None);
        for (compared, differences, millis, expected) in [
            (0, 0, 40, "0 orders compared, no differences, took 0.0 s"),
            (1, 1, 1_250, "1 order compared, 1 difference, took 1.2 s"),
            (5000, 2, 125_000, "5000 orders compared, 2 differences, took 2 min 5 s"),
        ] {
            let run = Reconciliation {
                at: Timestamp::UNIX_EPOCH,
                took: SignedDuration::from_millis(millis),
                compared,
                differences,
                is_full: true,
                failure: None,
            };
            assert_eq!(line(words, &run), expected);
        }
    }
}
