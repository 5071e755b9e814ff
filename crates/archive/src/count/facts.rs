//! The units of each kind, each with what is told of it. One rule a kind, and every definition is asked of the same facts.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use amana_catalog::{CountedContent, CountedPath};
use amana_model::{
    Condition, CountUnit, Digest, IndividualId, IndividualState, Number, Outcome, claimed_date,
};
use serde::{Serialize, Serializer};

use super::{CountedPerson, Snapshot, Told};

/// Which unit: what a number opens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnitId {
    /// A path, by its log entry.
    Occurrence(u64),
    /// A photograph, or a picture by its best version.
    Content(Digest),
    /// A person.
    Person(IndividualId),
}

impl fmt::Display for UnitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Occurrence(entry) => write!(f, "{entry}"),
            Self::Content(digest) => write!(f, "{digest}"),
            Self::Person(individual) => write!(f, "{individual}"),
        }
    }
}

impl Serialize for UnitId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What is told of one unit.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitFacts {
    /// Which.
    pub id: UnitId,
    /// Whether there is a picture in it at all; `None` where nothing could be read.
    pub picture: Option<bool>,
    /// Whether it is put to a person; `None` where that is no question.
    pub put: Option<bool>,
    /// Categories of the people it is put to.
    pub category: Told<String>,
    /// Sexes, as seen.
    pub sex: Told<String>,
    /// Age bands, as seen.
    pub age_band: Told<String>,
    /// The sex of those people as experts coded it, not assessable too; nothing where nothing is settled.
    pub coded_sex: Told<String>,
    /// Their apparent age band as experts coded it.
    pub coded_age_band: Told<String>,
    /// States of those people.
    pub state: Told<IndividualState>,
    /// Branches: of the person it is put to; where it is put to nobody, those settled on its own markings.
    pub branch: Told<Number>,
    /// Its date: `2012`, `2012-03` or `2012-03-15`.
    pub date: Option<String>,
    /// The conditions of its files; `None` for one that was not analysed.
    pub files: Vec<Option<Condition>>,
    /// Its photographs.
    pub photographs: u64,
}

/// Every unit of one kind, in the order of the log; people in the order of the snapshot.
pub fn facts(snapshot: &Snapshot, unit: CountUnit) -> Vec<UnitFacts> {
    let view = View::of(snapshot);
    match unit {
        CountUnit::Occurrences => snapshot.paths.iter().map(|path| view.occurrence(path)).collect(),
        CountUnit::Photographs => view.photographs().map(|content| view.photograph(content)).collect(),
        CountUnit::Pictures => view.pictures(),
        CountUnit::People => (0..snapshot.people.len()).map(|at| view.person(at)).collect(),
    }
}

/// A snapshot with its contents, and whom each shows, by digest.
pub(super) struct View<'a> {
    snapshot: &'a Snapshot,
    contents: HashMap<Digest, &'a CountedContent>,
    people: HashMap<Digest, usize>,
    /// Branches settled on each content.
    on_content: HashMap<Digest, Vec<Number>>,
    /// Branches settled on the photographs of each person.
    on_person: HashMap<usize, Vec<Number>>,
}

impl<'a> View<'a> {
    pub(super) fn of(snapshot: &'a Snapshot) -> Self {
        let contents = snapshot.contents.iter().map(|content| (content.digest, content)).collect();
        let mut people = HashMap::new();
        for (at, person) in snapshot.people.iter().enumerate() {
            people.extend(person.photographs.iter().map(|digest| (*digest, at)));
        }
        let (mut on_content, mut on_person) = (HashMap::<_, Vec<_>>::new(), HashMap::<_, Vec<_>>::new());
        for (digest, branch) in &snapshot.branches {
            on_content.entry(*digest).or_default().push(branch.clone());
            if let Some(at) = people.get(digest) {
                on_person.entry(*at).or_default().push(branch.clone());
            }
        }
        Self { snapshot, contents, people, on_content, on_person }
    }

    /// Whether a content is counted as a photograph: it is a picture, or people put it to a person.
    pub(super) fn is_photograph(&self, content: &CountedContent) -> bool {
        content.picture || self.people.contains_key(&content.digest)
    }

    pub(super) fn photographs(&self) -> impl Iterator<Item = &'a CountedContent> {
        self.snapshot.contents.iter().filter(|content| self.is_photograph(content))
    }

    pub(super) fn content(&self, digest: &Digest) -> Option<&'a CountedContent> {
        self.contents.get(digest).copied()
    }

    /// Whom a content was put to.
    pub(super) fn put_to(&self, digest: &Digest) -> Option<usize> {
        self.people.get(digest).copied()
    }

    fn photograph(&self, content: &CountedContent) -> UnitFacts {
        let at = self.put_to(&content.digest);
        let person = at.map(|at| &self.snapshot.people[at]);
        let said =
            |of: fn(&CountedPerson) -> &Option<String>| Told::of(person.and_then(|one| of(one).clone()));
        let branches = match at {
            Some(at) => self.on_person.get(&at),
            None => self.on_content.get(&content.digest),
        };
        UnitFacts {
            id: UnitId::Content(content.digest),
            picture: Some(true),
            put: Some(at.is_some()),
            category: said(|one| &one.category),
            sex: said(|one| &one.sex),
            age_band: said(|one| &one.age_band),
            coded_sex: Told::of(person.into_iter().flat_map(|one| one.coded_sex.clone())),
            coded_age_band: Told::of(person.into_iter().flat_map(|one| one.coded_age_band.clone())),
            state: Told::of(person.map(|one| one.state)),
            branch: Told::of(branches.into_iter().flatten().cloned()),
            date: date(content),
            files: vec![content.file],
            photographs: 1,
        }
    }

    fn person(&self, at: usize) -> UnitFacts {
        let person = &self.snapshot.people[at];
        let contents = || person.photographs.iter().filter_map(|digest| self.content(digest));
        // Of the most exact dates the earliest.
        let dates = contents().filter_map(date);
        let date = dates.min_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        UnitFacts {
            id: UnitId::Person(person.individual.clone()),
            picture: Some(true),
            put: None,
            category: Told::of(person.category.clone()),
            sex: Told::of(person.sex.clone()),
            age_band: Told::of(person.age_band.clone()),
            coded_sex: Told::of(person.coded_sex.clone()),
            coded_age_band: Told::of(person.coded_age_band.clone()),
            state: Told::of([person.state]),
            branch: Told::of(self.on_person.get(&at).into_iter().flatten().cloned()),
            date,
            files: contents().map(|content| content.file).collect(),
            photographs: person.photographs.len() as u64,
        }
    }

    fn occurrence(&self, path: &CountedPath) -> UnitFacts {
        let id = UnitId::Occurrence(path.entry);
        match path.digest.and_then(|digest| self.content(&digest)) {
            Some(content) if self.is_photograph(content) => UnitFacts { id, ..self.photograph(content) },
            Some(_) => UnitFacts { picture: Some(false), ..nothing(id) },
            // A link or a device has no content; of what could not be read nobody knows.
            None => {
                let none = matches!(path.outcome, Outcome::Symlink | Outcome::Special);
                UnitFacts { picture: none.then_some(false), ..nothing(id) }
            }
        }
    }

    fn pictures(&self) -> Vec<UnitFacts> {
        groups(self).into_iter().map(|(best, members)| self.picture(best, &members)).collect()
    }

    fn picture(&self, best: Digest, members: &[&CountedContent]) -> UnitFacts {
        let members: Vec<UnitFacts> = members.iter().map(|member| self.photograph(member)).collect();
        UnitFacts {
            id: UnitId::Content(best),
            picture: Some(true),
            put: Some(members.iter().any(|member| member.put == Some(true))),
            category: together(&members, |member| &member.category),
            sex: together(&members, |member| &member.sex),
            age_band: together(&members, |member| &member.age_band),
            coded_sex: together(&members, |member| &member.coded_sex),
            coded_age_band: together(&members, |member| &member.coded_age_band),
            state: together(&members, |member| &member.state),
            branch: together(&members, |member| &member.branch),
            date: members.iter().find_map(|member| member.date.clone()),
            files: members.iter().flat_map(|member| member.files.clone()).collect(),
            photographs: members.len() as u64,
        }
    }
}

/// Pictures with their photographs, the best version first, in the order of each one's first photograph in the log.
pub(super) fn groups<'a>(view: &View<'a>) -> Vec<(Digest, Vec<&'a CountedContent>)> {
    let mut order: BTreeMap<usize, Digest> = BTreeMap::new();
    let mut members: HashMap<Digest, Vec<&CountedContent>> = HashMap::new();
    for (at, content) in view.photographs().enumerate() {
        let best = content.copy_of.map_or(content.digest, |(best, _)| best);
        let group = members.entry(best).or_default();
        if group.is_empty() {
            order.insert(at, best);
        }
        group.push(content);
    }
    let sorted = |best: Digest| {
        let mut group = members.remove(&best).unwrap_or_default();
        group.sort_by_key(|content| content.copy_of.map_or(0, |(_, rank)| rank));
        (best, group)
    };
    order.into_values().map(sorted).collect()
}

fn together<T: PartialEq + Clone>(members: &[UnitFacts], of: impl Fn(&UnitFacts) -> &Told<T>) -> Told<T> {
    Told::of(members.iter().flat_map(|member| of(member).all().to_vec()))
}

fn nothing(id: UnitId) -> UnitFacts {
    UnitFacts {
        id,
        picture: None,
        put: None,
        category: Told::default(),
        sex: Told::default(),
        age_band: Told::default(),
        coded_sex: Told::default(),
        coded_age_band: Told::default(),
        state: Told::default(),
        branch: Told::default(),
        date: None,
        files: Vec::new(),
        photographs: 0,
    }
}

/// The date of its folders, else the day that the camera claimed.
fn date(content: &CountedContent) -> Option<String> {
    claimed_date(content.taken_at.as_deref(), content.folder_date.as_deref()).map(str::to_owned)
}
