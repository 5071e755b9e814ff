//! The staff: an account for each, with a password that nobody is told.

use amana_archive::access::{Account, Role};
use amana_archive::{ArchiveError, Result};
use amana_model::{AccountId, Agent};

use crate::{Room, Step};

/// One of the simulated staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// The name of the account.
    pub name: &'static str,
    /// What it is for.
    pub role: Role,
}

const fn post(name: &'static str, role: Role) -> Post {
    Post { name, role }
}

const KEYERS: [Post; 2] = [post("simulated-keyer-1", Role::Keyer), post("simulated-keyer-2", Role::Keyer)];
const REVIEWER: Post = post("simulated-reviewer", Role::Reviewer);
/// The coders, in the order of [`Settings::accuracy`](crate::Settings::accuracy).
pub const CODERS: [Post; 2] =
    [post("simulated-coder-a", Role::Expert), post("simulated-coder-b", Role::Expert)];
const FAMILY_WORKER: Post = post("simulated-family-worker", Role::FamilyWorker);
const PUBLISHER: Post = post("simulated-publisher", Role::Publisher);
/// Who decides about what the publisher proposes.
const DECIDERS: [Post; 2] =
    [post("simulated-publisher-2", Role::Publisher), post("simulated-publisher-3", Role::Publisher)];
const ORGANISER: Post = post("simulated-organiser", Role::Organiser);

/// Somebody at work.
#[derive(Debug, Clone)]
pub(crate) struct Worker {
    pub(crate) account: AccountId,
    pub(crate) agent: Agent,
}

/// Everybody.
#[derive(Debug, Clone)]
pub(crate) struct Staff {
    pub(crate) keyers: [Worker; 2],
    /// Decides about people, and keys as the third.
    pub(crate) reviewer: Worker,
    pub(crate) coders: [Worker; 2],
    /// Draws, plans, and decides where coders differ.
    pub(crate) organiser: Worker,
    /// Takes in what families say.
    pub(crate) family_worker: Worker,
    /// Proposes which faces are published.
    pub(crate) publisher: Worker,
    /// Look at what she proposes, and decide.
    pub(crate) deciders: [Worker; 2],
}

impl Staff {
    /// The accounts that are there, and those missing made.
    pub(crate) async fn hired(room: &Room<'_>) -> Result<Self> {
        let [first, second] = KEYERS;
        let [a, b] = CODERS;
        let [one, other] = DECIDERS;
        Ok(Self {
            keyers: [hire(room, &first).await?, hire(room, &second).await?],
            reviewer: hire(room, &REVIEWER).await?,
            coders: [hire(room, &a).await?, hire(room, &b).await?],
            organiser: hire(room, &ORGANISER).await?,
            family_worker: hire(room, &FAMILY_WORKER).await?,
            publisher: hire(room, &PUBLISHER).await?,
            deciders: [hire(room, &one).await?, hire(room, &other).await?],
        })
    }

    /// A coder with her accuracy.
    pub(crate) fn coders<'a>(&'a self, room: &Room<'_>) -> [(&'a Worker, f64); 2] {
        let [a, b] = &self.coders;
        let [of_a, of_b] = room.settings.accuracy;
        [(a, of_a), (b, of_b)]
    }
}

async fn hire(room: &Room<'_>, post: &Post) -> Result<Worker> {
    let known = |accounts: Vec<Account>| accounts.into_iter().find(|account| account.name == post.name);
    let archive = room.archive;
    let mut account = known(archive.list_accounts().await?);
    if account.is_none() {
        // Thrown away: nobody signs in as somebody who is not there.
        let password = archive.services().random_hex::<32>();
        let shown = format!("{} (simulated)", post.name.trim_start_matches("simulated-").replace('-', " "));
        archive.add_account(post.name, &shown, post.role, &password).await?;
        account = known(archive.list_accounts().await?);
        room.done(Step::AccountMade)?;
    }
    let fits = account.filter(|account| account.role == post.role && account.disabled.is_none());
    let account = fits.ok_or_else(|| {
        ArchiveError::mistake(format!("the account {} is switched off or has another role", post.name))
            .safe("it was not changed")
            .next("begin anew with another archive of the synthetic leak")
    })?;
    Ok(Worker { agent: archive.agent_of(&account), account: account.id })
}
