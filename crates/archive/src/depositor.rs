//! Who deposited: sealed apart from everything else, readable only by two custodians together.
//!
//! For each pair of custodians there is one object: an age file to the first inside an age file to the second
//! (docs/formats/store.md). So any two open it, and none alone.

use std::io::Write as _;

use amana_model::{AccessionId, Act};
use amana_store::{Recipients, Staged};

use crate::archive::Archive;
use crate::error::{ArchiveError, Result};
use crate::keyring::Keyring;

/// The longest text about a depositor, in bytes.
const LIMIT: usize = 64 << 10;

impl Archive {
    /// Seals who deposited, once for each pair of custodians.
    pub(crate) fn seal_depositor(&self, accession: &AccessionId, text: &str) -> Result<Vec<Staged>> {
        let custodians = &self.configuration.custodians;
        if custodians.len() < 2 {
            return Err(ArchiveError::mistake("who deposited can be recorded only where there are two custodians or more")
                .safe("nothing was recorded")
                .next("leave --depositor-file out, or make the archive with two custodians: the depositor is sealed for two together"));
        }
        if text.len() > LIMIT {
            return Err(ArchiveError::mistake(format!(
                "the text about the depositor is longer than {LIMIT} bytes"
            )));
        }
        let mut staged = Vec::new();
        for (at, second) in custodians.iter().enumerate() {
            for first in &custodians[..at] {
                let inner = amana_store::parse_recipient(&first.recipient)?;
                let outer = amana_store::parse_recipient(&second.recipient)?;
                staged.push(self.stage_for_two(accession, text.as_bytes(), inner, outer)?);
            }
        }
        Ok(staged)
    }

    fn stage_for_two(
        &self,
        owner: &AccessionId,
        plain: &[u8],
        inner: amana_store::Recipient,
        outer: amana_store::Recipient,
    ) -> Result<Staged> {
        let inner = Recipients::new(vec![inner]).expect("there is one").seal(plain)?;
        let outer = Recipients::new(vec![outer]).expect("there is one");
        let mut writer = self.store.begin(owner.as_str(), &outer)?;
        writer.write_all(&inner)?;
        Ok(writer.finish()?)
    }

    /// Reads who deposited, with two custodians' keys. The event comes before the answer.
    ///
    /// # Errors
    /// If nobody was named, or the two keys are not two custodians'.
    pub async fn reveal_depositor(
        &self,
        accession: &AccessionId,
        other: &Keyring,
        purpose: &str,
    ) -> Result<String> {
        let (one, two) = self.two_custodians(other)?;
        let sealed = self.depositor_of(accession).await?;
        for name in &sealed {
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut self.store.sealed(name)?, &mut bytes)?;
            let Ok(plain) = amana_store::open_two(&bytes, &one.1, &two.1) else { continue };
            let text = String::from_utf8(plain)
                .map_err(|_| ArchiveError::damage("what was sealed about the depositor is not text"))?;
            self.record(vec![Act::DepositorRevealed {
                accession: accession.clone(),
                custodians: (one.0.clone(), two.0.clone()),
                purpose: purpose.to_owned(),
            }])
            .await?;
            return Ok(text);
        }
        Err(ArchiveError::mistake("these two keys do not open who deposited").safe("nothing was shown"))
    }

    #[expect(clippy::type_complexity, reason = "a pair of named identities")]
    fn two_custodians<'a>(
        &'a self,
        other: &'a Keyring,
    ) -> Result<(&'a (String, amana_store::Identity), &'a (String, amana_store::Identity))> {
        let one = self.keys()?.ring.held().first();
        let two = one.and_then(|one| other.held().iter().find(|held| held.0 != one.0));
        one.zip(two).ok_or_else(|| {
            ArchiveError::mistake("the two keys belong to the same custodian")
                .next("two custodians must agree: give each one's key")
        })
    }

    async fn depositor_of(&self, accession: &AccessionId) -> Result<Vec<amana_model::SealedName>> {
        let size = self.log.checkpoint().map_err(crate::archive::log_error)?.size();
        let mut from = 0;
        while from < size {
            let end = size.min(from + 4096);
            for (_, event) in self.events(from..end)? {
                if let Act::AccessionOpened { accession: found, depositor, .. } = event.act
                    && found == *accession
                {
                    return match depositor.is_empty() {
                        true => {
                            Err(ArchiveError::mistake("nobody was named as the depositor of this accession"))
                        }
                        false => Ok(depositor),
                    };
                }
            }
            from = end;
        }
        Err(ArchiveError::absent(format!("there is no accession {accession}"))
            .next("`amana status` lists them"))
    }
}
