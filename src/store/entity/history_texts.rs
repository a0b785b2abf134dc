//! What the orders of the history are found by, by the order's id. Beside the history and not in it: its index is dear
//! to write, and a status that changes does not touch it here.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "history_texts")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub search_text: String,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
