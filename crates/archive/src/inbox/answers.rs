//! Answers on their way to the families: each sealed by its letter's number, in a folder that the portal looks into.

use std::path::Path;

use amana_disk::write_durably;
use amana_model::{Act, Agent};
use amana_store::{Answer, answer_name, seal_answer};
use serde::Serialize;

use crate::archive::Archive;
use crate::error::{ArchiveError, Result};

/// What became of the answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct AnswersHandedOut {
    /// Written into the folder now.
    pub new: u64,
    /// Handed out before.
    pub already: u64,
    /// Of letters whose number, or of answers whose text, cannot be read any more.
    pub lost: u64,
}

impl Archive {
    /// Writes the answers that did not go out yet into a folder, each under the name and the seal that its letter's number gives; with
    /// `all` those handed out before too, for the folder of a new portal. An answer replaces an earlier one to the same letter.
    ///
    /// # Errors
    /// Without keys, or if disk or log fail; the same call again then finishes.
    pub async fn hand_out_answers(
        &self,
        agent: &Agent,
        folder: &Path,
        all: bool,
    ) -> Result<AnswersHandedOut> {
        if !folder.is_dir() {
            return Err(ArchiveError::mistake(format!("there is no folder {}", folder.display()))
                .safe("no answer was handed out")
                .next("name the folder in which the portal looks for answers"));
        }
        let _alone = self.reporting.lock().await;
        let room = self.letters().await?;
        let identities = &self.keys()?.identities;
        let mut handed = AnswersHandedOut::default();
        for letter in room.letters.iter().filter(|letter| !letter.erased) {
            let Some(last) = &letter.answer else { continue };
            if last.handed_out && !all {
                handed.already += 1;
                continue;
            }
            let writer = self.read_writer(identities, &letter.contact_sealed);
            let text = self.read_statement::<String>(identities, &last.sealed);
            let (Some(writer), Some(text)) = (writer.here(), text.here()) else {
                handed.lost += 1;
                continue;
            };
            let day = last.time.to_string();
            let day = day.get(..10).and_then(|day| day.parse().ok()).expect("a time begins with its day");
            let answer = Answer { day, text: text.clone() };
            tokio::task::block_in_place(|| -> Result<()> {
                let name = answer_name(&writer.code, &self.configuration.archive)?;
                let sealed = seal_answer(&answer, &writer.code)?;
                Ok(write_durably(&*self.disk, &folder.join(name.to_string()), &sealed)?)
            })?;
            // Written first: a kill in between writes it once more, which changes nothing for the family.
            if !last.handed_out {
                let answer = last.sealed.sealed;
                self.record_as(agent, vec![Act::AnswerHandedOut { letter: letter.letter.clone(), answer }])
                    .await?;
            }
            handed.new += 1;
        }
        Ok(handed)
    }
}
