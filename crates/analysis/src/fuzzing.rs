//! Entry points for fuzzing: each takes any bytes and must only return.

use std::time::Duration;

use amana_model::{Digest, OccurrencePath, PathBytes};

use crate::{Limits, cover, full_picture, observe, path_date};

/// Limits under which a fuzzer stays fast.
const LIMITS: Limits = Limits { pixels: 4_000_000, memory: 64 << 20, time: Duration::from_secs(1) };

/// Observes any bytes as a file named as a picture.
pub fn observation(bytes: &[u8]) {
    observe(Digest([0; 32]), bytes, b"a.jpg", &LIMITS, &|| false);
}

/// Decodes any bytes whole.
pub fn full(bytes: &[u8]) {
    let _ = full_picture(bytes, &LIMITS);
}

/// Reads any bytes as a path.
pub fn date(bytes: &[u8]) {
    path_date(&OccurrencePath { within: Vec::new(), path: PathBytes(bytes.to_vec()) });
}

/// Covers any bytes as a preview.
pub fn covered(bytes: &[u8]) {
    cover::cover(bytes);
}
