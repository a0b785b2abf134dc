//! Domains as DigiCert had them when they were last read, by its ids.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "domains")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Folded, to sort by.
    pub name_sort: String,
    pub organization_id: Option<i64>,
    pub organization_sort: String,
    pub is_active: bool,
    /// How control is proven, in DigiCert's word; empty where nobody chose.
    pub method: String,
    /// Until when control is proven; nought where it is not.
    pub valid_until: i64,
    /// Where it stands when that is over, in the domain's word.
    pub otherwise: String,
    /// Until when it was proven last; nought where it never was.
    pub dcv_until: i64,
    /// Folded, with an index of its own.
    pub search_text: String,
    pub read_at: i64,
    /// When it was last read by itself; nought where it never was.
    pub detailed_at: i64,
    /// When DigiCert was seen to list it no more.
    pub gone_at: Option<i64>,
    /// The domain, as JSON.
    pub record: String,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
