//! `amana places`.

use std::path::PathBuf;
use std::process::ExitCode;

use amana_archive::{ArchiveError, BroughtPlaces, Result};
use clap::Args;

use crate::access::Keys;
use crate::answer::Answer;

/// The longest list that is read, in bytes.
const LONGEST: u64 = 1 << 20;

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
        let list = self.read()?;
        let archive = self.keys.open(&self.archive, true)?;
        let agent = archive.services().agent.clone();
        let brought = archive.bring_places(&agent, &list, self.record).await;
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
            return Err(unread("is longer than a list of places may be"));
        }
        std::fs::read_to_string(&self.list).map_err(|e| unread("cannot be read as text").because(e))
    }
}

fn words(brought: &BroughtPlaces) -> String {
    let ids: Vec<&str> = brought.described.iter().map(|place| place.as_str()).collect();
    let already = brought.already;
    match (brought.recorded, ids.is_empty()) {
        (_, true) => format!("there is nothing to record; {already} stand so already"),
        (true, false) => format!("described: {}; {already} stood so already", ids.join(", ")),
        (false, false) => format!(
            "only tried, nothing was recorded; --record would describe: {}; {already} stand so already",
            ids.join(", ")
        ),
    }
}
