//! Work: what waits, who was given what, and who did what.

use std::collections::BTreeSet;
use std::sync::Arc;

use amana_model::{Assignment, Day, Digest, Queue, UtcTime};
use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::waiting::{self, Waiting};
use super::{Pages, part};
use crate::Desk;
use crate::backend::{Assigned, Given, Person, Right, Work};
use crate::error::DeskError;
use crate::guard::{Fields, Visit};
use crate::look::{DoneBy, GroupPlace, is_about};
use crate::page::{Page, html};

/// Groups on a page.
const ROWS: u64 = 50;
/// Covers of a group that are shown.
const STRIP: usize = 6;

#[derive(Template)]
#[template(path = "work.html")]
struct WorkPage {
    page: Page,
    work: Work,
    /// The viewer's own account.
    me: amana_model::AccountId,
    told: Option<&'static str>,
    assigns: bool,
    looks: bool,
    today: String,
    /// What waits of families, for her.
    waiting: Vec<Waiting>,
}

impl WorkPage {
    fn mine(&self) -> Vec<&Given> {
        self.work.given.iter().filter(|given| given.row.assignment.account == self.me).collect()
    }

    /// What waits in all and what is done in a queue.
    fn sum(&self, queue: &Queue) -> (u64, Option<u64>) {
        let of = || self.work.queues.iter().filter(|row| row.queue == *queue);
        let done = (*queue != Queue::Contradictions).then(|| of().filter_map(|row| row.done).sum());
        (of().map(|row| row.waiting).sum(), done)
    }

    /// What waits of what was given.
    fn waiting(&self, given: &Given) -> u64 {
        if let Some(to_key) = given.to_key {
            return to_key;
        }
        let of = self.work.queues.iter().filter(|row| is_about(&given.row.assignment, row));
        of.map(|row| row.waiting).sum()
    }

    fn is_late(&self, given: &Given) -> bool {
        let due = given.row.assignment.due.as_ref();
        due.is_some_and(|due| due.as_str() < self.today.as_str()) && self.waiting(given) > 0
    }

    /// Those whom this work can be given to.
    fn people_for(&self, queue: &Queue) -> Vec<&Person> {
        self.work.people.iter().filter(|person| person.can_do.contains(queue)).collect()
    }

    fn accessions(&self) -> Vec<&amana_model::AccessionId> {
        let mut all: Vec<_> = self.work.queues.iter().map(|row| &row.accession).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    fn waits_at(&self, queue: &Queue) -> &'static str {
        waits_at(*queue)
    }

    fn done_at(&self, queue: &Queue) -> &'static str {
        match queue {
            Queue::Keying => "/keying",
            Queue::Candidates => "/people/groups?state=done",
            Queue::Contradictions | Queue::Description => "/people?work=described",
        }
    }

    fn acts(&self, done: &DoneBy, act: &str, since: Option<&UtcTime>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("by", &done.agent).append_pair("act", act);
        if let Some(since) = since {
            query.append_pair("since", &since.to_string());
        }
        format!("/activity?{}", query.finish())
    }
}

/// Where what waits in a queue is seen or done.
fn waits_at(queue: Queue) -> &'static str {
    match queue {
        Queue::Keying => "/keying",
        Queue::Candidates => "/people/groups?state=waiting",
        Queue::Contradictions => "/people?work=contradictions",
        Queue::Description => "/people?work=description",
    }
}

/// The page.
pub(crate) async fn page(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let viewer = visit.viewer()?;
    let (me, assigns, looks) = (viewer.account.clone(), viewer.may(Right::Assign), viewer.may(Right::Look));
    let waiting = waiting::of(&desk, viewer).await?;
    let work = desk.backend.work().await?;
    let told = match query.as_deref() {
        Some("given") => Some("given"),
        Some("refused") => Some("refused"),
        Some("already") => Some("already"),
        Some("over") => Some("over"),
        Some("withdrawn") => Some("withdrawn"),
        _ => None,
    };
    let today = day(desk.options.clock.now());
    let page = Page::new(&desk, &visit, "work", visit.words.t("nav-work"));
    Ok(html(StatusCode::OK, WorkPage { page, work, me, told, assigns, looks, today, waiting }.render()))
}

/// The day of a moment, in UTC.
fn day(time: UtcTime) -> String {
    time.to_string().chars().take("2026-12-01".len()).collect()
}

/// Gives work to a person.
pub(crate) async fn assign(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, DeskError> {
    // One list of the form offers what can be given: the person and the queue in one choice.
    let (account, queue) = fields.get("to").split_once(' ').ok_or(DeskError::BadRequest)?;
    let assignment = Assignment {
        account: part(account)?,
        queue: Queue::from_word(queue).ok_or(DeskError::BadRequest)?,
        accession: some(fields.get("accession")).map(part).transpose()?,
        due: some(fields.get("due"))
            .map(|day| day.parse::<Day>().map_err(|_| DeskError::BadRequest))
            .transpose()?,
    };
    let today = day(desk.options.clock.now());
    if assignment.due.as_ref().is_some_and(|due| due.as_str() < today.as_str()) {
        return Ok(Redirect::to("/work?over").into_response());
    }
    let given = desk.backend.work().await?.given;
    if given.iter().any(|given| given.row.assignment.is_same_work(&assignment)) {
        return Ok(Redirect::to("/work?already").into_response());
    }
    let told = match desk.backend.assign(&visit.token, assignment).await? {
        Assigned::Recorded => "given",
        Assigned::Refused => "refused",
    };
    Ok(Redirect::to(&format!("/work?{told}")).into_response())
}

fn some(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

/// Takes work back.
pub(crate) async fn withdraw(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, DeskError> {
    desk.backend.withdraw(&visit.token, part(fields.get("entry"))?).await?;
    Ok(Redirect::to("/work?withdrawn").into_response())
}

#[derive(Template)]
#[template(path = "groups.html")]
struct Groups {
    page: Page,
    rows: Vec<GroupPlace>,
    /// How many wait, and how many are done.
    counts: (u64, u64),
    waiting: bool,
    pages: Pages,
    decides: bool,
    /// Of the photographs shown, those without a picture.
    without: BTreeSet<Digest>,
}

impl Groups {
    fn strip<'a>(&self, row: &'a GroupPlace) -> Vec<&'a Digest> {
        row.photographs.iter().take(STRIP).collect()
    }

    fn has_picture(&self, photograph: &Digest) -> bool {
        !self.without.contains(photograph)
    }

    fn at(&self, page: u64) -> String {
        format!("/people/groups?state={}&page={page}", if self.waiting { "waiting" } else { "done" })
    }
}

/// The groups that a machine suggests: those that wait, or those that people decided about.
pub(crate) async fn groups(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let (mut waiting, mut wanted) = (true, 1);
    for (name, value) in form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
        match (name.as_ref(), value.as_ref()) {
            ("state", "waiting") => waiting = true,
            ("state", "done") => waiting = false,
            ("page", page) => wanted = page.parse().map_err(|_| DeskError::BadRequest)?,
            _ => return Err(DeskError::BadRequest),
        }
    }
    let all = desk.backend.groups().await?;
    let count = all.iter().filter(|(_, waits)| *waits).count() as u64;
    let counts = (count, all.len() as u64 - count);
    let pages = Pages::of(if waiting { counts.0 } else { counts.1 }, ROWS, wanted);
    let rows = all.into_iter().filter(|(_, waits)| *waits == waiting).map(|(group, _)| group);
    let rows: Vec<_> = rows.skip(pages.from as usize).take(ROWS as usize).collect();
    let shown: Vec<Digest> =
        rows.iter().flat_map(|row| row.photographs.iter().take(STRIP).copied()).collect();
    let without = desk.backend.without_picture(&shown).await?;
    let page = Page::new(&desk, &visit, "people", visit.words.t("groups-title"));
    let decides = page.may_decide() && waiting;
    Ok(html(StatusCode::OK, Groups { page, rows, counts, waiting, pages, decides, without }.render()))
}
