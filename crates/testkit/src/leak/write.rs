//! Writes a planned leak: units on all threads, then containers, odd files and links, times last.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::chance::Chance;
use super::containers::{PACKINGS, Packed, pack};
use super::glyphs::Fonts;
use super::grain::Grain;
use super::links::{make, set_time};
use super::odd::odd_files;
use super::plan::{Plan, Unit, plan, share};
use super::sensor::Noise;
use super::sitting::Studio;
use super::truth::{Copied, FORMAT, File, Header, Kind, Relation, Truth};
use super::unit::{Made, draw};
use super::{LeakError, LeakOptions, Summary};

/// Fewer photographs cannot show every kind of file.
const LEAST: u32 = 40;

/// Draws a leak into the folder `out` (new or empty) and its truth into the file `truth` outside of it.
///
/// `progress` hears how many units of how many are done, from any thread.
pub fn generate(
    options: &LeakOptions,
    out: &Path,
    truth: &Path,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> Result<Summary, LeakError> {
    if options.photographs < LEAST {
        return Err(LeakError::TooSmall { asked: options.photographs, least: LEAST });
    }
    prepare(out, truth)?;
    let Plan { units, packed } = plan(options);
    let people = units.iter().chain(&packed).filter_map(|unit| unit.person.clone()).collect::<Vec<_>>();
    let work = Work {
        options,
        out,
        studio: Studio { grain: Grain::new(), noise: Noise::new(), fonts: Fonts::new() },
    };
    let containers = container_plan(options, packed);
    let total = (units.len() + containers.len()) as u64;
    let done = AtomicUsize::new(0);
    let tick = || progress(done.fetch_add(1, Ordering::Relaxed) as u64 + 1, total);
    let mut files = in_parallel(options, &units, &|unit| {
        let files = write_all(out, draw(unit, options, &work.studio)?);
        tick();
        files
    })?;
    let loose: Vec<File> = files.iter().filter(|file| is_plain(file)).cloned().collect();
    files.extend(in_parallel(options, &containers, &|container| {
        let files = work.container(container, &loose);
        tick();
        files
    })?);
    files.extend(work.odd_ones(&loose)?);
    set_times(out, &files)?;
    let header = Header {
        format: FORMAT.to_owned(),
        seed: options.seed,
        photographs: options.photographs,
        size: options.size,
        files: files.len() as u64,
        people: people.len() as u64,
    };
    let whole = Truth { header, people, files };
    whole.write(truth)?;
    Ok(summary(&whole))
}

fn summary(truth: &Truth) -> Summary {
    let (members, loose): (Vec<&File>, Vec<&File>) = truth.files.iter().partition(|file| file.is_member());
    Summary {
        photographs: u64::from(truth.header.photographs),
        files: loose.iter().filter(|file| file.kind != Kind::EmptyFolder).count() as u64,
        members: members.len() as u64,
        people: truth.header.people,
        bytes: loose.iter().filter(|file| file.kind != Kind::HardLink).map(|file| file.bytes).sum(),
    }
}

fn prepare(out: &Path, truth: &Path) -> Result<(), LeakError> {
    make_folder(out)?;
    let failed = |error| LeakError::io(out, error);
    if fs::read_dir(out).map_err(failed)?.next().is_some() {
        return Err(LeakError::NotEmpty(out.to_owned()));
    }
    let parent = truth.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let real = |path: &Path| path.canonicalize().map_err(|error| LeakError::io(path, error));
    if real(parent)?.starts_with(real(out)?) {
        return Err(LeakError::TruthInside(truth.to_owned()));
    }
    Ok(())
}

/// Makes a folder with all above it.
pub(crate) fn make_folder(path: &Path) -> Result<(), LeakError> {
    fs::create_dir_all(path).map_err(|error| LeakError::io(path, error))
}

/// A healthy picture under an ordinary name, fit to be copied or linked to.
fn is_plain(file: &File) -> bool {
    file.kind == Kind::Photograph && file.path_base64.is_none() && file.note.is_empty() && file.copy.is_none()
}

/// Does one thing for each part of a list on all threads; the results come in the order of the list.
fn in_parallel<T: Sync>(
    options: &LeakOptions,
    list: &[T],
    act: &(dyn Fn(&T) -> Result<Vec<File>, LeakError> + Sync),
) -> Result<Vec<File>, LeakError> {
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    let threads = if options.threads == 0 { cores() } else { options.threads };
    let next = AtomicUsize::new(0);
    let results = Mutex::new(BTreeMap::new());
    let failure = Mutex::new(None);
    let worker = || {
        while let Some((place, part)) = list.get(next.load(Ordering::Relaxed)).and_then(|_| {
            let place = next.fetch_add(1, Ordering::Relaxed);
            list.get(place).map(|part| (place, part))
        }) {
            match act(part) {
                Ok(files) => {
                    results.lock().unwrap_or_else(|broken| broken.into_inner()).insert(place, files);
                }
                Err(error) => {
                    next.store(list.len(), Ordering::Relaxed);
                    *failure.lock().unwrap_or_else(|broken| broken.into_inner()) = Some(error);
                }
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..threads.min(list.len()) {
            scope.spawn(worker);
        }
    });
    match failure.into_inner().unwrap_or_else(|broken| broken.into_inner()) {
        Some(error) => Err(error),
        None => {
            let results = results.into_inner().unwrap_or_else(|broken| broken.into_inner());
            Ok(results.into_values().flatten().collect())
        }
    }
}

fn below(out: &Path, path: &[u8]) -> PathBuf {
    out.join(OsStr::from_bytes(path))
}

fn write_all(out: &Path, made: Vec<Made>) -> Result<Vec<File>, LeakError> {
    let mut files = Vec::with_capacity(made.len());
    for made in made {
        write_one(&below(out, &made.path), &made.bytes)?;
        files.push(made.file);
    }
    Ok(files)
}

fn write_one(path: &Path, bytes: &[u8]) -> Result<(), LeakError> {
    let failed = |error| LeakError::io(path, error);
    let create = || fs::File::options().write(true).create_new(true).open(path);
    let mut file = match create() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            make_folder(path.parent().unwrap_or(path))?;
            create().map_err(failed)?
        }
        other => other.map_err(failed)?,
    };
    std::io::Write::write_all(&mut file, bytes).map_err(failed)
}

/// One container to be made: its number and the units whose pictures go into it.
struct ContainerPlan {
    number: usize,
    units: Vec<Unit>,
}

fn container_plan(options: &LeakOptions, packed: Vec<Unit>) -> Vec<ContainerPlan> {
    let count = (share(options.photographs, 0.15) as usize * PACKINGS.len()).min(packed.len().max(1));
    let mut plans: Vec<ContainerPlan> =
        (0..count).map(|number| ContainerPlan { number, units: Vec::new() }).collect();
    for (place, unit) in packed.into_iter().enumerate() {
        plans[place % count].units.push(unit);
    }
    plans
}

struct Work<'a> {
    options: &'a LeakOptions,
    out: &'a Path,
    studio: Studio,
}

impl Work<'_> {
    /// Makes one container out of pictures that are nowhere else and of copies of pictures that lie outside.
    fn container(&self, plan: &ContainerPlan, loose: &[File]) -> Result<Vec<File>, LeakError> {
        let mut chance = Chance::of(self.options.seed, "container", plan.number as u64);
        let mut content = Vec::new();
        for unit in &plan.units {
            content.extend(draw(unit, self.options, &self.studio)?);
        }
        for _ in 0..chance.whole(1, 3) {
            let twin = chance.pick(loose);
            if content.iter().all(|made| made.path != twin.path.as_bytes()) {
                content.push(self.twin(twin)?);
            }
        }
        let packing = PACKINGS[plan.number % PACKINGS.len()];
        let Packed { path, bytes, files } = pack(packing, plan.number, content, &mut chance);
        write_one(&self.out.join(path), &bytes)?;
        Ok(files)
    }

    fn twin(&self, of: &File) -> Result<Made, LeakError> {
        let path = self.out.join(&of.path);
        let bytes = fs::read(&path).map_err(|error| LeakError::io(&path, error))?;
        let copy = Copied {
            of: of.path.clone(),
            relation: Relation::Exact,
            crop: None,
            quarter_turns: 0,
            mirrored: false,
            scale: 1.0,
            quality: None,
        };
        Ok(Made { path: of.path.clone().into_bytes(), bytes, file: File { copy: Some(copy), ..of.clone() } })
    }

    fn odd_ones(&self, loose: &[File]) -> Result<Vec<File>, LeakError> {
        let mut files = Vec::new();
        for round in 0..share(self.options.photographs, 0.2) {
            let mut chance = Chance::of(self.options.seed, "odd", u64::from(round));
            let target = chance.pick(loose);
            for odd in odd_files(round, &mut chance) {
                let mut made = Made::new(odd.path.into_bytes(), odd.bytes, odd.kind, target.modified);
                made.file.note = odd.note.to_owned();
                files.extend(write_all(self.out, vec![made])?);
            }
            files.extend(make(self.out, target, round, self.options.specials)?);
        }
        Ok(files)
    }
}

/// Sets the times of files, then of folders, the deepest first: a folder gets the latest time of what is in it.
fn set_times(out: &Path, files: &[File]) -> Result<(), LeakError> {
    let mut folders: BTreeMap<PathBuf, i64> = BTreeMap::new();
    for file in files.iter().filter(|file| !file.is_member()) {
        let path = PathBuf::from(std::ffi::OsString::from_vec(file.path_bytes()));
        set_time(&out.join(&path), file.modified)?;
        for folder in path.ancestors().skip(1) {
            let latest = folders.entry(folder.to_owned()).or_insert(file.modified);
            *latest = (*latest).max(file.modified);
        }
        if file.kind == Kind::EmptyFolder {
            folders.insert(path, file.modified);
        }
    }
    let deepest_first: BTreeSet<_> = folders
        .iter()
        .map(|(path, time)| (std::cmp::Reverse(path.components().count()), path, time))
        .collect();
    for (_, path, time) in deepest_first {
        set_time(&out.join(path), *time)?;
    }
    Ok(())
}
