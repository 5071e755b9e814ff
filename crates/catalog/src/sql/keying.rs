//! The texts of keying.

pub(crate) const KEYED: &str =
    "INSERT INTO keyings (idx, digest, look, marking, account, keyed, corners, time)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
/// What was settled first stands; an event that says it again changes nothing.
pub(crate) const SETTLED: &str = "INSERT INTO settled (idx, digest, look, marking, basis, keyed)
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (digest, look, marking) DO NOTHING";
pub(crate) const RULE_SET: &str = "INSERT INTO keying_rules (idx, machine_from) VALUES ($1, $2)";
pub(crate) const RULE: &str = "SELECT idx, machine_from FROM keying_rules ORDER BY idx DESC LIMIT 1";

/// Every marking of the looks that count on which a number was read with some chance, with what was keyed at it, those begun
/// first, in log order. A patch on which nothing was read may be anything, a body too: it is not for people who key.
pub(crate) const QUEUE: &str = "SELECT m.digest, m.look, m.marking, m.corners,
    (SELECT count(DISTINCT k.account) FROM keyings k
        WHERE k.digest = m.digest AND k.look = m.look AND k.marking = m.marking) AS people,
    (SELECT count(*) FROM keyings k
        WHERE k.digest = m.digest AND k.look = m.look AND k.marking = m.marking AND k.account = $1) AS mine,
    b.accession FROM markings m JOIN close_looks c ON c.digest = m.digest AND c.idx = m.look
    JOIN originals o ON o.digest = m.digest JOIN observations b ON b.digest = m.digest
    WHERE m.crop IS NOT NULL
        AND EXISTS (SELECT 1 FROM readings r WHERE r.digest = m.digest AND r.look = m.look
            AND r.marking = m.marking AND r.number IS NOT NULL AND r.probability >= 0.1)
        AND NOT EXISTS (SELECT 1 FROM settled s
        WHERE s.digest = m.digest AND s.look = m.look AND s.marking = m.marking)
    ORDER BY people DESC, o.id, m.marking";
pub(crate) const MARKING: &str = "SELECT corners, crop, crops FROM markings
    WHERE digest = $1 AND look = $2 AND marking = $3";
pub(crate) const KEYINGS_OF: &str = "SELECT account, keyed FROM keyings
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
    ("keyed", KEYED),
    ("settled", SETTLED),
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
