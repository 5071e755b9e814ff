//! Pictures of letters that are photographs of the missing person alive: chosen by whoever works on the letter, sealed anew with the report.

use amana_model::{Act, Agent, LetterId, LetterPicture, LivingFace, MissingId, SealedName};

use super::{InboxLetter, NotDone};
use crate::archive::Archive;
use crate::error::Result;
use crate::missing::{
    Alive, DescribesFaces, MOST_PICTURES, NotReported, Prepared, Told, consent_to_search, face_of,
};

/// A picture of a letter that is a photograph of the missing person alive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChosenPicture {
    /// Which, from 1.
    pub picture: u32,
    /// Whose face it is, of several, counted from the left from 1.
    pub which: Option<u32>,
}

/// One that was read out of its letter.
pub(super) struct Chosen {
    at: LetterPicture,
    bytes: Vec<u8>,
    face: Option<LivingFace>,
}

/// What was done, or why the letter or the report does not allow it.
pub(super) type OfBoth<T> = Result<std::result::Result<std::result::Result<T, NotReported>, NotDone>>;

impl Chosen {
    fn alive(&self) -> Alive<'_> {
        Alive { picture: &self.bytes, face: self.face.clone(), letter: Some(self.at.clone()) }
    }
}

impl Archive {
    /// Seals a picture of a letter, as a photograph of the missing person alive, with a report that is here. The letter keeps its own.
    ///
    /// # Errors
    /// Without keys, or if disk, log or models fail; nothing is kept then.
    pub async fn living_of_letter(
        &self,
        agent: &Agent,
        letter: &LetterId,
        report: &MissingId,
        chosen: ChosenPicture,
        models: Option<&dyn DescribesFaces>,
    ) -> OfBoth<SealedName> {
        let known = match self.standing_letter(letter).await? {
            Ok(known) => known,
            Err(refused) => return Ok(Err(refused)),
        };
        let chosen = match self.chosen(&known, &[chosen], models)? {
            Ok(Ok(mut chosen)) => chosen.remove(0),
            Ok(Err(why)) => return Ok(Ok(Err(why))),
            Err(refused) => return Ok(Err(refused)),
        };
        let _alone = self.reporting.lock().await;
        // Erased meanwhile, it is nobody's any more.
        if let Err(refused) = self.standing_letter(letter).await? {
            return Ok(Err(refused));
        }
        let standing = match self.room_for_living(report).await? {
            Ok(standing) => standing,
            Err(why) => return Ok(Ok(Err(why))),
        };
        if !standing.consents_to(&consent_to_search()) {
            return Ok(Ok(Err(NotReported::NoConsent)));
        }
        let is_there = standing.living().iter().any(|one| one.letter.as_ref() == Some(&chosen.at));
        if is_there {
            return Ok(Ok(Err(NotReported::Already)));
        }
        Ok(Ok(Ok(self.seal_living(agent, report, &chosen.alive()).await?)))
    }

    /// The chosen pictures of a letter, each with the face that is compared.
    pub(super) fn chosen(
        &self,
        letter: &InboxLetter,
        chosen: &[ChosenPicture],
        models: Option<&dyn DescribesFaces>,
    ) -> OfBoth<Vec<Chosen>> {
        if chosen.len() > MOST_PICTURES {
            return Ok(Ok(Err(NotReported::Many(MOST_PICTURES))));
        }
        let mut read = Vec::new();
        for one in chosen {
            let place = usize::try_from(one.picture).ok().and_then(|number| number.checked_sub(1));
            let Some(statement) = place.and_then(|place| letter.pictures.get(place)) else {
                return Ok(Err(NotDone::Absent));
            };
            let Told::Here(bytes) = self.read_picture(&self.keys()?.identities, statement) else {
                return Ok(Err(NotDone::Lost));
            };
            let face = match tokio::task::block_in_place(|| face_of(&bytes, one.which, models))? {
                Ok(face) => face,
                Err(why) => return Ok(Ok(Err(NotReported::Chosen(one.picture, Box::new(why))))),
            };
            let at = LetterPicture { letter: letter.letter.clone(), picture: one.picture };
            read.push(Chosen { at, bytes, face });
        }
        Ok(Ok(Ok(read)))
    }

    /// Acts that seal the chosen pictures with a report, and what is sealed.
    pub(super) fn prepare_chosen(
        &self,
        report: &MissingId,
        chosen: &[Chosen],
    ) -> Result<(Vec<Act>, Vec<Prepared>)> {
        let (mut acts, mut prepared) = (Vec::new(), Vec::new());
        for one in chosen {
            let (sealed, statements) = self.prepare_living(report, &one.alive())?;
            acts.push(Act::LivingPhotographSealed(sealed));
            prepared.extend(statements);
        }
        Ok((acts, prepared))
    }
}
