//! What a report is called, what it is made from, and how it is to be read.

use amana_archive::reporting::Report;
use amana_typeset::{Block, Date};

use crate::words::{Arg, Words, exact, text};

/// The title; a report without one, which the archive refuses, is still called something.
pub(crate) fn title(report: &Report, words: Words) -> String {
    let title = report.plan.title.trim();
    if title.chars().any(char::is_alphabetic) {
        title.to_owned()
    } else {
        words.say("untitled", &[("title", text(title))])
    }
}

pub(crate) fn particulars(report: &Report, words: Words) -> Vec<(String, String)> {
    // To the second: what is finer says nothing to a reader.
    let made = report.time.to_string();
    let made = made.get(..19).map_or(made.clone(), |second| format!("{second}Z"));
    vec![
        (words.t("particular-archive"), report.archive.to_string()),
        (words.t("particular-made"), made),
        (words.t("particular-agent"), report.agent.clone()),
        (words.t("particular-software"), report.software.clone()),
        (words.t("particular-log"), words.say("log-entries", &[("n", Arg::Number(report.log.size))])),
        (words.t("particular-root"), report.log.root.clone()),
    ]
}

/// The day that it bears: when it was frozen, UTC.
pub(crate) fn date(report: &Report) -> Date {
    day(report.time.day().as_str())
}

/// A day as `2026-11-27`.
pub(crate) fn day(day: &str) -> Date {
    let mut parts = day.split('-').map(|part| part.parse::<u16>().unwrap_or_default());
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    Date {
        year: year.unwrap_or_default(),
        month: month.unwrap_or_default() as u8,
        day: day.unwrap_or_default() as u8,
    }
}

pub(crate) fn footer(report: &Report, words: Words) -> String {
    let head: String = report.log.root.chars().take(8).collect();
    let archive = exact(&report.archive);
    words.say("footer", &[("archive", archive), ("n", Arg::Number(report.log.size)), ("root", exact(head))])
}

pub(crate) fn how_to_read(words: Words) -> Vec<Block> {
    let rules = ["read-counts", "read-missing", "read-people", "read-card", "read-exact"];
    vec![
        Block::heading(1, words.t("read-title")),
        Block::List(rules.iter().map(|rule| words.spans(rule, &[])).collect()),
    ]
}
