//! What the check page says about money: what can be spent, what the order is estimated to cost, or what one like it
//! cost.

use leptos::prelude::*;

use super::answers::validity;
use crate::causes::causes;
use crate::digicert::{Balance, ReadError};
use crate::domain::order::{OrderRequest, Price};
use crate::domain::payment::PaymentMethod;
use crate::domain::validity::Validity;
use crate::orders::SimilarPrice;
use crate::web::state::AppState;
use crate::web::ui::{Notice, Tone};
use crate::words::Words;

/// The balance an order is paid from, read now; nothing where it is paid otherwise.
pub(super) async fn balance(state: &AppState, request: &OrderRequest) -> Option<Result<Balance, ReadError>> {
    let is_from_balance = request.payment.method() == PaymentMethod::Balance;
    if !is_from_balance {
        return None;
    }
    Some(state.connection().balance(request.container.as_deref()).await)
}

/// What DigiCert estimates an order to cost, asked now; nothing where it does not say.
pub(super) async fn estimate(state: &AppState, request: &OrderRequest) -> Option<Price> {
    match state.connection().price_estimate(request).await {
        Ok(price) => price,
        Err(error) => {
            tracing::info!(error = causes(&error), "DigiCert gave no estimate of a price");
            None
        }
    }
}

/// What is known about an order's money.
pub(super) struct Money {
    /// The balance below which there is a warning.
    pub low: u32,
    /// The balance, where the order is paid from it.
    pub balance: Option<Result<Balance, ReadError>>,
    /// What DigiCert estimates.
    pub estimate: Option<Price>,
    /// What an order like it cost.
    pub similar: Option<SimilarPrice>,
}

/// What DigiCert estimates, else what an order like this cost, else that nobody knows.
fn price_sentence(words: Words, estimate: Option<Price>, similar: Option<SimilarPrice>) -> String {
    if let Some(price) = estimate {
        return words.with("check-price-estimate", [("price", price.to_string().into())]);
    }
    let Some(similar) = similar else {
        return words.text("check-price");
    };
    let validity = match similar.terms.validity {
        until @ Validity::Until(_) => words.with("check-price-until", [("day", validity(words, until).into())]),
        other => validity(words, other),
    };
    let values = [
        ("names", similar.terms.names.into()),
        ("validity", validity.into()),
        ("price", similar.price.to_string().into()),
        ("day", words.day(similar.at).into()),
    ];
    words.with("check-price-similar", values)
}

/// Their sentences, with a warning where little is left.
pub(super) fn balance_view(words: Words, money: Money) -> AnyView {
    let low = money.low;
    let price = view! { <p class="price">{price_sentence(words, money.estimate, money.similar)}</p> };
    let Some(balance) = money.balance else {
        return price.into_any();
    };
    let Ok(balance) = balance else {
        let heading = words.text("balance-unread");
        return view! { <Notice tone=Tone::Info heading=heading/>{price} }.into_any();
    };
    let currency = balance.currency.clone().unwrap_or_default();
    let amount = |text: &str| format!("{currency} {text}").trim().to_owned();
    let sentence = match balance.spendable() {
        Some(funds) => words.with("balance-available", [("amount", amount(funds).into())]),
        None => words.text("balance-unlimited"),
    };
    let warning = balance.is_below(i64::from(low).saturating_mul(100)).then(|| {
        let limit = amount(&low.to_string());
        let heading = words.with("balance-low", [("amount", limit.into())]);
        view! { <Notice tone=Tone::Warning heading=heading><p>{words.text("balance-low-text")}</p></Notice> }
    });
    view! { {warning}<p class="balance">{sentence}</p>{price} }.into_any()
}
