//! Photographs of missing people alive, as families give them: sealed like everything that they say, looked at one by one.

use amana_analysis::faces::{EMBEDDER, FaceModels};
use amana_analysis::{Limits, Picture, faces, full_picture};
use amana_model::{Act, Agent, Face, LivingFace, LivingPhotograph, MissingId, SealedName, SealedPhotograph};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{NotReported, Told};
use crate::archive::Archive;
use crate::error::{ArchiveError, Result};

/// The longest picture that is taken, in bytes.
pub const LONGEST_PICTURE: usize = 16 << 20;
/// The most photographs of one report.
const MOST_PICTURES: usize = 12;

/// Finds faces in a picture and describes them.
pub trait DescribesFaces: Send + Sync {
    /// The faces of a picture, each described where it can be.
    ///
    /// # Errors
    /// If the models fail.
    fn faces(&self, picture: &Picture) -> Result<Vec<Face>>;
}

impl DescribesFaces for FaceModels {
    fn faces(&self, picture: &Picture) -> Result<Vec<Face>> {
        faces::find(picture, self)
            .map_err(|e| ArchiveError::machine("the models failed on this picture").because(e))
    }
}

/// What was recorded, or why it was not.
type Outcome<T> = Result<std::result::Result<T, NotReported>>;

impl Archive {
    /// Seals a photograph of the missing person alive. Where the models are at hand, the face in it is described so that it can be
    /// compared; of several faces `which` says whose it is, counted from the left from 1.
    ///
    /// # Errors
    /// Without keys, or if disk, log or models fail; nothing is kept then.
    pub async fn add_living(
        &self,
        agent: &Agent,
        report: &MissingId,
        picture: &[u8],
        which: Option<u32>,
        models: Option<&dyn DescribesFaces>,
    ) -> Outcome<SealedName> {
        if picture.len() > LONGEST_PICTURE {
            return Ok(Err(NotReported::Picture));
        }
        let seen = tokio::task::block_in_place(|| described(picture, models))?;
        let faces = match seen {
            Some(faces) => faces,
            None => return Ok(Err(NotReported::Picture)),
        };
        let face = match (faces.as_slice(), which) {
            ([], _) => None,
            ([one], None | Some(1)) => Some(one),
            (_, Some(which)) if (1..=faces.len()).contains(&(which as usize)) => {
                faces.get(which as usize - 1)
            }
            _ => return Ok(Err(NotReported::Faces(faces.len() as u32))),
        };
        let face = face
            .and_then(|face| face.embedding.clone())
            .map(|embedding| LivingFace { model: EMBEDDER.name.to_owned(), embedding });
        let _alone = self.reporting.lock().await;
        let known = match self.standing_report(report).await? {
            Ok(known) => known,
            Err(refused) => return Ok(Err(refused)),
        };
        if known.living().len() >= MOST_PICTURES {
            return Ok(Err(NotReported::Many(MOST_PICTURES)));
        }
        self.sweep_statements()?;
        let photograph = self.prepare_statement(&LivingPhotograph { picture: STANDARD.encode(picture) })?;
        let face = face.map(|face| self.prepare_statement(&face)).transpose()?;
        self.keep_statements(&[&photograph].into_iter().chain(&face).collect::<Vec<_>>())?;
        let sealed = SealedPhotograph {
            report: report.clone(),
            photograph: photograph.sealed,
            face: face.map(|face| face.sealed),
        };
        let name = sealed.photograph.sealed;
        self.record_as(agent, vec![Act::LivingPhotographSealed(sealed)]).await?;
        Ok(Ok(name))
    }

    /// A photograph of the missing person alive as a clean JPEG, upright and without metadata. The event comes before the answer.
    ///
    /// # Errors
    /// Without keys, or if the log fails.
    pub async fn view_living(
        &self,
        agent: &Agent,
        report: &MissingId,
        photograph: &SealedName,
    ) -> Outcome<Told<Vec<u8>>> {
        let room = self.missing().await?;
        let Some(known) = room.get(report) else { return Ok(Err(NotReported::Absent)) };
        let mut statements = known.living().iter().map(|one| &one.photograph);
        let Some(statement) = statements.find(|one| one.sealed == *photograph) else {
            return Ok(Err(NotReported::Absent));
        };
        if room.is_erased(photograph) {
            return Ok(Ok(Told::Erased));
        }
        let read = || {
            let told = self.read_statement::<LivingPhotograph>(&self.keys().ok()?.identities, statement);
            let bytes = STANDARD.decode(&told.here()?.picture).ok()?;
            full_picture(&bytes, &Limits::default()).ok()
        };
        let Some(picture) = tokio::task::block_in_place(read) else { return Ok(Ok(Told::Lost)) };
        let act = Act::LivingPhotographViewed { report: report.clone(), photograph: *photograph };
        self.record_as(agent, vec![act]).await?;
        Ok(Ok(Told::Here(picture)))
    }
}

/// The faces of a picture from left to right, none where no models are; nothing where it is no picture.
fn described(bytes: &[u8], models: Option<&dyn DescribesFaces>) -> Result<Option<Vec<Face>>> {
    let Ok(picture) = Picture::open(bytes, &Limits::default(), &|| false) else { return Ok(None) };
    let Some(models) = models else { return Ok(Some(Vec::new())) };
    let mut found = models.faces(&picture)?;
    let left = |face: &Face| face.corners.iter().map(|corner| corner[0]).sum::<f32>();
    found.sort_by(|one, two| left(one).total_cmp(&left(two)));
    Ok(Some(found))
}
