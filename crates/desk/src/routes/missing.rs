//! Reports about missing people: their list, one as it stands, and the form that takes one in.
//!
//! Who reports and how to reach them is never on a page, until somebody asks for it and says why.

use std::sync::Arc;

use amana_model::{
    Consent, ConsentPurpose, Contact, IndividualId, MissingFault, MissingId, MissingPerson, PartialDate,
    ReportsVerdict, SealedName, StatedSex,
};
use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::claims::{self, Row};
use super::{Pages, part};
use crate::Desk;
use crate::backend::{
    Alike, Apart, Erasure, MissingReport, NameLevel, NewReport, NotReported, Point, Right, Told,
};
use crate::error::DeskError;
use crate::guard::{Fields, Visit};
use crate::page::{Page, html};
use crate::query::field;
use crate::words::{Words, marks_shown};

/// Reports on a page.
const ROWS: u64 = 100;
/// The most reports that are shown as perhaps about the same person.
const ALIKE: usize = 20;

#[derive(Template)]
#[template(path = "missing_list.html")]
struct List {
    page: Page,
    reports: Vec<MissingReport>,
    /// What is looked for.
    asked: String,
    pages: Pages,
}

impl List {
    fn turned(&self, page: u64) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("name", &self.asked).append_pair("page", &page.to_string());
        format!("/missing?{}", query.finish())
    }

    fn before(&self) -> String {
        self.turned(self.pages.page - 1)
    }

    fn after(&self) -> String {
        self.turned(self.pages.page + 1)
    }
}

#[derive(Template)]
#[template(path = "missing_new.html")]
struct New {
    page: Page,
    form: PersonForm,
    contact: Contact,
    consents: Vec<Consent>,
    how: String,
    wrong: Option<String>,
}

impl New {
    fn consents(&self, purpose: &ConsentPurpose) -> Option<&Consent> {
        self.consents.iter().find(|consent| consent.purpose == *purpose)
    }

    fn recipient(&self, purpose: &ConsentPurpose) -> &str {
        self.consents(purpose).and_then(|consent| consent.recipient.as_deref()).unwrap_or_default()
    }
}

/// One report.
#[derive(Template)]
#[template(path = "missing.html")]
struct Sheet {
    page: Page,
    report: MissingReport,
    form: PersonForm,
    /// Whether the form holds what was typed and not recorded.
    typed: bool,
    /// Whether erasing was refused.
    erasing: bool,
    /// The contact, if it was just asked for.
    contact: Option<Told<Contact>>,
    /// Reports that people decided are about the same person; those decided beside this one can be taken back here.
    same: Vec<(MissingReport, bool)>,
    /// Reports that may be about the same person, of which nothing was decided.
    alike: Vec<(MissingReport, Alike)>,
    /// Reports that somebody decided are about another person.
    others: Vec<MissingId>,
    /// Photographs of the living: number, sealed object, whether it was erased.
    living: Vec<(u64, SealedName, bool)>,
    /// Whether the models are at hand.
    describes: bool,
    /// Whether she may compare faces.
    compares: bool,
    /// An empty contact, for the form.
    nobody: Contact,
    /// The family's claims on people.
    claims: Vec<Row>,
    /// The viewings held with the family.
    viewings: Vec<amana_model::Viewing>,
    /// Whether she may claim.
    may_claim: bool,
    /// Whom viewings with the family and searches for this report brought up, and nobody claims for it yet: with their numbers, and whether
    /// the family was to see them.
    brought_up: Vec<(IndividualId, String, bool)>,
    /// Whether she may erase.
    erases: bool,
    wrong: Option<String>,
}

impl Sheet {
    fn points(&self, points: &[Point]) -> Vec<String> {
        in_words(self.page.words, points)
    }

    /// Two names at most, for the title.
    fn names(&self) -> Vec<&str> {
        self.report
            .person
            .here()
            .map(|person| person.names())
            .unwrap_or_default()
            .into_iter()
            .take(2)
            .collect()
    }

    /// Whether somebody can be reached, as far as is known without reading it.
    fn has_contact(&self) -> bool {
        self.report.contact == Apart::Sealed
    }

    /// Whether there is something that can be told anew.
    fn stands(&self) -> bool {
        self.report.person.here().is_some()
    }

    /// Whether the family consents to a search.
    fn may_be_searched(&self) -> bool {
        self.report.consents_to(&Consent { purpose: ConsentPurpose::Search, recipient: None })
    }

    fn contact_lines<'a>(&self, contact: &'a Contact) -> Vec<(&'static str, &'a str)> {
        let all = [
            ("missing-contact-name", &contact.name),
            ("missing-contact-relation", &contact.relation),
            ("missing-contact-reach", &contact.reach),
            ("missing-contact-language", &contact.language),
        ];
        all.into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(label, text)| (label, text.as_str()))
            .collect()
    }

    /// What is said, each text with its label; only what is said.
    fn said(&self) -> Vec<(&'static str, String)> {
        self.report.person.here().map(|person| said(person, self.page.words)).unwrap_or_default()
    }
}

/// What speaks for two reports being about one person, or against it, in words.
pub(super) fn in_words(w: Words, points: &[Point]) -> Vec<String> {
    let word = |point: &Point| match point {
        Point::Name(level) => w.t(match level {
            NameLevel::Same => "alike-name-same",
            NameLevel::Spelled => "alike-name-spelled",
            NameLevel::Within | NameLevel::OneWord => "alike-name-within",
            NameLevel::AllButOne => "alike-name-all-but-one",
            _ => "alike-name-close",
        }),
        Point::Father => w.t("missing-father"),
        Point::Mother => w.t("missing-mother"),
        Point::Sex => w.t("missing-sex"),
        Point::Born => w.t("missing-born"),
        Point::Birthplace => w.t("missing-birthplace"),
        Point::Taken => w.t("missing-taken"),
        Point::TakenWhere => w.t("missing-taken_where"),
    };
    points.iter().map(word).collect()
}

/// The form of what is said, as it was typed.
pub(super) struct PersonForm {
    pub(super) person: MissingPerson,
    /// Field → the date as it was typed.
    pub(super) dates: [(&'static str, String); 3],
}

impl PersonForm {
    pub(super) fn of(person: &MissingPerson) -> Self {
        let text = |date: &Option<PartialDate>| date.as_ref().map(ToString::to_string).unwrap_or_default();
        Self {
            dates: [
                ("born", text(&person.born)),
                ("taken", text(&person.taken)),
                ("last_seen", text(&person.last_seen)),
            ],
            person: person.clone(),
        }
    }

    /// Whether what was typed for a date is none.
    pub(super) fn is_no_date(&self, name: &str) -> bool {
        let typed = self.date(name);
        !typed.is_empty() && PartialDate::read(typed).is_none()
    }

    pub(super) fn date(&self, name: &str) -> &str {
        self.dates.iter().find(|(known, _)| *known == name).map_or("", |(_, date)| date)
    }

    /// In which direction a field is written by nature.
    pub(super) fn direction(&self, name: &str) -> &'static str {
        match name {
            "name_arabic" => "rtl",
            "name_latin" => "ltr",
            _ => "auto",
        }
    }

    pub(super) fn text(&self, name: &str) -> &str {
        let person = &self.person;
        match name {
            "name_arabic" => &person.name_arabic,
            "name_latin" => &person.name_latin,
            "father" => &person.father,
            "mother" => &person.mother,
            "birthplace" => &person.birthplace,
            "taken_where" => &person.taken_where,
            "held_by" => &person.held_by,
            "last_seen_where" => &person.last_seen_where,
            "marks" => &person.marks,
            "teeth" => &person.teeth,
            "clothing" => &person.clothing,
            _ => &person.testimony,
        }
    }

    pub(super) fn is(&self, sex: &StatedSex) -> bool {
        self.person.sex == Some(*sex)
    }
}

/// What a form says of a person; the word for what is wrong with it beside it.
pub(super) fn typed(fields: &Fields) -> (PersonForm, Option<&'static str>) {
    let text = |name: &str| fields.get(name).replace("\r\n", "\n").trim().to_owned();
    let mut wrong = None;
    let mut date = |name: &'static str| {
        let typed = text(name);
        let date = PartialDate::read(&typed);
        if date.is_none() && !typed.is_empty() {
            wrong = wrong.or(Some("date"));
        }
        (date, (name, typed))
    };
    let ((born, a), (taken, b), (last_seen, c)) = (date("born"), date("taken"), date("last_seen"));
    let person = MissingPerson {
        name_arabic: text("name_arabic"),
        name_latin: text("name_latin"),
        father: text("father"),
        mother: text("mother"),
        other_names: text("other_names")
            .lines()
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect(),
        sex: StatedSex::from_word(fields.get("sex")),
        born,
        birthplace: text("birthplace"),
        taken,
        taken_where: text("taken_where"),
        held_by: text("held_by"),
        last_seen,
        last_seen_where: text("last_seen_where"),
        marks: text("marks"),
        teeth: text("teeth"),
        clothing: text("clothing"),
        testimony: text("testimony"),
    };
    (PersonForm { person, dates: [a, b, c] }, wrong)
}

/// The contact that a form names.
pub(super) fn typed_contact(fields: &Fields) -> Contact {
    let text = |name: &str| fields.get(name).replace("\r\n", "\n").trim().to_owned();
    Contact {
        name: text("contact_name"),
        relation: text("contact_relation"),
        reach: text("contact_reach"),
        language: text("contact_language"),
    }
}

/// The consent that a form names for a purpose, if it does.
pub(super) fn typed_consent(fields: &Fields, purpose: ConsentPurpose) -> Option<Consent> {
    if !purpose.names_recipient() {
        return fields
            .all("consent")
            .any(|one| one == purpose.word())
            .then_some(Consent { purpose, recipient: None });
    }
    let recipient = fields.get(&format!("to-{}", purpose.word())).trim();
    (!recipient.is_empty()).then(|| Consent { purpose, recipient: Some(recipient.to_owned()) })
}

/// What is said, in words, in the order of the form; only what is said.
pub(super) fn said(person: &MissingPerson, w: Words) -> Vec<(&'static str, String)> {
    let date =
        |date: &Option<PartialDate>| date.as_ref().map(|date| w.date(date.as_str())).unwrap_or_default();
    let sex = person.sex.map(|sex| w.word("sex", sex.word())).unwrap_or_default();
    let all = [
        ("name_arabic", person.name_arabic.clone()),
        ("name_latin", person.name_latin.clone()),
        ("father", person.father.clone()),
        ("mother", person.mother.clone()),
        ("other_names", person.other_names.join("\n")),
        ("sex", sex),
        ("born", date(&person.born)),
        ("birthplace", person.birthplace.clone()),
        ("taken", date(&person.taken)),
        ("taken_where", person.taken_where.clone()),
        ("held_by", person.held_by.clone()),
        ("last_seen", date(&person.last_seen)),
        ("last_seen_where", person.last_seen_where.clone()),
        ("marks", person.marks.clone()),
        ("teeth", person.teeth.clone()),
        ("clothing", person.clothing.clone()),
        ("testimony", person.testimony.clone()),
    ];
    // Not of what is put in words here.
    let of_theirs = |name: &str| !matches!(name, "sex" | "born" | "taken" | "last_seen");
    let shown = |(name, text): (&'static str, String)| {
        let text = if of_theirs(name) { marks_shown(&text) } else { text };
        (name, text)
    };
    all.into_iter().filter(|(_, text)| !text.is_empty()).map(shown).collect()
}

/// Why nothing was recorded, in words.
pub(super) fn refused(why: &NotReported, w: Words) -> String {
    w.t(match why {
        NotReported::Absent => "missing-refused-absent",
        NotReported::Fault(MissingFault::Nameless) => "missing-refused-nameless",
        NotReported::Fault(MissingFault::Long(_)) => "missing-refused-long",
        NotReported::Fault(MissingFault::Recipient(_)) => "missing-refused-recipient",
        NotReported::Fault(MissingFault::How) => "missing-refused-how",
        NotReported::Changed => "missing-refused-changed",
        NotReported::Erased => "missing-refused-erased",
        NotReported::Already => "missing-refused-already",
        NotReported::Many(_) => "missing-refused-many",
        NotReported::Picture => "missing-refused-picture",
        NotReported::Faces(count) => return w.n("missing-refused-faces", u64::from(*count)),
        NotReported::NoConsent => "missing-refused-no-consent",
        NotReported::Chosen(picture, why) => {
            return w.xy("missing-refused-chosen", w.number(*picture), refused(why, w));
        }
        NotReported::Why => "missing-refused-why",
    })
}

/// Every report whose names hold what is looked for.
pub(crate) async fn list(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let query = query.unwrap_or_default();
    let asked = field(&query, "name").unwrap_or_default().trim().to_owned();
    let room = desk.backend.missing().await?;
    let reports = room.called(&asked);
    let number = field(&query, "page").and_then(|page| page.parse().ok()).unwrap_or(1);
    let pages = Pages::of(reports.len() as u64, ROWS, number);
    let page = List {
        page: Page::new(&desk, &visit, "missing", visit.words.t("missing-title")),
        // The latest first.
        reports: reports.into_iter().rev().skip(pages.from as usize).take(ROWS as usize).cloned().collect(),
        asked,
        pages,
    };
    Ok(html(StatusCode::OK, page.render()))
}

/// The form that takes a report in.
pub(crate) async fn new(State(desk): State<Arc<Desk>>, visit: Visit) -> Result<Response, DeskError> {
    Ok(html(StatusCode::OK, empty(&desk, &visit).render()))
}

fn empty(desk: &Desk, visit: &Visit) -> New {
    New {
        page: Page::new(desk, visit, "missing", visit.words.t("missing-new")),
        form: PersonForm::of(&MissingPerson::default()),
        contact: Contact::default(),
        consents: Vec::new(),
        how: String::new(),
        wrong: None,
    }
}

/// Takes a report in.
pub(crate) async fn add(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, DeskError> {
    let (form, wrong) = typed(&fields);
    let contact = typed_contact(&fields);
    let consents: Vec<Consent> =
        ConsentPurpose::ALL.into_iter().filter_map(|purpose| typed_consent(&fields, purpose)).collect();
    let how = fields.get("how").trim().to_owned();
    let wrong = match wrong {
        Some(word) => visit.words.word("missing-refused", word),
        None => {
            let new = NewReport {
                person: form.person.clone(),
                contact: contact.clone(),
                consents: consents.clone(),
                how: how.clone(),
            };
            match desk.backend.report_missing(&visit.token, new).await? {
                Ok(report) => return Ok(Redirect::to(&address(&report)).into_response()),
                Err(why) => refused(&why, visit.words),
            }
        }
    };
    let page = New { form, contact, consents, how, wrong: Some(wrong), ..empty(&desk, &visit) };
    Ok(html(StatusCode::UNPROCESSABLE_ENTITY, page.render()))
}

pub(super) fn address(report: &MissingId) -> String {
    format!("/missing/{report}")
}

/// One report.
pub(crate) async fn sheet(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, DeskError> {
    shown(&desk, &visit, &part(&id)?, Shown::default()).await
}

/// What a page shows beside the report as it stands.
#[derive(Default)]
pub(super) struct Shown {
    pub(super) form: Option<PersonForm>,
    pub(super) contact: Option<Told<Contact>>,
    pub(super) wrong: Option<String>,
    /// Whether it was about erasing.
    pub(super) erasing: bool,
}

pub(super) async fn shown(
    desk: &Desk,
    visit: &Visit,
    id: &MissingId,
    shown: Shown,
) -> Result<Response, DeskError> {
    let claimed = desk.backend.claims().await?;
    let room = &claimed.missing;
    let report = room.get(id).ok_or(DeskError::NotFound)?.clone();
    let claims = claims::rows(claimed.claims.of_report(id), &claimed, &claims::numbers(desk).await?);
    let viewings = desk.backend.viewings().await?;
    let numbers = claims::numbers(desk).await?;
    let brought_up = claims::brought_up(id, &claimed, &viewings, &numbers);
    let same_person = room.same_person(id);
    let alike = tokio::task::block_in_place(|| {
        let undecided = |(other, _): &(&MissingReport, Alike)| {
            room.verdict(id, &other.report) == ReportsVerdict::Undecided
                && !same_person.contains(&other.report)
        };
        let found = room.alike(&report).into_iter().filter(undecided).take(ALIKE);
        found.map(|(other, alike)| (other.clone(), alike)).collect()
    });
    let same = same_person.iter().filter_map(|other| {
        Some((room.get(other)?.clone(), room.verdict(id, other) == ReportsVerdict::Same))
    });
    let others = room.reports.iter().map(|other| &other.report);
    let others =
        others.filter(|other| room.verdict(id, other) == ReportsVerdict::Different).cloned().collect();
    let status = if shown.wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let said = report.person.here().cloned().unwrap_or_default();
    let page = Sheet {
        page: Page::new(desk, visit, "missing", report.report.to_string()),
        typed: shown.form.is_some(),
        erasing: shown.erasing,
        form: shown.form.unwrap_or_else(|| PersonForm::of(&said)),
        contact: shown.contact,
        same: same.collect(),
        alike,
        others,
        living: (1..)
            .zip(report.living())
            .map(|(number, one)| (number, one.photograph.sealed, room.is_erased(&one.photograph.sealed)))
            .collect(),
        describes: desk.backend.describes_faces(),
        compares: visit.viewer()?.may(Right::CompareFaces),
        nobody: Contact::default(),
        claims,
        viewings: viewings.of_report(id).into_iter().cloned().collect(),
        may_claim: visit.viewer()?.may(Right::Claims),
        brought_up,
        erases: visit.viewer()?.may(Right::Govern),
        wrong: shown.wrong,
        report,
    };
    Ok(html(status, page.render()))
}
