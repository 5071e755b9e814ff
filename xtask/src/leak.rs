//! The synthetic leak.

use std::path::PathBuf;

use amana_testkit::leak::{LeakOptions, PictureSize, generate};
use anyhow::Result;
use clap::{Args, ValueEnum};

#[derive(Args)]
pub(crate) struct Leak {
    /// Picture files in all
    #[arg(long, default_value_t = 2000)]
    pub(crate) photographs: u32,
    /// The same seed gives the same bytes
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// How large the pictures are
    #[arg(long, value_enum, default_value_t = Size::Small)]
    pub(crate) size: Size,
    /// The folder to make: the deposit
    #[arg(long)]
    pub(crate) out: PathBuf,
    /// The file for the ground truth; beside the folder if not given
    #[arg(long)]
    pub(crate) truth: Option<PathBuf>,
    /// Put a named pipe into it too
    #[arg(long)]
    pub(crate) specials: bool,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Size {
    Small,
    #[value(name = "3mp")]
    Mp3,
    #[value(name = "12mp")]
    Mp12,
}

impl Leak {
    pub(crate) fn run(self) -> Result<()> {
        let truth = self.truth.clone().unwrap_or_else(|| self.out.with_extension("truth.json"));
        let size = match self.size {
            Size::Small => PictureSize::Small,
            Size::Mp3 => PictureSize::Mp3,
            Size::Mp12 => PictureSize::Mp12,
        };
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let options = LeakOptions {
            photographs: self.photographs,
            seed: self.seed,
            size,
            threads,
            specials: self.specials,
        };
        let summary = generate(&options, &self.out, &truth, &|done, total| {
            if done % 1000 == 0 || done == total {
                eprintln!("  {done} of {total} pictures");
            }
        })?;
        eprintln!(
            "a synthetic leak in {}, its ground truth in {}: {summary:?}",
            self.out.display(),
            truth.display()
        );
        Ok(())
    }
}
