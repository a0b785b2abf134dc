//! What of the history needs somebody: nothing here ends by itself.

use jiff::{SignedDuration, Timestamp, ToSpan};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, IdenStatic};

use crate::domain::operator::local;
use crate::domain::order::{RemoteStatus, State};
use crate::store::encoding::millis;
use crate::store::entity::history::Column;

/// An order that DigiCert has for longer than this without an end in sight is looked at. It says "around five working
/// days".
const LONG: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Why an order needs somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AttentionKind {
    /// It may or may not exist at DigiCert.
    InDoubt,
    /// The certificate that came is not what was ordered.
    CertificateHeld,
    /// A second person is to approve it.
    AwaitingApproval,
    /// It is approved and was not sent yet.
    Approved,
    /// DigiCert refused it.
    Refused,
    /// Somebody here is to hand in its CSR.
    NeedsCsr,
    /// Somebody is to approve it in CertCentral.
    NeedsApproval,
    /// DigiCert has it for longer than usual.
    PendingLong,
    /// Its certificate ends within the lead time, and no order renews it.
    Ending,
    /// DigiCert does not know it any more.
    Vanished,
}

/// The orders that need somebody for one reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attention {
    /// Why.
    pub kind: AttentionKind,
    /// As of when.
    pub now: Timestamp,
    /// Within how many days a certificate must end to be renewed now.
    pub lead_days: u16,
}

impl AttentionKind {
    /// All of them, the most pressing first.
    pub const ALL: [Self; 10] = [
        Self::InDoubt,
        Self::CertificateHeld,
        Self::AwaitingApproval,
        Self::Approved,
        Self::Refused,
        Self::NeedsCsr,
        Self::NeedsApproval,
        Self::PendingLong,
        Self::Ending,
        Self::Vanished,
    ];

    /// The word in addresses and message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::InDoubt => "in-doubt",
            Self::CertificateHeld => "certificate-held",
            Self::AwaitingApproval => "awaiting-approval",
            Self::Approved => "approved",
            Self::Refused => "refused",
            Self::NeedsCsr => "needs-csr",
            Self::NeedsApproval => "needs-approval",
            Self::PendingLong => "pending-long",
            Self::Ending => "ending",
            Self::Vanished => "vanished",
        }
    }

    /// The kind of that word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Since when an order has been waiting for this; where nothing tells, since it last changed.
    pub(super) fn since(self) -> Expr {
        match self {
            Self::CertificateHeld => held_since(),
            Self::PendingLong => pending_since(),
            Self::Ending => Expr::col(Column::LiveUntil.as_column_ref()),
            Self::Vanished => Expr::col(Column::VanishedAt.as_column_ref()),
            _ => Expr::col(Column::UpdatedAt.as_column_ref()),
        }
    }
}

impl Attention {
    pub(super) fn condition(self) -> Condition {
        let all = Condition::all();
        let in_state = |state: State| Condition::all().add(Column::State.eq(state.word()));
        let of_status = |status: RemoteStatus| Condition::all().add(Column::Standing.eq(status.word()));
        match self.kind {
            AttentionKind::InDoubt => in_state(State::InDoubt),
            AttentionKind::AwaitingApproval => in_state(State::AwaitingApproval),
            AttentionKind::Approved => in_state(State::Approved),
            AttentionKind::Refused => in_state(State::Refused),
            // In the words of the index that has only those.
            AttentionKind::CertificateHeld => all.add(Expr::cust("\"history\".\"is_held\" = TRUE")),
            AttentionKind::NeedsCsr => all.add(Expr::cust("\"history\".\"wants_csr\" = TRUE")),
            AttentionKind::NeedsApproval => of_status(RemoteStatus::NeedsApproval),
            AttentionKind::PendingLong => {
                let pending = [
                    RemoteStatus::Pending,
                    RemoteStatus::Processing,
                    RemoteStatus::ReissuePending,
                ];
                let words = pending.iter().map(RemoteStatus::word).chain([State::Placed.word()]);
                let before = self.now.saturating_sub(LONG).unwrap_or(Timestamp::MIN);
                all.add(Column::Standing.is_in(words))
                    .add(pending_since().gt(0))
                    .add(pending_since().lt(millis(before)))
            }
            AttentionKind::Ending => {
                let today = local(self.now).date();
                let last = today.saturating_add(i32::from(self.lead_days).days());
                all.add(in_use())
                    .add(Column::LiveUntil.between(today.to_string(), last.to_string()))
                    .add(Expr::not_exists(renewals()))
            }
            // Bounded on both sides: a database that never looked at its tables then takes it for few.
            AttentionKind::Vanished => all
                .add(Expr::cust("\"history\".\"vanished_at\" > 0"))
                .add(Column::VanishedAt.lt(i64::MAX)),
        }
    }
}

/// Since when its certificate is held for what it is held for now: the journal tells it once, however often it is fetched.
fn held_since() -> Expr {
    Expr::cust(
        "(SELECT MAX(\"held\".\"at\") FROM \"order_events\" AS \"held\" \
         WHERE \"held\".\"order_id\" = \"history\".\"id\" AND \"held\".\"event\" LIKE '%\"certificate_held\"%')",
    )
}

/// Since when DigiCert has been at it: since the order was placed, or, of a reissue, since it last changed.
fn pending_since() -> Expr {
    let reissue = RemoteStatus::ReissuePending;
    Expr::cust(format!(
        "CASE WHEN \"history\".\"standing\" = '{}' THEN \"history\".\"updated_at\" ELSE \"history\".\"placed_at\" END",
        reissue.word()
    ))
}

/// Those with a certificate in use. In the words of the index that has only those: a value that is handed over apart
/// would not show the database that the index serves.
pub(super) fn in_use() -> Expr {
    Expr::cust("\"history\".\"live_until\" <> ''")
}

/// The orders that are to renew the one of the row, unless nothing comes of them.
fn renewals() -> SelectStatement {
    let column = |name: Column| Expr::col(("renewal", name.as_str()));
    let ours = [State::Draft, State::Refused, State::Released].map(State::word);
    let lost = RemoteStatus::LOST.iter().map(RemoteStatus::word).chain(ours);
    Query::select()
        .expr(Expr::val(1))
        .from_as("history", "renewal")
        .and_where(Expr::cust("\"renewal\".\"renews\" > 0"))
        .and_where(column(Column::Renews).equals(Column::RemoteId.as_column_ref()))
        .and_where(column(Column::Standing).is_not_in(lost))
        .to_owned()
}
