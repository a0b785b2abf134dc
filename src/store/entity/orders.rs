//! The orders.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "orders")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub version: i64,
    pub state: String,
    pub owner_id: Option<i64>,
    pub owner_name: String,
    /// What was typed, as JSON.
    pub form: String,
    /// From the form, for the list.
    pub common_name: String,
    /// From the form, for the list.
    pub organization: String,
    pub organization_name: Option<String>,
    pub created_at: i64,
    pub updated_at: i64,
    /// Our mark on the last attempt; also in `attempt`.
    pub reference: Option<String>,
    /// The last attempt, as JSON.
    pub attempt: Option<String>,
    /// The key of the last attempt; also in `attempt`.
    pub spki_sha256: Option<String>,
    /// Until when the attempt under way is believed to be alive.
    pub lease_until: Option<i64>,
    /// Which running desk made it.
    pub lease_holder: Option<String>,
    pub remote_id: Option<i64>,
    pub certificate_id: Option<i64>,
    pub remote_status: Option<String>,
    pub status_read_at: Option<i64>,
    /// The names and domains of the answer, as JSON.
    pub domains: String,
    /// The reasons DigiCert gave, as JSON.
    pub refusal: String,
    /// What the price of the last attempt depends on; also in `attempt`.
    pub price_terms: Option<String>,
    /// What DigiCert charged, as decimal text.
    pub price: Option<String>,
    pub currency: Option<String>,
    /// The approval asked for or given, as JSON.
    pub approval: Option<String>,
    /// The search for an order in doubt, as JSON.
    pub search: Option<String>,
    /// When to look for it next; also in `search`.
    pub next_look_at: Option<i64>,
    /// The order that was given up and whose place this one takes.
    pub replaces: Option<i64>,
    /// The draft that took its place when it was given up.
    pub replaced_by: Option<i64>,
    /// What it is an order for, where it was placed elsewhere; here there is one product only.
    pub product: Option<String>,
    /// Since when DigiCert does not know it any more.
    pub vanished_at: Option<i64>,
    /// The reference it carries at DigiCert, which need not be ours.
    pub remote_reference: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
