//! Branches and facilities in the sample: the starting list, and what was described in memory.

use amana_desk::backend::{Decided, KnownPlaces};
use amana_desk::look::PlaceDescription;
use amana_model::{Place, UtcTime};

/// The log entry of the sample's first description: beyond all that it begins with.
const FIRST: u64 = 20_000;

/// What was described, in order.
#[derive(Default)]
pub(crate) struct Described(Vec<PlaceDescription>);

impl Described {
    pub(crate) fn known(&self) -> KnownPlaces {
        KnownPlaces::of(self.0.clone(), self.seen())
    }

    fn seen(&self) -> u64 {
        FIRST + self.0.len() as u64
    }

    pub(crate) fn describe(&mut self, agent: &str, time: UtcTime, place: Place, seen: u64) -> Decided {
        if let Some(last) = self.known().of_place(&place.place).next().filter(|last| last.entry >= seen) {
            return Decided::Conflict(last.entry);
        }
        let entry = self.seen();
        self.0.push(PlaceDescription { entry, time, agent: agent.to_owned(), place });
        Decided::Recorded(entry)
    }
}
