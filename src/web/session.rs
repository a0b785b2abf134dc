//! What a session holds: who signed in, and one notice for the next page. String keys occur only here.

use std::net::{IpAddr, Ipv4Addr};

use axum::extract::ConnectInfo;
use axum::http::request::Parts;
use serde::{Deserialize, Serialize};
use tower_sessions::Session;
use tower_sessions::session::Error;

use crate::domain::ids::OperatorId;

pub use super::notice::Notice;

const SIGNED_IN: &str = "signed_in";
const NOTICE: &str = "notice";
const SEEN: &str = "seen";

/// Who signed in, and under which epoch of their sessions: a new password or a disabled person ends earlier ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedIn {
    /// The person.
    pub operator: OperatorId,
    /// The epoch of their sessions when they signed in.
    pub epoch: i64,
}

/// Starts a session for a person, under a new id so that one planted before signing in is worth nothing.
///
/// # Errors
/// The session store failed.
pub async fn sign_in(session: &Session, signed_in: SignedIn) -> Result<(), Error> {
    session.cycle_id().await?;
    session.insert(SIGNED_IN, signed_in).await
}

/// Who signed in, if anybody.
///
/// # Errors
/// The session store failed.
pub async fn signed_in(session: &Session) -> Result<Option<SignedIn>, Error> {
    session.get(SIGNED_IN).await
}

/// Ends the session.
///
/// # Errors
/// The session store failed.
pub async fn sign_out(session: &Session) -> Result<(), Error> {
    session.flush().await
}

/// Leaves a notice for the next page.
///
/// # Errors
/// The session store failed.
pub async fn leave_notice(session: &Session, notice: Notice) -> Result<(), Error> {
    session.insert(NOTICE, notice).await
}

/// Takes the notice away, so that it is shown once. A notice this version does not know is dropped.
///
/// # Errors
/// The session store failed.
pub async fn take_notice(session: &Session) -> Result<Option<Notice>, Error> {
    Ok(session
        .remove_value(NOTICE)
        .await?
        .and_then(|value| serde_json::from_value(value).ok()))
}

/// Writes, at most every few minutes, that the person was here: a session that is only read would run out.
///
/// # Errors
/// The session store failed.
pub async fn keep_alive(session: &Session, now_minute: i64) -> Result<(), Error> {
    let seen: i64 = session.get(SEEN).await?.unwrap_or_default();
    if (now_minute - seen).abs() >= 5 {
        session.insert(SEEN, now_minute).await?;
    }
    Ok(())
}

/// The address a request came from: what the trusted proxy added last where one is configured, else the
/// connection's. What stands before that in the header may come from anybody.
#[must_use]
pub fn client_address(parts: &Parts, proxy_header: Option<&str>) -> IpAddr {
    let told = proxy_header
        .and_then(|name| parts.headers.get_all(name).iter().next_back())
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.rsplit(',').next())
        .and_then(|address| address.trim().parse().ok());
    let connection = || {
        parts
            .extensions
            .get::<ConnectInfo<std::net::SocketAddr>>()
            .map(|info| info.0.ip())
    };
    told.or_else(connection).unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
}
