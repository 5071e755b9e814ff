//! Observation parts: many observations as one Parquet file that an analyst's own tools can open.

use amana_model::Observation;

/// Bytes that are not an observation part.
#[derive(Debug, thiserror::Error)]
#[error("not an observation part: {0}")]
pub struct PartError(String);

/// Writes observations as one Parquet file (zstd).
pub fn write_part(_rows: &[Observation]) -> Vec<u8> {
    Vec::new()
}

/// Reads what [`write_part`] wrote.
///
/// # Errors
/// If the bytes are no Parquet file, or not of these columns, or a value is not what its column says.
pub fn read_part(_bytes: &[u8]) -> Result<Vec<Observation>, PartError> {
    Err(PartError("not yet".into()))
}
