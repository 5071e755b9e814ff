//! Codebooks: the starting one, and how a collection brings its own or a newer version.

use std::sync::LazyLock;

use amana_model::{Act, Agent, Codebook, Digest};
use serde::Serialize;

use crate::archive::Archive;
use crate::error::{ArchiveError, Result};

/// The codebook that comes with the program.
const STARTING: &str = include_str!("forensic-codebook.toml");

/// What a codebook that was brought is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BroughtCodebook {
    /// Its name.
    pub codebook: String,
    /// Its version.
    pub version: u32,
    /// SHA-256 of its canonical encoding: what studies are planned with.
    pub digest: Digest,
    /// Its entries.
    pub entries: u64,
    /// Whether it was adopted before.
    pub already: bool,
    /// Whether it was recorded now, or only tried.
    pub recorded: bool,
}

/// The codebook that every archive begins with, and its digest.
pub fn starting_codebook() -> (&'static Codebook, Digest) {
    static CODEBOOK: LazyLock<(Codebook, Digest)> = LazyLock::new(|| {
        let codebook: Codebook = toml::from_str(STARTING).expect("a test reads the codebook of the program");
        let digest = codebook.digest().expect("a test checks its length");
        (codebook, digest)
    });
    (&CODEBOOK.0, CODEBOOK.1)
}

/// The text of the codebook that every archive begins with, for a collection to begin its own from.
pub fn starting_codebook_toml() -> &'static str {
    STARTING
}

impl Archive {
    /// Takes over a codebook in the format of the starting one; only tries it unless `record`.
    ///
    /// # Errors
    /// If the text is no codebook, has a fault, or has the name and version of another one; without keys, or if catalog or log
    /// fail. Nothing is recorded then.
    pub async fn bring_codebook(&self, agent: &Agent, text: &str, record: bool) -> Result<BroughtCodebook> {
        let refused = |what: String| ArchiveError::mistake(what).safe("nothing was recorded");
        let codebook: Codebook = toml::from_str(text).map_err(|e| {
            refused("the codebook cannot be read".into())
                .next("its format stands in docs/formats/codebook.md")
                .because(e)
        })?;
        codebook.check().map_err(|fault| refused(format!("the codebook will not do: {fault}")))?;
        let digest = codebook.digest().map_err(|fault| refused(fault.to_string()))?;
        let _alone = self.deciding.lock().await;
        let known = self.coding().await?.codebooks;
        let same = |known: &&super::KnownCodebook| {
            (&known.codebook.codebook, known.codebook.version) == (&codebook.codebook, codebook.version)
        };
        if known.iter().find(same).is_some_and(|known| known.digest != digest) {
            return Err(refused(format!(
                "another codebook is called {} and has version {}",
                codebook.codebook, codebook.version
            ))
            .next("give the changed codebook a higher version: codings made by the other one stay with it"));
        }
        let already = known.iter().any(|known| known.digest == digest && known.entry.is_some());
        let brought = BroughtCodebook {
            codebook: codebook.codebook.clone(),
            version: codebook.version,
            digest,
            entries: codebook.entries.len() as u64,
            already,
            recorded: record && !already,
        };
        if brought.recorded {
            self.record_as(agent, vec![Act::CodebookAdopted(codebook)]).await?;
        }
        Ok(brought)
    }
}

#[cfg(test)]
mod tests {
    use amana_model::{EntryKind, Fact};

    use super::*;

    #[test]
    fn the_starting_codebook_is_sound_and_says_nothing_of_the_cause_of_death() {
        let (codebook, _) = starting_codebook();
        assert_eq!(codebook.check(), Ok(()));
        let values = |entry: &str| {
            let values = &codebook.entry(entry).unwrap().values;
            values.iter().map(|value| value.value.clone()).collect::<Vec<_>>()
        };
        assert_eq!(values("sex"), ["female", "male"]);
        assert_eq!(values("age-band"), Fact::AgeBand.values()[..5]);
        assert_eq!(values("emaciation"), ["none", "mild", "moderate", "severe"]);
        for sign in ["bruise", "burn", "gunshot", "patterned", "ligature-mark"] {
            assert_eq!(codebook.entry(sign).unwrap().kind, EntryKind::Sign, "{sign}");
        }
        assert!(
            codebook
                .entries
                .iter()
                .all(|entry| !entry.entry.contains("cause") && !entry.entry.contains("manner"))
        );
        let presets: Vec<&str> = codebook.presets.iter().map(|preset| preset.preset.as_str()).collect();
        assert_eq!(presets, ["rapid-2014", "detailed-2014", "association-tally"]);
    }
}
