//! Publications as they stand: acts of the log folded, and the gate asked of everything that is known today.

use std::collections::{BTreeMap, BTreeSet};

use amana_model::{
    CODED_AGE_BAND, Day, Digest, Fact, GateFacts, IndividualId, KnownAge, People, Publication, Publications,
};

use super::PublicationRoom;
use crate::archive::Archive;
use crate::coding::CodingRoom;
use crate::error::{ArchiveError, Result};

impl Archive {
    /// Every publication as it stands now.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub async fn publications(&self) -> Result<PublicationRoom> {
        self.catch_up().await?;
        let catalog = self.catalog().await?;
        let mut publications = Publications::default();
        for act in catalog.publication_acts().await? {
            publications.add(act.act, act.entry, act.time, &act.agent);
        }
        if publications.all.is_empty() {
            return Ok(PublicationRoom { publications, standings: Vec::new() });
        }
        let people = catalog.people().await?;
        let coded = CodingRoom::of(catalog.coding_acts().await?).settled_answers(CODED_AGE_BAND);
        let bystanders = self.bystanders_of(&publications.photographs()).await?;
        let today = self.today()?;
        let root = |one: &IndividualId| people.root(one).clone();
        let facts = |publication: &Publication, individual: &IndividualId| {
            gate_facts(publication, individual, &people, &coded, &bystanders)
        };
        Ok(PublicationRoom::of_facts(publications, &today, &root, &facts))
    }

    /// The day it is, in UTC.
    pub(crate) fn today(&self) -> Result<Day> {
        let now = self.services.clock.now().to_string();
        let day = now.get(..10).and_then(|day| day.parse().ok());
        day.ok_or_else(|| ArchiveError::machine("the machine's clock tells no day"))
    }

    /// Bystanders marked in photographs, each in the pixels that it was marked in.
    async fn bystanders_of(
        &self,
        photographs: &BTreeSet<Digest>,
    ) -> Result<BTreeMap<Digest, Vec<amana_model::Bystander>>> {
        let catalog = self.catalog().await?;
        let mut all = BTreeMap::new();
        for digest in photographs {
            let marked = catalog.bystanders(digest).await?;
            if !marked.is_empty() {
                all.insert(*digest, marked);
            }
        }
        Ok(all)
    }
}

fn gate_facts(
    publication: &Publication,
    individual: &IndividualId,
    people: &People,
    coded: &BTreeMap<IndividualId, Vec<String>>,
    bystanders: &BTreeMap<Digest, Vec<amana_model::Bystander>>,
) -> GateFacts {
    let recipe = &publication.proposal.recipe;
    let said = people.facts(individual).remove(&Fact::AgeBand).map(|said| said.value);
    let coded = coded.iter().filter(|(one, _)| people.root(one) == individual).flat_map(|(_, words)| words);
    let words: Vec<&str> = said.iter().chain(coded).map(String::as_str).collect();
    let marked = bystanders.get(&recipe.photograph).into_iter().flatten();
    GateFacts {
        age: KnownAge::of(words),
        is_theirs: people.of_photograph(&recipe.photograph).is_some_and(|one| one == individual),
        bystanders: marked.map(|one| one.mark.region.scaled(one.mark.size, recipe.size)).collect(),
        // Reports are linked to people by claims; until a claim tells, nobody is known to have consented.
        consent: None,
    }
}
