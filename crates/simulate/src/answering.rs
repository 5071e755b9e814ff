//! How a coder of known accuracy answers: as the truth does, or, now and then, by a neighbouring word.

use amana_archive::SubmittedCoding;
use amana_model::{Answer, Certainty, Digest, Entry, EntryKind, NOT_ASSESSABLE, Side};
use amana_testkit::leak::signs::Sign;
use amana_testkit::leak::truth::View;

use crate::draws::Draws;
use crate::known::KnownPerson;

/// Of wrong answers, this share says that the part cannot be judged.
const GIVES_UP: f64 = 0.2;

/// A coder before the photographs of a person.
pub(crate) struct Coder<'a> {
    pub(crate) draws: Draws<'a>,
    /// The account's name.
    pub(crate) name: &'a str,
    /// How often she answers an entry as the truth does.
    pub(crate) accuracy: f64,
    /// The title of the study: nobody errs in the same way twice.
    pub(crate) study: &'a str,
    pub(crate) known: &'a KnownPerson<'a>,
    pub(crate) photographs: &'a [Digest],
}

impl Coder<'_> {
    fn unit(&self, entry: &str, what: &str) -> f64 {
        self.draws.unit(&[self.study, self.name, &self.known.person.id, entry, what])
    }

    /// What she submits.
    pub(crate) fn submits(&self, entries: &[&Entry]) -> SubmittedCoding {
        let seconds = 240 + (self.unit("", "seconds") * 900.0) as u32;
        let views = 1 + (self.unit("", "views") * self.photographs.len().min(8) as f64) as u32;
        let answers = entries.iter().flat_map(|entry| self.answers(entry)).collect();
        SubmittedCoding { answers, seconds, views, supersedes: None }
    }

    /// Her answer to an entry, and to its regions.
    fn answers(&self, entry: &Entry) -> Vec<Answer> {
        let sign = self.known.answer(&entry.entry);
        let truth = sign.map_or(NOT_ASSESSABLE, |sign| sign.answer);
        let right = self.unit(&entry.entry, "right") < self.accuracy;
        let answer = if right { truth } else { self.mistaken(entry, truth) };
        let mut whole = self.answer(entry, answer, sign);
        let sure = self.unit(&entry.entry, "sure");
        let certainty = match (right, sure < 0.7) {
            (true, true) => Certainty::High,
            (false, false) => Certainty::Low,
            _ => Certainty::Moderate,
        };
        whole.certainty = sees(answer).then_some(certainty);
        whole.count = (entry.count && sees(answer)).then(|| 1 + (sure * 4.0) as u16);
        let mut all = vec![whole];
        // Where she sees a sign at all she sees it where it is; where there is none, she tells no region.
        if entry.kind == EntryKind::Sign && sees(answer) {
            let regions = self.regions(entry);
            all.extend(regions.map(|sign| {
                let told = self.answer(entry, answer, Some(sign));
                Answer { region: sign.region.map(str::to_owned), side: side(sign), photograph: None, ..told }
            }));
        }
        all
    }

    fn regions<'b>(&'b self, entry: &'b Entry) -> impl Iterator<Item = &'b Sign> {
        self.known.signs.iter().filter(|sign| sign.entry == entry.entry && sign.region.is_some())
    }

    fn answer(&self, entry: &Entry, answer: &str, sign: Option<&Sign>) -> Answer {
        let view = sign.map_or(View::Whole, |sign| sign.view);
        Answer {
            entry: entry.entry.clone(),
            region: None,
            answer: answer.to_owned(),
            side: None,
            count: None,
            certainty: None,
            photograph: sees(answer).then(|| self.known.photograph(view, self.photographs)).flatten(),
            place: None,
        }
    }

    /// A word beside the right one: the grade below or above, equivocal for present or absent.
    fn mistaken<'b>(&self, entry: &'b Entry, truth: &str) -> &'b str {
        let own = entry.answers();
        let own = &own[..own.len() - 1];
        let Some(at) = own.iter().position(|word| *word == truth) else {
            // The part is not seen: whoever is wrong sees nothing there, or takes the first that comes.
            return if own.contains(&"absent") { "absent" } else { own[self.place(entry, own.len())] };
        };
        if self.unit(&entry.entry, "gives up") < GIVES_UP {
            return NOT_ASSESSABLE;
        }
        let beside: Vec<&str> = [at.checked_sub(1), Some(at + 1)]
            .into_iter()
            .flatten()
            .filter_map(|at| own.get(at).copied())
            .collect();
        beside.get(self.place(entry, beside.len())).copied().unwrap_or(NOT_ASSESSABLE)
    }

    fn place(&self, entry: &Entry, of: usize) -> usize {
        (self.unit(&entry.entry, "which") * of as f64) as usize
    }
}

/// The right answers to an entry, as somebody without fault gives them: the whole, then its regions.
pub fn accurate(entry: &Entry, known: &KnownPerson<'_>, photographs: &[Digest]) -> Vec<Answer> {
    let (draws, name, study) = (Draws::of(""), "", "");
    Coder { draws, name, accuracy: 1.0, study, known, photographs }.answers(entry)
}

fn side(sign: &Sign) -> Option<Side> {
    sign.side.and_then(Side::from_word)
}

/// Whether an answer says that something is seen.
pub(crate) fn sees(answer: &str) -> bool {
    !matches!(answer, "absent" | NOT_ASSESSABLE)
}
