//! Passwords: Argon2id hashes, made and verified off the threads that serve requests.

use std::sync::LazyLock;

use argon2::password_hash::rand_core::OsRng;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use secrecy::{ExposeSecret, SecretString};

use crate::store::PasswordHash as StoredHash;

/// The fewest characters of a new password (NIST SP 800-63B-4 3.1.1.2, for a password used alone).
pub const PASSWORD_MIN: usize = 15;
const PASSWORD_MAX: usize = 256;

/// Why a new password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeakPassword {
    /// Fewer than [`PASSWORD_MIN`] characters.
    TooShort,
    /// Too long to be meant.
    TooLong,
    /// It is, or holds, the name the person signs in with.
    HoldsUsername,
    /// One character over and over.
    Monotonous,
}

impl WeakPassword {
    /// The word used in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::TooShort => "too-short",
            Self::TooLong => "too-long",
            Self::HoldsUsername => "holds-username",
            Self::Monotonous => "monotonous",
        }
    }
}

/// Says whether a new password may be used. Length counts, composition does not (NIST SP 800-63B-4 3.1.1.2).
///
/// # Errors
/// Why not.
pub fn check_new_password(username: &str, password: &SecretString) -> Result<(), WeakPassword> {
    let password = password.expose_secret();
    let length = password.chars().count();
    if length < PASSWORD_MIN {
        return Err(WeakPassword::TooShort);
    }
    if length > PASSWORD_MAX {
        return Err(WeakPassword::TooLong);
    }
    if username.chars().count() >= 3
        && password.to_lowercase().contains(&username.to_lowercase())
        && length < 2 * PASSWORD_MIN
    {
        return Err(WeakPassword::HoldsUsername);
    }
    let first = password.chars().next();
    if password.chars().all(|c| Some(c) == first) {
        return Err(WeakPassword::Monotonous);
    }
    Ok(())
}

/// The password could not be hashed or compared; the machine is out of something.
#[derive(Debug, thiserror::Error)]
#[error("a password could not be hashed")]
pub struct HashingFailed;

/// 19 MiB, two passes, one lane (OWASP Password Storage: Argon2id).
fn argon2() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::default())
}

fn hash_now(password: &SecretString) -> Option<StoredHash> {
    let salt = SaltString::generate(&mut OsRng);
    let hash = argon2()
        .hash_password(password.expose_secret().as_bytes(), &salt)
        .ok()?;
    Some(StoredHash::new(hash.to_string()))
}

/// Hashes a password.
pub(super) async fn hash(password: SecretString) -> Result<StoredHash, HashingFailed> {
    tokio::task::spawn_blocking(move || hash_now(&password))
        .await
        .ok()
        .flatten()
        .ok_or(HashingFailed)
}

/// Whether a password is the one of this hash. Without a hash (no such person) it takes as long and the answer is no.
pub(super) async fn verify(password: SecretString, hash: Option<StoredHash>) -> Result<bool, HashingFailed> {
    static NOBODY: LazyLock<Option<StoredHash>> =
        LazyLock::new(|| hash_now(&SecretString::from("nobody has this password")));
    tokio::task::spawn_blocking(move || {
        let known = hash.is_some();
        let hash = hash.or_else(|| NOBODY.clone()).ok_or(HashingFailed)?;
        let parsed = PasswordHash::new(hash.expose()).map_err(|_| HashingFailed)?;
        let matches = argon2()
            .verify_password(password.expose_secret().as_bytes(), &parsed)
            .is_ok();
        Ok(matches && known)
    })
    .await
    .map_err(|_| HashingFailed)?
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed assumption should fail the test")]
mod tests {
    use super::*;

    #[test]
    fn length_counts_and_composition_does_not() {
        for (password, expected) in [
            ("kort", Err(WeakPassword::TooShort)),
            ("vier woorden zijn genoeg", Ok(())),
            ("aaaaaaaaaaaaaaaaaaaa", Err(WeakPassword::Monotonous)),
            ("ada-ada-ada-ada-1", Err(WeakPassword::HoldsUsername)),
        ] {
            assert_eq!(
                check_new_password("ada", &SecretString::from(password)),
                expected,
                "{password}"
            );
        }
        assert_eq!(
            check_new_password("ada", &SecretString::from("x1".repeat(200))),
            Err(WeakPassword::TooLong)
        );
    }

    #[tokio::test]
    async fn only_the_right_password_of_a_known_person_matches() {
        let right = || SecretString::from("a long enough password");
        let hash = hash(right()).await.unwrap();
        assert!(hash.expose().starts_with("$argon2id$"));
        assert!(verify(right(), Some(hash.clone())).await.unwrap());
        assert!(
            !verify(SecretString::from("another long password"), Some(hash))
                .await
                .unwrap()
        );
        assert!(
            !verify(SecretString::from("nobody has this password"), None)
                .await
                .unwrap()
        );
    }
}
