//! Certificates as DigiCert handed them out, one row each.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "certificates")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub order_id: i64,
    /// DigiCert's id of it.
    pub certificate_id: i64,
    /// In upper-case hexadecimal.
    pub serial_number: String,
    /// SHA-256 of its key, in lower-case hexadecimal.
    pub spki_sha256: String,
    /// Subject.serialNumber; empty where it has none.
    pub oin: String,
    /// All its names in small letters, each between spaces.
    pub names: String,
    pub not_before: i64,
    pub not_after: i64,
    /// It and those above it, as PEM.
    pub chain: String,
    pub fetched_at: i64,
    /// What was found about it, as JSON.
    pub verdict: String,
    pub is_held: bool,
    /// Whether it is the order's certificate now, rather than an earlier one.
    pub is_current: bool,
    /// When it is to be fetched again, where another one may come then.
    pub look_again_at: Option<i64>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
