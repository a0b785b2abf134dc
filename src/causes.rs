//! Errors as one line for the log: what failed, and what caused it, without the `Debug` text that may hold values.

use std::error::Error;

/// The error and its causes, joined by colons. Some libraries put the text of the cause into their own; it is said
/// once.
#[must_use]
pub fn causes(error: &(dyn Error + 'static)) -> String {
    let chain = std::iter::successors(Some(error), |&error| error.source());
    chain.map(ToString::to_string).fold(String::new(), |said, cause| {
        if said.is_empty() {
            cause
        } else if said.contains(&cause) {
            said
        } else {
            format!("{said}: {cause}")
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("the key file cannot be read")]
    struct Outer(#[source] std::io::Error);

    #[derive(Debug, thiserror::Error)]
    #[error("the store failed: {0}")]
    struct Repeated(#[source] std::io::Error);

    #[test]
    fn each_cause_is_named_once() {
        let error = Outer(std::io::Error::other("disk on fire"));
        assert_eq!(causes(&error), "the key file cannot be read: disk on fire");
        let repeated = Repeated(std::io::Error::other("disk on fire"));
        assert_eq!(causes(&repeated), "the store failed: disk on fire");
    }
}
