//! Publications as they stand: acts of the log folded, and the gate asked of everything that is known today.

use std::collections::{BTreeMap, BTreeSet};

use amana_model::{
    CODED_AGE_BAND, Claim, ClaimLevel, ClaimStanding, Consent, ConsentPurpose, Day, Digest, Fact, GateFacts,
    IndividualId, KnownAge, People, Publication, Publications,
};

use super::PublicationRoom;
use crate::archive::Archive;
use crate::claims::ClaimsRoom;
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
        let claims = self.claims().await?;
        let facts = |publication: &Publication, individual: &IndividualId| {
            let consent = consent(&claims, individual, &people);
            GateFacts { consent, ..gate_facts(publication, individual, &people, &coded, &bystanders) }
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

/// Whether the families consent whose claims on a person two reviewers found probable or confirmed: all of them, or it is no consent; nothing
/// where there is none.
fn consent(claims: &ClaimsRoom, individual: &IndividualId, people: &People) -> Option<bool> {
    let publication = Consent { purpose: ConsentPurpose::Publication, recipient: None };
    let linked = claims.claims.on_individual(individual, people).into_iter().filter(|claim| {
        matches!(claim.standing(), ClaimStanding::Decided(ClaimLevel::Probable | ClaimLevel::Confirmed))
    });
    let consents = |claim: &Claim| {
        claims.missing.get(&claim.report).is_some_and(|report| report.consents_to(&publication))
    };
    linked.map(consents).reduce(|all, one| all && one)
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
        consent: None,
    }
}
