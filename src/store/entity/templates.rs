//! The templates for orders.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "templates")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub version: i64,
    pub name: String,
    /// The name in lower case, by which it is found and kept unique.
    pub name_folded: String,
    pub owner_id: Option<i64>,
    pub owner_name: String,
    /// What an order begins with, as JSON.
    pub form: String,
    /// From the form, for the list.
    pub common_name: String,
    /// From the form, for the list.
    pub organization: String,
    pub created_at: i64,
    pub updated_at: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
