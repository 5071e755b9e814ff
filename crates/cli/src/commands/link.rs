//! `amana link`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use amana_archive::{ArchiveError, Result};
use amana_export::table as file;
use amana_linkage::records::{self, Blocking, Column, FittedColumn, How, LinkError, Linked, Pair, Reason};
use amana_model::Digest;
use amana_sheet::{Limits, Sheet};
use clap::Args;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::answer::{Answer, create};
use crate::{brought, mapping};

/// The largest lists that are read: those of authorities, not only those that people make.
const LIMITS: Limits = Limits { bytes: 256 << 20, rows: 2_000_000, cells: 40_000_000, ..Limits::DEFAULT };

/// Find which rows of two lists may tell of one person, with the reasons of each pair; of one list, its duplicates.
///
/// Opens no archive. CSV or XLSX, Arabic or Latin. Columns with one heading in both lists are compared, and names whatever they
/// are called, in whatever spelling, script or order; --columns tells others. Weights are fitted to the lists themselves,
/// without any pair that is known. A pair is a suggestion and a probability one of the model: people decide. Formulas, sources and limits:
/// docs/LINKAGE.md.
#[derive(Args)]
pub(crate) struct Link {
    /// A list
    left: PathBuf,
    /// The list to link it with; with itself if not given
    right: Option<PathBuf>,
    /// Where the pairs go, as CSV, the surest first
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
    /// Which columns are compared, and as what: TOML (docs/LINKAGE.md)
    #[arg(long, value_name = "FILE")]
    columns: Option<PathBuf>,
    /// The least probability of a pair, from 0 to 1
    #[arg(long, value_name = "SHARE", default_value = "0.5")]
    threshold: f64,
    /// Each row in one pair at most, the surest first
    #[arg(long)]
    one_to_one: bool,
    /// Where chance begins: pairs at random, from which it is learnt what agrees by chance
    #[arg(long, default_value = "1")]
    seed: u64,
}

/// A list as read.
#[derive(Serialize)]
struct Read {
    file: String,
    sha256: String,
    read_as: String,
    records: usize,
    #[serde(skip)]
    sheet: Sheet,
}

/// A column with its headings and its weights.
#[derive(Serialize)]
struct Compared {
    #[serde(flatten)]
    fitted: FittedColumn,
    left_headings: Vec<String>,
    right_headings: Vec<String>,
}

#[derive(Serialize)]
struct Unused {
    heading: String,
    why: &'static str,
}

#[derive(Serialize)]
struct Shown {
    left: Read,
    /// None where the left list was linked with itself.
    right: Option<Read>,
    columns: Vec<Compared>,
    unused: Vec<Unused>,
    blocking: Blocking,
    pairs_compared: u64,
    /// Compared pairs on which the weights rest, and rounds of the fit.
    fitted_on: u64,
    rounds: usize,
    /// log₂ of the odds of any pair.
    before_bits: f64,
    threshold: f64,
    one_to_one: bool,
    seed: u64,
    pairs: usize,
    output: String,
}

impl Link {
    pub(crate) fn run(self, answer: &Answer) -> Result<ExitCode> {
        let left = read(&self.left)?;
        let right = self.right.as_deref().map(read).transpose()?;
        let other = right.as_ref().unwrap_or(&left);
        let (columns, unused) = self.compared(&left.sheet, &other.sheet)?;
        let how =
            How { threshold: self.threshold, one_to_one: self.one_to_one, seed: self.seed, ..How::default() };
        // Made before the work is done: that it cannot be written must not be learnt of afterwards.
        let out = create(&self.output)?;
        let (mine, theirs) = (rows(&left.sheet), right.as_ref().map(|right| rows(&right.sheet)));
        let linked = match records::link(&mine, theirs.as_deref(), &columns, &how) {
            Ok(linked) => linked,
            Err(e) => {
                // Nothing was written to it.
                let _ = std::fs::remove_file(&self.output);
                return Err(refused(&e));
            }
        };
        write(&linked, &columns, &left.sheet, &other.sheet, out)?;
        let shown = self.shown(left, right, linked, &columns, unused);
        if shown.output == "-" {
            answer.remark(&words(&shown));
        } else {
            answer.give(&shown, words)?;
        }
        Ok(ExitCode::SUCCESS)
    }

    /// What to compare: told by the mapping, or guessed; and what of the left list is not.
    fn compared(&self, left: &Sheet, right: &Sheet) -> Result<(Vec<Column>, Vec<Unused>)> {
        if let Some(file) = &self.columns {
            let text = brought::read(file, "a mapping of columns")?;
            let columns = mapping::columns(&text, &left.header, &right.header)?;
            return Ok((columns, Vec::new()));
        }
        let (mine, theirs) = (rows(left), rows(right));
        let two = self.right.is_some().then_some((&right.header[..], &theirs[..]));
        let guess = records::guess((&left.header, &mine), two);
        if guess.columns.is_empty() {
            return Err(ArchiveError::mistake(format!(
                "no column can be compared: the lists have {} and {}",
                mapping::shown(&left.header),
                mapping::shown(&right.header)
            ))
            .safe("the lists were only read")
            .next("say with --columns which belong together: docs/LINKAGE.md"));
        }
        let unused = guess.unused.into_iter().map(|(heading, why)| Unused { heading, why });
        Ok((guess.columns, unused.collect()))
    }

    fn shown(
        &self,
        left: Read,
        right: Option<Read>,
        linked: Linked,
        columns: &[Column],
        unused: Vec<Unused>,
    ) -> Shown {
        let of =
            |sheet: &Sheet, places: &[usize]| places.iter().map(|at| sheet.header[*at].clone()).collect();
        let other = right.as_ref().unwrap_or(&left);
        let compared = linked.columns.into_iter().zip(columns).map(|(fitted, column)| Compared {
            fitted,
            left_headings: of(&left.sheet, &column.left),
            right_headings: of(&other.sheet, places(column, right.is_some())),
        });
        Shown {
            columns: compared.collect(),
            unused,
            blocking: linked.blocking,
            pairs_compared: linked.compared,
            fitted_on: linked.fitted_on,
            rounds: linked.rounds,
            before_bits: linked.before,
            threshold: self.threshold,
            one_to_one: self.one_to_one,
            seed: self.seed,
            pairs: linked.pairs.len(),
            output: self.output.display().to_string(),
            left,
            right,
        }
    }
}

/// Where the right values of a column stand: in the left list, where that is linked with itself.
fn places(column: &Column, two: bool) -> &[usize] {
    if two { &column.right } else { &column.left }
}

/// The cells of a row.
struct Cells<'a>(&'a [String]);

impl AsRef<[String]> for Cells<'_> {
    fn as_ref(&self) -> &[String] {
        self.0
    }
}

fn rows(sheet: &Sheet) -> Vec<Cells<'_>> {
    sheet.rows.iter().map(|row| Cells(&row.cells)).collect()
}

fn read(path: &Path) -> Result<Read> {
    let unread =
        || ArchiveError::mistake(format!("{} cannot be read", path.display())).safe("nothing was written");
    let metadata = std::fs::metadata(path).map_err(|e| unread().because(e))?;
    if metadata.len() > LIMITS.bytes as u64 {
        return Err(ArchiveError::mistake(format!(
            "{} is longer than {} bytes",
            path.display(),
            LIMITS.bytes
        ))
        .safe("nothing was written")
        .next("keep the columns that are compared alone"));
    }
    let bytes = std::fs::read(path).map_err(|e| unread().because(e))?;
    let sheet = amana_sheet::read(&bytes, &LIMITS).map_err(|e| unread().because(e))?;
    Ok(Read {
        file: path.display().to_string(),
        sha256: Digest(Sha256::digest(&bytes).into()).to_string(),
        read_as: sheet.read_as.clone(),
        records: sheet.rows.len(),
        sheet,
    })
}

fn refused(error: &LinkError) -> ArchiveError {
    let next = match error {
        LinkError::NoColumn | LinkError::TooManyColumns(_) | LinkError::NoSuchPlace { .. } => {
            "say with --columns which belong together: docs/LINKAGE.md"
        }
        LinkError::Empty(_) | LinkError::TooLong => "check that a heading and all rows are in the files",
        LinkError::NothingShared => "name columns in --columns that both lists have filled",
        LinkError::Threshold => "say --threshold 0.5, or another share",
        LinkError::TooManyPairs(_) => "compare more columns, or take a higher --threshold",
    };
    ArchiveError::mistake(error.to_string()).safe("the lists were only read").next(next)
}

/// A row a pair: where it stands in both lists, how sure, why, and what was compared.
fn write(
    linked: &Linked,
    columns: &[Column],
    left: &Sheet,
    right: &Sheet,
    out: impl std::io::Write + Send,
) -> Result<()> {
    use file::ColumnKind::{Integer, Real, Text};
    let failed = |e: file::TableError| ArchiveError::machine("the pairs could not be written").because(e);
    let mut headings = vec![
        file::Column::new("left_line", Integer),
        file::Column::new("right_line", Integer),
        file::Column::new("probability", Real),
        file::Column::new("bits", Real),
        file::Column::new("reasons", Text),
    ];
    for (at, column) in columns.iter().enumerate() {
        for side in ["left", "right"] {
            // Numbered, because two columns may have one name.
            headings.push(file::Column::new(format!("{side}_{}_{}", at + 1, column.name), Text));
        }
    }
    let mut writer = file::TableWriter::new(file::Format::Csv, headings, out).map_err(failed)?;
    let mut pairs: Vec<&Pair> = linked.pairs.iter().collect();
    pairs.sort_by(|one, two| two.bits.total_cmp(&one.bits));
    let two = !std::ptr::eq(left, right);
    for pair in pairs {
        let (one, other) = (&left.rows[pair.left as usize], &right.rows[pair.right as usize]);
        let mut cells = vec![
            Some(file::Value::Integer(i64::from(one.line))),
            Some(file::Value::Integer(i64::from(other.line))),
            // Never 1: no model is that sure.
            Some(file::Value::Real(((pair.probability() * 1e6).round() / 1e6).min(0.999_999))),
            Some(file::Value::Real((f64::from(pair.bits) * 100.0).round() / 100.0)),
            Some(file::Value::Text(reasons(&linked.reasons(pair)).into())),
        ];
        for column in columns {
            for (row, places) in [(one, &column.left[..]), (other, places(column, two))] {
                let text = places.iter().map(|at| row.cells[*at].as_str()).collect::<Vec<_>>().join(" ");
                cells.push(Some(file::Value::Text(text.trim().to_owned().into())));
            }
        }
        writer.write_row(&cells).map_err(failed)?;
    }
    let mut out = writer.finish().map_err(failed)?;
    out.flush().map_err(|e| ArchiveError::machine("the pairs could not be written").because(e))
}

/// `name: another spelling +12.3 (rare +2.0); born: differs -4.4`.
fn reasons(reasons: &[Reason]) -> String {
    let one = |reason: &Reason| {
        let rare = match reason.rare {
            rare if rare >= 0.05 => format!(" (rare {rare:+.1})"),
            rare if rare <= -0.05 => format!(" (common {rare:+.1})"),
            _ => String::new(),
        };
        format!("{}: {} {:+.1}{rare}", reason.column, reason.level, reason.bits)
    };
    reasons.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn words(shown: &Shown) -> String {
    let mut text = String::new();
    let listed = |read: &Read| format!("{}: {} records, {}", read.file, read.records, read.read_as);
    let _ = writeln!(text, "{}", listed(&shown.left));
    if let Some(right) = &shown.right {
        let _ = writeln!(text, "{}", listed(right));
    }
    for unused in &shown.unused {
        let _ = writeln!(text, "not compared: “{}”: {}", unused.heading, unused.why);
    }
    proposed(&mut text, &shown.blocking, shown.pairs_compared);
    let _ = writeln!(
        text,
        "weights fitted on {} of them in {} rounds, without known pairs; any pair before it is compared: {:+.1} bits",
        shown.fitted_on, shown.rounds, shown.before_bits
    );
    for column in &shown.columns {
        fitted(&mut text, column, &shown.left, shown.right.as_ref());
    }
    let rule = if shown.one_to_one { ", each row in one at most" } else { "" };
    let _ = writeln!(
        text,
        "pairs with a probability of {} and more{rule}: {}, in {}",
        shown.threshold, shown.pairs, shown.output
    );
    text + "  A pair is a suggestion by a model that takes columns as independent. People decide."
}

fn proposed(text: &mut String, blocking: &Blocking, compared: u64) {
    if blocking.whole {
        let _ = writeln!(text, "all {compared} pairs were compared");
        return;
    }
    let blocks: u64 = blocking.blocks.iter().sum();
    let _ = writeln!(
        text,
        "{compared} pairs compared, of {blocks} blocks; the largest has {} pairs",
        blocking.largest
    );
    if blocking.too_common_groups > 0 {
        let _ = writeln!(
            text,
            "too common to be compared by what they share alone: {} groups of {} pairs",
            blocking.too_common_groups, blocking.too_common_pairs
        );
        for group in blocking.too_common.iter().take(5) {
            let example: Vec<String> =
                group.example.iter().map(|(name, value)| format!("{name} {value:?}")).collect();
            let _ = writeln!(text, "  {} × {} records like {}", group.left, group.right, example.join(", "));
        }
    }
}

fn fitted(text: &mut String, column: &Compared, left: &Read, right: Option<&Read>) {
    let FittedColumn { name, kind, left: filled, right: filled_right, levels } = &column.fitted;
    let kind = format!("{kind:?}").to_lowercase();
    let missing = match right {
        Some(right) => {
            format!("missing in {} and {}", left.records as u64 - filled, right.records as u64 - filled_right)
        }
        None => format!("missing in {}", left.records as u64 - filled),
    };
    let _ = writeln!(text, "  {name} ({kind}), {missing}");
    for level in levels.iter().rev() {
        let _ = writeln!(
            text,
            "    {:<29} {:+6.1} bits   {:.4} with one person, {:.7} by chance",
            level.level, level.bits, level.m, level.u
        );
    }
}
