//! The draws. The rule is told in the module above.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Frame, SampleError, Unit};
use crate::random::key;

/// How a sample was drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SampleMethod {
    /// Simple random, without replacement.
    Simple,
    /// Simple random within each stratum.
    Stratified,
    /// At equal steps, from a start by chance.
    Systematic,
    /// Simple random of clusters, each whole.
    Clusters,
}

/// A sample, with all that is needed to draw it again from the same frame.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sample {
    /// How.
    pub method: SampleMethod,
    /// The seed.
    pub seed: String,
    /// How many units the frame has.
    pub frame: usize,
    /// Asked for: of each label where the draw goes by strata, otherwise under the empty label.
    pub asked: BTreeMap<String, usize>,
    /// What was drawn, in the order drawn; strata one after the other by their labels, a cluster's units as in the frame.
    pub units: Vec<Drawn>,
}

/// One unit drawn.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Drawn {
    /// Its id.
    pub id: String,
    /// Its label, if it has one.
    pub label: Option<String>,
    /// How likely it was to be drawn. One divided by it is how many units it stands for.
    pub probability: f64,
}

impl Drawn {
    fn of(unit: &Unit, drawn: usize, of: usize) -> Self {
        Self { id: unit.id.clone(), label: unit.label.clone(), probability: drawn as f64 / of as f64 }
    }
}

/// Draws `size` units, each as likely as any other.
///
/// # Errors
/// If that is none or more than there are, or the seed cannot be used.
pub fn simple(frame: &Frame, seed: &str, size: usize) -> Result<Sample, SampleError> {
    let units: Vec<&Unit> = frame.units().iter().collect();
    check(seed, size, units.len())?;
    let drawn = first(&units, seed, size, |unit| &unit.id);
    let units = drawn.iter().map(|unit| Drawn::of(unit, size, units.len())).collect();
    Ok(sample(SampleMethod::Simple, frame, seed, size, units))
}

/// Draws of each stratum as many units as `sizes` says; strata that it does not name give none, and nothing can be said of them.
///
/// # Errors
/// If a size is more than there are, all of them none, a label unknown or a unit without one, or the seed cannot be used.
pub fn stratified(frame: &Frame, seed: &str, sizes: &BTreeMap<String, usize>) -> Result<Sample, SampleError> {
    let labels = frame.by_label()?;
    check(seed, sizes.values().fold(0, |sum, size| sum.saturating_add(*size)), frame.units().len())?;
    let mut units = Vec::new();
    for (label, size) in sizes.iter().filter(|(_, size)| **size > 0) {
        let all = labels.get(label.as_str()).ok_or_else(|| SampleError::UnknownLabel(label.clone()))?;
        check(seed, *size, all.len())?;
        let drawn = first(all, seed, *size, |unit| &unit.id);
        units.extend(drawn.iter().map(|unit| Drawn::of(unit, *size, all.len())));
    }
    let sample = sample(SampleMethod::Stratified, frame, seed, 0, units);
    Ok(Sample { asked: sizes.clone(), ..sample })
}

/// Draws `size` clusters, each as likely as any other, and takes all units of each.
///
/// # Errors
/// If that is none or more than there are, a unit has no label, or the seed cannot be used.
pub fn clusters(frame: &Frame, seed: &str, size: usize) -> Result<Sample, SampleError> {
    let labels = frame.by_label()?;
    check(seed, size, labels.len())?;
    let names: Vec<&str> = labels.keys().copied().collect();
    let drawn = first(&names, seed, size, |label| label);
    let units = drawn.iter().flat_map(|label| &labels[label]);
    let units = units.map(|unit| Drawn::of(unit, size, labels.len())).collect();
    Ok(sample(SampleMethod::Clusters, frame, seed, size, units))
}

/// Draws `size` units at equal steps through the frame's order, from a start by chance; the step need not be whole (Särndal, Swensson
/// and Wretman 1992, the fractional interval method, in whole numbers).
///
/// Each unit is drawn with probability n / N exactly; but the variance of such a sample cannot be estimated from it
/// without assuming that the order of the frame has nothing to do with what is looked for.
///
/// # Errors
/// If that is none or more than there are, or the seed cannot be used.
pub fn systematic(frame: &Frame, seed: &str, size: usize) -> Result<Sample, SampleError> {
    let all = frame.units();
    check(seed, size, all.len())?;
    let (whole, count) = (all.len() as u128, size as u128);
    let start = key(seed, &[]).iter().fold(0, |rest, byte| (rest * 256 + u128::from(*byte)) % whole);
    let place = |i: u128| ((i * whole + start) / count) as usize;
    let units = (0..count).map(|i| Drawn::of(&all[place(i)], size, all.len())).collect();
    Ok(sample(SampleMethod::Systematic, frame, seed, size, units))
}

/// The first `size` by their keys.
fn first<'a, T: ?Sized>(all: &[&'a T], seed: &str, size: usize, id: impl Fn(&T) -> &str) -> Vec<&'a T> {
    // Two ids of one key are two texts of one SHA-256: their order among each other is never asked for.
    let mut keyed: Vec<([u8; 32], &T)> =
        all.iter().map(|unit| (key(seed, id(unit).as_bytes()), *unit)).collect();
    keyed.sort_by_key(|(key, _)| *key);
    keyed.into_iter().take(size).map(|(_, unit)| unit).collect()
}

fn check(seed: &str, asked: usize, there: usize) -> Result<(), SampleError> {
    if seed.is_empty() || seed.contains('\0') {
        return Err(SampleError::Seed);
    }
    match asked {
        0 => Err(SampleError::Nothing),
        asked if asked > there => Err(SampleError::TooMany { asked, there }),
        _ => Ok(()),
    }
}

fn sample(method: SampleMethod, frame: &Frame, seed: &str, size: usize, units: Vec<Drawn>) -> Sample {
    let asked = BTreeMap::from([(String::new(), size)]);
    Sample { method, seed: seed.to_owned(), frame: frame.units().len(), asked, units }
}
