//! People at the desk: their accounts and sessions. What they do there is recorded; their passwords stand in
//! `accounts.db` and its sealed copies alone.

use std::time::Duration;

use amana_accounts::{
    Account, Accounts, AccountsError, NewAccount, Outside, Role, Session, SignInError, Theme,
};
use amana_model::{AccountId, Act, Agent, Exposure, UtcTime};

use crate::archive::Archive;
use crate::error::{ArchiveError, Result};

/// The longest time for which pictures are uncovered at once, in minutes.
pub const UNCOVER_MINUTES_MAX: u32 = 30;

impl Archive {
    /// The accounts: opened once, made where there are none yet.
    pub(crate) async fn accounts(&self) -> Result<&Accounts> {
        let open = || async {
            Ok::<_, ArchiveError>(Accounts::open(&self.layout.accounts(), &self.keys()?.database).await?)
        };
        self.accounts.get_or_try_init(open).await
    }

    pub(crate) fn random(&self) -> impl Fn(&mut [u8]) + Sync + '_ {
        |buffer| self.services.entropy.fill(buffer)
    }

    /// The agent that stands in events for a person at the desk.
    pub fn agent_of(&self, account: &Account) -> Agent {
        Agent { name: account.name.clone(), software: self.services.agent.software.clone() }
    }

    /// Makes an account for a person.
    ///
    /// # Errors
    /// If the name is taken or will not do, or the password is too weak.
    pub async fn add_account(
        &self,
        name: &str,
        display_name: &str,
        role: Role,
        password: &str,
    ) -> Result<AccountId> {
        let accounts = self.accounts().await?;
        let random = self.random();
        let outside = Outside { clock: self.services.clock.as_ref(), random: &random };
        let account =
            accounts.create_account(outside, NewAccount { name, display_name, role }, password).await?;
        let act = Act::AccountCreated {
            account: account.id.clone(),
            name: account.name,
            role: role.word().to_owned(),
        };
        self.record_with_backup(vec![act]).await?;
        Ok(account.id)
    }

    /// Every account, the oldest first.
    ///
    /// # Errors
    /// Without keys, or if the accounts cannot be read.
    pub async fn list_accounts(&self) -> Result<Vec<Account>> {
        Ok(self.accounts().await?.list().await?)
    }

    /// Switches an account off and ends its sessions.
    ///
    /// # Errors
    /// If there is no account of this name.
    pub async fn disable_account(&self, name: &str) -> Result<()> {
        let account = self.account_named(name).await?;
        let random = self.random();
        let outside = Outside { clock: self.services.clock.as_ref(), random: &random };
        self.accounts().await?.disable(outside, &account.id).await?;
        self.record_with_backup(vec![Act::AccountDisabled { account: account.id }]).await.map(|_| ())
    }

    /// Gives an account another password and ends its sessions.
    ///
    /// # Errors
    /// If there is no account of this name, or the password is too weak.
    pub async fn change_password(&self, name: &str, password: &str) -> Result<()> {
        let account = self.account_named(name).await?;
        let random = self.random();
        let outside = Outside { clock: self.services.clock.as_ref(), random: &random };
        self.accounts().await?.change_password(outside, &account.id, password).await?;
        self.record_with_backup(vec![Act::PasswordChanged { account: account.id }]).await.map(|_| ())
    }

    async fn account_named(&self, name: &str) -> Result<Account> {
        self.accounts().await?.find(name).await?.ok_or_else(|| {
            ArchiveError::absent(format!("there is no account {name:?}"))
                .next("`amana account list` shows them")
        })
    }

    /// Signs a person in. The event comes before the session is of use; failed attempts become events too
    /// (`failed_sign_ins.rs`).
    ///
    /// # Errors
    /// The accounts' own words, so that a door can choose what to show.
    pub async fn sign_in(&self, name: &str, password: &str) -> std::result::Result<Session, SignInError> {
        let accounts = self.accounts().await.map_err(unanswered)?;
        let random = self.random();
        let outside = Outside { clock: self.services.clock.as_ref(), random: &random };
        let session = match accounts.sign_in(outside, name, password).await {
            Ok(session) => session,
            Err(refused @ (SignInError::WrongNameOrPassword | SignInError::Disabled)) => {
                self.record_failed_sign_ins_when_due().await.map_err(unanswered)?;
                return Err(refused);
            }
            Err(error) => return Err(error),
        };
        self.record_failed_sign_ins().await.map_err(unanswered)?;
        let act = Act::SignedIn { account: session.account.id.clone() };
        self.record_as(&self.agent_of(&session.account), vec![act]).await.map_err(unanswered)?;
        Ok(session)
    }

    /// The session of a token, if it is valid now.
    ///
    /// # Errors
    /// If the accounts cannot be read.
    pub async fn session(&self, token: &str) -> Result<Option<Session>> {
        let random = self.random();
        let outside = Outside { clock: self.services.clock.as_ref(), random: &random };
        Ok(self.accounts().await?.session(outside, token).await?)
    }

    /// Ends a session.
    ///
    /// # Errors
    /// If the accounts or the log fail.
    pub async fn sign_out(&self, session: &Session) -> Result<()> {
        self.accounts().await?.sign_out(&session.token).await?;
        let act = Act::SignedOut { account: session.account.id.clone() };
        self.record_as(&self.agent_of(&session.account), vec![act]).await.map(|_| ())
    }

    /// Lets a session see pictures uncovered for so many minutes: at most [`UNCOVER_MINUTES_MAX`], and no more than are left
    /// until a pause is due, one at least.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Rest`] if she is to rest; if the accounts or the log fail.
    pub async fn uncover(&self, session: &Session, minutes: u32) -> Result<UtcTime> {
        let mut minutes = minutes.clamp(1, UNCOVER_MINUTES_MAX);
        let account = &session.account.id;
        let uncovered = |exposure: &Exposure| {
            let left = u32::try_from(exposure.seconds_left / 60).unwrap_or(u32::MAX);
            minutes = minutes.min(left.max(1));
            Act::UncoveredForSession { account: account.clone(), minutes }
        };
        self.look(&self.agent_of(&session.account), account, uncovered).await?;
        let span = Duration::from_secs(u64::from(minutes) * 60);
        let until = self
            .services
            .clock
            .now()
            .unix_millis()
            .saturating_add(i64::try_from(span.as_millis()).unwrap_or(i64::MAX));
        let until = UtcTime::from_unix_millis(until).unwrap_or(UtcTime::EPOCH);
        self.accounts().await?.uncover_until(&session.token, until).await?;
        Ok(until)
    }

    /// Covers pictures again in a session.
    ///
    /// # Errors
    /// If the accounts cannot be written.
    pub async fn cover_again(&self, session: &Session) -> Result<()> {
        self.accounts().await?.uncover_until(&session.token, UtcTime::EPOCH).await?;
        let act = Act::CoveredAgain { account: session.account.id.clone() };
        self.record_as(&self.agent_of(&session.account), vec![act]).await.map(|_| ())
    }

    /// Keeps a person's language and theme.
    ///
    /// # Errors
    /// If the accounts cannot be written.
    pub async fn prefer(
        &self,
        session: &Session,
        language: Option<&str>,
        theme: Option<Theme>,
    ) -> Result<()> {
        let accounts = self.accounts().await?;
        if let Some(language) = language {
            accounts.set_language(session, language).await?;
        }
        Ok(accounts.set_theme(session, theme).await?)
    }
}

fn unanswered(error: ArchiveError) -> SignInError {
    SignInError::Accounts(AccountsError::Machine(Box::new(error)))
}

impl From<AccountsError> for ArchiveError {
    fn from(error: AccountsError) -> Self {
        use AccountsError as E;
        match &error {
            E::NameTaken(_) | E::BadName(_) | E::WeakPassword | E::NoSuchAccount => {
                Self::mistake(error.to_string()).safe("nothing was changed")
            }
            E::Newer { .. } => {
                Self::mistake(error.to_string()).next("use the version of amana that wrote them")
            }
            E::WrongKey | E::Broken(_) => Self::damage(error.to_string())
                .safe("originals, log and catalog do not depend on the accounts")
                .next("`amana account restore` puts the accounts back from the last sealed copy"),
            E::BadBackup(_) => Self::damage(error.to_string()).safe("nothing was changed"),
            E::Busy | E::Machine(_) => Self::machine("the accounts could not be used").because(error),
        }
    }
}
