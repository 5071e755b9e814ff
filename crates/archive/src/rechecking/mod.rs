//! Rechecking what a machine had a part in: a sample is drawn, looked at once more by people who had no part in it, and its errors
//! get a rate with an interval.

mod draw;
mod look;
mod rate;

use std::collections::BTreeMap;

use amana_catalog::RecordedAct;
use amana_model::{Act, Recheck, RecheckId, Rechecked};

pub use self::look::{NotRechecked, RecheckSaid, RecheckTask};
pub use self::rate::RecheckRate;
use crate::archive::Archive;
use crate::error::Result;

/// Everything recorded about rechecks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rechecks {
    /// Every recheck with the log entry that drew it, in the order of the log.
    pub all: Vec<(u64, Recheck)>,
    /// What was told, by recheck and unit; the first word on a unit stands.
    pub told: BTreeMap<(RecheckId, u64), Rechecked>,
}

impl Rechecks {
    /// What these acts, in the order of the log, add up to.
    pub fn of(acts: Vec<RecordedAct>) -> Self {
        let mut rechecks = Self::default();
        for RecordedAct { entry, act, .. } in acts {
            match act {
                Act::RecheckDrawn(recheck) => rechecks.all.push((entry, recheck)),
                Act::RecheckTold(told) => {
                    rechecks.told.entry((told.recheck.clone(), told.unit)).or_insert(told);
                }
                _ => {}
            }
        }
        rechecks
    }

    /// The recheck of an identifier.
    pub fn get(&self, recheck: &RecheckId) -> Option<&Recheck> {
        self.all.iter().find(|(_, known)| known.recheck == *recheck).map(|(_, known)| known)
    }

    /// What was told of a unit.
    pub fn told_of(&self, recheck: &RecheckId, unit: u64) -> Option<&Rechecked> {
        self.told.get(&(recheck.clone(), unit))
    }
}

impl Archive {
    /// Everything recorded about rechecks.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub async fn rechecks(&self) -> Result<Rechecks> {
        self.catch_up().await?;
        Ok(Rechecks::of(self.catalog().await?.coding_acts().await?))
    }
}
