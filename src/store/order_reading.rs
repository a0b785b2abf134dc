//! How far the reading of the account's orders is, so that a desk that was stopped goes on where it was: until when it is
//! known what changed, and where in the list of all orders it is.

use jiff::Timestamp;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{EntityTrait, IntoActiveModel};

use super::encoding::{millis, timestamp};
use super::entity::order_readings;
use super::transaction::WriteTransaction;
use super::{Store, StoreError};
use crate::domain::ids::RemoteOrderId;

/// The only row.
const ROW: i64 = 1;

/// The reading of the account's orders.
#[derive(Clone, Debug)]
pub struct OrderReading {
    store: Store,
}

/// The reading of all orders of the account, under way: their list first, then what is missing in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pass {
    /// When it began.
    pub began_at: Timestamp,
    /// When it last got further.
    pub at: Timestamp,
    /// How many entries of the list are behind it.
    pub offset: u64,
    /// The last order that it has seen to: in the list, then among those here.
    pub after: RemoteOrderId,
    /// How many there are, as DigiCert last said.
    pub total: Option<u64>,
    /// Whether the list is read to its end, and what is missing in it is being looked for.
    pub is_listed: bool,
}

impl Pass {
    /// One that begins.
    #[must_use]
    pub fn beginning(at: Timestamp) -> Self {
        Self {
            began_at: at,
            at,
            offset: 0,
            after: RemoteOrderId(0),
            total: None,
            is_listed: false,
        }
    }
}

impl OrderReading {
    pub(super) fn new(store: Store) -> Self {
        Self { store }
    }

    /// Until when it is known which orders changed; none before the first reading of all orders.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn polled_until(&self) -> Result<Option<Timestamp>, StoreError> {
        let row = self.row().await?;
        row.and_then(|row| row.polled_until).map(timestamp).transpose()
    }

    /// Remembers until when it is known which orders changed.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn polled(&self, until: Timestamp) -> Result<(), StoreError> {
        let row = order_readings::ActiveModel {
            polled_until: Set(Some(millis(until))),
            ..nothing().into_active_model()
        };
        self.write(row, &[order_readings::Column::PolledUntil]).await
    }

    /// The reading of all orders that is under way.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn pass(&self) -> Result<Option<Pass>, StoreError> {
        let Some(row) = self.row().await? else {
            return Ok(None);
        };
        let count = |number: i64| u64::try_from(number).unwrap_or_default();
        let Some(began_at) = row.pass_began_at else {
            return Ok(None);
        };
        Ok(Some(Pass {
            began_at: timestamp(began_at)?,
            at: timestamp(row.pass_at)?,
            offset: count(row.pass_offset),
            after: RemoteOrderId(row.pass_after),
            total: row.pass_total.map(count),
            is_listed: row.pass_is_listed,
        }))
    }

    /// Remembers how far the reading of all orders is.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn is_at(&self, pass: &Pass) -> Result<(), StoreError> {
        self.write_pass(Some(pass)).await
    }

    /// The reading of all orders came to its end, or is given up.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn pass_ended(&self) -> Result<(), StoreError> {
        self.write_pass(None).await
    }

    async fn write_pass(&self, pass: Option<&Pass>) -> Result<(), StoreError> {
        use order_readings::Column;
        let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        let row = match pass {
            Some(pass) => order_readings::Model {
                pass_began_at: Some(millis(pass.began_at)),
                pass_at: millis(pass.at),
                pass_offset: number(pass.offset),
                pass_after: pass.after.0,
                pass_total: pass.total.map(number),
                pass_is_listed: pass.is_listed,
                ..nothing()
            },
            None => nothing(),
        };
        let columns = [
            Column::PassBeganAt,
            Column::PassAt,
            Column::PassOffset,
            Column::PassAfter,
            Column::PassTotal,
            Column::PassIsListed,
        ];
        self.write(row.into_active_model(), &columns).await
    }

    async fn row(&self) -> Result<Option<order_readings::Model>, StoreError> {
        let row = order_readings::Entity::find_by_id(ROW);
        Ok(row.one(&self.store.connection).await?)
    }

    /// Writes the row; of one that is there, only these columns.
    async fn write(
        &self,
        row: order_readings::ActiveModel,
        columns: &[order_readings::Column],
    ) -> Result<(), StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let known = OnConflict::column(order_readings::Column::Id)
            .update_columns(columns.iter().copied())
            .to_owned();
        order_readings::Entity::insert(row)
            .on_conflict(known)
            .exec_without_returning(&*tx)
            .await?;
        tx.commit().await
    }
}

fn nothing() -> order_readings::Model {
    order_readings::Model {
        id: ROW,
        polled_until: None,
        pass_began_at: None,
        pass_at: 0,
        pass_offset: 0,
        pass_after: 0,
        pass_total: None,
        pass_is_listed: false,
    }
}
