//! What DigiCert says of placed orders, and the names of organizations that are learnt on the way.

use jiff::Timestamp;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::record::Recorded;
use super::row::listed;
use super::transition::{locked, reread, write};
use super::{Orders, journal};
use crate::domain::ids::{CertificateId, OrderId};
use crate::domain::operator::Actor;
use crate::domain::order::{EventKind, OrderRecord, Price, RemoteStatus};
use crate::store::encoding::{millis, storable};
use crate::store::entity::orders;
use crate::store::history;
use crate::store::transaction::WriteTransaction;
use crate::store::{Store, StoreError};

/// An organization may have very many orders: their names are written in so many at a time.
const NAMED_AT_ONCE: usize = 1_000;

/// What was read of a placed order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusReading {
    /// Its status.
    pub status: RemoteStatus,
    /// Its certificate; what is known stays known where this says nothing.
    pub certificate_id: Option<CertificateId>,
    /// Its organization's name; what is known stays known where this says nothing.
    pub organization_name: Option<String>,
    /// What it costs; what is known stays known where this says nothing.
    pub price: Option<Price>,
    /// The reference it carries; what is known stays known where this says nothing.
    pub reference: Option<String>,
    /// When it was read.
    pub at: Timestamp,
}

impl StatusReading {
    /// What an order that was read in full at that moment says of it; none where it names no status.
    fn of(record: &OrderRecord, at: Timestamp) -> Option<Self> {
        Some(Self {
            status: record.status.clone()?,
            certificate_id: record.certificate.id,
            organization_name: Some(record.organization_name.clone()).filter(|name| !name.is_empty()),
            price: record.price.clone(),
            reference: record.reference.clone(),
            at,
        })
    }
}

impl Store {
    /// Keeps an order that was asked for in full at that moment, and then its status, where it names one: two
    /// transactions, for each is true without the other.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn keep_order(
        &self,
        id: OrderId,
        record: &OrderRecord,
        at: Timestamp,
        actor: Option<&Actor>,
    ) -> Result<(), StoreError> {
        self.order_records().keep(id, record, at).await?;
        if let Some(reading) = StatusReading::of(record, at) {
            self.orders().record_status(id, &reading, actor).await?;
        }
        Ok(())
    }
}

impl Orders {
    /// Remembers what DigiCert says of a placed order. Its journal grows only when the status changed; another
    /// certificate is a change too, for a reissue may begin and end between two readings. The version stays, since
    /// nothing of ours changed. A reading older than the last one is ignored.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn record_status(
        &self,
        id: OrderId,
        reading: &StatusReading,
        actor: Option<&Actor>,
    ) -> Result<Recorded, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let Some(order) = locked(&tx, id).await? else {
            return Ok(Recorded::Missing);
        };
        let Some(remote) = order.remote.as_ref() else {
            return Ok(Recorded::Ignored(order));
        };
        if remote
            .status_read_at
            .is_some_and(|last| millis(reading.at) < millis(last))
        {
            return Ok(Recorded::Ignored(order));
        }
        let known = remote.status.as_ref().map(|status| status.word().to_owned());
        let word = storable(reading.status.word());
        let mut columns = orders::ActiveModel {
            remote_status: Set(Some(word.clone())),
            status_read_at: Set(Some(millis(reading.at))),
            ..orders::ActiveModel::default()
        };
        let is_other_certificate = reading.certificate_id.is_some() && reading.certificate_id != remote.certificate_id;
        if let Some(id) = reading.certificate_id {
            columns.certificate_id = Set(Some(id.0));
        }
        if let Some(name) = &reading.organization_name {
            columns.organization_name = Set(Some(storable(name)));
        }
        if let Some(reference) = &reading.reference {
            columns.remote_reference = Set(Some(storable(reference)));
        }
        if let Some(price) = &reading.price {
            columns.price = Set(Some(price.amount().to_owned()));
            columns.currency = Set(price.currency().map(str::to_owned));
        }
        let is_other_status = known.as_deref() != Some(word.as_str());
        if is_other_status || is_other_certificate {
            columns.updated_at = Set(millis(reading.at));
        }
        write(&tx, &order, columns).await?;
        if is_other_status {
            let actor = actor.cloned().unwrap_or_else(journal::desk);
            journal::add(
                &tx,
                id,
                &actor,
                reading.at,
                &EventKind::StatusChanged { from: known, to: word },
            )
            .await?;
        }
        let order = reread(&tx, id).await?;
        tx.commit().await?;
        Ok(Recorded::Recorded(order))
    }

    /// Remembers the name of an organization on every order for it that has none yet; says how many those were.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn remember_organization_name(&self, organization_id: &str, name: &str) -> Result<u64, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let columns = orders::ActiveModel {
            organization_name: Set(Some(storable(name))),
            ..orders::ActiveModel::default()
        };
        let nameless = orders::Entity::find()
            .select_only()
            .column(orders::Column::Id)
            .filter(orders::Column::Organization.eq(listed(organization_id)))
            .filter(orders::Column::OrganizationName.is_null())
            .order_by_asc(orders::Column::Id)
            .lock_exclusive();
        let nameless: Vec<i64> = nameless.into_tuple().all(&*tx).await?;
        for some in nameless.chunks(NAMED_AT_ONCE) {
            orders::Entity::update_many()
                .set(columns.clone())
                .filter(orders::Column::Id.is_in(some.iter().copied()))
                .exec(&*tx)
                .await?;
        }
        history::refresh(&tx, &nameless).await?;
        tx.commit().await?;
        Ok(u64::try_from(nameless.len()).unwrap_or(u64::MAX))
    }
}
