//! What the truth tells of an archive, by digest: who is seen in a photograph, and what stands on the marking in it.

use std::collections::{BTreeMap, BTreeSet};

use amana_archive::{ArchiveError, Result};
use amana_model::{Digest, Keyed, Number, Numbers};
use amana_testkit::leak::Truth;
use amana_testkit::leak::signs::{Sign, signs};
use amana_testkit::leak::truth::{Category, File, Person, View};

/// One person of the truth who is in the archive.
#[derive(Debug, Clone)]
pub struct KnownPerson<'a> {
    /// The person.
    pub person: &'a Person,
    /// What an expert would see.
    pub signs: Vec<Sign>,
    /// The photographs of the person that the archive holds, each with its view.
    pub photographs: BTreeMap<Digest, Option<View>>,
}

/// The truth about an archive.
#[derive(Debug, Clone)]
pub struct Known<'a> {
    truth: &'a Truth,
    files: BTreeMap<Digest, &'a File>,
    /// Picture → whether its marking is whole. Copies of other pixels do not tell where it is, so they go by their original.
    cards: BTreeMap<&'a str, bool>,
    people: BTreeMap<&'a str, KnownPerson<'a>>,
}

impl<'a> Known<'a> {
    /// What the truth tells of an archive of these contents.
    ///
    /// # Errors
    /// If the archive holds something that the truth does not name, or nothing at all: then it is not this leak's, and may be real.
    pub fn of(truth: &'a Truth, contents: impl IntoIterator<Item = Digest>) -> Result<Self> {
        let mut named: BTreeMap<Digest, &'a File> = BTreeMap::new();
        for file in &truth.files {
            let digest = file.sha256.as_ref().and_then(|sha256| sha256.parse().ok());
            if let Some(digest) = digest {
                named.entry(digest).or_insert(file);
            }
        }
        let held: BTreeSet<Digest> = contents.into_iter().collect();
        let strange = held.iter().filter(|digest| !named.contains_key(digest)).count();
        match (held.len(), strange) {
            (0, _) => return Err(refused("this archive holds nothing".to_owned())),
            (_, 0) => {}
            (all, _) => {
                let what = format!("of {all} files in this archive the truth does not name {strange}");
                return Err(refused(what));
            }
        }
        let mut cards = BTreeMap::new();
        for shown in truth.files.iter().filter_map(|file| file.shown.as_ref()) {
            if let Some(card) = &shown.card {
                *cards.entry(shown.picture.as_str()).or_insert(false) |= card.whole;
            }
        }
        let files = named.into_iter().filter(|(digest, _)| held.contains(digest)).collect();
        let people = people(truth, &files);
        Ok(Self { truth, files, cards, people })
    }

    /// Everybody, in the order of their ids in the truth.
    pub fn people(&self) -> impl Iterator<Item = &KnownPerson<'a>> {
        self.people.values()
    }

    /// The truth itself.
    pub fn truth(&self) -> &'a Truth {
        self.truth
    }

    /// Whom a photograph shows.
    pub fn shown_in(&self, photograph: &Digest) -> Option<&KnownPerson<'a>> {
        let shown = self.files.get(photograph)?.shown.as_ref()?;
        self.people.get(shown.person.as_deref()?)
    }

    /// What a person without fault keys at a marking of this photograph.
    pub(crate) fn marking(&self, photograph: &Digest) -> Keyed {
        let shown = self.files.get(photograph).and_then(|file| file.shown.as_ref());
        let whole = shown.and_then(|shown| self.cards.get(shown.picture.as_str()));
        let numbers = self.shown_in(photograph).map(|known| numbers(known.person)).unwrap_or_default();
        match whole {
            Some(true) if !numbers.is_empty() => Keyed::Numbers(numbers),
            Some(false) if !numbers.is_empty() => Keyed::CannotBeRead,
            // A soldier's card has a name and a number that is none of the three.
            _ => Keyed::NotANumber,
        }
    }
}

impl KnownPerson<'_> {
    /// The photograph that shows a view, or any.
    pub(crate) fn photograph(&self, view: View, among: &[Digest]) -> Option<Digest> {
        let shows = |digest: &&Digest| self.photographs.get(digest).copied().flatten() == Some(view);
        among.iter().find(shows).or(among.first()).copied()
    }

    /// The right answer to an entry as a whole.
    pub fn answer(&self, entry: &str) -> Option<&Sign> {
        self.signs.iter().find(|sign| sign.entry == entry && sign.region.is_none())
    }

    /// The category, in the archive's word.
    pub fn category(&self) -> &'static str {
        match self.person.category {
            Category::Detainee => "detainee",
            Category::Soldier => "soldier",
            Category::Civilian => "civilian",
            Category::Scene | Category::Document => "other",
        }
    }
}

fn refused(what: String) -> ArchiveError {
    ArchiveError::mistake(format!(
        "{what}: it is not an archive of this synthetic leak, and may be a real one"
    ))
    .safe("nothing was recorded; simulated staff works on the synthetic leak alone")
    .next("make an archive of the leak that the truth tells of: `cargo xtask demo`")
}

fn people<'a>(truth: &'a Truth, files: &BTreeMap<Digest, &'a File>) -> BTreeMap<&'a str, KnownPerson<'a>> {
    let mut signs = signs(truth);
    let new = |person: &'a Person| {
        let signs = signs.remove(person.id.as_str()).unwrap_or_default();
        (person.id.as_str(), KnownPerson { person, signs, photographs: BTreeMap::new() })
    };
    let mut people: BTreeMap<&str, KnownPerson<'_>> = truth.people.iter().map(new).collect();
    for (digest, file) in files {
        let Some(shown) = &file.shown else { continue };
        if let Some(known) = shown.person.as_deref().and_then(|person| people.get_mut(person)) {
            known.photographs.insert(*digest, shown.view);
        }
    }
    people.retain(|_, known| !known.photographs.is_empty());
    people
}

fn numbers(person: &Person) -> Numbers {
    let number = |text: &Option<String>| text.as_deref().and_then(|text| Number::parse(text).ok());
    let amana_testkit::leak::truth::Numbers { branch, detainee, examination } = &person.numbers;
    Numbers { branch: number(branch), detainee: number(detainee), examination: number(examination) }
}
