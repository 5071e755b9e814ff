//! Care for the eyes of whoever looks: how much a person has had uncovered, the rule about it, and the pause when it is due.
//!
//! The question is asked before every uncovered picture, so it is answered from the catalog's own rows of looking. Two
//! programs on one archive may each let one picture pass at the very end of the day's views.

use amana_model::{AccountId, Act, Agent, Exposure, ExposureRule, Rest, exposure, exposure_since};

use crate::archive::Archive;
use crate::error::{ArchiveError, ErrorKind, Result};

impl Archive {
    /// How much a person has looked today, and the rule that says what is left.
    ///
    /// # Errors
    /// Without keys, or if log or catalog fail.
    pub async fn exposure(&self, account: &AccountId) -> Result<(ExposureRule, Exposure)> {
        self.catch_up().await?;
        let (catalog, now) = (self.catalog().await?, self.services.clock.now());
        let rule = catalog.exposure_rule().await?;
        let looks = catalog.looks(account, exposure_since(now)).await?;
        Ok((rule, exposure(&looks, rule, now)))
    }

    /// Sets the rule about looking; it holds for everybody from here on.
    ///
    /// # Errors
    /// If it is beyond sense; without keys, or if the log fails.
    pub async fn set_exposure_rule(&self, agent: &Agent, rule: ExposureRule) -> Result<()> {
        if !rule.is_sound() {
            return Err(ArchiveError::mistake(
                "a rule has 1 to 100,000 views a day, and 1 to 240 minutes each",
            )
            .safe("the rule was not changed"));
        }
        self.record_as(agent, vec![Act::ExposureRuleSet(rule)]).await.map(|_| ())
    }

    /// Records an act of looking that the rule allows now; `act` is told how much is left. One at a time, so that every
    /// view before is counted.
    ///
    /// # Errors
    /// [`ErrorKind::Rest`] if a pause is due or the day's views are used up; nothing is recorded then.
    pub(crate) async fn look(
        &self,
        agent: &Agent,
        account: &AccountId,
        act: impl FnOnce(&Exposure) -> Act,
    ) -> Result<()> {
        self.looked(agent, account, |exposure| vec![act(exposure)]).await
    }

    /// Records acts of looking that belong together, if the rule allows looking now.
    ///
    /// # Errors
    /// As [`Archive::look`].
    pub(crate) async fn look_together(
        &self,
        agent: &Agent,
        account: &AccountId,
        acts: Vec<Act>,
    ) -> Result<()> {
        self.looked(agent, account, |_| acts).await
    }

    async fn looked(
        &self,
        agent: &Agent,
        account: &AccountId,
        acts: impl FnOnce(&Exposure) -> Vec<Act>,
    ) -> Result<()> {
        let _alone = self.looking.lock().await;
        let (_, exposure) = self.exposure(account).await?;
        match exposure.rest {
            Some(rest) => Err(ArchiveError::rests(rest)),
            None => self.record_as(agent, acts(&exposure)).await.map(|_| ()),
        }
    }
}

impl ArchiveError {
    /// The answer to whoever is to rest.
    pub(crate) fn rests(rest: Rest) -> Self {
        let what = match rest {
            Rest::Pause(_) => "a pause from looking is due",
            Rest::Day(_) => "the day's uncovered views are used up",
        };
        Self::new(ErrorKind::Rest(rest), what)
            .safe("nothing is lost, and what is covered can be worked with")
            .next(format!("go on at {}", rest.until()))
    }
}
