//! Pieces of work in people's hands: whoever is shown one holds it for a while, so that nobody does another's work.
//!
//! Kept in memory alone: a courtesy between people at one desk. What counts is decided from what is in the log.

use std::collections::HashMap;
use std::hash::Hash;

use amana_model::AccountId;

/// How long a piece is held for whoever was shown it, in milliseconds.
const HELD: i64 = 10 * 60 * 1000;

/// Who holds what until when.
pub(crate) struct Held<T>(HashMap<T, (AccountId, i64)>);

impl<T> Default for Held<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T: Eq + Hash> Held<T> {
    /// Whether somebody else holds it at `now`, in milliseconds.
    pub(crate) fn by_another(&self, piece: &T, account: &AccountId, now: i64) -> bool {
        self.0.get(piece).is_some_and(|(holder, until)| holder != account && *until > now)
    }

    /// Whether she holds it at `now`.
    pub(crate) fn by(&self, piece: &T, account: &AccountId, now: i64) -> bool {
        self.0.get(piece).is_some_and(|(holder, until)| holder == account && *until > now)
    }

    /// Holds one piece for somebody, and lets go of what she held before.
    pub(crate) fn hold(&mut self, piece: T, account: &AccountId, now: i64) {
        self.0.retain(|_, (holder, until)| holder != account && *until > now);
        self.0.insert(piece, (account.clone(), now + HELD));
    }

    /// Lets go of a piece.
    pub(crate) fn release(&mut self, piece: &T) {
        self.0.remove(piece);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_piece_each_for_ten_minutes() {
        let mut held = Held::default();
        let [samar, nadim]: [AccountId; 2] = ["samar", "nadim"].map(|name| name.parse().unwrap());
        held.hold(1, &samar, 0);
        assert!(held.by(&1, &samar, HELD - 1) && held.by_another(&1, &nadim, HELD - 1));
        assert!(!held.by(&1, &samar, HELD) && !held.by_another(&1, &nadim, HELD));
        held.hold(2, &samar, 1);
        assert!(!held.by_another(&1, &nadim, 2), "what she held before is free");
        held.release(&2);
        assert!(!held.by(&2, &samar, 2));
    }
}
