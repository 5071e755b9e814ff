//! A file that proves one entry by itself (C2SP tlog-proof), to be checked offline and by other people's tools.
//!
//! ```text
//! c2sp.org/tlog-proof@v1
//! extra <the entry itself, in Base64>
//! index 5
//! <hash of the inclusion proof, in Base64>
//! …
//!
//! <the checkpoint, as it was signed>
//! ```
//!
//! In the specification `extra` is what an application needs to compute the leaf hash; here it is the whole entry, so the
//! file needs nothing beside it but the log's public key.

use base64::prelude::{BASE64_STANDARD, Engine as _};

use crate::batch::MAX_ENTRY_BYTES;
use crate::checkpoint::{Checkpoint, CheckpointError, parse_decimal};
use crate::error::Error;
use crate::key::VerifierKey;
use crate::log::Log;
use crate::merkle::{Hash, ProofError, leaf_hash, verify_inclusion};
use crate::seal::Unseal;

const HEADER: &str = "c2sp.org/tlog-proof@v1";

/// A tree of 2^64 leaves has no longer proofs.
const MAX_HASHES: usize = 64;

/// Why a proof file proves nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EntryProofError {
    /// The bytes are no proof file of an entry.
    #[error("not a proof file: {0}")]
    Malformed(&'static str),
    /// The checkpoint in it is not to be believed.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// The entry is not in the tree of the checkpoint.
    #[error("the entry is not in the log: {0}")]
    Proof(#[from] ProofError),
}

/// One entry, where it stands, and the proof. Nothing in it is true before [`EntryProof::verify`] says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryProof {
    /// The entry in clear.
    pub entry: Vec<u8>,
    /// Its index in the log.
    pub index: u64,
    /// The inclusion proof, from the leaf's sibling upwards.
    pub path: Vec<Hash>,
    /// The checkpoint to which the proof leads.
    pub checkpoint: Checkpoint,
}

impl EntryProof {
    /// Makes the proof of one entry at the log's current checkpoint.
    pub fn of(log: &Log, index: u64, unseal: &dyn Unseal) -> Result<Self, Error> {
        let mut tree = log.tree()?;
        let path = tree.inclusion_proof(index, tree.size())?;
        let checkpoint = tree.checkpoint().clone();
        let read = log.read(index..index + 1, unseal)?.next().transpose()?;
        let entry = read.and_then(|batch| batch.entries.into_iter().next());
        let entry = entry.ok_or(Error::OutOfRange { size: checkpoint.size(), wanted: index })?;
        Ok(EntryProof { entry, index, path, checkpoint })
    }

    /// Checks that `key` signed the checkpoint and that the entry stands at its index in that tree.
    pub fn verify(&self, key: &VerifierKey) -> Result<(), EntryProofError> {
        if self.checkpoint.origin() != key.name() {
            return Err(CheckpointError::OtherOrigin(self.checkpoint.origin().to_owned()).into());
        }
        self.checkpoint.verify(key)?;
        let (size, root) = (self.checkpoint.size(), self.checkpoint.root());
        Ok(verify_inclusion(leaf_hash(&self.entry), self.index, size, &self.path, root)?)
    }

    /// The file's text.
    pub fn encode(&self) -> String {
        let hashes: String = self.path.iter().map(|hash| format!("{hash}\n")).collect();
        let entry = BASE64_STANDARD.encode(&self.entry);
        format!("{HEADER}\nextra {entry}\nindex {}\n{hashes}\n{}", self.index, self.checkpoint.to_text())
    }

    /// Parses a proof file; strict to the byte, so that what it accepts is what [`EntryProof::encode`] writes.
    pub fn parse(bytes: &[u8]) -> Result<Self, EntryProofError> {
        use EntryProofError::Malformed;
        let text = str::from_utf8(bytes).map_err(|_| Malformed("it is not UTF-8"))?;
        let rest = text.strip_prefix(HEADER).and_then(|rest| rest.strip_prefix('\n'));
        let rest = rest.ok_or(Malformed("its first line is not that of a tlog-proof"))?;
        let (extra, rest) = rest.split_once('\n').ok_or(Malformed("it ends early"))?;
        let entry = extra.strip_prefix("extra ").and_then(|entry| BASE64_STANDARD.decode(entry).ok());
        let entry =
            entry.filter(|entry| entry.len() <= MAX_ENTRY_BYTES).ok_or(Malformed("it holds no entry"))?;
        let (index, rest) = rest.split_once('\n').ok_or(Malformed("it ends early"))?;
        let index =
            index.strip_prefix("index ").and_then(parse_decimal).ok_or(Malformed("it has no index"))?;
        let (path, checkpoint) = parse_hashes(rest)?;
        let checkpoint = Checkpoint::parse_unverified(checkpoint.as_bytes())?;
        Ok(EntryProof { entry, index, path, checkpoint })
    }
}

/// Reads hashes up to the empty line; the rest is the checkpoint.
fn parse_hashes(text: &str) -> Result<(Vec<Hash>, &str), EntryProofError> {
    let mut hashes = Vec::new();
    let mut rest = text;
    loop {
        let (line, after) = rest.split_once('\n').ok_or(EntryProofError::Malformed("it ends early"))?;
        if line.is_empty() {
            return Ok((hashes, after));
        }
        let hash = Hash::from_base64(line).ok_or(EntryProofError::Malformed("a line is no hash"))?;
        if hashes.len() == MAX_HASHES {
            return Err(EntryProofError::Malformed("it has too many hashes"));
        }
        hashes.push(hash);
        rest = after;
    }
}
