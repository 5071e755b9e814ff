//! Publication: a face proposed with a reason, decided by two people at least, taken down in a moment; and the gallery.
//!
//! Nothing stands on a stored "is public": where each publication stands is asked anew of everything each time (`model/src/publication.rs`),
//! so that an objection, a bystander marked or an age told today closes today.

mod decide;
mod folder;
mod gallery;
mod policy;
mod proof;
mod propose;
mod room;
mod table;

use amana_model::{
    Day, GateFacts, IndividualId, PolicyFault, Publication, PublicationFault, PublicationId,
    PublicationStanding, Publications,
};

pub use self::gallery::PublishedGallery;
pub use self::policy::{BroughtPolicy, starting_policy};

/// Every publication, and where each stands now.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PublicationRoom {
    /// What acts add up to.
    pub publications: Publications,
    /// Where each stands, in the order in which they were proposed.
    pub standings: Vec<StandingPublication>,
}

/// A publication with where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct StandingPublication {
    /// The publication.
    pub publication: Publication,
    /// Who it shows now, after merges.
    pub individual: IndividualId,
    /// Where it stands.
    pub standing: PublicationStanding,
    /// How many people must decide.
    pub needs: usize,
    /// What the gate was told.
    pub facts: GateFacts,
}

impl PublicationRoom {
    /// Where publications stand on a day; `root` gives who an individual is now, `facts` what is known of the person and the photograph.
    pub fn of_facts(
        publications: Publications,
        today: &Day,
        root: &dyn Fn(&IndividualId) -> IndividualId,
        facts: &dyn Fn(&Publication, &IndividualId) -> GateFacts,
    ) -> Self {
        let mut standings: Vec<StandingPublication> = publications
            .all
            .values()
            .map(|publication| {
                let individual = root(&publication.proposal.individual);
                let facts = facts(publication, &individual);
                let standing = publications.standing(publication, &facts, today, root);
                let needs = publications.needs(&facts);
                StandingPublication { publication: publication.clone(), individual, standing, needs, facts }
            })
            .collect();
        standings.sort_by_key(|one| one.publication.entry);
        Self { publications, standings }
    }

    /// Whether a face of this person may be proposed now.
    ///
    /// # Errors
    /// If the policy was never set, or one of this person stands already.
    pub fn may_propose(&self, individual: &IndividualId) -> Result<(), NotPublished> {
        if self.publications.policy.is_none() {
            return Err(NotPublished::NoPolicy);
        }
        let stands = |standing: &PublicationStanding| {
            !matches!(standing, PublicationStanding::Refused | PublicationStanding::TakenDown)
        };
        match self.of(individual).any(|one| stands(&one.standing)) {
            true => Err(NotPublished::Already),
            false => Ok(()),
        }
    }

    /// One publication.
    pub fn get(&self, publication: &PublicationId) -> Option<&StandingPublication> {
        self.standings.iter().find(|one| one.publication.proposal.publication == *publication)
    }

    /// Those of one person.
    pub fn of<'a>(&'a self, individual: &'a IndividualId) -> impl Iterator<Item = &'a StandingPublication> {
        self.standings.iter().filter(move |one| one.individual == *individual)
    }

    /// Those that stand so, by the word.
    pub fn standing<'a>(&'a self, word: &'a str) -> impl Iterator<Item = &'a StandingPublication> {
        self.standings.iter().filter(move |one| one.standing.word() == word)
    }
}

/// Why nothing was recorded about a publication.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotPublished {
    /// There is no such publication, person or objection.
    #[error("there is no such publication, person or objection")]
    Absent,
    /// What was said will not do.
    #[error(transparent)]
    Fault(#[from] PublicationFault),
    /// The policy will not do.
    #[error(transparent)]
    Policy(#[from] PolicyFault),
    /// The policy was never set.
    #[error("the policy of publication was never set: nothing can be proposed before")]
    NoPolicy,
    /// The photograph is not put to that person.
    #[error("the photograph is not put to that person")]
    NotTheirs,
    /// One of this person stands already: waiting, or public.
    #[error("a face of this person is proposed or public already")]
    Already,
    /// She decided just so already, or never decided.
    #[error("it stands so already")]
    Same,
    /// The face could not be made small enough, or not at all.
    #[error("{0}")]
    Picture(String),
}
