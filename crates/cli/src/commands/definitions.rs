//! `amana definitions`.

use std::path::PathBuf;
use std::process::ExitCode;

use amana_archive::count::BroughtDefinitions;
use amana_archive::{ArchiveError, Result};
use clap::Args;

use crate::access::Keys;
use crate::answer::Answer;

/// The longest list that is read, in bytes.
const LONGEST: u64 = 1 << 20;

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
        let list = self.read()?;
        let archive = self.keys.open(&self.archive, true)?;
        let agent = archive.services().agent.clone();
        let brought = archive.bring_definitions(&agent, &list, self.record).await;
        archive.close().await;
        answer.give(&brought?, words)?;
        Ok(ExitCode::SUCCESS)
    }

    fn read(&self) -> Result<String> {
        let unread = |why: &str| {
            ArchiveError::mistake(format!("{} {why}", self.list.display())).safe("nothing was recorded")
        };
        let metadata = std::fs::metadata(&self.list);
        if metadata.map_err(|e| unread("cannot be read").because(e))?.len() > LONGEST {
            return Err(unread("is longer than a list of definitions may be"));
        }
        std::fs::read_to_string(&self.list).map_err(|e| unread("cannot be read as text").because(e))
    }
}

fn words(brought: &BroughtDefinitions) -> String {
    let citations: Vec<String> = brought.described.iter().map(ToString::to_string).collect();
    let already = brought.already;
    match (brought.recorded, citations.is_empty()) {
        (_, true) => format!("there is nothing to record; {already} stand so already"),
        (true, false) => format!("described: {}; {already} stood so already", citations.join(", ")),
        (false, false) => format!(
            "only tried, nothing was recorded; --record would describe: {}; {already} stand so already",
            citations.join(", ")
        ),
    }
}
