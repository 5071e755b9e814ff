//! `amana publish`.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use amana_archive::{PublishedGallery, Result};
use clap::Args;

use crate::access::Keys;
use crate::answer::Answer;

/// Write the gallery: a static site of the faces that people decided to publish, in Arabic and English.
///
/// It works from a web server, an onion site or a USB stick. Run it again after every decision: only what differs is written, and what was
/// taken down is removed first. Interrupted anywhere, the same command finishes. `amana-verify gallery SITE --key LOGKEY`
/// checks it anywhere.
#[derive(Args)]
pub(crate) struct Publish {
    /// The archive's folder
    archive: PathBuf,
    /// The folder of the site: new, empty, or with an earlier gallery of this archive and nothing else
    #[arg(long, short, value_name = "SITE")]
    output: PathBuf,
    #[command(flatten)]
    keys: Keys,
}

impl Publish {
    pub(crate) async fn run(self, answer: &Answer) -> Result<ExitCode> {
        let archive = self.keys.open(&self.archive, true)?;
        let told = |done: u64, all: u64| {
            if answer.animated() && (done.is_multiple_of(500) || done == all) {
                eprint!("\r{done} of {all} files written");
            }
        };
        let published = archive.publish(&self.output, &told).await;
        if answer.animated() {
            eprintln!();
        }
        archive.close().await;
        answer.give(&published?, words)?;
        Ok(ExitCode::SUCCESS)
    }
}

fn words(done: &PublishedGallery) -> String {
    let mut text = format!(
        "faces: {} in {} files; written {}, removed {}",
        done.faces, done.files, done.written, done.removed
    );
    for (why, faces) in &done.closed {
        let _ = write!(text, "\ndecided and closed all the same: {faces} ({why})");
    }
    for publication in &done.unreadable {
        let _ = write!(
            text,
            "\nleft out: {}, whose sealed picture is damaged; run amana verify",
            publication.shown()
        );
    }
    match done.entry {
        Some(entry) => drop(write!(text, "\nsigned; entry {entry} of the custody log")),
        None => text.push_str("\nnothing had changed"),
    }
    text
}
