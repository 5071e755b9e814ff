//! The end of an intake: the report, the last event, the journal gone.

use amana_model::{AccessionCounts, AcquisitionReport, Act, Digest, Source};

use super::batch::Committer;
use super::manifest::METHOD;
use super::progress::Stage;
use crate::error::{ArchiveError, Result};
use crate::journal::Mark;
use crate::record::write_batch;

/// What the report says beside the account.
pub(super) struct Closing {
    pub(super) sources: Vec<Source>,
    pub(super) note: Option<String>,
    pub(super) resumed: u32,
    pub(super) not_found_again: u64,
    pub(super) folders: u64,
}

/// Writes the report and the closing event.
pub(super) fn close(mut committer: Committer<'_>, closing: Closing) -> Result<AcquisitionReport> {
    committer.show(Stage::Closing, true);
    let report = report(&mut committer, closing)?;
    let bytes = serde_json::to_vec_pretty(&report).map_err(std::io::Error::other)?;
    let staged = committer.stage(&bytes)?;
    let act = Act::AccessionClosed {
        accession: report.accession.clone(),
        counts: report.counts.clone(),
        root_digest: report.root_digest,
        report: staged.sealed,
    };
    write_batch(committer.archive, &mut committer.journal, vec![act], &[&staged], Vec::new(), Mark::Closes)?;
    committer.catch_up()?;
    committer.show(Stage::Grouping, true);
    // Grouping takes the most memory of all.
    committer.contents.forget();
    if committer.archive.has_keys() {
        tokio::runtime::Handle::current().block_on(committer.archive.regroup_copies())?;
    }
    committer.show(Stage::Done, true);
    committer.journal.remove(committer.archive.disk.as_ref())?;
    Ok(report)
}

fn report(committer: &mut Committer<'_>, closing: Closing) -> Result<AcquisitionReport> {
    let account = std::mem::take(&mut committer.account);
    let counts = AccessionCounts { folders: Some(closing.folders), ..account.counts };
    if !counts.adds_up() {
        return Err(ArchiveError::machine("the counts of this intake do not add up; it is not closed")
            .safe("everything recorded so far is safe")
            .next("run the same command again; if this comes again, report it"));
    }
    let mut exceptions = account.exceptions;
    exceptions.sort_by(|a, b| (a.source, &a.at).cmp(&(b.source, &b.at)));
    let root_digest: Digest = account.manifest.root();
    let archive = committer.archive;
    Ok(AcquisitionReport {
        archive: archive.configuration.archive.clone(),
        accession: committer.accession.clone(),
        agent: archive.services.agent.clone(),
        sources: closing.sources,
        note: closing.note,
        began: committer.journal.head.began,
        ended: archive.services.clock.now(),
        resumed: closing.resumed,
        not_found_again: closing.not_found_again,
        counts,
        root_digest,
        root_digest_method: METHOD.to_owned(),
        exceptions,
    })
}
