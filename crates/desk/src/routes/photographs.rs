//! The grid of photographs: covered, filtered, as a plain paged list that the browser's script turns into one long
//! scroll.

use std::sync::Arc;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::Pages;
use crate::Desk;
use crate::error::DeskError;
use crate::guard::Visit;
use crate::look::{Facet, Facets, GridOrder, GridRow};
use crate::page::{Page, html};
use crate::query::{GridQuery, order_word};
use crate::show::path::{Piece, ShownPath};
use crate::words::Words;

/// Photographs on a page of the plain grid, and in one fragment for the script.
pub(super) const ROWS: u64 = 120;
/// Values of a facet shown at once; the others are folded away.
const VALUES: usize = 8;

/// One cell, ready to show.
struct Cell {
    row: GridRow,
    place: u64,
    name: Vec<Piece>,
}

/// Cells in order: the inside of the grid, in the page and in the fragments.
#[derive(Template)]
#[template(path = "cells.html")]
struct Cells {
    words: Words,
    cells: Vec<Cell>,
    query: String,
}

impl Cells {
    fn of(words: Words, rows: Vec<GridRow>, offset: u64, query: &GridQuery) -> Self {
        let cell = |(at, row): (usize, GridRow)| {
            let path = ShownPath::of_text(&row.name.replace('/', "∕"));
            Cell { place: offset + at as u64 + 1, name: path.name().to_vec(), row }
        };
        Self { words, cells: rows.into_iter().enumerate().map(cell).collect(), query: query.address() }
    }
}

/// One facet: a heading and what can be chosen under it.
struct Choice {
    heading: String,
    values: Vec<Value>,
    folded: Vec<Value>,
    /// For a facet in use: the address without it.
    clear: Option<String>,
}

struct Value {
    label: String,
    count: u64,
    address: String,
    chosen: bool,
    /// Whether the label is foreign text, shown in its own direction.
    foreign: bool,
}

#[derive(Template)]
#[template(path = "photographs.html")]
struct Photographs {
    page: Page,
    query: GridQuery,
    count: u64,
    copies: u64,
    choices: Vec<Choice>,
    cells: Cells,
    pages: Pages,
    orders: [GridOrder; 3],
}

impl Photographs {
    fn order_word(order: &GridOrder) -> &'static str {
        order_word(*order)
    }

    fn at(&self, page: u64) -> String {
        format!("/photographs{}", self.query.at_page(page))
    }

    fn value(&self, name: &str) -> String {
        self.query.get(name).unwrap_or_default()
    }

    /// The fields that a form keeps, those it sets itself left out.
    fn kept(&self, own: &[&str]) -> Vec<(&'static str, String)> {
        self.query.fields().into_iter().filter(|(name, _)| !own.contains(name)).collect()
    }

    fn copies_choice(&self, wanted: &str) -> bool {
        self.value("copies") == wanted
    }
}

/// The page.
pub(crate) async fn page(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let query = GridQuery::parse(&query.unwrap_or_default()).ok_or(DeskError::BadRequest)?;
    let count = desk.backend.count(&query.filter).await?;
    let pages = Pages::of(count, ROWS, query.page);
    let rows = desk.backend.grid(&query.filter, query.order, pages.from, ROWS as u32).await?;
    let facets = desk.backend.facets(&query.filter).await?;
    let cells = Cells::of(visit.words, rows, pages.from, &query);
    let choices = choices(visit.words, &query, &facets);
    let page = Page::new(&desk, &visit, "photographs", visit.words.t("nav-photographs"));
    let orders = [GridOrder::Accession, GridOrder::Taken, GridOrder::Path];
    let copies = facets.copies;
    Ok(html(
        StatusCode::OK,
        Photographs { page, query, count, copies, choices, cells, pages, orders }.render(),
    ))
}

/// A stretch of cells for the script: `offset` and `limit` beside the filter.
pub(crate) async fn cells(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    RawQuery(raw): RawQuery,
) -> Result<Response, DeskError> {
    let raw = raw.unwrap_or_default();
    let query = GridQuery::parse(&raw).ok_or(DeskError::BadRequest)?;
    let number = |wanted: &str| {
        let mut fields = form_urlencoded::parse(raw.as_bytes());
        fields.find(|(name, _)| name == wanted).map_or(Some(0), |(_, value)| value.parse::<u64>().ok())
    };
    let offset = number("offset").ok_or(DeskError::BadRequest)?;
    let rows = desk.backend.grid(&query.filter, query.order, offset, ROWS as u32).await?;
    Ok(html(StatusCode::OK, Cells::of(visit.words, rows, offset, &query).render()))
}

fn choices(words: Words, query: &GridQuery, facets: &Facets) -> Vec<Choice> {
    let vocabulary = |prefix: &'static str| move |value: &str| (words.word(prefix, value), false);
    let foreign = |value: &str| (value.to_owned(), true);
    let choices = [
        choice(query, words.t("filter-condition"), "condition", &facets.conditions, vocabulary("condition")),
        choice(query, words.t("filter-accession"), "accession", &facets.accessions, foreign),
        years(words, query, &facets.years),
        choice(query, words.t("filter-folder"), "folder", &facets.folders, foreign),
        choice(query, words.t("filter-camera"), "camera", &facets.cameras, foreign),
        choice(query, words.t("filter-format"), "format", &facets.formats, vocabulary("format")),
    ];
    choices.into_iter().filter(|choice| !choice.values.is_empty()).collect()
}

fn choice(
    query: &GridQuery,
    heading: String,
    field: &str,
    facets: &[Facet],
    label: impl Fn(&str) -> (String, bool),
) -> Choice {
    let current = query.get(field);
    let value = |facet: &Facet| {
        let (label, foreign) = label(&facet.value);
        let chosen = current.as_deref() == Some(&facet.value);
        Value { label, count: facet.count, address: query.with(field, &facet.value), chosen, foreign }
    };
    folded(heading, facets.iter().map(value).collect(), current.map(|_| query.with(field, "")))
}

/// A year sets both ends of the span.
fn years(words: Words, query: &GridQuery, facets: &[Facet]) -> Choice {
    let span = |from: &str| {
        let mut asked = query.clone();
        asked.filter.from = (!from.is_empty()).then(|| from.to_owned());
        asked.filter.to = asked.filter.from.clone();
        asked.address()
    };
    let value = |facet: &Facet| Value {
        label: words.digits(&facet.value),
        count: facet.count,
        address: span(&facet.value),
        chosen: query.filter.from.as_ref() == Some(&facet.value) && query.filter.to == query.filter.from,
        foreign: false,
    };
    let clear = (query.filter.from.is_some() || query.filter.to.is_some()).then(|| span(""));
    folded(words.t("filter-year"), facets.iter().map(value).collect(), clear)
}

fn folded(heading: String, mut values: Vec<Value>, clear: Option<String>) -> Choice {
    let chosen = values.iter().position(|value| value.chosen).unwrap_or(0);
    let folded =
        if values.len() > VALUES + 2 { values.split_off(VALUES.max(chosen + 1)) } else { Vec::new() };
    Choice { heading, values, folded, clear }
}
