//! What was coded: units × coders, at a level of measurement.

use serde::Serialize;

/// What may be done with the categories (Stevens 1946).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Names: equal or not.
    Nominal,
    /// An order, as of the five levels of the Istanbul Protocol.
    Ordinal,
    /// Numbers whose differences mean something.
    Interval,
    /// Numbers from a true zero, none negative.
    Ratio,
}

/// Why a table is no table of codings.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum RatingsError {
    /// Units differ in how many coders they have.
    #[error("unit {unit} has {has} places for coders instead of {wanted}")]
    Ragged {
        /// The unit, from 1.
        unit: usize,
        /// Places it has.
        has: usize,
        /// Places of the first unit.
        wanted: usize,
    },
    /// A category that is not one of those declared.
    #[error("unit {unit} has the category {category:?}, which is not among the declared ones")]
    Undeclared {
        /// The unit, from 1.
        unit: usize,
        /// What it has.
        category: String,
    },
    /// Not finite, or negative at the ratio level.
    #[error("unit {unit} has {number}, which is no number of this level")]
    Number {
        /// The unit, from 1.
        unit: usize,
        /// What it has.
        number: f64,
    },
    /// A category was declared twice.
    #[error("the category {0:?} is declared twice")]
    Twice(String),
    /// Names have no differences.
    #[error("names can be nominal or ordinal only")]
    NamesAreNoNumbers,
}

/// Codings: units × coders, each a category or missing.
#[derive(Debug, Clone, PartialEq)]
pub struct Ratings {
    level: Level,
    /// The numbers of the categories, ascending; of names 1, 2, 3 and so on.
    values: Vec<f64>,
    /// The names of the categories.
    names: Vec<String>,
    coders: usize,
    /// units × coders; a place in `values`.
    units: Vec<Vec<Option<usize>>>,
}

impl Ratings {
    /// Takes names without an order. The categories are those that occur.
    ///
    /// # Errors
    /// If units differ in how many coders they have.
    pub fn nominal<S: AsRef<str>>(units: &[Vec<Option<S>>]) -> Result<Self, RatingsError> {
        let mut names: Vec<String> =
            units.iter().flatten().flatten().map(|name| name.as_ref().to_owned()).collect();
        names.sort_unstable();
        names.dedup();
        Self::named(Level::Nominal, &names, units)
    }

    /// Takes names of declared categories, at the ordinal level in their order. Those that nobody used count for the chance
    /// agreement of AC1 and AC2, and for weights.
    ///
    /// # Errors
    /// If a name is not declared, declared twice, or units differ in how many coders they have; if the level is one of numbers.
    pub fn named<N: AsRef<str>, S: AsRef<str>>(
        level: Level,
        names: &[N],
        units: &[Vec<Option<S>>],
    ) -> Result<Self, RatingsError> {
        if level > Level::Ordinal {
            return Err(RatingsError::NamesAreNoNumbers);
        }
        let mut places = std::collections::BTreeMap::new();
        for (at, name) in names.iter().enumerate() {
            if places.insert(name.as_ref(), at).is_some() {
                return Err(RatingsError::Twice(name.as_ref().to_owned()));
            }
        }
        let place = |unit: usize, name: &S| {
            let undeclared = || RatingsError::Undeclared { unit, category: name.as_ref().to_owned() };
            places.get(name.as_ref()).copied().ok_or_else(undeclared)
        };
        Ok(Self {
            level,
            values: (1..=names.len()).map(|at| at as f64).collect(),
            names: names.iter().map(|name| name.as_ref().to_owned()).collect(),
            coders: width(units)?,
            units: placed(units, place)?,
        })
    }

    /// Takes numbers. The categories are those that occur and those `declared`; order and repetition of the latter do not matter.
    ///
    /// # Errors
    /// If a number is not finite, or negative at the ratio level, or units differ in how many coders they have.
    pub fn numbers(level: Level, declared: &[f64], units: &[Vec<Option<f64>>]) -> Result<Self, RatingsError> {
        let coders = width(units)?;
        let fits = |number: f64| number.is_finite() && (level != Level::Ratio || number >= 0.0);
        for (unit, codings) in units.iter().enumerate() {
            if let Some(number) = codings.iter().flatten().find(|number| !fits(**number)) {
                return Err(RatingsError::Number { unit: unit + 1, number: *number });
            }
        }
        if let Some(number) = declared.iter().find(|number| !fits(**number)) {
            return Err(RatingsError::Number { unit: 0, number: *number });
        }
        // Adding nothing makes zero of minus zero, which would else be a category of its own.
        let mut values: Vec<f64> =
            units.iter().flatten().flatten().chain(declared).map(|number| number + 0.0).collect();
        values.sort_by(f64::total_cmp);
        values.dedup();
        let place = |_, number: &f64| Ok(values.partition_point(|value| value < number));
        let units = placed(units, place)?;
        Ok(Self { level, names: values.iter().map(ToString::to_string).collect(), values, coders, units })
    }

    /// The level of measurement.
    pub fn level(&self) -> Level {
        self.level
    }

    /// The names of the categories, in their order.
    pub fn categories(&self) -> &[String] {
        &self.names
    }

    /// How many coders, those who coded nothing included.
    pub fn coders(&self) -> usize {
        self.coders
    }

    /// How many units, those that nobody coded included.
    pub fn units(&self) -> usize {
        self.units.len()
    }

    /// The codings: units × coders, each a place in [`Self::categories`].
    pub fn codings(&self) -> &[Vec<Option<usize>>] {
        &self.units
    }

    /// What stands for the categories where they are computed with: the numbers, or of names and at the ordinal level the places.
    pub(crate) fn scores(&self) -> Vec<f64> {
        match self.level {
            Level::Nominal | Level::Ordinal => (1..=self.values.len()).map(|at| at as f64).collect(),
            Level::Interval | Level::Ratio => self.values.clone(),
        }
    }
}

fn width<T>(units: &[Vec<T>]) -> Result<usize, RatingsError> {
    let wanted = units.first().map_or(0, Vec::len);
    match units.iter().enumerate().find(|(_, codings)| codings.len() != wanted) {
        Some((at, codings)) => Err(RatingsError::Ragged { unit: at + 1, has: codings.len(), wanted }),
        None => Ok(wanted),
    }
}

fn placed<T>(
    units: &[Vec<Option<T>>],
    place: impl Fn(usize, &T) -> Result<usize, RatingsError>,
) -> Result<Vec<Vec<Option<usize>>>, RatingsError> {
    let unit = |(at, codings): (usize, &Vec<Option<T>>)| {
        codings.iter().map(|coding| coding.as_ref().map(|coding| place(at + 1, coding)).transpose()).collect()
    };
    units.iter().enumerate().map(unit).collect()
}
