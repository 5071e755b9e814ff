//! The letters as they stand: acts of the log folded, and what they say read out of the store.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use amana_catalog::RecordedAct;
use amana_model::{Act, LetterId, LetterState, LettersComparison, ReportsVerdict, SealedStatement, Urgency};

use super::{Answered, InboxLetter, InboxRoom, LetterScript, LetterWords};
use crate::archive::Archive;
use crate::error::Result;
use crate::missing::Told;

impl InboxRoom {
    /// What these acts, in the order of the log, add up to; `read` reads what is said and was not erased.
    pub fn of(acts: Vec<RecordedAct>, read: &dyn Fn(&SealedStatement) -> Told<Arc<LetterWords>>) -> Self {
        let (mut order, mut all): (Vec<LetterId>, BTreeMap<LetterId, InboxLetter>) = Default::default();
        let (mut compared, mut erased) = (BTreeMap::new(), BTreeSet::new());
        for RecordedAct { entry, time, agent, act } in acts {
            match act {
                Act::LetterReceived(received) => {
                    // Whatever stands under an identifier already is not replaced.
                    let Entry::Vacant(place) = all.entry(received.letter.clone()) else { continue };
                    order.push(received.letter.clone());
                    let letter = InboxLetter {
                        letter: received.letter,
                        kind: received.kind,
                        form: received.language,
                        day: received.day,
                        came: time,
                        entry,
                        face: received.face,
                        follows: received.follows,
                        state: LetterState::New,
                        moved: None,
                        reason: String::new(),
                        urgency: Urgency::of_kind(received.kind),
                        words: Told::Lost,
                        script: LetterScript::None,
                        pictures: received.pictures,
                        report: None,
                        answer: None,
                        erased: false,
                        words_sealed: received.words,
                        contact_sealed: received.contact,
                        answers: Vec::new(),
                        files: BTreeMap::new(),
                        last: entry,
                    };
                    place.insert(letter);
                }
                Act::LettersCompared(LettersComparison { one, other, verdict, .. }) => {
                    compared.insert((one, other), verdict);
                }
                act => {
                    let Some(letter) = about(&act).and_then(|letter| all.get_mut(letter)) else { continue };
                    if !matches!(act, Act::AnswerHandedOut { .. }) {
                        letter.last = entry;
                    }
                    match act {
                        Act::LetterMoved(moved) => {
                            (letter.state, letter.reason) = (moved.to, moved.reason);
                            letter.moved = Some((agent, time));
                        }
                        Act::LetterRanked(ranked) => letter.urgency = ranked.urgency,
                        Act::LetterAnswered { answer, .. } => {
                            letter.answers.push(answer.clone());
                            letter.state = LetterState::Answered;
                            letter.moved = Some((agent.clone(), time));
                            letter.answer = Some(Answered { sealed: answer, time, agent, handed_out: false });
                        }
                        Act::AnswerHandedOut { answer, file, sha256, .. } => {
                            letter.files.entry(file).or_default().insert(sha256, answer);
                            if let Some(last) =
                                letter.answer.as_mut().filter(|last| last.sealed.sealed == answer)
                            {
                                last.handed_out = true;
                            }
                        }
                        Act::LetterReported { report, .. } => letter.report = Some(report),
                        Act::LetterErased { sealed, .. } => {
                            letter.erased = true;
                            erased.extend(sealed);
                        }
                        _ => {}
                    }
                }
            }
        }
        let letters = order.into_iter().filter_map(|id| all.remove(&id)).map(|mut letter| {
            letter.words = if letter.erased { Told::Erased } else { read(&letter.words_sealed) };
            letter.script = letter.words.here().map_or(LetterScript::None, |words| script(words));
            letter
        });
        let mut same: BTreeMap<LetterId, BTreeSet<LetterId>> = BTreeMap::new();
        for ((one, other), _) in compared.iter().filter(|(_, verdict)| **verdict == ReportsVerdict::Same) {
            same.entry(one.clone()).or_default().insert(other.clone());
            same.entry(other.clone()).or_default().insert(one.clone());
        }
        Self { letters: letters.collect(), compared, same, erased }
    }

    pub(super) fn erased(&self) -> Vec<amana_model::SealedName> {
        self.erased.iter().copied().collect()
    }
}

/// The letter that an act is about.
fn about(act: &Act) -> Option<&LetterId> {
    match act {
        Act::LetterMoved(moved) => Some(&moved.letter),
        Act::LetterRanked(ranked) => Some(&ranked.letter),
        Act::LetterAnswered { letter, .. }
        | Act::AnswerHandedOut { letter, .. }
        | Act::LetterReported { letter, .. }
        | Act::LetterErased { letter, .. } => Some(letter),
        _ => None,
    }
}

fn script(words: &LetterWords) -> LetterScript {
    let person = words.person.as_ref();
    let names = person.into_iter().flat_map(|person| [person.testimony.as_str(), person.marks.as_str()]);
    let said = LetterScript::of([words.text.as_str()].into_iter().chain(names));
    match said {
        // Nothing but names, perhaps: those in Latin letters are asked for beside the others, so they count last.
        LetterScript::None => person.map_or(said, |person| {
            let first = [&person.name_arabic, &person.father, &person.mother].map(String::as_str);
            match LetterScript::of(first) {
                LetterScript::None => LetterScript::of(person.names()),
                script => script,
            }
        }),
        said => said,
    }
}

impl Archive {
    /// Every letter as it stands, with what it says where it can be read. Who wrote it is not opened.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub async fn letters(&self) -> Result<InboxRoom> {
        self.catch_up().await?;
        let acts = self.catalog().await?.letter_acts().await?;
        let identities = &self.keys()?.identities;
        let read = |statement: &SealedStatement| self.read_words(identities, statement);
        let room = tokio::task::block_in_place(|| InboxRoom::of(acts, &read));
        // What a kill between the event and the keys has left.
        self.destroy_keys(&room.erased())?;
        Ok(room)
    }
}
