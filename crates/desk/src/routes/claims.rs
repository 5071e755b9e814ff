//! Claims of families on people: the list of what waits, and one claim with its evidence, its levels and what the family was told.
//!
//! These pages are the team's. No page that a family sees tells that another family claims anybody.

use std::collections::BTreeMap;
use std::sync::Arc;

use amana_model::{
    Bearing, Claim, ClaimId, ClaimLevel, ClaimStanding, Conflict, EvidenceKind, IndividualId, MissingId,
    Numbers, ProposedState, SealedStatement, ToldWay,
};
use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::{Pages, part};
use crate::Desk;
use crate::backend::{ClaimQueue, ClaimsRoom, Right, Told, ToldWords};
use crate::error::DeskError;
use crate::guard::{Fields, Visit};
use crate::page::{Page, html};
use crate::query::field;
use crate::words::{Words, on_a_card};

/// Claims, or conflicts of claims, on one page of the list.
const ROWS: u64 = 100;

/// A claim as lists have it.
pub(super) struct Row {
    pub(super) claim: ClaimId,
    pub(super) standing: ClaimStanding,
    pub(super) report: MissingId,
    /// The first name of whoever is missing, if it can be read.
    pub(super) name: Option<String>,
    pub(super) individual: IndividualId,
    pub(super) numbers: Option<Numbers>,
    pub(super) queues: Vec<ClaimQueue>,
}

impl Row {
    /// Who is claimed, as people are called.
    pub(super) fn called(&self) -> String {
        self.numbers.as_ref().map_or_else(|| self.individual.to_string(), on_a_card)
    }
}

/// The numbers of everybody who has some.
pub(super) async fn numbers(desk: &Desk) -> Result<BTreeMap<IndividualId, Numbers>, DeskError> {
    let rows = desk.backend.individuals().await?.into_iter();
    let numbered = rows.filter(|row| !row.numbers.is_empty());
    Ok(numbered.map(|row| (row.individual, row.numbers)).collect())
}

/// The most people who are offered for a claim.
const BROUGHT_UP: usize = 40;

/// Whom viewings and searches of a report brought up, those of viewings first, each once.
pub(super) fn brought_up(
    report: &MissingId,
    claimed: &ClaimsRoom,
    viewings: &amana_model::Viewings,
    numbers: &BTreeMap<IndividualId, Numbers>,
) -> Vec<(IndividualId, String, bool)> {
    let seen = viewings.of_report(report).into_iter().flat_map(|viewing| &viewing.faces);
    let seen = seen.filter(|face| !face.planned.look_alike).map(|face| (&face.planned.individual, true));
    let searches = claimed.missing.searches.iter().rev().filter(|one| one.search.report == *report);
    let found = searches.flat_map(|one| &one.search.matched).map(|individual| (individual, false));
    let mut known = std::collections::BTreeSet::new();
    let mut all = Vec::new();
    for (individual, viewed) in seen.chain(found) {
        let now = claimed.people.root(individual).clone();
        let free = claimed.claims.may_open(report, &now, &claimed.people).is_ok();
        if free && known.insert(now.clone()) && all.len() < BROUGHT_UP {
            let called = numbers.get(&now).map(ToString::to_string).unwrap_or_default();
            all.push((now, called, viewed));
        }
    }
    all
}

/// Claims as lists have them.
pub(super) fn rows<'a>(
    claims: impl IntoIterator<Item = &'a Claim>,
    room: &ClaimsRoom,
    numbers: &BTreeMap<IndividualId, Numbers>,
) -> Vec<Row> {
    let row = |claim: &Claim| {
        let individual = room.people.root(&claim.individual).clone();
        Row {
            claim: claim.claim.clone(),
            standing: claim.standing(),
            report: claim.report.clone(),
            name: name(room, &claim.report),
            numbers: numbers.get(&individual).cloned(),
            individual,
            queues: room.queues_of(&claim.claim),
        }
    };
    claims.into_iter().map(row).collect()
}

/// The first name of whom a report is about, if it can be read.
pub(super) fn name(room: &ClaimsRoom, report: &MissingId) -> Option<String> {
    room.missing.get(report)?.person.here()?.names().first().map(|name| (*name).to_owned())
}

#[derive(Template)]
#[template(path = "claims.html")]
struct List {
    page: Page,
    rows: Vec<Row>,
    /// Queue → how many wait.
    queues: Vec<(ClaimQueue, u64)>,
    asked: Option<ClaimQueue>,
    conflicts: Vec<(Conflict, Vec<Row>)>,
    pages: Pages,
    all: u64,
}

impl List {
    /// The address of a page of this list, up to its number.
    fn before_page(&self) -> String {
        let waits = self.asked.map(|queue| format!("waits={}&", queue.word())).unwrap_or_default();
        format!("/claims?{waits}page=")
    }

    fn is_asked(&self, queue: &ClaimQueue) -> bool {
        self.asked == Some(*queue)
    }
}

/// Every claim, or those that wait for something.
pub(crate) async fn list(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let query = query.unwrap_or_default();
    let asked = match field(&query, "waits").filter(|word| !word.is_empty()) {
        Some(word) => Some(ClaimQueue::from_word(&word).ok_or(DeskError::BadRequest)?),
        None => None,
    };
    let room = desk.backend.claims().await?;
    let numbers = numbers(&desk).await?;
    let queues = ClaimQueue::ALL.map(|queue| (queue, room.waiting(queue).len() as u64)).to_vec();
    let chosen: Vec<&Claim> = match asked {
        Some(queue) => room.waiting(queue),
        None => room.claims.all().iter().rev().collect(),
    };
    let wanted = field(&query, "page").and_then(|page| page.parse().ok()).unwrap_or(1);
    let count = match asked {
        Some(ClaimQueue::Conflicts) => room.conflicts.len(),
        _ => chosen.len(),
    };
    let pages = Pages::of(count as u64, ROWS, wanted);
    let (from, most) = (pages.from as usize, ROWS as usize);
    let of = |conflict: &Conflict| {
        let claims = conflict.claims.iter().filter_map(|claim| room.claims.get(claim));
        (conflict.clone(), rows(claims, &room, &numbers))
    };
    let conflicts = match asked {
        Some(ClaimQueue::Conflicts) => room.conflicts.iter().skip(from).take(most).map(of).collect(),
        _ => Vec::new(),
    };
    let page = List {
        page: Page::new(&desk, &visit, "claims", visit.words.t("claims-title")),
        rows: rows(chosen.into_iter().skip(from).take(most), &room, &numbers),
        pages,
        queues,
        asked,
        conflicts,
        all: room.claims.all().len() as u64,
    };
    Ok(html(StatusCode::OK, page.render()))
}

/// What a page shows beside the claim as it stands.
#[derive(Default)]
pub(super) struct Shown {
    pub(super) wrong: Option<String>,
    /// What was typed, and not recorded.
    pub(super) typed: Fields,
}

/// One claim.
#[derive(Template)]
#[template(path = "claim.html")]
struct Sheet {
    page: Page,
    claim: Claim,
    row: Row,
    /// Whether what the family says is lost, and not erased.
    lost: bool,
    /// What the family says of the missing person: label and text.
    said: Vec<(&'static str, String)>,
    words: ToldWords,
    conflicts: Vec<(Conflict, Vec<Row>)>,
    others: Vec<Row>,
    photographs: u64,
    families: bool,
    reviews: bool,
    /// Whether the proposal that waits is hers.
    hers: bool,
    /// Whether she opened it or recorded its evidence, and is not its first reviewer.
    involved: bool,
    shown: Shown,
}

impl Sheet {
    fn told(&self, sealed: &SealedStatement) -> String {
        let w = self.page.words;
        match self.words.get(&sealed.sealed) {
            // Recognised in a viewing, and nothing named.
            Some(Told::Here(said)) if said.words.is_empty() => w.t("claim-no-words"),
            Some(Told::Here(said)) => said.words.clone(),
            Some(Told::Erased) => w.t("missing-erased"),
            Some(Told::Lost) | None => w.t("missing-lost"),
        }
    }

    fn typed(&self, name: &str) -> &str {
        self.shown.typed.get(name)
    }

    fn is_typed(&self, name: &str, value: &str) -> bool {
        self.shown.typed.get(name) == value
    }

    /// Every level, each with what it lacks.
    fn levels(&self) -> Vec<(ClaimLevel, Option<String>)> {
        let lacks = |level: ClaimLevel| {
            self.claim.may_reach(level).err().map(|short| self.page.words.word("shortfall", short.word()))
        };
        ClaimLevel::ALL.into_iter().map(|level| (level, lacks(level))).collect()
    }

    /// The answer of the second reviewer, and the word for it.
    fn answer<'a>(&self, state: &'a ProposedState) -> Option<(&'static str, &'a amana_model::LevelAnswer)> {
        match state {
            ProposedState::Agreed(answer) => Some(("agreed", answer)),
            ProposedState::Disputed(answer) => Some(("disputed", answer)),
            ProposedState::Waits | ProposedState::Overtaken => None,
        }
    }

    fn is_overtaken(&self, state: &ProposedState) -> bool {
        *state == ProposedState::Overtaken
    }
}

/// Why nothing was recorded, in words.
pub(super) fn refused(why: &amana_model::NotClaimed, w: Words) -> String {
    use amana_model::NotClaimed;
    match why {
        NotClaimed::NotBorne(short) => {
            format!("{} {}", w.word("shortfall", short.word()), w.t("claim-nothing-recorded"))
        }
        NotClaimed::Changed(entry) => w.x("claim-refused-changed", w.number(*entry)),
        other => w.t(match other {
            NotClaimed::Already => "claim-refused-already",
            NotClaimed::Erased => "missing-refused-erased",
            NotClaimed::Involved => "claim-refused-involved",
            NotClaimed::SamePerson => "claim-refused-same-person",
            NotClaimed::NothingProposed => "claim-refused-nothing-proposed",
            NotClaimed::Withdrawn => "claim-refused-withdrawn",
            NotClaimed::Future => "claim-refused-future",
            NotClaimed::File => "claim-refused-file",
            NotClaimed::Why => "claim-refused-why",
            _ => "claim-refused-absent",
        }),
    }
}

/// The page of one claim.
pub(crate) async fn sheet(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, DeskError> {
    shown(&desk, &visit, &part(&id)?, Shown::default()).await
}

pub(super) async fn shown(
    desk: &Desk,
    visit: &Visit,
    id: &ClaimId,
    shown: Shown,
) -> Result<Response, DeskError> {
    let room = desk.backend.claims().await?;
    let claim = room.claims.get(id).ok_or(DeskError::NotFound)?.clone();
    let numbers = numbers(desk).await?;
    let one = |claim: &Claim| rows([claim], &room, &numbers).remove(0);
    let of = |conflict: &Conflict| {
        let claims = conflict.claims.iter().filter(|other| *other != id);
        let claims: Vec<&Claim> = claims.filter_map(|claim| room.claims.get(claim)).collect();
        (conflict.clone(), rows(claims, &room, &numbers))
    };
    let others = room.claims.on_individual(&claim.individual, &room.people).into_iter();
    let viewer = visit.viewer()?;
    let person = room.missing.get(&claim.report).map(|report| &report.person);
    let lost = matches!(person, Some(Told::Lost));
    let person = person.and_then(Told::here);
    let status = if shown.wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = Sheet {
        page: Page::new(desk, visit, "claims", visit.words.foreign("claim-title", &claim.claim)),
        row: one(&claim),
        lost,
        said: person.map(|person| super::missing::said(person, visit.words)).unwrap_or_default(),
        words: desk.backend.claim_words(&room, &claim).await?,
        conflicts: room.conflicts_of(id).map(of).collect(),
        others: rows(others.filter(|other| other.claim != *id), &room, &numbers),
        photographs: room.people.photographs(&claim.individual).len() as u64,
        families: viewer.may(Right::Families),
        reviews: viewer.may(Right::ReviewClaims),
        involved: claim.is_of(&viewer.account),
        hers: claim.waiting().is_some_and(|waiting| waiting.account == viewer.account),
        claim,
        shown,
    };
    Ok(html(status, page.render()))
}
