//! Who may use which address. One table; what is not in it is denied.

use axum::extract::{MatchedPath, Request};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use super::failure::Failure;
use super::visit::Visit;
use crate::domain::operator::Act;

/// What an address asks of the person who uses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Nothing.
    Public,
    /// That they are signed in.
    SignedIn,
    /// That they are signed in and may do this.
    May(Act),
}

const GET: &Method = &Method::GET;
const POST: &Method = &Method::POST;

/// The policy of every address, by method and route as the router knows it.
pub static POLICY: &[(&Method, &str, Access)] = &[
    (GET, "/healthz", Access::Public),
    (GET, "/readyz", Access::Public),
    (GET, "/assets/{name}", Access::Public),
    (GET, "/pkg/{name}", Access::Public),
    (GET, "/favicon.ico", Access::Public),
    (GET, "/robots.txt", Access::Public),
    (GET, "/login", Access::Public),
    (POST, "/login", Access::Public),
    (POST, "/logout", Access::SignedIn),
    (GET, "/", Access::May(Act::Read)),
    (GET, "/account", Access::SignedIn),
    (POST, "/account", Access::SignedIn),
    (POST, "/account/password", Access::SignedIn),
    (GET, "/orders", Access::May(Act::Read)),
    (GET, "/orders.csv", Access::May(Act::Read)),
    (GET, "/orders.json", Access::May(Act::Read)),
    (GET, "/orders/views", Access::May(Act::Read)),
    (GET, "/orders/views/new", Access::May(Act::Read)),
    (POST, "/orders/views/new", Access::May(Act::Read)),
    (GET, "/orders/views/{id}", Access::May(Act::Read)),
    (POST, "/orders/views/{id}", Access::May(Act::Read)),
    (POST, "/orders/views/{id}/delete", Access::May(Act::Read)),
    (GET, "/orders/new", Access::May(Act::Draft)),
    (POST, "/orders/new", Access::May(Act::Draft)),
    (GET, "/orders/{id}", Access::May(Act::Read)),
    (GET, "/orders/{id}/edit", Access::May(Act::Draft)),
    (POST, "/orders/{id}/edit", Access::May(Act::Draft)),
    (GET, "/orders/{id}/edit/{section}", Access::May(Act::Draft)),
    (POST, "/orders/{id}/edit/{section}", Access::May(Act::Draft)),
    (GET, "/orders/{id}/check", Access::May(Act::Draft)),
    (POST, "/orders/{id}/ask-approval", Access::May(Act::Place)),
    (POST, "/orders/{id}/withdraw", Access::May(Act::Place)),
    (GET, "/orders/{id}/approve", Access::May(Act::Approve)),
    (POST, "/orders/{id}/approve", Access::May(Act::Approve)),
    (POST, "/orders/{id}/reject", Access::May(Act::Approve)),
    (POST, "/orders/{id}/discard", Access::May(Act::Draft)),
    (POST, "/orders/{id}/place-with-card", Access::May(Act::Place)),
    (POST, "/orders/{id}/again", Access::May(Act::Draft)),
    (POST, "/orders/{id}/renew", Access::May(Act::Draft)),
    // What it is decides who may: see `changes::act_of`.
    (POST, "/orders/{id}/changes", Access::May(Act::Follow)),
    (GET, "/orders/{id}/give-up", Access::May(Act::Settle)),
    (POST, "/orders/{id}/give-up", Access::May(Act::Settle)),
    (GET, "/orders/{id}/certificate", Access::May(Act::Read)),
    (GET, "/orders/{id}/certificate/{file}", Access::May(Act::Read)),
    (GET, "/orders/{id}/certificate/held", Access::May(Act::Approve)),
    (GET, "/orders/{id}/certificate/held/evidence", Access::May(Act::Approve)),
    (POST, "/actions/fetch-certificate", Access::May(Act::Read)),
    (GET, "/orders/{id}/template", Access::May(Act::Draft)),
    (POST, "/orders/{id}/template", Access::May(Act::Draft)),
    (POST, "/orders/{id}/notes", Access::May(Act::Draft)),
    (POST, "/orders/{id}/notes/{note}/strike", Access::May(Act::Draft)),
    (POST, "/orders/{id}/bundle", Access::May(Act::Read)),
    (GET, "/templates", Access::May(Act::Draft)),
    (GET, "/templates/{id}", Access::May(Act::Draft)),
    (POST, "/templates/{id}", Access::May(Act::Draft)),
    (POST, "/templates/{id}/start", Access::May(Act::Draft)),
    (GET, "/templates/{id}/delete", Access::May(Act::Draft)),
    (POST, "/templates/{id}/delete", Access::May(Act::Draft)),
    (POST, "/actions/place-order", Access::May(Act::Place)),
    (POST, "/actions/look-again", Access::May(Act::Place)),
    (POST, "/actions/link-order", Access::May(Act::Settle)),
    (POST, "/actions/dismiss-candidates", Access::May(Act::Settle)),
    (POST, "/actions/adopt-order", Access::May(Act::Settle)),
    (POST, "/actions/refresh-order", Access::May(Act::Read)),
    (GET, "/organizations", Access::May(Act::Read)),
    (GET, "/organizations.csv", Access::May(Act::Read)),
    (GET, "/organizations/{id}", Access::May(Act::Read)),
    (POST, "/organizations/{id}/numbers", Access::May(Act::KeepContacts)),
    (GET, "/domains", Access::May(Act::Read)),
    (GET, "/domains/{id}", Access::May(Act::Read)),
    (POST, "/actions/read-account", Access::May(Act::Read)),
    (POST, "/actions/read-organization", Access::May(Act::Read)),
    (POST, "/actions/read-domain", Access::May(Act::Read)),
    (GET, "/organizations/new", Access::May(Act::ChangeOrganizations)),
    (POST, "/organizations/new", Access::May(Act::ChangeOrganizations)),
    (
        POST,
        "/organizations/{id}/changes",
        Access::May(Act::ChangeOrganizations),
    ),
    (
        POST,
        "/organizations/{id}/contacts",
        Access::May(Act::ChangeOrganizations),
    ),
    (GET, "/contacts", Access::May(Act::Read)),
    (GET, "/contacts/new", Access::May(Act::KeepContacts)),
    (POST, "/contacts/new", Access::May(Act::KeepContacts)),
    (GET, "/contacts/erased", Access::May(Act::ErasePeople)),
    (GET, "/contacts/{id}", Access::May(Act::Read)),
    (GET, "/contacts/{id}/edit", Access::May(Act::KeepContacts)),
    (POST, "/contacts/{id}/edit", Access::May(Act::KeepContacts)),
    (POST, "/contacts/{id}/keep", Access::May(Act::KeepContacts)),
    (POST, "/contacts/{id}/delete", Access::May(Act::KeepContacts)),
    (GET, "/contacts/{id}/erase", Access::May(Act::ErasePeople)),
    (POST, "/contacts/{id}/erase", Access::May(Act::ErasePeople)),
    (GET, "/contacts/{id}/appoint", Access::May(Act::ChangeOrganizations)),
    (GET, "/domains/new", Access::May(Act::ChangeOrganizations)),
    (POST, "/domains/new", Access::May(Act::ChangeOrganizations)),
    (POST, "/domains/{id}/changes", Access::May(Act::ChangeOrganizations)),
    (GET, "/changes", Access::May(Act::Read)),
    (GET, "/changes/{id}", Access::May(Act::Read)),
    // Who may write and send a change depends on what it is: see `changes::act_of`.
    (GET, "/changes/{id}/edit", Access::May(Act::Follow)),
    (POST, "/changes/{id}/edit", Access::May(Act::Follow)),
    (GET, "/changes/{id}/check", Access::May(Act::Follow)),
    (POST, "/changes/{id}/go-on", Access::May(Act::Follow)),
    (POST, "/changes/{id}/send", Access::May(Act::Follow)),
    (POST, "/changes/{id}/settle", Access::May(Act::Follow)),
    (POST, "/changes/{id}/discard", Access::May(Act::Follow)),
    (POST, "/changes/{id}/ask-approval", Access::May(Act::Revoke)),
    (POST, "/changes/{id}/withdraw", Access::May(Act::Revoke)),
    (POST, "/changes/{id}/approve", Access::May(Act::Approve)),
    (POST, "/changes/{id}/reject", Access::May(Act::Approve)),
    (POST, "/actions/submit-change", Access::May(Act::Follow)),
    (POST, "/actions/read-back-change", Access::May(Act::Follow)),
    (GET, "/rules", Access::May(Act::Read)),
    (GET, "/settings", Access::May(Act::Read)),
    (GET, "/people", Access::May(Act::ManagePeople)),
    (GET, "/people/new", Access::May(Act::ManagePeople)),
    (POST, "/people/new", Access::May(Act::ManagePeople)),
    (GET, "/people/{id}", Access::May(Act::ManagePeople)),
    (POST, "/people/{id}", Access::May(Act::ManagePeople)),
    (POST, "/people/{id}/password", Access::May(Act::ManagePeople)),
];

/// The policy of one address; nothing where it has none. A HEAD request is a GET without its body.
#[must_use]
pub fn access(method: &Method, route: &str) -> Option<Access> {
    let method = if method == Method::HEAD { GET } else { method };
    POLICY
        .iter()
        .find(|(known, path, _)| *known == method && *path == route)
        .map(|(.., access)| *access)
}

/// Lets a request through where the table allows it. Addresses that no route has are let through to "not found".
pub async fn enforce(request: Request, next: Next) -> Response {
    let Some(route) = request.extensions().get::<MatchedPath>() else {
        return next.run(request).await;
    };
    let access = access(request.method(), route.as_str());
    let operator = request
        .extensions()
        .get::<Visit>()
        .and_then(|visit| visit.operator.as_ref());
    match (access, operator) {
        (Some(Access::Public), _) | (Some(Access::SignedIn), Some(_)) => next.run(request).await,
        (Some(Access::May(act)), Some(operator)) if operator.may(act) => next.run(request).await,
        // Another method at an address there is: no handler takes it, so nobody is asked who they are.
        (None, _) if POLICY.iter().any(|(_, path, _)| *path == route.as_str()) => Failure::NotFound.into_response(),
        (None, _) => {
            tracing::error!(route = route.as_str(), method = %request.method(), "no policy for this route; denied");
            Failure::Forbidden.into_response()
        }
        (Some(_), Some(_)) => Failure::Forbidden.into_response(),
        (Some(_), None) if matches!(*request.method(), Method::GET | Method::HEAD) => {
            let wanted = request.uri().path_and_query().map_or("/", |path| path.as_str());
            let query = form_urlencoded::Serializer::new(String::new())
                .append_pair("next", wanted)
                .finish();
            Redirect::to(&format!("/login?{query}")).into_response()
        }
        (Some(_), None) => Failure::SignedOut.into_response(),
    }
}
