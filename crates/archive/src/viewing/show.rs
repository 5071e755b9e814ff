//! A face before a family: made, recorded, and only then handed out, to whoever showed it alone.

use amana_model::{
    AccountId, Act, Agent, FaceShown, NotViewed, PlannedFace, ViewingId, ViewingShown, ViewingStep, WhatNext,
};

use super::ShownFace;
use super::record::Outcome;
use crate::archive::Archive;
use crate::configuration::sha256;

/// What `original-viewed` says when the worker saw a planned face before the family did.
const SEEN_BEFORE: &str = "viewing";
/// What it says of a whole picture.
const WHOLE: &str = "original";

impl Archive {
    /// Brings the next faces before the family: made, recorded, and only then handed out by [`Archive::viewed_face`]. One that cannot be
    /// made is passed over, which is recorded too.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Rest`] if the worker is to rest; without keys, or if store or log fail.
    pub async fn show_next(&self, agent: &Agent, account: &AccountId, viewing: &ViewingId) -> Outcome<()> {
        let _alone = self.reporting.lock().await;
        let viewings = self.viewings().await?;
        let Some(known) = viewings.get(viewing) else { return Ok(Err(NotViewed::Absent)) };
        if let Err(why) = known.may_show() {
            return Ok(Err(why));
        }
        let people = self.catalog().await?.people().await?;
        let mut acts = Vec::new();
        for place in known.to_show() {
            let planned = &known.faces[place].planned;
            let showing = Showing { viewing, account, place: place as u32, planned };
            match self.made_for_viewing(&people, planned, ViewingStep::Face).await? {
                Some(made) => acts.extend(showing.of(&made, ViewingStep::Face, None)),
                None => acts.push(showing.passed_over()),
            }
        }
        self.look_together(agent, account, acts).await?;
        Ok(Ok(()))
    }

    /// Shows what is before the family anew, where it would look otherwise than it was recorded or another account showed it; what can no
    /// longer be made is passed over.
    ///
    /// # Errors
    /// As [`Archive::show_next`].
    pub async fn show_anew(&self, agent: &Agent, account: &AccountId, viewing: &ViewingId) -> Outcome<()> {
        let _alone = self.reporting.lock().await;
        let viewings = self.viewings().await?;
        let Some(known) = viewings.get(viewing) else { return Ok(Err(NotViewed::Absent)) };
        if known.next() != WhatNext::Answer {
            return Ok(Err(if known.erased { NotViewed::Erased } else { NotViewed::Order }));
        }
        let people = self.catalog().await?.people().await?;
        let mut acts = Vec::new();
        for place in known.at_hand() {
            let Ok(FaceShown { picture, account: by, step, reason, .. }) = known.before_them(place) else {
                continue;
            };
            let planned = &known.faces[place].planned;
            let showing = Showing { viewing, account, place: place as u32, planned };
            match self.made_for_viewing(&people, planned, *step).await? {
                Some(made) if sha256(&made) == *picture && by == account => {}
                Some(made) => acts.extend(showing.of(&made, *step, reason.clone())),
                None => acts.push(showing.passed_over()),
            }
        }
        if !acts.is_empty() {
            self.look_together(agent, account, acts).await?;
        }
        Ok(Ok(()))
    }

    /// Shows more of a face, one step further: the family asked, and the worker agreed.
    ///
    /// # Errors
    /// As [`Archive::show_next`].
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
        let people = self.catalog().await?.people().await?;
        let planned = &known.faces[place as usize].planned;
        let Some(made) = self.made_for_viewing(&people, planned, step).await? else {
            return Ok(Err(NotViewed::Unmade));
        };
        let showing = Showing { viewing, account, place, planned };
        let acts = showing.of(&made, step, Some(reason.trim().to_owned()));
        self.look_together(agent, account, acts).await?;
        Ok(Ok(()))
    }

    /// The picture that is before the family at a place: what the log says that this account showed last, and nothing else.
    ///
    /// # Errors
    /// Without keys, or if store or catalog fail.
    pub async fn viewed_face(
        &self,
        account: &AccountId,
        viewing: &ViewingId,
        place: u32,
    ) -> Outcome<ShownFace> {
        let viewings = self.viewings().await?;
        let Some(known) = viewings.get(viewing) else { return Ok(Err(NotViewed::Absent)) };
        let shown = match known.before_them(place as usize) {
            Ok(shown) if shown.account == *account => shown,
            Ok(_) => return Ok(Err(NotViewed::Anew)),
            Err(why) => return Ok(Err(why)),
        };
        let people = self.catalog().await?.people().await?;
        let planned = &known.faces[place as usize].planned;
        Ok(match self.made_for_viewing(&people, planned, shown.step).await? {
            Some(made) if sha256(&made) == shown.picture => Ok(made),
            Some(_) => Err(NotViewed::Anew),
            None => Err(NotViewed::Unmade),
        })
    }

    /// A planned face as the family will see it, for the worker before she hands the tablet over; recorded as a view before it is.
    ///
    /// # Errors
    /// As [`Archive::show_next`].
    pub async fn planned_face(
        &self,
        agent: &Agent,
        account: &AccountId,
        viewing: &ViewingId,
        place: u32,
    ) -> Outcome<ShownFace> {
        let viewings = self.viewings().await?;
        let Some(known) = viewings.get(viewing) else { return Ok(Err(NotViewed::Absent)) };
        let face = match known.may_preview(place as usize) {
            Ok(face) => face,
            Err(why) => return Ok(Err(why)),
        };
        let people = self.catalog().await?.people().await?;
        let made = self.made_for_viewing(&people, &face.planned, ViewingStep::Face).await?;
        let Some(made) = made else { return Ok(Err(NotViewed::Unmade)) };
        self.look_together(agent, account, vec![seen(account, &face.planned, SEEN_BEFORE)]).await?;
        Ok(Ok(made))
    }
}

fn seen(account: &AccountId, planned: &PlannedFace, size: &str) -> Act {
    let (account, digest, size) = (account.clone(), planned.photograph, size.to_owned());
    Act::OriginalViewed { account, digest, size, bystanders: None }
}

/// A planned face that somebody shows.
struct Showing<'a> {
    viewing: &'a ViewingId,
    account: &'a AccountId,
    place: u32,
    planned: &'a PlannedFace,
}

impl Showing<'_> {
    /// The acts that show it.
    fn of(&self, made: &[u8], step: ViewingStep, reason: Option<String>) -> Vec<Act> {
        let shown = Act::ViewingShown(ViewingShown {
            viewing: self.viewing.clone(),
            account: self.account.clone(),
            place: self.place,
            individual: self.planned.individual.clone(),
            photograph: self.planned.photograph,
            picture: sha256(made),
            step,
            reason,
        });
        // The worker sees a whole picture like any other that is uncovered.
        let whole = (step == ViewingStep::Whole).then(|| seen(self.account, self.planned, WHOLE));
        whole.into_iter().chain([shown]).collect()
    }

    fn passed_over(&self) -> Act {
        Act::ViewingPassedOver { viewing: self.viewing.clone(), place: self.place }
    }
}
