//! Prices, the sandbox's own since the real ones are not public, and their estimate (CertCentral: Price estimate).

use serde_json::{Value, json};

use super::check::{Findings, lifetime, missing};
use crate::sandbox::{
    answer::{Answer, Refusal},
    door::Call,
    money::Money,
    products::PRODUCT_NAME_ID,
    shared::Shared,
    store::Lifetime,
};

/// The price of a year with one name.
const YEAR: Money = Money::from_cents(23_800);
/// The price of a year of each further name.
const FURTHER_NAME: Money = Money::from_cents(4_900);

/// What an order costs, in parts.
#[derive(Clone, Copy, Default)]
pub(crate) struct PriceList {
    base: Money,
    further: Money,
    further_names: i64,
}

impl PriceList {
    /// The price of so many names for so long.
    pub(crate) fn of(names: usize, lifetime: Lifetime) -> Self {
        let further_names = i64::try_from(names.saturating_sub(1)).unwrap_or(0);
        let years = i64::from(lifetime.years());
        Self {
            base: YEAR.times(years),
            further: FURTHER_NAME.times(further_names).times(years),
            further_names,
        }
    }

    /// All parts together.
    pub(crate) fn total(self) -> Money {
        self.base.plus(self.further)
    }

    fn show(self, balance: Money) -> Value {
        json!({
            "base_price": self.base.to_number(),
            "total_price": self.total().to_number(),
            "addons_price": 0,
            "san_package_price": 0,
            "benefits_discount_total": 0,
            "fqdns": { "subtotal": self.further.to_number(), "units": self.further_names },
            "wildcards": { "subtotal": 0, "units": 0 },
            "balance": balance.to_number(),
            "currency": "EUR",
            "tax": "0.00",
            "tax_error": false,
        })
    }
}

/// Answers what an order would cost; nothing is ordered. Another product is estimated at 0, as whatever has no price.
pub(crate) fn estimate(shared: &Shared, call: &Call, path: &[&str]) -> Result<Answer, Refusal> {
    if path != ["order-pricing"] {
        return Err(Refusal::NotFound("route"));
    }
    if !call.json.as_ref().is_some_and(Value::is_object) {
        return Err(Refusal::BadFormat);
    }
    let multi_year_plans = shared.settings().multi_year_plans;
    let body = call.members();
    let mut findings = Findings::new();
    let mut names: Vec<String> = body.at("certificate").texts("dns_names");
    names.iter_mut().for_each(|name| name.make_ascii_lowercase());
    names.sort();
    names.dedup();
    if names.is_empty() {
        findings.push(missing("certificate.dns_names"));
    }
    let product = body.text("product_name_id");
    if product.is_none() {
        findings.push(missing("product_name_id"));
    }
    if body.at("order_validity").is_empty() && !body.has("validity_years") {
        findings.push(missing("validity_years"));
    }
    let lifetime = if multi_year_plans {
        asked_lifetime(call, shared, &mut findings)
    } else {
        Lifetime::Years(1)
    };
    if !findings.is_empty() {
        return Err(Refusal::Invalid(findings));
    }
    let is_sold = product.as_deref() == Some(PRODUCT_NAME_ID);
    let price = if is_sold {
        PriceList::of(names.len(), lifetime)
    } else {
        PriceList::default()
    };
    Ok(Answer::ok(price.show(shared.world().tables.balance)))
}

/// The validity asked for: `order_validity` overrides `validity_years`.
fn asked_lifetime(call: &Call, shared: &Shared, findings: &mut Findings) -> Lifetime {
    let body = call.members();
    if body.at("order_validity").is_empty() {
        let years = body
            .number("validity_years")
            .and_then(|years| i16::try_from(years).ok());
        return Lifetime::Years(years.unwrap_or(1).clamp(1, 3));
    }
    lifetime(body, shared.clock.now(), findings)
}
