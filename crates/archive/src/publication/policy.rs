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
        let policy = read(text).map_err(|e| wrong(e.to_string()))?;
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

/// Reads a policy. A line that is missing says the cautious thing: only in events that an earlier version recorded does it mean what that version did.
fn read(text: &str) -> std::result::Result<PublicationPolicy, toml::de::Error> {
    let cautious = PublicationPolicy::default();
    let mut table: toml::Table = toml::from_str(text)?;
    table.entry("proposer_may_decide").or_insert(cautious.proposer_may_decide.into());
    table.entry("categories").or_insert(cautious.categories.unwrap_or_default().into());
    table.try_into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_said_is_cautious_in_a_text_and_as_it_was_in_an_old_event() {
        let brought = read("decisions = 2").unwrap();
        assert_eq!(brought, PublicationPolicy::default());
        let old = r#"{"bystanders_may_be_seen":false,"child_decisions":3,"consent_needed":false,"decisions":2,"family_needed":false,"gallery":{"about":{"ar":"","en":""},"reach":{"ar":"","en":""},"short_name":"","support":[],"title":{"ar":"","en":""}},"objection_closes":true,"shows":{"age_band":true,"branch":true,"marks":[],"month":true,"numbers":true,"sex":true}}"#;
        let old_policy: PublicationPolicy = serde_json::from_str(old).unwrap();
        assert!(old_policy.proposer_may_decide && old_policy.categories.is_none());
        assert_eq!(
            String::from_utf8(amana_model::to_canonical(&old_policy).unwrap()).unwrap(),
            old,
            "the same bytes"
        );
    }

    #[test]
    fn the_policy_to_begin_with_is_the_cautious_one_and_says_nothing_for_the_team() {
        let policy: PublicationPolicy = toml::from_str(STARTING).unwrap();
        assert_eq!(policy, PublicationPolicy::default());
        assert!(policy.check().is_err(), "somebody must say how the team is reached");
    }
}
