//! `amana agreement`.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use amana_archive::{ArchiveError, Result};
use amana_model::Digest;
use amana_statistics::agreement::krippendorff::AlphaInterval;
use amana_statistics::agreement::{
    Agreement as Found, Coefficient, Level, Ratings, RatingsError, Undefined, Weights, cohen, fleiss, gwet,
    krippendorff, percent,
};
use amana_statistics::{Confidence, Method};
use clap::{Args, ValueEnum};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::answer::Answer;
use crate::ratings::{Asked, Table, bytes, read};

/// Measure how far coders agree: a CSV, a row a coder, a column a unit, an empty cell where nobody coded.
///
/// Opens no archive. The first row may name the units and the first column the coders; a table that can be read in two ways
/// is not read. Formulas, sources and limits: docs/STATISTICS.md.
#[derive(Args)]
pub(crate) struct Agreement {
    /// The table: CSV in UTF-8
    ratings: PathBuf,
    /// Which coefficient
    #[arg(long, value_enum, default_value = "alpha")]
    metric: Metric,
    /// What may be done with the categories; above nominal they are numbers, or named in order with --categories
    #[arg(long, value_enum, default_value = "nominal")]
    level: LevelWord,
    /// How disagreement is weighed, for Cohen's kappa and AC2
    #[arg(long, value_enum)]
    weights: Option<WeightsWord>,
    /// All categories there are, used or not, at the ordinal level in their order: A,B,C
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    categories: Vec<String>,
    /// A word that stands for not coded, beside the empty cell
    #[arg(long, value_name = "WORD")]
    missing: Vec<String>,
    /// How sure the interval is to be
    #[arg(long, value_name = "SHARE", default_value = "0.95")]
    confidence: Confidence,
    /// How alpha's interval is made
    #[arg(long, value_enum, default_value = "bootstrap")]
    interval: IntervalWord,
    /// The bootstrap's seed; the SHA-256 of the table if not given
    #[arg(long)]
    seed: Option<String>,
    /// How often the bootstrap draws
    #[arg(long, value_name = "COUNT", default_value = "2000")]
    replicates: u32,
    /// Whether the first row names the units; told by its cells if not given
    #[arg(long, value_name = "YES|NO", value_parser = yes_or_no)]
    header: Option<bool>,
    /// Whether the first column names the coders; told by its cells if not given
    #[arg(long, value_name = "YES|NO", value_parser = yes_or_no)]
    names: Option<bool>,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Metric {
    Alpha,
    Percent,
    Cohen,
    Fleiss,
    Ac1,
    Ac2,
}

#[derive(Clone, Copy, ValueEnum)]
enum LevelWord {
    Nominal,
    Ordinal,
    Interval,
    Ratio,
}

#[derive(Clone, Copy, ValueEnum)]
enum WeightsWord {
    Identity,
    Linear,
    Quadratic,
    Ordinal,
}

#[derive(Clone, Copy, ValueEnum)]
enum IntervalWord {
    Bootstrap,
    Linearised,
}

fn yes_or_no(text: &str) -> std::result::Result<bool, String> {
    match text {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err("say yes or no".into()),
    }
}

#[derive(Serialize)]
struct Shown {
    /// SHA-256 of the table.
    sha256: String,
    header: bool,
    names: bool,
    /// Words read as not coded.
    missing: Vec<String>,
    level: Level,
    weights: Weights,
    category_names: Vec<String>,
    #[serde(flatten)]
    found: Found,
}

impl Agreement {
    pub(crate) fn run(self, answer: &Answer) -> Result<ExitCode> {
        let bytes = bytes(&self.ratings)?;
        let sha256 = Digest(Sha256::digest(&bytes).into()).to_string();
        let (level, weights) = (self.level(), self.weights()?);
        let named = self.categories.iter().any(|category| category.parse::<f64>().is_err());
        let asked = Asked {
            header: self.header,
            names: self.names,
            missing: &self.missing,
            categories: &self.categories,
            numbers: level != Level::Nominal && !named,
        };
        let table = read(&bytes, &asked)?;
        let ratings = self.ratings(level, &table, asked.numbers)?;
        let found = self.measure(&ratings, weights, &sha256).map_err(undefined)?;
        let category_names = ratings.categories().to_vec();
        let Table { header, names, missing, .. } = table;
        let shown = Shown { sha256, header, names, missing, level, weights, category_names, found };
        answer.give(&shown, words)?;
        Ok(ExitCode::SUCCESS)
    }

    fn level(&self) -> Level {
        match self.level {
            LevelWord::Nominal => Level::Nominal,
            LevelWord::Ordinal => Level::Ordinal,
            LevelWord::Interval => Level::Interval,
            LevelWord::Ratio => Level::Ratio,
        }
    }

    fn weights(&self) -> Result<Weights> {
        let asked = |text: &str| Err(ArchiveError::mistake(text).safe("nothing was read"));
        match (self.metric, self.weights) {
            (Metric::Ac2, None | Some(WeightsWord::Identity)) => {
                asked("AC2 is AC1 with weights: name them with --weights linear, quadratic or ordinal")
            }
            (Metric::Cohen | Metric::Ac2, Some(WeightsWord::Linear)) => Ok(Weights::Linear),
            (Metric::Cohen | Metric::Ac2, Some(WeightsWord::Quadratic)) => Ok(Weights::Quadratic),
            (Metric::Cohen | Metric::Ac2, Some(WeightsWord::Ordinal)) => Ok(Weights::Ordinal),
            (_, None | Some(WeightsWord::Identity)) => Ok(Weights::Identity),
            (_, Some(_)) => asked("only Cohen's kappa and AC2 are weighed: leave --weights out"),
        }
    }

    fn ratings(&self, level: Level, table: &Table, numbers: bool) -> Result<Ratings> {
        let made = match (numbers, self.categories.is_empty()) {
            (true, _) => Ratings::numbers(level, &parsed(&self.categories)?, &table.numbers()?),
            (false, true) => Ratings::nominal(&table.units),
            (false, false) => Ratings::named(level, &self.categories, &table.units),
        };
        made.map_err(|error| {
            let next = match error {
                RatingsError::Undeclared { .. } => "name every category with --categories",
                RatingsError::NamesAreNoNumbers => "take --level nominal or ordinal, or code in numbers",
                _ => "put it right in a copy of the table",
            };
            ArchiveError::mistake(error.to_string()).safe("the file was only read").next(next)
        })
    }

    fn measure(
        &self,
        ratings: &Ratings,
        weights: Weights,
        sha256: &str,
    ) -> std::result::Result<Found, Undefined> {
        let sure = self.confidence;
        match self.metric {
            Metric::Percent => percent::agreement(ratings, sure),
            Metric::Cohen => cohen::kappa(ratings, weights, sure),
            Metric::Fleiss => fleiss::kappa(ratings, sure),
            Metric::Ac1 | Metric::Ac2 => gwet::coefficient(ratings, weights, sure),
            Metric::Alpha => {
                let seed = self.seed.clone().unwrap_or_else(|| sha256.to_owned());
                let how = match self.interval {
                    IntervalWord::Bootstrap => AlphaInterval::Bootstrap { seed, replicates: self.replicates },
                    IntervalWord::Linearised => AlphaInterval::Linearised,
                };
                krippendorff::alpha(ratings, &how, sure)
            }
        }
    }
}

impl Table {
    /// The codings as numbers.
    fn numbers(&self) -> Result<Vec<Vec<Option<f64>>>> {
        let unit = |unit: &Vec<Option<String>>| {
            unit.iter().map(|coding| coding.as_deref().map(parse).transpose()).collect()
        };
        self.units.iter().map(unit).collect()
    }
}

fn parsed(categories: &[String]) -> Result<Vec<f64>> {
    categories.iter().map(|category| parse(category)).collect()
}

fn parse(text: &str) -> Result<f64> {
    text.parse().map_err(|_| {
        ArchiveError::mistake(format!("{text:?} is no number, which this level needs"))
            .safe("the file was only read")
            .next("take --level nominal, name ordered categories with --categories, or say --missing if it stands for not coded")
    })
}

fn undefined(error: Undefined) -> ArchiveError {
    let next = match error {
        Undefined::OneCoder => "check with --header and --names that every coder's row was taken",
        Undefined::NothingPairable => "have some units coded by two people at least",
        Undefined::OneCategory => {
            "show the counts instead; or take AC1 and name all categories with --categories"
        }
        Undefined::NoOrder => "take --level ordinal, interval or ratio, or no weights",
        Undefined::NotTwoCoders(_) => "take --metric fleiss, alpha or ac1",
        Undefined::Seed | Undefined::Replicates => "change --seed or --replicates",
    };
    ArchiveError::mistake(error.to_string()).safe("the file was only read").next(next)
}

fn words(shown: &Shown) -> String {
    let found = &shown.found;
    let name = match found.coefficient {
        Coefficient::Percent => "Share of pairs that agree",
        Coefficient::CohenKappa => "Cohen's kappa",
        Coefficient::FleissKappa => "Fleiss' kappa",
        Coefficient::KrippendorffAlpha => "Krippendorff's alpha",
        Coefficient::GwetAc1 => "Gwet's AC1",
        Coefficient::GwetAc2 => "Gwet's AC2",
    };
    let mut text = format!("{name}: {:.3}\n", found.value);
    if let Some(interval) = &found.interval {
        let how = match &interval.method {
            Method::Bootstrap { seed, replicates, .. } => {
                format!("bootstrap, {replicates} draws, seed {seed}")
            }
            Method::T { degrees } => format!("t, {degrees} degrees of freedom"),
            Method::Wilson => "Wilson".to_owned(),
            _ => "normal, for large samples".to_owned(),
        };
        let sure = interval.confidence.share() * 100.0;
        let _ = writeln!(text, "  {sure} % interval  {:.3} to {:.3}  ({how})", interval.low, interval.high);
    }
    if let Some(why) = found.no_interval {
        let _ = writeln!(text, "  no interval: {why}");
    }
    let _ = writeln!(text, "  agreement seen {:.3}{}", found.observed, expected(found));
    let _ = writeln!(
        text,
        "  rests on {} of {} units, those coded twice at least; {} codings by {} coders; {} categories: {}",
        found.pairable,
        found.units,
        found.codings,
        found.coders,
        found.categories,
        shown
            .category_names
            .iter()
            .map(|name| name.escape_debug().to_string())
            .collect::<Vec<_>>()
            .join(", ")
    );
    let taken = |taken, as_what: &str| if taken { as_what.to_owned() } else { "codings".to_owned() };
    let _ = writeln!(
        text,
        "  read with the first row as {}, the first column as {}; not coded: an empty cell{}",
        taken(shown.header, "names of units"),
        taken(shown.names, "names of coders"),
        shown.missing.iter().map(|word| format!(", {word:?}")).collect::<String>()
    );
    text + "  It says how alike people coded, not whether they are right."
}

fn expected(found: &Found) -> String {
    found.expected.map_or_else(String::new, |expected| format!(", expected by chance {expected:.3}"))
}
