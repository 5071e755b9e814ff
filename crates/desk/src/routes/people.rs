//! People as they were decided: the list of them, by state, by branch, by the work that they make.

use std::collections::BTreeSet;
use std::sync::Arc;

use amana_model::{Digest, Fact, IndividualState, Number, Places};
use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::Pages;
use crate::Desk;
use crate::error::DeskError;
use crate::guard::Visit;
use crate::look::{IndividualRow, contradicts, is_described};
use crate::page::{Page, html};
use crate::show;
use crate::show::person::may_be_detainee;
use crate::show::place::held_by;

/// Individuals on a page.
const ROWS: u64 = 50;
/// Photographs of a person shown as a strip in the list.
const STRIP: usize = 6;

/// People by the work that they make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WorkOn {
    /// Their numbers contradict.
    Contradictions,
    /// Something about their numbers is unusual.
    Unusual,
    /// Category, sex or age band is not said.
    Description,
    /// All three are said.
    Described,
}

impl WorkOn {
    const ALL: [Self; 4] = [Self::Contradictions, Self::Unusual, Self::Description, Self::Described];

    fn word(self) -> &'static str {
        match self {
            Self::Contradictions => "contradictions",
            Self::Unusual => "unusual",
            Self::Description => "description",
            Self::Described => "described",
        }
    }

    fn is_of(self, row: &IndividualRow) -> bool {
        match self {
            Self::Contradictions => contradicts(row),
            Self::Unusual => !row.unusual.is_empty(),
            Self::Description => !is_described(row),
            Self::Described => is_described(row),
        }
    }
}

#[derive(Template)]
#[template(path = "people.html")]
struct People {
    page: Page,
    rows: Vec<IndividualRow>,
    /// State → how many, in the order of the page.
    states: Vec<(&'static str, u64)>,
    asked: Asked,
    places: Places,
    pages: Pages,
    waiting: Option<u64>,
    /// People about whose numbers something is unusual.
    unusual: u64,
    /// Of the photographs shown, those without a picture.
    without: BTreeSet<Digest>,
}

/// Which people the list shows.
#[derive(Default)]
struct Asked {
    state: Option<IndividualState>,
    /// Only those with this branch number settled.
    branch: Option<Number>,
    /// Only those that make this work.
    work: Option<WorkOn>,
    /// Only those of whom a list brought something that still counts.
    list: Option<Digest>,
    page: u64,
}

impl People {
    fn strip<'a>(&self, row: &'a IndividualRow) -> Vec<&'a Digest> {
        row.photographs.iter().take(STRIP).collect()
    }

    fn has_picture(&self, photograph: &Digest) -> bool {
        !self.without.contains(photograph)
    }

    fn is_chosen(&self, state: &str) -> bool {
        self.asked.state.map_or("", IndividualState::word) == state
    }

    /// The list in one state, or in any, with the branch that is asked for.
    fn of_state(&self, state: &str) -> String {
        self.address(state, None)
    }

    fn at(&self, page: u64) -> String {
        self.address(self.asked.state.map_or("", IndividualState::word), Some(page))
    }

    fn address(&self, state: &str, page: Option<u64>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if let Some(branch) = &self.asked.branch {
            query.append_pair("branch", branch.as_str());
        }
        if let Some(work) = self.asked.work {
            query.append_pair("work", work.word());
        }
        if let Some(list) = self.asked.list {
            query.append_pair("list", &list.to_string());
        }
        if !state.is_empty() {
            query.append_pair("state", state);
        }
        if let Some(page) = page {
            query.append_pair("page", &page.to_string());
        }
        let query = query.finish();
        if query.is_empty() { "/people".into() } else { format!("/people?{query}") }
    }

    /// Whether numbers agree and there are any: then they stand for the person.
    fn is_numbered(&self, row: &IndividualRow) -> bool {
        row.state != IndividualState::NumbersDiffer && !row.numbers.is_empty()
    }

    /// Whether a state is to be seen to. That soldiers and civilians bear no numbers is as it should be.
    fn is_flagged(&self, row: &IndividualRow) -> bool {
        let numberless = row.facts.get(&Fact::Category).is_some_and(|of| of == "soldier" || of == "civilian");
        match row.state {
            IndividualState::Accepted => false,
            IndividualState::WithoutNumbers => !numberless,
            IndividualState::NumbersDiffer | IndividualState::SameAsAnother => true,
        }
    }

    /// What is unusual about a person's numbers, in sentences.
    fn unusual(&self, row: &IndividualRow) -> Vec<String> {
        row.unusual.iter().map(|one| show::unusual::said(one, self.page.words)).collect()
    }

    /// Who held a person according to the numbers, where they do not contradict each other.
    fn held(&self, row: &IndividualRow) -> Option<String> {
        let number = row.numbers.branch.as_ref().filter(|_| row.state != IndividualState::NumbersDiffer)?;
        held_by(number, &self.places, self.page.words).filter(|_| may_be_detainee(row))
    }
}

/// The list of individuals.
pub(crate) async fn list(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let asked = read(&query.unwrap_or_default()).ok_or(DeskError::BadRequest)?;
    let places = desk.backend.places().await?.places;
    let mut all = desk.backend.individuals().await?;
    let unusual = all.iter().filter(|row| WorkOn::Unusual.is_of(row)).count() as u64;
    all.retain(|row| asked.branch.is_none() || row.numbers.branch == asked.branch);
    all.retain(|row| asked.work.is_none_or(|work| work.is_of(row)));
    if let Some(list) = asked.list {
        let known = desk.backend.lists_taken_over().await?;
        let known = known.iter().find(|known| known.list == list).ok_or(DeskError::NotFound)?;
        all.retain(|row| known.individuals.contains(&row.individual));
    }
    let count = |state: IndividualState| all.iter().filter(|row| row.state == state).count() as u64;
    let states = IndividualState::ALL.map(|state| (state.word(), count(state))).to_vec();
    let rows: Vec<IndividualRow> =
        all.into_iter().filter(|row| asked.state.is_none_or(|state| row.state == state)).collect();
    let pages = Pages::of(rows.len() as u64, ROWS, asked.page);
    let rows: Vec<_> = rows.into_iter().skip(pages.from as usize).take(ROWS as usize).collect();
    let shown: Vec<Digest> =
        rows.iter().flat_map(|row| row.photographs.iter().take(STRIP).copied()).collect();
    let without = desk.backend.without_picture(&shown).await?;
    let page = Page::new(&desk, &visit, "people", visit.words.t("nav-people"));
    let waiting = match page.may_decide() {
        true => Some(desk.backend.groups().await?.iter().filter(|(_, waits)| *waits).count() as u64),
        false => None,
    };
    let waiting = waiting.filter(|count| *count > 0);
    let people = People { page, rows, states, asked, places, pages, waiting, unusual, without };
    Ok(html(StatusCode::OK, people.render()))
}

fn read(query: &str) -> Option<Asked> {
    let mut asked = Asked { page: 1, ..Asked::default() };
    for (name, value) in form_urlencoded::parse(query.as_bytes()).filter(|(_, value)| !value.is_empty()) {
        match name.as_ref() {
            "state" => {
                asked.state = Some(IndividualState::ALL.into_iter().find(|state| state.word() == value)?);
            }
            "work" => asked.work = Some(WorkOn::ALL.into_iter().find(|work| work.word() == value)?),
            "list" => asked.list = Some(value.parse().ok()?),
            "branch" => asked.branch = Some(Number::parse(&value).ok()?),
            "page" => asked.page = value.parse().ok().filter(|page| (1..=10_000_000).contains(page))?,
            _ => {}
        }
    }
    Some(asked)
}
