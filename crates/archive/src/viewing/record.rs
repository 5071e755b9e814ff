//! What happens in a viewing, each asked of the model first and then recorded; a face before its first byte.

use amana_model::{
    AccountId, Act, Agent, Bearing, ClaimId, EvidenceKind, FamilyWords, IndividualId, LONGEST_TEXT,
    MissingId, NotClaimed, NotViewed, PlannedFace, Viewing, ViewingAnswer, ViewingAnswered, ViewingBegun,
    ViewingId, ViewingOrder, ViewingPlanned, ViewingProtocol, ViewingShown, ViewingStep, ViewingTurn,
    WhatNext,
};

use super::{ShownFace, ViewingCandidates, standing};
use crate::archive::Archive;
use crate::configuration::sha256;
use crate::error::{ArchiveError, Result};

/// What was recorded, or why it was not.
type Outcome<T> = Result<std::result::Result<T, NotViewed>>;

/// The longest list of support contacts, in characters.
const LONGEST_CONTACTS: usize = 4000;

/// A viewing that begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewViewing {
    /// Of which report.
    pub report: MissingId,
    /// The language of what the family sees.
    pub language: String,
    /// How they describe whom they look for.
    pub description: String,
}

/// What is to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPlan {
    /// How.
    pub protocol: ViewingProtocol,
    /// The people who may be whom they look for, in the order in which they are shown if it is not shuffled.
    pub candidates: ViewingCandidates,
    /// People who are nobody's candidate, shown among them.
    pub look_alikes: Vec<IndividualId>,
}

impl Archive {
    /// Says whom a family can turn to, on every page that shows a family anything.
    ///
    /// # Errors
    /// If nothing or too much is said; if the log fails.
    pub async fn set_support_contacts(&self, agent: &Agent, contacts: &str) -> Outcome<()> {
        let contacts = contacts.trim();
        if contacts.is_empty() || contacts.chars().count() > LONGEST_CONTACTS {
            return Ok(Err(NotViewed::Why));
        }
        let act = Act::SupportContactsSet { contacts: contacts.to_owned() };
        self.record_as(agent, vec![act]).await?;
        Ok(Ok(()))
    }

    /// Begins a viewing: the description first, sealed, and somebody whom the family can turn to.
    ///
    /// # Errors
    /// Without keys, or if disk or log fail.
    pub async fn begin_viewing(&self, agent: &Agent, new: &NewViewing) -> Outcome<ViewingId> {
        let words = new.description.trim();
        if words.is_empty() || words.chars().count() > LONGEST_TEXT {
            return Ok(Err(NotViewed::Undescribed));
        }
        let _alone = self.reporting.lock().await;
        let missing = self.missing().await?;
        if let Err(why) = standing(&missing, &new.report) {
            return Ok(Err(why));
        }
        if self.viewings().await?.support.is_none() {
            return Ok(Err(NotViewed::NoSupport));
        }
        let (viewing, description) = (self.new_viewing(), self.seal_words(words)?);
        let (report, language) = (new.report.clone(), new.language.clone());
        let begun = ViewingBegun { viewing: viewing.clone(), report, language, description };
        self.record_as(agent, vec![Act::ViewingBegun(begun)]).await?;
        Ok(Ok(viewing))
    }

    /// Plans which faces are shown.
    ///
    /// # Errors
    /// Without keys, or if the log fails.
    pub async fn plan_viewing(&self, agent: &Agent, viewing: &ViewingId, new: &NewPlan) -> Outcome<()> {
        let _alone = self.reporting.lock().await;
        let viewings = self.viewings().await?;
        let Some(known) = viewings.get(viewing) else { return Ok(Err(NotViewed::Absent)) };
        let people = self.catalog().await?.people().await?;
        let named = new.candidates.iter().map(|individual| (individual, false));
        let named = named.chain(new.look_alikes.iter().map(|individual| (individual, true)));
        let mut faces = Vec::new();
        for (individual, look_alike) in named {
            let individual = people.root(individual).clone();
            if self.best_face(&people, &individual).await?.is_none() {
                return Ok(Err(NotViewed::Faceless(individual)));
            }
            faces.push(PlannedFace { individual, look_alike });
        }
        // Look-alikes at the end would be known for what they are.
        if new.protocol.order == ViewingOrder::Shuffled || !new.look_alikes.is_empty() {
            faces = self.shuffled(faces);
        }
        if let Err(why) = known.may_plan(&new.protocol, &faces) {
            return Ok(Err(why));
        }
        let planned = ViewingPlanned { viewing: viewing.clone(), protocol: new.protocol, faces };
        self.record_as(agent, vec![Act::ViewingPlanned(planned)]).await?;
        Ok(Ok(()))
    }

    /// Brings the next faces before the family: made, recorded, and only then handed out by [`Archive::viewed_face`].
    ///
    /// # Errors
    /// [`crate::ErrorKind::Rest`] if the worker is to rest; without keys, or if store or log fail.
    pub async fn show_next(&self, agent: &Agent, account: &AccountId, viewing: &ViewingId) -> Outcome<()> {
        let _alone = self.reporting.lock().await;
        let viewings = self.viewings().await?;
        let Some(known) = viewings.get(viewing) else { return Ok(Err(NotViewed::Absent)) };
        match known.next() {
            WhatNext::Show => {}
            WhatNext::Rest => return Ok(Err(NotViewed::Rest)),
            WhatNext::Closed => return Ok(Err(NotViewed::Closed)),
            _ => return Ok(Err(NotViewed::Order)),
        }
        if let Some(rest) = self.exposure(account).await?.1.rest {
            return Err(ArchiveError::rests(rest));
        }
        let people = self.catalog().await?.people().await?;
        let mut acts = Vec::new();
        for place in known.at_hand().filter(|place| known.faces[*place].shown.is_empty()) {
            let individual = &known.faces[place].planned.individual;
            let Some(face) = self.best_face(&people, individual).await? else {
                return Ok(Err(NotViewed::Faceless(individual.clone())));
            };
            let picture = sha256(&self.made_for_viewing(&face, ViewingStep::Face).await?);
            acts.push(Act::ViewingShown(ViewingShown {
                viewing: viewing.clone(),
                place: place as u32,
                individual: people.root(individual).clone(),
                photograph: face.photograph,
                picture,
                step: ViewingStep::Face,
                reason: None,
            }));
        }
        self.record_as(agent, acts).await?;
        Ok(Ok(()))
    }

    /// Shows more of a face, one step further: the family asked, and the worker agreed.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Rest`] if the worker is to rest; without keys, or if store or log fail.
    pub async fn widen_view(
        &self,
        agent: &Agent,
        account: &AccountId,
        viewing: &ViewingId,
        (place, step): (u32, ViewingStep),
        reason: &str,
    ) -> Outcome<()> {
        let _alone = self.reporting.lock().await;
        let viewings = self.viewings().await?;
        let Some(known) = viewings.get(viewing) else { return Ok(Err(NotViewed::Absent)) };
        if let Err(why) = known.may_widen(place as usize, step, reason) {
            return Ok(Err(why));
        }
        let photograph = known.last_shown(place as usize).map(|shown| shown.photograph);
        let Some(face) = (match photograph {
            Some(photograph) => self.face_in(photograph).await?,
            None => None,
        }) else {
            return Ok(Err(NotViewed::Absent));
        };
        let picture = sha256(&self.made_for_viewing(&face, step).await?);
        let shown = Act::ViewingShown(ViewingShown {
            viewing: viewing.clone(),
            place,
            individual: known.faces[place as usize].planned.individual.clone(),
            photograph: face.photograph,
            picture,
            step,
            reason: Some(reason.trim().to_owned()),
        });
        match step {
            // The worker sees it too: an uncovered picture like any other.
            ViewingStep::Whole => {
                let (digest, size) = (face.photograph, "original".to_owned());
                let viewed = Act::OriginalViewed { account: account.clone(), digest, size, bystanders: None };
                self.look(agent, account, |_| viewed).await?;
                self.record_as(agent, vec![shown]).await?;
            }
            _ => {
                if let Some(rest) = self.exposure(account).await?.1.rest {
                    return Err(ArchiveError::rests(rest));
                }
                self.record_as(agent, vec![shown]).await?;
            }
        }
        Ok(Ok(()))
    }

    /// The picture that is before the family at a place: what the log says was shown last, and nothing else.
    ///
    /// # Errors
    /// If it can no longer be made as it was recorded; without keys, or if store or catalog fail.
    pub async fn viewed_face(&self, viewing: &ViewingId, place: u32) -> Outcome<ShownFace> {
        let viewings = self.viewings().await?;
        let Some(known) = viewings.get(viewing) else { return Ok(Err(NotViewed::Absent)) };
        if !known.is_before_them(place as usize) {
            return Ok(Err(NotViewed::Order));
        }
        let Some(shown) = known.last_shown(place as usize) else { return Ok(Err(NotViewed::Order)) };
        let Some(face) = self.face_in(shown.photograph).await? else { return Ok(Err(NotViewed::Absent)) };
        let made = self.made_for_viewing(&face, shown.step).await?;
        if sha256(&made) != shown.picture {
            return Err(ArchiveError::machine("this face would look otherwise than it was recorded, so it is not shown")
                .safe("nothing was shown")
                .next("a bystander was marked or a newer analysis looked at the photograph since: answer it, and plan it anew"));
        }
        Ok(Ok(made))
    }

    /// Records what the family says of a face.
    ///
    /// # Errors
    /// Without keys, or if disk or log fail.
    pub async fn answer_viewing(
        &self,
        agent: &Agent,
        viewing: &ViewingId,
        (place, answer): (u32, ViewingAnswer),
        features: &str,
    ) -> Outcome<()> {
        let _alone = self.reporting.lock().await;
        let viewings = self.viewings().await?;
        let Some(known) = viewings.get(viewing) else { return Ok(Err(NotViewed::Absent)) };
        let missing = self.missing().await?;
        if let Err(why) = standing(&missing, &known.report).and(known.may_answer(place as usize)) {
            return Ok(Err(why));
        }
        let features = features.trim();
        if features.chars().count() > LONGEST_TEXT {
            return Ok(Err(NotViewed::Why));
        }
        let features = if features.is_empty() { None } else { Some(self.seal_words(features)?) };
        let answered = ViewingAnswered { viewing: viewing.clone(), place, answer, features };
        self.record_as(agent, vec![Act::ViewingAnswered(answered)]).await?;
        Ok(Ok(()))
    }

    /// Pauses, resumes, stops or ends a viewing.
    ///
    /// # Errors
    /// Without keys, or if the log fails.
    pub async fn turn_viewing(&self, agent: &Agent, viewing: &ViewingId, turn: ViewingTurn) -> Outcome<()> {
        let _alone = self.reporting.lock().await;
        let viewings = self.viewings().await?;
        let Some(known) = viewings.get(viewing) else { return Ok(Err(NotViewed::Absent)) };
        if let Err(why) = known.may_turn(turn) {
            return Ok(Err(why));
        }
        self.record_as(agent, vec![Act::ViewingTurned { viewing: viewing.clone(), turn }]).await?;
        Ok(Ok(()))
    }

    /// Makes of what a family said of a face a claim with its evidence, in one act; or adds the evidence to the claim that they have on
    /// this person already.
    ///
    /// # Errors
    /// Without keys, or if disk or log fail.
    pub async fn claim_from_viewing(
        &self,
        agent: &Agent,
        viewing: &ViewingId,
        place: u32,
    ) -> Result<std::result::Result<ClaimId, NotClaimed>> {
        let _alone = self.reporting.lock().await;
        let (viewings, room) = (self.viewings().await?, self.claims().await?);
        let Some(known) = viewings.get(viewing) else { return Ok(Err(NotClaimed::Absent)) };
        let Some((face, words)) = recognised(known, place) else { return Ok(Err(NotClaimed::Absent)) };
        let individual = &face.individual;
        let on = room.claims.on_individual(individual, &room.people);
        let held = on.into_iter().find(|claim| claim.report == known.report && !claim.is_withdrawn());
        if let Some(held) = held
            && held.evidence.iter().any(|given| given.viewing.as_ref() == Some(viewing))
        {
            return Ok(Err(NotClaimed::Already));
        }
        let (claim, mut acts) = match held {
            Some(held) => (held.claim.clone(), Vec::new()),
            None => match self.opening(&room, &known.report, individual) {
                Err(why) => return Ok(Err(why)),
                Ok(opening) => (opening.claim.clone(), vec![Act::ClaimOpened(opening)]),
            },
        };
        let words = match words {
            Some(sealed) => sealed.clone(),
            None => self.seal_words_of(&FamilyWords::default())?,
        };
        let viewing = Some(viewing.clone());
        acts.push(self.evidence(&claim, EvidenceKind::Sight, Bearing::For, words, viewing));
        self.record_as(agent, acts).await?;
        Ok(Ok(claim))
    }
}

/// A face that the family said it may be, with the features that they named.
fn recognised(
    viewing: &Viewing,
    place: u32,
) -> Option<(&PlannedFace, Option<&amana_model::SealedStatement>)> {
    let face = viewing.faces.get(place as usize)?;
    let answer = face.answer.as_ref().filter(|answer| answer.answer.recognises())?;
    Some((&face.planned, answer.features.as_ref()))
}
