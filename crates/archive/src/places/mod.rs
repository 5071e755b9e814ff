//! Branches and facilities: the starting list, and how a collection describes its own.
//!
//! Every description is an event that holds the whole record. Whoever describes a place tells the last log entry her page
//! knew; if somebody described the same place since, hers is refused and nothing is lost.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use amana_catalog::PlaceDescription;
use amana_model::{Act, Agent, Place, PlaceId, Places};
use serde::{Deserialize, Serialize};

use crate::archive::Archive;
use crate::error::{ArchiveError, Result};
use crate::people::Decided;

/// The list that every archive begins with.
const STARTING_LIST: &str = include_str!("starting-list.toml");

/// The format of a list of places: `[[place]]` tables with the members of a `place-described` event.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    place: Vec<Place>,
}

/// Every branch and facility, with who described it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct KnownPlaces {
    /// The places as they stand.
    pub places: Places,
    /// Every description, in the order of the log.
    pub descriptions: Vec<PlaceDescription>,
    /// The last log entry that is known here: to be told with a description.
    pub seen: u64,
}

impl KnownPlaces {
    /// What descriptions add up to over the starting list, known up to the log entry `seen`.
    pub fn of(descriptions: Vec<PlaceDescription>, seen: u64) -> Self {
        let described = descriptions.iter().map(|description| (description.entry, &description.place));
        Self { places: Places::of(starting_places(), described), descriptions, seen }
    }

    /// The descriptions of one place, the latest first; none for one that stands as in the starting list.
    pub fn of_place<'a>(&'a self, place: &'a PlaceId) -> impl Iterator<Item = &'a PlaceDescription> {
        self.descriptions.iter().rev().filter(move |description| description.place.place == *place)
    }
}

/// What a collection's own list of places changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BroughtPlaces {
    /// Places that are described, new or anew, in the order of the list.
    pub described: Vec<PlaceId>,
    /// How many of the list stand so already.
    pub already: u64,
    /// Whether it was recorded, or only tried.
    pub recorded: bool,
}

/// The places that every archive begins with.
pub fn starting_places() -> &'static [Place] {
    static PLACES: LazyLock<Vec<Place>> =
        LazyLock::new(|| read(STARTING_LIST).expect("a test reads the list that comes with the program"));
    &PLACES
}

fn read(list: &str) -> std::result::Result<Vec<Place>, toml::de::Error> {
    toml::from_str::<List>(list).map(|list| list.place)
}

impl Archive {
    /// Every branch and facility as it stands.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub async fn places(&self) -> Result<KnownPlaces> {
        let seen = self.catch_up().await?;
        Ok(KnownPlaces::of(self.catalog().await?.place_descriptions().await?, seen))
    }

    /// Records how `agent` describes a place, new or known, on what was known at log entry `seen`.
    ///
    /// # Errors
    /// If the record will not do; without keys, or if catalog or log fail.
    pub async fn describe_place(&self, agent: &Agent, place: Place, seen: u64) -> Result<Decided> {
        check(&place)?;
        // One at a time: what is described must have seen every description before it.
        let _alone = self.deciding.lock().await;
        let known = self.places().await?;
        if let Some(last) = known.of_place(&place.place).next().filter(|last| last.entry >= seen) {
            return Ok(Decided::Conflict(last.entry));
        }
        Ok(Decided::Recorded(self.record_as(agent, vec![Act::PlaceDescribed(place)]).await?))
    }

    /// Takes over a collection's own list of places, in the format of the starting list; only tries it unless `record`.
    ///
    /// Each place whose record differs from what stands is described by `agent`. A place that the list does not name stays.
    ///
    /// # Errors
    /// If the text is no such list, names a place twice, or holds a record that will not do; without keys, or if catalog or
    /// log fail. Nothing is recorded then.
    pub async fn bring_places(&self, agent: &Agent, list: &str, record: bool) -> Result<BroughtPlaces> {
        let list = read(list).map_err(|e| {
            ArchiveError::mistake("the list of places cannot be read")
                .safe("nothing was recorded")
                .next("its format stands in docs/formats/places.md")
                .because(e)
        })?;
        list.iter().try_for_each(check)?;
        let mut ids = BTreeSet::new();
        if let Some(place) = list.iter().find(|place| !ids.insert(&place.place)) {
            return Err(ArchiveError::mistake(format!("the list names {} twice", place.place))
                .safe("nothing was recorded"));
        }
        let _alone = self.deciding.lock().await;
        let known = self.places().await?.places;
        let (already, differ): (Vec<Place>, Vec<Place>) =
            list.into_iter().partition(|place| known.get(&place.place) == Some(place));
        let described: Vec<PlaceId> = differ.iter().map(|place| place.place.clone()).collect();
        let recorded = record && !differ.is_empty();
        if recorded {
            self.record_as(agent, differ.into_iter().map(Act::PlaceDescribed).collect()).await?;
        }
        Ok(BroughtPlaces { described, already: already.len() as u64, recorded })
    }
}

fn check(place: &Place) -> Result<()> {
    place.check().map_err(|fault| {
        ArchiveError::mistake(format!("the place {} will not do: {fault}", place.place))
            .safe("nothing was recorded")
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use amana_model::{Number, PlaceKind};

    use super::*;

    fn number(text: &str) -> Number {
        Number::parse(text).unwrap()
    }

    #[test]
    fn the_starting_list_is_sound_and_names_what_the_codebook_names() {
        let all = starting_places();
        assert!(all.iter().all(|place| place.check().is_ok() && !place.withdrawn));
        let ids: BTreeSet<_> = all.iter().map(|place| &place.place).collect();
        assert_eq!((ids.len(), all.len()), (23, 23), "no identifier twice");
        let places = Places::of(all, []);
        let named = |text: &str| {
            let found = places.by_number(&number(text));
            assert_eq!(found.len(), 1, "{text}");
            (found[0].name_en.as_deref(), found[0].name_ar.as_deref())
        };
        assert_eq!(named("215"), (Some("Raids"), Some("المداهمة")));
        assert_eq!(named("ج"), (Some("Air Force Intelligence"), Some("المخابرات الجوية")));
        assert_eq!(named("291"), (None, None));
        assert_eq!(named("601").1, Some("مستشفى 601 العسكري المزة"));
    }

    /// The reader of markings warns of branches that it does not know: it must know those that the pages have names for.
    #[test]
    fn the_starting_list_and_the_grammar_of_markings_name_the_same_branches() {
        let grammar: toml::Table =
            toml::from_str(include_str!("../../../analysis/markings-grammar.toml")).unwrap();
        let branches = grammar["branches"].as_array().unwrap();
        let read: BTreeSet<Number> = branches.iter().map(|branch| number(branch.as_str().unwrap())).collect();
        let places = starting_places().iter().filter(|place| place.kind == PlaceKind::Branch);
        let known: BTreeSet<Number> = places.flat_map(|place| place.numbers.clone()).collect();
        assert_eq!(read, known);
        assert_eq!(known.len(), branches.len());
    }

    #[test]
    fn another_text_is_no_list() {
        let one = "[[place]]\nplace = \"a\"\nkind = \"branch\"\n";
        assert!(read(&format!("{one}name_en = \"A\"")).is_ok());
        for bad in ["", "places = []", &format!("{one}nam_en = \"A\""), &format!("{one}numbers = [\"21a\"]")]
        {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}
