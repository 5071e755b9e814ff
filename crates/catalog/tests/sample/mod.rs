//! A made-up archive's log, observations and copies: the same for the same seed, of any size.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "test data: each test takes what it needs"
)]

use std::collections::BTreeMap;

use amana_catalog::Applied;
use amana_model::{
    AccessionCounts, AccessionId, Act, Agent, BystanderMark, Condition, CopyRow, Damage, Digest, Event,
    ExifField, FileRecord, Format, Number, Observation, ObservationPart, OccurrencePath, Outcome, Packed,
    PathBytes, PathDate, PathDatePrecision, PdqHash, Place, PlaceKind, Position, Previews, Region,
    SealedName, Source, UtcTime,
};
use sha2::{Digest as _, Sha256};

/// Everything that makes a catalog.
pub struct Sample {
    pub events: Vec<(Event, Option<PathDate>)>,
    pub parts: Vec<(ObservationPart, Vec<Observation>)>,
    pub copies: Vec<CopyRow>,
}

impl Sample {
    pub fn applied(&self) -> Vec<Applied<'_>> {
        let numbered = (0..).zip(&self.events);
        numbered.map(|(index, (event, date))| Applied { index, event, path_date: date.clone() }).collect()
    }
}

/// A small generator (xorshift64*), enough for variety.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % sides
    }

    pub fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.roll(list.len() as u64) as usize]
    }
}

pub fn digest(of: &str) -> Digest {
    Digest(Sha256::digest(of).into())
}

pub fn sealed(of: &str) -> SealedName {
    SealedName(Sha256::digest(format!("sealed {of}")).into())
}

pub fn accession(number: u64) -> AccessionId {
    format!("20261123-12345{}-4f2a", number % 10).parse().unwrap()
}

pub fn event(second: u64, act: Act) -> Event {
    Event {
        version: 1,
        time: UtcTime::from_unix(1_795_000_000 + i64::try_from(second).unwrap(), 0).unwrap(),
        agent: Agent { name: "samar".into(), software: "amana 0.1.0".into() },
        salt: "00112233445566778899aabbccddeeff".into(),
        act,
    }
}

const HOSTILE: &[&[u8]] = &[
    b"nul\0in name.jpg",
    b"'; DROP TABLE events; --.jpg",
    b"\"double\" %_\\ $1 ?1.jpg",
    b"\xff\xfe not utf8 \xc3.jpg",
    "\u{202E}gpj.صورة\u{202C}.jpg".as_bytes(),
    b"trailing space .jpg ",
    b"new\nline.jpg",
    "مُحَمَّد ـ ٢١٥.JPG".as_bytes(),
    b"=cmd|' /C calc'!A0.jpg",
];

const TOPS: &[&str] = &["عسكرية", "شرطة 2012", "A", "b'; --", "web copies"];
const CAMERAS: &[&str] = &["Canon PowerShot A480", "NIKON D90", "SONY DSC-W530", "كاميرا"];

/// `files` files in two accessions, a tenth of them known content, some in containers, some refused.
pub fn sample(files: u64, seed: u64) -> Sample {
    let mut dice = Dice::new(seed);
    let mut sample = Sample { events: Vec::new(), parts: Vec::new(), copies: Vec::new() };
    let mut originals: Vec<(Digest, Format)> = Vec::new();
    for number in 0..2 {
        let id = accession(number);
        let source = Source {
            name: PathBytes("قرص".into()),
            kind: "folder".into(),
            medium: (number == 0).then(|| "USB disk".into()),
            file_system: None,
        };
        push(
            &mut sample,
            Act::AccessionOpened {
                accession: id.clone(),
                sources: vec![source],
                note: None,
                depositor: vec![],
            },
        );
        let from = originals.len();
        for file in 0..files / 2 {
            let (record, date) = record(&mut dice, &id, number * files + file, &mut originals);
            let time = sample.events.len() as u64;
            sample.events.push((event(time, Act::FileFound(record)), date));
        }
        observed(&mut dice, &mut sample, &id, &originals[from..]);
        if number == 0 {
            push(&mut sample, closed(&id, files / 2));
        }
    }
    let account = "a1".parse().unwrap();
    if let Some((first, _)) = originals.first() {
        push(
            &mut sample,
            Act::OriginalViewed { account, digest: *first, size: "view".into(), bystanders: None },
        );
    }
    if let Some((first, _)) = originals.first() {
        let entry = sample.events.len() as u64;
        for note in [Some("=a guard"), None] {
            push(&mut sample, Act::BystanderMarked(bystander(*first, note)));
        }
        push(&mut sample, Act::BystanderUnmarked { digest: *first, entry, reason: "nobody".into() });
    }
    for name in ["Name", "Other name"] {
        push(&mut sample, Act::PlaceDescribed(place(name)));
    }
    sample.copies = copies(&mut dice, &originals);
    sample
}

fn bystander(digest: Digest, note: Option<&str>) -> BystanderMark {
    let region = Region { left: 10, top: 20, width: 30, height: 40 };
    BystanderMark { digest, region, size: (640, 480), note: note.map(Into::into) }
}

fn place(name: &str) -> Place {
    Place {
        place: "branch-7".parse().unwrap(),
        kind: PlaceKind::Branch,
        numbers: vec![Number::parse("7").unwrap(), Number::parse("ج").unwrap()],
        name_ar: Some("اسم".into()),
        name_en: Some(name.into()),
        aliases: vec!["=alias".into(), "اسم آخر".into()],
        note: None,
        withdrawn: false,
    }
}

fn push(sample: &mut Sample, act: Act) {
    let time = sample.events.len() as u64;
    sample.events.push((event(time, act), None));
}

fn closed(id: &AccessionId, found: u64) -> Act {
    let counts =
        AccessionCounts { found, outcomes: BTreeMap::from([(Outcome::Kept, found)]), ..Default::default() };
    let (root_digest, report) = (digest("root"), sealed("report"));
    Act::AccessionClosed { accession: id.clone(), counts, root_digest, report }
}

fn record(
    dice: &mut Dice,
    id: &AccessionId,
    number: u64,
    originals: &mut Vec<(Digest, Format)>,
) -> (FileRecord, Option<PathDate>) {
    let (year, month, person) = (2011 + dice.roll(3), 1 + dice.roll(12), dice.roll(200));
    let name = match dice.roll(40) {
        0 => dice.pick(HOSTILE).to_vec(),
        1 if dice.roll(1 + number / 1000) == 0 => vec![b'x'; 10_000],
        _ => format!("IMG_{:04}.JPG", dice.roll(10_000)).into_bytes(),
    };
    let top = dice.pick(TOPS);
    let folder = match dice.roll(12) {
        0 => String::new(),
        1 => format!("{top}/"),
        _ => format!("{top}/{month:02}.{year}/{person}/"),
    };
    let path = PathBytes([folder.as_bytes(), &name].concat());
    let within = if dice.roll(10) == 0 {
        vec![PathBytes(format!("zips/{}.zip", dice.roll(5)).into())]
    } else {
        vec![]
    };
    let outcome = match dice.roll(20) {
        0 => Outcome::Refused,
        1 | 2 if !originals.is_empty() => Outcome::Known,
        _ => Outcome::Kept,
    };
    let (digest, format) = match outcome {
        Outcome::Kept => {
            let format = dice.pick(&[
                Format::Jpeg,
                Format::Jpeg,
                Format::Jpeg,
                Format::Png,
                Format::Text,
                Format::Zip,
            ]);
            originals.push((digest(&format!("{number}")), format));
            (originals.last().map(|last| last.0), Some(format))
        }
        Outcome::Known => {
            let (digest, format) = originals[dice.roll(originals.len() as u64) as usize];
            (Some(digest), Some(format))
        }
        _ => (None, None),
    };
    let date = match dice.roll(4) {
        0 => None,
        1 => Some((format!("{year}"), PathDatePrecision::Year)),
        2 => Some((format!("{year}-{month:02}"), PathDatePrecision::Month)),
        _ => Some((format!("{year}-{month:02}-{:02}", 1 + dice.roll(28)), PathDatePrecision::Day)),
    };
    let record = FileRecord {
        accession: id.clone(),
        source: 0,
        at: OccurrencePath { within, path },
        outcome,
        digest,
        // A known file's event may leave the sealed name out.
        sealed: digest
            .filter(|_| outcome == Outcome::Kept || dice.roll(2) == 0)
            .map(|digest| sealed(&digest.to_string())),
        bytes: 1000 + dice.roll(3_000_000),
        format,
        condition: None,
        modified: UtcTime::from_unix(1_330_000_000 + i64::try_from(dice.roll(1_000_000)).unwrap(), 500),
        target: None,
        container: format == Some(Format::Zip),
        reason: (outcome == Outcome::Refused).then(|| "encrypted member".into()),
    };
    (record, date.map(|(date, precision)| PathDate { date, precision, from: "folder".into() }))
}

fn observed(dice: &mut Dice, sample: &mut Sample, id: &AccessionId, originals: &[(Digest, Format)]) {
    for chunk in originals.chunks(2000) {
        let rows: Vec<Observation> =
            chunk.iter().map(|(digest, format)| observation(dice, *digest, *format)).collect();
        let name = format!("part {id} {}", sample.parts.len());
        let part = ObservationPart {
            accession: id.clone(),
            analyser: "first-analysis 1".into(),
            models: Vec::new(),
            part: sealed(&name),
            previews: Some(sealed("pack")),
            rows: u32::try_from(rows.len()).unwrap(),
        };
        push(sample, Act::ObservationsAdded(part.clone()));
        sample.parts.push((part, rows));
    }
}

pub fn observation(dice: &mut Dice, digest: Digest, format: Format) -> Observation {
    let mut seen = Observation::of(digest, 1000 + dice.roll(3_000_000), format);
    if !format.is_picture() {
        return seen;
    }
    seen.condition = match dice.roll(30) {
        0 => Condition::Damaged,
        1 => Condition::Unreadable,
        _ => Condition::Ready,
    };
    if seen.condition != Condition::Ready {
        seen.damage = vec![Damage { code: "truncated".into(), detail: "ends in \"scan\" 3".into() }];
        seen.readable = Some(0.25);
    }
    (seen.width, seen.height) = (Some(4000), Some(3000));
    seen.orientation = Some(1 + u8::try_from(dice.roll(8)).unwrap());
    if dice.roll(5) > 0 {
        let (month, day, minute) = (1 + dice.roll(12), 1 + dice.roll(28), dice.roll(60));
        seen.taken_at = Some(format!("{}-{month:02}-{day:02}T10:{minute:02}:33.250", 2011 + dice.roll(3)));
        seen.offset = Some("+02:00".into());
        seen.camera = Some(dice.pick(CAMERAS).into());
        seen.serial = Some(format!("S{}", dice.roll(6)));
        seen.position = Some(Position { latitude: 33.5, longitude: 36.25 });
        let field = |tag: u64| ExifField {
            group: "exif".into(),
            tag: format!("Tag{tag:04x}"),
            value: format!("value {tag} <script>"),
        };
        seen.exif = (0..40).map(field).collect();
    }
    let hash = |turn: u64| PdqHash(Sha256::digest(format!("{digest} {turn}")).into());
    seen.pdq = Some(std::array::from_fn(|turn| hash(turn as u64)));
    seen.quality = Some(u8::try_from(dice.roll(101)).unwrap());
    seen.signature = Some(vec![7; 256]);
    (seen.sharpness, seen.brightness) = (Some(120.5), Some(99.75));
    let packed = Packed { offset: dice.roll(1 << 40), length: 9000, width: 256, height: 192 };
    seen.previews = Some(Previews { pack: sealed("pack"), grid: packed, view: packed });
    seen
}

/// Groups of two and three among the pictures.
fn copies(dice: &mut Dice, originals: &[(Digest, Format)]) -> Vec<CopyRow> {
    let pictures: Vec<Digest> =
        originals.iter().filter(|(_, format)| format.is_picture()).map(|(digest, _)| *digest).collect();
    let mut rows = Vec::new();
    for group in pictures.chunks(7) {
        let size = group.len().min(2 + dice.roll(2) as usize);
        if size < 2 {
            continue;
        }
        for (rank, digest) in (0..).zip(&group[..size]) {
            rows.push(CopyRow {
                group: group[0],
                digest: *digest,
                rank,
                relation: if rank == 0 { "best" } else { "resized" }.into(),
                turning: "none".into(),
                distance: rank * 4,
            });
        }
    }
    rows
}
