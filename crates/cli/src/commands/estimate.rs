//! `amana estimate`.

use std::fmt::Write as _;
use std::process::ExitCode;

use amana_archive::{ArchiveError, Result};
use amana_statistics::estimates::sensitivity::{Bounds, not_assessable};
use amana_statistics::estimates::{EstimateError, Proportion, Total, planning};
use amana_statistics::{Confidence, Interval, Method};
use clap::Args;
use serde::Serialize;

use crate::answer::Answer;

/// Say what a random sample tells of all: x of n, with intervals; or how many to look at.
///
/// Opens no archive. Holds only if the n were drawn at random (`docs/STATISTICS.md`): of photographs that somebody chose, an
/// interval says nothing about the others.
#[derive(Args)]
pub(crate) struct Estimate {
    /// How many were drawn and could be assessed
    #[arg(long, value_name = "COUNT", required_unless_present = "within")]
    n: Option<u64>,
    /// How many of them are yes
    #[arg(long, value_name = "COUNT", required_unless_present = "within")]
    x: Option<u64>,
    /// How many there are in all
    #[arg(long, value_name = "COUNT")]
    population: Option<u64>,
    /// How many were drawn beside the n and could not be assessed
    #[arg(long, value_name = "COUNT", default_value = "0")]
    not_assessable: u64,
    /// How sure an interval is to be
    #[arg(long, value_name = "SHARE", default_value = "0.95")]
    confidence: Confidence,
    /// Instead: how many to draw so that a share is known to ± this, 0.05 for five points
    #[arg(long, value_name = "SHARE", conflicts_with_all = ["n", "x", "not_assessable"])]
    within: Option<f64>,
    /// With --within: the share to be expected; 0.5 is the worst case
    #[arg(long, value_name = "SHARE", default_value = "0.5", requires = "within")]
    expected: f64,
}

/// A share and all that is to be said with it.
#[derive(Serialize)]
struct Shown {
    yes: u64,
    assessed: u64,
    not_assessable: u64,
    population: Option<u64>,
    share: f64,
    intervals: Vec<Interval>,
    /// How many yes in the population, by Wilson's interval for a finite one.
    total: Option<Total>,
    /// If all that could not be assessed were no, and yes.
    bounds: Option<Bounds>,
    /// From the lower limit of the one to the upper of the other.
    bounds_interval: Option<Interval>,
}

#[derive(Serialize)]
struct Planned {
    size: u64,
    within: f64,
    expected: f64,
    population: Option<u64>,
    confidence: Confidence,
}

impl Estimate {
    pub(crate) fn run(self, answer: &Answer) -> Result<ExitCode> {
        if let Some(within) = self.within {
            let size =
                planning::size(within, self.expected, self.population, self.confidence).map_err(refused)?;
            let Self { expected, population, confidence, .. } = self;
            answer.give(&Planned { size, within, expected, population, confidence }, planned)?;
            return Ok(ExitCode::SUCCESS);
        }
        let shown = self.shown().map_err(refused)?;
        answer.give(&shown, words)?;
        Ok(ExitCode::SUCCESS)
    }

    fn shown(&self) -> std::result::Result<Shown, EstimateError> {
        let (yes, assessed) = (self.x.unwrap_or(0), self.n.unwrap_or(0));
        let share = Proportion::new(yes, assessed)?;
        let drawn = assessed.checked_add(self.not_assessable).ok_or(EstimateError::TooLarge)?;
        if let Some(population) = self.population.filter(|population| *population < drawn) {
            return Err(EstimateError::MoreThanPopulation { sampled: drawn, population });
        }
        let mut intervals = vec![share.wilson(self.confidence), share.clopper_pearson(self.confidence)];
        let mut total = None;
        if let Some(population) = self.population {
            let finite = share.wilson_finite(population, self.confidence)?;
            total = Some(share.total(population, &finite)?);
            intervals.extend([finite, share.hypergeometric(population, self.confidence)?]);
        }
        let open = self.not_assessable;
        let bounds = (open > 0).then(|| not_assessable(yes, assessed - yes, open)).transpose()?;
        let bounds_interval =
            bounds.map(|both| both.interval(self.population, self.confidence)).transpose()?;
        let (population, share, not_assessable) = (self.population, share.value(), open);
        Ok(Shown {
            yes,
            assessed,
            not_assessable,
            population,
            share,
            intervals,
            total,
            bounds,
            bounds_interval,
        })
    }
}

fn refused(error: EstimateError) -> ArchiveError {
    ArchiveError::mistake(error.to_string())
        .safe("nothing was computed")
        .next("change the counts, and ask again")
}

fn percent(share: f64) -> String {
    format!("{:.2} %", share * 100.0)
}

fn words(shown: &Shown) -> String {
    let Shown { yes, assessed, not_assessable, .. } = shown;
    let mut text = format!("{yes} of {assessed} assessed: {}\n", percent(shown.share));
    for interval in &shown.intervals {
        let how = match interval.method {
            Method::Wilson => "Wilson, of an endless population",
            Method::ClopperPearson => "Clopper-Pearson, exact, of an endless population",
            Method::WilsonFinite => "Wilson, of this population",
            _ => "hypergeometric, exact, of this population",
        };
        let (low, high) = (percent(interval.low), percent(interval.high));
        let _ = writeln!(text, "  {} %  {low} to {high}  ({how})", interval.confidence.share() * 100.0);
    }
    if let (Some(total), Some(population)) = (&shown.total, shown.population) {
        // Outwards, so that whole numbers promise no more.
        let (low, high) = (total.low.floor(), total.high.ceil());
        let _ = writeln!(text, "  of {population}: about {:.0}, from {low} to {high}", total.value);
    }
    if let (Some(bounds), Some(interval)) = (&shown.bounds, &shown.bounds_interval) {
        let (low, high) = (percent(bounds.all_no.value()), percent(bounds.all_yes.value()));
        let _ = writeln!(
            text,
            "  all that leaves out the {not_assessable} not assessable: {low} if all of them are no, {high} if all are yes; \
             {} % interval of both, {} to {}",
            interval.confidence.share() * 100.0,
            percent(interval.low),
            percent(interval.high)
        );
    }
    text + "  Holds only if those assessed were drawn at random."
}

fn planned(planned: &Planned) -> String {
    let of = planned.population.map_or_else(String::new, |population| format!(" of {population}"));
    format!(
        "draw {}{of}: a share near {} is then known to ± {} points, {} % sure\n  Those that turn out not assessable are to be \
         drawn beside them.",
        planned.size,
        percent(planned.expected),
        planned.within * 100.0,
        planned.confidence.share() * 100.0
    )
}
