//! `amana count`.

mod words;

use std::collections::BTreeMap;
use std::process::ExitCode;

use amana_archive::count::{
    Breakdown, Chain, Count as Counted, Criterion, Dimension, LogHead, Moves, Ratio, Shown, Snapshot,
    Suppressed, UnitId, count, ratio,
};
use amana_archive::look::Table;
use amana_archive::{Archive, ArchiveError, Result};
use amana_model::{Act, Citation, Definition, Definitions};
use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::access::{Keys, Which};
use crate::answer::Answer;

/// Count what is in the archive, each number with its definition, its denominator and what is missing.
///
/// Without --definition every definition is counted, in its newest version. --reconcile tells instead how the numbers lead from one
/// to another: from paths to people, and between definitions of one kind. `amana definitions` adds a collection's own.
#[derive(Args)]
pub(crate) struct Count {
    #[command(flatten)]
    which: Which,
    /// A definition, as people-detainees (its newest version) or D9.1; may be given several times
    #[arg(long, value_name = "ID")]
    definition: Vec<String>,
    /// Part each count into rows that add up to it; what cannot be told is always a row
    #[arg(long, value_enum, conflicts_with = "reconcile")]
    by: Option<By>,
    /// Tell what moves between the counts
    #[arg(long)]
    reconcile: bool,
    /// Show numbers from 1 to N - 1 as <N, and withhold as many others as it takes that none of them can be computed
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(2..), requires = "by")]
    suppress: Option<u64>,
    /// Tell which units are counted too; that they were written out is recorded
    #[arg(long, conflicts_with_all = ["reconcile", "suppress"])]
    units: bool,
    #[command(flatten)]
    keys: Keys,
}

#[derive(Clone, Copy, ValueEnum)]
enum By {
    Branch,
    Month,
    Category,
    Sex,
    AgeBand,
    /// Sex as experts coded it, as far as that is settled
    CodedSex,
    /// Age band as experts coded it, as far as that is settled
    CodedAgeBand,
    /// How many photographs each person has
    Photographs,
}

impl From<By> for Dimension {
    fn from(by: By) -> Self {
        match by {
            By::Branch => Self::Branch,
            By::Month => Self::Month,
            By::Category => Self::Category,
            By::Sex => Self::Sex,
            By::AgeBand => Self::AgeBand,
            By::CodedSex => Self::CodedSex,
            By::CodedAgeBand => Self::CodedAgeBand,
            By::Photographs => Self::Photographs,
        }
    }
}

/// One count as told.
#[derive(Serialize)]
struct Told {
    definition: Definition,
    citation: Citation,
    log: LogHead,
    /// Hidden where cells are suppressed and the total would give one away; then nothing else tells it.
    number: Shown,
    denominator: u64,
    missing: BTreeMap<Criterion, u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<BTreeMap<Criterion, u64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ratio: Option<Ratio>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<Rows>,
    #[serde(skip_serializing_if = "Option::is_none")]
    units: Option<Vec<UnitId>>,
}

/// The rows of a count, by what it is parted.
#[derive(Serialize)]
struct Rows {
    by: Dimension,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    value: Option<String>,
    number: Shown,
}

/// How the counts lead from one to another.
#[derive(Serialize)]
struct Reconciled {
    log: LogHead,
    chain: Chain,
    counts: Vec<Counted>,
    moves: Vec<Moves>,
}

impl Count {
    pub(crate) async fn run(self, answer: &Answer) -> Result<ExitCode> {
        let archive = self.keys.open(self.which.path()?, true)?;
        let answered = self.answer(&archive, answer).await;
        archive.close().await;
        answered.map(|()| ExitCode::SUCCESS)
    }

    async fn answer(&self, archive: &Archive, answer: &Answer) -> Result<()> {
        let definitions = archive.definitions().await?;
        let asked = self.asked(&definitions)?;
        let snapshot = archive.snapshot().await?;
        if self.reconcile {
            return answer.give(&reconcile(&asked, &snapshot), words::reconciled);
        }
        let told = asked.iter().map(|definition| self.tell(definition, &definitions, &snapshot));
        let told = told.collect::<Result<Vec<Told>>>()?;
        if self.units {
            // Identifiers leave the archive here as they do in a table.
            let rows =
                told.iter().filter_map(|told| told.units.as_ref()).map(|units| units.len() as u64).sum();
            let table = Table::Counts.word().to_owned();
            archive.record(vec![Act::TableExported { table, rows }]).await?;
        }
        answer.give(&told, |told| words::counts(told))
    }

    fn asked<'a>(&self, definitions: &'a Definitions) -> Result<Vec<&'a Definition>> {
        if self.suppress.is_some() && self.definition.len() != 1 {
            return Err(ArchiveError::mistake("--suppress hides nothing where several counts are told")
                .safe("nothing was told")
                .next(
                    "name one --definition: what one table hides, another of the same people may give away",
                ));
        }
        if self.definition.is_empty() {
            return Ok(definitions.latest());
        }
        let find = |text: &String| {
            definitions.find(text).ok_or_else(|| {
                ArchiveError::absent(format!("there is no definition {text:?}"))
                    .next("`amana table definitions` lists them, by word and by citation such as D3.1")
            })
        };
        self.definition.iter().map(find).collect()
    }

    fn tell(&self, definition: &Definition, known: &Definitions, snapshot: &Snapshot) -> Result<Told> {
        let count = count(definition, snapshot);
        let over = definition.over.as_ref().and_then(|over| known.get(over));
        let mut told = Told {
            number: Shown::Number(count.number),
            ratio: over.map(|over| ratio(&count, &amana_archive::count::count(over, snapshot))),
            rows: None,
            units: self.units.then_some(count.units),
            definition: count.definition,
            citation: count.citation,
            log: count.log,
            denominator: count.denominator,
            missing: count.missing,
            left_out: Some(count.left_out),
        };
        if let Some(by) = self.by {
            self.part(&mut told, snapshot, by.into())?;
        }
        Ok(told)
    }

    fn part(&self, told: &mut Told, snapshot: &Snapshot, by: Dimension) -> Result<()> {
        let parted = Breakdown::of(&told.definition, snapshot, by).map_err(|refused| {
            ArchiveError::mistake(format!("{} cannot be parted so: {refused}", told.citation))
                .next("name a --definition that counts people")
        })?;
        let cells: Vec<u64> = parted.rows.iter().map(|row| row.number).collect();
        let shown = Suppressed::of(&cells, self.suppress.unwrap_or(0));
        told.number = shown.total;
        if !matches!(shown.total, Shown::Number(_)) {
            told.hide();
        }
        let rows = parted.rows.into_iter().zip(shown.cells);
        let rows = rows.map(|(row, number)| Row { value: row.value, number }).collect();
        told.rows = Some(Rows { by, rows });
        Ok(())
    }
}

impl Told {
    /// Takes away what a total that is hidden could be computed from.
    fn hide(&mut self) {
        self.ratio = None;
        self.left_out = None;
    }
}

fn reconcile(asked: &[&Definition], snapshot: &Snapshot) -> Reconciled {
    let pairs = asked.iter().enumerate().filter_map(|(at, second)| {
        let first = asked[..at].iter().rev().find(|first| first.counts == second.counts)?;
        Moves::between(first, second, snapshot)
    });
    Reconciled {
        log: snapshot.log.clone(),
        chain: Chain::of(snapshot),
        counts: asked.iter().map(|definition| count(definition, snapshot)).collect(),
        moves: pairs.collect(),
    }
}
