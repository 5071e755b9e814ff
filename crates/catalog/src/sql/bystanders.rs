//! The texts of bystanders.

pub(crate) const MARKED: &str = "INSERT INTO bystanders
    (idx, time, agent, digest, x, y, width, height, of_width, of_height, note, unmarked)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, NULL)";
pub(crate) const UNMARKED: &str = "UPDATE bystanders SET unmarked = $1
    WHERE idx = $2 AND digest = $3 AND unmarked IS NULL";
pub(crate) const OF: &str = "SELECT idx, time, agent, digest, x, y, width, height, of_width, of_height, note
    FROM bystanders WHERE digest = $1 AND unmarked IS NULL ORDER BY idx";
pub(crate) const ALL_MARKED: &str =
    "SELECT idx, time, agent, digest, x, y, width, height, of_width, of_height, note
    FROM bystanders WHERE unmarked IS NULL ORDER BY idx";
pub(crate) const TABLE: &str =
    "SELECT b.digest, b.x, b.y, b.width, b.height, b.of_width, b.of_height, b.note,
    b.agent, b.time, b.idx, b.unmarked FROM bystanders b ORDER BY b.idx";

/// Those of this file, for the test that prepares all.
#[cfg(test)]
pub(crate) const ALL: &[(&str, &str)] = &[
    ("bystander marked", MARKED),
    ("bystander unmarked", UNMARKED),
    ("bystanders of", OF),
    ("all bystanders", ALL_MARKED),
    ("table bystanders", TABLE),
];
