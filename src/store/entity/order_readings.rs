//! How far the reading of the account's orders is: one row.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "order_readings")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Until when it is known which orders changed.
    pub polled_until: Option<i64>,
    /// When the reading of all orders began that is under way.
    pub pass_began_at: Option<i64>,
    /// When it last got further.
    pub pass_at: i64,
    /// How many entries of the list are behind it.
    pub pass_offset: i64,
    /// DigiCert's id of the last order that it has seen to.
    pub pass_after: i64,
    /// How many there are, as DigiCert last said.
    pub pass_total: Option<i64>,
    /// Whether the list is read to its end, and what is missing in it is being looked for.
    pub pass_is_listed: bool,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
