//! Serves the desk until it is told to stop; then lets requests on their way finish and be recorded.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::Context;
use axum::Router;
use jiff::SignedDuration;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::background::Background;
use super::{check, demo, lock};
use crate::accounts::Accounts;
use crate::address_book::AddressBook;
use crate::causes::causes;
use crate::changes::Changes;
use crate::clock::Clock;
use crate::config::ServeArgs;
use crate::connection::Connection;
use crate::mirror::Mirror;
use crate::orders::{Orders, Policy};
use crate::store::{Store, StoreConfig};
use crate::web::{self, AppState, Parts};

/// A lease outlasts the longest attempt by this, for the recording of its outcome.
const LEASE_MARGIN_SECONDS: u64 = 60;
/// How long open connections are waited for when the desk stops and no order is under way any more.
const FAREWELL: Duration = Duration::from_secs(5);

/// Serves the desk.
pub(super) async fn run(mut args: ServeArgs) -> anyhow::Result<()> {
    let _folder = lock::folder(&args.store.data_dir)?;
    let sandbox = if args.demo {
        Some(demo::prepare(&mut args).await?)
    } else {
        None
    };
    let store_config = StoreConfig::new(args.store.database());
    // With the file locked, whatever is still being sent was being sent by a process that is gone.
    let database = lock::database(&store_config)?;
    let is_only_process = database.is_some();
    let store = Store::open(&store_config)
        .await
        .context("The database cannot be opened")?;
    store
        .migrate()
        .await
        .context("The database cannot be brought up to date")?;
    let api_key = if args.demo {
        demo::api_key()
    } else {
        check::api_key(&args.digicert)?
    };
    let digicert = check::client(&args.digicert, api_key)?;
    let clock = Clock::system();
    let lease_seconds = i64::try_from(args.digicert.place_timeout + LEASE_MARGIN_SECONDS)?;
    let orders = Orders::new(store.clone(), digicert.clone(), clock.clone(), lease_seconds)
        .with_switches(args.switches())
        .with_policy(policy(&args));
    let accounts = Accounts::new(store.clone(), clock.clone());
    let in_doubt = orders
        .take_over(is_only_process)
        .await
        .context("The orders under way cannot be looked at")?;
    if in_doubt > 0 {
        tracing::error!(
            count = in_doubt,
            "orders were being sent when the desk last stopped; they are in doubt"
        );
    }
    let mirror = Mirror::new(store.clone(), digicert.clone(), clock.clone());
    let changes = Changes::new(
        store.clone(),
        digicert.clone(),
        mirror.clone(),
        clock.clone(),
        lease_seconds,
    );
    let changes = if orders.switches().needs_approval() {
        changes.with_approval(policy(&args).approval_lasts)
    } else {
        changes
    };
    let in_doubt = changes
        .take_over(is_only_process)
        .await
        .context("The changes under way cannot be looked at")?;
    if in_doubt > 0 {
        tracing::error!(
            count = in_doubt,
            "changes were being sent when the desk last stopped; they are in doubt"
        );
    }
    let state = AppState::new(Parts {
        orders: orders.clone(),
        accounts: accounts.clone(),
        connection: Connection::new(digicert),
        mirror: mirror.clone(),
        changes: changes.clone(),
        address_book: AddressBook::new(store.clone(), clock.clone()),
        clock,
        public_url: args.public_url.clone(),
        client_address_header: args.client_address_header.clone(),
        low_balance: args.low_balance,
        is_demo: args.demo,
    });
    let (router, _) = web::router(state, store.sessions(), args.session_hours);
    let listener = TcpListener::bind(args.listen)
        .await
        .with_context(|| format!("{} cannot be listened on", args.listen))?;
    let address = listener.local_addr()?;
    if let Some(sandbox) = &sandbox {
        let people = demo::people(&accounts, &args.store.data_dir).await?;
        demo::announce(address, sandbox, &people)?;
    }
    tracing::info!(%address, "the desk is ready");
    let background = Background::start(&store, &orders, &changes, &mirror);
    serve(listener, router, &orders, &changes).await?;
    // Once more: a request may have come in while the first ones were waited for.
    finish(&orders, &changes).await;
    background.stop();
    if let Some(sandbox) = sandbox {
        sandbox.stop().await;
    }
    Ok(store.close().await?)
}

/// How careful the desk is, as configured.
fn policy(args: &ServeArgs) -> Policy {
    Policy {
        approval_lasts: SignedDuration::from_hours(args.approval_hours),
        release: args.release_rule(),
        lead_days: args.lead_days,
    }
}

/// Answers requests until the process is asked to stop, and then those on their way. Whoever dawdles is not waited for
/// longer than [`FAREWELL`] after the last order was recorded: a half-sent request must not keep the desk from stopping.
async fn serve(listener: TcpListener, router: Router, orders: &Orders, changes: &Changes) -> anyhow::Result<()> {
    let asked = CancellationToken::new();
    let asking = asked.clone();
    let serving = axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(async move {
            shutdown_signal().await;
            tracing::info!("stopping; waiting for requests on their way");
            asking.cancel();
        })
        .into_future();
    let patience = async {
        asked.cancelled().await;
        finish(orders, changes).await;
        tokio::time::sleep(FAREWELL).await;
    };
    tokio::select! {
        served = serving => served?,
        () = patience => tracing::warn!("connections were still open and are cut"),
    }
    Ok(())
}

/// Waits for the requests to DigiCert that are on their way.
async fn finish(orders: &Orders, changes: &Changes) {
    tokio::join!(orders.finish(), changes.finish());
}

/// Ends when the process is asked to stop: Ctrl+C, or SIGTERM as service managers send it.
pub(super) async fn shutdown_signal() {
    let interrupt = async {
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::error!(error = causes(&error), "Ctrl+C cannot be listened to");
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signals) => {
                signals.recv().await;
            }
            Err(error) => {
                tracing::error!(error = causes(&error), "SIGTERM cannot be listened to");
                std::future::pending::<()>().await;
            }
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
