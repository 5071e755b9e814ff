//! The tables. Digests and sealed names are 32 bytes, paths exact bytes, times RFC 3339 text, JSON is text.

/// The layout's number: any change below raises it, and an older catalog is rebuilt.
pub(crate) const LAYOUT: i64 = 9;

/// The tables and indexes, in order of creation.
pub(crate) const TABLES: &[&str] = &[
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL)",
    "INSERT INTO meta (name, value) VALUES ('layout', 9), ('applied', 0), ('generation', 0), ('copies', 0)",
    // One row a log entry. The partial indexes serve a photograph's history and the acts of people.
    "CREATE TABLE events (
        idx INTEGER PRIMARY KEY, time TEXT NOT NULL, agent TEXT NOT NULL, software TEXT NOT NULL, act TEXT NOT NULL,
        digest BLOB, accession TEXT, details TEXT NOT NULL)",
    "CREATE INDEX events_digest ON events (digest, idx) WHERE digest IS NOT NULL",
    "CREATE INDEX events_accession ON events (accession, idx)
        WHERE accession IS NOT NULL AND act <> 'file-found' AND act <> 'observations-added'",
    "CREATE INDEX events_acts ON events (idx) WHERE act <> 'file-found' AND act <> 'observations-added'",
    "CREATE TABLE accessions (
        id TEXT PRIMARY KEY, idx INTEGER NOT NULL, agent TEXT NOT NULL, sources TEXT NOT NULL, note TEXT,
        opened TEXT NOT NULL, closed TEXT, counts TEXT, root_digest BLOB, report BLOB)",
    // Running counts of an accession, so that a live view need not count its files.
    "CREATE TABLE tallies (
        accession TEXT NOT NULL, outcome TEXT NOT NULL, format TEXT NOT NULL, inside INTEGER NOT NULL,
        files INTEGER NOT NULL, bytes INTEGER NOT NULL, PRIMARY KEY (accession, outcome, format, inside))",
    "CREATE TABLE folders (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, files INTEGER NOT NULL)",
    "CREATE TABLE occurrences (
        idx INTEGER PRIMARY KEY, accession TEXT NOT NULL, source INTEGER NOT NULL, folder INTEGER NOT NULL,
        name TEXT NOT NULL, path BLOB NOT NULL, outcome TEXT NOT NULL, digest BLOB, bytes INTEGER NOT NULL,
        format TEXT, modified TEXT, target BLOB, reason TEXT, path_date TEXT, date_precision TEXT, date_from TEXT)",
    "CREATE INDEX occurrences_accession ON occurrences (accession, idx)",
    "CREATE INDEX occurrences_outcome ON occurrences (outcome, idx)",
    "CREATE INDEX occurrences_digest ON occurrences (digest, idx) WHERE digest IS NOT NULL",
    // One row a content; `id` is the log index of its first occurrence, so id order is log order.
    "CREATE TABLE originals (
        id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, sealed BLOB NOT NULL, bytes INTEGER NOT NULL,
        format TEXT NOT NULL, picture INTEGER NOT NULL, occurrences INTEGER NOT NULL, first_path BLOB NOT NULL,
        name TEXT NOT NULL, folder_date TEXT, date_precision INTEGER NOT NULL, date_from TEXT)",
    "CREATE TABLE parts (
        part BLOB PRIMARY KEY, idx INTEGER, accession TEXT NOT NULL, analyser TEXT NOT NULL, previews BLOB,
        rows_told INTEGER NOT NULL, added INTEGER NOT NULL)",
    // Three tables by width, so that a pass over all photographs reads little: this one for the grid and tables,
    // `looks` for linkage, `fields` for the page of one photograph.
    "CREATE TABLE observations (
        digest BLOB PRIMARY KEY, version INTEGER NOT NULL, part BLOB NOT NULL, accession TEXT NOT NULL,
        changed INTEGER NOT NULL, bytes INTEGER NOT NULL, format TEXT NOT NULL, condition TEXT NOT NULL,
        damage TEXT NOT NULL, readable REAL, width INTEGER, height INTEGER, orientation INTEGER, taken_at TEXT,
        zone TEXT, camera TEXT, serial TEXT, latitude REAL, longitude REAL, quality INTEGER, sharpness REAL,
        brightness REAL, has_exif INTEGER NOT NULL, previews TEXT)",
    "CREATE INDEX observations_changed ON observations (changed)",
    "CREATE INDEX observations_condition ON observations (condition, accession)",
    "CREATE TABLE looks (
        digest BLOB PRIMARY KEY, version INTEGER NOT NULL, part BLOB NOT NULL, pdq BLOB, signature BLOB)",
    "CREATE TABLE fields (
        digest BLOB PRIMARY KEY, version INTEGER NOT NULL, part BLOB NOT NULL, exif TEXT NOT NULL)",
    "CREATE TABLE copies (
        digest BLOB PRIMARY KEY, best BLOB NOT NULL, rank INTEGER NOT NULL, relation TEXT NOT NULL,
        turning TEXT NOT NULL, distance INTEGER NOT NULL)",
    "CREATE INDEX copies_best ON copies (best, rank)",
    // The close analysis: the one look of each original that counts, and what it saw.
    "CREATE TABLE close_looks (
        digest BLOB PRIMARY KEY, version INTEGER NOT NULL, engines INTEGER NOT NULL, idx INTEGER NOT NULL,
        models TEXT NOT NULL, width INTEGER, height INTEGER, crops BLOB)",
    "CREATE TABLE faces (
        digest BLOB NOT NULL, face INTEGER NOT NULL, corners TEXT NOT NULL, landmarks TEXT NOT NULL,
        x REAL NOT NULL, y REAL NOT NULL, roll REAL NOT NULL, score REAL NOT NULL, quality REAL NOT NULL,
        embedding BLOB, PRIMARY KEY (digest, face))",
    "CREATE TABLE markings (
        digest BLOB NOT NULL, look INTEGER NOT NULL, marking INTEGER NOT NULL, corners TEXT NOT NULL,
        found_by TEXT NOT NULL, score REAL NOT NULL, crop TEXT, crops BLOB, PRIMARY KEY (digest, look, marking))",
    "CREATE TABLE readings (
        digest BLOB NOT NULL, look INTEGER NOT NULL, marking INTEGER NOT NULL, reading INTEGER NOT NULL,
        line INTEGER NOT NULL, field TEXT NOT NULL, engine TEXT NOT NULL, raw TEXT NOT NULL, number TEXT,
        script TEXT, probability REAL NOT NULL, PRIMARY KEY (digest, look, marking, reading))",
    // What people keyed, and what is settled. Markings of earlier looks stay, for these lead to them.
    "CREATE TABLE keyings (
        idx INTEGER PRIMARY KEY, digest BLOB NOT NULL, look INTEGER NOT NULL, marking INTEGER NOT NULL,
        account TEXT NOT NULL, keyed TEXT NOT NULL, corners TEXT NOT NULL, time TEXT NOT NULL)",
    "CREATE INDEX keyings_marking ON keyings (digest, look, marking, idx)",
    "CREATE TABLE settled (
        digest BLOB NOT NULL, look INTEGER NOT NULL, marking INTEGER NOT NULL, idx INTEGER NOT NULL,
        basis TEXT NOT NULL, keyed TEXT NOT NULL, PRIMARY KEY (digest, look, marking))",
    // What was settled and counts no longer: keyings before it are the earlier round's.
    "CREATE TABLE reopenings (
        digest BLOB NOT NULL, look INTEGER NOT NULL, marking INTEGER NOT NULL, idx INTEGER NOT NULL,
        reason TEXT NOT NULL, PRIMARY KEY (digest, look, marking, idx))",
    "CREATE TABLE keying_rules (idx INTEGER PRIMARY KEY, machine_from REAL)",
    // Work given to people; `withdrawn` is the log entry that took it back.
    "CREATE TABLE assignments (
        idx INTEGER PRIMARY KEY, time TEXT NOT NULL, agent TEXT NOT NULL, assignment TEXT NOT NULL, withdrawn INTEGER)",
    // What each person had uncovered before her: `minutes` is NULL for a view, 0 for covering again; times in milliseconds.
    "CREATE TABLE exposures (
        idx INTEGER PRIMARY KEY, account TEXT NOT NULL, time INTEGER NOT NULL, minutes INTEGER)",
    "CREATE INDEX exposures_account ON exposures (account, time, minutes)",
    "CREATE TABLE exposure_rules (
        idx INTEGER PRIMARY KEY, views INTEGER, looking INTEGER NOT NULL, pause INTEGER NOT NULL)",
    // Decisions about people, as they were made: what they add up to is folded in memory.
    "CREATE TABLE decisions (
        idx INTEGER PRIMARY KEY, time TEXT NOT NULL, agent TEXT NOT NULL, decision TEXT NOT NULL)",
    // Branches and facilities as they were described; the last description of each counts.
    "CREATE TABLE places (
        idx INTEGER PRIMARY KEY, time TEXT NOT NULL, agent TEXT NOT NULL, place TEXT NOT NULL)",
    // Bystanders that people marked, in pixels of a picture of `of_width` × `of_height`; `unmarked` is the entry that took it
    // back.
    "CREATE TABLE bystanders (
        idx INTEGER PRIMARY KEY, time TEXT NOT NULL, agent TEXT NOT NULL, digest BLOB NOT NULL, x INTEGER NOT NULL,
        y INTEGER NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL, of_width INTEGER NOT NULL,
        of_height INTEGER NOT NULL, note TEXT, unmarked INTEGER)",
    "CREATE INDEX bystanders_digest ON bystanders (digest, idx)",
    // Acts of coding, whole: `act` is the word of the event.
    "CREATE TABLE coding (
        idx INTEGER PRIMARY KEY, time TEXT NOT NULL, agent TEXT NOT NULL, act TEXT NOT NULL, details TEXT NOT NULL)",
    // Acts about reports of missing people, whole; what was said is not here, it lies sealed.
    "CREATE TABLE missing (
        idx INTEGER PRIMARY KEY, time TEXT NOT NULL, agent TEXT NOT NULL, act TEXT NOT NULL, details TEXT NOT NULL)",
    // Acts about letters of families, whole; what they say is not here, it lies sealed.
    "CREATE TABLE letters (
        idx INTEGER PRIMARY KEY, time TEXT NOT NULL, agent TEXT NOT NULL, act TEXT NOT NULL, details TEXT NOT NULL)",
    // Acts about publication, whole.
    "CREATE TABLE publication (
        idx INTEGER PRIMARY KEY, time TEXT NOT NULL, agent TEXT NOT NULL, act TEXT NOT NULL, details TEXT NOT NULL)",
    // The machine's groups of photographs that may show one person: made anew from observations.
    "CREATE TABLE candidates (
        digest BLOB PRIMARY KEY, name BLOB NOT NULL, rank INTEGER NOT NULL, probability REAL NOT NULL,
        hangs_on BLOB, reasons TEXT NOT NULL, category TEXT)",
    "CREATE INDEX candidates_name ON candidates (name, rank)",
];
