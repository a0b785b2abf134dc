//! Templates: saved by one person, used by all. An existing one is replaced only when somebody said so.

use super::Orders;
use crate::domain::ids::{OrderId, TemplateId};
use crate::domain::operator::{Actor, Operator};
use crate::domain::order::{Order, Origin};
use crate::domain::template::{NameFault, Template, TemplateSummary, checked_name};
use crate::store::{StoreError, TemplateChange};

/// What became of a wish to change the templates.
#[derive(Clone, Debug, PartialEq)]
pub enum TemplateWish {
    /// It is done: this is the template now, or was it last.
    Done(Template),
    /// No template can have that name.
    Unusable(NameFault),
    /// This other template has the name.
    NameTaken(Template),
    /// Somebody changed the template meanwhile, into this.
    ChangedMeanwhile(Template),
    /// It is somebody else's.
    NotAllowed(Template),
    /// There is no such template or order.
    Missing,
}

impl From<TemplateChange> for TemplateWish {
    fn from(change: TemplateChange) -> Self {
        match change {
            TemplateChange::Done(template) => Self::Done(template),
            TemplateChange::NameTaken(other) => Self::NameTaken(other),
            TemplateChange::Conflict(template) => Self::ChangedMeanwhile(template),
            TemplateChange::Missing => Self::Missing,
        }
    }
}

impl Orders {
    /// All templates, by name.
    ///
    /// # Errors
    /// The store failed.
    pub async fn templates(&self) -> Result<Vec<TemplateSummary>, StoreError> {
        self.store.templates().list().await
    }

    /// A template by its id.
    ///
    /// # Errors
    /// The store failed.
    pub async fn template(&self, id: TemplateId) -> Result<Option<Template>, StoreError> {
        self.store.templates().find(id).await
    }

    /// Keeps an order under a name, as a new template.
    ///
    /// # Errors
    /// The store failed.
    pub async fn save_template(
        &self,
        operator: &Operator,
        id: OrderId,
        typed: &str,
    ) -> Result<TemplateWish, StoreError> {
        let name = match checked_name(typed) {
            Ok(name) => name,
            Err(fault) => return Ok(TemplateWish::Unusable(fault)),
        };
        let Some(order) = self.find(id).await? else {
            return Ok(TemplateWish::Missing);
        };
        let (owner, form) = (Actor::from(operator), order.form.for_another_order());
        let change = self
            .store
            .templates()
            .add(&owner, &name, &form, self.clock.now())
            .await?;
        if let TemplateChange::Done(template) = &change {
            tracing::info!(
                template_id = template.id.0,
                operator_id = operator.id.0,
                "a template was saved"
            );
        }
        Ok(change.into())
    }

    /// Replaces what a template holds by what an order says, where it is still the version the person was shown.
    ///
    /// # Errors
    /// The store failed.
    pub async fn replace_template(
        &self,
        operator: &Operator,
        id: TemplateId,
        version: i64,
        order: OrderId,
    ) -> Result<TemplateWish, StoreError> {
        let Some(order) = self.find(order).await? else {
            return Ok(TemplateWish::Missing);
        };
        if let Some(refusal) = self.unless_allowed(operator, id).await? {
            return Ok(refusal);
        }
        let (form, now) = (order.form.for_another_order(), self.clock.now());
        let change = self.store.templates().replace(id, version, &form, now).await?;
        if matches!(change, TemplateChange::Done(_)) {
            tracing::info!(
                template_id = id.0,
                operator_id = operator.id.0,
                "a template was replaced"
            );
        }
        Ok(change.into())
    }

    /// Gives a template another name, where it is still that version.
    ///
    /// # Errors
    /// The store failed.
    pub async fn rename_template(
        &self,
        operator: &Operator,
        id: TemplateId,
        version: i64,
        typed: &str,
    ) -> Result<TemplateWish, StoreError> {
        let name = match checked_name(typed) {
            Ok(name) => name,
            Err(fault) => return Ok(TemplateWish::Unusable(fault)),
        };
        if let Some(refusal) = self.unless_allowed(operator, id).await? {
            return Ok(refusal);
        }
        let now = self.clock.now();
        let change = self.store.templates().rename(id, version, &name, now).await?;
        Ok(change.into())
    }

    /// Deletes a template, where it is still that version. Orders started from it stay as they are.
    ///
    /// # Errors
    /// The store failed.
    pub async fn delete_template(
        &self,
        operator: &Operator,
        id: TemplateId,
        version: i64,
    ) -> Result<TemplateWish, StoreError> {
        if let Some(refusal) = self.unless_allowed(operator, id).await? {
            return Ok(refusal);
        }
        let change = self.store.templates().delete(id, version).await?;
        if matches!(change, TemplateChange::Done(_)) {
            tracing::info!(
                template_id = id.0,
                operator_id = operator.id.0,
                "a template was deleted"
            );
        }
        Ok(change.into())
    }

    /// Starts a draft with what a template holds. None where there is no such template.
    ///
    /// # Errors
    /// The store failed.
    pub async fn start_from_template(&self, operator: &Operator, id: TemplateId) -> Result<Option<Order>, StoreError> {
        let Some(template) = self.template(id).await? else {
            return Ok(None);
        };
        let (origin, owner) = (Origin::Template(template.name), Actor::from(operator));
        let orders = self.store.orders();
        let order = orders
            .draft_from(origin, &owner, &template.form, self.clock.now())
            .await?;
        Ok(Some(order))
    }

    /// Why a person may not change a template; nothing where they may. Its owner never changes, so that the answer
    /// still holds when the change is made.
    async fn unless_allowed(&self, operator: &Operator, id: TemplateId) -> Result<Option<TemplateWish>, StoreError> {
        Ok(match self.template(id).await? {
            None => Some(TemplateWish::Missing),
            Some(template) if operator.may_change_template_of(&template.owner) => None,
            Some(template) => Some(TemplateWish::NotAllowed(template)),
        })
    }
}
