//! A filter, made ready against the picture in memory, and what each photograph misses of it.
//!
//! Each part of a filter is one bit, so that a facet can leave its own part out.

use memchr::memmem::Finder;

use super::{Folder, Grid, NONE, Seen, Slot};
use crate::{GridFilter, fold};

/// Parts that an occurrence meets or misses. They must be met by one and the same occurrence.
pub(super) const ACCESSION: u8 = 1;
pub(super) const FOLDER: u8 = 2;
pub(super) const SEARCH: u8 = 4;

/// Parts that a photograph meets or misses.
pub(super) const DATE: u8 = 1;
pub(super) const CAMERA: u8 = 2;
pub(super) const FORMAT: u8 = 4;
pub(super) const CONDITION: u8 = 8;
pub(super) const COPIES: u8 = 16;
/// Serial number and group, which no facet leaves out.
pub(super) const REST: u8 = 32;

/// A filter whose words are numbers.
pub(super) struct Wanted<'a> {
    filter: &'a GridFilter,
    accession: Option<u32>,
    camera: Option<u32>,
    serial: Option<u32>,
    group: Option<u32>,
    folders: Option<Vec<bool>>,
    words: Vec<Word>,
}

struct Word {
    finder: Finder<'static>,
    /// Folders whose path has the word, so that every file below has it.
    folders: Vec<bool>,
    over_slash: Option<OverSlash>,
}

/// A word with a slash can reach from the end of a folder into the beginning of a name.
struct OverSlash {
    /// Folders that end with what stands before the last slash.
    folders: Vec<bool>,
    name: String,
}

impl Grid {
    pub(super) fn wanted<'a>(&self, filter: &'a GridFilter) -> Wanted<'a> {
        let folder = Some(chosen_folder(filter)).filter(|folder| !folder.is_empty());
        let search = fold(filter.search.as_deref().unwrap_or_default());
        Wanted {
            filter,
            accession: filter.accession.as_ref().map(|accession| self.accessions.find(accession.as_str())),
            camera: filter.camera.as_ref().map(|camera| self.cameras.find(camera)),
            serial: filter.serial.as_ref().map(|serial| self.serials.find(serial)),
            group: filter.group.as_ref().map(|best| self.groups.find(best)),
            folders: folder
                .map(|top| self.folders.iter().map(|folder| is_below(&folder.path, top)).collect()),
            words: search.split_whitespace().map(|word| Word::new(word, &self.folders)).collect(),
        }
    }
}

impl Word {
    fn new(word: &str, folders: &[Folder]) -> Self {
        let finder = Finder::new(word.as_bytes()).into_owned();
        let has = |folder: &Folder| finder.find(folder.folded.as_bytes()).is_some();
        let over_slash = word.rsplit_once('/').map(|(end, name)| OverSlash {
            folders: folders.iter().map(|it| !it.folded.is_empty() && it.folded.ends_with(end)).collect(),
            name: name.to_owned(),
        });
        Self { folders: folders.iter().map(has).collect(), finder, over_slash }
    }

    fn is_in(&self, seen: &Seen) -> bool {
        let folder = seen.folder as usize;
        let over = |over: &OverSlash| over.folders[folder] && seen.folded().starts_with(&over.name);
        self.folders[folder]
            || self.finder.find(seen.folded().as_bytes()).is_some()
            || self.over_slash.as_ref().is_some_and(over)
    }
}

/// The folder asked for, without a slash at its end; empty for all.
pub(super) fn chosen_folder(filter: &GridFilter) -> &str {
    filter.folder.as_deref().unwrap_or_default().trim_end_matches('/')
}

/// Whether a folder is `top` or below it; the members of a container are below the container.
pub(super) fn is_below(folder: &str, top: &str) -> bool {
    folder.strip_prefix(top).is_some_and(|rest| {
        let rest = rest.strip_prefix('!').unwrap_or(rest);
        rest.is_empty() || rest.starts_with('/')
    })
}

impl Wanted<'_> {
    /// What one occurrence misses.
    pub(super) fn missed_by(&self, seen: &Seen) -> u8 {
        let mut missed = 0;
        if self.accession.is_some_and(|accession| accession != seen.accession) {
            missed |= ACCESSION;
        }
        if self.folders.as_ref().is_some_and(|folders| !folders[seen.folder as usize]) {
            missed |= FOLDER;
        }
        if !self.words.iter().all(|word| word.is_in(seen)) {
            missed |= SEARCH;
        }
        missed
    }

    /// Whether nothing is asked of occurrences.
    fn is_about_photographs_only(&self) -> bool {
        self.accession.is_none() && self.folders.is_none() && self.words.is_empty()
    }

    /// What the photograph itself misses.
    pub(super) fn missed(&self, slot: &Slot) -> u8 {
        let look = slot.look.as_ref();
        let mut missed = 0;
        if !self.is_dated(slot) {
            missed |= DATE;
        }
        if self.camera.is_some_and(|camera| !is(look.map_or(NONE, |look| look.camera), camera)) {
            missed |= CAMERA;
        }
        if self.filter.format.is_some_and(|format| format != slot.format()) {
            missed |= FORMAT;
        }
        if self.filter.condition.is_some_and(|condition| condition != slot.condition()) {
            missed |= CONDITION;
        }
        if !self.copies_fit(slot) {
            missed |= COPIES;
        }
        let serial = self.serial.is_none_or(|serial| is(look.map_or(NONE, |look| look.serial), serial));
        if !serial || self.group.is_some_and(|group| !is(slot.group, group)) {
            missed |= REST;
        }
        missed
    }

    fn copies_fit(&self, slot: &Slot) -> bool {
        match self.filter.copies {
            None => true,
            Some(true) => slot.group != NONE,
            Some(false) => slot.group == NONE || slot.rank == 0,
        }
    }

    /// Two dates agree as far as the less precise one goes; a photograph without a date is in no range.
    fn is_dated(&self, slot: &Slot) -> bool {
        let (from, to) = (self.filter.from.as_deref(), self.filter.to.as_deref());
        if from.is_none() && to.is_none() {
            return true;
        }
        let Some(date) = slot.date().map(str::as_bytes) else { return false };
        let cut = |bound: &str| {
            let shorter = date.len().min(bound.len());
            date[..shorter].cmp(&bound.as_bytes()[..shorter])
        };
        from.is_none_or(|from| cut(from).is_ge()) && to.is_none_or(|to| cut(to).is_le())
    }

    /// Whether a photograph is in the answer.
    pub(super) fn holds(&self, slot: &Slot, grid: &Grid) -> bool {
        slot.is_photograph()
            && self.missed(slot) == 0
            && (self.is_about_photographs_only() || grid.seen_of(slot).any(|seen| self.missed_by(seen) == 0))
    }
}

/// Equal, and a value at all.
fn is(found: u32, wanted: u32) -> bool {
    found == wanted && wanted != NONE
}
