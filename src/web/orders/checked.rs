//! A form with the verdict of every rule on it, as the pages ask for it.

use crate::domain::ids::OrderId;
use crate::domain::order::OrderForm;
use crate::domain::order::check::Checked;
use crate::orders::Caller;
use crate::store::StoreError;
use crate::web::state::AppState;

/// Applies every rule to a form; `id` is the order's own, once it has one.
pub(super) async fn check(state: &AppState, form: &OrderForm, id: Option<OrderId>) -> Result<Checked, StoreError> {
    state.orders().check(form, id, caller(state).await).await
}

/// What DigiCert told of the desk's key. Where it told nothing, the key is taken for a person's: DigiCert itself refuses
/// what a service user left out.
pub(super) async fn caller(state: &AppState) -> Caller {
    let connection = state.connection();
    let (is_service_user, choices) = tokio::join!(connection.is_service_user(), connection.choices());
    Caller {
        is_service_user: is_service_user.unwrap_or(false),
        multi_year_plans: choices.multi_year_plans,
    }
}
