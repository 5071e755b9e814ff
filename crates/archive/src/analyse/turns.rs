//! Whose turn it is: what the desk asks for comes first, then the order of the log.
//!
//! The desk and the analysis may be two processes. What the desk asks for is an empty file in `asked/`, named by the
//! sealed object, a name that lies in the store anyway; whoever takes it removes the file. Lost or forged ones change the order
//! and nothing else.

use std::collections::{BTreeMap, VecDeque};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use amana_catalog::Owed;
use amana_disk::Disk;
use amana_model::{Digest, SealedName};

use crate::archive::Archive;
use crate::error::Result;
use crate::layout::Layout;

/// The most photographs that are asked for at a time: a page holds fewer.
const MOST: usize = 200;

/// The originals owed a look, handed out one by one to several workers.
pub(super) struct Turns<'a> {
    owed: &'a [Owed],
    disk: &'a dyn Disk,
    folder: PathBuf,
    places: BTreeMap<SealedName, usize>,
    state: Mutex<State>,
}

struct State {
    /// The first in the order of the log that may not have been handed out.
    next: usize,
    taken: Vec<bool>,
    first: VecDeque<usize>,
}

impl<'a> Turns<'a> {
    pub(super) fn new(owed: &'a [Owed], disk: &'a dyn Disk, layout: &Layout) -> Self {
        let places = owed.iter().enumerate().map(|(place, owed)| (owed.sealed, place)).collect();
        let state = State { next: 0, taken: vec![false; owed.len()], first: VecDeque::new() };
        Self { owed, disk, folder: layout.asked(), places, state: Mutex::new(state) }
    }

    /// The next original with its place, or nothing if all are handed out.
    pub(super) fn take(&self) -> Option<(usize, &'a Owed)> {
        // The state is whole between any two statements, so a panic elsewhere leaves nothing half done.
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        for name in names(&self.folder) {
            let _ = self.disk.remove(&self.folder.join(name.to_string()));
            state.first.extend(self.places.get(&name));
        }
        while let Some(place) = state.first.pop_front() {
            if !std::mem::replace(&mut state.taken[place], true) {
                return Some((place, &self.owed[place]));
            }
        }
        while state.next < self.owed.len() {
            let place = state.next;
            state.next += 1;
            if !std::mem::replace(&mut state.taken[place], true) {
                return Some((place, &self.owed[place]));
            }
        }
        None
    }
}

/// The sealed names that files in the folder have; no more than may be asked for at a time.
fn names(folder: &Path) -> Vec<SealedName> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let name = |entry: std::fs::DirEntry| entry.file_name().to_str()?.parse().ok();
    entries.flatten().take(MOST).filter_map(name).collect()
}

impl Archive {
    /// Asks that these photographs be looked at closely before others, by the analysis that runs or the next one. Those that were
    /// looked at already, and all beyond a page's number, are left out.
    ///
    /// # Errors
    /// If catalog or disk fail.
    pub async fn ask_for_a_look(&self, digests: &[Digest]) -> Result<()> {
        let (catalog, folder) = (self.catalog().await?, self.layout.asked());
        let waiting = names(&folder).len();
        for digest in digests.iter().take(MOST.saturating_sub(waiting)) {
            let source = catalog.picture_source(digest).await?;
            let Some(source) = source.filter(|source| source.previews.is_some()) else { continue };
            if catalog.close_look(digest).await?.is_none() {
                self.disk.create_dirs(&folder)?;
                // Not durable: after a power cut the order of the log is as good. Asked for already is as good, too.
                match self.disk.create(&folder.join(source.sealed.to_string())) {
                    Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error.into()),
                    _ => {}
                }
            }
        }
        Ok(())
    }
}
