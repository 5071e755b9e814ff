//! What a report is made of, read at one size of the log, and that it was made.

use amana_catalog::RecordedAct;
use amana_model::{Act, Agent, ArchiveId, Definition, DefinitionId, Digest, StudyId, UtcTime, to_canonical};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::Report;
use crate::archive::Archive;
use crate::count::{Dimension, Snapshot};
use crate::error::{ArchiveError, Result};

/// The longest title, in characters.
const LONGEST_TITLE: usize = 200;
/// The most definitions or studies in one report.
const MOST: usize = 100;

/// What a report is to tell.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportPlan {
    /// What it is called.
    pub title: String,
    /// The definitions counted, as asked for: `people-detainees` or `D9.1`; empty: every one, in its newest version.
    pub definitions: Vec<String>,
    /// By what each count is parted, where its units can be.
    pub by: Vec<Dimension>,
    /// The studies told.
    pub studies: Vec<StudyId>,
    /// The entries of their codebooks that are put against branches.
    pub crossed: Vec<String>,
    /// Numbers below this and above 0 are hidden in tables.
    pub suppress: Option<u64>,
}

/// Everything that a report is made of. It names people and photographs by identifier and digest: it is not for everybody who may
/// read the report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frozen {
    /// The version of this form: 1.
    pub format: u32,
    /// The archive.
    pub archive: ArchiveId,
    /// The program and its version.
    pub software: String,
    /// When it was frozen.
    pub time: UtcTime,
    /// Who froze it, by name.
    pub agent: String,
    /// The checkpoint of the log, as it was signed.
    pub checkpoint: String,
    /// What it is to tell.
    pub plan: ReportPlan,
    /// The definitions counted.
    pub definitions: Vec<Definition>,
    /// The definitions that they are divided by.
    pub over: Vec<Definition>,
    /// What counts are made of.
    pub snapshot: Snapshot,
    /// Codebooks, samples, studies, codings, adjudications and findings, in the order of the log.
    pub coding: Vec<RecordedAct>,
}

impl Frozen {
    /// SHA-256 of its canonical encoding.
    ///
    /// # Errors
    /// Never for what was frozen here; the type says so because JSON does.
    pub fn digest(&self) -> Result<Digest> {
        let bytes = to_canonical(self)
            .map_err(|e| ArchiveError::machine("what a report is made of cannot be written").because(e))?;
        Ok(Digest(Sha256::digest(bytes).into()))
    }

    /// Reads what was kept beside a report.
    ///
    /// # Errors
    /// If it is not that.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        let frozen: Self = serde_json::from_slice(bytes).map_err(|e| {
            ArchiveError::mistake("this is not what a report is made of, or was altered")
                .next("name the file frozen.json that was written beside the report")
                .because(e)
        })?;
        if frozen.format != 1 {
            return Err(ArchiveError::mistake(format!("format {} is not known", frozen.format))
                .next("a newer version of amana wrote it: use that"));
        }
        Ok(frozen)
    }
}

impl Archive {
    /// Reads everything that a report is made of. Nothing is recorded yet.
    ///
    /// # Errors
    /// If a definition, a study or an entry is not known, or the title will not do; without keys, or if log or catalog fail.
    pub async fn freeze_report(&self, agent: &Agent, plan: ReportPlan) -> Result<Frozen> {
        check(&plan)?;
        let known = self.definitions().await?;
        let find = |text: &String| {
            known.find(text).cloned().ok_or_else(|| {
                ArchiveError::absent(format!("there is no definition {text:?}"))
                    .safe("no report was made")
                    .next("`amana table definitions` lists them, by word and by citation such as D3.1")
            })
        };
        let definitions: Vec<Definition> = match plan.definitions.as_slice() {
            [] => known.latest().into_iter().cloned().collect(),
            asked => asked.iter().map(find).collect::<Result<_>>()?,
        };
        let over: Vec<&DefinitionId> = definitions.iter().filter_map(|one| one.over.as_ref()).collect();
        let over = over.into_iter().filter_map(|id| known.get(id)).cloned().collect();
        self.check_studies(&plan).await?;
        let (snapshot, checkpoint) = self.snapshot_and_checkpoint().await?;
        let coding = self.catalog().await?.coding_acts().await?;
        Ok(Frozen {
            format: 1,
            archive: self.configuration.archive.clone(),
            software: self.services.agent.software.clone(),
            time: self.services.clock.now(),
            agent: agent.name.clone(),
            checkpoint,
            plan,
            definitions,
            over,
            coding: coding.into_iter().filter(|act| act.entry < snapshot.log.size).collect(),
            snapshot,
        })
    }

    async fn check_studies(&self, plan: &ReportPlan) -> Result<()> {
        let room = self.coding().await?;
        let mut entries: Vec<&str> = Vec::new();
        for study in &plan.studies {
            let planned = room.study(study).ok_or_else(|| {
                ArchiveError::absent(format!("there is no study {study}"))
                    .safe("no report was made")
                    .next("`amana table codings` names them")
            })?;
            let codebook = room.codebook(&planned.study.codebook);
            let asked = codebook.map(|codebook| codebook.entries_of(planned.study.preset.as_deref()));
            entries.extend(asked.into_iter().flatten().map(|entry| entry.entry.as_str()));
        }
        match plan.crossed.iter().find(|entry| !entries.contains(&entry.as_str())) {
            None => Ok(()),
            Some(entry) => {
                Err(ArchiveError::mistake(format!("no study of this report has an entry {entry:?}"))
                    .safe("no report was made")
                    .next("name a --study whose codebook has it"))
            }
        }
    }

    /// Records that a report leaves the archive: what it is made of, and each file of it by its digest. To be called before it is handed
    /// out.
    ///
    /// # Errors
    /// If the log cannot take it.
    pub async fn record_report(&self, agent: &Agent, frozen: &Frozen, files: Vec<Digest>) -> Result<u64> {
        let act = Act::ReportMade {
            title: frozen.plan.title.clone(),
            definitions: frozen.definitions.iter().map(|one| one.citation().to_string()).collect(),
            studies: frozen.plan.studies.clone(),
            frozen: frozen.digest()?,
            log_size: frozen.snapshot.log.size,
            files,
        };
        self.record_as(agent, vec![act]).await
    }
}

fn check(plan: &ReportPlan) -> Result<()> {
    let refused = |what: &str| Err(ArchiveError::mistake(what).safe("no report was made"));
    let title = plan.title.trim();
    if title.is_empty() || title.chars().count() > LONGEST_TITLE || title.chars().any(char::is_control) {
        return refused("a report is called something, in 1 to 200 characters and one line");
    }
    if plan.definitions.len() > MOST || plan.studies.len() > MOST || plan.crossed.len() > MOST {
        return refused(
            "a report has at most 100 definitions, 100 studies and 100 entries put against branches",
        );
    }
    if plan.suppress.is_some_and(|limit| limit < 2) {
        return refused("numbers below 2 and above 0 are 1 alone: name a higher number");
    }
    Ok(())
}

impl Frozen {
    /// The report.
    pub fn report(&self) -> Report {
        Report::of(self)
    }
}
