//! People's decisions about which photographs show one person, and the state that they add up to.
//!
//! Every decision is an event. Nothing is ever taken back by editing: a decision is *undone* by a later one, which can be
//! undone in turn. [`People::of`] folds them: of each photograph the last decision counts that is not undone; a merge is a link
//! from one individual to another, so that both keep what is theirs and undoing it restores both, whatever was done since.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{Digest, IndividualId, Numbers};

/// A decision: details of a `people-decided` event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "kebab-case")]
pub enum Decision {
    /// These photographs show this individual, who is new or known. Each leaves whomever it was put to before.
    Together {
        /// The individual.
        individual: IndividualId,
        /// The photographs.
        photographs: Vec<Digest>,
        /// The machine's group that was accepted, by its name, where one was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        candidate: Option<Digest>,
    },
    /// These photographs show nobody known so far: they are taken out of whomever they were put to.
    TakenOut {
        /// The photographs.
        photographs: Vec<Digest>,
    },
    /// These photographs show nobody: they are taken out of whomever they were put to, and are suggested as nobody's any more.
    ShowsNobody {
        /// The photographs.
        photographs: Vec<Digest>,
        /// What they show instead.
        shows: Showing,
        /// The machine's group that this was said of, by its name, where one was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        candidate: Option<Digest>,
    },
    /// Two individuals are one: all that is of `from` counts for `into` as well.
    Merged {
        /// Who stays.
        into: IndividualId,
        /// Who is found to be the same.
        from: IndividualId,
    },
    /// A fact about an individual, as somebody saw it in a photograph. The last that is not undone counts.
    Described {
        /// The individual.
        individual: IndividualId,
        /// Which fact.
        fact: Fact,
        /// Its value: a word of the fact's vocabulary, or a text for a note.
        value: String,
        /// The photograph that shows it, where one does.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        photograph: Option<Digest>,
    },
    /// An earlier decision no longer counts.
    Undone {
        /// The log entry of that decision.
        entry: u64,
    },
    /// What a list brought no longer counts, and holds back no other list.
    ListTakenBack {
        /// The log entry of the first of its decisions.
        first: u64,
        /// How many log entries they are, one after the other.
        entries: u64,
    },
}

/// What a photograph shows that shows nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Showing {
    /// A place or a thing.
    Scene,
    /// A sheet of paper.
    Document,
    /// Anything else.
    Other,
}

impl Showing {
    /// Each.
    pub const ALL: [Self; 3] = [Self::Scene, Self::Document, Self::Other];

    /// The word used in forms and events.
    pub fn word(self) -> &'static str {
        match self {
            Self::Scene => "scene",
            Self::Document => "document",
            Self::Other => "other",
        }
    }

    /// That of the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|showing| showing.word() == word)
    }
}

/// A first coded fact about an individual.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// Detainee, soldier, civilian, other.
    Category,
    /// Sex as seen.
    Sex,
    /// Age band as seen.
    AgeBand,
    /// Free words.
    Note,
    /// The numbers that a list made elsewhere gives, as `215-4471-1180`: somebody's word, never a reading of a card.
    ListedNumbers,
}

impl Fact {
    /// Every fact.
    pub const ALL: [Self; 5] = [Self::Category, Self::Sex, Self::AgeBand, Self::Note, Self::ListedNumbers];

    /// The word used in tables, forms and events.
    pub fn word(self) -> &'static str {
        match self {
            Self::Category => "category",
            Self::Sex => "sex",
            Self::AgeBand => "age-band",
            Self::Note => "note",
            Self::ListedNumbers => "listed-numbers",
        }
    }

    /// The fact of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fact| fact.word() == word)
    }

    /// Its vocabulary; empty for free words.
    pub fn values(self) -> &'static [&'static str] {
        match self {
            Self::Category => &["detainee", "soldier", "civilian", "other"],
            Self::Sex => &["female", "male", "not-assessable"],
            Self::AgeBand => &["infant", "child", "adolescent", "adult", "elder", "not-assessable"],
            Self::Note | Self::ListedNumbers => &[],
        }
    }

    /// Whether it may have this value.
    pub fn takes(self, value: &str) -> bool {
        match self {
            Self::Category | Self::Sex | Self::AgeBand => self.values().contains(&value),
            Self::Note => value.chars().count() <= 2000,
            Self::ListedNumbers => value.parse::<Numbers>().is_ok_and(|numbers| !numbers.is_empty()),
        }
    }
}

/// Where the numbers of an individual stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IndividualState {
    /// Nothing contradicts.
    Accepted,
    /// None of the photographs has a settled number.
    WithoutNumbers,
    /// Photographs tell different numbers of one field: perhaps two people.
    NumbersDiffer,
    /// Another individual has the same numbers: perhaps one person.
    SameAsAnother,
}

impl IndividualState {
    /// Every state.
    pub const ALL: [Self; 4] =
        [Self::Accepted, Self::WithoutNumbers, Self::NumbersDiffer, Self::SameAsAnother];

    /// The word used in tables, texts and addresses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::WithoutNumbers => "without-numbers",
            Self::NumbersDiffer => "numbers-differ",
            Self::SameAsAnother => "same-as-another",
        }
    }
}

/// A fact's value, and the log entry that says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The value.
    pub value: String,
    /// The photograph that shows it, where one does.
    pub photograph: Option<Digest>,
    /// The log entry.
    pub entry: u64,
}

/// What all decisions add up to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct People {
    /// Photograph → the individual it was put to, before merges, and by which entry.
    put: BTreeMap<Digest, (IndividualId, u64)>,
    /// Photograph that shows nobody → what it shows, and by which entry.
    nobody: BTreeMap<Digest, (Showing, u64)>,
    /// Individual → who it was merged into, and by which entry.
    merged: BTreeMap<IndividualId, (IndividualId, u64)>,
    /// Individual, after merges → its photographs.
    members: BTreeMap<IndividualId, BTreeSet<Digest>>,
    /// Individual, before merges → facts.
    facts: BTreeMap<IndividualId, BTreeMap<Fact, Said>>,
    /// Decisions that no longer count.
    undone: BTreeSet<u64>,
    /// Of these, those that nobody undid but with the whole list that brought them.
    taken_back: BTreeSet<u64>,
}

impl People {
    /// Folds decisions, given with their log entries in the order of the log.
    pub fn of(decisions: &[(u64, Decision)]) -> Self {
        let (undone, taken_back) = undone(decisions);
        let mut people = Self { undone, taken_back, ..Self::default() };
        for (entry, decision) in decisions {
            if !people.undone.contains(entry) {
                people.take(*entry, decision);
            }
        }
        for (photograph, (individual, _)) in &people.put {
            let root = people.root(individual).clone();
            people.members.entry(root).or_default().insert(*photograph);
        }
        people
    }

    fn take(&mut self, entry: u64, decision: &Decision) {
        match decision {
            Decision::Together { individual, photographs, .. } => {
                for photograph in photographs {
                    self.nobody.remove(photograph);
                    self.put.insert(*photograph, (individual.clone(), entry));
                }
            }
            Decision::TakenOut { photographs } => {
                for photograph in photographs {
                    self.nobody.remove(photograph);
                    self.put.remove(photograph);
                }
            }
            Decision::ShowsNobody { photographs, shows, .. } => {
                for photograph in photographs {
                    self.put.remove(photograph);
                    self.nobody.insert(*photograph, (*shows, entry));
                }
            }
            // A merge that would close a circle says nothing new.
            Decision::Merged { into, from } if self.root(into) != self.root(from) => {
                let from = self.root(from).clone();
                self.merged.insert(from, (into.clone(), entry));
            }
            Decision::Described { individual, fact, value, photograph } => {
                let said = Said { value: value.clone(), photograph: *photograph, entry };
                self.facts.entry(individual.clone()).or_default().insert(*fact, said);
            }
            Decision::Merged { .. } | Decision::Undone { .. } | Decision::ListTakenBack { .. } => {}
        }
    }

    /// Who an individual is after all merges: itself, or whom it was merged into.
    pub fn root<'a>(&'a self, individual: &'a IndividualId) -> &'a IndividualId {
        let mut root = individual;
        while let Some((into, _)) = self.merged.get(root) {
            root = into;
        }
        root
    }

    /// Every individual after merges with its photographs, in the order of ids; none without a photograph.
    pub fn all(&self) -> impl Iterator<Item = (&IndividualId, &BTreeSet<Digest>)> {
        self.members.iter()
    }

    /// How many individuals there are.
    pub fn count(&self) -> usize {
        self.members.len()
    }

    /// Whom a photograph was put to.
    pub fn of_photograph(&self, photograph: &Digest) -> Option<&IndividualId> {
        self.put.get(photograph).map(|(individual, _)| self.root(individual))
    }

    /// What a photograph shows that people said shows nobody, and the entry that says so.
    pub fn shows_nobody(&self, photograph: &Digest) -> Option<(Showing, u64)> {
        self.nobody.get(photograph).copied()
    }

    /// Whether people have decided about a photograph: whom it shows, or that it shows nobody.
    pub fn is_decided(&self, photograph: &Digest) -> bool {
        self.put.contains_key(photograph) || self.nobody.contains_key(photograph)
    }

    /// The photographs of an individual; empty if it has none (any more).
    pub fn photographs(&self, individual: &IndividualId) -> BTreeSet<Digest> {
        self.members.get(self.root(individual)).cloned().unwrap_or_default()
    }

    /// The individuals that were merged into this one, each with the entry that did it, in the order of entries.
    pub fn merged_into(&self, individual: &IndividualId) -> Vec<(IndividualId, u64)> {
        let links = self.merged.iter().filter(|(from, _)| self.root(from) == individual);
        let mut links: Vec<_> = links.map(|(from, (_, entry))| (from.clone(), *entry)).collect();
        links.sort_by_key(|(_, entry)| *entry);
        links
    }

    /// The facts about everybody after merges, in one walk.
    pub fn all_facts(&self) -> BTreeMap<&IndividualId, BTreeMap<Fact, &Said>> {
        let mut all: BTreeMap<&IndividualId, BTreeMap<Fact, &Said>> = BTreeMap::new();
        for (whom, said) in &self.facts {
            let facts = all.entry(self.root(whom)).or_default();
            for (fact, said) in said {
                if facts.get(fact).is_none_or(|known| known.entry < said.entry) {
                    facts.insert(*fact, said);
                }
            }
        }
        all
    }

    /// The facts about an individual: of those said of all that were merged into it, the last of each.
    pub fn facts(&self, individual: &IndividualId) -> BTreeMap<Fact, Said> {
        let mut facts: BTreeMap<Fact, Said> = BTreeMap::new();
        for (whom, said) in &self.facts {
            if self.root(whom) != individual {
                continue;
            }
            for (fact, said) in said {
                if facts.get(fact).is_none_or(|known| known.entry < said.entry) {
                    facts.insert(*fact, said.clone());
                }
            }
        }
        facts
    }

    /// The last entry that changed where these photographs stand; `None` if nobody ever put one anywhere.
    pub fn changed(&self, photographs: &BTreeSet<Digest>) -> Option<u64> {
        photographs.iter().filter_map(|photograph| self.put.get(photograph)).map(|(_, entry)| *entry).max()
    }

    /// Whether a decision still counts.
    pub fn counts(&self, entry: u64) -> bool {
        !self.undone.contains(&entry)
    }

    /// Whether a decision counts no longer because the list that brought it was taken back, and for no other reason: then it is as if
    /// nobody had ever made it.
    pub fn is_taken_back(&self, entry: u64) -> bool {
        self.taken_back.contains(&entry)
    }
}

/// The entries that no longer count, and those of them that went with their list alone. An undoing that is itself undone undoes nothing; so
/// the last is judged first.
fn undone(decisions: &[(u64, Decision)]) -> (BTreeSet<u64>, BTreeSet<u64>) {
    let (mut undone, mut with_list) = (BTreeSet::new(), BTreeSet::new());
    for (entry, decision) in decisions.iter().rev() {
        if undone.contains(entry) || with_list.contains(entry) {
            continue;
        }
        match decision {
            Decision::Undone { entry: earlier } if earlier < entry => {
                undone.insert(*earlier);
            }
            Decision::ListTakenBack { first, entries } if first < entry => {
                let brought = brought(decisions, *first, *entries);
                with_list
                    .extend(brought.iter().map(|(brought, _)| *brought).filter(|brought| brought < entry));
            }
            _ => {}
        }
    }
    with_list.retain(|entry| !undone.contains(entry));
    undone.extend(&with_list);
    (undone, with_list)
}

/// The decisions of some log entries, one after the other, among all in the order of the log.
pub fn brought(decisions: &[(u64, Decision)], first: u64, entries: u64) -> &[(u64, Decision)] {
    let end = first.saturating_add(entries);
    let from = decisions.partition_point(|(entry, _)| *entry < first);
    let to = decisions.partition_point(|(entry, _)| *entry < end);
    decisions.get(from..to).unwrap_or_default()
}

impl Decision {
    /// The photographs it moves.
    pub fn photographs(&self) -> &[Digest] {
        match self {
            Self::Together { photographs, .. }
            | Self::TakenOut { photographs }
            | Self::ShowsNobody { photographs, .. } => photographs,
            Self::Merged { .. }
            | Self::Described { .. }
            | Self::Undone { .. }
            | Self::ListTakenBack { .. } => &[],
        }
    }

    /// The individuals it names.
    pub fn individuals(&self) -> Vec<&IndividualId> {
        match self {
            Self::Together { individual, .. } | Self::Described { individual, .. } => vec![individual],
            Self::Merged { into, from } => vec![into, from],
            Self::TakenOut { .. }
            | Self::ShowsNobody { .. }
            | Self::Undone { .. }
            | Self::ListTakenBack { .. } => Vec::new(),
        }
    }

    /// Whether its words and lists may be recorded.
    pub fn is_sound(&self) -> bool {
        match self {
            Self::Together { photographs, .. }
            | Self::TakenOut { photographs }
            | Self::ShowsNobody { photographs, .. } => (1..=500).contains(&photographs.len()),
            Self::Merged { into, from } => into != from,
            Self::Described { fact, value, .. } => fact.takes(value),
            Self::Undone { .. } => true,
            Self::ListTakenBack { entries, .. } => *entries > 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn id(n: u8) -> IndividualId {
        format!("i{n}").parse().unwrap()
    }

    fn photographs(of: &[u8]) -> Vec<Digest> {
        of.iter().map(|n| Digest([*n; 32])).collect()
    }

    fn together(individual: u8, of: &[u8]) -> Decision {
        Decision::Together { individual: id(individual), photographs: photographs(of), candidate: None }
    }

    fn merged(into: u8, from: u8) -> Decision {
        Decision::Merged { into: id(into), from: id(from) }
    }

    fn fold(decisions: &[Decision]) -> People {
        People::of(&(0..).zip(decisions.iter().cloned()).collect::<Vec<_>>())
    }

    fn shown(people: &People) -> Vec<(String, Vec<u8>)> {
        let bytes = |photographs: &BTreeSet<Digest>| photographs.iter().map(|digest| digest.0[0]).collect();
        people.all().map(|(individual, photographs)| (individual.to_string(), bytes(photographs))).collect()
    }

    fn person(individual: u8, of: &[u8]) -> (String, Vec<u8>) {
        (format!("i{individual}"), of.to_vec())
    }

    #[test]
    fn a_photograph_has_one_person_at_most_the_last_it_was_put_to() {
        let people = fold(&[together(1, &[1, 2, 3]), together(2, &[3, 4])]);
        assert_eq!(shown(&people), [person(1, &[1, 2]), person(2, &[3, 4])]);
        let people = fold(&[together(1, &[1]), Decision::TakenOut { photographs: photographs(&[1]) }]);
        assert_eq!((people.count(), people.of_photograph(&Digest([1; 32]))), (0, None));
    }

    #[test]
    fn a_photograph_that_shows_nobody_is_decided_until_that_is_undone_or_somebody_is_seen() {
        let nobody = |of: &[u8]| Decision::ShowsNobody {
            photographs: photographs(of),
            shows: Showing::Scene,
            candidate: None,
        };
        let one = Digest([1; 32]);
        let people = fold(&[together(1, &[1, 2]), nobody(&[1])]);
        assert_eq!(
            (shown(&people), people.shows_nobody(&one)),
            (vec![person(1, &[2])], Some((Showing::Scene, 1)))
        );
        assert!(people.is_decided(&one) && !people.is_decided(&Digest([3; 32])));
        let back = fold(&[together(1, &[1, 2]), nobody(&[1]), Decision::Undone { entry: 1 }]);
        assert_eq!((shown(&back), back.shows_nobody(&one)), (vec![person(1, &[1, 2])], None));
        let seen = fold(&[nobody(&[1]), together(1, &[1])]);
        assert_eq!((shown(&seen), seen.shows_nobody(&one)), (vec![person(1, &[1])], None));
        let open = fold(&[nobody(&[1]), Decision::TakenOut { photographs: photographs(&[1]) }]);
        assert!(!open.is_decided(&one));
        let text = serde_json::to_string(&nobody(&[1])).unwrap();
        assert!(text.starts_with("{\"decision\":\"shows-nobody\"") && text.contains("\"shows\":\"scene\""));
        assert!(nobody(&[1]).is_sound() && !nobody(&[]).is_sound());
        assert_eq!(Showing::ALL.map(|one| Showing::from_word(one.word())), Showing::ALL.map(Some));
    }

    #[test]
    fn a_merge_is_undone_even_after_others_worked_on() {
        let worked = [
            together(1, &[1, 2]),
            together(2, &[3]),
            merged(1, 2),
            together(1, &[4]),
            together(2, &[5]),
            Decision::Described {
                individual: id(1),
                fact: Fact::Sex,
                value: "male".into(),
                photograph: None,
            },
        ];
        assert_eq!(shown(&fold(&worked)), [person(1, &[1, 2, 3, 4, 5])]);
        let mut undone = worked.to_vec();
        undone.push(Decision::Undone { entry: 2 });
        let people = fold(&undone);
        assert_eq!(shown(&people), [person(1, &[1, 2, 4]), person(2, &[3, 5])]);
        assert_eq!(people.facts(&id(1))[&Fact::Sex].value, "male");
        undone.push(Decision::Undone { entry: 6 });
        assert_eq!(shown(&fold(&undone)), shown(&fold(&worked)), "undoing the undoing does it again");
    }

    #[test]
    fn merges_in_a_row_lead_to_one_and_a_circle_says_nothing() {
        let people = fold(&[
            together(1, &[1]),
            together(2, &[2]),
            together(3, &[3]),
            merged(1, 2),
            merged(2, 3),
            merged(3, 1),
        ]);
        assert_eq!(shown(&people), [person(1, &[1, 2, 3])]);
        assert_eq!(people.merged_into(&id(1)), [(id(2), 3), (id(3), 4)]);
    }

    #[test]
    fn of_two_merged_the_later_fact_counts() {
        let said = |individual, value: &str| Decision::Described {
            individual: id(individual),
            fact: Fact::AgeBand,
            value: value.into(),
            photograph: None,
        };
        let people =
            fold(&[together(1, &[1]), together(2, &[2]), said(2, "adult"), said(1, "elder"), merged(2, 1)]);
        assert_eq!(people.facts(&id(2))[&Fact::AgeBand].value, "elder");
        for (who, facts) in people.all_facts() {
            let facts: BTreeMap<Fact, Said> =
                facts.into_iter().map(|(fact, said)| (fact, said.clone())).collect();
            assert_eq!(people.facts(who), facts, "{who}");
        }
        assert!(!said(1, "old").is_sound() && said(1, "child").is_sound());
        let listed = |value: &str| Decision::Described {
            individual: id(1),
            fact: Fact::ListedNumbers,
            value: value.into(),
            photograph: None,
        };
        assert!(listed("215-4471-1180").is_sound() && listed("ج-?-7").is_sound());
        assert!(["?-?-?", "215-4471", "a-1-2", "1-2-3-4", ""].iter().all(|value| !listed(value).is_sound()));
    }

    #[test]
    fn what_was_undone_by_hand_is_not_taken_back_with_its_list() {
        let decisions = [together(1, &[1]), together(2, &[2]), Decision::Undone { entry: 0 }];
        let mut numbered: Vec<(u64, Decision)> = (0..).zip(decisions).collect();
        numbered.push((3, Decision::ListTakenBack { first: 0, entries: 2 }));
        let people = People::of(&numbered);
        assert_eq!([0, 1].map(|entry| people.counts(entry)), [false, false]);
        assert_eq!([0, 1].map(|entry| people.is_taken_back(entry)), [false, true]);
        assert!(!Decision::ListTakenBack { first: 0, entries: 0 }.is_sound());
        let end = Decision::ListTakenBack { first: u64::MAX, entries: u64::MAX };
        assert_eq!(brought(&numbered, u64::MAX, u64::MAX), []);
        assert!(People::of(&[(4, end)]).counts(4));
    }

    fn any_decision() -> impl Strategy<Value = Decision> {
        let some = proptest::collection::vec(0u8..12, 1..4);
        prop_oneof![
            (0u8..5, some.clone()).prop_map(|(individual, of)| together(individual, &of)),
            some.clone().prop_map(|of| Decision::TakenOut { photographs: photographs(&of) }),
            some.prop_map(|of| Decision::ShowsNobody {
                photographs: photographs(&of),
                shows: Showing::Document,
                candidate: None
            }),
            (0u8..5, 0u8..5).prop_map(|(into, from)| merged(into, from)),
            (0u64..30).prop_map(|entry| Decision::Undone { entry }),
            (0u64..30, 1u64..4).prop_map(|(first, entries)| Decision::ListTakenBack { first, entries }),
        ]
    }

    proptest! {
        #[test]
        fn a_list_taken_back_leaves_what_would_be_without_it(
            decisions in proptest::collection::vec(any_decision(), 1..30), first in 0u64..30, entries in 1u64..9
        ) {
            let mut numbered: Vec<(u64, Decision)> = (0..).zip(decisions).collect();
            let without: Vec<_> =
                numbered.iter().filter(|(entry, _)| !(first..first + entries).contains(entry)).cloned().collect();
            numbered.push((30, Decision::ListTakenBack { first, entries }));
            prop_assert_eq!(shown(&People::of(&numbered)), shown(&People::of(&without)));
            numbered.push((31, Decision::Undone { entry: 30 }));
            let restored = People::of(&numbered);
            numbered.truncate(numbered.len() - 2);
            prop_assert_eq!(shown(&restored), shown(&People::of(&numbered)));
        }

        #[test]
        fn whatever_was_decided_everybody_has_their_own_and_undoing_the_last_restores_what_was(
            decisions in proptest::collection::vec(any_decision(), 1..30)
        ) {
            let people = fold(&decisions);
            let members: usize = people.all().map(|(_, photographs)| photographs.len()).sum();
            let distinct: BTreeSet<_> = people.all().flat_map(|(_, photographs)| photographs).collect();
            prop_assert_eq!(members, distinct.len());
            prop_assert!(distinct.iter().all(|digest| people.shows_nobody(digest).is_none()));
            for (individual, photographs) in people.all() {
                prop_assert!(!photographs.is_empty());
                prop_assert_eq!(people.root(individual), individual);
            }
            let before = fold(&decisions[..decisions.len() - 1]);
            let mut undone = decisions.clone();
            undone.push(Decision::Undone { entry: decisions.len() as u64 - 1 });
            prop_assert_eq!(shown(&fold(&undone)), shown(&before));
        }
    }
}
