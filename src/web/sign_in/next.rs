//! Where a person goes on after signing in. The address comes from the browser, so only paths of this desk are taken.

/// Where a person goes on who did not come from anywhere.
pub(super) const HOME: &str = "/";

/// Longer than any address of the desk with its filters.
const MOST_BYTES: usize = 2048;

/// The path to go on to: the one asked for where it leads to this desk, else [`HOME`].
///
/// A browser reads `//host` and `/\host` as another site, and drops tabs and line breaks before it looks (WHATWG URL:
/// basic URL parser). Our own paths are percent-encoded, so nothing but visible ASCII is let through.
pub(super) fn local(asked: &str) -> &str {
    let is_local = asked.starts_with('/')
        && !asked.starts_with("//")
        && !asked.contains('\\')
        && asked.bytes().all(|byte| byte.is_ascii_graphic())
        && asked.len() <= MOST_BYTES;
    if is_local { asked } else { HOME }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_desk_are_followed() {
        for path in [
            "/",
            "/orders",
            "/orders/12/edit",
            "/orders?state=draft&after=%2F12",
            "/orders?next=https://a.example",
        ] {
            assert_eq!(local(path), path);
        }
        for elsewhere in [
            "",
            "orders",
            "//evil.example",
            "/\\evil.example",
            "/orders\\..\\x",
            "\\\\evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "/\t/evil.example",
            "/orders\r\nSet-Cookie: a=b",
            "/orders /x",
            "/orders/\u{2028}",
            " /orders",
        ] {
            assert_eq!(local(elsewhere), HOME, "{elsewhere:?}");
        }
        assert_eq!(local(&format!("/{}", "a".repeat(MOST_BYTES))), HOME);
    }
}
