//! The numbers of a report as tables, for programs: each cell is what the printed page has.

use std::collections::BTreeSet;

use amana_catalog::{Cell, Column, ColumnKind};

use super::{Report, ReportPlan, ReportedStudy};
use crate::coding::ShareEstimate;
use crate::count::Shown;

/// A table of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportTable {
    /// Its name, as a file is called after it.
    pub name: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

const fn column(name: &'static str, kind: ColumnKind) -> Column {
    Column { name, kind }
}

use ColumnKind::{Integer, Real, Text};

const COUNTS: &[Column] = &[
    column("citation", Text),
    column("definition", Text),
    column("title", Text),
    column("counts", Text),
    column("number", Integer),
    column("denominator", Integer),
    column("missing", Integer),
    column("over", Text),
    column("ratio", Real),
    column("log_size", Integer),
    column("root", Text),
];
const ROWS: &[Column] = &[
    column("citation", Text),
    column("by", Text),
    column("value", Text),
    column("number", Integer),
    column("hidden", Text),
];
const ANSWERS: &[Column] = &[
    column("study", Text),
    column("entry", Text),
    column("region", Text),
    column("branch", Text),
    column("answer", Text),
    column("people", Integer),
    column("hidden", Text),
];
const ESTIMATES: &[Column] = &[
    column("study", Text),
    column("sample", Text),
    column("entry", Text),
    column("answer", Text),
    column("yes", Integer),
    column("assessed", Integer),
    column("not_assessable", Integer),
    column("open", Integer),
    column("share", Real),
    column("low", Real),
    column("high", Real),
    column("if_all_no", Real),
    column("if_all_yes", Real),
    column("coders_low", Real),
    column("coders_high", Real),
];
const AGREEMENT: &[Column] = &[
    column("study", Text),
    column("entry", Text),
    column("level", Text),
    column("people", Integer),
    column("percent", Real),
    column("alpha", Real),
    column("alpha_low", Real),
    column("alpha_high", Real),
    column("ac1", Real),
    column("ac2", Real),
];

impl Report {
    /// Its tables.
    pub fn tables(&self) -> Vec<ReportTable> {
        let table = |name, columns, rows| ReportTable { name, columns, rows };
        let of = |rows: fn(&ReportedStudy) -> Vec<Vec<Cell>>| self.studies.iter().flat_map(rows).collect();
        vec![
            table("counts", COUNTS, self.counts()),
            table("rows", ROWS, self.rows()),
            table("answers", ANSWERS, of(answers)),
            table(
                "estimates",
                ESTIMATES,
                self.studies.iter().flat_map(|told| estimates(&self.plan, told)).collect(),
            ),
            table("agreement", AGREEMENT, of(agreement)),
        ]
    }

    fn counts(&self) -> Vec<Vec<Cell>> {
        let row = |one: &super::ReportedCount| {
            let count = &one.count;
            vec![
                text(&count.citation),
                text(&count.definition.definition),
                text(&count.definition.title.en),
                text(&count.definition.counts.word()),
                whole(count.number),
                whole(count.denominator),
                whole(count.missing_in_all()),
                one.ratio.as_ref().map_or(Cell::Null, |ratio| text(&ratio.citation)),
                real(one.ratio.as_ref().and_then(|ratio| ratio.value)),
                whole(self.log.size),
                text(&self.log.root),
            ]
        };
        self.counts.iter().map(row).collect()
    }

    fn rows(&self) -> Vec<Vec<Cell>> {
        let mut rows = Vec::new();
        for one in &self.counts {
            for part in &one.parts {
                for row in &part.rows {
                    let [number, hidden] = shown(row.number);
                    let value = row.value.as_ref().map_or(Cell::Null, |value| text(value));
                    rows.push(vec![text(&one.count.citation), text(&part.by.word()), value, number, hidden]);
                }
            }
        }
        rows
    }
}

fn answers(told: &ReportedStudy) -> Vec<Vec<Cell>> {
    let study = text(&told.study.study);
    let mut rows = Vec::new();
    let mut row = |entry: &str, region: Option<&str>, branch: Cell, answer: &str, people: Shown| {
        let [number, hidden] = shown(people);
        let region = region.map_or(Cell::Null, |region| text(&region));
        rows.push(vec![study.clone(), text(&entry), region, branch, text(&answer), number, hidden]);
    };
    for one in &told.entries {
        one.answers.iter().for_each(|(word, people)| row(&one.entry, None, Cell::Null, word, *people));
        row(&one.entry, None, Cell::Null, "open", one.open);
        for region in &one.regions {
            row(&one.entry, Some(&region.region), Cell::Null, "present", region.present);
            row(&one.entry, Some(&region.region), Cell::Null, "equivocal", region.equivocal);
        }
    }
    for one in &told.crossed {
        for line in &one.rows {
            let branch = text(&line.branch.as_deref().unwrap_or("not-settled"));
            let words = one.answers.iter().map(String::as_str).chain(["open"]);
            words
                .zip(&line.cells)
                .for_each(|(word, people)| row(&one.entry, None, branch.clone(), word, *people));
        }
    }
    rows
}

/// The entries of which no share is told where small numbers are hidden: one of their numbers is small, or the entry is told against
/// branches. All answers of an entry together: of three that are told, the fourth could be computed.
fn withheld(plan: &ReportPlan, told: &ReportedStudy) -> BTreeSet<String> {
    let Some(limit) = plan.suppress else { return BTreeSet::new() };
    let small = |number: u64| (1..limit).contains(&number);
    let tells = |one: &&ShareEstimate| {
        let parts = [one.yes, one.assessed - one.yes, one.not_assessable, one.open];
        plan.crossed.contains(&one.entry) || parts.into_iter().any(small)
    };
    told.estimates.iter().filter(tells).map(|one| one.entry.clone()).collect()
}

fn estimates(plan: &ReportPlan, told: &ReportedStudy) -> Vec<Vec<Cell>> {
    let withheld = withheld(plan, told);
    let sample = told.sample.as_ref().map_or(Cell::Null, |sample| text(&sample.sample));
    let row = |one: &ShareEstimate| {
        let ends = |bounds: &Option<amana_statistics::estimates::sensitivity::Bounds>| {
            [bounds.map(|ends| ends.all_no.value()), bounds.map(|ends| ends.all_yes.value())].map(real)
        };
        let mut row = vec![
            text(&told.study.study),
            sample.clone(),
            text(&one.entry),
            text(&one.answer),
            whole(one.yes),
            whole(one.assessed),
            whole(one.not_assessable),
            whole(one.open),
            real(one.share),
            real(one.interval.as_ref().map(|ends| ends.low)),
            real(one.interval.as_ref().map(|ends| ends.high)),
        ];
        row.extend(ends(&one.bounds));
        row.extend(ends(&one.coders));
        row
    };
    told.estimates.iter().filter(|one| !withheld.contains(&one.entry)).map(row).collect()
}

fn agreement(told: &ReportedStudy) -> Vec<Vec<Cell>> {
    let row = |one: &crate::coding::EntryAgreement| {
        let interval = one.alpha.as_ref().and_then(|alpha| alpha.interval.as_ref());
        vec![
            text(&told.study.study),
            text(&one.entry),
            text(&one.level_word()),
            whole(one.people),
            real(one.percent.as_ref().map(|made| made.value)),
            real(one.alpha.as_ref().map(|made| made.value)),
            real(interval.map(|ends| ends.low)),
            real(interval.map(|ends| ends.high)),
            real(one.gwet_by_weights()[0].as_ref().map(|made| made.value)),
            real(one.gwet_by_weights()[1].as_ref().map(|made| made.value)),
        ]
    };
    told.agreement.iter().map(row).collect()
}

fn text(text: &dyn ToString) -> Cell {
    Cell::Text(text.to_string())
}

fn whole(number: u64) -> Cell {
    Cell::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

fn real(value: Option<f64>) -> Cell {
    value.map_or(Cell::Null, Cell::Real)
}

/// A number, and what is told instead where it is hidden.
fn shown(number: Shown) -> [Cell; 2] {
    match number {
        Shown::Number(number) => [whole(number), Cell::Null],
        hidden => [Cell::Null, text(&hidden)],
    }
}
