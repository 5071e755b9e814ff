//! Keying: a person is handed one crop after another, and says what stands there; two who agree settle it. What she keyed she may take
//! back until it is settled; what is settled can be reopened (`reopening.rs`).
//!
//! What counts is decided under the log's lock, from what is in the log.

use std::io::{Read as _, Seek as _, SeekFrom};

use amana_catalog::{Keyable, KeyingFigures, Waiting};
use amana_model::{
    AccountId, Act, Agent, Hand, Keyed, Keying, KeyingRule, MarkingRef, Queue, Standing, UtcTime, each_once,
    scopes, standing,
};

use crate::archive::Archive;
use crate::error::{ArchiveError, Result};
use crate::holding::Held;

/// How many of her last keyings a person is offered to take back.
const LAST: u32 = 10;

/// What became of a keying.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyingOutcome {
    /// It is recorded; the marking stands so now.
    Recorded(Standing),
    /// It was settled by others meanwhile, or this person had keyed it before and has not asked for it again: nothing was recorded.
    TooLate,
}

impl Archive {
    /// Hands a person the next crop to key, and records that it was shown; `None` if nothing waits for her.
    ///
    /// # Errors
    /// Without keys, or if catalog or log fail.
    pub async fn next_to_key(
        &self,
        agent: &Agent,
        account: &AccountId,
        third: bool,
    ) -> Result<Option<MarkingRef>> {
        let now = self.now_millis();
        let catalog = self.catalog().await?;
        let open = catalog.open_assignments().await?;
        let mut waiting = Vec::new();
        for scope in scopes(&open, account, Queue::Keying) {
            let skip = |waiting: &Waiting| {
                !scope.takes(&waiting.accession) || self.held().by_another(&waiting.marking, account, now)
            };
            waiting = catalog.keying_queue(account, third, 1, &skip).await?;
            if !waiting.is_empty() {
                break;
            }
        }
        let Some(Waiting { marking, .. }) = waiting.into_iter().next() else { return Ok(None) };
        self.hand_crop(agent, account, marking).await?;
        Ok(Some(marking))
    }

    /// Puts a crop into somebody's hands, and records that it is shown.
    pub(crate) async fn hand_crop(
        &self,
        agent: &Agent,
        account: &AccountId,
        marking: MarkingRef,
    ) -> Result<()> {
        self.held().hold(marking, account, self.now_millis());
        self.record_as(agent, vec![Act::MarkingShown { account: account.clone(), marking }]).await.map(drop)
    }

    /// The crop that a person was handed, as a JPEG: nothing of the picture but the marking.
    ///
    /// # Errors
    /// If she was not handed it, or not lately; without keys, or if store or catalog fail.
    pub async fn crop(&self, account: &AccountId, marking: &MarkingRef) -> Result<Vec<u8>> {
        if !self.held().by(marking, account, self.now_millis()) {
            return Err(ArchiveError::absent("this crop is not in your hands")
                .safe("what you keyed is recorded")
                .next("ask for the next one"));
        }
        let keyable = self.catalog().await?.keyable(marking).await?;
        let place = keyable.and_then(|keyable| keyable.crop);
        let (pack, place) = place.ok_or_else(|| ArchiveError::absent("this marking has no crop"))?;
        let (store, identities) = (self.store.clone(), self.keys()?.identities.clone());
        let read = move || -> Result<Vec<u8>> {
            let mut reader = store.open_pack(&pack, &identities)?;
            let mut bytes = vec![0; place.length as usize];
            reader.seek(SeekFrom::Start(place.offset)).and_then(|_| reader.read_exact(&mut bytes)).map_err(
                |e| {
                    ArchiveError::damage("a pack of crops is damaged")
                        .safe("the original is not touched by this")
                        .because(e)
                },
            )?;
            Ok(bytes)
        };
        let done = tokio::task::spawn_blocking(read).await;
        done.map_err(|e| ArchiveError::machine("a worker failed").because(e))?
    }

    /// Whether a person holds this crop now.
    pub fn holds(&self, account: &AccountId, marking: &MarkingRef) -> bool {
        self.held().by(marking, account, self.now_millis())
    }

    /// What a person has before her at a crop in her hands; `None` if she does not hold it, or cannot key it any more.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub async fn hand(&self, account: &AccountId, marking: &MarkingRef) -> Result<Option<Hand>> {
        if !self.holds(account, marking) {
            return Ok(None);
        }
        self.catch_up().await?;
        let keyable = self.catalog().await?.keyable(marking).await?;
        let Some(keyable) = keyable.filter(|keyable| keyable.settled.is_none()) else { return Ok(None) };
        Ok(match may_key(&keyable, account) {
            MayKey::No => None,
            MayKey::Again => Some(Hand::Again),
            MayKey::Yes if each_once(&keyable.keyings).len() >= 2 => Some(Hand::Third),
            MayKey::Yes => Some(Hand::First),
        })
    }

    /// What a person keyed last and may still take back, the last first.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub async fn to_take_back(&self, account: &AccountId) -> Result<Vec<(MarkingRef, Keyed)>> {
        self.catch_up().await?;
        let catalog = self.catalog().await?;
        let mut hers = Vec::new();
        for (marking, keyed) in catalog.keyed_by(account, LAST).await? {
            let keyable = catalog.keyable(&marking).await?;
            if keyable.is_some_and(|keyable| may_key(&keyable, account) == MayKey::Again) {
                hers.push((marking, keyed));
            }
        }
        Ok(hers)
    }

    /// Hands a person a crop again that she keyed, to key it anew; records that it was shown. Not if it is settled, or others' readings of
    /// it were shown to her.
    ///
    /// # Errors
    /// Without keys, or if catalog or log fail.
    pub async fn take_back(&self, agent: &Agent, account: &AccountId, marking: &MarkingRef) -> Result<bool> {
        self.catch_up().await?;
        let keyable = self.catalog().await?.keyable(marking).await?;
        let open = keyable
            .is_some_and(|keyable| keyable.settled.is_none() && may_key(&keyable, account) == MayKey::Again);
        if !open || self.held().by_another(marking, account, self.now_millis()) {
            return Ok(false);
        }
        self.hand_crop(agent, account, *marking).await?;
        Ok(true)
    }

    /// Records what a person read on a marking, and whether that settles it.
    ///
    /// # Errors
    /// If there is no such marking, or what was keyed will not do; without keys, or if catalog or log fail.
    pub async fn key_marking(
        &self,
        agent: &Agent,
        account: &AccountId,
        marking: &MarkingRef,
        keyed: Keyed,
    ) -> Result<KeyingOutcome> {
        if !keyed.is_sound() {
            return Err(ArchiveError::mistake(
                "no number was keyed, or ج stands where only a branch may have it",
            )
            .safe("nothing was recorded")
            .next("key at least one number, or say that it cannot be read"));
        }
        // One at a time: what settles a marking must have seen every keying before it.
        let _alone = self.keying.lock().await;
        let in_hand = self.holds(account, marking);
        self.held().release(marking);
        self.catch_up().await?;
        let catalog = self.catalog().await?;
        let keyable = catalog.keyable(marking).await?;
        let keyable = keyable.ok_or_else(|| ArchiveError::absent("there is no such marking"))?;
        let may = match may_key(&keyable, account) {
            MayKey::Yes => true,
            // A form that is sent twice is no correction.
            MayKey::Again => in_hand,
            MayKey::No => false,
        };
        if keyable.settled.is_some() || !may {
            return Ok(KeyingOutcome::TooLate);
        }
        let (rule, rule_entry) = catalog.keying_rule().await?;
        let mut keyings = keyable.keyings;
        keyings.push((account.clone(), keyed.clone()));
        let machine = keyable.machine.as_ref().map(|(numbers, probability)| (numbers, *probability));
        let standing = standing(&keyings, machine, rule);
        let (corners, account) = (keyable.corners, account.clone());
        let mut acts = vec![Act::MarkingKeyed(Keying { marking: *marking, corners, account, keyed })];
        if let Standing::Settled(basis, keyed) = &standing {
            let rule = rule_entry.filter(|_| *basis == amana_model::Basis::MachineAgrees);
            acts.push(Act::MarkingSettled {
                marking: *marking,
                basis: *basis,
                keyed: keyed.clone(),
                rule,
                reason: None,
            });
        }
        self.record_as(agent, acts).await?;
        Ok(KeyingOutcome::Recorded(standing))
    }

    /// Sets the rule about keying; it holds for what is keyed from here on.
    ///
    /// # Errors
    /// If the probability is none; without keys, or if the log fails.
    pub async fn set_keying_rule(&self, agent: &Agent, rule: KeyingRule) -> Result<()> {
        if rule.machine_from.is_some_and(|from| !(0.9..=1.0).contains(&from)) {
            return Err(ArchiveError::mistake("the machine's probability must be from 0.9 to 1")
                .safe("the rule was not changed"));
        }
        self.record_as(agent, vec![Act::KeyingRuleSet(rule)]).await.map(|_| ())
    }

    /// Every marking with the word for where it stands, and what is settled: what [`KeyingFigures`] counts.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub async fn standings(&self) -> Result<Vec<(MarkingRef, String, Option<Keyed>)>> {
        self.catch_up().await?;
        Ok(self.catalog().await?.standings().await?)
    }

    /// How far keying has come.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub async fn keying_figures(&self) -> Result<KeyingFigures> {
        Ok(self.catalog().await?.keying_figures().await?)
    }

    pub(crate) fn held(&self) -> std::sync::MutexGuard<'_, Held<MarkingRef>> {
        self.held.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    pub(crate) fn now_millis(&self) -> i64 {
        let now: UtcTime = self.services.clock.now();
        now.unix_millis()
    }
}

/// Whether a person may key a marking that is not settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MayKey {
    /// She has not keyed it.
    Yes,
    /// She keyed it, and may take that back.
    Again,
    /// She keyed it before it was reopened, or has seen what others read.
    No,
}

fn may_key(keyable: &Keyable, account: &AccountId) -> MayKey {
    let place = each_once(&keyable.keyings).iter().position(|(known, _)| *known == account);
    match place {
        _ if keyable.earlier.iter().any(|(known, _)| known == account) => MayKey::No,
        None => MayKey::Yes,
        Some(place) if place < 2 => MayKey::Again,
        Some(_) => MayKey::No,
    }
}
