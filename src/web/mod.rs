//! HTML over HTTP: [`router`] is the table of contents. A screen is a folder with its pages, its form handlers and its
//! server functions; what they share is beside this file.

pub mod app;
pub mod assets;
pub mod changes;
pub mod connection;
pub mod contacts;
pub mod context;
mod decision;
pub mod domains;
pub mod exchanges;
pub mod failure;
pub mod findings;
pub mod health;
pub mod home;
pub mod island_scripts;
pub mod layout;
pub mod listing;
mod lookalikes;
pub mod notice;
pub mod orders;
pub mod organizations;
pub mod own_account;
pub mod page;
pub mod people;
pub mod policy;
pub mod posted;
pub mod remote_errors;
pub mod render;
pub mod rules;
pub mod security;
pub mod session;
pub mod shell;
pub mod sign_in;
pub mod state;
pub mod templates;
pub mod ui;
pub mod visit;

use std::any::Any;

use axum::http::{HeaderName, Method, Request};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodRouter, get, post};
use axum::{Extension, Router};
use leptos_axum::{LeptosRoutes, generate_route_list};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, RequestId, SetRequestIdLayer};
use tower_http::trace::TraceLayer;
use tower_sessions::cookie::SameSite;
use tower_sessions::cookie::time::Duration;
use tower_sessions::{Expiry, SessionManagerLayer};

use crate::store::Sessions;

pub use assets::Assets;
pub use state::{AppState, Parts};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The most a person may submit at once: a form with a CSR and fifteen contacts fits many times over.
const BODY_BYTES: usize = 512 * 1024;

/// A route of the desk: method and path, as the policy names them.
pub type Route = (Method, String);

/// The desk as a router, and the list of everything it answers to.
pub fn router(state: AppState, sessions: Sessions, session_hours: i64) -> (Router, Vec<Route>) {
    let mut table = Table::default();
    let pages = generate_route_list(app::App);
    for page in &pages {
        table.routes.push((Method::GET, page.path().to_owned()));
    }
    for (path, method) in leptos::server_fn::axum::server_fn_paths() {
        table.routes.push((method, path.to_owned()));
    }
    let context_state = state.clone();
    let shell_state = state.clone();
    let router = handlers(&mut table)
        .leptos_routes_with_context(
            &state,
            pages,
            move || context::provide(&context_state),
            move || shell::document(shell_state.clone()),
        )
        .fallback(not_found);
    (
        layers(router, &state, sessions, session_hours).with_state(state),
        table.routes,
    )
}

/// The handlers that are not pages: forms, assets, health.
fn handlers(table: &mut Table) -> Router<AppState> {
    Router::new()
        .merge(table.get("/healthz", health::alive))
        .merge(table.get("/readyz", health::ready))
        .merge(table.get("/assets/{name}", assets::serve))
        .merge(table.get("/pkg/{name}", assets::serve))
        .merge(table.get("/favicon.ico", assets::favicon))
        .merge(table.get("/robots.txt", assets::robots))
        .merge(table.post("/login", sign_in::submit))
        .merge(table.post("/logout", sign_in::sign_out))
        .merge(table.post("/account", own_account::submit))
        .merge(table.post("/account/password", own_account::change_password))
        .merge(table.get("/orders.csv", orders::csv))
        .merge(table.get("/orders.json", orders::json))
        .merge(table.post("/orders/views/new", orders::save_view))
        .merge(table.post("/orders/views/{id}", orders::change_view))
        .merge(table.post("/orders/views/{id}/delete", orders::delete_view))
        .merge(table.post("/orders/new", orders::start))
        .merge(table.post("/orders/{id}/edit", orders::save))
        .merge(table.post("/orders/{id}/edit/{section}", orders::save_section))
        .merge(table.post("/orders/{id}/place-with-card", orders::place_with_card))
        .merge(table.post("/orders/{id}/ask-approval", orders::ask_approval))
        .merge(table.post("/orders/{id}/withdraw", orders::withdraw))
        .merge(table.post("/orders/{id}/approve", orders::approve))
        .merge(table.post("/orders/{id}/reject", orders::reject))
        .merge(table.post("/orders/{id}/discard", orders::discard))
        .merge(table.post("/orders/{id}/again", orders::again))
        .merge(table.post("/orders/{id}/renew", orders::renew))
        .merge(table.post("/orders/{id}/changes", changes::start_order_change))
        .merge(table.post("/orders/{id}/give-up", orders::give_up))
        .merge(table.get("/orders/{id}/certificate/{file}", orders::certificate_file))
        .merge(table.get("/orders/{id}/certificate/held/evidence", orders::evidence))
        .merge(table.post("/orders/{id}/template", templates::save))
        .merge(table.post("/orders/{id}/notes", orders::add_note))
        .merge(table.post("/orders/{id}/notes/{note}/strike", orders::strike_note))
        .merge(table.post("/orders/{id}/bundle", orders::bundle))
        .merge(table.post("/templates/{id}", templates::rename))
        .merge(table.post("/templates/{id}/start", templates::start))
        .merge(table.post("/templates/{id}/delete", templates::delete))
        .merge(table.get("/organizations.csv", organizations::csv))
        .merge(table.post("/organizations/{id}/numbers", organizations::keep_numbers))
        .merge(table.post("/organizations/new", changes::create_organization))
        .merge(table.post("/organizations/{id}/changes", changes::start_organization_change))
        .merge(table.post("/organizations/{id}/contacts", contacts::appoint))
        .merge(table.post("/contacts/new", contacts::add))
        .merge(table.post("/contacts/{id}/edit", contacts::change))
        .merge(table.post("/contacts/{id}/keep", contacts::keep))
        .merge(table.post("/contacts/{id}/delete", contacts::delete))
        .merge(table.post("/contacts/{id}/erase", contacts::erase))
        .merge(table.post("/domains/new", changes::create_domain))
        .merge(table.post("/domains/{id}/changes", changes::start_domain_change))
        .merge(table.post("/changes/{id}/edit", changes::save))
        .merge(table.post("/changes/{id}/go-on", changes::go_on))
        .merge(table.post("/changes/{id}/send", changes::send_confirmed))
        .merge(table.post("/changes/{id}/settle", changes::settle))
        .merge(table.post("/changes/{id}/discard", changes::discard))
        .merge(table.post("/changes/{id}/ask-approval", changes::ask_approval))
        .merge(table.post("/changes/{id}/withdraw", changes::withdraw))
        .merge(table.post("/changes/{id}/approve", changes::approve))
        .merge(table.post("/changes/{id}/reject", changes::reject))
        .merge(table.post("/people/new", people::add))
        .merge(table.post("/people/{id}", people::change))
        .merge(table.post("/people/{id}/password", people::set_password))
}

/// What every request passes, the outermost last.
fn layers(router: Router<AppState>, state: &AppState, sessions: Sessions, session_hours: i64) -> Router<AppState> {
    router
        .layer(from_fn(policy::enforce))
        .layer(CsrfLayer::new().with_rejection_response(|_| cross_site()))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(state.clone(), failure::pages))
        .layer(from_fn_with_state(state.clone(), visit::begin))
        .layer(session_layer(state, sessions, session_hours))
        .layer(from_fn_with_state(state.clone(), failure::pages))
        .layer(RequestBodyLimitLayer::new(BODY_BYTES))
        .layer(from_fn_with_state(state.clone(), security::headers))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(Extension(state.clone()))
        .layer(CompressionLayer::new())
        .layer(PropagateRequestIdLayer::new(REQUEST_ID))
        .layer(TraceLayer::new_for_http().make_span_with(span))
        .layer(SetRequestIdLayer::new(REQUEST_ID, MakeRequestUuid))
}

/// Only the path goes into the log: a query may hold what a person typed.
fn span<B>(request: &Request<B>) -> tracing::Span {
    let id = request
        .extensions()
        .get::<RequestId>()
        .and_then(|id| id.header_value().to_str().ok())
        .unwrap_or_default();
    tracing::info_span!("request", method = %request.method(), path = request.uri().path(), request_id = id)
}

fn session_layer(state: &AppState, sessions: Sessions, hours: i64) -> SessionManagerLayer<Sessions> {
    let is_behind_tls = state.is_behind_tls();
    SessionManagerLayer::new(sessions)
        .with_name(if is_behind_tls { "__Host-pkio-desk" } else { "pkio-desk" })
        .with_secure(is_behind_tls)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(Duration::hours(hours)))
}

fn cross_site() -> Response {
    tracing::warn!("a request from another site was turned away");
    failure::Failure::CrossSite.into_response()
}

/// Caught twice: inside, so that a person gets a page, and outside, for what the outer layers may do.
fn panicked(_: Box<dyn Any + Send>) -> Response {
    tracing::error!("a handler panicked");
    failure::Failure::Unforeseen.into_response()
}

/// An address no route has; one with a trailing slash leads to the address without it.
async fn not_found(request: axum::extract::Request) -> Response {
    let path = request.uri().path();
    if request.method() == Method::GET && path.len() > 1 && path.ends_with('/') && !path.starts_with("//") {
        return Redirect::permanent(path.trim_end_matches('/')).into_response();
    }
    failure::Failure::NotFound.into_response()
}

/// Builds routes and keeps the list of them, so that a test can hold every one against the policy.
#[derive(Default)]
struct Table {
    routes: Vec<Route>,
}

impl Table {
    fn get<H, T>(&mut self, path: &str, handler: H) -> Router<AppState>
    where
        H: axum::handler::Handler<T, AppState>,
        T: 'static,
    {
        self.add(Method::GET, path, get(handler))
    }

    fn post<H, T>(&mut self, path: &str, handler: H) -> Router<AppState>
    where
        H: axum::handler::Handler<T, AppState>,
        T: 'static,
    {
        self.add(Method::POST, path, post(handler))
    }

    fn add(&mut self, method: Method, path: &str, handler: MethodRouter<AppState>) -> Router<AppState> {
        self.routes.push((method, path.to_owned()));
        Router::new().route(path, handler)
    }
}
