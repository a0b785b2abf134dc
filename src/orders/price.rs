//! What an order may cost, judged by what DigiCert charged for earlier ones.

use jiff::Timestamp;

use super::Orders;
use crate::domain::order::{OrderRequest, Price, PriceTerms};
use crate::store::StoreError;

/// What an order like another one cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SimilarPrice {
    /// What DigiCert charged.
    pub price: Price,
    /// In what the two are alike.
    pub terms: PriceTerms,
    /// When it was sent.
    pub at: Timestamp,
}

impl Orders {
    /// What the newest order of this desk with as many names and the same validity cost, where that is known.
    ///
    /// # Errors
    /// The store failed.
    pub async fn price_of_similar(&self, request: &OrderRequest) -> Result<Option<SimilarPrice>, StoreError> {
        let terms = PriceTerms::of(request);
        let order = self.store.orders().priced(terms).await?;
        Ok(order.and_then(|order| {
            Some(SimilarPrice {
                price: order.remote?.price?,
                terms,
                at: order.attempt?.at,
            })
        }))
    }
}
