//! `amana restore`.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use amana_archive::{Archive, Result};
use amana_model::Digest;
use clap::Args;
use serde::Serialize;

use super::prove::archive_and_digest;
use crate::access::Keys;
use crate::answer::{Answer, create, discard};

/// Write a copy of an original, unaltered, checked against its digest. The copy is recorded.
///
/// An original in which bystanders are marked leaves as a working copy, in which they are blurred, or with a reason.
#[derive(Args)]
pub(crate) struct Restore {
    /// The archive's folder (or give it with --archive), then the original's SHA-256 or its beginning
    #[arg(value_name = "[ARCHIVE] DIGEST", required = true, num_args = 1..=2)]
    arguments: Vec<String>,
    /// The archive's folder
    #[arg(long, value_name = "DIR")]
    archive: Option<PathBuf>,
    /// The file to write
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
    /// Why, for the custody log
    #[arg(long, value_name = "TEXT", default_value = "not given")]
    purpose: String,
    /// Write the picture as shown instead: a clean JPEG without metadata, bystanders blurred
    #[arg(long, conflicts_with = "with_bystanders")]
    working_copy: bool,
    /// Leave bystanders that are marked in it as they are, and why, for the custody log
    #[arg(long, value_name = "TEXT")]
    with_bystanders: Option<String>,
    #[command(flatten)]
    keys: Keys,
}

#[derive(Serialize)]
struct Written {
    /// Of what was written.
    digest: String,
    bytes: u64,
    file: PathBuf,
    /// How many regions were blurred; `None` for an unaltered copy.
    #[serde(skip_serializing_if = "Option::is_none")]
    blurred: Option<u32>,
}

impl Restore {
    pub(crate) async fn run(self, answer: &Answer) -> Result<ExitCode> {
        let (root, digest) = archive_and_digest(self.archive.clone(), &self.arguments)?;
        let archive = self.keys.open(&root, true)?;
        let digest = archive.resolve(&digest).await?;
        let written = if self.working_copy {
            self.copy(&archive, &digest).await
        } else {
            self.plain(&archive, &digest).await
        };
        archive.close().await;
        answer.give(&written?, words)?;
        Ok(ExitCode::SUCCESS)
    }

    async fn plain(&self, archive: &Archive, digest: &Digest) -> Result<Written> {
        let mut out = create(&self.output)?;
        let restored =
            archive.restore(digest, &self.purpose, self.with_bystanders.as_deref(), &mut out).await;
        let bytes = restored
            .and_then(|bytes| Ok(out.flush().map(|()| bytes)?))
            .inspect_err(|_| discard(&self.output))?;
        Ok(Written { digest: digest.to_string(), bytes, file: self.output.clone(), blurred: None })
    }

    async fn copy(&self, archive: &Archive, digest: &Digest) -> Result<Written> {
        let copy = archive.working_copy(digest, &self.purpose).await?;
        let mut out = create(&self.output)?;
        out.write_all(&copy.jpeg).and_then(|()| out.flush()).inspect_err(|_| discard(&self.output))?;
        Ok(Written {
            digest: copy.digest.to_string(),
            bytes: copy.jpeg.len() as u64,
            file: self.output.clone(),
            blurred: Some(copy.blurred),
        })
    }
}

fn words(written: &Written) -> String {
    let copy = match written.blurred {
        None => String::new(),
        Some(0) => "; a working copy, not the original: no bystander is marked in it".into(),
        Some(regions) => {
            format!("; a working copy, not the original: bystanders blurred in {regions} region(s)")
        }
    };
    format!("{} bytes in {}, SHA-256 {}{copy}", written.bytes, written.file.display(), written.digest)
}
