//! A statement sealed under a key of its own, and the file that holds this key.

use std::io::Write as _;
use std::path::PathBuf;

use amana_model::{SealedName, SealedStatement, from_canonical, to_canonical};
use amana_store::{Identities, Recipients, Staged};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Told;
use crate::archive::Archive;
use crate::configuration::sha256;
use crate::error::Result;

/// Under which name statements on their way into the store lie in `incoming/`.
const OWNER: &str = "statement";
/// The longest statement that is read, in bytes: a photograph at its longest, in Base64.
const LIMIT: u64 = 24 << 20;

/// What is sealed: the statement and a salt, so that nobody who knows the digest can test a guess.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Salted<T> {
    salt: String,
    statement: T,
}

/// A statement on its way: what the event says of it, and what must be durable before.
pub(crate) struct Prepared {
    pub(crate) sealed: SealedStatement,
    staged: Staged,
    /// Its key, sealed to the custodians.
    key: Vec<u8>,
}

impl Archive {
    /// Seals a statement under a new key.
    pub(crate) fn prepare_statement<T: Serialize>(&self, statement: &T) -> Result<Prepared> {
        self.prepare_statement_of(OWNER, statement)
    }

    /// Seals a statement under a new key; `owner` is the word under which it lies on its way into the store.
    pub(crate) fn prepare_statement_of<T: Serialize>(&self, owner: &str, statement: &T) -> Result<Prepared> {
        let salted = Salted { salt: self.services.random_hex::<16>(), statement };
        self.prepare_sealed(owner, &to_canonical(&salted)?)
    }

    /// Seals bytes that hold a salt of their own under a new key.
    pub(crate) fn prepare_sealed(&self, owner: &str, plain: &[u8]) -> Result<Prepared> {
        let identity = amana_store::generate_identity();
        let own = Recipients::new(vec![identity.to_public()]).expect("there is one");
        let mut writer = self.store.begin(owner, &own)?;
        writer.write_all(plain)?;
        let staged = writer.finish()?;
        let text = amana_store::identity_text(&identity);
        let key = self.recipients.seal(amana_store::expose(&text).as_bytes())?;
        let sealed = SealedStatement { sealed: staged.sealed, digest: sha256(plain) };
        Ok(Prepared { sealed, staged, key })
    }

    /// Makes statements durable: the keys first, then the objects. The event that names them comes after.
    pub(crate) fn keep_statements(&self, prepared: &[&Prepared]) -> Result<()> {
        if prepared.is_empty() {
            return Ok(());
        }
        let folder = self.layout.statements();
        amana_disk::create_dirs_durably(&*self.disk, &folder)?;
        // Not one by one: a key that is written by halves belongs to no event yet, and one sync serves all.
        for one in prepared {
            self.disk.create(&self.statement_key(&one.sealed.sealed))?.write_all(&one.key)?;
        }
        self.disk.sync_tree(&folder)?;
        for one in prepared {
            self.store.publish(&one.staged)?;
        }
        Ok(self.store.sync()?)
    }

    /// Where a statement's key lies.
    pub(crate) fn statement_key(&self, sealed: &SealedName) -> PathBuf {
        self.layout.statements().join(format!("{sealed}.key"))
    }

    /// Reads a statement. What cannot be read is lost: whether it was erased the log knows.
    pub(crate) fn read_statement<T: DeserializeOwned + Serialize>(
        &self,
        identities: &Identities,
        statement: &SealedStatement,
    ) -> Told<T> {
        let plain = self.read_sealed(identities, statement, LIMIT);
        let salted = plain.and_then(|plain| from_canonical::<Salted<T>>(&plain).ok());
        salted.map_or(Told::Lost, |salted| Told::Here(salted.statement))
    }

    /// Reads what was sealed under a key of its own, at most `limit` bytes; `None` if it cannot be read.
    pub(crate) fn read_sealed(
        &self,
        identities: &Identities,
        statement: &SealedStatement,
        limit: u64,
    ) -> Option<Vec<u8>> {
        let key = std::fs::read(self.statement_key(&statement.sealed)).ok()?;
        let text = String::from_utf8(identities.open(&key).ok()?).ok()?;
        let own = Identities::new(vec![amana_store::parse_identity(&text).ok()?])?;
        let plain = self.store.read(&statement.sealed, &own, limit).ok()?;
        (sha256(&plain) == statement.digest).then_some(plain)
    }

    /// Removes what an interrupted taking left on its way into the store.
    pub(crate) fn sweep_statements(&self) -> Result<()> {
        self.store.sweep(OWNER)?;
        Ok(())
    }
}
