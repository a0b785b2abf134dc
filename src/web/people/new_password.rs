//! A new password, typed twice: its two fields, and what may be wrong with them.

use leptos::prelude::*;
use secrecy::SecretString;

use super::remarks::Remarks;
use crate::accounts::{PASSWORD_MIN, WeakPassword, check_new_password};
use crate::web::context;
use crate::web::posted;
use crate::web::ui::{Field, TextInput};
use crate::words::Words;

/// The name of the first field.
pub(crate) const NEW: &str = "new_password";
/// The name of the second field.
pub(crate) const AGAIN: &str = "new_password_again";

/// The password submitted, where both fields agree and it may be used.
///
/// # Errors
/// What to say about the fields.
pub(crate) fn checked(words: &Words, username: &str, fields: &[(String, String)]) -> Result<SecretString, Remarks> {
    let (new, again) = (posted::value(fields, NEW), posted::value(fields, AGAIN));
    let mut remarks = Remarks::default();
    let agree = new == again;
    let password = SecretString::from(new);
    if let Err(weak) = check_new_password(username, &password) {
        remarks.add(NEW, sentence(words, weak));
    }
    if !agree {
        remarks.add(AGAIN, words.text("new-password-differs"));
    }
    if remarks.is_empty() { Ok(password) } else { Err(remarks) }
}

/// Why a password is not taken.
pub(crate) fn sentence(words: &Words, weak: WeakPassword) -> String {
    match weak {
        WeakPassword::TooShort => words.with("weak-password-too-short", [("min", PASSWORD_MIN.into())]),
        WeakPassword::TooLong => words.text("weak-password-too-long"),
        WeakPassword::HoldsUsername => words.text("weak-password-holds-username"),
        WeakPassword::Monotonous => words.text("weak-password-monotonous"),
    }
}

/// The two fields.
#[component]
pub fn NewPasswordFields(
    /// What is wrong with them.
    remarks: Remarks,
) -> impl IntoView {
    let words = context::words();
    let hint = words.with("new-password-hint", [("min", PASSWORD_MIN.into())]);
    let new = remarks.on(&words, Field::new(NEW, words.text("new-password-label")).hint(hint));
    let again = remarks.on(&words, Field::new(AGAIN, words.text("new-password-again")));
    view! {
        <TextInput field=new kind="password" autocomplete="new-password"/>
        <TextInput field=again kind="password" autocomplete="new-password"/>
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed assumption should fail the test")]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    fn typed(new: &str, again: &str) -> Result<SecretString, Remarks> {
        let fields = [(NEW.to_owned(), new.to_owned()), (AGAIN.to_owned(), again.to_owned())];
        checked(&Words::choose(None, None, None), "ada", &fields)
    }

    #[test]
    fn a_password_is_taken_as_it_was_typed_twice() {
        let password = " four words with spaces ";
        assert_eq!(typed(password, password).unwrap().expose_secret(), password);
    }

    #[test]
    fn every_wrong_field_is_named() {
        let both = typed("short", "other").unwrap_err();
        let words = Words::choose(None, None, None);
        for name in [NEW, AGAIN] {
            assert!(both.on(&words, Field::new(name, "x")).is_wrong(), "{name}");
        }
        let second = typed("four words are enough", "four words are enoug").unwrap_err();
        assert!(!second.on(&words, Field::new(NEW, "x")).is_wrong());
        assert!(second.on(&words, Field::new(AGAIN, "x")).is_wrong());
    }
}
