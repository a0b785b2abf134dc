//! The keys that the history and the first page put together.

/// Columns, filters, and why an order needs somebody.
pub(super) fn keys() -> Vec<String> {
    let columns = "number name names organization container status remote product who created updated issued ends price \
        reference serial oin state";
    let filters = "q status attention organization container product who created-from created-until ends-from ends-until \
        in-use rows";
    let kinds = "in-doubt certificate-held awaiting-approval approved refused needs-csr needs-approval pending-long ending \
        vanished";
    let prefixed =
        |prefix: &'static str, words: &'static str| words.split(' ').map(move |word| format!("{prefix}-{word}"));
    prefixed("history-column", columns)
        .chain(prefixed("history-filter", filters))
        .chain(prefixed("attention", kinds))
        .chain(prefixed("home", kinds))
        .chain(prefixed("home-changes", "in-doubt awaiting-approval approved"))
        .collect()
}
