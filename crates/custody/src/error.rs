//! What can go wrong when the log is read or written.

use std::io;
use std::path::{Path, PathBuf};

use crate::batch::{BatchError, EntryTooLong};
use crate::checkpoint::CheckpointError;
use crate::key::KeyError;
use crate::seal::SealError;

/// Why the log could not do what was asked. Damage that a check finds is not an error but a report: see
/// [`fsck`](crate::fsck).
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The machine failed, or the file is not there.
    #[error("{}: {source}", path.display())]
    Io {
        /// Where.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// What lies there is not what the checkpoint promises. Nothing was written; run a check for the whole extent.
    #[error("{}: {reason}", path.display())]
    Damaged {
        /// Where.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// There is a log in this folder already.
    #[error("{}: there is a custody log already", .0.display())]
    AlreadyThere(PathBuf),
    /// This copy of the log has no `signing.key`: it can be read and checked, not written.
    #[error("{}: this log cannot be written without its signing key", .0.display())]
    NoSigningKey(PathBuf),
    /// An entry is longer than a log holds.
    #[error(transparent)]
    EntryTooLong(#[from] EntryTooLong),
    /// Entries could not be sealed or unsealed.
    #[error("entries cannot be sealed or unsealed: {0}")]
    Seal(#[from] SealError),
    /// The request names leaves that the log does not have.
    #[error("the log has {size} entries, not {wanted}")]
    OutOfRange {
        /// Entries in the log.
        size: u64,
        /// Index or size asked for.
        wanted: u64,
    },
}

impl Error {
    /// The message without the place, for reports that name the place themselves.
    pub(crate) fn reason(&self) -> String {
        match self {
            Error::Io { source, .. } => source.to_string(),
            Error::Damaged { reason, .. } => reason.clone(),
            other => other.to_string(),
        }
    }

    pub(crate) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Error::Io { path, source }
    }

    pub(crate) fn damaged(path: &Path, reason: impl ToString) -> Self {
        Error::Damaged { path: path.to_owned(), reason: reason.to_string() }
    }

    pub(crate) fn checkpoint(path: &Path) -> impl FnOnce(CheckpointError) -> Self {
        let path = path.to_owned();
        move |error| Error::damaged(&path, error)
    }

    pub(crate) fn key(path: &Path) -> impl FnOnce(KeyError) -> Self {
        let path = path.to_owned();
        move |error| Error::damaged(&path, error)
    }

    pub(crate) fn batch(path: &Path) -> impl FnOnce(BatchError) -> Self {
        let path = path.to_owned();
        move |error| Error::damaged(&path, error)
    }
}

/// Why [`Log::append_with`](crate::Log::append_with) did not append.
#[derive(Debug, thiserror::Error)]
pub enum AppendError<E> {
    /// The caller could not make its entries; nothing was written.
    #[error(transparent)]
    Build(E),
    /// The log could not take them. They may or may not be in the log: after the machine is well again, ask
    /// [`Log::leaf_hash`](crate::Log::leaf_hash).
    #[error(transparent)]
    Log(#[from] Error),
}
