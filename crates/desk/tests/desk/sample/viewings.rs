//! Viewings in the sample: acts in memory, allowed by the model as in an archive; each face is a drawn picture.

use amana_desk::backend::{
    BackendError, ClaimsBackend as _, Jpeg, MissingBackend as _, MissingRoom, NewPlan, NewViewing, Told,
    Viewed, ViewingWords, ViewingsBackend,
};
use amana_model::{
    Act, Bearing, ClaimEvidence, ClaimId, Digest, EvidenceKind, IndividualId, NotClaimed, NotViewed,
    PlannedFace, SealedStatement, Viewing, ViewingAnswer, ViewingAnswered, ViewingBegun, ViewingId,
    ViewingPlanned, ViewingShown, ViewingStep, ViewingTurn, Viewings, WhatNext,
};
use async_trait::async_trait;

use super::{Sample, drawn};

impl Sample {
    /// The photograph whose face is shown of somebody.
    fn face_of(&self, individual: &IndividualId) -> Option<Digest> {
        self.decisions.lock().unwrap().people().photographs(individual).first().copied()
    }

    async fn viewing(&self, viewing: &ViewingId) -> Result<Option<Viewing>, BackendError> {
        Ok(self.viewings().await?.get(viewing).cloned())
    }

    fn shown(&self, viewing: &ViewingId, place: u32, of: &IndividualId, step: ViewingStep) -> ViewingShown {
        ViewingShown {
            viewing: viewing.clone(),
            place,
            individual: of.clone(),
            photograph: self.face_of(of).expect("it was planned"),
            picture: Digest([step as u8; 32]),
            step,
            reason: None,
        }
    }
}

#[async_trait]
impl ViewingsBackend for Sample {
    async fn viewings(&self) -> Result<Viewings, BackendError> {
        let acts = &self.families.lock().unwrap().acts;
        Ok(Viewings::of(acts.iter().map(|one| (one.entry, one.time, one.agent.as_str(), &one.act))))
    }

    async fn viewing_words(
        &self,
        missing: &MissingRoom,
        viewing: &Viewing,
    ) -> Result<ViewingWords, BackendError> {
        let told = |one: &SealedStatement| match missing.is_erased(&one.sealed) {
            true => Told::Erased,
            false => self.words_of(one),
        };
        Ok(viewing.statements().map(|one| (one.sealed, told(one))).collect())
    }

    async fn set_support_contacts(&self, token: &str, contacts: &str) -> Viewed<()> {
        if contacts.trim().is_empty() {
            return Ok(Err(NotViewed::Why));
        }
        self.act_on_missing(token, Act::SupportContactsSet { contacts: contacts.trim().to_owned() }).await?;
        Ok(Ok(()))
    }

    async fn begin_viewing(&self, token: &str, new: NewViewing) -> Viewed<ViewingId> {
        if new.description.trim().is_empty() {
            return Ok(Err(NotViewed::Undescribed));
        }
        if self.missing().await?.get(&new.report).is_none() {
            return Ok(Err(NotViewed::Absent));
        }
        let viewings = self.viewings().await?;
        if viewings.support.is_none() {
            return Ok(Err(NotViewed::NoSupport));
        }
        let viewing: ViewingId = format!("v{:08}", viewings.all().len()).parse().expect("plain");
        let description = self.seal_words(&new.description);
        let (report, language) = (new.report, new.language);
        let begun = ViewingBegun { viewing: viewing.clone(), report, language, description };
        self.act_on_missing(token, Act::ViewingBegun(begun)).await?;
        Ok(Ok(viewing))
    }

    async fn plan_viewing(&self, token: &str, viewing: &ViewingId, new: NewPlan) -> Viewed<()> {
        let Some(known) = self.viewing(viewing).await? else { return Ok(Err(NotViewed::Absent)) };
        let face = |look_alike| move |individual| PlannedFace { individual, look_alike };
        let candidates = new.candidates.into_iter().map(face(false));
        let faces: Vec<_> = candidates.chain(new.look_alikes.into_iter().map(face(true))).collect();
        if let Some(faceless) = faces.iter().find(|face| self.face_of(&face.individual).is_none()) {
            return Ok(Err(NotViewed::Faceless(faceless.individual.clone())));
        }
        if let Err(why) = known.may_plan(&new.protocol, &faces) {
            return Ok(Err(why));
        }
        let planned = ViewingPlanned { viewing: viewing.clone(), protocol: new.protocol, faces };
        self.act_on_missing(token, Act::ViewingPlanned(planned)).await?;
        Ok(Ok(()))
    }

    async fn show_next(&self, token: &str, viewing: &ViewingId) -> Viewed<()> {
        let Some(known) = self.viewing(viewing).await? else { return Ok(Err(NotViewed::Absent)) };
        match known.next() {
            WhatNext::Show => {}
            WhatNext::Rest => return Ok(Err(NotViewed::Rest)),
            WhatNext::Closed => return Ok(Err(NotViewed::Closed)),
            _ => return Ok(Err(NotViewed::Order)),
        }
        for place in known.at_hand() {
            let individual = &known.faces[place].planned.individual;
            let shown = self.shown(viewing, place as u32, individual, ViewingStep::Face);
            self.act_on_missing(token, Act::ViewingShown(shown)).await?;
        }
        Ok(Ok(()))
    }

    async fn widen_view(
        &self,
        token: &str,
        viewing: &ViewingId,
        (place, step): (u32, ViewingStep),
        reason: &str,
    ) -> Viewed<()> {
        let Some(known) = self.viewing(viewing).await? else { return Ok(Err(NotViewed::Absent)) };
        if let Err(why) = known.may_widen(place as usize, step, reason) {
            return Ok(Err(why));
        }
        let individual = &known.faces[place as usize].planned.individual;
        let reason = Some(reason.to_owned());
        let shown = ViewingShown { reason, ..self.shown(viewing, place, individual, step) };
        self.act_on_missing(token, Act::ViewingShown(shown)).await?;
        Ok(Ok(()))
    }

    async fn viewed_face(&self, viewing: &ViewingId, place: u32) -> Viewed<Jpeg> {
        let Some(known) = self.viewing(viewing).await? else { return Ok(Err(NotViewed::Absent)) };
        let shown = known.last_shown(place as usize).filter(|_| known.is_before_them(place as usize));
        let Some(shown) = shown else { return Ok(Err(NotViewed::Order)) };
        let seed = self.row(&shown.photograph)?.seed;
        Ok(Ok(drawn::picture(seed, 480, 640)))
    }

    async fn answer_viewing(
        &self,
        token: &str,
        viewing: &ViewingId,
        (place, answer): (u32, ViewingAnswer),
        features: &str,
    ) -> Viewed<()> {
        let Some(known) = self.viewing(viewing).await? else { return Ok(Err(NotViewed::Absent)) };
        if let Err(why) = known.may_answer(place as usize) {
            return Ok(Err(why));
        }
        let features = Some(features.trim()).filter(|said| !said.is_empty());
        let features = features.map(|said| self.seal_words(said));
        let answered = ViewingAnswered { viewing: viewing.clone(), place, answer, features };
        self.act_on_missing(token, Act::ViewingAnswered(answered)).await?;
        Ok(Ok(()))
    }

    async fn turn_viewing(&self, token: &str, viewing: &ViewingId, turn: ViewingTurn) -> Viewed<()> {
        let Some(known) = self.viewing(viewing).await? else { return Ok(Err(NotViewed::Absent)) };
        if let Err(why) = known.may_turn(turn) {
            return Ok(Err(why));
        }
        self.act_on_missing(token, Act::ViewingTurned { viewing: viewing.clone(), turn }).await?;
        Ok(Ok(()))
    }

    async fn claim_from_viewing(
        &self,
        token: &str,
        viewing: &ViewingId,
        place: u32,
    ) -> Result<Result<ClaimId, NotClaimed>, BackendError> {
        let Some(known) = self.viewing(viewing).await? else { return Ok(Err(NotClaimed::Absent)) };
        let Some(face) = known.faces.get(place as usize) else { return Ok(Err(NotClaimed::Absent)) };
        let Some(answer) = face.answer.as_ref().filter(|answer| answer.answer.recognises()) else {
            return Ok(Err(NotClaimed::Absent));
        };
        let room = self.claims().await?;
        if let Err(why) = room.claims.may_open(&known.report, &face.planned.individual, &room.people) {
            return Ok(Err(why));
        }
        let opening = self.opening(&room, &known.report, &face.planned.individual);
        let claim = opening.claim.clone();
        let words = answer.features.clone().unwrap_or_else(|| self.seal_words(""));
        let (kind, bearing, viewing) = (EvidenceKind::Sight, Bearing::For, Some(viewing.clone()));
        let evidence = ClaimEvidence { claim: claim.clone(), kind, bearing, words, viewing };
        self.act_on_missing(token, Act::ClaimOpened(opening)).await?;
        self.act_on_missing(token, Act::EvidenceAdded(evidence)).await?;
        Ok(Ok(claim))
    }
}
