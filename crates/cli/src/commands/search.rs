//! `amana search`.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use amana_archive::{ArchiveError, FoundPerson, Ground, NotSearched, Result, SearchRequest, Searched};
use amana_model::{IndividualId, MissingId};
use clap::Args;
use serde::Serialize;

use crate::access::Keys;
use crate::answer::Answer;

/// Search the people of an archive for one who is missing, from a report.
///
/// Everybody in the order in which to look, with what speaks for and against. The order is no probability, decides nothing, and is
/// never shown to a family. Every search is recorded with its purpose before anything is given out; the family must have consented.
#[derive(Args)]
pub(crate) struct Search {
    /// The archive's folder
    archive: PathBuf,
    /// The report, as m5e0c6f2b
    report: MissingId,
    /// Why: recorded in the custody log
    #[arg(long, value_name = "TEXT")]
    purpose: String,
    /// Compare faces with the photographs of the person alive
    #[arg(long)]
    faces: bool,
    /// Keep the search: the desk tells who is new to it
    #[arg(long)]
    keep: bool,
    /// The most people that are told
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    #[command(flatten)]
    keys: Keys,
}

#[derive(Serialize)]
struct Found {
    report: MissingId,
    entry: u64,
    individuals: usize,
    people_with_faces: u32,
    people: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    rank: usize,
    individual: IndividualId,
    numbers: String,
    much: bool,
    speaks_for: Vec<String>,
    against: Vec<String>,
    /// What is told and speaks neither way.
    neither: Vec<String>,
}

impl Search {
    pub(crate) async fn run(self, answer: &Answer) -> Result<ExitCode> {
        let archive = self.keys.open(&self.archive, true)?;
        let agent = archive.services().agent.clone();
        let request = SearchRequest {
            report: self.report.clone(),
            purpose: self.purpose,
            faces: self.faces,
            kept: self.keep,
            coded: true,
        };
        let searched = match archive.search_for(&agent, &request).await? {
            Ok(entry) => archive.searched(&agent, entry, true).await?,
            Err(why) => Err(why),
        };
        archive.close().await;
        let found = searched.map_err(|why| refusal(why, &self.report))?;
        if self.faces && found.recorded.search.faces == 0 {
            let living = found.living.1;
            answer.remark(&match living {
                0 => "no photograph of the person alive is sealed with this report: no faces were compared \
                      (`amana living` seals one)"
                    .to_owned(),
                _ => format!(
                    "no faces were compared: none of the {living} photographs of the person alive has a face that is described, \
                     or the archive has none (`amana living --models DIR`, `amana analyse --models DIR`)"
                ),
            });
        }
        answer.give(&rows(&found, self.limit), words)?;
        Ok(ExitCode::SUCCESS)
    }
}

fn refusal(why: NotSearched, report: &MissingId) -> ArchiveError {
    let error = ArchiveError::mistake(why.to_string()).safe("nothing was searched, nothing was recorded");
    match why {
        NotSearched::Absent => error.next("`amana table reports` lists the reports"),
        NotSearched::NoConsent => {
            error.next(format!("record the consent first, at the desk on the page of {report}"))
        }
        NotSearched::Gone | NotSearched::Why => error,
    }
}

fn rows(found: &Searched, limit: usize) -> Found {
    let row = |(rank, person): (usize, &FoundPerson)| Row {
        rank,
        individual: person.row.individual.clone(),
        numbers: if person.row.numbers.is_empty() { String::new() } else { person.row.numbers.to_string() },
        much: person.much,
        speaks_for: person
            .speaks_for
            .iter()
            .filter(|ground| !ground.is_neutral())
            .map(|ground| said(ground, true))
            .collect(),
        neither: person
            .speaks_for
            .iter()
            .filter(|ground| ground.is_neutral())
            .map(|ground| said(ground, true))
            .collect(),
        against: person.against.iter().map(|ground| said(ground, false)).collect(),
    };
    Found {
        report: found.recorded.search.report.clone(),
        entry: found.recorded.entry,
        individuals: found.people.len(),
        people_with_faces: found.with_faces,
        people: (1..).zip(&found.people).take(limit).map(row).collect(),
    }
}

/// A ground in English.
fn said(ground: &Ground, speaks_for: bool) -> String {
    match ground {
        Ground::Name { level, source, text } => {
            let level = serde_json::to_value(level).ok().and_then(|word| word.as_str().map(str::to_owned));
            let place = match source {
                amana_archive::NameSource::Path => "the name of a file or folder",
                amana_archive::NameSource::Note => "a note",
            };
            format!("the name ({}) in {place}: “{text}”", level.unwrap_or_default())
        }
        Ground::Face { photograph, rank, of } => {
            format!(
                "a face is number {rank} of {of} people by nearness to photograph {photograph} of the living"
            )
        }
        Ground::Branch(number) if speaks_for => {
            format!("the card has a branch that the report names: {}", number.as_str())
        }
        Ground::Branch(number) => {
            format!("the card has another branch than the report names: {}", number.as_str())
        }
        Ground::Sex if speaks_for => "sex agrees".into(),
        Ground::Sex => "sex as seen is another".into(),
        Ground::Age if speaks_for => "age agrees with the age band as seen".into(),
        Ground::Age => "the age band as seen is far from the age".into(),
        Ground::Taken if speaks_for => "photographed after the person was taken".into(),
        Ground::Taken => "photographed before the person was taken, as is claimed".into(),
        Ground::LastSeen if speaks_for => "photographed after the person was last seen".into(),
        Ground::LastSeen => "photographed before the person was last seen, as is claimed".into(),
        Ground::Mark(mark) => {
            let region = mark.region.map(|region| format!(" ({region})")).unwrap_or_default();
            let coded = if speaks_for { "was coded" } else { "was coded as absent" };
            format!("a mark that the report tells of {coded}: {}{region}", mark.entry)
        }
    }
}

fn words(found: &Found) -> String {
    let mut text = format!(
        "{} people beside report {}, in the order in which to look; it is no probability and decides nothing\n",
        found.individuals, found.report
    );
    for row in &found.people {
        let name = if row.numbers.is_empty() {
            row.individual.to_string()
        } else {
            format!("{}  {}", row.individual, row.numbers)
        };
        let _ = writeln!(text, "{:>4}  {name}", row.rank);
        for reason in &row.speaks_for {
            let _ = writeln!(text, "        + {reason}");
        }
        for reason in &row.against {
            let _ = writeln!(text, "        - {reason}");
        }
        for reason in &row.neither {
            let _ = writeln!(text, "          {reason}");
        }
    }
    if found.individuals > found.people.len() {
        let _ = writeln!(text, "{} more: --limit N", found.individuals - found.people.len());
    }
    text.trim_end().to_owned()
}
