//! Which contents the archive has: shared by the workers, so that one content is sealed once.

use std::collections::HashMap;
use std::sync::Mutex;

use amana_model::{Digest, SealedName};

/// How far one content has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// A worker is sealing it.
    Claimed,
    /// Sealed and staged.
    Staged(SealedName),
    /// In the log.
    Committed(SealedName),
}

/// The contents known to this intake.
pub(super) struct Contents(Mutex<HashMap<Digest, State>>);

impl Contents {
    /// Starts with what the archive has.
    pub(super) fn new(known: HashMap<Digest, SealedName>) -> Self {
        Self(Mutex::new(known.into_iter().map(|(digest, name)| (digest, State::Committed(name))).collect()))
    }

    fn with<T>(&self, f: impl FnOnce(&mut HashMap<Digest, State>) -> T) -> T {
        f(&mut self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
    }

    /// Forgets all of them, once nobody will ask any more.
    pub(super) fn forget(&self) {
        self.with(|map| *map = HashMap::new());
    }

    /// Claims a content: `true` if nobody has it yet, so that the caller must seal it.
    pub(super) fn claim(&self, digest: Digest) -> bool {
        self.with(|map| match map.entry(digest) {
            std::collections::hash_map::Entry::Occupied(_) => false,
            std::collections::hash_map::Entry::Vacant(entry) => {
                entry.insert(State::Claimed);
                true
            }
        })
    }

    /// Says under which name a claimed content was staged.
    pub(super) fn staged(&self, digest: Digest, name: SealedName) {
        self.with(|map| map.insert(digest, State::Staged(name)));
    }

    /// Says that a content is in the log under this name.
    pub(super) fn committed(&self, digest: Digest, name: SealedName) {
        self.with(|map| map.insert(digest, State::Committed(name)));
    }

    /// The name of a content that is in the log.
    pub(super) fn in_log(&self, digest: Digest) -> Option<SealedName> {
        self.with(|map| match map.get(&digest) {
            Some(State::Committed(name)) => Some(*name),
            _ => None,
        })
    }
}
