//! Who asks the control endpoint: a program, or a person's browser, in which other sites may try to ask as well.
//!
//! It owns what the headers of a request tell about that; the address of the connection is looked at by the door.

use std::net::{IpAddr, SocketAddr};

use axum::http::{HeaderMap, HeaderName, Method, header, uri::Authority};

use crate::sandbox::answer::{Refusal, made_up};

/// What the headers tell about the caller.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    host: Option<String>,
    origin: Option<String>,
    fetch_site: Option<String>,
    /// Whether the body is a form as a browser sends one.
    pub(crate) sends_form: bool,
    /// Whether a page is wanted rather than JSON.
    pub(crate) wants_page: bool,
}

impl Caller {
    /// Reads the headers of a request.
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let text = |name: HeaderName| {
            headers
                .get(name)
                .and_then(|value| value.to_str().ok())
                .map(str::to_owned)
        };
        let says = |name, part: &str| text(name).is_some_and(|value| value.to_ascii_lowercase().contains(part));
        Self {
            host: text(header::HOST),
            // A header that is no text is there all the same, and fits nothing.
            origin: headers
                .get(header::ORIGIN)
                .map(|value| value.to_str().unwrap_or_default().to_owned()),
            fetch_site: text(HeaderName::from_static("sec-fetch-site")),
            sends_form: says(header::CONTENT_TYPE, "application/x-www-form-urlencoded"),
            wants_page: says(header::ACCEPT, "text/html"),
        }
    }

    /// Refuses what another site made a browser send.
    ///
    /// A name that leads here and is not this machine's own is a site's that had it point here (DNS rebinding): to the
    /// browser its pages would be of the same origin.
    pub(crate) fn check(&self, method: &Method, listen: SocketAddr) -> Result<(), Refusal> {
        if !self.host.as_deref().is_some_and(|host| is_own(host, listen.ip())) {
            return Err(stranger(
                "The host must be localhost or the address the sandbox listens on.",
            ));
        }
        if method.is_safe() {
            return Ok(());
        }
        let is_from_here = self.origin.as_deref().is_none_or(|origin| {
            origin.strip_prefix("http://").map(str::to_ascii_lowercase) == self.host_in_small_letters()
        });
        let is_same_site = matches!(self.fetch_site.as_deref(), None | Some("same-origin" | "none"));
        if is_from_here && is_same_site {
            return Ok(());
        }
        Err(stranger("Another site may not change anything here."))
    }

    fn host_in_small_letters(&self) -> Option<String> {
        self.host.as_deref().map(str::to_ascii_lowercase)
    }
}

fn stranger(why: &str) -> Refusal {
    Refusal::Stranger(made_up("stranger", why))
}

/// Whether a `Host` names this machine: by its loopback name, a loopback address, or the address listened on.
fn is_own(host: &str, listen: IpAddr) -> bool {
    let Ok(authority) = host.parse::<Authority>() else {
        return false;
    };
    let name = authority.host();
    let bare = name
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .unwrap_or(name);
    let is_address = |address: IpAddr| address.to_canonical().is_loopback() || address == listen;
    !host.contains('@') && (name.eq_ignore_ascii_case("localhost") || bare.parse().is_ok_and(is_address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_its_own_host() {
        let listen = IpAddr::from([192, 0, 2, 7]);
        for (host, is_ours) in [
            ("localhost", true),
            ("LocalHost:4010", true),
            ("127.0.0.1:4010", true),
            ("127.9.9.9", true),
            ("[::1]:4010", true),
            ("[::ffff:127.0.0.1]", true),
            ("192.0.2.7:4010", true),
            ("192.0.2.8:4010", false),
            ("attacker.example:4010", false),
            ("localhost.attacker.example", false),
            ("127.0.0.1.attacker.example", false),
            ("127.0.0.1@attacker.example", false),
            ("attacker.example@127.0.0.1", false),
            ("", false),
        ] {
            assert_eq!(is_own(host, listen), is_ours, "{host}");
        }
    }
}
