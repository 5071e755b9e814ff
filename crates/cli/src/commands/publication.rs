//! `amana publication`.

use std::path::PathBuf;
use std::process::ExitCode;

use amana_analysis::derivative::mark_of;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use amana_analysis::{Limits, full_picture};
use amana_archive::{ArchiveError, BroughtPolicy, GallerySince, NotPublished, Result, starting_policy};
use amana_model::{PublicationId, Takedown, TakedownCause, UtcTime};
use clap::{Args, Subcommand};
use serde::Serialize;

use crate::access::Keys;
use crate::answer::{Answer, create};
use crate::brought;

/// The longest picture that is looked through for an identifier, in bytes.
const LONGEST: u64 = 64 << 20;

/// Publication: its policy, taking a face down, proofs, and where a picture found elsewhere comes from.
///
/// Faces are proposed and decided at the desk. `amana table publications` and `amana table takedowns` list all of it; `amana publish`
/// writes the gallery.
#[derive(Args)]
pub(crate) struct Publication {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Policy(Policy),
    List(List),
    TakeDown(TakeDown),
    Prove(Prove),
    Of(Of),
}

/// Set the policy of publication: who must decide, what closes the gate, what the gallery shows and says.
///
/// Without an archive it prints a policy to begin with, with what each line means. With one, and a file, the policy is tried only, unless
/// --record says otherwise.
#[derive(Args)]
struct Policy {
    /// The archive's folder
    #[arg(requires = "file")]
    archive: Option<PathBuf>,
    /// The policy: TOML
    file: Option<PathBuf>,
    /// Record it
    #[arg(long)]
    record: bool,
    #[command(flatten)]
    keys: Keys,
}

/// How many faces stand where, when the gallery was written last, and what waits for `amana publish` since.
#[derive(Args)]
struct List {
    /// The archive's folder
    archive: PathBuf,
    #[command(flatten)]
    keys: Keys,
}

/// Take a face down, at once: it is in no gallery that is written from now on. The evidence stays. Then run `amana publish`.
#[derive(Args)]
struct TakeDown {
    /// The archive's folder
    archive: PathBuf,
    /// The public identifier, as 7K2Q-9F3M
    #[arg(value_parser = publication)]
    publication: PublicationId,
    /// Why: family, safety, mistake, order or other
    #[arg(long, value_parser = cause)]
    cause: TakedownCause,
    /// Why, in words; never who asked
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// How the request came: by letter, by telephone
    #[arg(long, value_name = "TEXT")]
    channel: String,
    #[command(flatten)]
    keys: Keys,
}

/// Write a proof that a published picture derives from an original of the archive, without a word about which.
///
/// `amana-verify proof FILE --key LOGKEY --photograph PICTURE` checks it. It tells the day on which the picture was made and no name. Pictures that
/// were made by an earlier version tell the hour and the sign-in name of whoever proposed them: hand those on with care.
#[derive(Args)]
struct Prove {
    /// The archive's folder
    archive: PathBuf,
    /// The public identifier
    #[arg(value_parser = publication)]
    publication: PublicationId,
    /// The file to write; standard output if not given
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    keys: Keys,
}

/// Read the public identifier that is hidden in a picture found elsewhere; needs no archive.
///
/// It survives being encoded again as a JPEG, and cuts; not another size, a turn, or somebody who wants it gone. It proves nothing: anybody
/// can write one.
#[derive(Args)]
struct Of {
    /// The picture
    picture: PathBuf,
}

#[derive(Serialize)]
struct TakenDown {
    publication: String,
}

#[derive(Serialize)]
struct Found {
    publication: Option<PublicationId>,
    shown: Option<String>,
}

fn publication(text: &str) -> std::result::Result<PublicationId, String> {
    PublicationId::typed(text).ok_or_else(|| "not a public identifier, as 7K2Q-9F3M".to_owned())
}

fn cause(text: &str) -> std::result::Result<TakedownCause, String> {
    TakedownCause::from_word(text).ok_or_else(|| "family, safety, mistake, order or other".to_owned())
}

impl Publication {
    pub(crate) async fn run(self, answer: &Answer) -> Result<ExitCode> {
        match self.command {
            Command::Policy(command) => command.run(answer).await,
            Command::List(command) => command.run(answer).await,
            Command::TakeDown(command) => command.run(answer).await,
            Command::Prove(command) => command.run().await,
            Command::Of(command) => command.run(answer),
        }
    }
}

impl Policy {
    async fn run(self, answer: &Answer) -> Result<ExitCode> {
        let (Some(archive), Some(file)) = (self.archive, self.file) else {
            print!("{}", starting_policy());
            return Ok(ExitCode::SUCCESS);
        };
        let text = brought::read(&file, "a policy")?;
        let archive = self.keys.open(&archive, true)?;
        let agent = archive.services().agent.clone();
        let brought = archive.bring_policy(&agent, &text, self.record).await;
        archive.close().await;
        answer.give(&brought?, |brought: &BroughtPolicy| {
            match (brought.already, brought.recorded) {
                (true, _) => "the policy stands so already",
                (_, true) => "the policy was set",
                (_, false) => "only tried, nothing was recorded; --record would set it",
            }
            .to_owned()
        })?;
        Ok(ExitCode::SUCCESS)
    }
}

#[derive(Serialize)]
struct Listed {
    /// Standing → how many.
    standings: BTreeMap<&'static str, u64>,
    /// Since the gallery was written last; nothing if it never was.
    gallery: Option<GallerySince>,
    /// Since when one is being written, or was cut off.
    begun: Option<UtcTime>,
}

impl List {
    async fn run(self, answer: &Answer) -> Result<ExitCode> {
        let archive = self.keys.open(&self.archive, true)?;
        let room = archive.publications().await;
        archive.close().await;
        let room = room?;
        let mut standings = BTreeMap::new();
        for one in &room.standings {
            *standings.entry(one.standing.word()).or_default() += 1;
        }
        let listed = Listed { standings, gallery: room.since_gallery(), begun: room.gallery_begun() };
        answer.give(&listed, Listed::words)?;
        Ok(ExitCode::SUCCESS)
    }
}

impl Listed {
    fn words(&self) -> String {
        let mut text = String::new();
        for (standing, count) in &self.standings {
            let _ = writeln!(text, "{standing}: {count}");
        }
        if let Some(begun) = self.begun {
            let _ = writeln!(
                text,
                "A GALLERY WAS BEGUN ON {begun} AND IS NOT FINISHED: what is taken down may still stand in its folder; run `amana publish` again"
            );
        }
        let Some(gallery) = &self.gallery else {
            text.push_str("no gallery was ever written whole: `amana publish` writes it");
            return text;
        };
        if gallery.removed > 0 {
            let _ = writeln!(
                text,
                "TAKEN DOWN OR CLOSED, AND STILL IN THE GALLERY: {}; `amana publish` removes them",
                gallery.removed
            );
        }
        if gallery.added > 0 {
            let _ = writeln!(
                text,
                "public, and not in the gallery yet: {}; `amana publish` adds them",
                gallery.added
            );
        }
        let _ =
            write!(text, "the gallery was written last on {}, with {} faces", gallery.time, gallery.faces);
        text
    }
}

impl TakeDown {
    async fn run(self, answer: &Answer) -> Result<ExitCode> {
        let archive = self.keys.open(&self.archive, true)?;
        let agent = archive.services().agent.clone();
        let Self { publication, cause, reason, channel, .. } = self;
        let done = archive.take_down(&agent, Takedown { publication, cause, reason, channel }).await;
        archive.close().await;
        done?.map_err(refused)?;
        answer.give(&TakenDown { publication: publication.shown() }, |done| {
            format!("{} is taken down; `amana publish` removes it from the gallery", done.publication)
        })?;
        Ok(ExitCode::SUCCESS)
    }
}

impl Prove {
    async fn run(self) -> Result<ExitCode> {
        let archive = self.keys.open(&self.archive, true)?;
        let agent = archive.services().agent.clone();
        let mut out = create(self.output.as_deref().unwrap_or("-".as_ref()))?;
        let proof = archive.prove_publication(&agent, &self.publication).await;
        archive.close().await;
        let proof = proof?.map_err(refused)?;
        out.write_all(proof.as_bytes()).and_then(|()| out.flush())?;
        Ok(ExitCode::SUCCESS)
    }
}

impl Of {
    fn run(self, answer: &Answer) -> Result<ExitCode> {
        let unread = |e: std::io::Error| {
            ArchiveError::mistake(format!("{} cannot be read", self.picture.display())).because(e)
        };
        if std::fs::metadata(&self.picture).map_err(unread)?.len() > LONGEST {
            return Err(ArchiveError::mistake("the picture is longer than is looked through"));
        }
        let bytes = std::fs::read(&self.picture).map_err(unread)?;
        let publication = mark_of(&bytes);
        if publication.is_none()
            && let Err(why) = full_picture(&bytes, &Limits::default())
        {
            let what = format!("{} cannot be read as a picture", self.picture.display());
            return Err(ArchiveError::mistake(what)
                .next("name a picture: JPEG, PNG or another that the archive can show")
                .because(why));
        }
        let found = Found { publication, shown: publication.map(|id| id.shown()) };
        answer.give(&found, |found| match &found.shown {
            Some(shown) => format!("{shown}: compare it with `amana table publications`"),
            None => "no identifier was found in it; it may have been made smaller or changed".to_owned(),
        })?;
        Ok(ExitCode::SUCCESS)
    }
}

fn refused(why: NotPublished) -> ArchiveError {
    let error = match why {
        NotPublished::Absent => ArchiveError::absent(why.to_string()),
        _ => ArchiveError::mistake(why.to_string()),
    };
    error.safe("nothing was recorded").next("`amana table publications` lists them all")
}
