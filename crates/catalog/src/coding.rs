//! Coding as it was recorded: codebooks, studies, codings, adjudications.

use amana_model::{Act, Adjudication, Answer, Coding, Drawing, FrozenExclusion, FrozenFrame, UtcTime};
use serde::{Deserialize, Serialize};
use sqlx::sqlite::{SqliteConnection, SqliteRow};

use crate::apply::{Applied, encode};
use crate::cells::{self, signed};
use crate::sql::coding as sql;
use crate::table::{Cell, Column, ColumnKind, columns};
use crate::{Catalog, CatalogError};

pub(crate) const COLUMNS: &[Column] = &columns([
    ("study", ColumnKind::Text),
    ("individual", ColumnKind::Text),
    ("account", ColumnKind::Text),
    ("as", ColumnKind::Text),
    ("entry", ColumnKind::Text),
    ("region", ColumnKind::Text),
    ("answer", ColumnKind::Text),
    ("side", ColumnKind::Text),
    ("count", ColumnKind::Integer),
    ("certainty", ColumnKind::Text),
    ("photograph", ColumnKind::Text),
    ("place", ColumnKind::Text),
    ("seconds", ColumnKind::Integer),
    ("views", ColumnKind::Integer),
    ("supersedes", ColumnKind::Integer),
    ("time", ColumnKind::Text),
    ("log_index", ColumnKind::Integer),
]);

/// The columns of the table of agreement, whose rows the archive makes.
pub(crate) const AGREEMENT: &[Column] = &columns([
    ("study", ColumnKind::Text),
    ("entry", ColumnKind::Text),
    ("level", ColumnKind::Text),
    ("coders", ColumnKind::Integer),
    ("people", ColumnKind::Integer),
    ("percent", ColumnKind::Real),
    ("alpha", ColumnKind::Real),
    ("alpha_low", ColumnKind::Real),
    ("alpha_high", ColumnKind::Real),
    ("ac1", ColumnKind::Real),
    ("ac1_low", ColumnKind::Real),
    ("ac1_high", ColumnKind::Real),
    ("ac2", ColumnKind::Real),
    ("ac2_low", ColumnKind::Real),
    ("ac2_high", ColumnKind::Real),
]);

/// One act as the log has it: of coding, or about a report of a missing person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordedAct {
    /// The log entry.
    pub entry: u64,
    /// When.
    pub time: UtcTime,
    /// Who, by sign-in name.
    pub agent: String,
    /// What was done.
    #[serde(flatten)]
    pub act: Act,
}

impl Catalog {
    /// Every act of coding, in the order of the log.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn coding_acts(&self) -> Result<Vec<RecordedAct>, CatalogError> {
        let rows = sqlx::query(sql::ACTS).fetch_all(&self.pool).await?;
        rows.iter().map(act_of).collect()
    }
}

/// One act as its row tells it.
pub(crate) fn act_of(row: &SqliteRow) -> Result<RecordedAct, CatalogError> {
    Ok(RecordedAct {
        entry: cells::natural(row, 0)?,
        time: cells::parsed(row, 1)?,
        agent: cells::string(row, 2)?,
        act: cells::json(row, 4)?,
    })
}

/// The columns of the table of estimates, whose rows the archive makes.
pub(crate) const ESTIMATES: &[Column] = &columns([
    ("study", ColumnKind::Text),
    ("sample", ColumnKind::Text),
    ("method", ColumnKind::Text),
    ("entry", ColumnKind::Text),
    ("answer", ColumnKind::Text),
    ("frame_units", ColumnKind::Integer),
    ("drawn", ColumnKind::Integer),
    ("yes", ColumnKind::Integer),
    ("assessed", ColumnKind::Integer),
    ("not_assessable", ColumnKind::Integer),
    ("open", ColumnKind::Integer),
    ("share", ColumnKind::Real),
    ("low", ColumnKind::Real),
    ("high", ColumnKind::Real),
    ("if_all_no", ColumnKind::Real),
    ("if_all_yes", ColumnKind::Real),
    ("coders_low", ColumnKind::Real),
    ("coders_high", ColumnKind::Real),
]);

/// The columns of the table of rechecks, whose rows the archive makes.
pub(crate) const RECHECKS: &[Column] = &columns([
    ("recheck", ColumnKind::Text),
    ("of", ColumnKind::Text),
    ("seed", ColumnKind::Text),
    ("frame_units", ColumnKind::Integer),
    ("frame_sha256", ColumnKind::Text),
    ("log_size", ColumnKind::Integer),
    ("root", ColumnKind::Text),
    ("drawn", ColumnKind::Integer),
    ("right", ColumnKind::Integer),
    ("wrong", ColumnKind::Integer),
    ("cannot_tell", ColumnKind::Integer),
    ("open", ColumnKind::Integer),
    ("wrong_share", ColumnKind::Real),
    ("low", ColumnKind::Real),
    ("high", ColumnKind::Real),
    ("if_all_right", ColumnKind::Real),
    ("if_all_wrong", ColumnKind::Real),
]);

/// The columns of the table of findings, whose rows the archive makes.
pub(crate) const FINDINGS: &[Column] = &columns([
    ("finding", ColumnKind::Text),
    ("version", ColumnKind::Integer),
    ("study", ColumnKind::Text),
    ("people", ColumnKind::Integer),
    ("individuals", ColumnKind::Text),
    ("expert", ColumnKind::Text),
    ("qualifications", ColumnKind::Text),
    ("statement", ColumnKind::Text),
    ("consistency", ColumnKind::Text),
    ("limits", ColumnKind::Text),
    ("settled_sha256", ColumnKind::Text),
    ("log_size", ColumnKind::Integer),
    ("root", ColumnKind::Text),
    ("account", ColumnKind::Text),
    ("key", ColumnKind::Text),
    ("signature", ColumnKind::Text),
    ("signature_fits", ColumnKind::Integer),
    ("time", ColumnKind::Text),
    ("log_index", ColumnKind::Integer),
]);

/// The columns of the table of samples.
pub(crate) const SAMPLES: &[Column] = &columns([
    ("sample", ColumnKind::Text),
    ("title", ColumnKind::Text),
    ("method", ColumnKind::Text),
    ("by", ColumnKind::Text),
    ("seed", ColumnKind::Text),
    ("place", ColumnKind::Integer),
    ("individual", ColumnKind::Text),
    ("label", ColumnKind::Text),
    ("probability", ColumnKind::Real),
    ("frame_units", ColumnKind::Integer),
    ("frame_sha256", ColumnKind::Text),
    ("log_size", ColumnKind::Integer),
    ("root", ColumnKind::Text),
    ("exclusions", ColumnKind::Text),
    ("log_index", ColumnKind::Integer),
]);

impl Catalog {
    pub(crate) async fn table_of_samples(
        &self,
        each: &mut (dyn FnMut(&[Cell]) -> std::io::Result<()> + Send),
    ) -> Result<u64, CatalogError> {
        let mut count = 0;
        for act in self.coding_acts().await? {
            let Act::SampleDrawn(drawing) = &act.act else { continue };
            for row in drawn(drawing, act.entry) {
                each(&row).map_err(CatalogError::Sink)?;
                count += 1;
            }
        }
        Ok(count)
    }

    pub(crate) async fn table_of_codings(
        &self,
        each: &mut (dyn FnMut(&[Cell]) -> std::io::Result<()> + Send),
    ) -> Result<u64, CatalogError> {
        let mut count = 0;
        for act in self.coding_acts().await? {
            for row in rows(&act) {
                each(&row).map_err(CatalogError::Sink)?;
                count += 1;
            }
        }
        Ok(count)
    }
}

/// A row a person drawn, from 1 in the order of the draw.
fn drawn(drawing: &Drawing, entry: u64) -> Vec<Vec<Cell>> {
    let text = |text: &dyn ToString| Cell::Text(text.to_string());
    let head = [
        text(&drawing.sample),
        text(&drawing.title),
        text(&drawing.method.word()),
        drawing.by.map_or(Cell::Null, |by| text(&by.word())),
        text(&drawing.seed),
    ];
    let frame = &drawing.frame;
    let tail = [
        Cell::Integer(signed(frame.units)),
        text(&frame.digest),
        Cell::Integer(signed(frame.log_size)),
        text(&frame.root),
        exclusions(frame),
        Cell::Integer(signed(entry)),
    ];
    let row = |(place, person): (i64, &amana_model::DrawnPerson)| {
        let own = [
            Cell::Integer(place),
            text(&person.individual),
            person.label.clone().map_or(Cell::Null, Cell::Text),
            Cell::Real(drawing.probability(person.label.as_deref())),
        ];
        [&head[..], &own, &tail].concat()
    };
    (1..).zip(&drawing.drawn).map(row).collect()
}

/// Whom a frame was made without, as the command line takes it, each with how many.
fn exclusions(frame: &FrozenFrame) -> Cell {
    let one = |made: &FrozenExclusion| format!("{} ({}): {}", made.who, made.people, made.reason);
    let all: Vec<String> = frame.exclusions.iter().map(one).collect();
    if all.is_empty() { Cell::Null } else { Cell::Text(all.join("; ")) }
}

/// A row an answer; none for what is neither a coding nor an adjudication.
fn rows(act: &RecordedAct) -> Vec<Vec<Cell>> {
    let text = |text: &dyn ToString| Cell::Text(text.to_string());
    let (head, answers, tail) = match &act.act {
        Act::CodingSubmitted(Coding {
            study,
            individual,
            account,
            answers,
            seconds,
            views,
            supersedes,
            ..
        }) => {
            let supersedes = supersedes.map_or(Cell::Null, |entry| Cell::Integer(signed(entry)));
            let tail = [Cell::Integer((*seconds).into()), Cell::Integer((*views).into()), supersedes];
            ([text(study), text(individual), text(account), text(&"coder")], answers, tail)
        }
        Act::CodingAdjudicated(Adjudication { study, individual, account, answers, .. }) => {
            let tail = [Cell::Null, Cell::Null, Cell::Null];
            ([text(study), text(individual), text(account), text(&"adjudicator")], answers, tail)
        }
        _ => return Vec::new(),
    };
    let when = [text(&act.time), Cell::Integer(signed(act.entry))];
    answers.iter().map(|one| [&head[..], &answer(one), &tail, &when].concat()).collect()
}

fn answer(answer: &Answer) -> [Cell; 8] {
    let place = answer
        .place
        .as_ref()
        .map(|region| format!("{} {} {} {}", region.left, region.top, region.width, region.height));
    [
        Cell::Text(answer.entry.clone()),
        answer.region.clone().map_or(Cell::Null, Cell::Text),
        Cell::Text(answer.answer.clone()),
        answer.side.map_or(Cell::Null, |side| Cell::Text(side.word().into())),
        answer.count.map_or(Cell::Null, |count| Cell::Integer(count.into())),
        answer.certainty.map_or(Cell::Null, |certainty| Cell::Text(certainty.word().into())),
        answer.photograph.map_or(Cell::Null, |digest| Cell::Text(digest.to_string())),
        place.map_or(Cell::Null, Cell::Text),
    ]
}

/// Applies one act of coding, or hands the event on.
pub(crate) async fn apply(
    connection: &mut SqliteConnection,
    entry: &Applied<'_>,
) -> Result<(), CatalogError> {
    let act = &entry.event.act;
    let (Act::SampleDrawn(_)
    | Act::CodebookAdopted(_)
    | Act::CodingPlanned(_)
    | Act::CodingSubmitted(_)
    | Act::CodingAdjudicated(_)
    | Act::ExpertKeySet { .. }
    | Act::RecheckDrawn(_)
    | Act::RecheckTold(_)
    | Act::FindingSigned(_)) = act
    else {
        return crate::missing::apply(connection, entry).await;
    };
    keep(connection, entry, sql::ACTED).await
}

/// Keeps an act whole, in the table that the statement names.
pub(crate) async fn keep(
    connection: &mut SqliteConnection,
    entry: &Applied<'_>,
    acted: &'static str,
) -> Result<(), CatalogError> {
    let act = &entry.event.act;
    let query = sqlx::query(acted)
        .bind(signed(entry.index))
        .bind(entry.event.time.to_string())
        .bind(entry.event.agent.name.clone())
        .bind(act.word())
        .bind(encode(act)?);
    query.execute(connection).await?;
    Ok(())
}
