//! A letter as it lies in the archive: what is said, who says it, and each picture, sealed apart.

use std::sync::Arc;

use amana_model::{SealedStatement, from_canonical};
use amana_store::Identities;

use super::{LetterContact, LetterWords};
use crate::archive::Archive;
use crate::error::Result;
use crate::missing::{Prepared, Told};

/// Bytes of the salt before a picture.
const SALT: usize = 16;

impl Archive {
    /// Seals a picture's bytes under a new key, a salt before them, so that nobody who knows the digest can test a guess.
    pub(super) fn prepare_picture(&self, owner: &str, picture: &[u8]) -> Result<Prepared> {
        let mut salted = vec![0; SALT];
        self.services.entropy.fill(&mut salted);
        salted.extend_from_slice(picture);
        self.prepare_sealed(owner, &salted)
    }

    /// Reads a picture of a letter.
    pub(super) fn read_picture(&self, identities: &Identities, statement: &SealedStatement) -> Told<Vec<u8>> {
        let limit = (SALT + amana_model::LONGEST_PICTURE) as u64;
        let plain = self.read_sealed(identities, statement, limit);
        let picture = plain.and_then(|plain| plain.get(SALT..).map(<[u8]>::to_vec));
        picture.map_or(Told::Lost, Told::Here)
    }

    /// What a letter says; what was read once is kept in memory while the archive is open, since a list of thousands is looked at often.
    pub(super) fn read_words(
        &self,
        identities: &Identities,
        statement: &SealedStatement,
    ) -> Told<Arc<LetterWords>> {
        let read = || self.words_read.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(words) = read().get(&statement.sealed) {
            return Told::Here(words.clone());
        }
        match self.read_statement::<LetterWords>(identities, statement) {
            Told::Here(words) => {
                let words = Arc::new(words);
                read().insert(statement.sealed, words.clone());
                Told::Here(words)
            }
            Told::Erased => Told::Erased,
            Told::Lost => Told::Lost,
        }
    }

    /// Who writes a letter.
    pub(super) fn read_writer(
        &self,
        identities: &Identities,
        statement: &SealedStatement,
    ) -> Told<LetterContact> {
        self.read_statement(identities, statement)
    }
}

/// Reads canonical JSON out of opened bytes.
pub(super) fn read_list(bytes: &[u8]) -> Vec<amana_model::SealedName> {
    from_canonical(bytes).unwrap_or_default()
}
