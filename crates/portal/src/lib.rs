//! The families' web pages: they show what is published and take letters, which they cannot read back.
//!
//! [`serve`] answers on a listener until it is told to stop; [`Options`] says with what. The portal has a folder of published files, a
//! folder into which it drops sealed letters, a folder of sealed answers, and a [`Kit`] with public keys. It knows no archive, holds no
//! secret key, and keeps no letter in clear: what a form brings is sealed in memory, and its memory is given back. It trusts nothing that
//! comes from outside, and keeps no address of anybody.

mod answers;
mod drop;
mod form;
mod gallery;
mod kit;
mod page;
mod rate;
mod routes;
mod serve;
mod ticket;
mod words;

use std::path::PathBuf;
use std::sync::Arc;

use amana_disk::Disk;
use amana_model::Clock;
use tokio::sync::Semaphore;

pub use drop::DropFolder;
pub use kit::{Kit, KitError};
pub use serve::serve;
pub use words::{ARABIC, ENGLISH};

use crate::rate::Rates;
use crate::ticket::Tickets;

/// What the portal needs.
pub struct Options {
    /// The folder of published files.
    pub gallery: PathBuf,
    /// The folder into which sealed letters are dropped.
    pub letters: PathBuf,
    /// The folder in which sealed answers lie.
    pub answers: PathBuf,
    /// The public keys of the archive.
    pub kit: Kit,
    /// Writes letters.
    pub disk: Arc<dyn Disk>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Fills bytes with randomness from the operating system.
    pub fill_random: fn(&mut [u8]),
    /// How much is taken.
    pub limits: Limits,
}

/// How much the portal takes, from everybody together: behind an onion address all come from one place, so nothing is counted by who
/// asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// The most letters that lie in the folder of letters.
    pub letters: u64,
    /// The most bytes of them.
    pub bytes: u64,
    /// The most connections at once.
    pub connections: usize,
    /// The most memory for pictures on their way, in bytes. On top of it come the texts, 256 KiB a connection, and two letters that are
    /// being encoded and sealed, three times 13 MiB each: about 460 MiB in all with what stands here by default.
    pub memory: usize,
    /// How long the head of a request may take, and how long nothing may come of its body, in seconds.
    pub silence_seconds: u64,
    /// How long a body may come as slowly as it likes, and over how long its pace is measured from then on, in seconds.
    pub patience_seconds: u64,
    /// How long one connection lives, in seconds.
    pub connection_seconds: u64,
    /// How old a form must be when it comes without a proof of work, in seconds.
    pub delay_seconds: u64,
    /// The work a proof takes, as leading zero bits of SHA-256; more is asked for while many write.
    pub work_bits: u32,
    /// Letters a minute that come without a proof.
    pub slow_a_minute: u32,
    /// Letters a minute that come with one.
    pub proven_a_minute: u32,
    /// Questions for answers a minute that come with a proof, and as many more without.
    pub questions_a_minute: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            letters: 20_000,
            bytes: 20 << 30,
            connections: 512,
            memory: 256 << 20,
            silence_seconds: 20,
            patience_seconds: 60,
            connection_seconds: 900,
            delay_seconds: 30,
            work_bits: 14,
            slow_a_minute: 60,
            proven_a_minute: 600,
            questions_a_minute: 120,
        }
    }
}

/// The portal: what every handler reaches. Nothing of a letter is in it.
pub(crate) struct Portal {
    pub(crate) options: Options,
    pub(crate) drop: DropFolder,
    pub(crate) tickets: Tickets,
    pub(crate) rates: Rates,
    /// Memory for pictures on their way, in KiB.
    pub(crate) memory: Arc<Semaphore>,
    /// Sealing, and opening answers: as many at once as there are cores for it.
    pub(crate) work: Semaphore,
}

impl Portal {
    pub(crate) fn new(options: Options) -> std::io::Result<Self> {
        let drop = DropFolder::open(options.disk.clone(), &options.letters, &options.limits)?;
        let mut key = [0; 32];
        (options.fill_random)(&mut key);
        let tickets = Tickets::new(key);
        let rates = Rates::new(&options.limits, options.clock.now().unix_millis());
        let memory = Arc::new(Semaphore::new(options.limits.memory >> 10));
        Ok(Self { drop, tickets, rates, memory, work: Semaphore::new(2), options })
    }

    pub(crate) fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.options.fill_random)(&mut bytes);
        bytes
    }
}
