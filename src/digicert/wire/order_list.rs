//! The list of orders: what can be asked of it, and a page of it (CertCentral: List orders).
//!
//! Somebody may conclude from an order's absence that it does not exist. So a page is read in whole or not at all, and
//! what was never seen as an empty list is no empty list: see [`OrderPage`].

use jiff::civil::Date;
use jiff::{Span, Timestamp};
use serde::Deserialize;
use serde::de::{DeserializeOwned, Error};
use serde_json::Value;

use super::account::Named;
use super::loose;
use super::order_info::{OrderCertificate, ProductName};
use crate::domain::ids::{CertificateId, RemoteOrderId};
use crate::domain::order::RemoteStatus;

/// The most orders of one page (CertCentral: Pagination).
const MOST_ORDERS: u16 = 1000;

/// By how much a day is widened, see [`Created`].
const DOUBT_DAYS: i64 = 2;

/// Which orders to list, and which page of them. Filters that DigiCert would not know let everything through, so whoever
/// asks compares what comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderQuery {
    /// DigiCert's name of the product.
    pub product: Option<String>,
    /// The common name, in whole; `%` stands for any characters.
    pub common_name: Option<String>,
    /// When they were created.
    pub created: Option<Created>,
    /// The most of one page, at most 1000.
    pub limit: u16,
    /// How many to skip.
    pub offset: u64,
}

impl Default for OrderQuery {
    /// The first page of all orders, the oldest first.
    fn default() -> Self {
        Self {
            product: None,
            common_name: None,
            created: None,
            limit: MOST_ORDERS,
            offset: 0,
        }
    }
}

/// When orders were created, in days of UTC; both days belong to it.
///
/// More may come than was asked for, never less. DigiCert documents `filters[…]=a...b` and `filters[…]=>a`, but neither
/// whether the days themselves belong to it nor in which zone they are: the zone of Status change list is Mountain time,
/// this one's is not named. So two days more are asked for at each open question, and whoever asks compares
/// `date_created`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Created {
    /// On this day or later.
    Since(Date),
    /// From the first to the last day.
    Between(Date, Date),
}

impl Created {
    fn filter(self) -> String {
        let doubt = Span::new().days(DOUBT_DAYS);
        match self {
            Self::Since(day) => format!(">{}", day.saturating_sub(doubt)),
            Self::Between(first, last) => {
                format!("{}...{}", first.saturating_sub(doubt), last.saturating_add(doubt))
            }
        }
    }
}

impl OrderQuery {
    /// The query as it goes into the address.
    pub(crate) fn pairs(&self) -> Vec<(&'static str, String)> {
        let filters = [
            ("filters[product_name_id]", self.product.clone()),
            ("filters[common_name]", self.common_name.clone()),
            ("filters[date_created]", self.created.map(Created::filter)),
        ];
        let mut pairs: Vec<_> = filters
            .into_iter()
            .filter_map(|(name, value)| value.map(|value| (name, value)))
            .collect();
        // By id upwards, so that what is created while pages are read comes at the end and nothing is skipped. The usual
        // order is not documented.
        pairs.push(("sort", "order_id".to_owned()));
        pairs.push(("limit", self.limit.clamp(1, MOST_ORDERS).to_string()));
        pairs.push(("offset", self.offset.to_string()));
        pairs
    }

    /// The query for the page after this one; none when this was the last: it was empty, or it ended where the list ends
    /// by what the answer tells.
    #[must_use]
    pub fn after(&self, page: &OrderPage) -> Option<Self> {
        let count = u64::try_from(page.orders.len()).ok().filter(|count| *count > 0)?;
        let offset = self.offset.saturating_add(count);
        if page.told.total.is_some_and(|total| total <= offset) {
            return None;
        }
        Some(Self { offset, ..self.clone() })
    }
}

/// A page of the list.
///
/// An empty list loses its key: DigiCert then answers with `page` alone, and that, or a list that is there and empty,
/// means that there are none. A bare `{}` is how Status change list says none, but was never seen here; as it may as well
/// be a list in a form that this version does not know, it is an error. So is `page` alone where it counts orders that
/// should have stood on this page, one entry without an id, and a page that begins elsewhere than was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderPage {
    /// The orders on it.
    pub orders: Vec<ListedOrder>,
    /// What the answer tells of the page itself.
    pub told: Paging,
}

/// What an answer tells of the page itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Paging {
    /// How many there are on all pages.
    #[serde(default, deserialize_with = "loose::count")]
    pub total: Option<u64>,
    /// The most of one page.
    #[serde(default, deserialize_with = "loose::count")]
    pub limit: Option<u64>,
    /// How many were skipped.
    #[serde(default, deserialize_with = "loose::count")]
    pub offset: Option<u64>,
}

impl OrderPage {
    /// Reads the answer to a query.
    pub(crate) fn read(answer: Value, query: &OrderQuery) -> Result<Self, serde_json::Error> {
        let told: Option<Paging> = loose::object(answer.get("page").unwrap_or(&Value::Null))?;
        let orders = entries(answer)?;
        if orders.is_none() && told.is_none() {
            return Err(Error::custom("neither orders nor a page"));
        }
        let (orders, told) = (orders.unwrap_or_default(), told.unwrap_or_default());
        if told.offset.is_some_and(|offset| offset != query.offset) {
            return Err(Error::custom("a page that begins elsewhere"));
        }
        if orders.is_empty() && told.total.is_some_and(|total| total > query.offset) {
            return Err(Error::custom("a page without the orders it counts"));
        }
        Ok(Self { orders, told })
    }
}

/// The entries under `orders`, each of which must be readable; none where the key is missing.
pub(crate) fn entries<T: DeserializeOwned>(mut answer: Value) -> Result<Option<Vec<T>>, serde_json::Error> {
    let orders = answer.get_mut("orders").map(Value::take);
    orders.filter(|orders| !orders.is_null()).map(loose::every).transpose()
}

/// An order in the list. All but the id may be missing; the CSR, comments and our reference are never there.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ListedOrder {
    /// Its id.
    #[serde(deserialize_with = "loose::required_order_id")]
    pub id: RemoteOrderId,
    /// Its status.
    #[serde(default, deserialize_with = "loose::status")]
    pub status: Option<RemoteStatus>,
    /// Its primary certificate.
    #[serde(default, deserialize_with = "loose::object")]
    pub certificate: Option<OrderCertificate>,
    /// When it was placed.
    #[serde(default, deserialize_with = "loose::moment")]
    pub date_created: Option<Timestamp>,
    /// Whom it is for; absent on some orders.
    #[serde(default, deserialize_with = "loose::object")]
    pub organization: Option<Named>,
    /// Where it is filed and billed.
    #[serde(default, deserialize_with = "loose::object")]
    pub container: Option<Named>,
    /// What was ordered.
    #[serde(default, deserialize_with = "loose::object")]
    pub product: Option<ProductName>,
    /// DigiCert's name of the product once more.
    #[serde(default, deserialize_with = "loose::text")]
    product_name_id: Option<String>,
    /// What it costs, as it came: without a currency.
    #[serde(default, deserialize_with = "loose::text")]
    pub price: Option<String>,
    /// The last day of the order.
    #[serde(default, deserialize_with = "loose::day")]
    pub order_valid_till: Option<Date>,
    /// How often it was reissued.
    #[serde(default, deserialize_with = "loose::count")]
    pub reissues_count: Option<u64>,
    /// Whether another order renewed it.
    #[serde(default, deserialize_with = "loose::flag")]
    pub is_renewed: Option<bool>,
}

impl ListedOrder {
    /// The id of its certificate.
    #[must_use]
    pub fn certificate_id(&self) -> Option<CertificateId> {
        self.certificate.as_ref().and_then(|certificate| certificate.id)
    }

    /// The common name of its certificate.
    #[must_use]
    pub fn common_name(&self) -> Option<&str> {
        self.certificate
            .as_ref()
            .and_then(|certificate| certificate.common_name.as_deref())
    }

    /// All names of its certificate.
    #[must_use]
    pub fn dns_names(&self) -> &[String] {
        self.certificate
            .as_ref()
            .map_or(&[], |certificate| certificate.dns_names.as_slice())
    }

    /// DigiCert's name of its product, from either place where it may stand.
    #[must_use]
    pub fn product_name_id(&self) -> Option<&str> {
        let product = self.product.as_ref().and_then(|product| product.name_id.as_deref());
        product.or(self.product_name_id.as_deref())
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed assumption should fail the test")]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_a_page_is() {
        for (answer, offset, expected) in [
            (
                json!({"orders": [{"id": 7}, {"id": "8"}], "page": {"total": 2}}),
                0,
                Some(2),
            ),
            (json!({"orders": [{"id": 7}]}), 0, Some(1)),
            (json!({"orders": {"1": {"id": 7}}, "page": []}), 0, Some(1)),
            (json!({"orders": []}), 0, Some(0)),
            (json!({"orders": [], "page": {"total": "0"}}), 0, Some(0)),
            (json!({"orders": null, "page": {"total": 0}}), 0, Some(0)),
            (json!({"page": {"total": 0, "limit": 1000, "offset": 0}}), 0, Some(0)),
            (json!({"page": {"total": 5, "limit": 5, "offset": 5}}), 5, Some(0)),
            (json!({"page": {}}), 0, Some(0)),
            (json!({}), 0, None),
            (json!([]), 0, None),
            (json!(null), 0, None),
            (json!({"orders": null}), 0, None),
            (json!({"page": []}), 0, None),
            (json!({"page": {"total": 5, "offset": 0}}), 0, None),
            (json!({"page": {"total": 5, "offset": 4}}), 4, None),
            (json!({"orders": [{"id": 7}], "page": {"offset": 0}}), 1, None),
            (
                json!({"orders": [{"id": 7}, {"status": "issued"}], "page": {}}),
                0,
                None,
            ),
            (json!({"orders": [null], "page": {}}), 0, None),
            (json!({"orders": "none", "page": {}}), 0, None),
            (json!({"errors": [{"code": "odd"}]}), 0, None),
        ] {
            let query = OrderQuery {
                offset,
                ..OrderQuery::default()
            };
            let page = OrderPage::read(answer.clone(), &query);
            assert_eq!(page.ok().map(|page| page.orders.len()), expected, "{answer}");
        }
    }

    #[test]
    fn where_pages_end() {
        for (offset, ids, total, expected) in [
            (0, vec![1, 2], Some(5), Some(2)),
            (2, vec![3, 4], Some(5), Some(4)),
            (4, vec![5], Some(5), None),
            (0, vec![1, 2], Some(1), None),
            (0, vec![1, 2], None, Some(2)),
            (0, vec![], Some(0), None),
            (2, vec![], None, None),
        ] {
            let query = OrderQuery {
                offset,
                common_name: Some("kept".to_owned()),
                ..OrderQuery::default()
            };
            let orders: Vec<Value> = ids.iter().map(|id| json!({ "id": id })).collect();
            let answer = json!({"orders": orders, "page": {"total": total}});
            let next = query.after(&OrderPage::read(answer, &query).unwrap());
            let expected = expected.map(|offset| OrderQuery {
                offset,
                ..query.clone()
            });
            assert_eq!(next, expected, "{offset} {ids:?} {total:?}");
        }
    }

    #[test]
    fn days_are_widened() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        for (created, expected) in [
            (Created::Since(day("2026-03-01")), ">2026-02-27"),
            (
                Created::Between(day("2026-03-01"), day("2026-03-01")),
                "2026-02-27...2026-03-03",
            ),
            (Created::Between(Date::MIN, Date::MAX), "-009999-01-01...9999-12-31"),
        ] {
            assert_eq!(created.filter(), expected);
        }
    }
}
