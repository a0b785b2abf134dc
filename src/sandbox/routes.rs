//! The routes of the API, family by family; whatever is not named here is `not_found|route`.

use super::{
    account,
    answer::{Answer, Refusal},
    certificates, containers, domains,
    door::Call,
    orders, organizations, products, requests,
    shared::Shared,
    users,
};

/// Finds the route of a call and lets it answer.
pub(crate) fn dispatch(shared: &Shared, call: &Call) -> Result<Answer, Refusal> {
    let path: Vec<&str> = call.incoming.segments.iter().map(String::as_str).collect();
    let Some((family, rest)) = path.split_first() else {
        return Err(Refusal::NotFound("route"));
    };
    let about_the_account = |answer| with_quirks(shared, answer);
    match *family {
        "order" => orders::answer(shared, call, rest),
        "certificate" => certificates::answer(shared, call, rest),
        "product" => products::answer(shared, call, rest),
        "organization" => organizations::answer(shared, call, rest).map(about_the_account),
        "domain" => domains::answer(shared, call, rest).map(about_the_account),
        "container" => containers::answer(shared, call, rest).map(about_the_account),
        "user" => users::answer(shared, call, rest).map(about_the_account),
        "request" => requests::answer(shared, call, rest),
        "finance" if call.incoming.method == "POST" => orders::estimate(shared, call, rest),
        "account" | "finance" => account::answer(shared, call, family, rest),
        _ => Err(Refusal::NotFound("route")),
    }
}

/// An answer with the oddities that are switched on.
fn with_quirks(shared: &Shared, answer: Answer) -> Answer {
    match answer {
        Answer::Json(status, value) => Answer::Json(status, shared.settings().quirks.apply(value)),
        other => other,
    }
}
