//! The custody log: what happened to the archive, in an order and a wording that nobody can change unnoticed.
//!
//! [`Log`] appends opaque entries to a Merkle tree log on disk in the form of C2SP tlog-tiles: hashes in clear
//! (`tile/…`), a signed `checkpoint`, entries sealed in batches (`entries/…`). [`Tree`] reads such a log, or an exported
//! one, without being able to write it; [`fsck`] checks every byte of it; [`proof`] proves one entry to somebody else.
//!
//! It trusts SHA-256, Ed25519, the key it is told to trust, and a disk that keeps what it synced. It trusts no byte of
//! what it reads. What entries mean is not its affair.

mod append;
pub mod batch;
mod checkpoint;
mod edge;
mod error;
pub mod export;
mod file;
pub mod fsck;
mod key;
mod log;
pub mod merkle;
mod note;
pub mod proof;
pub mod prove;
mod read;
mod rollback;
mod seal;
pub mod tile;
mod tree;

pub use append::Appended;
pub use checkpoint::{Checkpoint, CheckpointError};
pub use error::{AppendError, Error};
pub use key::{KeyError, KeyKind, SigningKey, VerifierKey};
pub use log::Log;
pub use merkle::Hash;
pub use note::{Note, NoteError, NoteSignature};
pub use read::{Batch, Entries};
pub use seal::{Seal, SealError, Unseal};
pub use tree::Tree;
