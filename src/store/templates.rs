//! The templates for orders. Every verb that changes one names the version it was made from.

use jiff::Timestamp;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
    TryInsertResult,
};

use super::encoding::{from_json, millis, storable, timestamp, to_json};
use super::entity::templates;
use super::orders::{listed, stored_form};
use super::transaction::WriteTransaction;
use super::{Store, StoreError};
use crate::domain::ids::{OperatorId, TemplateId};
use crate::domain::operator::Actor;
use crate::domain::order::OrderForm;
use crate::domain::template::{Template, TemplateSummary};

/// What became of a change.
#[derive(Clone, Debug, PartialEq)]
pub enum TemplateChange {
    /// It is stored, or gone, where that was wished: this is the template now, or was it last.
    Done(Template),
    /// This other template has that name.
    NameTaken(Template),
    /// Somebody changed the template meanwhile, into this.
    Conflict(Template),
    /// There is no such template.
    Missing,
}

/// The templates.
#[derive(Clone, Debug)]
pub struct Templates {
    store: Store,
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    name: String,
    owner_id: Option<i64>,
    owner_name: String,
    common_name: String,
    organization: String,
    updated_at: i64,
}

impl Templates {
    pub(super) fn new(store: Store) -> Self {
        Self { store }
    }

    /// All templates by name, without their forms.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn list(&self) -> Result<Vec<TemplateSummary>, StoreError> {
        let columns = [
            templates::Column::Id,
            templates::Column::Name,
            templates::Column::OwnerId,
            templates::Column::OwnerName,
            templates::Column::CommonName,
            templates::Column::Organization,
            templates::Column::UpdatedAt,
        ];
        let query = templates::Entity::find()
            .select_only()
            .columns(columns)
            .order_by_asc(templates::Column::Id);
        let rows = query.into_model::<Row>().all(&self.store.connection).await?;
        let mut list = rows
            .into_iter()
            .map(TemplateSummary::try_from)
            .collect::<Result<Vec<_>, _>>()?;
        // Sorted here, because the databases disagree on the order of letters.
        list.sort_by_cached_key(|template| folded(&template.name));
        Ok(list)
    }

    /// The template of that id.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn find(&self, id: TemplateId) -> Result<Option<Template>, StoreError> {
        let row = templates::Entity::find_by_id(id.0).one(&self.store.connection).await?;
        row.map(Template::try_from).transpose()
    }

    /// The template of that name, in upper or lower case.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn find_by_name(&self, name: &str) -> Result<Option<Template>, StoreError> {
        let query = templates::Entity::find().filter(templates::Column::NameFolded.eq(folded(name)));
        let row = query.one(&self.store.connection).await?;
        row.map(Template::try_from).transpose()
    }

    /// Stores a new template.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn add(
        &self,
        owner: &Actor,
        name: &str,
        form: &OrderForm,
        now: Timestamp,
    ) -> Result<TemplateChange, StoreError> {
        let row = templates::ActiveModel {
            id: NotSet,
            version: Set(1),
            name: Set(storable(name)),
            name_folded: Set(folded(name)),
            owner_id: Set(owner.id.map(|id| id.0)),
            owner_name: Set(storable(&owner.name)),
            created_at: Set(millis(now)),
            updated_at: Set(millis(now)),
            ..form_columns(form)?
        };
        let tx = WriteTransaction::begin(&self.store).await?;
        let taken = OnConflict::column(templates::Column::NameFolded)
            .do_nothing()
            .to_owned();
        let added = templates::Entity::insert(row)
            .on_conflict(taken)
            .try_insert()
            .exec(&*tx)
            .await?;
        let TryInsertResult::Inserted(added) = added else {
            // Deleted at this very moment, where it is not there.
            let other = named(&tx, name).await?.ok_or(StoreError::TryAgain { source: None })?;
            return Ok(TemplateChange::NameTaken(other));
        };
        let template = reread(&tx, TemplateId(added.last_insert_id)).await?;
        tx.commit().await?;
        Ok(TemplateChange::Done(template))
    }

    /// Replaces what a template holds; its name and its owner stay.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn replace(
        &self,
        id: TemplateId,
        version: i64,
        form: &OrderForm,
        now: Timestamp,
    ) -> Result<TemplateChange, StoreError> {
        let columns = form_columns(form)?;
        let tx = WriteTransaction::begin(&self.store).await?;
        let template = match locked(&tx, id, version).await? {
            Ok(template) => template,
            Err(why) => return Ok(why),
        };
        self.write(tx, &template, columns, now).await
    }

    /// Gives a template another name.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn rename(
        &self,
        id: TemplateId,
        version: i64,
        name: &str,
        now: Timestamp,
    ) -> Result<TemplateChange, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let template = match locked(&tx, id, version).await? {
            Ok(template) => template,
            Err(why) => return Ok(why),
        };
        if let Some(other) = named(&tx, name).await?.filter(|other| other.id != id) {
            return Ok(TemplateChange::NameTaken(other));
        }
        let columns = templates::ActiveModel {
            name: Set(storable(name)),
            name_folded: Set(folded(name)),
            ..templates::ActiveModel::default()
        };
        match self.write(tx, &template, columns, now).await {
            // Somebody else took the name between the look and the write.
            Err(StoreError::Taken { source }) => match self.find_by_name(name).await? {
                Some(other) => Ok(TemplateChange::NameTaken(other)),
                None => Err(StoreError::TryAgain { source: Some(source) }),
            },
            outcome => outcome,
        }
    }

    /// Deletes a template. Orders that were started from it stay as they are.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn delete(&self, id: TemplateId, version: i64) -> Result<TemplateChange, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let template = match locked(&tx, id, version).await? {
            Ok(template) => template,
            Err(why) => return Ok(why),
        };
        templates::Entity::delete_by_id(id.0).exec(&*tx).await?;
        tx.commit().await?;
        Ok(TemplateChange::Done(template))
    }

    async fn write(
        &self,
        tx: WriteTransaction,
        template: &Template,
        columns: templates::ActiveModel,
        now: Timestamp,
    ) -> Result<TemplateChange, StoreError> {
        let row = templates::ActiveModel {
            id: Set(template.id.0),
            version: Set(template.version.saturating_add(1)),
            updated_at: Set(millis(now)),
            ..columns
        };
        let template = templates::Entity::update(row).exec(&*tx).await?.try_into()?;
        tx.commit().await?;
        Ok(TemplateChange::Done(template))
    }
}

/// The template, locked, where it is still at that version.
async fn locked(
    tx: &DatabaseTransaction,
    id: TemplateId,
    version: i64,
) -> Result<Result<Template, TemplateChange>, StoreError> {
    let row = templates::Entity::find_by_id(id.0).lock_exclusive().one(tx).await?;
    let Some(template) = row.map(Template::try_from).transpose()? else {
        return Ok(Err(TemplateChange::Missing));
    };
    Ok(if template.version == version {
        Ok(template)
    } else {
        Err(TemplateChange::Conflict(template))
    })
}

async fn named(tx: &DatabaseTransaction, name: &str) -> Result<Option<Template>, StoreError> {
    let query = templates::Entity::find().filter(templates::Column::NameFolded.eq(folded(name)));
    query.one(tx).await?.map(Template::try_from).transpose()
}

async fn reread(tx: &DatabaseTransaction, id: TemplateId) -> Result<Template, StoreError> {
    let row = templates::Entity::find_by_id(id.0).one(tx).await?;
    row.ok_or_else(|| StoreError::corrupt("a template that was just stored"))?
        .try_into()
}

/// Folded here and not by the database: SQLite folds only ASCII.
fn folded(name: &str) -> String {
    storable(name.trim()).to_lowercase()
}

/// The columns that come from the form.
fn form_columns(form: &OrderForm) -> Result<templates::ActiveModel, StoreError> {
    let form = stored_form(form);
    let organization = if form.organization_choice == "new" {
        &form.organization_name
    } else {
        &form.organization
    };
    Ok(templates::ActiveModel {
        common_name: Set(listed(&form.headline())),
        organization: Set(listed(organization)),
        form: Set(to_json(&form)?),
        ..templates::ActiveModel::default()
    })
}

impl TryFrom<templates::Model> for Template {
    type Error = StoreError;

    fn try_from(row: templates::Model) -> Result<Self, StoreError> {
        Ok(Self {
            id: TemplateId(row.id),
            version: row.version,
            name: row.name,
            owner: Actor {
                id: row.owner_id.map(OperatorId),
                name: row.owner_name,
            },
            form: from_json("the form of a template", &row.form)?,
            created_at: timestamp(row.created_at)?,
            updated_at: timestamp(row.updated_at)?,
        })
    }
}

impl TryFrom<Row> for TemplateSummary {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: TemplateId(row.id),
            name: row.name,
            owner: Actor {
                id: row.owner_id.map(OperatorId),
                name: row.owner_name,
            },
            common_name: row.common_name,
            organization: row.organization,
            updated_at: timestamp(row.updated_at)?,
        })
    }
}
