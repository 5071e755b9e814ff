//! The people behind one number of a study's results.

use std::sync::Arc;

use amana_model::{IndividualId, Study};
use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::results::{branches, may_see};
use super::{Pages, part};
use crate::Desk;
use crate::backend::EntryTally;
use crate::error::DeskError;
use crate::guard::Visit;
use crate::page::{Page, html};
use crate::query::field;
use crate::show::coded::{self, OPEN, UNTOLD};

/// People on a page.
const ROWS: u64 = 200;

#[derive(Template)]
#[template(path = "results_people.html")]
struct PeoplePage {
    page: Page,
    study: Study,
    /// What the number counts, in words.
    about: Vec<String>,
    people: Vec<IndividualId>,
    pages: Pages,
    address: String,
}

/// Which number of an entry's tally is opened.
struct Opened {
    answer: Option<String>,
    region: Option<String>,
    branch: Option<String>,
}

impl Opened {
    fn of(query: &str) -> Self {
        Self {
            answer: field(query, "answer"),
            region: field(query, "region"),
            branch: field(query, "branch"),
        }
    }

    /// The people it counts, but for the branch; `None` if there is no such number.
    fn people(&self, tally: &EntryTally) -> Option<Vec<IndividualId>> {
        if let Some(region) = &self.region {
            let known = tally.regions.iter().find(|known| known.region == *region)?;
            return match self.answer.as_deref() {
                None => Some([&known.present[..], &known.equivocal].concat()),
                Some("present") => Some(known.present.clone()),
                Some("equivocal") => Some(known.equivocal.clone()),
                Some(_) => None,
            };
        }
        match self.answer.as_deref() {
            Some(OPEN) => Some(tally.open.clone()),
            Some(word) => tally.of(word).map(<[IndividualId]>::to_vec),
            None => {
                let answered = tally.answers.iter().flat_map(|(_, people)| people);
                Some(answered.chain(&tally.open).cloned().collect())
            }
        }
    }

    fn address(&self, base: &str) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in [("answer", &self.answer), ("region", &self.region), ("branch", &self.branch)] {
            if let Some(value) = value {
                query.append_pair(name, value);
            }
        }
        format!("{base}?{}", query.finish())
    }
}

/// The page.
pub(crate) async fn page(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((study, entry)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let (room, w) = (desk.backend.coding().await?, visit.words);
    let planned = room.study(&part(&study)?).ok_or(DeskError::NotFound)?;
    let results = format!("/coding/{}/results", planned.study.study);
    if !may_see(&room, planned, &visit)? {
        return Ok(Redirect::to(&results).into_response());
    }
    let codebook = room.codebook(&planned.study.codebook).ok_or(DeskError::NotFound)?;
    let query = query.unwrap_or_default();
    let opened = Opened::of(&query);
    let tally = room.tally(&planned.study).into_iter().find(|tally| tally.entry == entry);
    let mut people = opened.people(&tally.ok_or(DeskError::NotFound)?).ok_or(DeskError::NotFound)?;
    let mut about = Vec::new();
    about.extend(opened.region.as_ref().map(|region| coded::region(codebook, region, w)));
    about.extend(opened.answer.as_ref().map(|word| coded::answer(codebook, &entry, word, w)));
    if let Some(branch) = &opened.branch {
        let wanted = Some(branch.as_str()).filter(|branch| *branch != UNTOLD);
        let branches = branches(&desk).await?;
        people.retain(|person| branches.get(person).map(String::as_str) == wanted);
        about.push(match wanted {
            Some(branch) => w.x("place-numbered-branch", coded::branch(Some(branch), w)),
            None => w.t("results-no-branch"),
        });
    }
    let number = field(&query, "page").and_then(|page| page.parse().ok()).unwrap_or(1);
    let pages = Pages::of(people.len() as u64, ROWS, number);
    let page = PeoplePage {
        page: Page::new(&desk, &visit, "coding", coded::entry(codebook, &entry, w)),
        people: people.into_iter().skip(pages.from as usize).take(ROWS as usize).collect(),
        address: opened.address(&format!("{results}/{entry}")),
        study: planned.study.clone(),
        about,
        pages,
    };
    Ok(html(StatusCode::OK, page.render()))
}
