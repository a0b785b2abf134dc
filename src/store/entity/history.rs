//! The history: what its list shows, sorts and filters by, a row for each order, by the order's id. No column is null
//! but the owner's id; what is missing is an empty text or nought and thus sorted before everything else.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "history")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Our word.
    pub state: String,
    /// DigiCert's word as it came.
    pub status: String,
    /// Of these two the one that counts.
    pub standing: String,
    pub remote_id: i64,
    pub common_name: String,
    pub name_sort: String,
    /// DigiCert's id as typed.
    pub organization: String,
    pub organization_name: String,
    pub organization_sort: String,
    pub container_id: i64,
    pub container_name: String,
    pub container_sort: String,
    pub product: String,
    pub owner_id: Option<i64>,
    pub owner_name: String,
    pub owner_sort: String,
    pub created_at: i64,
    pub updated_at: i64,
    pub placed_at: i64,
    pub issued_at: i64,
    /// The last day of the certificate.
    pub ends_on: String,
    /// The same, where the certificate is in use and was not renewed.
    pub live_until: String,
    pub is_renewed: bool,
    /// The order at DigiCert that this one is to renew.
    pub renews: i64,
    pub vanished_at: i64,
    /// Whether the certificate that came is not what was ordered.
    pub is_held: bool,
    /// Whether somebody here is to hand in its CSR.
    pub wants_csr: bool,
    /// Whether its certificate is not the first one it had.
    pub is_reissued: bool,
    /// The amount as it came.
    pub price: String,
    pub currency: String,
    /// The amount in ten-thousandths; -1 where none is known.
    pub price_sort: i64,
    pub reference: String,
    pub serial_number: String,
    pub oin: String,
    pub spki_sha256: String,
    /// All names, one a line. The last, because it may be long.
    pub names: String,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
