//! Notes on orders.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "order_notes")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub order_id: i64,
    pub at: i64,
    pub author_id: Option<i64>,
    pub author_name: String,
    pub text: String,
    /// When it was struck out; none where it was not, as for the next two.
    pub struck_at: Option<i64>,
    pub struck_by_id: Option<i64>,
    pub struck_by_name: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
