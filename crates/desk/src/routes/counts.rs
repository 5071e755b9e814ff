//! Counts: each number with its definition, its denominator and what is missing; each opens what it counts.

use std::sync::Arc;

use amana_model::{CountUnit, Definition, DefinitionId};
use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::{Pages, part};
use crate::Desk;
use crate::backend::count::{
    Breakdown, Chain, Count, Dimension, LogHead, Step, UnitId, conditions, count, counts, ratio,
};
use crate::error::DeskError;
use crate::guard::Visit;
use crate::page::{Page, html};
use crate::query::field;

/// Units on a page.
const ROWS: u64 = 200;
/// What stands in the address for the row of what cannot be told.
const UNTOLD: &str = "-";

/// A count with what it is divided by.
struct Shown {
    count: Count,
    ratio: Option<f64>,
}

/// One line of the way from paths to people: a number, or what a step changes.
enum Line {
    Number(CountUnit, u64),
    Step(Step),
}

#[derive(Template)]
#[template(path = "counts.html")]
struct List {
    page: Page,
    counts: Vec<Shown>,
    chain: Vec<Line>,
    most: u64,
    log: LogHead,
}

impl List {
    /// Where a bar begins and how long it is, in thousandths of the longest.
    fn bar(&self, at: &usize) -> (u64, u64) {
        let mut number = 0_i64;
        for (place, line) in self.chain.iter().enumerate() {
            let (from, to) = match line {
                Line::Number(_, n) => (0, *n as i64),
                Line::Step(step) => (number, number + step.change),
            };
            if place == *at {
                let share = |n: i64| (n.max(0) as u64).saturating_mul(1000) / self.most.max(1);
                return (share(from.min(to)), share(from.max(to)) - share(from.min(to)));
            }
            number = to;
        }
        (0, 0)
    }
}

#[derive(Template)]
#[template(path = "count.html")]
struct Sheet {
    page: Page,
    shown: Shown,
    asks: String,
    /// By what the count is parted, with its rows.
    parted: Option<Breakdown>,
    dimensions: Vec<Dimension>,
    /// The row that is opened.
    row: Option<String>,
    units: Vec<UnitId>,
    pages: Pages,
}

impl Sheet {
    fn definition(&self) -> &Definition {
        &self.shown.count.definition
    }

    fn by(&self) -> &'static str {
        self.parted.as_ref().map_or("", |parted| parted.by.word())
    }

    fn is_by(&self, dimension: &Dimension) -> bool {
        self.by() == dimension.word()
    }

    fn most(&self) -> u64 {
        let rows = self.parted.iter().flat_map(|parted| &parted.rows);
        rows.map(|row| row.number).max().unwrap_or(0).max(1)
    }

    fn width(&self, number: &u64) -> u64 {
        number * 1000 / self.most()
    }

    /// A row's word in the address.
    fn word(value: &Option<String>) -> &str {
        value.as_deref().unwrap_or(UNTOLD)
    }

    fn label(&self, value: &Option<String>) -> String {
        let w = self.page.words;
        let Some(value) = value else { return w.t("count-untold") };
        let fact = match self.by() {
            "category" => "category",
            "sex" => "sex",
            "age-band" => "age-band",
            _ => return crate::words::left_to_right(value),
        };
        w.word(fact, value)
    }

    fn address(&self, row: &str, page: u64) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if !self.by().is_empty() {
            query.append_pair("by", self.by());
        }
        if !row.is_empty() {
            query.append_pair("row", row);
        }
        if page > 1 {
            query.append_pair("page", &page.to_string());
        }
        format!("/counts/{}?{}#units", self.definition().definition, query.finish())
    }

    fn link(unit: &UnitId) -> Option<String> {
        match unit {
            UnitId::Content(digest) => Some(format!("/photographs/{digest}")),
            UnitId::Person(individual) => Some(format!("/people/{individual}")),
            UnitId::Occurrence(_) => None,
        }
    }

    fn short(unit: &UnitId) -> String {
        match unit {
            UnitId::Content(digest) => crate::show::short(digest),
            other => other.to_string(),
        }
    }
}

#[derive(Template)]
#[template(path = "count_step.html")]
struct StepPage {
    page: Page,
    step: Step,
    units: Vec<UnitId>,
    pages: Pages,
}

/// The units that one step of the way from paths to people takes away or adds.
pub(crate) async fn step(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(why): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let (_, snapshot) = desk.backend.counting().await?;
    let mut steps = Chain::of(&snapshot).links.into_iter().flat_map(|(_, _, steps)| steps);
    let step = steps.find(|step| step.why.word() == why).ok_or(DeskError::NotFound)?;
    let number = field(&query.unwrap_or_default(), "page").and_then(|page| page.parse().ok()).unwrap_or(1);
    let pages = Pages::of(step.units.len() as u64, ROWS, number);
    let page = StepPage {
        page: Page::new(&desk, &visit, "counts", visit.words.word("step", step.why.word())),
        units: step.units.iter().skip(pages.from as usize).take(ROWS as usize).cloned().collect(),
        step,
        pages,
    };
    Ok(html(StatusCode::OK, page.render()))
}

/// Every definition, counted now, and the way from paths to people.
pub(crate) async fn list(State(desk): State<Arc<Desk>>, visit: Visit) -> Result<Response, DeskError> {
    let (definitions, snapshot) = desk.backend.counting().await?;
    let log = snapshot.log.clone();
    // On a thread beside those that serve others: a large archive takes a moment.
    let count_all = move || (counts(definitions.latest(), &snapshot), Chain::of(&snapshot));
    let counted = tokio::task::spawn_blocking(count_all).await;
    let (counted, chain) = counted.map_err(|error| DeskError::Failed(error.to_string()))?;
    let mut lines = Vec::new();
    for (unit, number, steps) in chain.links {
        lines.extend(steps.into_iter().map(Line::Step));
        lines.push(Line::Number(unit, number));
    }
    let number = |line: &Line| if let Line::Number(_, n) = line { *n } else { 0 };
    let over = |of: &Count| {
        let over =
            counted.iter().find(|one| Some(&one.definition.definition) == of.definition.over.as_ref())?;
        ratio(of, over).value
    };
    let shown = |one: &Count| Shown { ratio: over(one), count: one.clone() };
    let page = List {
        page: Page::new(&desk, &visit, "counts", visit.words.t("nav-counts")),
        counts: counted.iter().map(shown).collect(),
        most: lines.iter().map(number).max().unwrap_or(1),
        chain: lines,
        log,
    };
    Ok(html(StatusCode::OK, page.render()))
}

/// One definition: in words, counted, parted into rows, and the units behind the number.
pub(crate) async fn sheet(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let id: DefinitionId = part(&id)?;
    let (definitions, snapshot) = desk.backend.counting().await?;
    let definition = definitions.get(&id).ok_or(DeskError::NotFound)?;
    let query = query.unwrap_or_default();
    let field = |wanted: &str| field(&query, wanted);
    let by = field("by");
    let dimension = |word: &String| Dimension::ALL.into_iter().find(|one| one.word() == word);
    let by = by.map(|word| dimension(&word).ok_or(DeskError::BadRequest)).transpose()?;
    let parted = by.map(|by| Breakdown::of(definition, &snapshot, by)).transpose();
    let parted = parted.map_err(|_| DeskError::BadRequest)?;
    let counted = count(definition, &snapshot);
    let row = field("row");
    let units = match (&row, &parted) {
        (Some(row), Some(parted)) => {
            let known = parted.rows.iter().find(|known| Sheet::word(&known.value) == row);
            known.map(|known| known.units.clone()).ok_or(DeskError::NotFound)?
        }
        _ => counted.units.clone(),
    };
    let number = field("page").and_then(|page| page.parse().ok()).unwrap_or(1);
    let pages = Pages::of(units.len() as u64, ROWS, number);
    let over = definition.over.as_ref().and_then(|over| definitions.get(over));
    let page = Sheet {
        page: Page::new(&desk, &visit, "counts", visit.words.both(&definition.title).to_owned()),
        asks: conditions(&definition.conditions),
        dimensions: Dimension::ALL
            .into_iter()
            .filter(|by| *by != Dimension::Photographs || definition.counts == CountUnit::People)
            .collect(),
        units: units.into_iter().skip(pages.from as usize).take(ROWS as usize).collect(),
        shown: Shown {
            ratio: over.and_then(|over| ratio(&counted, &count(over, &snapshot)).value),
            count: counted,
        },
        parted,
        row,
        pages,
    };
    Ok(html(StatusCode::OK, page.render()))
}
