//! Answers on their way to the families: each sealed by its letter's number, in a folder that the portal looks into.
//!
//! The event comes before its file and names it with the digest of its bytes. So whatever lies in a folder is in the log, and a file that a
//! kill has prevented, or that an older one still stands for, is written anew by the next call.

use std::path::Path;

use amana_disk::write_durably;
use amana_model::{Act, Agent, SealedName};
use amana_store::{Answer, LONGEST_ANSWER, answer_name, seal_answer};
use serde::Serialize;

use super::InboxLetter;
use crate::archive::Archive;
use crate::configuration::sha256;
use crate::error::{ArchiveError, Result};

/// What became of the answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct AnswersHandedOut {
    /// Written into the folder now.
    pub new: u64,
    /// In the folder already.
    pub already: u64,
    /// Of letters whose number, or of answers whose text, cannot be read any more.
    pub lost: u64,
    /// Files of letters that were erased, taken out of the folder now.
    pub removed: u64,
}

impl Archive {
    /// Writes the last answer to each letter into a folder where it does not lie there yet, under the name and the seal that the
    /// letter's number gives, and takes out what belongs to letters that were erased.
    ///
    /// # Errors
    /// Without keys, or if disk or log fail; the same call again then finishes.
    pub async fn hand_out_answers(&self, agent: &Agent, folder: &Path) -> Result<AnswersHandedOut> {
        if !folder.is_dir() {
            return Err(ArchiveError::mistake(format!("there is no folder {}", folder.display()))
                .safe("no answer was handed out")
                .next("name the folder in which the portal looks for answers"));
        }
        let _alone = self.reporting.lock().await;
        let room = self.letters().await?;
        let mut handed = AnswersHandedOut::default();
        for letter in &room.letters {
            if letter.erased {
                handed.removed += self.take_answers_out(letter, folder)?;
                continue;
            }
            let Some(last) = &letter.answer else { continue };
            if lies_there(letter, &last.sealed.sealed, folder) {
                handed.already += 1;
                continue;
            }
            let identities = &self.keys()?.identities;
            let writer = self.read_writer(identities, &letter.contact_sealed);
            let text = self.read_statement::<String>(identities, &last.sealed);
            let (Some(writer), Some(text)) = (writer.here(), text.here()) else {
                handed.lost += 1;
                continue;
            };
            let answer = Answer { day: last.time.day(), text: text.clone() };
            let (file, sealed) = tokio::task::block_in_place(|| -> Result<_> {
                let name = answer_name(&writer.code, &self.configuration.archive)?;
                Ok((name, seal_answer(&answer, &writer.code)?))
            })?;
            let act = Act::AnswerHandedOut {
                letter: letter.letter.clone(),
                answer: last.sealed.sealed,
                file,
                sha256: sha256(&sealed),
            };
            self.record_as(agent, vec![act]).await?;
            write_durably(&*self.disk, &folder.join(file.to_string()), &sealed)?;
            handed.new += 1;
        }
        Ok(handed)
    }

    /// Takes the files of an erased letter out of a folder; gives how many lay there.
    fn take_answers_out(&self, letter: &InboxLetter, folder: &Path) -> Result<u64> {
        let mut removed = 0;
        for name in letter.files.keys() {
            let path = folder.join(name.to_string());
            if std::fs::symlink_metadata(&path).is_ok() {
                self.disk.remove(&path)?;
                removed += 1;
            }
        }
        if removed > 0 {
            self.disk.sync_dir(folder)?;
        }
        Ok(removed)
    }
}

/// Whether a file with this answer lies in a folder as an event tells, to the byte.
fn lies_there(letter: &InboxLetter, answer: &SealedName, folder: &Path) -> bool {
    letter.files.iter().any(|(name, sealed)| {
        let path = folder.join(name.to_string());
        let fits = std::fs::symlink_metadata(&path)
            .is_ok_and(|about| about.is_file() && about.len() <= 2 * LONGEST_ANSWER);
        fits && std::fs::read(&path).is_ok_and(|bytes| sealed.get(&sha256(&bytes)) == Some(answer))
    })
}
