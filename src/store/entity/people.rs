//! The people of the address book.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "people")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub version: i64,
    /// The e-mail address, folded.
    pub email_sort: String,
    /// The name, folded.
    pub name_sort: String,
    /// SHA-256 of the e-mail address and the name, folded: nobody is there twice.
    pub key: String,
    /// Whether somebody keeps the person here, wherever else they are used.
    pub is_local: bool,
    pub kept_by_id: Option<i64>,
    pub kept_by_name: String,
    pub kept_at: Option<i64>,
    /// Folded, with an index of its own.
    pub search_text: String,
    /// Who it is, as JSON.
    pub details: String,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
