//! Looking once more: whoever had a part in a unit is not handed it, and a reading is keyed anew without what was settled.

use amana_catalog::{Brief, Settlement};
use amana_model::{
    AccountId, Act, Agent, Decision, IndividualId, Keyed, MarkingRef, Recheck, RecheckId, RecheckOf,
    RecheckVerdict, Rechecked,
};

use super::Rechecks;
use crate::archive::Archive;
use crate::error::Result;

/// What somebody has before her.
#[derive(Debug, Clone, PartialEq)]
pub enum RecheckTask {
    /// A marking, to be keyed anew; its crop is in her hands.
    Reading {
        /// The unit.
        unit: u64,
        /// The marking.
        marking: MarkingRef,
    },
    /// Photographs that were put to one person as a machine suggested.
    Group {
        /// The unit.
        unit: u64,
        /// The person.
        individual: IndividualId,
        /// The photographs.
        photographs: Vec<Brief>,
    },
}

/// What she says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecheckSaid {
    /// What stands on the marking.
    Keyed(Keyed),
    /// Whether the photographs show one person.
    Verdict(RecheckVerdict),
}

/// Why it was not recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotRechecked {
    /// There is no such unit in it, she had a part in it, or another word is asked of it.
    #[error("this unit is not hers to recheck")]
    NotHers,
    /// Somebody told of it meanwhile: the first word stands.
    #[error("somebody told of it meanwhile")]
    TooLate,
    /// What was keyed will not do.
    #[error("no number was keyed, or ج stands where only a branch may have it")]
    Unsound,
}

impl Archive {
    /// Hands somebody the next unit of a recheck; `None` if none is left for her. That a crop is shown is recorded.
    ///
    /// # Errors
    /// Without keys, or if catalog or log fail.
    pub async fn next_to_recheck(
        &self,
        agent: &Agent,
        account: &AccountId,
        recheck: &RecheckId,
    ) -> Result<Option<RecheckTask>> {
        let rechecks = self.rechecks().await?;
        let Some(known) = rechecks.get(recheck) else { return Ok(None) };
        for unit in &known.drawn {
            if rechecks.told_of(recheck, *unit).is_none()
                && let Some(task) = self.recheck_task(agent, account, known, *unit).await?
            {
                return Ok(Some(task));
            }
        }
        Ok(None)
    }

    /// One unit, unless she had a part in it.
    async fn recheck_task(
        &self,
        agent: &Agent,
        account: &AccountId,
        recheck: &Recheck,
        unit: u64,
    ) -> Result<Option<RecheckTask>> {
        if self.had_part(agent, account, recheck.of, unit).await? {
            return Ok(None);
        }
        let catalog = self.catalog().await?;
        match recheck.of {
            RecheckOf::Readings => {
                let Some(one) = self.settlement(unit).await? else { return Ok(None) };
                if catalog.keyable(&one.marking).await?.is_none_or(|keyable| keyable.crop.is_none()) {
                    return Ok(None);
                }
                self.hand_crop(agent, account, one.marking).await?;
                Ok(Some(RecheckTask::Reading { unit, marking: one.marking }))
            }
            RecheckOf::Groups => {
                let row = catalog.decision_rows().await?.into_iter().find(|row| row.entry == unit);
                let Some(Decision::Together { individual, photographs, .. }) = row.map(|row| row.decision)
                else {
                    return Ok(None);
                };
                let photographs = catalog.briefs(&photographs).await?;
                Ok(Some(RecheckTask::Group { unit, individual, photographs }))
            }
        }
    }

    async fn settlement(&self, unit: u64) -> Result<Option<Settlement>> {
        let settled = self.catalog().await?.settlements().await?;
        Ok(settled.into_iter().find(|one| one.entry == unit))
    }

    /// Records what somebody says of a unit; gives the verdict.
    ///
    /// # Errors
    /// Without keys, or if catalog or log fail. The inner one if it is not recorded.
    pub async fn tell_recheck(
        &self,
        agent: &Agent,
        account: &AccountId,
        (recheck, unit): (&RecheckId, u64),
        said: RecheckSaid,
    ) -> Result<std::result::Result<RecheckVerdict, NotRechecked>> {
        let _alone = self.deciding.lock().await;
        let rechecks = self.rechecks().await?;
        let told = self.recheck_told(agent, account, &rechecks, (recheck, unit), said).await?;
        let told = match told {
            Ok(told) => told,
            Err(refused) => return Ok(Err(refused)),
        };
        let verdict = told.verdict;
        self.record_as(agent, vec![Act::RecheckTold(told)]).await?;
        Ok(Ok(verdict))
    }

    async fn recheck_told(
        &self,
        agent: &Agent,
        account: &AccountId,
        rechecks: &Rechecks,
        (recheck, unit): (&RecheckId, u64),
        said: RecheckSaid,
    ) -> Result<std::result::Result<Rechecked, NotRechecked>> {
        let Some(known) = rechecks.get(recheck).filter(|known| known.drawn.contains(&unit)) else {
            return Ok(Err(NotRechecked::NotHers));
        };
        if rechecks.told_of(recheck, unit).is_some() {
            return Ok(Err(NotRechecked::TooLate));
        }
        let had_part = self.had_part(agent, account, known.of, unit).await?;
        let (verdict, keyed) = match (known.of, said) {
            _ if had_part => return Ok(Err(NotRechecked::NotHers)),
            (RecheckOf::Readings, RecheckSaid::Keyed(keyed)) if !keyed.is_sound() => {
                return Ok(Err(NotRechecked::Unsound));
            }
            (RecheckOf::Readings, RecheckSaid::Keyed(keyed)) => {
                let Some(one) = self.settlement(unit).await? else { return Ok(Err(NotRechecked::NotHers)) };
                (RecheckVerdict::of_keyed(&one.keyed, &keyed), Some(keyed))
            }
            (RecheckOf::Groups, RecheckSaid::Verdict(verdict)) => (verdict, None),
            _ => return Ok(Err(NotRechecked::NotHers)),
        };
        let (recheck, account) = (recheck.clone(), account.clone());
        Ok(Ok(Rechecked { recheck, unit, account, verdict, keyed }))
    }

    /// Whether she keyed this marking, or made this decision.
    async fn had_part(&self, agent: &Agent, account: &AccountId, of: RecheckOf, unit: u64) -> Result<bool> {
        let catalog = self.catalog().await?;
        match of {
            RecheckOf::Groups => {
                let rows = catalog.decision_rows().await?;
                Ok(rows.iter().any(|row| row.entry == unit && row.agent == agent.name))
            }
            RecheckOf::Readings => {
                let Some(one) = self.settlement(unit).await? else { return Ok(false) };
                let keyable = catalog.keyable(&one.marking).await?;
                Ok(keyable.is_some_and(|keyable| keyable.keyings.iter().any(|(who, _)| who == account)))
            }
        }
    }
}
