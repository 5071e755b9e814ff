//! `amana portal-kit`.

use std::path::PathBuf;
use std::process::ExitCode;

use amana_archive::{Archive, ArchiveError, Result};
use amana_disk::{LocalDisk, create_dirs_durably, write_durably};
use amana_portal::Kit;
use clap::Args;
use serde::Serialize;

use crate::access::Which;
use crate::answer::Answer;

/// Make the folder of a portal: the archive's public keys, and empty folders for letters and answers.
///
/// Nothing secret is in it, so that it can stand on a machine that is seized. `amana publish ARCHIVE -o FOLDER/site` puts the gallery
/// beside them, and `amana portal FOLDER/site` opens the portal.
#[derive(Args)]
pub(crate) struct PortalKit {
    #[command(flatten)]
    which: Which,
    /// The folder to make
    #[arg(long, short, value_name = "FOLDER")]
    output: PathBuf,
}

#[derive(Serialize)]
struct Made {
    folder: PathBuf,
    /// Custodian → public key.
    keys: Vec<(String, String)>,
}

impl PortalKit {
    pub(crate) fn run(self, answer: &Answer) -> Result<ExitCode> {
        let configuration = Archive::configuration_of(self.which.path()?)?;
        let keys: Vec<(String, String)> =
            configuration.custodians.into_iter().map(|one| (one.name, one.recipient)).collect();
        let recipients = keys.iter().map(|(_, key)| key.clone()).collect();
        let kit =
            Kit::new(configuration.archive, recipients).map_err(|e| ArchiveError::damage(e.to_string()))?;
        for folder in ["letters", "answers"] {
            create_dirs_durably(&LocalDisk, &self.output.join(folder))?;
        }
        write_durably(&LocalDisk, &self.output.join("portal.toml"), kit.text().as_bytes())?;
        answer.give(&Made { folder: self.output, keys }, |made| {
            let keys = made.keys.iter().map(|(name, key)| format!("  {name}: {key}\n"));
            format!(
                "{} is ready; letters will be sealed to\n{}compare these keys with the custodians' own before the portal is opened",
                made.folder.display(),
                keys.collect::<String>()
            )
        })?;
        Ok(ExitCode::SUCCESS)
    }
}
