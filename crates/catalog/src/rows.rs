//! What the catalog answers with: plain rows and the filters that ask for them. No SQL here.

use amana_model::{
    AccessionCounts, AccessionId, Condition, CopyRow, Digest, Format, Observation, Outcome, PathBytes,
    PathDate, Previews, Source, UtcTime,
};
use serde::{Deserialize, Serialize};

/// One accession as the pages list it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AccessionRow {
    /// The accession.
    pub id: AccessionId,
    /// Who took it in.
    pub agent: String,
    /// What was handed in.
    pub sources: Vec<Source>,
    /// Free words about the deposit.
    pub note: Option<String>,
    /// When it began.
    pub opened: UtcTime,
    /// When it ended; `None` while it is running or interrupted.
    pub closed: Option<UtcTime>,
    /// The counts so far, or at the end.
    pub counts: AccessionCounts,
    /// The root digest, at the end.
    pub root_digest: Option<Digest>,
    /// The sealed report, at the end.
    pub report: Option<amana_model::SealedName>,
}

/// Which photographs a grid shows. Every `None` or empty field means "all".
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GridFilter {
    /// Only those with an occurrence in this accession.
    pub accession: Option<AccessionId>,
    /// Only those with an occurrence whose folder (text form, container chain joined with `!/`) is this one or below it.
    pub folder: Option<String>,
    /// Path search: every word must occur in a path, Arabic spelling variants folded.
    pub search: Option<String>,
    /// Earliest date (`2012`, `2012-03` or `2012-03-15`) by folder date, else EXIF date.
    pub from: Option<String>,
    /// Latest date, inclusive at its own precision.
    pub to: Option<String>,
    /// Camera (make and model).
    pub camera: Option<String>,
    /// Camera serial number.
    pub serial: Option<String>,
    /// Format.
    pub format: Option<Format>,
    /// Condition.
    pub condition: Option<Condition>,
    /// `Some(true)`: only members of a group of copies. `Some(false)`: only best versions and pictures without copies.
    pub copies: Option<bool>,
    /// Only the members of this group of copies.
    pub group: Option<Digest>,
}

/// The order of a grid.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum GridOrder {
    /// As taken in (log order of the first occurrence).
    #[default]
    Accession,
    /// By EXIF time, then as taken in; those without last.
    Taken,
    /// By path.
    Path,
}

/// One cell of the grid.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GridRow {
    /// The photograph.
    pub digest: Digest,
    /// Width in pixels with orientation applied, if known.
    pub width: Option<u32>,
    /// Height in pixels with orientation applied, if known.
    pub height: Option<u32>,
    /// Its condition.
    pub condition: Condition,
    /// Its format.
    pub format: Format,
    /// File name of its first occurrence, for display.
    pub name: String,
    /// EXIF time as claimed.
    pub taken_at: Option<String>,
    /// Folder date.
    pub folder_date: Option<String>,
    /// Members of its group of copies, itself included; 0 if it is in none.
    pub copies: u32,
    /// Occurrences.
    pub occurrences: u32,
    /// Whether previews exist.
    pub previews: bool,
}

/// A value to filter by, and how many photographs (within the current filter) have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Facet {
    /// The value as the filter wants it.
    pub value: String,
    /// Photographs.
    pub count: u64,
}

/// The facets of a filter, each computed with that one facet's own restriction left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "each is the filter field of that name")]
pub struct Facets {
    pub accessions: Vec<Facet>,
    pub folders: Vec<Facet>,
    pub cameras: Vec<Facet>,
    pub formats: Vec<Facet>,
    pub conditions: Vec<Facet>,
    pub years: Vec<Facet>,
    pub copies: u64,
}

/// One occurrence as the pages and tables show it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OccurrenceRow {
    /// Index of its event in the custody log.
    pub log_index: u64,
    /// The accession.
    pub accession: AccessionId,
    /// Which source of the accession.
    pub source: u32,
    /// The whole path, container chain joined with `!/`.
    pub path: PathBytes,
    /// What became of it.
    pub outcome: Outcome,
    /// The original, if it was read.
    pub digest: Option<Digest>,
    /// Bytes.
    pub bytes: u64,
    /// Modification time.
    pub modified: Option<UtcTime>,
    /// Target of a link.
    pub target: Option<PathBytes>,
    /// Why, if there is a why.
    pub reason: Option<String>,
    /// The date its path tells.
    pub path_date: Option<PathDate>,
}

/// One custody event as a photograph's history or the activity page shows it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EventRow {
    /// Index in the custody log.
    pub index: u64,
    /// When.
    pub time: UtcTime,
    /// Who.
    pub agent: String,
    /// Which software.
    pub software: String,
    /// `act` word.
    pub act: String,
    /// The details as JSON.
    pub details: serde_json::Value,
}

/// Everything about one photograph.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Photograph {
    /// The digest.
    pub digest: Digest,
    /// Bytes.
    pub bytes: u64,
    /// Format by content.
    pub format: Option<Format>,
    /// The sealed object.
    pub sealed: amana_model::SealedName,
    /// What the first analysis saw, if it has run.
    pub observation: Option<Observation>,
    /// The folder date: the most precise date told by an occurrence's path, the earliest taken in among equals.
    pub folder_date: Option<PathDate>,
    /// Every occurrence, in log order.
    pub occurrences: Vec<OccurrenceRow>,
    /// The group of copies it belongs to, best first, itself included; empty if none.
    pub copies: Vec<CopyRow>,
}

/// What a preview request needs to know.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PictureSource {
    /// The sealed original.
    pub sealed: amana_model::SealedName,
    /// Its format.
    pub format: Format,
    /// EXIF orientation.
    pub orientation: Option<u8>,
    /// Its previews.
    pub previews: Option<Previews>,
}

/// The figures of `amana status` and of the first page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Status {
    /// Accessions, and of these unfinished.
    pub accessions: u64,
    /// Accessions that have begun and not ended.
    pub accessions_open: u64,
    /// Occurrences (paths) recorded, whatever became of them.
    pub occurrences: u64,
    /// Distinct originals.
    pub originals: u64,
    /// Their bytes.
    pub original_bytes: u64,
    /// Photographs: originals that are pictures or claim to be.
    pub photographs: u64,
    /// Condition word → photographs.
    pub conditions: std::collections::BTreeMap<String, u64>,
    /// Outcome word → occurrences.
    pub outcomes: std::collections::BTreeMap<String, u64>,
    /// Groups of copies.
    pub copy_groups: u64,
    /// Photographs in groups of copies.
    pub copies: u64,
    /// Photographs that the close analysis has looked at.
    pub looked_closely: u64,
    /// Faces that it found.
    pub faces: u64,
    /// Markings that it found.
    pub markings: u64,
    /// Log entries applied to the catalog.
    pub log_entries: u64,
}

/// Where a photograph stands in a grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct GridPlace {
    /// Its place, from 0.
    pub index: u64,
    /// How many photographs there are.
    pub count: u64,
    /// The one before it.
    pub previous: Option<Digest>,
    /// The one after it.
    pub next: Option<Digest>,
}
