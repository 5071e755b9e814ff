//! Links lists of people: which record of one list and which of another, or of the same, may tell of one person, and why.
//!
//! [`link`] is the main function; it is pure, and the same lists give the same pairs.
//!
//! 1. *prepare*: each column's values are folded and numbered, so that equal values are compared once (`values`);
//! 2. *propose*: records that share something rare enough become pairs; what is too common is parted by what else is shared, and what
//!    is too common even so is reported (`blocks`). Short lists are compared whole;
//! 3. *compare*: each column says how far two values agree, in a few levels; a missing value says nothing (`compare`);
//! 4. *fit*: how often each level comes by chance, from pairs at random; how often with one person, by EM, without any known pair
//!    (`fit`);
//! 5. *score*: logarithms of the ratios add up; what is rare counts more than what is common (`score`).
//!
//! The model is that of Fellegi and Sunter 1969; formulas, sources and limits are in `docs/LINKAGE.md`. Columns are taken as
//! independent, which those of life are not: a probability is for ranking, and people decide.

mod blocks;
mod columns;
mod compare;
mod date;
mod fit;
mod linked;
mod score;
mod values;

pub use blocks::{Blocking, TooCommon};
pub use columns::{Column, Guess, Kind, MOST_COLUMNS, guess};
pub use linked::{Linked, Pair, Reason};
pub use score::{FittedColumn, FittedLevel};

use blocks::Blocks;
use score::Weights;
use values::Values;

/// How to link.
#[derive(Debug, Clone)]
pub struct How {
    /// The least probability of a pair that is given, 0 to 1.
    pub threshold: f64,
    /// Each record in one pair at most, the surest first.
    pub one_to_one: bool,
    /// Threads; 0 for as many as the machine has.
    pub threads: usize,
    /// Where chance begins.
    pub seed: u64,
    /// Pairs of one block beyond which it is parted.
    pub block: u64,
    /// Lists with no more pairs than this are compared whole.
    pub whole: u64,
    /// The most pairs that are kept; beyond it linking stops.
    pub most_pairs: usize,
}

impl Default for How {
    fn default() -> Self {
        Self {
            threshold: 0.5,
            one_to_one: false,
            threads: 0,
            seed: 1,
            block: 1_000,
            whole: 1_000_000,
            most_pairs: 20_000_000,
        }
    }
}

/// Why lists are not linked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// No column is to be compared.
    #[error("there is no column to compare")]
    NoColumn,
    /// Too many.
    #[error("{0} columns are to be compared, and {MOST_COLUMNS} is the most")]
    TooManyColumns(usize),
    /// A column's place is not in every row.
    #[error("column {column:?} is not in row {row} of the {list} list")]
    NoSuchPlace {
        /// The column.
        column: String,
        /// The row, from 1 on.
        row: usize,
        /// `left` or `right`.
        list: &'static str,
    },
    /// A list has no records, or one list has only one.
    #[error("there is nothing to compare: {0}")]
    Empty(&'static str),
    /// No column has values in both lists.
    #[error("no column has values in both lists")]
    NothingShared,
    /// More records than can be numbered.
    #[error("a list has more than {} records", u32::MAX / 2)]
    TooLong,
    /// Not between 0 and 1.
    #[error("a probability lies between 0 and 1")]
    Threshold,
    /// More pairs than may be kept.
    #[error("more than {0} pairs reach the threshold")]
    TooManyPairs(usize),
}

/// Links two lists by their columns, or one with itself where there is no right one.
///
/// Rows are cells of text, as many as the columns' places need.
///
/// # Errors
/// If there is nothing to compare, a place is not in a row, or more pairs reach the threshold than may be kept.
pub fn link<R: AsRef<[String]>>(
    left: &[R],
    right: Option<&[R]>,
    columns: &[Column],
    how: &How,
) -> Result<Linked, LinkError> {
    check(left, right, columns, how)?;
    let values: Vec<Values> = columns.iter().map(|column| Values::of(column, left, right)).collect();
    if values.iter().all(|values| !values.on_both_sides()) {
        return Err(LinkError::NothingShared);
    }
    let lists = Lists { left: left.len(), right: right.map(<[R]>::len) };
    let threads = match how.threads {
        0 => std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
        told => told.min(256),
    };
    let blocks = Blocks::of(&values, lists, how);
    let fitted = fit::fit(&values, &blocks, lists, how.seed, threads);
    let weights = Weights::of(&values, &fitted);
    linked::find(values, &blocks, weights, lists, how, threads)
}

/// How long the lists are.
#[derive(Debug, Clone, Copy)]
struct Lists {
    left: usize,
    /// None where the left is linked with itself.
    right: Option<usize>,
}

impl Lists {
    fn right(self) -> usize {
        self.right.unwrap_or(self.left)
    }

    /// All pairs that there are.
    fn pairs(self) -> f64 {
        let left = self.left as f64;
        self.right.map_or(left * (left - 1.0) / 2.0, |right| left * right as f64)
    }
}

fn check<R: AsRef<[String]>>(
    left: &[R],
    right: Option<&[R]>,
    columns: &[Column],
    how: &How,
) -> Result<(), LinkError> {
    match columns.len() {
        0 => return Err(LinkError::NoColumn),
        1..=MOST_COLUMNS => {}
        more => return Err(LinkError::TooManyColumns(more)),
    }
    if !(0.0..=1.0).contains(&how.threshold) {
        return Err(LinkError::Threshold);
    }
    match right {
        _ if left.is_empty() => return Err(LinkError::Empty("the left list has no records")),
        Some([]) => return Err(LinkError::Empty("the right list has no records")),
        None if left.len() < 2 => return Err(LinkError::Empty("the list has one record only")),
        _ => {}
    }
    if left.len().max(right.map_or(0, <[R]>::len)) > (u32::MAX / 2) as usize {
        return Err(LinkError::TooLong);
    }
    for column in columns {
        for (list, rows, places) in [("left", Some(left), &column.left), ("right", right, &column.right)] {
            let last = places.iter().max().map_or(0, |last| last + 1);
            let short = rows.and_then(|rows| rows.iter().position(|row| row.as_ref().len() < last));
            if let Some(row) = short {
                return Err(LinkError::NoSuchPlace { column: column.name.clone(), row: row + 1, list });
            }
        }
    }
    Ok(())
}
