//! The committer: gathers what is done into batches, and makes each batch durable in an order that survives a crash.

use std::collections::HashSet;
use std::io::Write as _;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use amana_analysis::{ANALYSER, Seen};
use amana_model::{
    AccessionCounts, AccessionId, Act, Digest, FileRecord, ObservationPart, Outcome, Packed, Previews,
    ReportedFile, SealedName,
};
use amana_store::Staged;

use super::content::Contents;
use super::found::{Done, add_reason};
use super::manifest::Manifest;
use super::progress::{self, Counters, Progress, Stage};
use crate::archive::Archive;
use crate::error::{ArchiveError, Result};
use crate::journal::{Journal, Mark};
use crate::record::write_batch;

/// A batch ends at this many things,
const THINGS: usize = 256;
/// or at this many bytes of previews,
const PREVIEW_BYTES: usize = 24 << 20;
/// or when its first thing has waited so long.
const WAIT: Duration = Duration::from_secs(5);

/// Commits batches and keeps the accession's account.
pub(super) struct Committer<'a> {
    pub(super) archive: &'a Archive,
    pub(super) accession: &'a AccessionId,
    pub(super) journal: Journal,
    pub(super) contents: &'a Contents,
    pub(super) counters: &'a Counters,
    pub(super) progress: &'a dyn Progress,
    pub(super) account: Account,
    waiting: Vec<Done>,
    preview_bytes: usize,
    since: Option<Instant>,
    shown: Instant,
}

/// What the report will say.
#[derive(Default)]
pub(super) struct Account {
    pub(super) counts: AccessionCounts,
    pub(super) manifest: Manifest,
    pub(super) exceptions: Vec<ReportedFile>,
    /// The name that each source's paths begin with; empty for a single source.
    pub(super) prefixes: Vec<Vec<u8>>,
}

impl<'a> Committer<'a> {
    pub(super) fn new(
        archive: &'a Archive,
        accession: &'a AccessionId,
        journal: Journal,
        contents: &'a Contents,
        counters: &'a Counters,
        progress: &'a dyn Progress,
        prefixes: Vec<Vec<u8>>,
    ) -> Self {
        let account = Account { prefixes, ..Account::default() };
        let (waiting, shown) = (Vec::new(), Instant::now());
        Self {
            archive,
            accession,
            journal,
            contents,
            counters,
            progress,
            account,
            waiting,
            preview_bytes: 0,
            since: None,
            shown,
        }
    }

    /// Takes everything that is done until there is no more, then commits the rest.
    pub(super) fn run(&mut self, done: &Receiver<Result<Done>>) -> Result<()> {
        loop {
            match done.recv_timeout(Duration::from_millis(250)) {
                Ok(done) => self.take(done?)?,
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            self.show(Stage::TakingIn, false);
            if self.since.is_some_and(|since| since.elapsed() >= WAIT) {
                self.commit()?;
            }
        }
        while !self.waiting.is_empty() {
            let before = self.waiting.len();
            self.commit()?;
            if self.waiting.len() == before {
                return Err(ArchiveError::machine("a content was known but never sealed")
                    .next("run the same command again"));
            }
        }
        Ok(())
    }

    /// Shows progress, now and then or at once.
    pub(super) fn show(&mut self, stage: Stage, at_once: bool) {
        if at_once || self.shown.elapsed() >= Duration::from_millis(500) {
            let now = self.counters.at(stage);
            self.progress.update(&now);
            progress::publish(self.journal.folder(), &now);
            self.shown = Instant::now();
        }
    }

    fn take(&mut self, done: Done) -> Result<()> {
        self.counters.done.fetch_add(1, Ordering::Relaxed);
        if done.recorded {
            if let (Some(digest), Some(name)) = (done.found.record.digest, done.found.record.sealed) {
                self.contents.committed(digest, name);
            }
            self.account.add(&done.found.record);
            return Ok(());
        }
        let previews = done.seen.as_deref().map_or(0, |seen| jpeg(&seen.grid).len() + jpeg(&seen.view).len());
        self.preview_bytes += previews;
        self.since.get_or_insert_with(Instant::now);
        self.waiting.push(done);
        if self.waiting.len() >= THINGS || self.preview_bytes >= PREVIEW_BYTES {
            self.commit()
        } else {
            Ok(())
        }
    }

    /// Commits what can be committed. What is known by a content that is still being sealed waits.
    fn commit(&mut self) -> Result<()> {
        let mut batch = self.ready();
        self.since = (!self.waiting.is_empty()).then(Instant::now);
        self.preview_bytes = 0;
        if batch.is_empty() {
            return Ok(());
        }
        batch.iter_mut().for_each(note_condition);
        let derivatives = self.derivatives(&mut batch)?;
        let mut acts: Vec<Act> = batch.iter().map(|done| Act::FileFound(done.found.record.clone())).collect();
        acts.extend(derivatives.part.clone().map(Act::ObservationsAdded));
        let staged: Vec<&Staged> =
            batch.iter().filter_map(|done| done.staged.as_ref()).chain(&derivatives.staged).collect();
        let files = batch.iter().map(|done| (&done.found.key, &done.found.record)).collect();
        write_batch(self.archive, &mut self.journal, acts, &staged, files, Mark::Goes)?;
        for done in &batch {
            let record = &done.found.record;
            if let (Outcome::Kept, Some(digest), Some(name)) = (record.outcome, record.digest, record.sealed)
            {
                self.contents.committed(digest, name);
            }
            self.account.add(record);
        }
        self.catch_up()
    }

    /// Lets the catalog follow, where keys are at hand.
    pub(super) fn catch_up(&self) -> Result<()> {
        if self.archive.has_keys() {
            tokio::runtime::Handle::current().block_on(self.archive.catch_up())?;
        }
        Ok(())
    }

    fn ready(&mut self) -> Vec<Done> {
        let kept = |done: &Done| {
            (done.found.record.outcome == Outcome::Kept)
                .then_some((done.found.record.digest, done.found.record.sealed))
        };
        let here: std::collections::HashMap<Option<Digest>, Option<SealedName>> =
            self.waiting.iter().filter_map(kept).collect();
        let (mut ready, mut later) = (Vec::new(), Vec::new());
        for mut done in self.waiting.drain(..) {
            let record = &mut done.found.record;
            if let (Outcome::Known, Some(digest)) = (record.outcome, record.digest) {
                record.sealed =
                    here.get(&Some(digest)).copied().flatten().or_else(|| self.contents.in_log(digest));
                if record.sealed.is_none() {
                    later.push(done);
                    continue;
                }
            }
            ready.push(done);
        }
        self.waiting = later;
        order_kept_first(&mut ready);
        ready
    }

    /// The pack of previews and the part of observations of a batch.
    fn derivatives(&self, batch: &mut [Done]) -> Result<Derivatives> {
        let mut derivatives = Derivatives::default();
        let mut seen: Vec<&mut Seen> = batch.iter_mut().filter_map(|done| done.seen.as_deref_mut()).collect();
        if seen.is_empty() {
            return Ok(derivatives);
        }
        let previews = self.pack(&mut seen)?;
        let rows: Vec<_> = seen.iter().map(|seen| seen.observation.clone()).collect();
        let part = self.stage(&amana_analysis::part::write_part(&rows))?;
        derivatives.part = Some(ObservationPart {
            accession: self.accession.clone(),
            analyser: ANALYSER.into(),
            models: Vec::new(),
            part: part.sealed,
            previews: previews.as_ref().map(|staged| staged.sealed),
            rows: u32::try_from(rows.len()).unwrap_or(u32::MAX),
        });
        derivatives.staged.push(part);
        derivatives.staged.extend(previews);
        Ok(derivatives)
    }

    /// Packs the previews into one object, and tells each observation where its own lie.
    fn pack(&self, seen: &mut [&mut Seen]) -> Result<Option<Staged>> {
        let mut pack = Vec::new();
        let mut places = Vec::new();
        for seen in seen.iter() {
            let mut put = |preview: &Option<(Vec<u8>, amana_analysis::Size)>| {
                preview.as_ref().map(|(bytes, size)| {
                    let packed = Packed {
                        offset: pack.len() as u64,
                        length: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
                        width: size.width,
                        height: size.height,
                    };
                    pack.extend_from_slice(bytes);
                    packed
                })
            };
            places.push(put(&seen.grid).zip(put(&seen.view)));
        }
        if pack.is_empty() {
            return Ok(None);
        }
        let staged = self.stage(&pack)?;
        for (seen, place) in seen.iter_mut().zip(places) {
            seen.observation.previews =
                place.map(|(grid, view)| Previews { pack: staged.sealed, grid, view });
        }
        Ok(Some(staged))
    }

    /// Seals bytes as a staged object.
    pub(super) fn stage(&self, bytes: &[u8]) -> Result<Staged> {
        let mut writer = self.archive.store.begin(self.accession.as_str(), &self.archive.recipients)?;
        writer.write_all(bytes)?;
        Ok(writer.finish()?)
    }
}

#[derive(Default)]
struct Derivatives {
    part: Option<ObservationPart>,
    staged: Vec<Staged>,
}

fn jpeg(preview: &Option<(Vec<u8>, amana_analysis::Size)>) -> &[u8] {
    preview.as_ref().map_or(&[], |(bytes, _)| bytes)
}

/// The first thing with a content must be the one that is recorded as kept, whichever worker was faster.
fn order_kept_first(batch: &mut [Done]) {
    batch.sort_by_key(|done| done.found.number);
    let mut seen = HashSet::new();
    for at in 0..batch.len() {
        let record = &batch[at].found.record;
        let (outcome, Some(digest)) = (record.outcome, record.digest) else { continue };
        if !seen.insert(digest) || outcome != Outcome::Known {
            continue;
        }
        let later = batch[at + 1..].iter().position(|other| {
            other.found.record.digest == Some(digest) && other.found.record.outcome == Outcome::Kept
        });
        if let Some(later) = later.map(|offset| at + 1 + offset) {
            let (staged, looked) = (batch[later].staged.take(), batch[later].seen.take());
            (batch[at].staged, batch[at].seen) = (staged, looked);
            batch[at].found.record.outcome = Outcome::Kept;
            batch[later].found.record.outcome = Outcome::Known;
        }
    }
}

/// Says in the record what the first analysis found wrong, so that the report names it.
fn note_condition(done: &mut Done) {
    let Some(seen) = &done.seen else { return };
    let record = &mut done.found.record;
    record.condition = Some(seen.observation.condition);
    for damage in &seen.observation.damage {
        add_reason(record, &format!("{}: {}", damage.code, damage.detail));
    }
}

impl Account {
    fn add(&mut self, record: &FileRecord) {
        let counts = &mut self.counts;
        counts.found += 1;
        counts.in_containers += u64::from(!record.at.within.is_empty());
        *counts.outcomes.entry(record.outcome).or_default() += 1;
        if let (Outcome::Kept | Outcome::Known, Some(format)) = (record.outcome, record.format) {
            *counts.formats.entry(format.word().into()).or_default() += 1;
            counts.bytes_read += record.bytes;
        }
        if record.outcome == Outcome::Kept {
            counts.bytes_kept += record.bytes;
        }
        if let Some(condition) = record.condition {
            *counts.conditions.entry(condition.word().into()).or_default() += 1;
        }
        if let Some(digest) = record.digest {
            let mut path = self.prefixes.get(record.source as usize).cloned().unwrap_or_default();
            path.extend_from_slice(&record.at.joined());
            self.manifest.add(path, digest);
        }
        if !matches!(record.outcome, Outcome::Kept | Outcome::Known) || record.reason.is_some() {
            self.exceptions.push(ReportedFile {
                source: record.source,
                at: record.at.clone(),
                outcome: record.outcome,
                reason: reason(record),
            });
        }
    }
}

fn reason(record: &FileRecord) -> String {
    match (&record.reason, &record.target) {
        (Some(reason), _) => reason.clone(),
        (None, Some(target)) => format!("a symbolic link to {target}; recorded, not followed"),
        (None, None) => String::new(),
    }
}
