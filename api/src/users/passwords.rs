//! Passwords: Argon2id, never more than a few at once, and as slow for a user who does not exist.

use anyhow::Context;
use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version, password_hash::Error,
};
use tokio::sync::Semaphore;

use crate::shared::secrets::random_bytes;

/// Memory in KiB, passes and lanes: the least that OWASP's password storage cheat sheet asks for.
const COST: (u32, u32, u32) = (19_456, 2, 1);

/// A flood of sign-ins waits here rather than taking 19 MiB and a core each.
static AT_ONCE: Semaphore = Semaphore::const_new(4);

/// Letters and digits that are not taken for one another (no l, o, 0, 1): 32, so that five random
/// bits choose one without bias.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// The hash of `password` in PHC form, with a salt of its own.
///
/// # Errors
///
/// Where the system has no randomness to give.
pub async fn hash(password: String) -> anyhow::Result<String> {
    at_leisure(move || {
        let salt: [u8; 16] = random_bytes()?;
        Ok(argon2()?.hash_password_with_salt(password.as_bytes(), &salt)?.to_string())
    })
    .await
}

/// Whether `password` is the one behind `hash`. Without a hash it takes as long, and is not.
///
/// # Errors
///
/// Where `hash` is not in PHC form.
pub async fn verify(password: String, hash: Option<String>) -> anyhow::Result<bool> {
    at_leisure(move || {
        let argon2 = argon2()?;
        let Some(hash) = hash else {
            argon2.hash_password_with_salt(password.as_bytes(), &[0; 16])?;
            return Ok(false);
        };
        let hash = PasswordHash::new(&hash).context("a stored password hash is damaged")?;
        match argon2.verify_password(password.as_bytes(), &hash) {
            Ok(()) => Ok(true),
            Err(Error::PasswordInvalid) => Ok(false),
            Err(error) => Err(error.into()),
        }
    })
    .await
}

/// A password of 80 random bits that is given out once and must be changed at the first sign-in.
///
/// # Errors
///
/// Where the system has no randomness to give.
pub fn one_time() -> anyhow::Result<String> {
    let bytes: [u8; 16] = random_bytes()?;
    Ok(bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect())
}

fn argon2() -> anyhow::Result<Argon2<'static>> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// Off the threads that serve requests, a few at a time.
async fn at_leisure<T: Send + 'static>(
    work: impl FnOnce() -> anyhow::Result<T> + Send + 'static,
) -> anyhow::Result<T> {
    let permit = AT_ONCE.acquire().await?;
    let result = tokio::task::spawn_blocking(move || {
        // Held to the end of the work: a request that is dropped leaves its hash running.
        let _permit = permit;
        work()
    })
    .await;
    result?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_known_again_and_no_other() {
        let hashed = hash("雷雨行动 2011".into()).await.unwrap();
        assert!(hashed.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hashed}");
        assert_ne!(hashed, hash("雷雨行动 2011".into()).await.unwrap());
        assert!(verify("雷雨行动 2011".into(), Some(hashed.clone())).await.unwrap());
        assert!(!verify("雷雨行动 2012".into(), Some(hashed)).await.unwrap());
        assert!(!verify(String::new(), None).await.unwrap());
        assert!(verify(String::new(), Some("plain".into())).await.is_err());
    }

    #[test]
    fn one_time_passwords_are_long_and_readable() {
        let (one, other) = (one_time().unwrap(), one_time().unwrap());
        assert_ne!(one, other);
        assert_eq!(one.len(), 16);
        assert!(one.bytes().all(|byte| ALPHABET.contains(&byte)));
    }
}
