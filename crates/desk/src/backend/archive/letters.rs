//! Letters of families over a real archive.

use amana_model::{Contact, LetterId, LetterMoved, LettersComparison, MissingId, SealedName, Urgency};
use async_trait::async_trait;

use super::super::letters::Worked;
use super::super::{
    BackendError, ChosenPicture, InboxLetter, InboxRoom, LettersBackend, NewReport, NotReported, Told,
};
use super::ArchiveBackend;

#[async_trait]
impl LettersBackend for ArchiveBackend {
    async fn letters(&self) -> Result<InboxRoom, BackendError> {
        Ok(self.archive.letters().await?)
    }

    async fn move_letter(&self, token: &str, moved: LetterMoved) -> Worked<()> {
        Ok(self.archive.move_letter(&self.agent_at(token).await?, moved).await?)
    }

    async fn rank_letter(&self, token: &str, letter: &LetterId, urgency: Urgency) -> Worked<()> {
        Ok(self.archive.rank_letter(&self.agent_at(token).await?, letter, urgency).await?)
    }

    async fn compare_letters(&self, token: &str, comparison: LettersComparison) -> Worked<()> {
        Ok(self.archive.compare_letters(&self.agent_at(token).await?, comparison).await?)
    }

    async fn report_letter(
        &self,
        token: &str,
        letter: &LetterId,
        new: NewReport,
        chosen: &[ChosenPicture],
    ) -> Worked<Result<MissingId, NotReported>> {
        let agent = self.agent_at(token).await?;
        Ok(self.archive.report_letter(&agent, letter, new, chosen, self.describing()).await?)
    }

    async fn living_of_letter(
        &self,
        token: &str,
        letter: &LetterId,
        report: &MissingId,
        chosen: ChosenPicture,
    ) -> Worked<Result<SealedName, NotReported>> {
        let agent = self.agent_at(token).await?;
        Ok(self.archive.living_of_letter(&agent, letter, report, chosen, self.describing()).await?)
    }

    async fn answer_letter(&self, token: &str, letter: &LetterId, text: &str, knew: u64) -> Worked<()> {
        Ok(self.archive.answer_letter(&self.agent_at(token).await?, letter, text, knew).await?)
    }

    async fn answer_text(&self, letter: &InboxLetter) -> Result<Option<Told<String>>, BackendError> {
        Ok(self.archive.answer_text(letter)?)
    }

    async fn read_letter_contact(
        &self,
        token: &str,
        letter: &LetterId,
        purpose: &str,
    ) -> Worked<Told<Contact>> {
        Ok(self.archive.read_letter_contact(&self.agent_at(token).await?, letter, purpose).await?)
    }

    async fn letter_picture(&self, token: &str, letter: &LetterId, number: u32) -> Worked<Option<Vec<u8>>> {
        Ok(self.archive.view_letter_picture(&self.agent_at(token).await?, letter, number).await?)
    }

    async fn erase_letter(&self, token: &str, letter: &LetterId, order: &str) -> Worked<u64> {
        Ok(self.archive.erase_letter(&self.agent_at(token).await?, letter, order).await?)
    }
}
