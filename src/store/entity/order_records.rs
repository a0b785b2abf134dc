//! Orders as DigiCert had them when they were last read, by the order's id here.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "order_records")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    /// When it was last seen, in a list or in full.
    pub read_at: i64,
    /// When it was last read in full; nought where it never was.
    pub detailed_at: i64,
    /// When its validation was last read; nought where it never was.
    pub validation_read_at: i64,
    /// When it is due to be read in full; the end of time where it is not.
    #[serde(default = "never")]
    pub due_at: i64,
    /// The order, as JSON.
    pub record: String,
    /// How far its validation is, as JSON.
    pub validation: Option<String>,
}

/// As it is in backups that were made before there was such a time.
fn never() -> i64 {
    i64::MAX
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
