//! The committer: gathers looks into batches; each becomes a pack of crops, a part and an event for each accession.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use amana_analysis::{CLOSE_ANALYSER, CloseSeen};
use amana_catalog::Owed;
use amana_model::{AccessionId, Act, CloseObservation, ObservationPart, Packed, SealedName};
use amana_store::Staged;

use super::progress::{Pace, WatchAnalysis};
use super::worker::Done;
use super::{Analysed, OWNER};
use crate::archive::Archive;
use crate::error::Result;
use crate::journal::{Journal, Mark};
use crate::record::write_batch;

/// A batch ends at this many looks,
const LOOKS: usize = 128;
/// or when its first look has waited so long.
const WAIT: Duration = Duration::from_secs(20);

/// Commits batches and keeps count.
pub(super) struct Committer<'a> {
    archive: &'a Archive,
    journal: Journal,
    analysed: Analysed,
    pace: Pace<'a>,
    waiting: Vec<Done>,
    since: Option<Instant>,
}

impl<'a> Committer<'a> {
    pub(super) fn new(
        archive: &'a Archive,
        journal: Journal,
        models: Vec<String>,
        owed: u64,
        watch: &'a dyn WatchAnalysis,
    ) -> Self {
        let analysed = Analysed { owed, models, ..Analysed::default() };
        let pace = Pace::new(watch, owed);
        Self { archive, journal, analysed, pace, waiting: Vec::new(), since: None }
    }

    /// Takes every look until there is no more, then commits the rest: also what was under way when somebody stopped it.
    pub(super) fn run(&mut self, owed: &[Owed], done: &Receiver<Result<Done>>) -> Result<()> {
        loop {
            match done.recv_timeout(Duration::from_millis(250)) {
                Ok(done) => {
                    self.waiting.push(done?);
                    self.since.get_or_insert_with(Instant::now);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            if self.waiting.len() >= LOOKS || self.since.is_some_and(|since| since.elapsed() >= WAIT) {
                self.commit(owed)?;
            }
            self.pace.at(self.analysed.looked + self.waiting.len() as u64);
        }
        self.commit(owed)
    }

    /// Removes the journal; gives the counts.
    pub(super) fn end(self, archive: &Archive) -> Result<Analysed> {
        self.journal.remove(archive.disk.as_ref())?;
        Ok(self.analysed)
    }

    fn commit(&mut self, owed: &[Owed]) -> Result<()> {
        self.since = None;
        // In the order of the log, so that the same originals give the same part.
        self.waiting.sort_by_key(|done| done.place);
        let mut accessions: BTreeMap<&AccessionId, Vec<CloseSeen>> = BTreeMap::new();
        for done in self.waiting.drain(..) {
            self.analysed.add(&done.seen.observation);
            accessions.entry(&owed[done.place].accession).or_default().push(done.seen);
        }
        let (mut acts, mut staged) = (Vec::new(), Vec::new());
        for (accession, seen) in accessions {
            acts.push(Act::ObservationsAdded(self.part(accession, seen, &mut staged)?));
        }
        if acts.is_empty() {
            return Ok(());
        }
        let staged: Vec<&Staged> = staged.iter().collect();
        write_batch(self.archive, &mut self.journal, acts, &staged, Vec::new(), Mark::Goes)?;
        tokio::runtime::Handle::current().block_on(self.archive.catch_up())?;
        Ok(())
    }

    fn part(
        &self,
        accession: &AccessionId,
        mut seen: Vec<CloseSeen>,
        staged: &mut Vec<Staged>,
    ) -> Result<ObservationPart> {
        let pack = pack(&mut seen);
        let crops = (!pack.is_empty()).then(|| self.stage(&pack, staged)).transpose()?;
        let mut rows: Vec<CloseObservation> = seen.into_iter().map(|seen| seen.observation).collect();
        for row in &mut rows {
            row.crops = crops.filter(|_| !row.markings.is_empty());
        }
        Ok(ObservationPart {
            accession: accession.clone(),
            analyser: CLOSE_ANALYSER.into(),
            models: self.analysed.models.clone(),
            part: self.stage(&amana_analysis::part::write_close_part(&rows), staged)?,
            previews: crops,
            rows: u32::try_from(rows.len()).unwrap_or(u32::MAX),
        })
    }

    /// Seals bytes as a staged object; gives the name it will have.
    fn stage(&self, bytes: &[u8], staged: &mut Vec<Staged>) -> Result<SealedName> {
        let mut writer = self.archive.store.begin(OWNER, &self.archive.recipients)?;
        writer.write_all(bytes)?;
        let object = writer.finish()?;
        let name = object.sealed;
        staged.push(object);
        Ok(name)
    }
}

/// Lays all crops one after another, and tells each marking where its own lies.
fn pack(seen: &mut [CloseSeen]) -> Vec<u8> {
    let mut pack = Vec::new();
    for seen in seen {
        for (marking, (jpeg, size)) in seen.observation.markings.iter_mut().zip(&seen.crops) {
            marking.crop = Some(Packed {
                offset: pack.len() as u64,
                length: u32::try_from(jpeg.len()).unwrap_or(u32::MAX),
                width: size.width,
                height: size.height,
            });
            pack.extend_from_slice(jpeg);
        }
    }
    pack
}

impl Analysed {
    fn add(&mut self, observation: &CloseObservation) {
        let readings = observation.markings.iter().flat_map(|marking| &marking.readings);
        self.looked += 1;
        self.undecoded += u64::from(observation.size.is_none());
        self.faces += observation.faces.len() as u64;
        self.markings += observation.markings.len() as u64;
        self.numbers += readings.filter(|reading| reading.number.is_some()).count() as u64;
    }
}
