//! Codings counted: units × categories.

use super::{Agreement, Coefficient, Ratings, Undefined};

/// How often each unit was put into each category; units that nobody coded are left out.
pub(super) struct Counts {
    pub(super) units: Vec<Vec<f64>>,
    pub(super) categories: usize,
}

impl Counts {
    /// Counts; refuses what no coefficient is defined for.
    pub(super) fn of(ratings: &Ratings) -> Result<Self, Undefined> {
        if ratings.coders() < 2 {
            return Err(Undefined::OneCoder);
        }
        let categories = ratings.categories().len();
        let count = |codings: &Vec<Option<usize>>| {
            let mut counts = vec![0.0; categories];
            codings.iter().flatten().for_each(|category| counts[*category] += 1.0);
            counts
        };
        let mut units: Vec<Vec<f64>> = ratings.codings().iter().map(count).collect();
        units.retain(|unit| total(unit) > 0.0);
        if !units.iter().any(|unit| total(unit) > 1.0) {
            return Err(Undefined::NothingPairable);
        }
        Ok(Self { units, categories })
    }

    /// How many categories were used.
    pub(super) fn used(&self) -> usize {
        (0..self.categories).filter(|category| self.units.iter().any(|unit| unit[*category] > 0.0)).count()
    }

    /// How many units were coded at least twice.
    pub(super) fn pairable(&self) -> usize {
        self.units.iter().filter(|unit| total(unit) > 1.0).count()
    }

    /// The weighted agreement within each unit; `None` of those coded once (Fleiss 1971; with weights and missing codings Gwet 2014).
    pub(super) fn agreements(&self, weights: &[Vec<f64>]) -> Vec<Option<f64>> {
        let within = |unit: &Vec<f64>| {
            let r = total(unit);
            let pairs: f64 =
                unit.iter().zip(weights).map(|(count, row)| count * (dot(row, unit) - 1.0)).sum();
            (r > 1.0).then(|| pairs / (r * (r - 1.0)))
        };
        self.units.iter().map(within).collect()
    }

    /// The mean share of each category over units, each unit counting the same (Gwet 2014: π_k).
    pub(super) fn shares(&self) -> Vec<f64> {
        let mut shares = vec![0.0; self.categories];
        for unit in &self.units {
            let r = total(unit);
            shares.iter_mut().zip(unit).for_each(|(share, count)| *share += count / r);
        }
        shares.iter_mut().for_each(|share| *share /= self.units.len() as f64);
        shares
    }

    /// Coefficient and variance of Gwet's form, (p_a − p_e) / (1 − p_e), linearised (Gwet 2008; of Fleiss' kappa also
    /// Gwet 2021; with missing codings Gwet 2014, as irrCAC 0.4 computes it).
    ///
    /// With n coded and n' pairable units, p_i the agreement within a unit and e_i what its own categories have by chance:
    ///
    /// ```text
    /// κ_i = (n/n') (p_i − p_e) / (1 − p_e) − 2 (1 − κ) (e_i − p_e) / (1 − p_e)     first term 0 unless pairable
    /// var = Σ (κ_i − κ)² / (n (n − 1))
    /// ```
    ///
    /// `chance` is the chance agreement that each unit's own categories would give: its mean over units is p_e.
    pub(super) fn linearised(&self, weights: &[Vec<f64>], chance: &[f64]) -> Linearised {
        let n = self.units.len() as f64;
        let agreements = self.agreements(weights);
        let pairable = agreements.iter().flatten().count() as f64;
        let observed = agreements.iter().flatten().sum::<f64>() / pairable;
        let expected = chance.iter().sum::<f64>() / n;
        let value = (observed - expected) / (1.0 - expected);
        let spread = agreements.iter().zip(chance).map(|(agreement, chance)| {
            let own = agreement.map_or(0.0, |own| n / pairable * (own - expected) / (1.0 - expected));
            let own = own - 2.0 * (1.0 - value) * (chance - expected) / (1.0 - expected);
            (own - value).powi(2)
        });
        Linearised { value, observed, expected, variance: spread.sum::<f64>() / (n * (n - 1.0)) }
    }

    /// An answer without error and interval.
    pub(super) fn answer(
        &self,
        coefficient: Coefficient,
        ratings: &Ratings,
        value: f64,
        observed: f64,
    ) -> Agreement {
        Agreement {
            coefficient,
            value,
            observed,
            expected: None,
            standard_error: None,
            interval: None,
            no_interval: None,
            coders: ratings.coders(),
            categories: ratings.categories().len(),
            units: ratings.units(),
            pairable: self.pairable(),
            codings: ratings.codings().iter().flatten().flatten().count(),
        }
    }
}

/// A coefficient with its variance; the variance is nonsense for one unit.
pub(super) struct Linearised {
    pub(super) value: f64,
    pub(super) observed: f64,
    pub(super) expected: f64,
    pub(super) variance: f64,
}

/// How often a unit was coded.
pub(super) fn total(unit: &[f64]) -> f64 {
    unit.iter().sum()
}

pub(super) fn dot(one: &[f64], two: &[f64]) -> f64 {
    one.iter().zip(two).map(|(one, two)| one * two).sum()
}
