//! `amana similar-faces`.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use amana_analysis::{Limits, Picture, faces};
use amana_archive::{ArchiveError, Result, SimilarFace};
use amana_model::{AccessionId, Among, Day, Digest, Face};
use clap::Args;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::analyse::face_models;
use crate::access::Keys;
use crate::answer::Answer;

/// Rank the photographs of an archive by how alike their faces are to one in a picture from outside.
///
/// A rank narrows a list for trained staff: it is no probability, decides nothing, and is never shown to a family. Every
/// comparison is recorded with its purpose. The picture does not come into the archive.
#[derive(Args)]
pub(crate) struct SimilarFaces {
    /// The archive's folder
    archive: PathBuf,
    /// The picture from outside
    photo: PathBuf,
    /// Why: recorded in the custody log
    #[arg(long, value_name = "TEXT")]
    purpose: Option<String>,
    /// The most photographs that are ranked
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// Only photographs of this accession
    #[arg(long, value_name = "ID")]
    accession: Option<AccessionId>,
    /// Only photographs of people of this category: detainee, soldier, civilian or other
    #[arg(long, value_name = "WORD")]
    category: Option<String>,
    /// Only photographs of this date or later: 2012, 2012-03 or 2012-03-15; by folder, else by the camera's claim
    #[arg(long, value_name = "DATE", value_parser = date)]
    from: Option<String>,
    /// Only photographs of this date or earlier
    #[arg(long, value_name = "DATE", value_parser = date)]
    to: Option<String>,
    /// Which face of the picture, the best being 0
    #[arg(long, value_name = "N", default_value_t = 0)]
    face: usize,
    /// The folder with the models for faces (made by `cargo xtask models`)
    #[arg(long, value_name = "DIR", env = "AMANA_MODELS")]
    models: Option<PathBuf>,
    #[command(flatten)]
    keys: Keys,
}

#[derive(Serialize)]
struct Ranked {
    outside: Digest,
    faces_in_picture: usize,
    ranked: Vec<SimilarFace>,
}

impl SimilarFaces {
    pub(crate) async fn run(self, answer: &Answer) -> Result<ExitCode> {
        let purpose = self.purpose.filter(|purpose| !purpose.trim().is_empty()).ok_or_else(|| {
            ArchiveError::mistake("faces are compared for a purpose only, and none was told")
                .safe("nothing was compared")
                .next("say why by --purpose TEXT; it is recorded in the custody log")
        })?;
        let models = self.models.as_deref().map(|folder| face_models(folder, answer)).transpose()?.flatten();
        let models = models.filter(faces::FaceModels::describes).ok_or_else(|| {
            ArchiveError::mistake("the models that compare faces are not there")
                .safe("nothing was compared")
                .next("`cargo xtask models` makes them; name their folder by --models DIR or AMANA_MODELS")
        })?;
        let bytes = std::fs::read(&self.photo).map_err(|e| {
            ArchiveError::mistake(format!("{} cannot be read", self.photo.display())).because(e)
        })?;
        let picture = Picture::open(&bytes, &Limits::default(), &|| false).map_err(|e| {
            ArchiveError::mistake(format!("{} cannot be seen as a picture", self.photo.display()))
                .safe("nothing was compared")
                .because(e)
        })?;
        let found = faces::find(&picture, &models)
            .map_err(|e| ArchiveError::machine("the models failed on this picture").because(e))?;
        let asked =
            found.get(self.face).and_then(|face: &Face| face.embedding.as_ref()).ok_or_else(|| {
                ArchiveError::mistake(match found.len() {
                    0 => "the picture shows no face that can be compared".to_owned(),
                    1 => format!("the picture shows 1 face, and none of the number {}", self.face),
                    faces => format!("the picture shows {faces} faces, and none of the number {}", self.face),
                })
                .safe("nothing was compared")
                .next("take a picture in which the face is larger or clearer")
            })?;
        let outside = Digest(Sha256::digest(&bytes).into());
        let archive = self.keys.open(&self.archive, true)?;
        let agent = archive.services().agent.clone();
        let among =
            Among { accession: self.accession, category: self.category, from: self.from, to: self.to };
        let ranked = archive.similar_faces(&agent, outside, asked, &purpose, &among, self.limit).await;
        archive.close().await;
        answer.give(&Ranked { outside, faces_in_picture: found.len(), ranked: ranked? }, words)?;
        Ok(ExitCode::SUCCESS)
    }
}

/// A year, a month or a day.
fn date(text: &str) -> std::result::Result<String, String> {
    let whole = format!("{text}{}", "0000-01-01".get(text.len()..).unwrap_or_default());
    match whole.parse::<Day>() {
        Ok(_) if matches!(text.len(), 4 | 7 | 10) => Ok(text.to_owned()),
        _ => Err("give 2012, 2012-03 or 2012-03-15".to_owned()),
    }
}

fn words(ranked: &Ranked) -> String {
    let mut text = String::from("ranks to look through, the most alike first; nothing is decided by them\n");
    for similar in &ranked.ranked {
        let _ = writeln!(text, "{:>4}  {}  face {}", similar.rank, similar.sha256, similar.face);
    }
    text.trim_end().to_owned()
}
