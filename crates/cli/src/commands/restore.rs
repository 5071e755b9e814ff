//! `amana restore`.

use std::path::PathBuf;
use std::process::ExitCode;

use amana_archive::Result;
use clap::Args;
use serde::Serialize;

use super::prove::archive_and_digest;
use crate::access::Keys;
use crate::answer::{Answer, create};

/// Write a copy of an original, unaltered, checked against its digest. The copy is recorded.
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
    #[command(flatten)]
    keys: Keys,
}

#[derive(Serialize)]
struct Written {
    digest: String,
    bytes: u64,
    file: PathBuf,
}

impl Restore {
    pub(crate) async fn run(self, answer: &Answer) -> Result<ExitCode> {
        let (root, digest) = archive_and_digest(self.archive, &self.arguments)?;
        let archive = self.keys.open(&root, true)?;
        let digest = archive.resolve(&digest).await?;
        let mut out = create(&self.output)?;
        let bytes = archive.restore(&digest, &self.purpose, &mut out).await?;
        out.flush()?;
        archive.close().await;
        let written = Written { digest: digest.to_string(), bytes, file: self.output };
        answer.give(&written, |written| {
            format!("{} bytes in {}, SHA-256 {}", written.bytes, written.file.display(), written.digest)
        })?;
        Ok(ExitCode::SUCCESS)
    }
}
