//! The texts of coding: its acts as they were recorded; what they add up to is folded in memory.

pub(crate) const ACTED: &str =
    "INSERT INTO coding (idx, time, agent, act, details) VALUES ($1, $2, $3, $4, $5)";
pub(crate) const ACTS: &str = "SELECT idx, time, agent, act, details FROM coding ORDER BY idx";

/// Those of this file, for the test that prepares all.
#[cfg(test)]
pub(crate) const ALL: &[(&str, &str)] = &[("coding act", ACTED), ("coding acts", ACTS)];
