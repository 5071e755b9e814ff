//! The three orders, and the answers to filters in them.

use std::sync::Arc;

use super::{ANSWERS, Grid, Slot};
use crate::{GridFilter, GridOrder};

impl Grid {
    /// The slots that a filter leaves, in order. The last few answers are kept.
    pub(super) fn answer(&mut self, filter: &GridFilter, order: GridOrder) -> Arc<[u32]> {
        let kept = self.answers.iter().position(|(asked, by, _)| asked == filter && *by == order);
        if let Some(kept) = kept {
            return self.answers[kept].2.clone();
        }
        let all = self.ordered(order);
        let wanted = self.wanted(filter);
        let holds = |at: &u32| wanted.holds(&self.slots[*at as usize], self);
        let answer: Arc<[u32]> = all.iter().copied().filter(holds).collect();
        if self.answers.len() == ANSWERS {
            self.answers.remove(0);
        }
        self.answers.push((filter.clone(), order, answer.clone()));
        answer
    }

    /// Every slot in an order, made once after each change.
    fn ordered(&mut self, order: GridOrder) -> Arc<[u32]> {
        if let Some(made) = &self.orders[order as usize] {
            return made.clone();
        }
        let mut all: Vec<u32> = (0..).take(self.slots.len()).collect();
        let slot = |at: &u32| &self.slots[*at as usize];
        match order {
            // Slots are made in log order.
            GridOrder::Accession => {}
            GridOrder::Taken => all.sort_by(|a, b| taken(slot(a)).cmp(&taken(slot(b)))),
            GridOrder::Path => all.sort_by(|a, b| self.path(slot(a)).cmp(&self.path(slot(b)))),
        }
        let made: Arc<[u32]> = all.into();
        self.orders[order as usize] = Some(made.clone());
        made
    }

    /// Folder by folder, then by name, then as taken in.
    fn path<'a>(&'a self, slot: &'a Slot) -> (&'a str, &'a str, u64) {
        let seen = &self.seen[slot.first as usize];
        (&self.folders[seen.folder as usize].path, &seen.name, slot.id)
    }
}

/// Those without a time last.
fn taken(slot: &Slot) -> (bool, Option<&str>, u64) {
    (slot.taken_at().is_none(), slot.taken_at(), slot.id)
}
