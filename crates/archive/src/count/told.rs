//! What is told of a unit about one thing: nothing, one value, or several that contradict.

use amana_model::Conflicts;

/// The distinct values told, the one that counts first in front; empty: nothing is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told<T>(Vec<T>);

impl<T> Default for Told<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: PartialEq> Told<T> {
    /// Everything that is told, in the order in which it counts.
    pub fn of(values: impl IntoIterator<Item = T>) -> Self {
        let mut told = Vec::new();
        for value in values {
            if !told.contains(&value) {
                told.push(value);
            }
        }
        Self(told)
    }

    /// The one value that counts; `None` if nothing is told, or if what is told contradicts and then nothing counts.
    pub fn value(&self, conflicts: Conflicts) -> Option<&T> {
        match (conflicts, &self.0[..]) {
            (_, [one]) | (Conflicts::First, [one, ..]) => Some(one),
            _ => None,
        }
    }

    /// Every value told.
    pub fn all(&self) -> &[T] {
        &self.0
    }
}
