//! One person's coding: the photographs, covered until asked for, and the codebook as a form; for a coder, or for the third who
//! decides where coders differ. Nothing on it tells a name, a number, or what a machine saw.

use std::collections::BTreeMap;
use std::sync::Arc;

use amana_model::{
    Answer, AnswerKey, Certainty, CodingFault, CodingStanding, Digest, Entry, IndividualId, NOT_ASSESSABLE,
    Section, Side, StudyId, check_answers,
};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

use super::bystanders::{region, shares};
use super::coding::{address, next_of, standing};
use super::part;
use super::photograph::size_as_shown;
use crate::Desk;
use crate::backend::{CodeSheet, Coded, EventsAbout, SubmittedCoding};
use crate::error::DeskError;
use crate::guard::{Fields, Visit};
use crate::page::{Page, html};
use crate::words::Words;

/// Views of one coding that are looked for: more than anybody has.
const VIEWS: u32 = 1000;
/// A page that was open longer counts as this long, in seconds.
const LONGEST: i64 = 86_400;

#[derive(Template)]
#[template(path = "coding_sheet.html")]
struct SheetPage {
    page: Page,
    sheet: CodeSheet,
    /// What the form begins with: what was typed, else her last coding.
    answers: BTreeMap<AnswerKey, Answer>,
    /// Photograph → its size as shown, where it is known: what places are measured in.
    sizes: Sizes,
    /// Seconds since 1970 at which the page was first opened.
    opened: i64,
    wrong: Option<String>,
    reason: String,
    standing: String,
}

impl SheetPage {
    fn action(&self) -> String {
        address(&self.sheet.study.study, &self.sheet.individual)
    }

    /// Sections with the entries that are asked: all of a coder, what is disputed of a third.
    fn sections(&self) -> Vec<(Section, Vec<&Entry>)> {
        let asked = self.sheet.codebook.entries_of(self.sheet.study.preset.as_deref());
        let disputed = self.disputed();
        let asked: Vec<&Entry> = match self.sheet.codes {
            true => asked,
            false => {
                asked.into_iter().filter(|one| disputed.iter().any(|key| key.entry == one.entry)).collect()
            }
        };
        let of = |section: Section| {
            (section, asked.iter().filter(|one| one.section == section).copied().collect())
        };
        Section::ALL.into_iter().map(of).filter(|(_, entries): &(_, Vec<_>)| !entries.is_empty()).collect()
    }

    fn disputed(&self) -> Vec<AnswerKey> {
        match &self.sheet.standing {
            CodingStanding::Disputed(keys) => keys.clone(),
            _ => Vec::new(),
        }
    }

    /// Whether the entry as a whole is asked: always of a coder.
    fn asks_whole(&self, entry: &Entry) -> bool {
        self.sheet.codes || self.disputed().iter().any(|key| key.entry == entry.entry && key.region.is_none())
    }

    /// The regions of an entry that are asked, each with its label.
    fn regions(&self, entry: &Entry) -> Vec<(String, String)> {
        let disputed = self.disputed();
        let asked = |region: &&String| {
            self.sheet.codes
                || disputed.iter().any(|key| key.entry == entry.entry && key.region.as_ref() == Some(*region))
        };
        let label = |region: &String| {
            let known = self.sheet.codebook.region(region);
            (
                region.clone(),
                known.map_or_else(|| region.clone(), |known| self.w().both(&known.label).to_owned()),
            )
        };
        entry.by_region.iter().filter(asked).map(label).collect()
    }

    fn w(&self) -> Words {
        self.page.words
    }

    fn of(&self, entry: &Entry, region: Option<&str>) -> Option<&Answer> {
        self.answers.get(&AnswerKey { entry: entry.entry.clone(), region: region.map(str::to_owned) })
    }

    fn is(&self, entry: &Entry, region: Option<&str>, word: &str) -> bool {
        self.of(entry, region).is_some_and(|answer| answer.answer == word)
    }

    fn certainty_is(&self, entry: &Entry, certainty: &Certainty) -> bool {
        self.of(entry, None).and_then(|answer| answer.certainty) == Some(*certainty)
    }

    fn side_is(&self, entry: &Entry, region: &str, side: &Side) -> bool {
        self.of(entry, Some(region)).and_then(|answer| answer.side) == Some(*side)
    }

    fn photograph_is(&self, entry: &Entry, digest: &Digest) -> bool {
        self.of(entry, None).and_then(|answer| answer.photograph).as_ref() == Some(digest)
    }

    fn count(&self, entry: &Entry) -> String {
        let count = self.of(entry, None).and_then(|answer| answer.count);
        count.map(|count| count.to_string()).unwrap_or_default()
    }

    /// Where in its photograph an entry is seen, as the form has it.
    fn place(&self, entry: &Entry) -> String {
        self.of(entry, None).and_then(|answer| place_in_shares(answer, &self.sizes)).unwrap_or_default()
    }

    /// Where others saw an entry: the photograph, and the place in it.
    fn others_places(&self, entry: &Entry) -> Vec<(Digest, String)> {
        let answers = self.sheet.others.iter().flat_map(|(_, coding)| &coding.answers);
        let here = answers.filter(|one| one.entry == entry.entry);
        here.filter_map(|one| Some((one.photograph?, place_in_shares(one, &self.sizes)?))).collect()
    }

    /// An answer in words.
    fn word(&self, entry: &Entry, word: &str) -> String {
        let value = entry.values.iter().find(|value| value.value == word);
        value.map_or_else(|| self.w().word("answer", word), |value| self.w().both(&value.label).to_owned())
    }

    fn sided(&self, region: &str) -> bool {
        self.sheet.codebook.region(region).is_some_and(|known| known.sides)
    }

    /// What others answered; nothing before all have coded.
    fn others(&self, entry: &Entry) -> Vec<String> {
        let of = |answers: &[Answer]| {
            let told = answers.iter().filter(|one| one.entry == entry.entry).map(|one| {
                let answer = self.word(entry, &one.answer);
                match one.region.as_ref().and_then(|region| self.sheet.codebook.region(region)) {
                    Some(region) => self.w().xy("coding-in-region", self.w().both(&region.label), answer),
                    None => answer,
                }
            });
            told.collect::<Vec<_>>().join(" · ")
        };
        self.sheet
            .others
            .iter()
            .map(|(_, coding)| of(&coding.answers))
            .filter(|told| !told.is_empty())
            .collect()
    }
}

/// Photograph → its width and height as shown.
type Sizes = BTreeMap<Digest, (u32, u32)>;

/// An answer's place in percent of its photograph: left, top, width, height.
fn place_in_shares(answer: &Answer, sizes: &Sizes) -> Option<String> {
    Some(shares(&answer.place?, sizes.get(&answer.photograph?)?).join(" "))
}

/// What a form holds.
struct Told {
    answers: Vec<Answer>,
    /// The first entry whose place is none in its photograph.
    misplaced: Option<String>,
}

/// Reads a form: `a.ENTRY` the answer, `p.` the photograph, `x.` the place in it, `n.` the number, `c.` how sure; `r.ENTRY.REGION` and
/// `s.ENTRY.REGION` what is told of a region and of which side.
fn told(fields: &Fields, sheet: &CodeSheet, sizes: &Sizes) -> Result<Told, DeskError> {
    let (mut answers, mut misplaced) = (Vec::new(), None);
    let photograph = |entry: &str| {
        let named: Option<Digest> = fields.get(&format!("p.{entry}")).parse().ok();
        // A person of whom there is one photograph: that one shows it.
        named.or(match sheet.photographs.as_slice() {
            [one] => Some(*one),
            _ => None,
        })
    };
    for entry in sheet.codebook.entries_of(sheet.study.preset.as_deref()) {
        let pinned = |answer: &str| match answer {
            "absent" | NOT_ASSESSABLE => None,
            _ => photograph(&entry.entry),
        };
        let place = fields.get(&format!("x.{}", entry.entry));
        let placed = |photograph: Option<Digest>| {
            let shares: [&str; 4] = place.split_whitespace().collect::<Vec<_>>().try_into().ok()?;
            region(shares, *sizes.get(&photograph?)?)
        };
        let blank = |answer: &str| Answer {
            entry: entry.entry.clone(),
            region: None,
            answer: answer.to_owned(),
            side: None,
            count: None,
            certainty: Certainty::from_word(fields.get(&format!("c.{}", entry.entry))),
            photograph: pinned(answer),
            place: None,
        };
        let whole = fields.get(&format!("a.{}", entry.entry));
        let sees = !matches!(whole, "" | "absent" | NOT_ASSESSABLE);
        if !whole.is_empty() {
            let count = fields.get(&format!("n.{}", entry.entry)).trim();
            let count = match count {
                _ if !sees => None,
                "" => None,
                count => Some(count.parse().map_err(|_| DeskError::BadRequest)?),
            };
            let blank = blank(whole);
            let place = placed(blank.photograph);
            if sees && !fields.get(&format!("x.{}", entry.entry)).trim().is_empty() && place.is_none() {
                misplaced = misplaced.or_else(|| Some(entry.entry.clone()));
            }
            answers.push(Answer { count, place, ..blank });
        }
        for region in &entry.by_region {
            let told = fields.get(&format!("r.{}.{region}", entry.entry));
            if !told.is_empty() && (sees || whole.is_empty()) {
                let side = Side::from_word(fields.get(&format!("s.{}.{region}", entry.entry)));
                let region = Some(region.clone());
                // As sure, and in the same photograph, as the whole: said once, so that a long coding fits into an event.
                let answer = match whole.is_empty() {
                    true => blank(told),
                    false => Answer { certainty: None, photograph: None, ..blank(told) },
                };
                answers.push(Answer { region, side, ..answer });
            }
        }
    }
    Ok(Told { answers, misplaced })
}

/// The sizes of a person's photographs, of those that could be decoded.
async fn sizes(desk: &Desk, sheet: &CodeSheet) -> Result<Sizes, DeskError> {
    let mut sizes = Sizes::new();
    for digest in &sheet.photographs {
        let photograph = desk.backend.photograph(digest).await?;
        let seen = photograph.and_then(|photograph| photograph.observation);
        sizes.extend(seen.as_ref().and_then(size_as_shown).map(|size| (*digest, size)));
    }
    Ok(sizes)
}

fn in_words(fault: &CodingFault, sheet: &CodeSheet, w: Words) -> String {
    let (key, entry) = match fault {
        CodingFault::Missing(entry) => ("coding-fault-missing", entry),
        CodingFault::Unasked(entry) => ("coding-fault-unasked", entry),
        CodingFault::Answer(entry) => ("coding-fault-answer", entry),
        CodingFault::Unpinned(entry) => ("coding-fault-unpinned", entry),
    };
    about(key, entry, sheet, w)
}

/// A text about an entry.
fn about(key: &str, entry: &str, sheet: &CodeSheet, w: Words) -> String {
    let label = sheet.codebook.entry(entry).map_or(entry, |known| w.both(&known.label));
    w.x(key, label)
}

async fn sheet_of(
    desk: &Desk,
    visit: &Visit,
    study: &str,
    individual: &str,
) -> Result<(StudyId, IndividualId, CodeSheet), DeskError> {
    let (study, individual) = (part(study)?, part(individual)?);
    let sheet = desk.backend.code_sheet(&visit.token, &study, &individual).await?;
    Ok((study, individual, sheet.ok_or(DeskError::NotFound)?))
}

/// The page.
pub(crate) async fn page(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((study, individual)): Path<(String, String)>,
) -> Result<Response, DeskError> {
    let (study, individual, sheet) = sheet_of(&desk, &visit, &study, &individual).await?;
    let now = desk.options.clock.now().unix_seconds();
    let sizes = sizes(&desk, &sheet).await?;
    let typed = match desk.backend.coding_draft(&visit.token, &study, &individual).await? {
        Some(draft) => {
            let fields = Fields::of_text(&draft);
            let opened = fields.get("opened").parse().unwrap_or(now);
            Typed { answers: told(&fields, &sheet, &sizes)?.answers, opened, ..Typed::default() }
        }
        None => {
            let mine = sheet.mine.as_ref().map(|(_, coding)| coding.answers.clone()).unwrap_or_default();
            Typed { answers: mine, opened: now, ..Typed::default() }
        }
    };
    Ok(shown(&desk, &visit, sheet, sizes, typed))
}

/// What the form begins with.
#[derive(Default)]
struct Typed {
    answers: Vec<Answer>,
    /// Seconds since 1970.
    opened: i64,
    reason: String,
    /// What is wrong with it.
    wrong: Option<String>,
}

fn shown(desk: &Desk, visit: &Visit, sheet: CodeSheet, sizes: Sizes, typed: Typed) -> Response {
    let status = if typed.wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = SheetPage {
        page: Page::new(desk, visit, "coding", sheet.study.title.clone()),
        standing: standing(&sheet.standing, visit.words),
        answers: typed.answers.into_iter().map(|answer| (answer.key(), answer)).collect(),
        sheet,
        sizes,
        opened: typed.opened,
        wrong: typed.wrong,
        reason: typed.reason,
    };
    html(status, page.render())
}

/// Keeps what a coder has typed so far; the page goes back to what there is to code.
pub(crate) async fn keep(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((study, individual)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let (study, individual, _) = sheet_of(&desk, &visit, &study, &individual).await?;
    match desk.backend.keep_coding_draft(&visit.token, &study, &individual, &fields.text()).await? {
        true => Ok(Redirect::to("/coding").into_response()),
        false => Err(DeskError::TooLarge),
    }
}

/// Submits a coding, or decides as a third.
pub(crate) async fn submit(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((study, individual)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let (study, individual, sheet) = sheet_of(&desk, &visit, &study, &individual).await?;
    let opened: i64 = fields.get("opened").parse().map_err(|_| DeskError::BadRequest)?;
    let sizes = sizes(&desk, &sheet).await?;
    let Told { answers, misplaced } = told(&fields, &sheet, &sizes)?;
    let viewer = visit.viewer()?;
    let codes = sheet.codes;
    let (preset, w) = (sheet.study.preset.as_deref(), visit.words);
    let again = |wrong: String, sheet: CodeSheet, answers: Vec<Answer>| {
        let reason = fields.get("reason").to_owned();
        Ok(shown(&desk, &visit, sheet, sizes, Typed { answers, opened, reason, wrong: Some(wrong) }))
    };
    if let Some(entry) = misplaced {
        return again(about("coding-fault-place", &entry, &sheet, w), sheet, answers);
    }
    if let Err(fault) = check_answers(&sheet.codebook, preset, &sheet.photographs, &answers, codes) {
        return again(in_words(&fault, &sheet, w), sheet, answers);
    }
    let coded = if codes {
        let now = desk.options.clock.now().unix_seconds();
        let submitted = SubmittedCoding {
            seconds: (now - opened).clamp(0, LONGEST) as u32,
            views: views(&desk, &visit, &sheet, opened).await?,
            answers: answers.clone(),
            supersedes: fields.get("supersedes").parse().ok(),
        };
        desk.backend.submit_coding(&visit.token, &study, &individual, submitted).await?
    } else {
        let reason = fields.get("reason");
        desk.backend.adjudicate(&visit.token, &study, &individual, answers.clone(), reason).await?
    };
    match coded {
        Coded::Recorded if codes => {
            let room = desk.backend.coding().await?;
            next_of(&room, &sheet.study, &viewer.account)
        }
        Coded::Recorded => Ok(Redirect::to(&format!("/coding/{study}")).into_response()),
        Coded::Refused => again(w.t(if codes { "coding-again" } else { "coding-undecided" }), sheet, answers),
    }
}

/// How many of these photographs she has uncovered since the page was opened.
async fn views(desk: &Desk, visit: &Visit, sheet: &CodeSheet, opened: i64) -> Result<u32, DeskError> {
    let since = amana_model::UtcTime::from_unix(opened, 0).ok_or(DeskError::BadRequest)?;
    let about = EventsAbout::ViewsBy(visit.viewer()?.account.clone(), since);
    let events = desk.backend.events(&about, 0, VIEWS).await?;
    let of_person = |digest: &str| digest.parse().is_ok_and(|digest| sheet.photographs.contains(&digest));
    let seen = events.iter().filter(|event| event.details["digest"].as_str().is_some_and(of_person));
    Ok(seen.count() as u32)
}

/// The covered form of a photograph of this person, for a coder who may not look through the archive.
pub(crate) async fn cover(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((study, individual, digest)): Path<(String, String, String)>,
) -> Result<Response, DeskError> {
    let (_, _, sheet) = sheet_of(&desk, &visit, &study, &individual).await?;
    let digest: Digest = part(&digest)?;
    if !sheet.photographs.contains(&digest) {
        return Err(DeskError::NotFound);
    }
    let picture = desk.backend.cover(&digest).await.map_err(|error| DeskError::of_picture(error, digest))?;
    Ok(([(header::CONTENT_TYPE, "image/jpeg"), (header::CONTENT_DISPOSITION, "inline")], picture)
        .into_response())
}
