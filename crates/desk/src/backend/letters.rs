//! What the desk needs of an archive for letters of families.

use amana_model::{Contact, LetterId, LetterMoved, LettersComparison, MissingId, SealedName, Urgency};
use async_trait::async_trait;

use super::{BackendError, ChosenPicture, InboxLetter, InboxRoom, NewReport, NotDone, NotReported, Told};

/// An answer, or why nothing was done.
pub type Worked<T> = Result<Result<T, NotDone>, BackendError>;

/// Letters of families. Every refusal is an answer, not an error; every act is an event.
#[async_trait]
pub trait LettersBackend {
    /// Every letter as it stands. Who wrote is not opened.
    async fn letters(&self) -> Result<InboxRoom, BackendError>;
    /// Takes a letter up, puts it back, or closes it.
    async fn move_letter(&self, token: &str, moved: LetterMoved) -> Worked<()>;
    /// Says how soon a letter should be looked at.
    async fn rank_letter(&self, token: &str, letter: &LetterId, urgency: Urgency) -> Worked<()>;
    /// Records whether two letters are about the same matter.
    async fn compare_letters(&self, token: &str, comparison: LettersComparison) -> Worked<()>;
    /// Takes in, as a report about a missing person, what a letter says and somebody went over; who writes is that of the letter. The
    /// chosen pictures of it are sealed with the report as photographs of the living.
    async fn report_letter(
        &self,
        token: &str,
        letter: &LetterId,
        new: NewReport,
        chosen: &[ChosenPicture],
    ) -> Worked<Result<MissingId, NotReported>>;
    /// Seals a picture of a letter with a report that is here, as a photograph of the living.
    async fn living_of_letter(
        &self,
        token: &str,
        letter: &LetterId,
        report: &MissingId,
        chosen: ChosenPicture,
    ) -> Worked<Result<SealedName, NotReported>>;
    /// Writes an answer; `knew` is the last act on the letter that was shown to whoever writes it.
    async fn answer_letter(&self, token: &str, letter: &LetterId, text: &str, knew: u64) -> Worked<()>;
    /// What the last answer to a letter says.
    async fn answer_text(&self, letter: &InboxLetter) -> Result<Option<Told<String>>, BackendError>;
    /// Reads who wrote, for a purpose. The event comes before the answer.
    async fn read_letter_contact(
        &self,
        token: &str,
        letter: &LetterId,
        purpose: &str,
    ) -> Worked<Told<Contact>>;
    /// A picture of a letter, drawn anew as a JPEG; `None` if its bytes are no picture that can be shown. The event comes before the picture.
    async fn letter_picture(&self, token: &str, letter: &LetterId, number: u32) -> Worked<Option<Vec<u8>>>;
    /// Destroys the keys of a letter; gives how many.
    async fn erase_letter(&self, token: &str, letter: &LetterId, order: &str) -> Worked<u64>;
}
