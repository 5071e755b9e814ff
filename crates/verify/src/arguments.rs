//! The command line, read by hand so that there is nothing else to read.

use std::ffi::OsString;
use std::path::PathBuf;

use amana_custody::VerifierKey;
use amana_model::UtcTime;

use crate::outcome::Mistake;

/// Shown by `--help` and after a mistake.
pub(crate) const USAGE: &str = "\
usage:
  amana-verify archive DIR [--checkpoint OLD] [--key VKEY] [--json]
      sealed objects against their names, the whole custody log, and that it continues OLD
  amana-verify log DIR [--checkpoint OLD] [--key VKEY] [--json]
      a log exported in clear
  amana-verify proof FILE --key VKEY [--photograph FILE] [--json]
      one entry, and that it names this photograph
  amana-verify consistency OLD NEW --log DIR [--key VKEY] [--json]
      that the log of checkpoint NEW begins with that of checkpoint OLD
  amana-verify gallery DIR --key VKEY [--not-before TIME] [--json]
      a published gallery: its signature, and every file of it; an older one passes too, unless it is
      from before TIME, a day or a time in UTC: 2026-11-28 or 2026-11-28T12:00:00Z

VKEY is the log's public key as written down when the archive was made: NAME+ID+KEY.

exit codes: 0 all is well, 1 a mistake in the request, 2 damage found, 4 the machine failed";

/// What to check.
#[derive(Debug)]
pub(crate) enum Command {
    Archive { dir: PathBuf, older: Option<PathBuf>, key: Option<VerifierKey> },
    Log { dir: PathBuf, older: Option<PathBuf>, key: Option<VerifierKey> },
    Proof { file: PathBuf, photograph: Option<PathBuf>, key: VerifierKey },
    Gallery { dir: PathBuf, key: VerifierKey, not_before: Option<UtcTime> },
    Consistency { old: PathBuf, new: PathBuf, log: PathBuf, key: Option<VerifierKey> },
    Help,
}

/// What to check, and how to say it.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) command: Command,
    pub(crate) json: bool,
}

#[derive(Default)]
struct Words {
    plain: Vec<OsString>,
    key: Option<VerifierKey>,
    checkpoint: Option<PathBuf>,
    photograph: Option<PathBuf>,
    log: Option<PathBuf>,
    not_before: Option<UtcTime>,
    json: bool,
    help: bool,
}

impl Request {
    /// Reads the words after the program's name.
    pub(crate) fn parse(words: impl Iterator<Item = OsString>) -> Result<Self, Mistake> {
        let mut words = Words::sort(words)?;
        let json = words.json;
        if words.help || words.plain.is_empty() {
            return Ok(Request { command: Command::Help, json });
        }
        let name = words.plain.remove(0);
        let command = words.command(&name.to_string_lossy())?;
        Ok(Request { command, json })
    }
}

impl Words {
    fn sort(mut words: impl Iterator<Item = OsString>) -> Result<Self, Mistake> {
        let mut sorted = Words::default();
        while let Some(word) = words.next() {
            let mut value =
                || words.next().ok_or_else(|| Mistake(format!("{} needs a value", word.display())));
            match word.to_str() {
                Some("--json") => sorted.json = true,
                Some("--help" | "-h") => sorted.help = true,
                Some("--checkpoint") => sorted.checkpoint = Some(value()?.into()),
                Some("--photograph") => sorted.photograph = Some(value()?.into()),
                Some("--log") => sorted.log = Some(value()?.into()),
                Some("--not-before") => {
                    let text = value()?.to_string_lossy().into_owned();
                    let time = text.parse().or_else(|_| format!("{text}T00:00:00Z").parse());
                    let wrong = |_| Mistake("--not-before: a day or a time in UTC, as 2026-11-28".into());
                    sorted.not_before = Some(time.map_err(wrong)?);
                }
                Some("--key") => {
                    let key = value()?.to_string_lossy().parse();
                    sorted.key = Some(key.map_err(|error| Mistake(format!("--key: {error}")))?);
                }
                Some(other) if other.starts_with("--") => {
                    return Err(Mistake(format!("unknown option {other}")));
                }
                _ => sorted.plain.push(word),
            }
        }
        Ok(sorted)
    }

    fn command(self, name: &str) -> Result<Command, Mistake> {
        let mut paths = self.plain.into_iter().map(PathBuf::from);
        let mut next = |what: &str| paths.next().ok_or_else(|| Mistake(format!("{name} needs {what}")));
        let key = self.key;
        let command = match name {
            "archive" => Command::Archive { dir: next("the archive's folder")?, older: self.checkpoint, key },
            "log" => Command::Log { dir: next("the log's folder")?, older: self.checkpoint, key },
            "proof" => {
                let file = next("a proof file")?;
                let key = key
                    .ok_or_else(|| Mistake("proof needs --key: without it a proof proves nothing".into()))?;
                Command::Proof { file, photograph: self.photograph, key }
            }
            "consistency" => {
                let (old, new) = (next("two checkpoints")?, next("two checkpoints")?);
                let log = self.log.ok_or_else(|| Mistake("consistency needs --log DIR".into()))?;
                Command::Consistency { old, new, log, key }
            }
            "gallery" => {
                let dir = next("the gallery's folder")?;
                let key = key.ok_or_else(|| {
                    Mistake("gallery needs --key: without it anybody could have signed".into())
                })?;
                Command::Gallery { dir, key, not_before: self.not_before }
            }
            other => return Err(Mistake(format!("unknown command {other}"))),
        };
        match paths.next() {
            Some(extra) => Err(Mistake(format!("one word too many: {}", extra.display()))),
            None => Ok(command),
        }
    }
}
