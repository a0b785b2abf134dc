//! What can be done to change organizations, contacts, domains and placed orders at DigiCert, one verb per file: start,
//! write, compare, approve, submit, read back, settle.
//!
//! The promise is that of orders: a change is written down before it is sent, is sent once, and where its answer was lost
//! it is in doubt until DigiCert's own records tell what became of it. Before it is sent the subject is read again: what
//! somebody changed elsewhere meanwhile is shown, not overwritten.

mod appoint;
mod approve;
mod compare;
mod draft;
mod known;
mod read;
mod read_back;
mod start;
mod submit;

use jiff::SignedDuration;
use tokio_util::task::TaskTracker;

use crate::causes::causes;
use crate::clock::Clock;
use crate::digicert::DigiCert;
use crate::domain::change::check::{Checked, Circumstances, Lookalike};
use crate::domain::change::form::CsrTyped;
use crate::domain::change::{Change, ChangeEvent, ChangeForm, ChangeState, Snapshot, Subject};
use crate::domain::directory::OrganizationDetails;
use crate::domain::directory::details::tidied;
use crate::domain::ids::{ChangeId, OrderId};
use crate::mirror::Mirror;
use crate::random;
use crate::store::{ChangeExchange, Store, StoreError};

pub use approve::AskingApproval;
pub use compare::Comparison;
pub use draft::{Rebasing, Saving};
pub use known::{Namesake, NumberFault};
pub use read_back::{ReadBack, Settled, Settling};
pub use start::Starting;
pub use submit::Submitting;

/// Changes of what DigiCert has stored.
#[derive(Clone)]
pub struct Changes {
    store: Store,
    digicert: DigiCert,
    mirror: Mirror,
    clock: Clock,
    /// Names this process on the leases of what it is sending.
    holder: String,
    lease_seconds: i64,
    /// For how long an approval may be used; none where no change needs one.
    approval_lasts: Option<SignedDuration>,
    tasks: TaskTracker,
}

impl Changes {
    /// Changes kept in `store` and sent through `digicert`. A lease lasts `lease_seconds`, longer than any attempt.
    #[must_use]
    pub fn new(store: Store, digicert: DigiCert, mirror: Mirror, clock: Clock, lease_seconds: i64) -> Self {
        Self {
            store,
            digicert,
            mirror,
            clock,
            holder: random::word(20),
            lease_seconds,
            approval_lasts: None,
            tasks: TaskTracker::new(),
        }
    }

    /// The same where revocations need the approval of a second person, which may be used for so long.
    #[must_use]
    pub fn with_approval(self, lasts: SignedDuration) -> Self {
        Self {
            approval_lasts: Some(lasts),
            ..self
        }
    }

    /// A change by its id.
    ///
    /// # Errors
    /// The store failed.
    pub async fn find(&self, id: ChangeId) -> Result<Option<Change>, StoreError> {
        self.store.changes().find(id).await
    }

    /// The journal of a change, newest first.
    ///
    /// # Errors
    /// The store failed.
    pub async fn events(&self, id: ChangeId) -> Result<Vec<ChangeEvent>, StoreError> {
        self.store.changes().events(id).await
    }

    /// The changes of a subject, newest first.
    ///
    /// # Errors
    /// The store failed.
    pub async fn of_subject(&self, subject: Subject, limit: u64) -> Result<Vec<Change>, StoreError> {
        self.store.changes().of_subject(subject, limit).await
    }

    /// The changes somebody still has to do something about, or those in one state, newest first.
    ///
    /// # Errors
    /// The store failed.
    pub async fn open(&self, state: Option<ChangeState>, limit: u64) -> Result<Vec<Change>, StoreError> {
        self.store.changes().open(state, limit).await
    }

    /// The changes of a subject that somebody still has to do something about, newest first.
    ///
    /// # Errors
    /// The store failed.
    pub async fn open_of(&self, subject: Subject) -> Result<Vec<Change>, StoreError> {
        self.store.changes().open_of(subject).await
    }

    /// Requests and answers about a change as they went over the wire, the newest first.
    ///
    /// # Errors
    /// The store failed.
    pub async fn exchanges(&self, id: ChangeId) -> Result<Vec<ChangeExchange>, StoreError> {
        self.store.changes().exchanges(id).await
    }

    /// Applies every rule to a change, as of now.
    ///
    /// # Errors
    /// The store failed.
    pub async fn check(
        &self,
        subject: Subject,
        form: &ChangeForm,
        base: Option<&Snapshot>,
        is_service_user: bool,
    ) -> Result<Checked, StoreError> {
        let lookalikes = self.lookalikes(form).await?;
        let key_used_by = self.key_used_by(subject, form).await?;
        Ok(form.check(&Circumstances {
            subject,
            base,
            lookalikes: &lookalikes,
            is_service_user,
            key_used_by,
            now: self.clock.now(),
        }))
    }

    /// Another order whose certificate has, or may have, the key of the CSR in a form.
    async fn key_used_by(&self, subject: Subject, form: &ChangeForm) -> Result<Option<OrderId>, StoreError> {
        let (Subject::Order(id), Some(key)) = (subject, form.csr().and_then(CsrTyped::key)) else {
            return Ok(None);
        };
        let orders = self.store.orders();
        let own = orders.find_by_remote_id(id).await?.map(|order| order.id);
        orders.with_key(&key, own).await
    }

    /// The organizations of the account that look like the one to be created.
    ///
    /// # Errors
    /// The store failed.
    pub async fn lookalikes(&self, form: &ChangeForm) -> Result<Vec<Lookalike>, StoreError> {
        match form {
            ChangeForm::CreateOrganization(form) => self.lookalikes_of(&form.details).await,
            _ => Ok(Vec::new()),
        }
    }

    /// The organizations of the account that look like the one described.
    ///
    /// # Errors
    /// The store failed.
    pub async fn lookalikes_of(&self, details: &OrganizationDetails) -> Result<Vec<Lookalike>, StoreError> {
        let details = tidied(details);
        let found = self.store.directory().lookalikes(&details, None).await?;
        let lookalikes = found.into_iter().filter_map(|it| Lookalike::of(&details, it));
        Ok(lookalikes.collect())
    }

    /// The request exactly as it would go over the wire now: method, path, and body laid out for reading.
    #[must_use]
    pub fn preview(&self, request: &crate::domain::change::ChangeRequest) -> String {
        let body = self.digicert.prepare_change(request);
        format!("{} /{}\n{}", body.method(), body.path().join("/"), body.kept())
    }

    /// Turns what an earlier run of the desk left `sending` into `in doubt`.
    ///
    /// # Errors
    /// The store failed.
    pub async fn take_over(&self, is_only_process: bool) -> Result<usize, StoreError> {
        let (changes, now) = (self.store.changes(), self.clock.now());
        let released = if is_only_process {
            changes.release_all_of_other_holders(&self.holder, now).await?
        } else {
            changes.release_lapsed(now).await?
        };
        Ok(released.len())
    }

    /// Every minute: puts changes whose sender is gone in doubt, takes back approvals that were not used, and reads back
    /// what is in doubt.
    pub async fn keep_settled(&self) {
        match self.store.changes().release_lapsed(self.clock.now()).await {
            Ok(released) if released.is_empty() => {}
            Ok(released) => tracing::error!(count = released.len(), "changes whose sender is gone are now in doubt"),
            Err(error) => tracing::error!(error = causes(&error), "leases of changes could not be looked at"),
        }
        self.lapse_approvals().await;
        if let Err(error) = self.read_back_all().await {
            tracing::error!(error = causes(&error), "changes in doubt could not be read back");
        }
    }

    /// Waits for requests that are on their way, so that their answers are recorded before the desk stops.
    pub async fn finish(&self) {
        self.tasks.close();
        self.tasks.wait().await;
    }
}
