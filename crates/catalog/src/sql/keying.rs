//! The texts of keying.

/// The least probability with which a number was read on a marking that is handed to keyers; the queue's text has it as it stands here.
pub(crate) const LEAST_CHANCE: f64 = 0.1;
/// A marking that a person drew: its look is the log entry, its number 0.
pub(crate) const DRAWN: &str =
    "INSERT INTO markings (digest, look, marking, corners, found_by, score, crop, crops)
    VALUES ($1, $2, 0, $3, $4, 1.0, $5, $6)";
pub(crate) const DRAWN_OF: &str =
    "SELECT corners FROM markings WHERE digest = $1 AND found_by = 'person' ORDER BY look";
pub(crate) const KEYED: &str =
    "INSERT INTO keyings (idx, digest, look, marking, account, keyed, corners, time)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
/// What was settled first stands until it is reopened; an event that says it again changes nothing.
pub(crate) const SETTLED: &str = "INSERT INTO settled (idx, digest, look, marking, basis, keyed)
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (digest, look, marking) DO NOTHING";
pub(crate) const UNSETTLED: &str = "DELETE FROM settled WHERE digest = $1 AND look = $2 AND marking = $3";
pub(crate) const REOPENED: &str =
    "INSERT INTO reopenings (digest, look, marking, idx, reason) VALUES ($1, $2, $3, $4, $5)";
/// The last time that a marking was reopened.
pub(crate) const REOPENING: &str = "SELECT idx, reason FROM reopenings
    WHERE digest = $1 AND look = $2 AND marking = $3 ORDER BY idx DESC LIMIT 1";
/// What one person keyed, the last first.
pub(crate) const KEYED_BY: &str = "SELECT digest, look, marking, keyed FROM keyings k
    WHERE account = $1 AND NOT EXISTS (SELECT 1 FROM settled s
        WHERE s.digest = k.digest AND s.look = k.look AND s.marking = k.marking)
    ORDER BY idx DESC LIMIT $2";
pub(crate) const RULE_SET: &str = "INSERT INTO keying_rules (idx, machine_from) VALUES ($1, $2)";
pub(crate) const RULE: &str = "SELECT idx, machine_from FROM keying_rules ORDER BY idx DESC LIMIT 1";

/// Every marking of the looks that count on which a number was read with some chance, and every one that a person drew, with what was
/// keyed at it, those begun first, in log order. A patch on which nothing was read may be anything, a body too: it is not for people who key.
/// A number counts as read from [`LEAST_CHANCE`] on.
pub(crate) const QUEUE: &str = "SELECT m.digest, m.look, m.marking, m.corners,
    (SELECT count(DISTINCT k.account) FROM keyings k
        WHERE k.digest = m.digest AND k.look = m.look AND k.marking = m.marking AND k.idx > coalesce((
            SELECT max(a.idx) FROM reopenings a
            WHERE a.digest = m.digest AND a.look = m.look AND a.marking = m.marking), 0)) AS people,
    (SELECT count(*) FROM keyings k
        WHERE k.digest = m.digest AND k.look = m.look AND k.marking = m.marking AND k.account = $1) AS mine,
    b.accession, EXISTS (SELECT 1 FROM reopenings a
        WHERE a.digest = m.digest AND a.look = m.look AND a.marking = m.marking) AS reopened
    FROM markings m JOIN originals o ON o.digest = m.digest JOIN observations b ON b.digest = m.digest
    WHERE m.crop IS NOT NULL AND (m.found_by = 'person'
        OR EXISTS (SELECT 1 FROM close_looks c WHERE c.digest = m.digest AND c.idx = m.look)
        AND EXISTS (SELECT 1 FROM readings r WHERE r.digest = m.digest AND r.look = m.look
            AND r.marking = m.marking AND r.number IS NOT NULL AND r.probability >= 0.1))
        AND NOT EXISTS (SELECT 1 FROM settled s
        WHERE s.digest = m.digest AND s.look = m.look AND s.marking = m.marking)
    ORDER BY people DESC, o.id, m.marking";
pub(crate) const MARKING: &str = "SELECT corners, crop, crops FROM markings
    WHERE digest = $1 AND look = $2 AND marking = $3";
pub(crate) const KEYINGS_OF: &str = "SELECT account, keyed, idx FROM keyings
    WHERE digest = $1 AND look = $2 AND marking = $3 ORDER BY idx";
/// What engines read on one marking, in the order of `PEOPLE_READINGS`.
pub(crate) const READ_ON: &str =
    "SELECT digest, line, field, engine, raw, number, script, probability FROM readings
    WHERE digest = $1 AND look = $2 AND marking = $3 ORDER BY reading";
pub(crate) const IS_SETTLED: &str = "SELECT basis, keyed FROM settled
    WHERE digest = $1 AND look = $2 AND marking = $3";
/// The corners of everything settled on one original, of whatever look.
pub(crate) const SETTLED_AT: &str = "SELECT m.corners FROM settled s JOIN markings m
    ON m.digest = s.digest AND m.look = s.look AND m.marking = s.marking WHERE s.digest = $1";
/// What is settled on one original, of whatever look, with its corners.
pub(crate) const SETTLED_PLACES: &str = "SELECT m.corners, s.basis, s.keyed FROM settled s JOIN markings m
    ON m.digest = s.digest AND m.look = s.look AND m.marking = s.marking WHERE s.digest = $1 ORDER BY s.idx";
/// The corners of every face of one original.
pub(crate) const FACES_AT: &str = "SELECT corners FROM faces WHERE digest = $1";
pub(crate) const READINGS: &str = "SELECT field, number, probability FROM readings
    WHERE digest = $1 AND look = $2 AND marking = $3 ORDER BY reading";
pub(crate) const SETTLEMENTS: &str =
    "SELECT idx, digest, look, marking, basis, keyed FROM settled ORDER BY idx";
pub(crate) const SETTLED_BY_BASIS: &str = "SELECT basis, count(*) FROM settled GROUP BY basis ORDER BY basis";
pub(crate) const EVERY_KEYING: &str =
    "SELECT digest, look, marking, account, keyed, time FROM keyings ORDER BY idx";
pub(crate) const TABLE_KEYINGS: &str =
    "SELECT k.digest, k.look, k.marking, k.account, k.keyed, k.time, k.idx, s.basis
    FROM keyings k LEFT JOIN settled s ON s.digest = k.digest AND s.look = k.look AND s.marking = k.marking
    ORDER BY k.idx";

/// Those of this file, for the test that prepares all.
#[cfg(test)]
pub(crate) const ALL: &[(&str, &str)] = &[
    ("drawn", DRAWN),
    ("drawn of", DRAWN_OF),
    ("keyed", KEYED),
    ("settled", SETTLED),
    ("unsettled", UNSETTLED),
    ("reopened", REOPENED),
    ("reopening", REOPENING),
    ("keyed by", KEYED_BY),
    ("rule set", RULE_SET),
    ("rule", RULE),
    ("read on", READ_ON),
    ("queue", QUEUE),
    ("marking", MARKING),
    ("keyings of", KEYINGS_OF),
    ("is settled", IS_SETTLED),
    ("settled at", SETTLED_AT),
    ("settled places", SETTLED_PLACES),
    ("faces at", FACES_AT),
    ("readings", READINGS),
    ("settlements", SETTLEMENTS),
    ("settled by basis", SETTLED_BY_BASIS),
    ("every keying", EVERY_KEYING),
    ("table keyings", TABLE_KEYINGS),
];
