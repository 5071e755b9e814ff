//! Branches and facilities: their list, one with its history of entries, and the form that describes it anew.
//!
//! The form carries the last log entry that its page knew (`seen`): what others described since is never overwritten.

use std::collections::BTreeMap;
use std::sync::Arc;

use amana_model::{Number, Place, PlaceId, PlaceKind, UtcTime};
use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::part;
use crate::Desk;
use crate::backend::{Decided, KnownPlaces, starting_places};
use crate::error::{DeskError, Late};
use crate::guard::{Fields, Visit};
use crate::look::IndividualRow;
use crate::page::{Page, html};
use crate::show::place::{Name, branches, called, headed, names};
use crate::words::{Words, left_to_right};

/// How many people have each branch number.
struct Counts {
    by_number: BTreeMap<Number, u64>,
    people: u64,
}

impl Counts {
    fn of(people: &[IndividualRow]) -> Self {
        let mut by_number = BTreeMap::new();
        for number in people.iter().filter_map(|row| row.numbers.branch.clone()) {
            *by_number.entry(number).or_default() += 1;
        }
        Self { by_number, people: people.len() as u64 }
    }

    fn with_number(&self) -> u64 {
        self.by_number.values().sum()
    }

    /// A branch's numbers with how many people have each; a facility's alone.
    fn told(&self, place: &Place) -> Vec<(Number, Option<u64>)> {
        let count = |number: &Number| self.by_number.get(number).copied().unwrap_or(0);
        let told = |number: &Number| (place.kind == PlaceKind::Branch).then(|| count(number));
        place.numbers.iter().map(|number| (number.clone(), told(number))).collect()
    }
}

/// A place in the list.
struct Row {
    place: Place,
    names: Vec<Name>,
    called: String,
    numbers: Vec<(Number, Option<u64>)>,
}

#[derive(Template)]
#[template(path = "places.html")]
struct List {
    page: Page,
    rows: Vec<Row>,
    counts: Counts,
    /// Branch numbers of people that no branch of the list goes by.
    unknown: Vec<(Number, u64)>,
}

/// One entry about a place: what it changed.
struct Entry {
    entry: u64,
    time: UtcTime,
    agent: String,
    /// Field → its new value.
    changed: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "place.html")]
struct Sheet {
    page: Page,
    place: Place,
    names: Vec<Name>,
    numbers: Vec<(Number, Option<u64>)>,
    entries: Vec<Entry>,
    /// Whether the starting list has it.
    starting: bool,
    /// Other places with one of its numbers.
    others: Vec<(PlaceId, String)>,
    form: Form,
}

#[derive(Template)]
#[template(path = "place_new.html")]
struct New {
    page: Page,
    form: Form,
}

/// The form as it stands, with what was typed.
#[derive(Default)]
struct Form {
    action: String,
    seen: u64,
    /// Typed for a new place only; else it is the address.
    place: Option<String>,
    kind: String,
    numbers: String,
    name_ar: String,
    name_en: String,
    aliases: String,
    note: String,
    withdrawn: bool,
    /// What is wrong with it: a word.
    wrong: Option<&'static str>,
}

impl Form {
    fn of(place: &Place, seen: u64) -> Self {
        let numbers: Vec<&str> = place.numbers.iter().map(Number::as_str).collect();
        Self {
            action: format!("/places/{}", place.place),
            seen,
            kind: place.kind.word().to_owned(),
            numbers: numbers.join(" "),
            name_ar: place.name_ar.clone().unwrap_or_default(),
            name_en: place.name_en.clone().unwrap_or_default(),
            aliases: place.aliases.join("\n"),
            note: place.note.clone().unwrap_or_default(),
            withdrawn: place.withdrawn,
            ..Self::default()
        }
    }

    /// An empty one; for a branch of this number, if one is given.
    fn new(number: Option<&Number>, seen: u64) -> Self {
        let number = number.map(Number::as_str).unwrap_or_default();
        let digits = number.bytes().all(|b| b.is_ascii_digit()) && !number.is_empty();
        Self {
            action: "/places/new".into(),
            seen,
            place: Some(if digits { format!("branch-{number}") } else { String::new() }),
            kind: PlaceKind::Branch.word().into(),
            numbers: number.to_owned(),
            ..Self::default()
        }
    }

    /// What was sent.
    fn typed(fields: &Fields, action: String, new: bool) -> Result<Self, DeskError> {
        let text = |name: &str| fields.get(name).replace("\r\n", "\n").trim().to_owned();
        Ok(Self {
            action,
            seen: part(fields.get("seen")).map_err(|_| DeskError::BadRequest)?,
            place: new.then(|| text("place")),
            kind: text("kind"),
            numbers: text("numbers"),
            name_ar: text("name_ar"),
            name_en: text("name_en"),
            aliases: text("aliases"),
            note: text("note"),
            withdrawn: fields.get("withdrawn") == "true",
            wrong: None,
        })
    }

    /// The record that the form describes; else the word for what is wrong with it.
    fn read(&self, id: &str) -> Result<Place, &'static str> {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let parts = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '،' | '؛');
        let numbers = self.numbers.split(parts).filter(|number| !number.is_empty()).map(Number::parse);
        let place = Place {
            place: id.parse().map_err(|_| "identifier")?,
            kind: PlaceKind::from_word(&self.kind).ok_or("kind")?,
            numbers: numbers.collect::<Result<_, _>>().map_err(|_| "number")?,
            name_ar: some(&self.name_ar),
            name_en: some(&self.name_en),
            aliases: self.aliases.lines().map(str::trim).filter_map(some).collect(),
            note: some(&self.note),
            withdrawn: self.withdrawn,
        };
        place.check().map_err(|fault| fault.word())?;
        Ok(place)
    }

    fn wrong(self, word: &'static str) -> Self {
        Self { wrong: Some(word), ..self }
    }

    /// Whether what is wrong is in this field. Of a length or a sign that will not do it is not known in which.
    fn is_wrong(&self, field: &str) -> bool {
        match self.wrong {
            Some("identifier" | "taken") => field == "place",
            Some("number" | "numbers") => field == "numbers",
            Some("nameless") => field == "names",
            wrong => wrong == Some(field),
        }
    }

    fn kinds(&self) -> [PlaceKind; 2] {
        PlaceKind::ALL
    }
}

/// What a description changed, field by field: the whole record if there was none before.
fn changed(before: Option<&Place>, after: &Place, w: Words) -> Vec<(&'static str, String)> {
    let isolated = |text: &str| w.foreign("named", text);
    let told = |place: &Place| {
        let numbers: Vec<String> = place.numbers.iter().map(|n| left_to_right(n.as_str())).collect();
        let aliases: Vec<String> = place.aliases.iter().map(|alias| isolated(alias)).collect();
        let maybe = |text: &Option<String>| text.as_deref().map(isolated).unwrap_or_default();
        [
            ("kind", w.word("place-kind", place.kind.word())),
            ("numbers", numbers.join(" · ")),
            ("name-ar", maybe(&place.name_ar)),
            ("name-en", maybe(&place.name_en)),
            ("aliases", aliases.join(" · ")),
            ("note", maybe(&place.note)),
            ("withdrawn", if place.withdrawn { w.t("place-yes") } else { String::new() }),
        ]
    };
    let before = before.map(told);
    let was = |at: usize| before.as_ref().map_or("", |before| before[at].1.as_str());
    let fields = told(after).into_iter().enumerate().filter(|(at, (_, value))| was(*at) != value);
    let none = || w.t("place-nothing");
    fields.map(|(_, (field, value))| (field, if value.is_empty() { none() } else { value })).collect()
}

/// The entries about a place, the latest first.
fn entries(known: &KnownPlaces, place: &PlaceId, w: Words) -> Vec<Entry> {
    let descriptions: Vec<_> = known.of_place(place).collect();
    let first = starting_places().iter().find(|starting| starting.place == *place);
    let before = descriptions.iter().skip(1).map(|description| Some(&description.place)).chain([first]);
    let entry = |(description, before): (&&crate::look::PlaceDescription, Option<&Place>)| Entry {
        entry: description.entry,
        time: description.time,
        agent: description.agent.clone(),
        changed: changed(before, &description.place, w),
    };
    descriptions.iter().zip(before).map(entry).collect()
}

/// Every branch and facility.
pub(crate) async fn list(State(desk): State<Arc<Desk>>, visit: Visit) -> Result<Response, DeskError> {
    let known = desk.backend.places().await?;
    let counts = Counts::of(&desk.backend.individuals().await?);
    let w = visit.words;
    let row = |place: &Place| Row {
        names: names(place, w),
        called: called(place, w),
        numbers: counts.told(place),
        place: place.clone(),
    };
    let rows = known.places.all().into_iter().map(row).collect();
    let missing = |number: &Number| branches(number, &known.places).is_empty();
    let unknown = counts.by_number.iter().filter(|(number, _)| missing(number));
    let unknown = unknown.map(|(number, count)| (number.clone(), *count)).collect();
    let page = Page::new(&desk, &visit, "people", w.t("places-title"));
    Ok(html(StatusCode::OK, List { page, rows, counts, unknown }.render()))
}

/// One place.
pub(crate) async fn sheet(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, DeskError> {
    let id: PlaceId = part(&id)?;
    let known = desk.backend.places().await?;
    let form = Form::of(known.places.get(&id).ok_or(DeskError::NotFound)?, known.seen);
    show(&desk, &visit, StatusCode::OK, &known, &id, form).await
}

async fn show(
    desk: &Desk,
    visit: &Visit,
    status: StatusCode,
    known: &KnownPlaces,
    id: &PlaceId,
    form: Form,
) -> Result<Response, DeskError> {
    let place = known.places.get(id).ok_or(DeskError::NotFound)?.clone();
    let w = visit.words;
    let others: BTreeMap<PlaceId, String> = place
        .numbers
        .iter()
        .flat_map(|number| known.places.by_number(number))
        .filter(|other| other.place != *id)
        .map(|other| (other.place.clone(), called(other, w)))
        .collect();
    let sheet = Sheet {
        page: Page::new(desk, visit, "people", headed(&place, w)),
        names: names(&place, w),
        numbers: Counts::of(&desk.backend.individuals().await?).told(&place),
        entries: entries(known, id, w),
        starting: starting_places().iter().any(|starting| starting.place == *id),
        others: others.into_iter().collect(),
        place,
        form,
    };
    Ok(html(status, sheet.render()))
}

/// Describes a known place anew.
pub(crate) async fn describe(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let id: PlaceId = part(&id)?;
    let form = Form::typed(&fields, format!("/places/{id}"), false)?;
    let known = desk.backend.places().await?;
    known.places.get(&id).ok_or(DeskError::NotFound)?;
    match form.read(id.as_str()) {
        Ok(place) => record(&desk, &visit, place, form.seen).await,
        Err(word) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            show(&desk, &visit, status, &known, &id, form.wrong(word)).await
        }
    }
}

async fn record(desk: &Desk, visit: &Visit, place: Place, seen: u64) -> Result<Response, DeskError> {
    let address = format!("/places/{}", place.place);
    let numbers: Vec<&str> = place.numbers.iter().map(Number::as_str).collect();
    let names = place.name_ar.iter().chain(&place.name_en).map(String::as_str);
    let lines = names
        .chain([numbers.join(" ").as_str()])
        .chain(place.aliases.iter().map(String::as_str))
        .chain(place.note.as_deref())
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n");
    match desk.backend.describe_place(&visit.token, place, seen).await? {
        Decided::Recorded(_) => Ok(Redirect::to(&address).into_response()),
        Decided::Conflict(entry) => Err(DeskError::Conflict(Late { entry, back: address, typed: lines })),
    }
}

/// The form for a place that is not in the list, for a number if the address names one.
pub(crate) async fn new(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let query = query.unwrap_or_default();
    let number = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "number");
    let number = number.map(|(_, text)| Number::parse(&text)).transpose();
    let number = number.map_err(|_| DeskError::BadRequest)?;
    let form = Form::new(number.as_ref(), desk.backend.places().await?.seen);
    Ok(ask(&desk, &visit, StatusCode::OK, form))
}

fn ask(desk: &Desk, visit: &Visit, status: StatusCode, form: Form) -> Response {
    let page = Page::new(desk, visit, "people", visit.words.t("place-new"));
    html(status, New { page, form }.render())
}

/// Describes a place that is not in the list.
pub(crate) async fn add(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, DeskError> {
    let form = Form::typed(&fields, "/places/new".into(), true)?;
    let known = desk.backend.places().await?;
    // Whoever takes the identifier between here and the record does so after `seen`: a conflict then.
    match form.read(form.place.as_deref().unwrap_or_default()) {
        Ok(place) if known.places.get(&place.place).is_some() => {
            Ok(ask(&desk, &visit, StatusCode::UNPROCESSABLE_ENTITY, form.wrong("taken")))
        }
        Ok(place) => record(&desk, &visit, place, form.seen).await,
        Err(word) => Ok(ask(&desk, &visit, StatusCode::UNPROCESSABLE_ENTITY, form.wrong(word))),
    }
}
