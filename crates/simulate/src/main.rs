//! `amana-simulate`: has simulated staff work through an archive of the synthetic leak. Called by `cargo xtask demo`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use amana_archive::{
    Archive, ArchiveError, DescribesFaces, FACE_DETECTOR, FACE_EMBEDDER, FaceModels, Keyring, Layout,
    OsEntropy, Result, Services, SystemClock,
};
use amana_disk::LocalDisk;
use amana_model::Agent;
use amana_simulate::{Record, Settings, simulate};
use amana_testkit::leak::Truth;
use clap::Parser;

/// Have simulated staff key, decide, sample and code an archive of the synthetic leak.
///
/// Refuses any archive that holds what the truth does not name. May be stopped and run again: it goes on.
#[derive(Parser)]
struct Cli {
    /// The archive's folder, NAME.amana
    archive: PathBuf,
    /// A file whose first line is a custodian's passphrase
    #[arg(long, value_name = "FILE")]
    passphrase_file: PathBuf,
    /// The truth of the leak
    #[arg(long, value_name = "FILE")]
    truth: PathBuf,
    /// From this follows who is drawn and what is got wrong
    #[arg(long, default_value = "1")]
    seed: String,
    /// The folder with the models for faces; without them faces of the living are not described
    #[arg(long, value_name = "DIR")]
    models: Option<PathBuf>,
    /// Where to write what was done, the coders' accuracy and the right answers, as JSON
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let done = runtime.map_err(ArchiveError::from).and_then(|runtime| runtime.block_on(run(&cli)));
    let error = match done {
        Ok(record) => {
            print!("{record}");
            return ExitCode::SUCCESS;
        }
        Err(error) => error,
    };
    eprintln!("error: {error}");
    let mut cause = std::error::Error::source(&error);
    while let Some(because) = cause {
        eprintln!("  because: {because}");
        cause = because.source();
    }
    for (what, words) in [("safe", &error.safe), ("next", &error.next)] {
        if let Some(words) = words {
            eprintln!("  {what}: {words}");
        }
    }
    ExitCode::FAILURE
}

async fn run(cli: &Cli) -> Result<Record> {
    let truth = Truth::read(&cli.truth).map_err(|e| unreadable(&cli.truth, e))?;
    let archive = open(cli)?;
    let stop = Arc::new(AtomicBool::new(false));
    let asked = stop.clone();
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            asked.store(true, Ordering::Relaxed);
        }
    });
    let steps = AtomicU64::new(0);
    let go_on = |step| {
        let done = steps.fetch_add(1, Ordering::Relaxed) + 1;
        if done.is_multiple_of(250) {
            eprintln!("  {done} acts of simulated staff, the last: {step:?}");
        }
        !stop.load(Ordering::Relaxed)
    };
    let settings = Settings::new(&cli.seed);
    let faces = cli.models.as_deref().map(models).transpose()?.flatten();
    let faces = faces.as_ref().map(|faces| faces as &dyn DescribesFaces);
    let done = simulate(&archive, &truth, &settings, faces, &go_on).await;
    archive.close().await;
    let record = done?;
    if let Some(file) = &cli.record {
        let text = serde_json::to_string_pretty(&record).map_err(std::io::Error::from)?;
        std::fs::write(file, text)?;
    }
    Ok(record)
}

/// The models, both of them; none where they were not fetched.
fn models(folder: &Path) -> Result<Option<FaceModels>> {
    if [FACE_DETECTOR.file, FACE_EMBEDDER.file].iter().any(|file| !folder.join(file).exists()) {
        return Ok(None);
    }
    let read = |file: &str| {
        let path = folder.join(file);
        std::fs::read(&path).map_err(|e| unreadable(&path, e))
    };
    FaceModels::load(&read(FACE_DETECTOR.file)?, Some(&read(FACE_EMBEDDER.file)?))
        .map(Some)
        .map_err(|e| ArchiveError::mistake("a model is not the one that this version knows").because(e))
}

fn open(cli: &Cli) -> Result<Archive> {
    let configuration = Archive::configuration_of(&cli.archive)?;
    let text =
        std::fs::read_to_string(&cli.passphrase_file).map_err(|e| unreadable(&cli.passphrase_file, e))?;
    let passphrase = text.lines().next().unwrap_or_default().to_owned().into();
    let keyring = Keyring::unlock(&Layout::new(&cli.archive), &configuration, &passphrase)?;
    let software = concat!("amana-simulate ", env!("CARGO_PKG_VERSION")).to_owned();
    let agent = Agent { name: "simulated-staff".to_owned(), software };
    let services = Services { clock: Box::new(SystemClock), entropy: Box::new(OsEntropy), agent };
    Archive::open(&cli.archive, Arc::new(LocalDisk), services, Some(keyring))
}

fn unreadable(file: &Path, e: impl std::error::Error + Send + Sync + 'static) -> ArchiveError {
    ArchiveError::mistake(format!("{} cannot be read", file.display()))
        .safe("nothing was opened or changed")
        .next("check the path of the file, and that you may read it")
        .because(e)
}
