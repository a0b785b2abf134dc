//! How the reading of each part of the account went, so that a page can say how old it is and why.

use jiff::Timestamp;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::Directory;
use crate::domain::directory::Part;
use crate::store::StoreError;
use crate::store::encoding::{millis, storable, timestamp, truncated};
use crate::store::entity::{containers, directory_reads, domains, organizations, users};
use crate::store::people::{self, UseSource};
use crate::store::transaction::WriteTransaction;

/// No reason for a failure is longer.
const FAILURE_BYTES: usize = 2_000;

/// How the reading of a part stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// When the last reading began.
    pub begun_at: Option<Timestamp>,
    /// When all of it was last read.
    pub finished_at: Option<Timestamp>,
    /// How many there were then.
    pub count: u64,
    /// When it failed, and why, where no reading came to its end since.
    pub failure: Option<(Timestamp, String)>,
}

impl Directory {
    /// The reading of a part begins.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn read_began(&self, part: Part, at: Timestamp) -> Result<(), StoreError> {
        let row = directory_reads::ActiveModel {
            begun_at: Set(Some(millis(at))),
            ..blank(part)
        };
        self.note(row, &[directory_reads::Column::BegunAt]).await
    }

    /// All of a part was read.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn read_ended(&self, part: Part, count: u64, at: Timestamp) -> Result<(), StoreError> {
        let row = directory_reads::ActiveModel {
            finished_at: Set(Some(millis(at))),
            count: Set(i64::try_from(count).unwrap_or(i64::MAX)),
            ..blank(part)
        };
        let columns = [
            directory_reads::Column::FinishedAt,
            directory_reads::Column::Count,
            directory_reads::Column::FailedAt,
            directory_reads::Column::Failure,
        ];
        self.note(row, &columns).await
    }

    /// The reading of a part did not come to its end.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn read_failed(&self, part: Part, why: &str, at: Timestamp) -> Result<(), StoreError> {
        let row = directory_reads::ActiveModel {
            failed_at: Set(Some(millis(at))),
            failure: Set(Some(storable(truncated(why, FAILURE_BYTES)))),
            ..blank(part)
        };
        let columns = [directory_reads::Column::FailedAt, directory_reads::Column::Failure];
        self.note(row, &columns).await
    }

    /// How the reading of each part stands, in the order in which they are read.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn reads(&self) -> Result<Vec<(Part, Reading)>, StoreError> {
        let rows = directory_reads::Entity::find().all(&self.store.connection).await?;
        let mut reads = Vec::new();
        for part in Part::ALL {
            let row = rows.iter().find(|row| row.part == part.word());
            let reading = row.map(Reading::try_from).transpose()?;
            reads.push((part, reading.unwrap_or_default()));
        }
        Ok(reads)
    }

    /// Marks what was not read since then as gone, after a whole part was read, and says how many.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn mark_unseen_gone(&self, part: Part, since: Timestamp, at: Timestamp) -> Result<u64, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        macro_rules! mark {
            ($table:ident) => {{
                let unseen = $table::Entity::find()
                    .select_only()
                    .column($table::Column::Id)
                    .filter($table::Column::GoneAt.is_null())
                    .filter($table::Column::ReadAt.lt(millis(since)));
                let ids: Vec<i64> = unseen.into_tuple().all(&*tx).await?;
                $table::Entity::update_many()
                    .col_expr($table::Column::GoneAt, Expr::val(millis(at)))
                    .filter($table::Column::GoneAt.is_null())
                    .filter($table::Column::ReadAt.lt(millis(since)))
                    .exec(&*tx)
                    .await?;
                ids
            }};
        }
        let gone = match part {
            Part::Containers => mark!(containers),
            Part::Users => mark!(users),
            Part::Organizations => mark!(organizations),
            Part::Domains => mark!(domains),
        };
        // Whom DigiCert named there, it names no more.
        match part {
            Part::Users => people::forget_uses(&*tx, UseSource::User, &gone).await?,
            Part::Organizations => people::forget_uses(&*tx, UseSource::Organization, &gone).await?,
            Part::Containers | Part::Domains => {}
        }
        tx.commit().await?;
        Ok(u64::try_from(gone.len()).unwrap_or(u64::MAX))
    }

    async fn note(
        &self,
        row: directory_reads::ActiveModel,
        columns: &[directory_reads::Column],
    ) -> Result<(), StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let known = OnConflict::column(directory_reads::Column::Part)
            .update_columns(columns.iter().copied())
            .to_owned();
        directory_reads::Entity::insert(row)
            .on_conflict(known)
            .exec_without_returning(&*tx)
            .await?;
        tx.commit().await
    }
}

fn blank(part: Part) -> directory_reads::ActiveModel {
    directory_reads::ActiveModel {
        id: NotSet,
        part: Set(part.word().to_owned()),
        begun_at: Set(None),
        finished_at: Set(None),
        count: Set(0),
        failed_at: Set(None),
        failure: Set(None),
    }
}

impl TryFrom<&directory_reads::Model> for Reading {
    type Error = StoreError;

    fn try_from(row: &directory_reads::Model) -> Result<Self, StoreError> {
        let failure = row.failed_at.map(timestamp).transpose()?;
        Ok(Self {
            begun_at: row.begun_at.map(timestamp).transpose()?,
            finished_at: row.finished_at.map(timestamp).transpose()?,
            count: u64::try_from(row.count).unwrap_or_default(),
            failure: failure.map(|at| (at, row.failure.clone().unwrap_or_default())),
        })
    }
}
