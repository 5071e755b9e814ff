//! Where a tile lies and what it holds (C2SP tlog-tiles).
//!
//! A tile of level `l` holds up to 256 consecutive hashes of tree level `8 * l`, 32 bytes each and nothing else. Its
//! path is `tile/<l>/<n>`, or `tile/<l>/<n>.p/<width>` while it has fewer than 256. `<n>` is written in groups of three
//! digits, all but the last beginning with `x`: 1234067 is `x001/x234/067`.

use std::path::PathBuf;

use crate::merkle::Hash;

/// Hashes in a full tile.
pub const TILE_WIDTH: u64 = 256;

/// The tree levels that one level of tiles spans.
pub(crate) const TILE_HEIGHT: u32 = 8;

/// One tile by its coordinates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tile {
    /// Level of tiles, 0 (leaf hashes) to 7.
    pub level: u8,
    /// Number within the level.
    pub index: u64,
    /// Hashes in it, 1 to 256.
    pub width: u16,
}

impl Tile {
    /// The last level that a tree of 2^64 leaves can have.
    pub const MAX_LEVEL: u8 = 7;

    /// The tile with these coordinates as it is in a tree of `size` leaves; `None` where it holds nothing.
    pub fn in_tree(level: u8, index: u64, size: u64) -> Option<Self> {
        let below = hashes_at(level, size).checked_sub(index.checked_mul(TILE_WIDTH)?)?;
        let width = u16::try_from(below.min(TILE_WIDTH)).ok().filter(|width| *width > 0)?;
        Some(Tile { level, index, width })
    }

    /// All tiles of a tree of `size` leaves, level by level.
    pub fn all(size: u64) -> impl Iterator<Item = Tile> {
        (0..=Self::MAX_LEVEL).flat_map(move |level| {
            let count = hashes_at(level, size).div_ceil(TILE_WIDTH);
            (0..count).filter_map(move |index| Tile::in_tree(level, index, size))
        })
    }

    /// Whether it has all of its 256 hashes.
    pub fn is_full(&self) -> bool {
        u64::from(self.width) == TILE_WIDTH
    }

    /// The same tile when it is full.
    pub fn full(self) -> Self {
        Tile { width: 256, ..self }
    }

    /// Its path below the folder of the log.
    pub fn path(&self) -> PathBuf {
        PathBuf::from(format!("tile/{}/{}", self.level, numbered(self.index, self.width)))
    }

    /// The path of the bundle of entries that hash to this tile of level 0, in an exported log.
    pub fn entries_path(&self) -> PathBuf {
        PathBuf::from(format!("tile/entries/{}", numbered(self.index, self.width)))
    }

    /// Parses a path as [`Tile::path`] writes it, and no other spelling.
    pub fn parse(path: &str) -> Option<Self> {
        let (level, rest) = path.strip_prefix("tile/")?.split_once('/')?;
        let level = level.parse().ok().filter(|level| *level <= Self::MAX_LEVEL)?;
        let (index, width) = parse_numbered(rest)?;
        let tile = Tile { level, index, width };
        (tile.path().to_str() == Some(path)).then_some(tile)
    }

    /// Parses a path as [`Tile::entries_path`] writes it; the level is 0.
    pub fn parse_entries(path: &str) -> Option<Self> {
        let (index, width) = parse_numbered(path.strip_prefix("tile/entries/")?)?;
        let tile = Tile { level: 0, index, width };
        (tile.entries_path().to_str() == Some(path)).then_some(tile)
    }

    /// The leaves below it in a tree of `size` leaves.
    pub fn leaves(&self, size: u64) -> std::ops::Range<u64> {
        let per_hash = 1u128 << (TILE_HEIGHT * u32::from(self.level));
        let first = u128::from(self.index) * u128::from(TILE_WIDTH) * per_hash;
        let end = first + u128::from(TILE_WIDTH) * per_hash;
        let clamp = |leaf: u128| u64::try_from(leaf).unwrap_or(u64::MAX).min(size);
        clamp(first)..clamp(end)
    }

    /// Whether the tree of `size` leaves has all hashes of this tile.
    pub fn is_within(&self, size: u64) -> bool {
        let last = u128::from(self.index) * u128::from(TILE_WIDTH) + u128::from(self.width);
        last <= u128::from(hashes_at(self.level, size))
    }
}

/// How many hashes the tiles of one level hold together in a tree of `size` leaves.
pub(crate) fn hashes_at(level: u8, size: u64) -> u64 {
    size.checked_shr(TILE_HEIGHT * u32::from(level)).unwrap_or(0)
}

/// Splits the bytes of a tile into its hashes; `None` unless there are 1 to 256 whole ones.
pub fn parse_tile(bytes: &[u8]) -> Option<Vec<Hash>> {
    let (hashes, rest) = bytes.as_chunks::<{ Hash::LEN }>();
    let fits = rest.is_empty() && (1..=TILE_WIDTH as usize).contains(&hashes.len());
    fits.then(|| hashes.iter().map(|hash| Hash(*hash)).collect())
}

/// The bytes of a tile.
pub(crate) fn tile_bytes(hashes: &[Hash]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| hash.0).collect()
}

fn numbered(index: u64, width: u16) -> String {
    let mut path = format!("{:03}", index % 1000);
    let mut rest = index / 1000;
    while rest > 0 {
        path = format!("x{:03}/{path}", rest % 1000);
        rest /= 1000;
    }
    if u64::from(width) < TILE_WIDTH { format!("{path}.p/{width}") } else { path }
}

fn parse_numbered(text: &str) -> Option<(u64, u16)> {
    let (number, width) = match text.split_once(".p/") {
        Some((number, width)) => (number, width.parse().ok().filter(|width| (1..256).contains(width))?),
        None => (text, 256),
    };
    let digits = |group: &str| group.trim_start_matches('x').parse::<u64>().ok().filter(|part| *part < 1000);
    let index = number
        .split('/')
        .try_fold(0u64, |index, group| index.checked_mul(1000)?.checked_add(digits(group)?))?;
    Some((index, width))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_paths_of_the_specification() {
        let tile = Tile { level: 3, index: 1_234_067, width: 256 };
        assert_eq!(tile.path(), PathBuf::from("tile/3/x001/x234/067"));
        let partial = Tile { level: 0, index: 273, width: 112 };
        assert_eq!(partial.path(), PathBuf::from("tile/0/273.p/112"));
        assert_eq!(partial.entries_path(), PathBuf::from("tile/entries/273.p/112"));
    }

    #[test]
    fn a_tree_of_70000_has_the_tiles_of_the_specification() {
        let tiles: Vec<Tile> = Tile::all(70_000).collect();
        let full = |level| tiles.iter().filter(|t| t.level == level && t.is_full()).count();
        let partial: Vec<_> =
            tiles.iter().filter(|t| !t.is_full()).map(|t| (t.level, t.index, t.width)).collect();
        assert_eq!([full(0), full(1), full(2)], [273, 1, 0]);
        assert_eq!(partial, [(0, 273, 112), (1, 1, 17), (2, 0, 1)]);
        let of_256: Vec<_> = Tile::all(256).map(|t| (t.level, t.index, t.width)).collect();
        assert_eq!(of_256, [(0, 0, 256), (1, 0, 1)]);
        assert_eq!(Tile::all(0).count(), 0);
    }

    #[test]
    fn only_the_canonical_path_is_read() {
        for (path, tile) in [
            ("tile/0/000", Some((0, 0, 256))),
            ("tile/0/x001/x234/067.p/8", Some((0, 1_234_067, 8))),
            ("tile/7/000.p/1", Some((7, 0, 1))),
            ("tile/8/000", None),
            ("tile/00/000", None),
            ("tile/0/00", None),
            ("tile/0/x000/001", None),
            ("tile/0/001/002", None),
            ("tile/0/xx01/002", None),
            ("tile/0/000.p/0", None),
            ("tile/0/000.p/256", None),
            ("tile/0/000.p/01", None),
            ("tile/0/+01", None),
            ("tile/0/", None),
            ("tile/entries/000", None),
            ("tile/0/x018/x446/x744/x073/x709/x551/616", None),
        ] {
            let read = Tile::parse(path).map(|t| (t.level, t.index, t.width));
            assert_eq!(read, tile, "{path}");
        }
        assert!(Tile::parse_entries("tile/entries/x001/000.p/3").is_some());
    }

    #[test]
    fn huge_trees_do_not_overflow() {
        let top = Tile::in_tree(7, 0, u64::MAX).unwrap();
        assert_eq!((top.width, top.leaves(u64::MAX)), (255, 0..u64::MAX));
        assert!(!Tile { level: 0, index: u64::MAX, width: 256 }.is_within(u64::MAX));
        assert_eq!(Tile::in_tree(0, u64::MAX, u64::MAX), None);
    }

    #[test]
    fn tiles_are_whole_hashes() {
        assert_eq!(parse_tile(&[7; 64]), Some(vec![Hash([7; 32]); 2]));
        for wrong in [0, 31, 33, 8193, 8224] {
            assert_eq!(parse_tile(&vec![0; wrong]), None, "{wrong} bytes");
        }
    }
}
