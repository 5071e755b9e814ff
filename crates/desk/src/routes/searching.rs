//! Searching the people of the archive for one who is missing: asked from a report, for a purpose; what was found, in the order in which
//! to look, with every reason; the searches that are kept.

use std::sync::Arc;

use amana_model::{Digest, IndividualId, MissingId, MissingPerson};
use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::missing::{Shown, shown};
use super::{Pages, part};
use crate::Desk;
use crate::backend::{
    FoundPerson, Ground, KeptSearch, NameLevel, NameSource, NotSearched, Right, SearchRequest, Searched,
};
use crate::error::DeskError;
use crate::guard::{Fields, Visit};
use crate::page::{Page, html};
use crate::query::field;
use crate::words::{Words, isolated};

/// People on a page.
const ROWS: u64 = 25;
/// Covered pictures beside a person.
const STRIP: usize = 4;

/// What a search found.
#[derive(Template)]
#[template(path = "searched.html")]
struct Found {
    page: Page,
    found: Searched,
    /// The names of the missing person.
    names: Vec<String>,
    /// Whether what was coded is kept from her, who still codes.
    closed: bool,
    /// People who were chosen to be shown to the family, on whatever page.
    chosen: Vec<IndividualId>,
    pages: Pages,
}

impl Found {
    fn rows(&self) -> impl Iterator<Item = (u64, &FoundPerson)> {
        (self.pages.from + 1..)
            .zip(self.found.people.iter().skip(self.pages.from as usize))
            .take(ROWS as usize)
    }

    fn grounds(&self, grounds: &[Ground]) -> Vec<String> {
        let told = grounds.iter().filter(|ground| !ground.is_neutral());
        told.map(|ground| said(ground, self.page.words)).collect()
    }

    /// What is told and speaks neither for somebody nor against them.
    fn neutral(&self, grounds: &[Ground]) -> Vec<String> {
        let told = grounds.iter().filter(|ground| ground.is_neutral());
        told.map(|ground| said(ground, self.page.words)).collect()
    }

    fn is_chosen(&self, person: &FoundPerson) -> bool {
        self.chosen.contains(&person.row.individual)
    }

    /// People who are chosen on other pages.
    fn chosen_elsewhere(&self) -> Vec<&IndividualId> {
        let here: Vec<&IndividualId> = self.rows().map(|(_, person)| &person.row.individual).collect();
        self.chosen.iter().filter(|one| !here.contains(one)).collect()
    }

    fn against(&self, grounds: &[Ground]) -> Vec<String> {
        grounds.iter().map(|ground| said_against(ground, self.page.words)).collect()
    }

    fn strip<'a>(&self, person: &'a FoundPerson) -> Vec<&'a Digest> {
        person.row.photographs.iter().take(STRIP).collect()
    }

    fn much(&self) -> u64 {
        self.found.people.iter().filter(|person| person.much).count() as u64
    }

    fn newcomers(&self) -> u64 {
        self.found.people.iter().filter(|person| person.new).count() as u64
    }

    fn branches(&self) -> String {
        let numbers = self.found.branches.iter().map(|number| number.as_str().to_owned());
        numbers.collect::<Vec<_>>().join(&self.page.words.t("list-comma"))
    }

    fn marks(&self) -> String {
        let w = self.page.words;
        let marks = self.found.marks.iter().map(|mark| mark_in_words(mark.entry, mark.region, w));
        marks.collect::<Vec<_>>().join(&w.t("list-comma"))
    }
}

/// The searches that are kept.
#[derive(Template)]
#[template(path = "searches.html")]
struct Kept {
    page: Page,
    kept: Vec<(KeptSearch, Vec<String>)>,
}

/// What the models that compare faces were tested on, and what not.
#[derive(Template)]
#[template(path = "about_faces.html")]
struct AboutFaces {
    page: Page,
    describes: bool,
}

/// What speaks for somebody, in words.
fn said(ground: &Ground, w: Words) -> String {
    match ground {
        Ground::Name { level, source, text } => {
            let how = w.t(match level {
                NameLevel::Same => "alike-name-same",
                NameLevel::Spelled => "alike-name-spelled",
                NameLevel::Within => "alike-name-within",
                NameLevel::AllButOne => "alike-name-all-but-one",
                _ => "alike-name-close",
            });
            let key = match source {
                NameSource::Path => "ground-name-path",
                NameSource::Note => "ground-name-note",
            };
            w.xy(key, how, isolated(text))
        }
        Ground::Face { photograph, rank, of } => {
            w.xyz("ground-face", w.number(*rank), w.number(*of), w.number(*photograph))
        }
        Ground::Branch(number) => w.numbers("ground-branch", number.as_str()),
        Ground::Sex => w.t("ground-sex"),
        Ground::Age => w.t("ground-age"),
        Ground::Taken => w.t("ground-taken"),
        Ground::LastSeen => w.t("ground-last-seen"),
        Ground::Mark(mark) => w.x("ground-mark", mark_in_words(mark.entry, mark.region, w)),
    }
}

/// What speaks against somebody, in words.
fn said_against(ground: &Ground, w: Words) -> String {
    match ground {
        Ground::Branch(number) => w.numbers("ground-not-branch", number.as_str()),
        Ground::Sex => w.t("ground-not-sex"),
        Ground::Age => w.t("ground-not-age"),
        Ground::Taken => w.t("ground-not-taken"),
        Ground::LastSeen => w.t("ground-not-last-seen"),
        Ground::Mark(mark) => w.x("ground-not-mark", mark_in_words(mark.entry, mark.region, w)),
        // These never speak against.
        Ground::Name { .. } | Ground::Face { .. } => said(ground, w),
    }
}

fn mark_in_words(entry: &str, region: Option<&str>, w: Words) -> String {
    let entry = w.word("mark", entry);
    match region {
        Some(region) => w.xy("mark-in", entry, w.word("mark-region", region)),
        None => entry,
    }
}

/// Why nothing was searched, in words.
fn refused(why: NotSearched, w: Words) -> Result<String, DeskError> {
    Ok(w.t(match why {
        NotSearched::Absent => return Err(DeskError::NotFound),
        NotSearched::Gone => "search-refused-gone",
        NotSearched::NoConsent => "search-refused-consent",
        NotSearched::Why => "search-refused-why",
    }))
}

/// Whether she may be told what was coded.
async fn may_see_coded(desk: &Desk, visit: &Visit) -> Result<bool, DeskError> {
    Ok(desk.backend.coding().await?.is_done_with_all(&visit.viewer()?.account))
}

/// Searches, and leads to what was found.
pub(crate) async fn search(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let report: MissingId = part(&id)?;
    let faces = fields.get("faces") == "yes";
    if faces && !visit.viewer()?.may(Right::CompareFaces) {
        return Err(DeskError::Forbidden);
    }
    let request = SearchRequest {
        report: report.clone(),
        purpose: fields.get("purpose").trim().to_owned(),
        faces,
        kept: fields.get("kept") == "yes",
        coded: may_see_coded(&desk, &visit).await?,
    };
    match desk.backend.search_for(&visit.token, request).await? {
        Ok(entry) => Ok(Redirect::to(&format!("/searches/{entry}")).into_response()),
        Err(why) => {
            let wrong = Some(refused(why, visit.words)?);
            shown(&desk, &visit, &report, Shown { wrong, ..Shown::default() }).await
        }
    }
}

/// What a search of hers found, as the archive stands now.
pub(crate) async fn found(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(entry): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let coded = may_see_coded(&desk, &visit).await?;
    let entry: u64 = part(&entry)?;
    let found = match desk.backend.searched(&visit.token, entry, coded).await? {
        Ok(found) => found,
        Err(NotSearched::Absent) => return Err(DeskError::NotFound),
        // A consent was withdrawn since, or what was said erased: the report's page says so.
        Err(why) => {
            let room = desk.backend.missing().await?;
            let search = room.searches.iter().find(|one| one.entry == entry).ok_or(DeskError::NotFound)?;
            let wrong = Some(refused(why, visit.words)?);
            return shown(&desk, &visit, &search.search.report, Shown { wrong, ..Shown::default() }).await;
        }
    };
    let query = query.unwrap_or_default();
    let page = field(&query, "page").and_then(|page| page.parse().ok()).unwrap_or(1);
    // What was chosen holds over the pages; whoever was not found is not taken.
    let asked = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name == "people");
    let mut chosen: Vec<IndividualId> = asked.filter_map(|(_, one)| one.parse().ok()).collect();
    let mut seen = std::collections::BTreeSet::new();
    chosen.retain(|one| {
        found.people.iter().any(|person| person.row.individual == *one) && seen.insert(one.clone())
    });
    let pages = Pages::of(found.people.len() as u64, ROWS, page);
    let names = names_of(&desk, &found.recorded.search.report).await?;
    let title = visit.words.t("search-found");
    let page = Found {
        page: Page::new(&desk, &visit, "missing", title),
        found,
        names,
        closed: !coded,
        chosen,
        pages,
    };
    Ok(html(StatusCode::OK, page.render()))
}

/// Two names at most of the one who is missing.
async fn names_of(desk: &Desk, report: &MissingId) -> Result<Vec<String>, DeskError> {
    let room = desk.backend.missing().await?;
    let names = room.get(report).and_then(|known| known.person.here()).map(MissingPerson::names);
    Ok(names.unwrap_or_default().into_iter().take(2).map(str::to_owned).collect())
}

/// The searches that are kept, and who is new to each.
pub(crate) async fn kept(State(desk): State<Arc<Desk>>, visit: Visit) -> Result<Response, DeskError> {
    let mut kept = Vec::new();
    for one in desk.backend.kept_searches().await?.into_iter().rev() {
        let names = names_of(&desk, &one.recorded.search.report).await?;
        kept.push((one, names));
    }
    let page = Kept { page: Page::new(&desk, &visit, "missing", visit.words.t("searches-title")), kept };
    Ok(html(StatusCode::OK, page.render()))
}

/// Lets a kept search go.
pub(crate) async fn let_go(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(entry): Path<String>,
) -> Result<Response, DeskError> {
    let gone = desk.backend.let_search_go(&visit.token, part(&entry)?).await?;
    gone.map_err(|_| DeskError::NotFound)?;
    Ok(Redirect::to("/searches").into_response())
}

/// What comparing faces is and is not.
pub(crate) async fn about_faces(State(desk): State<Arc<Desk>>, visit: Visit) -> Result<Response, DeskError> {
    let page = Page::new(&desk, &visit, "missing", visit.words.t("faces-title"));
    Ok(html(StatusCode::OK, AboutFaces { page, describes: desk.backend.describes_faces() }.render()))
}
