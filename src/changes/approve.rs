//! The approval of revocations by a second person, where approvals are on: asked for, given or refused, and bound to exactly
//! the request that will be sent.

use super::Changes;
use crate::causes::causes;
use crate::domain::approval::{Approval, Given};
use crate::domain::change::{Change, ChangeKind, ChangeRequest};
use crate::domain::ids::ChangeId;
use crate::domain::operator::{Actor, Operator};
use crate::store::{Approving, Stepped, StoreError};

/// More than anybody reads on one page.
const WAITING: u64 = 200;

/// What became of asking for an approval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskingApproval {
    /// It is asked for.
    Asked,
    /// The change does not pass the checks.
    NotReady,
    /// Somebody wrote the change anew meanwhile.
    ChangedMeanwhile,
    /// Somebody asked before, perhaps by the click before this one.
    AlreadyAsked,
    /// The change has left.
    AlreadySent,
    /// There is no such change.
    Missing,
}

impl Changes {
    /// Whether a change of that kind is sent only with the approval of a second person.
    #[must_use]
    pub fn needs_approval(&self, kind: ChangeKind) -> bool {
        self.approval_lasts.is_some() && kind.is_revocation()
    }

    /// SHA-256, in hexadecimal, of the request: what an approval is bound to.
    #[must_use]
    pub fn request_sha256(&self, request: &ChangeRequest) -> String {
        self.digicert.prepare_change(request).sha256().to_owned()
    }

    /// Asks for the approval of a change as it is, where it is still that version and could be sent.
    ///
    /// # Errors
    /// The store failed.
    pub async fn ask_approval(
        &self,
        operator: &Operator,
        id: ChangeId,
        version: i64,
        remark: &str,
    ) -> Result<AskingApproval, StoreError> {
        let Some(change) = self.find(id).await? else {
            return Ok(AskingApproval::Missing);
        };
        let checked = self
            .check(change.subject, &change.form, change.base.as_ref(), false)
            .await?;
        let Some(request) = checked.request.filter(|_| self.needs_approval(change.form.kind())) else {
            return Ok(AskingApproval::NotReady);
        };
        let approval = Approval::asked(self.request_sha256(&request), operator, self.clock.now(), remark);
        Ok(match self.store.changes().ask_approval(id, version, &approval).await? {
            Stepped::Done(_) => AskingApproval::Asked,
            Stepped::Conflict(_) => AskingApproval::ChangedMeanwhile,
            Stepped::NotNow(change) if change.state.is_editable() => AskingApproval::AlreadyAsked,
            Stepped::NotNow(_) => AskingApproval::AlreadySent,
            Stepped::Missing => AskingApproval::Missing,
        })
    }

    /// Approves what was seen: `request_sha256` is the digest that stood on the page.
    ///
    /// # Errors
    /// The store failed.
    pub async fn approve(
        &self,
        operator: &Operator,
        id: ChangeId,
        version: i64,
        request_sha256: &str,
        remark: &str,
    ) -> Result<Approving<Change>, StoreError> {
        let lasts = self.approval_lasts.unwrap_or_default();
        let given = Given::new(operator, self.clock.now(), self.clock.in_seconds(lasts.as_secs()));
        let changes = self.store.changes();
        let approving = changes
            .approve(id, version, request_sha256, remark.trim(), operator, &given)
            .await?;
        if matches!(approving, Approving::Given(_)) {
            tracing::info!(change_id = id.0, operator_id = operator.id.0, "a change was approved");
        }
        Ok(approving)
    }

    /// Sends a change back to its owner, who reads the reason.
    ///
    /// # Errors
    /// The store failed.
    pub async fn reject(
        &self,
        operator: &Operator,
        id: ChangeId,
        version: i64,
        reason: &str,
    ) -> Result<Stepped<Change>, StoreError> {
        let (actor, now) = (Actor::from(operator), self.clock.now());
        self.store
            .changes()
            .reject(id, version, reason.trim(), &actor, now)
            .await
    }

    /// Takes back the wish for an approval, or the approval.
    ///
    /// # Errors
    /// The store failed.
    pub async fn withdraw(
        &self,
        operator: &Operator,
        id: ChangeId,
        version: i64,
    ) -> Result<Stepped<Change>, StoreError> {
        let (actor, now) = (Actor::from(operator), self.clock.now());
        self.store.changes().withdraw(id, version, &actor, now).await
    }

    /// The changes that wait for an approval, the longest waiting first.
    ///
    /// # Errors
    /// The store failed.
    pub async fn awaiting_approval(&self) -> Result<Vec<Change>, StoreError> {
        self.store.changes().awaiting_approval(WAITING).await
    }

    /// Takes back approvals that were not used in time; called every minute.
    pub(super) async fn lapse_approvals(&self) {
        match self.store.changes().lapse_approvals(self.clock.now()).await {
            Ok(lapsed) if lapsed.is_empty() => {}
            Ok(lapsed) => tracing::info!(count = lapsed.len(), "approvals of changes were not used in time"),
            Err(error) => tracing::error!(error = causes(&error), "approvals of changes could not be looked at"),
        }
    }
}
