//! Who calls: the key in the header or the body, what it may do, and the call as the routes see it.

use std::time::Instant;

use serde_json::Value;

use crate::sandbox::{
    answer::{Answer, Refusal},
    config::{KeyRole, SandboxKey},
    control::AnswerForm,
    reading::{Members, Query},
    routes,
    shared::Shared,
};

/// Names under which a key may be sent inside a JSON body.
const KEY_MEMBERS: [&str; 4] = ["x-dc-devkey", "api_key", "apikey", "devkey"];

/// A request as it came in, completely read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Incoming {
    pub(crate) method: String,
    /// The decoded parts of the path below `/services/v2`.
    pub(crate) segments: Vec<String>,
    pub(crate) query: Query,
    pub(crate) header_key: Option<String>,
    pub(crate) accept: String,
    pub(crate) body: String,
    /// Answer form that a fault asks for.
    pub(crate) form: Option<AnswerForm>,
    /// Whether a fault asks for the certificate of another order.
    pub(crate) swaps_certificate: bool,
}

/// A request with a known key.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) incoming: Incoming,
    pub(crate) json: Option<Value>,
    pub(crate) key: SandboxKey,
}

impl Call {
    /// The body's members; a body that is missing has none.
    pub(crate) fn members(&self) -> Members<'_> {
        Members::of(self.json.as_ref())
    }

    /// The id of the user the key belongs to.
    pub(crate) fn user(&self) -> u64 {
        user_of(self.key.role)
    }

    /// Whether the caller asked for a table of comma-separated values.
    pub(crate) fn wants_csv(&self) -> bool {
        self.incoming.accept.to_ascii_lowercase().contains("text/csv")
    }
}

/// The user each kind of key belongs to.
pub(crate) fn user_of(role: KeyRole) -> u64 {
    match role {
        KeyRole::Full => 2_812_401,
        KeyRole::ViewOnly => 2_812_402,
        KeyRole::Orders => 2_812_403,
        KeyRole::ServiceUser => 2_812_404,
    }
}

impl Incoming {
    /// Answers the request; the first value is the key it came with, if that is known.
    pub(crate) fn answer(self, shared: &Shared) -> (Option<String>, Answer) {
        let json = (!self.body.trim().is_empty()).then(|| serde_json::from_str::<Value>(&self.body));
        let name = self
            .header_key
            .clone()
            .or_else(|| key_in_body(json.as_ref()?.as_ref().ok()?));
        let Some(key) = shared.keys.iter().find(|key| Some(&key.name) == name.as_ref()).cloned() else {
            return (None, Refusal::UnknownKey.into_answer());
        };
        let name = key.name.clone();
        let answer = self.with_key(shared, key, json).unwrap_or_else(Refusal::into_answer);
        (Some(name), answer)
    }

    fn with_key(
        self,
        shared: &Shared,
        key: SandboxKey,
        json: Option<serde_json::Result<Value>>,
    ) -> Result<Answer, Refusal> {
        if shared.settings().rate_limits && !shared.limits.allow(&key.name, Instant::now()) {
            return Err(Refusal::TooManyRequests);
        }
        let is_reading = self.method == "GET";
        if !is_reading && !may_write(key.role, self.segments.first().map_or("", String::as_str)) {
            return Err(Refusal::MissingPermission);
        }
        // Every documented example sends a content type on GET, and some clients a body; it means nothing there.
        let json = match json {
            Some(Ok(value)) => Some(value),
            Some(Err(_)) if !is_reading => return Err(Refusal::BadFormat),
            Some(Err(_)) | None => None,
        };
        routes::dispatch(
            shared,
            &Call {
                incoming: self,
                json,
                key,
            },
        )
    }
}

/// Whether a key may change what a path stands for (CertCentral: Create key, roles 100 and 102).
///
/// What an orders key may read is not documented; the sandbox lets it read everything, and ask for a price (`finance`).
fn may_write(role: KeyRole, family: &str) -> bool {
    match role {
        KeyRole::Full | KeyRole::ServiceUser => true,
        KeyRole::ViewOnly => false,
        KeyRole::Orders => matches!(family, "order" | "request" | "certificate" | "finance"),
    }
}

fn key_in_body(body: &Value) -> Option<String> {
    let members = body.as_object()?;
    let mut named = members
        .iter()
        .filter(|(name, _)| KEY_MEMBERS.contains(&name.to_ascii_lowercase().as_str()));
    named.find_map(|(_, value)| value.as_str()).map(str::to_owned)
}
