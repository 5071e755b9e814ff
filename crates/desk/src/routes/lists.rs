//! Taking over a list made elsewhere: its file is chosen, its columns are told, every row's outcome is seen, and only then is it
//! recorded. Until then the list is in her hands alone (`crate::lists`).

use std::sync::Arc;

use amana_model::{Digest, Fact};
use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::{Pages, part};
use crate::Desk;
use crate::backend::{
    ImportReport, LONGEST_LIST, List, ListError, ListField, ListTakenOver, RowOutcome, RowReason, RowReport,
};
use crate::error::DeskError;
use crate::guard::{Fields, Upload, Visit};
use crate::lists::InHand;
use crate::page::{Page, html};
use crate::words::{Words, isolated, left_to_right};

/// Rows of the report on a page.
const ROWS: u64 = 100;
/// Rows of the list that are shown beside its columns.
const FIRST: usize = 3;
/// Columns of the list that are shown.
const COLUMNS: usize = 24;
/// Rows that a reason names at most.
const LINES: usize = 8;

/// Where a list's file is chosen.
#[derive(Template)]
#[template(path = "lists.html")]
struct Choose {
    page: Page,
    /// Why the last file was not read: a word, and what was seen in it, in English.
    wrong: Option<(&'static str, String)>,
    /// What there is to tell: a list that is gone, or one that was taken back.
    told: Option<&'static str>,
    megabytes: u64,
    taken_over: Vec<ListTakenOver>,
}

impl Choose {
    fn beginning(&self, list: &ListTakenOver) -> String {
        list.list.to_string().chars().take(12).collect()
    }
}

/// A list with what its columns mean and what its rows do.
#[derive(Template)]
#[template(path = "list.html")]
struct Columns {
    page: Page,
    hand: InHand,
    /// What each column is taken for: the header, by field.
    told: Vec<(ListField, String)>,
    /// What it would do; `None` until the file's column is told.
    report: Option<ImportReport>,
    shown: Option<RowOutcome>,
    pages: Pages,
    recorded: bool,
}

impl Columns {
    fn digest(&self) -> Digest {
        self.hand.list.digest()
    }

    fn headers(&self) -> Vec<&String> {
        self.hand.list.headers().iter().take(COLUMNS).collect()
    }

    fn first(&self) -> Vec<Vec<&String>> {
        self.hand.list.rows().take(FIRST).map(|row| row.iter().take(COLUMNS).collect()).collect()
    }

    fn rest(&self) -> usize {
        self.hand.list.headers().len().saturating_sub(COLUMNS)
    }

    fn is_told(&self, field: &ListField, header: &str) -> bool {
        self.told.iter().any(|(told, name)| told == field && name == header)
    }

    fn count(&self, outcome: &RowOutcome) -> u64 {
        let counts = self.report.as_ref().map(|report| &report.counts);
        counts.and_then(|counts| counts.get(outcome.word())).copied().unwrap_or(0)
    }

    fn is_shown(&self, outcome: &RowOutcome) -> bool {
        self.shown == Some(*outcome)
    }

    /// The rows of this page.
    fn rows(&self) -> Vec<&RowReport> {
        let rows = self.report.iter().flat_map(|report| &report.rows);
        rows.filter(|row| self.shown.is_none_or(|shown| row.outcome == shown))
            .skip(self.pages.from as usize)
            .take(ROWS as usize)
            .collect()
    }

    fn why(&self, row: &RowReport) -> Vec<String> {
        row.reasons.iter().map(|reason| said(reason, self.page.words)).collect()
    }

    /// This page with the same columns, showing only the rows of this outcome.
    fn showing(&self, outcome: Option<&RowOutcome>) -> String {
        address(&self.digest(), &self.told, outcome.copied(), 1)
    }

    fn at(&self, page: u64) -> String {
        address(&self.digest(), &self.told, self.shown, page)
    }
}

fn address(digest: &Digest, told: &[(ListField, String)], shown: Option<RowOutcome>, page: u64) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (field, header) in told {
        query.append_pair(field.word(), header);
    }
    if let Some(shown) = shown {
        query.append_pair("show", shown.word());
    }
    if page > 1 {
        query.append_pair("page", &page.to_string());
    }
    format!("/people/lists/{digest}?{}", query.finish())
}

/// A reason in the words of the page.
fn said(reason: &RowReason, w: Words) -> String {
    let field = |field: &ListField| w.word("list-field", field.word());
    let fact = |fact: &Fact| w.word("fact", fact.word());
    let listed = |things: Vec<String>| things.join(&w.t("list-comma"));
    let lines = |lines: &[u32]| {
        let more = if lines.len() > LINES { " …" } else { "" };
        listed(lines.iter().take(LINES).map(|line| w.number(*line)).collect()) + more
    };
    match reason {
        RowReason::NoFile => w.t("row-no-file"),
        RowReason::NoPerson => w.t("row-no-person"),
        RowReason::NotANumber { field: of, said } => w.xy("row-not-a-number", field(of), left_to_right(said)),
        RowReason::UnknownWord { field: of, said } => w.xy("row-unknown-word", field(of), isolated(said)),
        RowReason::TooLong { field: of } => w.x("row-too-long", field(of)),
        RowReason::Several(count) => w.n("row-several", *count),
        RowReason::TwoPeople => w.t("row-two-people"),
        RowReason::TakenOut => w.t("row-taken-out"),
        RowReason::NumbersDiffer { lines: of } => w.x("row-numbers-differ", lines(of)),
        RowReason::FactDiffers { fact: of, lines: at } => w.xy("row-fact-differs", fact(of), lines(at)),
        RowReason::PutTo(individuals) => {
            w.x("row-put-to", listed(individuals.iter().map(left_to_right).collect()))
        }
        RowReason::SaidOtherwise(facts) => {
            w.x("row-said-otherwise", listed(facts.iter().map(fact).collect()))
        }
        RowReason::KeyedOtherwise(numbers) => w.numbers("row-keyed-otherwise", numbers),
    }
}

/// Where a file is chosen.
pub(crate) async fn page(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let told = ["gone", "taken-back"].into_iter().find(|word| query.as_deref() == Some(*word));
    ask(&desk, &visit, StatusCode::OK, None, told).await
}

async fn ask(
    desk: &Desk,
    visit: &Visit,
    status: StatusCode,
    wrong: Option<(&'static str, String)>,
    told: Option<&'static str>,
) -> Result<Response, DeskError> {
    let taken_over = desk.backend.lists_taken_over().await?;
    let page = Page::new(desk, visit, "people", visit.words.t("lists-title"));
    let megabytes = LONGEST_LIST >> 20;
    Ok(html(status, Choose { page, wrong, told, megabytes, taken_over }.render()))
}

/// Takes back what a list brought.
pub(crate) async fn back(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(digest): Path<String>,
    _: Fields,
) -> Result<Response, DeskError> {
    let list: Digest = part(&digest)?;
    let known = desk.backend.lists_taken_over().await?;
    if !known.iter().any(|known| known.list == list && known.can_be_taken_back) {
        return Err(DeskError::NotFound);
    }
    desk.backend.take_list_back(&visit.token, &list).await?;
    Ok(Redirect::to("/people/lists?taken-back").into_response())
}

/// Takes a file in hand.
pub(crate) async fn choose(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    upload: Upload,
) -> Result<Response, DeskError> {
    let bytes = upload.bytes;
    let read = tokio::task::spawn_blocking(move || List::read(&bytes)).await;
    let list = match read.map_err(|error| DeskError::Failed(error.to_string()))? {
        Ok(list) => list,
        Err(error) => {
            let wrong = match error {
                ListError::Empty => ("empty", String::new()),
                ListError::TooLarge(what) => ("large", what),
                ListError::OldWorkbook => ("old", String::new()),
                ListError::Unreadable(what) => ("unreadable", what),
            };
            return ask(&desk, &visit, StatusCode::UNPROCESSABLE_ENTITY, Some(wrong), None).await;
        }
    };
    let digest = list.digest();
    desk.lists.keep(&visit.viewer()?.account, upload.name, list, desk.options.clock.now());
    Ok(Redirect::to(&format!("/people/lists/{digest}")).into_response())
}

fn in_hand(desk: &Desk, visit: &Visit, digest: &str) -> Result<Option<InHand>, DeskError> {
    Ok(desk.lists.of(&visit.viewer()?.account, &part(digest)?, desk.options.clock.now()))
}

/// What was told of the columns: those of one header alone; an address or form that tells others is not one of ours.
fn told<'a>(
    list: &List,
    pairs: impl Iterator<Item = (&'a str, &'a str)>,
) -> Result<Vec<(ListField, String)>, DeskError> {
    let telling = list.telling_headers();
    let mut told: Vec<(ListField, String)> = Vec::new();
    for (name, header) in pairs.filter(|(_, header)| !header.is_empty()) {
        let Ok(field) = name.parse::<ListField>() else { continue };
        let known = telling.iter().any(|telling| *telling == header);
        if !known || told.iter().any(|(other, _)| *other == field) {
            return Err(DeskError::BadRequest);
        }
        told.push((field, header.to_owned()));
    }
    Ok(told)
}

/// The columns and what every row would do.
pub(crate) async fn list(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(digest): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let Some(hand) = in_hand(&desk, &visit, &digest)? else {
        return Ok(Redirect::to("/people/lists?gone").into_response());
    };
    let query = query.unwrap_or_default();
    let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).collect();
    let asked = |name: &str| pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_ref());
    let told = match pairs.iter().any(|(name, _)| name.parse::<ListField>().is_ok()) {
        true => told(&hand.list, pairs.iter().map(|(name, header)| (name.as_ref(), header.as_ref())))?,
        false => hand.list.guessed(),
    };
    let shown = asked("show")
        .map(|word| RowOutcome::ALL.into_iter().find(|one| one.word() == word).ok_or(DeskError::BadRequest))
        .transpose()?;
    let wanted = asked("page").map_or(Ok(1), str::parse).map_err(|_| DeskError::BadRequest)?;
    let tells_file = told.iter().any(|(field, _)| *field == ListField::File);
    let report = match tells_file {
        true => Some(desk.backend.import(&visit.token, &hand.list, &told, false).await?),
        false => None,
    };
    let fits = |row: &&RowReport| shown.is_none_or(|shown| row.outcome == shown);
    let count = report.iter().flat_map(|report| &report.rows).filter(fits).count() as u64;
    let pages = Pages::of(count, ROWS, wanted);
    let recorded = asked("recorded").is_some();
    let page = Page::new(&desk, &visit, "people", visit.words.t("lists-title"));
    Ok(html(StatusCode::OK, Columns { page, hand, told, report, shown, pages, recorded }.render()))
}

/// Records the list.
pub(crate) async fn record(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(digest): Path<String>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let Some(hand) = in_hand(&desk, &visit, &digest)? else {
        return Ok(Redirect::to("/people/lists?gone").into_response());
    };
    let told = told(&hand.list, fields.pairs())?;
    if told.iter().all(|(field, _)| *field != ListField::File) {
        return Err(DeskError::BadRequest);
    }
    desk.backend.import(&visit.token, &hand.list, &told, true).await?;
    let target = address(&hand.list.digest(), &told, None, 1);
    Ok(Redirect::to(&format!("{target}&recorded")).into_response())
}
