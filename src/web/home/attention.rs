//! What needs somebody: how many, since when, and where to go on.

use jiff::Timestamp;

use crate::domain::change::ChangeState;
use crate::store::{AttentionFigure, AttentionKind, DomainQuery, ListPage, OrganizationQuery, StandingFilter, Total};
use crate::web::context;
use crate::web::failure::Failure;
use crate::web::listing::SOON;
use crate::web::orders::age;
use crate::web::ui::Tone;
use crate::words::Words;

/// One line of the first page.
pub(super) struct Attention {
    pub(super) tone: Tone,
    pub(super) count: u64,
    pub(super) what: String,
    /// How long the oldest has been so, or when the first ends.
    pub(super) since: String,
    pub(super) href: String,
}

/// Everything that needs somebody, the most pressing first.
pub(super) async fn attention(words: Words) -> Result<Vec<Attention>, Failure> {
    let state = context::state();
    let now = state.clock().now();
    let (orders, history) = (state.orders(), state.orders().store().history());
    let mut all = Vec::new();
    for (state, tone, key) in [
        (ChangeState::InDoubt, Tone::Danger, "home-changes-in-doubt"),
        (
            ChangeState::AwaitingApproval,
            Tone::Warning,
            "home-changes-awaiting-approval",
        ),
        (ChangeState::Approved, Tone::Warning, "home-changes-approved"),
    ] {
        if let Some((count, oldest)) = history.changes_in(state).await? {
            all.push(Attention {
                tone,
                count,
                what: counted(words, key, count),
                since: waiting(words, oldest, now),
                href: format!("/changes?state={}", state.word()),
            });
        }
    }
    let figures = history.attention(now, orders.policy().lead_days).await?;
    all.extend(figures.into_iter().map(|figure| of_orders(words, figure, now)));
    all.extend(validations(words, now).await?);
    Ok(all)
}

fn of_orders(words: Words, figure: AttentionFigure, now: Timestamp) -> Attention {
    let since = match figure.kind {
        AttentionKind::Ending => {
            let day = figure.oldest.strftime("%Y-%m-%d").to_string();
            words.with("home-first-ends", [("day", day.into())])
        }
        _ => waiting(words, figure.oldest, now),
    };
    Attention {
        tone: tone(figure.kind),
        count: figure.count,
        what: counted(words, &format!("home-{}", figure.kind.word()), figure.count),
        since,
        href: format!("/orders?attention={}", figure.kind.word()),
    }
}

fn tone(kind: AttentionKind) -> Tone {
    match kind {
        AttentionKind::InDoubt | AttentionKind::CertificateHeld | AttentionKind::Refused | AttentionKind::Vanished => {
            Tone::Danger
        }
        AttentionKind::AwaitingApproval
        | AttentionKind::Approved
        | AttentionKind::NeedsCsr
        | AttentionKind::NeedsApproval
        | AttentionKind::Ending => Tone::Warning,
        AttentionKind::PendingLong => Tone::Info,
    }
}

/// What so many are, to be read after their number.
fn counted(words: Words, key: &str, count: u64) -> String {
    words.with(key, [("count", count.into())])
}

fn waiting(words: Words, since: Timestamp, now: Timestamp) -> String {
    words.with(
        "home-oldest",
        [
            ("age", age(words, since, now).into()),
            ("when", words.moment(since).into()),
        ],
    )
}

/// Organizations and domains whose validation ends soon: an order for one of them would wait.
async fn validations(words: Words, now: Timestamp) -> Result<Vec<Attention>, Failure> {
    let directory = context::state().mirror().store().directory();
    let ending = Some(StandingFilter::EndsWithin(SOON));
    let query = OrganizationQuery {
        standing: ending,
        is_active: Some(true),
        ..OrganizationQuery::default()
    };
    let organizations = total(&directory.organizations(&query, now, None, 1).await?);
    let query = DomainQuery {
        standing: ending,
        is_active: Some(true),
        ..DomainQuery::default()
    };
    let domains = total(&directory.domains(&query, now, None, 1).await?);
    let lines = [
        (
            "home-organizations-ending",
            "/organizations?standing=ending&active=yes",
            organizations,
        ),
        ("home-domains-ending", "/domains?standing=ending&active=yes", domains),
    ];
    let lines = lines.into_iter().filter(|(_, _, count)| *count > 0);
    Ok(lines
        .map(|(key, href, count)| Attention {
            tone: Tone::Warning,
            count,
            what: counted(words, key, count),
            since: words.with("home-within", [("days", SOON.into())]),
            href: href.to_owned(),
        })
        .collect())
}

fn total<R>(page: &ListPage<R>) -> u64 {
    let (Total::Exactly(count) | Total::MoreThan(count)) = page.total;
    count
}
