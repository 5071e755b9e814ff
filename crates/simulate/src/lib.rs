//! Simulated staff for the demo: keyers, a reviewer, experts and an organiser who work through an archive of the synthetic leak.
//!
//! So that agreement, adjudication, samples and estimates are there to see. Everybody goes through the same use cases as people at
//! the desk, so each act is an event by an agent called `simulated-…`; what they see comes from the leak's truth, what they get
//! wrong from a seed, with a known accuracy. Nobody opens a picture but those who decide which faces are published: each look is an event.
//!
//! A crate of its own that no product program links: made-up codings cannot be written into a real archive by mistake. It also
//! refuses every archive that holds anything the truth does not name ([`Known::of`]).
//!
//! What is done follows from the seed, the truth and what the log holds, never from a stream of draws: stopped anywhere, it goes on;
//! run again, it finds nothing to do.

mod answering;
mod claiming;
mod coding;
mod deciding;
mod draws;
mod families;
mod keying;
mod known;
mod planning;
mod publishing;
mod record;
mod staff;

use std::collections::BTreeMap;
use std::sync::Mutex;

use amana_archive::{Archive, ArchiveError, DescribesFaces, ErrorKind, Result};
use amana_testkit::leak::Truth;
use serde::Serialize;

pub use answering::accurate;
pub use known::{Known, KnownPerson};
pub use record::{CodedStudy, Emaciated, Record, Totals};
pub use staff::{CODERS, Post};

use draws::Draws;
use staff::Staff;

/// How the simulated staff works.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Settings {
    /// From this follows what is got wrong and who is drawn.
    pub seed: String,
    /// How often each coder answers an entry as the truth does.
    pub accuracy: [f64; 2],
    /// How many markings each of the two keyers keys; the others wait for whoever tries the demo.
    pub keyed: u64,
    /// How often a keyer misreads a marking.
    pub misread: f64,
    /// Which share of the people nobody decides about.
    pub undecided: f64,
    /// Which share of the facts about decided people is left unsaid, fact by fact.
    pub unsaid: f64,
    /// People of the detailed study; fewer where there are not so many.
    pub sample: usize,
    /// People of the calibration.
    pub calibration: usize,
    /// Which share of the detailed study both coders code, in thousandths.
    pub overlap: u16,
    /// One in so many detainees of the truth is reported missing by a family.
    pub reported: u32,
}

impl Settings {
    /// The demo's staff.
    pub fn new(seed: &str) -> Self {
        Self {
            seed: seed.to_owned(),
            accuracy: [0.95, 0.90],
            keyed: 500,
            misread: 0.02,
            undecided: 0.04,
            unsaid: 0.03,
            sample: 150,
            calibration: 20,
            overlap: 300,
            reported: 6,
        }
    }
}

/// Something done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is the act of that name")]
pub enum Step {
    AccountMade,
    Keyed,
    Decided,
    SampleDrawn,
    StudyPlanned,
    Coded,
    Adjudicated,
    Reported,
    Photographed,
    Claimed,
    Weighed,
    Objected,
    Proposed,
    Published,
}

/// What is asked after each step: whether to go on.
pub type GoOn<'a> = dyn Fn(Step) -> bool + Sync + 'a;

/// The room in which the staff works.
struct Room<'a> {
    archive: &'a Archive,
    known: Known<'a>,
    settings: &'a Settings,
    draws: Draws<'a>,
    steps: Mutex<BTreeMap<Step, u64>>,
    go_on: &'a GoOn<'a>,
}

impl Room<'_> {
    /// Counts a step.
    fn done(&self, step: Step) -> Result<()> {
        *self.steps().entry(step).or_default() += 1;
        if (self.go_on)(step) {
            return Ok(());
        }
        Err(ArchiveError::new(ErrorKind::Interrupted, "the simulated staff was stopped")
            .safe("everything recorded so far")
            .next("the same command goes on"))
    }

    fn steps(&self) -> std::sync::MutexGuard<'_, BTreeMap<Step, u64>> {
        self.steps.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// Has the staff do all that is not done yet, and tells what there is now. With the models for faces, those of photographs of the
/// living are described.
///
/// # Errors
/// If the archive holds what the truth does not name; [`ErrorKind::Interrupted`] if it was stopped; without keys, or if the archive
/// fails.
pub async fn simulate(
    archive: &Archive,
    truth: &Truth,
    settings: &Settings,
    faces: Option<&dyn DescribesFaces>,
    go_on: &GoOn<'_>,
) -> Result<Record> {
    let contents = archive.snapshot().await?.contents;
    let known = Known::of(truth, contents.iter().map(|content| content.digest))?;
    let draws = Draws::of(&settings.seed);
    let room = Room { archive, known, settings, draws, steps: Mutex::default(), go_on };
    let staff = Staff::hired(&room).await?;
    keying::key(&room, &staff).await?;
    deciding::decide(&room, &staff).await?;
    let studies = planning::plan(&room, &staff).await?;
    for study in studies {
        coding::code(&room, &staff, &study).await?;
        coding::adjudicate(&room, &staff, &study).await?;
    }
    let reported = families::report(&room, &staff, faces).await?;
    let people = families::people(&room).await?;
    claiming::claim(&room, &staff, &reported, &people).await?;
    publishing::publish(&room, &staff, &reported, &people).await?;
    record::of(&room, &staff, &reported).await
}
