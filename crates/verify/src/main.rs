//! `amana-verify`: checks an archive, an exported log, a proof, a published gallery, or that one checkpoint continues another. Offline, without
//! secret keys, without writing anything.
//!
//! It is small so that somebody who distrusts the archive can read all of it. It trusts SHA-256, Ed25519 and the public
//! key given with `--key`; a key that merely lies beside a log shows that the log fits itself, and the report says so.
//! The formats stand in `docs/formats/custody.md`.

mod arguments;
mod commands;
mod outcome;

use std::process::ExitCode;

use arguments::{Command, Request, USAGE};
use outcome::{Mistake, Outcome};

fn main() -> ExitCode {
    let request = match Request::parse(std::env::args_os().skip(1)) {
        Ok(request) => request,
        Err(mistake) => return refuse(&mistake),
    };
    match run(&request.command) {
        Ok(outcome) => {
            outcome.print(request.json);
            outcome.exit_code()
        }
        Err(mistake) => refuse(&mistake),
    }
}

fn run(command: &Command) -> Result<Outcome, Mistake> {
    match command {
        Command::Archive { dir, older, key } => commands::archive::run(dir, older.as_deref(), key.as_ref()),
        Command::Log { dir, older, key } => commands::log::run(dir, older.as_deref(), key.as_ref()),
        Command::Proof { file, photograph, key } => commands::proof::run(file, photograph.as_deref(), key),
        Command::Consistency { old, new, log, key } => {
            commands::consistency::run(old, new, log, key.as_ref())
        }
        Command::Gallery { dir, key, not_before } => commands::gallery::run(dir, key, *not_before),
        Command::Help => Ok(Outcome::text(USAGE)),
    }
}

fn refuse(mistake: &Mistake) -> ExitCode {
    eprintln!("amana-verify: {mistake}\n\n{USAGE}");
    ExitCode::from(1)
}
