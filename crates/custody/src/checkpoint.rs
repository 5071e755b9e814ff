//! Checkpoints (C2SP tlog-checkpoint): the signed head of the log.
//!
//! The text of the note is the origin, the number of leaves, the root hash in Base64, then optional extension lines,
//! which are kept and never written by us.

use crate::key::{SigningKey, VerifierKey};
use crate::merkle::Hash;
use crate::note::{Note, NoteError, NoteSignature};

/// Why a checkpoint is not to be believed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// The note itself is not right.
    #[error("the checkpoint is {0}")]
    Note(#[from] NoteError),
    /// The note's text is no checkpoint.
    #[error("not a checkpoint: {0}")]
    Malformed(&'static str),
    /// Another log's checkpoint.
    #[error("the checkpoint belongs to the log {0}")]
    OtherOrigin(String),
}

/// The head of a log: so many leaves, with this root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    origin: String,
    size: u64,
    root: Hash,
    note: Note,
}

impl Checkpoint {
    /// Signs a new head; the origin is the key's name. Cosignatures of earlier heads do not apply to it.
    pub fn sign(size: u64, root: Hash, key: &SigningKey) -> Result<Self, CheckpointError> {
        let origin = key.verifier().name().to_owned();
        let note = Note::sign(format!("{origin}\n{size}\n{root}\n"), key)?;
        Ok(Checkpoint { origin, size, root, note })
    }

    /// Parses a checkpoint and checks that `key` signed it for the log of its name.
    pub fn open(bytes: &[u8], key: &VerifierKey) -> Result<Self, CheckpointError> {
        let checkpoint = Self::parse_unverified(bytes)?;
        if checkpoint.origin != key.name() {
            return Err(CheckpointError::OtherOrigin(checkpoint.origin));
        }
        checkpoint.note.verify(key)?;
        Ok(checkpoint)
    }

    /// Parses a checkpoint without checking who signed it: believe nothing it says before [`Checkpoint::verify`].
    pub fn parse_unverified(bytes: &[u8]) -> Result<Self, CheckpointError> {
        let note = Note::parse(bytes)?;
        let mut lines = note.text().lines();
        let origin = lines.next().filter(|line| !line.is_empty());
        let origin = origin.ok_or(CheckpointError::Malformed("no origin"))?.to_owned();
        let size = lines.next().and_then(parse_decimal).ok_or(CheckpointError::Malformed("no tree size"))?;
        let root =
            lines.next().and_then(Hash::from_base64).ok_or(CheckpointError::Malformed("no root hash"))?;
        if lines.any(str::is_empty) {
            return Err(CheckpointError::Malformed("an empty extension line"));
        }
        if size == 0 && root != Hash::of_empty_tree() {
            return Err(CheckpointError::Malformed("an empty tree with another root than that of nothing"));
        }
        Ok(Checkpoint { origin, size, root, note })
    }

    /// Checks that `key` (of the log, or of a witness) signed it.
    pub fn verify(&self, key: &VerifierKey) -> Result<(), CheckpointError> {
        Ok(self.note.verify(key)?)
    }

    /// The identity of the log.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Leaves in the tree.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root hash of the tree.
    pub fn root(&self) -> Hash {
        self.root
    }

    /// The signature lines, the log's own and those of witnesses.
    pub fn signatures(&self) -> &[NoteSignature] {
        self.note.signatures()
    }

    /// The same checkpoint with one more signature line, for instance a witness's.
    #[must_use]
    pub fn with_signature(mut self, signature: NoteSignature) -> Self {
        self.note.add_signature(signature);
        self
    }

    /// The checkpoint as it is written and signed.
    pub fn to_text(&self) -> String {
        self.note.to_text()
    }
}

/// Parses an ASCII decimal without sign or leading zeroes.
pub(crate) fn parse_decimal(text: &str) -> Option<u64> {
    let number: u64 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> SigningKey {
        SigningKey::from_seed("example.org/amana", &[7; 32]).unwrap()
    }

    fn signed(text: &str) -> Vec<u8> {
        Note::sign(text.to_owned(), &key()).unwrap().to_text().into_bytes()
    }

    #[test]
    fn it_is_read_as_it_was_signed() {
        let made = Checkpoint::sign(3, Hash([1; 32]), &key()).unwrap();
        let read = Checkpoint::open(made.to_text().as_bytes(), &key().verifier()).unwrap();
        assert_eq!((read.origin(), read.size(), read.root()), ("example.org/amana", 3, Hash([1; 32])));
        assert_eq!(read, made);
    }

    #[test]
    fn another_key_or_log_is_refused() {
        let made = Checkpoint::sign(3, Hash([1; 32]), &key()).unwrap().to_text().into_bytes();
        let other_key = SigningKey::from_seed("example.org/amana", &[8; 32]).unwrap().verifier();
        let other_log = SigningKey::from_seed("example.org/other", &[7; 32]).unwrap().verifier();
        assert!(matches!(
            Checkpoint::open(&made, &other_key),
            Err(CheckpointError::Note(NoteError::Unsigned(_)))
        ));
        assert!(matches!(Checkpoint::open(&made, &other_log), Err(CheckpointError::OtherOrigin(_))));
    }

    #[test]
    fn texts_in_another_form_are_refused_though_signed() {
        let root = Hash([1; 32]);
        let good = format!("example.org/amana\n3\n{root}\n");
        assert!(Checkpoint::open(&signed(&good), &key().verifier()).is_ok());
        assert!(Checkpoint::open(&signed(&format!("{good}extension\n")), &key().verifier()).is_ok());
        for text in [
            format!("example.org/amana\n03\n{root}\n"),
            format!("example.org/amana\n+3\n{root}\n"),
            format!("example.org/amana\n-3\n{root}\n"),
            format!("example.org/amana\n18446744073709551616\n{root}\n"),
            format!("example.org/amana\n3\n{root}=\n"),
            format!("example.org/amana\n3\n{}\n", &root.to_string()[1..]),
            format!("example.org/amana\n0\n{root}\n"),
            format!("\n3\n{root}\n"),
            format!("{good}\nafter an empty line\n"),
            "example.org/amana\n3\n".to_owned(),
        ] {
            assert!(Checkpoint::open(&signed(&text), &key().verifier()).is_err(), "{text:?}");
        }
    }

    #[test]
    fn every_flipped_bit_is_noticed() {
        let bytes = Checkpoint::sign(70_000, Hash([9; 32]), &key()).unwrap().to_text().into_bytes();
        for at in 0..bytes.len() {
            for bit in 0..8 {
                let mut altered = bytes.clone();
                altered[at] ^= 1 << bit;
                assert!(Checkpoint::open(&altered, &key().verifier()).is_err(), "byte {at}, bit {bit}");
            }
        }
    }
}
