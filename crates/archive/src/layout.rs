//! Where things lie in an archive's folder (docs/formats/archive.md).

use std::path::{Path, PathBuf};

use amana_model::AccessionId;

/// The paths of one archive.
#[derive(Debug, Clone)]
pub struct Layout {
    root: PathBuf,
}

impl Layout {
    /// The layout below `root`, the folder `NAME.amana`.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// The archive's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The configuration.
    pub fn configuration(&self) -> PathBuf {
        self.root.join("amana.toml")
    }

    /// Wrapped identities and the sealed key of the databases.
    pub fn keys(&self) -> PathBuf {
        self.root.join("keys")
    }

    /// The custody log.
    pub fn custody(&self) -> PathBuf {
        self.root.join("custody")
    }

    /// The sealed objects.
    pub fn store(&self) -> PathBuf {
        self.root.join("store")
    }

    /// The SQL picture.
    pub fn catalog(&self) -> PathBuf {
        self.root.join("catalog.db")
    }

    /// Accounts and sessions.
    pub fn accounts(&self) -> PathBuf {
        self.root.join("accounts.db")
    }

    /// The journal of an analysis that has not ended.
    pub fn analysis(&self) -> PathBuf {
        self.root.join("analysis")
    }

    /// Keys of statements, one a file: what a family said is erased by destroying its key.
    pub fn statements(&self) -> PathBuf {
        self.root.join("statements")
    }

    /// Sealed letters that are not taken in yet, and the journal of a taking in that has not ended.
    pub fn inbox(&self) -> PathBuf {
        self.root.join("inbox")
    }

    /// Which photographs the desk asks a close look for.
    pub fn asked(&self) -> PathBuf {
        self.root.join("asked")
    }

    /// Journals of intakes that have not ended.
    pub fn intakes(&self) -> PathBuf {
        self.root.join("intake")
    }

    /// The journal folder of one intake.
    pub fn intake(&self, accession: &AccessionId) -> PathBuf {
        self.intakes().join(accession.as_str())
    }
}
