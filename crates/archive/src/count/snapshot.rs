//! What counts are made of, read from the catalog at one size of the log.

use std::collections::{BTreeMap, BTreeSet};

use amana_catalog::{CountedContent, CountedPath, IndividualRow};
use amana_model::{CODED_AGE_BAND, CODED_SEX, Digest, Fact, IndividualId, IndividualState, Number};
use serde::{Deserialize, Serialize};

use crate::archive::{Archive, log_error};
use crate::coding::CodingRoom;
use crate::error::{ArchiveError, Result};

/// How often reading is begun again while others write.
const TRIES: usize = 8;

/// The head of the log that a snapshot was read at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogHead {
    /// Entries in the log.
    pub size: u64,
    /// Root hash of the Merkle tree over them, Base64, as the checkpoint has it.
    pub root: String,
}

/// One individual, as people decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountedPerson {
    /// Who.
    pub individual: IndividualId,
    /// Detainee, soldier, civilian, other; `None`: not said.
    pub category: Option<String>,
    /// Sex as seen.
    pub sex: Option<String>,
    /// Age band as seen.
    pub age_band: Option<String>,
    /// The sex as experts coded it, as it is settled: one word, or several where studies settle different things; empty: not coded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub coded_sex: Vec<String>,
    /// The apparent age band as experts coded it, in the same way.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub coded_age_band: Vec<String>,
    /// Where its numbers stand.
    pub state: IndividualState,
    /// Its photographs: at least one, none of them another's.
    pub photographs: BTreeSet<Digest>,
}

/// Everything that counts are made of.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Snapshot {
    /// The log that it stands for.
    pub log: LogHead,
    /// Every content, in log order.
    pub contents: Vec<CountedContent>,
    /// Every path, in log order.
    pub paths: Vec<CountedPath>,
    /// Every individual.
    pub people: Vec<CountedPerson>,
    /// Branch numbers settled on markings, in the order in which they were settled, each with its photograph.
    pub branches: Vec<(Digest, Number)>,
}

impl Archive {
    /// Reads what counts are made of.
    ///
    /// # Errors
    /// Without keys, or if log or catalog fail; also if others write so often that no moment of rest is found.
    pub async fn snapshot(&self) -> Result<Snapshot> {
        Ok(self.snapshot_and_checkpoint().await?.0)
    }

    /// The same, with the checkpoint of the log that it stands for, as signed.
    pub(crate) async fn snapshot_and_checkpoint(&self) -> Result<(Snapshot, String)> {
        for _ in 0..TRIES {
            self.catch_up().await?;
            let before = self.log.checkpoint().map_err(log_error)?;
            let catalog = self.catalog().await?;
            if catalog.applied().await? != before.size() {
                continue;
            }
            let snapshot = Snapshot {
                log: LogHead { size: before.size(), root: before.root().to_string() },
                contents: catalog.counted_contents().await?,
                paths: catalog.counted_paths().await?,
                people: {
                    let coded = Coded::of(&CodingRoom::of(catalog.coding_acts().await?));
                    catalog.individuals().await?.into_iter().map(|row| person(row, &coded)).collect()
                },
                branches: self.settled_branches().await?,
            };
            // Several statements read the catalog: what was applied between two of them must not be half in the count.
            if catalog.applied().await? == before.size() {
                return Ok((snapshot, before.to_text()));
            }
        }
        Err(ArchiveError::machine(
            "the archive is being written to all the time, so nothing could be counted",
        )
        .safe("nothing was changed")
        .next("count again when the intake or analysis that runs has ended"))
    }

    async fn settled_branches(&self) -> Result<Vec<(Digest, Number)>> {
        let settled = self.catalog().await?.settled_numbers(None).await?;
        let branch = |one: amana_catalog::SettledNumbers| Some((one.marking.digest, one.numbers.branch?));
        Ok(settled.into_iter().filter_map(branch).collect())
    }
}

/// What is settled of people's sex and age band.
struct Coded {
    sex: Settled,
    age_band: Settled,
}

type Settled = BTreeMap<IndividualId, Vec<String>>;

impl Coded {
    fn of(room: &CodingRoom) -> Self {
        Self { sex: room.settled_answers(CODED_SEX), age_band: room.settled_answers(CODED_AGE_BAND) }
    }
}

fn person(row: IndividualRow, coded: &Coded) -> CountedPerson {
    let fact = |fact: Fact| row.facts.get(&fact).cloned();
    let settled = |of: &Settled| of.get(&row.individual).cloned().unwrap_or_default();
    CountedPerson {
        category: fact(Fact::Category),
        sex: fact(Fact::Sex),
        age_band: fact(Fact::AgeBand),
        coded_sex: settled(&coded.sex),
        coded_age_band: settled(&coded.age_band),
        state: row.state,
        individual: row.individual,
        photographs: row.photographs,
    }
}
