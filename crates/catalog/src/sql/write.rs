//! The texts that write.

use std::sync::LazyLock;

use super::Insert;

pub(crate) const SET_APPLIED: &str = "UPDATE meta SET value = $1 WHERE name = 'applied'";
pub(crate) const NEXT_GENERATION: &str =
    "UPDATE meta SET value = value + 1 WHERE name = 'generation' RETURNING value";
pub(crate) const SET_COPIES: &str = "UPDATE meta SET value = $1 WHERE name = 'copies'";
pub(crate) const FOLDER: &str = "INSERT INTO folders (path, files) VALUES ($1, $2)
    ON CONFLICT (path) DO UPDATE SET files = folders.files + excluded.files RETURNING id";
pub(crate) const TALLY: &str = "INSERT INTO tallies (accession, outcome, format, inside, files, bytes)
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (accession, outcome, format, inside)
    DO UPDATE SET files = tallies.files + excluded.files, bytes = tallies.bytes + excluded.bytes";
pub(crate) const OPEN_ACCESSION: &str = "INSERT INTO accessions (id, idx, agent, sources, note, opened)
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING";
pub(crate) const CLOSE_ACCESSION: &str =
    "UPDATE accessions SET closed = $2, counts = $3, root_digest = $4, report = $5 WHERE id = $1";
pub(crate) const PART_TOLD: &str = "INSERT INTO parts (part, idx, accession, analyser, previews, rows_told, added)
    VALUES ($1, $2, $3, $4, $5, $6, 0) ON CONFLICT (part) DO UPDATE SET idx = coalesce(parts.idx, excluded.idx)";
pub(crate) const PART_ADDED: &str =
    "INSERT INTO parts (part, accession, analyser, previews, rows_told, added)
    VALUES ($1, $2, $3, $4, $5, 1) ON CONFLICT (part) DO UPDATE SET added = 1";
/// One more occurrence of an original whose event does not repeat the sealed name.
pub(crate) const SEEN_AGAIN: &str = "UPDATE originals SET occurrences = occurrences + $2,
    folder_date = CASE WHEN $4 > date_precision THEN $3 ELSE folder_date END,
    date_from = CASE WHEN $4 > date_precision THEN $5 ELSE date_from END,
    date_precision = CASE WHEN $4 > date_precision THEN $4 ELSE date_precision END
    WHERE digest = $1";
pub(crate) const CLEAR_COPIES: &str = "DELETE FROM copies";

/// Those of this file, for the test that prepares all.
#[cfg(test)]
pub(crate) const ALL: &[(&str, &str)] = &[
    ("set applied", SET_APPLIED),
    ("next generation", NEXT_GENERATION),
    ("set copies", SET_COPIES),
    ("folder", FOLDER),
    ("tally", TALLY),
    ("open accession", OPEN_ACCESSION),
    ("close accession", CLOSE_ACCESSION),
    ("part told", PART_TOLD),
    ("part added", PART_ADDED),
    ("seen again", SEEN_AGAIN),
    ("clear copies", CLEAR_COPIES),
];

pub(crate) static EVENTS: LazyLock<Insert> =
    LazyLock::new(|| Insert::new("events (idx, time, agent, software, act, digest, accession, details)", ""));

pub(crate) static OCCURRENCES: LazyLock<Insert> = LazyLock::new(|| {
    Insert::new(
        "occurrences (idx, accession, source, folder, name, path, outcome, digest, bytes, format, modified, target,
            reason, path_date, date_precision, date_from)",
        "",
    )
});

/// A first occurrence makes the row; a later one counts, and may tell a more precise date.
pub(crate) static ORIGINALS: LazyLock<Insert> = LazyLock::new(|| {
    Insert::new(
        "originals (id, digest, sealed, bytes, format, picture, occurrences, first_path, name, folder_date,
            date_precision, date_from)",
        "ON CONFLICT (digest) DO UPDATE SET occurrences = originals.occurrences + excluded.occurrences,
            folder_date = CASE WHEN excluded.date_precision > originals.date_precision
                THEN excluded.folder_date ELSE originals.folder_date END,
            date_from = CASE WHEN excluded.date_precision > originals.date_precision
                THEN excluded.date_from ELSE originals.date_from END,
            date_precision = CASE WHEN excluded.date_precision > originals.date_precision
                THEN excluded.date_precision ELSE originals.date_precision END",
    )
});

/// The newest analyser's row wins; between two parts of one version the larger name, so that order never matters.
pub(crate) static OBSERVATIONS: LazyLock<Insert> = LazyLock::new(|| {
    Insert::new(
        "observations (digest, version, part, accession, changed, bytes, format, condition, damage, readable, width,
            height, orientation, taken_at, zone, camera, serial, latitude, longitude, quality, sharpness, brightness,
            has_exif, previews)",
        "ON CONFLICT (digest) DO UPDATE SET version = excluded.version, part = excluded.part,
            accession = excluded.accession, changed = excluded.changed, bytes = excluded.bytes,
            format = excluded.format, condition = excluded.condition, damage = excluded.damage,
            readable = excluded.readable, width = excluded.width, height = excluded.height,
            orientation = excluded.orientation, taken_at = excluded.taken_at, zone = excluded.zone,
            camera = excluded.camera, serial = excluded.serial, latitude = excluded.latitude,
            longitude = excluded.longitude, quality = excluded.quality, sharpness = excluded.sharpness,
            brightness = excluded.brightness, has_exif = excluded.has_exif, previews = excluded.previews
            WHERE excluded.version > observations.version
                OR (excluded.version = observations.version AND excluded.part > observations.part)",
    )
});

pub(crate) static LOOKS: LazyLock<Insert> = LazyLock::new(|| {
    Insert::new(
        "looks (digest, version, part, pdq, signature)",
        "ON CONFLICT (digest) DO UPDATE SET version = excluded.version, part = excluded.part, pdq = excluded.pdq,
            signature = excluded.signature
            WHERE excluded.version > looks.version
                OR (excluded.version = looks.version AND excluded.part > looks.part)",
    )
});

pub(crate) static FIELDS: LazyLock<Insert> = LazyLock::new(|| {
    Insert::new(
        "fields (digest, version, part, exif)",
        "ON CONFLICT (digest) DO UPDATE SET version = excluded.version, part = excluded.part, exif = excluded.exif
            WHERE excluded.version > fields.version
                OR (excluded.version = fields.version AND excluded.part > fields.part)",
    )
});

pub(crate) static COPIES: LazyLock<Insert> =
    LazyLock::new(|| Insert::new("copies (digest, best, rank, relation, turning, distance)", ""));

/// The multi-row statements with their names.
#[cfg(test)]
pub(crate) fn inserts() -> [(&'static str, &'static Insert); 7] {
    [
        ("insert events", &EVENTS),
        ("insert occurrences", &OCCURRENCES),
        ("insert originals", &ORIGINALS),
        ("insert observations", &OBSERVATIONS),
        ("insert looks", &LOOKS),
        ("insert fields", &FIELDS),
        ("insert copies", &COPIES),
    ]
}
