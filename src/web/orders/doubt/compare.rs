//! The orders found at DigiCert beside what was sent, point by point: one column each, so that a person can choose.

use leptos::prelude::*;

use super::Doubted;
use crate::domain::operator::Act;
use crate::domain::order::search::{Agreement, Candidate, Comparison, Timing};
use crate::domain::order::{Attempt, Order, OrganizationTyped, RemoteStatus, Search};
use crate::web::orders::status::{badge, remote_badge};
use crate::web::ui::{Button, ButtonKind, Cell, Column, RowHead, Section, SectionLayout, StatusBadge, Table, Tone};
use crate::words::Words;

/// The comparison and the decisions; nothing where there is nothing to choose.
pub(super) fn section(doubted: &Doubted<'_>, search: &Search) -> AnyView {
    let (words, order) = (doubted.words, doubted.order);
    let Some(attempt) = order.attempt.as_ref().filter(|_| !search.candidates.is_empty()) else {
        return ().into_any();
    };
    let may_settle = doubted.operator.may(Act::Settle);
    let table = Comparing {
        words,
        order,
        attempt,
        candidates: &search.candidates,
        may_settle,
    };
    let table = table.view();
    let dismissing = may_settle.then(|| dismissing(words, order, &search.candidates));
    view! {
        <Section id="s-compare" heading=words.text("compare-heading") intro=words.text("compare-intro")
            layout=SectionLayout::Stacked>
            {table}
            {dismissing}
        </Section>
    }
    .into_any()
}

/// The button that says that none is it. It names those that were seen.
fn dismissing(words: Words, order: &Order, candidates: &[Candidate]) -> AnyView {
    let shown = candidates.iter().map(|candidate| candidate.id.to_string());
    let shown = shown.collect::<Vec<_>>().join(" ");
    view! {
        <form method="post" action="/actions/dismiss-candidates">
            <input type="hidden" name="order" value=order.id.to_string()/>
            <input type="hidden" name="shown" value=shown/>
            <p>{words.text("compare-none-text")}</p>
            <Button kind=ButtonKind::Secondary>{words.text("compare-none")}</Button>
        </form>
    }
    .into_any()
}

struct Comparing<'a> {
    words: Words,
    order: &'a Order,
    attempt: &'a Attempt,
    candidates: &'a [Candidate],
    may_settle: bool,
}

/// What a candidate says on some point, and how that compares.
type Said = (String, Option<AnyView>);

impl Comparing<'_> {
    fn view(&self) -> AnyView {
        let words = self.words;
        let columns = std::iter::once(Column::new(words.text("compare-point")))
            .chain(self.labels().into_iter().map(Column::new))
            .collect();
        let rows = [
            self.row(
                words.text("compare-reference"),
                self.attempt.reference.to_string(),
                Self::reference,
            ),
            self.row(words.text("compare-key"), self.key_sent(), Self::key),
            self.row(
                words.text("compare-placed"),
                words.moment(self.attempt.at),
                Self::placed,
            ),
            self.row(
                words.text("field-common-name"),
                or_dash(self.attempt.common_name.as_deref()),
                Self::common_name,
            ),
            self.row(
                words.text("check-organization"),
                or_dash(self.organization().as_deref()),
                Self::organization_there,
            ),
            self.statuses(),
            self.decisions(),
        ];
        view! { <Table caption=words.text("compare-caption") columns=columns>{rows.into_iter().collect_view()}</Table> }
            .into_any()
    }

    /// The heads of the columns but the first: what was sent, and each order at DigiCert by its number.
    fn labels(&self) -> Vec<String> {
        let theirs = self.candidates.iter().map(|candidate| self.label(candidate));
        std::iter::once(self.words.text("compare-ours")).chain(theirs).collect()
    }

    fn label(&self, candidate: &Candidate) -> String {
        let id = candidate.id.to_string();
        self.words.with("compare-theirs", [("id", id.into())])
    }

    fn row(&self, head: String, ours: String, said: impl Fn(&Self, &Candidate, Comparison) -> Said) -> AnyView {
        let organization = self.organization();
        let theirs = self.candidates.iter().map(|candidate| {
            let compared = candidate.comparison(self.attempt, organization.as_deref());
            let (value, verdict) = said(self, candidate, compared);
            let verdict = verdict.map(|verdict| view! { " "{verdict} });
            view! { <Cell label=self.label(candidate)><div><span class="fingerprint">{value}</span>{verdict}</div></Cell> }
                .into_any()
        });
        let (theirs, label) = (theirs.collect_view(), self.words.text("compare-ours"));
        view! {
            <tr>
                <RowHead>{head}</RowHead>
                <Cell label=label><div class="fingerprint">{ours}</div></Cell>
                {theirs}
            </tr>
        }
        .into_any()
    }

    fn reference(&self, candidate: &Candidate, compared: Comparison) -> Said {
        (
            or_dash(candidate.reference.as_deref()),
            self.verdict(compared.reference),
        )
    }

    fn key(&self, candidate: &Candidate, compared: Comparison) -> Said {
        (or_dash(candidate.spki_sha256.as_deref()), self.verdict(compared.key))
    }

    fn placed(&self, candidate: &Candidate, compared: Comparison) -> Said {
        let tone = match compared.placed {
            Timing::Fits => Tone::Positive,
            Timing::Before | Timing::Later => Tone::Warning,
            Timing::Unknown => Tone::Neutral,
        };
        let text = self.words.text(&format!("compare-time-{}", compared.placed.word()));
        let at = candidate.created_at.map(|at| self.words.moment(at));
        let verdict = view! { <StatusBadge tone text/> };
        (or_dash(at.as_deref()), Some(verdict.into_any()))
    }

    fn common_name(&self, candidate: &Candidate, compared: Comparison) -> Said {
        (
            or_dash(candidate.common_name.as_deref()),
            self.verdict(compared.common_name),
        )
    }

    fn organization_there(&self, candidate: &Candidate, compared: Comparison) -> Said {
        (
            or_dash(candidate.organization.as_deref()),
            self.verdict(compared.organization),
        )
    }

    fn verdict(&self, agreement: Agreement) -> Option<AnyView> {
        let tone = match agreement {
            Agreement::Same => Tone::Positive,
            Agreement::Other => Tone::Warning,
            Agreement::Unknown => Tone::Neutral,
        };
        let text = self.words.text(&format!("compare-{}", agreement.word()));
        Some(view! { <StatusBadge tone text/> }.into_any())
    }

    fn key_sent(&self) -> String {
        or_dash(self.attempt.spki_sha256.as_deref())
    }

    /// The name of the organization the order is for, as far as the desk knows it.
    fn organization(&self) -> Option<String> {
        let typed = match self.order.form.organization_typed() {
            OrganizationTyped::New(name) => Some(name.to_owned()),
            OrganizationTyped::Existing(_) => None,
        };
        self.order.organization_name.clone().or(typed)
    }

    fn statuses(&self) -> AnyView {
        let theirs = self.candidates.iter().map(|candidate| {
            let status = candidate.status.as_deref().map(RemoteStatus::of_word);
            let status = status.map_or_else(|| "–".into_any(), |status| remote_badge(self.words, &status));
            view! { <Cell label=self.label(candidate)><div>{status}</div></Cell> }.into_any()
        });
        let theirs = theirs.collect_view();
        let (words, ours) = (self.words, badge(self.words, self.order.state, None));
        view! {
            <tr>
                <RowHead>{words.text("compare-status")}</RowHead>
                <Cell label=words.text("compare-ours")><div>{ours}</div></Cell>
                {theirs}
            </tr>
        }
        .into_any()
    }

    /// The last row: what can be said of each.
    fn decisions(&self) -> AnyView {
        let theirs = self.candidates.iter().map(|candidate| {
            let decision = self.decision(candidate);
            view! { <Cell label=self.label(candidate)><div>{decision}</div></Cell> }.into_any()
        });
        let (words, theirs) = (self.words, theirs.collect_view());
        view! {
            <tr>
                <RowHead>{words.text("compare-decision")}</RowHead>
                <Cell label=words.text("compare-ours")>"–"</Cell>
                {theirs}
            </tr>
        }
        .into_any()
    }

    fn decision(&self, candidate: &Candidate) -> AnyView {
        let words = self.words;
        if let Some(other) = candidate.linked_to {
            let text = words.with("compare-linked-to", [("order", other.to_string().into())]);
            return view! { <a href=format!("/orders/{other}")>{text}</a> }.into_any();
        }
        if !self.may_settle {
            return words.text("compare-open").into_any();
        }
        let id = candidate.id.to_string();
        let hidden = words.with("compare-this-one-which", [("id", id.as_str().into())]);
        view! {
            <form method="post" action="/actions/link-order">
                <input type="hidden" name="order" value=self.order.id.to_string()/>
                <input type="hidden" name="remote" value=id/>
                <Button compact=true>
                    {words.text("compare-this-one")}
                    <span class="visually-hidden">" "{hidden}</span>
                </Button>
            </form>
        }
        .into_any()
    }
}

fn or_dash(value: Option<&str>) -> String {
    crate::web::ui::or_dash(value.unwrap_or_default())
}
