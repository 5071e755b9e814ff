//! The texts of publication: its acts as they were recorded.

pub(crate) const ACTED: &str =
    "INSERT INTO publication (idx, time, agent, act, details) VALUES ($1, $2, $3, $4, $5)";
pub(crate) const ACTS: &str = "SELECT idx, time, agent, act, details FROM publication ORDER BY idx";

/// Every text with what it is for.
#[cfg(test)]
pub(crate) const ALL: &[(&str, &str)] = &[("act about publication", ACTED), ("acts about publication", ACTS)];
