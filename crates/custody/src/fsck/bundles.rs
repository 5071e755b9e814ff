//! The entry bundles of a log exported in clear.

use std::path::Path;

use crate::batch::decode_bundle;
use crate::file::{self, MAX_BUNDLE_BYTES};
use crate::tile::{TILE_WIDTH, Tile};

use super::leaves::Leaves;
use super::{Harm, Report};

/// Checks that every entry up to the size in the report is there and hashes to its leaf.
pub(super) fn check(dir: &Path, report: &mut Report, leaves: &mut Leaves) {
    for index in 0..report.size.div_ceil(TILE_WIDTH) {
        let Some(tile) = Tile::in_tree(0, index, report.size) else { break };
        let path = tile.entries_path();
        let entries = tile.leaves(report.size);
        match file::read(&dir.join(&path), MAX_BUNDLE_BYTES) {
            Ok(bytes) => check_bundle(dir, tile, &bytes, report, leaves),
            Err(error) => {
                let finding =
                    report.damage(&path, Harm::of_reading(&error), error.to_string()).touching(entries);
                finding.safe("their hashes stand in the tiles: a copy can be checked against them");
            }
        }
    }
}

fn check_bundle(dir: &Path, tile: Tile, bytes: &[u8], report: &mut Report, leaves: &mut Leaves) {
    report.batches += 1;
    let path = tile.entries_path();
    let touched = tile.leaves(report.size);
    let entries = match decode_bundle(bytes) {
        Ok(entries) if entries.len() == usize::from(tile.width) => entries,
        Ok(entries) => {
            let detail = format!("{} entries instead of {}", entries.len(), tile.width);
            report.damage(&path, Harm::Malformed, detail).touching(touched);
            return;
        }
        Err(error) => {
            report.damage(&path, Harm::Malformed, error.to_string()).touching(touched);
            return;
        }
    };
    report.entries += entries.len() as u64;
    for (index, entry) in touched.zip(&entries) {
        if !leaves.is_leaf(dir, index, entry) {
            let detail = format!("entry {index} does not hash to its leaf");
            let finding = report.damage(&path, Harm::Altered, detail);
            finding
                .touching(index..index + 1)
                .safe("the tiles lead to the signed root: a true copy will hash to them");
        }
    }
}
