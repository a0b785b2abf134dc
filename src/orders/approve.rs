//! Approving an order: asked for by its owner, given or refused by a second person, bound to exactly what will be sent.

use super::{Caller, Orders};
use crate::causes::causes;
use crate::domain::approval::{Approval, Given};
use crate::domain::ids::OrderId;
use crate::domain::operator::{Actor, Operator};
use crate::domain::order::{Order, OrderRequest};
use crate::domain::payment::Payment;
use crate::store::{Approving, Stepped, StoreError};

/// What became of asking for an approval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asking {
    /// It is asked for.
    Asked,
    /// The draft does not pass the checks, or is one that cannot wait.
    NotReady,
    /// Somebody changed the draft meanwhile.
    ChangedMeanwhile,
    /// Somebody asked before, perhaps by the click before this one.
    AlreadyAsked,
    /// The order has left.
    AlreadySent,
    /// There is no such order.
    Missing,
}

/// The canonical request: the bytes to be sent, without our reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Canonical {
    /// The bytes as text; JSON is UTF-8.
    pub bytes: String,
    /// The same JSON laid out for reading.
    pub pretty: String,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
}

impl Orders {
    /// Asks for the approval of an order as it is, where it is still that version and could be sent.
    ///
    /// # Errors
    /// The store failed.
    pub async fn ask_approval(
        &self,
        operator: &Operator,
        id: OrderId,
        version: i64,
        remark: &str,
        caller: Caller,
    ) -> Result<Asking, StoreError> {
        let Some(order) = self.find(id).await? else {
            return Ok(Asking::Missing);
        };
        let Some(request) = self.check(&order.form, Some(id), caller).await?.request else {
            return Ok(Asking::NotReady);
        };
        // Card details are not kept, so they could not be there when the approval comes.
        if matches!(request.payment, Payment::Card(_)) {
            return Ok(Asking::NotReady);
        }
        let approval = Approval::asked(self.canonical_sha256(&request), operator, self.clock.now(), remark);
        Ok(match self.store.orders().ask_approval(id, version, &approval).await? {
            Stepped::Done(_) => {
                tracing::info!(
                    order_id = id.0,
                    operator_id = operator.id.0,
                    "an approval was asked for"
                );
                Asking::Asked
            }
            Stepped::Conflict(_) => Asking::ChangedMeanwhile,
            Stepped::NotNow(order) if order.state.is_editable() => Asking::AlreadyAsked,
            Stepped::NotNow(_) => Asking::AlreadySent,
            Stepped::Missing => Asking::Missing,
        })
    }

    /// Approves what was seen: `request_sha256` is the digest that stood on the page.
    ///
    /// # Errors
    /// The store failed.
    pub async fn approve(
        &self,
        operator: &Operator,
        id: OrderId,
        version: i64,
        request_sha256: &str,
        remark: &str,
    ) -> Result<Approving<Order>, StoreError> {
        let until = self.clock.in_seconds(self.policy.approval_lasts.as_secs());
        let given = Given::new(operator, self.clock.now(), until);
        let approving = self
            .store
            .orders()
            .approve(id, version, request_sha256, remark.trim(), operator, &given)
            .await?;
        if matches!(approving, Approving::Given(_)) {
            tracing::info!(order_id = id.0, operator_id = operator.id.0, "an order was approved");
        }
        Ok(approving)
    }

    /// Sends an order back to its owner, who reads the reason.
    ///
    /// # Errors
    /// The store failed.
    pub async fn reject(
        &self,
        operator: &Operator,
        id: OrderId,
        version: i64,
        reason: &str,
    ) -> Result<Stepped<Order>, StoreError> {
        let (actor, now) = (Actor::from(operator), self.clock.now());
        self.store
            .orders()
            .reject(id, version, reason.trim(), &actor, now)
            .await
    }

    /// Takes back the wish for an approval, or the approval.
    ///
    /// # Errors
    /// The store failed.
    pub async fn withdraw(&self, operator: &Operator, id: OrderId, version: i64) -> Result<Stepped<Order>, StoreError> {
        let (actor, now) = (Actor::from(operator), self.clock.now());
        self.store.orders().withdraw(id, version, &actor, now).await
    }

    /// The orders that wait for an approval, the longest waiting first.
    ///
    /// # Errors
    /// The store failed.
    pub async fn awaiting_approval(&self) -> Result<Vec<Order>, StoreError> {
        /// More than anybody reads on one page.
        const MOST: u64 = 200;
        self.store.orders().awaiting_approval(MOST).await
    }

    /// Takes back approvals that were not used in time; called every minute.
    pub async fn lapse_approvals(&self) {
        match self.store.orders().lapse_approvals(self.clock.now()).await {
            Ok(lapsed) if lapsed.is_empty() => {}
            Ok(lapsed) => tracing::info!(count = lapsed.len(), "approvals were not used in time"),
            Err(error) => tracing::error!(error = causes(&error), "approvals could not be looked at"),
        }
    }

    /// SHA-256, in hexadecimal, of the canonical request: what an approval is bound to.
    #[must_use]
    pub fn canonical_sha256(&self, request: &OrderRequest) -> String {
        self.digicert.canonical(request).sha256().to_owned()
    }

    /// What an approval is bound to, to be shown to whoever gives it.
    #[must_use]
    pub fn canonical(&self, request: &OrderRequest) -> Canonical {
        let body = self.digicert.canonical(request);
        Canonical {
            bytes: String::from_utf8_lossy(body.bytes()).into_owned(),
            pretty: body.pretty().to_owned(),
            sha256: body.sha256().to_owned(),
        }
    }
}
