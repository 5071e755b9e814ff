//! Dates read out of paths.

use amana_model::{OccurrencePath, PathDate};

/// Reads the date that a path tells, if it tells exactly one.
pub fn path_date(_path: &OccurrencePath) -> Option<PathDate> {
    None
}
