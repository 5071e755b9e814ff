//! What every row of a list would do, given what people decided so far.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use amana_model::{Decision, Digest, Fact, IndividualId, Number, Numbers, People};
use amana_sheet::{Row, Sheet};

use super::columns::{Columns, ListField, value};
use super::names::Names;
use super::{RowOutcome, RowReport};

/// The most photographs one decision may put together.
const AT_MOST: usize = 500;

/// What people decided, and what they ever decided about: that counts no more may be why a list says otherwise.
pub(super) struct Decided {
    people: People,
    photographs: BTreeSet<Digest>,
    facts: BTreeSet<(IndividualId, Fact)>,
}

impl Decided {
    pub(super) fn of(decisions: &[(u64, Decision)]) -> Self {
        let people = People::of(decisions);
        let mut photographs = BTreeSet::new();
        let mut facts = BTreeSet::new();
        for (_, decision) in decisions {
            photographs.extend(decision.photographs());
            if let Decision::Described { individual, fact, .. } = decision {
                facts.insert((people.root(individual).clone(), *fact));
            }
        }
        Self { people, photographs, facts }
    }
}

/// One person of the list, as far as there is something to record.
pub(super) struct Person {
    /// Who it is already.
    pub(super) individual: Option<IndividualId>,
    photographs: Vec<Digest>,
    facts: BTreeMap<Fact, String>,
    /// Places of its rows in the report.
    rows: Vec<usize>,
}

impl Person {
    pub(super) fn decisions(&self, individual: &IndividualId) -> Vec<Decision> {
        let together = self.photographs.chunks(AT_MOST).map(|photographs| Decision::Together {
            individual: individual.clone(),
            photographs: photographs.to_vec(),
            candidate: None,
        });
        let described = self.facts.iter().map(|(fact, value)| Decision::Described {
            individual: individual.clone(),
            fact: *fact,
            value: value.clone(),
            photograph: None,
        });
        together.chain(described).collect()
    }
}

/// Every row, and the people that there is something to record of.
pub(super) struct Plan {
    pub(super) rows: Vec<RowReport>,
    pub(super) people: Vec<Person>,
}

/// A row that can be used.
struct Used {
    place: usize,
    digest: Digest,
    numbers: Numbers,
    facts: BTreeMap<Fact, String>,
}

impl Plan {
    pub(super) fn of(sheet: &Sheet, columns: &Columns, names: &Names, decided: &Decided) -> Self {
        let mut rows = Vec::with_capacity(sheet.rows.len());
        let mut groups: BTreeMap<String, Vec<Used>> = BTreeMap::new();
        for (place, row) in sheet.rows.iter().enumerate() {
            let file = columns.cell(&row.cells, ListField::File).unwrap_or_default().to_owned();
            let mut report = RowReport {
                line: row.line,
                file,
                outcome: RowOutcome::Joined,
                sha256: None,
                individual: None,
                reason: None,
            };
            match used(place, row, columns, names) {
                Ok((group, used)) => {
                    report.sha256 = Some(used.digest);
                    groups.entry(group).or_default().push(used);
                }
                Err((outcome, reason)) => (report.outcome, report.reason) = (outcome, reason),
            }
            rows.push(report);
        }
        let mut plan = Self { rows, people: Vec::new() };
        plan.refuse_photographs_of_two(&mut groups);
        plan.leave_what_was_taken_out(&mut groups, decided);
        let mut planned: Vec<(usize, Person)> =
            groups.into_values().filter_map(|group| plan.person(group, decided)).collect();
        // In the order of the list, so that a reader finds them.
        planned.sort_by_key(|(first, _)| *first);
        plan.people = planned.into_iter().map(|(_, person)| person).collect();
        plan
    }

    /// How many rows say what is recorded.
    pub(super) fn used(&self) -> u64 {
        self.people.iter().map(|person| person.rows.len() as u64).sum()
    }

    /// Tells in the report who a person's rows are.
    pub(super) fn recorded(&mut self, person: &Person, individual: &IndividualId) {
        for place in &person.rows {
            if let Some(row) = self.rows.get_mut(*place) {
                row.individual = Some(individual.clone());
            }
        }
    }

    fn say(&mut self, place: usize, outcome: RowOutcome, reason: Option<String>) {
        if let Some(row) = self.rows.get_mut(place) {
            (row.outcome, row.reason) = (outcome, reason);
        }
    }

    /// A photograph that the list gives to two people is given to neither.
    fn refuse_photographs_of_two(&mut self, groups: &mut BTreeMap<String, Vec<Used>>) {
        let mut of: HashMap<Digest, BTreeSet<&str>> = HashMap::new();
        for (group, used) in groups.iter() {
            for used in used {
                of.entry(used.digest).or_default().insert(group);
            }
        }
        let two: BTreeSet<Digest> =
            of.into_iter().filter(|(_, groups)| groups.len() > 1).map(|(digest, _)| digest).collect();
        for used in groups.values_mut() {
            used.retain(|used| {
                let refused = two.contains(&used.digest);
                if refused {
                    let reason = "the list puts this photograph to two people";
                    self.say(used.place, RowOutcome::Refused, Some(reason.into()));
                }
                !refused
            });
        }
    }

    /// A photograph that people took out of whom it was put to is put to nobody by a list.
    fn leave_what_was_taken_out(&mut self, groups: &mut BTreeMap<String, Vec<Used>>, decided: &Decided) {
        for used in groups.values_mut() {
            used.retain(|used| {
                let nobody = decided.people.of_photograph(&used.digest).is_none();
                let taken_out = nobody && decided.photographs.contains(&used.digest);
                if taken_out {
                    self.say(used.place, RowOutcome::Decided, Some("people took this photograph out".into()));
                }
                !taken_out
            });
        }
    }

    /// What is to be recorded of one person of the list, if anything is.
    fn person(&mut self, group: Vec<Used>, decided: &Decided) -> Option<(usize, Person)> {
        let first = group.first()?.place;
        let people = &decided.people;
        let (numbers, facts) = match agreed(&group) {
            Ok(agreed) => agreed,
            Err(what) => {
                let line = |used: &Used| self.rows.get(used.place).map_or(0, |row| row.line).to_string();
                let lines = group.iter().map(line).collect::<Vec<_>>().join(", ");
                for used in &group {
                    let reason = format!("rows of one person tell different {what}: {lines}");
                    self.say(used.place, RowOutcome::Refused, Some(reason));
                }
                return None;
            }
        };
        let put: BTreeSet<&IndividualId> =
            group.iter().filter_map(|used| people.of_photograph(&used.digest)).collect();
        if put.len() > 1 {
            let who = put.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            for used in &group {
                let reason = format!("people put photographs of these rows to {who}");
                self.say(used.place, RowOutcome::Decided, Some(reason));
            }
            return None;
        }
        let individual = put.first().map(|individual| (*individual).clone());
        let known = individual.as_ref().map(|individual| people.facts(individual)).unwrap_or_default();
        let mut facts = facts;
        if !numbers.is_empty() {
            facts.insert(Fact::ListedNumbers, numbers.to_string());
        }
        // What was said here stands: where the list says otherwise, it is told, not recorded.
        let unlike: Vec<&str> = facts
            .iter()
            .filter(|(fact, value)| known.get(fact).is_some_and(|said| said.value != **value))
            .map(|(fact, _)| fact.word())
            .collect();
        let unlike =
            (!unlike.is_empty()).then(|| format!("said otherwise here, which stays: {}", unlike.join(", ")));
        let said = |fact: Fact| {
            individual.as_ref().is_some_and(|individual| decided.facts.contains(&(individual.clone(), fact)))
        };
        facts.retain(|fact, _| !said(*fact));
        let mut photographs = BTreeSet::new();
        for used in &group {
            let already = people.of_photograph(&used.digest).is_some();
            if !already {
                photographs.insert(used.digest);
            }
            let outcome = if already { RowOutcome::Already } else { RowOutcome::Joined };
            self.say(used.place, outcome, unlike.clone());
            if let (Some(row), Some(individual)) = (self.rows.get_mut(used.place), &individual) {
                row.individual = Some(individual.clone());
            }
        }
        if photographs.is_empty() && facts.is_empty() {
            return None;
        }
        let rows = group.iter().map(|used| used.place).collect();
        Some((first, Person { individual, photographs: photographs.into_iter().collect(), facts, rows }))
    }
}

type Refusal = (RowOutcome, Option<String>);

/// Reads one row: the person it is of, and what it says.
fn used(place: usize, row: &Row, columns: &Columns, names: &Names) -> Result<(String, Used), Refusal> {
    let refused = |reason: String| (RowOutcome::Refused, Some(reason));
    let cell = |field: ListField| columns.cell(&row.cells, field);
    let file = cell(ListField::File).ok_or_else(|| refused("no file is named".into()))?;
    let number = |field: ListField| {
        cell(field).map(Number::parse).transpose().map_err(|e| refused(format!("{}: {e}", field.word())))
    };
    let numbers = Numbers {
        branch: number(ListField::Branch)?,
        detainee: number(ListField::Detainee)?,
        examination: number(ListField::Examination)?,
    };
    let mut facts = BTreeMap::new();
    for field in ListField::ALL {
        let Some((fact, said)) = field.fact().zip(cell(field)) else { continue };
        let value = value(fact, said)
            .ok_or_else(|| refused(format!("{}: “{said}” is no word known here", field.word())))?;
        if !fact.takes(&value) {
            return Err(refused(format!("{} is too long", field.word())));
        }
        facts.insert(fact, value);
    }
    let whole = numbers.parts().iter().all(Option::is_some);
    let group = match cell(ListField::Person) {
        Some(person) => format!("person {person}"),
        None if whole => format!("numbers {numbers}"),
        None => {
            return Err(refused("tells no person: neither a name for one nor all three numbers".into()));
        }
    };
    let found = names.found(file);
    let mut digests = found.iter();
    match (digests.next(), digests.next()) {
        (None, _) => Err((RowOutcome::NotFound, None)),
        (Some(digest), None) => Ok((group, Used { place, digest: *digest, numbers, facts })),
        (Some(_), Some(_)) => {
            let reason = format!("{} photographs end with this name: tell more of the path", found.len());
            Err((RowOutcome::Ambiguous, Some(reason)))
        }
    }
}

/// The numbers and facts of one person; an error names what its rows tell differently.
fn agreed(group: &[Used]) -> Result<(Numbers, BTreeMap<Fact, String>), &'static str> {
    let (numbers, differ) = amana_catalog::together(group.iter().map(|used| &used.numbers));
    if differ {
        return Err("numbers");
    }
    let mut facts: BTreeMap<Fact, String> = BTreeMap::new();
    for used in group {
        for (fact, value) in &used.facts {
            match facts.get(fact) {
                Some(known) if known != value && *fact != Fact::Note => return Err(fact.word()),
                Some(_) => {}
                None => {
                    facts.insert(*fact, value.clone());
                }
            }
        }
    }
    Ok((numbers, facts))
}
