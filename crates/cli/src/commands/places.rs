//! `amana places`.

use std::path::PathBuf;
use std::process::ExitCode;

use amana_archive::{BroughtPlaces, Result};
use clap::Args;

use crate::access::Keys;
use crate::answer::Answer;
use crate::brought;

/// Take over a collection's own list of branches and facilities: TOML, in the format of the starting list.
///
/// Tried only, unless --record says otherwise. A place whose record differs from what stands is described anew, as an entry
/// of the custody log; one that the list does not name stays. `amana table places` writes out what stands.
#[derive(Args)]
pub(crate) struct Places {
    /// The archive's folder
    archive: PathBuf,
    /// The list
    list: PathBuf,
    /// Record it
    #[arg(long)]
    record: bool,
    #[command(flatten)]
    keys: Keys,
}

impl Places {
    pub(crate) async fn run(self, answer: &Answer) -> Result<ExitCode> {
        let list = brought::read(&self.list, "a list of places")?;
        let archive = self.keys.open(&self.archive, true)?;
        let agent = archive.services().agent.clone();
        let brought = archive.bring_places(&agent, &list, self.record).await;
        archive.close().await;
        answer.give(&brought?, words)?;
        Ok(ExitCode::SUCCESS)
    }
}

fn words(brought: &BroughtPlaces) -> String {
    let described: Vec<String> = brought.described.iter().map(ToString::to_string).collect();
    brought::words(&described, brought.already, brought.recorded)
}
