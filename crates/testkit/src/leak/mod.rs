//! The synthetic leak: a deposit that looks like the real thing in everything but its content.
//!
//! [`generate`] draws it: calm schematic figures with faces and cards, as five invented cameras would have taken them,
//! in folders named in the field's styles, with copies, damage, containers, links and names that break tools. Nothing
//! in it shows or names a real person. One seed gives the same bytes with any number of threads; the plan is
//! made first, then every unit draws from its own sub-seed. Trusts nothing but the options and the file system.

mod calendar;
mod camera;
mod canvas;
mod card;
mod chance;
mod containers;
mod copies;
mod damage;
mod develop;
mod exif;
mod face;
pub mod families;
mod figure;
mod fill;
mod floor;
mod folder;
mod glyphs;
mod grain;
mod lanes;
mod links;
mod map;
mod names;
mod odd;
mod packing;
mod people;
mod plan;
mod scenery;
mod sensor;
pub mod signs;
mod sitting;
mod strokes;
pub mod truth;
mod unit;
mod words;
mod write;

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

pub use truth::Truth;
pub use write::generate;

pub(crate) use write::make_folder;

/// The size of the pictures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PictureSize {
    /// About 640 by 480, for tests.
    #[default]
    Small,
    /// About 2048 by 1536.
    Mp3,
    /// About 4000 by 3000.
    Mp12,
}

/// What kind of leak is wanted.
#[derive(Clone, Debug, PartialEq)]
pub struct LeakOptions {
    /// Whole picture files outside containers, copies included; odd and broken files come on top. At least 40.
    pub photographs: u32,
    /// The seed: the same seed gives the same bytes.
    pub seed: u64,
    /// The size of the pictures.
    pub size: PictureSize,
    /// How many threads draw; 0 for as many as there are cores.
    pub threads: usize,
    /// Also make a named pipe, which blocks whoever opens it.
    pub specials: bool,
}

impl Default for LeakOptions {
    fn default() -> Self {
        Self { photographs: 200, seed: 1, size: PictureSize::Small, threads: 0, specials: false }
    }
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// Whole picture files as asked for.
    pub photographs: u64,
    /// Directory entries in the deposit that are not folders, empty folders apart.
    pub files: u64,
    /// Members of containers, at any depth.
    pub members: u64,
    /// People drawn.
    pub people: u64,
    /// Bytes of all files in the deposit.
    pub bytes: u64,
}

/// Why a leak could not be made or a truth not be read.
#[derive(Debug, thiserror::Error)]
pub enum LeakError {
    /// Too few photographs were asked for to show every kind.
    #[error("a leak needs at least {least} photographs to show every kind of file, {asked} were asked for")]
    TooSmall {
        /// What was asked for.
        asked: u32,
        /// What is needed.
        least: u32,
    },
    /// The folder has something in it.
    #[error("{0} is not empty; a leak is only made in a new or empty folder")]
    NotEmpty(PathBuf),
    /// The truth would lie among the files it tells about.
    #[error("{0} lies inside the deposit; the truth belongs outside")]
    TruthInside(PathBuf),
    /// The file is not a truth of this format.
    #[error("not a file of truth in the format {}", truth::FORMAT)]
    NotATruth,
    /// The encoder refused a picture.
    #[error("a picture could not be coded")]
    Coding(#[from] jpeg_encoder::EncodingError),
    /// The file system refused.
    #[error("{path}: {source}")]
    Io {
        /// Where.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

impl LeakError {
    pub(crate) fn io(path: &Path, source: std::io::Error) -> Self {
        Self::Io { path: path.to_owned(), source }
    }
}
