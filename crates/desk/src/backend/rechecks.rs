//! What the desk needs of an archive for rechecking what a machine had a part in.

use amana_model::{RecheckId, RecheckOf};
use async_trait::async_trait;

use super::{BackendError, NotRechecked, RecheckSaid, RecheckTask, Rechecks};

/// Rechecks. Every refusal is an answer, not an error.
#[async_trait]
pub trait RechecksBackend {
    /// Everything recorded about rechecks.
    async fn rechecks(&self) -> Result<Rechecks, BackendError>;
    /// Draws one; what is wrong, in English, if there is nothing to draw from. Records the event.
    async fn draw_recheck(
        &self,
        token: &str,
        of: RecheckOf,
        size: usize,
        seed: &str,
    ) -> Result<Result<RecheckId, String>, BackendError>;
    /// Hands a person the next unit that she had no part in. That a crop is shown is recorded.
    async fn next_to_recheck(
        &self,
        token: &str,
        recheck: &RecheckId,
    ) -> Result<Option<RecheckTask>, BackendError>;
    /// Records what she says of a unit. Records the event.
    async fn tell_recheck(
        &self,
        token: &str,
        recheck: &RecheckId,
        unit: u64,
        said: RecheckSaid,
    ) -> Result<Result<(), NotRechecked>, BackendError>;
}
