//! Looking in the sample: the model's own rule, over the events in memory.

use amana_desk::backend::{Backend as _, BackendError};
use amana_desk::look::EventRow;
use amana_model::{AccountId, Exposure, ExposureRule, Look, exposure, exposure_since};

use super::Sample;

impl Sample {
    pub(super) fn exposure_of(&self, account: &AccountId) -> (ExposureRule, Exposure) {
        let (rule, now) = (*self.exposure_rule.lock().unwrap(), self.clock.now());
        let since = exposure_since(now);
        let events = self.events.lock().unwrap();
        let hers = |event: &&EventRow| {
            event.time >= since && event.details.get("account").is_some_and(|id| id == account.as_str())
        };
        let look = |event: &EventRow| match event.act.as_str() {
            "original-viewed" | "viewing-shown" => {
                Some(Look::Viewed { first: event.time, last: event.time, views: 1 })
            }
            "uncovered-for-session" => {
                let minutes = event.details["minutes"].as_u64().and_then(|n| u32::try_from(n).ok());
                Some(Look::Uncovered(event.time, minutes?))
            }
            "covered-again" => Some(Look::Covered(event.time)),
            _ => None,
        };
        let looks: Vec<Look> = events.iter().filter(hers).filter_map(look).collect();
        (rule, exposure(&looks, rule, now))
    }

    /// How much is left, or why nothing is uncovered now.
    pub(super) async fn may_look(&self, token: &str) -> Result<Exposure, BackendError> {
        let (_, exposure) = self.exposure(token).await?;
        exposure.rest.map_or(Ok(exposure), |rest| Err(BackendError::Rest(rest)))
    }
}
