//! What happens in a viewing beside the showing, each asked of the model first and then recorded.

use amana_model::{
    AccountId, Act, Agent, Bearing, ClaimEvidence, ClaimId, EvidenceKind, FamilyWords, IndividualId,
    LONGEST_TEXT, MissingId, NotClaimed, NotViewed, PlannedFace, Recipe, Viewing, ViewingAnswer,
    ViewingAnswered, ViewingBegun, ViewingId, ViewingOrder, ViewingPlanned, ViewingProtocol, ViewingTurn,
};

use super::ViewingCandidates;
use crate::archive::Archive;
use crate::error::Result;

/// What was recorded, or why it was not.
pub(super) type Outcome<T> = Result<std::result::Result<T, NotViewed>>;

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

/// What a family says of a face.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAnswer {
    /// Its place in the plan.
    pub place: u32,
    /// What.
    pub answer: ViewingAnswer,
    /// By what they know them; may be empty.
    pub features: String,
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
        match self.claiming().await?.erased.get(&new.report) {
            None => return Ok(Err(NotViewed::Absent)),
            Some(true) => return Ok(Err(NotViewed::Erased)),
            Some(false) => {}
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
        let root = |individual: &IndividualId| people.root(individual).clone();
        let named = new.candidates.iter().map(|individual| (root(individual), false));
        let named = named.chain(new.look_alikes.iter().map(|individual| (root(individual), true)));
        let mut named: Vec<(IndividualId, bool)> = named.collect();
        let mut protocol = new.protocol;
        if let Err(why) = known.may_plan(&protocol, &named, &people) {
            return Ok(Err(why));
        }
        // Look-alikes at the end would be known for what they are.
        if protocol.order == ViewingOrder::Shuffled || !new.look_alikes.is_empty() {
            protocol.order = ViewingOrder::Shuffled;
            named = self.shuffled(named);
        }
        let mut faces = Vec::new();
        for (individual, look_alike) in named {
            let Some(recipe) = self.best_face(&individual).await? else {
                return Ok(Err(NotViewed::Faceless(individual)));
            };
            let Recipe { photograph, face, .. } = recipe;
            faces.push(PlannedFace { individual, look_alike, photograph, face });
        }
        let planned = ViewingPlanned { viewing: viewing.clone(), protocol, faces };
        self.record_as(agent, vec![Act::ViewingPlanned(planned)]).await?;
        Ok(Ok(()))
    }

    /// Records what the family says of faces, all of it or nothing. Who answers again and names nothing takes back no word.
    ///
    /// # Errors
    /// Without keys, or if disk or log fail.
    pub async fn answer_viewing(
        &self,
        agent: &Agent,
        viewing: &ViewingId,
        answers: &[NewAnswer],
    ) -> Outcome<()> {
        let _alone = self.reporting.lock().await;
        let viewings = self.viewings().await?;
        let Some(known) = viewings.get(viewing) else { return Ok(Err(NotViewed::Absent)) };
        if let Err(why) = known.may_say(answers.iter().map(|one| (one.place, one.features.as_str()))) {
            return Ok(Err(why));
        }
        let mut acts = Vec::new();
        for NewAnswer { place, answer, features } in answers {
            let features = features.trim();
            let features = if features.is_empty() { None } else { Some(self.seal_words(features)?) };
            let (viewing, place, answer) = (viewing.clone(), *place, *answer);
            acts.push(Act::ViewingAnswered(ViewingAnswered { viewing, place, answer, features }));
        }
        self.record_as(agent, acts).await?;
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
        account: &AccountId,
        viewing: &ViewingId,
        place: u32,
    ) -> Result<std::result::Result<ClaimId, NotClaimed>> {
        let _alone = self.reporting.lock().await;
        let (viewings, room) = (self.viewings().await?, self.claiming().await?);
        let Some(known) = viewings.get(viewing) else { return Ok(Err(NotClaimed::Absent)) };
        let Some((face, words)) = recognised(known, place) else { return Ok(Err(NotClaimed::Absent)) };
        let individual = &face.individual;
        let held = room.claims.held(&known.report, individual, &room.people);
        if let Some(held) = held
            && held.standing_evidence().any(|given| given.viewing.as_ref() == Some(viewing))
        {
            return Ok(Err(NotClaimed::Already));
        }
        let (claim, mut acts) = match held {
            Some(held) => (held.claim.clone(), Vec::new()),
            None => match self.opening(&room, account, &known.report, individual) {
                Err(why) => return Ok(Err(why)),
                Ok(opening) => (opening.claim.clone(), vec![Act::ClaimOpened(opening)]),
            },
        };
        let words = match words {
            Some(sealed) => sealed.clone(),
            None => self.seal_words_of(&FamilyWords::default())?,
        };
        acts.push(Act::EvidenceAdded(ClaimEvidence {
            claim: claim.clone(),
            kind: EvidenceKind::Sight,
            account: account.clone(),
            bearing: Bearing::For,
            words,
            viewing: Some(viewing.clone()),
            file: None,
        }));
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
