//! Giving an order in doubt up, so that another attempt may be made. Only a person does that, with a reason.

use super::look::LookedAgain;
use super::{Orders, look};
use crate::domain::ids::OrderId;
use crate::domain::operator::{Actor, Operator};
use crate::store::{GivenUp, StoreError};

/// What became of giving an order up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GivingUp {
    /// This draft takes its place.
    Replaced(OrderId),
    /// It turned up at the last moment, and is placed.
    Found,
    /// DigiCert did not answer just now, so that nobody knows.
    Unanswered,
    /// There are orders at DigiCert among which somebody must choose first.
    Several,
    /// It was not in doubt long enough, or DigiCert was not asked often enough.
    TooEarly,
    /// It is not in doubt.
    NotInDoubt,
    /// There is no such order.
    Missing,
}

impl Orders {
    /// Looks once more; where DigiCert still answers that there is no such order, gives it up and puts a draft in its
    /// place.
    ///
    /// # Errors
    /// The store failed.
    pub async fn give_up(&self, operator: &Operator, id: OrderId, reason: &str) -> Result<GivingUp, StoreError> {
        let actor = Actor::from(operator);
        match look::look(self, id, Some(&actor)).await? {
            LookedAgain::NotThere => {}
            LookedAgain::Found => return Ok(GivingUp::Found),
            LookedAgain::Several => return Ok(GivingUp::Several),
            LookedAgain::Unanswered => return Ok(GivingUp::Unanswered),
            LookedAgain::NotInDoubt => return Ok(GivingUp::NotInDoubt),
            LookedAgain::Missing => return Ok(GivingUp::Missing),
        }
        let orders = self.store.orders();
        let now = self.clock.now();
        Ok(
            match orders
                .give_up(id, reason.trim(), self.policy.release, &actor, now)
                .await?
            {
                GivenUp::Replaced(draft) => {
                    tracing::warn!(
                        order_id = id.0,
                        draft_id = draft.id.0,
                        operator_id = operator.id.0,
                        "an order in doubt was given up"
                    );
                    GivingUp::Replaced(draft.id)
                }
                GivenUp::TooEarly(_) => GivingUp::TooEarly,
                GivenUp::NotInDoubt(_) => GivingUp::NotInDoubt,
                GivenUp::Missing => GivingUp::Missing,
            },
        )
    }
}
