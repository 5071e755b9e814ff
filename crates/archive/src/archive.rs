//! [`Archive`]: one archive, opened with or without keys.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use amana_accounts::Accounts;
use amana_catalog::{Catalog, CatalogError};
use amana_custody::{AppendError, Log, SealError, Unseal};
use amana_disk::Disk;
use amana_model::{Act, Event, UtcTime};
use amana_store::{Identities, Recipients, Store};
use tokio::sync::{Mutex, OnceCell};

use crate::configuration::Configuration;
use crate::error::{ArchiveError, Result};
use crate::keyring::Keyring;
use crate::layout::Layout;
use crate::services::Services;

/// One archive. With keys it can be looked into; without, it can still take in, and be checked from outside.
pub struct Archive {
    pub(crate) layout: Layout,
    pub(crate) configuration: Configuration,
    pub(crate) disk: Arc<dyn Disk>,
    pub(crate) store: Store,
    pub(crate) log: Log,
    pub(crate) recipients: Recipients,
    pub(crate) keys: Option<OpenKeys>,
    pub(crate) services: Services,
    catalog: OnceCell<Catalog>,
    pub(crate) accounts: OnceCell<Accounts>,
    /// When failed sign-ins were last recorded by this process.
    pub(crate) failures_recorded: Mutex<Option<UtcTime>>,
    /// Held while a decision about people is recorded.
    pub(crate) deciding: Mutex<()>,
    /// Held while a report about a missing person is taken in or changed.
    pub(crate) reporting: Mutex<()>,
    /// What waits of families, as it was counted last.
    pub(crate) counted: std::sync::Mutex<Option<crate::waiting::Counted>>,
    /// What letters say, as far as it was read: by the sealed object.
    pub(crate) words_read: std::sync::Mutex<
        std::collections::HashMap<amana_model::SealedName, std::sync::Arc<crate::inbox::LetterWords>>,
    >,
    /// Held while something about publication is recorded.
    pub(crate) publishing: Mutex<()>,
    /// Held while a keying is recorded.
    pub(crate) keying: Mutex<()>,
    /// Held while a look at something uncovered is allowed and recorded.
    pub(crate) looking: Mutex<()>,
    /// Crops in people's hands.
    pub(crate) held: std::sync::Mutex<crate::holding::Held<amana_model::MarkingRef>>,
    pub(crate) held_groups: std::sync::Mutex<crate::holding::Held<amana_model::Digest>>,
}

/// What the keys at hand open.
pub(crate) struct OpenKeys {
    pub(crate) ring: Keyring,
    pub(crate) identities: Identities,
    pub(crate) database: [u8; 32],
}

impl Archive {
    /// Reads the configuration of the archive in `root`: needed to unlock its keys.
    ///
    /// # Errors
    /// If there is no archive, or its configuration cannot be read.
    pub fn configuration_of(root: &Path) -> Result<Configuration> {
        let path = Layout::new(root).configuration();
        let text = std::fs::read_to_string(&path).map_err(|e| match e.kind() {
            std::io::ErrorKind::NotFound => {
                ArchiveError::mistake(format!("{} is not an archive: it has no amana.toml", root.display()))
                    .next("make one with `amana init NAME.amana`, or check the path")
            }
            _ => ArchiveError::from(e),
        })?;
        Configuration::parse(&text)
    }

    /// Opens the archive in `root`.
    ///
    /// # Errors
    /// If there is none, its log cannot be opened, or the keys do not fit.
    pub fn open(root: &Path, disk: Arc<dyn Disk>, services: Services, keys: Option<Keyring>) -> Result<Self> {
        let configuration = Self::configuration_of(root)?;
        let layout = Layout::new(root);
        let key = configuration
            .log_key
            .parse()
            .map_err(|e| ArchiveError::damage("amana.toml does not hold the log's public key").because(e))?;
        let log = Log::at(disk.clone(), &layout.custody(), key);
        let recipients = configuration.custodians.iter().map(|c| amana_store::parse_recipient(&c.recipient));
        let recipients = Recipients::new(recipients.collect::<std::result::Result<_, _>>()?)
            .ok_or_else(|| ArchiveError::damage("amana.toml names no custodian"))?;
        let keys = keys
            .map(|ring| {
                let database = ring.database_key(&layout, &configuration)?;
                Ok::<_, ArchiveError>(OpenKeys { identities: ring.identities(), database, ring })
            })
            .transpose()?;
        let store = Store::new(disk.clone(), &layout.store());
        Ok(Self {
            layout,
            configuration,
            disk,
            store,
            log,
            recipients,
            keys,
            services,
            catalog: OnceCell::new(),
            accounts: OnceCell::new(),
            failures_recorded: Mutex::default(),
            deciding: Mutex::default(),
            reporting: Mutex::default(),
            words_read: std::sync::Mutex::default(),
            counted: std::sync::Mutex::default(),
            publishing: Mutex::default(),
            keying: Mutex::default(),
            looking: Mutex::default(),
            held: std::sync::Mutex::default(),
            held_groups: std::sync::Mutex::default(),
        })
    }

    /// The archive's configuration.
    pub fn configuration(&self) -> &Configuration {
        &self.configuration
    }

    /// The archive's folder.
    pub fn root(&self) -> PathBuf {
        self.layout.root().to_owned()
    }

    /// Whether keys are at hand.
    pub fn has_keys(&self) -> bool {
        self.keys.is_some()
    }

    /// The services it was opened with.
    pub fn services(&self) -> &Services {
        &self.services
    }

    pub(crate) fn keys(&self) -> Result<&OpenKeys> {
        self.keys.as_ref().ok_or_else(|| {
            ArchiveError::mistake("this needs a custodian's key")
                .next("give --passphrase-file FILE, or --identity FILE")
        })
    }

    /// The catalog: opened once; made anew from the log where it is missing, outdated or broken.
    ///
    /// # Errors
    /// Without keys, or if the disk refuses.
    pub async fn catalog(&self) -> Result<&Catalog> {
        self.catalog.get_or_try_init(|| self.open_catalog()).await
    }

    /// Whether the catalog was used through this archive.
    pub(crate) fn catalog_is_open(&self) -> bool {
        self.catalog.initialized()
    }

    async fn open_catalog(&self) -> Result<Catalog> {
        let key = &self.keys()?.database;
        let path = self.layout.catalog();
        // Both rooms open databases; one of them makes the library ready for both.
        amana_accounts::ready().await?;
        match Catalog::open(&path, key).await {
            Ok(catalog) => Ok(catalog),
            Err(CatalogError::Outdated { .. } | CatalogError::Broken(_) | CatalogError::WrongKey) => {
                tracing::warn!("the catalog cannot be used as it is; it is made anew from the log");
                self.remove_catalog()?;
                Ok(Catalog::open(&path, key).await?)
            }
            Err(e) => Err(e.into()),
        }
    }

    /// Removes the catalog's files. Only for a catalog that is not open.
    pub(crate) fn remove_catalog(&self) -> Result<()> {
        self.remove_database(&self.layout.catalog())
    }

    /// Removes the files of a database that is not open.
    pub(crate) fn remove_database(&self, path: &Path) -> Result<()> {
        for suffix in ["", "-wal", "-shm", "-journal"] {
            let mut file = path.as_os_str().to_owned();
            file.push(suffix);
            match self.disk.remove(Path::new(&file)) {
                Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(e.into()),
                _ => {}
            }
        }
        Ok(())
    }

    /// Closes the databases, so that only `catalog.db` and `accounts.db` are left of them.
    pub async fn close(mut self) {
        if let Some(accounts) = self.accounts.take() {
            accounts.close().await;
        }
        if let Some(catalog) = self.catalog.take() {
            catalog.close().await;
        }
    }

    /// Makes an event of an act: now, by the agent, with a fresh salt.
    pub(crate) fn event(&self, act: Act) -> Event {
        Event {
            version: 1,
            time: self.services.clock.now(),
            agent: self.services.agent.clone(),
            salt: self.services.random_hex::<16>(),
            act,
        }
    }
}

/// Seals log entries to the archive's recipients.
pub(crate) struct EntrySeal<'a>(pub(crate) &'a Recipients);

impl amana_custody::Seal for EntrySeal<'_> {
    fn seal(&self, plain: &[u8]) -> std::result::Result<Vec<u8>, SealError> {
        self.0.seal(plain).map_err(SealError::new)
    }
}

/// Opens log entries with the identities at hand.
pub(crate) struct EntryUnseal<'a>(pub(crate) &'a Identities);

impl Unseal for EntryUnseal<'_> {
    fn unseal(&self, sealed: &[u8]) -> std::result::Result<Vec<u8>, SealError> {
        self.0.open(sealed).map_err(SealError::new)
    }
}

/// Puts an error of an append that builds its entries into words for outside.
pub(crate) fn append_error(error: AppendError<ArchiveError>) -> ArchiveError {
    match error {
        AppendError::Build(error) => error,
        AppendError::Log(error) => log_error(error),
    }
}

/// Puts an error of the log into words for outside.
pub(crate) fn log_error(error: amana_custody::Error) -> ArchiveError {
    use amana_custody::Error as Custody;
    match error {
        Custody::Io { path, source } => {
            let place = path.display().to_string();
            let mut error = ArchiveError::from(source);
            error.what = format!("{} ({place})", error.what);
            error
        }
        Custody::Damaged { .. } => ArchiveError::damage("the custody log is damaged")
            .safe("nothing was written; originals are untouched")
            .because(error),
        Custody::NoSigningKey(_) => {
            ArchiveError::mistake("this copy of the archive cannot be written to: its log has no signing key")
                .next("put custody/signing.key back, or work on the archive that has it")
        }
        other => ArchiveError::machine("the custody log could not be used").because(other),
    }
}

impl From<CatalogError> for ArchiveError {
    fn from(error: CatalogError) -> Self {
        ArchiveError::machine("the catalog could not be used")
            .safe("originals and the custody log do not depend on the catalog")
            .next("make room if the disk is full; if this comes again, run `amana rebuild`: it makes the catalog anew from the log")
            .because(error)
    }
}
