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

use std::collections::BTreeSet;

use amana_analysis::derivative::DerivativeError;
use amana_model::{
    Day, GateFacts, IndividualId, Objected, PolicyFault, Publication, PublicationFault, PublicationId,
    PublicationStanding, PublicationVerdict, Publications, RecipeFault, UtcTime,
};
use serde::Serialize;

pub use self::gallery::PublishedGallery;
pub use self::policy::{BroughtPolicy, starting_policy};
use crate::error::ArchiveError;

/// Every publication, and where each stands now.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PublicationRoom {
    /// What acts add up to.
    pub publications: Publications,
    /// Where each stands, in the order in which they were proposed.
    pub standings: Vec<StandingPublication>,
    /// Objections that stand, each with who it is about now.
    pub objections: Vec<StandingObjection>,
}

/// An objection that stands.
#[derive(Debug, Clone, PartialEq)]
pub struct StandingObjection {
    /// Whose face, after merges.
    pub individual: IndividualId,
    /// The objection.
    pub objected: Objected,
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
    /// How many people decided for it, of those that count.
    pub has: usize,
    /// How many people must decide.
    pub needs: usize,
    /// What the gate was told.
    pub facts: GateFacts,
}

impl PublicationRoom {
    /// Where publications stand on a day; `root` gives who an individual is now, `facts` what is known of the person and the photograph. Who
    /// objects is taken from the acts.
    pub fn of_facts(
        publications: Publications,
        today: &Day,
        root: &dyn Fn(&IndividualId) -> IndividualId,
        facts: &dyn Fn(&Publication, &IndividualId) -> GateFacts,
    ) -> Self {
        let about = |objected: &Objected| StandingObjection {
            individual: root(&objected.objection.individual),
            objected: objected.clone(),
        };
        let objections: Vec<StandingObjection> = publications.objections.iter().map(about).collect();
        let objected: BTreeSet<&IndividualId> = objections.iter().map(|one| &one.individual).collect();
        let mut standings: Vec<StandingPublication> = publications
            .all
            .values()
            .map(|publication| {
                let individual = root(&publication.proposal.individual);
                let objected = objected.contains(&individual);
                let facts = GateFacts { objected, ..facts(publication, &individual) };
                let standing = publications.standing(publication, &facts, today);
                let (has, needs) = (publications.has(publication), publications.needs(&facts));
                let publication = publication.clone();
                StandingPublication { publication, individual, standing, has, needs, facts }
            })
            .collect();
        standings.sort_by_key(|one| one.publication.entry);
        Self { publications, standings, objections }
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

    /// Whether somebody may decide so about a publication. Whoever refuses or takes back may always.
    ///
    /// # Errors
    /// If she is to publish what she proposed herself and the policy does not let her, or has not looked at its picture.
    pub fn may_decide(
        &self,
        publication: &Publication,
        who: &str,
        verdict: PublicationVerdict,
    ) -> Result<(), NotPublished> {
        if verdict != PublicationVerdict::Publish {
            return Ok(());
        }
        if publication.agent == who && !self.publications.policy().proposer_may_decide {
            return Err(NotPublished::Proposer);
        }
        if publication.looked.contains(who) { Ok(()) } else { Err(NotPublished::NotLooked) }
    }

    /// When a gallery was begun that is not known to be finished: its writing goes on, or was cut off.
    pub fn gallery_begun(&self) -> Option<UtcTime> {
        self.publications.gallery_begun.as_ref().map(|begun| begun.time)
    }

    /// What changed since the gallery was written last, all of it; `None` if it never was.
    pub fn since_gallery(&self) -> Option<GallerySince> {
        let written = self.publications.gallery.as_ref()?;
        let is_public =
            |one: &StandingPublication| matches!(one.standing, PublicationStanding::Public { .. });
        let was_decided = |one: &StandingPublication| {
            let has = written.decided.get(&one.publication.proposal.publication);
            has.is_some_and(|has| *has >= one.needs)
        };
        let (mut decided, mut added, mut closed, mut down) = (0, 0, 0, 0);
        for one in &self.standings {
            let was = was_decided(one);
            decided += u64::from(was);
            match one.standing {
                PublicationStanding::Public { since } => added += u64::from(!was || since > written.time),
                _ => closed += u64::from(was),
            }
            let after = one.publication.taken_down.as_ref().is_some_and(|down| down.time > written.time);
            down += u64::from(was && after && !is_public(one));
        }
        // Some that were decided were closed then, and not in it: which ones is not known.
        let closed_then = decided.saturating_sub(written.faces);
        let removed = down.max(closed.saturating_sub(closed_then)).min(written.faces);
        Some(GallerySince { time: written.time, faces: written.faces, added, removed })
    }

    /// One publication.
    pub fn get(&self, publication: &PublicationId) -> Option<&StandingPublication> {
        self.standings.iter().find(|one| one.publication.proposal.publication == *publication)
    }

    /// Those of one person.
    pub fn of<'a>(&'a self, individual: &'a IndividualId) -> impl Iterator<Item = &'a StandingPublication> {
        self.standings.iter().filter(move |one| one.individual == *individual)
    }

    /// Objections to one person's face being published, also under a name that was merged into another.
    pub fn objections_of<'a>(
        &'a self,
        individual: &'a IndividualId,
    ) -> impl Iterator<Item = &'a StandingObjection> {
        let whose = move |one: &&StandingObjection| {
            one.individual == *individual || one.objected.objection.individual == *individual
        };
        self.objections.iter().filter(whose)
    }
}

/// What changed since the gallery was written last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct GallerySince {
    /// When it was written.
    pub time: UtcTime,
    /// Faces in it.
    pub faces: u64,
    /// Faces that became public since, and are not in it.
    pub added: u64,
    /// Faces that were taken down or closed since, at least so many, and are still in it.
    pub removed: u64,
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
    /// She proposed it, and the policy lets others decide.
    #[error("whoever proposed a face is none of those who decide that it is published, says the policy")]
    Proposer,
    /// She has not looked at exactly this picture.
    #[error(
        "only who has looked at exactly this picture decides that it is published: look at it first. Where somebody in it was marked as a bystander since, it must be proposed anew"
    )]
    NotLooked,
    /// The picture of the face could not be made.
    #[error(transparent)]
    Picture(#[from] NotMade),
}

/// Why the picture of a face was not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotMade {
    /// The recipe will not do.
    #[error(transparent)]
    Recipe(#[from] RecipeFault),
    /// The recipe is for a picture of another size.
    #[error("the recipe is for a picture of another size")]
    OtherSize,
    /// The line below the face does not fit.
    #[error("the line does not fit below a face this narrow: make it shorter, or the face larger")]
    Line,
    /// Too small or plain for a hidden identifier.
    #[error("the face is too small or too plain to carry a hidden identifier: make it larger")]
    Mark,
    /// Larger than a gallery takes, at any quality.
    #[error("it is larger than a gallery takes at any quality: keep less around the face")]
    Large,
    /// No picture can be read out of the original.
    #[error("the original cannot be read as a picture")]
    Original,
}

impl NotMade {
    /// The word used in texts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Recipe(RecipeFault::Face) => "face",
            Self::Recipe(RecipeFault::Margin) => "margin",
            Self::Recipe(RecipeFault::Turn) => "turn",
            Self::Recipe(RecipeFault::Cover) => "cover",
            Self::Recipe(RecipeFault::Covers) => "covers",
            Self::Line | Self::Recipe(RecipeFault::Line) => "line",
            Self::Recipe(_) => "recipe",
            Self::OtherSize => "other-size",
            Self::Mark => "mark",
            Self::Large => "large",
            Self::Original => "original",
        }
    }

    /// Why the making failed, if it is the recipe's or the picture's fault.
    pub(crate) fn of(error: &ArchiveError) -> Option<Self> {
        let cause = std::error::Error::source(error)?.downcast_ref::<DerivativeError>()?;
        Some(match cause {
            DerivativeError::Recipe(fault) => Self::Recipe(*fault),
            DerivativeError::Picture(_) => Self::Original,
            DerivativeError::OtherSize(..) => Self::OtherSize,
            DerivativeError::LineTooLong => Self::Line,
            DerivativeError::NoRoomForMark => Self::Mark,
        })
    }
}
