//! What several fuzz targets share.

use std::sync::Once;

/// Lets a panic that the code under test catches by itself pass; one that escapes still ends the target.
///
/// The fuzzing engine's own hook ends the process at any panic, also at those of foreign decoders behind a barrier.
pub fn caught_panics_pass() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| std::panic::set_hook(Box::new(|_| {})));
}
