//! A first look at a deposit by names and sizes only, so that progress can be shown against a total.

use crate::found::{Found, Kind};
use crate::root::Root;

/// How much there is, containers counted as single files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// Files.
    pub files: u64,
    /// Bytes in those files, as listed.
    pub bytes: u64,
    /// Folders, roots included.
    pub folders: u64,
    /// Symbolic links.
    pub symlinks: u64,
    /// Devices, pipes and sockets.
    pub specials: u64,
    /// Things that could not be listed or asked about.
    pub unreadable: u64,
    /// Things not entered on purpose.
    pub refused: u64,
}

impl Survey {
    /// Counts one more thing.
    pub fn add(&mut self, found: &Found) {
        let count = match &found.kind {
            Kind::File { len } => {
                self.bytes = self.bytes.saturating_add(*len);
                &mut self.files
            }
            Kind::Folder => &mut self.folders,
            Kind::Symlink { .. } | Kind::HardLink { .. } => &mut self.symlinks,
            Kind::Special { .. } => &mut self.specials,
            Kind::Unreadable { .. } => &mut self.unreadable,
            Kind::Refused { .. } => &mut self.refused,
        };
        *count += 1;
    }
}

/// Walks the roots without opening a file.
pub fn survey<'a>(roots: impl IntoIterator<Item = &'a Root>) -> Survey {
    let mut survey = Survey::default();
    roots.into_iter().flat_map(Root::walk).for_each(|found| survey.add(&found));
    survey
}
