//! People in the sample: decisions in memory, folded by the model, and made-up groups to decide about.

use std::collections::{BTreeMap, BTreeSet};

use amana_archive::{Known, decided_since};
use amana_desk::backend::{
    Decided, ImportReport, IndividualSheet, List, ListBack, ListField, ListTakenOver, Otherwise, Suggestion,
    View, starting_places,
};
use amana_desk::look::{Brief, DecisionRow, EventRow, GroupPlace, IndividualRow, SettledNumbers, ToldAt};
use amana_model::{
    AccessionId, CandidateRow, Decision, Digest, Field, Habits, IndividualId, IndividualState, Keyed,
    MarkingRef, Numbers, People, PlaceKind, Reading, Reason, Script, UtcTime,
};

use super::study;

/// The log entry of the sample's first decision: beyond all that it begins with.
const FIRST: u64 = 10_000;
/// The log entry of the first who was put together before that.
const PUT: u64 = 9_000;

/// Numbers settled on the third photograph of the first groups: of a known branch, of one by its letter, of none.
const SETTLED: [&str; 3] = ["215-4471-?", "ج-12-?", "999-7-?"];

/// Groups, and what was decided about them.
#[derive(Default)]
pub(crate) struct Decisions {
    briefs: BTreeMap<Digest, Brief>,
    groups: Vec<Vec<CandidateRow>>,
    made: Vec<DecisionRow>,
    /// Lists that were taken over, as events.
    lists: Vec<EventRow>,
    /// Numbers settled on photographs that are in no group.
    numbers: BTreeMap<Digest, Numbers>,
}

impl Decisions {
    /// Groups of four out of photographs in their order.
    pub(crate) fn about(briefs: Vec<Brief>) -> Self {
        let groups = briefs.chunks_exact(4).map(group).collect();
        Self {
            briefs: briefs.into_iter().map(|brief| (brief.digest, brief)).collect(),
            groups,
            made: Vec::new(),
            lists: Vec::new(),
            numbers: BTreeMap::new(),
        }
    }

    /// Puts two photographs each to people with made-up numbers; gives who they are.
    pub(crate) fn put_together(
        &mut self,
        time: UtcTime,
        briefs: Vec<Brief>,
    ) -> Vec<(IndividualId, Vec<Digest>)> {
        let put = |(place, two): (usize, &[Brief])| {
            let (individual, photographs) =
                (study::person(place), two.iter().map(|one| one.digest).collect::<Vec<_>>());
            let decision = Decision::Together {
                individual: individual.clone(),
                photographs: photographs.clone(),
                candidate: None,
            };
            self.made.push(DecisionRow { entry: PUT + place as u64, time, agent: "samar".into(), decision });
            if let Some(branch) = study::branch(place) {
                let numbers = format!("{branch}-{}-?", 3000 + place).parse().expect("made-up numbers");
                self.numbers.insert(two[0].digest, numbers);
            }
            (individual, photographs)
        };
        let people = briefs.chunks_exact(2).take(study::PEOPLE).enumerate().map(put).collect();
        self.briefs.extend(briefs.into_iter().map(|brief| (brief.digest, brief)));
        people
    }

    /// The numbers settled on these photographs.
    fn settled(&self, photographs: &BTreeSet<Digest>) -> Vec<SettledNumbers> {
        let marked =
            self.groups.iter().zip(SETTLED).filter(|(group, _)| photographs.contains(&group[2].digest));
        let settled = marked.map(|(group, numbers)| SettledNumbers {
            marking: MarkingRef { digest: group[2].digest, look: 1, marking: 0 },
            basis: "two-agree".into(),
            numbers: numbers.parse().expect("the numbers of a sample"),
        });
        let others = self.numbers.iter().filter(|(digest, _)| photographs.contains(digest));
        let others = others.map(|(digest, numbers)| SettledNumbers {
            marking: MarkingRef { digest: *digest, look: 1, marking: 0 },
            basis: "two-agree".into(),
            numbers: numbers.clone(),
        });
        settled.chain(others).collect()
    }

    pub(crate) fn people(&self) -> People {
        People::of(&self.made.iter().map(|row| (row.entry, row.decision.clone())).collect::<Vec<_>>())
    }

    fn seen(&self) -> u64 {
        FIRST + self.made.len() as u64
    }

    pub(crate) fn new_individual(&self) -> IndividualId {
        format!("i{:08x}", self.made.len()).parse().expect("plain")
    }

    pub(crate) fn decide(&mut self, agent: &str, time: UtcTime, decision: Decision, seen: u64) -> Decided {
        let decisions: Vec<_> = self.made.iter().map(|row| (row.entry, row.decision.clone())).collect();
        if let Some(other) = decided_since(&decision, &decisions, &People::of(&decisions), seen) {
            return Decided::Conflict(other);
        }
        let entry = self.seen();
        self.made.push(DecisionRow { entry, time, agent: agent.to_owned(), decision });
        Decided::Recorded(entry)
    }

    /// What a list does, as an archive would have it do; the decisions it makes are recorded, if it is to be.
    pub(crate) fn import(
        &mut self,
        agent: &str,
        time: UtcTime,
        list: &List,
        columns: &[(ListField, String)],
        record: bool,
    ) -> ImportReport {
        let places = self.briefs.values().map(|brief| (brief.path.clone(), brief.digest));
        let decisions: Vec<_> = self.made.iter().map(|row| (row.entry, row.decision.clone())).collect();
        let mut plan = list.plan(columns, &Known::of(places, &decisions, &[])).unwrap();
        let people = if record { std::mem::take(&mut plan.people) } else { Vec::new() };
        let before = self.seen();
        for person in &people {
            let individual = person.individual.clone().unwrap_or_else(|| self.new_individual());
            for decision in person.decisions(&individual) {
                let entry = self.seen();
                self.made.push(DecisionRow { entry, time, agent: agent.to_owned(), decision });
            }
            plan.recorded(person, &individual);
        }
        if !people.is_empty() {
            let act = plan.act(&people, (self.seen() - before) as usize);
            let index = before - 1;
            let details = serde_json::to_value(act).unwrap()["details"].take();
            let (agent, software, act) = (agent.to_owned(), String::new(), "list-imported".to_owned());
            self.lists.insert(0, EventRow { index, time, agent, software, act, details });
        }
        plan.report
    }

    pub(crate) fn lists_taken_over(&self) -> Vec<ListTakenOver> {
        let decisions: Vec<_> = self.made.iter().map(|row| (row.entry, row.decision.clone())).collect();
        ListTakenOver::all(&self.lists, &decisions)
    }

    pub(crate) fn take_list_back(&mut self, agent: &str, time: UtcTime, list: &Digest) -> Option<ListBack> {
        let known = self.lists_taken_over().into_iter().find(|known| known.list == *list)?;
        for decision in known.taking_back() {
            let entry = self.seen();
            self.made.push(DecisionRow { entry, time, agent: agent.to_owned(), decision });
        }
        Some(ListBack { decisions: known.counting, worked_on: known.worked_on, recorded: true })
    }

    pub(crate) fn rows(&self) -> Vec<IndividualRow> {
        let people = self.people();
        let row = |(individual, photographs): (&IndividualId, &BTreeSet<Digest>)| {
            let all = self.settled(photographs);
            let differ = all.iter().any(|one| one.numbers != all[0].numbers);
            let settled = all.into_iter().next().filter(|_| !differ);
            let unusual =
                settled.as_ref().map(|settled| habits().of_numbers(&settled.numbers)).unwrap_or_default();
            IndividualRow {
                individual: individual.clone(),
                state: match settled {
                    _ if differ => IndividualState::NumbersDiffer,
                    Some(_) => IndividualState::Accepted,
                    None => IndividualState::WithoutNumbers,
                },
                numbers: settled.map_or_else(Numbers::default, |settled| settled.numbers),
                facts: people.facts(individual).into_iter().map(|(fact, said)| (fact, said.value)).collect(),
                photographs: photographs.clone(),
                seen: None,
                unusual,
            }
        };
        people.all().map(row).collect()
    }

    pub(crate) fn sheet(&self, individual: &IndividualId) -> Option<IndividualSheet> {
        let people = self.people();
        let root = people.root(individual).clone();
        let row = self.rows().into_iter().find(|row| row.individual == root)?;
        let views = row.photographs.iter().filter_map(|digest| Some((*digest, view(digest)?))).collect();
        let photographs: Vec<Brief> =
            row.photographs.iter().filter_map(|digest| self.briefs.get(digest).cloned()).collect();
        let decisions = self.made.iter().rev().map(|row| (row.clone(), people.counts(row.entry))).collect();
        let groups = self.groups.iter().map(|group| (group[0].digest, group.clone()));
        let groups =
            groups.filter(|(_, group)| group.iter().any(|one| row.photographs.contains(&one.digest)));
        let otherwise = Otherwise::of(&row.photographs, &groups.collect(), &people);
        let numbers = self.settled(&row.photographs);
        Some(IndividualSheet {
            merged: people.merged_into(&root),
            otherwise,
            told: numbers.iter().map(told).collect(),
            names: NAMES.map(|(id, name)| (id.parse().expect("plain"), name.to_owned())).into(),
            numbers,
            row,
            photographs,
            views,
            decisions,
            doubles: Vec::new(),
            seen: self.seen(),
        })
    }

    /// Every group, with whether it waits.
    pub(crate) fn places(&self, accession: &AccessionId) -> Vec<(GroupPlace, bool)> {
        let people = self.people();
        let place = |group: &Vec<CandidateRow>| {
            let photographs = group.iter().map(|row| row.digest).collect();
            let place = GroupPlace { name: group[0].digest, accession: accession.clone(), photographs };
            let waits = place.waits(&people);
            (place, waits)
        };
        self.groups.iter().map(place).collect()
    }

    pub(crate) fn suggestion(&self, from: Option<&Digest>) -> Option<Suggestion> {
        let people = self.people();
        let free = |row: &&CandidateRow| !people.is_decided(&row.digest);
        let waiting: Vec<&Vec<CandidateRow>> =
            self.groups.iter().filter(|group| group.iter().any(|row| free(&row))).collect();
        let at = from.and_then(|from| waiting.iter().position(|group| group[0].digest == *from)).unwrap_or(0);
        let group = waiting.get(at)?;
        Some(Suggestion {
            rows: group
                .iter()
                .filter(free)
                .map(|row| (row.clone(), self.briefs[&row.digest].clone()))
                .collect(),
            others: group.iter().filter_map(|row| people.of_photograph(&row.digest).cloned()).collect(),
            numbers: Vec::new(),
            seen: self.seen(),
            waiting: waiting.len() as u64,
            next: waiting.get(at + 1).map(|group| group[0].digest),
        })
    }
}

/// Who keys in the sample: account and name.
const NAMES: [(&str, &str); 2] = [("u-samar", "Samar"), ("u-leila", "Leila")];

/// Two who keyed the same, and what a machine read.
fn told(settled: &SettledNumbers) -> ToldAt {
    let keyed = Keyed::Numbers(settled.numbers.clone());
    let keyed = NAMES.map(|(id, _)| (id.parse().expect("plain"), keyed.clone())).to_vec();
    let number = settled.numbers.detainee.as_ref().map(|number| number.as_str().to_owned());
    let reading = Reading {
        line: 1,
        field: Field::Detainee,
        engine: "digits 5".into(),
        raw: number.clone().unwrap_or_default(),
        number,
        script: Some(Script::Western),
        probability: 0.996,
    };
    ToldAt { keyed, readings: vec![reading] }
}

/// What numbers of the sample usually are: the starting list's branches.
fn habits() -> Habits {
    let branches = starting_places().iter().filter(|place| place.kind == PlaceKind::Branch);
    let branches = branches.flat_map(|place| place.numbers.clone()).collect();
    Habits { branches, digits: Some([(3, 3), (1, 5), (1, 5)]) }
}

/// What a machine takes a photograph of the sample for.
pub(crate) fn view(digest: &Digest) -> Option<View> {
    View::ALL.get(usize::from(digest.0[0] % 5)).copied()
}

fn group(briefs: &[Brief]) -> Vec<CandidateRow> {
    let name = briefs[0].digest;
    let reasons = [
        vec![],
        vec![Reason::SecondsAfter { seconds: 4 }, Reason::NextInSequence { steps: 1 }],
        vec![Reason::SameNumbers { numbers: "215-4471-?".into() }, Reason::AlikeFace],
        vec![Reason::CopyOf, Reason::SameFolder],
    ];
    let one = |(rank, (brief, reasons)): (u32, (&Brief, Vec<Reason>))| CandidateRow {
        group: name,
        digest: brief.digest,
        rank,
        probability: 0.97,
        hangs_on: (rank > 0).then_some(name),
        reasons,
        category: Some("detainee".into()),
    };
    (0..).zip(briefs.iter().zip(reasons)).map(one).collect()
}
