//! `amana prove`.

use std::path::PathBuf;
use std::process::ExitCode;

use amana_archive::{ArchiveError, Result};
use clap::Args;
use serde::Serialize;

use crate::access::Keys;
use crate::answer::{Answer, create};

/// Write a proof for one photograph that stands by itself: event, inclusion proof, checkpoint.
///
/// `amana-verify proof FILE --key LOGKEY --photograph PHOTO` checks it anywhere, offline.
#[derive(Args)]
pub(crate) struct Prove {
    /// The archive's folder (or give it with --archive), then the photograph's SHA-256 or its beginning
    #[arg(value_name = "[ARCHIVE] DIGEST", required = true, num_args = 1..=2)]
    arguments: Vec<String>,
    /// The archive's folder
    #[arg(long, value_name = "DIR")]
    archive: Option<PathBuf>,
    /// The file to write; standard output if not given
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    keys: Keys,
}

#[derive(Serialize)]
struct Written {
    digest: String,
    file: PathBuf,
}

impl Prove {
    pub(crate) async fn run(self, answer: &Answer) -> Result<ExitCode> {
        let (root, digest) = archive_and_digest(self.archive, &self.arguments)?;
        let archive = self.keys.open(&root, true)?;
        let digest = archive.resolve(&digest).await?;
        let mut out = create(self.output.as_deref().unwrap_or("-".as_ref()))?;
        let proof = archive.prove(&digest).await?;
        archive.close().await;
        out.write_all(proof.as_bytes()).and_then(|()| out.flush())?;
        if let Some(file) = self.output {
            let written = Written { digest: digest.to_string(), file };
            answer.give(&written, |written| {
                format!("proof for {} in {}", written.digest, written.file.display())
            })?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// `ARCHIVE DIGEST`, or `DIGEST` beside `--archive`.
pub(crate) fn archive_and_digest(
    archive: Option<PathBuf>,
    arguments: &[String],
) -> Result<(PathBuf, String)> {
    match (archive, arguments) {
        (Some(root), [digest]) => Ok((root, digest.clone())),
        (None, [root, digest]) => Ok((root.into(), digest.clone())),
        _ => Err(ArchiveError::mistake("an archive and a digest are needed")
            .next("give ARCHIVE DIGEST, or --archive DIR DIGEST")),
    }
}
