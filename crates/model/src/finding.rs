//! Findings: what an expert states of a person or of many, out of codings that are settled, with its limits, signed with a key of
//! her own. A finding is never edited: a later version supersedes it, and both stay.
//!
//! What she signs is [`Finding::text`], which the page shows her before: what she reads is what she signs. The signature is that of
//! a C2SP signed note, so that other people's tools check it (`docs/formats/findings.md`).

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::places::is_unseen;
use crate::{Answer, AnswerKey, ArchiveId, Digest, FindingId, IndividualId, StudyId};

/// The most people that a finding names one by one; beyond that it is on all people of its study.
pub const MOST_NAMED: usize = 200;
/// The longest statement, in characters.
pub const LONGEST_STATEMENT: usize = 6000;
/// The longest limits and the longest qualifications, in characters.
pub const LONGEST_LIMITS: usize = 2000;
/// The longest line of text: a name, what is alleged.
pub const LONGEST_LINE: usize = 200;
/// The most alleged methods that one finding speaks of.
pub const MOST_ALLEGED: usize = 10;

/// How far what is seen fits what is alleged: the five levels of the Istanbul Protocol (2022, paragraph 379).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is the level of that name")]
pub enum Consistency {
    NotConsistent,
    Consistent,
    HighlyConsistent,
    Typical,
    Diagnostic,
}

impl Consistency {
    /// Every level, from the weakest.
    pub const ALL: [Self; 5] =
        [Self::NotConsistent, Self::Consistent, Self::HighlyConsistent, Self::Typical, Self::Diagnostic];

    /// The word used in codebooks, forms and events.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotConsistent => "not-consistent",
            Self::Consistent => "consistent",
            Self::HighlyConsistent => "highly-consistent",
            Self::Typical => "typical",
            Self::Diagnostic => "diagnostic",
        }
    }

    /// The level of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }

    /// The level as the protocol has it, in the text that is signed.
    fn told(self) -> &'static str {
        match self {
            Self::NotConsistent => "not consistent with",
            Self::Consistent => "consistent with",
            Self::HighlyConsistent => "highly consistent with",
            Self::Typical => "typical of",
            Self::Diagnostic => "diagnostic of",
        }
    }
}

/// What is alleged, and how far what is seen fits it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alleged {
    /// What is alleged, in the expert's words.
    pub method: String,
    /// How far it fits.
    pub level: Consistency,
}

/// An expert's statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// Which; it stays the same over its versions.
    pub finding: FindingId,
    /// Its version, from 1.
    pub version: u32,
    /// The archive.
    pub archive: ArchiveId,
    /// The log entry of the version that this one supersedes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<u64>,
    /// The study whose codings it rests on.
    pub study: StudyId,
    /// SHA-256 of the codebook's canonical encoding.
    pub codebook: Digest,
    /// Who it is on, by identifier; empty: all people of the study.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub individuals: Vec<IndividualId>,
    /// How many people that is.
    pub people: u64,
    /// SHA-256 of what was settled about them, as [`settled_text`] writes it.
    pub settled: Digest,
    /// Entries of the log when it was drafted.
    pub log_size: u64,
    /// The log's root hash then, Base64.
    pub root: String,
    /// The expert, as she wants to be cited.
    pub expert: String,
    /// What qualifies her.
    pub qualifications: String,
    /// What she states.
    pub statement: String,
    /// How far what is seen fits what is alleged.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alleged: Vec<Alleged>,
    /// What the statement does not say, and what it rests on that cannot be seen.
    pub limits: String,
    /// The day it was drafted, `2026-11-27`, UTC.
    pub day: String,
}

/// Why a finding will not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FindingFault {
    /// A text that is empty, too long, or holds a character that cannot be seen.
    #[error("{0} is empty, too long, or holds a character that cannot be seen")]
    Text(&'static str),
    /// Nobody, somebody twice, or too many named one by one.
    #[error("a finding is on 1 to 200 people named, nobody twice, or on all people of its study")]
    Who,
    /// Too many alleged methods.
    #[error("a finding speaks of at most 10 alleged methods")]
    Alleged,
}

impl Finding {
    /// Checks texts and numbers; whether it rests on what is settled is the archive's to say.
    ///
    /// # Errors
    /// The first fault found.
    pub fn check(&self) -> Result<(), FindingFault> {
        line("expert", &self.expert)?;
        paragraphs("qualifications", &self.qualifications, LONGEST_LIMITS)?;
        paragraphs("statement", &self.statement, LONGEST_STATEMENT)?;
        paragraphs("limits", &self.limits, LONGEST_LIMITS)?;
        if self.alleged.len() > MOST_ALLEGED {
            return Err(FindingFault::Alleged);
        }
        self.alleged.iter().try_for_each(|one| line("alleged", &one.method))?;
        let mut named = self.individuals.clone();
        named.sort();
        named.dedup();
        let counted = named.is_empty() || named.len() as u64 == self.people;
        let who =
            self.people > 0 && counted && named.len() == self.individuals.len() && named.len() <= MOST_NAMED;
        if who { Ok(()) } else { Err(FindingFault::Who) }
    }

    /// The text that is signed. What the expert wrote stands indented, so that no line of hers passes for one of ours.
    pub fn text(&self) -> String {
        let mut text = String::from("Amana finding, format 1\n");
        let mut row = |name: &str, value: String| {
            let _ = writeln!(text, "{name}: {value}");
        };
        row("Finding", format!("{}, version {}", self.finding, self.version));
        row("Archive", self.archive.to_string());
        if let Some(entry) = self.supersedes {
            row("Supersedes", format!("log entry {entry}"));
        }
        row("Study", format!("{}, codebook {}", self.study, self.codebook));
        row("Settled answers", self.settled.to_string());
        row("Log", format!("{} entries, root {}", self.log_size, self.root));
        let all = if self.individuals.is_empty() { ", all of the study" } else { "" };
        row("People", format!("{}{all}", self.people));
        for individual in &self.individuals {
            let _ = writeln!(text, "  {individual}");
        }
        let _ = writeln!(text, "Expert: {}\nDrafted: {}", self.expert, self.day);
        indented(&mut text, "Qualifications", &self.qualifications);
        indented(&mut text, "Statement", &self.statement);
        if !self.alleged.is_empty() {
            let told = |one: &Alleged| format!("{}: {}", one.level.told(), one.method);
            let lines: Vec<String> = self.alleged.iter().map(told).collect();
            indented(&mut text, "What is seen is", &lines.join("\n"));
        }
        indented(&mut text, "Limits", &self.limits);
        text
    }
}

fn indented(text: &mut String, name: &str, value: &str) {
    let _ = writeln!(text, "{name}:");
    for line in value.lines() {
        let _ = writeln!(text, "  {}", line.trim_end());
    }
}

fn line(name: &'static str, text: &str) -> Result<(), FindingFault> {
    if text.contains('\n') { Err(FindingFault::Text(name)) } else { paragraphs(name, text, LONGEST_LINE) }
}

fn paragraphs(name: &'static str, text: &str, longest: usize) -> Result<(), FindingFault> {
    let unseen = text.chars().any(|c| c != '\n' && is_unseen(c));
    let fits = !text.trim().is_empty() && text.chars().count() <= longest && !unseen;
    if fits { Ok(()) } else { Err(FindingFault::Text(name)) }
}

/// What is settled about people as text, for its digest: for each person in the order of identifiers and each answer in the order of
/// entries a line `identifier TAB entry TAB region TAB answer`, ended by a newline.
pub fn settled_text(settled: &BTreeMap<IndividualId, BTreeMap<AnswerKey, Answer>>) -> String {
    let mut text = String::new();
    for (individual, answers) in settled {
        for (key, answer) in answers {
            let region = key.region.as_deref().unwrap_or_default();
            let _ = writeln!(text, "{individual}\t{}\t{region}\t{}", key.entry, answer.answer);
        }
    }
    text
}

/// SHA-256 of [`settled_text`].
pub fn settled_digest(settled: &BTreeMap<IndividualId, BTreeMap<AnswerKey, Answer>>) -> Digest {
    Digest(Sha256::digest(settled_text(settled)).into())
}

/// A finding with its signature: details of a `finding-signed` event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedFinding {
    /// What was signed.
    pub finding: Finding,
    /// The key that signed, as a verifier key of signed notes: `name+id+Base64`.
    pub key: String,
    /// The signature line of the note, without the newline: `— name Base64`.
    pub signature: String,
}

impl SignedFinding {
    /// The whole note, as it is handed out and as other people's tools check it.
    pub fn note(&self) -> String {
        format!("{}\n{}\n", self.finding.text(), self.signature)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding() -> Finding {
        Finding {
            finding: "f0000001".parse().unwrap(),
            version: 1,
            archive: "0123".parse().unwrap(),
            supersedes: None,
            study: "s0000001".parse().unwrap(),
            codebook: Digest([1; 32]),
            individuals: vec!["i00000001".parse().unwrap()],
            people: 1,
            settled: Digest([2; 32]),
            log_size: 7,
            root: "AAAA".into(),
            expert: "A pathologist".into(),
            qualifications: "Twenty years of forensic practice".into(),
            statement: "Ribs stand out.\n\nLimits:\nnone".into(),
            alleged: vec![Alleged { method: "starvation".into(), level: Consistency::HighlyConsistent }],
            limits: "From photographs alone.".into(),
            day: "2026-11-27".into(),
        }
    }

    #[test]
    fn nothing_that_an_expert_writes_passes_for_a_line_of_ours() {
        let text = finding().text();
        assert_eq!(text.lines().filter(|line| line.starts_with("Limits:")).count(), 1);
        assert!(text.contains("\n  Limits:\n  none\n"));
        assert!(text.ends_with(
            "What is seen is:\n  highly consistent with: starvation\nLimits:\n  From photographs alone.\n"
        ));
    }

    #[test]
    fn faults_are_told() {
        let with = |change: fn(&mut Finding)| {
            let mut one = finding();
            change(&mut one);
            one.check()
        };
        assert_eq!(finding().check(), Ok(()));
        assert_eq!(with(|one| one.statement = " \n".into()), Err(FindingFault::Text("statement")));
        assert_eq!(with(|one| one.limits = "turned \u{202e}".into()), Err(FindingFault::Text("limits")));
        assert_eq!(with(|one| one.expert = "two\nlines".into()), Err(FindingFault::Text("expert")));
        assert_eq!(with(|one| one.people = 2), Err(FindingFault::Who));
        assert_eq!(with(|one| one.individuals.push("i00000001".parse().unwrap())), Err(FindingFault::Who));
        assert_eq!(with(|one| one.individuals.clear()), Ok(()));
    }

    #[test]
    fn the_longest_finding_fits_into_an_event() {
        let mut one = finding();
        let wide = |characters: usize| "𐎀".repeat(characters);
        one.statement = wide(LONGEST_STATEMENT);
        one.limits = wide(LONGEST_LIMITS);
        one.qualifications = wide(LONGEST_LIMITS);
        one.expert = wide(LONGEST_LINE);
        one.alleged =
            vec![Alleged { method: wide(LONGEST_LINE), level: Consistency::Consistent }; MOST_ALLEGED];
        one.individuals = (0..MOST_NAMED).map(|at| format!("i{at:08x}").parse().unwrap()).collect();
        one.people = MOST_NAMED as u64;
        assert_eq!(one.check(), Ok(()));
        let signed = SignedFinding { finding: one, key: "k".repeat(200), signature: "s".repeat(300) };
        assert!(crate::to_canonical(&signed).unwrap().len() < crate::MAX_EVENT_BYTES - 2000);
    }
}
