//! Counts: each number with its definition, its denominator and what is missing; each opens what it counts.

use std::sync::Arc;

use amana_model::{CodedCondition, CountUnit, Definition, DefinitionId};
use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::{Pages, part};
use crate::Desk;
use crate::backend::count::{
    Breakdown, Chain, Count, Criterion, Dimension, LogHead, Snapshot, Step, UnitId, Verdict, conditions,
    count, counts, facts, ratio, verdicts,
};
use crate::error::DeskError;
use crate::guard::Visit;
use crate::page::{Page, html};
use crate::query::field;
use crate::words::Plain;

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

/// Which of a count's numbers is opened.
enum Opened {
    /// What is counted.
    Counted,
    /// One row of the count, by the word of its value.
    Row(String),
    /// All units of the kind.
    All,
    /// What cannot be told; for one reason or in all.
    Missing(Option<String>),
    /// What is left out; for one reason or in all.
    LeftOut(Option<String>),
}

impl Opened {
    fn of(query: &str) -> Result<Self, DeskError> {
        let by = || field(query, "criterion");
        match (field(query, "verdict").as_deref(), field(query, "row")) {
            (None, None) => Ok(Self::Counted),
            (None, Some(row)) => Ok(Self::Row(row)),
            (Some("all"), None) => Ok(Self::All),
            (Some("missing"), None) => Ok(Self::Missing(by())),
            (Some("left-out"), None) => Ok(Self::LeftOut(by())),
            _ => Err(DeskError::BadRequest),
        }
    }

    /// What stands in the address for it.
    fn fields(&self) -> Vec<(&'static str, &str)> {
        match self {
            Self::Counted => Vec::new(),
            Self::Row(row) => vec![("row", row)],
            Self::All => vec![("verdict", "all")],
            Self::Missing(by) => with("missing", by),
            Self::LeftOut(by) => with("left-out", by),
        }
    }

    /// The units behind the number; `None` if there is no such number.
    fn units(&self, counted: &Count, parted: Option<&Breakdown>, snapshot: &Snapshot) -> Option<Vec<UnitId>> {
        let is = |verdict: Verdict| match (self, verdict) {
            (Self::All, _) => true,
            (Self::Missing(by), Verdict::Missing(of)) | (Self::LeftOut(by), Verdict::LeftOut(of)) => {
                by.as_ref().is_none_or(|by| of.word() == by)
            }
            _ => false,
        };
        match self {
            Self::Counted => Some(counted.units.clone()),
            Self::Row(row) => {
                let known = parted?.rows.iter().find(|known| Sheet::word(&known.value) == row)?;
                Some(known.units.clone())
            }
            _ => {
                let told = verdicts(&counted.definition, snapshot).into_iter();
                Some(told.filter(|(_, verdict)| is(*verdict)).map(|(unit, _)| unit).collect())
            }
        }
    }
}

/// A verdict in the address, with its reason if one is asked for.
fn with<'a>(verdict: &'static str, by: &'a Option<String>) -> Vec<(&'static str, &'a str)> {
    let by = by.iter().map(|by| ("criterion", by.as_str()));
    [("verdict", verdict)].into_iter().chain(by).collect()
}

#[derive(Template)]
#[template(path = "counts.html")]
struct List {
    page: Page,
    counts: Vec<Shown>,
    chain: Vec<Line>,
    most: u64,
    log: LogHead,
    /// Whether what experts coded is kept from the viewer.
    closed: bool,
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
    opened: Opened,
    units: Vec<UnitId>,
    pages: Pages,
}

impl Sheet {
    fn definition(&self) -> &Definition {
        &self.shown.count.definition
    }

    /// What is asked of what experts coded, and what becomes of what they could not tell.
    fn coded(&self) -> Vec<String> {
        let w = self.page.words;
        let told = |asked: CodedCondition<'_>| {
            let values: Vec<String> = asked.values().map(|value| w.word(asked.entry, value)).collect();
            let values =
                if values.is_empty() { w.t("count-coded-none") } else { values.join(&w.t("count-or")) };
            let becomes =
                |counts: bool| w.t(if counts { "count-coded-counted" } else { "count-coded-missing" });
            let asks = w.xy("count-coded", w.word("dimension-coded", asked.entry), values);
            let rest = w.xy(
                "count-coded-rest",
                becomes(asked.counts_not_assessable()),
                becomes(asked.counts_not_coded()),
            );
            format!("{asks} {rest}")
        };
        self.definition().conditions.coded().into_iter().map(told).collect()
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
            "sex" | "coded-sex" => "sex",
            "age-band" | "coded-age-band" => "age-band",
            _ => return crate::words::left_to_right(value),
        };
        w.word(fact, value)
    }

    fn address(&self, opened: &Opened, page: u64) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if !self.by().is_empty() {
            query.append_pair("by", self.by());
        }
        query.extend_pairs(opened.fields());
        if page > 1 {
            query.append_pair("page", &page.to_string());
        }
        format!("/counts/{}?{}#units", self.definition().definition, query.finish())
    }

    /// Where the units of the number that is opened go on.
    fn turned(&self, page: impl Plain<u64>) -> String {
        self.address(&self.opened, page.plain())
    }

    /// Where all counted are, or all of the kind.
    fn counted(&self) -> String {
        self.address(&Opened::Counted, 1)
    }

    fn all(&self) -> String {
        self.address(&Opened::All, 1)
    }

    /// Where a row's units are.
    fn row(&self, value: &Option<String>) -> String {
        self.address(&Opened::Row(Self::word(value).to_owned()), 1)
    }

    /// Where the units are of which a reason does not hold, or cannot be told.
    fn missing(&self, by: Option<&Criterion>) -> String {
        self.address(&Opened::Missing(by.map(|by| by.word().to_owned())), 1)
    }

    fn left_out(&self, by: &Criterion) -> String {
        self.address(&Opened::LeftOut(Some(by.word().to_owned())), 1)
    }

    /// What the units shown are: what is missing or left out never stands under "what is counted".
    fn heading(&self) -> String {
        let w = self.page.words;
        let told = |key: &str, by: &Option<String>| match by {
            Some(by) => format!("{}: {}", w.t(key), w.word("criterion", by)),
            None => w.t(key),
        };
        match &self.opened {
            Opened::Counted | Opened::Row(_) => w.t("count-units"),
            Opened::All => w.t("count-all-units"),
            Opened::Missing(by) => told("count-missing", by),
            Opened::LeftOut(by) => told("count-left-out", by),
        }
    }

    /// The row whose units are shown.
    fn row_shown(&self) -> Option<String> {
        match &self.opened {
            Opened::Row(row) => Some(self.label(&Some(row.clone()).filter(|row| row != UNTOLD))),
            _ => None,
        }
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

/// Instead of a count of what experts coded, for who has still to code.
#[derive(Template)]
#[template(path = "count_closed.html")]
struct ClosedPage {
    page: Page,
    definition: Definition,
}

/// Whether what experts coded may be counted before somebody: not while she has people to code herself.
pub(super) async fn sees_coded(desk: &Desk, visit: &Visit) -> Result<bool, DeskError> {
    Ok(desk.backend.coding().await?.is_done_with_all(&visit.viewer()?.account))
}

/// Whether a definition asks what experts coded.
pub(super) fn is_coded(definition: &Definition) -> bool {
    !definition.conditions.coded().is_empty()
}

/// Units of a kind, all or those of a step.
#[derive(Template)]
#[template(path = "count_units.html")]
struct UnitsPage {
    page: Page,
    title: String,
    /// By how much the step changes the number; `None` where all of a kind are shown.
    change: Option<i64>,
    units: Vec<UnitId>,
    pages: Pages,
}

impl UnitsPage {
    fn of(page: Page, title: String, change: Option<i64>, units: &[UnitId], query: &str) -> Self {
        let number = field(query, "page").and_then(|page| page.parse().ok()).unwrap_or(1);
        let pages = Pages::of(units.len() as u64, ROWS, number);
        let units = units.iter().skip(pages.from as usize).take(ROWS as usize).cloned().collect();
        Self { page, title, change, units, pages }
    }
}

/// All units of a kind.
pub(crate) async fn units(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(unit): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let unit = CountUnit::ALL.into_iter().find(|known| known.word() == unit).ok_or(DeskError::NotFound)?;
    let (_, snapshot) = desk.backend.counting().await?;
    let all: Vec<UnitId> = facts(&snapshot, unit).into_iter().map(|unit| unit.id).collect();
    let page = Page::new(&desk, &visit, "counts", visit.words.word("unit", unit.word()));
    let title = visit.words.word("unit", unit.word());
    let page = UnitsPage::of(page, title, None, &all, &query.unwrap_or_default());
    Ok(html(StatusCode::OK, page.render()))
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
    let title = visit.words.word("step", step.why.word());
    let page = Page::new(&desk, &visit, "counts", title.clone());
    let page = UnitsPage::of(page, title, Some(step.change), &step.units, &query.unwrap_or_default());
    Ok(html(StatusCode::OK, page.render()))
}

/// Every definition, counted now, and the way from paths to people.
pub(crate) async fn list(State(desk): State<Arc<Desk>>, visit: Visit) -> Result<Response, DeskError> {
    let (definitions, snapshot) = desk.backend.counting().await?;
    let log = snapshot.log.clone();
    let sees = sees_coded(&desk, &visit).await?;
    let closed = !sees && definitions.latest().into_iter().any(is_coded);
    // On a thread beside those that serve others: a large archive takes a moment.
    let count_all = move || {
        let shown = definitions.latest().into_iter().filter(|one| sees || !is_coded(one));
        (counts(shown, &snapshot), Chain::of(&snapshot))
    };
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
        closed,
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
    let sees = sees_coded(&desk, &visit).await?;
    if !sees && (is_coded(definition) || by.is_some_and(Dimension::is_coded)) {
        let page = Page::new(&desk, &visit, "counts", visit.words.both(&definition.title).to_owned());
        return Ok(html(StatusCode::OK, ClosedPage { page, definition: definition.clone() }.render()));
    }
    let parted = by.map(|by| Breakdown::of(definition, &snapshot, by)).transpose();
    let parted = parted.map_err(|_| DeskError::BadRequest)?;
    let counted = count(definition, &snapshot);
    let opened = Opened::of(&query)?;
    let units = opened.units(&counted, parted.as_ref(), &snapshot).ok_or(DeskError::NotFound)?;
    let number = field("page").and_then(|page| page.parse().ok()).unwrap_or(1);
    let pages = Pages::of(units.len() as u64, ROWS, number);
    let over = definition.over.as_ref().and_then(|over| definitions.get(over));
    let over = over.filter(|over| sees || !is_coded(over));
    let page = Sheet {
        page: Page::new(&desk, &visit, "counts", visit.words.both(&definition.title).to_owned()),
        asks: conditions(&definition.conditions),
        dimensions: Dimension::ALL
            .into_iter()
            .filter(|by| *by != Dimension::Photographs || definition.counts == CountUnit::People)
            .filter(|by| sees || !by.is_coded())
            .collect(),
        units: units.into_iter().skip(pages.from as usize).take(ROWS as usize).collect(),
        shown: Shown {
            ratio: over.and_then(|over| ratio(&counted, &count(over, &snapshot)).value),
            count: counted,
        },
        parted,
        opened,
        pages,
    };
    Ok(html(StatusCode::OK, page.render()))
}
