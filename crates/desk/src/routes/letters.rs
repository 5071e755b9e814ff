//! Letters of families: what waits, sorted, and one letter with all that helps to answer it.
//!
//! Who wrote, and every picture, is shown only to whoever asks, and that is recorded first.

use std::sync::Arc;

use amana_model::{Contact, LetterId, LetterKind, LetterState, MissingId, ReportsVerdict, Urgency, UtcTime};
use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::missing::{in_words, said};
use super::{Pages, part};
use crate::Desk;
use crate::backend::{
    Alike, InboxLetter, InboxRoom, Lack, LetterScript, LetterWords, MissingReport, NotDone, Right,
    StandingPublication, Told,
};
use crate::error::DeskError;
use crate::guard::Visit;
use crate::page::{Page, html};
use crate::query::field;
use crate::words::{Words, marks_shown};

/// Letters on a page.
const ROWS: u64 = 50;
/// The most others that are shown as perhaps about the same matter.
const ALIKE: usize = 20;
/// How much of a letter stands in the list, in characters.
const BEGINNING: usize = 160;

/// What is asked of the list. Nothing asked: the letters with which something is still to be done.
#[derive(Default, Clone)]
struct Asked {
    state: Option<LetterState>,
    all: bool,
    kind: Option<LetterKind>,
    script: Option<LetterScript>,
    urgency: Option<Urgency>,
    lacks: Option<Lacking>,
}

/// What letters should say and do not.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lacking {
    /// Nothing: they are complete.
    Nothing,
    /// Something.
    Something,
    /// This.
    This(Lack),
}

impl Lacking {
    fn word(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Something => "something",
            Self::This(lack) => lack.word(),
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        let this = Lack::ALL.into_iter().map(Self::This);
        [Self::Nothing, Self::Something].into_iter().chain(this).find(|one| one.word() == word)
    }

    fn takes(self, letter: &InboxLetter) -> bool {
        let lacks = letter.lacks();
        match self {
            // Of what nobody can read nothing is known.
            Self::Nothing => letter.words.here().is_some() && lacks.is_empty(),
            Self::Something => !lacks.is_empty(),
            Self::This(lack) => lacks.contains(&lack),
        }
    }
}

impl Asked {
    fn of(query: &str) -> Self {
        let word = |name: &str| field(query, name).unwrap_or_default();
        Self {
            state: LetterState::from_word(&word("state")),
            all: word("state") == "all",
            kind: LetterKind::from_word(&word("kind")),
            script: LetterScript::from_word(&word("script")),
            urgency: Urgency::from_word(&word("urgency")),
            lacks: Lacking::from_word(&word("lacks")),
        }
    }

    fn takes(&self, letter: &InboxLetter) -> bool {
        let state = match self.state {
            Some(state) => letter.state == state && !letter.erased,
            None => self.all || letter.is_open(),
        };
        state
            && self.kind.is_none_or(|kind| letter.kind == kind)
            && self.script.is_none_or(|script| letter.script == script)
            && self.urgency.is_none_or(|urgency| letter.urgency == urgency)
            && self.lacks.is_none_or(|lacks| lacks.takes(letter))
    }

    /// Whether this is what is asked of completeness.
    fn is_lacks(&self, word: &str) -> bool {
        self.lacks.is_some_and(|lacks| lacks.word() == word)
    }

    fn state_word(&self) -> &'static str {
        match (self.state, self.all) {
            (Some(state), _) => state.word(),
            (None, true) => "all",
            (None, false) => "",
        }
    }
}

#[derive(Template)]
#[template(path = "letters.html")]
struct List {
    page: Page,
    letters: Vec<InboxLetter>,
    asked: Asked,
    /// State → letters.
    counts: Vec<(LetterState, u64)>,
    /// The longest that a letter has waited, in days.
    waits: Option<u64>,
    pages: Pages,
}

impl List {
    fn at(&self, page: u64) -> String {
        let word = |word: Option<&'static str>| word.unwrap_or_default();
        let mut query = form_urlencoded::Serializer::new(String::new());
        query
            .append_pair("state", self.asked.state_word())
            .append_pair("kind", word(self.asked.kind.map(LetterKind::word)))
            .append_pair("script", word(self.asked.script.map(LetterScript::word)))
            .append_pair("urgency", word(self.asked.urgency.map(Urgency::word)))
            .append_pair("lacks", word(self.asked.lacks.map(Lacking::word)))
            .append_pair("page", &page.to_string());
        format!("/letters?{}", query.finish())
    }

    fn beginning(&self, words: &LetterWords) -> String {
        let mut text: String = marks_shown(&words.text).chars().take(BEGINNING).collect();
        if words.text.chars().count() > BEGINNING {
            text.push('…');
        }
        text
    }

    fn names<'a>(&self, words: &'a LetterWords) -> Vec<&'a str> {
        words.person.as_ref().map(|person| person.names().into_iter().take(2).collect()).unwrap_or_default()
    }
}

/// Why letters may be about the same matter.
struct Beside {
    letter: InboxLetter,
    alike: Option<Alike>,
}

/// One letter.
#[derive(Template)]
#[template(path = "letter.html")]
struct Sheet {
    page: Page,
    letter: InboxLetter,
    /// Whole days since it was taken in.
    days: u64,
    answer: Option<Told<String>>,
    /// Who wrote, if it was just asked for.
    contact: Option<Told<Contact>>,
    /// Letters that people decided are about the same matter; those decided beside this one can be taken back here.
    same: Vec<(InboxLetter, bool)>,
    /// Letters that may be, of which nothing was decided.
    alike: Vec<Beside>,
    /// Letters that somebody decided are about another matter.
    others: Vec<LetterId>,
    /// Letters of the same family that name this one's number.
    later: Vec<LetterId>,
    /// The published face that it names, as it stands; `None` where none is named, or none has that number.
    named: Option<StandingPublication>,
    /// Whether she may open the page of a publication.
    publishes: bool,
    /// Reports that may be about the person of whom it tells.
    reports: Vec<(MissingReport, Alike)>,
    /// Reports with which a picture of it may be sealed: its own, those of the same matter, those that may be about the person.
    with: Vec<MissingId>,
    /// Pictures of it that were sealed as photographs of the living, with the report.
    living: Vec<(u32, MissingId)>,
    /// What was typed and not recorded.
    typed: String,
    erases: bool,
    wrong: Option<String>,
}

impl Sheet {
    fn said(&self) -> Vec<(&'static str, String)> {
        self.letter.person().map(|person| said(person, self.page.words)).unwrap_or_default()
    }

    /// Their words, with the signs in sight that would turn them around.
    fn text(&self, words: &LetterWords) -> String {
        marks_shown(&words.text)
    }

    fn stands(&self) -> bool {
        !self.letter.erased
    }

    fn points(&self, points: &[crate::backend::Point]) -> Vec<String> {
        in_words(self.page.words, points)
    }

    fn contact_lines<'a>(&self, contact: &'a Contact) -> Vec<(&'static str, &'a str)> {
        let all = [
            ("missing-contact-name", &contact.name),
            ("missing-contact-relation", &contact.relation),
            ("missing-contact-reach", &contact.reach),
            ("missing-contact-language", &contact.language),
        ];
        all.into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(label, text)| (label, text.as_str()))
            .collect()
    }
}

/// Why nothing was done, in words.
pub(super) fn refused(why: &NotDone, w: Words) -> String {
    w.t(match why {
        NotDone::Absent => "letter-refused-absent",
        NotDone::Erased => "letter-refused-erased",
        NotDone::Lost => "letter-refused-lost",
        NotDone::Already => "letter-refused-already",
        NotDone::Why => "letter-refused-why",
        NotDone::NoReport => "letter-refused-no-report",
        NotDone::Meanwhile => "letter-refused-meanwhile",
    })
}

/// Whole days between two times.
fn days(from: UtcTime, to: UtcTime) -> u64 {
    u64::try_from((to.unix_seconds() - from.unix_seconds()).max(0) / 86_400).unwrap_or_default()
}

/// The letters, those that wait least first, then as long as they have waited.
pub(crate) async fn list(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let query = query.unwrap_or_default();
    let asked = Asked::of(&query);
    let room: InboxRoom = desk.backend.letters().await?;
    let mut letters: Vec<&InboxLetter> = room.letters.iter().filter(|letter| asked.takes(letter)).collect();
    letters.sort_by_key(|letter| (letter.urgency, letter.entry));
    let number = field(&query, "page").and_then(|page| page.parse().ok()).unwrap_or(1);
    let pages = Pages::of(letters.len() as u64, ROWS, number);
    let now = desk.options.clock.now();
    let shown = letters.into_iter().skip(pages.from as usize).take(ROWS as usize).cloned();
    let page = List {
        page: Page::new(&desk, &visit, "letters", visit.words.t("letters-title")),
        letters: shown.collect(),
        counts: room.counts().into_iter().collect(),
        waits: room.waits_since().map(|since| days(since, now)),
        asked,
        pages,
    };
    Ok(html(StatusCode::OK, page.render()))
}

/// One letter.
pub(crate) async fn sheet(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, DeskError> {
    shown(&desk, &visit, &part(&id)?, Shown::default()).await
}

/// What a page shows beside the letter as it stands.
#[derive(Default)]
pub(super) struct Shown {
    pub(super) contact: Option<Told<Contact>>,
    pub(super) typed: String,
    pub(super) wrong: Option<String>,
}

pub(super) async fn shown(
    desk: &Desk,
    visit: &Visit,
    id: &LetterId,
    shown: Shown,
) -> Result<Response, DeskError> {
    let room = desk.backend.letters().await?;
    let letter = room.get(id).ok_or(DeskError::NotFound)?.clone();
    let same_matter = room.same_matter(id);
    let alike = tokio::task::block_in_place(|| {
        let undecided = |(other, _): &(&InboxLetter, Option<Alike>)| {
            room.verdict(id, &other.letter) == ReportsVerdict::Undecided
                && !same_matter.contains(&other.letter)
        };
        let found = room.alike(&letter).into_iter().filter(undecided).take(ALIKE);
        found.map(|(other, alike)| Beside { letter: other.clone(), alike }).collect()
    });
    let missing = desk.backend.missing().await?;
    let reports: Vec<(MissingReport, Alike)> = match letter.person().filter(|_| letter.report.is_none()) {
        Some(person) => {
            let found = tokio::task::block_in_place(|| missing.alike_to(person));
            found.into_iter().take(ALIKE).map(|(report, alike)| (report.clone(), alike)).collect()
        }
        None => Vec::new(),
    };
    let living = missing.reports.iter().flat_map(|report| report.living().iter()).filter_map(|one| {
        let of = one.letter.as_ref().filter(|of| of.letter == *id)?;
        Some((of.picture, one.report.clone()))
    });
    let living = living.collect();
    let mut with: Vec<MissingId> = letter.report.iter().cloned().collect();
    with.extend(same_matter.iter().filter_map(|other| room.get(other)?.report.clone()));
    with.extend(reports.iter().map(|(report, _)| report.report.clone()));
    let mut seen = std::collections::BTreeSet::new();
    with.retain(|report| seen.insert(report.clone()));
    let named = match &letter.face {
        Some(face) => desk.backend.publications().await?.get(face).cloned(),
        None => None,
    };
    let same = same_matter.iter().filter_map(|other| {
        Some((room.get(other)?.clone(), room.verdict(id, other) == ReportsVerdict::Same))
    });
    let others = room.letters.iter().map(|other| &other.letter);
    let later = room.letters.iter().filter(|other| other.follows.as_ref() == Some(id));
    let status = if shown.wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = Sheet {
        page: Page::new(desk, visit, "letters", letter.letter.to_string()),
        days: days(letter.came, desk.options.clock.now()),
        answer: desk.backend.answer_text(&letter).await?,
        contact: shown.contact,
        same: same.collect(),
        alike,
        others: others
            .filter(|other| room.verdict(id, other) == ReportsVerdict::Different)
            .cloned()
            .collect(),
        later: later.map(|other| other.letter.clone()).collect(),
        reports,
        with,
        living,
        typed: shown.typed,
        named,
        publishes: visit.viewer()?.may(Right::Publish),
        erases: visit.viewer()?.may(Right::Govern),
        wrong: shown.wrong,
        letter,
    };
    Ok(html(status, page.render()))
}
