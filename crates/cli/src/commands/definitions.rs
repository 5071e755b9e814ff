//! `amana definitions`.

use std::path::PathBuf;
use std::process::ExitCode;

use amana_archive::Result;
use amana_archive::count::BroughtDefinitions;
use clap::Args;

use crate::access::Keys;
use crate::answer::Answer;
use crate::brought;

/// Take over a collection's own definitions of counts: TOML, in the format of the starting list.
///
/// Tried only, unless --record says otherwise. A definition that is not known in its version is described, as an entry of the custody
/// log; one that the list does not name stays, and so does every older version. `amana table definitions` writes out all.
#[derive(Args)]
pub(crate) struct Definitions {
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

impl Definitions {
    pub(crate) async fn run(self, answer: &Answer) -> Result<ExitCode> {
        let list = brought::read(&self.list, "a list of definitions")?;
        let archive = self.keys.open(&self.archive, true)?;
        let agent = archive.services().agent.clone();
        let brought = archive.bring_definitions(&agent, &list, self.record).await;
        archive.close().await;
        answer.give(&brought?, words)?;
        Ok(ExitCode::SUCCESS)
    }
}

fn words(brought: &BroughtDefinitions) -> String {
    let described: Vec<String> = brought.described.iter().map(ToString::to_string).collect();
    brought::words(&described, brought.already, brought.recorded)
}
