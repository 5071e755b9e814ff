//! The tables for analysts, a row at a time in log order: what `amana table` writes out.

use amana_model::{Damage, Fact, Habits, Keyed, Number, Numbers, PathBytes, Point, Reason, Unusual};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use data_encoding::HEXLOWER;
use sqlx::sqlite::{SqliteConnection, SqliteRow};

use crate::sql::{bystanders, close, keying, people, read};
use crate::{Catalog, CatalogError, IndividualRow, cells};

/// One value of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing known.
    Null,
    /// Text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A real number.
    Real(f64),
}

/// What the cells of a column are, `Null` apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the cell of that name")]
pub enum ColumnKind {
    Text,
    Integer,
    Real,
}

/// One column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// Its kind.
    pub kind: ColumnKind,
}

/// One of the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// One row a path found.
    Occurrences,
    /// One row an original that is a picture or claims to be.
    Photographs,
    /// One row a member of a group of copies.
    Copies,
    /// One row a face found.
    Faces,
    /// One row a marking found.
    Markings,
    /// One row a reading of a line on a marking.
    Readings,
    /// One row a keying of a marking by a person.
    Keyings,
    /// One row a photograph in a candidate group: what may be one person's.
    Candidates,
    /// One row an individual, as people decided.
    People,
    /// One row work given to a person.
    Assignments,
    /// One row what an accession has in a queue.
    Queues,
    /// One row a branch or facility, as it stands.
    Places,
    /// One row a bystander marked in a photograph, taken back or not.
    Bystanders,
    /// One row a person drawn into a sample.
    Samples,
    /// One row an answer of a coding or an adjudication.
    Codings,
    /// One row a share estimated from a coded sample.
    Estimates,
    /// One row an entry of a study's codebook: how far coders agree.
    Agreement,
    /// One row a version of a finding.
    Findings,
    /// One row a recheck of what a machine had a part in: how often it was wrong.
    Rechecks,
    /// One row a report about a missing person, as it stands.
    Reports,
    /// One row two that may belong together: two reports, or a report and somebody of the archive.
    Links,
    /// One row a claim of a family on a person, as it stands.
    Claims,
    /// One row a face planned or shown in a viewing.
    Viewings,
    /// One row a letter of a family, as it stands.
    Letters,
    /// One row a publication: proposed, decided, public or not.
    Publications,
    /// One row a face that was taken down.
    Takedowns,
    /// One row a definition of a count, in its newest version: what it counts now.
    Counts,
    /// One row a version of a definition.
    Definitions,
    /// One row a log entry.
    Events,
}

pub(crate) const fn columns<const N: usize>(of: [(&'static str, ColumnKind); N]) -> [Column; N] {
    let mut list = [Column { name: "", kind: ColumnKind::Text }; N];
    let mut at = 0;
    while at < N {
        list[at] = Column { name: of[at].0, kind: of[at].1 };
        at += 1;
    }
    list
}

use ColumnKind::{Integer, Real, Text};

const OCCURRENCES: &[Column] = &columns([
    ("accession", Text),
    ("path", Text),
    ("sha256", Text),
    ("outcome", Text),
    ("bytes", Integer),
    ("modified", Text),
    ("folder_date", Text),
    ("reason", Text),
    ("source", Integer),
    ("path_base64", Text),
    ("log_index", Integer),
]);

const PHOTOGRAPHS: &[Column] = &columns([
    ("sha256", Text),
    ("bytes", Integer),
    ("kind", Text),
    ("width", Integer),
    ("height", Integer),
    ("taken_at", Text),
    ("folder_date", Text),
    ("camera", Text),
    ("serial", Text),
    ("pdq", Text),
    ("group", Text),
    ("condition", Text),
    ("damage", Text),
    ("readable", Real),
    ("orientation", Integer),
    ("latitude", Real),
    ("longitude", Real),
    ("quality", Integer),
    ("sharpness", Real),
    ("brightness", Real),
    ("occurrences", Integer),
    ("first_path", Text),
]);

const COPIES: &[Column] = &columns([
    ("group", Text),
    ("sha256", Text),
    ("relation", Text),
    ("distance", Integer),
    ("turning", Text),
    ("rank", Integer),
]);

const FACES: &[Column] = &columns([
    ("sha256", Text),
    ("face", Integer),
    ("box", Text),
    ("roll", Real),
    ("quality", Real),
    ("score", Real),
    ("comparable", Integer),
    ("corners", Text),
]);

const MARKINGS: &[Column] = &columns([
    ("sha256", Text),
    ("marking", Integer),
    ("corners", Text),
    ("found_by", Text),
    ("score", Real),
    ("readings", Integer),
]);

const READINGS: &[Column] = &columns([
    ("sha256", Text),
    ("marking", Integer),
    ("field", Text),
    ("engine", Text),
    ("text", Text),
    ("probability", Real),
    ("line", Integer),
    ("raw", Text),
    ("script", Text),
]);

const KEYINGS: &[Column] = &columns([
    ("sha256", Text),
    ("look", Integer),
    ("marking", Integer),
    ("account", Text),
    ("keyed", Text),
    ("branch", Text),
    ("detainee", Text),
    ("examination", Text),
    ("time", Text),
    ("settled", Text),
    ("log_index", Integer),
]);

const CANDIDATES: &[Column] = &columns([
    ("group", Text),
    ("sha256", Text),
    ("probability", Real),
    ("reason", Text),
    ("hangs_on", Text),
    ("rank", Integer),
    ("category", Text),
]);

const PEOPLE: &[Column] = &columns([
    ("individual", Text),
    ("category", Text),
    ("branch", Text),
    ("detainee_no", Text),
    ("examination_no", Text),
    ("sex", Text),
    ("age_band", Text),
    ("photographs", Integer),
    ("first_seen", Text),
    ("last_seen", Text),
    ("state", Text),
    ("listed_numbers", Text),
    ("unusual", Text),
]);

const ASSIGNMENTS: &[Column] = &columns([
    ("entry", Integer),
    ("time", Text),
    ("assigned_by", Text),
    ("account", Text),
    ("queue", Text),
    ("accession", Text),
    ("due", Text),
    ("withdrawn", Integer),
    ("waiting", Integer),
]);

const QUEUES: &[Column] = &columns([
    ("queue", Text),
    ("accession", Text),
    ("waiting", Integer),
    ("done", Integer),
    ("assigned_to", Text),
    ("due", Text),
]);

const EVENTS: &[Column] = &columns([
    ("index", Integer),
    ("time", Text),
    ("agent", Text),
    ("software", Text),
    ("act", Text),
    ("sha256", Text),
    ("accession", Text),
    ("details", Text),
]);

impl Table {
    /// Every table.
    pub const ALL: [Self; 29] = [
        Self::Occurrences,
        Self::Photographs,
        Self::Copies,
        Self::Faces,
        Self::Markings,
        Self::Readings,
        Self::Keyings,
        Self::Candidates,
        Self::People,
        Self::Assignments,
        Self::Queues,
        Self::Places,
        Self::Bystanders,
        Self::Samples,
        Self::Codings,
        Self::Estimates,
        Self::Agreement,
        Self::Findings,
        Self::Rechecks,
        Self::Reports,
        Self::Links,
        Self::Claims,
        Self::Viewings,
        Self::Letters,
        Self::Publications,
        Self::Takedowns,
        Self::Counts,
        Self::Definitions,
        Self::Events,
    ];

    /// Its columns, in the order of each row's cells.
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::Occurrences => OCCURRENCES,
            Self::Photographs => PHOTOGRAPHS,
            Self::Copies => COPIES,
            Self::Faces => FACES,
            Self::Markings => MARKINGS,
            Self::Readings => READINGS,
            Self::Keyings => KEYINGS,
            Self::Candidates => CANDIDATES,
            Self::People => PEOPLE,
            Self::Assignments => ASSIGNMENTS,
            Self::Queues => QUEUES,
            Self::Places => crate::places::COLUMNS,
            Self::Bystanders => crate::bystanders::COLUMNS,
            Self::Samples => crate::coding::SAMPLES,
            Self::Codings => crate::coding::COLUMNS,
            Self::Estimates => crate::coding::ESTIMATES,
            Self::Agreement => crate::coding::AGREEMENT,
            Self::Findings => crate::coding::FINDINGS,
            Self::Rechecks => crate::coding::RECHECKS,
            Self::Reports => crate::missing::COLUMNS,
            Self::Links => crate::missing::LINKS,
            Self::Claims => crate::claims::CLAIMS,
            Self::Viewings => crate::claims::VIEWINGS,
            Self::Letters => crate::letters::COLUMNS,
            Self::Publications => crate::publication::PUBLICATIONS,
            Self::Takedowns => crate::publication::TAKEDOWNS,
            Self::Counts => crate::counts::COUNTS,
            Self::Definitions => crate::counts::DEFINITIONS,
            Self::Events => EVENTS,
        }
    }

    /// Its word on the command line and in events.
    pub fn word(self) -> &'static str {
        match self {
            Self::Occurrences => "occurrences",
            Self::Photographs => "photographs",
            Self::Copies => "copies",
            Self::Faces => "faces",
            Self::Markings => "markings",
            Self::Readings => "readings",
            Self::Keyings => "keyings",
            Self::Candidates => "candidates",
            Self::People => "people",
            Self::Assignments => "assignments",
            Self::Queues => "queues",
            Self::Places => "places",
            Self::Bystanders => "bystanders",
            Self::Samples => "samples",
            Self::Codings => "codings",
            Self::Estimates => "estimates",
            Self::Agreement => "agreement",
            Self::Findings => "findings",
            Self::Rechecks => "rechecks",
            Self::Reports => "reports",
            Self::Links => "links",
            Self::Claims => "claims",
            Self::Viewings => "viewings",
            Self::Letters => "letters",
            Self::Publications => "publications",
            Self::Takedowns => "takedowns",
            Self::Counts => "counts",
            Self::Definitions => "definitions",
            Self::Events => "events",
        }
    }
}

/// Makes a row's cells.
type Cells = fn(&SqliteRow) -> Result<Vec<Cell>, CatalogError>;

impl Catalog {
    /// Hands every row of a table to `each`, in log order, and returns how many there were.
    ///
    /// Columns `path` and `first_path` are exact where the bytes are UTF-8, otherwise `\xHH` stands for the rest;
    /// `width` and `height` are as stored; `damage` is the codes joined with `;`. `box` is left, top, width and height of
    /// the upright rectangle around a face, `corners` the four corners as JSON, both in pixels as shown; `text` is empty
    /// for what is no number.
    ///
    /// # Errors
    /// `Sink` with what `each` returned, or if the catalog cannot be read.
    pub async fn table(
        &self,
        table: Table,
        each: &mut (dyn FnMut(&[Cell]) -> std::io::Result<()> + Send),
    ) -> Result<u64, CatalogError> {
        let (sql, cells): (_, Cells) = match table {
            Table::Occurrences => (read::TABLE_OCCURRENCES, occurrence),
            Table::Photographs => (read::TABLE_PHOTOGRAPHS, photograph),
            Table::Copies => (read::TABLE_COPIES, copy),
            Table::Faces => (close::TABLE_FACES, face),
            Table::Markings => (close::TABLE_MARKINGS, marking),
            Table::Readings => (close::TABLE_READINGS, reading),
            Table::Keyings => (keying::TABLE_KEYINGS, keying),
            Table::Candidates => (people::TABLE_CANDIDATES, candidate),
            // What numbers of the collection usually are is the archive's, which hands it to these three.
            Table::People => return self.table_of_people(&Habits::default(), each).await,
            Table::Assignments => return self.table_of_assignments(&Habits::default(), each).await,
            Table::Queues => return self.table_of_queues(&Habits::default(), each).await,
            // What was described alone: the starting list is the archive's, which hands it to `table_of_places`.
            Table::Places => return self.table_of_places(&[], each).await,
            Table::Bystanders => (bystanders::TABLE, crate::bystanders::row),
            Table::Samples => return self.table_of_samples(each).await,
            Table::Codings => return self.table_of_codings(each).await,
            // Statistics and counts are the archive's, which makes the rows.
            Table::Estimates
            | Table::Agreement
            | Table::Findings
            | Table::Rechecks
            | Table::Reports
            | Table::Links
            | Table::Claims
            | Table::Viewings
            | Table::Letters
            | Table::Publications
            | Table::Takedowns
            | Table::Counts
            | Table::Definitions => {
                return Ok(0);
            }
            Table::Events => (read::TABLE_EVENTS, event),
        };
        let mut rows = 0;
        let mut connection = self.pool.acquire().await?;
        each_row(&mut connection, sql, &mut |row| {
            rows += 1;
            each(&cells(row)?).map_err(CatalogError::Sink)
        })
        .await?;
        Ok(rows)
    }
}

impl Catalog {
    /// Hands over the table of people, with what is unusual beside what numbers of the collection usually are.
    ///
    /// # Errors
    /// `Sink` with what `each` returned, or if the catalog cannot be read.
    pub async fn table_of_people(
        &self,
        habits: &Habits,
        each: &mut (dyn FnMut(&[Cell]) -> std::io::Result<()> + Send),
    ) -> Result<u64, CatalogError> {
        let rows = self.individuals_beside(habits).await?;
        for row in &rows {
            each(&individual(row)).map_err(CatalogError::Sink)?;
        }
        Ok(rows.len() as u64)
    }
}

fn individual(row: &IndividualRow) -> Vec<Cell> {
    let maybe = |text: Option<&str>| text.map_or(Cell::Null, |text| Cell::Text(text.to_owned()));
    let fact = |fact: Fact| maybe(row.facts.get(&fact).map(String::as_str));
    let [branch, detainee, examination] = row.numbers.parts().map(|part| maybe(part.map(Number::as_str)));
    let mut unusual: Vec<&str> = row.unusual.iter().map(Unusual::word).collect();
    unusual.dedup();
    vec![
        Cell::Text(row.individual.to_string()),
        fact(Fact::Category),
        branch,
        detainee,
        examination,
        fact(Fact::Sex),
        fact(Fact::AgeBand),
        Cell::Integer(row.photographs.len() as i64),
        maybe(row.seen.as_ref().map(|seen| seen.0.as_str())),
        maybe(row.seen.as_ref().map(|seen| seen.1.as_str())),
        Cell::Text(row.state.word().into()),
        fact(Fact::ListedNumbers),
        maybe(Some(unusual.join(" ").as_str()).filter(|words| !words.is_empty())),
    ]
}

/// Runs a statement without parameters and hands on its rows as they come.
pub(crate) async fn each_row(
    connection: &mut SqliteConnection,
    sql: &'static str,
    each: &mut (dyn FnMut(&SqliteRow) -> Result<(), CatalogError> + Send),
) -> Result<(), CatalogError> {
    use futures_util::TryStreamExt as _;
    let mut rows = sqlx::query(sql).fetch(connection);
    while let Some(row) = rows.try_next().await? {
        each(&row)?;
    }
    Ok(())
}

pub(crate) fn text(row: &SqliteRow, column: usize) -> Result<Cell, CatalogError> {
    Ok(cells::maybe_string(row, column)?.map_or(Cell::Null, Cell::Text))
}

pub(crate) fn hex(row: &SqliteRow, column: usize) -> Result<Cell, CatalogError> {
    Ok(cells::maybe_hash(row, column)?.map_or(Cell::Null, |hash| Cell::Text(HEXLOWER.encode(&hash))))
}

pub(crate) fn integer(row: &SqliteRow, column: usize) -> Result<Cell, CatalogError> {
    Ok(cells::maybe_natural::<i64>(row, column)?.map_or(Cell::Null, Cell::Integer))
}

fn real(row: &SqliteRow, column: usize) -> Result<Cell, CatalogError> {
    Ok(cells::real(row, column)?.map_or(Cell::Null, Cell::Real))
}

fn path(path: &PathBytes) -> Cell {
    Cell::Text(path.to_string())
}

fn occurrence(row: &SqliteRow) -> Result<Vec<Cell>, CatalogError> {
    let bytes = cells::path(row, 1)?;
    Ok(vec![
        text(row, 0)?,
        path(&bytes),
        hex(row, 2)?,
        text(row, 3)?,
        integer(row, 4)?,
        text(row, 5)?,
        text(row, 6)?,
        text(row, 7)?,
        integer(row, 8)?,
        Cell::Text(STANDARD.encode(&bytes.0)),
        integer(row, 9)?,
    ])
}

fn photograph(row: &SqliteRow) -> Result<Vec<Cell>, CatalogError> {
    let pdq = match cells::is_null(row, 9)? {
        true => Cell::Null,
        // The first of the eight: the picture as shown.
        false => Cell::Text(HEXLOWER.encode(cells::bytes(row, 9)?.get(..32).unwrap_or_default())),
    };
    let condition = if cells::is_null(row, 11)? { Cell::Text("not-decoded".into()) } else { text(row, 11)? };
    let damage: Option<Vec<Damage>> = cells::maybe_json(row, 12)?;
    let codes: Vec<String> = damage.unwrap_or_default().into_iter().map(|damage| damage.code).collect();
    Ok(vec![
        hex(row, 0)?,
        integer(row, 1)?,
        text(row, 2)?,
        integer(row, 3)?,
        integer(row, 4)?,
        text(row, 5)?,
        text(row, 6)?,
        text(row, 7)?,
        text(row, 8)?,
        pdq,
        hex(row, 10)?,
        condition,
        Cell::Text(codes.join(";")),
        real(row, 13)?,
        integer(row, 14)?,
        real(row, 15)?,
        real(row, 16)?,
        integer(row, 17)?,
        real(row, 18)?,
        real(row, 19)?,
        integer(row, 20)?,
        path(&cells::path(row, 21)?),
    ])
}

fn copy(row: &SqliteRow) -> Result<Vec<Cell>, CatalogError> {
    Ok(vec![hex(row, 0)?, hex(row, 1)?, text(row, 2)?, integer(row, 3)?, text(row, 4)?, integer(row, 5)?])
}

fn face(row: &SqliteRow) -> Result<Vec<Cell>, CatalogError> {
    let corners: [Point; 4] = cells::json(row, 2)?;
    Ok(vec![
        hex(row, 0)?,
        integer(row, 1)?,
        Cell::Text(upright(&corners)),
        real(row, 3)?,
        real(row, 4)?,
        real(row, 5)?,
        integer(row, 6)?,
        text(row, 2)?,
    ])
}

/// Left, top, width and height of the upright rectangle around four corners, in whole pixels.
fn upright(corners: &[Point; 4]) -> String {
    let least = |axis: usize| corners.iter().map(|corner| corner[axis]).fold(f32::INFINITY, f32::min);
    let most = |axis: usize| corners.iter().map(|corner| corner[axis]).fold(f32::NEG_INFINITY, f32::max);
    let (left, top) = (least(0), least(1));
    format!("{:.0} {:.0} {:.0} {:.0}", left, top, most(0) - left, most(1) - top)
}

fn marking(row: &SqliteRow) -> Result<Vec<Cell>, CatalogError> {
    Ok(vec![hex(row, 0)?, integer(row, 1)?, text(row, 2)?, text(row, 3)?, real(row, 4)?, integer(row, 5)?])
}

fn reading(row: &SqliteRow) -> Result<Vec<Cell>, CatalogError> {
    Ok(vec![
        hex(row, 0)?,
        integer(row, 1)?,
        text(row, 2)?,
        text(row, 3)?,
        text(row, 4)?,
        real(row, 5)?,
        integer(row, 6)?,
        text(row, 7)?,
        text(row, 8)?,
    ])
}

fn keying(row: &SqliteRow) -> Result<Vec<Cell>, CatalogError> {
    let (word, numbers) = match cells::json(row, 4)? {
        Keyed::Numbers(numbers) => ("numbers", numbers),
        Keyed::CannotBeRead => ("cannot-be-read", Numbers::default()),
        Keyed::NotANumber => ("not-a-number", Numbers::default()),
    };
    let [branch, detainee, examination] = numbers
        .parts()
        .map(|part| part.map_or(Cell::Null, |number: &Number| Cell::Text(number.as_str().to_owned())));
    Ok(vec![
        hex(row, 0)?,
        integer(row, 1)?,
        integer(row, 2)?,
        text(row, 3)?,
        Cell::Text(word.into()),
        branch,
        detainee,
        examination,
        text(row, 5)?,
        text(row, 7)?,
        integer(row, 6)?,
    ])
}

fn candidate(row: &SqliteRow) -> Result<Vec<Cell>, CatalogError> {
    let candidate = crate::people::candidate(row)?;
    let reasons: Vec<String> = candidate.reasons.iter().map(reason).collect();
    Ok(vec![
        hex(row, 0)?,
        hex(row, 1)?,
        real(row, 3)?,
        Cell::Text(reasons.join("; ")),
        hex(row, 4)?,
        integer(row, 2)?,
        text(row, 6)?,
    ])
}

/// A reason in plain English.
fn reason(reason: &Reason) -> String {
    let span = |count: i64, one: &str, many: &str| {
        let way = if count < 0 { "before" } else { "after" };
        format!("{} {} {way} it", count.unsigned_abs(), if count.unsigned_abs() == 1 { one } else { many })
    };
    match reason {
        Reason::SameNumbers { numbers } => format!("same numbers {numbers}"),
        Reason::SecondsAfter { seconds } => span(*seconds, "second", "seconds"),
        Reason::NextInSequence { steps } => span(*steps, "step of the counter", "steps of the counter"),
        Reason::AlikeFace => "alike face".into(),
        Reason::CopyOf => "the same picture".into(),
        Reason::SameFolder => "same folder".into(),
    }
}

fn event(row: &SqliteRow) -> Result<Vec<Cell>, CatalogError> {
    Ok(vec![
        integer(row, 0)?,
        text(row, 1)?,
        text(row, 2)?,
        text(row, 3)?,
        text(row, 4)?,
        hex(row, 5)?,
        text(row, 6)?,
        text(row, 7)?,
    ])
}
