//! The policy of publication: read from a text, compared with what stands, set by an event.

use amana_model::{Act, Agent, PublicationPolicy};
use serde::Serialize;

use crate::archive::Archive;
use crate::error::{ArchiveError, Result};

/// The policy to begin with, with what each line of it means: it sets nothing until somebody fills it in.
const STARTING: &str = include_str!("starting-policy.toml");

/// What a policy changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BroughtPolicy {
    /// The policy as it was read.
    pub policy: PublicationPolicy,
    /// Whether it stands so already.
    pub already: bool,
    /// Whether it was recorded, or only tried.
    pub recorded: bool,
}

/// The text of a policy to begin with: TOML, with remarks.
pub fn starting_policy() -> &'static str {
    STARTING
}

impl Archive {
    /// Reads a policy and records it, if `record` says so and it is not what stands.
    ///
    /// # Errors
    /// If it cannot be read or will not do; without keys, or if the log fails.
    pub async fn bring_policy(&self, agent: &Agent, text: &str, record: bool) -> Result<BroughtPolicy> {
        let wrong = |why: String| {
            ArchiveError::mistake("the policy of publication will not do")
                .safe("nothing was recorded")
                .next("`amana publication policy` prints one to begin with, with what each line means")
                .because(why)
        };
        let policy: PublicationPolicy = toml::from_str(text).map_err(|e| wrong(e.to_string()))?;
        policy.check().map_err(|fault| wrong(fault.to_string()))?;
        let _alone = self.publishing.lock().await;
        let room = self.publications().await?;
        let already = room.publications.policy.is_some_and(|(stands, _)| stands == policy);
        if record && !already {
            self.record_as(agent, vec![Act::PublicationPolicySet(Box::new(policy.clone()))]).await?;
        }
        Ok(BroughtPolicy { policy, already, recorded: record && !already })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_to_begin_with_is_the_cautious_one_and_says_nothing_for_the_team() {
        let policy: PublicationPolicy = toml::from_str(STARTING).unwrap();
        assert_eq!(policy, PublicationPolicy::default());
        assert!(policy.check().is_err(), "somebody must say how the team is reached");
    }
}
