//! The keys that sign notes (C2SP signed-note), in the text forms of Go's `note` package.
//!
//! A verifier key is `<name>+<key id>+<base64(type || public key)>`, a signing key
//! `PRIVATE+KEY+<name>+<key id>+<base64(0x01 || seed)>`. The key id is the first four bytes of
//! `SHA-256(name || "\n" || type || public key)`, in eight lower-case hexadecimal digits.

use std::fmt;
use std::str::FromStr;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use ed25519_dalek::Signer as _;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

/// A key text that is not as the format has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Not the text form of a key.
    #[error("not a key in the text form of a signed note")]
    Malformed,
    /// A signature type other than Ed25519.
    #[error("a key of an unknown type")]
    UnknownType,
    /// Name, id and key do not belong together.
    #[error("the key does not fit its own id: one of its letters was altered")]
    WrongId,
    /// A name that is empty or holds spaces, pluses or control characters.
    #[error("not a key name: it must not be empty nor hold spaces, pluses or control characters")]
    BadName,
}

/// What a key signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    /// The text of a note itself (type 0x01): the key of a log.
    Note,
    /// A timestamped cosignature (type 0x04, C2SP tlog-cosignature): the key of a witness.
    Cosignature,
}

impl KeyKind {
    fn byte(self) -> u8 {
        match self {
            KeyKind::Note => 1,
            KeyKind::Cosignature => 4,
        }
    }
}

/// A public key with its name.
#[derive(Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    kind: KeyKind,
    key: ed25519_dalek::VerifyingKey,
}

impl VerifierKey {
    /// The key's name; for a log, its origin.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What the key signs.
    pub fn kind(&self) -> KeyKind {
        self.kind
    }

    /// The short identifier in signature lines.
    pub fn id(&self) -> [u8; 4] {
        key_id(&self.name, self.kind, self.key.as_bytes())
    }

    /// Whether `signature` (without key id) is this key's over the text of a note.
    ///
    /// Strict: points of small order and signatures in another than the canonical form are refused.
    pub fn accepts(&self, text: &[u8], signature: &[u8]) -> bool {
        match self.kind {
            KeyKind::Note => self.accepts_bytes(text, signature),
            KeyKind::Cosignature => self.accepts_cosignature(text, signature),
        }
    }

    fn accepts_bytes(&self, message: &[u8], signature: &[u8]) -> bool {
        let Ok(signature) = ed25519_dalek::Signature::from_slice(signature) else { return false };
        self.key.verify_strict(message, &signature).is_ok()
    }

    fn accepts_cosignature(&self, text: &[u8], signature: &[u8]) -> bool {
        let Some((time, signature)) = signature.split_first_chunk::<8>() else { return false };
        let time = u64::from_be_bytes(*time);
        let message = [format!("cosignature/v1\ntime {time}\n").as_bytes(), text].concat();
        i64::try_from(time).is_ok() && self.accepts_bytes(&message, signature)
    }
}

impl FromStr for VerifierKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let (name, rest) = text.split_once('+').ok_or(KeyError::Malformed)?;
        let (id, key) = rest.split_once('+').ok_or(KeyError::Malformed)?;
        check_name(name)?;
        let key = BASE64_STANDARD.decode(key).map_err(|_| KeyError::Malformed)?;
        let (kind, key) = key.split_first().ok_or(KeyError::Malformed)?;
        let kind = match kind {
            1 => KeyKind::Note,
            4 => KeyKind::Cosignature,
            _ => return Err(KeyError::UnknownType),
        };
        let key: [u8; 32] = key.try_into().map_err(|_| KeyError::Malformed)?;
        if hex_id(key_id(name, kind, &key)) != id {
            return Err(KeyError::WrongId);
        }
        let key = ed25519_dalek::VerifyingKey::from_bytes(&key).map_err(|_| KeyError::Malformed)?;
        Ok(VerifierKey { name: name.to_owned(), kind, key })
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = BASE64_STANDARD.encode([&[self.kind.byte()], self.key.as_bytes().as_slice()].concat());
        write!(f, "{}+{}+{key}", self.name, hex_id(self.id()))
    }
}

impl fmt::Debug for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifierKey({self})")
    }
}

/// The private key of a log. Its memory is cleared when it is dropped.
pub struct SigningKey {
    name: String,
    key: ed25519_dalek::SigningKey,
}

impl SigningKey {
    /// A key named `name` (the origin of its log) from 32 random bytes.
    pub fn from_seed(name: &str, seed: &[u8; 32]) -> Result<Self, KeyError> {
        check_name(name)?;
        Ok(SigningKey { name: name.to_owned(), key: ed25519_dalek::SigningKey::from_bytes(seed) })
    }

    /// Parses the text form, with or without a newline at its end.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let text = text.strip_suffix('\n').unwrap_or(text);
        let rest = text.strip_prefix("PRIVATE+KEY+").ok_or(KeyError::Malformed)?;
        let (name, rest) = rest.split_once('+').ok_or(KeyError::Malformed)?;
        let (id, key) = rest.split_once('+').ok_or(KeyError::Malformed)?;
        let key = Zeroizing::new(BASE64_STANDARD.decode(key).map_err(|_| KeyError::Malformed)?);
        let (kind, seed) = key.split_first().ok_or(KeyError::Malformed)?;
        if *kind != KeyKind::Note.byte() {
            return Err(KeyError::UnknownType);
        }
        let parsed = Self::from_seed(name, seed.try_into().map_err(|_| KeyError::Malformed)?)?;
        if hex_id(parsed.verifier().id()) != id {
            return Err(KeyError::WrongId);
        }
        Ok(parsed)
    }

    /// The text form, without a newline.
    pub fn to_text(&self) -> Zeroizing<String> {
        let secret = Zeroizing::new([&[KeyKind::Note.byte()], self.key.as_bytes().as_slice()].concat());
        let secret = Zeroizing::new(BASE64_STANDARD.encode(&*secret));
        Zeroizing::new(format!("PRIVATE+KEY+{}+{}+{}", self.name, hex_id(self.verifier().id()), &*secret))
    }

    /// The public half.
    pub fn verifier(&self) -> VerifierKey {
        VerifierKey { name: self.name.clone(), kind: KeyKind::Note, key: self.key.verifying_key() }
    }

    /// The Ed25519 signature (RFC 8032) of a note's text.
    pub(crate) fn sign(&self, text: &[u8]) -> [u8; 64] {
        self.key.sign(text).to_bytes()
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({}, …)", self.name)
    }
}

pub(crate) fn check_name(name: &str) -> Result<(), KeyError> {
    let bad = |c: char| c.is_whitespace() || c == '+' || c.is_control();
    if name.is_empty() || name.contains(bad) { Err(KeyError::BadName) } else { Ok(()) }
}

fn key_id(name: &str, kind: KeyKind, key: &[u8; 32]) -> [u8; 4] {
    let hash =
        Sha256::new().chain_update(name).chain_update([b'\n', kind.byte()]).chain_update(key).finalize();
    [hash[0], hash[1], hash[2], hash[3]]
}

fn hex_id(id: [u8; 4]) -> String {
    data_encoding::HEXLOWER.encode(&id)
}
