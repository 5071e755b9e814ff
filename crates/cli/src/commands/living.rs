//! `amana living`.

use std::path::PathBuf;
use std::process::ExitCode;

use amana_archive::{ArchiveError, DescribesFaces, LONGEST_PICTURE, NotReported, Result};
use amana_model::{MissingId, SealedName};
use clap::Args;
use serde::Serialize;

use super::analyse::face_models;
use crate::access::Keys;
use crate::answer::Answer;

/// Seal a photograph of a missing person alive, as the family gave it, with its report.
///
/// With --models the face in it is described, so that `amana search --faces` compares it.
#[derive(Args)]
pub(crate) struct Living {
    /// The archive's folder
    archive: PathBuf,
    /// The report, as m5e0c6f2b
    report: MissingId,
    /// The photograph
    photo: PathBuf,
    /// Whose face it is if there are several: counted from the left, 1 for the first
    #[arg(long, value_name = "N")]
    which: Option<u32>,
    /// The folder with the models for faces (made by `cargo xtask models`)
    #[arg(long, value_name = "DIR", env = "AMANA_MODELS")]
    models: Option<PathBuf>,
    #[command(flatten)]
    keys: Keys,
}

#[derive(Serialize)]
struct Sealed {
    report: MissingId,
    sealed: SealedName,
}

impl Living {
    pub(crate) async fn run(self, answer: &Answer) -> Result<ExitCode> {
        let path = self.photo.display();
        let unread =
            |e| ArchiveError::mistake(format!("{path} cannot be read")).safe("nothing was kept").because(e);
        let long = std::fs::metadata(&self.photo).map_err(unread)?.len() > LONGEST_PICTURE as u64;
        let bytes = if long { Vec::new() } else { std::fs::read(&self.photo).map_err(unread)? };
        let models = match &self.models {
            Some(folder) => face_models(folder, answer)?,
            None => {
                answer.remark("no models were named (--models DIR): the face is not described");
                None
            }
        };
        let archive = self.keys.open(&self.archive, true)?;
        let agent = archive.services().agent.clone();
        let faces = models.as_ref().map(|models| models as &dyn DescribesFaces);
        let added = archive.add_living(&agent, &self.report, &bytes, self.which, faces).await;
        archive.close().await;
        let sealed = added?.map_err(|why: NotReported| {
            let error = ArchiveError::mistake(format!("{path}: {why}")).safe("nothing was kept");
            match why {
                NotReported::Faces(_) => error.next("give --which N, counted from the left"),
                NotReported::Absent => error.next("`amana table reports` lists the reports"),
                _ => error,
            }
        })?;
        let words = |sealed: &Sealed| format!("sealed with report {} as {}", sealed.report, sealed.sealed);
        answer.give(&Sealed { report: self.report, sealed }, words)?;
        Ok(ExitCode::SUCCESS)
    }
}
