//! The rows of the sample archive, made from numbers.

use std::collections::{BTreeMap, HashMap};

use amana_desk::look::{AccessionRow, EventRow, GridFilter, GridRow, OccurrenceRow, Photograph, Status};
use amana_model::{
    AccessionCounts, AccessionId, AcquisitionReport, Agent, Condition, CopyRow, Damage, Digest, ExifField,
    Format, Observation, OccurrencePath, Outcome, Packed, PathBytes, PathDate, PathDatePrecision, PdqHash,
    Position, Previews, ReportedFile, SealedName, Source, UtcTime,
};

/// The large accession.
pub(crate) const THE_LARGE: &str = "20261120-081403-4f2a";
/// An accession that was interrupted.
pub(crate) const OPEN: &str = "20261122-171500-90c1";
/// The accession that is running.
pub(crate) const RUNNING: &str = "20261123-101500-b7e0";

const CAMERAS: [&str; 4] =
    ["Canon PowerShot A480", "NIKON COOLPIX L22", "SONY DSC-W310", "FUJIFILM FinePix S2950"];
const OWNERS: [&str; 4] = ["عسكرية", "شرطة", "مشفى", "عسكرية مسائي"];

/// One photograph of the sample.
pub(super) struct MadeRow {
    pub(super) row: GridRow,
    pub(super) seed: u64,
    pub(super) accession: AccessionId,
    pub(super) folder: String,
    pub(super) path: Vec<u8>,
    pub(super) camera: Option<&'static str>,
    pub(super) log_index: u64,
    group: Option<Digest>,
}

/// Everything of the sample.
pub(crate) struct Made {
    pub(super) rows: Vec<MadeRow>,
    pub(super) by_digest: HashMap<Digest, usize>,
    pub(super) occurrences: Vec<OccurrenceRow>,
    pub(super) accessions: Vec<AccessionRow>,
    pub(super) status: Status,
    pub(super) events: Vec<EventRow>,
}

/// A time from its text.
pub(super) fn time(text: &str) -> UtcTime {
    text.parse().expect("a time in this file")
}

fn scatter(n: u64) -> u64 {
    let mut x = n.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

fn digest(n: u64) -> Digest {
    let mut bytes = [0; 32];
    for (at, chunk) in bytes.chunks_mut(8).enumerate() {
        chunk.copy_from_slice(&scatter(n * 4 + at as u64).to_be_bytes());
    }
    Digest(bytes)
}

/// Names that try to deceive or to break the page; the first photographs have them.
fn hostile(n: usize) -> Option<Vec<u8>> {
    let names: [&[u8]; 6] = [
        b"<script>alert(1)</script>.jpg",
        "صورة\u{202e}gpj.exe".as_bytes(),
        b"two\nlines and a trailing space.jpg ",
        b"not \xff\xfe text.jpg",
        b"\"><img src=x onerror=alert(1)>.jpg",
        "محمد\u{200f}\u{2067} ١٢ — بطاقة.jpg".as_bytes(),
    ];
    names.get(n).map(|name| name.to_vec())
}

impl Made {
    /// An archive of so many photographs.
    pub(crate) fn new(photographs: usize) -> Self {
        let rows: Vec<_> = (0..photographs).map(made_row).collect();
        let by_digest = rows.iter().enumerate().map(|(place, row)| (row.row.digest, place)).collect();
        let mut occurrences: Vec<_> = rows.iter().map(kept).collect();
        occurrences.extend(rows.iter().filter(|row| row.row.occurrences > 1).map(known));
        occurrences.extend(odd_ones());
        let accessions = accessions(&rows, &occurrences);
        let status = status(&rows, &occurrences, &accessions);
        let events = events(&rows);
        Self { rows, by_digest, occurrences, accessions, status, events }
    }

    pub(super) fn report(&self, row: &AccessionRow) -> AcquisitionReport {
        let exceptions =
            odd_ones().into_iter().filter(|one| one.accession == row.id).map(|one| ReportedFile {
                source: 0,
                at: OccurrencePath { within: Vec::new(), path: one.path },
                outcome: one.outcome,
                reason: one.reason.unwrap_or_default(),
            });
        AcquisitionReport {
            archive: "5d41402abc4b2a76b9719d911017c592".parse().expect("plain"),
            accession: row.id.clone(),
            agent: Agent { name: row.agent.clone(), software: "amana 0.1.0".into() },
            sources: row.sources.clone(),
            note: row.note.clone(),
            began: row.opened,
            ended: row.closed.unwrap_or(row.opened),
            resumed: 1,
            not_found_again: 2,
            counts: row.counts.clone(),
            root_digest: row.root_digest.unwrap_or(Digest([0; 32])),
            root_digest_method:
                "SHA-256 of the manifest: one line `<sha256 hex>  <path>` a file read whole, sorted \
                by the bytes of the path; container members as `a.zip!/b`."
                    .into(),
            exceptions: exceptions.collect(),
        }
    }

    pub(super) fn photograph(&self, place: usize) -> Photograph {
        let made = &self.rows[place];
        let mine = |one: &&OccurrenceRow| one.digest == Some(made.row.digest);
        Photograph {
            digest: made.row.digest,
            bytes: 2_417_331,
            format: Some(made.row.format),
            sealed: SealedName(made.row.digest.0),
            observation: Some(observation(made)),
            folder_date: made.row.folder_date.clone().map(|date| PathDate {
                date,
                precision: PathDatePrecision::Day,
                from: made.folder.clone(),
            }),
            occurrences: self.occurrences.iter().filter(mine).cloned().collect(),
            copies: self.copies(made),
        }
    }

    fn copies(&self, made: &MadeRow) -> Vec<CopyRow> {
        let members = self.rows.iter().filter(|row| made.group.is_some() && row.group == made.group);
        let relations = [("best", "none", 0), ("reencoded", "none", 4), ("cropped", "rotated-90", 28)];
        members
            .zip(relations)
            .enumerate()
            .map(|(rank, (row, (relation, turning, distance)))| CopyRow {
                group: made.group.expect("filtered above"),
                digest: row.row.digest,
                rank: rank as u32,
                relation: relation.into(),
                turning: turning.into(),
                distance,
            })
            .collect()
    }
}

impl MadeRow {
    pub(super) fn fits(&self, filter: &GridFilter) -> bool {
        let text = String::from_utf8_lossy(&self.path).into_owned();
        let date = self.row.folder_date.as_deref();
        filter.accession.as_ref().is_none_or(|id| self.accession == *id)
            && filter.folder.as_ref().is_none_or(|folder| self.folder == *folder)
            && filter.search.as_ref().is_none_or(|words| words.split(' ').all(|word| text.contains(word)))
            && filter.camera.as_deref().is_none_or(|camera| self.camera == Some(camera))
            && filter.format.is_none_or(|format| self.row.format == format)
            && filter.condition.is_none_or(|condition| self.row.condition == condition)
            && filter.from.as_deref().is_none_or(|from| date.is_some_and(|date| date >= from))
            && filter.to.as_deref().is_none_or(|to| date.is_some_and(|date| date.get(..to.len()) <= Some(to)))
            && filter.copies.is_none_or(|only| only == (self.row.copies > 0))
            && filter.group.is_none_or(|group| self.group == Some(group))
    }
}

fn made_row(n: usize) -> MadeRow {
    let roll = scatter(n as u64);
    let (month, day) = (1 + n / 900 % 12, 1 + n / 30 % 28);
    let year = 2011 + n / 10_800 % 3;
    let owner = OWNERS[n / 450 % OWNERS.len()];
    let folder = format!("صور/{day:02}.{month:02}.{year}_{owner}");
    let name = hostile(n).unwrap_or_else(|| format!("DSC{:05}.JPG", 1_000 + n % 9_000).into_bytes());
    let condition = match roll % 97 {
        0 => Condition::Damaged,
        1 => Condition::Unreadable,
        2 if roll.is_multiple_of(5) => Condition::NotDecoded,
        _ => Condition::Ready,
    };
    let format = if roll % 61 == 7 { Format::Png } else { Format::Jpeg };
    let picture = matches!(condition, Condition::Ready | Condition::Damaged);
    let group = (n % 40 < 3 && n >= 40).then(|| digest((n / 40 * 40) as u64));
    let camera = (picture && !roll.is_multiple_of(9)).then(|| CAMERAS[n / 300 % CAMERAS.len()]);
    let hour = 8 + n % 9;
    MadeRow {
        seed: roll,
        accession: if n % 5_000 < 4_800 { THE_LARGE } else { OPEN }.parse().expect("plain"),
        path: [folder.as_bytes(), b"/", &name].concat(),
        camera,
        log_index: 2 + n as u64,
        group,
        row: GridRow {
            digest: digest(n as u64),
            width: picture.then_some(2_048),
            height: picture.then_some(1_536),
            condition,
            format,
            name: PathBytes(name).to_string(),
            taken_at: camera.map(|_| {
                let year = if roll.is_multiple_of(13) { 2008 } else { year };
                format!("{year}-{month:02}-{day:02}T{hour:02}:{:02}:33", n % 60)
            }),
            folder_date: Some(format!("{year}-{month:02}-{day:02}")),
            copies: if group.is_some() { 3 } else { 0 },
            occurrences: if roll.is_multiple_of(17) { 2 } else { 1 },
            previews: picture,
        },
        folder,
    }
}

fn kept(made: &MadeRow) -> OccurrenceRow {
    OccurrenceRow {
        log_index: made.log_index,
        accession: made.accession.clone(),
        source: 0,
        path: PathBytes(made.path.clone()),
        outcome: Outcome::Kept,
        digest: Some(made.row.digest),
        bytes: 2_417_331,
        modified: Some(time("2012-03-15T09:41:20Z")),
        target: None,
        reason: None,
        path_date: None,
    }
}

fn known(made: &MadeRow) -> OccurrenceRow {
    let mut path = "نسخة احتياطية.zip!/".as_bytes().to_vec();
    path.extend_from_slice(&made.path);
    let log_index = made.log_index + 100_000;
    OccurrenceRow { path: PathBytes(path), outcome: Outcome::Known, log_index, ..kept(made) }
}

fn odd_ones() -> Vec<OccurrenceRow> {
    let odd = |n: u64, path: &[u8], outcome, reason: &str, target: Option<&str>| OccurrenceRow {
        log_index: 200_000 + n,
        accession: THE_LARGE.parse().expect("plain"),
        source: 0,
        path: PathBytes(path.to_vec()),
        outcome,
        digest: None,
        bytes: 0,
        modified: None,
        target: target.map(|target| PathBytes(target.as_bytes().to_vec())),
        reason: Some(reason.to_owned()),
        path_date: None,
    };
    vec![
        odd(
            0,
            "صور/اختصار".as_bytes(),
            Outcome::Symlink,
            "a symbolic link is not followed",
            Some("../../etc/passwd"),
        ),
        odd(1, b"dev/sda", Outcome::Special, "a block device is not opened", None),
        odd(
            2,
            "صور/تالف\u{202e}gpj".as_bytes(),
            Outcome::Failed,
            "input error while reading at byte 1,048,576",
            None,
        ),
        odd(
            3,
            b"deep/bomb.zip!/1.zip!/2.zip!/3.zip",
            Outcome::Refused,
            "nested deeper than 3 containers",
            None,
        ),
        odd(4, b"locked.zip!/a \xff.jpg", Outcome::Refused, "the member is encrypted", None),
        odd(5, b"=cmd|' /C calc'!A0.jpg", Outcome::Refused, "<b>limit</b> of expansion passed", None),
    ]
}

fn accessions(rows: &[MadeRow], occurrences: &[OccurrenceRow]) -> Vec<AccessionRow> {
    let source = |name: &str, medium: Option<&str>| Source {
        name: PathBytes(name.as_bytes().to_vec()),
        kind: "folder".into(),
        medium: medium.map(String::from),
        file_system: medium.map(|_| "exfat".into()),
    };
    let row = |id: &str, opened: &str, closed: Option<&str>, source: Source| {
        let id: AccessionId = id.parse().expect("plain");
        let counts = counts(&id, rows, occurrences);
        AccessionRow {
            agent: "Samar".into(),
            sources: vec![source],
            note: closed.map(|_| "قرص صلب خارجي، كما سُلِّم".into()),
            opened: time(opened),
            closed: closed.map(time),
            root_digest: closed.map(|_| digest(77)),
            report: closed.map(|_| SealedName([9; 32])),
            counts: AccessionCounts { folders: closed.and(counts.folders), ..counts },
            id,
        }
    };
    vec![
        row(RUNNING, "2026-11-23T10:15:00Z", None, source("DCIM", None)),
        row(OPEN, "2026-11-22T17:15:00Z", None, source("قرص ثانٍ", Some("USB stick, 16 GB"))),
        row(
            THE_LARGE,
            "2026-11-20T08:14:03Z",
            Some("2026-11-20T09:02:51Z"),
            source("قرص الصور", Some("USB disk, 500 GB, serial WX-0000-SAMPLE")),
        ),
    ]
}

fn counts(id: &AccessionId, rows: &[MadeRow], occurrences: &[OccurrenceRow]) -> AccessionCounts {
    let mine: Vec<_> = occurrences.iter().filter(|one| one.accession == *id).cloned().collect();
    let (mut formats, mut conditions) = (BTreeMap::new(), BTreeMap::new());
    let by_digest: HashMap<_, _> = rows.iter().map(|row| (row.row.digest, row)).collect();
    for one in mine.iter().filter_map(|one| by_digest.get(one.digest.as_ref()?)) {
        *formats.entry(one.row.format.word().to_owned()).or_insert(0) += 1;
    }
    for one in rows.iter().filter(|row| row.accession == *id) {
        *conditions.entry(one.row.condition.word().to_owned()).or_insert(0) += 1;
    }
    AccessionCounts {
        found: mine.len() as u64,
        in_containers: mine.iter().filter(|one| one.outcome == Outcome::Known).count() as u64,
        folders: Some(1 + mine.len() as u64 / 30),
        outcomes: super::outcomes(&mine),
        formats,
        conditions,
        bytes_read: mine.iter().map(|one| one.bytes).sum(),
        bytes_kept: mine.iter().filter(|one| one.outcome == Outcome::Kept).map(|one| one.bytes).sum(),
    }
}

fn status(rows: &[MadeRow], occurrences: &[OccurrenceRow], accessions: &[AccessionRow]) -> Status {
    let mut conditions = BTreeMap::new();
    for row in rows {
        *conditions.entry(row.row.condition.word().to_owned()).or_insert(0) += 1;
    }
    let outcomes = super::outcomes(occurrences);
    let copies = rows.iter().filter(|row| row.row.copies > 0).count() as u64;
    Status {
        accessions: accessions.len() as u64,
        accessions_open: 2,
        occurrences: occurrences.len() as u64,
        originals: rows.len() as u64,
        original_bytes: rows.len() as u64 * 2_417_331,
        photographs: rows.len() as u64,
        conditions,
        outcomes: outcomes.into_iter().map(|(outcome, count)| (outcome.word().to_owned(), count)).collect(),
        copy_groups: copies / 3,
        copies,
        looked_closely: rows.len() as u64 / 2,
        faces: rows.len() as u64 / 3,
        markings: 24,
        log_entries: 0,
    }
}

fn events(rows: &[MadeRow]) -> Vec<EventRow> {
    let event = |index: u64, at: &str, act: &str, details| EventRow {
        index,
        time: time(at),
        agent: "Samar".into(),
        software: "amana 0.1.0".into(),
        act: act.into(),
        details,
    };
    let opened = serde_json::json!({"accession": THE_LARGE});
    let mut events = vec![
        event(0, "2026-11-20T08:10:00Z", "archive-created", serde_json::json!({"archive": "sample"})),
        event(1, "2026-11-20T08:14:03Z", "accession-opened", opened.clone()),
    ];
    events.extend(rows.iter().map(|row| {
        let found = serde_json::json!({
            "accession": row.accession, "digest": row.row.digest, "outcome": "kept",
            "path": String::from_utf8_lossy(&row.path),
        });
        event(row.log_index, "2026-11-20T08:14:09Z", "file-found", found)
    }));
    let next = events.len() as u64;
    let seen =
        serde_json::json!({"accession": THE_LARGE, "analyser": "first-analysis 1", "rows": rows.len()});
    events.push(event(next, "2026-11-20T09:02:40Z", "observations-added", seen));
    events.push(event(next + 1, "2026-11-20T09:02:51Z", "accession-closed", opened));
    let checked = serde_json::json!({"findings": 0});
    events.push(event(next + 2, "2026-11-21T06:00:00Z", "fixity-checked", checked));
    let copy = serde_json::json!({"bytes": 412, "digest": digest(78), "sealed": digest(79)});
    events.push(event(next + 3, "2026-11-22T20:20:00Z", "accounts-backed-up", copy));
    let wrong = serde_json::json!({
        "account": "a2", "name": "nadim", "reason": "wrong-password", "attempts": 3,
        "first": "2026-11-22T21:04:10Z", "last": "2026-11-22T21:09:55Z",
    });
    events.push(event(next + 4, "2026-11-22T21:14:31Z", "sign-in-failed", wrong));
    let unknown = serde_json::json!({
        "reason": "unknown-name", "attempts": 1, "first": "2026-11-22T21:04:31Z", "last": "2026-11-22T21:04:31Z",
    });
    events.push(event(next + 5, "2026-11-22T21:14:31Z", "sign-in-failed", unknown));
    events
}

fn observation(made: &MadeRow) -> Observation {
    let packed = |length, width, height| Packed { offset: 0, length, width, height };
    let damage = match made.row.condition {
        Condition::Damaged => vec![Damage {
            code: "truncated".into(),
            detail: "the scan ends at row 1,102 of 1,536; 1,733,120 of about 2,417,000 bytes are there"
                .into(),
        }],
        Condition::Unreadable => {
            vec![Damage { code: "header-only".into(), detail: "623 bytes, no picture data".into() }]
        }
        _ => Vec::new(),
    };
    let field = |group: &str, tag: &str, value: &str| ExifField {
        group: group.into(),
        tag: tag.into(),
        value: value.into(),
    };
    let picture = made.row.previews;
    Observation {
        digest: made.row.digest,
        bytes: 2_417_331,
        format: made.row.format,
        condition: made.row.condition,
        damage,
        readable: match made.row.condition {
            Condition::Ready => Some(1.0),
            Condition::Damaged => Some(0.717),
            _ => None,
        },
        width: made.row.width,
        height: made.row.height,
        orientation: picture.then_some(1),
        taken_at: made.row.taken_at.clone(),
        offset: None,
        camera: made.camera.map(String::from),
        serial: made.camera.map(|_| "SAMPLE-00417".into()),
        position: made.seed.is_multiple_of(5).then_some(Position { latitude: 33.5, longitude: 36.25 }),
        exif: match made.camera {
            Some(camera) => vec![
                field("primary", "Model", camera),
                field("primary", "Artist", "<img src=x onerror=alert(2)>"),
                field("exif", "DateTimeOriginal", made.row.taken_at.as_deref().unwrap_or_default()),
                field("exif", "ExposureTime", "1/60 s"),
                field("exif", "ISOSpeedRatings", "400"),
            ],
            None => Vec::new(),
        },
        pdq: picture.then_some([PdqHash(made.row.digest.0); 8]),
        quality: picture.then_some(100),
        signature: None,
        sharpness: picture.then_some(184.2),
        brightness: picture.then_some(121.0),
        previews: picture.then(|| Previews {
            pack: SealedName(made.row.digest.0),
            grid: packed(9_000, 256, 192),
            view: packed(70_000, 1_024, 768),
        }),
    }
}
