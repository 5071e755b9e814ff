//! Who may sign in to the desk: accounts, sessions, throttling.
//!
//! [`Accounts`] is a small encrypted SQLite file of its own, never in the custody log and not disposable, so its
//! layout changes by numbered migrations. It trusts its caller for the clock and for randomness ([`Outside`]) and
//! nobody for names, passwords and tokens. Recording acts in the custody log is the caller's work.

mod account;
mod backup;
mod drafts;
mod error;
mod failures;
mod migrations;
mod open;
mod password;
mod role;
mod session;
mod sql;
mod throttle;

pub use account::{Account, NewAccount};
pub use drafts::LONGEST_DRAFT;
pub use error::{AccountsError, SignInError};
pub use open::{check, ready};
pub use password::Cost;
pub use role::{Right, Role};
pub use session::{ABSOLUTE, IDLE, Session, Theme};

use amana_model::{Clock, UtcTime};

/// The file of accounts: a pool of encrypted connections.
pub struct Accounts {
    pool: sqlx::sqlite::SqlitePool,
    cost: Cost,
}

/// What every act takes from outside: the time and randomness.
#[derive(Clone, Copy)]
pub struct Outside<'a> {
    /// Tells the time.
    pub clock: &'a dyn Clock,
    /// Fills a buffer with random bytes.
    pub random: &'a (dyn Fn(&mut [u8]) + Sync),
}

impl Outside<'_> {
    fn now(&self) -> UtcTime {
        self.clock.now()
    }

    fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.random)(&mut bytes);
        bytes
    }
}
