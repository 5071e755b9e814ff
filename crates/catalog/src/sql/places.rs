//! The texts of places.

pub(crate) const DESCRIBED: &str = "INSERT INTO places (idx, time, agent, place) VALUES ($1, $2, $3, $4)";
pub(crate) const DESCRIPTIONS: &str = "SELECT idx, time, agent, place FROM places ORDER BY idx";

/// Those of this file, for the test that prepares all.
#[cfg(test)]
pub(crate) const ALL: &[(&str, &str)] =
    &[("place described", DESCRIBED), ("place descriptions", DESCRIPTIONS)];
