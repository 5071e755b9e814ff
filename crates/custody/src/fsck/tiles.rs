//! The tiles: every hash recomputed from what lies below it and led up to the signed root.
//!
//! Level 0 is read once, tile by tile; of it only the roots of full tiles stay in memory. The levels above (1/256 of
//! it) are held whole, so each hash there is known twice: as stored, and as computed from the tile below. Where the two
//! differ, the signed root decides which is true (`truth.rs`).

use std::path::Path;

use crate::error::Error;
use crate::file::{self, MAX_TILE_BYTES};
use crate::merkle::{Hash, full_subtree};
use crate::rollback::files_below;
use crate::tile::{TILE_WIDTH, Tile, hashes_at, parse_tile};
use crate::tree::read_tile;

use super::leaves::Leaves;
use super::truth::{Level, Truth};
use super::{Harm, Report};

/// More missing tiles than this are not listed one by one.
const MISSING_TILES: u64 = 4096;

const NOTHING_LOST: &str = "no entry is touched: it can be recomputed from the tiles below it";

/// How many entries the tiles on the disk hold, for when there is no checkpoint to say so.
///
/// A tile far beyond the others is not counted: a hostile name must not make the check look for billions of tiles.
pub(super) fn size_on_disk(dir: &Path) -> u64 {
    let files = files_below(dir, Path::new("tile/0")).unwrap_or_default();
    let tiles: Vec<Tile> = files.iter().filter_map(|path| Tile::parse(path.to_str()?)).collect();
    let plausible = tiles.len() as u64 + MISSING_TILES;
    let ends = tiles.iter().filter(|tile| tile.index < plausible);
    ends.map(|tile| tile.index * TILE_WIDTH + u64::from(tile.width)).max().unwrap_or(0)
}

/// Whether a tree of `size` entries can be checked tile by tile; otherwise so much is missing that it is said at once.
pub(super) fn is_checkable(size: u64, on_disk: u64) -> bool {
    size.saturating_sub(on_disk) <= MISSING_TILES * TILE_WIDTH
}

/// Checks all tiles of the tree against its root, if that is known; gives what is known of its leaves.
pub(super) fn check(dir: &Path, root: Option<Hash>, report: &mut Report) -> Leaves {
    let size = report.size;
    let mut levels = Vec::new();
    let mut below = Vec::new();
    for level in 0..=Tile::MAX_LEVEL {
        let (stored, roots) = read_level(dir, level, size, report);
        levels.push(Level { stored, computed: std::mem::replace(&mut below, roots) });
    }
    let truth = Truth::find(&levels, size, root);
    let leaves = blame(&levels, &truth, root.is_some(), report);
    check_kept_partials(dir, size, report);
    leaves
}

/// Reads one level: its hashes (of level 0 only those of the last, partial tile), and the roots of its full tiles.
fn read_level(
    dir: &Path,
    level: u8,
    size: u64,
    report: &mut Report,
) -> (Vec<Option<Hash>>, Vec<Option<Hash>>) {
    let (mut hashes, mut roots) = (Vec::new(), Vec::new());
    for index in 0..hashes_at(level, size).div_ceil(TILE_WIDTH) {
        let Some(tile) = Tile::in_tree(level, index, size) else { break };
        report.tiles += 1;
        let read = match read_tile(dir, tile) {
            Ok(read) => Some(read),
            Err(error) => {
                report_unread(tile, &error, size, report);
                None
            }
        };
        if tile.is_full() {
            roots.push(read.as_deref().and_then(full_subtree));
        }
        match read {
            _ if level == 0 && tile.is_full() => {}
            Some(read) => hashes.extend(read.into_iter().map(Some)),
            None => hashes.resize(hashes.len() + usize::from(tile.width), None),
        }
    }
    (hashes, roots)
}

fn report_unread(tile: Tile, error: &Error, size: u64, report: &mut Report) {
    let harm = match error {
        Error::Io { source, .. } => Harm::of_reading(source),
        _ => Harm::Malformed,
    };
    let finding = report.damage(&tile.path(), harm, error.reason());
    touch(finding, tile, size);
}

fn touch(finding: &mut super::Finding, tile: Tile, size: u64) {
    if tile.level == 0 {
        finding.touching(tile.leaves(size));
        finding.safe("the entries are not touched: whoever holds the key can recompute their hashes");
    } else {
        finding.safe(NOTHING_LOST);
    }
}

/// Reports each tile that differs from the truth, or, where the truth is not known, both tiles that disagree.
fn blame(levels: &[Level], truth: &Truth, root_known: bool, report: &mut Report) -> Leaves {
    let size = report.size;
    let mut leaves = Leaves::new(size);
    for (level, hashes) in levels.iter().enumerate().skip(1) {
        for (place, (stored, computed)) in hashes.stored.iter().zip(&hashes.computed).enumerate() {
            let known = truth.hashes[level].get(place).copied().flatten();
            let wrong =
                |value: &Option<Hash>| value.is_some_and(|value| known.is_none_or(|known| known != value));
            if stored == computed && known == *stored {
                continue;
            }
            let (level, place) = (level as u8, place as u64);
            if wrong(stored) && stored != computed {
                let detail = "a hash in it is not that of the tile below";
                blame_tile(level, place / TILE_WIDTH, size, detail, report);
            }
            if wrong(computed) && stored != computed {
                blame_tile(level - 1, place, size, "it does not hash to what the tile above holds", report);
            }
            if level == 1 && *computed != known {
                leaves.doubt(place, known);
            }
        }
    }
    if !truth.confirmed && root_known && size > 0 {
        blame_edge(levels, truth, size, &mut leaves, report);
    }
    leaves
}

fn blame_tile(level: u8, index: u64, size: u64, detail: &str, report: &mut Report) {
    let Some(tile) = Tile::in_tree(level, index, size) else { return };
    let path = tile.path();
    if report.findings.iter().any(|known| Path::new(&known.path) == path) {
        return;
    }
    touch(report.damage(&path, Harm::Altered, detail), tile, size);
}

/// No choice leads to the root. If all tiles agree with each other, it is the one tile that no other vouches for.
fn blame_edge(levels: &[Level], truth: &Truth, size: u64, leaves: &mut Leaves, report: &mut Report) {
    let partial = size % TILE_WIDTH;
    let others_agree = (1..levels.len()).all(|level| truth.hashes[level].iter().all(Option::is_some));
    if partial != 0 {
        leaves.doubt(size / TILE_WIDTH, None);
        let detail = "it does not lead to the root of the checkpoint";
        blame_tile(0, size / TILE_WIDTH, size, detail, report);
    } else if others_agree {
        let detail = "all tiles fit each other, but not the signed root: the tree was replaced as a whole";
        report.damage(Path::new("tile"), Harm::Altered, detail).touching(0..size);
    }
}

/// Checks the partial tiles of earlier checkpoints, which may stay, and reports tiles beyond the checkpoint.
fn check_kept_partials(dir: &Path, size: u64, report: &mut Report) {
    for path in files_below(dir, Path::new("tile")).unwrap_or_default() {
        let Some(tile) = path.to_str().and_then(Tile::parse) else { continue };
        if !tile.is_within(size) {
            let finding = report.notice(
                &path,
                Harm::Leftover,
                "written by an append that never came to its checkpoint",
            );
            finding.safe("nothing depends on it; the next append removes it");
            continue;
        }
        let Some(current) = Tile::in_tree(tile.level, tile.index, size).filter(|current| *current != tile)
        else {
            continue;
        };
        report.tiles += 1;
        let kept = file::read(&dir.join(&path), MAX_TILE_BYTES).ok().and_then(|bytes| parse_tile(&bytes));
        let whole = read_tile(dir, current).ok();
        let same = kept
            .zip(whole)
            .is_some_and(|(kept, whole)| kept.len() == usize::from(tile.width) && whole.starts_with(&kept));
        if !same {
            let detail = "this earlier state of a tile is not the beginning of the tile as it is now";
            report.damage(&path, Harm::Altered, detail).safe("only the wider tile is used");
        }
    }
}
