//! Bystanders marked in the sample, in memory.

use amana_desk::backend::Bystander;
use amana_model::{BystanderMark, Digest, Region, UtcTime};

/// The size of every picture of the sample, as shown.
const SIZE: (u32, u32) = (2048, 1536);

/// What was marked and not taken back, in order.
#[derive(Default)]
pub(crate) struct Marked {
    marks: Vec<Bystander>,
    next: u64,
}

impl Marked {
    pub(crate) fn of(&self, digest: &Digest) -> Vec<Bystander> {
        self.marks.iter().filter(|one| one.mark.digest == *digest).cloned().collect()
    }

    pub(crate) fn mark(&mut self, agent: &str, time: UtcTime, digest: &Digest, region: Region, note: &str) {
        let note = (!note.is_empty()).then(|| note.to_owned());
        let mark = BystanderMark { digest: *digest, region, size: SIZE, note };
        self.next += 1;
        self.marks.push(Bystander { entry: 30_000 + self.next, time, agent: agent.to_owned(), mark });
    }

    pub(crate) fn unmark(&mut self, entry: u64) {
        self.marks.retain(|one| one.entry != entry);
    }
}
