//! What is drawn from.

use std::collections::{BTreeMap, BTreeSet};

use super::SampleError;

/// One unit of a frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// What it is known by, once in a frame.
    pub id: String,
    /// Its stratum or cluster, where the draw goes by one.
    pub label: Option<String>,
}

/// Units in an order, each once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    units: Vec<Unit>,
}

impl Frame {
    /// Takes units in their order.
    ///
    /// # Errors
    /// If there is none, one without an id, or an id twice.
    pub fn new(units: Vec<Unit>) -> Result<Self, SampleError> {
        if units.is_empty() {
            return Err(SampleError::EmptyFrame);
        }
        let mut seen = BTreeSet::new();
        for (at, unit) in units.iter().enumerate() {
            if unit.id.is_empty() {
                return Err(SampleError::NoId(at + 1));
            }
            if !seen.insert(&unit.id) {
                return Err(SampleError::Twice(unit.id.clone()));
            }
        }
        Ok(Self { units })
    }

    /// Takes ids without labels.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn of_ids<S: Into<String>>(ids: impl IntoIterator<Item = S>) -> Result<Self, SampleError> {
        Self::new(ids.into_iter().map(|id| Unit { id: id.into(), label: None }).collect())
    }

    /// The units.
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// How many units each label has.
    ///
    /// # Errors
    /// If a unit has no label.
    pub fn labels(&self) -> Result<BTreeMap<String, usize>, SampleError> {
        Ok(self.by_label()?.into_iter().map(|(label, units)| (label.to_owned(), units.len())).collect())
    }

    /// The units of each label, in the frame's order.
    pub(super) fn by_label(&self) -> Result<BTreeMap<&str, Vec<&Unit>>, SampleError> {
        let mut labels: BTreeMap<&str, Vec<&Unit>> = BTreeMap::new();
        for unit in &self.units {
            let label = unit.label.as_deref().filter(|label| !label.is_empty());
            let label = label.ok_or_else(|| SampleError::NoLabel(unit.id.clone()))?;
            labels.entry(label).or_default().push(unit);
        }
        Ok(labels)
    }
}
