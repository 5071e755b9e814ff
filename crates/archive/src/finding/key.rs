//! An expert's key: made, wrapped by her passphrase, used for one signature and forgotten.
//!
//! The file is an ordinary passphrase-encrypted age file around the text form `PRIVATE+KEY+name+id+…` of a signed note's key, so that
//! the plain age tool and other people's signed notes open and use it too.

use amana_custody::{KeyError, Note, NoteError, SigningKey, VerifierKey};
use amana_store::{Passphrase, StoreError, WorkFactor, expose, unwrap, wrap};

use crate::error::{ArchiveError, Result};
use crate::services::Entropy;

/// The shortest passphrase of an expert's key, in characters.
const SHORTEST: usize = 12;

/// A key as it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpertKey {
    /// The file to keep: the secret half, wrapped by the passphrase.
    pub file: Vec<u8>,
    /// The public half, as `name+id+Base64`.
    pub public: String,
}

/// Why there is no signature.
#[derive(Debug, thiserror::Error)]
pub enum NoSignature {
    /// The file is no expert's key, or is damaged.
    #[error("the file is not an expert's key: {0}")]
    NotAKey(String),
    /// The passphrase is wrong.
    #[error("the passphrase does not open this key")]
    WrongPassphrase,
    /// It is not the key that the expert named here.
    #[error("this is another key than the one that she named")]
    OtherKey,
    /// What was brought back is not the text that was to be signed.
    #[error("the text that was signed is not the one that is to be signed")]
    OtherText,
    /// The signature does not fit.
    #[error("{0}")]
    Note(#[from] NoteError),
}

/// Makes a key named `name`: letters, digits, dots and hyphens, as it stands in each signature.
///
/// # Errors
/// If the name will not do or the passphrase is shorter than 12 characters.
pub fn make_expert_key(
    entropy: &dyn Entropy,
    name: &str,
    passphrase: Passphrase,
    work: WorkFactor,
) -> Result<ExpertKey> {
    if expose(&passphrase).chars().count() < SHORTEST {
        return Err(ArchiveError::mistake(format!("the passphrase is shorter than {SHORTEST} characters"))
            .safe("no key was made")
            .next(
                "several words that belong to nobody's name or birthday are easy to keep and hard to guess",
            ));
    }
    let mut seed = [0; 32];
    entropy.fill(&mut seed);
    let key = SigningKey::from_seed(name, &seed).map_err(|e: KeyError| {
        ArchiveError::mistake(format!("{name:?} will not do as the name of a key"))
            .safe("no key was made")
            .because(e)
    })?;
    let secret: Passphrase = format!("{}\n", &*key.to_text()).into();
    Ok(ExpertKey { file: wrap(&secret, passphrase, work)?, public: key.verifier().to_string() })
}

/// Signs a text with a wrapped key; gives the note.
///
/// # Errors
/// If the file is no key, the passphrase does not open it, or the text cannot be signed.
pub fn sign_text(
    text: &str,
    file: &[u8],
    passphrase: Passphrase,
) -> std::result::Result<String, NoSignature> {
    let secret = unwrap(file, passphrase).map_err(|e| match e {
        StoreError::NotForTheseKeys(_) => NoSignature::WrongPassphrase,
        other => NoSignature::NotAKey(other.to_string()),
    })?;
    let key = SigningKey::parse(expose(&secret)).map_err(|e| NoSignature::NotAKey(e.to_string()))?;
    Ok(Note::sign(text.to_owned(), &key)?.to_text())
}

/// Checks a note against a key; gives its text. For whoever was handed a finding and a key.
///
/// # Errors
/// If it is no note, no key, or the key has not signed it.
pub fn verified(note: &[u8], key: &str) -> std::result::Result<String, NoSignature> {
    let key: VerifierKey = key.trim().parse().map_err(|e: KeyError| NoSignature::NotAKey(e.to_string()))?;
    let note = Note::parse(note)?;
    note.verify(&key)?;
    Ok(note.text().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Counting;

    impl Entropy for Counting {
        fn fill(&self, buffer: &mut [u8]) {
            (0..).zip(buffer).for_each(|(at, byte)| *byte = at);
        }
    }

    fn passphrase(text: &str) -> Passphrase {
        text.to_owned().into()
    }

    #[test]
    fn a_key_signs_and_its_public_half_checks() {
        let key =
            make_expert_key(&Counting, "dr.huda", passphrase("four words and one"), WorkFactor(10)).unwrap();
        let note = sign_text("what is signed\n", &key.file, passphrase("four words and one")).unwrap();
        assert_eq!(verified(note.as_bytes(), &format!("{}\n", key.public)).unwrap(), "what is signed\n");
        let altered = note.replace("what", "that");
        assert!(matches!(verified(altered.as_bytes(), &key.public), Err(NoSignature::Note(_))));
        let wrong = sign_text("what is signed\n", &key.file, passphrase("four words and two"));
        assert!(matches!(wrong, Err(NoSignature::WrongPassphrase)));
        for hostile in [&b""[..], b"age-encryption.org/v1\n", &key.file[..key.file.len() - 1], &[0xff; 5000]]
        {
            let refused = sign_text("x\n", hostile, passphrase("four words and one"));
            assert!(matches!(refused, Err(NoSignature::NotAKey(_))), "{refused:?}");
        }
    }

    #[test]
    fn a_bad_name_or_a_short_passphrase_makes_no_key() {
        for (name, words) in
            [("dr huda", "four words and one"), ("", "four words and one"), ("dr.huda", "short")]
        {
            assert!(make_expert_key(&Counting, name, passphrase(words), WorkFactor(10)).is_err(), "{name:?}");
        }
    }
}
