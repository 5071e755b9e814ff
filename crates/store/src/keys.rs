//! Custodians' identities: made, wrapped by a passphrase, unwrapped.
//!
//! A wrapped identity is an ordinary passphrase-encrypted age file (scrypt) around the text form
//! `AGE-SECRET-KEY-1…`, as `age-keygen | age -p` makes it; the plain `age` tool opens it too.

use std::io::{Read as _, Write as _};
use std::iter;

use age::secrecy::{ExposeSecret as _, SecretString};
use age::x25519::Identity;

use crate::StoreError;

/// The most work, as log₂ N, that a key may ask for which somebody hands in: some seconds, and 1 GiB of memory. More would let one file
/// take the machine's.
const MOST_WORK: u8 = 20;
/// The same for a custodian's own key, which stands in the archive, perhaps made by the age tool on a larger machine.
const MOST_WORK_OF_ONES_OWN: u8 = 22;
/// The longest text of a key that is unwrapped, in bytes.
const LONGEST_KEY: u64 = 4096;

/// A passphrase; wiped from memory when dropped, never printed.
pub type Passphrase = SecretString;

/// The text of a passphrase or identity, for the one moment it has to leave memory.
pub fn expose(secret: &Passphrase) -> &str {
    secret.expose_secret()
}

/// How much work unwrapping an identity takes: scrypt's log₂ N, 10 to 20. Each step doubles time and memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkFactor(pub u8);

impl Default for WorkFactor {
    /// 18: about a second and 256 MiB on an old laptop, as the age tool itself chooses.
    fn default() -> Self {
        Self(18)
    }
}

/// Makes a new X25519 identity from the operating system's randomness.
pub fn generate_identity() -> Identity {
    Identity::generate()
}

/// The ordinary text form of an identity with its public key as a comment, as `age-keygen` writes it.
pub fn identity_text(identity: &Identity) -> Passphrase {
    let secret = identity.to_string();
    SecretString::from(format!("# public key: {}\n{}\n", identity.to_public(), secret.expose_secret()))
}

/// Reads the text form of an identity: comments and blank lines, then one `AGE-SECRET-KEY-1…` line.
///
/// # Errors
/// If there is not exactly one identity in it.
pub fn parse_identity(text: &str) -> Result<Identity, StoreError> {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let refuse = || StoreError::BadKey("not an age identity file with one AGE-SECRET-KEY-1… line".into());
    let identity = lines.next().ok_or_else(refuse)?.parse().map_err(|_| refuse())?;
    if lines.next().is_some() { Err(refuse()) } else { Ok(identity) }
}

/// Wraps an identity by a passphrase into an ordinary age file.
///
/// # Errors
/// Only if writing to memory fails.
pub fn wrap_identity(
    identity: &Identity,
    passphrase: Passphrase,
    work: WorkFactor,
) -> Result<Vec<u8>, StoreError> {
    wrap(&identity_text(identity), passphrase, work)
}

/// Unwraps an identity.
///
/// # Errors
/// [`StoreError::NotForTheseKeys`] for a wrong passphrase, [`StoreError::BadKey`] for a file that is no wrapped identity.
pub fn unwrap_identity(wrapped: &[u8], passphrase: Passphrase) -> Result<Identity, StoreError> {
    parse_identity(unwrap_within(wrapped, passphrase, MOST_WORK_OF_ONES_OWN)?.expose_secret())
}

/// Wraps a secret text by a passphrase into an ordinary age file.
///
/// # Errors
/// Only if writing to memory fails.
pub fn wrap(secret: &Passphrase, passphrase: Passphrase, work: WorkFactor) -> Result<Vec<u8>, StoreError> {
    let mut recipient = age::scrypt::Recipient::new(passphrase);
    recipient.set_work_factor(work.0);
    let encryptor = age::Encryptor::with_recipients(iter::once(&recipient as &dyn age::Recipient))
        .map_err(|e| StoreError::BadKey(e.to_string()))?;
    let mut writer = encryptor.wrap_output(Vec::new())?;
    writer.write_all(secret.expose_secret().as_bytes())?;
    Ok(writer.finish()?)
}

/// Unwraps a secret text that somebody handed in: of no more work than [`WorkFactor`] allows when one is made.
///
/// # Errors
/// [`StoreError::NotForTheseKeys`] for a wrong passphrase, [`StoreError::BadKey`] for a file that holds no such text.
pub fn unwrap(wrapped: &[u8], passphrase: Passphrase) -> Result<Passphrase, StoreError> {
    unwrap_within(wrapped, passphrase, MOST_WORK)
}

fn unwrap_within(wrapped: &[u8], passphrase: Passphrase, most: u8) -> Result<Passphrase, StoreError> {
    let reader = unlocked(wrapped, passphrase, most)?;
    let mut text = String::new();
    // A key is a line or two; a longer text is none.
    let read = reader.take(LONGEST_KEY).read_to_string(&mut text);
    let text = SecretString::from(text);
    read.map_err(|e| StoreError::BadKey(format!("damaged key file: {e}")))?;
    Ok(text)
}

/// What a passphrase opens, of no more work than `most`.
pub(crate) fn unlocked(
    wrapped: &[u8],
    passphrase: Passphrase,
    most: u8,
) -> Result<age::stream::StreamReader<&[u8]>, StoreError> {
    let mut identity = age::scrypt::Identity::new(passphrase);
    identity.set_max_work_factor(most);
    let decryptor = age::Decryptor::new(wrapped)
        .map_err(|e| StoreError::BadKey(format!("not a key wrapped by a passphrase: {e}")))?;
    if !decryptor.is_scrypt() {
        return Err(StoreError::BadKey("not wrapped by a passphrase".into()));
    }
    decryptor.decrypt(iter::once(&identity as &dyn age::Identity)).map_err(|e| match e {
        age::DecryptError::ExcessiveWork { .. } => {
            StoreError::BadKey("its passphrase asks for more work than is reasonable".into())
        }
        age::DecryptError::DecryptionFailed | age::DecryptError::NoMatchingKeys => {
            StoreError::NotForTheseKeys("wrong passphrase".into())
        }
        other => StoreError::BadKey(format!("damaged key file: {other}")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUICK: WorkFactor = WorkFactor(10);

    #[test]
    fn a_wrapped_identity_opens_with_its_passphrase_only() {
        let identity = generate_identity();
        let wrapped = wrap_identity(&identity, "open sesame".to_owned().into(), QUICK).unwrap();
        let back = unwrap_identity(&wrapped, "open sesame".to_owned().into()).unwrap();
        assert_eq!(back.to_public().to_string(), identity.to_public().to_string());
        assert!(matches!(
            unwrap_identity(&wrapped, "open says me".to_owned().into()),
            Err(StoreError::NotForTheseKeys(_))
        ));
    }

    #[test]
    fn a_key_that_asks_for_too_much_work_is_refused_at_once() {
        let secret = Passphrase::from("a secret".to_owned());
        let wrapped = wrap(&secret, "open sesame".to_owned().into(), QUICK).unwrap();
        let head = b" 10\n";
        let at = wrapped.windows(4).position(|four| four == head).unwrap();
        let mut heavy = wrapped.clone();
        heavy[at + 1..at + 3].copy_from_slice(b"21");
        assert!(matches!(unwrap(&heavy, "open sesame".to_owned().into()), Err(StoreError::BadKey(_))));
        assert_eq!(expose(&unwrap(&wrapped, "open sesame".to_owned().into()).unwrap()), "a secret");
    }

    #[test]
    fn any_flipped_byte_of_a_wrapped_identity_is_noticed() {
        let wrapped = wrap_identity(&generate_identity(), "p".to_owned().into(), QUICK).unwrap();
        // The work factor's digits stand in clear; the copy with a higher one is refused or too slow to try here.
        let work = wrapped.windows(4).position(|w| w == b" 10\n").unwrap();
        for at in (0..wrapped.len()).filter(|at| !(work..work + 4).contains(at)) {
            let mut damaged = wrapped.clone();
            damaged[at] ^= 1;
            assert!(unwrap_identity(&damaged, "p".to_owned().into()).is_err(), "byte {at}");
        }
    }

    #[test]
    fn identity_files_are_read_strictly() {
        let one = identity_text(&generate_identity()).expose_secret().to_owned();
        assert!(parse_identity(&one).is_ok());
        assert!(parse_identity(&format!("{one}{one}")).is_err());
        assert!(parse_identity("# nothing\n").is_err());
    }
}
