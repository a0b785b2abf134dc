//! Organizations as DigiCert had them when they were last read, by its ids.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "organizations")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Folded, to sort by; so are the others of that ending.
    pub name_sort: String,
    pub assumed_name_sort: String,
    pub city_sort: String,
    pub country: String,
    pub container_id: Option<i64>,
    pub is_active: bool,
    /// Until when the validation that counts holds; nought where none does.
    pub valid_until: i64,
    /// Where it stands when that is over, in the domain's word.
    pub otherwise: String,
    /// Until when it was validated last, whether that is over or not; nought where it never was.
    pub validated_until: i64,
    pub name_key: String,
    pub assumed_name_key: String,
    pub address_key: String,
    /// Folded, with an index of its own.
    pub search_text: String,
    pub read_at: i64,
    /// When it was last read with its contacts; nought where it never was.
    pub detailed_at: i64,
    /// When DigiCert was seen to list it no more.
    pub gone_at: Option<i64>,
    /// The organization, as JSON.
    pub record: String,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
