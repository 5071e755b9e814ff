//! The texts of looking: what each person had uncovered, and the rule about it.

pub(crate) const EXPOSED: &str =
    "INSERT INTO exposures (idx, account, time, minutes) VALUES ($1, $2, $3, $4)";
pub(crate) const EXPOSURE_RULE_SET: &str =
    "INSERT INTO exposure_rules (idx, views, looking, pause) VALUES ($1, $2, $3, $4)";
pub(crate) const EXPOSURE_RULE: &str =
    "SELECT views, looking, pause FROM exposure_rules ORDER BY idx DESC LIMIT 1";
/// Views by the minute, so that a person who saw thousands is told of in few rows.
pub(crate) const VIEWS_BY_MINUTE: &str = "SELECT min(time), max(time), count(*) FROM exposures
    WHERE account = $1 AND time >= $2 AND minutes IS NULL GROUP BY time / 60000 ORDER BY 1";
pub(crate) const UNCOVERINGS: &str = "SELECT time, minutes FROM exposures
    WHERE account = $1 AND time >= $2 AND minutes IS NOT NULL ORDER BY idx";

/// Those of this file, for the test that prepares all.
#[cfg(test)]
pub(crate) const ALL: &[(&str, &str)] = &[
    ("exposed", EXPOSED),
    ("exposure rule set", EXPOSURE_RULE_SET),
    ("exposure rule", EXPOSURE_RULE),
    ("views by minute", VIEWS_BY_MINUTE),
    ("uncoverings", UNCOVERINGS),
];
