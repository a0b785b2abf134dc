//! The calls that change nothing. They are tried again for a patient client only: the caller knows whether anybody waits.

use reqwest::RequestBuilder;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::answer::Answer;
use super::breaker::Sign;
use super::client::DigiCert;
use super::failure::{ReadError, judge};
use super::pace::Asker;
use super::patience::Tried;
use super::wire::account::{Account, Balance, Container, Containers, Me};
use super::wire::errors;
use super::wire::estimate::{Estimate, Question};
use super::wire::order_info::{FoundOrder, FoundOrders, OrderInfo};
use super::wire::organizations::{Organization, Organizations, Person, User};
use super::wire::products::Product;
use crate::domain::ids::{Reference, RemoteOrderId};
use crate::domain::order::OrderRequest;

/// The most entries of one list (CertCentral: Pagination).
pub(super) const MOST_ENTRIES: u16 = 1000;

impl DigiCert {
    /// Whose key this is and what it may do (CertCentral: User info, `/user/me`).
    ///
    /// # Errors
    /// As for every reading call; a wrong key is [`ReadError::Denied`].
    pub async fn me(&self) -> Result<Me, ReadError> {
        self.read(&["user", "me"], &[]).await
    }

    /// A user of the account, with the details an order may overwrite (CertCentral: User info).
    ///
    /// # Errors
    /// As for every reading call. A contact who is no user is [`ReadError::NotFound`].
    pub async fn user(&self, id: &str) -> Result<Person, ReadError> {
        self.read::<User>(&["user", id], &[]).await.map(Person::from)
    }

    /// The account (CertCentral: Account details).
    ///
    /// # Errors
    /// As for every reading call.
    pub async fn account(&self) -> Result<Account, ReadError> {
        self.read(&["account"], &[]).await
    }

    /// The balance of a container; required where the account has several (CertCentral: View balance).
    ///
    /// # Errors
    /// As for every reading call.
    pub async fn balance(&self, container: Option<&str>) -> Result<Balance, ReadError> {
        let query: Vec<_> = container.map(|id| ("container_id", id)).into_iter().collect();
        self.read(&["finance", "balance"], &query).await
    }

    /// What an order would cost (CertCentral: Price estimate). Nothing is ordered, though it is a `POST`; it is asked once
    /// by a patient client too.
    ///
    /// # Errors
    /// As for every reading call.
    pub async fn price_estimate(&self, request: &OrderRequest) -> Result<Estimate, ReadError> {
        let url = self
            .address(&["finance", "order-pricing"], &[])
            .ok_or(ReadError::NotFound)?;
        let question = self.inner.reading.post(url).json(&Question::of(request));
        understood(self.exchange(question).await.brought?)
    }

    /// A product with its server platforms (CertCentral: Product info).
    ///
    /// # Errors
    /// As for every reading call; a product this account has not is [`ReadError::NotFound`].
    pub async fn product(&self, name_id: &str) -> Result<Product, ReadError> {
        self.read(&["product", name_id], &[]).await
    }

    /// Organizations, active or not, whose id is `search` or whose name holds it (CertCentral: List organizations).
    ///
    /// # Errors
    /// As for every reading call.
    pub async fn organizations(&self, search: Option<&str>, limit: u16) -> Result<Organizations, ReadError> {
        let limit = limit.clamp(1, MOST_ENTRIES).to_string();
        let mut query = vec![("include_validation", "true"), ("limit", limit.as_str())];
        if let Some(search) = search.map(str::trim).filter(|search| !search.is_empty()) {
            query.push(("filters[search]", search));
        }
        self.read(&["organization"], &query).await
    }

    /// An organization with its contacts (CertCentral: Organization info).
    ///
    /// # Errors
    /// As for every reading call.
    pub async fn organization(&self, id: &str) -> Result<Organization, ReadError> {
        self.read(&["organization", id], &[("include_validation", "true")])
            .await
    }

    /// The containers, which people call divisions (CertCentral: List containers).
    ///
    /// # Errors
    /// As for every reading call.
    pub async fn containers(&self) -> Result<Vec<Container>, ReadError> {
        self.read::<Containers>(&["container"], &[])
            .await
            .map(|answer| answer.containers)
    }

    /// An order (CertCentral: Order info).
    ///
    /// # Errors
    /// As for every reading call.
    pub async fn order(&self, id: RemoteOrderId) -> Result<OrderInfo, ReadError> {
        self.read(&["order", "certificate", &id.to_string()], &[]).await
    }

    /// All orders that carry our reference (CertCentral: Get orders by alternative order ID).
    ///
    /// None means that DigiCert said so: a list without orders, or a 404 about the order. A 404 that is not DigiCert's,
    /// or that denies the call itself (`not_found|route`), is an error, and so is one entry that cannot be read:
    /// somebody may conclude from the number found that an order does not exist.
    ///
    /// # Errors
    /// As for every reading call.
    pub async fn orders_with_reference(&self, reference: &Reference) -> Result<Vec<FoundOrder>, ReadError> {
        let answer = self.fetch(&["order", "alternate", &reference.0], &[]).await?;
        if says_no_such_order(&answer) {
            return Ok(Vec::new());
        }
        understood::<FoundOrders>(answer).map(|found| found.orders)
    }

    pub(super) async fn read<T: DeserializeOwned>(
        &self,
        parts: &[&str],
        query: &[(&str, &str)],
    ) -> Result<T, ReadError> {
        understood(self.fetch(parts, query).await?)
    }

    pub(super) async fn fetch(&self, parts: &[&str], query: &[(&str, &str)]) -> Result<Answer, ReadError> {
        let url = self.address(parts, query).ok_or(ReadError::NotFound)?;
        let ask = || self.exchange(self.inner.reading.get(url.clone()));
        match self.patience {
            Some(patience) => patience.spend(ask).await,
            None => ask().await.brought,
        }
    }

    /// Whoever is patient is nobody.
    fn asker(&self) -> Asker {
        self.patience.map_or(Asker::Person, |_| Asker::Desk)
    }

    async fn exchange(&self, request: RequestBuilder) -> Tried {
        let (brought, away) = match self.inner.breaker.enter() {
            Err(silence) => (Err(ReadError::LeftAlone(silence)), None),
            Ok(pass) => match self.inner.pace.take(self.inner.longest_wait, self.asker()).await {
                Err(wait) => (Err(ReadError::RateLimited), Some(wait)),
                Ok(()) => {
                    let brought = answer_to(request).await;
                    pass.tell(brought.as_ref().map_or(Sign::Silent, Answer::sign));
                    let away = brought.as_ref().ok().and_then(|answer| answer.retry_after);
                    (brought, away)
                }
            },
        };
        if let Ok(answer) = &brought
            && answer.status == 429
        {
            self.inner.pace.hold(away);
        }
        Tried { brought, away }
    }
}

async fn answer_to(request: RequestBuilder) -> Result<Answer, ReadError> {
    let response = request.send().await.map_err(ReadError::of_transport)?;
    Ok(Answer::read(response).await)
}

fn understood<T: DeserializeOwned>(answer: Answer) -> Result<T, ReadError> {
    let status = answer.status;
    let json: Value = judge(answer)?;
    serde_json::from_value(json).map_err(|source| ReadError::Unreadable {
        status,
        source: Some(source),
    })
}

fn says_no_such_order(answer: &Answer) -> bool {
    let errors = answer.json().as_ref().map(errors::of).unwrap_or_default();
    answer.status == 404 && !errors.is_empty() && !errors.iter().any(|error| error.code.ends_with("|route"))
}
