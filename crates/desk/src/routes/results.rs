//! What a study's settled codings add up to: tallies, a map of the body, a table by branch, and what a sample says of all.
//!
//! For whoever decides where coders differ; not before she has coded everybody who is hers to code.

use std::collections::BTreeMap;
use std::sync::Arc;

use amana_model::{Codebook, Drawing, Entry, EntryKind, IndividualId, Section};
use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::part;
use crate::Desk;
use crate::backend::count::{Shown, SuppressedCross};
use crate::backend::{CodingRoom, Crossed, EntryTally, PlannedStudy, RegionTally, ShareEstimate};
use crate::error::DeskError;
use crate::guard::Visit;
use crate::page::{Page, html};
use crate::query::field;
use crate::show::body::{self, Line, Scale};
use crate::show::chart;
use crate::show::coded::{self, OPEN, UNTOLD};
use crate::words::{Plain, Words};

/// Numbers from 1 to one less are small.
const SMALL: u64 = 5;
/// The columns of a sign's tally.
const SIGN_COLUMNS: [&str; 5] = ["present", "equivocal", "absent", "not-assessable", OPEN];

#[derive(Template)]
#[template(path = "results.html")]
struct ResultsPage {
    page: Page,
    planned: PlannedStudy,
    codebook: Codebook,
    /// Nothing while the viewer has people to code.
    results: Option<Results>,
}

/// What is settled, and one entry of it looked at closely.
struct Results {
    tallies: Vec<EntryTally>,
    settled: u64,
    chosen: EntryTally,
    crossed: Crossed,
    /// The table by branch with small numbers hidden, if they are to be.
    hidden: Option<SuppressedCross>,
    scale: Scale,
    sample: Option<Drawing>,
    estimates: Vec<ShareEstimate>,
}

impl Results {
    /// Nothing if the entry that is asked for is not in the study.
    fn of(room: &CodingRoom, planned: &PlannedStudy, query: &str, branches: &Branches) -> Option<Self> {
        let study = &planned.study;
        let tallies = room.tally(study);
        let seen = |tally: &EntryTally| tally.regions.iter().map(RegionTally::seen).max().unwrap_or(0);
        let chosen = match field(query, "entry") {
            Some(entry) => tallies.iter().find(|tally| tally.entry == entry)?.clone(),
            // The one that is seen most often in one region, so that the map has something to show.
            None => tallies.iter().rev().max_by_key(|tally| seen(tally))?.clone(),
        };
        let crossed = room.crossed(study, &chosen.entry, &|person| branches.get(person).cloned())?;
        let hide = field(query, "hide").is_some();
        let open = tallies.first().map_or(0, |tally| tally.open.len());
        Some(Self {
            settled: (study.individuals.len() - open) as u64,
            hidden: hide.then(|| crossed.small_hidden(SMALL)),
            scale: Scale::up_to(seen(&chosen)),
            sample: room.sample_of(study).cloned(),
            estimates: room.estimates(study),
            tallies,
            chosen,
            crossed,
        })
    }

    fn region(&self, region: &str) -> Option<&RegionTally> {
        self.chosen.regions.iter().find(|known| known.region == region)
    }

    fn is_chosen(&self, entry: &str) -> bool {
        self.chosen.entry == entry
    }

    /// The estimates of a section: of signs that they are present, of choices each value.
    fn estimates_of(&self, entries: &[&Entry]) -> Vec<&ShareEstimate> {
        let shown = |one: &&ShareEstimate| {
            let entry = entries.iter().find(|entry| entry.entry == one.entry);
            entry.is_some_and(|entry| entry.kind == EntryKind::Choice || one.answer == "present")
        };
        self.estimates.iter().filter(shown).collect()
    }
}

impl ResultsPage {
    fn w(&self) -> Words {
        self.page.words
    }

    fn preset(&self) -> Option<&str> {
        let preset = self.codebook.preset(self.planned.study.preset.as_deref()?)?;
        Some(self.w().both(&preset.label))
    }

    /// The entries of the study, section by section.
    fn sections(&self) -> Vec<(Section, Vec<&Entry>)> {
        let asked = self.codebook.entries_of(self.planned.study.preset.as_deref());
        let of = |section: Section| {
            (section, asked.iter().filter(|one| one.section == section).copied().collect::<Vec<_>>())
        };
        Section::ALL.into_iter().map(of).filter(|(_, entries)| !entries.is_empty()).collect()
    }

    /// The signs of the study with their tallies, section by section.
    fn signs<'a>(&'a self, found: &'a Results) -> Vec<(Section, Vec<(&'a Entry, &'a EntryTally)>)> {
        let of = |(section, entries): (Section, Vec<&'a Entry>)| {
            (section, of_kind(entries, found, EntryKind::Sign))
        };
        self.sections().into_iter().map(of).filter(|(_, rows)| !rows.is_empty()).collect()
    }

    /// The choices of the study with their tallies.
    fn choices<'a>(&'a self, found: &'a Results) -> Vec<(&'a Entry, &'a EntryTally)> {
        of_kind(self.codebook.entries_of(self.planned.study.preset.as_deref()), found, EntryKind::Choice)
    }

    fn address(&self, entry: &str) -> String {
        format!("/coding/{}/results/{entry}", self.planned.study.study)
    }

    /// Where the people of a cell of the table by branch are; past the last column, those of the row.
    fn cell(&self, crossed: &Crossed, label: &Option<String>, column: impl Plain<u64>) -> String {
        let column = column.plain() as usize;
        let answer = match crossed.answers.get(column) {
            Some(word) => Some(word.as_str()),
            None => (column == crossed.answers.len()).then_some(OPEN),
        };
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(answer.map(|word| ("answer", word)));
        query.append_pair("branch", label.as_deref().unwrap_or(UNTOLD));
        format!("{}?{}", self.address(&crossed.entry), query.finish())
    }

    fn label(&self, entry: &str) -> String {
        coded::entry(&self.codebook, entry, self.w())
    }

    fn region(&self, region: &str) -> String {
        coded::region(&self.codebook, region, self.w())
    }

    fn answer(&self, entry: &str, word: &str) -> String {
        coded::answer(&self.codebook, entry, word, self.w())
    }

    fn branch(&self, label: &Option<String>) -> String {
        coded::branch(label.as_deref(), self.w())
    }

    fn percent(&self, share: impl Plain<f64>) -> String {
        self.w().x("percent", self.w().decimal(share.plain() * 100.0, 1))
    }

    /// From one share to another; one alone where they are told alike.
    fn range(&self, low: impl Plain<f64>, high: impl Plain<f64>) -> String {
        let (low, high) = (self.percent(low), self.percent(high));
        if low == high { low } else { self.w().xy("from-to", low, high) }
    }

    /// A number of a table with small numbers hidden.
    fn shown(&self, shown: &Shown) -> String {
        match shown {
            Shown::Number(number) => self.w().number(number),
            Shown::Below(limit) => self.w().x("results-below", self.w().number(limit)),
            Shown::Withheld => self.w().t("results-withheld"),
        }
    }
}

fn of_kind<'a>(
    entries: Vec<&'a Entry>,
    found: &'a Results,
    kind: EntryKind,
) -> Vec<(&'a Entry, &'a EntryTally)> {
    let tally = |entry: &'a Entry| found.tallies.iter().find(|tally| tally.entry == entry.entry);
    let entries = entries.into_iter().filter(|entry| entry.kind == kind);
    entries.filter_map(|entry| Some((entry, tally(entry)?))).collect()
}

/// Person → the branch number settled on her photographs.
pub(super) type Branches = BTreeMap<IndividualId, String>;

/// Every person's branch, of those whose is settled.
pub(super) async fn branches(desk: &Desk) -> Result<Branches, DeskError> {
    let rows = desk.backend.individuals().await?.into_iter();
    Ok(rows.filter_map(|row| Some((row.individual, row.numbers.branch?.as_str().to_owned()))).collect())
}

/// Whether somebody may see what is settled: not while she has people to code.
pub(super) fn may_see(room: &CodingRoom, planned: &PlannedStudy, visit: &Visit) -> Result<bool, DeskError> {
    Ok(room.is_done(&planned.study, &visit.viewer()?.account))
}

/// The page.
pub(crate) async fn page(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(study): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let room = desk.backend.coding().await?;
    let planned = room.study(&part(&study)?).ok_or(DeskError::NotFound)?;
    let results = if may_see(&room, planned, &visit)? {
        let (branches, query) = (branches(&desk).await?, query.unwrap_or_default());
        let results = tokio::task::block_in_place(|| Results::of(&room, planned, &query, &branches));
        Some(results.ok_or(DeskError::NotFound)?)
    } else {
        None
    };
    let page = ResultsPage {
        page: Page::new(&desk, &visit, "coding", visit.words.x("results-of", &planned.study.title)),
        codebook: room.codebook(&planned.study.codebook).ok_or(DeskError::NotFound)?.clone(),
        planned: planned.clone(),
        results,
    };
    Ok(html(StatusCode::OK, page.render()))
}
