//! A worker: opens one original after the other and has it looked at.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::SyncSender;
use std::time::Instant;

use amana_analysis::{CloseLook, CloseSeen, Limits};
use amana_catalog::Owed;
use amana_store::{Identities, Store, StoreError};

use super::turns::Turns;
use crate::error::Result;

/// The longest original that is opened for a close look, in bytes.
const ORIGINAL_LIMIT: u64 = 256 << 20;

/// What workers work with.
pub(super) struct Bench<'a> {
    pub(super) store: &'a Store,
    pub(super) identities: &'a Identities,
    pub(super) look: &'a dyn CloseLook,
    pub(super) limits: Limits,
}

/// One look, with the place of its original among those owed.
pub(super) struct Done {
    pub(super) place: usize,
    pub(super) seen: CloseSeen,
}

impl Bench<'_> {
    /// Takes originals until none is left, somebody stops it, or nobody listens.
    pub(super) fn work(
        &self,
        turns: &Turns<'_>,
        stopped: &dyn Fn() -> bool,
        done: &SyncSender<Result<Done>>,
    ) {
        while !stopped() {
            let Some((place, original)) = turns.take() else { return };
            let seen = self.look(original).map(|seen| Done { place, seen });
            if done.send(seen).is_err() {
                return;
            }
        }
    }

    /// A damaged object is for `verify` to tell: here it only shows nothing, and the rest goes on.
    fn look(&self, original: &Owed) -> Result<CloseSeen> {
        let bytes = match self.store.read(&original.sealed, self.identities, ORIGINAL_LIMIT) {
            Ok(bytes) => bytes,
            Err(StoreError::Damaged(..) | StoreError::Missing(_)) => {
                tracing::warn!("the object {} cannot be read: run `amana verify`", original.sealed);
                return Ok(CloseSeen::nothing(original.digest));
            }
            Err(e) => return Err(e.into()),
        };
        let until = Instant::now() + self.limits.time;
        let spent = || Instant::now() >= until;
        let look = || self.look.look(original.digest, &bytes, &self.limits, &spent);
        // As at intake: a panic in an engine is a finding about this file, and nothing else stops.
        Ok(catch_unwind(AssertUnwindSafe(look)).unwrap_or_else(|_| CloseSeen::nothing(original.digest)))
    }
}
