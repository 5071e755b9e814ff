//! Passwords: Argon2id (RFC 9106), kept as a PHC string, `$argon2id$v=19$m=65536,t=3,p=1$salt$hash`.
//!
//! The cost is RFC 9106's second recommendation (64 MiB, three passes) on one lane, as one core is what a sign-in
//! should take. What is kept says its own cost, so that the cost can be raised later.

use argon2::{Algorithm, Argon2, Params, Version};
use data_encoding::BASE64_NOPAD;
use zeroize::Zeroizing;

use crate::AccountsError;

/// What one hashing costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory: u32,
    /// Passes over it.
    pub passes: u32,
}

impl Cost {
    /// 64 MiB, three passes.
    pub const USUAL: Self = Self { memory: 64 * 1024, passes: 3 };
    /// As little as Argon2 allows, for tests only.
    pub const LEAST: Self = Self { memory: 8, passes: 1 };
}

const LENGTH: usize = 32;

/// What a PHC string says.
struct Kept {
    cost: Cost,
    salt: Vec<u8>,
    hash: Vec<u8>,
}

/// Hashes on a thread for blocking work.
pub(crate) async fn hash(password: &str, salt: [u8; 16], cost: Cost) -> Result<String, AccountsError> {
    let hash = derive(password, salt.to_vec(), cost).await?;
    let Cost { memory, passes } = cost;
    let (salt, hash) = (BASE64_NOPAD.encode(&salt), BASE64_NOPAD.encode(&hash));
    Ok(format!("$argon2id$v=19$m={memory},t={passes},p=1${salt}${hash}"))
}

/// Whether a password is the one kept, and at which cost it was kept.
pub(crate) async fn is(password: &str, kept: &str) -> Result<(bool, Cost), AccountsError> {
    let kept =
        parse(kept).ok_or_else(|| AccountsError::Broken("a password hash is not in its form".into()))?;
    let found = derive(password, kept.salt, kept.cost).await?;
    Ok((equal(&found, &kept.hash), kept.cost))
}

async fn derive(password: &str, salt: Vec<u8>, cost: Cost) -> Result<[u8; LENGTH], AccountsError> {
    let password = Zeroizing::new(password.as_bytes().to_vec());
    let work = move || {
        let params = Params::new(cost.memory, cost.passes, 1, Some(LENGTH))?;
        let mut hash = [0; LENGTH];
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(&password, &salt, &mut hash)?;
        Ok::<_, argon2::Error>(hash)
    };
    let done =
        tokio::task::spawn_blocking(work).await.map_err(|error| AccountsError::Machine(error.into()))?;
    done.map_err(|error| AccountsError::Machine(error.to_string().into()))
}

fn parse(kept: &str) -> Option<Kept> {
    let (params, rest) = kept.strip_prefix("$argon2id$v=19$m=")?.split_once(",p=1$")?;
    let (memory, passes) = params.split_once(",t=")?;
    let (salt, hash) = rest.split_once('$')?;
    Some(Kept {
        cost: Cost { memory: memory.parse().ok()?, passes: passes.parse().ok()? },
        salt: BASE64_NOPAD.decode(salt.as_bytes()).ok()?,
        hash: BASE64_NOPAD.decode(hash.as_bytes()).ok()?,
    })
}

/// Compares in a time that does not tell where the first difference is.
fn equal(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_kept_is_an_ordinary_phc_string() {
        // A known PHC string for the password `password`, salt `somesalt`, t=2, m=64 MiB, p=1; recalled, not made here.
        let golden = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assert!(is("password", golden).await.unwrap().0);
        assert!(!is("passwore", golden).await.unwrap().0);
        let ours = hash("كلمة السر", [7; 16], Cost::LEAST).await.unwrap();
        assert!(ours.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{ours}");
        assert_eq!(is("كلمة السر", &ours).await.unwrap(), (true, Cost::LEAST));
        assert_eq!(is("كلمة السر ", &ours).await.unwrap(), (false, Cost::LEAST));
    }

    #[tokio::test]
    async fn anything_else_is_broken() {
        for kept in [
            "",
            "$argon2id$v=19$m=8,t=1,p=1$AAAA",
            "$argon2i$v=19$m=8,t=1,p=1$AAAA$AAAA",
            "plain",
            "$argon2id$v=19$m=-8,t=1,p=1$AAAA$AAAA",
        ] {
            assert!(matches!(is("x", kept).await, Err(AccountsError::Broken(_))), "{kept}");
        }
    }

    #[test]
    fn equal_is_equality() {
        assert!(equal(b"ab", b"ab") && !equal(b"ab", b"ac") && !equal(b"ab", b"abc"));
    }
}
