//! What waits of all that concerns families, counted for whoever works on it. Nothing sealed is opened but for duplicates of reports and kept
//! searches, and these only when something changed.

use amana_model::PublicationStanding;

use crate::archive::Archive;
use crate::claims::{ClaimQueue, ClaimsRoom};
use crate::error::Result;
use crate::inbox::InboxRoom;
use crate::missing::{MissingRoom, Told};
use crate::publication::PublicationRoom;
use crate::searching::KeptSearch;

/// For how long what is new to kept searches stands, in seconds: it is asked of the whole archive.
const NEWS_SECONDS: i64 = 300;

/// What waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waits {
    /// Letters that cannot wait, not answered yet.
    UrgentLetters,
    /// Letters not answered yet, those among them.
    Letters,
    /// Two reports each that may be about one person.
    Duplicates,
    /// Kept searches to which somebody is new.
    News,
    /// Claims.
    Claims(ClaimQueue),
    /// Publications that wait for a decision.
    Publications,
}

/// Whose work is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WhoseWork {
    /// That of those who work with families.
    pub families: bool,
    /// That of those who work on claims.
    pub claims: bool,
    /// That of those who publish.
    pub publish: bool,
}

/// What was counted, and as of when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Counted {
    /// The log entry of the last act about families.
    last: u64,
    /// When it was counted.
    at: i64,
    duplicates: u64,
    news: u64,
}

impl Waits {
    /// The word used in texts.
    pub fn word(self) -> &'static str {
        match self {
            Self::UrgentLetters => "letters-urgent",
            Self::Letters => "letters",
            Self::Duplicates => "duplicates",
            Self::News => "news",
            Self::Claims(ClaimQueue::First) => "claims-first",
            Self::Claims(ClaimQueue::Second) => "claims-second",
            Self::Claims(ClaimQueue::Disputed) => "claims-disputed",
            Self::Claims(ClaimQueue::Conflicts) => "claims-conflicts",
            Self::Claims(ClaimQueue::Told) => "claims-told",
            Self::Publications => "publications",
        }
    }

    /// How many letters wait.
    pub fn of_letters(room: &InboxRoom) -> [(Self, u64); 2] {
        let open = || room.letters.iter().filter(|letter| letter.is_open());
        let urgent = open().filter(|letter| letter.urgency == amana_model::Urgency::Urgent);
        [(Self::UrgentLetters, urgent.count() as u64), (Self::Letters, open().count() as u64)]
    }

    /// How many claims wait, by what for.
    pub fn of_claims(room: &ClaimsRoom) -> Vec<(Self, u64)> {
        let count = |queue| (Self::Claims(queue), room.waiting(queue).len() as u64);
        ClaimQueue::ALL.into_iter().map(count).collect()
    }

    /// How many publications wait for a decision.
    pub fn of_publications(room: &PublicationRoom) -> (Self, u64) {
        let waits = |standing: &PublicationStanding| matches!(standing, PublicationStanding::Waiting { .. });
        (Self::Publications, room.standings.iter().filter(|one| waits(&one.standing)).count() as u64)
    }

    /// To how many kept searches somebody is new.
    pub fn of_searches(kept: &[KeptSearch]) -> (Self, u64) {
        (Self::News, kept.iter().filter(|one| !one.new.is_empty()).count() as u64)
    }
}

impl Archive {
    /// What waits of all that concerns families. What is new to kept searches may be some minutes old.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub async fn families_waiting(&self, whose: WhoseWork) -> Result<Vec<(Waits, u64)>> {
        self.keys()?;
        self.catch_up().await?;
        let catalog = self.catalog().await?;
        let mut waiting = Vec::new();
        if whose.families {
            let acts = catalog.letter_acts().await?;
            waiting.extend(Waits::of_letters(&InboxRoom::of(acts, &|_| Told::Lost)));
            let counted = self.counted().await?;
            waiting.extend([(Waits::Duplicates, counted.duplicates), (Waits::News, counted.news)]);
        }
        if whose.claims {
            let (acts, people) = (catalog.missing_acts().await?, catalog.people().await?);
            let missing = MissingRoom::of(acts.clone(), &|_| Told::Lost);
            waiting.extend(Waits::of_claims(&ClaimsRoom::of(&acts, people, missing)));
        }
        if whose.publish {
            waiting.push(Waits::of_publications(&self.publications().await?));
        }
        Ok(waiting)
    }

    /// What must be read out of sealed objects, once for as long as it stands.
    async fn counted(&self) -> Result<Counted> {
        let acts = self.catalog().await?.missing_acts().await?;
        let last = acts.last().map_or(0, |act| act.entry);
        let now = self.services.clock.now().unix_seconds();
        let known = *self.counted.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let known = known.filter(|known| known.last == last);
        if let Some(known) = known.filter(|known| (0..NEWS_SECONDS).contains(&(now - known.at))) {
            return Ok(known);
        }
        let duplicates = match known {
            Some(known) => known.duplicates,
            None => {
                let room = self.missing().await?;
                tokio::task::block_in_place(|| room.waiting_pairs().len() as u64)
            }
        };
        let (_, news) = Waits::of_searches(&self.kept_searches().await?);
        let counted = Counted { last, at: now, duplicates, news };
        *self.counted.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(counted);
        Ok(counted)
    }
}
