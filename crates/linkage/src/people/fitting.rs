//! Fits the weights of [`group`](super::group) on photographs of which the people are known.
//!
//! Logistic regression on pairs, all kinds of evidence together: they are not independent, and counting each apart
//! would let clock, folder and copies say one thing three times. What the numbers say is taken as it is. A penalty on the
//! squares of the weights keeps rare levels near nothing.

use std::fmt;

use super::blocks::pairs;
use super::evidence::{CLOCK_LEVELS, COUNTER_LEVELS, Evidence, FACE_LEVELS, face_level};
use super::numbers::Verdict;
use super::photograph::{Photograph, reduce};

/// No weight is larger, in bits: leaks drawn by a program are tidier than life.
const LIMIT: f64 = 7.0;
/// The same for copies: laying one picture over the other shows more than any neighbourhood.
const COPY_LIMIT: f64 = 12.0;
/// A face unlike says no more than this: it may be that of somebody else who stands in the frame.
const FACE_LEAST: f64 = -2.0;
/// A clock alone, over two folders, says no more than this: clocks that are reset claim one second on many days. And where
/// nothing at all is near, [`LIMIT`] stands against: the more photographs, the more people share a number by chance.
const APART_MOST: f64 = 1.0;
/// Half the penalty on the square of a weight, in natural units.
const PENALTY: f64 = 0.5;
/// Rounds over all weights.
const ROUNDS: usize = 60;

const CELLS: usize = CLOCK_LEVELS * COUNTER_LEVELS;
const CLOCK: usize = CELLS;
const COUNTER: usize = CLOCK + CLOCK_LEVELS;
const FACE: usize = COUNTER + COUNTER_LEVELS;
const COPY: usize = FACE + FACE_LEVELS;
const PRIOR: usize = COPY + 1;
const WEIGHTS: usize = PRIOR + 1;

/// One pair: which weights count for it, what the numbers say in natural units, and whether it is one person.
struct Observed {
    weights: [Option<usize>; 6],
    numbers: f64,
    same: bool,
}

/// Pairs from as many leaks as are told.
#[derive(Default)]
pub struct Fitting {
    observed: Vec<Observed>,
}

impl Fitting {
    /// Takes a leak in; `person` tells whom the photograph of an id shows. Pairs of two that show nobody are left out.
    pub fn add(&mut self, photographs: &[Photograph], person: &dyn Fn(u32) -> Option<u32>) {
        let all = reduce(photographs);
        for (one, two) in pairs(&all) {
            let (one, two) = (&all[one as usize], &all[two as usize]);
            let shown = (person(one.id), person(two.id));
            let evidence = Evidence::of(one, two);
            let Verdict::Says(numbers) = evidence.numbers else { continue };
            if shown == (None, None) {
                continue;
            }
            let (clock, counter) = evidence.order.level();
            let weights = [
                Some(clock * COUNTER_LEVELS + counter),
                Some(CLOCK + clock),
                Some(COUNTER + counter),
                evidence.face.map(|cosine| FACE + face_level(cosine)),
                evidence.copy.then_some(COPY),
                Some(PRIOR),
            ];
            let numbers = f64::from(numbers.value()) * std::f64::consts::LN_2;
            self.observed.push(Observed { weights, numbers, same: shown.0 == shown.1 });
        }
    }

    /// Fits, one weight after the other, each by a Newton step.
    pub fn fit(&self) -> Fitted {
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); WEIGHTS];
        for (at, observed) in self.observed.iter().enumerate() {
            observed.weights.iter().flatten().for_each(|weight| members[*weight].push(at));
        }
        let mut sums: Vec<f64> = self.observed.iter().map(|observed| observed.numbers).collect();
        let mut weights = [0.0; WEIGHTS];
        for _ in 0..ROUNDS {
            for (weight, members) in members.iter().enumerate() {
                let penalty = if weight == PRIOR { 0.0 } else { PENALTY };
                let (mut slope, mut bend) = (-2.0 * penalty * weights[weight], 2.0 * penalty + 1e-9);
                for at in members {
                    let likely = 1.0 / (1.0 + (-sums[*at]).exp());
                    slope += f64::from(u8::from(self.observed[*at].same)) - likely;
                    bend += likely * (1.0 - likely);
                }
                let step = (slope / bend).clamp(-1.0, 1.0);
                weights[weight] += step;
                members.iter().for_each(|at| sums[*at] += step);
            }
        }
        let mut seen = [0; CELLS];
        self.observed.iter().for_each(|observed| seen[observed.weights[0].unwrap_or(0)] += 1);
        Fitted { weights, seen, pairs: self.observed.len() }
    }
}

/// Fitted weights; shown as the constants of `weights.rs`, in bits.
pub struct Fitted {
    weights: [f64; WEIGHTS],
    seen: [usize; CELLS],
    pairs: usize,
}

impl Fitted {
    fn bits(&self, weights: &[usize]) -> f64 {
        let sum: f64 = weights.iter().map(|weight| self.weights[*weight]).sum();
        let limit = if weights == [COPY] { COPY_LIMIT } else { LIMIT };
        let bits = (sum / std::f64::consts::LN_2).clamp(-limit, limit);
        let least = if (FACE..COPY).contains(&weights[0]) { FACE_LEAST } else { -limit };
        (bits.max(least) * 10.0).round() / 10.0 + 0.0
    }
}

impl fmt::Display for Fitted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "// {} pairs", self.pairs)?;
        writeln!(f, "pub(super) const PRIOR: f32 = {:.1};", self.bits(&[PRIOR]))?;
        writeln!(f, "pub(super) const COPY: f32 = {:.1};", self.bits(&[COPY]))?;
        let faces: Vec<String> = (FACE..COPY).map(|weight| format!("{:.1}", self.bits(&[weight]))).collect();
        writeln!(f, "pub(super) const FACE: [f32; FACE_LEVELS] = [{}];", faces.join(", "))?;
        writeln!(f, "pub(super) const ORDER: [[f32; COUNTER_LEVELS]; CLOCK_LEVELS] = [")?;
        for clock in 0..CLOCK_LEVELS {
            let row = |counter: usize| clock * COUNTER_LEVELS + counter;
            let cell = |counter: usize| {
                let bits = self.bits(&[row(counter), CLOCK + clock, COUNTER + counter]);
                match (counter + 1 == COUNTER_LEVELS, clock + 1 == CLOCK_LEVELS) {
                    (true, true) => -LIMIT,
                    (true, false) => bits.min(APART_MOST),
                    _ => bits,
                }
            };
            let bits = (0..COUNTER_LEVELS).map(|counter| format!("{:.1}", cell(counter)));
            let seen: Vec<String> = (0..COUNTER_LEVELS).map(|at| self.seen[row(at)].to_string()).collect();
            writeln!(f, "    [{}], // {}", bits.collect::<Vec<_>>().join(", "), seen.join(" "))?;
        }
        writeln!(f, "];")
    }
}
