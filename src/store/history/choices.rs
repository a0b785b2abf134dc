//! What the filters of the history offer: the values that occur, of columns that have few.

use sea_orm::{ConnectionTrait, IdenStatic, Statement};

use super::History;
use crate::domain::ids::ContainerId;
use crate::domain::order::OrderStatus;
use crate::store::StoreError;
use crate::store::entity::history::Column;

/// No filter offers more.
const OFFERED: usize = 200;

/// The values that occur, each list sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryChoices {
    /// The statuses.
    pub statuses: Vec<OrderStatus>,
    /// The products, in DigiCert's names.
    pub products: Vec<String>,
    /// The containers and their names; a name may be empty.
    pub containers: Vec<(ContainerId, String)>,
    /// The people.
    pub people: Vec<String>,
}

impl History {
    /// The values that the filters offer.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn choices(&self) -> Result<HistoryChoices, StoreError> {
        let statuses = self.occurring(Column::Standing, Column::Standing).await?;
        let products = self.occurring(Column::Product, Column::Product).await?;
        let containers = self.occurring(Column::ContainerId, Column::ContainerName).await?;
        let people = self.occurring(Column::OwnerSort, Column::OwnerName).await?;
        let shown = |values: Vec<(String, String)>| {
            let shown = values.into_iter().map(|(_, shown)| shown);
            shown.filter(|text| !text.is_empty()).collect()
        };
        let containers = containers.into_iter().filter_map(|(id, name)| {
            let id = id.parse().ok().filter(|id| *id != 0)?;
            Some((ContainerId(id), name))
        });
        let mut containers: Vec<_> = containers.collect();
        containers.sort_by_cached_key(|(id, name)| (name.to_lowercase(), *id));
        Ok(HistoryChoices {
            statuses: statuses.iter().map(|(word, _)| OrderStatus::of_word(word)).collect(),
            products: shown(products),
            containers,
            people: shown(people),
        })
    }

    /// The values of a column, and another column of the newest row with each. The index is read from one value to the
    /// next, so that it does not matter how many rows have the same.
    async fn occurring(&self, column: Column, shown: Column) -> Result<Vec<(String, String)>, StoreError> {
        let (column, shown) = (column.as_str(), shown.as_str());
        let sql = format!(
            "WITH RECURSIVE occurring (value) AS (SELECT MIN({column}) FROM history UNION ALL \
             SELECT (SELECT MIN({column}) FROM history WHERE {column} > occurring.value) FROM occurring \
             WHERE occurring.value IS NOT NULL) \
             SELECT CAST(occurring.value AS TEXT) AS value, \
             (SELECT {shown} FROM history WHERE {column} = occurring.value ORDER BY id DESC LIMIT 1) AS shown \
             FROM occurring WHERE occurring.value IS NOT NULL LIMIT {OFFERED}"
        );
        let question = Statement::from_string(self.store.backend(), sql);
        let rows = self.store.connection.query_all_raw(question).await?;
        let pair = |row: &sea_orm::QueryResult| Ok((row.try_get("", "value")?, row.try_get("", "shown")?));
        rows.iter().map(pair).collect()
    }
}
