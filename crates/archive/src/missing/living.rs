//! Photographs of missing people alive, as families give them: sealed like everything that they say, looked at one by one.

use amana_analysis::faces::{EMBEDDER, FaceModels};
use amana_analysis::{Limits, Picture, faces, full_picture};
use amana_model::{
    Act, Agent, Consent, ConsentPurpose, Face, LetterPicture, LivingFace, LivingPhotograph, MissingId,
    SealedName, SealedPhotograph,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{MissingReport, NotReported, Prepared, Told};
use crate::archive::Archive;
use crate::error::{ArchiveError, Result};

/// The longest picture that is taken, in bytes.
pub const LONGEST_PICTURE: usize = 16 << 20;
/// The most photographs of one report.
pub(crate) const MOST_PICTURES: usize = 12;

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
        let face = match tokio::task::block_in_place(|| face_of(picture, which, models))? {
            Ok(face) => face,
            Err(refused) => return Ok(Err(refused)),
        };
        let _alone = self.reporting.lock().await;
        if let Err(refused) = self.room_for_living(report).await? {
            return Ok(Err(refused));
        }
        self.seal_living(agent, report, &Alive { picture, face, letter: None }).await.map(Ok)
    }

    /// The report, if a photograph more can be sealed with it.
    pub(crate) async fn room_for_living(&self, report: &MissingId) -> Outcome<MissingReport> {
        let known = self.standing_report(report).await?;
        Ok(match known {
            Ok(known) if known.living().len() >= MOST_PICTURES => Err(NotReported::Many(MOST_PICTURES)),
            known => known,
        })
    }

    /// Seals one photograph and records it.
    pub(crate) async fn seal_living(
        &self,
        agent: &Agent,
        report: &MissingId,
        alive: &Alive<'_>,
    ) -> Result<SealedName> {
        self.sweep_statements()?;
        let (sealed, prepared) = self.prepare_living(report, alive)?;
        self.keep_statements(&prepared.iter().collect::<Vec<_>>())?;
        let name = sealed.photograph.sealed;
        self.record_as(agent, vec![Act::LivingPhotographSealed(sealed)]).await?;
        Ok(name)
    }

    /// A photograph and its face on their way, with what the event says of them.
    pub(crate) fn prepare_living(
        &self,
        report: &MissingId,
        alive: &Alive<'_>,
    ) -> Result<(SealedPhotograph, Vec<Prepared>)> {
        let photograph =
            self.prepare_statement(&LivingPhotograph { picture: STANDARD.encode(alive.picture) })?;
        let face = alive.face.as_ref().map(|face| self.prepare_statement(face)).transpose()?;
        let sealed = SealedPhotograph {
            report: report.clone(),
            photograph: photograph.sealed.clone(),
            face: face.as_ref().map(|face| face.sealed.clone()),
            letter: alive.letter.clone(),
        };
        Ok((sealed, [photograph].into_iter().chain(face).collect()))
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

/// What a family consents to where its photographs of the living are used.
pub(crate) fn consent_to_search() -> Consent {
    Consent { purpose: ConsentPurpose::Search, recipient: None }
}

/// A photograph of the living that is sealed next.
pub(crate) struct Alive<'p> {
    pub(crate) picture: &'p [u8],
    /// The missing person's face in it, where one can be compared.
    pub(crate) face: Option<LivingFace>,
    /// The picture of a letter that it is.
    pub(crate) letter: Option<LetterPicture>,
}

/// The missing person's face in a picture, where the models are at hand and it can be compared; of several `which` says whose it is.
pub(crate) fn face_of(
    picture: &[u8],
    which: Option<u32>,
    models: Option<&dyn DescribesFaces>,
) -> Outcome<Option<LivingFace>> {
    if picture.len() > LONGEST_PICTURE {
        return Ok(Err(NotReported::Picture));
    }
    let Some(faces) = described(picture, models)? else { return Ok(Err(NotReported::Picture)) };
    let face = match (faces.as_slice(), which) {
        ([], _) => None,
        ([one], None | Some(1)) => Some(one),
        (_, Some(which)) if (1..=faces.len()).contains(&(which as usize)) => faces.get(which as usize - 1),
        _ => return Ok(Err(NotReported::Faces(faces.len() as u32))),
    };
    let embedding = face.and_then(|face| face.embedding.clone());
    Ok(Ok(embedding.map(|embedding| LivingFace { model: EMBEDDER.name.to_owned(), embedding })))
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
