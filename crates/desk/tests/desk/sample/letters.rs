//! Letters of families in the sample: acts in memory, and what was said beside them. Four invented ones came before anybody signed in.

use std::collections::BTreeMap;
use std::sync::Arc;

use amana_desk::backend::{
    Backend as _, BackendError, ChosenPicture, InboxLetter, InboxRoom, LetterWords, LettersBackend,
    MissingBackend as _, NewReport, NotDone, NotReported, Told, Worked,
};
use amana_desk::look::RecordedAct;
use amana_model::{
    Act, Consent, ConsentPurpose, Contact, Digest, FormLanguage, LetterId, LetterKind, LetterMoved,
    LetterPicture, LetterRanked, LetterReceived, LetterState, LettersComparison, MissingId, MissingPerson,
    SealedName, SealedPhotograph, SealedStatement, Urgency, UtcTime,
};
use async_trait::async_trait;

use super::Sample;

/// What families wrote, in memory.
pub(crate) struct Letters {
    acts: Vec<RecordedAct>,
    words: BTreeMap<SealedName, Arc<LetterWords>>,
    contacts: BTreeMap<LetterId, Contact>,
    answers: BTreeMap<LetterId, String>,
    sealed: u8,
}

impl Letters {
    /// The letters of the sample.
    pub(crate) fn made(now: UtcTime) -> Self {
        let mut letters = Self {
            acts: Vec::new(),
            words: BTreeMap::new(),
            contacts: BTreeMap::new(),
            answers: BTreeMap::new(),
            sealed: 100,
        };
        let person = |mother: &str| MissingPerson {
            name_arabic: "فلان المخترع".into(),
            name_latin: "Fulan Invented".into(),
            mother: mother.into(),
            ..MissingPerson::default()
        };
        letters.came(now, LetterKind::Report, "نبحث عن ابننا منذ سنوات", Some(person("an invented mother")));
        letters.came(now, LetterKind::Report, "We miss our <b>brother</b> \u{202e}dnoces", Some(person("")));
        letters.came(now, LetterKind::Recognition, "It is my cousin, by the scar", None);
        letters.came(now, LetterKind::Takedown, "لا نريد أن يُعرض وجهه", None);
        letters
    }

    fn came(&mut self, now: UtcTime, kind: LetterKind, text: &str, person: Option<MissingPerson>) {
        let number = self.acts.len();
        let letter: LetterId = format!("l{number:08}").parse().expect("plain");
        let (words, contact) = (self.seal(), self.seal());
        let said = LetterWords { text: text.into(), person, consents: Vec::new(), reachable: number == 0 };
        self.words.insert(words.sealed, Arc::new(said));
        let name = "A made-up aunt".to_owned();
        self.contacts.insert(letter.clone(), Contact { name, ..Contact::default() });
        let received = LetterReceived {
            letter,
            dropped: Digest([number as u8; 32]),
            kind,
            language: FormLanguage::Ar,
            day: "2026-11-20".parse().expect("a day"),
            face: (kind != LetterKind::Report).then(|| "7k2q9f3m".parse().expect("plain")),
            follows: None,
            words,
            contact,
            pictures: if number < 2 { vec![self.seal(), self.seal()] } else { Vec::new() },
        };
        let came = UtcTime::from_unix(now.unix_seconds() - 3 * 86_400, 0).expect("a time");
        let (entry, agent) = (70_000 + number as u64, "keeper".to_owned());
        self.acts.push(RecordedAct { entry, time: came, agent, act: Act::LetterReceived(received) });
    }

    fn seal(&mut self) -> SealedStatement {
        self.sealed += 1;
        SealedStatement { sealed: SealedName([self.sealed; 32]), digest: Digest([self.sealed; 32]) }
    }

    fn room(&self) -> InboxRoom {
        let read =
            |one: &SealedStatement| self.words.get(&one.sealed).cloned().map_or(Told::Lost, Told::Here);
        InboxRoom::of(self.acts.clone(), &read)
    }
}

fn search() -> Consent {
    Consent { purpose: ConsentPurpose::Search, recipient: None }
}

/// Why a picture of the sample will not do: the second of each letter is none.
fn unfit(chosen: ChosenPicture) -> Option<NotReported> {
    (chosen.picture != 1).then(|| NotReported::Chosen(chosen.picture, Box::new(NotReported::Picture)))
}

impl Sample {
    async fn seal_of_letter(
        &self,
        token: &str,
        letter: &LetterId,
        report: &MissingId,
        chosen: ChosenPicture,
    ) -> Result<SealedName, BackendError> {
        let photograph = self.seal_living(b"a picture of a letter");
        let (sealed, report) = (photograph.sealed, report.clone());
        let letter = Some(LetterPicture { letter: letter.clone(), picture: chosen.picture });
        let act = SealedPhotograph { report, photograph, face: None, letter };
        self.act_on_missing(token, Act::LivingPhotographSealed(act)).await?;
        Ok(sealed)
    }

    async fn act_on_letter(&self, token: &str, act: Act) -> Result<(), BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        let json = serde_json::to_value(&act).expect("an act is JSON");
        let mut letters = self.letters.lock().unwrap();
        let entry = 70_000 + letters.acts.len() as u64;
        let (time, agent, word) = (amana_model::Clock::now(&*self.clock), viewer.name.clone(), act.word());
        letters.acts.push(RecordedAct { entry, time, agent, act });
        drop(letters);
        self.record(&viewer.name, word, json["details"].clone());
        Ok(())
    }

    fn standing(&self, letter: &LetterId) -> Result<(), NotDone> {
        match self.letters.lock().unwrap().room().get(letter) {
            None => Err(NotDone::Absent),
            Some(known) if known.erased => Err(NotDone::Erased),
            Some(_) => Ok(()),
        }
    }
}

#[async_trait]
impl LettersBackend for Sample {
    async fn letters(&self) -> Result<InboxRoom, BackendError> {
        Ok(self.letters.lock().unwrap().room())
    }

    async fn move_letter(&self, token: &str, moved: LetterMoved) -> Worked<()> {
        if let Err(why) = self.standing(&moved.letter) {
            return Ok(Err(why));
        }
        if moved.to == LetterState::Closed && moved.reason.trim().is_empty() {
            return Ok(Err(NotDone::Why));
        }
        self.act_on_letter(token, Act::LetterMoved(moved)).await?;
        Ok(Ok(()))
    }

    async fn rank_letter(&self, token: &str, letter: &LetterId, urgency: Urgency) -> Worked<()> {
        if let Err(why) = self.standing(letter) {
            return Ok(Err(why));
        }
        self.act_on_letter(token, Act::LetterRanked(LetterRanked { letter: letter.clone(), urgency }))
            .await?;
        Ok(Ok(()))
    }

    async fn compare_letters(&self, token: &str, comparison: LettersComparison) -> Worked<()> {
        if comparison.reason.trim().is_empty() {
            return Ok(Err(NotDone::Why));
        }
        self.act_on_letter(token, Act::LettersCompared(comparison)).await?;
        Ok(Ok(()))
    }

    async fn report_letter(
        &self,
        token: &str,
        letter: &LetterId,
        new: NewReport,
        chosen: &[ChosenPicture],
    ) -> Worked<Result<MissingId, NotReported>> {
        let known = self.letters().await?.get(letter).cloned();
        if !known.is_some_and(|known| known.can_become_report()) {
            return Ok(Err(NotDone::NoReport));
        }
        if !chosen.is_empty() && !new.consents.contains(&search()) {
            return Ok(Ok(Err(NotReported::NoConsent)));
        }
        if let Some(why) = chosen.iter().find_map(|one| unfit(*one)) {
            return Ok(Ok(Err(why)));
        }
        let contact = self.letters.lock().unwrap().contacts.get(letter).cloned().unwrap_or_default();
        let report = match self.report_missing(token, NewReport { contact, ..new }).await? {
            Ok(report) => report,
            Err(why) => return Ok(Ok(Err(why))),
        };
        for one in chosen {
            self.seal_of_letter(token, letter, &report, *one).await?;
        }
        let act = Act::LetterReported { letter: letter.clone(), report: report.clone() };
        self.act_on_letter(token, act).await?;
        Ok(Ok(Ok(report)))
    }

    async fn living_of_letter(
        &self,
        token: &str,
        letter: &LetterId,
        report: &MissingId,
        chosen: ChosenPicture,
    ) -> Worked<Result<SealedName, NotReported>> {
        if let Err(why) = self.standing(letter) {
            return Ok(Err(why));
        }
        if let Some(why) = unfit(chosen) {
            return Ok(Ok(Err(why)));
        }
        let room = self.missing().await?;
        let Some(known) = room.get(report) else { return Ok(Ok(Err(NotReported::Absent))) };
        if !known.consents_to(&search()) {
            return Ok(Ok(Err(NotReported::NoConsent)));
        }
        let at = LetterPicture { letter: letter.clone(), picture: chosen.picture };
        if known.living().iter().any(|one| one.letter.as_ref() == Some(&at)) {
            return Ok(Ok(Err(NotReported::Already)));
        }
        Ok(Ok(Ok(self.seal_of_letter(token, letter, report, chosen).await?)))
    }

    async fn answer_letter(&self, token: &str, letter: &LetterId, text: &str, knew: u64) -> Worked<()> {
        if let Err(why) = self.standing(letter) {
            return Ok(Err(why));
        }
        if text.trim().is_empty() {
            return Ok(Err(NotDone::Why));
        }
        if self.letters().await?.get(letter).is_none_or(|known| known.last != knew) {
            return Ok(Err(NotDone::Meanwhile));
        }
        let answer = {
            let mut letters = self.letters.lock().unwrap();
            letters.answers.insert(letter.clone(), text.trim().to_owned());
            letters.seal()
        };
        self.act_on_letter(token, Act::LetterAnswered { letter: letter.clone(), answer }).await?;
        Ok(Ok(()))
    }

    async fn answer_text(&self, letter: &InboxLetter) -> Result<Option<Told<String>>, BackendError> {
        Ok(self.letters.lock().unwrap().answers.get(&letter.letter).cloned().map(Told::Here))
    }

    async fn read_letter_contact(
        &self,
        token: &str,
        letter: &LetterId,
        purpose: &str,
    ) -> Worked<Told<Contact>> {
        if let Err(why) = self.standing(letter) {
            return Ok(Err(why));
        }
        if purpose.trim().is_empty() {
            return Ok(Err(NotDone::Why));
        }
        let act = Act::LetterContactRead { letter: letter.clone(), purpose: purpose.to_owned() };
        self.act_on_letter(token, act).await?;
        let letters = self.letters.lock().unwrap();
        Ok(Ok(letters.contacts.get(letter).cloned().map_or(Told::Lost, Told::Here)))
    }

    async fn letter_picture(&self, token: &str, letter: &LetterId, number: u32) -> Worked<Option<Vec<u8>>> {
        if let Err(why) = self.standing(letter) {
            return Ok(Err(why));
        }
        // The second of each is none that can be shown.
        match number {
            1 => {
                let act = Act::LetterPictureViewed { letter: letter.clone(), picture: number };
                self.act_on_letter(token, act).await?;
                let mut bytes = Vec::new();
                let grey = vec![90; 64 * 48];
                let encoder = jpeg_encoder::Encoder::new(&mut bytes, 80);
                encoder.encode(&grey, 64, 48, jpeg_encoder::ColorType::Luma).expect("a picture");
                Ok(Ok(Some(bytes)))
            }
            2 => Ok(Ok(None)),
            _ => Ok(Err(NotDone::Absent)),
        }
    }

    async fn erase_letter(&self, token: &str, letter: &LetterId, order: &str) -> Worked<u64> {
        if let Err(why) = self.standing(letter) {
            return Ok(Err(why));
        }
        if order.trim().is_empty() {
            return Ok(Err(NotDone::Why));
        }
        let sealed = self.letters().await?.get(letter).map(|known| known.statements()).unwrap_or_default();
        let (letter, order, gone) = (letter.clone(), order.to_owned(), sealed.len() as u64);
        self.act_on_letter(token, Act::LetterErased { letter, sealed, order }).await?;
        Ok(Ok(gone))
    }
}
