//! Changes of what DigiCert has stored.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "changes")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub version: i64,
    /// What it is about: its word, and DigiCert's id where it has one.
    pub subject: String,
    pub subject_id: Option<i64>,
    /// Of those with the same key only one may be under way.
    pub subject_key: String,
    pub kind: String,
    pub state: String,
    pub owner_id: Option<i64>,
    pub owner_name: String,
    pub created_at: i64,
    pub updated_at: i64,
    /// Of the last attempt; also in `attempt`.
    pub mark: Option<String>,
    /// Until when the attempt under way is believed to be alive.
    pub lease_until: Option<i64>,
    /// Which running desk made it.
    pub lease_holder: Option<String>,
    /// What came of it, where something was created.
    pub created: Option<i64>,
    /// What was typed, as JSON.
    pub form: String,
    /// What DigiCert had when the form was opened, as JSON.
    pub base: Option<String>,
    /// The last attempt, as JSON.
    pub attempt: Option<String>,
    /// The reasons DigiCert gave, as JSON.
    pub refusal: String,
    /// The approval that was asked for or given, as JSON.
    pub approval: Option<String>,
    /// SHA-256 of the key in the CSR, where there is one.
    pub spki_sha256: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
