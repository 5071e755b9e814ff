//! What is public of an archive in, the pages of a static gallery out.
//!
//! Main function: [`site`]. Pure: no files, no clock, no network. A [`Snapshot`] holds nothing but what everybody may see, so nothing
//! else can be on a page. Every page works without script, from a folder, and asks nobody else for anything.

mod changes;
mod list;
mod pages;
mod paths;
mod search;
mod words;

use std::collections::BTreeMap;

use amana_model::{Digest, Gallery, MonthOfTakedowns, Phrase, PublicationId, UtcTime};

pub use self::list::list;
pub use self::pages::site;
pub use self::paths::{CHECKPOINT, LIST, NOTE, is_ours, picture};
pub use self::words::Tongue;

/// What is public, and what the gallery says of itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Snapshot {
    /// What it says of itself.
    pub gallery: Gallery,
    /// The labels of the marks that are shown.
    pub marks: Vec<Phrase>,
    /// The faces, those that became public first first.
    pub faces: Vec<Face>,
    /// Month → how many faces were taken down in it, and when the last was.
    pub takedowns: BTreeMap<String, MonthOfTakedowns>,
}

/// One face.
#[derive(Debug, Clone, PartialEq)]
pub struct Face {
    /// Its public identifier.
    pub publication: PublicationId,
    /// SHA-256 of its picture.
    pub picture: Digest,
    /// Width and height of the picture in pixels, for the layout.
    pub size: (u32, u32),
    /// Since when it is public.
    pub since: UtcTime,
    /// The month of the photograph as its camera or folder claims it: `2013-05`, or only a year.
    pub month: Option<String>,
    /// The branch, according to the number on the card.
    pub branch: Option<Branch>,
    /// The numbers on the card, as `215-4471-1180`.
    pub numbers: Option<String>,
    /// The word for the sex.
    pub sex: Option<String>,
    /// The word for the age band.
    pub age_band: Option<String>,
    /// Marks that are shown, by their place among the labels.
    pub marks: Vec<usize>,
    /// The word for the person's category, where it is not detainee.
    pub category: Option<String>,
}

/// A branch as it stands on cards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// The number, or `ج`.
    pub number: String,
    /// Its name, where one is known.
    pub name: Phrase,
}

/// One file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Where it lies, with `/` between folders.
    pub path: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}
