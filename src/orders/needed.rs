//! Who must be named on an order, by what the desk knows of its organization.

use super::{Caller, Orders};
use crate::domain::directory::Standing;
use crate::domain::order::needed::needs;
use crate::domain::order::{Need, OrderForm, OrganizationTyped, Precedent};
use crate::store::StoreError;

impl Orders {
    /// Who is needed on the order of that form, and why.
    ///
    /// # Errors
    /// The store failed.
    pub async fn needs(&self, form: &OrderForm, caller: Caller) -> Result<[Need; 3], StoreError> {
        let is_new = matches!(form.organization_typed(), OrganizationTyped::New(_));
        let precedent = self.precedent(form).await?;
        Ok(needs(is_new, caller.is_service_user, precedent))
    }

    /// What the desk knows of the organization typed.
    pub(super) async fn precedent(&self, form: &OrderForm) -> Result<Precedent, StoreError> {
        let OrganizationTyped::Existing(id) = form.organization_typed() else {
            return Ok(Precedent::Unknown);
        };
        let Ok(id) = id.parse() else {
            return Ok(Precedent::Unknown);
        };
        let known = self.store.directory().organization(id).await?;
        let standing = known.map(|known| known.record.standing(self.clock.now()));
        Ok(match standing {
            Some(Standing::Valid) => Precedent::Validated,
            Some(_) => Precedent::NotValidated,
            None => Precedent::Unknown,
        })
    }
}
