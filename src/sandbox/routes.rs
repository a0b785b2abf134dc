//! The routes of the API, family by family; whatever is not named here is `not_found|route`.

use super::{
    account,
    answer::{Answer, Refusal},
    certificates,
    door::Call,
    orders, organizations, products, requests,
    shared::Shared,
};

/// Finds the route of a call and lets it answer.
pub(crate) fn dispatch(shared: &Shared, call: &Call) -> Result<Answer, Refusal> {
    let path: Vec<&str> = call.incoming.segments.iter().map(String::as_str).collect();
    let Some((family, rest)) = path.split_first() else {
        return Err(Refusal::NotFound("route"));
    };
    match *family {
        "order" => orders::answer(shared, call, rest),
        "certificate" => certificates::answer(shared, call, rest),
        "product" => products::answer(shared, call, rest),
        "organization" => organizations::answer(shared, call, rest),
        "request" => requests::answer(shared, call, rest),
        "finance" if call.incoming.method == "POST" => orders::estimate(shared, call, rest),
        "container" | "user" | "account" | "finance" | "domain" => account::answer(shared, call, family, rest),
        _ => Err(Refusal::NotFound("route")),
    }
}
