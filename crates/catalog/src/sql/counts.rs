//! The texts of counting: what a count needs of every original and every path, and the definitions as they were described.

/// Every content, in log order. The fourth column says whether it is a photograph: the rule of the table of photographs.
pub(crate) const CONTENTS: &str = "SELECT o.digest, c.best, c.rank,
    CASE WHEN (b.condition IS NULL AND o.picture = 1) OR b.condition <> 'not-a-picture' THEN 1 ELSE 0 END,
    b.condition, o.folder_date, b.taken_at
    FROM originals o LEFT JOIN observations b ON b.digest = o.digest LEFT JOIN copies c ON c.digest = o.digest
    ORDER BY o.id";
pub(crate) const PATHS: &str = "SELECT idx, digest, outcome FROM occurrences ORDER BY idx";
/// The first two conditions let the index of the acts of people serve it.
pub(crate) const DEFINED: &str = "SELECT idx, time, agent, details FROM events
    WHERE act <> 'file-found' AND act <> 'observations-added' AND act = 'definition-described' ORDER BY idx";

/// Those of this file, for the test that prepares all.
#[cfg(test)]
pub(crate) const ALL: &[(&str, &str)] =
    &[("contents counted", CONTENTS), ("paths counted", PATHS), ("definitions described", DEFINED)];
