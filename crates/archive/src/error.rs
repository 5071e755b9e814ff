//! The one error of the use cases: what happened, what is safe, what to do next.

use std::error::Error;
use std::fmt;

use amana_model::{Condition, Observation, Rest};

/// What the caller can do about an error; the command line maps each kind to an exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// The request was mistaken: change it and ask again.
    Mistake,
    /// What was asked for is not in this archive: check its name.
    Absent,
    /// The original is there as it came, but no picture of it can be shown: look at what is known of it, or take a copy.
    NoPicture(NoPicture),
    /// A pause from looking is due, or the day's views are used up: go on when it is over.
    Rest(Rest),
    /// The archive is damaged where this needed it.
    Damage,
    /// Stopped on request; the same command goes on.
    Interrupted,
    /// The machine failed: a full disk, a missing permission, a medium that vanished.
    Machine,
}

/// Why no picture of an original can be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoPicture {
    /// Nobody has looked at it yet, so that it has no preview.
    NotLookedAt,
    /// Its bytes are no picture.
    NotAPicture,
    /// A picture beyond the limits, or of a kind that this version does not decode.
    NotDecoded,
    /// It claims to be a picture, and nothing of it can be read.
    Unreadable,
}

impl NoPicture {
    /// The reason that the first analysis gives for an original without a preview.
    pub fn of(seen: Option<&Observation>) -> Self {
        match seen.map(|seen| seen.condition) {
            None => Self::NotLookedAt,
            Some(Condition::NotAPicture) => Self::NotAPicture,
            Some(Condition::NotDecoded) => Self::NotDecoded,
            Some(Condition::Unreadable | Condition::Damaged | Condition::Ready) => Self::Unreadable,
        }
    }

    /// The word for it, as the desk's texts name it.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotLookedAt => "not-looked-at",
            Self::NotAPicture => "not-a-picture",
            Self::NotDecoded => "not-decoded",
            Self::Unreadable => "unreadable",
        }
    }
}

/// Why a use case did not do what was asked.
#[derive(Debug)]
pub struct ArchiveError {
    /// What the caller can do about it.
    pub kind: ErrorKind,
    /// What happened, in one sentence without a full stop.
    pub what: String,
    /// What is safe all the same.
    pub safe: Option<String>,
    /// What to do next.
    pub next: Option<String>,
    cause: Option<Box<dyn Error + Send + Sync>>,
}

/// The result of a use case.
pub type Result<T> = std::result::Result<T, ArchiveError>;

impl ArchiveError {
    /// An error of `kind`.
    pub fn new(kind: ErrorKind, what: impl Into<String>) -> Self {
        Self { kind, what: what.into(), safe: None, next: None, cause: None }
    }

    /// A mistaken request.
    pub fn mistake(what: impl Into<String>) -> Self {
        Self::new(ErrorKind::Mistake, what)
    }

    /// Something that is not in the archive.
    pub fn absent(what: impl Into<String>) -> Self {
        Self::new(ErrorKind::Absent, what)
    }

    /// Damage in the archive.
    pub fn damage(what: impl Into<String>) -> Self {
        Self::new(ErrorKind::Damage, what)
            .next("run `amana verify` to see all that is damaged and all that is safe")
    }

    /// A failure of the machine.
    pub fn machine(what: impl Into<String>) -> Self {
        Self::new(ErrorKind::Machine, what)
    }

    /// Adds what is safe.
    #[must_use]
    pub fn safe(mut self, safe: impl Into<String>) -> Self {
        self.safe = Some(safe.into());
        self
    }

    /// Adds what to do next.
    #[must_use]
    pub fn next(mut self, next: impl Into<String>) -> Self {
        self.next = Some(next.into());
        self
    }

    /// Adds the cause.
    #[must_use]
    pub fn because(mut self, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.cause = Some(cause.into());
        self
    }
}

impl fmt::Display for ArchiveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl Error for ArchiveError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.cause.as_deref().map(|cause| cause as _)
    }
}

impl From<std::io::Error> for ArchiveError {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind as Io;
        let base = match error.kind() {
            Io::StorageFull | Io::QuotaExceeded => {
                Self::machine("the disk is full").next("free some space, then run the same command again")
            }
            Io::PermissionDenied => Self::machine("the system refused permission"),
            Io::ReadOnlyFilesystem => Self::machine("the file system is read-only"),
            _ => Self::machine("reading or writing failed"),
        };
        base.safe("what was recorded before is safe").because(error)
    }
}

impl From<amana_store::StoreError> for ArchiveError {
    fn from(error: amana_store::StoreError) -> Self {
        use amana_store::StoreError as Store;
        match error {
            Store::Io(error) => error.into(),
            Store::Missing(_) | Store::Damaged(..) => Self::damage(error.to_string()),
            Store::NotForTheseKeys(_) | Store::BadKey(_) => Self::mistake(error.to_string()),
        }
    }
}

impl From<amana_model::CanonicalError> for ArchiveError {
    fn from(error: amana_model::CanonicalError) -> Self {
        Self::damage("an entry of the custody log is not an event").because(error)
    }
}
