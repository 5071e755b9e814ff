//! Everything known of one person, and what is decided on their page.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use amana_model::{Decision, Digest, Fact, IndividualId, IndividualState, Number, Places};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::claims::{self, Row};
use super::deciding::{chosen, record, seen};
use super::{merging, part};
use crate::Desk;
use crate::backend::{IndividualSheet, Right, View};
use crate::error::DeskError;
use crate::guard::{Fields, Visit};
use crate::look::{Brief, DecisionRow};
use crate::page::{Page, html};
use crate::show;
use crate::show::path::ShownPath;
use crate::show::person::{Shown, about, decided, is_settled, may_be_detainee, reason};
use crate::show::place::{self, branches, held_by};
use crate::show::short;
use crate::words::{Words, isolated, left_to_right};

/// What one branch number on the cards of a person stands for.
struct Held {
    text: String,
    /// The records that the number leads to: address and what each is called.
    records: Vec<(String, String)>,
    /// Where a record for a number without one is made.
    add: Option<String>,
}

/// What each branch number settled on the photographs of a person stands for.
fn held(sheet: &IndividualSheet, places: &Places, w: Words) -> Vec<Held> {
    let numbers: BTreeSet<&Number> =
        sheet.numbers.iter().filter_map(|settled| settled.numbers.branch.as_ref()).collect();
    let one = |number: &Number| match held_by(number, places, w) {
        Some(text) => may_be_detainee(&sheet.row).then(|| Held {
            text,
            records: branches(number, places)
                .into_iter()
                .map(|branch| (format!("/places/{}", branch.place), place::called(branch, w)))
                .collect(),
            add: None,
        }),
        None => Some(Held {
            text: w.numbers("branch-unknown", number.as_str()),
            records: Vec::new(),
            add: Some(place::new_for(number)),
        }),
    };
    numbers.into_iter().filter_map(one).collect()
}

#[derive(Template)]
#[template(path = "individual.html")]
struct Individual {
    page: Page,
    sheet: IndividualSheet,
    /// What a machine thinks that photographs show, in a word, and those photographs.
    groups: Vec<(&'static str, Vec<Shown>)>,
    otherwise: ShownOtherwise,
    held: Vec<Held>,
    /// Families' claims on this person, for whoever may see them.
    claims: Option<Vec<Row>>,
}

/// A photograph that tells a number: its digest, its name and its day.
type Telling = (Digest, String, Option<String>);

/// Where a machine would group otherwise, ready to show.
struct ShownOtherwise {
    /// The photographs as it would part them, by name.
    parts: Vec<Vec<(Digest, String)>>,
    /// What it would add: the photograph, its name here, the group, and why.
    more: Vec<(Digest, String, Digest, Vec<String>)>,
    others: Vec<IndividualId>,
}

impl ShownOtherwise {
    fn of(sheet: &IndividualSheet, w: Words) -> Self {
        let name = |digest: &Digest| name_of(sheet, digest);
        let part = |part: &Vec<Digest>| part.iter().map(|digest| (*digest, name(digest))).collect();
        let one = |row: &amana_model::CandidateRow| {
            let other = row.hangs_on.as_ref().map(name).unwrap_or_default();
            let settled = is_settled(row, &sheet.numbers);
            let why = row.reasons.iter().map(|why| reason(why, &other, settled, w)).collect();
            (row.digest, name(&row.digest), row.group, why)
        };
        Self {
            parts: sheet.otherwise.parts.iter().map(part).collect(),
            more: sheet.otherwise.more.iter().map(one).collect(),
            others: sheet.otherwise.others.iter().cloned().collect(),
        }
    }
}

impl Individual {
    /// Who may be the same person, and why.
    fn likely(&self) -> Vec<(&IndividualId, &'static str)> {
        let same = self.sheet.doubles.iter().map(|other| (other, "individual-likely-numbers"));
        let others = self.otherwise.others.iter().filter(|other| !self.sheet.doubles.contains(other));
        same.chain(others.map(|other| (other, "individual-likely-machine"))).collect()
    }

    fn chosen(&self, fact: &Fact, value: &str) -> bool {
        self.sheet.row.facts.get(fact).is_some_and(|said| said == value)
    }

    fn coded(&self) -> [Fact; 3] {
        [Fact::Category, Fact::Sex, Fact::AgeBand]
    }

    fn listed_numbers(&self) -> Option<&String> {
        self.sheet.row.facts.get(&Fact::ListedNumbers)
    }

    fn note(&self) -> &str {
        self.sheet.row.facts.get(&Fact::Note).map_or("", String::as_str)
    }

    fn name_of(&self, digest: &Digest) -> String {
        name_of(&self.sheet, digest)
    }

    /// Who keyed the numbers at a place of the table, and what engines read there.
    fn told(&self, at: &usize) -> Vec<String> {
        let w = self.page.words;
        let Some(told) = self.sheet.told.get(*at) else { return Vec::new() };
        let keyed = told.keyed.iter().map(|(account, keyed)| {
            let name = self.sheet.names.get(account).map_or(account.as_str(), String::as_str);
            w.xy("individual-keyed-by", isolated(name), show::keyed(keyed, w))
        });
        let read = told.readings.iter().filter_map(|one| Some(show::reading(one.number.as_ref()?, one, w)));
        keyed.chain(read).collect()
    }

    /// The day of a photograph as the strip tells it, in words.
    fn day_of(&self, digest: &Digest) -> Option<String> {
        let brief = self.sheet.photographs.iter().find(|brief| brief.digest == *digest)?;
        let day = brief.taken_at.as_deref().or(brief.folder_date.as_deref())?;
        Some(self.page.words.claimed_day(day))
    }

    /// The numbers of each field that photographs tell in two ways, each with the photographs that tell it: digest, name and day.
    fn differing(&self) -> Vec<(String, Vec<Telling>)> {
        let mut all = Vec::new();
        for (at, field) in ["branch", "detainee", "examination"].into_iter().enumerate() {
            let mut told: BTreeMap<&Number, BTreeSet<Digest>> = BTreeMap::new();
            for settled in &self.sheet.numbers {
                let digest = settled.marking.digest;
                if let Some(number) = settled.numbers.parts()[at] {
                    told.entry(number).or_default().insert(digest);
                }
            }
            if told.len() > 1 {
                let w = self.page.words;
                let said = |number: &Number| {
                    w.xy("closely-number", w.word("reading-field", field), left_to_right(number.as_str()))
                };
                let telling = |digest: Digest| (digest, self.name_of(&digest), self.day_of(&digest));
                all.extend(told.into_iter().map(|(number, photographs)| {
                    (said(number), photographs.into_iter().map(telling).collect())
                }));
            }
        }
        all
    }

    /// What is unusual about the numbers, in sentences.
    fn unusual(&self) -> Vec<String> {
        self.sheet.row.unusual.iter().map(|one| show::unusual::said(one, self.page.words)).collect()
    }

    /// The last decision that says a fact and counts.
    fn last_said(&self, of: &Fact) -> Option<(&DecisionRow, Option<&Digest>)> {
        let of = |(row, counts): &'_ (DecisionRow, bool)| match &row.decision {
            Decision::Described { fact, .. } => *counts && fact == of,
            _ => false,
        };
        let (row, _) = self.sheet.decisions.iter().find(|one| of(one))?;
        match &row.decision {
            Decision::Described { photograph, .. } => Some((row, photograph.as_ref())),
            _ => None,
        }
    }

    fn is_from(&self, fact: &Fact, digest: &Digest) -> bool {
        self.last_said(fact).is_some_and(|(_, photograph)| photograph == Some(digest))
    }

    /// Who said a fact, and from which photograph.
    fn said(&self, fact: &Fact) -> Option<String> {
        let w = self.page.words;
        let (row, photograph) = self.last_said(fact)?;
        let by = isolated(&row.agent);
        Some(match photograph {
            Some(digest) => w.xy("individual-said-from", by, isolated(self.name_of(digest))),
            None => w.x("individual-said-by", by),
        })
    }

    fn decided(&self, decision: &Decision) -> String {
        decided(decision, self.page.words)
    }

    fn about(&self, decision: &Decision) -> String {
        about(decision, self.page.words, |digest| self.name_of(digest))
    }
}

/// A photograph's name as the page shows it.
fn name_of(sheet: &IndividualSheet, digest: &Digest) -> String {
    let known = sheet.photographs.iter().find(|brief| brief.digest == *digest);
    known.map_or_else(|| short(digest), |brief| ShownPath::of(&brief.path).name_text())
}

/// A person's photographs by what a machine thinks that they show; those that none has looked at last.
fn by_view(sheet: &IndividualSheet) -> Vec<(&'static str, Vec<Shown>)> {
    let of = |view: Option<View>| -> Vec<Shown> {
        let fits = |brief: &&Brief| sheet.views.get(&brief.digest).copied() == view;
        sheet.photographs.iter().filter(fits).cloned().map(Shown::of).collect()
    };
    let views = View::ALL.map(Some).into_iter().chain([None]);
    let groups = views.map(|view| (view.map_or("unsorted", View::word), of(view)));
    groups.filter(|(_, strip)| !strip.is_empty()).collect()
}

/// One person's page.
pub(crate) async fn sheet(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, DeskError> {
    let id: IndividualId = part(&id)?;
    let sheet = desk.backend.individual(&id).await?.ok_or(DeskError::NotFound)?;
    if sheet.row.individual != id {
        return Ok(Redirect::to(&format!("/people/{}", sheet.row.individual)).into_response());
    }
    let groups = by_view(&sheet);
    let title = match (sheet.row.state, sheet.row.numbers.is_empty()) {
        (IndividualState::NumbersDiffer, _) => {
            visit.words.foreign("individual-title-differ", &sheet.row.individual)
        }
        (_, true) => visit.words.foreign("individual-title", &sheet.row.individual),
        (_, false) => visit.words.numbers("individual-title", &sheet.row.numbers),
    };
    let held = held(&sheet, &desk.backend.places().await?.places, visit.words);
    let claims = match visit.viewer()?.may(Right::Claims) {
        true => {
            let room = desk.backend.claims().await?;
            let numbers = claims::numbers(&desk).await?;
            Some(claims::rows(room.claims.on_individual(&id, &room.people), &room, &numbers))
        }
        false => None,
    };
    let page = Page::new(&desk, &visit, "people", title);
    let otherwise = ShownOtherwise::of(&sheet, visit.words);
    Ok(html(StatusCode::OK, Individual { page, sheet, groups, otherwise, held, claims }.render()))
}

/// A decision made on a person's page.
pub(crate) async fn decide(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let id: IndividualId = part(&id)?;
    let (mut to, back) = (id.clone(), format!("/people/{id}"));
    // Back to where it was said.
    let place = match fields.get("decision") {
        "describe" => "#coded",
        "undo" => "#history",
        _ => "",
    };
    let decision = match fields.get("decision") {
        "take-out" | "split" if chosen(&fields)?.is_empty() => {
            return Err(DeskError::asks("choose-photographs", back));
        }
        "take-out" => Decision::TakenOut { photographs: chosen(&fields)? },
        "split" => {
            to = desk.backend.new_individual();
            Decision::Together { individual: to.clone(), photographs: chosen(&fields)?, candidate: None }
        }
        "merge" => {
            Decision::Merged { from: merging::other(&desk, &id, fields.get("other")).await?, into: id }
        }
        "undo" => Decision::Undone { entry: part(fields.get("entry"))? },
        "describe" => Decision::Described {
            individual: id,
            fact: Fact::from_word(fields.get("fact"))
                // Only a list says what a list says.
                .filter(|fact| *fact != Fact::ListedNumbers)
                .ok_or(DeskError::BadRequest)?,
            value: fields.get("value").trim().to_owned(),
            photograph: match fields.get("photograph") {
                "" => None,
                digest => Some(part(digest)?),
            },
        },
        _ => return Err(DeskError::BadRequest),
    };
    record(&desk, &visit, decision, seen(&fields)?, &back).await?;
    let still = desk.backend.individual(&to).await?.is_some();
    let target = if still { format!("/people/{to}{place}") } else { "/people".to_owned() };
    Ok(Redirect::to(&target).into_response())
}
