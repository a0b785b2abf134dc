//! Random values that prove control over a domain, and the mails that take their place.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::show::email_addresses;
use crate::sandbox::{
    clock::{days_later, stamp},
    pki::random_serial,
    store::{DcvToken, Domain, Invitation, Tables},
};

/// How many days a random value holds.
const TOKEN_DAYS: i64 = 30;

/// Whether a method needs a random value.
pub(crate) fn is_by_token(method: &str) -> bool {
    method != "email"
}

/// Whether what was published is the value that is waited for, and in time.
pub(crate) fn is_published(domain: &Domain, now: Timestamp) -> bool {
    domain
        .token
        .as_ref()
        .is_some_and(|token| token.expires >= now && domain.published.as_ref() == Some(&token.value))
}

/// Gives a domain what its method needs: a fresh random value, or mails.
pub(crate) fn prepare(domain: &mut Domain, tables: &Tables, now: Timestamp) {
    if is_by_token(&domain.dcv_method) {
        domain.token = Some(new_token(now));
        domain.invitations.clear();
    } else {
        domain.token = None;
        invite(domain, tables.next_invitation(), now);
    }
}

/// Lets a domain wait for a random value; what was published before no longer counts.
pub(crate) fn give_token(domain: &mut Domain, method: &str, token: &DcvToken) {
    method.clone_into(&mut domain.dcv_method);
    domain.token = Some(token.clone());
    domain.invitations.clear();
}

/// Sends the mails, again if they were sent before; `next` is the id of the first.
pub(crate) fn invite(domain: &mut Domain, next: u64, now: Timestamp) {
    let (base, registered) = email_addresses(&domain.name);
    let addresses = base.into_iter().map(|email| (email, "base"));
    let addresses = addresses.chain(registered.into_iter().map(|email| (email, "whois")));
    domain.invitations = (next..)
        .zip(addresses)
        .map(|(id, (email, source))| Invitation {
            id,
            email,
            source: source.to_owned(),
            sent: now,
        })
        .collect();
}

/// A random value as DigiCert writes them: 32 small letters and digits.
pub(crate) fn new_token(now: Timestamp) -> DcvToken {
    const SIGNS: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";
    let bytes = random_serial().into_iter().chain(random_serial());
    let sign = |byte: u8| SIGNS.get(usize::from(byte) % SIGNS.len()).copied().map(char::from);
    DcvToken {
        value: bytes.filter_map(sign).collect(),
        expires: days_later(now, TOKEN_DAYS),
    }
}

/// The random value of a domain as answers show it.
pub(super) fn show_token(domain: &Domain, now: Timestamp) -> Value {
    let status = if domain.is_validated_at(now) {
        "valid"
    } else {
        "pending"
    };
    domain.token.as_ref().map_or(
        Value::Null,
        |token| json!({ "token": token.value, "status": status, "expiration_date": stamp(token.expires) }),
    )
}
