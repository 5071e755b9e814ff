//! Draws one unit of the plan: a person's, a place's or a sheet's pictures with all their copies.

use sha2::{Digest, Sha256};

use super::calendar::{DAY, exif_text, moment_text};
use super::chance::Chance;
use super::copies::{Source, copy};
use super::damage::broken;
use super::develop::{Light, Picture, expose, jpeg, with_segment};
use super::packing::{Member, ZipStyle, png, zip};
use super::people::wording;
use super::plan::{CopyPlan, Disguise, Shot, Unit};
use super::scenery::Place;
use super::sitting::{Drawn, Framing, Sitting, Studio};
use super::truth::{Category, File, Kind, Shown, View};
use super::{LeakError, LeakOptions};

/// One file ready to be written.
pub(crate) struct Made {
    pub(crate) path: Vec<u8>,
    pub(crate) bytes: Vec<u8>,
    pub(crate) file: File,
}

impl Made {
    /// Puts a path, a content and what is known of it together.
    pub(crate) fn new(path: Vec<u8>, bytes: Vec<u8>, kind: Kind, modified: i64) -> Self {
        let file = file_of(&path, Some(&bytes), kind, modified);
        Self { path, bytes, file }
    }
}

/// Starts the truth about one path.
pub(crate) fn file_of(path: &[u8], bytes: Option<&[u8]>, kind: Kind, modified: i64) -> File {
    use base64::Engine as _;
    let coded = || base64::engine::general_purpose::STANDARD.encode(path);
    File {
        path: String::from_utf8_lossy(path).into_owned(),
        path_base64: std::str::from_utf8(path).is_err().then(coded),
        kind,
        sha256: bytes.map(hex_digest),
        bytes: bytes.map_or(0, |bytes| bytes.len() as u64),
        modified,
        note: String::new(),
        folder_style: None,
        folder_date: None,
        shown: None,
        copy: None,
        damage: None,
        intact_bytes: None,
        target: None,
    }
}

fn hex_digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

enum Subject {
    Person(Box<Sitting>),
    Place(Place),
}

/// Draws a unit; the files come in the order of the plan.
pub(crate) fn draw(unit: &Unit, options: &LeakOptions, studio: &Studio) -> Result<Vec<Made>, LeakError> {
    let mut chance = Chance::of(options.seed, "unit", unit.number);
    let subject = match &unit.person {
        Some(person) => {
            let wording = wording(person, &mut chance);
            Subject::Person(Box::new(Sitting::new(&mut chance, unit.category, wording.as_ref(), studio)))
        }
        None => Subject::Place(Place::new(&mut chance, unit.category == Category::Document)),
    };
    let light = Light::new(&mut chance, unit.camera.noise);
    let mut made = Vec::new();
    let mut framings: Vec<(u32, Framing)> = Vec::new();
    for (number, shot) in unit.shots.iter().enumerate() {
        let mut chance = Chance::of(options.seed, "shot", unit.number << 16 | number as u64);
        let size = unit.camera.size(options.size);
        let drawn = match &subject {
            Subject::Person(sitting) => {
                let framing = framing(sitting, shot, &mut framings, &mut chance);
                sitting.draw(&framing, size, studio)
            }
            Subject::Place(place) => place.draw(size, studio, &mut chance),
        };
        let picture = expose(&drawn.canvas, &light.again(&mut chance), &studio.noise, &mut chance);
        let shown = shown(unit, shot, &drawn, &picture);
        drop(drawn.canvas);
        take(unit, shot, &picture, shown, studio, &mut chance, &mut made)?;
    }
    Ok(made)
}

fn framing(
    sitting: &Sitting,
    shot: &Shot,
    framings: &mut Vec<(u32, Framing)>,
    chance: &mut Chance,
) -> Framing {
    if let Some((_, first)) = framings.iter().find(|(group, _)| *group == shot.group) {
        return first.again(chance);
    }
    let view = match shot.view {
        Some(View::Card) if !sitting.has_card() => View::Part,
        view => view.unwrap_or(View::Whole),
    };
    let framing = sitting.framing(view, chance);
    framings.push((shot.group, framing));
    framing
}

fn shown(unit: &Unit, shot: &Shot, drawn: &Drawn, picture: &Picture) -> Shown {
    Shown {
        picture: shot.picture.clone(),
        category: unit.category,
        person: unit.person.as_ref().map(|person| person.id.clone()),
        view: shot.view,
        burst: shot.burst.clone(),
        size: (picture.width as u32, picture.height as u32),
        orientation: if shot.has_exif { shot.orientation } else { 1 },
        faces: drawn.faces.clone(),
        card: drawn.card.clone(),
        bystanders: drawn.bystanders.clone(),
        camera: format!("{} {}", unit.camera.make, unit.camera.model),
        serial: unit.camera.serial.clone(),
        taken_at: moment_text(shot.taken),
        exif_time: shot.has_exif.then(|| exif_text(shot.clock)),
        clock_reset: shot.clock_reset,
    }
}

/// Writes the camera's file and all copies of it.
fn take(
    unit: &Unit,
    shot: &Shot,
    picture: &Picture,
    shown: Shown,
    studio: &Studio,
    chance: &mut Chance,
    made: &mut Vec<Made>,
) -> Result<(), LeakError> {
    let stream = jpeg(picture, unit.camera.quality, false)?;
    let size = (picture.width as u32, picture.height as u32);
    let mut exif = unit.camera.exif(shot.clock, 1, size, chance);
    if shot.has_exif {
        exif.thumbnail = jpeg(&picture.thumbnail(), 60, true)?;
    }
    if let Some(trick) = shot.odd.as_ref().filter(|odd| odd.disguise == Some(Disguise::Script)) {
        exif.description = Some(format!("<script>alert('{}')</script>", trick.note));
    }
    let segment =
        |orientation: u8| shot.has_exif.then(|| super::exif::Exif { orientation, ..exif.clone() }.segment());
    let orientation = if shot.has_exif { shot.orientation } else { 1 };
    let file = match segment(orientation) {
        Some(segment) => with_segment(&stream, &segment),
        None => super::develop::with_jfif(&stream),
    };
    let original = original(unit, shot, picture, &file, shown, chance);
    let base = original.file.clone();
    made.push(original);
    let path = shot.path.clone();
    let source =
        Source { pixels: picture, stream: &stream, file: &file, orientation, path: &path, segment: &segment };
    for plan in &shot.copies {
        made.push(copied(plan, &source, &base, studio, chance)?);
    }
    Ok(())
}

fn original(
    unit: &Unit,
    shot: &Shot,
    picture: &Picture,
    whole: &[u8],
    shown: Shown,
    chance: &mut Chance,
) -> Made {
    let path = shot.odd.as_ref().map_or_else(|| shot.path.clone().into_bytes(), |odd| odd.path.clone());
    let disguise = shot.odd.as_ref().and_then(|odd| odd.disguise);
    let (bytes, kind) = match disguise {
        Some(Disguise::Png) => (png(picture), Kind::Misnamed),
        Some(Disguise::ZipTail) => ([whole, &tail(&shot.picture)].concat(), Kind::Photograph),
        Some(Disguise::Script) | None => (whole.to_vec(), Kind::Photograph),
    };
    let harm = shot.damage.map(|damage| (damage, broken(&bytes, damage, chance)));
    let (bytes, kind) = match &harm {
        Some((_, broken)) => (broken.bytes.clone(), Kind::Damaged),
        None => (bytes, kind),
    };
    let mut made = Made::new(path, bytes, kind, shot.clock);
    if let Some((damage, broken)) = harm {
        made.file.damage = Some(damage);
        made.file.intact_bytes = Some(broken.intact);
        made.file.note = broken.note;
    } else if let Some(odd) = &shot.odd {
        made.file.note = odd.note.to_owned();
    } else {
        made.file.folder_style = Some(unit.folder.style.to_owned());
        made.file.folder_date = unit.folder.tells.clone();
    }
    let plain = disguise == Some(Disguise::Png);
    let orientation = if plain { 1 } else { shown.orientation };
    let exif_time = if plain { None } else { shown.exif_time.clone() };
    made.file.shown = Some(Shown { orientation, exif_time, ..shown });
    made
}

/// A small zip, to be hidden behind a picture.
fn tail(text: &str) -> Vec<u8> {
    let member = Member {
        name: b"hidden.txt".to_vec(),
        bytes: text.as_bytes().to_vec(),
        modified: 1_340_000_000,
        link: None,
    };
    zip(&[member], ZipStyle::default())
}

fn copied(
    plan: &CopyPlan,
    source: &Source<'_>,
    base: &File,
    studio: &Studio,
    chance: &mut Chance,
) -> Result<Made, LeakError> {
    let copy = copy(source, plan.relation, chance, &studio.fonts)?;
    let modified = base.modified + DAY * chance.whole(200, 900) + chance.whole(0, DAY);
    let harm = plan.damage.map(|damage| (damage, broken(&copy.bytes, damage, chance)));
    let (bytes, kind) = match &harm {
        Some((_, broken)) => (broken.bytes.clone(), Kind::Damaged),
        None => (copy.bytes, Kind::Photograph),
    };
    let mut made = Made::new(plan.path.clone().into_bytes(), bytes, kind, modified);
    if let Some((damage, broken)) = harm {
        made.file.damage = Some(damage);
        made.file.intact_bytes = Some(broken.intact);
        made.file.note = broken.note;
    }
    let same_pixels = copy.how.quality.is_none();
    made.file.shown = base.shown.clone().map(|shown| Shown {
        size: (copy.size.0 as u32, copy.size.1 as u32),
        orientation: copy.orientation,
        exif_time: shown.exif_time.filter(|_| copy.keeps_exif),
        // Boxes are those of the camera's pixels; where the pixels are others they would lie.
        faces: if same_pixels { shown.faces } else { Vec::new() },
        card: shown.card.filter(|_| same_pixels),
        bystanders: if same_pixels { shown.bystanders } else { Vec::new() },
        ..shown
    });
    made.file.copy = Some(copy.how);
    Ok(made)
}
