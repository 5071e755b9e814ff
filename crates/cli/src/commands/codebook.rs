//! `amana codebook`.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use amana_archive::{
    ArchiveError, BroughtCodebook, CodingRoom, KnownCodebook, PlannedStudy, Result, starting_codebook,
    starting_codebook_toml,
};
use amana_model::{CodingStanding, Digest, IndividualId, StudyId};
use clap::Args;
use serde::Serialize;

use crate::access::Keys;
use crate::answer::Answer;
use crate::brought;

/// Show the codebooks and studies of an archive, or take over a collection's own codebook: TOML, in the format of the starting one.
///
/// Without a file it lists the codebooks that coding may go by, and the studies with how far they are. With a file it tries
/// only, unless --record says otherwise. A changed codebook needs a higher version: what was coded by another one stays with it.
/// `--print` writes out the starting codebook, for a collection to begin from.
#[derive(Args)]
pub(crate) struct Codebook {
    /// The archive's folder
    #[arg(required_unless_present = "print")]
    archive: Option<PathBuf>,
    /// A codebook to take over
    #[arg(value_name = "FILE.toml")]
    file: Option<PathBuf>,
    /// Record it
    #[arg(long, requires = "file")]
    record: bool,
    /// Write the starting codebook to standard output; needs no archive
    #[arg(long, conflicts_with = "file")]
    print: bool,
    #[command(flatten)]
    keys: Keys,
}

#[derive(Serialize)]
struct Listed {
    codebooks: Vec<ListedCodebook>,
    studies: Vec<ListedStudy>,
}

#[derive(Serialize)]
struct ListedCodebook {
    codebook: String,
    version: u32,
    digest: Digest,
    entries: u64,
    presets: Vec<String>,
    /// The log entry that adopted it; none for the starting one before it is used.
    adopted: Option<u64>,
}

#[derive(Serialize)]
struct ListedStudy {
    study: StudyId,
    title: String,
    codebook: Digest,
    preset: Option<String>,
    calibration: bool,
    people: u64,
    coders: u64,
    /// People whom everybody who is to code them has coded.
    done: u64,
}

impl Codebook {
    pub(crate) async fn run(self, answer: &Answer) -> Result<ExitCode> {
        if self.print {
            // To the byte: `give` ends what it writes with a line end, as the file does.
            answer.give(starting_codebook().0, |_| starting_codebook_toml().trim_end().to_owned())?;
            return Ok(ExitCode::SUCCESS);
        }
        let root = self.archive.as_deref().ok_or_else(|| ArchiveError::mistake("no archive was named"))?;
        let text = self.file.as_deref().map(|file| brought::read(file, "a codebook")).transpose()?;
        let archive = self.keys.open(root, true)?;
        let Some(text) = text else {
            let room = archive.coding().await;
            archive.close().await;
            answer.give(&Listed::of(&room?), words)?;
            return Ok(ExitCode::SUCCESS);
        };
        let agent = archive.services().agent.clone();
        let brought = archive.bring_codebook(&agent, &text, self.record).await;
        archive.close().await;
        answer.give(&brought?, told)?;
        Ok(ExitCode::SUCCESS)
    }
}

impl Listed {
    fn of(room: &CodingRoom) -> Self {
        Self {
            codebooks: room.codebooks.iter().map(ListedCodebook::of).collect(),
            studies: room.studies.iter().map(|planned| ListedStudy::of(room, planned)).collect(),
        }
    }
}

impl ListedCodebook {
    fn of(known: &KnownCodebook) -> Self {
        let book = &known.codebook;
        Self {
            codebook: book.codebook.clone(),
            version: book.version,
            digest: known.digest,
            entries: book.entries.len() as u64,
            presets: book.presets.iter().map(|preset| preset.preset.clone()).collect(),
            adopted: known.entry,
        }
    }
}

impl ListedStudy {
    fn of(room: &CodingRoom, planned: &PlannedStudy) -> Self {
        let study = &planned.study;
        let codings = room.of_study(study);
        let done = |one: &&IndividualId| !matches!(codings.standing(one), CodingStanding::Waiting(_));
        Self {
            study: study.study.clone(),
            title: study.title.clone(),
            codebook: study.codebook,
            preset: study.preset.clone(),
            calibration: study.calibration,
            people: study.individuals.len() as u64,
            coders: study.coders.len() as u64,
            done: study.individuals.iter().filter(done).count() as u64,
        }
    }
}

fn words(listed: &Listed) -> String {
    let mut text = String::new();
    for book in &listed.codebooks {
        let since = match book.adopted {
            Some(entry) => format!("adopted in entry {entry}"),
            None => "comes with the program".to_owned(),
        };
        let ListedCodebook { codebook, version, entries, digest, .. } = book;
        let _ = writeln!(text, "codebook {codebook}, version {version}, entries: {entries}; {since}");
        let _ = writeln!(text, "    {digest}");
    }
    for one in &listed.studies {
        let preset =
            one.preset.as_deref().map_or_else(|| "all entries".to_owned(), |word| format!("preset {word}"));
        let calibration = if one.calibration { ", a calibration" } else { "" };
        let ListedStudy { study, title, people, coders, done, .. } = one;
        let _ = writeln!(
            text,
            "study {study}, {title:?}{calibration}: {preset}; people: {people}, coders: {coders}, done: {done}"
        );
    }
    if listed.studies.is_empty() {
        text.push_str("no study is planned: that is done at the desk, under Coding");
    }
    text.trim_end().to_owned()
}

fn told(brought: &BroughtCodebook) -> String {
    let BroughtCodebook { codebook, version, digest, entries, already, recorded } = brought;
    let what = format!("codebook {codebook}, version {version}, entries: {entries}, {digest}");
    match (recorded, already) {
        (true, _) => format!("adopted: {what}"),
        (false, true) => format!("there is nothing to record; adopted already: {what}"),
        (false, false) => format!("only tried, nothing was recorded; --record would adopt: {what}"),
    }
}
