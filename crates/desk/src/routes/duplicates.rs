//! Reports that may be about one person, all of them: what waits for people who decide, and what they decided.

use std::sync::Arc;

use amana_model::{MissingId, ReportsVerdict};
use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::Pages;
use super::missing::{in_words, said};
use crate::Desk;
use crate::backend::{Alike, MissingReport, MissingRoom, Point, Told};
use crate::error::DeskError;
use crate::guard::Visit;
use crate::page::{Page, html};
use crate::query::field;

/// Pairs on a page.
const ROWS: u64 = 20;
/// What of both is put beside each other.
const BESIDE: [&str; 8] = ["father", "mother", "sex", "born", "birthplace", "taken", "taken_where", "marks"];

/// Two reports that may be about one person.
struct Pair {
    /// From 1 over the whole list.
    number: u64,
    one: MissingReport,
    other: MissingReport,
    alike: Alike,
}

#[derive(Template)]
#[template(path = "duplicates.html")]
struct List {
    page: Page,
    pairs: Vec<Pair>,
    /// What people decided, the last by identifier first.
    decided: Vec<(MissingReport, MissingReport, ReportsVerdict)>,
    /// How many wait, and how many are decided.
    counts: (u64, u64),
    /// Whether what was decided is shown.
    done: bool,
    pages: Pages,
}

impl List {
    fn points(&self, points: &[Point]) -> Vec<String> {
        in_words(self.page.words, points)
    }

    fn at(&self, page: u64) -> String {
        format!("/missing/duplicates?state={}&page={page}", if self.done { "done" } else { "waiting" })
    }

    /// What both tell: the field, what the one says, what the other says.
    fn beside(&self, pair: &Pair) -> Vec<(&'static str, String, String)> {
        let told = |report: &MissingReport| {
            report.person.here().map(|person| said(person, self.page.words)).unwrap_or_default()
        };
        let (one, other) = (told(&pair.one), told(&pair.other));
        let of = |all: &[(&'static str, String)], name: &str| {
            all.iter().find(|(known, _)| *known == name).map(|(_, text)| text.clone()).unwrap_or_default()
        };
        let rows = BESIDE.into_iter().map(|name| (name, of(&one, name), of(&other, name)));
        rows.filter(|(_, one, other)| !one.is_empty() || !other.is_empty()).collect()
    }
}

/// The list.
pub(crate) async fn list(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let query = query.unwrap_or_default();
    let done = field(&query, "state").as_deref() == Some("done");
    let number = field(&query, "page").and_then(|page| page.parse().ok()).unwrap_or(1);
    let room: MissingRoom = desk.backend.missing().await?;
    let waiting = tokio::task::block_in_place(|| room.waiting_pairs());
    let all = room.decided_pairs();
    let counts = (waiting.len() as u64, all.len() as u64);
    let pages = Pages::of(if done { counts.1 } else { counts.0 }, ROWS, number);
    let (from, rows) = (pages.from as usize, ROWS as usize);
    let pairs = waiting.into_iter().zip(1..).filter(|_| !done).skip(from).take(rows);
    let pair = |((one, other, alike), number): ((&MissingReport, &MissingReport, Alike), u64)| Pair {
        number,
        one: one.clone(),
        other: other.clone(),
        alike,
    };
    let of = |report: &MissingId| room.get(report).cloned();
    let decided = all.into_iter().rev().filter(|_| done).skip(from).take(rows);
    let page = List {
        page: Page::new(&desk, &visit, "missing", visit.words.t("duplicates-title")),
        pairs: pairs.map(pair).collect(),
        decided: decided.filter_map(|(one, other, verdict)| Some((of(one)?, of(other)?, verdict))).collect(),
        counts,
        done,
        pages,
    };
    Ok(html(StatusCode::OK, page.render()))
}
