//! `amana rebuild`.

use std::process::ExitCode;

use amana_archive::Result;
use clap::Args;
use serde::Serialize;

use crate::access::{Keys, Which};
use crate::answer::Answer;

/// Throw the catalog away and make it anew from the log and the observations. Stop the desk first.
#[derive(Args)]
pub(crate) struct Rebuild {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    keys: Keys,
}

#[derive(Serialize)]
struct Rebuilt {
    log_entries: u64,
}

impl Rebuild {
    pub(crate) async fn run(self, answer: &Answer) -> Result<ExitCode> {
        let archive = self.keys.open(self.which.path()?, true)?;
        let log_entries = archive.rebuild().await?;
        archive.close().await;
        answer.give(&Rebuilt { log_entries }, |rebuilt| {
            format!("the catalog was made anew from {} log entries", rebuilt.log_entries)
        })?;
        Ok(ExitCode::SUCCESS)
    }
}
