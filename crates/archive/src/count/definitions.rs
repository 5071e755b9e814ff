//! Definitions: the starting list, and how a collection brings its own or newer versions.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use amana_model::{Act, Agent, Citation, Definition, Definitions, Entry, NOT_CODED};
use serde::{Deserialize, Serialize};

use crate::archive::Archive;
use crate::coding::CodingRoom;
use crate::error::{ArchiveError, Result};

/// The list that every archive begins with.
const STARTING_LIST: &str = include_str!("starting-definitions.toml");

/// The format of a list of definitions: `[[definition]]` tables with the members of a `definition-described` event.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    definition: Vec<Definition>,
}

/// What a collection's own list of definitions changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BroughtDefinitions {
    /// Definitions that are described, new or in a newer version, in the order of the list.
    pub described: Vec<Citation>,
    /// How many of the list stand so already.
    pub already: u64,
    /// Whether it was recorded, or only tried.
    pub recorded: bool,
}

/// The definitions that every archive begins with.
pub fn starting_definitions() -> &'static [Definition] {
    static DEFINITIONS: LazyLock<Vec<Definition>> =
        LazyLock::new(|| read(STARTING_LIST).expect("a test reads the list that comes with the program"));
    &DEFINITIONS
}

fn read(list: &str) -> std::result::Result<Vec<Definition>, toml::de::Error> {
    toml::from_str::<List>(list).map(|list| list.definition)
}

impl Archive {
    /// Every definition, in every version.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub async fn definitions(&self) -> Result<Definitions> {
        self.catch_up().await?;
        let described = self.catalog().await?.definition_descriptions().await?;
        let described = described.iter().map(|one| (one.entry, &one.definition));
        Ok(Definitions::of(starting_definitions(), described))
    }

    /// Takes over a list of definitions, in the format of the starting list; only tries it unless `record`.
    ///
    /// Each definition that is not known in this version is described by `agent`. One that the list does not name stays.
    ///
    /// # Errors
    /// If the text is no such list, or holds a definition that will not do or contradicts a known one; without keys, or if
    /// catalog or log fail. Nothing is recorded then.
    pub async fn bring_definitions(
        &self,
        agent: &Agent,
        list: &str,
        record: bool,
    ) -> Result<BroughtDefinitions> {
        let list = read(list).map_err(|e| {
            ArchiveError::mistake("the list of definitions cannot be read")
                .safe("nothing was recorded")
                .next("its format stands in docs/formats/definitions.md")
                .because(e)
        })?;
        let _alone = self.deciding.lock().await;
        let mut known = self.definitions().await?;
        let room = self.coding().await?;
        let (mut described, mut already) = (Vec::new(), 0);
        for definition in list {
            if known.version(&definition.definition, definition.version) == Some(&definition) {
                already += 1;
                continue;
            }
            check(&definition, &known)?;
            check_coded(&definition, &room)?;
            // Those after it in the list are held against it too.
            let so_far: Vec<Definition> = known.all().into_iter().map(|(one, _)| one.clone()).collect();
            known = Definitions::of(&so_far, [(0, &definition)]);
            described.push(definition);
        }
        let citations = described.iter().map(Definition::citation).collect();
        let recorded = record && !described.is_empty();
        if recorded {
            self.record_as(
                agent,
                described.into_iter().map(Box::new).map(Act::DefinitionDescribed).collect(),
            )
            .await?;
        }
        Ok(BroughtDefinitions { described: citations, already, recorded })
    }
}

/// Whether some codebook can answer what a definition asks of codings: a word that none has would count nobody, in silence.
fn check_coded(definition: &Definition, room: &CodingRoom) -> Result<()> {
    for asked in definition.conditions.coded() {
        let entries = room.codebooks.iter().filter_map(|known| known.codebook.entry(asked.entry));
        let answers: Vec<&str> = entries.flat_map(Entry::answers).chain([NOT_CODED]).collect();
        if let Some(odd) = asked.words.iter().find(|word| !answers.contains(&word.as_str())) {
            let known: BTreeSet<&str> = answers.into_iter().collect();
            let known = known.into_iter().collect::<Vec<_>>().join(", ");
            return Err(ArchiveError::mistake(format!(
                "the definition {} will not do: no codebook answers {} with {odd:?}",
                definition.definition, asked.entry
            ))
            .safe("nothing was recorded")
            .next(format!("known are {known}; adopt a codebook first that has another word")));
        }
    }
    Ok(())
}

/// Whether a definition may be added to those that are known.
fn check(definition: &Definition, known: &Definitions) -> Result<()> {
    let Definition { definition: id, order, version, .. } = definition;
    let refused = |why: String, next: &str| {
        let what = format!("the definition {id} will not do: {why}");
        Err(ArchiveError::mistake(what).safe("nothing was recorded").next(next))
    };
    if let Err(fault) = definition.check() {
        return refused(fault.to_string(), "its format stands in docs/formats/definitions.md");
    }
    let before = known.get(id);
    if let Some(before) = before.filter(|before| version <= &before.version) {
        let why =
            format!("it is known as {}, and version {version} would say something else", before.citation());
        return refused(why, "give the changed definition a higher version: what was cited stays as it was");
    }
    if let Some(before) = before.filter(|before| *order != before.order) {
        let why = format!("its order number is {}, not {order}", before.order);
        return refused(why, "an order number stays: give a new definition a new word");
    }
    if let Some((other, _)) =
        known.all().into_iter().find(|(one, _)| one.order == *order && one.definition != *id)
    {
        let why = format!("the order number {order} is that of {}", other.definition);
        return refused(why, "choose one that no definition has; those of a collection may begin at 1001");
    }
    match &definition.over {
        Some(over) if known.get(over).is_none() => {
            refused(format!("it is divided by {over}, which is not known"), "describe that one before it")
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_starting_list_is_sound_and_every_definition_has_its_own_number() {
        let all = starting_definitions();
        for one in all {
            assert_eq!(one.check(), Ok(()), "{}", one.definition);
            assert_eq!(one.version, 1, "{}", one.definition);
        }
        let orders: BTreeSet<u32> = all.iter().map(|one| one.order).collect();
        assert_eq!(orders, (1..=all.len() as u32).collect(), "without a gap");
        let known = Definitions::of(all, []);
        assert_eq!(known.latest().len(), all.len(), "no identifier twice");
        assert!(all.iter().filter_map(|one| one.over.as_ref()).all(|over| known.get(over).is_some()));
    }

    /// The figures of the field that this version can be put beside, each with the number as published.
    #[test]
    fn the_starting_list_stands_beside_the_published_figures() {
        let known = Definitions::of(starting_definitions(), []);
        for (id, figure, number) in [
            ("photographs-all", "hrw_total", "53,275"),
            ("photographs-of-detainees", "hrw_total", "28,707"),
            ("photographs-other", "hrw_total", "24,568"),
            ("photographs-a-person", "hrw_ppp", "4.2303"),
            ("people-all", "snhr", "6,627"),
            ("people-detainees", "categories", "6,786"),
            ("people-civilians", "categories", "4,025"),
            ("people-soldiers", "categories", "1,036"),
            ("people-three-categories", "categories", "11,847"),
            ("people-branch-215", "branches", "3,556"),
            ("people-branch-227", "branches", "2,047"),
            ("people-branch-216", "branches", "297"),
            ("people-branch-235", "branches", "128"),
            ("people-branch-air-force", "branches", "about 350"),
            ("people-branches-215-227", "branches", "82.57 %"),
            ("photographs-all", "seed", "55,000"),
            ("people-all", "seed", "11,000"),
            ("occurrences-all", "damascus", "134,000"),
        ] {
            let compares = &known.find(id).unwrap_or_else(|| panic!("{id}")).compares;
            let beside = |one: &amana_model::Published| (one.figure == figure) && one.number == number;
            assert!(compares.iter().any(beside), "{id} {figure} {compares:?}");
        }
    }

    #[test]
    fn another_text_is_no_list() {
        for bad in ["", "definitions = []", "[[definition]]\ndefinition = \"a\""] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}
