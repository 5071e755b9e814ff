//! Deciding, taking down, objecting: each an event, each in force at once.

use amana_model::{
    Act, Agent, MissingId, Objection, PublicationDecision, PublicationStanding, PublicationVerdict, Takedown,
    TakedownCause, check_channel, check_reason,
};

use super::NotPublished;
use crate::archive::Archive;
use crate::error::Result;

/// What was recorded, or why it was not.
type Outcome<T> = Result<std::result::Result<T, NotPublished>>;

impl Archive {
    /// Records what `agent` decides about a publication. To publish it she must have looked at exactly its picture, and not have proposed it herself
    /// where the policy says so.
    ///
    /// # Errors
    /// Without keys, or if the log fails.
    pub async fn decide_publication(&self, agent: &Agent, decision: PublicationDecision) -> Outcome<()> {
        if let Err(fault) = check_reason(&decision.reason) {
            return Ok(Err(fault.into()));
        }
        let _alone = self.publishing.lock().await;
        let room = self.publications().await?;
        let Some(known) = room.publications.all.get(&decision.publication) else {
            return Ok(Err(NotPublished::Absent));
        };
        let stood = known.decisions.get(&agent.name).map(|decided| decided.verdict);
        let same = match decision.verdict {
            PublicationVerdict::TakenBack => stood.is_none(),
            verdict => stood == Some(verdict),
        };
        if same {
            return Ok(Err(NotPublished::Same));
        }
        if let Err(refused) = room.may_decide(known, &agent.name, decision.verdict) {
            return Ok(Err(refused));
        }
        let decision = PublicationDecision { reason: decision.reason.trim().to_owned(), ..decision };
        self.record_as(agent, vec![Act::PublicationDecided(decision)]).await?;
        Ok(Ok(()))
    }

    /// Takes a face down: it is in no gallery that is written from now on. What was decided for it no longer counts; the evidence stays.
    ///
    /// # Errors
    /// Without keys, or if the log fails.
    pub async fn take_down(&self, agent: &Agent, takedown: Takedown) -> Outcome<()> {
        if let Err(fault) = check_reason(&takedown.reason).and_then(|()| check_channel(&takedown.channel)) {
            return Ok(Err(fault.into()));
        }
        let _alone = self.publishing.lock().await;
        let room = self.publications().await?;
        let Some(known) = room.get(&takedown.publication) else { return Ok(Err(NotPublished::Absent)) };
        if known.standing == PublicationStanding::TakenDown {
            return Ok(Err(NotPublished::Same));
        }
        self.record_as(agent, vec![Act::PublicationTakenDown(trimmed(takedown))]).await?;
        Ok(Ok(()))
    }

    /// Records that somebody objects to a person's face being published. It holds at once and for whatever is proposed later; what was public, or was decided
    /// to be, is taken down with it.
    ///
    /// # Errors
    /// Without keys, or if the log fails.
    pub async fn object_to_publication(&self, agent: &Agent, objection: Objection) -> Outcome<u64> {
        if let Err(fault) = check_reason(&objection.reason).and_then(|()| check_channel(&objection.channel)) {
            return Ok(Err(fault.into()));
        }
        let _alone = self.publishing.lock().await;
        let room = self.publications().await?;
        let catalog = self.catalog().await?;
        let people = catalog.people().await?;
        let individual = people.root(&objection.individual).clone();
        if people.photographs(&individual).is_empty() || !self.knows(objection.report.as_ref()).await? {
            return Ok(Err(NotPublished::Absent));
        }
        let (reason, channel) = (objection.reason.trim().to_owned(), objection.channel.trim().to_owned());
        let mut acts = Vec::new();
        if room.publications.policy().objection_closes {
            let decided = |standing: &PublicationStanding| {
                matches!(standing, PublicationStanding::Public { .. } | PublicationStanding::Closed(_))
            };
            for one in room.of(&individual).filter(|one| decided(&one.standing)) {
                let publication = one.publication.proposal.publication;
                let (reason, channel) = (reason.clone(), channel.clone());
                acts.push(Act::PublicationTakenDown(Takedown {
                    publication,
                    cause: TakedownCause::Family,
                    reason,
                    channel,
                }));
            }
        }
        let after = acts.len() as u64;
        acts.push(Act::PublicationObjected(Objection {
            individual,
            report: objection.report,
            reason,
            channel,
        }));
        Ok(Ok(self.record_as(agent, acts).await? + after))
    }

    /// Records that an objection no longer stands. What was taken down stays down until it is decided anew.
    ///
    /// # Errors
    /// Without keys, or if the log fails.
    pub async fn withdraw_objection(&self, agent: &Agent, entry: u64, reason: &str) -> Outcome<()> {
        if let Err(fault) = check_reason(reason) {
            return Ok(Err(fault.into()));
        }
        let _alone = self.publishing.lock().await;
        let room = self.publications().await?;
        if !room.publications.objections.iter().any(|one| one.entry == entry) {
            return Ok(Err(NotPublished::Absent));
        }
        let act = Act::ObjectionWithdrawn { entry, reason: reason.trim().to_owned() };
        self.record_as(agent, vec![act]).await?;
        Ok(Ok(()))
    }

    async fn knows(&self, report: Option<&MissingId>) -> Result<bool> {
        let Some(report) = report else { return Ok(true) };
        Ok(self.missing().await?.get(report).is_some())
    }
}

fn trimmed(takedown: Takedown) -> Takedown {
    let (reason, channel) = (takedown.reason.trim().to_owned(), takedown.channel.trim().to_owned());
    Takedown { reason, channel, ..takedown }
}
