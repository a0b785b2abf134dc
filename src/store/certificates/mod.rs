//! The certificates of orders as DigiCert handed them out, with what was found about each.

mod keep;
mod wanted;

use jiff::Timestamp;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::encoding::{from_json, timestamp};
use super::entity::certificates;
use super::{Store, StoreError};
use crate::domain::certificate::{Chain, Verdict, read_bundle};
use crate::domain::ids::{CertificateId, OrderId};

pub use keep::NewCertificate;

/// The certificates.
#[derive(Clone, Debug)]
pub struct Certificates {
    store: Store,
}

/// A certificate that was fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptCertificate {
    /// DigiCert's id of it.
    pub id: CertificateId,
    /// Whose it is.
    pub order: OrderId,
    /// It and those above it.
    pub chain: Chain,
    /// What was found about it.
    pub verdict: Verdict,
    /// When it was fetched.
    pub fetched_at: Timestamp,
    /// Whether it is the order's certificate now, rather than an earlier one.
    pub is_current: bool,
}

impl Certificates {
    pub(super) fn new(store: Store) -> Self {
        Self { store }
    }

    /// The certificate of that id.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn find(&self, id: CertificateId) -> Result<Option<KeptCertificate>, StoreError> {
        let query = certificates::Entity::find().filter(certificates::Column::CertificateId.eq(id.0));
        let row = query.one(&self.store.connection).await?;
        row.map(KeptCertificate::try_from).transpose()
    }

    /// The certificates of an order: the one it has now, then the earlier ones, the newest first.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn of_order(&self, order: OrderId) -> Result<Vec<KeptCertificate>, StoreError> {
        let query = certificates::Entity::find()
            .filter(certificates::Column::OrderId.eq(order.0))
            .order_by_desc(certificates::Column::IsCurrent)
            .order_by_desc(certificates::Column::NotBefore)
            .order_by_desc(certificates::Column::Id);
        let rows = query.all(&self.store.connection).await?;
        rows.into_iter().map(KeptCertificate::try_from).collect()
    }
}

impl TryFrom<certificates::Model> for KeptCertificate {
    type Error = StoreError;

    fn try_from(row: certificates::Model) -> Result<Self, StoreError> {
        let found = read_bundle(&row.chain).map_err(|_| StoreError::corrupt("a certificate"))?;
        let chain = Chain::of(found, Some(&row.serial_number));
        Ok(Self {
            id: CertificateId(row.certificate_id),
            order: OrderId(row.order_id),
            chain: chain.ok_or_else(|| StoreError::corrupt("a certificate"))?,
            verdict: from_json("what was found about a certificate", &row.verdict)?,
            fetched_at: timestamp(row.fetched_at)?,
            is_current: row.is_current,
        })
    }
}
