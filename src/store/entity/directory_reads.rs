//! How the reading of each part of the account went.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "directory_reads")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub part: String,
    pub begun_at: Option<i64>,
    /// When all of it was last read.
    pub finished_at: Option<i64>,
    /// How many there were then.
    pub count: i64,
    pub failed_at: Option<i64>,
    /// Why it failed since.
    pub failure: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
