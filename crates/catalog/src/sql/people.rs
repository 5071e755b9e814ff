//! The texts of people: decisions, candidates, and what is known of their photographs.

use std::sync::LazyLock;

use super::Insert;

pub(crate) const DECIDED: &str = "INSERT INTO decisions (idx, time, agent, decision) VALUES ($1, $2, $3, $4)";
pub(crate) const DECISIONS: &str = "SELECT idx, decision FROM decisions WHERE idx >= $1 ORDER BY idx";
pub(crate) const DECISION_ROWS: &str = "SELECT idx, time, agent, decision FROM decisions ORDER BY idx";
pub(crate) const SETTLED_NUMBERS: &str =
    "SELECT digest, look, marking, basis, keyed FROM settled ORDER BY idx";
pub(crate) const SETTLED_NUMBERS_OF: &str =
    "SELECT digest, look, marking, basis, keyed FROM settled WHERE digest = $1 ORDER BY idx";
/// When each photograph was taken, by its own claim and by its folders.
pub(crate) const MOMENTS: &str = "SELECT o.digest, b.taken_at, o.folder_date FROM originals o
    JOIN observations b ON b.digest = o.digest WHERE b.taken_at IS NOT NULL OR o.folder_date IS NOT NULL";
/// Where each original was first found, in the order of the log.
pub(crate) const FIRST_FOUND: &str = "SELECT digest, first_path FROM originals ORDER BY id";
pub(crate) const BRIEF: &str =
    "SELECT o.first_path, b.taken_at, o.folder_date, b.previews IS NOT NULL, b.width, b.height,
    b.orientation FROM originals o LEFT JOIN observations b ON b.digest = o.digest WHERE o.digest = $1";

pub(crate) const CLEAR_CANDIDATES: &str = "DELETE FROM candidates";
/// Names of groups in log order of the photograph that gives the name.
pub(crate) const CANDIDATE_NAMES: &str =
    "SELECT c.name FROM candidates c JOIN originals o ON o.digest = c.name
    WHERE c.digest = c.name ORDER BY o.id";
pub(crate) const CANDIDATE: &str = "SELECT name, digest, rank, probability, hangs_on, reasons, category
    FROM candidates WHERE name = $1 ORDER BY rank";
pub(crate) const CANDIDATE_OF: &str = "SELECT name FROM candidates WHERE digest = $1";
pub(crate) const TABLE_CANDIDATES: &str =
    "SELECT c.name, c.digest, c.rank, c.probability, c.hangs_on, c.reasons, c.category
    FROM candidates c JOIN originals o ON o.digest = c.name ORDER BY o.id, c.rank";

/// What linkage needs of each photograph.
pub(crate) const PEOPLE_INPUTS: &str = "SELECT o.id, o.digest, b.taken_at, b.camera, b.serial, c.best
    FROM originals o JOIN observations b ON b.digest = o.digest LEFT JOIN copies c ON c.digest = o.digest
    WHERE b.width IS NOT NULL AND b.condition <> 'not-a-picture' ORDER BY o.id";
pub(crate) const PEOPLE_PATHS: &str = "SELECT digest, path, path_date FROM occurrences
    WHERE digest IS NOT NULL ORDER BY idx";
pub(crate) const PEOPLE_FACES: &str = "SELECT f.digest, f.quality, f.embedding FROM faces f
    WHERE f.embedding IS NOT NULL AND NOT EXISTS (SELECT 1 FROM bystanders y
        WHERE y.digest = f.digest AND y.unmarked IS NULL AND f.x >= y.x AND f.x <= y.x + y.width
        AND f.y >= y.y AND f.y <= y.y + y.height) ORDER BY f.digest, f.face";
pub(crate) const PEOPLE_MARKINGS: &str = "SELECT m.digest, count(*) FROM markings m
    JOIN close_looks c ON c.digest = m.digest AND c.idx = m.look GROUP BY m.digest";
pub(crate) const PEOPLE_READINGS: &str =
    "SELECT r.digest, r.line, r.field, r.engine, r.raw, r.number, r.script,
    r.probability FROM readings r JOIN close_looks c ON c.digest = r.digest AND c.idx = r.look
    ORDER BY r.digest, r.marking, r.reading";

pub(crate) static CANDIDATES: LazyLock<Insert> = LazyLock::new(|| {
    Insert::new("candidates (digest, name, rank, probability, hangs_on, reasons, category)", "")
});

/// Those of this file, for the test that prepares all.
#[cfg(test)]
pub(crate) const ALL: &[(&str, &str)] = &[
    ("decided", DECIDED),
    ("decisions", DECISIONS),
    ("decision rows", DECISION_ROWS),
    ("settled numbers", SETTLED_NUMBERS),
    ("settled numbers of", SETTLED_NUMBERS_OF),
    ("moments", MOMENTS),
    ("first found", FIRST_FOUND),
    ("brief", BRIEF),
    ("clear candidates", CLEAR_CANDIDATES),
    ("candidate names", CANDIDATE_NAMES),
    ("candidate", CANDIDATE),
    ("candidate of", CANDIDATE_OF),
    ("table candidates", TABLE_CANDIDATES),
    ("people inputs", PEOPLE_INPUTS),
    ("people paths", PEOPLE_PATHS),
    ("people faces", PEOPLE_FACES),
    ("people readings", PEOPLE_READINGS),
    ("people markings", PEOPLE_MARKINGS),
];
