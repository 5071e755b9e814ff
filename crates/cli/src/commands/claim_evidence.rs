//! `amana claim-evidence`.

use std::path::PathBuf;
use std::process::ExitCode;

use amana_archive::access::Right;
use amana_archive::{ArchiveError, NewEvidence, Result};
use amana_model::{Bearing, ClaimId, EvidenceKind, LONGEST_EVIDENCE_FILE};
use clap::Args;
use serde::Serialize;

use crate::access::Keys;
use crate::answer::Answer;

/// Add evidence to a claim, with a file if there is one: a document, a dental chart, a laboratory's report.
///
/// What is said and the file are sealed as the family's words are, and erased with its report. At the desk the file is opened for a reason,
/// and that is recorded.
#[derive(Args)]
pub(crate) struct ClaimEvidenceAdded {
    /// The archive's folder
    archive: PathBuf,
    /// The claim, as c5e0c6f2b
    claim: ClaimId,
    /// Who records it, by the name she signs in with: she is not the claim's first reviewer then
    #[arg(long, value_name = "NAME")]
    by: String,
    /// What it is: sight, document, marks, clothing, number, dental, fingerprints, dna, other
    #[arg(long, value_parser = kind)]
    kind: EvidenceKind,
    /// Whether it speaks for the claim or against it: for, against
    #[arg(long, value_parser = bearing)]
    bearing: Bearing,
    /// The words about it
    #[arg(long, value_name = "TEXT")]
    words: String,
    /// The file
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    #[command(flatten)]
    keys: Keys,
}

fn kind(word: &str) -> std::result::Result<EvidenceKind, String> {
    EvidenceKind::from_word(word)
        .ok_or_else(|| format!("one of {}", EvidenceKind::ALL.map(EvidenceKind::word).join(", ")))
}

fn bearing(word: &str) -> std::result::Result<Bearing, String> {
    Bearing::from_word(word).ok_or_else(|| format!("one of {}", Bearing::ALL.map(Bearing::word).join(", ")))
}

#[derive(Serialize)]
struct Added {
    claim: ClaimId,
    file: bool,
}

impl ClaimEvidenceAdded {
    pub(crate) async fn run(self, answer: &Answer) -> Result<ExitCode> {
        let file = self.file.as_deref().map(|path| {
            let unread = |e| {
                ArchiveError::mistake(format!("{} cannot be read", path.display()))
                    .safe("nothing was recorded")
                    .because(e)
            };
            let long = std::fs::metadata(path).map_err(unread)?.len() > LONGEST_EVIDENCE_FILE as u64;
            let bytes = if long { Vec::new() } else { std::fs::read(path).map_err(unread)? };
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
            Ok::<_, ArchiveError>((name.unwrap_or_default(), bytes))
        });
        let file = file.transpose()?;
        let archive = self.keys.open(&self.archive, true)?;
        let agent = archive.services().agent.clone();
        let has_file = file.is_some();
        let added = async {
            let known = archive.list_accounts().await?.into_iter().find(|known| known.name == self.by);
            let may = known.filter(|known| known.disabled.is_none() && known.role.may(Right::Claims));
            let account = may.ok_or_else(|| {
                ArchiveError::absent(format!("nobody who may work on claims signs in as {}", self.by))
                    .safe("nothing was recorded")
                    .next("`amana account list` names everybody")
            })?;
            let new = NewEvidence { kind: self.kind, bearing: self.bearing, words: self.words.clone(), file };
            archive.add_evidence(&agent, &account.id, &self.claim, &new).await
        };
        let added = added.await;
        archive.close().await;
        added?.map_err(|why| {
            ArchiveError::mistake(why.to_string())
                .safe("nothing was recorded")
                .next("`amana table claims` lists the claims")
        })?;
        let words = |added: &Added| {
            let file = if added.file { ", with its file" } else { "" };
            format!("evidence is recorded with claim {}{file}", added.claim)
        };
        answer.give(&Added { claim: self.claim, file: has_file }, words)?;
        Ok(ExitCode::SUCCESS)
    }
}
