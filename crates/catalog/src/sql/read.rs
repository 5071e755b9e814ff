//! The texts that read.

use std::sync::LazyLock;

pub(crate) const META: &str = "SELECT value FROM meta WHERE name = $1";
pub(crate) const ORIGINALS: &str = "SELECT digest, sealed FROM originals ORDER BY id";
pub(crate) const PART: &str = "SELECT added FROM parts WHERE part = $1";

pub(crate) const ACCESSIONS: &str =
    "SELECT id, agent, sources, note, opened, closed, counts, root_digest, report
    FROM accessions ORDER BY idx";
pub(crate) const ACCESSION: &str =
    "SELECT id, agent, sources, note, opened, closed, counts, root_digest, report
    FROM accessions WHERE id = $1";
pub(crate) const TALLIES: &str = "SELECT outcome, format, inside, files, bytes FROM tallies WHERE accession = $1 ORDER BY outcome, format, inside";
pub(crate) const CONDITIONS_OF: &str =
    "SELECT condition, count(*) FROM observations WHERE accession = $1 GROUP BY condition";

pub(crate) const STATUS_ACCESSIONS: &str = "SELECT count(*), count(closed) FROM accessions";
pub(crate) const STATUS_OUTCOMES: &str = "SELECT outcome, sum(files) FROM tallies GROUP BY outcome";
pub(crate) const STATUS_ORIGINALS: &str = "SELECT count(*), coalesce(sum(bytes), 0) FROM originals";
pub(crate) const STATUS_CONDITIONS: &str = "SELECT condition, count(*) FROM observations GROUP BY condition";
pub(crate) const STATUS_UNSEEN: &str = "SELECT count(*) FROM originals WHERE picture = 1
    AND NOT EXISTS (SELECT 1 FROM observations WHERE observations.digest = originals.digest)";
pub(crate) const STATUS_COPIES: &str = "SELECT count(DISTINCT best), count(*) FROM copies";

pub(crate) const ORIGINAL: &str =
    "SELECT sealed, bytes, format, folder_date, date_precision, date_from FROM originals WHERE digest = $1";
pub(crate) const OBSERVATION: &str =
    "SELECT o.bytes, o.format, o.condition, o.damage, o.readable, o.width, o.height,
    o.orientation, o.taken_at, o.zone, o.camera, o.serial, o.latitude, o.longitude, f.exif, l.pdq, o.quality,
    l.signature, o.sharpness, o.brightness, o.previews
    FROM observations o JOIN looks l ON l.digest = o.digest JOIN fields f ON f.digest = o.digest
    WHERE o.digest = $1";
pub(crate) const SOURCE: &str = "SELECT o.sealed, coalesce(b.format, o.format), b.orientation, b.previews
    FROM originals o LEFT JOIN observations b ON b.digest = o.digest WHERE o.digest = $1";
pub(crate) const GROUP_OF: &str = "SELECT c.best, c.digest, c.rank, c.relation, c.turning, c.distance
    FROM copies m JOIN copies c ON c.best = m.best WHERE m.digest = $1 ORDER BY c.rank, c.digest";
pub(crate) const PREFIX: &str =
    "SELECT digest FROM originals WHERE digest BETWEEN $1 AND $2 ORDER BY digest LIMIT 16";

pub(crate) const OCCURRENCES: &str =
    "SELECT idx, accession, source, path, outcome, digest, bytes, modified, target,
    reason, path_date, date_precision, date_from FROM occurrences ORDER BY idx LIMIT $1 OFFSET $2";
pub(crate) const OCCURRENCES_OF_ACCESSION: &str =
    "SELECT idx, accession, source, path, outcome, digest, bytes,
    modified, target, reason, path_date, date_precision, date_from FROM occurrences
    WHERE accession = $3 ORDER BY idx LIMIT $1 OFFSET $2";
pub(crate) const OCCURRENCES_OF_OUTCOME: &str = "SELECT idx, accession, source, path, outcome, digest, bytes,
    modified, target, reason, path_date, date_precision, date_from FROM occurrences
    WHERE outcome = $3 ORDER BY idx LIMIT $1 OFFSET $2";
pub(crate) const OCCURRENCES_OF_BOTH: &str =
    "SELECT idx, accession, source, path, outcome, digest, bytes, modified,
    target, reason, path_date, date_precision, date_from FROM occurrences
    WHERE accession = $3 AND outcome = $4 ORDER BY idx LIMIT $1 OFFSET $2";
pub(crate) const OCCURRENCES_OF_DIGEST: &str = "SELECT idx, accession, source, path, outcome, digest, bytes,
    modified, target, reason, path_date, date_precision, date_from FROM occurrences
    WHERE digest = $3 ORDER BY idx LIMIT $1 OFFSET $2";

pub(crate) const EVENTS: &str =
    "SELECT idx, time, agent, software, act, details FROM events ORDER BY idx DESC LIMIT $1 OFFSET $2";
pub(crate) const EVENTS_ACTS: &str = "SELECT idx, time, agent, software, act, details FROM events
    WHERE act <> 'file-found' AND act <> 'observations-added' ORDER BY idx DESC LIMIT $1 OFFSET $2";
pub(crate) const EVENTS_OF_DIGEST: &str = "SELECT idx, time, agent, software, act, details FROM events
    WHERE digest = $3 ORDER BY idx LIMIT $1 OFFSET $2";
pub(crate) const EVENTS_OF_ACCESSION: &str = "SELECT idx, time, agent, software, act, details FROM events
    WHERE accession = $3 AND act <> 'file-found' AND act <> 'observations-added'
    ORDER BY idx LIMIT $1 OFFSET $2";

pub(crate) const EVENTS_OF_KIND: &str = "SELECT idx, time, agent, software, act, details FROM events
    WHERE act = $3 AND act <> 'file-found' AND act <> 'observations-added'
    ORDER BY idx DESC LIMIT $1 OFFSET $2";
pub(crate) const EVENTS_BY: &str = "SELECT idx, time, agent, software, act, details FROM events
    WHERE agent = $3 AND act = $4 AND time >= $5 AND act <> 'file-found' AND act <> 'observations-added'
    ORDER BY idx DESC LIMIT $1 OFFSET $2";

pub(crate) const GRID_FOLDERS: &str = "SELECT id, path FROM folders WHERE id > $1 ORDER BY id";
pub(crate) const GRID_OCCURRENCES: &str = "SELECT idx, digest, accession, folder, name, format, path_date,
    date_precision FROM occurrences WHERE idx >= $1 AND digest IS NOT NULL ORDER BY idx";
pub(crate) const GRID_OBSERVATIONS: &str =
    "SELECT digest, format, condition, taken_at, camera, serial, changed
    FROM observations WHERE changed > $1 ORDER BY changed";
pub(crate) const GRID_COPIES: &str = "SELECT digest, best, rank FROM copies";
/// Photographs whose cells are read by one statement.
pub(crate) const CELLS: usize = 32;

/// The cells of [`CELLS`] photographs; with fewer, the last is asked for again.
pub(crate) static GRID_ROWS: LazyLock<String> = LazyLock::new(|| {
    let ids: Vec<String> = (1..=CELLS).map(|place| format!("${place}")).collect();
    format!(
        "SELECT o.id, o.name, b.width, b.height, b.orientation, b.condition, coalesce(b.format, o.format), b.taken_at,
            o.folder_date, o.occurrences, CASE WHEN b.previews IS NULL THEN 0 ELSE 1 END
        FROM originals o LEFT JOIN observations b ON b.digest = o.digest WHERE o.id IN ({})",
        ids.join(", ")
    )
});

pub(crate) const COPIES: &str = "SELECT c.best, c.digest, c.rank, c.relation, c.turning, c.distance
    FROM copies c JOIN originals o ON o.digest = c.best ORDER BY o.id, c.rank, c.digest";
pub(crate) const COPY_INPUTS: &str =
    "SELECT o.id, o.digest, l.pdq, b.quality, l.signature, b.width, b.height,
    b.orientation, b.condition, b.has_exif, o.bytes, b.taken_at
    FROM originals o JOIN observations b ON b.digest = o.digest JOIN looks l ON l.digest = o.digest
    WHERE l.pdq IS NOT NULL ORDER BY o.id";

pub(crate) const TABLE_OCCURRENCES: &str =
    "SELECT accession, path, digest, outcome, bytes, modified, path_date, reason,
    source, idx FROM occurrences ORDER BY idx";
pub(crate) const TABLE_PHOTOGRAPHS: &str = "SELECT o.digest, o.bytes, coalesce(b.format, o.format), b.width, b.height,
    b.taken_at, o.folder_date, b.camera, b.serial, l.pdq, c.best, b.condition, b.damage, b.readable, b.orientation,
    b.latitude, b.longitude, b.quality, b.sharpness, b.brightness, o.occurrences, o.first_path
    FROM originals o LEFT JOIN observations b ON b.digest = o.digest LEFT JOIN looks l ON l.digest = o.digest
    LEFT JOIN copies c ON c.digest = o.digest
    WHERE (b.condition IS NULL AND o.picture = 1) OR b.condition <> 'not-a-picture' ORDER BY o.id";
pub(crate) const TABLE_COPIES: &str = "SELECT c.best, c.digest, c.relation, c.distance, c.turning, c.rank
    FROM copies c JOIN originals o ON o.digest = c.best ORDER BY o.id, c.rank, c.digest";
pub(crate) const TABLE_EVENTS: &str =
    "SELECT idx, time, agent, software, act, digest, accession, details FROM events ORDER BY idx";

/// Those of this file, for the test that prepares all.
#[cfg(test)]
pub(crate) const ALL: &[(&str, &str)] = &[
    ("meta", META),
    ("originals", ORIGINALS),
    ("part", PART),
    ("accessions", ACCESSIONS),
    ("accession", ACCESSION),
    ("tallies", TALLIES),
    ("conditions of", CONDITIONS_OF),
    ("status accessions", STATUS_ACCESSIONS),
    ("status outcomes", STATUS_OUTCOMES),
    ("status originals", STATUS_ORIGINALS),
    ("status conditions", STATUS_CONDITIONS),
    ("status unseen", STATUS_UNSEEN),
    ("status copies", STATUS_COPIES),
    ("original", ORIGINAL),
    ("observation", OBSERVATION),
    ("source", SOURCE),
    ("group of", GROUP_OF),
    ("prefix", PREFIX),
    ("occurrences", OCCURRENCES),
    ("occurrences of accession", OCCURRENCES_OF_ACCESSION),
    ("occurrences of outcome", OCCURRENCES_OF_OUTCOME),
    ("occurrences of both", OCCURRENCES_OF_BOTH),
    ("occurrences of digest", OCCURRENCES_OF_DIGEST),
    ("events", EVENTS),
    ("events acts", EVENTS_ACTS),
    ("events of digest", EVENTS_OF_DIGEST),
    ("events of accession", EVENTS_OF_ACCESSION),
    ("events of kind", EVENTS_OF_KIND),
    ("events by", EVENTS_BY),
    ("grid folders", GRID_FOLDERS),
    ("grid occurrences", GRID_OCCURRENCES),
    ("grid observations", GRID_OBSERVATIONS),
    ("grid copies", GRID_COPIES),
    ("copies", COPIES),
    ("copy inputs", COPY_INPUTS),
    ("table occurrences", TABLE_OCCURRENCES),
    ("table photographs", TABLE_PHOTOGRAPHS),
    ("table copies", TABLE_COPIES),
    ("table events", TABLE_EVENTS),
];
