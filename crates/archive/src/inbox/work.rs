//! What the team does with a letter. Each act is an event, recorded before its effect is seen.

use amana_analysis::Limits;
use amana_model::{
    Act, Agent, Contact, LetterId, LetterMoved, LetterRanked, LetterState, LettersComparison, MissingId,
    Urgency,
};
use amana_store::LONGEST_ANSWER;

use super::pictures::{ChosenPicture, OfBoth};
use super::{InboxLetter, NotDone};
use crate::archive::Archive;
use crate::error::Result;
use crate::missing::{DescribesFaces, NewReport, NotReported, Told, consent_to_search};
use crate::picture::on_the_side;

/// What a picture of a letter may cost: less than an original, since anybody can send one.
const LIMITS: Limits =
    Limits { pixels: 60_000_000, memory: 256 << 20, time: std::time::Duration::from_secs(10) };

/// The longest reason, in characters.
const LONGEST_REASON: usize = 1000;

/// What was recorded, or why it was not.
type Outcome<T> = Result<std::result::Result<T, NotDone>>;

impl Archive {
    /// Takes a letter up, puts it back, or closes it with a reason.
    ///
    /// # Errors
    /// Without keys, or if the log fails.
    pub async fn move_letter(&self, agent: &Agent, moved: LetterMoved) -> Outcome<()> {
        let reason = moved.reason.trim().to_owned();
        let needs_reason = moved.to == LetterState::Closed;
        if moved.to == LetterState::Answered || (needs_reason && reason.is_empty()) || is_long(&reason) {
            return Ok(Err(NotDone::Why));
        }
        let _alone = self.reporting.lock().await;
        let letter = match self.standing_letter(&moved.letter).await? {
            Ok(letter) => letter,
            Err(refused) => return Ok(Err(refused)),
        };
        // Somebody may take over what another works on; nobody does the same twice.
        let by_her = letter.moved.as_ref().is_some_and(|(by, _)| *by == agent.name);
        if letter.state == moved.to && (moved.to != LetterState::InWork || by_her) {
            return Ok(Err(NotDone::Already));
        }
        self.record_as(agent, vec![Act::LetterMoved(LetterMoved { reason, ..moved })]).await?;
        Ok(Ok(()))
    }

    /// Says how soon a letter should be looked at.
    ///
    /// # Errors
    /// Without keys, or if the log fails.
    pub async fn rank_letter(&self, agent: &Agent, letter: &LetterId, urgency: Urgency) -> Outcome<()> {
        let _alone = self.reporting.lock().await;
        match self.standing_letter(letter).await? {
            Err(refused) => Ok(Err(refused)),
            Ok(known) if known.urgency == urgency => Ok(Err(NotDone::Already)),
            Ok(_) => {
                let act = Act::LetterRanked(LetterRanked { letter: letter.clone(), urgency });
                self.record_as(agent, vec![act]).await?;
                Ok(Ok(()))
            }
        }
    }

    /// Records whether two letters are about the same matter, or that an earlier decision is taken back. Nothing is joined.
    ///
    /// # Errors
    /// Without keys, or if the log fails.
    pub async fn compare_letters(&self, agent: &Agent, comparison: LettersComparison) -> Outcome<()> {
        let LettersComparison { one, other, verdict, reason } = comparison;
        let reason = reason.trim().to_owned();
        if reason.is_empty() || is_long(&reason) {
            return Ok(Err(NotDone::Why));
        }
        let _alone = self.reporting.lock().await;
        let room = self.letters().await?;
        if one == other || room.get(&one).is_none() || room.get(&other).is_none() {
            return Ok(Err(NotDone::Absent));
        }
        if room.verdict(&one, &other) == verdict {
            return Ok(Err(NotDone::Already));
        }
        let comparison = LettersComparison::of(one, other, verdict, reason);
        self.record_as(agent, vec![Act::LettersCompared(comparison)]).await?;
        Ok(Ok(()))
    }

    /// Takes in, as a report about a missing person, what a letter says and somebody went over; who writes is that of the letter and is
    /// read by the program alone. The `chosen` pictures are sealed with it as photographs of the living; the letter keeps its own.
    ///
    /// # Errors
    /// Without keys, or if disk, log or models fail.
    pub async fn report_letter(
        &self,
        agent: &Agent,
        letter: &LetterId,
        new: NewReport,
        chosen: &[ChosenPicture],
        models: Option<&dyn DescribesFaces>,
    ) -> OfBoth<MissingId> {
        let chosen = match self.standing_letter(letter).await? {
            // Faces are looked for before anybody has to wait.
            Ok(known) => match self.chosen(&known, chosen, models)? {
                Ok(Ok(chosen)) => chosen,
                Ok(Err(why)) => return Ok(Ok(Err(why))),
                Err(refused) => return Ok(Err(refused)),
            },
            Err(refused) => return Ok(Err(refused)),
        };
        let _alone = self.reporting.lock().await;
        let known = match self.standing_letter(letter).await? {
            Ok(known) => known,
            Err(refused) => return Ok(Err(refused)),
        };
        if !known.can_become_report() {
            return Ok(Err(NotDone::NoReport));
        }
        let Told::Here(writer) = self.read_writer(&self.keys()?.identities, &known.contact_sealed) else {
            // A report that names nobody to turn to would pass for one whose family wanted it so.
            return Ok(Err(NotDone::Lost));
        };
        let new = NewReport { contact: writer.contact, ..new };
        if let Err(fault) = new.check() {
            return Ok(Ok(Err(fault.into())));
        }
        if !chosen.is_empty() && !new.consents.contains(&consent_to_search()) {
            return Ok(Ok(Err(NotReported::NoConsent)));
        }
        // One batch: no letter is left without its report, and no report is taken in twice or without its photographs.
        let more = |ids: &[MissingId]| {
            let [report] = ids else { return Ok(Default::default()) };
            let (mut acts, prepared) = self.prepare_chosen(report, &chosen)?;
            acts.push(Act::LetterReported { letter: letter.clone(), report: report.clone() });
            Ok((acts, prepared))
        };
        let taken = self.seal_reports_with(agent, &[&new], more).await?;
        Ok(Ok(Ok(taken.into_iter().next().expect("one was taken in"))))
    }

    /// Writes an answer to a letter: sealed, recorded, and handed out with the next [`Archive::hand_out_answers`]. The last answer
    /// stands; so whoever answers says which last act on the letter she `knew`.
    ///
    /// # Errors
    /// Without keys, or if disk or log fail.
    pub async fn answer_letter(
        &self,
        agent: &Agent,
        letter: &LetterId,
        text: &str,
        knew: u64,
    ) -> Outcome<()> {
        let text = text.trim();
        // The day stands before it when it goes out.
        if text.is_empty() || text.len() as u64 + 16 > LONGEST_ANSWER {
            return Ok(Err(NotDone::Why));
        }
        let _alone = self.reporting.lock().await;
        match self.standing_letter(letter).await? {
            Err(refused) => return Ok(Err(refused)),
            Ok(known) if known.last != knew => return Ok(Err(NotDone::Meanwhile)),
            Ok(_) => {}
        }
        self.sweep_statements()?;
        let prepared = self.prepare_statement(&text)?;
        self.keep_statements(&[&prepared])?;
        let act = Act::LetterAnswered { letter: letter.clone(), answer: prepared.sealed.clone() };
        self.record_as(agent, vec![act]).await?;
        Ok(Ok(()))
    }

    /// What the last answer to a letter says, for those who work on it.
    ///
    /// # Errors
    /// Without keys.
    pub fn answer_text(&self, letter: &InboxLetter) -> Result<Option<Told<String>>> {
        let identities = &self.keys()?.identities;
        let last = letter.answer.as_ref().filter(|_| !letter.erased);
        Ok(last.map(|answer| self.read_statement(identities, &answer.sealed)))
    }

    /// Reads who writes a letter and how to reach them. The event comes before the answer.
    ///
    /// # Errors
    /// Without keys, or if the log fails.
    pub async fn read_letter_contact(
        &self,
        agent: &Agent,
        letter: &LetterId,
        purpose: &str,
    ) -> Outcome<Told<Contact>> {
        let purpose = purpose.trim();
        if purpose.is_empty() || is_long(purpose) {
            return Ok(Err(NotDone::Why));
        }
        let known = match self.standing_letter(letter).await? {
            Ok(known) => known,
            Err(refused) => return Ok(Err(refused)),
        };
        let act = Act::LetterContactRead { letter: letter.clone(), purpose: purpose.to_owned() };
        self.record_as(agent, vec![act]).await?;
        let writer = self.read_writer(&self.keys()?.identities, &known.contact_sealed);
        Ok(Ok(writer.here().map_or(Told::Lost, |writer| Told::Here(writer.contact.clone()))))
    }

    /// A picture of a letter, drawn anew as a JPEG under limits of pixels, memory and time: nothing of its file but what it shows. The
    /// event comes before the picture. `None`: its bytes are no picture that can be shown.
    ///
    /// # Errors
    /// Without keys, or if the log fails.
    pub async fn view_letter_picture(
        &self,
        agent: &Agent,
        letter: &LetterId,
        number: u32,
    ) -> Outcome<Option<Vec<u8>>> {
        let known = match self.standing_letter(letter).await? {
            Ok(known) => known,
            Err(refused) => return Ok(Err(refused)),
        };
        let place = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
        let Some(statement) = place.and_then(|place| known.pictures.get(place)) else {
            return Ok(Err(NotDone::Absent));
        };
        let picture = match self.read_picture(&self.keys()?.identities, statement) {
            Told::Here(picture) => picture,
            Told::Erased | Told::Lost => return Ok(Err(NotDone::Lost)),
        };
        let drawn = on_the_side(move || Ok(amana_analysis::full_picture(&picture, &LIMITS).ok())).await?;
        if drawn.is_some() {
            // Where nothing can be shown, nothing was viewed.
            let act = Act::LetterPictureViewed { letter: letter.clone(), picture: number };
            self.record_as(agent, vec![act]).await?;
        }
        Ok(Ok(drawn))
    }

    /// Destroys the keys of a letter: its words, who wrote it, its pictures and the answers to it. The event comes first.
    ///
    /// # Errors
    /// Without keys, or if disk or log fail.
    pub async fn erase_letter(&self, agent: &Agent, letter: &LetterId, order: &str) -> Outcome<u64> {
        let order = order.trim();
        if order.is_empty() || is_long(order) {
            return Ok(Err(NotDone::Why));
        }
        let _alone = self.reporting.lock().await;
        let room = self.letters().await?;
        let Some(known) = room.get(letter) else { return Ok(Err(NotDone::Absent)) };
        if known.erased {
            return Ok(Err(NotDone::Already));
        }
        let sealed = known.statements();
        let act =
            Act::LetterErased { letter: letter.clone(), sealed: sealed.clone(), order: order.to_owned() };
        self.record_as(agent, vec![act]).await?;
        self.destroy_keys(&sealed)?;
        self.words_read
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .remove(&known.words_sealed.sealed);
        Ok(Ok(sealed.len() as u64))
    }

    /// A letter that was not erased.
    pub(super) async fn standing_letter(&self, letter: &LetterId) -> Outcome<InboxLetter> {
        let room = self.letters().await?;
        Ok(match room.get(letter) {
            None => Err(NotDone::Absent),
            Some(known) if known.erased => Err(NotDone::Erased),
            Some(known) => Ok(known.clone()),
        })
    }
}

fn is_long(text: &str) -> bool {
    text.chars().count() > LONGEST_REASON
}
