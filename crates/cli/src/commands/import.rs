//! `amana import`.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use amana_archive::{
    Archive, ArchiveError, ImportReport, LONGEST_LIST, List, ListBack, ListField, ListTakenOver, Result,
    RowOutcome, RowReport,
};
use amana_export::table as file;
use clap::Args;

use crate::access::Keys;
use crate::answer::{Answer, create};
use crate::lists;

/// How many rows that need somebody are shown.
const SHOWN: usize = 20;
/// The fewest digits by which a list is named.
const SHORTEST: usize = 8;

/// Take over a list of people made elsewhere: CSV or XLSX, a row a photograph.
///
/// Tried only, unless --record says otherwise: every row's outcome is told and nothing is recorded. Columns are `file`;
/// `person` or all three numbers; and what is said of the person. They are guessed from their headers, English or Arabic,
/// or named one by one with --column. A list only adds: what people decided in the archive stays. The same list again
/// goes on where it was stopped.
///
/// Without a list, it tells which lists were taken over. With --take-back, it takes back whole what one of them brought.
#[derive(Args)]
pub(crate) struct Import {
    /// The archive's folder
    archive: PathBuf,
    /// The list
    #[arg(conflicts_with = "take_back")]
    list: Option<PathBuf>,
    /// Which column tells what: file, person, branch, detainee, examination, category, sex, age-band, note
    #[arg(long = "column", value_name = "FIELD=HEADER", value_parser = lists::column::<ListField>)]
    columns: Vec<(ListField, String)>,
    /// Record it
    #[arg(long)]
    record: bool,
    /// Take back what this list brought, by the SHA-256 of its file or at least eight digits of its beginning
    #[arg(long, value_name = "SHA256")]
    take_back: Option<String>,
    /// Write what becomes of every row to this file, as CSV
    #[arg(long, value_name = "FILE", requires = "list")]
    report: Option<PathBuf>,
    #[command(flatten)]
    keys: Keys,
}

impl Import {
    pub(crate) async fn run(self, answer: &Answer) -> Result<ExitCode> {
        let Some(list) = &self.list else { return self.taken_over(answer).await };
        let list = List::read(&lists::read(list, LONGEST_LIST)?)?;
        // Made before anything is recorded: a report that cannot be written must not be learnt of afterwards.
        let out = self.report.as_deref().map(create).transpose()?;
        let archive = self.keys.open(&self.archive, true)?;
        let agent = archive.services().agent.clone();
        let report = archive.import_list(&agent, &list, &self.columns, self.record).await;
        archive.close().await;
        let report = report?;
        if let Some(out) = out {
            write(&report, out)?;
        }
        answer.give(&report, words)?;
        Ok(ExitCode::SUCCESS)
    }

    /// Tells of the lists that were taken over, or takes one back.
    async fn taken_over(&self, answer: &Answer) -> Result<ExitCode> {
        let archive = self.keys.open(&self.archive, self.take_back.is_some() && self.record)?;
        let done = self.take_back(&archive).await;
        archive.close().await;
        match done? {
            Ok(back) => answer.give(&back, words_of_back)?,
            Err(lists) => answer.give(&lists, |lists| words_of_lists(lists))?,
        }
        Ok(ExitCode::SUCCESS)
    }

    async fn take_back(
        &self,
        archive: &Archive,
    ) -> Result<std::result::Result<ListBack, Vec<ListTakenOver>>> {
        let lists = archive.lists_taken_over().await?;
        let Some(wanted) = &self.take_back else { return Ok(Err(lists)) };
        let wanted = wanted.to_ascii_lowercase();
        let named: Vec<&ListTakenOver> =
            lists.iter().filter(|list| list.list.to_string().starts_with(&wanted)).collect();
        let list = match named.as_slice() {
            [list] if wanted.len() >= SHORTEST => list.list,
            _ => {
                return Err(ArchiveError::absent(format!(
                    "no list, or more than one, begins with {wanted:?}"
                ))
                .safe("nothing was recorded")
                .next("run the command without a list: it tells which were taken over"));
            }
        };
        let agent = archive.services().agent.clone();
        Ok(Ok(archive.take_list_back(&agent, &list, self.record).await?))
    }
}

fn words_of_lists(lists: &[ListTakenOver]) -> String {
    if lists.is_empty() {
        return "no list was taken over".into();
    }
    let mut text = String::new();
    for list in lists {
        let state = match (list.can_be_taken_back, list.counting) {
            (false, _) => "cannot be taken back whole",
            (true, 0) => "taken back",
            (true, _) => "counts",
        };
        let _ = writeln!(
            text,
            "{}  {}  {}: people {}, decisions that count {} of {}; {state}",
            list.list, list.time, list.agent, list.people, list.counting, list.decisions
        );
    }
    text.trim_end().to_owned()
}

fn words_of_back(back: &ListBack) -> String {
    let mut text = match (back.recorded, back.decisions) {
        (true, decisions) => format!("taken back: {decisions} decisions of the list count no longer"),
        (false, 0) => "nothing of this list counts any more: there is nothing to take back".to_owned(),
        (false, decisions) => {
            format!("only tried, nothing was recorded; decisions that --record would take back: {decisions}")
        }
    };
    if back.worked_on > 0 {
        let _ = write!(
            text,
            "\npeople of the list about whom somebody decided something since: {}; that stands",
            back.worked_on
        );
    }
    text
}

fn words(report: &ImportReport) -> String {
    let mut text = String::new();
    let columns: Vec<String> =
        report.columns.iter().map(|(field, header)| format!("{field} = “{header}”")).collect();
    let _ = writeln!(text, "read as {}; {}", report.read_as, columns.join(", "));
    if !report.unused.is_empty() {
        let _ = writeln!(text, "not used: {}", report.unused.join(", "));
    }
    for outcome in RowOutcome::ALL {
        if let Some(count) = report.counts.get(outcome.word()) {
            let _ = writeln!(text, "  {:<11} {count:>7}  {}", outcome.word(), meaning(outcome));
        }
    }
    let needs = |outcome| !matches!(outcome, RowOutcome::Joined | RowOutcome::Already);
    let mut shown = 0;
    for row in report.rows.iter().filter(|row| needs(row.outcome) || !row.reasons.is_empty()) {
        shown += 1;
        if shown <= SHOWN {
            let why = why(row).unwrap_or_else(|| meaning(row.outcome).to_owned());
            let _ = writeln!(text, "  row {}: {:?}: {why}", row.line, row.file);
        }
    }
    if shown > SHOWN {
        let _ = writeln!(text, "  and {} rows more: --report FILE tells every one", shown - SHOWN);
    }
    let _ = match (report.recorded, report.people) {
        (true, people) => writeln!(
            text,
            "people recorded: {people}; each can be undone on its page, and the list as a whole with --take-back {}",
            report.list.to_string().get(..12).unwrap_or_default()
        ),
        (false, 0) => writeln!(text, "there is nothing to record"),
        (false, people) => {
            writeln!(text, "only tried, nothing was recorded; people that --record would record: {people}")
        }
    };
    text.trim_end().to_owned()
}

/// What is to be said of a row beside its outcome.
fn why(row: &RowReport) -> Option<String> {
    let reasons: Vec<String> = row.reasons.iter().map(ToString::to_string).collect();
    (!reasons.is_empty()).then(|| reasons.join("; "))
}

fn meaning(outcome: RowOutcome) -> &'static str {
    match outcome {
        RowOutcome::Joined => "put to a person",
        RowOutcome::Already => "put to that person already",
        RowOutcome::NotFound => "no photograph here has this name",
        RowOutcome::Ambiguous => "several photographs have this name",
        RowOutcome::Decided => "people decided otherwise here, which stays",
        RowOutcome::Refused => "something in the row cannot be used",
    }
}

fn write(report: &ImportReport, out: impl std::io::Write + Send) -> Result<()> {
    let failed = |e: file::TableError| {
        ArchiveError::machine("the report could not be written")
            .safe(if report.recorded { "the list was recorded" } else { "nothing was recorded" })
            .because(e)
    };
    let text = |name| file::Column::new(name, file::ColumnKind::Text);
    let columns = vec![
        file::Column::new("row", file::ColumnKind::Integer),
        text("file"),
        text("outcome"),
        text("sha256"),
        text("individual"),
        text("reason"),
    ];
    let mut writer = file::TableWriter::new(file::Format::Csv, columns, out).map_err(failed)?;
    for row in &report.rows {
        let sha256 = row.sha256.map(|digest| digest.to_string());
        let individual = row.individual.as_ref().map(ToString::to_string);
        let why = why(row);
        let cell = |text: Option<&str>| text.map(|text| file::Value::Text(text.to_owned().into()));
        let cells = [
            Some(file::Value::Integer(i64::from(row.line))),
            cell(Some(&row.file)),
            cell(Some(row.outcome.word())),
            cell(sha256.as_deref()),
            cell(individual.as_deref()),
            cell(why.as_deref()),
        ];
        writer.write_row(&cells).map_err(failed)?;
    }
    writer.finish().map_err(failed)?;
    Ok(())
}
