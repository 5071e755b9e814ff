//! Publications as they stand: acts of the log folded, and the gate asked of everything that is known today.
//!
//! Nothing sealed is opened for it: who consents stands in acts. What is asked of everybody is put into maps once, so that a look costs what there is.

use std::collections::BTreeMap;

use amana_catalog::RecordedAct;
use amana_model::{
    Act, Bystander, CODED_AGE_BAND, ClaimLevel, ClaimStanding, Claims, ConsentPurpose, Digest, Fact,
    FamiliesSay, GateFacts, IndividualId, KnownAge, MissingId, People, Publication, PublicationPolicy,
    Publications,
};

use super::PublicationRoom;
use crate::archive::Archive;
use crate::coding::CodingRoom;
use crate::error::Result;

/// What the gate asks about people and photographs.
struct Known<'a> {
    people: &'a People,
    /// Person, after merges → words about the age band, said or coded.
    ages: BTreeMap<IndividualId, Vec<String>>,
    /// Person, after merges → the category that was said last.
    categories: BTreeMap<IndividualId, String>,
    bystanders: BTreeMap<Digest, Vec<Bystander>>,
    /// Person, after merges → what the linked families say.
    families: BTreeMap<IndividualId, FamiliesSay>,
}

impl Archive {
    /// The policy of publication that holds.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub(crate) async fn publication_policy(&self) -> Result<PublicationPolicy> {
        self.catch_up().await?;
        let mut publications = Publications::default();
        for act in self.catalog().await?.publication_acts().await? {
            if matches!(act.act, Act::PublicationPolicySet(_)) {
                publications.add(act.act, act.entry, act.time, &act.agent);
            }
        }
        Ok(publications.policy().clone())
    }

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
        if publications.all.is_empty() && publications.objections.is_empty() {
            return Ok(PublicationRoom { publications, ..PublicationRoom::default() });
        }
        let people = catalog.people().await?;
        let mut ages: BTreeMap<IndividualId, Vec<String>> = BTreeMap::new();
        let mut categories = BTreeMap::new();
        for (who, facts) in people.all_facts() {
            if let Some(said) = facts.get(&Fact::Category) {
                categories.insert(who.clone(), said.value.clone());
            }
            let said = facts.get(&Fact::AgeBand).map(|said| said.value.clone());
            ages.entry(who.clone()).or_default().extend(said);
        }
        for (who, words) in CodingRoom::of(catalog.coding_acts().await?).settled_answers(CODED_AGE_BAND) {
            ages.entry(people.root(&who).clone()).or_default().extend(words);
        }
        let mut bystanders: BTreeMap<Digest, Vec<Bystander>> = BTreeMap::new();
        for one in catalog.all_bystanders().await? {
            bystanders.entry(one.mark.digest).or_default().push(one);
        }
        let families = families(&catalog.missing_acts().await?, &people);
        let today = self.services.clock.now().day();
        let known = Known { people: &people, ages, categories, bystanders, families };
        let root = |one: &IndividualId| people.root(one).clone();
        let facts = |publication: &Publication, who: &IndividualId| known.facts(publication, who);
        Ok(PublicationRoom::of_facts(publications, &today, &root, &facts))
    }
}

impl Known<'_> {
    fn facts(&self, publication: &Publication, individual: &IndividualId) -> GateFacts {
        let recipe = &publication.proposal.recipe;
        let marked = self.bystanders.get(&recipe.photograph).into_iter().flatten();
        let theirs = self.people.of_photograph(&recipe.photograph);
        GateFacts {
            age: KnownAge::of(self.ages.get(individual).into_iter().flatten().map(String::as_str)),
            is_theirs: theirs.is_some_and(|one| one == individual),
            bystanders: marked.map(|one| one.mark.region.scaled(one.mark.size, recipe.size)).collect(),
            objected: false,
            families: self.families.get(individual).copied().unwrap_or(FamiliesSay::Nobody),
            category: self.categories.get(individual).cloned(),
        }
    }
}

/// What the families say whose claims on a person two reviewers found probable or confirmed.
fn families(acts: &[RecordedAct], people: &People) -> BTreeMap<IndividualId, FamiliesSay> {
    let mut consents: BTreeMap<&MissingId, FamiliesSay> = BTreeMap::new();
    for one in acts {
        let (change, says) = match &one.act {
            Act::ConsentGiven(change) => (change, FamiliesSay::Consented),
            Act::ConsentWithdrawn(change) => (change, FamiliesSay::Withdrew),
            _ => continue,
        };
        if change.consent.purpose == ConsentPurpose::Publication {
            consents.insert(&change.report, says);
        }
    }
    let claims = Claims::of(acts.iter().map(|one| (one.entry, one.time, one.agent.as_str(), &one.act)));
    let mut families = BTreeMap::new();
    for claim in claims.all() {
        if matches!(claim.standing(), ClaimStanding::Decided(ClaimLevel::Probable | ClaimLevel::Confirmed)) {
            let says = consents.get(&claim.report).copied().unwrap_or(FamiliesSay::NotConsented);
            let known = families.entry(people.root(&claim.individual).clone()).or_insert(says);
            *known = says.max(*known);
        }
    }
    families
}
