//! The values to filter by, counted in one pass.
//!
//! Each photograph is looked at once: what misses nothing counts everywhere, what misses one part only counts in the
//! facet of that part.

use std::collections::{BTreeMap, HashMap};

use super::filter::{ACCESSION, CAMERA, CONDITION, COPIES, DATE, FORMAT, Wanted, chosen_folder, is_below};
use super::{Grid, NONE, Slot};
use crate::{Facet, Facets, GridFilter};

/// Counts that take each photograph once, however many occurrences it has.
#[derive(Default)]
struct Tally {
    counts: Vec<u64>,
    last: Vec<u32>,
}

impl Tally {
    fn new(values: usize) -> Self {
        Self { counts: vec![0; values], last: vec![NONE; values] }
    }

    fn add(&mut self, value: u32, slot: u32) {
        let value = value as usize;
        if self.last[value] != slot {
            self.last[value] = slot;
            self.counts[value] += 1;
        }
    }
}

/// The folders right below the chosen one, and which of them each folder is in or below.
struct Children {
    names: Vec<String>,
    of: Vec<u32>,
}

struct Counts<'a> {
    grid: &'a Grid,
    wanted: Wanted<'a>,
    children: Children,
    folders: Tally,
    accessions: Tally,
    cameras: Vec<u64>,
    formats: HashMap<&'static str, u64>,
    conditions: HashMap<&'static str, u64>,
    years: BTreeMap<String, u64>,
    copies: u64,
}

impl Grid {
    /// The facets of a filter.
    pub(super) fn facets(&self, filter: &GridFilter) -> Facets {
        let children = self.children(chosen_folder(filter));
        let mut counts = Counts {
            grid: self,
            wanted: self.wanted(filter),
            folders: Tally::new(children.names.len()),
            children,
            accessions: Tally::new(self.accessions.list.len()),
            cameras: vec![0; self.cameras.list.len()],
            formats: HashMap::new(),
            conditions: HashMap::new(),
            years: BTreeMap::new(),
            copies: 0,
        };
        for (at, slot) in (0..).zip(&self.slots) {
            if slot.is_photograph() {
                counts.add(at, slot);
            }
        }
        counts.facets()
    }

    fn children(&self, top: &str) -> Children {
        let mut children = Children { names: Vec::new(), of: Vec::with_capacity(self.folders.len()) };
        let mut at: HashMap<&str, u32> = HashMap::new();
        for folder in &self.folders {
            let child = child(&folder.path, top).map_or(NONE, |child| {
                *at.entry(child).or_insert_with(|| {
                    children.names.push(child.to_owned());
                    u32::try_from(children.names.len() - 1).unwrap_or(NONE)
                })
            });
            children.of.push(child);
        }
        children
    }
}

/// The path of the folder right below `top` that `folder` is or is below.
fn child<'a>(folder: &'a str, top: &str) -> Option<&'a str> {
    let start = match top {
        "" if folder.is_empty() => return None,
        "" => 0,
        top if !is_below(folder, top) => return None,
        top => folder[top.len()..].find('/').map(|slash| top.len() + slash + 1)?,
    };
    let end = folder[start..].find('/').map_or(folder.len(), |slash| start + slash);
    Some(&folder[..end])
}

impl Counts<'_> {
    fn add(&mut self, at: u32, slot: &Slot) {
        let missed = self.wanted.missed(slot);
        if missed.count_ones() > 1 {
            return;
        }
        let mut found = false;
        for seen in self.grid.seen_of(slot) {
            let by = self.wanted.missed_by(seen);
            found |= by == 0;
            if missed == 0 && by & !ACCESSION == 0 {
                self.accessions.add(seen.accession, at);
            }
            // Whatever is in a child is in the chosen folder too, so leaving the folder out changes nothing here.
            let child = self.children.of[seen.folder as usize];
            if missed == 0 && by == 0 && child != NONE {
                self.folders.add(child, at);
            }
        }
        if found {
            self.photograph(missed, slot);
        }
    }

    fn photograph(&mut self, missed: u8, slot: &Slot) {
        if missed & !CAMERA == 0
            && let Some(look) = slot.look.as_ref().filter(|look| look.camera != NONE)
        {
            self.cameras[look.camera as usize] += 1;
        }
        if missed & !FORMAT == 0 {
            *self.formats.entry(slot.format().word()).or_default() += 1;
        }
        if missed & !CONDITION == 0 {
            *self.conditions.entry(slot.condition().word()).or_default() += 1;
        }
        if missed & !DATE == 0
            && let Some(year) = slot.date().and_then(|date| date.get(..4))
        {
            *self.years.entry(year.to_owned()).or_default() += 1;
        }
        if missed & !COPIES == 0 && slot.group != NONE {
            self.copies += 1;
        }
    }

    fn facets(self) -> Facets {
        let names = |words: &[String]| words.to_vec();
        let mut folders = present(self.children.names, self.folders.counts);
        folders.sort_by(|a, b| a.value.cmp(&b.value));
        Facets {
            // Numbered in log order, and left so.
            accessions: present(names(&self.grid.accessions.list), self.accessions.counts),
            folders,
            cameras: most_first(present(names(&self.grid.cameras.list), self.cameras)),
            formats: most_first(words(self.formats)),
            conditions: most_first(words(self.conditions)),
            years: self.years.into_iter().map(|(value, count)| Facet { value, count }).collect(),
            copies: self.copies,
        }
    }
}

fn present(values: Vec<String>, counts: Vec<u64>) -> Vec<Facet> {
    let facets = values.into_iter().zip(counts).map(|(value, count)| Facet { value, count });
    facets.filter(|facet| facet.count > 0).collect()
}

fn words(counts: HashMap<&'static str, u64>) -> Vec<Facet> {
    counts.into_iter().map(|(word, count)| Facet { value: word.to_owned(), count }).collect()
}

fn most_first(mut facets: Vec<Facet>) -> Vec<Facet> {
    facets.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    facets
}
