//! Viewings in the sample: acts in memory, allowed by the model as in an archive; each face is a drawn picture.

use amana_desk::backend::{
    BackendError, ClaimsBackend as _, Jpeg, MissingBackend as _, MissingRoom, NewAnswer, NewPlan, NewViewing,
    Told, ToldWords, Viewed, ViewingsBackend,
};
use amana_model::{
    AccountId, Act, Bearing, ClaimEvidence, ClaimId, Digest, EvidenceKind, FacePlace, IndividualId,
    NotClaimed, NotViewed, PlannedFace, Region, SealedStatement, Viewing, ViewingAnswered, ViewingBegun,
    ViewingId, ViewingPlanned, ViewingShown, ViewingStep, ViewingTurn, Viewings, WhatNext,
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

    fn drawn_face(&self, photograph: &Digest) -> Result<Jpeg, BackendError> {
        Ok(drawn::picture(self.row(photograph)?.seed, 480, 640))
    }
}

fn shown(known: &Viewing, account: AccountId, place: usize, step: ViewingStep) -> ViewingShown {
    let planned = &known.faces[place].planned;
    ViewingShown {
        viewing: known.viewing.clone(),
        account,
        place: place as u32,
        individual: planned.individual.clone(),
        photograph: planned.photograph,
        picture: Digest([step as u8; 32]),
        step,
        reason: None,
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
    ) -> Result<ToldWords, BackendError> {
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
        let named = new.candidates.into_iter().map(|individual| (individual, false));
        let named: Vec<_> = named.chain(new.look_alikes.into_iter().map(|one| (one, true))).collect();
        let people = self.decisions.lock().unwrap().people();
        if let Err(why) = known.may_plan(&new.protocol, &named, &people) {
            return Ok(Err(why));
        }
        let face = FacePlace::drawn(&Region { left: 100, top: 100, width: 80, height: 100 });
        let mut faces = Vec::new();
        for (individual, look_alike) in named {
            let Some(photograph) = self.face_of(&individual) else {
                return Ok(Err(NotViewed::Faceless(individual)));
            };
            faces.push(PlannedFace { individual, look_alike, photograph, face: face.clone() });
        }
        let planned = ViewingPlanned { viewing: viewing.clone(), protocol: new.protocol, faces };
        self.act_on_missing(token, Act::ViewingPlanned(planned)).await?;
        Ok(Ok(()))
    }

    async fn show_next(&self, token: &str, viewing: &ViewingId) -> Viewed<()> {
        let Some(known) = self.viewing(viewing).await? else { return Ok(Err(NotViewed::Absent)) };
        if let Err(why) = known.may_show() {
            return Ok(Err(why));
        }
        self.may_look(token).await?;
        for place in known.to_show() {
            let shown = shown(&known, self.account(token).await?, place, ViewingStep::Face);
            self.act_on_missing(token, Act::ViewingShown(shown)).await?;
        }
        Ok(Ok(()))
    }

    async fn show_anew(&self, token: &str, viewing: &ViewingId) -> Viewed<()> {
        let Some(known) = self.viewing(viewing).await? else { return Ok(Err(NotViewed::Absent)) };
        if known.next() != WhatNext::Answer {
            return Ok(Err(NotViewed::Order));
        }
        let account = self.account(token).await?;
        for place in known.at_hand() {
            let Ok(before) = known.before_them(place) else { continue };
            if before.account != account {
                let shown = shown(&known, account.clone(), place, before.step);
                self.act_on_missing(token, Act::ViewingShown(shown)).await?;
            }
        }
        Ok(Ok(()))
    }

    async fn planned_face(&self, token: &str, viewing: &ViewingId, place: u32) -> Viewed<Jpeg> {
        let Some(known) = self.viewing(viewing).await? else { return Ok(Err(NotViewed::Absent)) };
        let digest = match known.may_preview(place as usize) {
            Ok(face) => face.planned.photograph,
            Err(why) => return Ok(Err(why)),
        };
        let (account, size) = (self.account(token).await?, "viewing".to_owned());
        self.act_on_missing(token, Act::OriginalViewed { account, digest, size, bystanders: None }).await?;
        Ok(Ok(self.drawn_face(&digest)?))
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
        self.may_look(token).await?;
        let (reason, account) = (Some(reason.to_owned()), self.account(token).await?);
        let shown = ViewingShown { reason, ..shown(&known, account, place as usize, step) };
        self.act_on_missing(token, Act::ViewingShown(shown)).await?;
        Ok(Ok(()))
    }

    async fn viewed_face(&self, token: &str, viewing: &ViewingId, place: u32) -> Viewed<Jpeg> {
        let Some(known) = self.viewing(viewing).await? else { return Ok(Err(NotViewed::Absent)) };
        match known.before_them(place as usize) {
            Ok(shown) if shown.account == self.account(token).await? => {
                Ok(Ok(self.drawn_face(&shown.photograph)?))
            }
            Ok(_) => Ok(Err(NotViewed::Anew)),
            Err(why) => Ok(Err(why)),
        }
    }

    async fn answer_viewing(&self, token: &str, viewing: &ViewingId, answers: Vec<NewAnswer>) -> Viewed<()> {
        let Some(known) = self.viewing(viewing).await? else { return Ok(Err(NotViewed::Absent)) };
        if let Err(why) = known.may_say(answers.iter().map(|one| (one.place, one.features.as_str()))) {
            return Ok(Err(why));
        }
        for NewAnswer { place, answer, features } in answers {
            let features = Some(features.trim()).filter(|said| !said.is_empty());
            let features = features.map(|said| self.seal_words(said));
            let answered = ViewingAnswered { viewing: viewing.clone(), place, answer, features };
            self.act_on_missing(token, Act::ViewingAnswered(answered)).await?;
        }
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
        let account = self.account(token).await?;
        let opening = self.opening(&room, account.clone(), &known.report, &face.planned.individual);
        let claim = opening.claim.clone();
        let words = answer.features.clone().unwrap_or_else(|| self.seal_words(""));
        let (kind, bearing, viewing) = (EvidenceKind::Sight, Bearing::For, Some(viewing.clone()));
        let evidence =
            ClaimEvidence { claim: claim.clone(), kind, account, bearing, words, viewing, file: None };
        self.act_on_missing(token, Act::ClaimOpened(opening)).await?;
        self.act_on_missing(token, Act::EvidenceAdded(evidence)).await?;
        Ok(Ok(claim))
    }
}
