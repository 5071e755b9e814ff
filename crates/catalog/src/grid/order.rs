//! The three orders, and the answers to filters in them. By path means: folder by folder, then by name.

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
        let all = (0..).zip(&self.slots);
        let made: Arc<[u32]> = match order {
            // Slots are made in log order.
            GridOrder::Accession => all.map(|(at, _)| at).collect(),
            GridOrder::Taken => {
                sorted(all.map(|(at, slot)| (taken_key(slot), at)), |at| taken(&self.slots[at as usize]))
            }
            GridOrder::Path => {
                let ranks = self.folder_ranks();
                let key = |slot: &Slot| {
                    let seen = &self.seen[slot.first as usize];
                    u128::from(ranks[seen.folder as usize]) << 96 | leading(&seen.name) >> 32
                };
                sorted(all.map(|(at, slot)| (key(slot), at)), |at| self.name(&self.slots[at as usize]))
            }
        };
        self.orders[order as usize] = Some(made.clone());
        made
    }

    /// The place of each folder among all, by path.
    fn folder_ranks(&self) -> Vec<u32> {
        let mut by_path: Vec<(&str, usize)> =
            self.folders.iter().enumerate().map(|(at, folder)| (folder.path.as_str(), at)).collect();
        by_path.sort_unstable();
        let mut ranks = vec![0; by_path.len()];
        for (rank, (_, at)) in (0..).zip(by_path) {
            ranks[at] = rank;
        }
        ranks
    }

    /// Within a folder: by name, then as taken in.
    fn name(&self, slot: &Slot) -> (&str, u64) {
        (&self.seen[slot.first as usize].name, slot.id)
    }
}

/// Sorts by a leading part that fits a number, and only where that is equal by the whole.
fn sorted<K: Ord>(keyed: impl Iterator<Item = (u128, u32)>, whole: impl Fn(u32) -> K) -> Arc<[u32]> {
    let mut keyed: Vec<(u128, u32)> = keyed.collect();
    keyed.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| whole(a.1).cmp(&whole(b.1))));
    keyed.into_iter().map(|(_, at)| at).collect()
}

/// The first 16 bytes as a number that sorts like them.
fn leading(text: &str) -> u128 {
    let mut bytes = [0; 16];
    let length = text.len().min(16);
    bytes[..length].copy_from_slice(&text.as_bytes()[..length]);
    u128::from_be_bytes(bytes)
}

fn taken_key(slot: &Slot) -> u128 {
    slot.taken_at().map_or(u128::MAX, leading)
}

/// Those without a time last.
fn taken(slot: &Slot) -> (bool, Option<&str>, u64) {
    (slot.taken_at().is_none(), slot.taken_at(), slot.id)
}
