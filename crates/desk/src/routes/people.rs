//! People: groups that a machine suggests, people as they were decided, and everything known of one of them.
//!
//! Every form carries the last log entry that its page knew (`seen`): what others decided since is never overwritten.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use amana_model::{
    Decision, Digest, Fact, IndividualId, IndividualState, Number, PathBytes, Places, Reason, Showing,
};
use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::claims::{self, Row};
use super::merging;
use super::{Pages, part};
use crate::Desk;
use crate::backend::{Decided, IndividualSheet, Right, Suggestion, View};
use crate::error::{DeskError, Late};
use crate::guard::{Fields, Visit};
use crate::look::{Brief, DecisionRow, IndividualRow, SettledNumbers, contradicts, is_described};
use crate::page::{Page, html};
use crate::show;
use crate::show::path::{Piece, ShownPath};
use crate::show::place::{self, branches, held_by};
use crate::show::short;
use crate::words::{Words, isolated, left_to_right, on_a_card};

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

/// Whether nobody said that this person is no detainee: only detainees were held by a branch.
fn may_be_detainee(row: &IndividualRow) -> bool {
    row.facts.get(&Fact::Category).is_none_or(|category| category == "detainee")
}

/// What one branch number on the cards of a person stands for.
struct Held {
    text: String,
    /// The records that the number leads to: address and what each is called.
    records: Vec<(String, String)>,
    /// Where a record for a number without one is made.
    add: Option<String>,
}

/// What each branch number settled on the photographs of a person stands for.
fn held(sheet: &IndividualSheet, places: &Places, w: Words) -> Vec<Held> {
    let numbers: BTreeSet<&Number> =
        sheet.numbers.iter().filter_map(|settled| settled.numbers.branch.as_ref()).collect();
    let one = |number: &Number| match held_by(number, places, w) {
        Some(text) => may_be_detainee(&sheet.row).then(|| Held {
            text,
            records: branches(number, places)
                .into_iter()
                .map(|branch| (format!("/places/{}", branch.place), place::called(branch, w)))
                .collect(),
            add: None,
        }),
        None => Some(Held {
            text: w.numbers("branch-unknown", number.as_str()),
            records: Vec::new(),
            add: Some(place::new_for(number)),
        }),
    };
    numbers.into_iter().filter_map(one).collect()
}

/// One photograph of a strip, ready to show.
pub(super) struct Shown {
    pub(super) brief: Brief,
    pub(super) name: Vec<Piece>,
    /// Why a machine thinks that it belongs here, in words; empty for the first.
    reasons: Vec<String>,
    probability: Option<f32>,
}

impl Shown {
    pub(super) fn of(brief: Brief) -> Self {
        let name = ShownPath::of(&brief.path).name().to_vec();
        Self { brief, name, reasons: Vec::new(), probability: None }
    }
}

#[derive(Template)]
#[template(path = "suggestion.html")]
struct Suggested {
    page: Page,
    suggestion: Option<Suggestion>,
    strip: Vec<Shown>,
    /// Whom the photographs were put to that the person just decided about.
    put: Option<IndividualId>,
    /// One of those of which she just said that they show nobody.
    nobody: Option<Digest>,
}

impl Suggested {
    /// The group's name.
    fn name(&self) -> String {
        let first = self.suggestion.as_ref().and_then(|suggestion| suggestion.rows.first());
        first.map(|(row, _)| row.group.to_string()).unwrap_or_default()
    }

    /// What a machine takes the group for, if it says.
    fn hint(&self) -> Option<String> {
        let (row, _) = self.suggestion.as_ref()?.rows.first()?;
        Some(self.page.words.word("category", row.category.as_ref()?))
    }
}

#[derive(Template)]
#[template(path = "individual.html")]
struct Individual {
    page: Page,
    sheet: IndividualSheet,
    /// What a machine thinks that photographs show, in a word, and those photographs.
    groups: Vec<(&'static str, Vec<Shown>)>,
    otherwise: ShownOtherwise,
    held: Vec<Held>,
    /// Families' claims on this person, for whoever may see them.
    claims: Option<Vec<Row>>,
}

/// A photograph that tells a number: its digest, its name and its day.
type Telling = (Digest, String, Option<String>);

/// Where a machine would group otherwise, ready to show.
struct ShownOtherwise {
    /// The photographs as it would part them, by name.
    parts: Vec<Vec<(Digest, String)>>,
    /// What it would add: the photograph, its name here, the group, and why.
    more: Vec<(Digest, String, Digest, Vec<String>)>,
    others: Vec<IndividualId>,
}

impl ShownOtherwise {
    fn of(sheet: &IndividualSheet, w: Words) -> Self {
        let name = |digest: &Digest| {
            let known = sheet.photographs.iter().find(|brief| brief.digest == *digest);
            known.map_or_else(|| short(digest), |brief| ShownPath::of(&brief.path).name_text())
        };
        let part = |part: &Vec<Digest>| part.iter().map(|digest| (*digest, name(digest))).collect();
        let one = |row: &amana_model::CandidateRow| {
            let other = row.hangs_on.as_ref().map(name).unwrap_or_default();
            let settled = is_settled(row, &sheet.numbers);
            let why = row.reasons.iter().map(|why| reason(why, &other, settled, w)).collect();
            (row.digest, name(&row.digest), row.group, why)
        };
        Self {
            parts: sheet.otherwise.parts.iter().map(part).collect(),
            more: sheet.otherwise.more.iter().map(one).collect(),
            others: sheet.otherwise.others.iter().cloned().collect(),
        }
    }
}

impl Individual {
    /// Who may be the same person, and why.
    fn likely(&self) -> Vec<(&IndividualId, &'static str)> {
        let same = self.sheet.doubles.iter().map(|other| (other, "individual-likely-numbers"));
        let others = self.otherwise.others.iter().filter(|other| !self.sheet.doubles.contains(other));
        same.chain(others.map(|other| (other, "individual-likely-machine"))).collect()
    }

    fn chosen(&self, fact: &Fact, value: &str) -> bool {
        self.sheet.row.facts.get(fact).is_some_and(|said| said == value)
    }

    fn coded(&self) -> [Fact; 3] {
        [Fact::Category, Fact::Sex, Fact::AgeBand]
    }

    fn listed_numbers(&self) -> Option<&String> {
        self.sheet.row.facts.get(&Fact::ListedNumbers)
    }

    fn note(&self) -> &str {
        self.sheet.row.facts.get(&Fact::Note).map_or("", String::as_str)
    }

    /// A photograph's name as the page shows it.
    fn name_of(&self, digest: &Digest) -> String {
        let known = self.sheet.photographs.iter().find(|brief| brief.digest == *digest);
        known.map_or_else(|| short(digest), |brief| ShownPath::of(&brief.path).name_text())
    }

    /// Who keyed the numbers at a place of the table, and what engines read there.
    fn told(&self, at: &usize) -> Vec<String> {
        let w = self.page.words;
        let Some(told) = self.sheet.told.get(*at) else { return Vec::new() };
        let keyed = told.keyed.iter().map(|(account, keyed)| {
            let name = self.sheet.names.get(account).map_or(account.as_str(), String::as_str);
            w.xy("individual-keyed-by", isolated(name), show::keyed(keyed, w))
        });
        let read = told.readings.iter().filter_map(|one| Some(show::reading(one.number.as_ref()?, one, w)));
        keyed.chain(read).collect()
    }

    /// The day of a photograph as the strip tells it, in words.
    fn day_of(&self, digest: &Digest) -> Option<String> {
        let brief = self.sheet.photographs.iter().find(|brief| brief.digest == *digest)?;
        let day = brief.taken_at.as_deref().or(brief.folder_date.as_deref())?;
        Some(self.page.words.claimed_day(day))
    }

    /// The numbers of each field that photographs tell in two ways, each with the photographs that tell it: digest, name and day.
    fn differing(&self) -> Vec<(String, Vec<Telling>)> {
        let mut all = Vec::new();
        for (at, field) in ["branch", "detainee", "examination"].into_iter().enumerate() {
            let mut told: BTreeMap<&Number, BTreeSet<Digest>> = BTreeMap::new();
            for settled in &self.sheet.numbers {
                let digest = settled.marking.digest;
                if let Some(number) = settled.numbers.parts()[at] {
                    told.entry(number).or_default().insert(digest);
                }
            }
            if told.len() > 1 {
                let w = self.page.words;
                let said = |number: &Number| {
                    w.xy("closely-number", w.word("reading-field", field), left_to_right(number.as_str()))
                };
                let telling = |digest: Digest| (digest, self.name_of(&digest), self.day_of(&digest));
                all.extend(told.into_iter().map(|(number, photographs)| {
                    (said(number), photographs.into_iter().map(telling).collect())
                }));
            }
        }
        all
    }

    /// What is unusual about the numbers, in sentences.
    fn unusual(&self) -> Vec<String> {
        self.sheet.row.unusual.iter().map(|one| show::unusual::said(one, self.page.words)).collect()
    }

    /// The last decision that says a fact and counts.
    fn last_said(&self, of: &Fact) -> Option<(&DecisionRow, Option<&Digest>)> {
        let of = |(row, counts): &'_ (DecisionRow, bool)| match &row.decision {
            Decision::Described { fact, .. } => *counts && fact == of,
            _ => false,
        };
        let (row, _) = self.sheet.decisions.iter().find(|one| of(one))?;
        match &row.decision {
            Decision::Described { photograph, .. } => Some((row, photograph.as_ref())),
            _ => None,
        }
    }

    fn is_from(&self, fact: &Fact, digest: &Digest) -> bool {
        self.last_said(fact).is_some_and(|(_, photograph)| photograph == Some(digest))
    }

    /// Who said a fact, and from which photograph.
    fn said(&self, fact: &Fact) -> Option<String> {
        let w = self.page.words;
        let (row, photograph) = self.last_said(fact)?;
        let by = isolated(&row.agent);
        Some(match photograph {
            Some(digest) => w.xy("individual-said-from", by, isolated(self.name_of(digest))),
            None => w.x("individual-said-by", by),
        })
    }

    fn about(&self, decision: &Decision) -> String {
        about(decision, self.page.words, |digest| self.name_of(digest))
    }

    fn decided(decision: &Decision, w: &Words) -> String {
        let word = match decision {
            Decision::Together { .. } => "together",
            Decision::TakenOut { .. } => "taken-out",
            Decision::ShowsNobody { .. } => "shows-nobody",
            Decision::Merged { .. } => "merged",
            Decision::Described { .. } => "described",
            Decision::Undone { .. } => "undone",
            Decision::ListTakenBack { .. } => "list-taken-back",
        };
        w.word("decision", word)
    }
}

/// What a decision is about, in words; photographs by what `name` calls them.
fn about(decision: &Decision, w: Words, name: impl Fn(&Digest) -> String) -> String {
    match decision {
        Decision::Together { photographs, .. }
        | Decision::TakenOut { photographs }
        | Decision::ShowsNobody { photographs, .. } => w.n("photographs-count", photographs.len() as u64),
        Decision::Merged { from, .. } => w.foreign("named", from),
        Decision::Described { fact, value, photograph, .. } => {
            let value = match fact {
                Fact::ListedNumbers => w.numbers("named", value),
                Fact::Note => w.foreign("named", value),
                fact => w.word(fact.word(), value),
            };
            let said = w.xy("decision-fact", w.word("fact", fact.word()), value);
            match photograph {
                Some(digest) => w.xy("decision-fact-from", said, isolated(name(digest))),
                None => said,
            }
        }
        Decision::Undone { entry } => w.x("decision-entry", w.number(*entry)),
        Decision::ListTakenBack { entries, .. } => w.n("decision-entries", *entries),
    }
}

/// A reason in the words of the page. Numbers that only a machine read are not said: whoever decides may be the next to key them.
fn reason(reason: &Reason, other: &str, settled: bool, w: Words) -> String {
    let ago = |count: i64, key: &str| {
        let key = if count < 0 { format!("{key}-before") } else { format!("{key}-after") };
        w.n_x(&key, count.unsigned_abs(), other)
    };
    match reason {
        Reason::SameNumbers { .. } if !settled => w.foreign("reason-numbers-read", other),
        Reason::SameNumbers { numbers } => w.xy("reason-numbers", on_a_card(numbers), isolated(other)),
        Reason::SecondsAfter { seconds } => {
            let key = if *seconds < 0 { "reason-time-before" } else { "reason-time-after" };
            w.xy(key, w.span(seconds.unsigned_abs()), isolated(other))
        }
        Reason::NextInSequence { steps } => ago(*steps, "reason-steps"),
        Reason::AlikeFace => w.foreign("reason-face", other),
        Reason::CopyOf => w.foreign("reason-copy", other),
        Reason::SameFolder => w.foreign("reason-folder", other),
    }
}

/// Whether people settled numbers on a photograph or on the one that it hangs on.
fn is_settled(row: &amana_model::CandidateRow, numbers: &[SettledNumbers]) -> bool {
    let at = |digest: &Digest| row.digest == *digest || row.hangs_on == Some(*digest);
    numbers.iter().any(|settled| at(&settled.marking.digest))
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

/// The next group that waits.
pub(crate) async fn suggestion(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let query = query.unwrap_or_default();
    let told = |wanted: &str| form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == wanted);
    let from = told("from").map(|(_, value)| part::<Digest>(&value)).transpose()?;
    let put = told("put").map(|(_, value)| part::<IndividualId>(&value)).transpose()?;
    let nobody = told("nobody").map(|(_, value)| part::<Digest>(&value)).transpose()?;
    let suggestion = desk.backend.suggestion(&visit.token, from.as_ref()).await?;
    let strip = match &suggestion {
        Some(suggestion) => strip(suggestion, &names(&desk, suggestion).await?, visit.words),
        None => Vec::new(),
    };
    let page = Page::new(&desk, &visit, "people", visit.words.t("suggestion-title"));
    Ok(html(StatusCode::OK, Suggested { page, suggestion, strip, put, nobody }.render()))
}

/// What the photographs are called that others of the group hang on: those that were put to somebody are not among the rows.
async fn names(desk: &Desk, suggestion: &Suggestion) -> Result<BTreeMap<Digest, String>, DeskError> {
    let named = |path: &PathBytes| ShownPath::of(path).name_text();
    let mut names: BTreeMap<Digest, String> =
        suggestion.rows.iter().map(|(row, brief)| (row.digest, named(&brief.path))).collect();
    for digest in suggestion.rows.iter().filter_map(|(row, _)| row.hangs_on) {
        if let Entry::Vacant(unnamed) = names.entry(digest) {
            let seen = desk.backend.photograph(&digest).await?;
            let first = seen.as_ref().and_then(|seen| seen.occurrences.first());
            unnamed.insert(first.map_or_else(|| short(&digest), |first| named(&first.path)));
        }
    }
    Ok(names)
}

fn strip(suggestion: &Suggestion, names: &BTreeMap<Digest, String>, w: Words) -> Vec<Shown> {
    let named = |digest: &Digest| names.get(digest).cloned().unwrap_or_else(|| short(digest));
    let one = |(row, brief): &(amana_model::CandidateRow, Brief)| {
        let other = row.hangs_on.as_ref().map(named).unwrap_or_default();
        Shown {
            reasons: row
                .reasons
                .iter()
                .map(|why| reason(why, &other, is_settled(row, &suggestion.numbers), w))
                .collect(),
            probability: row.hangs_on.is_some().then_some(row.probability),
            ..Shown::of(brief.clone())
        }
    };
    suggestion.rows.iter().map(one).collect()
}

/// A person's photographs by what a machine thinks that they show; those that none has looked at last.
fn by_view(sheet: &IndividualSheet) -> Vec<(&'static str, Vec<Shown>)> {
    let of = |view: Option<View>| -> Vec<Shown> {
        let fits = |brief: &&Brief| sheet.views.get(&brief.digest).copied() == view;
        sheet.photographs.iter().filter(fits).cloned().map(Shown::of).collect()
    };
    let views = View::ALL.map(Some).into_iter().chain([None]);
    let groups = views.map(|view| (view.map_or("unsorted", View::word), of(view)));
    groups.filter(|(_, strip)| !strip.is_empty()).collect()
}

/// The photographs that a form names.
fn chosen(fields: &Fields) -> Result<Vec<Digest>, DeskError> {
    let read = |text: &str| text.parse().map_err(|_| DeskError::BadRequest);
    fields.all("photograph").map(read).collect()
}

fn seen(fields: &Fields) -> Result<u64, DeskError> {
    fields.get("seen").parse().map_err(|_| DeskError::BadRequest)
}

/// Accepts the chosen photographs of a group as one person, new or known, or says that they show nobody.
pub(crate) async fn accept(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, DeskError> {
    let photographs = chosen(&fields)?;
    let name: Digest = part(fields.get("name"))?;
    let shows = match fields.get("shows") {
        "" => None,
        word => Some(Showing::from_word(word).ok_or(DeskError::BadRequest)?),
    };
    let back = format!("/people/candidates?from={name}");
    if photographs.is_empty() {
        return Err(DeskError::asks("choose-to-accept", back));
    }
    let candidate = Some(name);
    let one = photographs[0];
    let decision = match (shows, fields.get("individual")) {
        (Some(shows), _) => Decision::ShowsNobody { photographs, shows, candidate },
        (None, "") => {
            Decision::Together { individual: desk.backend.new_individual(), photographs, candidate }
        }
        (None, known) => Decision::Together { individual: part(known)?, photographs, candidate },
    };
    let done = match &decision {
        Decision::Together { individual, .. } => format!("put={individual}"),
        _ => format!("nobody={one}"),
    };
    record(&desk, &visit, decision, seen(&fields)?, &back).await?;
    Ok(Redirect::to(&format!("{back}&{done}")).into_response())
}

/// Takes back that a photograph shows nobody: it waits in its group again.
pub(crate) async fn not_nobody(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(digest): Path<String>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let digest: Digest = part(&digest)?;
    let decision = Decision::Undone { entry: part(fields.get("entry"))? };
    let back = format!("/photographs/{digest}");
    record(&desk, &visit, decision, part(fields.get("entry"))?, &back).await?;
    Ok(Redirect::to(&back).into_response())
}

async fn record(
    desk: &Desk,
    visit: &Visit,
    decision: Decision,
    seen: u64,
    back: &str,
) -> Result<u64, DeskError> {
    if !decision.is_sound() {
        return Err(DeskError::BadRequest);
    }
    let typed =
        format!("{}: {}", Individual::decided(&decision, &visit.words), about(&decision, visit.words, short));
    match desk.backend.decide(&visit.token, decision, seen).await? {
        Decided::Recorded(entry) => Ok(entry),
        Decided::Conflict(entry) => Err(DeskError::Conflict(Late { entry, back: back.to_owned(), typed })),
    }
}

/// One person's page.
pub(crate) async fn sheet(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, DeskError> {
    let id: IndividualId = part(&id)?;
    let sheet = desk.backend.individual(&id).await?.ok_or(DeskError::NotFound)?;
    if sheet.row.individual != id {
        return Ok(Redirect::to(&format!("/people/{}", sheet.row.individual)).into_response());
    }
    let groups = by_view(&sheet);
    let title = match (sheet.row.state, sheet.row.numbers.is_empty()) {
        (IndividualState::NumbersDiffer, _) => {
            visit.words.foreign("individual-title-differ", &sheet.row.individual)
        }
        (_, true) => visit.words.foreign("individual-title", &sheet.row.individual),
        (_, false) => visit.words.numbers("individual-title", &sheet.row.numbers),
    };
    let held = held(&sheet, &desk.backend.places().await?.places, visit.words);
    let claims = match visit.viewer()?.may(Right::Claims) {
        true => {
            let room = desk.backend.claims().await?;
            let numbers = claims::numbers(&desk).await?;
            Some(claims::rows(room.claims.on_individual(&id, &room.people), &room, &numbers))
        }
        false => None,
    };
    let page = Page::new(&desk, &visit, "people", title);
    let otherwise = ShownOtherwise::of(&sheet, visit.words);
    Ok(html(StatusCode::OK, Individual { page, sheet, groups, otherwise, held, claims }.render()))
}

/// A decision made on a person's page.
pub(crate) async fn decide(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let id: IndividualId = part(&id)?;
    let (mut to, back) = (id.clone(), format!("/people/{id}"));
    // Back to where it was said.
    let place = match fields.get("decision") {
        "describe" => "#coded",
        "undo" => "#history",
        _ => "",
    };
    let decision = match fields.get("decision") {
        "take-out" | "split" if chosen(&fields)?.is_empty() => {
            return Err(DeskError::asks("choose-photographs", back));
        }
        "take-out" => Decision::TakenOut { photographs: chosen(&fields)? },
        "split" => {
            to = desk.backend.new_individual();
            Decision::Together { individual: to.clone(), photographs: chosen(&fields)?, candidate: None }
        }
        "merge" => {
            Decision::Merged { from: merging::other(&desk, &id, fields.get("other")).await?, into: id }
        }
        "undo" => Decision::Undone { entry: part(fields.get("entry"))? },
        "describe" => Decision::Described {
            individual: id,
            fact: Fact::from_word(fields.get("fact"))
                // Only a list says what a list says.
                .filter(|fact| *fact != Fact::ListedNumbers)
                .ok_or(DeskError::BadRequest)?,
            value: fields.get("value").trim().to_owned(),
            photograph: match fields.get("photograph") {
                "" => None,
                digest => Some(part(digest)?),
            },
        },
        _ => return Err(DeskError::BadRequest),
    };
    record(&desk, &visit, decision, seen(&fields)?, &back).await?;
    let still = desk.backend.individual(&to).await?.is_some();
    let target = if still { format!("/people/{to}{place}") } else { "/people".to_owned() };
    Ok(Redirect::to(&target).into_response())
}
