//! What three read differently, and what was settled and is doubted: whoever may settle sees every reading, decides, and says why.

use amana_catalog::Keyable;
use amana_model::{AccountId, Act, Agent, Basis, Keyed, MarkingRef, each_once};

use crate::archive::Archive;
use crate::error::{ArchiveError, Result};
use crate::keying::KeyingOutcome;

/// The longest reason, in letters.
pub const LONGEST_REASON: usize = 1000;

/// A marking that is somebody's to decide, with every reading of it.
#[derive(Debug, Clone, PartialEq)]
pub struct ToDecide {
    /// What was read, each once, in the order in which people came to it; whose it is, is not told.
    pub readings: Vec<Keyed>,
    /// Which of them is hers, if she keyed it.
    pub hers: Option<usize>,
    /// Why it was reopened, if it was: then she may also key what nobody read.
    pub reopened: Option<String>,
}

impl ToDecide {
    /// Whether she may decide this.
    pub fn takes(&self, keyed: &Keyed) -> bool {
        keyed.is_sound()
            && (self.reopened.is_some() || *keyed == Keyed::CannotBeRead || self.readings.contains(keyed))
    }

    /// Whether she must say why: what nobody but her read, and whatever is decided about a marking that was settled before.
    pub fn wants_reason(&self, keyed: &Keyed) -> bool {
        let others = (0..).zip(&self.readings).any(|(at, read)| Some(at) != self.hers && read == keyed);
        self.reopened.is_some() || !(others || *keyed == Keyed::CannotBeRead)
    }

    fn of(keyable: &Keyable, account: &AccountId) -> Option<Self> {
        let now = each_once(&keyable.keyings);
        let differ = now.iter().skip(2).any(|(known, _)| *known == account);
        if keyable.settled.is_some() || !(differ || keyable.reopened.is_some()) {
            return None;
        }
        let (mut readings, mut hers) = (Vec::new(), None);
        for (known, keyed) in each_once(&keyable.earlier).into_iter().chain(now) {
            let at = readings.iter().position(|read| read == keyed).unwrap_or(readings.len());
            if at == readings.len() {
                readings.push(keyed.clone());
            }
            if known == account {
                hers = Some(at);
            }
        }
        Some(Self { readings, hers, reopened: keyable.reopened.clone() })
    }
}

impl Archive {
    /// What a person has to decide about a marking; `None` if it is not hers. Only for whoever may settle.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub async fn to_decide(&self, account: &AccountId, marking: &MarkingRef) -> Result<Option<ToDecide>> {
        self.catch_up().await?;
        let keyable = self.catalog().await?.keyable(marking).await?;
        Ok(keyable.and_then(|keyable| ToDecide::of(&keyable, account)))
    }

    /// Puts the crop of a marking that is hers to decide into a person's hands, and records that it is shown.
    ///
    /// # Errors
    /// Without keys, or if catalog or log fail.
    pub async fn hand_to_decide(
        &self,
        agent: &Agent,
        account: &AccountId,
        marking: &MarkingRef,
    ) -> Result<Option<ToDecide>> {
        let to_decide = self.to_decide(account, marking).await?;
        if to_decide.is_some() && !self.holds(account, marking) {
            self.hand_crop(agent, account, *marking).await?;
        }
        Ok(to_decide)
    }

    /// Settles a marking by decision of one who saw every reading. Only for whoever may settle.
    ///
    /// # Errors
    /// If the decision is none of those before her, or its reason is missing or too long; without keys, or if catalog or log fail.
    pub async fn decide_marking(
        &self,
        agent: &Agent,
        account: &AccountId,
        marking: &MarkingRef,
        (keyed, reason): (Keyed, &str),
    ) -> Result<KeyingOutcome> {
        let _alone = self.keying.lock().await;
        let Some(to_decide) = self.to_decide(account, marking).await? else {
            return Ok(KeyingOutcome::TooLate);
        };
        if !to_decide.takes(&keyed) {
            return Err(ArchiveError::mistake("this is none of the readings of this marking")
                .safe("nothing was recorded")
                .next("choose one of them, or that it cannot be read"));
        }
        let reason = match reason.trim() {
            "" if to_decide.wants_reason(&keyed) => return Err(without_reason()),
            "" => None,
            reason => Some(sound_reason(reason)?),
        };
        self.held().release(marking);
        let act = Act::MarkingSettled {
            marking: *marking,
            basis: Basis::Decided,
            keyed: keyed.clone(),
            rule: None,
            reason,
        };
        self.record_as(agent, vec![act]).await?;
        Ok(KeyingOutcome::Recorded(amana_model::Standing::Settled(Basis::Decided, keyed)))
    }

    /// Opens a settled marking again, with a reason: what was settled counts no longer, people who had not keyed it key it anew, or whoever may
    /// settle decides. Nothing of what was keyed or settled before leaves the log.
    ///
    /// # Errors
    /// If it is not settled, or the reason is missing or too long; without keys, or if catalog or log fail.
    pub async fn reopen_marking(&self, agent: &Agent, marking: &MarkingRef, reason: &str) -> Result<()> {
        let reason = sound_reason(reason)?;
        let _alone = self.keying.lock().await;
        self.catch_up().await?;
        let keyable = self.catalog().await?.keyable(marking).await?;
        if keyable.is_none_or(|keyable| keyable.settled.is_none()) {
            return Err(
                ArchiveError::absent("nothing is settled on this marking").safe("nothing was recorded")
            );
        }
        self.record_as(agent, vec![Act::MarkingReopened { marking: *marking, reason }]).await.map(drop)
    }
}

fn sound_reason(reason: &str) -> Result<String> {
    match reason.trim() {
        "" => Err(without_reason()),
        reason if reason.chars().count() > LONGEST_REASON => {
            Err(ArchiveError::mistake(format!("a reason has at most {LONGEST_REASON} letters"))
                .safe("nothing was recorded"))
        }
        reason => Ok(reason.to_owned()),
    }
}

fn without_reason() -> ArchiveError {
    ArchiveError::mistake("this needs a reason").safe("nothing was recorded").next("say why, in a sentence")
}
