//! The texts of work: who was given what, and what waits.

pub(crate) const ASSIGNED: &str =
    "INSERT INTO assignments (idx, time, agent, assignment) VALUES ($1, $2, $3, $4)";
pub(crate) const WITHDRAWN: &str =
    "UPDATE assignments SET withdrawn = $2 WHERE idx = $1 AND withdrawn IS NULL";
pub(crate) const ASSIGNMENTS: &str =
    "SELECT idx, time, agent, assignment, withdrawn FROM assignments ORDER BY idx";
pub(crate) const SETTLED_BY_ACCESSION: &str = "SELECT b.accession, count(*) FROM settled s
    JOIN observations b ON b.digest = s.digest GROUP BY b.accession";
/// Every candidate with the accession of the photograph that names its group.
pub(crate) const CANDIDATE_PLACES: &str = "SELECT c.name, c.digest, b.accession FROM candidates c
    JOIN observations b ON b.digest = c.name JOIN originals o ON o.digest = c.name ORDER BY o.id, c.rank";
pub(crate) const ACCESSIONS_OF: &str = "SELECT digest, accession FROM observations";
/// What each person did: how often in all, and since a time.
pub(crate) const DONE_BY: &str = "SELECT agent, act, count(*), sum(time >= $1) FROM events
    WHERE act IN ('marking-keyed', 'people-decided') AND act <> 'file-found' AND act <> 'observations-added'
    GROUP BY agent, act ORDER BY agent, act";

/// Those of this file, for the test that prepares all.
#[cfg(test)]
pub(crate) const ALL: &[(&str, &str)] = &[
    ("assigned", ASSIGNED),
    ("withdrawn", WITHDRAWN),
    ("assignments", ASSIGNMENTS),
    ("settled by accession", SETTLED_BY_ACCESSION),
    ("candidate places", CANDIDATE_PLACES),
    ("accessions of", ACCESSIONS_OF),
    ("done by", DONE_BY),
];
