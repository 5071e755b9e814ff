//! The texts of the close analysis: faces, markings, readings.

use std::sync::LazyLock;

use super::Insert;

pub(crate) const CLOSE_OF: &str = "SELECT version, engines, idx FROM close_looks WHERE digest = $1";
pub(crate) const FORGET_CLOSE: &str = "DELETE FROM close_looks WHERE digest = $1";
pub(crate) const FORGET_FACES: &str = "DELETE FROM faces WHERE digest = $1";

/// Photographs with something to see that no close analysis of at least this kind has looked at, in log order.
pub(crate) const OWED: &str = "SELECT o.digest, o.sealed, b.accession
    FROM originals o JOIN observations b ON b.digest = o.digest LEFT JOIN close_looks c ON c.digest = o.digest
    WHERE b.width IS NOT NULL AND b.readable > 0 AND b.condition <> 'not-a-picture'
        AND (c.digest IS NULL OR c.version < $1 OR (c.version = $1 AND (c.engines < $2
            OR (c.engines = $2 AND c.models <> $3))))
    ORDER BY o.id";
pub(crate) const STATUS_CLOSE: &str = "SELECT (SELECT count(*) FROM close_looks),
    (SELECT count(*) FROM faces),
    (SELECT count(*) FROM markings m JOIN close_looks c ON c.digest = m.digest AND c.idx = m.look)";
pub(crate) const CLOSE_LOOK: &str =
    "SELECT width, height, crops, models, idx FROM close_looks WHERE digest = $1";
pub(crate) const FACES_OF: &str = "SELECT corners, landmarks, roll, score, quality, embedding FROM faces
    WHERE digest = $1 ORDER BY face";
pub(crate) const MARKINGS_OF: &str = "SELECT corners, found_by, score, crop FROM markings
    WHERE digest = $1 AND look = $2 ORDER BY marking";
pub(crate) const READINGS_OF: &str = "SELECT marking, line, field, engine, raw, number, script, probability
    FROM readings WHERE digest = $1 AND look = $2 ORDER BY marking, reading";

pub(crate) const COMPARABLE: &str = "SELECT f.digest, f.face, f.embedding FROM faces f
    JOIN originals o ON o.digest = f.digest WHERE f.embedding IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM bystanders y
        WHERE y.digest = f.digest AND y.unmarked IS NULL AND f.x >= y.x AND f.x <= y.x + y.width
        AND f.y >= y.y AND f.y <= y.y + y.height) ORDER BY o.id, f.face";

pub(crate) const TABLE_FACES: &str = "SELECT f.digest, f.face, f.corners, f.roll, f.quality, f.score,
    CASE WHEN f.embedding IS NULL THEN 0 ELSE 1 END
    FROM faces f JOIN originals o ON o.digest = f.digest
    WHERE NOT EXISTS (SELECT 1 FROM bystanders y
        WHERE y.digest = f.digest AND y.unmarked IS NULL AND f.x >= y.x AND f.x <= y.x + y.width
        AND f.y >= y.y AND f.y <= y.y + y.height) ORDER BY o.id, f.face";
pub(crate) const TABLE_MARKINGS: &str = "SELECT m.digest,
    CASE m.found_by WHEN 'person' THEN m.look ELSE m.marking END, m.corners, m.found_by, m.score,
    (SELECT count(*) FROM readings r WHERE r.digest = m.digest AND r.look = m.look AND r.marking = m.marking)
    FROM markings m JOIN originals o ON o.digest = m.digest
    WHERE m.found_by = 'person'
        OR EXISTS (SELECT 1 FROM close_looks c WHERE c.digest = m.digest AND c.idx = m.look)
    ORDER BY o.id, m.found_by = 'person', m.look, m.marking";
pub(crate) const TABLE_READINGS: &str =
    "SELECT r.digest, r.marking, r.field, r.engine, r.number, r.probability,
    r.line, r.raw, r.script
    FROM readings r JOIN close_looks c ON c.digest = r.digest AND c.idx = r.look
    JOIN originals o ON o.digest = r.digest ORDER BY o.id, r.marking, r.reading";

pub(crate) static CLOSE_LOOKS: LazyLock<Insert> = LazyLock::new(|| {
    Insert::new("close_looks (digest, version, engines, idx, models, width, height, crops)", "")
});
pub(crate) static FACES: LazyLock<Insert> = LazyLock::new(|| {
    Insert::new("faces (digest, face, corners, landmarks, x, y, roll, score, quality, embedding)", "")
});
pub(crate) static MARKINGS: LazyLock<Insert> = LazyLock::new(|| {
    Insert::new("markings (digest, look, marking, corners, found_by, score, crop, crops)", "")
});
pub(crate) static READINGS: LazyLock<Insert> = LazyLock::new(|| {
    Insert::new(
        "readings (digest, look, marking, reading, line, field, engine, raw, number, script, probability)",
        "",
    )
});

/// Those of this file, for the test that prepares all.
#[cfg(test)]
pub(crate) const ALL: &[(&str, &str)] = &[
    ("close of", CLOSE_OF),
    ("forget close", FORGET_CLOSE),
    ("forget faces", FORGET_FACES),
    ("owed", OWED),
    ("status close", STATUS_CLOSE),
    ("close look", CLOSE_LOOK),
    ("faces of", FACES_OF),
    ("markings of", MARKINGS_OF),
    ("readings of", READINGS_OF),
    ("comparable", COMPARABLE),
    ("table faces", TABLE_FACES),
    ("table markings", TABLE_MARKINGS),
    ("table readings", TABLE_READINGS),
];

/// The multi-row statements with their names.
#[cfg(test)]
pub(crate) fn inserts() -> [(&'static str, &'static Insert); 4] {
    [
        ("insert close looks", &CLOSE_LOOKS),
        ("insert faces", &FACES),
        ("insert markings", &MARKINGS),
        ("insert readings", &READINGS),
    ]
}
