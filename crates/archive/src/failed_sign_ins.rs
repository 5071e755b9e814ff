//! Failed sign-ins into the log, so that nobody can try unseen and nobody can flood it.
//!
//! `accounts` counts each attempt, by account and reason; what is counted becomes events at most once in [`SPAN`], when a
//! person signs in, and when the desk opens and closes. Whether an attempt causes a recording depends on the time alone,
//! never on the name: the time that an answer takes does not tell which names exist.

use std::time::Duration;

use amana_accounts::Accounts;
use amana_model::{Act, UtcTime};

use crate::archive::Archive;
use crate::error::Result;

/// The least time between two recordings that failed attempts cause.
const SPAN: Duration = Duration::from_secs(10 * 60);

impl Archive {
    /// Records the failed sign-ins counted so far; gives how many events that made.
    ///
    /// # Errors
    /// If accounts or log fail. What was not recorded stays counted.
    pub async fn record_failed_sign_ins(&self) -> Result<usize> {
        let mut recorded = self.failures_recorded.lock().await;
        let made = self.record_counted(self.accounts().await?).await?;
        *recorded = Some(self.services.clock.now());
        Ok(made)
    }

    /// The same, unless it was done within [`SPAN`].
    pub(crate) async fn record_failed_sign_ins_when_due(&self) -> Result<()> {
        let mut recorded = self.failures_recorded.lock().await;
        let now = self.services.clock.now();
        if recorded.is_none_or(|before| is_due(before, now)) {
            self.record_counted(self.accounts().await?).await?;
            *recorded = Some(now);
        }
        Ok(())
    }

    /// First the log, then off the counts: a crash between the two tells the same attempts twice, and loses none.
    async fn record_counted(&self, accounts: &Accounts) -> Result<usize> {
        let failures = accounts.failures().await?;
        if !failures.is_empty() {
            self.record(failures.iter().cloned().map(Act::SignInFailed).collect()).await?;
            accounts.failures_told(&failures).await?;
        }
        Ok(failures.len())
    }
}

/// A clock that went backwards makes a recording due.
fn is_due(before: UtcTime, now: UtcTime) -> bool {
    let passed = now.unix_millis() - before.unix_millis();
    passed < 0 || passed as u128 >= SPAN.as_millis()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recording_is_due_after_the_span_or_when_the_clock_went_back() {
        let at = |seconds: i64| UtcTime::from_unix(1_795_435_200 + seconds, 0).unwrap();
        assert!(!is_due(at(0), at(0)) && !is_due(at(0), at(599)));
        assert!(is_due(at(0), at(600)) && is_due(at(0), at(-1)));
    }
}
