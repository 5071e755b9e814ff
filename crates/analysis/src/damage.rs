//! Signs of damage, made alike everywhere.

use amana_model::Damage;

/// One sign of damage.
pub(crate) fn damage(code: &str, detail: impl Into<String>) -> Damage {
    Damage { code: code.into(), detail: detail.into() }
}

/// Whether the bytes hold a run of at least 512 zeros: a sector that was never written, or a hole.
pub(crate) fn has_zero_run(bytes: &[u8]) -> bool {
    const SECTOR: [u8; 512] = [0; 512];
    memchr::memmem::find(bytes, &SECTOR).is_some()
}

/// Codes that tell something about a file without harming its picture.
pub(crate) fn is_harmless(code: &str) -> bool {
    code == "trailing-data"
}
