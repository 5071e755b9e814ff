//! What a share may be, whatever the answer to what is not known: ranges without chance, but for [`Bounds::interval`].

use serde::Serialize;

use super::{EstimateError, Proportion};
use crate::{Confidence, Interval};

/// A share, if all that is open were no, and if all were yes. The truth about those looked at lies between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Bounds {
    /// All that is open is no.
    pub all_no: Proportion,
    /// All that is open is yes.
    pub all_yes: Proportion,
}

impl Bounds {
    /// From the lower limit if all that is open is no to the upper if all is yes (Horowitz and Manski 2000): Wilson's, of the
    /// finite population where it is told. Holds both bounds, and all between, at least as often as it says.
    ///
    /// # Errors
    /// If the population is less than the sample, or beyond 2⁵³.
    pub fn interval(
        self,
        population: Option<u64>,
        confidence: Confidence,
    ) -> Result<Interval, EstimateError> {
        let of = |share: Proportion| match population {
            Some(population) => share.wilson_finite(population, confidence),
            None => Ok(share.wilson(confidence)),
        };
        Ok(Interval { high: of(self.all_yes)?.high, ..of(self.all_no)? })
    }
}

/// Units that could not be assessed, as bounds (Manski 1989): x / (n + u) and (x + u) / (n + u).
///
/// # Errors
/// If there is no unit at all.
pub fn not_assessable(assessed_yes: u64, assessed_no: u64, open: u64) -> Result<Bounds, EstimateError> {
    let sum = |counts: &[u64]| counts.iter().try_fold(0_u64, |sum, count| sum.checked_add(*count));
    let all = sum(&[assessed_yes, assessed_no, open]).ok_or(EstimateError::TooLarge)?;
    let yes = sum(&[assessed_yes, open]).ok_or(EstimateError::TooLarge)?;
    Ok(Bounds { all_no: Proportion::new(assessed_yes, all)?, all_yes: Proportion::new(yes, all)? })
}

/// What coders make of it who do not agree.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Disagreement {
    /// Units that at least one coder could assess, each counted no where any says so, and yes where any says so.
    pub bounds: Bounds,
    /// The share as each coder alone has it, of what that coder assessed; `None` if nothing.
    pub coders: Vec<Option<Proportion>>,
    /// Units on which those who assessed them differ.
    pub disputed: u64,
    /// Units that one coder alone assessed: nobody could differ.
    pub once: u64,
    /// Units that nobody could assess; they are in no share above.
    pub open: u64,
}

/// The range that a share has by the coders' disagreement; units × coders, yes, no, or not assessed.
///
/// # Errors
/// If nobody assessed any unit.
pub fn disagreement(units: &[Vec<Option<bool>>]) -> Result<Disagreement, EstimateError> {
    let count = |holds: &dyn Fn(&[bool]) -> bool| {
        let said = units.iter().map(|unit| unit.iter().flatten().copied().collect::<Vec<bool>>());
        said.filter(|said| holds(said)).count() as u64
    };
    let assessed = count(&|said| !said.is_empty());
    let bounds = Bounds {
        all_no: Proportion::new(count(&|said| !said.is_empty() && said.iter().all(|yes| *yes)), assessed)?,
        all_yes: Proportion::new(count(&|said| said.contains(&true)), assessed)?,
    };
    let coders = units.iter().map(Vec::len).max().unwrap_or(0);
    let alone = |coder: usize| {
        let said: Vec<bool> = units.iter().filter_map(|unit| unit.get(coder).copied().flatten()).collect();
        Proportion::new(said.iter().filter(|yes| **yes).count() as u64, said.len() as u64).ok()
    };
    Ok(Disagreement {
        bounds,
        coders: (0..coders).map(alone).collect(),
        disputed: count(&|said| said.contains(&true) && said.contains(&false)),
        once: count(&|said| said.len() == 1),
        open: units.len() as u64 - assessed,
    })
}
