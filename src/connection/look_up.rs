//! Single things of the account, read when they are asked for and never kept: they are shown beside what an order says.

use super::Connection;
use crate::digicert::{Balance, Organization, Person, ReadError};
use crate::domain::order::{OrderRequest, Price};

/// The most organizations one search brings.
const MOST_FOUND: u16 = 50;

impl Connection {
    /// An organization with its contacts.
    ///
    /// # Errors
    /// DigiCert did not answer in time, or knows no such organization.
    pub async fn organization(&self, id: &str) -> Result<Organization, ReadError> {
        self.in_time(self.digicert.organization(id)).await
    }

    /// Organizations whose id is `text` or whose name holds it: the usable ones first, then by name.
    ///
    /// # Errors
    /// DigiCert did not answer in time, or not with a list.
    pub async fn search_organizations(&self, text: &str) -> Result<Vec<Organization>, ReadError> {
        let call = self.digicert.organizations(Some(text), MOST_FOUND);
        let mut found = self.in_time(call).await?.organizations;
        found.sort_by_cached_key(|it| (!it.is_usable(), it.name.as_deref().unwrap_or_default().to_lowercase()));
        Ok(found)
    }

    /// A user of the account.
    ///
    /// # Errors
    /// DigiCert did not answer in time, or knows no such user.
    pub async fn user(&self, id: &str) -> Result<Person, ReadError> {
        self.in_time(self.digicert.user(id)).await
    }

    /// The balance orders are paid from: of a container, or of the one the key's user belongs to, for an account with
    /// several containers answers for one of them only (CertCentral: View balance).
    ///
    /// # Errors
    /// DigiCert did not answer in time, or the key may not see it.
    pub async fn balance(&self, container: Option<&str>) -> Result<Balance, ReadError> {
        let own = match container {
            Some(id) => Some(id.to_owned()),
            None => self.key_user().await.and_then(|user| user.container),
        };
        self.in_time(self.digicert.balance(own.as_deref())).await
    }

    /// What DigiCert estimates an order to cost; none where it can tell no price.
    ///
    /// # Errors
    /// DigiCert did not answer in time, or the key may not ask.
    pub async fn price_estimate(&self, request: &OrderRequest) -> Result<Option<Price>, ReadError> {
        let estimate = self.in_time(self.digicert.price_estimate(request)).await?;
        Ok(estimate.price())
    }
}
