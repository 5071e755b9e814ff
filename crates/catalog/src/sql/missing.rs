//! The texts of reports about missing people: their acts as they were recorded.

pub(crate) const ACTED: &str =
    "INSERT INTO missing (idx, time, agent, act, details) VALUES ($1, $2, $3, $4, $5)";
pub(crate) const ACTS: &str = "SELECT idx, time, agent, act, details FROM missing ORDER BY idx";

/// Every text with what it is for.
#[cfg(test)]
pub(crate) const ALL: &[(&str, &str)] =
    &[("act about a missing person", ACTED), ("acts about missing people", ACTS)];
