//! What is done with a placed order: when it is possible, what is compared before it is sent, and what DigiCert's records
//! tell of it afterwards.

pub mod effect;
pub mod facts;
pub mod form;
pub mod possible;

use serde::{Deserialize, Serialize};

use crate::domain::directory::Domain;
use crate::domain::order::OrderRecord;

pub use possible::{Dropped, possible, word_of};

/// An order as DigiCert had it at some moment, as far as an action looks at it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderSnapshot {
    /// The order.
    pub record: OrderRecord,
    /// The domains of which control is to be proven for it, where the action is about that: their mails and random values
    /// are told there only.
    #[serde(default)]
    pub domains: Vec<Domain>,
}

#[cfg(test)]
mod tests;
