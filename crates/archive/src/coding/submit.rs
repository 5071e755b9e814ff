//! What a coder is shown, and what she submits; what a third decides where coders differ.

use amana_model::{
    AccountId, Act, Adjudication, Agent, Answer, AnswerKey, Codebook, Coding, CodingStanding, Digest,
    IndividualId, Study, StudyId, check_answers,
};

use super::CodingRoom;
use crate::archive::Archive;
use crate::error::{ArchiveError, Result};

/// What a coder has before her. Nothing in it tells a name, a number, what others saw or what a machine saw.
#[derive(Debug, Clone, PartialEq)]
pub struct CodeSheet {
    /// The study.
    pub study: Study,
    /// Its codebook.
    pub codebook: Codebook,
    /// Who is coded.
    pub individual: IndividualId,
    /// Whether she is to code this person; otherwise she may decide where coders differ.
    pub codes: bool,
    /// The photographs of the person that can be shown.
    pub photographs: Vec<Digest>,
    /// Her last coding of this person, with its log entry.
    pub mine: Option<(u64, Coding)>,
    /// Codings of others with their log entries: none before all who are to code this person have done so.
    pub others: Vec<(u64, Coding)>,
    /// Where the coding of this person stands.
    pub standing: CodingStanding,
    /// People she has coded, of those she is to code.
    pub progress: (u64, u64),
}

/// What a coder submits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubmittedCoding {
    /// The answers.
    pub answers: Vec<Answer>,
    /// How long the page was open, in seconds.
    pub seconds: u32,
    /// How many pictures were uncovered on it.
    pub views: u32,
    /// The last coding of hers that the page knew; `None` for the first.
    pub supersedes: Option<u64>,
}

impl Archive {
    /// What a coder, or whoever adjudicates, has before her; `None` if there is no such study or person in it, or she is neither.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub async fn code_sheet(
        &self,
        account: &AccountId,
        adjudicates: bool,
        study: &StudyId,
        individual: &IndividualId,
    ) -> Result<Option<CodeSheet>> {
        let room = self.coding().await?;
        self.sheet(&room, account, adjudicates, study, individual).await
    }

    async fn sheet(
        &self,
        room: &CodingRoom,
        account: &AccountId,
        adjudicates: bool,
        study: &StudyId,
        individual: &IndividualId,
    ) -> Result<Option<CodeSheet>> {
        let Some(planned) = room.study(study) else { return Ok(None) };
        let codings = room.of_study(&planned.study);
        let coders = codings.coders(individual);
        let codes = coders.contains(&account);
        let Some(codebook) = room.codebook(&planned.study.codebook) else { return Ok(None) };
        if coders.is_empty() || !(codes || adjudicates) {
            return Ok(None);
        }
        let catalog = self.catalog().await?;
        let photographs: Vec<Digest> = catalog.people().await?.photographs(individual).into_iter().collect();
        let briefs = catalog.briefs(&photographs).await?;
        let others = codings.last(individual).into_iter().filter(|(_, coding)| coding.account != *account);
        Ok(Some(CodeSheet {
            study: planned.study.clone(),
            codebook: codebook.clone(),
            individual: individual.clone(),
            codes,
            photographs: briefs.iter().filter(|brief| brief.previews).map(|brief| brief.digest).collect(),
            mine: codings.by(individual, account).last().map(|(entry, coding)| (*entry, (*coding).clone())),
            others: others.map(|(entry, coding)| (entry, coding.clone())).collect(),
            standing: codings.standing(individual),
            progress: room.progress(&planned.study, account),
        }))
    }

    /// Records what a coder saw of a person; gives the log entry.
    ///
    /// # Errors
    /// If she is not to code this person, answers will not do, or the coding that she supersedes is not her last; without keys,
    /// or if catalog or log fail. Nothing is recorded then.
    pub async fn submit_coding(
        &self,
        agent: &Agent,
        account: &AccountId,
        study: &StudyId,
        individual: &IndividualId,
        submitted: SubmittedCoding,
    ) -> Result<u64> {
        let _alone = self.deciding.lock().await;
        let room = self.coding().await?;
        let sheet = self.sheet(&room, account, false, study, individual).await?;
        let sheet = sheet.ok_or_else(|| {
            ArchiveError::absent("this person is not yours to code in this study")
                .safe("nothing was recorded")
        })?;
        let refused =
            |what: String| ArchiveError::mistake(what).safe("nothing was recorded, and nothing is lost");
        if submitted.supersedes != sheet.mine.as_ref().map(|(entry, _)| *entry) {
            return Err(refused("you have coded this person meanwhile, on another page".into())
                .next("open the page again: it shows your last coding"));
        }
        let preset = sheet.study.preset.as_deref();
        check_answers(&sheet.codebook, preset, &sheet.photographs, &submitted.answers, true)
            .map_err(|fault| refused(fault.to_string()))?;
        let coding = Coding {
            study: study.clone(),
            individual: individual.clone(),
            account: account.clone(),
            photographs: sheet.photographs,
            answers: submitted.answers,
            seconds: submitted.seconds,
            views: submitted.views,
            supersedes: submitted.supersedes,
        };
        let entry = self.record_as(agent, vec![Act::CodingSubmitted(coding)]).await?;
        self.drop_coding_draft(account, study, individual).await?;
        Ok(entry)
    }

    /// Records what somebody decides where coders differ; gives the log entry.
    ///
    /// # Errors
    /// If she coded this person herself, nothing is disputed, other answers are disputed than those decided, or no reason is
    /// given; without keys, or if catalog or log fail.
    pub async fn adjudicate(
        &self,
        agent: &Agent,
        account: &AccountId,
        study: &StudyId,
        individual: &IndividualId,
        answers: Vec<Answer>,
        reason: &str,
    ) -> Result<u64> {
        let _alone = self.deciding.lock().await;
        let room = self.coding().await?;
        let sheet = self.sheet(&room, account, true, study, individual).await?;
        let sheet = sheet.ok_or_else(|| ArchiveError::absent("there is no such person in this study"))?;
        let refused = |what: &str| ArchiveError::mistake(what).safe("nothing was recorded");
        if sheet.codes {
            return Err(refused("whoever codes this person does not decide where coders differ"));
        }
        let CodingStanding::Disputed(disputed) = &sheet.standing else {
            return Err(refused("nothing is disputed about this person (any more)"));
        };
        let mut decided: Vec<AnswerKey> = answers.iter().map(Answer::key).collect();
        decided.sort();
        if decided != *disputed {
            return Err(refused("each answer that is disputed is decided, and no other"));
        }
        let reason = reason.trim();
        if reason.is_empty() || reason.chars().count() > 2000 {
            return Err(refused("a decision has a reason, in 1 to 2,000 characters"));
        }
        let preset = sheet.study.preset.as_deref();
        check_answers(&sheet.codebook, preset, &sheet.photographs, &answers, false)
            .map_err(|fault| refused(&fault.to_string()))?;
        let adjudication = Adjudication {
            study: study.clone(),
            individual: individual.clone(),
            account: account.clone(),
            codings: sheet.others.iter().map(|(entry, _)| *entry).collect(),
            answers,
            reason: reason.to_owned(),
        };
        self.record_as(agent, vec![Act::CodingAdjudicated(adjudication)]).await
    }
}
