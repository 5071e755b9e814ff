//! `amana portal`.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use amana_archive::{ArchiveError, Entropy as _, OsEntropy, Result, SystemClock};
use amana_disk::LocalDisk;
use amana_portal::{Kit, Limits, Options, serve};
use clap::Args;

use crate::answer::Answer;
use crate::signals::stop_flag;

/// Open the portal: show a published gallery and take sealed letters. It needs no archive and no key.
///
/// `amana portal-kit` makes the folder that it stands in: portal.toml, letters/ and answers/ beside the gallery. The portal keeps no
/// addresses, reads no letter back, and says that a letter was taken only once it is on the disk. Put it behind an onion service or a TLS
/// proxy that keeps no logs either.
#[derive(Args)]
pub(crate) struct Portal {
    /// The folder of the published gallery
    #[arg(value_name = "SITE")]
    site: PathBuf,
    /// The archive's public keys; portal.toml beside the gallery unless told otherwise
    #[arg(long, value_name = "FILE")]
    kit: Option<PathBuf>,
    /// Where sealed letters are dropped; letters/ beside the gallery unless told otherwise
    #[arg(long, value_name = "FOLDER")]
    letters: Option<PathBuf>,
    /// Where sealed answers lie; answers/ beside the gallery unless told otherwise
    #[arg(long, value_name = "FOLDER")]
    answers: Option<PathBuf>,
    /// The address to listen on
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8780")]
    listen: SocketAddr,
    /// The most letters that may lie in the folder of letters
    #[arg(long, value_name = "NUMBER", default_value_t = Limits::default().letters)]
    most_letters: u64,
    /// The most that they may take, in megabytes
    #[arg(long, value_name = "NUMBER", default_value_t = Limits::default().bytes >> 20)]
    most_megabytes: u64,
    /// Letters a minute from browsers that do a proof of work
    #[arg(long, value_name = "NUMBER", default_value_t = Limits::default().proven_a_minute)]
    proven_a_minute: u32,
    /// Letters a minute from browsers without scripts
    #[arg(long, value_name = "NUMBER", default_value_t = Limits::default().slow_a_minute)]
    slow_a_minute: u32,
    /// How long a form without a proof of work must have been open, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = Limits::default().delay_seconds)]
    delay: u64,
}

impl Portal {
    pub(crate) async fn run(self, answer: &Answer) -> Result<ExitCode> {
        let kit = read_kit(&self.kit.unwrap_or_else(|| beside(&self.site, "portal.toml")))?;
        let folder = |named: Option<PathBuf>, name: &str| {
            let path = named.unwrap_or_else(|| beside(&self.site, name));
            if path.is_dir() { Ok(path) } else { Err(no_folder(&path)) }
        };
        if !self.site.is_dir() {
            return Err(no_folder(&self.site));
        }
        let options = Options {
            letters: folder(self.letters, "letters")?,
            answers: folder(self.answers, "answers")?,
            gallery: self.site,
            kit,
            disk: Arc::new(LocalDisk),
            clock: Arc::new(SystemClock),
            fill_random: |buffer| OsEntropy.fill(buffer),
            limits: Limits {
                letters: self.most_letters,
                bytes: self.most_megabytes << 20,
                proven_a_minute: self.proven_a_minute,
                slow_a_minute: self.slow_a_minute,
                delay_seconds: self.delay,
                ..Limits::default()
            },
        };
        let listener = tokio::net::TcpListener::bind(self.listen).await.map_err(|e| {
            ArchiveError::machine(format!("the address {} cannot be listened on", self.listen))
                .next("choose another with --listen")
                .because(e)
        })?;
        let address = listener.local_addr()?;
        if !address.ip().is_loopback() {
            answer.remark("listening beyond this machine: put TLS or an onion service before it");
        }
        answer.remark(&format!("the portal is open: http://{address}/"));
        let stop = stop_flag();
        let stopped = async move {
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                tokio::time::sleep(std::time::Duration::from_millis(200)).await;
            }
        };
        serve(listener, options, stopped).await?;
        Ok(ExitCode::SUCCESS)
    }
}

/// What lies beside the gallery under a name.
fn beside(site: &Path, name: &str) -> PathBuf {
    // A site that is named `.` or `site/..` has its place only once it is resolved.
    let site = site.canonicalize().unwrap_or_else(|_| site.to_owned());
    site.parent().unwrap_or(Path::new("/")).join(name)
}

fn read_kit(path: &Path) -> Result<Kit> {
    let mistake = |what: String| {
        ArchiveError::mistake(what).safe("nothing was opened").next(
            "make the portal's folder with `amana portal-kit ARCHIVE -o FOLDER`, or name the file with --kit",
        )
    };
    let text = std::fs::read_to_string(path)
        .map_err(|e| mistake(format!("{} cannot be read", path.display())).because(e))?;
    text.parse().map_err(|e| mistake(format!("{} will not do", path.display())).because(e))
}

fn no_folder(path: &Path) -> ArchiveError {
    ArchiveError::mistake(format!("there is no folder {}", path.display()))
        .safe("nothing was opened")
        .next("`amana portal-kit ARCHIVE -o FOLDER` makes the folders of a portal")
}
