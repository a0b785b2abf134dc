//! Organizations that are probably the same as one somebody describes.

use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::Directory;
use super::organizations::read;
use crate::domain::directory::lookalike::{address_key, likeness, name_key};
use crate::domain::directory::{Organization, OrganizationDetails};
use crate::domain::ids::OrganizationId;
use crate::store::StoreError;
use crate::store::entity::organizations;
use crate::store::orders::listed;

/// More of them help nobody.
const LIMIT: u64 = 50;

impl Directory {
    /// The organizations DigiCert has that look like that one, but `except`.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn lookalikes(
        &self,
        details: &OrganizationDetails,
        except: Option<OrganizationId>,
    ) -> Result<Vec<Organization>, StoreError> {
        let names = [&details.name, &details.assumed_name].map(|name| listed(&name_key(name)));
        let names: Vec<String> = names.into_iter().filter(|name| !name.is_empty()).collect();
        let address = Some(listed(&address_key(details))).filter(|address| !address.is_empty());
        let alike = Condition::any()
            .add(organizations::Column::NameKey.is_in(names.clone()))
            .add(organizations::Column::AssumedNameKey.is_in(names))
            .add_option(address.map(|address| organizations::Column::AddressKey.eq(address)));
        let query = organizations::Entity::find()
            .filter(alike)
            .filter(organizations::Column::GoneAt.is_null())
            .filter(Condition::all().add_option(except.map(|except| organizations::Column::Id.ne(except.0))))
            .order_by_asc(organizations::Column::Id)
            .limit(LIMIT);
        let mut found = Vec::new();
        for row in query.all(&self.store.connection).await? {
            let organization = read(&row.record)?;
            if likeness(details, &organization.details).is_some() {
                found.push(organization);
            }
        }
        Ok(found)
    }
}
