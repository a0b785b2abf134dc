//! The names a certificate is for: what people paste, tidied, and what DigiCert will make of it.

use super::rules::{self, Rule};

/// The longest common name (RFC 5280, upper bound `ub-common-name`).
pub const COMMON_NAME_MAX: usize = 64;

/// What is wrong with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameFault {
    /// It is an IP address.
    IpAddress,
    /// It begins with `*.`; this product has no wildcards.
    Wildcard,
    /// It has no dot, so it cannot be proven on the public internet.
    SingleLabel,
    /// It is not a host name (RFC 1123 2.1).
    NotAHostName,
    /// Nobody can own it: a top-level domain, or another name under which registries sell domains (Public Suffix List,
    /// ICANN domains).
    PublicSuffix,
}

impl NameFault {
    /// The rule it breaks.
    #[must_use]
    pub fn rule(self) -> &'static Rule {
        match self {
            Self::IpAddress => &rules::NAME_IS_IP,
            Self::Wildcard => &rules::NAME_IS_WILDCARD,
            Self::SingleLabel => &rules::NAME_SINGLE_LABEL,
            Self::NotAHostName => &rules::NAME_NOT_A_HOST,
            Self::PublicSuffix => &rules::NAME_IS_PUBLIC_SUFFIX,
        }
    }
}

/// Takes out what people paste with a name: a scheme, a path, a port, white space and a final dot. Case is kept.
#[must_use]
pub fn tidy(typed: &str) -> String {
    let name = typed.trim();
    let name = name.split_once("://").map_or(name, |(_, rest)| rest);
    let name = name.split(['/', '?', '#']).next().unwrap_or_default();
    let name = match name.rsplit_once(':') {
        Some((host, port)) if !host.contains(':') && port.bytes().all(|b| b.is_ascii_digit()) => host,
        _ => name,
    };
    name.trim().trim_end_matches('.').to_owned()
}

/// Makes a list of what was pasted with commas, semicolons, spaces or line breaks between the names. Repeated names
/// are kept: DigiCert removes them, and the preview says so.
#[must_use]
pub fn tidy_list(typed: &str) -> Vec<String> {
    typed
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';'))
        .map(tidy)
        .filter(|name| !name.is_empty())
        .collect()
}

/// The form that goes into a certificate: names with other letters than ASCII become their A-labels (RFC 5890 2.3.2.1).
/// A name that has none, or cannot be converted, is returned as it is.
#[must_use]
pub fn to_ascii(name: &str) -> String {
    if name.is_ascii() {
        return name.to_owned();
    }
    idna::domain_to_ascii(name).unwrap_or_else(|_| name.to_owned())
}

/// Says what is wrong with a tidied name in its ASCII form, if anything.
#[must_use]
pub fn fault(name: &str) -> Option<NameFault> {
    let is_suffix = || suffix_type(name) == Some(Some(psl::Type::Icann));
    shape_fault(name).or_else(|| is_suffix().then_some(NameFault::PublicSuffix))
}

/// Whether others have their domains under a name that somebody owns (Public Suffix List, private domains).
#[must_use]
pub fn is_shared_suffix(name: &str) -> bool {
    suffix_type(name) == Some(Some(psl::Type::Private))
}

/// The type of suffix that a name is, where it is one.
fn suffix_type(name: &str) -> Option<Option<psl::Type>> {
    let lower = name.to_ascii_lowercase();
    let suffix = psl::suffix(lower.as_bytes())?;
    (suffix.as_bytes() == lower.as_bytes()).then(|| suffix.typ())
}

/// The same without a look at the Public Suffix List, which is four times as large as the rest of the browser's half.
#[must_use]
pub fn shape_fault(name: &str) -> Option<NameFault> {
    if name.parse::<std::net::IpAddr>().is_ok() {
        return Some(NameFault::IpAddress);
    }
    if name.starts_with('*') {
        return Some(NameFault::Wildcard);
    }
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    if name.len() > 253 || !name.split('.').all(is_label) {
        return Some(NameFault::NotAHostName);
    }
    if !name.contains('.') {
        return Some(NameFault::SingleLabel);
    }
    None
}

/// Whether a name ends in a top-level domain that the Public Suffix List does not know, such as `.local`.
#[must_use]
pub fn has_unknown_ending(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    psl::suffix(lower.as_bytes()).is_none_or(|suffix| !suffix.is_known())
}

/// The names as DigiCert will use them: the common name first, later repetitions removed without regard to case
/// (CertCentral: Order PKIo Private Services Server, `dns_names`).
#[must_use]
pub fn as_used<'a>(common_name: Option<&'a str>, dns_names: &'a [String]) -> Vec<&'a str> {
    let mut used: Vec<&str> = Vec::new();
    for name in common_name.into_iter().chain(dns_names.iter().map(String::as_str)) {
        if !used.iter().any(|seen| seen.eq_ignore_ascii_case(name)) {
            used.push(name);
        }
    }
    used
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasted_lists_become_clean_lists() {
        assert_eq!(
            tidy_list("https://Dienst.Voorbeeld.nl/pad, www.voorbeeld.nl;\r\n  api.voorbeeld.nl:8443\n\nvoorbeeld.nl."),
            [
                "Dienst.Voorbeeld.nl",
                "www.voorbeeld.nl",
                "api.voorbeeld.nl",
                "voorbeeld.nl"
            ]
        );
        assert!(tidy_list(" ,; \n").is_empty());
    }

    #[test]
    fn faults() {
        for (name, expected) in [
            ("dienst.voorbeeld.nl", None),
            ("IntervillousMicrospeCo.qvtl.nl", None),
            ("xn--caf-dma.example", None),
            ("192.0.2.1", Some(NameFault::IpAddress)),
            ("2001:db8::1", Some(NameFault::IpAddress)),
            ("*.voorbeeld.nl", Some(NameFault::Wildcard)),
            ("localhost", Some(NameFault::SingleLabel)),
            ("dienst_1.voorbeeld.nl", Some(NameFault::NotAHostName)),
            ("-dienst.voorbeeld.nl", Some(NameFault::NotAHostName)),
            ("a..b", Some(NameFault::NotAHostName)),
            ("", Some(NameFault::NotAHostName)),
            ("co.uk", Some(NameFault::PublicSuffix)),
            ("CO.UK", Some(NameFault::PublicSuffix)),
            ("voorbeeld.co.uk", None),
            ("dienst.intern.local", None),
        ] {
            assert_eq!(fault(name), expected, "{name}");
        }
    }

    #[test]
    fn a_suffix_that_somebody_owns_is_no_fault() {
        assert!(is_shared_suffix("cistron.nl") && !is_shared_suffix("voorbeeld.nl") && !is_shared_suffix("nl"));
        assert_eq!(fault("cistron.nl"), None);
    }

    #[test]
    fn endings_that_nobody_sells_are_known() {
        for (name, unknown) in [
            ("dienst.voorbeeld.nl", false),
            ("IntervillousMicrospeCo.qvtl.nl", false),
            ("dienst.GENT", false),
            ("dienst.local", true),
            ("dienst.lan", true),
        ] {
            assert_eq!(has_unknown_ending(name), unknown, "{name}");
        }
    }

    #[test]
    fn digicert_puts_the_common_name_first_and_drops_repetitions() {
        let names = ["b.nl".to_owned(), "A.nl".to_owned(), "B.NL".to_owned()];
        assert_eq!(as_used(Some("a.nl"), &names), ["a.nl", "b.nl"]);
        assert_eq!(as_used(None, &names), ["b.nl", "A.nl"]);
    }

    #[test]
    fn other_alphabets_become_a_labels() {
        assert_eq!(to_ascii("café.example"), "xn--caf-dma.example");
        assert_eq!(to_ascii("Voorbeeld.nl"), "Voorbeeld.nl");
    }
}
