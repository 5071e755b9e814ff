//! `amana inbox`.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use amana_archive::{AnswersHandedOut, LetterOutcome, LettersTaken, Result};
use clap::Args;
use serde::Serialize;

use crate::access::Keys;
use crate::answer::Answer;

/// How many letters that were not taken in are shown.
const SHOWN: usize = 20;

/// Take in the letters of families that a portal dropped, and hand out the answers that were written.
///
/// Each letter is opened with the custodian's key, checked, sealed anew under keys of its own and recorded; only then it is removed from the
/// folder. Stopped or killed, the same command finishes. What cannot be taken in is put into refused/ beside the letters with the reason told here, and
/// stops nothing. Work on letters goes on at the desk; `amana table letters` writes out what stands.
#[derive(Args)]
pub(crate) struct Inbox {
    /// The archive's folder
    archive: PathBuf,
    /// The folder into which the portal drops letters; inbox/ in the archive unless told otherwise
    letters: Option<PathBuf>,
    /// The folder in which the portal looks for answers: those that do not lie there yet are written
    #[arg(long, value_name = "FOLDER")]
    answers: Option<PathBuf>,
    #[command(flatten)]
    keys: Keys,
}

#[derive(Serialize)]
struct Done {
    letters: LettersTaken,
    #[serde(skip_serializing_if = "Option::is_none")]
    answers: Option<AnswersHandedOut>,
}

impl Inbox {
    pub(crate) async fn run(self, answer: &Answer) -> Result<ExitCode> {
        let archive = self.keys.open(&self.archive, true)?;
        let agent = archive.services().agent.clone();
        let letters = archive.take_letters(&agent, self.letters.as_deref()).await;
        let answers = match (&letters, &self.answers) {
            (Ok(_), Some(folder)) => Some(archive.hand_out_answers(&agent, folder).await),
            _ => None,
        };
        archive.close().await;
        let done = Done { letters: letters?, answers: answers.transpose()? };
        answer.give(&done, words)?;
        Ok(ExitCode::SUCCESS)
    }
}

fn words(done: &Done) -> String {
    let mut text = String::new();
    if done.letters.files.is_empty() {
        let _ = writeln!(text, "there are no letters");
    }
    for outcome in LetterOutcome::ALL {
        if let Some(count) = done.letters.counts.get(outcome.word()) {
            let _ = writeln!(text, "  {:<8} {count:>7}  {}", outcome.word(), meaning(outcome));
        }
    }
    let told: Vec<_> =
        done.letters.files.iter().filter_map(|file| Some((&file.file, file.why.as_ref()?))).collect();
    for (file, why) in told.iter().take(SHOWN) {
        let _ = writeln!(text, "  {file}: {why}");
    }
    if told.len() > SHOWN {
        let _ = writeln!(text, "  and {} more: --json tells every one", told.len() - SHOWN);
    }
    if let Some(AnswersHandedOut { new, already, lost, removed }) = done.answers {
        let _ = writeln!(text, "answers handed out now: {new}, before: {already}");
        if removed > 0 {
            let _ = writeln!(text, "answers to erased letters, taken out of the folder: {removed}");
        }
        if lost > 0 {
            let _ = writeln!(
                text,
                "answers that cannot be handed out, because letter or answer can no longer be read: {lost}"
            );
        }
    }
    text.trim_end().to_owned()
}

fn meaning(outcome: LetterOutcome) -> &'static str {
    match outcome {
        LetterOutcome::Taken => "taken in, and gone from the folder",
        LetterOutcome::Already => "taken in before, and gone from the folder now",
        LetterOutcome::Refused => "no letter that can be taken in: in refused/ now",
        LetterOutcome::Left => "no letter: left where it lies",
    }
}
