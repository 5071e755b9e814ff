//! What every row of a list would do, given what people decided so far.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use amana_catalog::SettledNumbers;
use amana_model::{Decision, Digest, Fact, IndividualId, Number, Numbers, PathBytes, People};
use amana_sheet::{Row, Sheet};

use super::columns::{Columns, ListField, value};
use super::names::Names;
use super::reason::RowReason;
use super::{RowOutcome, RowReport};

/// The most photographs one decision may put together.
const AT_MOST: usize = 500;

/// What an archive knows that a list is held against.
pub struct Known {
    names: Names,
    people: People,
    /// Photographs and facts that people ever decided about: what counts no more may be why a list says otherwise.
    photographs: BTreeSet<Digest>,
    facts: BTreeSet<(IndividualId, Fact)>,
    /// Numbers that people keyed from a photograph.
    keyed: HashMap<Digest, Numbers>,
}

impl Known {
    /// From every place where an original was found, all decisions, and all numbers that are settled.
    pub fn of(
        places: impl IntoIterator<Item = (PathBytes, Digest)>,
        decisions: &[(u64, Decision)],
        settled: &[SettledNumbers],
    ) -> Self {
        let mut names = Names::default();
        for (path, digest) in places {
            names.add(&path, digest);
        }
        let people = People::of(decisions);
        let mut photographs = BTreeSet::new();
        let mut facts = BTreeSet::new();
        for (entry, decision) in decisions {
            if people.is_taken_back(*entry) {
                continue;
            }
            photographs.extend(decision.photographs());
            if let Decision::Described { individual, fact, .. } = decision {
                facts.insert((people.root(individual).clone(), *fact));
            }
        }
        let mut markings: HashMap<Digest, Vec<&Numbers>> = HashMap::new();
        for one in settled {
            markings.entry(one.marking.digest).or_default().push(&one.numbers);
        }
        let together = |numbers: Vec<&Numbers>| amana_catalog::together(numbers.into_iter()).0;
        let keyed = markings.into_iter().map(|(digest, numbers)| (digest, together(numbers))).collect();
        Self { names, people, photographs, facts, keyed }
    }

    /// The numbers keyed from a photograph, if they say otherwise than a list.
    fn keyed_otherwise(&self, photograph: &Digest, listed: &Numbers) -> Option<&Numbers> {
        let differ = |(one, other): (Option<&Number>, Option<&Number>)| {
            one.zip(other).is_some_and(|(one, other)| one != other)
        };
        self.keyed.get(photograph).filter(|keyed| keyed.parts().into_iter().zip(listed.parts()).any(differ))
    }
}

/// One person of the list, as far as there is something to record.
pub struct ListedPerson {
    /// Who it is already.
    pub individual: Option<IndividualId>,
    photographs: Vec<Digest>,
    facts: BTreeMap<Fact, String>,
    /// Places of its rows in the report.
    pub(super) rows: Vec<usize>,
}

impl ListedPerson {
    /// What is to be recorded, once it is known who it is.
    pub fn decisions(&self, individual: &IndividualId) -> Vec<Decision> {
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
    pub(super) people: Vec<ListedPerson>,
}

/// A row that can be used.
struct Used {
    place: usize,
    digest: Digest,
    numbers: Numbers,
    facts: BTreeMap<Fact, String>,
}

impl Plan {
    pub(super) fn of(sheet: &Sheet, columns: &Columns<ListField>, known: &Known) -> Self {
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
                reasons: Vec::new(),
            };
            match used(place, row, columns, &known.names) {
                Ok((group, used)) => {
                    report.sha256 = Some(used.digest);
                    groups.entry(group).or_default().push(used);
                }
                Err((outcome, reason)) => {
                    report.outcome = outcome;
                    report.reasons.extend(reason);
                }
            }
            rows.push(report);
        }
        let mut plan = Self { rows, people: Vec::new() };
        plan.refuse_photographs_of_two(&mut groups);
        plan.leave_what_was_taken_out(&mut groups, known);
        let mut planned: Vec<(usize, ListedPerson)> =
            groups.into_values().filter_map(|group| plan.person(group, known)).collect();
        // In the order of the list, so that a reader finds them.
        planned.sort_by_key(|(first, _)| *first);
        plan.people = planned.into_iter().map(|(_, person)| person).collect();
        plan
    }

    fn say(&mut self, place: usize, outcome: RowOutcome, reason: Option<RowReason>) {
        if let Some(row) = self.rows.get_mut(place) {
            row.outcome = outcome;
            row.reasons.extend(reason);
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
                    self.say(used.place, RowOutcome::Refused, Some(RowReason::TwoPeople));
                }
                !refused
            });
        }
    }

    /// A photograph that people took out of whom it was put to is put to nobody by a list.
    fn leave_what_was_taken_out(&mut self, groups: &mut BTreeMap<String, Vec<Used>>, known: &Known) {
        for used in groups.values_mut() {
            used.retain(|used| {
                let nobody = known.people.of_photograph(&used.digest).is_none();
                let taken_out = nobody && known.photographs.contains(&used.digest);
                if taken_out {
                    self.say(used.place, RowOutcome::Decided, Some(RowReason::TakenOut));
                }
                !taken_out
            });
        }
    }

    /// What is to be recorded of one person of the list, if anything is.
    fn person(&mut self, group: Vec<Used>, known: &Known) -> Option<(usize, ListedPerson)> {
        let first = group.first()?.place;
        let people = &known.people;
        let (numbers, facts) = match agreed(&group) {
            Ok(agreed) => agreed,
            Err(what) => {
                let lines: Vec<u32> =
                    group.iter().filter_map(|used| Some(self.rows.get(used.place)?.line)).collect();
                let reason = match what {
                    None => RowReason::NumbersDiffer { lines },
                    Some(fact) => RowReason::FactDiffers { fact, lines },
                };
                for used in &group {
                    self.say(used.place, RowOutcome::Refused, Some(reason.clone()));
                }
                return None;
            }
        };
        let put: BTreeSet<&IndividualId> =
            group.iter().filter_map(|used| people.of_photograph(&used.digest)).collect();
        if put.len() > 1 {
            let reason = RowReason::PutTo(put.into_iter().cloned().collect());
            for used in &group {
                self.say(used.place, RowOutcome::Decided, Some(reason.clone()));
            }
            return None;
        }
        let individual = put.first().map(|individual| (*individual).clone());
        let here = individual.as_ref().map(|individual| people.facts(individual)).unwrap_or_default();
        let mut facts = facts;
        if !numbers.is_empty() {
            facts.insert(Fact::ListedNumbers, numbers.to_string());
        }
        // What was said here stands: where the list says otherwise, it is told, not recorded.
        let unlike: Vec<Fact> = facts
            .iter()
            .filter(|(fact, value)| here.get(fact).is_some_and(|said| said.value != **value))
            .map(|(fact, _)| *fact)
            .collect();
        let unlike = (!unlike.is_empty()).then_some(RowReason::SaidOtherwise(unlike));
        let said = |fact: Fact| {
            individual.as_ref().is_some_and(|individual| known.facts.contains(&(individual.clone(), fact)))
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
            if let Some(keyed) = known.keyed_otherwise(&used.digest, &numbers) {
                self.say(used.place, outcome, Some(RowReason::KeyedOtherwise(keyed.clone())));
            }
            if let (Some(row), Some(individual)) = (self.rows.get_mut(used.place), &individual) {
                row.individual = Some(individual.clone());
            }
        }
        if photographs.is_empty() && facts.is_empty() {
            return None;
        }
        let rows = group.iter().map(|used| used.place).collect();
        let photographs = photographs.into_iter().collect();
        Some((first, ListedPerson { individual, photographs, facts, rows }))
    }
}

type Refusal = (RowOutcome, Option<RowReason>);

/// Reads one row: the person it is of, and what it says.
fn used(
    place: usize,
    row: &Row,
    columns: &Columns<ListField>,
    names: &Names,
) -> Result<(String, Used), Refusal> {
    let refused = |reason: RowReason| (RowOutcome::Refused, Some(reason));
    let cell = |field: ListField| columns.cell(&row.cells, field);
    let file = cell(ListField::File).ok_or_else(|| refused(RowReason::NoFile))?;
    let number = |field: ListField| {
        let read = |said: &str| {
            Number::parse(said).map_err(|_| refused(RowReason::NotANumber { field, said: said.to_owned() }))
        };
        cell(field).map(read).transpose()
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
            .ok_or_else(|| refused(RowReason::UnknownWord { field, said: said.to_owned() }))?;
        if !fact.takes(&value) {
            return Err(refused(RowReason::TooLong { field }));
        }
        facts.insert(fact, value);
    }
    let whole = numbers.parts().iter().all(Option::is_some);
    let group = match cell(ListField::Person) {
        Some(person) => format!("person {person}"),
        None if whole => format!("numbers {numbers}"),
        None => return Err(refused(RowReason::NoPerson)),
    };
    let found = names.found(file);
    let mut digests = found.iter();
    match (digests.next(), digests.next()) {
        (None, _) => Err((RowOutcome::NotFound, None)),
        (Some(digest), None) => Ok((group, Used { place, digest: *digest, numbers, facts })),
        (Some(_), Some(_)) => Err((RowOutcome::Ambiguous, Some(RowReason::Several(found.len())))),
    }
}

/// The numbers and facts of one person; an error names the fact that its rows tell differently, or none for the numbers.
fn agreed(group: &[Used]) -> Result<(Numbers, BTreeMap<Fact, String>), Option<Fact>> {
    let (numbers, differ) = amana_catalog::together(group.iter().map(|used| &used.numbers));
    if differ {
        return Err(None);
    }
    let mut facts: BTreeMap<Fact, String> = BTreeMap::new();
    for used in group {
        for (fact, value) in &used.facts {
            match facts.get(fact) {
                Some(known) if known != value && *fact != Fact::Note => return Err(Some(*fact)),
                Some(_) => {}
                None => {
                    facts.insert(*fact, value.clone());
                }
            }
        }
    }
    Ok((numbers, facts))
}
