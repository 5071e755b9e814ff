//! How commands answer: results on standard output, everything else on standard error, one place for errors.

use std::error::Error;
use std::io::{self, IsTerminal, Write as _};
use std::process::ExitCode;

use amana_archive::{ArchiveError, ErrorKind, Result};
use clap::Args;
use serde::Serialize;

/// How to answer.
#[derive(Args, Clone, Debug)]
pub(crate) struct Answer {
    /// Print the result as JSON on standard output
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// No progress and no remarks on standard error
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
}

#[derive(Serialize)]
struct Failure<'a> {
    error: &'a str,
    kind: &'static str,
    causes: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    safe: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<&'a str>,
}

impl Answer {
    /// Gives a result: as JSON, or by `words`.
    pub(crate) fn give<T: Serialize>(&self, result: &T, words: impl FnOnce(&T) -> String) -> Result<()> {
        let mut out = io::stdout().lock();
        let written = if self.json {
            serde_json::to_writer_pretty(&mut out, result)
                .map_err(io::Error::from)
                .and_then(|()| writeln!(out))
        } else {
            writeln!(out, "{}", tame(&words(result)))
        };
        // A reader that has seen enough (`| head`) is no failure.
        match written.and_then(|()| out.flush()) {
            Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Err(e.into()),
            _ => Ok(()),
        }
    }

    /// Says something to the person at the terminal.
    pub(crate) fn remark(&self, text: &str) {
        if !self.quiet {
            eprintln!("{}", tame(text));
        }
    }

    /// Whether a moving progress bar makes sense.
    pub(crate) fn animated(&self) -> bool {
        !self.quiet && io::stderr().is_terminal()
    }

    /// Ends the program: prints the error, if there is one, and chooses the exit code.
    pub(crate) fn finish(&self, result: Result<ExitCode>) -> ExitCode {
        let error = match result {
            Ok(code) => return code,
            Err(error) => error,
        };
        if self.json {
            let failure = Failure {
                error: &error.what,
                kind: word(error.kind),
                causes: causes(&error),
                safe: error.safe.as_deref(),
                next: error.next.as_deref(),
            };
            let _ = serde_json::to_writer_pretty(io::stdout().lock(), &failure);
            println!();
        }
        eprintln!(
            "{}: {}",
            if error.kind == ErrorKind::Interrupted { "stopped" } else { "error" },
            tame(&error.what)
        );
        let say = |label: &str, text: &str| eprintln!("  {label}: {}", tame(text));
        causes(&error).iter().for_each(|cause| say("because", cause));
        error.safe.iter().for_each(|safe| say("safe", safe));
        error.next.iter().for_each(|next| say("next", next));
        ExitCode::from(code(error.kind))
    }
}

fn causes(error: &ArchiveError) -> Vec<String> {
    let mut causes: Vec<String> = Vec::new();
    let mut cause = error.source();
    while let Some(error) = cause {
        let text = error.to_string();
        if causes.last() != Some(&text) {
            causes.push(text);
        }
        cause = error.source();
    }
    causes
}

fn word(kind: ErrorKind) -> &'static str {
    match kind {
        // What was asked for is not there, or not in that form: for a script the same as a mistaken request.
        ErrorKind::Mistake | ErrorKind::Absent | ErrorKind::NoPicture(_) | ErrorKind::Rest(_) => "mistake",
        ErrorKind::Damage => "damage",
        ErrorKind::Interrupted => "interrupted",
        ErrorKind::Machine => "machine",
    }
}

fn code(kind: ErrorKind) -> u8 {
    match kind {
        ErrorKind::Mistake | ErrorKind::Absent | ErrorKind::NoPicture(_) | ErrorKind::Rest(_) => 1,
        ErrorKind::Damage => 2,
        ErrorKind::Interrupted => 3,
        ErrorKind::Machine => 4,
    }
}

/// A text that may hold words out of a list, a name or a file, as a terminal may show it: what would steer the terminal or turn the
/// direction of the line stands as a question mark in a diamond.
fn tame(text: &str) -> String {
    let steers =
        |c: char| (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{202d}' | '\u{202e}');
    text.chars().map(|c| if steers(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// Bytes for a person: `12.3 MB` (powers of ten, as disks are sold).
pub(crate) fn bytes(count: u64) -> String {
    const UNITS: [&str; 5] = ["bytes", "kB", "MB", "GB", "TB"];
    let (mut value, mut unit) = (count as f64, 0);
    while value >= 1000.0 && unit + 1 < UNITS.len() {
        value /= 1000.0;
        unit += 1;
    }
    if unit == 0 { format!("{count} {}", UNITS[0]) } else { format!("{value:.1} {}", UNITS[unit]) }
}

/// Takes away a file that was to be written and is not whole: what was refused leaves nothing that the next try stumbles over.
pub(crate) fn discard(path: &std::path::Path) {
    if path.as_os_str() != "-" {
        // The first error is the one to tell; a file that stays is named by it.
        let _ = std::fs::remove_file(path);
    }
}

/// Writes a file that must not exist yet, or standard output for `-`.
pub(crate) fn create(path: &std::path::Path) -> Result<Box<dyn io::Write + Send>> {
    use std::os::unix::fs::OpenOptionsExt as _;
    if path.as_os_str() == "-" {
        return Ok(Box::new(io::stdout()));
    }
    let file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    match file {
        Ok(file) => Ok(Box::new(io::BufWriter::with_capacity(1 << 17, file))),
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {
            Err(ArchiveError::mistake(format!("{} is there already", path.display()))
                .safe("it was not touched")
                .next("choose another name"))
        }
        Err(e) => Err(ArchiveError::machine(format!("{} cannot be written", path.display())).because(e)),
    }
}

/// Makes a folder that must not exist yet, for its owner alone.
pub(crate) fn create_folder(path: &std::path::Path) -> Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    std::fs::DirBuilder::new().mode(0o700).create(path).map_err(|e| match e.kind() {
        io::ErrorKind::AlreadyExists => ArchiveError::mistake(format!("{} is there already", path.display()))
            .safe("it was not touched")
            .next("choose another name"),
        _ => ArchiveError::machine(format!("{} cannot be made", path.display())).because(e),
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn no_word_of_a_file_steers_the_terminal() {
        assert_eq!(
            super::tame("a\u{1b}[31mb\u{7}\r\nc\td\u{202e}"),
            "a\u{fffd}[31mb\u{fffd}\u{fffd}\nc\td\u{fffd}"
        );
        assert_eq!(super::tame("الفرع \u{2068}215\u{2069}"), "الفرع \u{2068}215\u{2069}");
    }

    #[test]
    fn bytes_are_for_people() {
        assert_eq!(super::bytes(999), "999 bytes");
        assert_eq!(super::bytes(1000), "1.0 kB");
        assert_eq!(super::bytes(12_345_678), "12.3 MB");
    }
}
