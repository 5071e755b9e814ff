//! A disk that forgets, when the power is cut, whatever was not synced.
//!
//! The model is harsher than common file systems: a synced file whose folder was not synced has no name, a renamed
//! file may be found under its old name, and a file that was never synced may be empty or end anywhere. Renames are
//! atomic, and what lay in the folder at the start counts as durable.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::{Disk, DiskFile, LocalDisk};

type Node = usize;

#[derive(Debug, Clone)]
enum Change {
    Link { path: PathBuf, node: Node },
    Rename { from: PathBuf, to: PathBuf, node: Node },
    Unlink { path: PathBuf },
}

impl Change {
    /// The folder whose sync makes the change durable.
    fn folder(&self) -> Option<&Path> {
        match self {
            Change::Link { path, .. } | Change::Unlink { path } => path.parent(),
            Change::Rename { to, .. } => to.parent(),
        }
    }

    fn apply(self, names: &mut BTreeMap<PathBuf, Node>) {
        match self {
            Change::Link { path, node } => drop(names.insert(path, node)),
            Change::Unlink { path } => drop(names.remove(&path)),
            Change::Rename { from, to, node } => {
                if names.get(&from) == Some(&node) {
                    names.remove(&from);
                }
                names.insert(to, node);
            }
        }
    }
}

/// `None` is a folder, `Some` the bytes of a file that would survive now.
type Kept = Option<Vec<u8>>;

#[derive(Debug, Default)]
struct State {
    nodes: Vec<Kept>,
    live: BTreeMap<PathBuf, Node>,
    durable: BTreeMap<PathBuf, Node>,
    pending: Vec<Change>,
}

impl State {
    fn add(&mut self, path: &Path, kept: Kept) -> Node {
        self.nodes.push(kept);
        let node = self.nodes.len() - 1;
        self.live.insert(path.to_owned(), node);
        node
    }

    fn link(&mut self, path: &Path, kept: Kept) -> Node {
        let node = self.add(path, kept);
        self.pending.push(Change::Link { path: path.to_owned(), node });
        node
    }

    fn settle(&mut self, durable: impl Fn(&Change) -> bool) {
        for change in std::mem::take(&mut self.pending) {
            if durable(&change) {
                change.apply(&mut self.durable);
            } else {
                self.pending.push(change);
            }
        }
    }

    fn keep_bytes(&mut self, node: Node) -> io::Result<()> {
        let path = self.live.iter().find(|(_, n)| **n == node).map(|(path, _)| path);
        if let (Some(path), Some(kept)) = (path, &mut self.nodes[node]) {
            *kept = std::fs::read(path)?;
        }
        Ok(())
    }
}

/// A real folder with a memory of what is durable in it; clones share that memory.
#[derive(Debug, Clone)]
pub struct LossyDisk {
    root: PathBuf,
    state: Arc<Mutex<State>>,
}

impl LossyDisk {
    /// Takes over `root`; everything in it now counts as durable.
    pub fn new(root: &Path) -> io::Result<Self> {
        let disk = LossyDisk { root: root.to_owned(), state: Arc::default() };
        disk.remember()?;
        Ok(disk)
    }

    /// Cuts the power: the folder afterwards holds what was durable. Each change that was not is kept where `luck`
    /// gives an odd number; unsynced bytes are kept up to a length that it chooses. `|| 0` loses everything.
    pub fn power_cut(&self, mut luck: impl FnMut() -> u64) -> io::Result<()> {
        let survivors = {
            let mut state = self.lock();
            let mut names = state.durable.clone();
            for change in std::mem::take(&mut state.pending) {
                if luck() % 2 == 1 {
                    change.apply(&mut names);
                }
            }
            let mut survivors = BTreeMap::new();
            for (path, node) in names {
                survivors.insert(path, bytes_after_cut(&state, node, &mut luck)?);
            }
            survivors
        };
        self.rewrite(&survivors)?;
        self.remember()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn remember(&self) -> io::Result<()> {
        let mut state = State::default();
        remember_below(&self.root, &mut state)?;
        state.durable = state.live.clone();
        *self.lock() = state;
        Ok(())
    }

    fn rewrite(&self, survivors: &BTreeMap<PathBuf, Kept>) -> io::Result<()> {
        for entry in std::fs::read_dir(&self.root)? {
            let path = entry?.path();
            if path.is_dir() { std::fs::remove_dir_all(&path)? } else { std::fs::remove_file(&path)? }
        }
        // Parents come before children in a BTreeMap of paths; a file in a lost folder is lost with it.
        for (path, kept) in survivors {
            if !path.parent().is_some_and(Path::is_dir) {
                continue;
            }
            match kept {
                None => LocalDisk.create_dirs(path)?,
                Some(bytes) => LocalDisk.create(path)?.write_all(bytes)?,
            }
        }
        Ok(())
    }
}

fn bytes_after_cut(state: &State, node: Node, luck: &mut impl FnMut() -> u64) -> io::Result<Kept> {
    let Some(kept) = &state.nodes[node] else { return Ok(None) };
    let live = state.live.iter().find(|(_, n)| **n == node).map(|(path, _)| std::fs::read(path));
    let live = live.transpose()?.unwrap_or_else(|| kept.clone());
    if live == *kept || luck().is_multiple_of(2) {
        return Ok(Some(kept.clone()));
    }
    let lost = usize::try_from(luck()).unwrap_or(0) % (live.len() + 1);
    Ok(Some(live[..live.len() - lost].to_vec()))
}

fn remember_below(folder: &Path, state: &mut State) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            state.add(&path, None);
            remember_below(&path, state)?;
        } else {
            let bytes = std::fs::read(&path)?;
            state.add(&path, Some(bytes));
        }
    }
    Ok(())
}

impl Disk for LossyDisk {
    fn create(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        let inner = LocalDisk.create(path)?;
        let node = self.lock().link(path, Some(Vec::new()));
        Ok(Box::new(LossyFile { inner, node, disk: self.clone() }))
    }

    fn append(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        let inner = LocalDisk.append(path)?;
        let mut state = self.lock();
        let known = state.live.get(path).copied();
        let node = known.unwrap_or_else(|| state.link(path, Some(Vec::new())));
        drop(state);
        Ok(Box::new(LossyFile { inner, node, disk: self.clone() }))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        LocalDisk.rename(from, to)?;
        let mut state = self.lock();
        if let Some(node) = state.live.remove(from) {
            state.live.insert(to.to_owned(), node);
            state.pending.push(Change::Rename { from: from.to_owned(), to: to.to_owned(), node });
        }
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        LocalDisk.remove(path)?;
        let mut state = self.lock();
        state.live.remove(path);
        state.pending.push(Change::Unlink { path: path.to_owned() });
        Ok(())
    }

    fn create_dirs(&self, path: &Path) -> io::Result<()> {
        let missing: Vec<&Path> = path.ancestors().take_while(|p| !p.is_dir()).collect();
        LocalDisk.create_dirs(path)?;
        let mut state = self.lock();
        for made in missing.iter().rev() {
            state.link(made, None);
        }
        Ok(())
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        self.lock().settle(|change| change.folder() == Some(path));
        Ok(())
    }

    fn sync_tree(&self, root: &Path) -> io::Result<()> {
        let mut state = self.lock();
        state.settle(|_| true);
        let below: Vec<Node> =
            state.live.iter().filter(|(p, _)| p.starts_with(root)).map(|(_, n)| *n).collect();
        below.into_iter().try_for_each(|node| state.keep_bytes(node))
    }
}

struct LossyFile {
    inner: Box<dyn DiskFile>,
    node: Node,
    disk: LossyDisk,
}

impl Write for LossyFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.inner.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl DiskFile for LossyFile {
    fn sync(&mut self) -> io::Result<()> {
        self.disk.lock().keep_bytes(self.node)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(disk: &LossyDisk, path: &Path, bytes: &[u8], sync: bool) {
        let mut file = disk.create(path).unwrap();
        file.write_all(bytes).unwrap();
        if sync {
            file.sync().unwrap();
        }
    }

    #[test]
    fn names_and_bytes_are_lost_apart() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        let disk = LossyDisk::new(dir.path()).unwrap();
        written(&disk, &at("whole"), b"kept", true);
        written(&disk, &at("empty"), b"lost", false);
        disk.sync_dir(dir.path()).unwrap();
        written(&disk, &at("nameless"), b"synced without its folder", true);
        disk.rename(&at("whole"), &at("renamed")).unwrap();
        disk.power_cut(|| 0).unwrap();
        assert_eq!(std::fs::read(at("whole")).unwrap(), b"kept");
        assert_eq!(std::fs::read(at("empty")).unwrap(), b"");
        assert!(!at("nameless").exists() && !at("renamed").exists());
    }

    #[test]
    fn with_luck_everything_stays_and_bytes_may_be_cut() {
        let dir = tempfile::tempdir().unwrap();
        let disk = LossyDisk::new(dir.path()).unwrap();
        written(&disk, &dir.path().join("a"), b"0123456789", false);
        disk.power_cut(|| 3).unwrap();
        assert_eq!(std::fs::read(dir.path().join("a")).unwrap(), b"0123456");
        disk.remove(&dir.path().join("a")).unwrap();
        disk.power_cut(|| 0).unwrap();
        assert!(dir.path().join("a").exists(), "the removal was not synced");
    }

    #[test]
    fn a_synced_tree_is_safe_and_appends_are_not() {
        let dir = tempfile::tempdir().unwrap();
        let disk = LossyDisk::new(dir.path()).unwrap();
        let file = dir.path().join("a/b/c");
        disk.create_dirs(&dir.path().join("a/b")).unwrap();
        written(&disk, &file, b"one", false);
        disk.sync_tree(dir.path()).unwrap();
        disk.append(&file).unwrap().write_all(b"two").unwrap();
        disk.power_cut(|| 0).unwrap();
        assert_eq!(std::fs::read(&file).unwrap(), b"one");
        let mut appended = disk.append(&file).unwrap();
        appended.write_all(b"three").unwrap();
        appended.sync().unwrap();
        disk.power_cut(|| 0).unwrap();
        assert_eq!(std::fs::read(&file).unwrap(), b"onethree");
    }
}
