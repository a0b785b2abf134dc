//! One order in full, read because somebody acts on it. What is read is kept, and its status told in the order's journal.

use super::{Mirror, MirrorError};
use crate::digicert::ReadError;
use crate::domain::change::OrderSnapshot;
use crate::domain::directory::Domain;
use crate::domain::ids::{OrderId, RemoteDomainId, RemoteOrderId};
use crate::domain::order::{OrderRecord, OrderValidation};
use crate::store::StoreError;

/// So many domains of one order are read for an action; an order with more of them is a rare one.
const DOMAINS: usize = 25;

impl Mirror {
    /// Reads an order in full; none where DigiCert has none of that id.
    ///
    /// # Errors
    /// DigiCert did not answer, or the store failed.
    pub async fn read_order(&self, id: RemoteOrderId) -> Result<Option<OrderRecord>, MirrorError> {
        let at = self.clock.now();
        let record = match self.digicert.order_record(id).await {
            Ok(record) => record,
            Err(ReadError::NotFound) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        if let Some(ours) = self.id_here(id).await? {
            self.store.keep_order(ours, &record, at, None).await?;
        }
        Ok(Some(record))
    }

    /// Reads how far the validation of an order is, and the domains of which control is to be proven for it: their mails
    /// and random values are told there only.
    ///
    /// # Errors
    /// DigiCert did not answer, or the store failed.
    pub async fn read_domains_of_order(&self, id: RemoteOrderId) -> Result<Vec<Domain>, MirrorError> {
        let at = self.clock.now();
        let validation = self.digicert.order_validation(id).await?;
        if let Some(ours) = self.id_here(id).await? {
            self.store
                .order_records()
                .keep_validation(ours, &validation, at)
                .await?;
        }
        let mut domains = Vec::new();
        for id in domains_of(&validation) {
            domains.extend(self.read_domain(id).await?);
        }
        Ok(domains)
    }

    /// An order as it was last read in full; none where it never was.
    pub(super) async fn kept_order(&self, id: RemoteOrderId) -> Result<Option<OrderSnapshot>, StoreError> {
        let Some(ours) = self.id_here(id).await? else {
            return Ok(None);
        };
        let kept = self.store.order_records().find(ours).await?;
        let Some(kept) = kept.filter(|kept| kept.detailed_at.is_some()) else {
            return Ok(None);
        };
        let mut domains = Vec::new();
        if let Some((validation, _)) = &kept.validation {
            for id in domains_of(validation) {
                domains.extend(self.store.directory().domain(id).await?.map(|known| known.record));
            }
        }
        let record = kept.record;
        Ok(Some(OrderSnapshot { record, domains }))
    }

    async fn id_here(&self, id: RemoteOrderId) -> Result<Option<OrderId>, StoreError> {
        let order = self.store.orders().find_by_remote_id(id).await?;
        Ok(order.map(|order| order.id))
    }
}

/// Each domain once.
fn domains_of(validation: &OrderValidation) -> Vec<RemoteDomainId> {
    let mut ids: Vec<RemoteDomainId> = Vec::new();
    for id in validation.names.iter().filter_map(|name| name.domain) {
        if !ids.contains(&id) && ids.len() < DOMAINS {
            ids.push(id);
        }
    }
    ids
}
